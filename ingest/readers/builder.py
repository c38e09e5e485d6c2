"""Building a page's text while noting where headings and tables stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Cell, Grid, HeadingMark, SourcePage

CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell before its place in the text is known; row and column count from 0 and include merged neighbours."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


def one_line(text: str) -> str:
    """Return the text with all white space between words made one space, no-break spaces kept."""
    return " ".join(part for part in text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if part)


def is_layout(cells: Sequence[RawCell]) -> bool:
    """Say whether a table only arranges text: no row has two cells with something in them."""
    filled: dict[int, int] = defaultdict(int)
    for cell in cells:
        filled[cell.row] += bool(cell.text.strip())
    return max(filled.values(), default=0) <= 1


class PageBuilder:
    """Collects a page line by line; paragraphs are parted by an empty line, items of a list and rows by a line break."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._headings: list[HeadingMark] = []
        self._grids: list[Grid] = []
        self._in_list = False

    @property
    def empty(self) -> bool:
        """True while nothing has been written."""
        return self._length == 0

    def paragraph(self, text: str) -> None:
        """Add a paragraph; nothing is added for white space."""
        if text.strip():
            self._start("\n\n")
            self._write(text.strip("\n").rstrip())

    def item(self, text: str) -> None:
        """Add an item of a list, its mark included ("• " or "1. "); items follow each other line by line."""
        if text.strip():
            self._start("\n" if self._in_list else "\n\n")
            self._write(text.strip("\n").rstrip())
            self._in_list = True

    def heading(self, text: str, level: int) -> None:
        """Add a heading on a line of its own."""
        shown = one_line(text)
        if shown:
            self._start("\n\n")
            start = self._length
            self._write(shown)
            self._headings.append(HeadingMark(start, self._length, max(1, level)))

    def table(self, cells: Iterable[RawCell], caption: str = "", *, hidden: bool = False) -> None:
        """Add a table, one line a row; cells under a merged cell are left empty, empty ones at a row's end not written.

        Rows without any text are left out of the text, and keep their numbers in the Grid.
        """
        rows: dict[int, list[RawCell]] = defaultdict(list)
        for cell in cells:
            rows[cell.row].append(cell)
        if not any(cell.text.strip() for row in rows.values() for cell in row):
            return
        self._start("\n\n")
        start = self._length
        placed: list[Cell] = []
        for number in sorted(rows):
            row = sorted(rows[number], key=lambda cell: cell.column)
            if any(cell.text.strip() for cell in row):
                if self._length > start:
                    self._write("\n")
                placed += self._row(row)
        self._grids.append(Grid(start, self._length, tuple(placed), one_line(caption), hidden))

    def build(self, number: int, label: str = "") -> SourcePage:
        """Return the page."""
        text = "".join(self._parts)
        return SourcePage(number, text, grids=tuple(self._grids), headings=tuple(self._headings), label=label)

    def _row(self, row: Sequence[RawCell]) -> list[Cell]:
        texts = [one_line(cell.text) for cell in row]
        last = max(at for at, text in enumerate(texts) if text)
        placed: list[Cell] = []
        column = 0
        for at, (cell, text) in enumerate(zip(row, texts, strict=True)):
            if at <= last:
                # A column without a cell lies under one merged from the row above: it keeps its place, empty.
                gaps = (cell.column - column) + (1 if at else 0)
                self._write(CELL_GAP * gaps if at else CELL_GAP * (cell.column - column))
            start = self._length
            self._write(text)
            placed.append(Cell(cell.row, cell.column, start, self._length, cell.row_span, cell.column_span, cell.header))
            column = cell.column + cell.column_span
        return placed

    def _start(self, gap: str) -> None:
        if self._length:
            self._write(gap)
        self._in_list = False

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
