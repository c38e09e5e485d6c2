"""Rows decided by the sizes of their columns, as the rows printed with one group of digits a cell show them. Pure.

"842 861 -3 412 -1 208" may be read in three ways as four numbers; beside "402 395 -588 -340" only one has numbers of the
sizes that the columns have.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ingest.row_readings import OpenRow, Reading, is_clear

_LEAST_ANCHORS = 3  # rows with as many groups of digits as there are columns,
_ANCHORS_SHARE = 0.2  # … and so many of all
_NEAR = math.log(12)  # beyond the sizes its column has, a number may lie this far
_FAR = math.log(60)  # … and every other reading must have one that lies further by this


def decide_by_columns(opened: Sequence[OpenRow], count: int) -> None:
    """Decide the rows whose numbers have the sizes of their columns in one reading only.

    Args:
        opened: the rows, those decided before with their reading.
        count: of columns.
    """
    anchors = [anchor for entry in opened if (anchor := _anchor(entry, count)) is not None]
    if len(anchors) < _LEAST_ANCHORS or len(anchors) < _ANCHORS_SHARE * len(opened):
        return
    known = [*anchors, *(entry.chosen for entry in opened if entry.chosen is not None)]
    sizes = [[abs(v[0]) for reading in known if (v := reading.amounts[at]) is not None and v[0]] for at in range(count)]
    for entry in opened:
        if entry.chosen is None and entry.full:
            entry.chosen = _of_like_size(entry, sizes)


def _anchor(entry: OpenRow, count: int) -> Reading | None:
    """Return the reading of a row in which each group of digits is a number, where that fills the columns."""
    if len(entry.row.atoms) != count:
        return None
    return next((r for r in entry.full if all(cell is not None and cell.atoms == 1 for cell in r.cells)), None)


def _of_like_size(entry: OpenRow, sizes: Sequence[Sequence[int]]) -> Reading | None:
    """Return the reading that alone has numbers of the sizes of their columns, or None."""
    ranked = sorted(((_off(reading, sizes), at) for at, reading in enumerate((*entry.full, *entry.gaps))), key=lambda one: one[0])
    best = (*entry.full, *entry.gaps)[ranked[0][1]]
    if ranked[0][0] > _NEAR or best not in entry.full or not is_clear(best):
        return None
    if len(ranked) > 1 and ranked[1][0] < ranked[0][0] + _FAR:
        return None
    return best


def _off(reading: Reading, sizes: Sequence[Sequence[int]]) -> float:
    """Return how far the oddest number of a reading lies beyond those of its column, as a natural logarithm."""
    off = 0.0
    for amount, known in zip(reading.amounts, sizes, strict=True):
        if amount is None or not amount[0] or not known:
            continue
        size = abs(amount[0])
        off = max(
            off, math.log(size / max(known)) if size > max(known) else math.log(min(known) / size) if size < min(known) else 0.0
        )
    return off
