"""Sums down a table's rows: totals below their parts, totals above them, and nets. Pure.

They confirm what is read, and decide between the readings of a row that nothing in the row itself decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from ingest.tables.arithmetic import Amounts

_MOST_PARTS = 40  # rows that one total is looked for in
_MOST_COMBINATIONS = 3000  # of readings of undecided rows, tried together
_FLAG_AT = 3  # columns that must add up before one that does not is taken for the source's own error
_WELL_ABOVE = 3


@dataclass(frozen=True, slots=True)
class RowSum:
    """rows[total] is the sum of rows[parts], with the sign of each.

    Attributes:
        columns: those in which it holds and says something.
        broken: those in which it does not hold: the source's own error.
    """

    total: int
    parts: tuple[int, ...]
    columns: frozenset[int]
    broken: frozenset[int] = frozenset()


def find_sums(rows: Sequence[Amounts | None], totals: Sequence[bool]) -> list[RowSum]:
    """Return the sums among the rows.

    Args:
        rows: amounts by column, None for a row that is not decided.
        totals: whether a row's label says that it sums others.
    """
    found: list[RowSum] = []
    standing: list[int] = []  # rows that no total has taken up yet
    for at, row in enumerate(rows):
        best = _below(rows, standing, at, named=totals[at]) if row is not None else None
        if best is not None:
            found.append(best)
            standing = [i for i in standing if i not in best.parts]
        standing.append(at)
    done = {entry.total for entry in found}
    return found + [entry for at in range(len(rows)) if at not in done and (entry := _above(rows, at)) is not None]


def _below(rows: Sequence[Amounts | None], standing: Sequence[int], at: int, *, named: bool) -> RowSum | None:
    """Return the sum of the last rows that still stand which row `at` makes, the fewest rows first."""
    total = rows[at]
    if total is None:
        return None
    running = _Running(total)
    for count in range(1, min(len(standing), _MOST_PARTS) + 1):
        row = rows[standing[-count]]
        if row is None:
            return None
        running.add(row)
        if count < 2:
            continue
        parts = tuple(standing[-count:])
        entry = running.found(at, parts)
        if entry is not None and _stands(entry, named=named):
            return entry
        if count == 2:
            net = _checked(total, [rows[parts[0]], rows[parts[1]]], (at, parts), (1, -1))
            if net is not None and not net.broken and _stands(net, named=named):
                return net
    return None


def _above(rows: Sequence[Amounts | None], at: int) -> RowSum | None:
    """Return the sum that row `at` makes of the rows right below it."""
    total = rows[at]
    if total is None:
        return None
    running = _Running(total)
    for below in range(at + 1, min(len(rows), at + 1 + _MOST_PARTS)):
        row = rows[below]
        if row is None:
            return None
        running.add(row)
        if below - at >= 2:
            entry = running.found(at, tuple(range(at + 1, below + 1)))
            if entry is not None and not entry.broken and len(entry.columns) >= 2:
                return entry
    return None


def _stands(entry: RowSum, *, named: bool) -> bool:
    if entry.broken:
        return named and len(entry.columns) >= _FLAG_AT and len(entry.broken) == 1
    return len(entry.columns) >= (1 if named else 2)


class _Running:
    """A sum down the columns that grows row by row, checked against a total."""

    def __init__(self, total: Amounts) -> None:
        self._total = total
        self._sum = [0] * len(total)
        self._slack = [0] * len(total)
        self._filled = [0] * len(total)
        self._largest = [0] * len(total)
        self._told = [False] * len(total)

    def add(self, row: Amounts, sign: int = 1) -> None:
        """Add a row."""
        told, sums, slacks, filled, largest = self._told, self._sum, self._slack, self._filled, self._largest
        for column, amount in enumerate(row):
            if amount is None:
                continue
            size, slack = amount
            told[column] = True
            slacks[column] += slack
            if size:
                sums[column] += sign * size
                filled[column] += 1
                largest[column] = max(largest[column], abs(size))

    def found(self, at: int, parts: tuple[int, ...]) -> RowSum | None:
        """Return in which columns the total holds, and in which not; None where it holds in none."""
        holds, broken = [], []
        for column, amount in enumerate(self._total):
            if amount is None or not self._told[column]:
                continue
            error = abs(self._sum[column] - amount[0])
            slack = self._slack[column] + amount[1]
            if error > slack:
                broken.append(column)
            elif self._filled[column] + bool(amount[0]) >= 3 and (error == 0 or self._largest[column] > _WELL_ABOVE * slack):
                holds.append(column)
        return RowSum(at, parts, frozenset(holds), frozenset(broken)) if holds else None


def _checked(
    total: Amounts, parts: Sequence[Amounts | None], where: tuple[int, tuple[int, ...]], signs: Sequence[int]
) -> RowSum | None:
    running = _Running(total)
    for row, sign in zip(parts, signs, strict=True):
        if row is not None:
            running.add(row, sign)
    return running.found(*where)


def decide_by_sums(rows: Sequence[Amounts | None], readings: Sequence[Sequence[Amounts]], totals: Sequence[bool]) -> dict[int, int]:
    """Return which reading of each undecided row makes the totals below it add up, where exactly one set of readings does.

    Args:
        rows: amounts by column, None for a row that is not decided.
        readings: for each undecided row its possible readings, else empty.
        totals: whether a row's label says that it sums others.
    """
    decided: dict[int, int] = {}
    for at, row in enumerate(rows):
        if row is None or not totals[at]:
            continue
        answers: set[tuple[tuple[int, int], ...]] = set()
        open_rows: list[int] = []
        ways = 1
        for count in range(1, min(at, _MOST_PARTS) + 1):
            first = at - count
            if rows[first] is None and first not in decided:
                if not readings[first]:
                    break
                open_rows.append(first)
                ways *= len(readings[first])
            if ways > _MOST_COMBINATIONS:
                break
            if open_rows and count >= 2:
                answers |= _answers(rows, readings, decided, (at, range(first, at)), open_rows)
        if len(answers) == 1:
            decided.update(dict(next(iter(answers))))
    for at, found in enumerate(readings):
        if rows[at] is None and at not in decided and found:
            standing = [number for number, reading in enumerate(found) if _fits_around(rows, at, reading)]
            if len(standing) == 1:
                decided[at] = standing[0]
    return decided


def _fits_around(rows: Sequence[Amounts | None], at: int, reading: Amounts) -> bool:
    """Tell whether a row read so is the sum of the rows right below it, or right above it."""
    for step in (1, -1):
        running = _Running(reading)
        for count in range(1, _MOST_PARTS + 1):
            place = at + step * count
            row = rows[place] if 0 <= place < len(rows) else None
            if row is None:
                break
            running.add(row)
            entry = running.found(at, (place,)) if count > 1 else None
            if entry is not None and not entry.broken and len(entry.columns) >= _FLAG_AT:
                return True
    return False


def _answers(
    rows: Sequence[Amounts | None],
    readings: Sequence[Sequence[Amounts]],
    decided: dict[int, int],
    span: tuple[int, range],
    open_rows: Sequence[int],
) -> set[tuple[tuple[int, int], ...]]:
    at, parts = span
    answers: set[tuple[tuple[int, int], ...]] = set()
    total = rows[at]
    if total is None:
        return answers
    filled = [readings[i][decided[i]] if i in decided else row for i, row in enumerate(rows)]
    for choice in product(*(range(len(readings[i])) for i in open_rows)):
        for i, pick in zip(open_rows, choice, strict=True):
            filled[i] = readings[i][pick]
        entry = _checked(total, [filled[i] for i in parts], (at, tuple(parts)), (1,) * len(parts))
        if entry is not None and not entry.broken and len(entry.columns) >= 2:
            answers.add(tuple(zip(open_rows, choice, strict=True)))
    return answers
