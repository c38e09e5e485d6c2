"""A unit: a piece of a passage that an answer can be picked from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.model import Chunk


class UnitKind(StrEnum):
    """What a unit is."""

    SENTENCE = "sentence"
    ITEM = "item"
    LIST = "list"
    ROW = "row"
    TABLE = "table"
    DECISION = "decision"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a passage; offsets are in the document's text.

    Attributes:
        block_start, block_end: the paragraph, list or row it stands in: what is quoted with it.
        lead: for an item, the line that leads its list in.
        points: of a list whose points are sentences that begin alike, how many; else 0.
        one_of: of a point that is told for its whole list, how many points that has; else 0.
        leads: a sentence before the one that leads a list in, in its paragraph.
    """

    chunk: Chunk
    kind: UnitKind
    start: int
    end: int
    block_start: int
    block_end: int
    lead: str = ""
    points: int = 0
    one_of: int = 0
    leads: bool = False

    @property
    def text(self) -> str:
        """The words, to the letter."""
        return self.chunk.text[self.start - self.chunk.start : self.end - self.chunk.start]
