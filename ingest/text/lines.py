"""A text as lines, with what stands around each: what papers, headings and blocks are told by. Pure."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import TextTable

_BULLET = re.compile(r"(?:[•–—*-]|\(?[a-zåäö]\)|\d{1,2}[.)])\s+\S")
_WIDE_GAP = re.compile(r"\S {3,}\S|\t")
_NARROW, _WIDE = 60, 140  # characters of a full line: shorter are headings and cells, longer two lines joined at a hyphen
_RUN_IN_REST = 10  # characters: less after a heading's words is not its text
_RUN_IN_TITLE = 250  # characters of a title that its first heading may be run into
_ENUMERATED = 60  # characters: a shorter paragraph holds no points run together
_ITEM = re.compile(r"(?<=\S )§ ?\d{1,4},? (?:[Dd]nr|[Ää]rendenummer|[Dd]iarienummer)\b")
_WHOSE = re.compile(  # whose § it is, before its number: "KS § 76", "Tekniska nämnden § 4"
    r"(?:[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö]{1,3}(?:[Aa][Uu])?"
    r"|[A-ZÅÄÖ][\w ,-]{0,40}(?:nämnden?s?|styrelsens?|fullmäktiges?|utskott(?:et)?))\s*"
)
_SENTENCE_BREAK = re.compile(r"[.!?] [A-ZÅÄÖ]")


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
        text: the text.
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


def full_width(lines: Sequence[Line]) -> int:
    """Return how long a full line of running text is: one much shorter, with text under it, was ended on purpose."""
    full = sorted(len(line.text) for line in lines if not line.in_table and _NARROW <= len(line.text) <= _WIDE)
    return full[len(full) // 2] if full else _NARROW


def part_lines(lines: Sequence[Line], heading: re.Pattern[str]) -> list[Line]:
    """Return the lines with those parted that some extractors run together.

    A paragraph "Beslut Nämnden godkänner ..." becomes the heading and its text, "Svar på motion om x Sammanfattning
    Ärendet ..." a title, a heading and text, and points "1. ... 2. ..." in one line a line each.

    Args:
        lines: as `split_lines` gives them.
        heading: matches the words of any known heading at the start of a string, then a colon or not.
    """
    parted: list[Line] = []
    for line in lines:
        cuts = set() if line.in_table else _run_in(line, heading) | _points(line) | _item(line)
        bounds = [0, *sorted(cut for cut in cuts if line.text[cut:].strip()), len(line.text)]
        bounds = [a for a, b in pairwise(bounds) if line.text[a:b].strip()] + [len(line.text)]
        if len(bounds) == 2:
            parted.append(line)
            continue
        for number, (a, b) in enumerate(pairwise(bounds)):
            piece = line.text[a:b]
            start = line.start + a + len(piece) - len(piece.lstrip())
            stripped = piece.strip()
            part = replace(line, start=start, end=start + len(stripped), text=stripped)
            first, last = number == 0, number == len(bounds) - 2
            parted.append(replace(part, after_blank=first and line.after_blank, before_blank=last and line.before_blank))
    return parted


def _run_in(line: Line, heading: re.Pattern[str]) -> set[int]:
    """Return where a line is cut around a heading run into it: at its start, or after a title."""
    if not line.after_blank or line.bullet or len(line.text) < 2 * _RUN_IN_REST:
        return set()
    for space in [-1, *(match.start() for match in re.finditer(r"(?<=[a-zåäö0-9)”\"’!?.]) (?=[A-ZÅÄÖ])", line.text))]:
        at = space + 1
        before = line.text[:at]
        if at > _RUN_IN_TITLE or _SENTENCE_BREAK.search(before) or before.endswith(". "):
            break
        found = heading.match(line.text, at)
        if found is None or not line.text[at].isupper() or len(line.text) - found.end() < _RUN_IN_REST:
            continue
        return {at, found.end()} - {0}
    return set()


def _item(line: Line) -> set[int]:
    """Return where a § and its diary number follow the title on the same line."""
    found = _ITEM.search(line.text) if line.after_blank else None
    if found is None or found.start() > _RUN_IN_TITLE or _WHOSE.fullmatch(line.text, 0, found.start()):
        return set()
    return {found.start()}


def _points(line: Line) -> set[int]:
    """Return where the points 1., 2., 3. ... begin that stand in one line."""
    if len(line.text) < _ENUMERATED:
        return set()
    found: list[int] = []
    at = 0
    while (match := re.compile(rf"(?:^|(?<=\s)){len(found) + 1}\.\s+(?=[^\W\d_])").search(line.text, at)) is not None:
        found.append(match.start())
        at = match.end()
    return set(found) - {0} if len(found) > 1 else set()
