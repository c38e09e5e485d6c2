"""The period of a figure: printed in its row or its column's header, else the caption's or the paper's where that is sure. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import DocType, Document, Paper
from ingest.tables.door import sure_year
from ingest.tables.forecasts import are_occasions, occasion
from ingest.tables.measures import COMPARISONS, OUTCOMES
from ingest.tables.model import NO_PERIOD, Column, Period, PeriodKind, Table, TableCell, TableRow
from ingest.tables.periods import MONTH, PERIOD_ALONE, YEAR, YEAR_ALONE, find_period, month_range, reporting_period, year_period
from ingest.tables.rows import is_total

_WHOLE_YEAR = re.compile(r"\bhelår", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:f\.?g\.?|föreg\.?|föregående|förra)\s*år|\b(?:i\s+)?fjol", re.IGNORECASE)
_MEASURED_YEAR = re.compile(rf"\b(?:bokslut|utfall|budget|prognos|mål)\s+(?P<year>{YEAR})(?!\d)", re.IGNORECASE)
_COMPARED = re.compile(r"\s+jämfört\s+med\b", re.IGNORECASE)
_LONGER = re.compile(r"\bsedan\s+\w+\s+start|\btotal(?:t)?\s*projekt|\back\w*\.?\s+utfall", re.IGNORECASE)  # over a project's years
_SO_FAR = re.compile(r"\bperiod(?:en)?\b|\back", re.IGNORECASE)
_MONTHS = 12
_ANY_YEAR = 2001
_TOP, _TOP_LINES, _SHORT = 400, 5, 80  # characters, lines and their length, at the top of a paper, where its period may stand
_OF_FORECASTS = frozenset({"prognos", "avvikelse", "differens"})
_HAS_YEAR = re.compile(rf"(?<!\d){YEAR}")
_PART_ALONE = re.compile(
    rf"{MONTH}|(?:kvartal|kv|q|tertial)\.?\s?[1-4]", re.IGNORECASE
)  # a row's label: a month, a quarter of some year
_OF_YEAR = re.compile(rf"(?P<name>.*[^\W\d_].*?),?\s+(?P<year>{YEAR})")  # a row's label that ends with a year
#: Papers on a part of a year.
PART_OF_YEAR = frozenset({DocType.DELARSRAPPORT, DocType.MANADSUPPFOLJNING})
_AHEAD = frozenset({DocType.BUDGET})  # papers of a year to come: "last year" may be the year they are written in


@dataclass(frozen=True, slots=True)
class Times:
    """What a table's figures may have their period from, beside their own rows and columns.

    Attributes:
        year: the one the paper is about, or None where it may be another.
        titles: the paper's names.
        so_far: columns that the arithmetic binds to an outcome, and to no forecast.
        months: first and last of those that are rows, where they are not the whole year.
        series: what rows are called that there are of several years ("Egen regi 2025", "Egen regi 2024"), without the year.
    """

    table: Table
    paper: Paper
    text: str
    year: int | None
    titles: str
    so_far: frozenset[int]
    series: frozenset[str] = frozenset()
    months: tuple[int, int] | None = None


def times_of(document: Document, table: Table, paper: Paper) -> Times:
    """Return what the periods of a table's figures are told from."""
    cells = [cell for row in table.rows for cell in row.cells if cell.identity]
    bound = {cell.column for cell in cells if any(outcome in cell.identity for outcome in OUTCOMES)}
    bound -= {cell.column for cell in cells if "prognos" in cell.identity}
    top = [line for line in document.text[paper.start : paper.start + _TOP].split("\n") if line.strip() and len(line) <= _SHORT][
        :_TOP_LINES
    ]
    titles = "\n".join((paper.metadata.title, document.metadata.title, document.name, *top))
    named = {(match["name"], match["year"]) for row in table.rows if (match := _OF_YEAR.fullmatch(row.label))}
    counts = Counter(name for name, _ in named)
    series = frozenset(name for name, count in counts.items() if count > 1)
    return Times(table, paper, document.text, sure_year(paper), titles, frozenset(bound), series, _months_of_rows(table))


def _months_of_rows(table: Table) -> tuple[int, int] | None:
    """Return the first and last month of a table whose rows are months in a row, fewer than a year's; None for others."""
    told = [find_period(row.label, _ANY_YEAR) for row in table.rows if _PART_ALONE.fullmatch(row.label)]
    months = [period.start.month for period in told if period.kind is PeriodKind.MONTH and period.start]
    in_a_row = len(months) > 2 and months == list(range(months[0], months[0] + len(months)))
    return (months[0], months[-1]) if in_a_row and len(months) < _MONTHS else None


def period_of(times: Times, row: TableRow, cell: TableCell) -> tuple[Period, bool]:
    """Return the period of a cell, and whether the row's label is that period and nothing more."""
    column = times.table.columns[cell.column]
    label, group = row.label, next((name for name in reversed(row.group) if PERIOD_ALONE.fullmatch(name)), "")
    bare = not column.period.known and not _HAS_YEAR.search(column.header)  # the column says nothing of when
    if is_occasion(times, row, column):
        return _year_of_occasion(times, row, column), bare and bool(PERIOD_ALONE.fullmatch(label) or _PART_ALONE.fullmatch(label))
    if PERIOD_ALONE.fullmatch(label) and bare:
        return find_period(label), True
    if _PART_ALONE.fullmatch(label) and (bare or column.period.kind is PeriodKind.YEAR):
        of = find_period(group) if group else _caption_year(times) if bare else column.period
        against = bool(group) and not bare and of != column.period
        year = of.start.year if _is_year(of) and of.start and not against else None
        return find_period(label, year), bare
    if group and bare:
        return find_period(group), False
    if times.months is not None and is_total(label) and column.period.kind is PeriodKind.YEAR and column.period.start:
        return month_range(column.period.start.year, *times.months), False  # of the months above it
    year = next((p.start.year for name in (label, group) if _is_year(p := find_period(name)) and p.start), None)
    if year is not None and PERIOD_ALONE.fullmatch(label or group) and column.period.known:
        printed = find_period(column.header)
        if printed.known and printed.start is None:  # a month by its name alone: of the row's year, not of the paper's
            return find_period(column.header, year), bool(PERIOD_ALONE.fullmatch(label))
    if (of_series := _of_series(times, row, column)) is not None:
        return of_series, False
    return _in_part(times, cell.column, _of_column(times, column)), False


def is_occasion(times: Times, row: TableRow, column: Column) -> bool:
    """Tell whether a row is when a forecast was made, by what heads the labels or the table, and a cell is of that forecast."""
    return column.measure in _OF_FORECASTS and are_occasions(times.table.about) and bool(occasion(row.label))


def _year_of_occasion(times: Times, row: TableRow, column: Column) -> Period:
    """Return the year that a forecast is of, whose row is when it was made."""
    told = column.period if column.period.known else find_period(row.label)
    return year_period(told.start.year) if told.start else _caption_year(times)


def _of_series(times: Times, row: TableRow, column: Column) -> Period | None:
    """Return the period of a cell of a row that there are of several years: that year, or the column's month of it; else None."""
    match = _OF_YEAR.fullmatch(row.label)
    if match is None or match["name"] not in times.series or _HAS_YEAR.search(column.header):
        return None
    year = int(match["year"])
    printed = find_period(column.header)
    if printed.known:
        return find_period(column.header, year) if printed.start is None else None
    return year_period(year) if not column.period.known else None


def _is_year(period: Period) -> bool:
    return period.kind is PeriodKind.YEAR


def _caption_year(times: Times) -> Period:
    """Return the year that rows named after months are of where nothing in the table names one: the caption's, else the paper's."""
    if any(_HAS_YEAR.search(column.header) for column in times.table.columns):
        return NO_PERIOD
    caption = find_period(times.table.caption)
    return caption if caption.known or times.year is None else year_period(times.year)


def _of_column(times: Times, column: Column) -> Period:
    """Return the period of a column: its own, the caption's, the only year the table names, else the paper's where that is sure."""
    table, year = times.table, times.year
    header = _COMPARED.split(column.header)[0]
    so_far = bool(_SO_FAR.search(header)) and not _WHOLE_YEAR.search(header)
    if column.measure in COMPARISONS and not column.period.known:  # of the same time as what it compares
        rest = [other.header for other in table.columns if other is not column]
        so_far = so_far or (bool(rest) and all(_SO_FAR.search(one) and not _WHOLE_YEAR.search(one) for one in rest))
    if column.period.kind is PeriodKind.MONTH and sum(other.period.kind is PeriodKind.MONTH for other in table.columns) == 1:
        if column.measure == "prognos":  # made in that month, of the year
            return year_period(year) if year is not None else NO_PERIOD
        if column.measure in OUTCOMES and times.paper.metadata.doc_type in PART_OF_YEAR:
            return NO_PERIOD  # of the month, or of the year up to it
    if column.period.known and _LAST_YEAR.search(header) and not _HAS_YEAR.search(header) and column.measure not in COMPARISONS:
        now = (
            column.period.start.year if column.period.start else year
        )  # "Period jan–aug, utfall fg år": the same months a year ago
        return find_period(column.header, now - 1) if now is not None else NO_PERIOD
    if column.period.known:
        if so_far and column.period.kind is PeriodKind.YEAR and column.period.start:
            return _up_to_now(times, column.period.start.year)
        placed = find_period(column.header, year) if column.period.start is None and year is not None else column.period
        return placed if placed.known else column.period
    if _HAS_YEAR.search(header):  # printed, but which columns it heads is not sure, or it is no year by itself
        return NO_PERIOD
    return _of_caption(times, header, so_far=so_far)


def _of_caption(times: Times, header: str, *, so_far: bool) -> Period:
    """Return the period of a column that prints none: by the caption, by the only year the table names, by the paper."""
    table, doc_type = times.table, times.paper.metadata.doc_type
    if _LONGER.search(header):
        return NO_PERIOD
    last = 1 if _LAST_YEAR.search(header) else 0
    printed = {int(year) for other in table.columns for year in YEAR_ALONE.findall(other.header)}
    caption = find_period(table.caption, times.year)
    if caption.known and caption.start is not None and caption.kind is not PeriodKind.MONTH:
        if printed - {caption.start.year}:
            return NO_PERIOD
        if not last:
            return caption
        plain = caption.kind is PeriodKind.YEAR and doc_type not in PART_OF_YEAR | _AHEAD
        return year_period(caption.start.year - 1) if plain else NO_PERIOD
    year = times.year or _own_year(times.text, table)
    if year is not None and _WHOLE_YEAR.search(header) and not printed - {year}:
        return year_period(year - last)
    others = any(other.period.known for other in table.columns)
    if year is None or (others and not so_far and not last):
        return NO_PERIOD
    if so_far:
        return reporting_period(times.titles, year, years_back=last)
    # In a report on a part of the year a column without a period may be of the part or of the year.
    return NO_PERIOD if doc_type in PART_OF_YEAR or last else year_period(year)


def _up_to_now(times: Times, year: int) -> Period:
    """Return the months of a year that the paper reports on, or the same of the year before; else NO_PERIOD."""
    told = reporting_period(times.titles, times.year or year)
    if told.start is None or told.start.year not in (year, year + 1):
        return NO_PERIOD
    return told if told.start.year == year else reporting_period(times.titles, times.year or year, years_back=1)


def _in_part(times: Times, at: int, period: Period) -> Period:
    """Return the period of a column; in a report on a part of the year an outcome of that year is of the part, not of the year.

    So is what the arithmetic compares it with. An outcome of the year before, beside it, is of either.
    """
    paper, column = times.paper, times.table.columns[at]
    if paper.metadata.doc_type not in PART_OF_YEAR or period.kind is not PeriodKind.YEAR or period.start is None:
        return period
    if sum(other.period.kind is PeriodKind.MONTH for other in times.table.columns) == _MONTHS:
        return period  # all its months stand beside it
    dated = [other for other in times.table.columns if _HAS_YEAR.search(other.header)]
    if column.period.known and column not in dated and not (column.measure in COMPARISONS and dated):
        return period  # the whole year's months stand beside it
    now = times.year or max(paper.metadata.years, default=None)
    year = period.start.year
    outcome = column.measure in OUTCOMES
    if year == now and (outcome or at in times.so_far):
        whole = outcome and _WHOLE_YEAR.search(column.header)
        return NO_PERIOD if whole or paper.metadata.doc_type is not DocType.DELARSRAPPORT else _up_to_now(times, year)
    if now is not None and year == now - 1 and column.measure == "utfall" and not _WHOLE_YEAR.search(column.header):
        return NO_PERIOD if _has_outcome_of(times.table.columns, now) else period
    return period


def _has_outcome_of(columns: Sequence[Column], year: int) -> bool:
    return any(c.measure == "utfall" and c.period.kind is PeriodKind.YEAR and c.period.text == str(year) for c in columns)


def _own_year(text: str, table: Table) -> int | None:
    """Return the only year a table names with a measure ("Bokslut 2023" as a row), or None."""
    if any(column.period.known for column in table.columns):
        return None
    named = {int(match["year"]) for match in _MEASURED_YEAR.finditer(text, table.start, table.end)}
    return named.pop() if len(named) == 1 else None
