"""The text of a PDF's pages as it is set: blank lines between paragraphs, headings marked. Pure.

pdfium gives a page's lines without a sign of where a paragraph ends or what is a heading; both are told from how the lines
stand. The words stay as they are: only white space is put in or taken out, and lines that pdfium gives out of the order of
reading change place (see `pdf_order`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.model import HeadingMark
from ingest.readers.pdf_heading_ranks import Group
from ingest.readers.pdf_headings import find_groups
from ingest.readers.pdf_layer import PageLayer
from ingest.readers.pdf_order import in_order
from ingest.readers.pdf_rows import LaidPage, Row, find_rows, overlap, table_zones

_GAP = 1.22  # of the usual pitch: lines further apart are of two paragraphs; a raised footnote mark adds up to 0.1
_GAP_LEAST = 1.5  # points more than the usual pitch
_LOOSE = 1.6  # of the usual pitch: a sentence that goes on in small letters may have such a gap inside, as at a formula
_PITCH_MOST = 2.5  # of the font size: lines further apart tell nothing of the pitch
_USUAL_PITCH = 1.2  # of the font size, where nothing tells it
_PAIRS = 4  # pairs of lines on a page that are enough to tell its own pitch
_INDENT = (0.5, 4.0)  # of the font size: how far the first line of a paragraph is pushed in
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_ENDS = re.compile(r"[.:;!?…][\"”’)\]]?\d{0,2}\s*$")
_SUSPENDED = re.compile(r"(?:och|eller|samt|respektive)\b")  # a hyphen before these stays: "finansierings- och"
_JUMP = 0.3  # of the font size: a line this far above the one before it is of another column


@dataclass(frozen=True, slots=True)
class LaidText:
    """A page's text, and the headings in it."""

    text: str
    headings: tuple[HeadingMark, ...]


def in_rows(layer: PageLayer) -> LaidPage:
    """Return a page's lines as rows in the order they are read."""
    rows = in_order(find_rows(layer), layer.height)
    return LaidPage(tuple(rows), tuple(table_zones(rows)), layer.width, layer.height)


def lay_out(pages: Sequence[LaidPage]) -> list[LaidText]:
    """Return the text of each page of a document, in order."""
    pitches = _Pitches(pages)
    gaps = [[_gap(page, at, number, pitches) for at in range(len(page.rows))] for number, page in enumerate(pages)]
    groups = find_groups(pages, gaps)
    return [_text(page, gaps[number], groups[number]) for number, page in enumerate(pages)]


class _Pitches:
    """How far apart the lines of a paragraph stand, by page and font size.

    Told by lines that surely go on: the next begins with a small letter and the one before ends no sentence.
    """

    def __init__(self, pages: Sequence[LaidPage]) -> None:
        by_page: dict[tuple[int, float], list[float]] = defaultdict(list)
        by_size: dict[float, list[float]] = defaultdict(list)
        for number, page in enumerate(pages):
            for at in range(1, len(page.rows)):
                above, below = page.rows[at - 1], page.rows[at]
                gap = below.top - above.floor
                if (
                    page.zone(at) < 0
                    and above.size == below.size
                    and 0 < gap < _PITCH_MOST * below.size
                    and not above.columns
                    and not below.columns
                    and overlap(above, below) > 0
                    and _runs_on(above, below)
                ):
                    by_page[number, below.size].append(gap)
                    by_size[below.size].append(gap)
        self._page = {key: median(gaps) for key, gaps in by_page.items() if len(gaps) >= _PAIRS}
        self._size = {size: median(gaps) for size, gaps in by_size.items()}
        ratios = [gap / size for size, gaps in by_size.items() for gap in gaps]
        self._ratio = min(median(ratios), _USUAL_PITCH) if ratios else _USUAL_PITCH

    def of(self, page: int, size: float) -> float:
        """Return the usual distance between baselines, in points."""
        return self._page.get((page, size)) or self._size.get(size) or self._ratio * size


def _runs_on(above: Row, below: Row) -> bool:
    """Tell whether a sentence goes on from one row to the next."""
    text = below.lines[0].text.lstrip()
    return text[:1].islower() and not _ENDS.search(above.lines[-1].text)


def _gap(page: LaidPage, at: int, number: int, pitches: _Pitches) -> bool:
    """Tell whether a blank line stands before a row."""
    if at == 0:
        return False
    above, below = page.rows[at - 1], page.rows[at]
    if above.aside or below.aside:
        return above.aside != below.aside
    if page.zone(at) >= 0 and page.zone(at) == page.zone(at - 1):
        return False
    if _in_contents(page.rows, at):
        return False
    down = below.top - above.floor
    if down < -_JUMP * below.size or overlap(above, below) == 0:
        return not _runs_on(above, below)
    usual = (pitches.of(number, above.size) + pitches.of(number, below.size)) / 2
    if down >= max(_GAP * usual, usual + _GAP_LEAST):
        return not (_runs_on(above, below) and down < _LOOSE * usual)
    return _pushed_in(page, at)


def _in_contents(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row and the one before it are entries of a table of contents; an entry may be wrapped."""
    dotted = [bool(_LEADERS.search(row.text)) for row in rows[at - 1 : at + 2]]
    return any(dotted[1:]) and (dotted[0] or (dotted[1] and not _ENDS.search(rows[at - 1].text) and at > 1))


def _pushed_in(page: LaidPage, at: int) -> bool:
    """Tell whether a row is the first of a paragraph that is told by its pushed-in first line alone."""
    if at + 1 >= len(page.rows) or at < 2:
        return False
    before, above, row, below = page.rows[at - 2 : at + 2]
    if any(r.columns or r.aside or r.size != row.size for r in (before, above, row, below)):
        return False
    least, most = (share * row.size for share in _INDENT)
    deep = least <= row.x0 - max(above.x0, below.x0) <= most
    return deep and _ENDS.search(above.text) is not None and row.text[:1].isupper()


def _text(page: LaidPage, gaps: Sequence[bool], groups: Sequence[Group]) -> LaidText:
    pieces: list[str] = []
    marks: list[HeadingMark] = []
    length = 0
    starts = {group.first: group for group in groups}
    inside: Group | None = None
    for at, row in enumerate(page.rows):
        group = starts.get(at)
        text = "\n".join(line.text for line in row.lines)
        if inside is not None and at < inside.last:
            cut = page.rows[at - 1].lines[-1].cut and not _SUSPENDED.match(text.lstrip())
            glue = "\n" if cut else " "
        else:
            glue = "" if at == 0 else "\n\n" if gaps[at] or group is not None else "\n"
            inside = group
        if inside is not None:
            text = text.strip()
        pieces += (glue, text)
        length += len(glue) + len(text)
        if group is not None:
            marks.append(HeadingMark(length - len(text), length, group.level))
        elif inside is not None and at < inside.last:
            marks[-1] = HeadingMark(marks[-1].start, length, marks[-1].level)
    return LaidText("".join(pieces), tuple(marks))
