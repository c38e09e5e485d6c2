"""What a table of the papers is, and how its numbers are printed; the tables themselves are in `ledger` and `lists`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

HYPHEN, MINUS, EN_DASH = "-", "\u2212", "–"
SPACE, NO_BREAK, THIN = " ", "\u00a0", "\u2009"

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed.

    Attributes:
        rows: cells as printed; a line break in a cell is kept.
        widths: the columns' widths in PDF points.
        ruled: drawn with lines, or only aligned.
        header: how many rows head it.
        bold: rows printed bold, by index.
        spans: merged cells as (first row, first column, last row, last column).
        size: letter size in a PDF.
        text_columns: columns set to the left; the others are numbers, set to the right.
        repeat: print the header again on a new page.
    """

    rows: Rows
    widths: tuple[int, ...]
    ruled: bool = True
    header: int = 1
    bold: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int, int, int], ...] = ()
    size: float = 9
    text_columns: frozenset[int] = field(default_factory=lambda: frozenset({0}))
    repeat: bool = False


def amount(value: int, space: str = SPACE, minus: str = HYPHEN) -> str:
    """Print a whole number as Swedish papers do, thousands parted by `space`."""
    digits = f"{abs(value):,}".replace(",", space)
    return (minus if value < 0 else "") + digits


def million(value: Decimal, minus: str = MINUS) -> str:
    """Print an amount in mkr with one decimal."""
    return (minus if value < 0 else "") + f"{abs(value):.1f}".replace(".", ",")


def percent(value: Decimal, minus: str = HYPHEN) -> str:
    """Print a share with one decimal, without its sign."""
    return million(value, minus)
