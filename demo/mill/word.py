"""Blocks into a DOCX with real headings, lists, tables, a page header and a footer."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import docx
from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from mill import lettering
from mill.archive import steady
from mill.markup import Block
from mill.tables import Table

STYLES = {"title": "Title", "head": "Heading 1", "part": "Heading 2", "bullet": "List Bullet"}


def write(blocks: Iterable[Block], named: dict[str, Callable[[], Table]], title: str, header: str = "", footer: str = "") -> bytes:
    """Return a DOCX of the blocks; its header and footer stand on every page."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "Ljungsätra kommun", ""
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    for block in blocks:
        _add(document, block, named)
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _add(document: Document, block: Block, named: dict[str, Callable[[], Table]]) -> None:
    if block.kind in STYLES:
        _text(document.add_paragraph(style=STYLES[block.kind]), block.text)
    elif block.kind == "clause":
        top = f"§ {block.label}" + (f"  {block.extra}" if block.extra else "")
        document.add_paragraph(top, style="Heading 1")
        if block.text:
            document.add_paragraph(block.text, style="Heading 2")
    elif block.kind == "number":
        _text(document.add_paragraph(), f"{block.label}. {block.text}")
    elif block.kind == "table":
        _table(document, named[block.text]())
    elif block.kind == "page":
        document.add_page_break()
    elif block.kind == "sign":
        document.add_paragraph(block.text.replace("; ", "\t\t"))
        document.add_paragraph(block.extra.replace("; ", "\t\t"))
    elif block.kind == "small":
        paragraph = document.add_paragraph()
        _text(paragraph, block.text)
        for run in paragraph.runs:
            run.font.size = Pt(8)
    else:
        _text(document.add_paragraph(), block.text)


def _text(paragraph: Paragraph, text: str) -> None:
    """Add a text, its footnote digits raised."""
    for piece, raised in lettering.runs(text):
        run = paragraph.add_run(piece)
        if raised:
            run.font.superscript = True


def _table(document: Document, kind: Table) -> None:
    table = document.add_table(rows=len(kind.rows), cols=len(kind.rows[0]), style="Table Grid")
    for r, row in enumerate(kind.rows):
        for c, text in enumerate(row):
            if text:
                _text(table.cell(r, c).paragraphs[0], text.replace("\n", " "))
                if r < kind.header:
                    for run in table.cell(r, c).paragraphs[0].runs:
                        run.bold = True
    for r0, c0, r1, c1 in kind.spans:
        merged = table.cell(r0, c0).merge(table.cell(r1, c1))
        for paragraph in merged.paragraphs[1:]:
            if not paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)  # the empty ones that merging leaves behind
    document.add_paragraph()
