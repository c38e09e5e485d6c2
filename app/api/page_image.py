"""Draws pages of PDFs with a quote marked. Run as a process of its own by `app.api.drawer`.

A PDF may crash the library or keep it busy for ever, and the library may not be used by two threads.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import PdfDocument, PdfiumError

from app.api.marking import Quote, Rectangle, find, lines_of
from ingest.readers.worker import limit_memory

_DPI = 150  # sharp on a screen and fast to send: an A4 page is 1,240 × 1,754
_MOST_PIXELS = 3_000  # of the longer side: a drawing in A0 would be 7,000
_POINTS_PER_INCH = 72
_MEMORY = 2_000_000_000  # bytes of address space; a page with large pictures takes some hundred MB
_YELLOW = (255, 230, 102)  # multiplied with the page, so that black stays black: contrast over 15:1
_INK = (176, 84, 0)  # of the line under what is marked: seen without telling colours apart
_FRAME = 12  # pixels around a page whose words are a picture: the quote is somewhere on it
_PADDING = 2  # pixels around a line's characters


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw.

    Attributes:
        page: 1-based.
        quote: what to mark; no words mark nothing.
    """

    path: str
    page: int
    quote: Quote

    @classmethod
    def from_json(cls, text: str) -> Order:
        """Return the order that was written."""
        values = json.loads(text)
        return cls(values["path"], values["page"], Quote(**values["quote"]))

    def to_json(self) -> str:
        """Return the order as it is handed over."""
        return json.dumps(asdict(self))


def draw(order: Order) -> tuple[Image.Image, int]:
    """Return the page and how many lines are marked on it.

    Raises:
        PdfiumError, OSError: the file or the page cannot be read.
        IndexError: there is no such page.
    """
    with PdfDocument(order.path) as document:
        if order.page > len(document):
            raise IndexError(order.page)
        page = document[order.page - 1]
        width, height = page.get_size()
        scale = min(_DPI / _POINTS_PER_INCH, _MOST_PIXELS / max(width, height, 1))
        bitmap = page.render(scale=scale)
        image: Image.Image = bitmap.to_pil().convert("RGB")
        lines = _marked_lines(page, order.quote) if order.quote.text else []
        if lines:
            image = _marked(image, lines, bitmap.get_posconv(page))
    if order.quote.text and not lines:
        ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=_YELLOW, width=_FRAME)
    return image, len(lines)


def _marked_lines(page: Any, quote: Quote) -> list[Rectangle]:
    """Return the lines a quote stands on, in points, the y axis turned to point down."""
    layer = page.get_textpage()
    codes = [pdfium.FPDFText_GetUnicode(layer, index) for index in range(layer.count_chars())]
    characters = [chr(code) if 0 < code <= sys.maxunicode else " " for code in codes]
    boxes = []
    for start, end in find(quote, characters):
        for index in range(start, end):
            left, bottom, right, top = layer.get_charbox(index, loose=True)
            if right > left and top > bottom and not characters[index].isspace():
                boxes.append(Rectangle(left, -top, right, -bottom))
    return lines_of(boxes)


def _marked(image: Image.Image, lines: list[Rectangle], to_pixels: Any) -> Image.Image:
    """Return the image with lines of the page marked, however the page is turned."""
    layer = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(layer)
    for line in lines:
        corners = [to_pixels.to_bitmap(x, -y) for x, y in ((line.left, line.top), (line.right, line.bottom))]
        across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        pen.rectangle((across[0] - _PADDING, down[0] - _PADDING, across[1] + _PADDING, down[1] + _PADDING), fill=_YELLOW)
    for line in lines:
        foot = [to_pixels.to_bitmap(x, -line.bottom) for x in (line.left, line.right)]
        pen.line(foot, fill=_INK, width=_PADDING)
    return ImageChops.multiply(image, layer)


def serve(connection: Connection[bytes, bytes]) -> None:
    """Draw the pages that are ordered, one after another, until the connection closes.

    An order is answered by two messages: how many lines are marked, and the image; or by one that is empty, where the
    page cannot be drawn.
    """
    while True:
        try:
            order = Order.from_json(connection.recv_bytes().decode())
        except EOFError:
            return
        try:
            image, lines = draw(order)
        except (PdfiumError, IndexError, MemoryError, OSError, ValueError):
            connection.send_bytes(b"")
            continue
        content = io.BytesIO()
        image.save(content, "PNG", compress_level=4)
        connection.send_bytes(str(lines).encode())
        connection.send_bytes(content.getvalue())


def _end_with_parent() -> None:
    """Wait for the end of standard input, which the parent holds open as long as it lives, then end."""
    sys.stdin.buffer.read()
    os._exit(0)


def main(arguments: list[str]) -> None:
    """Run the process.

    Args:
        arguments: the connection's descriptor.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_memory(_MEMORY)
    serve(Connection(int(arguments[0])))
