"""Clean text out of pages as read: NFC, page headers taken out, words parted at line ends joined again. Pure.

Every change is an `Edit` on a page's text, so that what a reader found at an offset (a cell, a heading) can be found
again in the clean text.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import Grid, HeadingMark, Page, SourcePage, SourceText, TextTable
from ingest.text.footnotes import footnotes_within
from ingest.text.furniture import Furniture, find_furniture

_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_SOFT_HYPHEN = re.compile(r"[\u00ad\ufffe\u0002][ \t]*\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u200e\u200f\ufeff\uffff]")
#: Not after a digit: in text made from a PDF each blank cell at a row's end leaves a space (see `text_tables`).
_TRAILING = re.compile(r"(?<![\d \t])[ \t]+(?=\n|$)")
_LEADING = re.compile(r"(?m)^[ \t]+(?=\S)")
_BLANK_LINES = re.compile(r"\n{3,}")
_BULLET = re.compile(r"(?m)^[\uf0b7\uf0a7\uf02d\u25cf\u25aa\u25e6\u2022\u00b7o][ \t]+(?=\S)")
_HYPHENATED = re.compile(r"(?P<head>[^\W\d_]+)(?P<cut>-[ \t]*\n[ \t]*(?:\n[ \t]*)?)(?P<tail>[^\W\d_]+)")
_SPLIT_DATE = re.compile(r"(?<=\d-)[ \t]*\n[ \t]*(?=\d)")
_PUSHED_IN = re.compile(r"(?<=\S)[ \t]*\n(?=[ \t]+[^\s•–*-])")
_LONG_GAP = re.compile(r"\n{4,}\s*(?=\S)")  # the foot of a page, in text made from a PDF
_PUSHED_IN_SHARE = 0.1  # of the lines: in a text with more, indentation is the author's own
#: A hyphen before these stands for a word left out ("vård- och omsorg"): it stays, and so does the line break.
_SUSPENDED = frozenset({"och", "eller", "samt", "respektive", "till", "men", "som", "resp", "alternativt", "såväl"})
_SENTENCE_END = re.compile(r"[.:!?…][\"”)]?$")
_CONTINUES = re.compile(r"^[a-zåäöé]")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace [start, end) of a text by `new`."""

    start: int
    end: int
    new: str


class Edited:
    """A text after edits, and the way from offsets before to offsets after.

    Args:
        text: the text before.
        edits: in any order; of two that overlap the one that starts first (then the longer) counts.
    """

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self._old: list[int] = [0]
        self._new: list[int] = [0]
        parts: list[str] = []
        at = length = 0
        for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
            if edit.start < at:
                continue
            parts += (text[at : edit.start], edit.new)
            length += edit.start - at
            self._mark(edit.start, length)
            length += len(edit.new)
            self._mark(edit.end, length)
            at = edit.end
        parts.append(text[at:])
        self.text = "".join(parts)

    def _mark(self, old: int, new: int) -> None:
        self._old.append(old)
        self._new.append(new)

    def after(self, offset: int) -> int:
        """Return where the character at `offset` stands now (for one cut out: where the cut is)."""
        at = bisect.bisect_right(self._old, offset) - 1
        moved = self._new[at] + offset - self._old[at]
        return min(moved, self._new[at + 1]) if at + 1 < len(self._new) else moved


@dataclass(frozen=True, slots=True)
class CleanText:
    """The clean text of a whole file, with where its pages, headings and marked tables stand in it.

    Attributes:
        removed: the page headers and footers taken out, with the offset each stood at.
        gaps: offsets of lines after so many empty ones that a page may begin there.
        moved: offsets where footnotes were taken out of a sentence, and around where they were put.
    """

    text: str
    pages: tuple[Page, ...]
    headings: tuple[HeadingMark, ...]
    tables: tuple[TextTable, ...]
    removed: tuple[tuple[int, str], ...]
    gaps: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()

    @property
    def seams(self) -> tuple[int, ...]:
        """Offsets where something was taken out or put in: a quote that runs over one stands nowhere in the file."""
        return tuple(sorted({at for at in (*(at for at, _ in self.removed), *self.moved) if 0 < at < len(self.text)}))


def joins(head: str, tail: str) -> str | None:
    """Return what parts a word's two halves around a line-end hyphen: "" or "-", or None to leave it all.

    "förvalt-" + "ningen" → "", "HR-" + "specialister" → "-", "vård-" + "och" → None.
    """
    if tail.casefold() in _SUSPENDED:
        return None
    if len(head) == 1 or head[1:] != head[1:].lower() or not tail[0].islower():
        return "-"
    return ""


def soft_pages(page: SourcePage) -> list[SourcePage]:
    """Return a page of plain text cut where text made from a PDF hides its page breaks: at a line pushed in.

    Some extractors write a page break as a line break and a space. Such a line may also be an icon's label, so the cuts
    serve to find headings and papers and are never shown as page numbers. A text with ordinary indentation is not cut.
    """
    if page.grids or page.headings:
        return [page]
    cuts = [match.end() for match in _PUSHED_IN.finditer(page.text)]
    if len(cuts) > _PUSHED_IN_SHARE * (page.text.count("\n") + 1):
        return [page]
    bounds = [0, *cuts, len(page.text)]
    return [replace(page, text=page.text[a:b].rstrip("\n")) for a, b in pairwise(bounds)]


def _repairs(text: str) -> list[Edit]:
    edits = [Edit(m.start(), m.end(), unicodedata.normalize("NFC", m.group())) for m in _DECOMPOSED.finditer(text)]
    edits += [Edit(m.start(), m.end(), "") for m in _SOFT_HYPHEN.finditer(text)]
    edits += [Edit(m.start(), m.end(), "") for m in _CONTROL.finditer(text)]
    edits += [Edit(m.start(), m.end(), "") for m in _SPLIT_DATE.finditer(text)]
    for match in _HYPHENATED.finditer(text):
        glue = joins(match["head"], match["tail"])
        if glue is not None:
            edits.append(Edit(match.start("cut"), match.end("cut"), glue))
    return edits


def _spaces(text: str) -> list[Edit]:
    edits = [Edit(m.start(), m.end(), "") for m in _TRAILING.finditer(text)]
    edits += [Edit(m.start(), m.end(), "") for m in _LEADING.finditer(text)]
    edits += [Edit(m.start(), m.start() + 1, "•") for m in _BULLET.finditer(text)]
    return edits


def _apply(page: SourcePage, edited: Edited) -> SourcePage:
    return replace(
        page,
        text=edited.text,
        headings=tuple(HeadingMark(edited.after(h.start), edited.after(h.end), h.level) for h in page.headings),
        grids=tuple(_moved(grid, edited) for grid in page.grids),
    )


def _moved(grid: Grid, edited: Edited) -> Grid:
    cells = tuple(replace(cell, start=edited.after(cell.start), end=edited.after(cell.end)) for cell in grid.cells)
    return replace(grid, start=edited.after(grid.start), end=edited.after(grid.end), cells=cells)


def _page_glue(before: str, after: str) -> str:
    """Return what stands between two pages: a line break where a sentence runs over, else a blank line."""
    if not before or not after:
        return ""
    if _CONTINUES.match(after) or not _SENTENCE_END.search(before.rstrip()[-2:]):
        last = before.rsplit("\n", 1)[-1]
        if _CONTINUES.match(after) and len(last) > 20:
            return "\n"
    return "\n\n"


@dataclass(frozen=True, slots=True)
class _Part:
    """A page on its way through the clean-up; offsets are in its text as it stands."""

    page: SourcePage
    gaps: tuple[int, ...]
    removed: tuple[tuple[int, str], ...] = ()
    moved: tuple[int, ...] = ()

    def edited(self, edits: Sequence[Edit]) -> _Part:
        """Return the part after edits of its text."""
        if not edits:
            return self
        by = Edited(self.page.text, edits)
        removed = tuple((by.after(at), text) for at, text in self.removed)
        gaps, moved = (tuple(by.after(at) for at in offsets) for offsets in (self.gaps, self.moved))
        return _Part(_apply(self.page, by), gaps, removed, moved)


def clean(source: SourceText, furniture: Furniture) -> CleanText:
    """Return the clean text of a file.

    Args:
        source: the pages as read.
        furniture: what page headers and footers look like (from the municipality's profile).
    """
    pages = source.pages if source.paged else [part for page in source.pages for part in soft_pages(page)]
    parts = [_Part(page, tuple(match.end() for match in _LONG_GAP.finditer(page.text))) for page in pages]
    repaired = [part.edited(_repairs(part.page.text)) for part in parts]
    tidy = [part.edited(_spaces(part.page.text)) for part in repaired]
    cuts = find_furniture([part.page.text for part in tidy], furniture, source.paged)
    return _assemble(_footnotes_moved([_without(part, cut) for part, cut in zip(tidy, cuts, strict=True)]))


def _footnotes_moved(parts: Sequence[_Part]) -> list[_Part]:
    """Return the pages with footnotes that cut a sentence in two put before its paragraph."""
    moved = []
    for part, after in zip(parts, [*(one.page.text for one in parts[1:]), ""], strict=True):
        text = part.page.text
        found = footnotes_within(text, after)
        if found is None:
            moved.append(part)
            continue
        start, end, paragraph = found
        notes = f"{text[start:end].strip()}\n\n"
        edited = part.edited([Edit(paragraph, paragraph, notes), Edit(len(text[:start].rstrip()), len(text), "")])
        moved.append(replace(edited, moved=(paragraph, paragraph + len(notes), len(edited.page.text))))
    return moved


def _without(part: _Part, cuts: Sequence[tuple[int, int]]) -> _Part:
    """Return the page without its furniture, which is noted with where it was, and without surplus blank lines."""
    text = part.page.text
    noted = replace(part, removed=tuple((end, text[start:end].strip()) for start, end in cuts))
    bare = noted.edited([Edit(start, end, _page_glue(text[:start], text[end:])) for start, end in cuts])
    text = bare.page.text
    lead = len(text) - len(text.lstrip())
    trail = max(lead, len(text.rstrip()))
    blank = [Edit(m.start(), m.end(), "\n\n") for m in _BLANK_LINES.finditer(text, lead, trail)]
    blank += [Edit(0, lead, "")] if lead else []
    blank += [Edit(trail, len(text), "")] if trail < len(text) else []
    return bare.edited(blank)


def _assemble(parts: Sequence[_Part]) -> CleanText:
    text = ""
    pages: list[Page] = []
    headings: list[HeadingMark] = []
    tables: list[TextTable] = []
    removed: list[tuple[int, str]] = []
    gaps: list[int] = []
    moved: list[int] = []
    pieces: list[str] = []
    length = 0
    for part in parts:
        page = part.page
        glue = _page_glue(text, page.text)
        pieces += (glue, page.text)
        at = length + len(glue)
        length = at + len(page.text)
        removed += [(at + cut, words) for cut, words in part.removed]
        gaps += [at + gap for gap in part.gaps]
        moved += [at + place for place in part.moved]
        pages.append(Page(page.number, at, length, page.origin, page.label))
        headings += [HeadingMark(h.start + at, h.end + at, h.level) for h in page.headings]
        furniture = {" ".join(line.split()) for _, words in part.removed for line in words.split("\n")}
        tables += [_table(grid.moved(at), furniture) for grid in page.grids]
        text = page.text or text
    whole = "".join(pieces)
    return CleanText(whole, tuple(pages), tuple(headings), tuple(tables), tuple(removed), tuple(gaps), tuple(moved))


def _table(grid: Grid, furniture: Container[str]) -> TextTable:
    """Return a table with where its header ends; a page's header right above it is no caption."""
    caption = "" if " ".join(grid.caption.split()) in furniture else grid.caption
    header = max((cell.end for cell in grid.cells if cell.header), default=grid.start)
    return TextTable(grid.start, grid.end, header, grid.cells, caption, grid.hidden)
