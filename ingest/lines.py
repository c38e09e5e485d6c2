"""A text as lines, with what stands around each: what papers, headings and blocks are told by. Pure."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import TextTable

_BULLET = re.compile(r"(?:[•–—*-]|\(?[a-zåäö]\)|\d{1,2}[.)])\s+\S")
_WIDE_GAP = re.compile(r"\S {3,}\S|\t")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it.

    Attributes:
        start, end: its offsets in the text, outer spaces and the line break not included.
        after_blank: a blank line, a seam or the start of the text stands before it.
        before_blank: a blank line or the end of the text stands after it.
        in_table: it lies in a table.
    """

    start: int
    end: int
    text: str
    after_blank: bool
    before_blank: bool
    in_table: bool

    @property
    def bullet(self) -> bool:
        """Whether it starts an item of a list."""
        return _BULLET.match(self.text) is not None

    @property
    def columns(self) -> bool:
        """Whether wide gaps part it, as between two signatures or cells."""
        return _WIDE_GAP.search(self.text) is not None


def split_lines(text: str, tables: Sequence[TextTable] = (), breaks: Sequence[int] = ()) -> list[Line]:
    """Return the filled lines of a text.

    Args:
        tables: where tables stand, in order.
        breaks: offsets that count as blank lines (page starts, seams).
    """
    starts = [table.start for table in tables]
    hard = set(breaks)
    raw: list[tuple[int, int, str, bool]] = []
    at, blank = 0, True
    for row in text.split("\n"):
        stripped = row.strip()
        if stripped:
            start = at + len(row) - len(row.lstrip())
            raw.append((start, start + len(stripped), stripped, blank or at in hard))
            blank = False
        else:
            blank = True
        at += len(row) + 1
    lines = []
    for number, (start, end, stripped, after_blank) in enumerate(raw):
        before_blank = number + 1 == len(raw) or raw[number + 1][3]
        table = bisect.bisect_right(starts, start) - 1
        inside = table >= 0 and start < tables[table].end
        lines.append(Line(start, end, stripped, after_blank, before_blank, inside))
    return lines
