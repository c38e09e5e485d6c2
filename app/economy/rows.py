"""Outcome, budget and deviation of a board's units in a year, with the months, from the figures of tables. Pure.

A row is told as its paper prints it: signs are the paper's own, and a deviation above nought is better than budget. Only what a
table does not print is computed: outcome − budget = deviation. The same row in two papers is told once when the papers agree,
and once for each, with its date, when they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from app.numbers.figure_wording import difference_formula, name
from app.numbers.ranking import Placed
from ingest.model import Status
from ingest.tables.measures import MONEY_UNITS
from ingest.tables.model import FigureStatus, Period, PeriodKind

_OUTCOMES = ("utfall", "bokslut")
_MEASURES = (_OUTCOMES, ("budget",), ("prognos",), ("avvikelse",))
_LEAST_MONTHS = 2  # of a line through the year
_NOT_FINAL = (Status.DRAFT, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class EconomyChoice:
    """What can be chosen: a board's year, and the units with rows in it, by name."""

    municipality: str
    body: str
    year: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen; an empty unit means all rows."""

    municipality: str
    body: str
    year: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money.

    Attributes:
        placed: the figure it is, with where it stands; None for a computed one.
        formula: how it was computed, or "".
    """

    value: Decimal
    unit: str
    placed: Placed | None
    formula: str = ""


@dataclass(frozen=True, slots=True)
class MonthAmount:
    """The outcome of a month (1–12)."""

    month: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class EconomyRow:
    """A row of a paper's table, in one period.

    Attributes:
        unit: what the row is of: "Hemtjänst Bohus".
        line: "Intäkter", "Kostnader", "Resultat" where a unit has several rows, or "".
        period: "2025", "jan–aug 2025".
        forecast: for the period, where the table has one: then the deviation is the forecast's when there is no outcome.
        document_id, start, end: the row in the document's text, to be cited.
        page: where the file has pages.
        day: of the paper, or None.
    """

    unit: str
    line: str
    period: str
    outcome: Amount | None
    budget: Amount | None
    forecast: Amount | None
    deviation: Amount | None
    months: tuple[MonthAmount, ...]
    document_id: str
    title: str
    page: int | None
    start: int
    end: int
    day: date | None


def economy_choices(figures: Iterable[Placed]) -> tuple[EconomyChoice, ...]:
    """Return what can be chosen, by municipality and board, latest year first.

    Args:
        figures: of all that may be seen (`CatalogueLibrary.all_figures`).
    """
    units: dict[tuple[str, str, int], dict[str, None]] = {}
    for row in _rows(figures):
        of_paper = row[0].metadata
        for year in sorted({found for one in row if (found := _year(one)) is not None}):
            for told in _told_rows(row, year):
                units.setdefault((of_paper.municipality, of_paper.body, year), {})[told.unit] = None
    ordered = sorted(units, key=lambda key: (key[0], key[1], -key[2]))
    return tuple(EconomyChoice(*key, tuple(sorted(units[key], key=str.casefold))) for key in ordered)


def economy_rows(figures: Iterable[Placed], selection: Selection) -> tuple[EconomyRow, ...]:
    """Return the rows of a board's year: those of the latest paper first, each paper's in its own order, drafts last.

    A draft's row that a paper that is no draft has too is left out.

    Args:
        figures: of the papers that may be seen; those of other boards and years are passed over.
        selection: what is chosen.
    """
    own = (
        one
        for one in figures
        if (one.metadata.municipality, one.metadata.body) == (selection.municipality, selection.body)
        and one.figure.organisation in ("", selection.municipality)
    )
    found = [(told, row[0].metadata) for row in _rows(own) for told in _told_rows(row, selection.year)]
    chosen = [entry for entry in found if selection.unit in ("", entry[0].unit)]
    chosen.sort(key=lambda entry: (entry[1].status in _NOT_FINAL, -_ordinal(entry[0].day)))
    kept: dict[tuple[object, ...], EconomyRow] = {}
    settled: set[tuple[str, str, str]] = set()
    for row, of_paper in chosen:
        named = (row.unit.casefold(), row.line.casefold(), row.period)
        if of_paper.status not in _NOT_FINAL:
            settled.add(named)
        elif named in settled:
            continue  # a draft of what has been settled since
        known = kept.setdefault(_same(row), row)
        if _fullness(row) > _fullness(known):
            kept[_same(row)] = row
    return tuple(kept.values())


def _same(row: EconomyRow) -> tuple[object, ...]:
    amounts = (row.outcome, row.budget, row.deviation)
    return (row.unit.casefold(), row.line.casefold(), row.period, *(amount and amount.value for amount in amounts))


def _fullness(row: EconomyRow) -> tuple[int, bool]:
    """Return how much a row tells beyond what makes it the same as another: its months, its forecast."""
    return len(row.months), row.forecast is not None


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _rows(figures: Iterable[Placed]) -> list[list[Placed]]:
    """Return the figures of tables that may be money, row by row."""
    wanted = [one for one in figures if one.figure.status is not FigureStatus.PROSE and one.figure.unit in (*MONEY_UNITS, "")]
    wanted.sort(key=lambda one: (one.figure.document_id, one.figure.quote_start, one.figure.start))
    return [list(row) for _, row in groupby(wanted, key=lambda one: (one.figure.document_id, one.figure.quote_start))]


def _year(placed: Placed) -> int | None:
    period = placed.figure.period
    return period.end.year if period.end else None


def _told_rows(row: Sequence[Placed], year: int) -> list[EconomyRow]:
    """Return a row of a table as it is told for each period of a year in which it has an outcome or forecast, and a budget."""
    months = _months(row, year)
    periods = dict.fromkeys(
        one.figure.period for one in row if _year(one) == year and one.figure.period.kind in (PeriodKind.YEAR, PeriodKind.RANGE)
    )
    told = [one for period in periods if (one := _told_row(row, period, months)) is not None]
    if told or not months:
        return told
    return [_made(row, str(year), (None, None, None, None), months)]


def _told_row(row: Sequence[Placed], period: Period, months: tuple[MonthAmount, ...]) -> EconomyRow | None:
    cells = [one for one in row if one.figure.period == period]
    outcome, budget, forecast, deviation = (_amount(cells, measures) for measures in _MEASURES)
    reached = outcome or forecast
    if budget is None or (reached is None and deviation is None):
        return None
    if not any(one.figure.unit in MONEY_UNITS for one in row) and deviation is None:
        return None  # counts and shares have goals, not budgets
    if deviation is None and reached is not None and (reached.value < 0) == (budget.value < 0):
        value = reached.value - budget.value
        deviation = Amount(value, reached.unit, None, difference_formula(reached.value, budget.value))
    return _made(row, period.text, (outcome, budget, forecast, deviation), months if period.kind is PeriodKind.YEAR else ())


def _made(
    row: Sequence[Placed],
    period: str,
    amounts: tuple[Amount | None, Amount | None, Amount | None, Amount | None],
    months: tuple[MonthAmount, ...],
) -> EconomyRow:
    figure, metadata = row[0].figure, row[0].metadata
    unit, line = _unit_and_line(row[0])
    return EconomyRow(unit, line, period, *amounts, months, figure.document_id, metadata.title, figure.page,
                      figure.quote_start, figure.quote_end, metadata.day)  # fmt: skip


def _unit_and_line(placed: Placed) -> tuple[str, str]:
    """Return what a row is of, and which of its lines: a line under a unit's heading, or a row by itself."""
    told = name(placed.figure)
    if placed.figure.group:
        unit, _, line = told.rpartition(", ")
        if unit:
            return unit, line[:1].upper() + line[1:]
    return told, ""


def _amount(cells: Sequence[Placed], measures: Sequence[str]) -> Amount | None:
    """Return the one amount of some measures, or None where there is none, or several that differ."""
    found = [one for one in cells if one.figure.measure in measures]
    if len({one.figure.value for one in found}) != 1:
        return None
    return Amount(found[0].figure.value, found[0].figure.unit, found[0])


def _months(row: Sequence[Placed], year: int) -> tuple[MonthAmount, ...]:
    """Return the outcome of each month of a year; months without a measure are outcomes where the row sums to one."""
    measures = ("", *_OUTCOMES) if any(one.figure.measure in _OUTCOMES for one in row) else _OUTCOMES
    found: dict[int, Amount] = {}
    for one in row:
        period = one.figure.period
        if period.kind is PeriodKind.MONTH and period.start and period.start.year == year and one.figure.measure in measures:
            found.setdefault(period.start.month, Amount(one.figure.value, one.figure.unit, one))
    return tuple(MonthAmount(month, found[month]) for month in sorted(found)) if len(found) >= _LEAST_MONTHS else ()
