"""The rows of a table that did better, or worse, than their budget."""

from __future__ import annotations

import pytest

from app.numbers.by_sign import sign_asked
from app.numbers.figure_telling import sentences
from app.numbers.ranking import Placed
from app.numbers.verdict import Sign
from tests.app.numbers.test_comparisons import _row
from tests.app.numbers.test_ranking import ask

ROWS = (("Lunda", "-30"), ("Almby", "12"), ("Norrby", "-7"), ("Sunnby", "0"), ("Totalt", "-25"))


def _placed(kind: str) -> list[Placed]:
    return [
        one
        for at, (name, value) in enumerate(ROWS)
        for one in _row(f"{kind}{name}" if name != "Totalt" else name, ("avvikelse", value, 2025), row=100 * at)
    ]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Vilka enheter gick med plus 2025?", Sign.PLUS),
        ("Vilka hemtjänstgrupper gick back?", Sign.MINUS),
        ("Vilka skolor redovisade ett underskott 2025?", Sign.MINUS),
        ("Vilka enheter hade störst underskott?", None),
        ("Hur mycket plus gick skolan?", None),
        ("Vilka åtgärder ska minska underskottet?", None),
    ],
)
def test_rows_are_asked_for_by_their_sign(text: str, sign: Sign | None) -> None:
    assert sign_asked(text) is sign


def test_the_rows_of_the_sign_asked_for_are_told_and_no_sum() -> None:
    answer = ask("Vilka hemtjänster gick med förlust 2025?", _placed("Hemtjänst "))
    assert answer is not None
    assert [one.figure.label for one in answer.figures] == ["Hemtjänst Lunda", "Hemtjänst Norrby"]
    assert sentences(answer)[0] == "Med underskott mot budget, 2 av 4 rader i tabellen:"


def test_a_word_for_any_row_asks_of_the_table_of_the_sum() -> None:
    answer = ask("Vilka verksamheter gick med överskott 2025?", _placed(""))
    assert answer is not None
    assert [one.figure.label for one in answer.figures] == ["Almby"]


def test_two_rows_are_no_table() -> None:
    assert ask("Vilka hemtjänster gick med förlust 2025?", _placed("Hemtjänst ")[:2]) is None
