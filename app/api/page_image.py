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
        PdfiumError: the file or the page cannot be read.
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
        lines = _marked_lines(page, bitmap.get_posconv(page), order.quote) if order.quote.text else []
    return (_marked(image, lines) if lines else image), len(lines)


def _marked_lines(page: Any, to_pixels: Any, quote: Quote) -> list[Rectangle]:
    layer = page.get_textpage()
    codes = [pdfium.FPDFText_GetUnicode(layer, index) for index in range(layer.count_chars())]
    characters = [chr(code) if 0 < code <= sys.maxunicode else " " for code in codes]
    boxes = []
    for start, end in find(quote, characters):
        boxes += [_box(layer, to_pixels, index) for index in range(start, end) if not characters[index].isspace()]
    return lines_of([box for box in boxes if box.right > box.left and box.bottom > box.top])


def _box(layer: Any, to_pixels: Any, index: int) -> Rectangle:
    left, bottom, right, top = layer.get_charbox(index, loose=True)
    corners = [to_pixels.to_bitmap(x, y) for x, y in ((left, top), (right, bottom))]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return Rectangle(across[0], down[0], across[1], down[1])


def _marked(image: Image.Image, lines: list[Rectangle]) -> Image.Image:
    layer = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(layer)
    for line in lines:
        left, right = line.left - _PADDING, line.right + _PADDING
        pen.rectangle((left, line.top - _PADDING, right, line.bottom + _PADDING), fill=_YELLOW)
        pen.line((left, line.bottom + _PADDING, right, line.bottom + _PADDING), fill=_INK, width=_PADDING)
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
        except (PdfiumError, IndexError, MemoryError, ValueError):
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
