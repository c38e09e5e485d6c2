"""The assistant: a question in, an answer with its sources out. The same for the command line, the API and the web page."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from app import refusal, wording
from app.citations import DocumentText, cite
from app.errors import EmptyQuestionError, LongQuestionError
from app.extract import Extract, extract
from app.model import Answer, Citation, Limits, Mode, Outcome, Question, Reason
from app.question import Coverage, search_query, understand
from app.settings import AnswerSettings
from app.synonyms import Synonyms
from vectorstore.coverage import asked_words
from vectorstore.model import Filter, Hit, SearchQuery
from vectorstore.spelling import Speller


class Finder(Protocol):
    """Finds passages (see `vectorstore.search.Searcher`)."""

    speller: Speller

    def search(self, query: SearchQuery, k: int = 10) -> list[Hit]:
        """Return up to k passages, best first."""


class Library(Protocol):
    """Tells what is indexed, and gives whole documents."""

    def coverage(self, where: Filter) -> Coverage:
        """Return what is indexed, of what may be seen."""

    def document_text(self, document_id: str) -> DocumentText:
        """Return a live document's text."""


class Assistant:
    """Answers questions from the papers alone."""

    def __init__(self, finder: Finder, library: Library, synonyms: Synonyms, settings: AnswerSettings) -> None:
        self._finder = finder
        self._library = library
        self._synonyms = synonyms
        self._settings = settings

    def understand(self, text: str, limits: Limits | None = None) -> Question:
        """Return a question as understood.

        Raises:
            EmptyQuestionError: it is empty.
            LongQuestionError: it is over the limit.
        """
        if not any(letter.isalnum() for letter in text):
            raise EmptyQuestionError("Frågan är tom. Skriv vad du vill veta, till exempel: Vad kostade hemtjänsten 2025?")
        if len(text) > self._settings.max_question:
            raise LongQuestionError(
                f"Frågan är {len(text)} tecken lång; högst {self._settings.max_question} går att ställa. Korta den."
            )
        return understand(text, self._library.coverage(where(limits)), self._synonyms)

    def search(self, text: str, k: int = 10, limits: Limits | None = None) -> list[Hit]:
        """Return up to k passages for a question, best first.

        Raises:
            QuestionError: the question is empty or too long.
        """
        return self._finder.search(search_query(self.understand(text, limits), where(limits)), k)

    def ask(self, text: str, limits: Limits | None = None) -> Answer:
        """Return the answer to a question.

        Raises:
            QuestionError: the question is empty or too long.
        """
        started = time.perf_counter()
        question = self.understand(text, limits)
        coverage = self._library.coverage(where(limits))
        hits = self._finder.search(search_query(question, where(limits)), self._settings.passages)
        found = time.perf_counter()
        answer = self._answer(question, hits, coverage)
        done = time.perf_counter()
        timings = {
            "total_ms": round((done - started) * 1000, 1),
            "search_ms": round((found - started) * 1000, 1),
            "answer_ms": round((done - found) * 1000, 1),
        }
        return replace(answer, timings=timings, trace_id=uuid.uuid4().hex)

    def _answer(self, question: Question, hits: Sequence[Hit], coverage: Coverage) -> Answer:
        said_no = refusal.before_reading(question, hits, coverage)
        if said_no is not None:
            return refused(question, said_no)
        asked = asked_words(search_query(question, Filter()), self._finder.speller)
        picked = extract(question, asked, refusal.usable(question, hits))
        said_no = refusal.after_reading(picked, coverage, self._settings.least_support)
        if said_no is not None:
            return refused(question, said_no)
        return self._told(question, picked, coverage)

    def _told(self, question: Question, picked: Extract, coverage: Coverage) -> Answer:
        """Return the answer in the source's words; each sentence whose citation fails is left out."""
        sentences: list[str] = []
        citations: list[Citation] = []
        cautions: dict[str, None] = {}
        for one in picked.picked:
            unit = one.unit
            document = self._library.document_text(unit.chunk.document_id)
            span = (unit.block_start, unit.block_end)
            citation = cite(len(citations) + 1, one.hit, (unit.start, unit.end), span, document)
            if citation is None:
                continue
            citations.append(citation)
            before = wording.standing(unit.chunk.kind, unit.chunk.metadata, unit.chunk.paragraph)
            sentences.append(before + wording.tell(unit, f"[{citation.number}]"))
            if note := wording.caution(unit.chunk.metadata):
                cautions[note] = None
        if not citations:
            return refused(question, refusal.Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage)))
        return Answer(
            question=question.text,
            standalone=question.standalone,
            outcome=Outcome.ANSWERED,
            reason=None,
            text="\n".join([*sentences, *cautions]),
            citations=tuple(citations),
            figures=(),
            mode=Mode.EXTRACTIVE,
        )


def where(limits: Limits | None) -> Filter:
    """Return the asker's limits as the search takes them."""
    limits = limits or Limits()
    return Filter(
        municipalities=limits.municipalities,
        bodies=limits.bodies,
        years=limits.years,
        doc_types=limits.doc_types,
        document_ids=limits.document_ids,
        access=limits.access,
    )


def refused(question: Question, said_no: refusal.Refusal) -> Answer:
    """Return an answer that says no: without citations, with the reason."""
    return Answer(
        question=question.text,
        standalone=question.standalone,
        outcome=Outcome.UNSUPPORTED,
        reason=said_no.reason,
        text=said_no.text,
        citations=(),
        figures=(),
        mode=Mode.EXTRACTIVE,
    )
