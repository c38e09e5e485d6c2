"""Passages to index: blocks packed within a section, never two papers or two §§ in one. Pure.

The size is a compromise measured on the development questions (docs/evaluation.md): long enough to hold an answer with its
heading, short enough that a few of them fill what a person, or a model, reads.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ingest.bundles import Bundle, bundles_of_sections
from ingest.model import Chunk, ChunkKind, Document, Section, SectionKind
from ingest.text.blocks import Block, BlockKind
from ingest.text.lines import Line

#: Changes whenever the same file would give other chunks: an index made by another version must be made again.
CHUNKER_VERSION = "4"
_TARGET = 900  # characters: a passage is closed when the next bundle would take it past this
_MOST = 1300  # characters: what belongs together is kept together up to this
_TABLE_MOST = 1500  # characters: a table is kept whole up to this, with its header
_LEAST = 320  # characters: a passage shorter than this takes the next section's text in, within the same §
_SHORT = 160  # characters: a passage shorter than this joins one beside it: receivers, a list of enclosures
_CONTEXT_HEADER = 240  # characters of a cut table's header, or of a cut list's first line, told with each later part
_KINDS = {
    SectionKind.DECISION: ChunkKind.DECISION,
    SectionKind.PROPOSAL: ChunkKind.PROPOSAL,
    SectionKind.WITHHELD: ChunkKind.WITHHELD,
}
_VERDICTS = {SectionKind.DECISION, SectionKind.PROPOSAL}
_PLAIN = {SectionKind.HEADING, SectionKind.PARAGRAPH, SectionKind.PAPER}


@dataclass(slots=True)
class _Packing:
    """A passage being filled."""

    bundles: list[Bundle] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.bundles[0].start

    @property
    def end(self) -> int:
        return self.bundles[-1].end

    @property
    def length(self) -> int:
        return self.end - self.start if self.bundles else 0

    @property
    def last(self) -> Section:
        return self.bundles[-1].section

    @property
    def cut(self) -> bool:
        """Whether it holds a later part of a table."""
        first = self.bundles[0].blocks[0]
        return first.kind is BlockKind.TABLE and first.header is not None


def make_chunks(document: Document, lines: Sequence[Line]) -> list[Chunk]:
    """Return the passages of a document, in order; together they hold every line of it.

    Args:
        document: with its papers, sections and tables.
        lines: the filled lines of its text (`ingest.structure.document_lines`).
    """
    packed: list[_Packing] = []
    now = _Packing()
    for bundle in bundles_of_sections(document, lines):
        if now.bundles and (_must_part(now, bundle) or _closed(now, bundle) or not _fits(now, bundle)):
            packed.append(now)
            now = _Packing()
        now.bundles.append(bundle)
    if now.bundles:
        packed.append(now)
    return [_chunk(document, packing, number) for number, packing in enumerate(_joined(packed))]


def _must_part(now: _Packing, bundle: Bundle) -> bool:
    """Tell whether a bundle must not share a passage: of another paper or §, withheld, or decided or proposed and not all so.

    What is told from a passage is told as what its kind says, so a decision shares one with headings over it alone.
    """
    section = bundle.section
    if now.last.paper != section.paper or now.last.paragraph != section.paragraph:
        return True
    if section is now.last:
        return False
    kinds = {_standing(one.section) for one in now.bundles if not one.heading}
    return SectionKind.WITHHELD in {now.last.kind, section.kind} or (bool(kinds) and kinds != {_standing(section)})


def _standing(section: Section) -> SectionKind | None:
    """Return whether a section is decided or proposed; None for what is neither."""
    return section.kind if section.kind in _VERDICTS else None


def _closed(now: _Packing, bundle: Bundle) -> bool:
    """Tell whether a passage is long enough to end before a new section."""
    if bundle.section is now.last:
        return False
    return now.length >= _LEAST and not (bundle.section.level > now.last.level and all(one.heading for one in now.bundles))


def _fits(now: _Packing, bundle: Bundle) -> bool:
    length = bundle.end - now.start
    if bundle.blocks[0].kind is BlockKind.TABLE and bundle.blocks[0].header is not None:
        return False
    return length <= _TARGET or (now.length < _LEAST // 2 and length <= _TABLE_MOST)


def _joined(packed: Sequence[_Packing]) -> list[_Packing]:
    """Return the passages with those too short to stand alone joined to the one beside them that is nearest in the paper."""
    done: list[_Packing] = []
    for at, packing in enumerate(packed):
        before = done[-1] if done and _may_join(done[-1], packing) else None
        after = packed[at + 1] if at + 1 < len(packed) and _may_join(packing, packed[at + 1]) else None
        if packing.length >= _SHORT or (before is None and after is None):
            if before is not None and before.length < _SHORT:
                before.bundles += packing.bundles
            else:
                done.append(packing)
        elif before is not None and (after is None or _leans_back(before, packing, after)):
            before.bundles += packing.bundles
        else:
            done.append(packing)
    return done


def _leans_back(before: _Packing, packing: _Packing, after: _Packing) -> bool:
    return _alike(before, packing) and _shared(before, packing) >= _shared(packing, after)


def _may_join(first: _Packing, second: _Packing) -> bool:
    parted = any(_must_part(first, bundle) for bundle in second.bundles) and not _tails(first, second)
    return not parted and not second.cut and second.end - first.start <= _MOST


def _alike(first: _Packing, second: _Packing) -> bool:
    return {_standing(one.section) for one in second.bundles} <= {_standing(one.section) for one in first.bundles}


def _tails(first: _Packing, second: _Packing) -> bool:
    """Tell whether a passage is the few words after a decision or a proposal: its enclosures, who is told of it."""
    ends = second.bundles[0].section
    within = (first.last.paper, first.last.paragraph) == (ends.paper, ends.paragraph)
    told = _VERDICTS & {one.section.kind for one in first.bundles}
    return within and bool(told) and second.length < _SHORT and all(one.section.kind in _PLAIN for one in second.bundles)


def _shared(first: _Packing, second: _Packing) -> int:
    """Return how many headings two passages share."""
    pairs = zip(first.last.path, second.bundles[0].section.path, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _chunk(document: Document, packing: _Packing, number: int) -> Chunk:
    blocks = [(block, bundle.section) for bundle in packing.bundles for block in bundle.blocks]
    start, end = packing.start, packing.end
    verdicts = [pair for pair in blocks if _standing(pair[1])]
    main = max(verdicts or blocks, key=lambda pair: pair[0].length)[1]
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
    title = paper.title or document.name
    around = [paper.municipality, paper.body, paper.day.isoformat() if paper.day else ""]
    parts = [*(part for part in around if part.casefold() not in title.casefold()), title, label, *main.path]
    first = blocks[0][0]
    header = first.header
    if header is not None and header[0] < first.start:
        parts.append(" ".join(document.text[header[0] : header[1]].split())[:_CONTEXT_HEADER])
    return " · ".join(part for part in dict.fromkeys(parts) if part)
