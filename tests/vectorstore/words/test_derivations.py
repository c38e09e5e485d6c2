"""A verb is met by its noun, and the noun by its verb; words that only end alike are left alone."""

from __future__ import annotations

import pytest

from vectorstore.coverage import told
from vectorstore.words.derivations import derivations


@pytest.mark.parametrize(
    ("asked", "said", "met"),
    [
        ("granskar", "granskning", True),
        ("polisanmäler", "polisanmälan", True),
        ("utvärderas", "utvärdering", True),
        ("betalning", "betalar", True),
        ("ansökan", "ansöker", True),
        ("förening", "förenar", False),
        ("bänken", "bankning", False),
    ],
)
def test_what_is_done_and_the_noun_for_it(asked: str, said: str, *, met: bool) -> None:
    assert bool(derivations(asked) & told(said)) is met
