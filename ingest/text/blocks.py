"""The blocks a text is made of: paragraphs, items of lists, tables, headings. Pure.

A block is the smallest piece that is not cut, except that a paragraph too long for a passage is cut between sentences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from ingest.model import TextTable
from ingest.text.lines import Line

_ABBREVIATIONS = frozenset(
    ("bl.a.", "t.ex.", "m.m.", "dvs.", "kap.", "ca.", "nr.", "st.", "resp.", "f.d.", "p.g.a.", "t.o.m.", "fr.o.m.", "s.k.",
     "inkl.", "exkl.", "tel.", "jfr.", "etc.", "osv.", "d.v.s.", "m.fl.", "kl.", "prop.", "dnr.", "o.d.", "e.d.", "tf.", "max.",
     "min.", "ev.", "enl.", "avs.", "mom.", "forts.", "sid.", "st.f.", "s.", "a.a.", "i.e.", "vs.")
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”)]?\s+(?=[\"”(]?[A-ZÅÄÖ0-9•–])")
_LAST_WORD = re.compile(r"[^\s(]+$")
_UNEVEN = 1.1  # times the mean: a piece of a block may be that long, for its sentences and rows are not cut
_ENDED = 0.8  # of a full line: a sentence that ends in a shorter one ends its paragraph
_INITIAL = re.compile(r"(?:^|[\s(])[A-ZÅÄÖ]\.$|^\(?\d{1,2}(?:\.\d{1,2})*\.$")  # "A." of a name, "2." of a point


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """[start, end) of a text; `header` is the span of a table's header when the block is a later part of it."""

    start: int
    end: int
    kind: BlockKind
    header: tuple[int, int] | None = None

    @property
    def length(self) -> int:
        """Characters."""
        return self.end - self.start


def find_blocks(
    lines: Sequence[Line],
    tables: Sequence[TextTable],
    heading_starts: AbstractSet[int],
    joined: AbstractSet[int] = frozenset(),
    width: int = 0,
) -> list[Block]:
    """Return the blocks of a run of lines, in order.

    Args:
        lines: the lines, of one section or more.
        tables: the tables of the text, in order.
        heading_starts: offsets of lines that are headings: such a line begins a block, and the line under it goes on.
        joined: offsets of lines that go on from the one before whatever they look like: a heading's second line.
        width: characters of a full line of the text (`ingest.text.lines.full_width`): where no blank lines part paragraphs, one
            ends in a line much shorter; 0 to tell by blank lines alone.
    """
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        table = _table_at(tables, line) if line.in_table else None
        if table is not None:
            stop = at
            while stop < len(lines) and lines[stop].start < table.end:
                stop += 1
            blocks.append(Block(line.start, lines[stop - 1].end, BlockKind.TABLE))
            at = stop
            continue
        stop = at + 1
        while stop < len(lines) and not _starts_block(lines, stop, heading_starts, joined, width):
            stop += 1
        kind = BlockKind.ITEM if line.bullet else BlockKind.PARAGRAPH
        blocks.append(Block(line.start, lines[stop - 1].end, kind))
        at = stop
    return blocks


def _table_at(tables: Sequence[TextTable], line: Line) -> TextTable | None:
    return next((table for table in tables if table.start <= line.start < table.end), None)


def _starts_block(lines: Sequence[Line], at: int, heading_starts: AbstractSet[int], joined: AbstractSet[int], width: int) -> bool:
    line, before = lines[at], lines[at - 1]
    if line.start in joined:
        return False
    if line.in_table or line.bullet or line.start in heading_starts:
        return True
    if before.start in heading_starts or before.start in joined:
        return False
    if not line.after_blank:
        ended = before.text.endswith((".", ":", "!", "?")) and line.text[0].isupper()
        return ended and width > 0 and (len(before.text) < _ENDED * width or line.text.endswith(":"))
    # A blank line inside a sentence (a page break, a loose layout) does not end its block.
    return not (line.text[0].islower() and before.text[-1] not in ".:;!?")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences in text[start:end], outer white space left out."""
    spans = []
    at = start
    for match in _SENTENCE.finditer(text, start, end):
        before = text[at : match.start()]
        last = _LAST_WORD.search(before)
        if last and (last.group().casefold() in _ABBREVIATIONS or _INITIAL.search(before)):
            continue
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, end))
    return [_trimmed(text, a, b) for a, b in spans if text[a:b].strip()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def split_block(text: str, block: Block, most: int, header_end: int = 0) -> list[Block]:
    """Return a block as pieces of at most `most` characters, about as long: cut between sentences, or a table's lines.

    Args:
        header_end: for a table, where its header ends; the later pieces carry the header's span.
    """
    if block.length <= most:
        return [block]
    if block.kind is BlockKind.TABLE:
        cuts = [m.end() for m in re.finditer(r"\n", text[block.start : block.end])]
        spans = [(block.start + a, block.start + b) for a, b in zip([0, *cuts], [*cuts, block.length], strict=True)]
    else:
        spans = sentences(text, block.start, block.end)
    spans = [part for start, end in spans for part in _within(text, start, end, most)]
    least = math.ceil(block.length / most)
    tried = ((n, _packed(spans, min(most, math.ceil(_UNEVEN * block.length / n)))) for n in range(least, least + 3))
    pieces = next((found for n, found in tried if len(found) <= n), None) or _packed(spans, most)
    header = (block.start, header_end) if header_end > block.start else None
    trimmed = [_trimmed(text, a, b) for a, b in pieces if text[a:b].strip()]
    return [Block(a, b, block.kind, header if a > block.start else None) for a, b in trimmed]


def _within(text: str, start: int, end: int, most: int) -> list[tuple[int, int]]:
    """Return a span as parts of at most `most` characters: cut after a line, else after a word, else where it is full."""
    parts: list[tuple[int, int]] = []
    while end - start > most:
        window = text[start : start + most]
        at = window.rfind("\n") + 1 or window.rfind(" ") + 1 or most
        parts.append((start, start + at))
        start += at
    return [*parts, (start, end)]


def _packed(spans: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """Return neighbouring spans joined as long as they stay within `most` characters."""
    pieces: list[tuple[int, int]] = []
    for start, end in spans:
        if pieces and end - pieces[-1][0] <= most:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces
