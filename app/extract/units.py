"""What an answer can be picked from: the sentences, list items, lists and table rows of a passage. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from app.extract.commented_rows import commented_units
from app.extract.printed_rows import has_values, row_spans
from app.extract.table_units import ENDS_IN_VALUE, is_row, row_units, whole_table
from app.extract.unit_model import Unit, UnitKind
from ingest.model import Chunk, ChunkKind
from ingest.profile import Profile, heading_key, load
from ingest.sections.headings import find_headings
from ingest.tables.lines import find_table_regions
from ingest.text.blocks import Block, BlockKind, find_blocks, sentences
from ingest.text.lines import Line, split_lines

#: What a point of a list begins with, and a text that ends in one or before one.
_MARK = r"(?:[•–*-]|\d{1,2}[.)]|[a-zåäö]\))\s"
ITEM_MARK = re.compile(rf"(?m)^\s*{_MARK}+")
LIST_GOES_ON = re.compile(rf":\s*\Z|(?:\A|\n)\s*{_MARK}[^\n]*\Z")
_MOST_LIST = 2200  # characters of a list told whole
_MOST_LEAD = 240  # characters of a sentence that leads a list in
_SENTENCES, _LINES = (2, 20), (3, 12)  # points of a list that no marks show: sentences that begin alike, short lines
_LEAST_ALIKE = 6  # letters of the second word of sentences that begin alike
#: A numbered heading that was read as a point: a short line without an end, over text of its own or over a list's first point.
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+[A-ZÅÄÖ][^\n]*(?<![.,:;!?–-])")
_MOST_NUMBERED = 75  # characters of it: a line that goes on in the next one is longer, or ends in a mark
_FIRST_POINT = re.compile(r"\s*(?:1|a)[.)]\s")
_OWN_TEXT = re.compile(r"\s*[A-ZÅÄÖ]")
_RULE = re.compile(r"^\s*-{3,}\s*$", re.MULTILINE)  # under a proposal, before how the matter was handled
_PROPOSED_BY = re.compile(r"((?:[\w,-]+ ){0,6}[\w-]*(?:nämnden|styrelsen|utskottet))s förslag(?: till beslut)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?](?:\s|$)")


def one_matter(one: Chunk, other: Chunk) -> bool:
    """Tell whether two passages stand in one § of one paper, or in one paper that has none."""
    return (one.document_id, one.paper, one.paragraph) == (other.document_id, other.paper, other.paragraph)


def proposing_board(chunk: Chunk) -> str:
    """Return the board whose proposal a passage is by its heading ("Kommunstyrelsens förslag" in a paper to the council), or ""."""
    return board_in(chunk.path[-1]) if chunk.path and chunk.kind is ChunkKind.PROPOSAL else ""


def board_in(heading: str) -> str:
    """Return the board that a heading says proposes: "Kommunstyrelsens förslag"; or ""."""
    found = _PROPOSED_BY.fullmatch(heading.strip())
    return found[1].casefold() if found else ""


def above_rule(text: str, start: int, end: int) -> int:
    """Return where text[start:end] ends above a rule, under which it is told how a proposal was handled."""
    rule = _RULE.search(text, start, end)
    return rule.start() if rule else end


def under_rule(before: str) -> bool:
    """Tell whether words stand under a rule, where a proposal is followed by how it was handled.

    Args:
        before: the words of the section before them.
    """
    return _RULE.search(before) is not None


@lru_cache(maxsize=2048)
def units_of(chunk: Chunk) -> tuple[Unit, ...]:
    """Return the units of a passage, in order; a list comes before its items."""
    tables = find_table_regions(chunk.text)
    lines = split_lines(chunk.text, tables)
    if chunk.kind is ChunkKind.TABLE and (commented := commented_units(chunk, lines)) is not None:
        return tuple(commented)
    profile = load(chunk.metadata.municipality)
    headings = {lines[heading.first].start for heading in find_headings(lines, (), profile)}
    headings |= {line.start for line in lines if line.bullet and line.text in chunk.path}
    found = find_blocks(lines, tables, headings)
    headings |= _numbered_headings(chunk.text, found)
    blocks = [_under_heading(block, lines, headings) for block in found]
    units = _decision_unit(chunk, lines, headings, profile)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        stop = _rows_end(blocks, at, lines)
        if stop > at:
            inside = [line for line in lines if block.start <= line.start < blocks[stop - 1].end]
            rows = row_units(chunk, [line for line in inside if line.start not in headings or is_row(line.text)], lines)
            units += [*whole_table(chunk, rows), *rows]
            at = stop
            continue
        run = _list_run(chunk.text, blocks, at)
        body = _without_heading(block, lines, headings)
        units += _list_units(chunk, blocks[at:run]) if run > at else _sentence_units(chunk, body)
        at = max(run, at + 1)
    return tuple(_with_alike(chunk, units))


def _with_alike(chunk: Chunk, units: Sequence[Unit]) -> list[Unit]:
    """Return the units with those lists added whose points no marks show.

    They are sentences that begin alike ("Nämnden rekommenderas att ..."), or short lines one below another that are no headings.
    """
    found: list[Unit] = []
    at = 0
    while at < len(units):
        kind = _point_of(units[at], chunk)
        stop = at + 1
        while stop < len(units) and kind and _point_of(units[stop], chunk) == kind:
            stop += 1
        least, most = _LINES if units[at].kind is UnitKind.HEADING else _SENTENCES
        if least <= stop - at <= most and units[stop - 1].end - units[at].start <= _MOST_LIST:
            before = found[-1] if found and found[-1].end - found[-1].start <= _MOST_LEAD else None
            lead = before.text if before is not None and before.kind in (UnitKind.SENTENCE, UnitKind.HEADING) else ""
            span = (units[at].start, units[stop - 1].end)
            found.append(Unit(chunk, UnitKind.LIST, *span, *span, lead, stop - at))
        found += units[at:stop]
        at = stop
    return found


def _point_of(unit: Unit, chunk: Chunk) -> str:
    """Return what the points of an unmarked list have in common: first words of sentences, that they are short lines, or ""."""
    if unit.kind is UnitKind.HEADING:
        return "" if unit.text in chunk.path else "line"
    return beginning(unit)


def beginning(unit: Unit) -> str:
    """Return the first two words of a sentence, or "" where they are too short to say that another goes on alike."""
    words = unit.text.split()[:2] if unit.kind is UnitKind.SENTENCE else []
    return " ".join(words).casefold() if len(words) == 2 and len(words[1]) >= _LEAST_ALIKE else ""


def _rows_end(blocks: Sequence[Block], at: int, lines: Sequence[Line]) -> int:
    """Return the index after the blocks from `at` on that are rows of a table, or `at` where it is none."""
    stop = at
    while stop < len(blocks):
        block = blocks[stop]
        inside = [line for line in lines if block.start <= line.start < block.end]
        rows = sum(is_row(line.text) for line in inside)
        alone = stop > at and len(inside) == 1 and ENDS_IN_VALUE.search(inside[0].text) is not None
        ends = sum(len(_SENTENCE_END.findall(line.text)) for line in inside)
        if not (block.kind is BlockKind.TABLE or rows > ends or alone):
            break
        stop += 1
    return stop


def _decision_unit(chunk: Chunk, lines: Sequence[Line], headings: set[int], profile: Profile) -> list[Unit]:
    """Return the whole of what is decided or proposed as one unit, all its points together."""
    body = _decided(lines, headings, profile) or [line for line in lines if line.start not in headings]
    span = _decided_in_line(chunk, lines, profile) or ((body[0].start, body[-1].end) if body else None)
    if chunk.kind not in (ChunkKind.DECISION, ChunkKind.PROPOSAL) or span is None or span[1] - span[0] > _MOST_LIST:
        return []
    rule = next((line for line in lines if span[0] < line.start < span[1] and _RULE.match(line.text)), None)
    start, end = chunk.start + span[0], chunk.start + len(chunk.text[: rule.start if rule else span[1]].rstrip())
    return [Unit(chunk, UnitKind.DECISION, start, end, start, end)]


def _decided_in_line(chunk: Chunk, lines: Sequence[Line], profile: Profile) -> tuple[int, int] | None:
    """Return where a decision begins and ends whose heading stands on its first line: "Beslut 1. Nämnden ..."; or None."""
    head = f"{chunk.path[-1]} " if chunk.path else " "
    if heading_key(head) not in profile.decision | profile.proposal or any(line.text.strip() == head.strip() for line in lines):
        return None
    first = next((at for at, line in enumerate(lines) if line.text.startswith(head) or f" {head}" in line.text), None)
    if first is None:
        return None
    last = next((at for at in range(first + 1, len(lines)) if _next_part(lines[at].text, profile)), len(lines))
    return lines[first].start + lines[first].text.index(head) + len(head), lines[last - 1].end


def _next_part(text: str, profile: Profile) -> bool:
    """Tell whether a line begins with a part's heading, alone or before its text: "Motionen NN vill", not "Motionen avslås"."""
    first, _, rest = text.strip().partition(" ")
    return heading_key(first) in profile.parts and not rest[:1].islower()


def _decided(lines: Sequence[Line], headings: set[int], profile: Profile) -> list[Line]:
    """Return the lines under a passage's heading of a decision or proposal, up to the next part of its §: who gets it."""
    keys = [heading_key(line.text.split(":")[0]) if line.start in headings or ":" in line.text else "" for line in lines]
    verdicts = profile.decision | profile.proposal
    heads = [at for at, line in enumerate(lines) if line.start in headings and keys[at] in verdicts]
    first = heads[0] if heads else -1
    last = next((at for at in range(first + 1, len(lines)) if keys[at] in profile.parts), len(lines))
    return [line for line in lines[first + 1 : last] if line.start not in headings]


def _numbered_headings(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return where the points of lists begin that are numbered headings ("4. Ansvar"): over text of their own, or a new list."""
    found = set()
    for at, block in enumerate(blocks):
        if block.kind is not BlockKind.ITEM:
            continue
        first, _, rest = text[block.start : block.end].strip().partition("\n")
        if len(first) > _MOST_NUMBERED or not _NUMBERED.fullmatch(first.strip()):
            continue
        follows = rest or "".join(text[after.start : after.end] for after in blocks[at + 1 : at + 2])
        over_list = not rest and _FIRST_POINT.match(follows) and not _FIRST_POINT.match(first)
        if over_list or (rest and _OWN_TEXT.match(rest)):
            found.add(block.start)
    return found


def _under_heading(block: Block, lines: Sequence[Line], headings: set[int]) -> Block:
    """Return the text under a numbered heading ("10. Uppföljning"), which is no point of a list."""
    at = next((at for at, line in enumerate(lines) if line.start == block.start), None)
    if at is None or block.kind is not BlockKind.ITEM or block.start not in headings:
        return block
    if lines[at].end >= block.end:
        return replace(block, kind=BlockKind.PARAGRAPH) if _NUMBERED.fullmatch(lines[at].text.strip()) else block
    return replace(block, start=lines[at + 1].start, kind=BlockKind.PARAGRAPH)


def _without_heading(block: Block, lines: Sequence[Line], headings: set[int]) -> Block:
    """Return a block of text without the headings it starts with; a heading alone stays."""
    start = block.start
    for at, line in enumerate(lines):
        if line.start == start and start in headings and line.end < block.end:
            start = lines[at + 1].start
    return replace(block, start=start)


def _list_run(text: str, blocks: Sequence[Block], at: int) -> int:
    """Return the index after a list that starts at `at` (with the line that leads it in), or `at` where none starts."""
    first = at
    if blocks[at].kind is not BlockKind.ITEM:
        if not text[: blocks[at].end].endswith((":", ";")):
            return at
        first = at + 1
    stop = first
    while stop < len(blocks) and blocks[stop].kind is BlockKind.ITEM:
        stop += 1
    return stop if stop > first else at


def _list_units(chunk: Chunk, blocks: Sequence[Block]) -> list[Unit]:
    base = chunk.start
    start, end = blocks[0].start, blocks[-1].end
    lead = "" if blocks[0].kind is BlockKind.ITEM else chunk.text[blocks[0].start : blocks[0].end]
    units = []
    for a, b in sentences(chunk.text, blocks[0].start, blocks[0].end)[:-1] if lead else ():
        units.append(Unit(chunk, UnitKind.SENTENCE, base + a, base + b, base + start, base + blocks[0].end, leads=True))
    if end - start <= _MOST_LIST:
        units.append(Unit(chunk, UnitKind.LIST, base + start, base + end, base + start, base + end))
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            units.append(Unit(chunk, UnitKind.ITEM, base + block.start, base + block.end, base + start, base + end, lead))
    return units


def _sentence_units(chunk: Chunk, block: Block) -> list[Unit]:
    base = chunk.start
    spans = sentences(chunk.text, block.start, block.end)
    if (rows := _printed_rows(chunk, block, spans)) is not None:
        return rows
    heads = len(spans) == 1 and block.length < 80 and not chunk.text[: block.end].endswith((".", "!", "?", ":"))
    kind = UnitKind.HEADING if heads else UnitKind.SENTENCE
    return [Unit(chunk, kind, base + a, base + b, base + block.start, base + block.end) for a, b in spans]


def _printed_rows(chunk: Chunk, block: Block, spans: Sequence[tuple[int, int]]) -> list[Unit] | None:
    """Return a block with the rows of a table in it cut out of its sentences, each table as a whole too; None where it has none."""
    base = chunk.start
    cut = [row_spans(chunk.text, a, b) for a, b in spans]
    if not any(cut):
        return None
    units: list[Unit] = []
    for (start, end), rows in zip(spans, cut, strict=True):
        if rows and end - start <= _MOST_LIST:
            units.append(Unit(chunk, UnitKind.TABLE, base + start, base + end, base + start, base + end))
        for a, b in rows or [(start, end)]:
            kind = UnitKind.ROW if rows and has_values(chunk.text[a:b]) else UnitKind.SENTENCE
            whole = (start, end) if rows else (block.start, block.end)
            units.append(Unit(chunk, kind, base + a, base + b, base + whole[0], base + whole[1]))
    return units
