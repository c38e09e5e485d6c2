"""Columns that come to another by what the header says: months, parts before a total, changes between two years. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.tables.measures import COMPARISONS
from ingest.tables.model import Column, PeriodKind

_LEAST_CHANGES = 2  # columns between a year's amount and the next year's,
_MOST_CHANGES = 10  # … and the most
_LEAST_PARTS = 3  # columns that may come to a year's


class Summed(NamedTuple):
    """A column, and the others that come to it.

    Attributes:
        named: the header speaks for it; else only the numbers do.
        text: told in Swedish.
    """

    target: int
    terms: tuple[tuple[int, int], ...]
    named: bool
    text: str


def summed_columns(columns: Sequence[Column]) -> list[Summed]:
    """Return the columns that may be sums of others, with these."""
    return _month_sums(columns) + (_totals(columns) or _year_of_parts(columns)) + _changes(columns)


def _month_sums(columns: Sequence[Column]) -> list[Summed]:
    months = [at for at, column in enumerate(columns) if column.period.kind is PeriodKind.MONTH]
    if len(months) < 3:
        return []
    totals = [at for at in range(len(columns)) if at > months[-1] and columns[at].measure not in COMPARISONS]
    terms = tuple((at, 1) for at in months)
    return [Summed(at, terms, True, "månaderna summerar till perioden") for at in totals if columns[at].measure != "budget"]


def _totals(columns: Sequence[Column]) -> list[Summed]:
    found = []
    for target, column in enumerate(columns):
        parts = tuple((at, 1) for at in range(target) if columns[at].measure not in COMPARISONS)
        if (
            column.measure == "totalt"
            and len(parts) > 1
            and not any(columns[at].period.kind is PeriodKind.MONTH for at, _ in parts)
        ):
            found.append(Summed(target, parts, True, "delarna summerar till totalen"))
    return found


def _year_of_parts(columns: Sequence[Column]) -> list[Summed]:
    """Return that columns of parts come to the first of the years behind them: "Äldreomsorg, Hemsjukvård, 2025, 2024"."""
    target = next((at for at, column in enumerate(columns) if column.period.known), 0)
    parts, year = columns[:target], columns[target]
    plain = not any(column.measure in COMPARISONS or column.unit for column in parts)
    if target < _LEAST_PARTS or year.measure or year.period.kind is not PeriodKind.YEAR or not plain:
        return []
    return [Summed(target, tuple((at, 1) for at in range(target)), False, "delarna summerar till årets")]


def _changes(columns: Sequence[Column]) -> list[Summed]:
    """Return that a year's amount and the changes between come to the next year's: "Ram 2025, Löner, Volym, Ram 2026"."""
    if not _LEAST_CHANGES + 2 <= len(columns) <= _MOST_CHANGES + 2:
        return []
    first, *between, last = columns
    years = first.period, last.period
    if any(year.kind is not PeriodKind.YEAR or year.start is None for year in years) or _year(last) - _year(first) != 1:
        return []
    words = [column.header.casefold().replace(str(_year(column)), "").split() for column in (first, last)]
    if words[0] != words[1] or any(column.period.known or column.measure in COMPARISONS for column in between):
        return []
    terms = tuple((at, 1) for at in range(len(columns) - 1))
    return [Summed(len(columns) - 1, terms, True, "förra årets + förändringar = årets")]


def _year(column: Column) -> int:
    return column.period.start.year if column.period.start else 0
