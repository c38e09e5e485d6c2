"""What an answer under way tells: words not yet verified, words that are, and the answer itself, always last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.citations import DocumentText
from app.model import Answer, Question
from app.numbers.ranking import Placed
from app.question.understanding import Coverage
from vectorstore.coverage import Asked
from vectorstore.model import Hit


@dataclass(frozen=True, slots=True)
class Provisional:
    """Words as a chat model writes them: to be shown as not yet verified. They hold no digits and no markers."""

    text: str


@dataclass(frozen=True, slots=True)
class Verified:
    """All that is verified so far, with markers: replaces every word shown before."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer: replaces everything shown before."""

    answer: Answer


Event = Provisional | Verified | Finished


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of the papers found: those that may be what is asked for, best first, and all."""

    named: tuple[Placed, ...] = ()
    all: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a chat model's answer may rest on.

    Attributes:
        question: as understood.
        asked: the words that say what is asked.
        hits: the passages that may answer, best first.
        figures: gives the figures of the papers found; asked for only when they are needed.
        coverage: what is indexed.
        documents: gives live documents.
        answer: the extractive one, told where the chat model fails.
    """

    question: Question
    asked: Sequence[Asked]
    hits: Sequence[Hit]
    figures: Callable[[], Cells]
    coverage: Coverage
    documents: Callable[[str], DocumentText]
    answer: Answer


class Writer(Protocol):
    """Writes answers with a chat model (see `app.generation.writer`)."""

    def write(self, grounds: Grounds, trace_id: str) -> Iterator[Event]:
        """Give the answer's events, `Finished` last; closing the iterator stops the work."""

    def standalone(self, text: str, history: Sequence[str]) -> str:
        """Return a follow-up rewritten to stand alone, or "" where the rules have to do."""

    def load(self) -> None:
        """Load what the first answer needs; nothing is sent."""
