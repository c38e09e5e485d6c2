"""Cells and sentences into figures: each number with what it measures, of when, in what unit, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.chunks import page_at
from ingest.figures.measure_rows import under_their_line
from ingest.figures.organisations import with_organisations
from ingest.figures.periods import PART_OF_YEAR, Times, is_occasion, period_of, times_of
from ingest.figures.prose import ProseFigure, find_prose_figures
from ingest.figures.units import Units, unit_of, units_of
from ingest.model import Document, Paper, TextOrigin
from ingest.tables.door import read_tables, sure_year
from ingest.tables.facts import find_facts, is_fact, with_facts
from ingest.tables.forecasts import are_occasions, is_forecast, occasion
from ingest.tables.measures import MONEY_UNITS, OUTCOMES, measure_of, stated_units
from ingest.tables.model import Column, Figure, FigureStatus, Table, TableCell, TableReport, TableRow
from ingest.tables.periods import year_period
from ingest.tables.raised import plain
from ingest.text.line_kinds import DATA, LineKind, read_lines

_QUOTE = 700  # characters: a longer row (a label beside a long description) is quoted from its numbers' line
_HEADING_MEASURES = frozenset({"budget", "utfall", "bokslut", "prognos"})
_ABOVE = 5  # lines above a table in which its headings stand,
_HEADINGS = 3  # … and so many of them
_HEADING = 90  # characters of a line that is a heading
_MEASURED = frozenset({"budget", "avvikelse", "prognos", "utfall", "bokslut", "mål"})

_OF_A_YEAR = re.compile(  # a column of the years when things begin, are built or are done
    r"\b(?:klar\w*|färdig\w*|start|slut|bygg|drift\w*|inflytt\w*|invig\w*|planerat|beräknat|genomför\w*)[\s-]*år(?:et)?\b",
    re.IGNORECASE,
)
_YEARS = (1900, 2100)


def figures_of(document: Document) -> list[Figure]:
    """Return the figures of a document, in the order they stand: from its tables, and from sentences with a clear subject."""
    return read_figures(document)[0]


def read_figures(document: Document) -> tuple[list[Figure], TableReport]:
    """Return the figures of a document, and what reading its tables came to."""
    text = document.marked or document.text
    tables = [with_facts(table) for table in read_tables(text, document.tables, document.pages, document.papers)]
    tables += find_facts(text, _taken(document, tables))
    units = stated_units(document.text)
    figures = [figure for table in tables for figure in _of_table(document, table, units)]
    figures += [_of_prose(document, found) for found in find_prose_figures(document)]
    report = TableReport(sum(bool(table.rows) for table in tables), sum(table.undecided for table in tables))
    return sorted(figures, key=lambda figure: figure.start), report


def _taken(document: Document, tables: Sequence[Table]) -> list[tuple[int, int]]:
    """Return where no list of facts stands: numbers read already, marked tables, pages read by OCR, what was cut."""
    read = [(cell.start, cell.end) for table in tables for row in table.rows for cell in row.cells]
    marked = [(table.start, table.end) for table in document.tables if table.cells or table.hidden]
    unsure = [(page.start, page.end) for page in document.pages if page.origin is not TextOrigin.TEXT]
    return [*read, *marked, *unsure, *((seam - 1, seam + 1) for seam in document.seams)]


def _of_table(document: Document, table: Table, units: Sequence[tuple[int, str]]) -> list[Figure]:
    paper = _paper_at(document, table.start)
    table, whose = with_organisations(table, paper.metadata.municipality)
    told_units = units_of(table, paper, units)
    times = times_of(document, table, paper)
    headed = _headed(document.text, table)
    about = _about(document.text, table)
    told: dict[tuple[object, ...], int] = {}
    figures: list[Figure] = []
    for row in under_their_line(table.rows):
        if not row.label:
            continue
        for cell in row.cells:
            column = table.columns[cell.column]
            alone = len(table.columns) == 1 and (cell.unit or row.unit or table.unit or (table.facts and is_fact(row)))
            if not (column.header or column.measure or alone) or _is_year(column, cell):
                continue
            figure = replace(
                _figure(document, times, told_units, about, (row, cell)),
                made=_made(times, row, cell),
                organisation=whose.of(row, cell.column),
            )
            if not figure.measure and headed and figure.period.known and figure.unit in MONEY_UNITS:
                figure = replace(figure, measure=headed)
            key = (figure.label, figure.group, figure.measure, figure.period, figure.value, row.start)
            # Without a header two columns may hold the same: the budget of the year, printed twice.
            if column.inferred and key in told:
                continue
            told[key] = len(figures)
            figures.append(figure)
    return figures


def _is_year(column: Column, cell: TableCell) -> bool:
    """Tell whether a number is the year that a column tells ("Klart år", "Startår"), and no amount."""
    return _OF_A_YEAR.search(column.header) is not None and cell.value in range(*_YEARS)


def _about(text: str, table: Table) -> str:
    """Return what a table is about, as it is printed: the headings right above it, its caption and what heads its labels."""
    found: list[str] = []
    above = text[max(0, table.start - _QUOTE) : table.start]
    for line in reversed(read_lines(above)[-_ABOVE:]):
        shown = above[line.start : line.end].strip(" :|")
        if line.kind in (*DATA, LineKind.PROSE) or " | " in shown or shown.endswith((".", ",", ";", "?")):
            break
        if any(character.isalpha() for character in shown) and shown.casefold() not in table.about.casefold():
            found.append(shown)
    return ", ".join(filter(None, (*reversed(found[:_HEADINGS]), table.about)))


def _figure(document: Document, times: Times, units: Units, about: str, at: tuple[TableRow, TableCell]) -> Figure:
    row, cell = at
    table = times.table
    column = table.columns[cell.column]
    start, end = _quote(document, row, cell)
    period, turned = period_of(times, row, cell)
    return Figure(
        label=plain(column.header if turned and column.header else row.label),
        group=tuple(plain(name) for name in row.group),
        column=plain(column.header),
        caption=plain(about),
        measure=_measure(times, row, column),
        period=period,
        value=cell.value,
        unit=unit_of(units, row, cell),
        status=cell.status,
        document_id=document.id,
        paper=times.paper.index,
        page=page_at(document, cell.start),
        start=cell.start,
        end=cell.end,
        quote_start=start,
        quote_end=end,
        printed=document.text[cell.start : cell.end],
        key_figure=row.key_figure,
        identity=cell.identity,
        source_error=cell.source_error and "%" not in (cell.unit, column.unit),  # percentages do not sum down a column
        box=cell.box,
    )


def _made(times: Times, row: TableRow, cell: TableCell) -> str:
    """Return when a cell's forecast was made, by its column or by its row, or ""."""
    column = times.table.columns[cell.column]
    by_row = is_occasion(times, row, column) or (is_forecast(row.label) and _row_measure(row) == "prognos")
    return column.made or (occasion(row.label) if by_row else "")


def _headed(text: str, table: Table) -> str:
    """Return the measure that the heading right above a table names for all of it ("Budget 2026 per månad"), or ""."""
    line = table.caption or next(
        (one for one in reversed(text[max(0, table.start - _QUOTE) : table.start].split("\n")) if one.strip()), ""
    )
    measure = measure_of(line)
    return measure if measure in _HEADING_MEASURES and len(line) <= _HEADING else ""


def _measure(times: Times, row: TableRow, column: Column) -> str:
    """Return the measure of a cell: its column's, else its row's; what came of it in the end is no forecast of a table of those."""
    named = measure_of(row.label)
    if named in OUTCOMES and column.measure == "prognos" and are_occasions(times.table.about) and not occasion(row.label):
        return named
    return (column.measure if column.measure != "totalt" else "") or _row_measure(row)


def _row_measure(row: TableRow) -> str:
    """Return the measure a row's own label names where the columns are years ("Budget", "Budgetavvikelse"), or ""."""
    measure = measure_of(row.label)
    called_by_when = measure == "prognos" and bool(occasion(row.label))  # "Prognos delår 1"
    return measure if measure in _MEASURED and (called_by_when or len(row.label.split()) <= 2) else ""


def _quote(document: Document, row: TableRow, cell: TableCell) -> tuple[int, int]:
    """Return the span of the row's words and numbers; from the numbers' line alone where a page header was cut out between."""
    start, end = min(row.start, cell.start), max(row.end, cell.end)
    seams = [seam for seam in document.seams if start < seam <= cell.start]
    if seams or end - start > _QUOTE:
        line = document.text.rfind("\n", 0, cell.start) + 1
        start = max([line, *seams])
    after = next((seam for seam in document.seams if cell.end <= seam < end), end)
    return start, after


def _paper_at(document: Document, offset: int) -> Paper:
    inside = [paper for paper in document.papers if paper.start <= offset < paper.end]
    before = [paper for paper in document.papers if paper.start <= offset]
    if inside or before:
        return (inside or before)[-1]
    return document.papers[0] if document.papers else Paper(0, 0, len(document.text), document.metadata)


def _of_prose(document: Document, found: ProseFigure) -> Figure:
    paper = _paper_at(document, found.start)
    year = sure_year(paper)
    whole_year = year is not None and paper.metadata.doc_type not in PART_OF_YEAR and found.measure in {"resultat", "avvikelse"}
    return Figure(
        label=found.subject,
        group=(),
        column="",
        caption="",
        measure=found.measure,
        period=year_period(year) if year is not None and whole_year and not found.period.known else found.period,
        value=found.value,
        unit=found.unit,
        status=FigureStatus.PROSE,
        document_id=document.id,
        paper=paper.index,
        page=page_at(document, found.start),
        start=found.start,
        end=found.end,
        quote_start=found.quote_start,
        quote_end=found.quote_end,
        printed=document.text[found.start : found.end],
    )
