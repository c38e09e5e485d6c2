"""Which two cells of a row a question holds against each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.calculation.row_pairs import pair_of, years_held
from app.numbers.ranking import Placed
from tests.app.numbers.test_ranking import PAPER, figure, read, year


def _row(*told: tuple[str, str, str, int], unit: str = "tkr") -> list[Placed]:
    made = [
        figure("Vårdsängar", value, measure, year(of), column=column, unit=unit, start=at)
        for at, (column, value, measure, of) in enumerate(told)
    ]
    return [Placed(one, "", PAPER, 1.0) for one in made]


YEARS = _row(("Budget 2025", "350", "budget", 2025), ("Utfall 2025", "765", "utfall", 2025), ("Utfall 2024", "544", "utfall", 2024))
FORECASTS = _row(
    ("Fg prognos", "300", "prognos", 2025), ("Prognos 2025", "320", "prognos", 2025), ("Budget 2025", "350", "budget", 2025)
)
PLACES = _row(("Almby", "40", "", 2025), ("Lunda", "52", "", 2025), unit="antal")


@pytest.mark.parametrize(
    ("text", "row", "pair"),
    [
        ("Hur mycket mer kostade vårdsängarna 2025 än 2024?", YEARS, (765, 544)),
        ("Hur mycket mer kostade vårdsängarna 2025 än året innan?", YEARS, (765, 544)),
        ("Hur mycket skiljer prognosen och anslaget för vårdsängar?", FORECASTS, (320, 350)),
        ("Hur många fler vårdsängar var det i Lunda än i Almby?", PLACES, (52, 40)),
        ("Hur mycket mer kostade vårdsängarna 2025 än 2023?", YEARS, None),
        ("Vad blev avvikelsen för vårdsängar 2025 jämfört med 2024?", YEARS, None),
        ("Hur många fler vårdsängar var det i Lunda än i Norrby?", PLACES, None),
    ],
)  # fmt: skip
def test_the_two_cells_held_against_each_other(text: str, row: list[Placed], pair: tuple[int, int] | None) -> None:
    found = pair_of(read(text)[0], row)
    assert (found and tuple(one.figure.value for one in found)) == (pair and tuple(map(Decimal, pair)))


def test_cells_of_two_units_are_not_held_against_each_other() -> None:
    row = [*_row(("Lunda", "52", "", 2025)), *_row(("Almby", "40", "", 2025), unit="antal")]
    assert pair_of(read("Hur många fler vårdsängar var det i Lunda än i Almby?")[0], row) is None


def test_the_year_before_may_be_said_without_its_number() -> None:
    assert years_held(read("Hur mycket mer var det 2025 än året innan?")[0]) == (2024, 2025)
    assert years_held(read("Hur mycket var det 2025?")[0]) == ()
