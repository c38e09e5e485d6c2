"""The order in which the parts of a PDF page are read. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.readers.pdf_rows import Row, overlap

_BLOCK_GAP = 3.0  # of the font size: a block of text ends where the next line is further down
_TITLE = 1.3  # times the size of the text: a title is a block of its own, as it may stand over columns
_SHIFT = 8.0  # of the font size: lines of one block begin no further apart
_OVERLAP = 0.3  # of the narrower one's width, for two blocks to stand in one column
_MOST_BLOCKS = 80  # a page with more is a drawing or a form: no columns to put in order
_COLUMN_LINES = 4  # lines of a block that counts as a column of text
_COLUMN_WIDTH = 18  # characters of its lines, on average
_FOOT = 0.93  # of the page's height: what begins below this is its foot
_BESIDE = 1.5  # of the font size: columns stand beside each other for two lines or more; cells of two rows do not
_ABOVE = 0.5  # of the font size: a block that ends this far above another stands over it
_TOUCH = 1.0  # points by which the boxes of columns may overlap


def in_order(rows: Sequence[Row], height: float) -> list[Row]:
    """Return the rows in the order they are read: what stands over others in its column first, the left column first.

    pdfium gives text in the order it was drawn, so that a page's footer may come first and its heading last. Where no
    block stands against the order of reading, the rows come as they are.

    Args:
        rows: the page's, as `find_rows` gives them.
        height: the page's, in points.
    """
    blocks = [Block(tuple(block)) for block in _blocks(rows)]
    if len(blocks) > _MOST_BLOCKS:
        return list(rows)
    every, foot = range(len(blocks)), _FOOT * height
    before = {at: {other for other in every if _comes_first(blocks, other, at, foot)} for at in every}
    order: list[int] = []
    left = list(range(len(blocks)))
    while left:
        free = [at for at in left if before[at].isdisjoint(left)] or left
        last = order[-1] if order else -1
        order.append(next((at for at in free if at > last), free[0]))
        left.remove(order[-1])
    return [row for at in order for row in blocks[at].rows]


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Return runs of rows that go on downwards in one column."""
    blocks: list[list[Row]] = []
    for row in rows:
        before = blocks[-1][-1] if blocks else None
        goes_on = before is not None and _goes_on(before, row)
        if goes_on:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _goes_on(before: Row, row: Row) -> bool:
    """Tell whether a row is of the same block as the one before it."""
    if row.aside or before.aside:
        return row.aside and before.aside
    larger, smaller = max(row.size, before.size), min(row.size, before.size)
    if larger >= _TITLE * smaller or abs(row.x0 - before.x0) > _SHIFT * smaller:
        return False
    return before.floor < row.top <= before.floor + _BLOCK_GAP * larger and overlap(row, before) > 0


@dataclass(frozen=True)
class Block:
    """Rows that go on downwards in one column."""

    rows: tuple[Row, ...]

    @cached_property
    def x0(self) -> float:
        """The left edge."""
        return min(row.x0 for row in self.rows)

    @cached_property
    def x1(self) -> float:
        """The right edge."""
        return max(row.x1 for row in self.rows)

    @property
    def top(self) -> float:
        """The first baseline."""
        return self.rows[0].top

    @cached_property
    def floor(self) -> float:
        """The lowest baseline."""
        return max(row.floor for row in self.rows)

    @cached_property
    def aside(self) -> bool:
        """Whether something in it is written in another direction than the page."""
        return any(row.aside for row in self.rows)

    @cached_property
    def column(self) -> bool:
        """Whether it is running text, several lines of it."""
        words = sum(len(row.text) for row in self.rows)
        single = not any(row.columns for row in self.rows)
        return len(self.rows) >= _COLUMN_LINES and single and words >= _COLUMN_WIDTH * len(self.rows)

    def beside(self, other: Block) -> bool:
        """Tell whether the two stand in different columns."""
        shared = min(self.x1, other.x1) - max(self.x0, other.x0)
        return shared < _OVERLAP * min(self.x1 - self.x0, other.x1 - other.x0)

    def over(self, other: Block) -> bool:
        """Tell whether it ends above where the other begins."""
        return other.top - self.floor >= _ABOVE * min(self.rows[-1].size, other.rows[0].size)


def _comes_first(blocks: Sequence[Block], first: int, second: int, foot: float) -> bool:
    """Tell whether one block must be read before another."""
    a, b = blocks[first], blocks[second]
    if first == second or a.aside or b.aside:
        return False
    if b.top >= foot > a.floor or not a.beside(b):
        return a.over(b)
    side_by_side = min(a.floor, b.floor) - max(a.top, b.top) >= _BESIDE * min(a.rows[0].size, b.rows[0].size)
    return a.column and b.column and a.x1 <= b.x0 + _TOUCH and side_by_side
