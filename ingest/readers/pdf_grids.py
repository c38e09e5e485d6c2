"""The tables found on a PDF page, placed in the text as it is laid out. Pure.

Tables are found in the text as pdfium gives it; laying out puts white space in and takes it out, and moves lines that pdfium
gives out of order. A table is taken over where its signs stand together in the laid-out text too; else its lines stay text,
and are read as a table of text may be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Cell, Grid


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs of a text without its white space, each with where it stands."""

    signs: str
    at: tuple[int, ...]


def placed(grids: Sequence[Grid], text: str, laid: str) -> tuple[Grid, ...]:
    """Return a page's tables with their offsets in the laid-out text; those that were taken apart there are left out.

    Args:
        grids: with offsets in `text`.
        text: the page's text as pdfium gives it.
        laid: the page's text as laid out.
    """
    if not grids:
        return ()
    before, after = _signs(text), _signs(laid)
    found: list[Grid] = []
    since = 0
    for grid in grids:
        first, last = bisect_left(before.at, grid.start), bisect_left(before.at, grid.end)
        there = after.signs.find(before.signs[first:last], since)
        if first == last or there < 0:
            continue
        since = there + last - first
        cells = tuple(_moved(cell, before, after, there - first) for cell in grid.cells)
        start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
        found.append(replace(grid, start=start, end=end, cells=cells))
    return tuple(found)


def _signs(text: str) -> _Signs:
    at = tuple(place for place, sign in enumerate(text) if not sign.isspace())
    return _Signs("".join(text[place] for place in at), at)


def _moved(cell: Cell, before: _Signs, after: _Signs, shift: int) -> Cell:
    first, last = bisect_left(before.at, cell.start), bisect_left(before.at, cell.end)
    start = after.at[min(first + shift, len(after.at) - 1)]
    return replace(cell, start=start, end=after.at[last - 1 + shift] + 1 if last > first else start)
