"""Headings of a bare table that stand over several columns: which columns each is centred over. Pure.

Over "2024 2025 2024 2025" stand "Budget" and "Utfall", each in the middle of its two columns. The columns are shared out among the
headings in the one way in which every heading stands in the middle of its share; where none or several fit, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

_OFF = 0.15  # of the pitch of the columns: how far from its middle a heading may stand
_SHIFT = 0.3  # of it: how far all of them may stand to one side, over numbers that are narrower than their columns
_MOST = 16  # columns: more are shared out in too many ways


def shares(headings: Sequence[tuple[float, float]], columns: Sequence[tuple[float, float]]) -> list[range] | None:
    """Return for each heading the columns it stands over, all of them shared out; None where that is not clear.

    Args:
        headings: (left, right) of each, from left to right.
        columns: (left, right) of each, their own headings included.
    """
    count, many = len(headings), len(columns)
    if not 0 < count < many <= _MOST or (count == 1 and many % 2):
        return None
    middles = [(left + right) / 2 for left, right in headings]
    pitch = (sum(columns[-1]) - sum(columns[0])) / 2 / (many - 1)
    fitting = []
    for cuts in combinations(range(1, many), count - 1):
        found = [range(first, last) for first, last in pairwise((0, *cuts, many))]
        off = [at - (columns[share[0]][0] + columns[share[-1]][1]) / 2 for at, share in zip(middles, found, strict=True)]
        shift = sorted(off)[count // 2] if count > 1 else 0.0
        if abs(shift) <= _SHIFT * pitch and all(abs(one - shift) <= _OFF * pitch for one in off):
            fitting.append(found)
    return fitting[0] if len(fitting) == 1 else None
