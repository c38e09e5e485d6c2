"""A marked table that is several: one below another under headers of their own, or side by side with labels of their own. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.tables.grid_fields import Field, Grid, RowKind, column_headings, count_header_rows, read_number, row_kind
from ingest.tables.header_words import TEXT_COLUMN
from ingest.tables.numbers import NumberStyle
from ingest.tables.rows import is_row_of_words

_LABELLED = 0.5  # of the rows with numbers to the right: a column of words between numbers with fewer is a stray remark
_DISTINCT = 0.8  # of the words of a column of labels: a status or a trend repeats itself
_LONG = 60  # characters: a remark is longer than a label
_SHARED = 0.5  # of the words stand in the first column too: the halves have the same rows


@dataclass(frozen=True, slots=True)
class Part:
    """A table within a marked one.

    Attributes:
        grid: its fields, under the row numbers of the whole.
        heading: the line right above its header, or "".
        first: whether the unit above the whole is surely its own: nothing stands above it, nor other headings to its left.
        alone: whether it is the whole table.
        left: how many rows below it are of no table that is known.
    """

    grid: Grid
    heading: str = ""
    first: bool = True
    alone: bool = True
    left: int = 0


def parts_of(text: str, grid: Grid) -> list[Part]:
    """Return the tables that stand below one another.

    A header repeated word for word parts nothing. Below a row that may be a header or not nothing is read until one that is.
    """
    rows = sorted(grid)
    top = count_header_rows(text, grid, rows)
    if not top:
        return [Part(grid)]
    first = min(column for row in rows for column in grid[row])
    head, runs, above, sure = list(rows[:top]), [list(rows[:top])], [""], True
    left = [0]
    for at in range(top, len(rows)):
        row = rows[at]
        kind = row_kind(text, grid[row], first, column_headings(grid, head))
        if kind is RowKind.HEADER and sure and _words(grid, row) in {_words(grid, one) for one in head}:
            continue
        if kind is not RowKind.ROW and len(runs) > 1 and runs[-1] == head:
            head.append(row)
            runs[-1].append(row)
        elif kind is RowKind.HEADER:
            head, sure = [row], True
            runs.append([row])
            left.append(0)
            above.append(_heading(grid[rows[at - 1]]))
        else:
            sure = sure and kind is RowKind.ROW
            if sure:
                runs[-1].append(row)
            left[-1] += not sure
    alone = len(runs) == 1
    return [
        Part({row: grid[row] for row in run}, heading, first=not at, alone=alone, left=left[at])
        for at, (run, heading) in enumerate(zip(runs, above, strict=True))
    ]


def _heading(row: Mapping[int, Field]) -> str:
    """Return the words of a row that holds nothing but a heading, or ""."""
    words = next(iter(row.values())).text if len(row) == 1 else ""
    return "" if is_row_of_words(words) else words


def _words(grid: Grid, row: int) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((column, field.text.casefold()) for column, field in grid[row].items()))


def halves(text: str, grid: Grid, body: Sequence[int], numeric: Sequence[int], style: NumberStyle) -> tuple[list[int], set[int]]:
    """Return where a table to the right begins with labels of its own, and the columns of which it is not known.

    A column of words between columns of numbers is one of labels when its words differ and the table to the right shows that it
    is one: an empty column before it, the same headings as to the left, or the same labels. One of remarks or of a status
    belongs to the rows as they are. Where neither is sure, the numbers to the right belong to nobody known.

    Args:
        grid: the fields of a table.
        body: its rows below the header.
        numeric: the columns with numbers.
        style: how they print numbers.
    """
    begins: list[int] = []
    unsure: set[int] = set()
    headings = column_headings(grid, [row for row in sorted(grid) if row < min(body, default=0)])
    filled = {column for row in grid for field in grid[row].values() for column in field.columns}
    since = min(filled, default=0)
    for at in range(min(numeric) + 1, max(numeric)):
        right = [column for column in numeric if column > at]
        if at in numeric or at not in filled or at + 1 not in numeric:
            continue
        rows = [row for row in body if any(read_number(text, grid[row].get(column), style) for column in right)]
        words = [grid[row][at] for row in rows if at in grid[row] and grid[row][at].worded]
        if len(words) < _LABELLED * len(rows) or _is_remark(headings.get(at, ()), words):
            continue
        left = [column for column in numeric if since < column < at]
        if at - 1 not in filled or _alike(grid, rows, (since, at), headings, (left, right)):
            begins.append(at)
            since = at
        else:
            unsure.update(right)
    return begins, unsure - {column for column in unsure if begins and column > begins[-1]}


def _is_remark(heading: Sequence[str], words: Sequence[Field]) -> bool:
    """Tell whether a column of words tells of the rows as they are: a status, a trend, a comment."""
    said = [field.text.casefold() for field in words]
    named = any(TEXT_COLUMN.match(word) for told in heading for word in told.split())
    return named or len(set(said)) < _DISTINCT * len(said) or median(map(len, said)) > _LONG


def _alike(
    grid: Grid,
    rows: Sequence[int],
    labels: tuple[int, int],
    headings: dict[int, tuple[str, ...]],
    numbers: tuple[Sequence[int], Sequence[int]],
) -> bool:
    """Tell whether two halves have the same headings over their numbers, the same over their labels, or the same labels."""
    first, second = labels
    left, right = ({headings[column] for column in side if column in headings} for side in numbers)
    if left & right or (first in headings and headings.get(first) == headings.get(second)):
        return True
    pairs = [(grid[row][first].text, grid[row][second].text) for row in rows if first in grid[row] and second in grid[row]]
    return bool(pairs) and sum(a.casefold() == b.casefold() for a, b in pairs) >= _SHARED * len(pairs)


def cut_columns(grid: Grid, begins: Sequence[int]) -> Iterator[Grid]:
    """Yield the tables that stand side by side, the first column of each its labels."""
    for first, end in pairwise([0, *begins, 10**6]):
        yield {
            row: held
            for row in sorted(grid)
            if (held := {column: field for column, field in grid[row].items() if first <= column < end})
        }
