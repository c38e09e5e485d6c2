"""Images of pages, the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from app.api.drawer import Drawer
from app.api.marking import Quote
from app.api.page_image import Order
from ingest.model import Page

_KEPT_BYTES = 32_000_000  # about 150 pages: those that a few people look at in turn
_AROUND = 120  # characters before and after a quote that tell repeats on a page apart


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as an image.

    Attributes:
        png: the image.
        lines: how many lines are marked on it.
    """

    png: bytes
    lines: int


def quote_on(text: str, page: Page, start: int, end: int) -> Quote:
    """Return what to mark on a page: the part of text[start:end] that stands on it.

    Args:
        text: the document's.
        page: the page.
        start: of the quote.
        end: of the quote.
    """
    first, last = max(start, page.start), min(end, page.end)
    if first >= last:
        return Quote("")
    return Quote(text[first:last], text[max(page.start, first - _AROUND) : first], text[last : min(page.end, last + _AROUND)])


class PageImages:
    """Draws pages."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer
        self._kept: OrderedDict[tuple[str, int, Quote], PageImage] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def draw(self, path: Path, version: str, page: int, quote: Quote) -> PageImage:
        """Return a page with a quote marked.

        Args:
            path: the PDF.
            version: of its content: what is kept is kept by it.
            page: 1-based.
            quote: what to mark.

        Raises:
            PageImageError: the page cannot be drawn, or not in time.
        """
        key = (version, page, quote)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = PageImage(*self._drawer.draw(Order(str(path.absolute()), page, quote)))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = drawn
                self._size += len(drawn.png)
            while self._size > _KEPT_BYTES:
                self._size -= len(self._kept.popitem(last=False)[1].png)
        return drawn
