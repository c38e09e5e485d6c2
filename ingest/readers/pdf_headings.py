"""Which lines of a PDF are headings, told by how they are set, and how high they stand. Pure.

A heading is larger than the text it stands over, or as large and bold; where neither is used, a short line of its own in
another face or colour. What comes back on many pages, is part of a table, ends like a sentence or stands over nothing is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf_heading_ranks import (
    NUMBERED,
    Found,
    Group,
    Kind,
    levels_of,
    without_letterheads,
    without_lists,
)
from ingest.readers.pdf_layer import Style
from ingest.readers.pdf_rows import LaidPage, Row, overlap

_LARGER = 1.09  # times the size of the text: 12 over 11 points; 11.5 over 11 is a lead paragraph
_LARGER_LEAST = 1.0  # point
_SMALLER = 0.95  # times the size of the text: a bold line smaller than this heads a box or a table's cell
_WINDOW = 1500  # characters around a page that tell the style of its text
_OWN_SHARE = 0.7  # of the text around a page: smaller text than the document's is then its own, not that of boxes
_EDGE = 0.06  # of the page's height at its top and foot: letterheads and page numbers
_REPEATED_PAGES = 3  # pages, at least, and
_REPEATED_SHARE = 0.2  # of all, that show a line at the same height: a page header
_REPEATED_ZONE = 0.12  # of the page's height from its top or foot, where that counts
_REPEATED_STEP = 10.0  # points that its height may differ by
_MOST_LINES = 4  # lines of a heading
_MOST_CHARACTERS = 200
_CELL_TIMES = 2  # that the words of a heading stand in a later cell of a row: they are those of a table
_CAPITALS = 6  # letters of a line in capitals: fewer are an abbreviation
_FACE_TIMES = 2  # headings in one face or colour; one alone is a signature or a remark
_MOST_PLAIN = 90  # characters of a heading that is told by face or colour alone
_PITCH = 1.55  # of the font size: the lines of a wrapped heading stand no further apart
_FEW_ROWS = 8  # rows that tell where a column ends
_EDGE_QUANTILE = 0.8  # of the rows of a column end before its right edge is told
_FULL = 0.75  # of the column's width: a bold line so long may be the first of a paragraph
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_CAPTION = re.compile(r"(?:tabell|diagram|figur|bild|foto|källa|fotnot|graf|karta)\b\s*(?:[\d:.]|$)", re.IGNORECASE)
_BULLET = re.compile(r"[•●▪◦·\uf0b7\uf0a7–—-]\s|[a-zåäö]\)\s|\d{1,2}\)\s")
_OPEN = re.compile(
    r"(?:[-–,/(:]|\b(?:och|eller|samt|i|på|för|av|med|till|att|som|den|det|de|en|ett|om|från|vid|mot|under|över|per|hos))$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.,;][\"”)]?\d?$")
_ADDRESS = re.compile(r"@|www\.|https?:|\.se\b|^\W*\d[\d /:.-]*$")
_DIGITS = re.compile(r"\d+")

Colour = tuple[int, int, int]


def find_groups(pages: Sequence[LaidPage], gaps: Sequence[Sequence[bool]]) -> list[list[Group]]:
    """Return the headings of each page, in order.

    Args:
        pages: the document's.
        gaps: for each row of each page, whether a blank line stands before it.
    """
    repeated = _repeated(pages)
    bodies = _bodies(pages)
    inline = _inline_colours(pages)
    found: list[Found] = []
    for number, page in enumerate(pages):
        looking = _Looking(page, gaps[number], bodies[number], {at for n, at in repeated if n == number}, inline)
        found += [replace(heading, page=number) for heading in looking.headings()]
    faces = Counter(heading.style for heading in found if heading.kind is Kind.FACE)
    found = [heading for heading in found if heading.kind is not Kind.FACE or faces[heading.style] >= _FACE_TIMES]
    cells = _cells(pages)
    found = [heading for heading in found if heading.kind is Kind.LARGE or cells[heading.text] < _CELL_TIMES]
    kept = without_lists(without_letterheads(found, pages))
    levels = levels_of(kept)
    groups: list[list[Group]] = [[] for _ in pages]
    for heading, level in zip(kept, levels, strict=True):
        groups[heading.page].append(replace(heading.group, level=level))
    return groups


def body_style(rows: Sequence[Row]) -> Style | None:
    """Return the style most of the text of some rows has, None where there is no text."""
    counts: Counter[Style] = Counter()
    for row in rows:
        for line in row.lines:
            counts[line.style] += len(line.text)
    return counts.most_common(1)[0][0] if counts else None


def _bodies(pages: Sequence[LaidPage]) -> list[Style | None]:
    """Return the style of the text around each page: its own, or its neighbours' where it has little."""
    texts = [[row for at, row in enumerate(page.rows) if page.zone(at) < 0 and not row.aside] for page in pages]
    whole = body_style([row for rows in texts for row in rows])
    bodies: list[Style | None] = []
    for number in range(len(pages)):
        reach, rows = 0, list(texts[number])
        while sum(len(row.text) for row in rows) < _WINDOW and reach < len(pages):
            reach += 1
            rows = [row for near in texts[max(number - reach, 0) : number + reach + 1] for row in near]
        near_by = body_style(rows)
        smaller = near_by is not None and whole is not None and near_by.size < whole.size
        bodies.append(whole if smaller and _share(rows, near_by) < _OWN_SHARE else near_by)
    return bodies


def _share(rows: Sequence[Row], style: Style | None) -> float:
    """Return how much of the text of some rows has a style's size, 0 to 1."""
    sizes = [(line.size, len(line.text)) for row in rows for line in row.lines]
    whole = sum(length for _, length in sizes)
    return sum(length for size, length in sizes if style and size == style.size) / max(whole, 1)


def _cells(pages: Sequence[LaidPage]) -> Counter[str]:
    """Return how often words fill a cell that is not the first of its row: as a status in a table does."""
    rows = (row for page in pages for row in page.rows if row.columns and not row.aside)
    return Counter(cell for row in rows for cell in [cell for line in row.lines for cell in line.cells][1:])


def _inline_colours(pages: Sequence[LaidPage]) -> set[Colour]:
    """Return the colours that some words of a line have and the rest not: those of links."""
    lines = [line for page in pages for row in page.rows for line in row.lines if len(line.spans) > 1 and not line.aside]
    return {span.style.colour for line in lines for span in line.spans if span.style.colour != line.style.colour}


def _repeated(pages: Sequence[LaidPage]) -> set[tuple[int, int]]:
    """Return (page, row) of the rows that stand alike at the same height near the edge of many pages."""
    places: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for number, page in enumerate(pages):
        for at, row in enumerate(page.rows):
            near = min(row.top, page.height - row.top) < _REPEATED_ZONE * page.height
            if near:
                key = _DIGITS.sub("#", " ".join(row.text.split()).casefold())
                step = round(row.top / _REPEATED_STEP)
                for shift in (0, 1):
                    places.setdefault((key, step + shift), []).append((number, at))
    least = max(_REPEATED_PAGES, _REPEATED_SHARE * len(pages))
    return {place for seen in places.values() if len({number for number, _ in seen}) >= least for place in seen}


class _Looking:
    """The search for headings on one page."""

    def __init__(self, page: LaidPage, gaps: Sequence[bool], body: Style | None, repeated: set[int], inline: set[Colour]) -> None:
        self._page = page
        self._rows = page.rows
        self._gaps = gaps
        self._body = body
        self._repeated = repeated
        self._inline = inline

    def headings(self) -> list[Found]:
        found: list[Found] = []
        at = 0
        while self._body is not None and at < len(self._rows):
            kind = self._kind(at)
            last = at + 1
            while kind is not None and last < len(self._rows) and self._wraps(last, kind):
                last += 1
            if kind is not None and self._is_heading(at, last, kind):
                text = " ".join(row.text for row in self._rows[at:last])
                found.append(Found(0, Group(at, last), kind, self._rows[at].lines[0].style, " ".join(text.split())))
            at = last
        return found

    def _kind(self, at: int) -> Kind | None:
        """Return what makes a row look like a heading, by itself, or None."""
        row, body = self._rows[at], self._body
        if body is None or row.aside or len(row.lines) > 1 or self._page.zone(at) >= 0 or self._is_edge(at):
            return None
        line = row.lines[0]
        text = line.text.strip()
        cells = [cell for cell in line.cells if cell]
        if len(cells) > 2 or (len(cells) == 2 and not cells[0].rstrip(".").replace(".", "").isdigit()):
            return None
        if not _LETTERS.search(text) or _LEADERS.search(text) or _CAPTION.match(text) or _BULLET.match(text):
            return None
        style = line.style
        bold = all(span.style.bold for span in line.spans if _LETTERS.search(line.text[span.start : span.end]))
        if style.size >= max(_LARGER * body.size, body.size + _LARGER_LEAST):
            return Kind.LARGE
        if bold and not body.bold:
            return Kind.BOLD if style.size >= _SMALLER * body.size else Kind.SMALL
        coloured = style.colour != body.colour and style.colour not in self._inline
        capitals = text.isupper() and sum(sign.isalpha() for sign in text) >= _CAPITALS
        own = (style.italic and not body.italic) or coloured or style.family != body.family or capitals
        whole = all(span.style == style for span in line.spans) and not _ADDRESS.search(text)
        return Kind.FACE if own and whole and style.size >= _SMALLER * body.size else None

    def _wraps(self, at: int, kind: Kind) -> bool:
        """Tell whether the heading on the row before goes on in this one."""
        above, row = self._rows[at - 1], self._rows[at]
        if above.size != row.size or not 0 < row.top - above.floor <= _PITCH * row.size or row.columns:
            return False
        style = row.lines[0].style
        if self._kind(at) is not kind and (_LETTERS.search(row.text) or style != above.lines[0].style):
            return False
        if kind is not Kind.LARGE and style != above.lines[0].style:
            return False
        text = row.text.strip()
        number = NUMBERED.match(text)
        if (number and "." in number[1]) or text.startswith("§") or _LEADERS.search(text):
            return False
        first = text.split()[0]
        if text[0].islower() or text.isdigit() or above.lines[0].cut or _OPEN.search(above.text.strip()):
            return True
        width = (row.x1 - row.x0) * (len(first) + 1) / max(len(text), 1)
        return above.x1 + width > self._right(above)

    def _is_edge(self, at: int) -> bool:
        """Tell whether a row is part of the page's own header or footer."""
        row = self._rows[at]
        return at in self._repeated or min(row.top, self._page.height - row.top) < _EDGE * self._page.height

    def _right(self, row: Row) -> float:
        """Return where the column of a row ends."""
        edges = sorted(r.x1 for r in self._rows if r is not row and not r.columns and overlap(r, row) > 0)
        if len(edges) < _FEW_ROWS:
            return self._page.width - row.x0
        return edges[int(_EDGE_QUANTILE * (len(edges) - 1))]

    def _is_heading(self, first: int, last: int, kind: Kind) -> bool:
        rows = self._rows[first:last]
        text = " ".join(row.text.strip() for row in rows)
        most = _MOST_PLAIN if kind is Kind.FACE else _MOST_CHARACTERS
        if len(rows) > _MOST_LINES or len(text) > most or not self._begins(first, kind) or text[0].islower():
            return False
        if _ENDS.search(text) or (text.endswith(":") and kind is not Kind.LARGE):
            return False
        return self._stands_over(rows, last, kind)

    def _begins(self, first: int, kind: Kind) -> bool:
        """Tell whether a row begins something: no line of the paragraph before it."""
        if kind is Kind.LARGE or first == 0 or self._gaps[first]:
            return True
        above = self._rows[first - 1]
        if self._kind(first - 1) is not None or self._page.zone(first - 1) >= 0:
            return kind is not Kind.FACE
        return kind is Kind.BOLD and above.text.rstrip().endswith((".", ":", "!", "?"))

    def _stands_over(self, rows: Sequence[Row], last: int, kind: Kind) -> bool:
        """Tell whether text follows that is set otherwise."""
        if last == len(self._rows) or self._is_edge(last):
            return kind is Kind.LARGE
        below = self._rows[last]
        if kind is Kind.LARGE or self._page.zone(last) >= 0:
            return kind is not Kind.SMALL
        if self._kind(last) is kind and not self._gaps[last]:
            return False
        if below.top < rows[-1].floor or overlap(below, rows[-1]) == 0:
            return False
        style = below.lines[0].style
        if kind is Kind.SMALL:
            return style.size <= rows[0].size and not style.bold and not below.columns
        long = rows[-1].x1 - rows[-1].x0 > _FULL * (self._right(rows[-1]) - rows[-1].x0)
        return not (long and not self._gaps[last] and below.text[:1].islower())
