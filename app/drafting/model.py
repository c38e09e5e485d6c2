"""What the drafting takes and gives. The JSON of `Draft` is the contract of DESIGN.md, the same from every door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.model import Citation, Mode


class Asks(StrEnum):
    """What a paper asks a board for."""

    MOTION = "motion"
    AUDIT = "revision"


class ProposalKind(StrEnum):
    """What can be proposed; none is chosen for the secretary."""

    BIFALL = "bifall"
    AVSLAG = "avslag"
    BESVARAD = "besvarad"
    DELVIS = "delvis"


class Form(StrEnum):
    """How a paragraph is set."""

    TEXT = "text"
    SUBHEADING = "subheading"
    BULLET = "bullet"
    NUMBERED = "numbered"
    QUOTE = "quote"
    NOTE = "note"  # to the secretary: to fill in, to check


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the motion with where they stand: text[start:end] of its document is what they were read from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion as read; "" and () where it does not say.

    Attributes:
        asks: whether it is a motion, or an audit report with recommendations.
        title: as printed.
        subject: what it is about: the title without "Motion av ... om".
        demands: what it asks for, one by one ("att ..."); the recommendations of an audit report.
        claims: what it states, sentence by sentence.
        dated: the day on the paper.
        raised_on: the day it was raised in the council, as other papers tell; None when none does.
        document_id, name: the document it was read from.
        start, end: where it stands in that document's text.
    """

    asks: Asks
    title: str
    subject: str
    party: str
    signers: tuple[str, ...]
    demands: tuple[Span, ...]
    claims: tuple[Span, ...]
    dated: date | None
    raised_on: date | None
    diary_number: str
    municipality: str
    document_id: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the draft; `quoted` when its words are a source's own."""

    text: str
    citations: tuple[int, ...] = ()
    quoted: bool = False
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A headed part of the draft."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason the papers give for a proposal."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that can be proposed, and what in the papers speaks for it."""

    kind: ProposalKind
    text: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something that happened in the matter; `date` as exactly as is known."""

    date: str
    body: str
    paragraph: str
    what: str
    citation: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as drafted, with everything it rests on."""

    title: str
    template: str
    mode: Mode
    motion: Motion
    decide_by: date | None
    sections: tuple[DraftSection, ...]
    proposals: tuple[Proposal, ...]
    missing: tuple[str, ...]
    timeline: tuple[TimelineRow, ...]
    citations: tuple[Citation, ...]
    figures: tuple[Mapping[str, object], ...]
    trace_id: str
    timings: Mapping[str, float] = field(default_factory=dict)
