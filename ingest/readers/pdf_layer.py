"""A PDF page's lines with how each is set: where, how large, how heavy, in which colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_CELL_GAP = 1.2  # of the font size: a wider gap parts cells; the space of a justified line stays under 0.9
_CELL_GAP_LEAST = 7.0  # points


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set.

    Attributes:
        size: points, in steps of half a point.
        family: the font's name without its face: "Arial".
        colour: red, green, blue, 0 to 255 each.
    """

    size: float
    bold: bool
    italic: bool
    family: str
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a row on one line that are drawn alike; [start, end) of the line's text.

    Attributes:
        x0, x1, y: points from the page's left and upper edge; y is the baseline, growing downwards.
        alpha: 0 (transparent) to 255.
        invisible: drawn in a mode that leaves no mark, as the text under a scan.
    """

    start: int
    end: int
    x0: float
    x1: float
    y: float
    style: Style
    alpha: int = 255
    invisible: bool = False


@dataclass(frozen=True, slots=True)
class LayerLine:
    """A line as pdfium gives it, with something on it. Made by `make_line`.

    Attributes:
        text: without its line break; a cut word ends with its hyphen.
        spans: what it is drawn by, one at least.
        cut: its last word goes on in the next line.
        aside: written in another direction than the page's text.
        style: the style that most of its characters have.
        x0, x1: its left and right edge.
        y: the baseline of most of it.
        cells: its text, parted where gaps are as wide as between columns.
    """

    text: str
    spans: tuple[Span, ...]
    cut: bool
    aside: bool
    style: Style
    x0: float
    x1: float
    y: float
    cells: tuple[str, ...]

    @property
    def size(self) -> float:
        """The font size of most of it, in points."""
        return self.style.size


def make_line(text: str, spans: Sequence[Span], *, cut: bool = False, aside: bool = False) -> LayerLine:
    """Return a line with what its spans tell of it."""
    if len(spans) == 1:
        only = spans[0]
        return LayerLine(text, (only,), cut, aside, only.style, only.x0, only.x1, only.y, (text.strip(),))
    styles: Counter[Style] = Counter()
    heights: Counter[float] = Counter()
    for span in spans:
        styles[span.style] += span.end - span.start
        heights[span.y] += span.end - span.start
    style, y = styles.most_common(1)[0][0], heights.most_common(1)[0][0]
    x1 = max(span.x1 for span in spans)
    return LayerLine(text, tuple(spans), cut, aside, style, spans[0].x0, x1, y, _cells(text, spans, style.size))


def _cells(text: str, spans: Sequence[Span], size: float) -> tuple[str, ...]:
    least = max(_CELL_GAP * size, _CELL_GAP_LEAST)
    starts = [0, *(b.start for a, b in pairwise(spans) if b.x0 - a.x1 >= least)]
    return tuple(text[a:b].strip() for a, b in pairwise([*starts, len(text)]))


@dataclass(frozen=True, slots=True)
class PageLayer:
    """A page's lines in the order pdfium gives them.

    Attributes:
        width, height: in points, as seen by who reads the text.
        angle: the direction of the text on the unrotated page: 0 rightwards, 90 upwards, 180 or 270.
    """

    width: float
    height: float
    lines: tuple[LayerLine, ...]
    angle: int = 0
