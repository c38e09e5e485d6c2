"""What the assistant takes and gives. The JSON of `Answer` is the contract of DESIGN.md, the same from every door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ingest.model import Access, DocType


class QuestionKind(StrEnum):
    """What kind of answer a question wants."""

    FACT = "fact"
    NUMBER = "number"
    COMPARISON = "comparison"
    LIST = "list"
    DECISION = "decision"
    ROUTINE = "routine"
    YES_NO = "yes_no"
    WHY = "why"
    WHEN = "when"
    WHO = "who"


class Outcome(StrEnum):
    """How it went."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


class Reason(StrEnum):
    """Why a question was not answered."""

    NO_EVIDENCE = "no_evidence"
    OUTSIDE_COVERAGE = "outside_coverage"
    WITHHELD = "withheld"
    AMBIGUOUS = "ambiguous"


class Mode(StrEnum):
    """How the answer was made."""

    FIGURES = "figures"
    EXTRACTIVE = "extractive"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the asker limits the question to (filters), and what they may see."""

    municipalities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    doc_types: tuple[DocType, ...] = ()
    document_ids: tuple[str, ...] = ()
    access: tuple[Access, ...] = (Access.PUBLIC,)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    Attributes:
        text: as asked.
        standalone: as understood: a follow-up is rewritten to stand alone.
        municipalities: those it names that have papers here, or that no paper here is from.
        bodies: boards it names, in full.
        years: years it names.
        months: months it names, 1 to 12.
        paragraphs, diary_numbers, dates, key_figures: identifiers it names, as printed.
        synonyms: other words for what it asks, each with the word of the question it stands for.
        choices: whole questions that a follow-up may be, when it can be two.
    """

    text: str
    standalone: str
    kind: QuestionKind
    municipalities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    paragraphs: tuple[str, ...] = ()
    diary_numbers: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    key_figures: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a paper that an answer rests on; `quote` is text[start:end] of the document, to the letter."""

    number: int
    document_id: str
    title: str
    source: str
    municipality: str
    body: str
    date: str
    doc_type: str
    section: tuple[str, ...]
    paragraph: str | None
    diary_number: str | None
    page: int | None
    quote: str
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, with what it rests on."""

    question: str
    standalone: str
    outcome: Outcome
    reason: Reason | None
    text: str
    citations: tuple[Citation, ...]
    figures: tuple[Mapping[str, object], ...]
    mode: Mode
    follow_ups: tuple[str, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    trace_id: str = ""
