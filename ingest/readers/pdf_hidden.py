"""Text of a PDF page that nobody can see: white on white, transparent, tiny or beside the page.

Such text may be left over from a template, or be put there for machines to read; either way it is no evidence. Text that
looks hidden in the file may still be seen (white words in a dark table header, words laid under a scan), so the page is
drawn and looked at wherever the file alone does not decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image

from ingest.readers.pdf_layer import LayerLine, PageLayer, Span, make_line
from ingest.readers.pdf_pages import render

_TINY = 1.5  # points: smaller text cannot be read; the smallest footnote marks seen have 5
_TINY_SHARE = 0.5  # of a page's text: with more of it tiny, the page itself is drawn to another scale
_FAINT_ALPHA = 26  # of 255: a tenth
_PALE = 235  # of 255, in each of red, green and blue: on white paper not to be seen
_PALE_PAPER = 225  # grey level of 255 over which a drawn pixel is paper
_PAPER_SHARE = 0.65  # of the pixels around pale words: over it they stand on paper; letters on dark ground cover up to 0.4
_INK_RANGE = 40  # grey levels between the lightest and the darkest pixel where something is drawn
_OUTSIDE = 2.0  # points beyond the page's edge
_LOOK_DPI = 50
_LOOK_PIXELS = 1500
_ASCENT, _DESCENT = 0.7, 0.2  # of the font size, over and under the baseline


@dataclass(frozen=True, slots=True)
class Seen:
    """A page without what cannot be seen, and how many characters that was, white space not counted."""

    layer: PageLayer
    hidden: int


def without_hidden(page: Any, layer: PageLayer) -> Seen:
    """Return what can be seen of a page's text layer.

    Args:
        page: the open page.
        layer: its text layer; a scan's invisible one (see `pdf_pages.is_scan`) is not to be asked about.
    """
    spans = [span for line in layer.lines for span in line.spans]
    tiny = sum(span.end - span.start for span in spans if span.style.size < _TINY)
    scaled = tiny > _TINY_SHARE * sum(span.end - span.start for span in spans)
    looking = _Looking(page, layer)
    kept: list[LayerLine] = []
    hidden = 0
    for line in layer.lines:
        gone = [span for span in line.spans if _is_hidden(span, layer, scaled, looking.is_seen)]
        hidden += sum(len("".join(line.text[span.start : span.end].split())) for span in gone)
        left = _without(line, gone) if gone else line
        if left is not None:
            kept.append(left)
    return Seen(replace(layer, lines=tuple(kept)) if hidden else layer, hidden)


def _is_hidden(span: Span, layer: PageLayer, scaled: bool, is_seen: Callable[[Span], bool]) -> bool:
    if (span.style.size < _TINY and not scaled) or span.alpha < _FAINT_ALPHA:
        return True
    if span.x1 < -_OUTSIDE or span.x0 > layer.width + _OUTSIDE:
        return True
    if span.y < -_OUTSIDE or span.y - _ASCENT * span.style.size > layer.height + _OUTSIDE:
        return True
    return (span.invisible or min(span.style.colour) >= _PALE) and not is_seen(span)


def _without(line: LayerLine, gone: Sequence[Span]) -> LayerLine | None:
    """Return a line without some of its spans, None where nothing is left of it."""
    text, at = "", 0
    spans: list[Span] = []
    for span in line.spans:
        before = line.text[at : span.start]
        if span not in gone:
            text += before if text else ""
            spans.append(replace(span, start=len(text), end=len(text) + span.end - span.start))
            text += line.text[span.start : span.end]
        at = span.end
    cut = line.cut and line.spans[-1] not in gone
    return make_line(text + ("-" if cut else ""), spans, cut=cut, aside=line.aside) if spans else None


class _Looking:
    """A page as drawn, made when first asked about."""

    def __init__(self, page: Any, layer: PageLayer) -> None:
        self._page = page
        self._layer = layer
        self._image: Image.Image | None = None

    def is_seen(self, span: Span) -> bool:
        """Tell whether something of the words is seen on the page."""
        image = self._drawn()
        width, height = image.width / self._layer.width, image.height / self._layer.height
        top, bottom = span.y - _ASCENT * span.style.size, span.y + _DESCENT * span.style.size
        left, right = int(span.x0 * width), int(span.x1 * width) + 1
        box = (max(left, 0), max(int(top * height), 0), min(right, image.width), min(int(bottom * height) + 1, image.height))
        if box[0] >= box[2] or box[1] >= box[3]:
            return False
        counts = image.crop(box).histogram()
        if span.invisible:
            levels = [level for level, count in enumerate(counts) if count]
            return levels[-1] - levels[0] >= _INK_RANGE and not self._covered(span)
        return sum(counts[_PALE_PAPER:]) < _PAPER_SHARE * sum(counts)

    def _covered(self, span: Span) -> bool:
        """Tell whether visible words stand where invisible ones are: what is seen there is not theirs."""
        middle = (span.x0 + span.x1) / 2
        return any(
            not other.invisible and other.x0 <= middle <= other.x1 and abs(other.y - span.y) < other.style.size
            for line in self._layer.lines
            for other in line.spans
        )

    def _drawn(self) -> Image.Image:
        if self._image is None:
            image = render(self._page, _LOOK_DPI, _LOOK_PIXELS)
            turn = (self._layer.angle - self._page.get_rotation()) % 360
            self._image = image.rotate(-turn, expand=True) if turn else image
        return self._image
