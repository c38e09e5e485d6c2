"""From a file to its reader: which one, and one kind of error whatever its library raises."""

from __future__ import annotations

import importlib
import struct
import zipfile
import zlib
from pathlib import Path
from typing import cast

from ingest.config import Limits
from ingest.errors import DamagedFileError, TooLargeError
from ingest.model import SourceFile, SourceText
from ingest.readers.base import Progress, Reader, silent
from ingest.readers.sniff import Kind, kind_of

#: Where each kind's reader is; imported when first needed, so that reading text costs no PDF library.
_READERS = {
    Kind.PDF: ("ingest.readers.pdf", "PdfReader"),
    Kind.DOCX: ("ingest.readers.docx", "DocxReader"),
    Kind.HTML: ("ingest.readers.html", "HtmlReader"),
    Kind.XLSX: ("ingest.readers.spreadsheet", "XlsxReader"),
    Kind.DELIMITED: ("ingest.readers.delimited", "DelimitedReader"),
    Kind.TEXT: ("ingest.readers.text", "TextReader"),
}
#: What the formats' libraries raise on broken input. SyntaxError is XML's; the lookup errors come from missing parts.
_BROKEN_INPUT = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def reader_for(kind: Kind) -> Reader:
    """Return the reader of a kind."""
    module, name = _READERS[kind]
    return cast(Reader, getattr(importlib.import_module(module), name)())


def read(source: SourceFile, limits: Limits, progress: Progress = silent) -> SourceText:
    """Return the pages of a file, read by what its content shows it to be.

    Args:
        source: the file; its name says what it claims to be.
        limits: on size, pages and time.
        progress: told before each page of a file that is read page by page.

    Raises:
        UnreadableFileError: one of its kinds, with a Swedish reason of one line.
    """
    return read_path(source.path, source.name, limits, progress)


def read_path(path: Path, name: str, limits: Limits, progress: Progress = silent) -> SourceText:
    """Return the pages of the file at `path` whose own name is `name`; see `read`."""
    reader = reader_for(kind_of(path, name))
    try:
        return reader.read(path, limits, progress)
    except MemoryError as error:
        raise TooLargeError("filen tar för mycket minne att läsa") from error
    except _BROKEN_INPUT as error:
        raise DamagedFileError(f"filens innehåll kan inte tolkas: spara om den ({type(error).__name__})") from error
