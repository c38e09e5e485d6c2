"""What a passage is packed of: blocks that must stay together. Pure.

A heading with what it heads, a form's label with its value, the line that leads a list in with the list, a decision with
all its points.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ingest.model import Document, Section, SectionKind
from ingest.sections.labels import find_labels
from ingest.text.blocks import Block, BlockKind, find_blocks, split_block
from ingest.text.lines import Line, full_width

_MOST = 1300  # characters: a bundle, and a block of text, is not longer
_TABLE_MOST = 1500  # characters: a table is kept whole up to this, with its header
_LEAD = 320  # characters: a longer paragraph before a list is text of its own
_CAPTION = 110  # characters of a line over a table that names it
_LETTERHEAD = 160  # characters over a paper's first heading: its letterhead and title, which head what follows
_HEADING_LINES = 7  # over which a heading may run
_KEPT = (SectionKind.DECISION, SectionKind.PROPOSAL)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Blocks that stay together.

    Attributes:
        heading: it is a heading alone, or a paper's letterhead, without text of its own.
    """

    blocks: tuple[Block, ...]
    section: Section
    heading: bool = False

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.blocks[-1].end


def bundles_of_sections(document: Document, lines: Sequence[Line]) -> Iterator[Bundle]:
    """Yield the bundles of a document, in order.

    Args:
        document: with its sections and tables.
        lines: the filled lines of its text.
    """
    starts = [line.start for line in lines]
    words = find_labels(lines, lambda _: False).words
    labels = frozenset(lines[at].start for at in words)
    width = full_width(lines)
    for section in document.sections:
        first, last = bisect.bisect_left(starts, section.start), bisect.bisect_left(starts, section.end)
        inside = lines[first:last]
        if inside:
            yield from _bundles(document, section, inside, (labels, width))


def _bundles(document: Document, section: Section, inside: Sequence[Line], known: tuple[AbstractSet[int], int]) -> Iterator[Bundle]:
    labels, width = known
    heads = _heading_lines(section, inside)
    head = frozenset(line.start for line in inside[:heads])
    paper_end = document.papers[section.paper].end
    blocks = _with_leads(document.text, find_blocks(inside, document.tables, head & {section.start}, head - {section.start}, width))
    letterhead = section.kind is SectionKind.PAPER and inside[-1].end - section.start <= _LETTERHEAD and section.end < paper_end
    only = letterhead or (bool(heads) and heads == len(inside))
    if section.kind in _KEPT and blocks[-1].end - blocks[0].start <= _MOST:
        yield Bundle(tuple(blocks), section, only)
        return
    at = 0
    while at < len(blocks):
        stop = _together(document.text, blocks, at, (inside[heads - 1].end if heads else 0, labels))
        yield from _cut(document, blocks[at:stop], section, only)
        at = stop


def _heading_lines(section: Section, inside: Sequence[Line]) -> int:
    """Return how many of a section's lines are its heading."""
    if not section.heading and not section.paragraph:
        return 0
    told = _letters(f"{section.heading} {section.diary_number}")
    count = 1
    while count < min(len(inside), _HEADING_LINES) and _letters(inside[count].text) and _letters(inside[count].text) in told:
        count += 1
    return count


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _together(text: str, blocks: Sequence[Block], at: int, known: tuple[int, AbstractSet[int]]) -> int:
    """Return the index after the blocks from `at` on that must stay together."""
    heading_end, labels = known
    stop = at + 1
    while stop < len(blocks):
        before, block = blocks[stop - 1], blocks[stop]
        length = block.end - blocks[at].start
        leads = text[before.end - 1] == ":" and before.length <= _LEAD
        listed = before.kind is BlockKind.ITEM and block.kind is BlockKind.ITEM and stop - at > 1
        captioned = block.kind is BlockKind.TABLE and before.length <= _CAPTION and text[before.end - 1] not in ".!?"
        heads = before.end <= heading_end or before.start in labels
        tied = heads or leads or captioned or (listed and _list_length(text, blocks, at) <= _MOST)
        if not tied or (length > _MOST and not (heads or leads)):
            break
        stop += 1
        if length > _MOST:
            break
    return stop


def _list_length(text: str, blocks: Sequence[Block], at: int) -> int:
    """Return how long the list from a line that leads it in is, with that line; more than a bundle where none leads it in."""
    first = next((i for i in range(at, len(blocks)) if blocks[i].kind is BlockKind.ITEM), at)
    if first == at or text[blocks[first - 1].end - 1] != ":":
        return _MOST + 1
    last = first
    while last + 1 < len(blocks) and blocks[last + 1].kind is BlockKind.ITEM:
        last += 1
    return blocks[last].end - blocks[at].start


def _cut(document: Document, blocks: Sequence[Block], section: Section, only: bool) -> Iterator[Bundle]:
    """Yield blocks that stay together as one bundle, and what is too long for one as several."""
    kept: list[Block] = []
    for block in blocks:
        table = (
            next((t for t in document.tables if t.start <= block.start < t.end), None) if block.kind is BlockKind.TABLE else None
        )
        most = _TABLE_MOST if table is not None else _MOST
        pieces = split_block(document.text, block, most, table.header_end if table is not None else 0)
        for number, piece in enumerate(pieces):
            if number:
                yield Bundle(tuple(kept), section, only)
                kept = []
            kept.append(piece)
    yield Bundle(tuple(kept), section, only)


def _with_leads(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with each item of a list that knows the line that leads it in as its header."""
    lead: tuple[int, int] | None = None
    done: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            done.append(replace(block, header=lead))
            continue
        lead = (block.start, block.end) if text[block.end - 1] == ":" and block.length <= _LEAD else None
        done.append(block)
    return done
