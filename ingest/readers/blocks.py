"""The blocks a structured document is made of, and how they become a page's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ingest.readers.builder import PageBuilder, RawCell, is_layout


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, its mark included: "• ", "1. " or "a) "."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the file marks as one; level 1 is the highest."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with what stands in it; row and column count from 0."""

    row: int
    column: int
    blocks: tuple[Block, ...]
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, merged cells given once."""

    cells: tuple[TableCell, ...]
    caption: str = ""


Block: TypeAlias = Paragraph | Item | Heading | Table


def write(blocks: Iterable[Block], builder: PageBuilder) -> None:
    """Write the blocks to a page.

    A table that only arranges text is written as that text; a table inside another's cell comes after the outer one, so
    that both keep their rows and columns.
    """
    for block in blocks:
        match block:
            case Paragraph(text):
                builder.paragraph(text)
            case Item(text):
                builder.item(text)
            case Heading(text, level):
                builder.heading(text, level)
            case Table():
                _write_table(block, builder)


def _write_table(table: Table, builder: PageBuilder) -> None:
    cells = [
        RawCell(cell.row, cell.column, _text(cell.blocks), cell.row_span, cell.column_span, cell.header) for cell in table.cells
    ]
    if is_layout(cells):
        for cell in table.cells:
            write(cell.blocks, builder)
        return
    builder.table(cells, table.caption)
    write((nested for cell in table.cells for nested in cell.blocks if isinstance(nested, Table)), builder)


def _text(blocks: Iterable[Block]) -> str:
    return " ".join(_texts(blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Table):
            yield block.text
