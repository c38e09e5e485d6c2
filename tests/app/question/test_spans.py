"""A length of time, as it is asked for."""

from __future__ import annotations

import pytest

from app.question.spans import tells_span


@pytest.mark.parametrize(
    ("asks", "text", "told"),
    [
        ("Hur länge är bryggan stängd?", "Den är stängd i två veckor.", True),
        ("Hur länge är bryggan stängd?", "Den öppnas till den 3 maj.", True),
        ("Hur lång tid tar det?", "Det blev klart 2026-05-03.", False),
        ("Hur många dagar tar det?", "Det ska göras skyndsamt.", False),
        ("Hur snabbt ska det göras?", "Det ska göras skyndsamt.", True),
        ("Hur många dagar tar det?", "Det tar fem dagar.", True),
    ],
)
def test_a_length_of_time_is_told_as_it_is_asked_for(asks: str, text: str, *, told: bool) -> None:
    assert tells_span(text, asks) is told
