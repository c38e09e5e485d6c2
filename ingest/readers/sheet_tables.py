"""Rows of a sheet to text and tables: title lines as text, blocks parted by empty rows as tables of their own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.builder import PageBuilder, RawCell

_YEAR = re.compile(r"(?:19|20)\d\d$")
_NUMBER = re.compile(r"[-−–+]?[\d\s.,]*\d[\d\s.,]*(?:%|kr|tkr|mkr|mnkr)?$")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds something; column counts from 1 as in the sheet."""

    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something; number counts from 1 as in the sheet."""

    number: int
    cells: tuple[SheetCell, ...]


def write_rows(rows: Sequence[SheetRow], builder: PageBuilder, *, hidden: bool = False) -> None:
    """Write a sheet's rows: lines that stand alone as paragraphs, the others as tables without their empty columns.

    One is kept empty where a table with labels of its own stands beside another.

    Hidden rows are always written as tables, which can be marked as hidden.
    """
    for block in blocks(rows):
        lines = 0
        while not hidden and lines < len(block) and len(block[lines].cells) == 1:
            builder.paragraph(block[lines].cells[0].text)
            lines += 1
        if block[lines:]:
            builder.table(_raw_cells(block[lines:]), hidden=hidden)


def blocks(rows: Sequence[SheetRow]) -> Iterator[Sequence[SheetRow]]:
    """Yield the rows that belong together.

    An empty row parts two blocks when what follows starts with column headings of its own, or has no columns at all;
    figures after an empty row go on under the headings above it.
    """
    start = 0
    for at in range(1, len(rows)):
        if rows[at].number > rows[at - 1].number + 1 and _starts_block(rows[at:]):
            yield rows[start:at]
            start = at
    if rows:
        yield rows[start:]


def _starts_block(rows: Iterable[SheetRow]) -> bool:
    for row in rows:
        if len(row.cells) > 1:
            return not any(is_figure(cell.text) for cell in row.cells)
    return True


def is_figure(text: str) -> bool:
    """Say whether a cell's text is a number that is no year."""
    return bool(_NUMBER.match(text)) and not _YEAR.match(text)


def _raw_cells(rows: Sequence[SheetRow]) -> Iterator[RawCell]:
    columns = sorted({cell.column for row in rows for cell in row.cells})
    numbers = [row.number for row in rows]
    sides = [column for column in columns[1:] if column - 1 not in columns and _starts_side(rows, column)]
    place = {column: at + bisect_right(sides, column) for at, column in enumerate(columns)}
    for at, row in enumerate(rows):
        for cell in row.cells:
            width = _held(columns, cell.column, cell.column_span)
            yield RawCell(at, place[cell.column], cell.text, _held(numbers, row.number, cell.row_span), width)


def _starts_side(rows: Sequence[SheetRow], column: int) -> bool:
    """Say whether a column is one of labels with figures to its right: a table beside another, which an empty column parts."""
    shown = [cell.text for row in rows for cell in row.cells if cell.column == column]
    beside = [cell.text for row in rows for cell in row.cells if cell.column == column + 1]
    return not any(map(is_figure, shown)) and any(map(is_figure, beside)) and len(shown) > 1


def _held(written: Sequence[int], first: int, span: int) -> int:
    """Return how many of the rows or columns that are written a merged cell covers."""
    return 1 if span == 1 else bisect_left(written, first + span) - bisect_left(written, first)
