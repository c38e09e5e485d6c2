"""PDF files: the text layer page by page, and OCR for pages that are only images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from ingest.config import Limits
from ingest.errors import DamagedFileError, EmptyFileError, EncryptedFileError, TooLargeError
from ingest.model import SourcePage, SourceText, TextOrigin
from ingest.readers.base import Progress, Step, counted, silent
from ingest.readers.files import check_size, open_plain
from ingest.readers.ocr import INSTALL, Ocr, find_tesseract
from ingest.readers.pdf_grids import placed
from ingest.readers.pdf_hidden import without_hidden
from ingest.readers.pdf_layout import in_rows, lay_out
from ingest.readers.pdf_pages import has_ink, is_picture, is_readable, is_scan, page_text, render
from ingest.readers.pdf_raised import with_raised
from ingest.readers.pdf_rows import LaidPage
from ingest.readers.pdf_text import read_layer
from ingest.readers.pdf_title import choose_title
from ingest.tables.pdf_tables import page_grids

_OCR_DPI = 300  # what tesseract's models were made for
_OCR_MAX_PIXELS = 6000  # A3 at 300 dots an inch is 4,961; larger drawings are made smaller
_STAMP_CHARACTERS = 60  # a scan may carry a stamp or a page number as its only text
_STAMPED_COVER = 0.8  # of the page under the picture, for a page with so little text to count as a scan
_OCR_GAIN = 3  # OCR counts when it finds this many times the stamp's characters
_TAIL_BYTES = 2048  # the end mark stands in the last 1,024 bytes, some mail systems add to them
_PASSWORD_ERRORS = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


class PdfReader:
    """Reads .pdf.

    Args:
        find_ocr: gives what reads images, or None where nothing does; asked only for files that need it.
    """

    media_types: ClassVar[tuple[str, ...]] = ("application/pdf",)
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def __init__(self, find_ocr: Callable[[], Ocr | None] = find_tesseract) -> None:
        self._find_ocr = find_ocr

    def read(self, path: Path, limits: Limits, progress: Progress = silent) -> SourceText:
        """See `Reader.read`. Pages without text are kept as TextOrigin.MISSING, with a warning, also when all are.

        Raises:
            TooLargeError, EmptyFileError, EncryptedFileError, DamagedFileError: with the reason.
        """
        cut_off = _is_cut_off(path, limits)
        with _open(path) as document:
            count = len(document)
            if count == 0:
                raise DamagedFileError("filen är avklippt eller trasig") if cut_off else EmptyFileError("inga sidor")
            if count > limits.max_pages:
                raise TooLargeError(f"{count} sidor, gränsen är {limits.max_pages} (inställningen limits.max_pages)")
            work = _Work(document, count, limits, progress, self._find_ocr)
            pages = work.pages()
            title = choose_title(document.get_metadata_value("Title"), list(work.laid.values()))
        if (cut_off or work.broken == count) and not any(page.text for page in pages):
            raise DamagedFileError("filen är avklippt eller trasig, ingen text kan läsas: hämta den igen")
        warnings = [f"filen är avklippt: {counted(count, 'sida', 'sidor')} kunde läsas"] if cut_off else []
        return SourceText(pages, True, self.media_types[0], title, (*warnings, *work.warnings()))


def _is_cut_off(path: Path, limits: Limits) -> bool:
    """Say whether the file lacks its end mark."""
    with open_plain(path) as file:
        size = file.seek(0, 2)
        check_size(size, limits.max_file_bytes, "limits.max_file_mb")
        file.seek(max(0, size - _TAIL_BYTES))
        return b"%%EOF" not in file.read()


def _open(path: Path) -> Any:
    try:
        return PdfDocument(path)
    except PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise EncryptedFileError("lösenordsskyddad: spara en kopia utan lösenord") from error
        raise DamagedFileError("filen är avklippt eller trasig: hämta den igen") from error


@dataclass(slots=True)
class _Work:
    """The reading of one document."""

    document: Any
    count: int
    limits: Limits
    progress: Progress
    find_ocr: Callable[[], Ocr | None]
    broken: int = 0
    by_ocr: int = 0
    missing: int = 0
    tried: int = 0
    illegible: list[int] = field(default_factory=list)
    laid: dict[int, LaidPage] = field(default_factory=dict)
    hidden: dict[int, int] = field(default_factory=dict)

    def pages(self) -> tuple[SourcePage, ...]:
        """Return all pages; those with text of their own with blank lines between paragraphs and marked headings."""
        pages = [self.page(number) for number in range(1, self.count + 1)]
        for number, text in zip(self.laid, lay_out(list(self.laid.values())), strict=True):
            page = pages[number - 1]
            grids = placed(page.grids, page.text, text.text)
            pages[number - 1] = replace(page, text=text.text, headings=text.headings, grids=grids)
        return tuple(pages)

    def page(self, number: int) -> SourcePage:
        """Return one page, 1-based."""
        self.progress(Step(number, self.count, self.limits.seconds_per_page))
        try:
            with closing(self.document[number - 1]) as page:
                return self._read(page, number)
        except PdfiumError:
            self.broken += 1
            return SourcePage(number, "", TextOrigin.MISSING)

    def _read(self, page: Any, number: int) -> SourcePage:
        with closing(page.get_textpage()) as text_page:
            raw = with_raised(text_page, text_page.get_text_range())
            text = page_text(raw)
            readable = is_readable(text)
            if readable and is_scan(page):
                return SourcePage(number, text, TextOrigin.OCR)
            seen = without_hidden(page, read_layer(page, text_page, raw))
            grids = page_grids(page, text_page, text) if readable and not seen.hidden else ()
        if seen.hidden:
            self.hidden[number] = seen.hidden
            text = "\n".join(line.text for line in seen.layer.lines)
            readable = is_readable(text)
        if readable:
            if _is_stamp(text) and is_picture(page, _STAMPED_COVER):
                return self._stamped(page, number, text)
            self.laid[number] = in_rows(seen.layer)
            return SourcePage(number, text, grids=grids)
        if not has_ink(page):
            return SourcePage(number, "")
        found = self._ocr(page, number)
        if found:
            return SourcePage(number, found, TextOrigin.OCR)
        self.missing += 1
        return SourcePage(number, "", TextOrigin.MISSING)

    def _stamped(self, page: Any, number: int, text: str) -> SourcePage:
        """Return a page with a picture over it and a few words: a scan with a stamp, or a cover."""
        found = self._ocr(page, number)
        if len(found) > _OCR_GAIN * len(text):
            return SourcePage(number, found, TextOrigin.OCR)
        is_cover = number == 1 and self.count > 1
        self.missing += not found and not is_cover
        return SourcePage(number, text)

    def _ocr(self, page: Any, number: int) -> str:
        """Return what OCR reads on the page, "" where there is no OCR, the limit is reached, or it finds nothing."""
        ocr = self.find_ocr()
        if ocr is None or self.tried >= self.limits.max_ocr_pages:
            return ""
        self.tried += 1
        seconds = self.limits.ocr_seconds_per_page
        self.progress(Step(number, self.count, seconds + self.limits.seconds_per_page, ocr=True))
        text = page_text(ocr.read(render(page, _OCR_DPI, _OCR_MAX_PIXELS), seconds))
        if is_readable(text):
            self.by_ocr += 1
            return text
        self.illegible.append(number)
        return ""

    def warnings(self) -> Iterator[str]:
        """Yield what should be known of the document, in Swedish."""
        if self.broken:
            yield f"{counted(self.broken, 'sida är trasig', 'sidor är trasiga')} och kunde inte läsas"
        if self.by_ocr:
            yield f"{counted(self.by_ocr, 'sida läst', 'sidor lästa')} med OCR: söks, men ger inga siffror"
        unread = self.missing - len(self.illegible)
        if unread > 0 and self.find_ocr() is None:
            yield f"{counted(unread, 'sida', 'sidor')} behöver OCR ({INSTALL})"
        elif unread > 0:
            limit = self.limits.max_ocr_pages
            yield f"{counted(unread, 'sida', 'sidor')} behöver OCR: gränsen är {limit} sidor"
        if self.hidden:
            signs, pages = sum(self.hidden.values()), counted(len(self.hidden), "sida", "sidor")
            yield f"dold text togs inte med: {signs} tecken på {pages} som inte syns (vita, genomskinliga eller för små)"
        if self.illegible:
            yield f"{counted(len(self.illegible), 'sida', 'sidor')} utan text som OCR kunde läsa (bilder?)"


def _is_stamp(text: str) -> bool:
    return len("".join(text.split())) < _STAMP_CHARACTERS
