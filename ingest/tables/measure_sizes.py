"""Rows decided by columns of two measures in the same years: "Hushåll 2024 Hushåll 2025 Utbetalt 2024 Utbetalt 2025". Pure.

"412 388 12 640 11 905" may be read in three ways as four numbers; in one only are those of each measure about as large.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.tables.measures import COMPARISONS
from ingest.tables.model import Column
from ingest.tables.periods import YEAR_ALONE
from ingest.tables.row_readings import OpenRow, Reading, is_clear

_LEAST_ROWS = 3  # read so, for the sizes of the columns to be known
_LEAST_YEARS = 2  # of a measure
_LIKE = math.log(3)  # the numbers of a measure lie within a factor of three
_JUMP = math.log(30)  # … and in every other reading some measure's lie further from each other by a factor of thirty
_FAR = math.log(30)  # a number so far from all others of its column is not of it
_SPACE = re.compile(r"\s+")


def decide_by_measures(opened: Sequence[OpenRow], columns: Sequence[Column]) -> None:
    """Decide the rows that fill their columns in one way in which the numbers of each measure are of like size.

    Nothing is decided where a column is of a measure by itself, or where fewer than three rows can be read so.

    Args:
        opened: the rows, those decided before with their reading.
        columns: of the table.
    """
    groups = _by_measure(columns)
    if len(groups) < 2 or any(len(group) < _LEAST_YEARS for group in groups):
        return
    found = {at: reading for at, entry in enumerate(opened) if not entry.row.loose and (reading := _alike(entry, groups))}
    if len(found) < _LEAST_ROWS:
        return
    for at, reading in found.items():
        others = [other for row, other in found.items() if row != at]
        if (
            opened[at].chosen is None
            and _fits(reading, others)
            and not any(_rivals(gap, others, groups) for gap in opened[at].gaps)
        ):
            opened[at].chosen = reading


def are_regular(columns: Sequence[Column]) -> bool:
    """Tell whether columns are of the same years for each of several measures: a header so read is no odd one."""
    groups = _by_measure(columns)
    years = {tuple(columns[at].period.text for at in group) for group in groups}
    return len(groups) > 1 and len(years) == 1 and len(set(next(iter(years)))) == len(groups[0]) >= _LEAST_YEARS


def _by_measure(columns: Sequence[Column]) -> list[list[int]]:
    """Return the columns by the words that call them, their years left out; none where one is a difference."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, column in enumerate(columns):
        words = _SPACE.sub(" ", YEAR_ALONE.sub(" ", column.header)).strip().casefold()
        if column.measure in COMPARISONS or not words or not column.period.known:
            return []
        groups[words].append(at)
    return list(groups.values())


def _alike(entry: OpenRow, groups: Sequence[Sequence[int]]) -> Reading | None:
    """Return the reading that fills the columns with numbers of like size for each measure, where every other jumps."""
    ways = [entry.chosen] if entry.chosen is not None else entry.full
    ranked = sorted(((_spread(reading, groups), at) for at, reading in enumerate(ways)))
    if not ranked or ranked[0][0] > _LIKE or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + _JUMP):
        return None
    best = ways[ranked[0][1]]
    return best if is_clear(best) and all(cell is not None for cell in best.cells) else None


def _spread(reading: Reading, groups: Sequence[Sequence[int]]) -> float:
    """Return the natural logarithm of the largest number over the least of the measure whose numbers differ most."""
    spread = 0.0
    for group in groups:
        sizes = [abs(float(cell.value)) for at in group if (cell := reading.cells[at]) is not None and cell.value]
        if len(sizes) > 1:
            spread = max(spread, math.log(max(sizes) / min(sizes)))
    return spread


def _off(reading: Reading, others: Sequence[Reading]) -> float:
    """Return how far the oddest number of a reading lies from all others of its column, as a natural logarithm."""
    off = 0.0
    for at, cell in enumerate(reading.cells):
        known = [abs(float(one.value)) for other in others if (one := other.cells[at]) is not None and one.value]
        if cell is not None and cell.value and known:
            size = abs(float(cell.value))
            off = max(off, math.log(size / max(known)), math.log(min(known) / size))
    return off


def _fits(reading: Reading, others: Sequence[Reading]) -> bool:
    return _off(reading, others) < _FAR / 2


def _rivals(reading: Reading, others: Sequence[Reading], groups: Sequence[Sequence[int]]) -> bool:
    """Tell whether a reading that leaves a column blank may be meant too: its numbers have the sizes of their columns."""
    return _off(reading, others) < _FAR and _spread(reading, groups) < _LIKE + _JUMP
