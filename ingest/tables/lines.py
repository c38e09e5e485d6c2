"""Where tables stand in running text: rows, values, wrapped labels and headers, and the regions they make. Pure.

Text made from a PDF has lost its columns: a table is told by rows that end in numbers, by value lines under wrapped labels
and by header lines of measures and years. Nothing is read here; `ingest.tables.door` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from ingest.model import TextTable
from ingest.tables.header_words import is_rest
from ingest.tables.measures import is_measure
from ingest.tables.periods import YEAR
from ingest.text.line_kinds import ARROWS, DATA, NARROW, WIDE_GAP, LineKind, TextLine, cell_count, read_lines

_YEAR = re.compile(YEAR)
_LABEL_LINES = 9  # lines that a wrapped label or a header may run over (the longest seen is eight)
_WORDS_A_ROW = 12  # lines of words a row may have, counted over the region; a list of names and seats has more
_LONG_LINES = 2  # long lines in a row that a comment column may have; a paragraph has more
_COMMENT = 10  # characters after a row's numbers: a comment begins on its line
_COMMENT_LINES = 45  # narrow lines between two rows: a comment column read as text (the longest seen is 32)


class Stretch(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Of its first character."""

    @property
    def end(self) -> int:
        """After its last."""


def regions_beside(text: str, marked: Iterable[Stretch]) -> list[TextTable]:
    """Return where tables stand in a text beside those whose cells are known, in order: above, between and below them."""
    found: list[TextTable] = []
    at = 0
    for table in [*sorted(marked, key=lambda one: one.start), None]:
        last = len(text) if table is None else table.start
        for region in find_table_regions(text[at:last]) if last > at else ():
            start, end, header = (at + one for one in (region.start, region.end, region.header_end))
            found.append(replace(region, start=start, end=end, header_end=header))
        at = at if table is None else max(at, table.end)
    return found


def find_table_regions(text: str) -> list[TextTable]:
    """Return where tables stand in a text, in order, none overlapping.

    A region holds the header lines, wrapped labels, group headings and comment cells of its rows, and stops at prose.
    """
    lines = read_lines(text)
    regions: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        if lines[at].kind not in (LineKind.VALUES, LineKind.ROW, LineKind.WEAK_ROW):
            at += 1
            continue
        floor = regions[-1][1] if regions else 0
        first, last = _grow(text, lines, at, floor)
        if _is_table(text, lines, first, last):
            if regions and first <= regions[-1][1]:
                first = regions.pop()[0]
            regions.append((first, last))
            at = last + 1
        else:
            heads = (step for step in range(at + 1, last) if lines[step].kind is LineKind.HEADER)
            at = next(heads, last) + 1
    return [_region(text, lines, first, last) for first, last in regions]


def _grow(text: str, lines: Sequence[TextLine], at: int, floor: int) -> tuple[int, int]:
    """Return the first and last line of the region around a row: down to its last row, up to its header."""
    last = at
    commented = _is_commented(text, lines[at])
    step = at + 1
    text_lines = wide = 0
    while step < len(lines):
        line = lines[step]
        if line.kind is LineKind.PROSE and not (commented and _is_lone(lines, step)):
            break
        if line.kind in DATA:
            last, text_lines, wide = step, 0, 0
            commented = commented or _is_commented(text, line)
        elif line.kind is not LineKind.BLANK:
            text_lines += 1
            wide += line.end - line.start > NARROW
            if text_lines > _COMMENT_LINES or wide > _LABEL_LINES:
                break
        step += 1
    return _top(text, lines, at, floor), last


def _is_commented(text: str, line: TextLine) -> bool:
    """Tell whether a comment begins behind a row's numbers, and not a trend with its word: "↑ Ej uppfyllt"."""
    after = text[line.cells[1] : line.end].strip()
    return len(after) >= _COMMENT and not after.startswith(ARROWS)


def _is_lone(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether a long line, or two, stand among short ones: words of a narrow column whose hyphens were taken out."""
    run = 1
    for side in (reversed(lines[:at]), iter(lines[at + 1 :])):
        for line in side:
            if line.kind is LineKind.PROSE:
                run += 1
            elif line.kind is not LineKind.BLANK:
                break
            if run > _LONG_LINES:
                return False
    return True


def _top(text: str, lines: Sequence[TextLine], at: int, floor: int) -> int:
    """Return the line a region starts with: the topmost header above its first row, else that row's own label."""
    top = own = at
    blanks = seen = 0
    contiguous = lines[at].kind is LineKind.VALUES
    for step in range(at - 1, floor - 1, -1):
        line = lines[step]
        if line.kind is LineKind.BLANK:
            blanks += 1
            continue
        if line.kind is LineKind.PROSE or line.kind in DATA or seen >= 2 * _LABEL_LINES:
            break
        seen += 1
        if line.kind is LineKind.HEADER:
            top = step
        elif top == at and contiguous and seen <= _LABEL_LINES and blanks <= 1:
            own = step
    top = _with_word_above(text, lines, (min(top, own), at), floor)
    return header_start(text, lines, top, floor) if lines[top].kind is LineKind.HEADER else top


def _with_word_above(text: str, lines: Sequence[TextLine], header: tuple[int, int], floor: int) -> int:
    """Return the line a header starts with: the word alone above it that a narrow column broke, and a word below goes on with.

    So too a measure alone above the year that it is of: "Intäkter" over "2024", where each line of a header holds one word.

    Args:
        text: the document's text.
        lines: its lines.
        header: its first line, and the line after its last.
        floor: the first line that may be its.
    """
    first, after = header
    above = text[lines[first - 1].start : lines[first - 1].end].split() if first > floor else []
    below = text[lines[first].start : lines[after - 1].end].split() if after > first else []
    over_year = len(above) == 1 and is_measure(above[0]) and len(below) > 1 and _YEAR.fullmatch(below[0]) is not None
    return first - 1 if over_year or (len(above) == 1 and any(is_rest(above[0], word) for word in below)) else first


def header_start(text: str, lines: Sequence[TextLine], top: int, floor: int) -> int:
    """Return the line where the heading of a header's label column begins, when it runs down to the header in small letters."""
    goes_on = top
    for step in range(top - 1, max(floor - 1, top - 8), -1):
        line = lines[step]
        if line.kind is LineKind.BLANK:
            continue
        if line.kind is not LineKind.SHORT:
            break
        if text[line.start : line.end].lstrip()[:1].islower():
            goes_on = step
            continue
        return step if goes_on < top else top
    return top


def _is_table(text: str, lines: Sequence[TextLine], first: int, last: int) -> bool:
    inside = lines[first : last + 1]
    strong = sum(line.kind is LineKind.ROW or (line.kind is LineKind.VALUES and _many(text, line)) for line in inside)
    weak = sum(line.kind in (LineKind.WEAK_ROW, LineKind.VALUES) for line in inside)
    header = any(line.kind is LineKind.HEADER for line in inside)
    spaced = sum(line.kind in DATA and WIDE_GAP.search(text[line.start : line.end]) is not None for line in inside)
    words = sum(line.kind is LineKind.SHORT for line in inside)
    if words > (_WORDS_A_ROW if header else _WORDS_A_ROW / 3) * (strong + weak):
        return False
    bare = sum(line.kind is LineKind.VALUES and not _many(text, line) for line in inside)
    if not header and bare > strong:
        return False
    if not strong:
        first_row = next(at for at, line in enumerate(inside) if line.kind in DATA)
        header = any(line.kind is LineKind.HEADER for line in inside[:first_row]) and words <= 2 * weak + _LABEL_LINES
    return strong >= 2 or (header and strong + weak >= (1 if strong else 2)) or spaced >= 2


def _many(text: str, line: TextLine) -> bool:
    return cell_count(text[line.cells[0] : line.cells[1]]) >= 2


def _region(text: str, lines: Sequence[TextLine], first: int, last: int) -> TextTable:
    header_end = lines[first].start
    for line in lines[first : last + 1]:
        if line.kind in DATA:
            break
        if line.kind is LineKind.HEADER:
            header_end = line.end
    return TextTable(lines[first].start, lines[last].end, header_end, caption=_caption(text, lines, first))


def _caption(text: str, lines: Sequence[TextLine], first: int) -> str:
    """Return the short line right above a table, its heading, or ""."""
    for step in range(first - 1, max(-1, first - 4), -1):
        line = lines[step]
        if line.kind is LineKind.SHORT:
            shown = text[line.start : line.end].strip()
            return "" if shown.endswith((".", ",", ";")) else shown.rstrip(":")
        if line.kind is not LineKind.BLANK:
            break
    return ""
