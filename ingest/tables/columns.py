"""What a table's arithmetic and its sister tables tell of its columns: periods, and names where no header stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from ingest.tables.arithmetic import Identity
from ingest.tables.measures import OUTCOMES, PLANS, measure_of
from ingest.tables.model import NO_PERIOD, Column, Period, PeriodKind, Table, TableRow
from ingest.tables.periods import year_period, years_period

_SAME_ROWS = 3  # rows with the same label and the same number that name a column after another table's
_PLAIN = re.compile(r"[\W_]+")


def with_periods(columns: Sequence[Column], identities: Sequence[Identity]) -> tuple[Column, ...]:
    """Return the columns with periods that follow from the identities.

    outcome − budget = deviation are of one period: the one that any of them names. A difference of two years is of both. Months
    that sum to the outcome are outcomes. A forecast is made in the month that its header names.
    """
    told = _forecasts(columns)
    for identity in identities:
        target = told[identity.target]
        if identity.sums:
            for column, _ in identity.terms:
                if not told[column].measure and target.measure in OUTCOMES | PLANS:
                    told[column] = replace(told[column], measure=target.measure)
        if not identity.named or identity.sums:
            continue
        terms = [column for column, _ in identity.terms]
        known = {told[column].period for column in terms} - {NO_PERIOD}
        if target.measure == "differens":
            if not target.period.known:
                told[identity.target] = replace(target, period=_span(known))
            continue
        if target.period.known:
            known.add(target.period)
        if len(known) == 1:
            period = next(iter(known))
            for column in (identity.target, *terms):
                if not told[column].period.known:
                    told[column] = replace(told[column], period=period)
    return tuple(told)


def _forecasts(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, forecasts made in months of a year as of that year; where they may be of the months, of no period."""
    monthly = [column for column in columns if column.period.kind is PeriodKind.MONTH]
    made = [column for column in monthly if column.measure == "prognos"]
    if len(monthly) < 2 or not made:
        return list(columns)
    starts = sorted(12 * c.period.start.year + c.period.start.month for c in made if c.period.start)
    apart = len(starts) == len(made) == len(monthly) and all(later - before > 1 for before, later in pairwise(starts))
    return [replace(c, period=_year_of(c.period) if apart else NO_PERIOD) if c in made else c for c in columns]


def _year_of(period: Period) -> Period:
    return year_period(period.start.year) if period.start else NO_PERIOD


def _span(periods: set[Period]) -> Period:
    years = sorted({period.start.year for period in periods if period.start})
    if len(periods) == 1:
        return next(iter(periods))
    return years_period(years[0], years[-1]) if len(years) == 2 else NO_PERIOD


@dataclass(frozen=True, slots=True)
class _Named:
    """A column with a header, and its numbers by row label."""

    column: Column
    values: dict[str, Decimal]


def named_by_sisters(tables: Sequence[Table]) -> list[Table]:
    """Return the tables, columns without a header named after columns of other tables that hold the same numbers.

    A table without a header often stands beside one with: the same units in both, the same outcome, budget and deviation. Where
    a column has the number of a named column in three rows or more with the same labels, and differs in none, it is that column.
    """
    named = [
        _Named(replace(column, unit=column.unit or table.unit), _by_label(table.rows, at))
        for table in tables
        for at, column in enumerate(table.columns)
        if column.header and column.measure
    ]
    return [_named(table, named) if _nameless(table) else table for table in tables]


def deviations_told(tables: Sequence[Table]) -> list[Table]:
    """Return the tables, forecasts and outcomes of one whose caption says that they are deviations as deviations.

    "Prognostiserad avvikelse mot budget" over "Prognos per mars", "Bokslut 2025": some of the numbers are below nought and some
    above, as those of a deviation are.
    """
    return [
        replace(table, columns=tuple(replace(column, measure="avvikelse") for column in table.columns))
        if measure_of(table.caption) == "avvikelse" and _are_deviations(table)
        else table
        for table in tables
    ]


def _are_deviations(table: Table) -> bool:
    measures = {column.measure for column in table.columns}
    signs = {cell.value > 0 for row in table.rows if not row.total for cell in row.cells if cell.value}
    return "prognos" in measures and measures <= OUTCOMES | {"prognos"} and len(signs) > 1


def _nameless(table: Table) -> bool:
    return bool(table.columns) and all(not column.header and not column.measure for column in table.columns)


def _named(table: Table, named: Sequence[_Named]) -> Table:
    columns = []
    units = set()
    for at, column in enumerate(table.columns):
        values = _by_label(table.rows, at)
        found = {(n.column.measure, n.column.period) for n in named if _same(values, n.values)}
        if len(found) == 1:
            measure, period = found.pop()
            units |= {n.column.unit for n in named if _same(values, n.values)}
            columns.append(replace(column, measure=measure, period=period, inferred=True))
        else:
            columns.append(column)
    units -= {""}
    unit = units.pop() if len(units) == 1 else ""
    return replace(table, columns=tuple(columns), unit=table.unit or unit)


def _same(values: dict[str, Decimal], others: dict[str, Decimal]) -> bool:
    shared = values.keys() & others.keys()
    return len({values[label] for label in shared if values[label]}) >= _SAME_ROWS and all(
        values[label] == others[label] for label in shared
    )


def _by_label(rows: Sequence[TableRow], column: int) -> dict[str, Decimal]:
    """Return a column's numbers by label, labels that come twice left out."""
    found: dict[str, Decimal] = {}
    twice: set[str] = set()
    for row in rows:
        label = _PLAIN.sub("", row.label).casefold()
        value = next((cell.value for cell in row.cells if cell.column == column), None)
        if not label or value is None:
            continue
        if label in found:
            twice.add(label)
        found[label] = value
    return {label: value for label, value in found.items() if label not in twice}
