"""A PDF page's lines with how each is set: where, how large, how heavy, in which colour."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class LayerLine:
    """A line as pdfium gives it, with something on it.

    Attributes:
        text: without its line break; a cut word ends with its hyphen.
        cut: its last word goes on in the next line.
        aside: written in another direction than the page's text.
    """

    text: str
    spans: tuple[Span, ...]
    cut: bool = False
    aside: bool = False

    @cached_property
    def style(self) -> Style:
        """The style that most of its characters have."""
        counts: Counter[Style] = Counter()
        for span in self.spans:
            counts[span.style] += span.end - span.start
        return counts.most_common(1)[0][0]

    @property
    def size(self) -> float:
        """The font size of most of it, in points."""
        return self.style.size

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.spans[0].x0

    @cached_property
    def x1(self) -> float:
        """Its right edge."""
        return max(span.x1 for span in self.spans)

    @cached_property
    def y(self) -> float:
        """The baseline of most of it."""
        counts: Counter[float] = Counter()
        for span in self.spans:
            counts[span.y] += span.end - span.start
        return counts.most_common(1)[0][0]

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Its text, parted where gaps are as wide as between columns."""
        least = max(_CELL_GAP * self.size, _CELL_GAP_LEAST)
        starts = [0]
        starts += [b.start for a, b in zip(self.spans, self.spans[1:], strict=False) if b.x0 - a.x1 >= least]
        return tuple(self.text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(self.text)], strict=True))


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
