"""Excel workbooks: each sheet a page, values as they are shown, what is hidden or broken reported."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from ingest.config import Limits
from ingest.errors import NoTextError
from ingest.model import SourcePage, SourceText
from ingest.readers.base import Progress, Step, counted, silent
from ingest.readers.builder import PageBuilder
from ingest.readers.number_format import shown
from ingest.readers.ooxml import check_archive
from ingest.readers.sheet_tables import SheetCell, SheetRow, write_rows

_DEFAULT_NAME = re.compile(r"(?:blad|sheet|ark|tabell) ?\d*$", re.IGNORECASE)
_TRUE = frozenset({"1", "true"})


class XlsxReader:
    """Reads .xlsx and .xlsm: the values stored at the last save, formulas are not computed."""

    media_types: ClassVar[tuple[str, ...]] = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel.sheet.macroenabled.12",
    )
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")

    def read(self, path: Path, limits: Limits, progress: Progress = silent) -> SourceText:
        """See `Reader.read`.

        Raises:
            TooLargeError, EncryptedFileError, DamagedFileError, NoTextError: with the reason.
        """
        check_archive(path, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of features it cannot write back; nothing is written
            workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            with zipfile.ZipFile(path) as archive:
                return self._read(workbook, archive, limits, progress, self.media_types[path.suffix.lower() == ".xlsm"])
        finally:
            workbook.close()

    def _read(self, workbook: Any, archive: zipfile.ZipFile, limits: Limits, progress: Progress, media_type: str) -> SourceText:
        pages: list[SourcePage] = []
        told: list[str] = []
        left = limits.max_cells
        sheets = workbook.worksheets
        for number, worksheet in enumerate(sheets, 1):
            progress(Step(number, len(sheets), limits.seconds_per_file))
            sheet = _Sheet(worksheet, _facts(archive, worksheet), left)
            left -= sheet.cells
            page = sheet.page(number)
            if page.text:
                pages.append(page)
            told += sheet.warnings()
        if not pages:
            raise NoTextError("arbetsboken innehåller inga värden")
        title = (workbook.properties.title or "").strip()
        return SourceText(tuple(pages), paged=False, media_type=media_type, title=title, warnings=tuple(told))


@dataclass(slots=True)
class _Facts:
    """What the sheet's XML says that reading values alone does not tell."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # (row, column) → rows, columns
    without_value: int = 0  # formulas that the file stores no value for


def _facts(archive: zipfile.ZipFile, worksheet: Any) -> _Facts:
    facts = _Facts()
    with archive.open(worksheet._worksheet_path) as source:  # the public interface does not tell a sheet's part
        for _, element in ElementTree.iterparse(source):
            name = element.tag.rpartition("}")[2]
            if name == "c":
                formula, value = _child(element, "f"), _child(element, "v")
                facts.without_value += formula is not None and not (value is not None and value.text)
            elif name == "row":
                if element.get("hidden") in _TRUE and element.get("r", "").isdigit():
                    facts.hidden_rows.add(int(element.get("r", "")))
                element.clear()
            elif name == "col" and element.get("hidden") in _TRUE:
                facts.hidden_columns.update(range(int(element.get("min", "1")), int(element.get("max", "1")) + 1))
            elif name == "mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
                facts.merged[top, left] = (bottom - top + 1, right - left + 1)
    return facts


def _child(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((child for child in element if child.tag.rpartition("}")[2] == name), None)


class _Sheet:
    """One sheet's cells, shown ones and hidden ones apart."""

    def __init__(self, worksheet: Any, facts: _Facts, room: int) -> None:
        self._name = str(worksheet.title)
        self._secret = worksheet.sheet_state != "visible"
        self._facts = facts
        self._errors: list[str] = []
        self._cut = False
        self.cells = 0
        self._open: list[SheetRow] = []
        self._hidden: list[SheetRow] = []
        worksheet.reset_dimensions()  # what a file states of its size may be a million rows too much
        for number, values in enumerate(worksheet.iter_rows(), 1):
            if not values:  # the rows above one far down, a million of them
                continue
            cells = list(self._row(number, values))
            self.cells += len(cells)
            if self.cells > room:
                self._cut = True
                break
            self._sort(number, cells)

    def _row(self, number: int, values: Any) -> Iterator[SheetCell]:
        for column, cell in enumerate(values, 1):
            if cell.value is None:
                continue
            text = shown(cell.value, str(cell.number_format or ""))
            if cell.data_type == "e":
                self._errors.append(text)
            if text.strip():
                yield SheetCell(column, text, *self._facts.merged.get((number, column), (1, 1)))

    def _sort(self, number: int, cells: list[SheetCell]) -> None:
        secret = self._secret or number in self._facts.hidden_rows
        seen = [cell for cell in cells if not secret and cell.column not in self._facts.hidden_columns]
        unseen = [cell for cell in cells if secret or cell.column in self._facts.hidden_columns]
        if seen:
            self._open.append(SheetRow(number, tuple(seen)))
        if unseen:
            self._hidden.append(SheetRow(number, tuple(unseen)))

    def page(self, number: int) -> SourcePage:
        """Return the sheet as a page, under its name; what is hidden comes last and is marked so."""
        builder = PageBuilder()
        if self._open or self._hidden:
            if not _DEFAULT_NAME.match(self._name):
                builder.heading(self._name, 1)
            write_rows(self._open, builder)
            write_rows(self._hidden, builder, hidden=True)
        return builder.build(number, label=self._name)

    def warnings(self) -> Iterator[str]:
        """Yield what should be known of the sheet, in Swedish."""
        if self._secret and self._hidden:
            yield f"dolt blad: {self._name} (söks, men ger inga siffror)"
        elif self._hidden:
            rows = len(self._facts.hidden_rows.intersection(row.number for row in self._hidden))
            kinds = [counted(rows, "dold rad", "dolda rader")] * bool(rows) + ["dolda kolumner"] * bool(self._facts.hidden_columns)
            yield f"{' och '.join(kinds)} i bladet {self._name} (söks, men ger inga siffror)"
        if self._errors:
            kinds = sorted(set(self._errors))
            yield f"{counted(len(self._errors), 'cell', 'celler')} med fel ({', '.join(kinds)}) i bladet {self._name}"
        if self._facts.without_value:
            count = self._facts.without_value
            formulas = counted(count, "formel", "formler")
            yield f"{formulas} utan sparat värde i bladet {self._name}: öppna filen i Excel och spara den"
        if self._cut:
            yield f"bladet {self._name} är avkortat: för många celler"
