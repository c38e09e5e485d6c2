"""The assistant: a question in, an answer with its sources out. The same for the command line, the API and the web page."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from app.answer import refusal
from app.answer.another_thing import of_another_thing
from app.answer.near_miss import near_miss, no_such_board
from app.answer.telling import of_other_time, refused, told_extract, told_figures, told_proceedings
from app.conversation.follow_up import stand_alone, told_choice
from app.conversation.undecided import places_that_answer, with_the_others
from app.courtesy import Courtesy
from app.errors import EmptyQuestionError, LongQuestionError
from app.events import Cells, Event, Finished, Grounds, Writer
from app.extract.choice import Extract, extract
from app.extract.versions import newest_first
from app.extract.widening import widened
from app.figure_search import FigureSearch
from app.model import Answer, Limits, Mode, Question, Reason
from app.numbers.ranking import Placed
from app.numbers.row_cells import of_its_time, rows_told
from app.numbers.row_names import subject
from app.ports import Finder, Library
from app.proceedings.handling import looked_for_widely, of_proceedings
from app.question.answer_forms import NO_NUMBER, forms_asked
from app.question.counting import counted_word
from app.question.english import in_swedish
from app.question.number_asked import asks_for_number
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from app.settings import AnswerSettings
from app.wording import not_found
from vectorstore.coverage import Asked, asked_words
from vectorstore.model import Filter, Hit

_MORE_PASSAGES = 2  # times the passages are looked at for a number or a vote: it may stand apart from the text about it
_SURE_FIGURE = 0.7  # share of the names met from which a figure answers, whatever the sentences say
_WARM_UP = "Vad är beslutat?"  # any question: it goes through model, dictionaries and stores
_SENTENCE_BETTER = 0.1  # a figure may meet that much less of what is asked than the best sentence


class Assistant:
    """Answers questions from the papers alone."""

    def __init__(
        self,
        finder: Finder,
        library: Library,
        synonyms: Synonyms,
        settings: AnswerSettings,
        writer: Writer | None = None,
        courtesy: Courtesy | None = None,
    ) -> None:
        """Take what finds passages and documents, the chat model's writer, if there is one, and what other work gives way to."""
        self._finder = finder
        self._library = library
        self._synonyms = synonyms
        self._settings = settings
        self._writer = writer
        self._courtesy = courtesy or Courtesy()
        self._figures = FigureSearch(library, synonyms, self._words)

    def understand(
        self, text: str, limits: Limits | None = None, history: Sequence[str] = (), *, by_model: bool = True
    ) -> Question:
        """Return a question as understood, after the conversation's earlier questions, oldest first.

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
        coverage = self._library.coverage(where(limits))
        if not history:
            return replace(understand(in_swedish(text), coverage, self._synonyms), text=text)
        found = stand_alone(in_swedish(text), [in_swedish(earlier) for earlier in history], coverage)
        asks = by_model and self._writer is not None and not found.choices
        rewritten = self._writer.standalone(text, history) if asks and self._writer is not None else ""
        return replace(understand(rewritten or found.text, coverage, self._synonyms), text=text, choices=found.choices)

    def search(self, text: str, k: int = 10, limits: Limits | None = None, history: Sequence[str] = ()) -> list[Hit]:
        """Return up to k passages for a question, best first.

        Raises:
            QuestionError: the question is empty or too long.
        """
        return self._finder.search(search_query(self.understand(text, limits, history), where(limits)), k)

    def asked(self, text: str, limits: Limits | None = None) -> tuple[Asked, ...]:
        """Return the words that say what is asked, each with what meets it and how much it weighs.

        Raises:
            QuestionError: the question is empty or too long.
        """
        return self._words(self.understand(text, limits), where(limits))

    def ask(self, text: str, limits: Limits | None = None, history: Sequence[str] = (), *, by_model: bool = True) -> Answer:
        """Return the answer to a question.

        Args:
            text: the question.
            limits: what is looked in.
            history: the conversation's earlier questions, oldest first: what a follow-up leans on.
            by_model: with the chat model, where there is one; else in the papers' own words.

        Raises:
            QuestionError: the question is empty or too long.
        """
        events = self.stream(text, limits, history, by_model=by_model)
        return next(event.answer for event in events if isinstance(event, Finished))

    def stream(
        self, text: str, limits: Limits | None = None, history: Sequence[str] = (), *, by_model: bool = True
    ) -> Iterator[Event]:
        """Give the answer to a question as it comes, `Finished` last; closing the iterator stops the work. See `ask`.

        Raises:
            QuestionError: the question is empty or too long.
        """
        started = time.perf_counter()
        writer = self._writer if by_model else None
        question = self.understand(text, limits, history, by_model=by_model)
        coverage = self._library.coverage(where(limits))
        passages = self._settings.passages * (_MORE_PASSAGES if looked_for_widely(question) else 1)
        trace_id = uuid.uuid4().hex
        with self._courtesy.answering():
            hits = self._finder.search(search_query(question, where(limits)), passages)
            found = time.perf_counter()
            answer = self._answer(question, hits, coverage, where(limits))
        if writer is not None and answer.mode is Mode.EXTRACTIVE and answer.citations:
            for event in writer.write(self._grounds(question, hits, coverage, where(limits), answer), trace_id):
                if isinstance(event, Finished):
                    answer = event.answer
                else:
                    yield event
        if answer.citations and len(coverage.municipalities) > 1:
            asked = self._words(question, where(limits))
            answer = with_the_others(question, answer, places_that_answer(question, asked, hits))
        done = time.perf_counter()
        timings = {
            **answer.timings,
            "total_ms": round((done - started) * 1000, 1),
            "search_ms": round((found - started) * 1000, 1),
            "answer_ms": round((done - found) * 1000, 1),
        }
        yield Finished(replace(answer, timings=timings, trace_id=trace_id))

    def warm_up(self) -> None:
        """Load what the first question needs: model, dictionaries, stores, the chat model's client. Nothing is sent.

        Raises:
            VectorStoreError: the stores or the model cannot be used.
        """
        self.ask(_WARM_UP, by_model=False)
        if self._writer is not None:
            self._writer.load()

    def figures(self, text: str, limits: Limits | None = None) -> list[Placed]:
        """Return the stored figures that some words name, best first.

        Raises:
            QuestionError: the words are none, or too many.
        """
        question = self.understand(text, limits)
        asked = self._words(question, where(limits))
        return self._figures.named(question, subject(question, asked) or asked, [], where(limits))[0]

    def _words(self, question: Question, limits: Filter) -> tuple[Asked, ...]:
        return asked_words(search_query(question, limits), self._finder.speller)

    def _useful(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return the passages that an answer may be taken from, best first."""
        return newest_first(question, widened(question, refusal.usable(question, hits), self._finder.around))

    def _answer(self, question: Question, hits: Sequence[Hit], coverage: Coverage, limits: Filter) -> Answer:
        if question.choices:
            choice = refusal.Refusal(Reason.AMBIGUOUS, told_choice(question.choices))
            return replace(refused(question, choice), follow_ups=question.choices)
        said_no = refusal.before_reading(question, hits, coverage)
        said_no = said_no or no_such_board(question, refusal.usable(question, hits), coverage)
        if said_no is not None and not said_no.of_years:
            return self._from_a_column(question, hits, coverage, limits) or refused(question, said_no)
        asked = self._words(question, limits)
        useful = self._useful(question, hits)
        if (handled := of_proceedings(question, asked, useful, self._finder.around)) is not None:
            return told_proceedings(question, handled, coverage, self._library.document_text)
        read = cache(lambda: extract(question, asked, useful[: self._settings.passages]))  # a sure figure asks no sentence
        if asks_for_number(question) and NO_NUMBER.isdisjoint(forms_asked(question)):
            answer = self._from_figures(question, asked, useful, read, coverage, limits)
            if answer is not None and (said_no is None or answer.citations):
                return answer
        if said_no is not None:  # a table may head a column with the year on another page
            return refused(question, said_no)
        picked = read()
        cells = self._library.figures_within([one.hit for one in picked.rows], limits)
        rows = rows_told(question, subject(question, asked), picked, cells)
        first = picked.picked[:1]
        if rows and not refusal.still_answers(question, asked, (picked := of_its_time(picked, rows)), first):
            missing = of_other_time(question, next(iter(rows.values())).cells, coverage)
            return missing or refused(question, refusal.Refusal(Reason.NO_EVIDENCE, not_found(coverage)))
        said_no = refusal.after_reading(question, picked, coverage, self._settings.least_support)
        said_no = said_no or of_another_thing(question, asked, picked, useful, coverage)
        said_no = said_no or near_miss(question, asked, picked, useful, coverage)
        if said_no is not None:
            return refused(question, said_no)
        counted = counted_word(question, asked)
        return told_extract(question, picked, coverage, self._library.document_text, counted.word if counted else "", rows)

    def _grounds(self, question: Question, hits: Sequence[Hit], coverage: Coverage, limits: Filter, answer: Answer) -> Grounds:
        """Return what a chat model may answer from."""
        asked = self._words(question, limits)
        useful = self._useful(question, hits)

        def figures() -> Cells:
            named, there = self._figures.named(question, subject(question, asked), useful, limits)
            return Cells(tuple(named), tuple(there))

        return Grounds(question, asked, useful, figures, coverage, self._library.document_text, answer)

    def _from_figures(
        self,
        question: Question,
        asked: Sequence[Asked],
        hits: Sequence[Hit],
        read: Callable[[], Extract],
        coverage: Coverage,
        limits: Filter,
    ) -> Answer | None:
        """Return the answer from figures, or None where none surely answers or a sentence answers better."""
        found = self._figures.answer(question, asked, hits, limits)
        if found is None or (found.met < _SURE_FIGURE and found.met < read().best_sentence - _SENTENCE_BETTER):
            return None
        return told_figures(question, found, coverage, self._library.document_text)

    def _from_a_column(self, question: Question, hits: Sequence[Hit], coverage: Coverage, limits: Filter) -> Answer | None:
        """Return the answer of cells that papers of others hold of the municipality asked about."""
        if not question.municipalities or not asks_for_number(question):
            return None
        found = self._figures.answer(question, self._words(question, limits), hits, limits)
        whose = {one.figure.organisation for one in found.figures} if found is not None else set()
        if found is None or found.met < _SURE_FIGURE or not whose or not whose <= {*question.municipalities}:
            return None
        return told_figures(question, found, coverage, self._library.document_text)


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
