"""Tables whose cells the file marks: DOCX, HTML, a sheet, ruled lines of a PDF. Pure.

Rows and columns are given, so nothing is split; what is left is which rows are header, which columns hold numbers, and what
they measure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from ingest.arithmetic import amount_of
from ingest.header_words import column_of, heads_codes, is_dash, mended
from ingest.measures import counted_unit, is_measure, measure_of, money_unit, printed_unit, unit_above, unit_below
from ingest.model import Box, Cell, TextTable
from ingest.number_readings import Number, readings
from ingest.numbers import Atom, AtomKind, NumberStyle, atoms_of, style_of
from ingest.periods import find_period
from ingest.table_columns import with_periods
from ingest.table_header import spans_between
from ingest.table_model import FigureStatus, Table, TableCell, TableRow
from ingest.table_proof import Proof, accept, prove
from ingest.table_rows import KEY_FIGURE, clean_label, is_row_of_words, is_sub, is_total, row_unit, shared_group

_MOST_HEADER_ROWS = 5
_SPACE = re.compile(r"\s+")
_YEARS = re.compile(r"(?:19|20)\d\d\*?(?:\s*[-/–]\s*(?:(?:19|20)\d\d|\d\d))?")
_FOOT_REACH = 6000
_SEVERAL = re.compile(r"(?<![\d/–-])(?:19|20)\d\d (?:19|20)\d\d(?![\d/–-])")  # headers of columns that were not told apart
_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _Field:
    """The text of one cell; a cell may stand in several pieces of the text (a wrapped label in a PDF)."""

    pieces: tuple[tuple[int, int], ...]
    text: str
    header: bool
    columns: range
    box: Box | None

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


_Grid = Mapping[int, Mapping[int, _Field]]


@dataclass(frozen=True, slots=True)
class _Read:
    """A number in a cell."""

    atoms: tuple[Atom, ...]
    number: Number


def read_grid(text: str, table: TextTable, year: int | None = None) -> list[Table]:
    """Return the table as read; none where it holds no column of numbers.

    Args:
        text: the document's text.
        table: with its cells.
        year: the paper's year, for headers that name months alone.
    """
    grid = _fields(text, table.cells)
    rows = sorted(grid)
    head = _header_rows(text, grid, rows)
    body = rows[head:]
    style = style_of([a for row in body for f in grid[row].values() for a in _atoms(text, f) or ()], text)
    headings = _column_headings(grid, rows[:head])
    codes = {at for at, words in headings.items() if heads_codes(" ".join(words)) or _SEVERAL.search(" ".join(words))}
    numeric = [at for at in _numeric_columns(text, grid, body, style, headings) if at not in codes]
    if not numeric:
        return []
    labels = [at for at in range(min(numeric)) if at not in codes and any(at in grid[row] for row in body)]
    columns = spans_between([column_of(" ".join(headings.get(at, ())), year) for at in numeric])
    read = {row: {at: _number(text, grid[row], column, style) for at, column in enumerate(numeric)} for row in body}
    shown = _rows(text, grid, body, labels, read)
    places = max((n.number.places for cells in read.values() for n in cells.values() if n), default=0)
    amounts = [
        tuple(amount_of(n.number.value, places) if (n := read[row][at]) else None for at in range(len(numeric))) for row, _ in shown
    ]
    percents = [all(n.atoms[-1].percent for n in read[row].values() if n) for row, _ in shown]
    identities = accept(columns, [(percent, [found]) for percent, found in zip(percents, amounts, strict=True)])
    columns = with_periods(columns, identities)
    proofs = prove(amounts, identities, [row.total for _, row in shown], percents)
    told = [
        _with_cells(text, row, read[at], grid[at], (numeric, proof))
        for (at, row), proof in zip(shown, proofs, strict=True)
        if proof
    ]
    label_heading = " ".join(word for at in range(min(numeric)) for word in headings.get(at, ()))
    about = f"{label_heading}\n{table.caption}"
    unit = money_unit(label_heading) or money_unit(table.caption) or unit_above(text, table.start)
    unit = unit or unit_below(text, table.end)
    unit = unit or ("%" if counted_unit(about) == "%" else "antal" if label_heading.casefold().startswith("antal") else "")
    undecided = sum(_unread(grid[row], numeric, read[row]) for row in body)
    return [Table(table.start, table.end, table.caption, unit, columns, tuple(shared_group(told)), undecided)]


def header_rows(text: str, cells: Sequence[Cell]) -> frozenset[int]:
    """Return which rows of a table are its header."""
    grid = _fields(text, cells)
    rows = sorted(grid)
    return frozenset(rows[: _header_rows(text, grid, rows)])


def _fields(text: str, cells: Sequence[Cell]) -> _Grid:
    pieces: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        pieces[cell.row, cell.column].append(cell)
    grid: dict[int, dict[int, _Field]] = defaultdict(dict)
    for (row, column), found in pieces.items():
        filled = [cell for cell in found if text[cell.start : cell.end].strip()]
        if not filled:
            continue
        shown = _SPACE.sub(" ", mended("\n".join(text[cell.start : cell.end] for cell in filled))).strip()
        spans = tuple((cell.start, cell.end) for cell in filled)
        first = found[0]
        span = range(column, column + max(1, first.column_span))
        grid[row][column] = _Field(spans, shown, any(cell.header for cell in found), span, first.box)
    return grid


def _atoms(text: str, field: _Field) -> list[Atom] | None:
    if len(field.pieces) != 1:
        return None
    length, _ = printed_unit(text[field.start : field.end])
    return atoms_of(text, field.start, field.start + length)


def _header_rows(text: str, grid: _Grid, rows: Sequence[int]) -> int:
    """Return how many rows at the top are header: marked so, or without numbers other than years."""
    for count, row in enumerate(rows[: _MOST_HEADER_ROWS + 1]):
        fields = [grid[row][column] for column in sorted(grid[row])]
        if fields and all(f.header for f in fields):
            continue
        numbers = [f for f in fields[0 if len(fields) == 1 else 1 :] if _is_number(text, f) and not _YEARS.fullmatch(f.text)]
        named = any(_YEARS.fullmatch(f.text) or is_measure(f.text) or find_period(f.text).known for f in fields)
        names = len(fields) > 1 and not numbers and any(_WORDS.search(f.text) for f in fields)
        if numbers or not (names or named) or (count and len(fields) == 1):
            return count
    return min(len(rows), _MOST_HEADER_ROWS)


def _is_number(text: str, field: _Field) -> bool:
    atoms = _atoms(text, field)
    return bool(atoms) and any(atom.kind is AtomKind.NUMBER for atom in atoms or ())


def _number(text: str, row: Mapping[int, _Field], column: int, style: NumberStyle) -> _Read | None:
    field = row.get(column)
    if field is None:
        return None
    atoms = _atoms(text, field)
    if not atoms:
        return None
    found = list(islice(readings(atoms, style, 1), 2))
    if len(found) != 1 or found[0][0].value is None:
        return None
    return _Read(tuple(atoms), found[0][0])


def _numeric_columns(
    text: str, grid: _Grid, body: Sequence[int], style: NumberStyle, headings: Mapping[int, Sequence[str]]
) -> list[int]:
    """Return the columns with numbers: as many as words, or under a heading that names a measure or a period; never the first."""
    numbers: dict[int, int] = defaultdict(int)
    words: dict[int, int] = defaultdict(int)
    for row in body:
        for column, held in grid[row].items():
            if _number(text, grid[row], column, style) is not None:
                numbers[column] += 1
            elif _WORDS.search(held.text) and len(held.columns) == 1 and _atoms(text, held) is None:
                words[column] += 1
    first = min((min(grid[row]) for row in body if grid[row]), default=0)
    named = {at for at, told in headings.items() if measure_of(" ".join(told)) or find_period(" ".join(told)).known}
    return sorted(at for at, count in numbers.items() if at > first and (count >= words[at] or at in named))


def _column_headings(grid: _Grid, header: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return for each column the words above it, outermost first; a cell over several columns heads them all."""
    headings: dict[int, list[str]] = defaultdict(list)
    for row in header:
        for held in grid[row].values():
            for column in held.columns:
                if held.text not in headings[column]:
                    headings[column].append(held.text)
    return {column: tuple(words) for column, words in headings.items()}


_Shown = tuple[int, TableRow]


@dataclass(slots=True)
class _Above:
    """What stands above a row: the group's heading, the last row that is no part of another, labels that run down."""

    group: tuple[str, ...] = ()
    parent: str = ""
    parts: bool = True  # all rows of the group so far are parts ("- Ekonomi")
    rows: int = 0
    carried: dict[int, str] = field(default_factory=dict)

    def head(self, name: str) -> None:
        """Begin a new group."""
        self.group, self.parent, self.parts, self.rows = (clean_label(name, ""),), "", True, 0
        self.carried.clear()

    def path(self, label: str, printed: str) -> tuple[str, ...]:
        """Return the group of a row, which ends the group where it is a total, or the first that is no part after parts."""
        part = is_sub(printed)
        if is_total(label) or (self.rows and self.parts and not part):
            self.group = ()
        self.parts, self.rows = self.parts and part, self.rows + 1
        path = (*self.group, self.parent) if part and self.parent else self.group
        if not part:
            self.parent = label
        return path


def _rows(
    text: str, grid: _Grid, body: Sequence[int], labels: Sequence[int], read: Mapping[int, Mapping[int, _Read | None]]
) -> list[_Shown]:
    """Return the rows that have a number, with labels and groups, not yet their cells."""
    shown: list[_Shown] = []
    above = _Above()
    for row in body:
        names = {column: grid[row][column] for column in labels if column in grid[row] and not is_dash(grid[row][column].text)}
        if any(read[row].values()):
            entry = _row(text, list(grid[row].values()), names, above, labels)
            if entry is not None:
                shown.append((row, entry))
        elif len(names) == 1 and len(grid[row]) == 1 and not is_row_of_words(next(iter(names.values())).text):
            above.head(next(iter(names.values())).text)
    return shown


def _row(text: str, fields: Sequence[_Field], names: Mapping[int, _Field], above: _Above, labels: Sequence[int]) -> TableRow | None:
    """Return a row's label and group; labels of several columns nest, and one left blank is that of the row above."""
    if not names and not above.carried:
        return None
    last = max(names, default=max(above.carried, default=0))
    for column in list(above.carried):
        if column in names or column > last:
            del above.carried[column]
    start, end = min(f.start for f in fields), max(f.end for f in fields)
    printed = names[last].text if last in names else above.carried.get(last, "")
    label = clean_label(printed, text[start : start + _FOOT_REACH])
    if not label:
        return None
    nested = {**above.carried, **{column: f.text for column, f in names.items()}}
    path = (*above.path(label, printed), *(clean_label(nested[c], "") for c in sorted(nested) if c < last))
    above.carried |= {column: f.text for column, f in names.items() if column < max(labels)}
    key = KEY_FIGURE.search(" ".join(f.text for f in fields))
    unit = next((found for name in (printed, *reversed(path)) if (found := row_unit(name))), "")
    return TableRow(label, path, (), start, end, key.group(1) if key else "", unit, is_total(label))


def _with_cells(
    text: str,
    row: TableRow,
    read: Mapping[int, _Read | None],
    fields: Mapping[int, _Field],
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
        unit = "%" if found.atoms[found.number.last].percent else printed_unit(text[printed.start : printed.end])[1]
        box = printed.box
        cells.append(TableCell(at, text[start:end], found.number.value, start, end, unit, status, told, at in proof.broken, box))
    return replace(row, cells=tuple(cells))


def _unread(row: Mapping[int, _Field], numeric: Sequence[int], read: Mapping[int, _Read | None]) -> bool:
    """Tell whether a row has a cell with digits in a column of numbers that was not read."""
    return any(
        read[at] is None and column in row and any(c.isdigit() for c in row[column].text) for at, column in enumerate(numeric)
    )
