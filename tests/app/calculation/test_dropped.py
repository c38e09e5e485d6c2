"""Answers that leave out a part of what is asked."""

from __future__ import annotations

import pytest

from app.calculation.dropped import drops_a_thing
from app.numbers.ranking import Placed
from app.numbers.verdict import FigureAnswer, Verdict
from tests.app.numbers.test_ranking import PAPER, figure, read, year

BATH = Placed(figure("Lundabadet", "115", "utfall", year(2025), unit="antal"), "", PAPER, 1.0)


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Hur många besökte Lundabadet och Tallbadet tillsammans 2025?", True),
        ("Hur många fler besökte Lundabadet än Tallbadet 2025?", True),
        ("Hur många besökte alla bad utom Lundabadet 2025?", True),
        ("Hur många besökte Lundabadet i snitt per dag 2025?", True),
        ("Hur många besökare på Lundabadet dog 2025?", True),
        ("Hur många kvinnor besökte Lundabadet 2025?", True),
        ("Hur många i riket besökte Lundabadet 2025?", True),
        ("Hur många besökte Lundabadet 2025?", False),
        ("Hur många besökte Lundabadet 2025 och vad var målet?", False),
    ],
)
def test_what_is_left_out(text: str, *, dropped: bool) -> None:
    found = FigureAnswer(Verdict.FOUND, (BATH,), (), None, 1.0)
    assert drops_a_thing(read(text)[0], found) is dropped
