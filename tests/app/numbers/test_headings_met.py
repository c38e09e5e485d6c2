"""Rows that are asked for by what stands over them: the money of a heading, a plan of investments whose columns are years."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.calculation.asked import Operation, operation_of
from app.numbers.ranking import Placed
from app.numbers.verdict import Verdict
from tests.app.numbers.test_ranking import PAPER, ask, figure, read, values, year


def _table(caption: str, rows: dict[str, tuple[int, ...]], columns: tuple[tuple[str, str, int], ...]) -> list[Placed]:
    """The cells of a table: rows of values under columns, each with its name, its measure and its year."""
    return [
        Placed(
            figure(label, str(value), measure, year(of), column=column, caption=caption, quote_start=100 * at, start=100 * at + cell),
            "", PAPER, 0.9,
        )
        for at, (label, line) in enumerate(rows.items())
        for cell, (value, (column, measure, of)) in enumerate(zip(line, columns, strict=True))
    ]  # fmt: skip


def _grant() -> list[Placed]:
    columns = (("Uppskattad kostnad", "uppskattad kostnad", 2025), ("Utfall", "utfall", 2025))
    return _table("Utfall av KB-bidraget", {"Konsulter": (900, 412), "Handledning": (300, 0), "Totalt": (1200, 412)}, columns)


def _plan() -> list[Placed]:
    columns = tuple((str(of), "", of) for of in (2026, 2027, 2028))
    return _table("Investering, namn", {"Cyklar": (0, 90, 90), "Skärmar": (50, 50, 50), "Totalt nämnd": (50, 140, 140)}, columns)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hur mycket av KB-medlen användes totalt?", 412),
        ("Vad blev utfallet för handledning av KB-medlen?", 0),
        ("Vad var den uppskattade kostnaden för konsulter inom KB-satsningen?", 900),
    ],
)
def test_the_money_of_what_a_heading_names_is_met_by_the_heading(text: str, value: int) -> None:
    assert values(ask(text, _grant())) == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vad är det totala investeringsanslaget 2027?", 140),
        ("Hur stor är investeringsbudgeten 2026?", 50),
        ("Hur mycket är det för skärmar 2028 i investeringsplanen?", 50),
        ("Begärs det några pengar till cyklar 2026?", 0),
    ],
)
def test_a_plan_of_investments_is_their_budget(text: str, value: int) -> None:
    assert values(ask(text, _plan())) == [Decimal(value)]


def test_what_is_carried_over_is_no_budget() -> None:
    carried = _table("Investering, namn", {"Totalt": (643,)}, (("Önskas överföras till 2026", "önskas överföras", 2026),))
    assert ask("Hur stor är investeringsbudgeten 2026?", carried) is None
    assert values(ask("Hur stor investeringsbudget önskas överföras till 2026?", carried)) == [Decimal(643)]


def test_an_added_grant_is_told_by_its_column() -> None:
    columns = (("Budget 2025", "budget", 2025), ("Tilläggsanslagsbudget 2025", "tilläggsbudget", 2025))
    answer = ask("Hur stort tilläggsanslag fick cyklar 2025?", _table("Investering", {"Cyklar": (70, 15)}, columns))
    assert answer is not None
    assert answer.verdict is Verdict.FOUND
    assert values(answer) == [Decimal(15)]


def test_a_difference_between_totals_is_no_sum() -> None:
    asked = operation_of(read("Hur stor är skillnaden mellan uppskattad kostnad och utfall totalt?")[0])
    assert asked == (Operation.DIFFERENCE, None)
