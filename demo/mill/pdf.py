"""Blocks into a PDF: parts one after another, each with its own look, page header and footer.

Text is broken into lines here and drawn line by line, so that a § runs over pages and the page's header and footer fall
in the middle of its sentences, as they do in real papers.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from mill import lettering
from mill import tables as table_kinds
from mill.markup import Block

KEEP_WITH_NEXT = 54  # points left on a page below which a heading moves to the next
INDENT = 16  # points, for bullets and numbers


@dataclass(frozen=True, slots=True)
class Page:
    """What a page's furniture may show.

    Attributes:
        number: the page's number in its part.
        total: the part's pages.
        ended: False before the page's text is drawn (time for the header), True after it (time for the footer).
    """

    number: int
    total: int
    ended: bool


Furniture = Callable[[Canvas, Page], None]


def unfurnished(_canvas: Canvas, _page: Page) -> None:
    """A page without header and footer."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a part is printed; margins are left, right, top, bottom in points, `hyphen` breaks words when it is set."""

    font: str = "Times-Roman"
    bold: str = "Times-Bold"
    size: float = 11.5
    hyphen: str = ""
    margins: tuple[float, float, float, float] = (80, 70, 110, 80)
    furniture: Furniture = unfurnished
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A paper in a file: its blocks and look, or a picture that fills one page."""

    blocks: tuple[Block, ...] = ()
    look: Look = Look()
    picture: bytes = b""


class Lines(Flowable):
    """Lines of text already broken, that may be parted over two pages."""

    def __init__(self, lines: list[str], font: str, size: float, indent: float = 0, mark: str = "", after: float = 0) -> None:
        super().__init__()
        self.lines, self.font, self.size = lines, font, size
        self.indent, self.mark, self.after = indent, mark, after
        self.leading = size * 1.27

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Return the room taken."""
        return aW, len(self.lines) * self.leading + self.after

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803 - reportlab's names
        """Return what fits on this page and what goes to the next."""
        fits = int(aH // self.leading)
        if fits < 1:
            return []
        if fits >= len(self.lines):
            return [Lines(self.lines, self.font, self.size, self.indent, self.mark)]
        first = Lines(self.lines[:fits], self.font, self.size, self.indent, self.mark)
        rest = Lines(self.lines[fits:], self.font, self.size, self.indent, "", self.after)
        return [first, rest]

    def draw(self) -> None:
        """Draw the lines, the first with its mark."""
        y = len(self.lines) * self.leading + self.after - self.size
        for n, line in enumerate(self.lines):
            if n == 0 and self.mark:
                self.canv.setFont(self.font, self.size)
                self.canv.drawString(0, y, self.mark)
            draw_text(self.canv, self.indent, y, line, self.font, self.size)
            y -= self.leading


def draw_text(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Draw a line, its footnote digits raised."""
    for piece, raised in lettering.runs(text):
        shown = size * (lettering.RAISED_SIZE if raised else 1)
        canvas.setFont(font, shown)
        canvas.drawString(x, y + (size * lettering.RAISED_BY if raised else 0), piece)
        x += lettering.width(piece, font, shown)


class Picture(Flowable):
    """A picture over a whole page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the room taken: the whole frame."""
        return aW, aH

    def draw(self) -> None:
        """Draw the picture from edge to edge."""
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - needs Pillow, only here

        self.canv.drawImage(ImageReader(io.BytesIO(self.data)), 0, 0, *A4)


def _size(look: Look) -> tuple[float, float]:
    return landscape(A4) if look.landscape else A4


def _flow(part: Part, named: dict[str, Callable[[], table_kinds.Table]]) -> list[Flowable]:
    """Return a part's blocks as flowables."""
    if part.picture:
        return [Picture(part.picture)]
    look = part.look
    room = _size(look)[0] - look.margins[0] - look.margins[1] - 1
    flow: list[Flowable] = []
    for n, block in enumerate(part.blocks):
        following = part.blocks[n + 1].kind if n + 1 < len(part.blocks) else ""
        flow += _block(block, look, room, named, following)
    return flow


def _block(block: Block, look: Look, room: float, named: dict[str, Any], following: str) -> list[Flowable]:
    """Return the flowables of one block."""
    size = look.size
    if block.kind in ("title", "head", "part"):
        shown = {"title": size * 1.6, "head": size * 1.22, "part": size}[block.kind]
        lines = lettering.wrap(block.text, look.bold, shown, room)
        return [CondPageBreak(KEEP_WITH_NEXT), Spacer(1, shown * 0.7), Lines(lines, look.bold, shown, after=shown * 0.3)]
    if block.kind == "clause":
        top = f"§ {block.label}" + (f"  {block.extra}" if block.extra else "")
        out: list[Flowable] = [CondPageBreak(KEEP_WITH_NEXT), Spacer(1, size * 1.3), Lines([top], look.bold, size)]
        if block.text:
            out.append(Lines(lettering.wrap(block.text, look.bold, size * 1.15, room), look.bold, size * 1.15, after=size * 0.5))
        return out
    if block.kind in ("bullet", "number"):
        mark = "•" if block.kind == "bullet" else f"{block.label}."
        lines = lettering.wrap(block.text, look.font, size, room - INDENT, look.hyphen)
        return [Lines(lines, look.font, size, INDENT, mark, after=2 if following == block.kind else size * 0.6)]
    if block.kind == "line":
        return [Lines([block.text], look.font, size, after=0 if following == "line" else size * 0.6)]
    if block.kind == "small":
        lines = lettering.wrap(block.text, look.font, size * 0.75, room)
        return [Lines(lines, look.font, size * 0.75)]
    if block.kind == "table":
        return [_table(named[block.text](), look), Spacer(1, size)]
    if block.kind == "page":
        return [PageBreak()]
    if block.kind == "sign":
        return [Spacer(1, size * 1.6), *_signatures(block, look)]
    return [Lines(lettering.wrap(block.text, look.font, size, room, look.hyphen), look.font, size, after=size * 0.6)]


def _signatures(block: Block, look: Look) -> list[Flowable]:
    names, roles = (row.split("; ") for row in (block.text, block.extra))
    rows = [tuple(names), tuple(roles)]
    style = [("FONT", (0, 0), (-1, -1), look.font, look.size), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return [Table(rows, colWidths=[200] * len(names), hAlign="LEFT", style=style), Spacer(1, look.size)]


class Cell(Lines):
    """A cell of a table, set to the left or to the right."""

    def __init__(self, text: str, font: str, size: float, right: bool) -> None:
        super().__init__(text.split("\n"), font, size)
        self.right = right
        self.leading = size * 1.18

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Return the room taken."""
        self.room = aW
        return aW, len(self.lines) * self.leading

    def draw(self) -> None:
        """Draw the cell's lines."""
        y = len(self.lines) * self.leading - self.size
        for line in self.lines:
            x = self.room - lettering.width(line, self.font, self.size) if self.right else 0
            draw_text(self.canv, x, y, line, self.font, self.size)
            y -= self.leading


def _table(kind: table_kinds.Table, look: Look) -> Flowable:
    """Return a table as a flowable."""
    rows = []
    for r, row in enumerate(kind.rows):
        font = look.bold if r < kind.header or r in kind.bold else look.font
        rows.append([Cell(text, font, kind.size, c not in kind.text_columns) if text else "" for c, text in enumerate(row)])
    pad = 2.5 if kind.ruled else 1.2
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
    ]
    if kind.ruled:
        style += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        style += [("BACKGROUND", (0, 0), (-1, kind.header - 1), colors.Color(0.9, 0.93, 0.9))]
    style += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in kind.spans]
    return Table(rows, colWidths=kind.widths, hAlign="LEFT", style=style, repeatRows=kind.header if kind.repeat else 0)


def _build(parts: list[Part], named: dict[str, Any], starts: list[int], title: str) -> tuple[bytes, int]:
    """Return the PDF of the parts and its number of pages; `starts` are the parts' first pages, and the end."""
    out = io.BytesIO()
    doc = BaseDocTemplate(out, invariant=1, title=title, author="Ljungsätra kommun", pageCompression=1)
    flow: list[Flowable] = []
    for n, part in enumerate(parts):
        doc.addPageTemplates([_template(n, part, starts)])
        flow += [NextPageTemplate(f"part{n}"), *([PageBreak()] if n else []), *_flow(part, named)]
    doc.build(flow)
    return out.getvalue(), doc.page


def _template(n: int, part: Part, starts: list[int]) -> PageTemplate:
    look = part.look
    page_width, page_height = _size(look)
    left, right, top, bottom = (0.0,) * 4 if part.picture else look.margins
    frame = Frame(left, bottom, page_width - left - right, page_height - top - bottom, 0, 0, 0, 0)

    def furnish(ended: bool) -> Callable[[Canvas, BaseDocTemplate], None]:
        def draw(canvas: Canvas, _doc: BaseDocTemplate) -> None:
            if not part.picture:
                page = Page(canvas.getPageNumber() - starts[n] + 1, starts[n + 1] - starts[n], ended)
                canvas.saveState()
                look.furniture(canvas, page)
                canvas.restoreState()

        return draw

    size = (page_width, page_height)
    return PageTemplate(f"part{n}", [frame], onPage=furnish(False), onPageEnd=furnish(True), pagesize=size)


def write(parts: list[Part], named: dict[str, Any], title: str) -> bytes:
    """Return a PDF of the parts, one after another, each from a page of its own.

    Built in two rounds: the first counts the parts' pages, so that the second can print "2(3)".
    """
    lettering.register_fonts()
    starts = [1]
    for part in parts:
        _, count = _build([part], named, [1, 2], title)
        starts.append(starts[-1] + count)
    return _build(parts, named, starts, title)[0]
