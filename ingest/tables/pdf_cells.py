"""The cells that the edges on a PDF page draw, with the text in each. Pure.

A row whose cells no edge parts may be a heading over all columns, or one that only its shade's absence leaves undrawn: every
second row of a table is shaded. Its numbers tell which: they stand under those of the other rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Box, Cell
from ingest.tables.pdf_aligned import is_number
from ingest.tables.pdf_words import Character, fields_of

NEAR = 3.5  # points: edges this near are one; Word draws a cell's shade 2.9 points inside its frame
_COVERED = 0.5  # of a row's height, or a column's width, must have an edge for two cells to be parted there
_ONE_LINE = 1.8  # of the letters' height: higher words are not of one line
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edges:
    """Vertical edges as (x, bottom, top), horizontal as (y, left, right), in points from the lower left corner."""

    upright: tuple[tuple[float, float, float], ...]
    level: tuple[tuple[float, float, float], ...]


def clusters(values: Sequence[float]) -> list[float]:
    """Return the middles of runs of values, each near the next."""
    runs: list[list[float]] = []
    for value in sorted(values):
        if runs and value - runs[-1][-1] <= NEAR:
            runs[-1].append(value)
        else:
            runs.append([value])
    return [(run[0] + run[-1]) / 2 for run in runs]


def cells_of(edges: Edges, characters: Sequence[Character], text: str, height: float) -> list[Cell]:
    """Return the cells of one table with the text in each; none where fewer than two columns hold text."""
    columns = clusters([edge[0] for edge in edges.upright])
    rows = sorted(clusters([edge[0] for edge in edges.level]), reverse=True)
    inside: dict[_Place, list[Character]] = defaultdict(list)
    for character, (row, column) in zip(characters, _places(characters, text, rows, columns), strict=True):
        if 0 <= row < len(rows) - 1 and 0 <= column < len(columns) - 1:
            inside[row, column].append(character)
    _raise_merged(edges, (rows, columns), inside, text)
    cells: list[Cell] = []
    for row, (top, bottom) in enumerate(pairwise(rows)):
        for first, last in _spans(edges, columns, top, bottom):
            held = sorted((c for at in range(first, last) for c in inside.get((row, at), ())), key=lambda c: c.at)
            for one, end in _undrawn(held, text, columns, (first, last)):
                mine = [c for c in held if columns[one] <= c.middle[0] < columns[end]] if (one, end) != (first, last) else held
                box = Box(columns[one], height - top, columns[end], height - bottom)
                cells += [
                    Cell(row, one, start, stop, column_span=end - one, box=_tight(mine, start, stop, height) or box)
                    for start, stop in _pieces(mine, text)
                ]
    return cells if len({cell.column for cell in cells}) > 1 else []


def _places(characters: Sequence[Character], text: str, rows: Sequence[float], columns: Sequence[float]) -> list[_Place]:
    """Return the row and column of each character: all of a line's words in one column are in one row, that of their middle."""
    levels = [-row for row in rows]
    where = [(bisect_right(levels, -c.middle[1]) - 1, bisect_right(columns, c.middle[0]) - 1) for c in characters]
    for first, end in _phrases(characters, text, [column for _, column in where]):
        if len({where[at][0] for at in range(first, end)}) > 1:
            word = characters[first:end]
            low, high = min(c.bottom for c in word), max(c.top for c in word)
            if high - low <= _ONE_LINE * max(c.top - c.bottom for c in word):
                row = bisect_right(levels, -(low + high) / 2) - 1
                where[first:end] = [(row, column) for _, column in where[first:end]]
    return [where[at + 1] if _sticks_out(text, characters, where, at) else where[at] for at in range(len(characters))]


def _words(characters: Sequence[Character]) -> Iterator[_Place]:
    """Yield the words as (first, end): characters that stand next to each other in the text."""
    first = 0
    for at in range(1, len(characters) + 1):
        if at == len(characters) or characters[at].at != characters[at - 1].at + 1:
            yield first, at
            first = at


def _phrases(characters: Sequence[Character], text: str, columns: Sequence[int]) -> Iterator[_Place]:
    """Yield the words that stand after one another on a line and begin in one column, as (first, end)."""
    begin = stop = 0
    for first, end in _words(characters):
        between = text[characters[stop - 1].at + 1 : characters[first].at] if stop else ""
        if stop and (columns[first] != columns[begin] or between.strip(" ")):
            yield begin, stop
            begin = first
        stop = end
    if stop:
        yield begin, stop


def _sticks_out(text: str, characters: Sequence[Character], where: Sequence[_Place], at: int) -> bool:
    """Tell whether a letter is the first of a word too wide for its cell: the next two stand together in the cell to the right."""
    run = characters[at : at + 3]
    if len(run) < 3 or run[2].at - run[0].at != 2 or not text[run[0].at : run[2].at + 1].isalpha():
        return False
    first = run[0].at == 0 or text[run[0].at - 1].isspace()
    row, column = where[at]
    return first and where[at + 1] == where[at + 2] == (row, column + 1)


def _raise_merged(
    edges: Edges, drawn: tuple[Sequence[float], Sequence[float]], inside: dict[_Place, list[Character]], text: str
) -> None:
    """Move words that stand in a cell over several rows to its first row: they may be set in the middle of its height.

    Rows of a column that no edge parts are one cell where edges part others of the column and only one of the rows holds text.
    """
    rows, columns = drawn
    for column, (left, right) in enumerate(pairwise(columns)):
        parted = [_share([e for e in edges.level if abs(e[0] - y) <= NEAR], left, right) >= _COVERED for y in rows]
        if not any(parted[2:-1]):
            continue
        for first, end in _runs(parted):
            held = [row for row in range(first, end) if inside.get((row, column))]
            if len(held) == 1 and held[0] != first and all(text[c.at].isalpha() for c in inside[held[0], column][:2]):
                inside[first, column] = inside.pop((held[0], column))


def _runs(parted: Sequence[bool]) -> Iterator[_Place]:
    """Yield the runs of rows that nothing parts, as (first, end)."""
    first = 0
    for at in range(1, len(parted)):
        if parted[at] or at == len(parted) - 1:
            yield first, at
            first = at


def _spans(edges: Edges, columns: Sequence[float], top: float, bottom: float) -> Iterator[_Place]:
    """Yield the cells of a row as (first, last) edge: two columns are one cell where no edge parts them."""
    near = [[e for e in edges.upright if abs(e[0] - x) <= NEAR] for x in columns]
    yield from pairwise(at for at, found in enumerate(near) if _share(found, bottom, top) >= _COVERED)


def _share(found: Sequence[tuple[float, float, float]], low: float, high: float) -> float:
    """Return how much of the way from low to high the edges cover."""
    parts = sorted((max(first, low), min(last, high)) for _, first, last in found if first < high and last > low)
    total, reach = 0.0, low
    for first, last in parts:
        total += max(0.0, last - max(first, reach))
        reach = max(reach, last)
    return total / max(high - low, 0.1)


def _undrawn(held: Sequence[Character], text: str, columns: Sequence[float], span: _Place) -> list[_Place]:
    """Return the cells of a span that no edge parts: its columns where numbers stand under several, else the span as it is."""
    first, last = span
    if last - first < 2 or not held:
        return [span]
    found = [f for start, end in _pieces(held, text) for f in fields_of(held, text, start, end)]
    places = [_column(columns, field.left, field.right) for field in found]
    numbers = {place for place, f in zip(places, found, strict=True) if is_number(text, f.start, f.end)} - {first}
    within = all(_column(columns, held[one].left, held[end - 1].right) >= 0 for one, end in _words(held))
    if len(found) < 2 or not numbers or -1 in numbers or not within or (-1 in places and len(numbers) < 2):
        return [span]
    return [(at, at + 1) for at in range(first, last)]


def _column(columns: Sequence[float], left: float, right: float) -> int:
    """Return the column that what reaches from left to right stands in, or -1 where it crosses an edge."""
    at = bisect_right(columns, (left + right) / 2) - 1
    inside = 0 <= at < len(columns) - 1 and columns[at] - 1 <= left and right <= columns[at + 1] + 1
    return at if inside else -1


def _pieces(held: Sequence[Character], text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of text that a cell's characters make."""
    start = end = -1
    for character in held:
        if end >= 0 and not text[end : character.at].strip():
            end = character.at + 1
            continue
        if end >= 0:
            yield start, end
        start, end = character.at, character.at + 1
    if end >= 0:
        yield start, end


def _tight(held: Sequence[Character], start: int, end: int, height: float) -> Box | None:
    """Return the rectangle around the characters of a piece, origin in the upper left corner."""
    mine = [c for c in held if start <= c.at < end]
    if not mine:
        return None
    return Box(
        min(c.left for c in mine),
        height - max(c.top for c in mine),
        max(c.right for c in mine),
        height - min(c.bottom for c in mine),
    )
