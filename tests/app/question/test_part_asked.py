"""The part of what is counted is told from the whole it is a part of."""

from __future__ import annotations

import pytest

from app.question.part_asked import kind_asked, part_asked


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("Hur många av avvikelserna gällde båttrafiken?", {"båttrafiken"}, {"båttrafiken"}),
        ("Hur stor andel av bidraget gick till roddklubben?", {"till", "roddklubben"}, set()),
        ("Hur många avvikelser rörde bryggan, enligt rapporten?", {"bryggan"}, {"bryggan"}),
        ("Hur många avvikelser fanns 2025?", set(), set()),
        ("Vad gäller för båtplatser?", set(), set()),
    ],
)
def test_the_words_for_the_part(text: str, part: set[str], kind: set[str]) -> None:
    assert part_asked(text) == part
    assert kind_asked(text) == kind
