"""Word documents: the text as it would stand after all changes are accepted, with headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from ingest.config import Limits
from ingest.errors import NoTextError
from ingest.model import SourceText
from ingest.readers.base import Progress, silent
from ingest.readers.blocks import Block, Heading, Item, Paragraph, Table, TableCell, write
from ingest.readers.builder import PageBuilder
from ingest.readers.docx_styles import NO_COLOUR, Numbering, Styles, W, has_fill, is_on, value
from ingest.readers.ooxml import check_archive
from ingest.tables.raised import raised

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: What only wraps other content.
_WRAPPERS = frozenset(
    W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo")
)
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
_WHITE = frozenset({"ffffff", "fefefe", "fdfdfd"})
_NOTES = (
    (RELATIONSHIP_TYPE.FOOTNOTES, W + "footnoteReference", W + "footnote", "Fotnot"),
    (RELATIONSHIP_TYPE.ENDNOTES, W + "endnoteReference", W + "endnote", "Slutnot"),
)


class DocxReader:
    """Reads .docx as one page: where Word breaks pages is not stored in the file."""

    media_types: ClassVar[tuple[str, ...]] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
    suffixes: ClassVar[tuple[str, ...]] = (".docx",)

    def read(self, path: Path, limits: Limits, progress: Progress = silent) -> SourceText:  # noqa: ARG002 one step
        """See `Reader.read`.

        Raises:
            TooLargeError, EncryptedFileError, DamagedFileError, NoTextError: with the reason.
        """
        check_archive(path, limits)
        document = Document(str(path))
        walker = _Walker(document)
        builder = PageBuilder()
        write(walker.blocks(document.element.body), builder)
        write(walker.notes(), builder)
        if builder.empty:
            raise NoTextError("dokumentet innehåller ingen text (bara bilder?): spara det som .pdf så läses bilderna")
        return SourceText(
            pages=(builder.build(1),),
            paged=False,
            media_type=self.media_types[0],
            title=(document.core_properties.title or "").strip(),
            warnings=tuple(walker.warnings()),
            heads="\n".join(_heads(document)),
        )


def _heads(document: Any) -> Iterator[str]:
    """Yield the lines of the page headers and footers: in Word they stand outside the text, and say whose the paper is."""
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header):
            cells = [cell for table in part.tables for row in table.rows for cell in row.cells]
            yield from (paragraph.text for holder in (part, *cells) for paragraph in holder.paragraphs if paragraph.text.strip())


class _Walker:
    """Goes through a document's elements in order and gives its blocks."""

    def __init__(self, document: Any) -> None:
        self._part = document.part
        self._styles = Styles(document.styles.element)
        self._numbering = Numbering(_related(document.part, RELATIONSHIP_TYPE.NUMBERING))
        background = document.element.find(W + "background")
        self._white_paper = background is None or background.get(W + "color", "").lower() in NO_COLOUR
        self._depth = 0  # in tables and text boxes, where white text usually stands on colour
        self._hidden = 0
        self._changed = False
        self._boxes: list[Any] = []
        self._references: list[tuple[str, str]] = []

    def warnings(self) -> Iterator[str]:
        """Yield what should be known of the document, in Swedish."""
        if self._hidden:
            yield f"dold text utelämnad ({self._hidden} tecken)"
        if self._changed:
            yield "spårade ändringar: tillägg läses, borttagen text utelämnas"

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield the blocks under an element, in order."""
        for child in parent.iterchildren():
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                self._depth += 1
                yield Table(tuple(self._cells(child)))
                self._depth -= 1
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)
            elif child.tag == _MC + "AlternateContent":
                for choice in list(child.iterchildren(_MC + "Choice"))[:1]:
                    yield from self.blocks(choice)

    def notes(self) -> Iterator[Block]:
        """Yield the notes that the text refers to, in the order of the references."""
        for relation, reference, tag, word in _NOTES:
            root = _related(self._part, relation)
            notes = {} if root is None else {str(note.get(W + "id")): note for note in root.iterchildren(tag)}
            wanted = [note for kind, note in self._references if kind == reference and note in notes]
            for number, note in enumerate(wanted, 1):
                text = " ".join(block.text for block in self.blocks(notes[note]) if not isinstance(block, Table))
                if text.strip():
                    yield Paragraph(f"{word} {number}: {text.strip()}")

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle")
        outer, self._boxes = self._boxes, []
        text = "".join(self._inline(paragraph, style, properties)).strip(" \t")
        boxes, self._boxes = self._boxes, outer
        if text.strip():
            number, level = self._styles.list_level(style, properties)
            mark = self._numbering.mark(number, level) if number else ""
            marked = f"{mark} {text}" if mark else text
            heading = self._styles.heading_level(style, properties)
            if heading:
                yield Heading(marked, heading)
            else:
                yield Item(marked) if mark else Paragraph(text)
        self._depth += 1
        for box in boxes:
            yield from self.blocks(box)
        self._depth -= 1

    def _inline(self, parent: Any, style: str, paragraph: Any) -> Iterator[str]:
        for child in parent.iterchildren():
            if child.tag == W + "r":
                yield from self._run(child, style, paragraph)
            elif child.tag in _WRAPPERS:
                self._changed |= child.tag == W + "ins"
                yield from self._inline(child, style, paragraph)
            elif child.tag in (W + "del", W + "moveFrom"):
                self._changed = True
            elif child.tag in (_MATH + "oMath", _MATH + "oMathPara"):
                yield "".join(text.text or "" for text in child.iter(_MATH + "t"))

    def _run(self, run: Any, style: str, paragraph: Any) -> Iterator[str]:
        properties = run.find(W + "rPr")
        pieces = list(self._pieces(run))
        styles = (value(properties, "rStyle"), style)
        if self._styles.is_hidden(styles, properties) or self._is_white(properties, styles, paragraph):
            self._hidden += len("".join(pieces).strip())
            return
        raises = self._styles.is_raised(styles[:1], properties)
        yield from map(raised, pieces) if raises else pieces

    def _pieces(self, run: Any) -> Iterator[str]:
        for node in run.iterchildren():
            if node.tag == W + "t":
                yield node.text or ""
            elif node.tag in _SIGNS:
                yield _SIGNS[node.tag]
            elif node.tag in (W + "footnoteReference", W + "endnoteReference"):
                self._references.append((node.tag, str(node.get(W + "id"))))
            elif node.tag == _MC + "AlternateContent":
                for choice in list(node.iterchildren(_MC + "Choice"))[:1]:
                    yield from self._pieces(choice)
            elif node.tag in (W + "drawing", W + "pict", W + "object"):
                self._boxes += _outermost(node, W + "txbxContent")

    def _is_white(self, properties: Any, styles: tuple[str, ...], paragraph: Any) -> bool:
        """Say whether a run is white on white: nothing that gives its line a colour is known."""
        if self._depth or not self._white_paper or value(properties, "color").lower() not in _WHITE:
            return False
        shaded = has_fill(properties) or has_fill(paragraph)
        lit = value(properties, "highlight", "none") != "none"
        return not (shaded or lit or any(self._styles.is_shaded(style) for style in styles))

    def _cells(self, table: Any) -> Iterator[TableCell]:
        """Yield a table's cells, vertically merged ones once, with their height."""
        cells: list[TableCell] = []
        above: dict[int, int] = {}
        for row, element in enumerate(self._rows(table)):
            properties = element.find(W + "trPr")
            header = bool(is_on(properties, "tblHeader"))
            column = _count(properties, "gridBefore", 0)
            for cell in _through_wrappers(element, W + "tc"):
                layout = cell.find(W + "tcPr")
                span = _count(layout, "gridSpan", 1)
                merge = None if layout is None else layout.find(W + "vMerge")
                if merge is not None and merge.get(W + "val", "continue") == "continue" and column in above:
                    cells[above[column]] = _taller(cells[above[column]], row)
                else:
                    above.pop(column, None)
                    if merge is not None:
                        above[column] = len(cells)
                    cells.append(TableCell(row, column, tuple(self.blocks(cell)), 1, span, header))
                column += span
        yield from cells

    def _rows(self, table: Any) -> Iterator[Any]:
        for row in _through_wrappers(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self._changed = True
            else:
                yield row


def _through_wrappers(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through_wrappers(child, tag)


def _outermost(element: Any, tag: str) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        else:
            yield from _outermost(child, tag)


def _count(properties: Any, tag: str, default: int) -> int:
    stated = value(properties, tag)
    return int(stated) if stated.isdigit() else default


def _taller(cell: TableCell, row: int) -> TableCell:
    return TableCell(cell.row, cell.column, cell.blocks, row - cell.row + 1, cell.column_span, cell.header)


def _related(part: Any, relation: str) -> Any:
    """Return the root element of a related part, or None where the document has none (most have no notes)."""
    for each in part.rels.values():
        if each.reltype == relation and not each.is_external:
            return parse_xml(each.target_part.blob)
    return None
