"""Tables of a text that was laid out with spaces, as on a typewriter: what stands in one column stands under one another. Pure.

Programs that make text of a PDF can keep its look (pdftotext -layout). Such a table is read as one of a PDF page is, with the place
of a letter in its line for that on the page; read in running order, the words of a header over several lines go to wrong columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Cell, Grid, TextTable
from ingest.tables.grid_tables import read_grid
from ingest.tables.lines import regions_beside
from ingest.tables.pdf_aligned import aligned_grids, is_number
from ingest.tables.pdf_words import Character
from ingest.tables.segments import Segment, segments
from ingest.text.line_kinds import DATA, WIDE_GAP, LineKind, TextLine

_WIDE, _HIGH = 2.0, 3.6  # points of a letter: one space parts two words, two part two fields (`pdf_words`)
_LEADING = 10.0  # points from line to line
_TAB = 8  # letters
_MOSTLY = 0.6  # of the lines with numbers have a wide gap
_LEAST_LINES = 2
_NEAR = 1000  # characters: rows of one table stand nearer, and so do its header and its last lines
_SAME = 2  # letters: labels begin this near one place
_SPACED_ROW = re.compile(r"\S(?: {3,}|\t)[^\n]*\d[^\w\n]*$", re.MULTILINE)  # words, a wide gap, and a number at the end of the line
_FIELD = re.compile(r"\S+(?: \S+)*")


def laid_out_grids(text: str) -> tuple[Grid, ...]:
    """Return the tables of a text whose numbers stand in columns under their headings, in order.

    Args:
        text: of a page, as the file has it: cleaning takes the spaces before a line away.
    """
    found: list[Grid] = []
    for start, end in _windows(text):
        inside = text[start:end]
        parts = [(region, segment) for region in regions_beside(inside, ()) for segment in segments(inside, region)]
        grids = [grid for region, segment in parts if (grid := _grid(inside, region, segment)) is not None]
        found += [grid.moved(start) for grid in grids]
    return tuple(found)


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the parts of a text in which rows laid out with spaces stand near each other, with what may head them."""
    runs: list[list[int]] = []
    for row in _SPACED_ROW.finditer(text):
        if runs and row.start() - runs[-1][-1] <= _NEAR:
            runs[-1].append(row.start())
        else:
            runs.append([row.start()])
    windows: list[tuple[int, int]] = []
    for run in runs:
        if len(run) >= _LEAST_LINES:
            above = text.rfind("\n", 0, max(run[0] - _NEAR, 0)) + 1
            below = text.find("\n", min(run[-1] + _NEAR, len(text)))
            windows.append((max(above, windows[-1][1] if windows else 0), len(text) if below < 0 else below))
    return windows


def is_stacked(text: str, header: Sequence[TextLine]) -> bool:
    """Tell whether the words of a header stand over one another in columns: read line by line, they go to wrong ones.

    Args:
        text: the document's text.
        header: the lines down to the last of the header.
    """
    spaced = [line for line in header if WIDE_GAP.search(text, line.start, line.end) is not None]
    heads = [line for line in header if line.kind is LineKind.HEADER]
    return bool(spaced) and len({*spaced, *heads}) > 1


def _grid(text: str, region: TextTable, segment: Segment) -> Grid | None:
    """Return a table with its cells; None where its text runs on, or its numbers do not stand under headings."""
    lines = (*segment.header, *segment.body)
    data = [line for line in lines if line.kind in DATA and any(is_number(text, *field[1:]) for field in _fields(text, line))]
    wide = sum(WIDE_GAP.search(text, line.start, line.end) is not None for line in data)
    rows = [fields for line in data if len(fields := _fields(text, line)) > 1 and not is_number(text, *fields[0][1:])]
    if len(rows) < _LEAST_LINES or wide < _MOSTLY * len(data):
        return None
    edges = max(fields[0][0] for fields in rows), min(fields[1][0] for fields in rows)
    head = _header(text, lines[: lines.index(data[0])], edges)
    if not head:
        return None
    inner = replace(region, start=head[0].start, end=lines[-1].end)
    found = aligned_grids(text, list(_characters(text, inner.start, inner.end)), [inner], 0.0)
    if not found or _shares_a_column(text, found[0].cells):
        return None
    grid = replace(found[0], cells=tuple(replace(cell, box=None) for cell in found[0].cells))
    tables = read_grid(text, TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption))
    return grid if tables and all(column.header for table in tables for column in table.columns) else None


def _shares_a_column(text: str, cells: Sequence[Cell]) -> bool:
    """Tell whether two fields of one line fall in one column: the heading of a column without numbers is among them."""
    placed = [(cell.column, text.rfind("\n", 0, cell.start)) for cell in cells if cell.column]
    return len(placed) > len(set(placed))


def _header(text: str, above: Sequence[TextLine], edges: tuple[int, int]) -> list[TextLine]:
    """Return the lines of a header and what stands between it and the first row: from the block with words over the numbers on.

    Args:
        text: the document's text.
        above: the lines above the first row.
        edges: the places in their lines where the labels begin, at most, and where the first column of numbers does, at least.
    """
    at = len(above)
    while at and not any(place >= edges[1] for place, *_ in _fields(text, above[at - 1])):
        at -= 1
    while at and text[above[at - 1].start : above[at - 1].end].strip():
        at -= 1
    beyond = [any(place > edges[0] + _SAME for place, *_ in _fields(text, line)) for line in above[at:]]
    return list(above[at + beyond.index(True) :]) if True in beyond else []  # lines that begin over the labels are a title


def _fields(text: str, line: TextLine) -> list[tuple[int, int, int]]:
    """Return the fields of a line, parted by two spaces or more: the place where each begins, its start and end in the text."""
    begins = text.rfind("\n", 0, line.start) + 1
    return [
        (len(text[begins : match.start()].expandtabs(_TAB)), match.start(), match.end())
        for match in _FIELD.finditer(text, line.start, line.end)
    ]


def _characters(text: str, start: int, end: int) -> Iterator[Character]:
    """Yield the letters of some lines, each at its place in its line."""
    at = text.rfind("\n", 0, start) + 1
    for number, line in enumerate(text[at:end].split("\n")):
        place, bottom = 0, -_LEADING * number
        for letter in line:
            if not letter.isspace():
                yield Character(at, place * _WIDE, bottom, (place + 1) * _WIDE, bottom + _HIGH)
            place = (place // _TAB + 1) * _TAB if letter == "\t" else place + 1
            at += 1
        at += 1
