"""Outcome, budget and deviation of a board's year: rows of tables, months, charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.economy.charts import months_of_year, outcome_against_budget
from app.economy.rows import Selection, economy_choices, economy_rows
from app.numbers.ranking import Placed
from ingest.model import Metadata, Status
from ingest.tables.model import Figure, FigureStatus, Period
from ingest.tables.periods import month_period, month_range, year_period

PAPER = Metadata(title="Bokslut 2025", municipality="Ekdala", body="omsorgsnämnden", day=date(2026, 2, 1), years=(2025,))
YEAR = year_period(2025)
ALL = Selection("Ekdala", "omsorgsnämnden", 2025)


def cell(label: str, measure: str, value: str, period: Period = YEAR, *, row: int = 0, at: int = 0, unit: str = "tkr",
         group: tuple[str, ...] = (), document: str = "d1") -> Figure:  # fmt: skip
    return Figure(label, group, "", "", measure, period, Decimal(value), unit, FigureStatus.READ, document, 0, 3,
                  row * 100 + at, row * 100 + at + 1, row * 100, row * 100 + 90, value)  # fmt: skip


def placed(*figures: Figure, paper: Metadata = PAPER) -> list[Placed]:
    return [Placed(one, "", paper, 0.0) for one in figures]


def year_row(label: str, outcome: str, budget: str, row: int, document: str = "d1") -> list[Figure]:
    return [
        cell(label, "utfall", outcome, row=row, at=1, document=document),
        cell(label, "budget", budget, row=row, at=2, document=document),
    ]


def test_a_row_has_outcome_budget_and_the_deviation_computed_with_its_formula() -> None:
    (row,) = economy_rows(placed(*year_row("Hemtjänst", "-120", "-100", 1)), ALL)
    assert row.outcome
    assert row.budget
    assert row.deviation
    assert (row.outcome.value, row.budget.value, row.deviation.value) == (Decimal(-120), Decimal(-100), Decimal(-20))
    assert row.deviation.placed is None
    assert row.deviation.formula == "−120 + 100 = −20"
    assert (row.unit, row.line, row.period, row.page, row.start, row.end) == ("Hemtjänst", "", "2025", 3, 100, 190)


def test_a_printed_deviation_is_told_as_printed_and_costs_against_a_positive_budget_are_not_subtracted() -> None:
    printed = [*year_row("Inventarier", "-90", "100", 1), cell("Inventarier", "avvikelse", "10", row=1, at=3)]
    (row,) = economy_rows(placed(*printed), ALL)
    assert row.deviation
    assert row.deviation.placed
    assert row.deviation.value == Decimal(10)
    (row,) = economy_rows(placed(*year_row("Inventarier", "-90", "100", 1)), ALL)
    assert row.deviation is None


def test_part_of_the_year_is_not_held_against_the_whole_years_budget() -> None:
    part = month_range(2025, 1, 8)
    cells = [
        cell("Skola", "utfall", "-60", part, row=1, at=1),
        cell("Skola", "budget", "-62", part, row=1, at=2),
        cell("Skola", "prognos", "-95", row=1, at=3),
        cell("Skola", "budget", "-93", row=1, at=4),
    ]
    rows = economy_rows(placed(*cells), ALL)
    assert [(row.period, row.deviation and row.deviation.value) for row in rows] == [
        ("jan–aug 2025", Decimal(2)),
        ("2025", Decimal(-2)),
    ]
    assert rows[1].outcome is None
    assert rows[1].forecast is not None


def test_months_are_outcomes_of_rows_with_an_outcome_only() -> None:
    months = [cell("Resultat", "", str(at), month_period(2025, at), row=1, at=at, group=("Hemtjänst Lunda",)) for at in (1, 2, 3)]
    assert economy_rows(placed(*months), ALL) == ()
    (row,) = economy_rows(placed(*months, cell("Resultat", "utfall", "6", row=1, at=9, group=("Hemtjänst Lunda",))), ALL)
    assert [(one.month, one.amount.value) for one in row.months] == [(1, Decimal(1)), (2, Decimal(2)), (3, Decimal(3))]
    assert (row.unit, row.line) == ("Hemtjänst Lunda", "Resultat")


def test_the_same_row_in_two_papers_is_told_once_and_two_that_differ_both() -> None:
    later = replace(PAPER, title="Rättat", day=date(2026, 3, 1))
    other = replace(PAPER, title="Annat", day=date(2026, 2, 1))
    figures = [
        *placed(*year_row("Hemtjänst", "-120", "-100", 1)),
        *placed(*year_row("Hemtjänst", "-120", "-100", 1, "d2"), paper=later),
        *placed(*year_row("Hemtjänst", "-121", "-100", 1, "d3"), paper=other),
    ]
    assert [(row.title, row.outcome and row.outcome.value) for row in economy_rows(figures, ALL)] == [
        ("Rättat", Decimal(-120)),
        ("Annat", Decimal(-121)),
    ]


def test_a_draft_of_what_has_been_settled_is_left_out_and_what_only_it_has_is_told_last() -> None:
    draft = replace(PAPER, title="Utkast", status=Status.DRAFT, day=date(2026, 4, 1))
    figures = [
        *placed(*year_row("Funktionsstöd", "-50", "-40", 2, "d3"), *year_row("Hemtjänst", "-121", "-100", 1, "d3"), paper=draft),
        *placed(*year_row("Hemtjänst", "-120", "-100", 1)),
    ]
    assert [(row.unit, row.outcome and row.outcome.value) for row in economy_rows(figures, ALL)] == [
        ("Hemtjänst", Decimal(-120)),
        ("Funktionsstöd", Decimal(-50)),
    ]


def test_choices_name_boards_years_and_units_and_leave_counts_out() -> None:
    figures = [
        *placed(*year_row("Hemtjänst", "-120", "-100", 1)),
        *placed(cell("Besök", "utfall", "5", unit="antal", row=2)),
        *placed(cell("Timmar", "utfall", "5", unit="", row=3, at=1), cell("Timmar", "budget", "6", unit="", row=3, at=2)),
    ]
    (choice,) = economy_choices(figures)
    assert (choice.municipality, choice.body, choice.year, choice.units) == ("Ekdala", "omsorgsnämnden", 2025, ("Hemtjänst",))
    assert economy_rows(figures, replace(ALL, year=2024)) == ()
    assert economy_rows(figures, replace(ALL, unit="Skola")) == ()


def test_the_chart_draws_costs_upwards_and_tells_them_as_printed() -> None:
    rows = economy_rows(placed(*year_row("Hemtjänst", "-1200", "-1000", 1), *year_row("Skola", "-5", "-7", 2)), ALL)
    chart = outcome_against_budget(rows)
    budget, outcome = chart["data"]
    assert (budget["name"], outcome["name"]) == ("Budget", "Utfall")
    assert list(outcome["x"]) == ["Hemtjänst", "Skola"]
    assert list(outcome["customdata"]) == ["−1 200 tkr", "−5 tkr"]
    assert list(outcome["y"]) == [1200.0, 5.0]
    assert chart["layout"]["yaxis"]["title"]["text"] == "Nettokostnad, tkr"


def test_the_months_are_a_line_and_an_empty_table_an_empty_chart() -> None:
    months = [cell("Resultat", "utfall", str(-at), month_period(2025, at), row=1, at=at) for at in (1, 2, 12)]
    chart = months_of_year(economy_rows(placed(*months), ALL))
    assert list(chart["data"][0]["x"]) == ["jan", "feb", "dec"]
    assert list(chart["data"][0]["y"]) == [-1.0, -2.0, -12.0]
    assert months_of_year(())["data"] == [] == outcome_against_budget(())["data"]
