"""Figures looked up for a question: those its words name, and the answer they give, computed where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from app.calculation.against import asks_against, for_outcome, held_against, lacks_deviation, tells_deviation
from app.calculation.asked import Look, Looked, over_time
from app.calculation.calculating import calculated, of_a_pair
from app.calculation.dropped import drops_a_thing
from app.calculation.than import differing_side
from app.model import Question
from app.numbers.answering import answer_from
from app.numbers.number_words import asked_measures
from app.numbers.organisations import of_another
from app.numbers.ranking import LEAST_MET, Placed, rank, share_met, weights
from app.numbers.row_names import boards_named, lacks_its_line, subject
from app.numbers.verdict import FigureAnswer, Verdict
from app.numbers.whose import of_those_asked
from app.numbers.within import rows_within, tells_the_whole
from app.ports import Library
from app.question.synonyms import Synonyms
from app.question.understanding import understand
from vectorstore.coverage import Asked
from vectorstore.model import Filter, Hit
from vectorstore.words.tokens import stem


class FigureSearch:
    """Answers questions from the catalogue's figures alone."""

    def __init__(self, library: Library, synonyms: Synonyms, words: Callable[[Question, Filter], Sequence[Asked]]) -> None:
        """Take what gives figures, and what tells which words of a question say what is asked."""
        self._library = library
        self._synonyms = synonyms
        self._words = words

    def named(
        self, question: Question, names: Sequence[Asked], hits: Sequence[Hit], limits: Filter
    ) -> tuple[list[Placed], list[Placed]]:
        """Return the figures whose rows a question names, best first, and all that were looked at.

        Args:
            question: as understood.
            names: its words that name a row.
            hits: the passages found.
            limits: what may be looked at.
        """
        there = self._there(question, names, hits, limits)
        ranked = rank(question, names, there, asked_measures(question.standalone)[0])
        return [one.placed for one in ranked if share_met(names, [one]) >= LEAST_MET], there

    def answer(self, question: Question, asked: Sequence[Asked], hits: Sequence[Hit], limits: Filter) -> FigureAnswer | None:
        """Return the figures that answer, with what is computed from them; None where none surely does.

        Args:
            question: as understood.
            asked: its words.
            hits: the passages found.
            limits: what may be looked at.
        """
        found = self._found(question, asked, hits, limits)
        if found is None or found.verdict is Verdict.OTHER_PERIOD:
            return found
        if other := of_another(question, found.figures):
            return FigureAnswer(Verdict.OTHER_BOARD, found.figures, (), None, found.met, asked_of=other)
        return None if drops_a_thing(question, found) else found

    def _found(self, question: Question, asked: Sequence[Asked], hits: Sequence[Hit], limits: Filter) -> FigureAnswer | None:
        names = subject(question, asked)
        of_board = limits if names or limits.bodies else replace(limits, bodies=question.bodies)
        there = self._there(question, names, hits, of_board)
        look = self._look(hits, limits)
        found = calculated(question, look)
        if found is not None:
            return found
        if over_time(question) is not None:
            return None  # a year of several is no answer
        found = _of_a_part(question, names, there) or answer_from(question, names, there)
        if found is not None and not found.derived and _is_of_another(question, names, found.figures):
            return None
        if found is None or (found.verdict is not Verdict.OTHER_PERIOD and not found.derived and not found.of_rows):
            found = of_a_pair(question, look) or found
        found = _against(question, found, there, look) or found
        if found is None or not (found.derived or tells_deviation(found)):
            found = differing_side(question, self._look(hits, limits, of_boards=True)) or found
        if found is not None and lacks_deviation(question, found):
            return None  # what there was is not by how much it was over
        if found is None and not names and (boards := boards_named(question)):  # rows of another board's table
            placed = self._library.figures(hits, {stem(board): 1.0 for board in boards}, limits, question.municipalities)
            found = answer_from(question, names, of_those_asked(question, placed))
        return found

    def _there(self, question: Question, names: Sequence[Asked], hits: Sequence[Hit], limits: Filter) -> list[Placed]:
        placed = self._library.figures(hits, weights(names), limits, question.municipalities)
        return of_those_asked(question, placed)

    def _look(self, hits: Sequence[Hit], limits: Filter, *, of_boards: bool = False) -> Look:
        """Return what answers a question for one cell, as a part of a calculation: from the same passages, and rows called so.

        `of_boards`: a question that names a board and nothing else is one for its sum.
        """
        coverage = self._library.coverage(limits)

        @cache
        def look(text: str) -> Looked:
            question = understand(text, coverage, self._synonyms)
            names = subject(question, self._words(question, limits))
            if not names and not (of_boards and question.bodies):
                return Looked(None, (), question.years)
            of_board = limits if names or limits.bodies else replace(limits, bodies=question.bodies)
            there = self._there(question, names, hits, of_board)
            return Looked(_of_a_part(question, names, there) or answer_from(question, names, there), tuple(there), question.years)

        return look


def _is_of_another(question: Question, names: Sequence[Asked], cells: Sequence[Placed]) -> bool:
    """Tell whether cells are of the whole where a part is asked for, or of no line that is asked for by its word alone."""
    return tells_the_whole(question.standalone, names, cells) or lacks_its_line(names, cells)


def _of_a_part(question: Question, names: Sequence[Asked], there: Sequence[Placed]) -> FigureAnswer | None:
    """Return the answer of a row asked for within another ("färdtjänst inom specialiststöd"), or None where none is surely that."""
    within = rows_within(question.standalone, names, there)
    return answer_from(question, *within) if within is not None else None


def _against(question: Question, found: FigureAnswer | None, there: Sequence[Placed], look: Look) -> FigureAnswer | None:
    """Return the outcome held against its goal or budget, where that is asked for: of the cell found, or of the row alone."""
    held = held_against(question, found, there) if found is not None else None
    if held is not None or not asks_against(question) or (found is not None and not lacks_deviation(question, found)):
        return held
    looked = look(for_outcome(question))
    return held_against(question, looked.answer, looked.placed) if looked.answer is not None else None
