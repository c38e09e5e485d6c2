"""Of rows that may as well be meant: those another's own label names better, shares, spans of time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.numbers.ranking import Placed
from tests.app.numbers.test_ranking import PAPER, ask, figure, values, year

INDEX = [
    Placed(
        figure(label, value, "utfall", year(2025), quote_start=at, start=at, unit="index", group=("Trygga bad",), column="Utfall 2025"),
        "", PAPER, 1.0,
    )
    for at, (label, value) in enumerate((("Trygghet åk 8, index", "71"), ("Lugn åk 8, index", "61")))
]  # fmt: skip


def test_a_row_s_own_label_wins_over_what_its_group_is_called() -> None:
    assert values(ask("Vilket trygghetsindex fick årskurs 8 2025?", INDEX)) == [Decimal(71)]


CHECKS = [
    Placed(figure("Sommarkort", value, measure, year(2025), quote_start=0, start=at, unit=unit, column=column), "", PAPER, 1.0)
    for at, (measure, column, value, unit) in enumerate(
        (("kontrollerade", "Kontrollerade", "37", ""), ("med fel", "Med fel", "8", ""), ("felandel", "Felandel, %", "21.6", "%"))
    )
]


def test_a_share_is_told_where_a_share_is_asked_for() -> None:
    assert values(ask("Hur stor andel av kontrollerade sommarkort var fel 2025?", CHECKS)) == [Decimal("21.6")]


TIMES = [
    Placed(figure(label, value, "utfall", year(2025), quote_start=at, start=at, unit=unit), "", PAPER, 1.0)
    for at, (label, value, unit) in enumerate(
        (
            ("Dagläger på badet", "79", "antal"),
            ("Väntetid till badet, dagar", "67", "dagar"),
            ("Antal vårddygn badet", "34", "antal"),
        )
    )
]


@pytest.mark.parametrize(
    ("text", "told"), [("Hur många dagar väntade man på badet 2025?", 67), ("Hur många dygn på badet 2025?", 34)]
)
def test_spans_of_time_are_told_by_rows_that_say_them(text: str, told: int) -> None:
    assert values(ask(text, TIMES)) == [Decimal(told)]


PEOPLE = [
    Placed(figure(label, value, "utfall", year(2025), quote_start=at, start=at, unit=unit), "", PAPER, 1.0)
    for at, (label, value, unit) in enumerate((("Skuld per besökare, kr", "239", "kr"), ("Besökare den 31 december", "2559", "")))
]


def test_what_is_told_for_each_is_no_number_of_them() -> None:
    assert values(ask("Hur många besökare var det 2025?", PEOPLE)) == [Decimal(2559)]
    assert values(ask("Hur stor var skulden per besökare 2025?", PEOPLE)) == [Decimal(239)]
