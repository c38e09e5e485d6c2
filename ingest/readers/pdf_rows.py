"""The lines of a PDF page as rows: what stands side by side, and which rows are a table's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf_layer import LayerLine, PageLayer

_ROW_REACH = 9.0  # of the font size: cells of one row stand no further apart; a column of text is taller
_SAME_LINE = 0.75  # of the font size: baselines closer than this are one row's, no two lines are set so tight
_CELL_PITCH = 1.45  # of the font size: the next line of a cell is closer, the next row of a table is not
_TOUCH = 1.0  # points by which the boxes of neighbouring cells may overlap
_ZONE_REACH = 3.6  # of the font size: rows of a table are no further apart; an empty row between them is 3.4
_ZONE_BETWEEN = 4  # rows of words, such as group headings, between two rows of numbers
_ZONE_LINES = 6  # lines of such a row
_ZONE_HEADER = 3  # rows over the first row of numbers
_GROUP_HEADING = 40  # characters of the name of a table's first group, between header and numbers
_ZONE_WIDE = 0.75  # of the table's width: a row of words that is wider is running text
_ZONE_SIZE = 0.15  # by which the font size of a table's rows may differ
_NUMBER = re.compile(r"[-−–+]?(?:\d[\d  .,:%*()/-]*|[-−–])(?:\s*(?:%|kr|tkr|mkr|mnkr|st))?", re.IGNORECASE)
_NUMBERS = re.compile(rf"{_NUMBER.pattern}(?:\s+{_NUMBER.pattern})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that stand beside each other: the cells of a table's row, or nearly always one line. Made by `make_row`.

    Attributes:
        x0, x1: the left and right edge.
        top, floor: the highest and the lowest baseline.
        size: the largest font size.
        columns: it has more cells than one.
        numeric: it has cells, and numbers among them.
        text: its words in one line.
    """

    lines: tuple[LayerLine, ...]
    x0: float
    x1: float
    top: float
    floor: float
    size: float
    columns: bool
    numeric: bool
    text: str

    @property
    def aside(self) -> bool:
        """Whether it is written in another direction than the page."""
        return self.lines[0].aside


def make_row(lines: Sequence[LayerLine]) -> Row:
    """Return a row with what its lines tell of it."""
    first = lines[0]
    columns = len(lines) > 1 or len(first.cells) > 1
    cells = [cell for line in lines for cell in line.cells][1:] if columns else []
    return Row(
        lines=tuple(lines),
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        top=min(line.y for line in lines),
        floor=max(line.y for line in lines),
        size=max(line.size for line in lines),
        columns=columns,
        numeric=any(_NUMBERS.fullmatch(cell) for cell in cells),
        text=" ".join(line.text.strip() for line in lines),
    )


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page's rows in the order they are read, and which spans [first, last) of them are tables of numbers."""

    rows: tuple[Row, ...]
    zones: tuple[tuple[int, int], ...]
    width: float
    height: float

    def zone(self, at: int) -> int:
        """Return the number of the table a row is in, or -1."""
        return next((number for number, (first, last) in enumerate(self.zones) if first <= at < last), -1)


def overlap(a: Row, b: Row) -> float:
    """Return how much of the narrower one's width the two share, 0 to 1."""
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    return max(0.0, shared / max(min(a.x1 - a.x0, b.x1 - b.x0), 1.0))


def find_rows(page: PageLayer) -> list[Row]:
    """Return the page's lines as rows, in pdfium's order."""
    rows: list[list[LayerLine]] = []
    for line in page.lines:
        back = 0 if line.aside else _joined(rows, line)
        merged = [cell for row in rows[len(rows) - back :] for cell in row] if back else []
        rows[len(rows) - back :] = [[*merged, line]]
    return [make_row(row) for row in rows]


def _joined(rows: Sequence[list[LayerLine]], line: LayerLine) -> int:
    """Return how many of the last rows are one with a line that follows them."""
    if not rows or rows[-1][-1].aside:
        return 0
    last = rows[-1]
    before = last[-1]
    down = line.y - before.y
    size = min(line.size, before.size)
    label = min(cell.x1 for cell in last if cell.x0 <= last[0].x0)
    if down > 0 and len(last) > 1 and down < _CELL_PITCH * size and line.x0 > label:
        return 1
    if down >= _SAME_LINE * size:
        return 0
    beside = [row for row in rows[-1:] if _is_left(row, line)]
    if abs(down) < _SAME_LINE * size and beside:
        return 1
    return _side_by_side(rows, line)


def _is_left(row: Sequence[LayerLine], line: LayerLine) -> bool:
    near = [cell for cell in row if abs(cell.y - line.y) < _SAME_LINE * line.size]
    return all(cell.x1 <= line.x0 + _TOUCH for cell in near)


def _side_by_side(rows: Sequence[list[LayerLine]], line: LayerLine) -> int:
    """Return how many of the last rows stand to the left of a line that begins higher up than they end."""
    count = 0
    for row in reversed(rows):
        if row[0].aside or max(cell.y for cell in row) < line.y - _SAME_LINE * line.size:
            break
        if max(cell.y for cell in row) - line.y > _ROW_REACH * line.size:
            return 0
        level = [cell for cell in row if cell.y >= line.y - _SAME_LINE * line.size]
        if any(cell.x1 > line.x0 + _TOUCH for cell in level):
            return 0 if len(row) == 1 else count
        count += 1
    return count


def table_zones(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the spans [first, last) of the rows that make tables of numbers, headers and group headings included."""
    zones: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        if not row.numeric or row.aside:
            continue
        if zones and _goes_on(rows, zones[-1], at):
            zones[-1] = (zones[-1][0], at + 1)
        else:
            first = _header(rows, at, zones[-1][1] if zones else 0)
            zones.append((first, at + 1))
    return zones


def _near(upper: Row, lower: Row) -> bool:
    gap = lower.top - upper.floor
    alike = abs(upper.size - lower.size) <= _ZONE_SIZE * max(upper.size, lower.size)
    return not lower.aside and alike and -_ROW_REACH * lower.size < gap <= _ZONE_REACH * lower.size


def _goes_on(rows: Sequence[Row], zone: tuple[int, int], at: int) -> bool:
    """Tell whether the row of numbers `at` belongs to the table before it."""
    if at - zone[1] > _ZONE_BETWEEN + _ZONE_LINES:
        return False
    inside = rows[zone[0] : zone[1]]
    left, right = min(row.x0 for row in inside), max(*(row.x1 for row in inside), rows[at].x1)
    between = rows[zone[1] : at]
    words = 0
    for upper, row in zip(rows[zone[1] - 1 : at - 1], between, strict=True):
        narrow = row.columns or row.x1 - row.x0 <= _ZONE_WIDE * (right - left)
        words += upper not in between or row.top - upper.floor > _CELL_PITCH * row.size
        if not narrow or not _near(upper, row) or words > _ZONE_BETWEEN:
            return False
    return _near(rows[at - 1], rows[at])


def _header(rows: Sequence[Row], at: int, floor: int) -> int:
    """Return the first of the rows with columns over the first row of numbers; a group heading may stand between."""
    first, step = at, at
    while step > floor and at - step < _ZONE_HEADER and _near(rows[step - 1], rows[step]):
        step -= 1
        if rows[step].columns:
            first = step
        elif len(rows[step].text) > _GROUP_HEADING:
            break
    return first
