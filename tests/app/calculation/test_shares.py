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
        ("Hur stor andel av pengarna gick till skolan?", ""),
    ],
)
def test_what_the_whole_counts(text: str, counted: str) -> None:
    assert next(shares_asked(Question(text, text, QuestionKind.NUMBER))).counted == counted
