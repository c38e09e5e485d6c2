"""What a file is, by its content first and its name second."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from ingest.errors import DamagedFileError, EmptyFileError, EncryptedFileError, WrongFormatError
from ingest.readers.files import open_plain


class Kind(StrEnum):
    """The kinds of files that are read."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
    DELIMITED = "delimited"
    TEXT = "text"


_TEXT_KINDS = (Kind.TEXT, Kind.DELIMITED, Kind.HTML)  # any text can be these, whatever it starts with
KIND_OF_SUFFIX = {
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".csv": Kind.DELIMITED,
    ".tsv": Kind.DELIMITED,
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
}
#: What to do with files that are not read, by suffix.
ADVICE = {
    ".doc": "äldre Word-format: spara som .docx",
    ".dot": "Word-mall i äldre format: spara som .docx",
    ".docm": "Word-fil med makron: spara som .docx",
    ".dotx": "Word-mall: spara som .docx",
    ".odt": "OpenDocument: spara som .docx",
    ".rtf": "RTF: spara som .docx",
    ".pages": "Pages: exportera till .docx eller .pdf",
    ".xls": "äldre Excel-format: spara som .xlsx",
    ".xlsb": "binär Excel-fil: spara som .xlsx",
    ".ods": "OpenDocument: spara som .xlsx",
    ".numbers": "Numbers: exportera till .xlsx",
    ".ppt": "bildspel: spara som .pdf",
    ".pptx": "bildspel: spara som .pdf",
    ".odp": "bildspel: spara som .pdf",
    ".msg": "e-post: spara som .pdf eller .txt",
    ".eml": "e-post: spara som .pdf eller .txt",
    ".zip": "packad fil: packa upp den först",
    ".7z": "packad fil: packa upp den först",
    ".rar": "packad fil: packa upp den först",
    ".png": "bild: spara som .pdf så läses texten i den",
    ".jpg": "bild: spara som .pdf så läses texten i den",
    ".jpeg": "bild: spara som .pdf så läses texten i den",
    ".tif": "bild: spara som .pdf så läses texten i den",
    ".tiff": "bild: spara som .pdf så läses texten i den",
}
_HEAD_BYTES = 8192
_PDF_HEADER_WITHIN = 1024  # as PDF readers allow: some systems put a banner before the header
_BINARY_STARTS = (
    (b"{\\rtf", "en RTF-fil: spara som .docx"),
    (b"\x89PNG", "en bild: spara som .pdf"),
    (b"\xff\xd8\xff", "en bild: spara som .pdf"),
    (b"GIF8", "en bild: spara som .pdf"),
    (b"II*\x00", "en bild: spara som .pdf"),
    (b"MM\x00*", "en bild: spara som .pdf"),
    (b"\x1f\x8b", "en packad fil: packa upp den först"),
    (b"7z\xbc\xaf", "en packad fil: packa upp den först"),
    (b"Rar!", "en packad fil: packa upp den först"),
)
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_SCAN_BYTES = 4 * 1024 * 1024  # the directory of an encrypted Office file lies near its start or its end
_HTML_START = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NAMES = {
    Kind.PDF: "en PDF",
    Kind.DOCX: "ett Word-dokument",
    Kind.HTML: "en webbsida (HTML)",
    Kind.XLSX: "en Excel-arbetsbok",
    Kind.DELIMITED: "en tabell i text",
    Kind.TEXT: "text",
}
_USUAL_SUFFIX = {Kind.PDF: ".pdf", Kind.DOCX: ".docx", Kind.XLSX: ".xlsx", Kind.HTML: ".html"}


def kind_of(path: Path, name: str) -> Kind:
    """Return what the file is read as.

    Args:
        path: where it can be read.
        name: the file's own name, whose suffix says what it claims to be.

    Raises:
        EmptyFileError, WrongFormatError, EncryptedFileError, DamagedFileError: with the reason.
    """
    claimed = KIND_OF_SUFFIX.get(Path(name).suffix.lower())
    with open_plain(path) as file:
        head = file.read(_HEAD_BYTES)
        if not head:
            raise EmptyFileError("tom fil")
        if head.startswith(_OLE_START):
            raise _ole_error(head + file.read(_OLE_SCAN_BYTES))
    found = _kind_of_zip(path, claimed) if head.startswith(b"PK\x03\x04") else _kind_of_head(head)
    if claimed is not None and (found is claimed or (found is None and claimed in _TEXT_KINDS)):
        return claimed
    if found is Kind.HTML and claimed in _TEXT_KINDS:
        return Kind.HTML
    if found is None:
        raise WrongFormatError(_not_what_it_claims(claimed))
    raise WrongFormatError(_other_than_claimed(found, Path(name).suffix))


def _kind_of_head(head: bytes) -> Kind | None:
    """Return the kind that the first bytes show, or None for what may be any kind of text."""
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return Kind.PDF
    for start, what in _BINARY_STARTS:
        if head.startswith(start):
            raise WrongFormatError(f"innehållet är {what}")
    plain = head.replace(b"\x00", b"") if head.startswith(_BOMS[1:]) else head
    for bom in _BOMS:
        plain = plain.removeprefix(bom)
    return Kind.HTML if _HTML_START.match(plain) else None


def _kind_of_zip(path: Path, claimed: Kind | None) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if claimed in (Kind.DOCX, Kind.XLSX):
            raise DamagedFileError("filen är avklippt eller trasig: hämta eller spara om den") from error
        raise WrongFormatError("innehållet är en packad fil (zip) som är trasig") from error
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return Kind.DOCX
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if any(name.startswith("ppt/") for name in names):
        raise WrongFormatError("innehållet är ett bildspel: spara som .pdf")
    if "content.xml" in names:
        raise WrongFormatError("innehållet är OpenDocument: spara som .docx eller .xlsx")
    if "[Content_Types].xml" in names and claimed in (Kind.DOCX, Kind.XLSX):
        raise DamagedFileError("filen saknar sitt dokument: spara om den")
    raise WrongFormatError("innehållet är en packad fil (zip): packa upp den först")


def _ole_error(content: bytes) -> EncryptedFileError | WrongFormatError:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return EncryptedFileError("lösenordsskyddad: spara en kopia utan lösenord")
    return WrongFormatError("innehållet är ett äldre Office-format: spara som .docx eller .xlsx")


def _not_what_it_claims(claimed: Kind | None) -> str:
    if claimed is None:
        return "filtypen läses inte"
    return f"innehållet är inte {_NAMES[claimed]} fast namnet säger det: hämta filen igen"


def _other_than_claimed(found: Kind, suffix: str) -> str:
    remedy = "hämta filen igen" if found is Kind.HTML else f"byt namn till {_USUAL_SUFFIX.get(found, '.txt')}"
    return f"innehållet är {_NAMES[found]} fast namnet slutar på {suffix or 'ingenting'}: {remedy}"
