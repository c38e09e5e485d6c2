"""What an answer can be picked from: the sentences, list items, lists and table rows of a passage. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.blocks import Block, BlockKind, find_blocks, sentences
from ingest.lines import Line, split_lines
from ingest.model import Chunk

_NUMBER = re.compile(r"(?<!\w)[-−–]?\d[\d\u00a0\u2009\u202f ]*(?:[.,]\d+)?\s?%?(?!\w)")
_ROW_SHARE = 0.3  # of a line's characters are numbers in a row of a table
_MOST_LIST = 2200  # characters of a list told whole
_MOST_LABEL_LINES = 3  # lines of a wrapped label above its numbers


class UnitKind(StrEnum):
    """What a unit is."""

    SENTENCE = "sentence"
    ITEM = "item"
    LIST = "list"
    ROW = "row"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a passage; offsets are in the document's text.

    Attributes:
        block_start, block_end: the paragraph, list or row it stands in: what is quoted with it.
        lead: for an item, the line that leads its list in.
    """

    chunk: Chunk
    kind: UnitKind
    start: int
    end: int
    block_start: int
    block_end: int
    lead: str = ""

    @property
    def text(self) -> str:
        """The words, to the letter."""
        return self.chunk.text[self.start - self.chunk.start : self.end - self.chunk.start]


def is_row(text: str) -> bool:
    """Tell whether a line is a row of a table: two numbers or more, making up much of it."""
    numbers = _NUMBER.findall(text)
    return len(numbers) >= 2 and sum(len(n.strip()) for n in numbers) >= _ROW_SHARE * len(text)


def units_of(chunk: Chunk) -> list[Unit]:
    """Return the units of a passage, in order; a list comes before its items."""
    lines = split_lines(chunk.text)
    blocks = find_blocks(lines, (), set())
    units: list[Unit] = []
    at = 0
    while at < len(blocks):
        run = _list_run(chunk.text, blocks, at)
        if run > at:
            units += _list_units(chunk, blocks[at:run])
            at = run
            continue
        inside = [line for line in lines if blocks[at].start <= line.start < blocks[at].end]
        if any(is_row(line.text) for line in inside):
            units += _row_units(chunk, inside, lines)
        else:
            units += _sentence_units(chunk, blocks[at])
        at += 1
    return units


def _list_run(text: str, blocks: Sequence[Block], at: int) -> int:
    """Return the index after a list that starts at `at` (with the line that leads it in), or `at` where none starts."""
    first = at
    if blocks[at].kind is not BlockKind.ITEM:
        if not text[: blocks[at].end].endswith(":"):
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
    if end - start <= _MOST_LIST:
        units.append(Unit(chunk, UnitKind.LIST, base + start, base + end, base + start, base + end))
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            units.append(Unit(chunk, UnitKind.ITEM, base + block.start, base + block.end, base + start, base + end, lead))
    return units


def _sentence_units(chunk: Chunk, block: Block) -> list[Unit]:
    base = chunk.start
    spans = sentences(chunk.text, block.start, block.end)
    heads = len(spans) == 1 and block.length < 80 and not chunk.text[: block.end].endswith((".", "!", "?", ":"))
    kind = UnitKind.HEADING if heads else UnitKind.SENTENCE
    return [Unit(chunk, kind, base + a, base + b, base + block.start, base + block.end) for a, b in spans]


def _row_units(chunk: Chunk, inside: Sequence[Line], lines: Sequence[Line]) -> list[Unit]:
    units = []
    for line in inside:
        if not is_row(line.text):
            continue
        start = line.start
        if not re.match(r"[^\W\d_]", line.text):
            start = _label_start(lines, line)
        base = chunk.start
        units.append(Unit(chunk, UnitKind.ROW, base + start, base + line.end, base + start, base + line.end))
    return units


def _label_start(lines: Sequence[Line], row: Line) -> int:
    """Return where the label of a row of bare numbers starts: on the lines without numbers above it."""
    at = next(i for i, line in enumerate(lines) if line.start == row.start)
    start = row.start
    for above in reversed(lines[max(0, at - _MOST_LABEL_LINES) : at]):
        if is_row(above.text) or above.text.endswith((".", ":")):
            break
        start = above.start
    return start
