"""A unit that a paper states once for all its tables holds for those that say none."""

from __future__ import annotations

import pytest

from ingest.tables.measures import unit_throughout


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Enhet | tkr om inget annat anges", "tkr"),
        ("Belopp i mnkr om inte annat anges.", "mkr"),
        ("Belopp i tkr. Siffror i mnkr om inget annat anges.", "mkr"),
        ("Belopp i tkr om inget annat anges. Belopp i mkr om inget annat anges.", ""),
        ("Belopp i tkr", ""),  # of the table it stands over
    ],
)
def test_the_unit_of_a_whole_paper(text: str, unit: str) -> None:
    assert unit_throughout(text) == unit
