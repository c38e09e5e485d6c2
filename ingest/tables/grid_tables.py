"""Tables whose cells the file marks: DOCX, HTML, a sheet, ruled lines of a PDF. Pure.

Rows and columns are given, so nothing is split; what is left is which rows are header, which columns hold numbers, and what
they measure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import TextTable
from ingest.tables.arithmetic import amount_of
from ingest.tables.columns import with_periods
from ingest.tables.grid_fields import (
    Field,
    Grid,
    ReadNumber,
    atoms_in,
    column_headings,
    count_header_rows,
    fields_of_cells,
    headings_beside,
    number_and_unit,
    read_number,
)
from ingest.tables.grid_parts import Part, cut_columns, halves, parts_of
from ingest.tables.header import spans_between
from ingest.tables.header_words import column_of, heads_codes, is_dash
from ingest.tables.label_columns import LabelColumns, label_columns, priced_for, unit_told
from ingest.tables.measures import (
    COMPARISONS,
    OUTCOMES,
    PLANS,
    counted_unit,
    measure_of,
    money_unit,
    share_above,
    unit_above,
    unit_below,
)
from ingest.tables.model import Column, FigureStatus, Table, TableCell, TableRow
from ingest.tables.numbers import NumberStyle, style_of
from ingest.tables.periods import find_period
from ingest.tables.proof import Proof, accept, prove
from ingest.tables.rows import KEY_FIGURE, clean_label, is_row_of_words, is_sub, is_total, row_unit, shared_group

_FOOT_REACH = 6000
_WHOLE = 100  # percent: no share is more
_SEVERAL = re.compile(r"(?<![\d/–-])(?:19|20)\d\d (?:19|20)\d\d(?![\d/–-])")  # headers of columns that were not told apart
_REFERENCE = re.compile(r"not(?:er)?\.?(?:\s*nr\.?)?|nr|sid(?:a|or)?\.?|fotnot(?:er)?", re.IGNORECASE)  # to a note, to a page
_ROW_OF_NUMBERS = re.compile(r"(?:\s[-\u2212\u2013]?\d[\d.,]*\s?%?){2,}$")
_Shown = tuple[int, TableRow]


def read_grid(text: str, table: TextTable, year: int | None = None) -> list[Table]:
    """Return the table as read, or the tables that it is; none where it holds no column of numbers.

    Args:
        text: the document's text.
        table: with its cells.
        year: the paper's year, for headers that name months alone.
    """
    grid = fields_of_cells(text, table.cells)
    return [found for part in parts_of(text, grid) for found in _tables(text, table, part, year)]


def _tables(text: str, table: TextTable, part: Part, year: int | None) -> Iterator[Table]:
    """Yield the tables of a part, those that stand side by side from left to right."""
    grid = part.grid
    rows = sorted(grid)
    head = count_header_rows(text, grid, rows)
    body = rows[head:]
    style = style_of([a for row in body for f in grid[row].values() for a in atoms_in(text, f) or ()], text)
    headings = column_headings(grid, rows[:head])
    codes = {at for at, words in headings.items() if _heads_no_numbers(" ".join(words))}
    numeric = [at for at in _numeric_columns(text, grid, body, style, headings) if at not in codes]
    headings = headings_beside(grid, body, numeric, headings)
    begins, unsure = halves(text, grid, body, numeric, style) if numeric else ([], set())
    if begins:
        left: set[str] = set()
        for half in cut_columns(grid, begins):
            over = {field.text for row in rows[:head] if row in half for field in half[row].values()}
            yield from _tables(
                text, table, replace(part, grid=half, first=part.first and (not left or bool(over & left)), alone=False), year
            )
            left = left or over
        return
    unsure |= _doubled(numeric, headings)
    certain = [at for at in numeric if at not in unsure]
    if not certain:
        return
    columns = spans_between([column_of(" ".join(headings.get(at, ())), year) for at in certain])
    read = {
        row: {at: read_number(text, _of_one(grid[row].get(column), certain), style) for at, column in enumerate(certain)}
        for row in body
    }
    before = [at for at in range(min(numeric)) if at not in codes and any(at in grid[row] for row in body)]
    labels = label_columns(grid, [row for row in body if any(read[row].values())], before, headings)
    columns, told = _told(text, grid, (columns, certain), read, _rows(text, grid, body, labels, read))
    own = [at for at in range(min(numeric)) if at != labels.unit and at not in labels.remarks]
    label_heading = " ".join(word for at in own for word in headings.get(at, ()))
    unit = _unit(text, table, part, label_heading, columns)
    values = [found.number.value for cells in read.values() for found in cells.values() if found and found.number.value is not None]
    if not unit and part.first and max(map(abs, values), default=0) <= _WHOLE and share_above(text, table.start):
        unit = "%"
    undecided = part.left + sum(_unread(grid[row], numeric, certain, read[row]) for row in body)
    start, end = (table.start, table.end) if part.alone else _span(grid)
    caption = table.caption if part.alone else ", ".join(filter(None, (part.heading or table.caption, label_heading)))
    yield Table(start, end, caption, unit, columns, tuple(shared_group(told)), undecided, label_heading)


def _of_one(field: Field | None, numeric: Sequence[int]) -> Field | None:
    """Return a cell, or None for one that is merged over several columns of numbers: its number is of no single one."""
    return field if field is not None and sum(column in field.columns for column in numeric) <= 1 else None


def _told(
    text: str,
    grid: Grid,
    about: tuple[Sequence[Column], Sequence[int]],
    read: Mapping[int, Mapping[int, ReadNumber | None]],
    shown: Sequence[_Shown],
) -> tuple[tuple[Column, ...], list[TableRow]]:
    """Return the columns and rows with what the arithmetic tells of them."""
    columns, numeric = about
    places = max((n.number.places for cells in read.values() for n in cells.values() if n), default=0)
    amounts = [
        tuple(amount_of(n.number.value, places) if (n := read[row][at]) else None for at in range(len(numeric))) for row, _ in shown
    ]
    percents = [all(n.atoms[-1].percent for n in read[row].values() if n) for row, _ in shown]
    identities = accept(columns, [(percent, [found]) for percent, found in zip(percents, amounts, strict=True)])
    proofs = prove(amounts, identities, [row.total for _, row in shown], percents)
    rows = [
        _with_cells(text, row, read[at], grid[at], (numeric, proof))
        for (at, row), proof in zip(shown, proofs, strict=True)
        if proof
    ]
    return with_periods(columns, identities), rows


def _heads_no_numbers(words: str) -> bool:
    """Tell whether a heading is that of codes, of references to notes, or of columns that were not told apart."""
    return heads_codes(words) or _REFERENCE.fullmatch(words) is not None or _SEVERAL.search(words) is not None


def _doubled(numeric: Sequence[int], headings: Mapping[int, Sequence[str]]) -> set[int]:
    """Return the columns under one and the same heading that names no measure: what told them apart is lost."""
    shown = {at: " ".join(headings.get(at, ())) for at in numeric}
    counts = Counter(shown.values())
    return {at for at, words in shown.items() if words and counts[words] > 1 and not column_of(words, None).measure}


def _span(grid: Grid) -> tuple[int, int]:
    fields = [field for row in grid.values() for field in row.values()]
    return min(field.start for field in fields), max(field.end for field in fields)


def _unit(text: str, table: TextTable, part: Part, label_heading: str, columns: Sequence[Column]) -> str:
    """Return the unit a table states; what stands above the whole holds further down for columns of money alone."""
    own = money_unit(label_heading) or money_unit(part.heading)
    money = any(column.measure in OUTCOMES | PLANS | COMPARISONS for column in columns)
    unit = own
    if not unit and (part.first or money):
        unit = money_unit(table.caption) or unit_above(text, table.start) or unit_below(text, table.end)
    about = f"{label_heading}\n{part.heading or table.caption}"
    return unit or ("%" if counted_unit(about) == "%" else "antal" if label_heading.casefold().startswith("antal") else "")


def _numeric_columns(
    text: str, grid: Grid, body: Sequence[int], style: NumberStyle, headings: Mapping[int, Sequence[str]]
) -> list[int]:
    """Return the columns with numbers: as many as words, or under a heading that names a measure or a period; never the first."""
    numbers: dict[int, int] = defaultdict(int)
    words: dict[int, int] = defaultdict(int)
    for row in body:
        for column, held in grid[row].items():
            if read_number(text, held, style) is not None:
                numbers[column] += 1
            elif held.worded and len(held.columns) == 1 and atoms_in(text, held) is None:
                words[column] += 1
    first = min((min(grid[row]) for row in body if grid[row]), default=0)
    named = {at for at, told in headings.items() if measure_of(" ".join(told)) or find_period(" ".join(told)).known}
    return sorted(at for at, count in numbers.items() if at > first and (count >= words[at] or at in named))


@dataclass(slots=True)
class _Above:
    """What stands above a row: the group's heading, the last row that is no part of another, labels that run down."""

    group: tuple[str, ...] = ()
    parent: str = ""
    parts: bool = True  # all rows of the group so far are parts ("- Ekonomi")
    rows: int = 0
    carried: dict[int, str] = field(default_factory=dict)

    def head(self, heading: Field) -> None:
        """Begin a new group, one without a name where its heading is a row whose cells were not told apart."""
        if is_row_of_words(heading.text) or not heading.worded:
            return
        lost = _ROW_OF_NUMBERS.search(heading.text) is not None
        self.group, self.parent, self.parts, self.rows = () if lost else (clean_label(heading.text, ""),), "", True, 0
        self.carried.clear()

    def path(self, label: str, printed: str) -> tuple[str, ...]:
        """Return the group of a row, which ends the group where it is a total, or the first that is no part after parts."""
        part = is_sub(printed)
        if self.rows and (is_total(label) or (self.parts and not part)):
            self.group = ()
        self.parts, self.rows = self.parts and part, self.rows + 1
        path = (*self.group, self.parent) if part and self.parent else self.group
        if not part:
            self.parent = label
        return path


def _rows(
    text: str, grid: Grid, body: Sequence[int], labels: LabelColumns, read: Mapping[int, Mapping[int, ReadNumber | None]]
) -> list[_Shown]:
    """Return the rows that have a number, with labels and groups, not yet their cells."""
    shown: list[_Shown] = []
    above = _Above()
    leading = {*labels.names, min((column for row in body for column in grid[row]), default=0)}  # one of codes may be the first
    for row in body:
        filled = {column: field for column, field in grid[row].items() if not is_dash(field.text)}
        names = {column: filled[column] for column in labels.names if column in filled}
        if any(read[row].values()):
            names = names or {column: filled[column] for column in labels.remarks[:1] if column in filled}
            entry = _row(text, grid[row], names, above, labels)
            if entry is not None:
                shown.append((row, entry))
        elif len(grid[row]) == len(filled) == 1 and leading & filled.keys():
            above.head(next(iter(filled.values())))
    return shown


def _row(
    text: str, fields: Mapping[int, Field], names: Mapping[int, Field], above: _Above, labels: LabelColumns
) -> TableRow | None:
    """Return a row's label and group; labels of several columns nest, and one left blank is that of the row above."""
    if not names and not above.carried:
        return None
    last = max(names, default=max(above.carried, default=0))
    for column in list(above.carried):
        if column in names or column > last:
            del above.carried[column]
    start, end = min(f.start for f in fields.values()), max(f.end for f in fields.values())
    printed = names[last].text if last in names else above.carried.get(last, "")
    label = clean_label(printed, text[start : start + _FOOT_REACH])
    if not label:
        return None
    nested = {**above.carried, **{column: f.text for column, f in names.items()}}
    path = (*above.path(label, printed), *(clean_label(nested[c], "") for c in sorted(nested) if c < last))
    above.carried |= {column: f.text for column, f in names.items() if column < max(labels.names)}
    key = KEY_FIGURE.search(" ".join(f.text for f in fields.values()))
    unit = next((found for name in (printed, *reversed(path)) if (found := row_unit(name))), "")
    each = priced_for([fields[column].text for column in (*labels.remarks, labels.unit) if column is not None and column in fields])
    label = f"{label}, {each}" if each.casefold() not in label.casefold() else label
    own = unit_told(fields[labels.unit].text) if labels.unit is not None and labels.unit in fields else None
    return TableRow(
        label, path, (), start, end, key.group(1) if key else "", unit if own is None else own, is_total(label), own is not None
    )


def _with_cells(
    text: str,
    row: TableRow,
    read: Mapping[int, ReadNumber | None],
    fields: Mapping[int, Field],
    about: tuple[Sequence[int], Proof],
) -> TableRow:
    numeric, proof = about
    cells = []
    for at, found in read.items():
        if found is None or found.number.value is None:
            continue
        start, end = found.atoms[found.number.first].start, found.atoms[found.number.last].end
        told = proof.told[at]
        status = FigureStatus.CONFIRMED if told else FigureStatus.READ
        printed = fields[numeric[at]]
        unit = "%" if found.atoms[found.number.last].percent else number_and_unit(text, printed)[1]
        box = printed.box
        cells.append(TableCell(at, text[start:end], found.number.value, start, end, unit, status, told, at in proof.broken, box))
    return replace(row, cells=tuple(cells))


def _unread(
    row: Mapping[int, Field], numeric: Sequence[int], certain: Sequence[int], read: Mapping[int, ReadNumber | None]
) -> bool:
    """Tell whether a row has a cell with digits in a column of numbers that was not read."""
    told = {column for at, column in enumerate(certain) if read[at] is not None}
    return any(column in row and column not in told and any(c.isdigit() for c in row[column].text) for column in numeric)
