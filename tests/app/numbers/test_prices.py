"""A price is no number of what it is the price of, nor a count a sum of money."""

from __future__ import annotations

import pytest

from app.numbers.prices import is_of_another_kind
from tests.app.numbers.test_ranking import figure


@pytest.mark.parametrize(
    ("asks", "headings", "column", "other"),
    [
        ("hur många båtplatser finns i hamnen?", "Avgifter i hamnen", "2025", True),
        ("hur många båtplatser finns i hamnen?", "Hamnen", "2025", False),
        ("hur många båtplatser finns i hamnen?", "Avgifter i hamnen", "Antal platser", False),
        ("vad är avgiften för båtplatser?", "Avgifter i hamnen", "2025", False),
        ("vad är avgiften för båtplatser?", "Hamnen i siffror", "2025", True),
    ],
)
def test_headings_tell_a_price_from_a_count(asks: str, headings: str, column: str, *, other: bool) -> None:
    one = figure("Båtplats", "272", "", column=column, unit="")
    assert is_of_another_kind(asks, headings, one, money=asks.startswith("vad")) is other
    assert not is_of_another_kind(asks, headings, figure("Båtplats", "272", "", column=column, unit="antal"))
