"""Page headers and footers: what stands on every page and belongs to none of its sentences. Pure.

Two ways, both needed on real papers: lines that come back at the top or foot of many pages, and blocks of short lines
around a sure mark ("Justerandes sign.", "3 (102)") where a text has lost its pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE_LINES = 7  # lines looked at from each edge of a page: the tallest header seen has six
_REPEATS_SHARE = 0.4  # of the pages (or of those of its parity) must carry a line for it to be furniture
_REPEATS_MIN = 3  # pages, at least; in a paper of two or three pages, two
_SHORT_LINE = 60  # characters: no line of a page header seen was longer, unless it came back on the pages
_COMPANION_SHARE = 0.6  # of a line's occurrences must be near sure furniture: headings such as "Beslut" are not
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What page headers and footers look like.

    Attributes:
        marks: matched against a whole line: it is surely furniture, wherever it stands.
        near: matched against a whole line: it is furniture when it stands beside a sure one.
        never: lines (casefolded) that are headings of papers and so never furniture.
    """

    marks: tuple[re.Pattern[str], ...]
    near: tuple[re.Pattern[str], ...]
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it; [start, end) reaches from the end of the one before to the start of the next."""

    start: int
    end: int
    text: str


def _lines(text: str) -> list[_Line]:
    filled, at = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            filled.append((at, at + len(raw), raw.strip()))
        at += len(raw) + 1
    befores = [0, *(end for _, end, _ in filled)]
    afters = [*(start for start, _, _ in filled[1:]), len(text)]
    return [_Line(b, a, line) for b, a, (_, _, line) in zip(befores, afters, filled, strict=False)]


def normalised(line: str) -> str:
    """Return the line as it is compared between pages: digits as 0, white space folded, lower case."""
    return _SPACE.sub(" ", _DIGITS.sub("0", line)).strip().casefold()


def find_furniture(pages: Sequence[str], furniture: Furniture, paged: bool) -> list[list[tuple[int, int]]]:
    """Return, for each page, the spans of its headers and footers, in order and not overlapping.

    Args:
        pages: the pages' texts.
        furniture: what to look for.
        paged: whether the pages are the file's own: only then lines that come back on them are looked for.
    """
    by_page = [_lines(text) for text in pages]
    repeated = _repeated_edges(by_page) if paged else set()
    sure = [_sure(lines, repeated, furniture) for lines in by_page]
    companions = _companions(by_page, sure)
    return [_spans(lines, _grown(lines, marks, companions, furniture)) for lines, marks in zip(by_page, sure, strict=True)]


def _sure(lines: Sequence[_Line], repeated: set[str], furniture: Furniture) -> set[int]:
    sure = {i for i, line in enumerate(lines) if any(mark.fullmatch(line.text) for mark in furniture.marks)}
    for index in _edge_indexes(lines):
        text = lines[index].text
        if normalised(text) in repeated and text.casefold() not in furniture.never and "§" not in text:
            sure.add(index)
    return sure


def _companions(by_page: Sequence[Sequence[_Line]], sure: Sequence[set[int]]) -> set[str]:
    """Return the short lines that mostly stand near a sure line, more than once: the rest of a page header."""
    everywhere: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for lines, marks in zip(by_page, sure, strict=True):
        close = {i + step for i in marks for step in range(-_EDGE_LINES, _EDGE_LINES + 1)}
        for index, line in enumerate(lines):
            if len(line.text) <= _SHORT_LINE:
                everywhere[normalised(line.text)] += 1
                near[normalised(line.text)] += index in close
    return {text for text, n in near.items() if n > 1 and n >= _COMPANION_SHARE * everywhere[text]}


def _edge_indexes(lines: Sequence[_Line]) -> list[int]:
    count = len(lines)
    return sorted({*range(min(_EDGE_LINES, count)), *range(max(0, count - _EDGE_LINES), count)})


def _repeated_edges(by_page: Sequence[Sequence[_Line]]) -> set[str]:
    """Return the normalised lines that stand at the edge of enough pages; left and right pages may differ."""
    seen: Counter[tuple[str, int]] = Counter()
    for number, lines in enumerate(by_page):
        for text in {normalised(lines[i].text) for i in _edge_indexes(lines)}:
            seen[text, number % 2] += 1
    repeated = set()
    for text in {text for text, _ in seen}:
        on = [seen[text, 0], seen[text, 1]]
        of = [(len(by_page) + 1) // 2, len(by_page) // 2]
        least = _REPEATS_MIN if len(by_page) > 3 else 2
        everywhere = sum(on) >= max(least, _REPEATS_SHARE * len(by_page))
        one_side = any(n >= max(least, 2 * _REPEATS_SHARE * whole) for n, whole in zip(on, of, strict=True))
        if everywhere or one_side:
            repeated.add(text)
    return repeated


def _grown(lines: Sequence[_Line], sure: set[int], companions: set[str], furniture: Furniture) -> set[int]:
    """Return the sure lines and the short ones beside them that go with them or look like part of a page header."""

    def joins(line: _Line) -> bool:
        if line.text.casefold() in furniture.never or "§" in line.text:
            return False
        short = len(line.text) <= _SHORT_LINE
        return (short and normalised(line.text) in companions) or any(n.fullmatch(line.text) for n in furniture.near)

    grown = set(sure)
    for step in (-1, 1):
        for index in sorted(sure):
            at = index + step
            while 0 <= at < len(lines) and joins(lines[at]):
                grown.add(at)
                at += step
    return grown


def _spans(lines: Sequence[_Line], chosen: set[int]) -> list[tuple[int, int]]:
    """Return the spans of runs of chosen lines, with the blank lines around them."""
    spans: list[tuple[int, int]] = []
    for index in sorted(chosen):
        start, end = lines[index].start, lines[index].end
        if spans and spans[-1][1] >= start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
