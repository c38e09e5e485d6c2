"""Page headers and footers: what stands on every page and belongs to none of its sentences. Pure.

Three ways, all needed on real papers: lines that come back at the same place of many pages, alike or but for a page number
that counts on; lines that are furniture wherever they stand ("Justerandes sign.", "3 (102)"); and, where a text has lost
its pages, the short lines that stand around such a mark time after time. A receiver's name or a case number above a
footer changes from page to page and stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

_EDGE_LINES = 7  # lines looked at from each edge of a page: the tallest header seen has six
_REPEATS_SHARE = 0.4  # of the pages must carry a line, alike, at the same place
_COUNTED_SHARE = 0.15  # of the pages is enough for a line whose number follows the page's: a chapter's own footer
_REPEATS_MIN = 3  # pages, at least; in a paper of few pages, two
_FEW_PAGES = 6
_PLACE_SHARE = 0.5  # of a line's occurrences must be at that place: a word in the cells of a table stands everywhere
_SHIFT = 1  # lines by which a header's place may differ: a wrapped line above it
_OTHERS = 2  # lines of a header that differ from page to page: the day, the §§
_SHORT_LINE = 60  # characters: no line of a page header seen was longer, unless it came back on the pages
_COMPANION_SHARE = 0.6  # of a line's occurrences must be near a mark: headings such as "Beslut" are not
_BLOCK_SHARE = 0.3  # of the marked blocks must have the line near: a name in a table comes back less often
_BOARD_SHARE = 0.5  # of the headers with a name above must have this one: a receiver above one of them is not its board
_BOARD_LINES = 3  # lines a board's name may be wrapped over in a page header
_PAGE_DIGITS = 4  # a page number is not longer
_NUMBER = re.compile(r"\d+")
#: A page number that tells that it is one, "3 (38)", "Sida 4 av 27", at the end of a line of words.
_PAGE_OF = re.compile(
    r"\s*(?P<page>\d{1,4})\s?\((?P<of>\d{1,4})\)\W*$|\bsid(?:a|an)?\.?\s(?P<side>\d{1,4})(?:\s?(?:av|/|\()\s?(?P<all>\d{1,4})\)?)?\W*$",
    re.IGNORECASE,
)
#: A bare page number at the end of a line of at least two words: "Årsredovisning 2025 7".
_BARE_PAGE = re.compile(r"(?P<words>[^\W\d]\S*\s.*\S)\s(?P<page>\d{1,3})$")
_BARE_MIN = 4  # lines that count on one by one
_BARE_APART = 8  # lines between two of them: what counts on from line to line is a list
_TITLE_LINES = 15  # first lines of a text: the paper's title is one of them
_LAST = re.compile(r"\W*(?:av \d+|\(\d+\)|/ ?\d+)?\W*$")  # what may follow a page number on its line
_ACTS = re.compile(  # headings of what a board decided: they come back on the pages of minutes
    r"(?:[\w,-]+ ){0,4}?\w+s (?:beslut|förslag|yttrande|ställningstagande)"
    r"(?: till (?:beslut|\w*fullmäktige|\w*styrelsen|\w*nämnden))?:?",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What page headers and footers look like.

    Attributes:
        marks: matched against a whole line: it is surely furniture, wherever it stands.
        near: matched against a whole line: it is furniture when it stands beside a sure one, in a text without pages.
        board: matched against one to three lines joined: a board's name, of which a page header has one at most.
        never: lines (casefolded) that are headings of papers and so never furniture.
    """

    marks: tuple[re.Pattern[str], ...]
    near: tuple[re.Pattern[str], ...]
    never: frozenset[str]
    board: tuple[re.Pattern[str], ...] = ()


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


def folded(line: str) -> str:
    """Return the line as it is compared between pages: white space folded, lower case."""
    return _SPACE.sub(" ", line).strip().casefold()


def find_furniture(pages: Sequence[str], furniture: Furniture, paged: bool) -> list[list[tuple[int, int]]]:
    """Return, for each page, the spans of its headers and footers, in order and not overlapping.

    Args:
        pages: the pages' texts.
        furniture: what to look for.
        paged: whether the pages are the file's own: only then lines that come back on them are looked for.
    """
    by_page = [_lines(text) for text in pages]
    sure = [{i for i, line in enumerate(lines) if _is_mark(line, furniture)} for lines in by_page]
    if paged and len(pages) > 1:
        repeated = _repeated(by_page)
        for at, (lines, more) in enumerate(zip(by_page, repeated, strict=True)):
            sure[at] |= {i for i in more if not _barred(lines[i], furniture)}
        if any(repeated):  # the pages tell it all: what merely looks like a header is text
            furniture = replace(furniture, near=(), board=())
    for at, more in enumerate(_counting_on(by_page)):
        sure[at] |= {i for i in more if not _barred(by_page[at][i], furniture)}
    companions = _companions(by_page, sure)
    grown = [_grown(lines, marks, companions, furniture) for lines, marks in zip(by_page, sure, strict=True)]
    named = [marks | board for marks, board in zip(grown, _boards(by_page, grown, furniture), strict=True)]
    whole = [_grown(lines, marks, set(), furniture) for lines, marks in zip(by_page, named, strict=True)]
    return [_spans(lines, marks) for lines, marks in zip(by_page, whole, strict=True)]


def _is_mark(line: _Line, furniture: Furniture) -> bool:
    return any(mark.fullmatch(line.text) for mark in furniture.marks)


def _barred(line: _Line, furniture: Furniture) -> bool:
    return line.text.casefold() in furniture.never or "§" in line.text or _ACTS.fullmatch(line.text.strip()) is not None


def _keys(text: str, page: int) -> list[str]:
    """Return what a line is compared by: itself, and itself with each of its numbers as a count from the page's index."""
    plain = folded(text)
    numbers = [
        m for m in _NUMBER.finditer(plain) if len(m.group()) <= _PAGE_DIGITS and (not m.start() or _LAST.match(plain, m.end()))
    ]
    return [plain, *(f"{plain[: m.start()]}#{int(m.group()) - page}{plain[m.end() :]}" for m in numbers)]


def _edges(lines: Sequence[_Line]) -> Iterable[tuple[int, str, int]]:
    """Return each line near the edges of a page as its index, the side and its place counted from that side."""
    count = len(lines)
    for place in range(min(_EDGE_LINES, count)):
        yield place, "top", place
        yield count - 1 - place, "foot", place


def _repeated(by_page: Sequence[Sequence[_Line]]) -> list[set[int]]:
    """Return, for each page, the indexes of the lines that stand alike at the same place of enough pages."""
    places: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    everywhere = Counter(folded(line.text) for lines in by_page for line in lines)
    for page, lines in enumerate(by_page):
        for index, side, place in _edges(lines):
            for key in _keys(lines[index].text, page):
                places[key][side, place] += 1
    least = _REPEATS_MIN if len(by_page) > _FEW_PAGES else 2
    plain = max(least, _REPEATS_SHARE * len(by_page))
    counted = max(least, _COUNTED_SHARE * len(by_page))
    known = {
        key
        for key, seen in places.items()
        for side, place in seen
        if sum(seen[side, place + shift] for shift in range(-_SHIFT, _SHIFT + 1))
        >= (counted if "#" in key else max(plain, _PLACE_SHARE * everywhere[key]))
    }
    return [_near_edges(lines, page, known) for page, lines in enumerate(by_page)]


def _near_edges(lines: Sequence[_Line], page: int, known: AbstractSet[str]) -> set[int]:
    """Return the indexes of the lines of a page that come back, between which and its edge at most a line or two do not."""
    found: set[int] = set()
    for side in ("top", "foot"):
        others = 0
        for index in (index for index, of, _ in _edges(lines) if of == side):
            alike = not known.isdisjoint(_keys(lines[index].text, page))
            found |= {index} if alike and others <= _OTHERS else set()
            others += not alike
    return found


def _counting_on(by_page: Sequence[Sequence[_Line]]) -> list[set[int]]:
    """Return, for each page, the lines that come back alike but for a page number that tells that it is one and counts on.

    They are found wherever they stand: a text may have lost its pages.
    """
    seen: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for page, lines in enumerate(by_page):
        for index, line in enumerate(lines):
            match = _PAGE_OF.search(line.text)
            if match is not None:
                number = int(match["page"] or match["side"])
                words = folded(line.text[: match.start()])
                seen[f"{words}|{match['of'] or match['all'] or ''}"].append((number, page, index))
    found: list[set[int]] = [set() for _ in by_page]
    for places in [*seen.values(), *_bare_pages(by_page)]:
        numbers = [number for number, _, _ in places]
        if len(places) >= _REPEATS_MIN and all(a < b for a, b in pairwise(numbers)):
            for _, page, index in places:
                found[page].add(index)
    return found


def _bare_pages(by_page: Sequence[Sequence[_Line]]) -> list[list[tuple[int, int, int]]]:
    """Return the lines, as (number, page, index), that come back alike far apart and end in a number that counts on by one.

    Their words are the paper's title, or the same line stands beside each: "Rekommendation nr 1", 2, 3 are headings.
    """
    seen: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for page, lines in enumerate(by_page):
        for index, line in enumerate(lines):
            if len(line.text) <= _SHORT_LINE and (match := _BARE_PAGE.match(line.text)) is not None:
                seen[folded(match["words"])].append((int(match["page"]), page, index))
    titles = {folded(line.text) for lines in by_page[:1] for line in lines[:_TITLE_LINES]}
    return [
        places
        for words, places in seen.items()
        if len(places) >= _BARE_MIN
        and all(b - a == 1 and (q > p or j - i >= _BARE_APART) for (a, p, i), (b, q, j) in pairwise(places))
        and (words in titles or any(_alike_beside(by_page, places, step) for step in (-1, 1)))
    ]


def _alike_beside(by_page: Sequence[Sequence[_Line]], places: Sequence[tuple[int, int, int]], step: int) -> bool:
    """Tell whether the same line stands before (or after) each of these places."""
    beside = [by_page[page][index + step].text if 0 <= index + step < len(by_page[page]) else "" for _, page, index in places]
    return bool(beside[0]) and len(set(beside)) == 1


def _companions(by_page: Sequence[Sequence[_Line]], sure: Sequence[set[int]]) -> set[str]:
    """Return the short lines that mostly stand near a mark, and near many of the marks: the rest of a page header."""
    everywhere: Counter[str] = Counter()
    near: Counter[str] = Counter()
    blocks = 0
    for lines, marks in zip(by_page, sure, strict=True):
        close = {i + step for i in marks for step in range(-_EDGE_LINES, _EDGE_LINES + 1)}
        blocks += sum(1 for i in marks if not any(i - step in marks for step in range(1, _EDGE_LINES)))
        for index, line in enumerate(lines):
            if len(line.text) <= _SHORT_LINE:
                everywhere[folded(line.text)] += 1
                near[folded(line.text)] += index in close
    least = max(2.0, _BLOCK_SHARE * blocks)
    return {text for text, n in near.items() if n >= least and n >= _COMPANION_SHARE * everywhere[text]}


def _grown(lines: Sequence[_Line], sure: set[int], companions: set[str], furniture: Furniture) -> set[int]:
    """Return the sure lines and the short ones beside them that go with them or look like part of a page header."""

    def joins(line: _Line) -> bool:
        if _barred(line, furniture):
            return False
        short = len(line.text) <= _SHORT_LINE
        return (short and folded(line.text) in companions) or any(n.fullmatch(line.text) for n in furniture.near)

    grown = set(sure)
    for step in (-1, 1):
        for index in sorted(sure):
            at = index + step
            while 0 <= at < len(lines) and (at in grown or joins(lines[at])):
                grown.add(at)
                at += step
    return grown


def _boards(by_page: Sequence[Sequence[_Line]], chosen: Sequence[set[int]], furniture: Furniture) -> list[set[int]]:
    """Return, for each page, the lines of the board's name right above a page header, where most headers have the same."""
    found: list[tuple[int, list[int], str]] = []
    blocks = 0
    for page, (lines, marks) in enumerate(zip(by_page, chosen, strict=True)):
        for first in (i for i in sorted(marks) if i - 1 not in marks):
            blocks += 1
            named = _board_above(lines, first, furniture)
            if not named and first and lines[first - 1].text.casefold() in furniture.never:
                named = _board_above(lines, first - 1, furniture)  # a heading read between the lines of a page header
            if named:
                found.append((page, named, folded(" ".join(lines[i].text for i in named))))
    names = Counter(name for _, _, name in found)
    least = max(_BOARD_SHARE * len(found), min(2, blocks))
    kept: list[set[int]] = [set() for _ in by_page]
    for page, indexes, name in found:
        if names[name] >= least:
            kept[page].update(indexes)
    return kept


def _board_above(lines: Sequence[_Line], first: int, furniture: Furniture) -> list[int]:
    """Return the indexes of the lines right above `first` that are one board's name, or []."""
    for count in range(1, min(_BOARD_LINES, first) + 1):
        indexes = list(range(first - count, first))
        wrapped = all(lines[i].text[0].islower() for i in indexes[1:])
        if not wrapped or any(_barred(lines[i], furniture) for i in indexes):
            continue
        if any(board.fullmatch(" ".join(lines[i].text for i in indexes)) for board in furniture.board):
            return indexes
    return []


def _spans(lines: Sequence[_Line], chosen: set[int]) -> list[tuple[int, int]]:
    """Return the spans of runs of chosen lines, with the blank lines around them."""
    spans: list[tuple[int, int]] = []
    for index in sorted(chosen):
        start, end = lines[index].start, lines[index].end
        joined = bool(spans) and spans[-1][1] >= start
        spans[-1:] = [(spans[-1][0], end)] if joined else [*spans[-1:], (start, end)]
    return spans
