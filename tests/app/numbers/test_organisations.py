"""Figures of another board than the one asked about."""

from __future__ import annotations

import pytest

from app.numbers.organisations import of_another
from app.numbers.ranking import Placed
from tests.app.numbers.test_ranking import PAPER, figure, read, year

COSTS = Placed(figure("Kostnader", "-100", "utfall", year(2025)), "Ekonomi", PAPER, 1.0)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Vilka kostnader hade utbildningsnämnden 2025?", "utbildningsnämnden"),
        ("Vilka kostnader hade barn- och ungdomsnämnden 2025?", "barn- och ungdomsnämnden"),
        ("Vad blev kommunstyrelsens kostnader 2025?", "kommunstyrelsen"),
        ("Vilka kostnader hade stadsledningskontoret 2025?", "stadsledningskontoret"),
        ("Vilka kostnader hade omsorgsnämnden 2025?", ""),
        ("Vilka kostnader hade omsorgsförvaltningen 2025?", ""),
        ("Vilka kostnader hade nämnden 2025?", ""),
        ("Vilka kostnader hade omsorgsnämnden enligt kommunstyrelsens beslut 2025?", ""),
    ],
)
def test_whose_a_figure_is(text: str, other: str) -> None:
    assert of_another(read(text)[0], [COSTS]) == other


def test_a_row_may_be_the_board_s_own() -> None:
    row = Placed(figure("Utbildningsnämnden", "-100", "utfall", year(2025)), "", PAPER, 1.0)
    assert of_another(read("Vad kostade utbildningsnämnden 2025?")[0], [row]) == ""
