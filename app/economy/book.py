"""A board's economy from the catalogue, kept until something changes; and as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from threading import Lock
from typing import Protocol

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from app.economy.rows import Amount, EconomyChoice, EconomyRow, Selection, economy_choices, economy_rows
from app.library import CatalogueLibrary
from app.numbers.ranking import Placed

_HEAD = ("Enhet", "Rad", "Period", "Utfall", "Budget", "Prognos", "Avvikelse", "Måttenhet", "Handling", "Sida", "Datum")
_WIDTHS = (38, 18, 16, 14, 14, 14, 14, 11, 44, 7, 12)  # characters
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")  # a cell that begins with these is computed by Excel


class Generations(Protocol):
    """Tells when something has changed."""

    def generation(self) -> int:
        """Return a number that grows each time what is live changes."""


class EconomyBook:
    """The figures of boards' economies."""

    def __init__(self, library: CatalogueLibrary, catalogue: Generations) -> None:
        self._library = library
        self._catalogue = catalogue
        self._lock = Lock()
        self._generation = -1
        self._figures: tuple[Placed, ...] = ()
        self._choices: tuple[EconomyChoice, ...] = ()

    def choices(self) -> tuple[EconomyChoice, ...]:
        """Return what can be chosen."""
        self._refresh()
        return self._choices

    def rows(self, selection: Selection) -> tuple[EconomyRow, ...]:
        """Return the rows of a choice."""
        self._refresh()
        return economy_rows(self._figures, selection)

    def _refresh(self) -> None:
        with self._lock:
            generation = self._catalogue.generation()
            if generation != self._generation:
                self._figures = tuple(self._library.all_figures())
                self._choices = economy_choices(self._figures)
                self._generation = generation


def as_csv(rows: Sequence[EconomyRow]) -> bytes:
    """Return the rows as a CSV that Excel in Swedish opens rightly: semicolons, decimal commas, UTF-8 with its mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in rows:
        writer.writerow([str(cell).replace(".", ",") if isinstance(cell, Decimal) else _plain(cell) for cell in _cells(row)])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[EconomyRow], title: str) -> bytes:
    """Return the rows as an Excel workbook."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Ekonomi"
    sheet.append(_HEAD)
    for row in rows:
        sheet.append([float(cell) if isinstance(cell, Decimal) else _plain(cell) for cell in _cells(row)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.properties.title = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(row: EconomyRow) -> list[object]:
    amounts = (row.outcome, row.budget, row.forecast, row.deviation)
    unit = next((amount.unit for amount in amounts if amount), "")
    day = row.day.isoformat() if row.day else ""
    return [row.unit, row.line, row.period, *(_value(amount) for amount in amounts), unit, row.title, row.page or "", day]


def _value(amount: Amount | None) -> object:
    return amount.value if amount else ""


def _plain(cell: object) -> object:
    """Return a cell of text as text, never as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell
