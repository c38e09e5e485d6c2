"""What a table's arithmetic and its sister tables tell of its columns: periods, and names where no header stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.tables.arithmetic import Identity
from ingest.tables.forecasts import is_forecast, with_occasions
from ingest.tables.measures import AGAINST_BUDGET, OUTCOMES, PLANS, measure_of
from ingest.tables.model import NO_PERIOD, Column, Period, Table, TableRow
from ingest.tables.periods import years_period

_SAME_ROWS = 3  # rows with the same label and the same number that name a column after another table's
_PLAIN = re.compile(r"[\W_]+")


def with_periods(columns: Sequence[Column], identities: Sequence[Identity]) -> tuple[Column, ...]:
    """Return the columns with periods that follow from the identities.

    outcome − budget = deviation are of one period: the one that any of them names. A difference of two years is of both. Months
    that sum to the outcome are outcomes. Forecasts are told with when they were made.
    """
    told = with_occasions(columns)
    for identity in identities:
        target = told[identity.target]
        if identity.sums:
            for column, _ in identity.terms:
                if not told[column].measure and target.measure in OUTCOMES | PLANS:
                    told[column] = replace(told[column], measure=target.measure)
        elif identity.named:
            told = _dated_alike(told, identity)
            told[identity.target] = _against_the_budget(told, identity)
    return tuple(told)


def _dated_alike(columns: Sequence[Column], identity: Identity) -> list[Column]:
    """Return the columns, those of an identity of the one period that any of them names; a difference of the span of its terms."""
    told = list(columns)
    target = told[identity.target]
    terms = [column for column, _ in identity.terms]
    known = {told[column].period for column in terms} - {NO_PERIOD}
    if target.measure == "differens":
        if not target.period.known:
            told[identity.target] = replace(target, period=_span(known))
        return told
    if _is_of_forecast_unsaid(told, identity):
        return told
    if target.period.known:
        known.add(target.period)
    if len(known) == 1:
        period = next(iter(known))
        for column in (identity.target, *terms):
            if not told[column].period.known:
                told[column] = replace(told[column], period=period)
    return told


def _against_the_budget(columns: Sequence[Column], identity: Identity) -> Column:
    """Return the target: a difference of outcome and budget ("Utfall Budget Diff") is the deviation."""
    target = columns[identity.target]
    of = {columns[column].measure for column, _ in identity.terms}
    return replace(target, measure="avvikelse") if target.measure == "differens" and of in AGAINST_BUDGET else target


def _is_of_forecast_unsaid(columns: Sequence[Column], identity: Identity) -> bool:
    """Tell whether a deviation is that of the outcome from a forecast made in the year, and its header says so nowhere.

    Beside it stands the deviation from the budget of that year: dated alike they would not be told apart.
    """
    terms = [columns[column] for column, _ in identity.terms]
    against = any(one.made for one in terms) and any(one.measure in OUTCOMES for one in terms)
    return against and not is_forecast(columns[identity.target].header)


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
        found = {(n.column.measure, n.column.period, n.column.made) for n in named if _same(values, n.values)}
        if len(found) == 1:
            measure, period, made = found.pop()
            units |= {n.column.unit for n in named if _same(values, n.values)}
            columns.append(replace(column, measure=measure, period=period, made=made, inferred=True))
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
