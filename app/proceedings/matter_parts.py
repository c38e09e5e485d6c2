"""The parts of papers a matter is told from: a § of minutes, or a paper written for one matter. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import ChunkKind, DocType, Paper, Section, SectionKind
from ingest.papers.titles import folded
from ingest.profile import load

MINUTES = frozenset({DocType.PROTOKOLL, DocType.PROTOKOLLSUTDRAG})
#: Papers that are written for one matter; a report or a budget is about many.
OF_ONE_MATTER = frozenset(
    {
        DocType.TJANSTESKRIVELSE,
        DocType.YTTRANDE,
        DocType.YRKANDE,
        DocType.MOTION,
        DocType.MEDBORGARFORSLAG,
        DocType.INTERPELLATION,
        DocType.DELEGATIONSBESLUT,
        DocType.REVISIONSRAPPORT,
    }
)
#: Where a board begins to propose to the board above it, and to decide for itself, each at the start of a line.
_PROPOSES_UPWARD = re.compile(
    r"^(?:Vidare |Dessutom )?(?:[A-ZÅÄÖ][\w-]+[\w ,-]{0,60}?(?:nämnden|styrelsen|utskottet))\b[^.:]{0,160}?\bföreslår\s+(?:att\s+)?"
    r"(?:kommun(?:fullmäktige|styrelsen)|fullmäktige)\b",
    re.MULTILINE,
)
_FOR_ITSELF = re.compile(r"^[^\n.]{0,80}\bför egen del\b", re.MULTILINE | re.IGNORECASE)
_MOVED = ("yrkande", "tilläggsyrkande", "reservation", "protokollsanteckning")  # headings of what members say


@dataclass(frozen=True, slots=True)
class Part:
    """What one event is told from: a § of minutes, or a paper; `sections` are its own, `span` a passage looked at."""

    document_id: str
    source: str
    paper: Paper
    paragraph: str
    sections: tuple[Section, ...]
    span: tuple[int, int] = (0, 0)

    @property
    def title(self) -> str:
        """The §'s heading, or the paper's title."""
        heads = (one.heading for one in self.sections if one.kind is SectionKind.PARAGRAPH and one.heading)
        return next(heads, "") if self.paragraph else self.paper.metadata.title

    @property
    def diary_number(self) -> str:
        """As printed, or ""."""
        own = next((one.diary_number for one in self.sections if one.diary_number), "")
        return own or next(iter(self.paper.metadata.diary_numbers), "")


def decides(section: Section) -> bool:
    """Tell whether a section holds what a board decides or is proposed to decide, and not what a member moves."""
    return not section.heading.casefold().startswith(_MOVED)


def standing_of_point(kind: ChunkKind, before: str) -> ChunkKind:
    """Return whether a point under a board's "Beslut" is decided or proposed, where the board does both under it.

    Args:
        kind: of the passage.
        before: the words under the heading before the point: "1. ... godkänns. Kommunstyrelsen föreslår att kommunfullmäktige
            beslutar: 1. ...", or "Nämnden beslutar för egen del:".
    """
    proposes = max((match.start() for match in _PROPOSES_UPWARD.finditer(before)), default=-1)
    itself = max((match.start() for match in _FOR_ITSELF.finditer(before)), default=-1)
    if kind is ChunkKind.DECISION and proposes > itself:
        return ChunkKind.PROPOSAL
    return ChunkKind.DECISION if kind is ChunkKind.PROPOSAL and itself > proposes >= 0 else kind


def whole(first: Section, sections: Sequence[Section]) -> int:
    """Return where a section ends, its subsections included."""
    end = first.end
    for one in sections:
        if one.start >= end and one.start <= end + 2 and one.path[: len(first.path)] == first.path:
            end = one.end
    return end


def after_heading(text: str, section: Section) -> int:
    """Return where the words under a section's heading begin."""
    at = text.find(section.heading, section.start, section.end) if section.heading else -1
    return section.start if at < 0 else at + len(section.heading)


def numbers_of(part: Part) -> list[str]:
    """Return the diary numbers of a part's own matter: those on it and in its title."""
    titled = [match.group() for match in load().diary.finditer(part.title)]
    return [number for number in dict.fromkeys((part.diary_number, *titled)) if number]


def without_copies(parts: Iterable[Part]) -> list[Part]:
    """Return the parts, a paper that lies in several packages once: the one with a date, if any has."""
    kept: dict[tuple[str, ...], Part] = {}
    for part in parts:
        metadata = part.paper.metadata
        day = metadata.day.isoformat() if metadata.day else ""
        key = (metadata.body, day, part.paragraph) if part.paragraph else (metadata.doc_type.value, folded(part.title))
        if key not in kept or (day and kept[key].paper.metadata.day is None):
            kept[key] = part
    return list(kept.values())
