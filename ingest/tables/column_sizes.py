"""Rows decided by the sizes of their columns, as the rows that are read without doubt show them. Pure.

"842 861 -3 412 -1 208" may be read in three ways as four numbers; beside "402 395 -588 -340" only one has numbers of the
sizes that the columns have.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ingest.tables.row_readings import OpenRow, Reading, is_clear

_LEAST_ROWS = 3  # with as many groups of digits as there are columns, or decided before,
_ANCHORS_SHARE = 0.2  # … and so many of all of the first sort
_DECIDED_SHARE = 0.5  # … or of the second
_TELLING = 10  # numbers under this tell little of a column's sizes: a few, or none
_LEAST_SIZES = 3  # known of a column
_OF_A_KIND = 100  # times the least size known of a column the largest may be
_ROUNDS = 3
_NEAR = math.log(25)  # beyond the sizes its column has, a number may lie this far
_BLANK = math.log(60)  # … reckoned so for one that leaves a column blank, where no row known does
_FAR = math.log(60)  # … and every other reading must have one that lies further by this


def decide_by_columns(opened: Sequence[OpenRow], count: int) -> None:
    """Decide the rows whose numbers have the sizes of their columns in one reading only.

    Args:
        opened: the rows, those decided before with their reading.
        count: of columns.
    """
    for _ in range(_ROUNDS):  # what one row tells of a column's sizes may decide the next
        if not _decide(opened, count):
            return


def _decide(opened: Sequence[OpenRow], count: int) -> int:
    """Decide what can be decided by the rows known so far, and return how many were."""
    rows = [entry for entry in opened if not entry.row.total]
    anchors = sum(_anchor(entry, count) is not None for entry in rows)
    decided = sum(entry.chosen is not None and sum(bool(v and v[0]) for v in entry.chosen.amounts) > 1 for entry in rows)
    filled = all(
        entry.full for entry in rows
    )  # else in a row with as many groups too a blank and a join may make up for one another
    by_anchors = filled and anchors >= max(_LEAST_ROWS, _ANCHORS_SHARE * len(rows))
    if not by_anchors and decided < max(_LEAST_ROWS, _DECIDED_SHARE * len(rows)):
        return 0
    found = [entry.chosen or (_anchor(entry, count) if by_anchors else None) for entry in opened]
    known = {at: reading for at, reading in enumerate(found) if reading is not None and not opened[at].row.total}
    enough = decided >= _LEAST_ROWS or (by_anchors and anchors >= _DECIDED_SHARE * len(rows))
    whole = filled and enough and all(cell is not None for reading in known.values() for cell in reading.cells)
    newly = 0
    for at, entry in enumerate(opened):
        if entry.chosen is None and entry.full and not entry.row.loose:
            rest = [reading for other, reading in known.items() if other != at]  # a row is no evidence of itself
            sizes = [_known_sizes(rest, column) for column in range(count)]
            joins = len(entry.row.atoms) > count  # one way or another: then each column's sizes must be of one kind
            if not joins or all(not known or max(known) <= _OF_A_KIND * min(known) for known in sizes):
                entry.chosen = _of_like_size(entry, sizes, whole=whole)
            newly += entry.chosen is not None
    return newly


def _known_sizes(rest: Sequence[Reading], column: int) -> list[float]:
    """Return the sizes known of a column: those that tell something, or, of a column of small numbers, all that are not nought."""
    sizes = [size for one in rest if (size := _size(one, column))]
    telling = [size for size in sizes if size >= _TELLING]
    return telling if len(telling) >= _LEAST_SIZES or len(sizes) < _LEAST_SIZES else sizes


def _anchor(entry: OpenRow, count: int) -> Reading | None:
    """Return the reading of a row in which each group of digits is a number, where that fills the columns."""
    if len(entry.row.atoms) != count:
        return None
    return next((r for r in entry.full if all(cell is not None and cell.atoms == 1 for cell in r.cells)), None)


def _size(reading: Reading, column: int) -> float:
    cell = reading.cells[column]
    return abs(float(cell.value)) if cell is not None and cell.value is not None else 0.0


def _of_like_size(entry: OpenRow, sizes: Sequence[Sequence[float]], *, whole: bool) -> Reading | None:
    """Return the reading that alone has numbers of the sizes of their columns, or None.

    Args:
        entry: the row.
        sizes: known for each column.
        whole: no row known lacks a value.
    """
    ways = (*entry.full, *entry.gaps)
    lacking = _BLANK if whole else 0.0
    offs = [_off(reading, sizes) + lacking * (at >= len(entry.full)) for at, reading in enumerate(ways)]
    ranked = sorted(zip(offs, range(len(offs)), strict=True))
    best = ways[ranked[0][1]]
    if not ranked[0][0] <= _NEAR or best not in entry.full or not is_clear(best):
        return None
    if len(ranked) > 1 and ranked[1][0] < ranked[0][0] + _FAR:
        return None
    return best


def _off(reading: Reading, sizes: Sequence[Sequence[float]]) -> float:
    """Return how far the oddest number of a reading lies beyond those of its column, as a natural logarithm."""
    off = 0.0
    for column, known in enumerate(sizes):
        size = _size(reading, column)
        if size:
            if len(known) < _LEAST_SIZES:
                return math.inf
            off = max(off, math.log(size / max(known)), math.log(min(known) / size))
    return off
