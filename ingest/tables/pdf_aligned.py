"""Tables of a PDF page without drawn cells, told by how their numbers stand under one another. Pure.

The numbers of a column end at one line, or begin at one, or have their middles on one. Where every number of a table falls in
exactly one such column and no two share a cell, the table is taken; else it is left to be read as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Cell, Grid, TextTable
from ingest.tables.measures import measure_of
from ingest.tables.number_readings import readings
from ingest.tables.numbers import AtomKind, NumberStyle, atoms_of
from ingest.tables.pdf_spans import shares
from ingest.tables.pdf_words import Character, Field, fields_of
from ingest.tables.periods import find_period
from ingest.tables.raised import RAISED_DIGITS
from ingest.tables.rows import goes_on, is_total
from ingest.text.line_kinds import DATA, LineKind, TextLine, read_lines

_SAME = 4.0  # points: ends of the numbers of one column differ by less (a footnote mark, a bracket)
_APART = 9.0  # points: columns are never nearer than two digits
_LEAST_NUMBERS = 2  # numbers that make a column
_LEAST_ROWS = 2
_NEARLY = 0.8  # of the rows
_LEAST_OVER = 2  # columns under a line that is their header and no caption
_FAR = 1e6  # points: right of every page
_RAISED = re.compile(f"[{RAISED_DIGITS}]")
_YEARS = re.compile(rf"(?:19|20)\d\d(?:\*|{_RAISED.pattern})?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table: its fields, and which of them are numbers."""

    line: TextLine
    fields: tuple[Field, ...]
    numbers: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """The numbers of a column reach from left to right."""

    left: float
    right: float


def aligned_grids(text: str, characters: Sequence[Character], regions: Sequence[TextTable], height: float) -> list[Grid]:
    """Return the tables whose numbers stand in columns.

    Args:
        text: of the page.
        characters: of the page, with their places.
        regions: where its text looks like a table, drawn ones left out.
        height: of the page, in points.
    """
    found = []
    for region in regions:
        grid = _grid(text, characters, region, height)
        if grid is not None:
            found.append(grid)
    return found


def _grid(text: str, characters: Sequence[Character], region: TextTable, height: float) -> Grid | None:
    rows = _rows(text, characters, region)
    data = [row for row in rows if row.numbers]
    if len(data) < _LEAST_ROWS:
        return None
    columns = _columns(data, [field for row in rows if not row.numbers for field in row.fields])
    if columns is None:
        return None
    above = _line_above(text, characters, region, columns)
    if above is not None:
        rows.insert(0, above)
    title = _title(rows, columns)
    rows = rows[title:]
    columns = _with_words(data, columns)
    parts = _label_parts(text, data, columns)
    cells: list[Cell] = []
    number = -1
    head = _header_lines(rows, columns)
    spread = [_spread(text, rows[at], rows[at + 1], columns) if at + 1 < head else {} for at in range(len(rows))]
    for at, row in enumerate(rows):
        if at and not spread[at - 1] and _joins(text, rows[at - 1], row, in_header=at < head):
            cells += _cells(row, (columns, parts), number, height)
            continue
        number += 1
        placed = _cells(row, (columns, parts), number, height, spread[at])
        if row.numbers and len({cell.column for cell in placed if cell.column > len(parts)}) < len(row.numbers):
            return None
        cells += placed
    start, end = min(c.start for c in cells), max(c.end for c in cells)
    return Grid(start, end, tuple(cells), region.caption if above is None and not title else "")


def _rows(text: str, characters: Sequence[Character], region: TextTable) -> list[_Row]:
    rows = []
    for line in read_lines(text[region.start : region.end]):
        if line.kind is LineKind.BLANK:
            continue
        start, end = line.start + region.start, line.end + region.start
        fields = fields_of(characters, text, start, end)
        numbers = tuple(f for f in fields if is_number(text, f.start, f.end))
        marked = numbers and numbers[-1] is fields[-1] and _RAISED.search(text, start, end)  # a line of words for its mark
        numeric = numbers if line.kind in DATA or marked else ()
        rows.append(_Row(TextLine(start, end, line.kind), tuple(fields), numeric))
    return rows


def _line_above(text: str, characters: Sequence[Character], region: TextTable, columns: Sequence[_Column]) -> _Row | None:
    """Return the line that was taken for a table's caption where it stands over two columns or more: its header."""
    end = len(text[: region.start].rstrip())
    start = text.rfind("\n", 0, end) + 1
    fields = fields_of(characters, text, start, end)
    first = columns[0].left
    over = [
        f for at, f in enumerate(fields) if f.right > first and (at or f.left > first - _APART)
    ]  # the labels' heading stands first
    if not region.caption or text[start:end].strip(" :") != region.caption or len(over) < _LEAST_OVER:
        return None
    return _Row(TextLine(start, end, LineKind.HEADER), tuple(fields), ())


def _title(rows: Sequence[_Row], columns: Sequence[_Column]) -> int:
    """Return how many lines at the top are a title: one field from the labels into the columns."""
    first = columns[0].left
    for at, row in enumerate(rows):
        if row.numbers or len(row.fields) != 1 or not (row.fields[0].left < first - _APART and row.fields[0].right > first):
            return at
    return 0


def _with_words(data: Sequence[_Row], columns: Sequence[_Column]) -> list[_Column]:
    """Return the columns with those of words that stand between the numbers or after them."""
    told = [columns[0]]
    for before, after in pairwise([*columns, _Column(_FAR, _FAR)]):
        words = [f for row in data for f in row.fields if f not in row.numbers and before.right < f.left and f.right < after.left]
        if len(words) >= _LEAST_ROWS:
            told.append(_Column(min(f.left for f in words), max(f.right for f in words)))
        told.append(after)
    return told[:-1]


def _spread(text: str, row: _Row, below: _Row, columns: Sequence[_Column]) -> dict[Field, range]:
    """Return which columns each heading of a line stands over; {} where the line below does not head every column by itself."""
    lower = [field for field in below.fields if field.right >= columns[0].left - 1]
    upper = [field for field in row.fields if field.left > columns[0].left - _APART]
    named = [bool(find_period(words).known or measure_of(words)) for f in lower if (words := text[f.start : f.end])]
    lower = lower[named.index(True) if True in named else len(lower) :]  # a column of notes may stand first
    headed = [_nearest(columns, field) for field in lower]
    tail = list(range(len(columns) - len(headed), len(columns)))
    if not headed or headed != tail or not all(named[-len(headed) :]):
        return {}
    wide = [(min(columns[at].left, f.left), max(columns[at].right, f.right)) for at, f in zip(headed, lower, strict=True)]
    upper = [field for field in upper if field.right > wide[0][0]]
    found = shares([(field.left, field.right) for field in upper], wide)
    return {field: range(headed[0] + s.start, headed[0] + s.stop) for field, s in zip(upper, found or (), strict=bool(found))}


def is_number(text: str, start: int, end: int) -> bool:
    """Tell whether a field, text[start:end], is a number and no year."""
    atoms = atoms_of(text, start, end)
    if not atoms or _YEARS.fullmatch(text[start:end]):
        return False
    if all(atom.kind is not AtomKind.NUMBER for atom in atoms):
        return False
    return next(readings(atoms, NumberStyle(), 1), None) is not None


def _columns(rows: Sequence[_Row], words: Sequence[Field]) -> list[_Column] | None:
    """Return the columns of the numbers, by the edge that parts them best; None where none does.

    Args:
        rows: with numbers.
        words: of the other rows: a number alone in its column stands under a heading, and has a label before it.
    """
    edges: tuple[Callable[[Field], float], ...] = (
        lambda field: field.right,
        lambda field: (field.left + field.right) / 2,
        lambda field: field.left,
    )
    labelled = {f for row in rows for f in row.numbers if row.fields[0] not in row.numbers}
    for edge in edges:
        groups = _groups([field for row in rows for field in row.numbers], edge)
        heads = [edge(field) for field in words]
        held = all(
            len(group) >= _LEAST_NUMBERS or (group[0] in labelled and any(abs(edge(group[0]) - at) <= _SAME for at in heads))
            for group in groups
        )
        good = held and all(max(map(edge, group)) - min(map(edge, group)) <= 2 * _SAME for group in groups)
        columns = [_Column(min(f.left for f in group), max(f.right for f in group)) for group in groups]
        apart = all(b.left > a.right or edge is edges[0] for a, b in pairwise(columns))
        once = all(len(_groups(row.numbers, edge)) == len(row.numbers) for row in rows)
        if groups and good and apart and once:
            return columns
    return None


def _groups(fields: Sequence[Field], edge: Callable[[Field], float]) -> list[list[Field]]:
    groups: list[list[Field]] = []
    for field in sorted(fields, key=edge):
        if groups and edge(field) - edge(groups[-1][-1]) <= _SAME:
            groups[-1].append(field)
        else:
            groups.append([field])
    return groups


def _header_lines(rows: Sequence[_Row], columns: Sequence[_Column]) -> int:
    """Return how many lines are header: down to the last one above the numbers that has words over a column of numbers."""
    first = next(at for at, row in enumerate(rows) if row.numbers)
    over = [at for at in range(first) if any(field.right > columns[0].left for field in rows[at].fields)]
    return over[-1] + 1 if over else 0


def _joins(text: str, before: _Row, row: _Row, *, in_header: bool) -> bool:
    """Tell whether a line goes on with the row of the line before: a header's next line, or the rest of a label."""
    if in_header:
        return True
    words, above = text[row.line.start : row.line.end].strip(), text[before.line.start : before.line.end].strip()
    if row.numbers and before.numbers:
        return False
    if row.numbers:
        label = [field for field in row.fields if field not in row.numbers]
        return not before.numbers and (not label or goes_on(above, words))
    return goes_on(above, words) and row.line.kind is not LineKind.HEADER


def _label_parts(text: str, data: Sequence[_Row], columns: Sequence[_Column]) -> list[float]:
    """Return where further columns of words begin before the numbers: words of nearly all rows do there, and none reach over it."""
    labels = [
        fields for row in data if not is_total(text[row.line.start : row.line.end]) and (fields := _label(row, columns[0].left))
    ]
    further = [field for fields in labels for field in fields[1:]]
    begins = [min(field.left for field in group) for group in _groups(further, lambda field: field.left)]
    return [
        x
        for x in begins
        if sum(any(abs(f.left - x) <= _SAME for f in fields[1:]) for fields in labels) >= max(_LEAST_ROWS, _NEARLY * len(labels))
        and not any(f.left < x - _SAME and f.right > x for fields in labels for f in fields)
    ]


def _label(row: _Row, first: float) -> list[Field]:
    """Return the fields of a row that stand before the first column of numbers."""
    return [field for field in row.fields if field not in row.numbers and field.right < first - 1 and field.left < first - _APART]


def _cells(
    row: _Row,
    places: tuple[Sequence[_Column], Sequence[float]],
    number: int,
    height: float,
    spread: Mapping[Field, range] | None = None,
) -> list[Cell]:
    """Return a line's fields as cells: the label is column 0, a number's or a heading's column is the nearest.

    Args:
        row: the line.
        places: the columns, and where the labels' further columns begin.
        number: of the table's row.
        height: of the page.
        spread: headings over several columns, with these.
    """
    columns, parts = places
    cells = []
    spans = spread or {}
    label = [field for field in _label(row, columns[0].left) if field not in spans]
    for at in range(len(parts) + 1):
        held = [field for field in label if bisect_right(parts, field.left + _SAME) == at]
        if held:
            cells.append(Cell(number, at, held[0].start, held[-1].end, box=held[0].box(height)))
    for field in row.fields:
        if field in label:
            continue
        span = spans.get(field) or range((at := _nearest(columns, field)), at + 1)
        header = row.line.kind is LineKind.HEADER
        box = field.box(height)
        at = span[0] + 1 + len(parts)
        cells.append(Cell(number, at, field.start, field.end, column_span=len(span), header=header, box=box))
    return cells


def _nearest(columns: Sequence[_Column], field: Field) -> int:
    """Return the column that a field lies over most, or whose middle is nearest."""

    def distance(at: int) -> tuple[float, float]:
        column = columns[at]
        over = min(column.right, field.right) - max(column.left, field.left)
        return -max(over, 0.0), abs(column.left + column.right - field.left - field.right)

    return min(range(len(columns)), key=distance)
