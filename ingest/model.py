"""What ingest makes of a file: its pages as read, and the structured document with its papers, sections and chunks.

The way of the data: `SourceFile` (found on disk) → `SourceText` (pages as a reader gives them) → `Document` (clean text
with papers, sections, tables) → `Chunk` (what is indexed). All offsets are in characters, half open: [start, end).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ingest.terms import Access, ChunkKind, DocType, SectionKind, Status, TextOrigin

__all__ = [
    "Access",
    "Box",
    "Cell",
    "Chunk",
    "ChunkKind",
    "DocType",
    "Document",
    "Grid",
    "HeadingMark",
    "Metadata",
    "Page",
    "Paper",
    "Section",
    "SectionKind",
    "SourceFile",
    "SourcePage",
    "SourceText",
    "Status",
    "TextOrigin",
    "TextTable",
]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to take in.

    Attributes:
        path: where it can be read now.
        key: its identity over time: the absolute path, or the address it came from.
        name: the file's name as people see it (NFC).
        size: bytes.
        modified_ns: time of change in nanoseconds since 1970.
        sha256: of the whole content, hex; the version of the paper.
    """

    path: Path
    key: str
    name: str
    size: int
    modified_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a PDF page, in points, origin in the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table the file itself marks.

    [start, end) is its text in the page's text; start == end when it is empty.
    """

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose rows and columns the file marks (DOCX, HTML, a sheet, ruled lines in a PDF).

    The page's text holds it as one line a row, cells parted by " | ", so that it reads and searches as text.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    caption: str = ""
    hidden: bool = False  # a hidden sheet or row: searchable, never a source of figures

    def moved(self, by: int) -> Grid:
        """Return the table as it stands in a text that begins `by` characters earlier."""
        cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in self.cells)
        return replace(self, start=self.start + by, end=self.end + by, cells=cells)


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """A heading that the file itself marks (a Word style, an HTML tag, a Markdown line). Level 1 is the highest."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page as a reader gives it; a sheet of a workbook is a page; a file without pages is one page.

    Attributes:
        number: 1-based, as the file counts; shown in citations when `SourceText.paged`.
        text: the page's text, lines parted by line feeds, otherwise as the file has it.
        label: the sheet's name, or "".
    """

    number: int
    text: str
    origin: TextOrigin = TextOrigin.TEXT
    grids: tuple[Grid, ...] = ()
    headings: tuple[HeadingMark, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as read, before any clean-up.

    Attributes:
        paged: True when page numbers mean something to a reader of the file (PDF, text with page breaks).
        title: the title the file's own properties state, or "".
        heads: the words of page headers and footers that the file keeps apart from its text, or "".
        warnings: Swedish one-liners for the report ("3 sidor behöver OCR", "dolt blad: Lön").
    """

    pages: tuple[SourcePage, ...]
    paged: bool
    media_type: str
    title: str = ""
    warnings: tuple[str, ...] = ()
    heads: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page lies in the document's text."""

    number: int
    start: int
    end: int
    origin: TextOrigin = TextOrigin.TEXT
    label: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a paper; empty string, None or () where it is not known.

    Attributes:
        body: the board (nämnd), written in full, such as "vård- och omsorgsnämnden".
        day: the date of the meeting or of the paper.
        years: the years the paper reports on or plans for, most important first.
        diary_numbers: as printed.
    """

    title: str = ""
    doc_type: DocType = DocType.OKAND
    municipality: str = ""
    body: str = ""
    day: date | None = None
    years: tuple[int, ...] = ()
    diary_numbers: tuple[str, ...] = ()
    status: Status = Status.UNKNOWN
    access: Access = Access.PUBLIC


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in a file; a package of meeting papers holds many, other files one."""

    index: int
    start: int
    end: int
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper under a heading.

    Attributes:
        path: the headings above it and its own, outermost first.
        paragraph: "§ 51" or "".
        diary_number: of the § or the paper, as printed, or "".
        start, end: the whole part with its heading, subsections not included.
    """

    index: int
    paper: int
    kind: SectionKind
    heading: str
    level: int
    path: tuple[str, ...]
    start: int
    end: int
    paragraph: str = ""
    diary_number: str = ""


@dataclass(frozen=True, slots=True)
class TextTable:
    """Where a table stands in the document's text, with the cells the file marks (none for a table made of text lines).

    Attributes:
        header_end: end of the header rows; == start when no header was found.
    """

    start: int
    end: int
    header_end: int
    cells: tuple[Cell, ...] = ()
    caption: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file made ready: clean text and what stands where in it.

    Attributes:
        id: stable over versions; made from the source key.
        version: sha256 of the file.
        text: the clean text (NFC, no page headers, words joined again). All offsets below are in it.
        marked: the same with raised digits marked (`ingest.tables.raised`), or "" where there are none; it is not kept.
        seams: offsets where something (a page header) was taken out: a quote must not run over one.
    """

    id: str
    key: str
    version: str
    name: str
    media_type: str
    metadata: Metadata
    text: str
    paged: bool
    pages: tuple[Page, ...]
    papers: tuple[Paper, ...]
    sections: tuple[Section, ...]
    tables: tuple[TextTable, ...] = ()
    seams: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage that is indexed and found: text[start:end] of its document, never of two papers.

    Attributes:
        id: "<document id>:<first 12 of version>:<number>".
        text: verbatim, == document.text[start:end].
        context: where it stands, in words (paper · board · date · § · headings): embedded and searched with the text.
        section: index into the document's sections, or -1.
        metadata: of its paper.
    """

    id: str
    document_id: str
    version: str
    number: int
    kind: ChunkKind
    text: str
    start: int
    end: int
    context: str
    page: int | None
    path: tuple[str, ...]
    paragraph: str
    diary_number: str
    section: int
    paper: int
    metadata: Metadata = field(default_factory=Metadata)
