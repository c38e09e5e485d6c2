"""Cells and sentences into figures: each number with what it measures, of when, in what unit, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.chunks import page_at
from ingest.measures import COMPARISONS, MONEY_UNITS, OUTCOMES, counted_unit, measure_of, stated_units
from ingest.model import DocType, Document, Paper
from ingest.periods import PERIOD_ALONE, YEAR, find_period, reporting_period, year_period
from ingest.prose_figures import ProseFigure, find_prose_figures
from ingest.table_model import NO_PERIOD, Column, Figure, FigureStatus, Period, PeriodKind, Table, TableCell, TableReport, TableRow
from ingest.tables import read_tables, sure_year

_QUOTE = 700  # characters: a longer row (a label beside a long description) is quoted from its numbers' line
_MONEY_ROW = re.compile(
    r"intäkt|kostnad|netto|resultat|bidrag|anslag|avgift|hyr(?:a|or)|lön|ersättning|investering|budget", re.IGNORECASE
)
_MONEY_SHARE = 0.3  # of a table's rows must speak of money for a unit stated far above to be theirs
_COUNTED = re.compile(r"antal|statistik|besök|personal|andel|procent|nyckeltal|timmar|årsarbetare", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"\bhelår", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:fg|föregående|förra)\s+år|\bfjolår", re.IGNORECASE)
_MEASURED_YEAR = re.compile(rf"\b(?:bokslut|utfall|budget|prognos|mål)\s+(?P<year>{YEAR})(?!\d)", re.IGNORECASE)
_COMPARED = re.compile(r"\s+jämfört\s+med\b", re.IGNORECASE)
_LONGER = re.compile(r"\bsedan\s+\w+\s+start|\btotal(?:t)?\s*projekt|\back\w*\.?\s+utfall", re.IGNORECASE)  # over a project's years
_SO_FAR = re.compile(r"\bperiod(?:en)?\b|\back", re.IGNORECASE)
_PART_OF_YEAR = frozenset({DocType.DELARSRAPPORT, DocType.MANADSUPPFOLJNING})
_HEADING_MEASURES = frozenset({"budget", "utfall", "bokslut", "prognos"})
_HEADING = 90  # characters of a line that is a heading
_MEASURED = frozenset({"budget", "avvikelse", "prognos", "utfall", "bokslut", "mål"})


def figures_of(document: Document) -> list[Figure]:
    """Return the figures of a document, in the order they stand: from its tables, and from sentences with a clear subject."""
    return read_figures(document)[0]


def read_figures(document: Document) -> tuple[list[Figure], TableReport]:
    """Return the figures of a document, and what reading its tables came to."""
    tables = read_tables(document.text, document.tables, document.pages, document.papers)
    units = stated_units(document.text)
    figures = [figure for table in tables for figure in _of_table(document, table, units)]
    figures += [_of_prose(document, found) for found in find_prose_figures(document)]
    report = TableReport(sum(bool(table.rows) for table in tables), sum(table.undecided for table in tables))
    return sorted(figures, key=lambda figure: figure.start), report


def _of_table(document: Document, table: Table, units: Sequence[tuple[int, str]]) -> list[Figure]:
    paper = _paper_at(document, table.start)
    far = _far_unit(table, paper, units)
    headed = _headed(document.text, table)
    told: dict[tuple[object, ...], int] = {}
    figures: list[Figure] = []
    for row in table.rows:
        if not row.label:
            continue
        for cell in row.cells:
            column = table.columns[cell.column]
            alone = len(table.columns) == 1 and (cell.unit or row.unit or table.unit)  # else it may be a number in a list
            if not (column.header or column.measure or alone):
                continue
            figure = _figure(document, table, (row, cell), paper, far)
            if not figure.measure and headed and figure.period.known and figure.unit in MONEY_UNITS:
                figure = replace(figure, measure=headed)
            key = (figure.label, figure.group, figure.measure, figure.period, figure.value, row.start)
            # Without a header two columns may hold the same: the budget of the year, printed twice.
            if column.inferred and key in told:
                continue
            told[key] = len(figures)
            figures.append(figure)
    return figures


def _figure(document: Document, table: Table, at: tuple[TableRow, TableCell], paper: Paper, far: str) -> Figure:
    row, cell = at
    column = table.columns[cell.column]
    start, end = _quote(document, row, cell)
    turned = find_period(row.label) if PERIOD_ALONE.fullmatch(row.label) and not column.period.known else NO_PERIOD
    return Figure(
        label=column.header if turned.known and column.header else row.label,
        group=row.group,
        column=column.header,
        caption=table.caption,
        measure=(column.measure if column.measure != "totalt" else "") or _row_measure(row),
        period=turned if turned.known else _period(document, table, column, paper),
        value=cell.value,
        unit=cell.unit or row.unit or column.unit or table.unit or _counted(column) or far,
        status=cell.status,
        document_id=document.id,
        paper=paper.index,
        page=page_at(document, cell.start),
        start=cell.start,
        end=cell.end,
        quote_start=start,
        quote_end=end,
        printed=document.text[cell.start : cell.end],
        key_figure=row.key_figure,
        identity=cell.identity,
        source_error=cell.source_error,
        box=cell.box,
    )


def _headed(text: str, table: Table) -> str:
    """Return the measure that the heading right above a table names for all of it ("Budget 2026 per månad"), or ""."""
    line = table.caption or next(
        (one for one in reversed(text[max(0, table.start - _QUOTE) : table.start].split("\n")) if one.strip()), ""
    )
    measure = measure_of(line)
    return measure if measure in _HEADING_MEASURES and len(line) <= _HEADING else ""


def _counted(column: Column) -> str:
    return counted_unit(column.header) if column.measure in {"antal", "andel", "index"} else ""


def _row_measure(row: TableRow) -> str:
    """Return the measure a row's own label names where the columns are years ("Budget", "Budgetavvikelse"), or ""."""
    measure = measure_of(row.label)
    return measure if measure in _MEASURED and len(row.label.split()) <= 2 else ""


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


def _far_unit(table: Table, paper: Paper, units: Sequence[tuple[int, str]]) -> str:
    """Return the unit last stated above a table of money that states none itself, within its paper."""
    names = [f"{row.label} {' '.join(row.group)}" for row in table.rows]
    money = sum(bool(_MONEY_ROW.search(name)) for name in names)
    counted = _COUNTED.search(table.caption) or any(row.unit for row in table.rows)
    measures = {column.measure for column in table.columns}
    budgeted = {"budget", "avvikelse"} <= measures and bool(measures & OUTCOMES)
    if not names or counted or not (budgeted or money >= _MONEY_SHARE * len(names)):
        return ""
    return next((unit for at, unit in reversed(units) if paper.start <= at <= table.start), "")


def _period(document: Document, table: Table, column: Column, paper: Paper) -> Period:
    """Return the period of a column: its own, the caption's, the only year the table names, else the paper's where that is sure."""
    year = sure_year(paper)
    header = _COMPARED.split(column.header)[0]
    so_far = bool(_SO_FAR.search(header)) and not _WHOLE_YEAR.search(header)
    if column.measure in COMPARISONS and not column.period.known:  # of the same time as what it compares
        rest = [other.header for other in table.columns if other is not column]
        so_far = so_far or (bool(rest) and all(_SO_FAR.search(one) and not _WHOLE_YEAR.search(one) for one in rest))
    if column.period.kind is PeriodKind.MONTH and sum(other.period.kind is PeriodKind.MONTH for other in table.columns) == 1:
        if column.measure == "prognos":  # made in that month, of the year
            return year_period(year) if year is not None else NO_PERIOD
        if column.measure in OUTCOMES and paper.metadata.doc_type in _PART_OF_YEAR:
            return NO_PERIOD  # of the month, or of the year up to it
    titles = f"{paper.metadata.title}\n{document.metadata.title}\n{document.name}"
    if column.period.known:
        if so_far and column.period.kind is PeriodKind.YEAR and column.period.start:
            told = reporting_period(titles, column.period.start.year)
            return told if told.start and told.start.year == column.period.start.year else NO_PERIOD
        placed = find_period(column.header, year) if column.period.start is None and year is not None else column.period
        return placed if placed.known else column.period
    caption = find_period(table.caption, year)
    if caption.known and caption.start is not None and caption.kind is not PeriodKind.MONTH:
        return caption
    year = year or _own_year(document.text, table)
    others = any(other.period.known for other in table.columns)
    if year is None or _LONGER.search(header) or (others and not so_far and not _LAST_YEAR.search(header)):
        return NO_PERIOD
    last = 1 if _LAST_YEAR.search(header) else 0
    if _WHOLE_YEAR.search(header):
        return year_period(year - last)
    if so_far:
        return reporting_period(titles, year, years_back=last)
    # In a report on a part of the year a column without a period may be of the part or of the year.
    return NO_PERIOD if paper.metadata.doc_type in _PART_OF_YEAR or last else year_period(year)


def _own_year(text: str, table: Table) -> int | None:
    """Return the only year a table names with a measure ("Bokslut 2023" as a row), or None."""
    if any(column.period.known for column in table.columns):
        return None
    named = {int(match["year"]) for match in _MEASURED_YEAR.finditer(text, table.start, table.end)}
    return named.pop() if len(named) == 1 else None


def _of_prose(document: Document, found: ProseFigure) -> Figure:
    paper = _paper_at(document, found.start)
    year = sure_year(paper)
    whole_year = year is not None and paper.metadata.doc_type not in _PART_OF_YEAR and found.measure in {"resultat", "avvikelse"}
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
