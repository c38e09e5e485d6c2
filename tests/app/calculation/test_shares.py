"""What a share is asked of: what the whole counts, and money as it is."""

from __future__ import annotations

import pytest

from app.calculation.shares import shares_asked
from app.model import Question, QuestionKind


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Hur stor del av alla avvikelser 2025 kom från äldreomsorgen?", "avvikelser"),
        ("Hur stor del av alla kostnader 2025 gick till äldreomsorgen?", ""),
        ("Hur många procent av nettokostnaden för hamnen gick till bryggorna?", ""),
        ("Hur stor del i procent av alla utflykter gick till bryggorna?", "utflykter"),
        ("Hur stor andel av pengarna gick till skolan?", ""),
    ],
)
def test_what_the_whole_counts(text: str, counted: str) -> None:
    assert next(shares_asked(Question(text, text, QuestionKind.NUMBER))).counted == counted


@pytest.mark.parametrize(
    "text",
    [
        "Hur stor del i procent av hamnens alla kostnader stod bryggorna för?",
        "Hur många procent av nettokostnaden för hamnen gick till bryggorna?",
    ],
)
def test_the_whole_of_a_share_may_be_a_total_called_otherwise(text: str) -> None:
    asked = next(shares_asked(Question(text, text, QuestionKind.NUMBER)))
    assert asked.any_whole
    assert "bryggorna" in asked.part
