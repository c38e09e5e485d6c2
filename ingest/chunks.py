"""Passages to index: blocks packed within a section, never two papers or two §§ in one. Pure.

The size is a compromise measured on the development questions (docs/evaluation.md): long enough to hold an answer with its
heading, short enough that a few of them fill what a person, or a model, reads.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind, find_blocks, split_block
from ingest.lines import Line
from ingest.model import Chunk, ChunkKind, Document, Section, SectionKind

#: Changes whenever the same file would give other chunks: an index made by another version must be made again.
CHUNKER_VERSION = "1"
_TARGET = 900  # characters: a passage is closed when the next block would take it past this
_MOST = 1300  # characters: a block longer than this is cut
_TABLE_MOST = 1500  # characters: a table is kept whole up to this, with its header
_LEAST = 320  # characters: a passage shorter than this takes the next section's text in, within the same §
_CONTEXT_HEADER = 240  # characters of a cut table's header told with each later part
_KINDS = {
    SectionKind.DECISION: ChunkKind.DECISION,
    SectionKind.PROPOSAL: ChunkKind.PROPOSAL,
    SectionKind.WITHHELD: ChunkKind.WITHHELD,
}


@dataclass(slots=True)
class _Packing:
    """A passage being filled."""

    blocks: list[tuple[Block, Section]] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.blocks[-1][0].end - self.blocks[0][0].start if self.blocks else 0


def make_chunks(document: Document, lines: Sequence[Line]) -> list[Chunk]:
    """Return the passages of a document, in order; together they hold every line of it.

    Args:
        document: with its papers, sections and tables.
        lines: the filled lines of its text.
    """
    heading_starts = {section.start for section in document.sections if section.heading}
    starts = [line.start for line in lines]
    packed: list[_Packing] = []
    now = _Packing()
    for section in document.sections:
        inside = lines[bisect.bisect_left(starts, section.start) : bisect.bisect_left(starts, section.end)]
        if now.blocks and _must_part(now, section):
            packed.append(now)
            now = _Packing()
        for block in _pieces(document, find_blocks(inside, document.tables, heading_starts)):
            if now.blocks and not _fits(document.text, now, block):
                held = _held_back(document.text, now)
                packed.append(now)
                now = _Packing(held)
            now.blocks.append((block, section))
    if now.blocks:
        packed.append(now)
    return [_chunk(document, packing, number) for number, packing in enumerate(packed)]


def _pieces(document: Document, blocks: Sequence[Block]) -> list[Block]:
    pieces: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            header = next((t.header_end for t in document.tables if t.start <= block.start < t.end), 0)
            pieces += split_block(document.text, block, _TABLE_MOST, header)
        else:
            pieces += split_block(document.text, block, _MOST)
    return pieces


def _must_part(now: _Packing, section: Section) -> bool:
    """Tell whether a new section must begin a new passage."""
    last = now.blocks[-1][1]
    if last.paper != section.paper or last.paragraph != section.paragraph:
        return True
    if SectionKind.WITHHELD in (last.kind, section.kind):
        return True
    deeper = section.level > last.level
    return now.length >= _LEAST and not (deeper and _only_headings(now))


def _only_headings(now: _Packing) -> bool:
    return all(block.start == section.start for block, section in now.blocks) and now.length < _LEAST


def _fits(text: str, now: _Packing, block: Block) -> bool:
    length = block.end - now.blocks[0][0].start
    if length <= _TARGET:
        return True
    if block.header is not None:
        return False
    if now.length < _LEAST // 2 or text[now.blocks[-1][0].end - 1] == ":":
        return length <= _TABLE_MOST
    return False


def _held_back(text: str, now: _Packing) -> list[tuple[Block, Section]]:
    """Take from the end of a full passage what belongs to the next: a heading alone, or the line that leads a list in."""
    held: list[tuple[Block, Section]] = []
    while len(now.blocks) > 1:
        block, section = now.blocks[-1]
        leads = text[block.end - 1] == ":" and block.length < _LEAST
        heads = block.start == section.start and bool(section.heading) and block.length < _LEAST // 2
        if not (leads or heads):
            break
        held.insert(0, now.blocks.pop())
    return held


def _chunk(document: Document, packing: _Packing, number: int) -> Chunk:
    blocks = packing.blocks
    start, end = blocks[0][0].start, blocks[-1][0].end
    main = max(blocks, key=lambda pair: pair[0].length)[1]
    paper = document.papers[main.paper]
    return Chunk(
        id=f"{document.id}:{document.version[:12]}:{number}",
        document_id=document.id,
        version=document.version,
        number=number,
        kind=_kind(blocks, main),
        text=document.text[start:end],
        start=start,
        end=end,
        context=_context(document, blocks, main),
        page=page_at(document, start),
        path=main.path,
        paragraph=main.paragraph,
        diary_number=main.diary_number or next(iter(paper.metadata.diary_numbers), ""),
        section=main.index,
        paper=main.paper,
        metadata=paper.metadata,
    )


def _kind(blocks: Sequence[tuple[Block, Section]], main: Section) -> ChunkKind:
    if main.kind in _KINDS:
        return _KINDS[main.kind]
    tabular = sum(block.length for block, _ in blocks if block.kind is BlockKind.TABLE)
    items = sum(block.length for block, _ in blocks if block.kind is BlockKind.ITEM)
    whole = sum(block.length for block, _ in blocks)
    if tabular * 2 > whole:
        return ChunkKind.TABLE
    return ChunkKind.LIST if items * 2 > whole else ChunkKind.PROSE


def page_at(document: Document, offset: int) -> int | None:
    """Return the number of the page an offset stands on, or None where the file has no pages."""
    if not document.paged or not document.pages:
        return None
    at = bisect.bisect_right([page.start for page in document.pages], offset) - 1
    return document.pages[max(at, 0)].number


def _context(document: Document, blocks: Sequence[tuple[Block, Section]], main: Section) -> str:
    """Return where a passage stands, in words: municipality, board, date, paper, headings, and a cut table's header."""
    paper = document.papers[main.paper].metadata
    label = "" if document.paged else next((p.label for p in document.pages if p.start <= blocks[0][0].start < p.end), "")
    parts = [
        paper.municipality,
        paper.body,
        paper.day.isoformat() if paper.day else "",
        paper.title or document.name,
        label,
    ]
    parts += main.path
    header = next((block.header for block, _ in blocks if block.header is not None), None)
    if header is not None:
        parts.append(" ".join(document.text[header[0] : header[1]].split())[:_CONTEXT_HEADER])
    return " · ".join(part for part in dict.fromkeys(parts) if part)
