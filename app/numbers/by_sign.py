"""Which rows of a table did better or worse than their budget: "Vilka enheter gick med underskott?". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model import Question
from app.numbers.belonging import of_one_column
from app.numbers.elsewhen import in_period
from app.numbers.extremes import ENOUGH_ROWS, any_row, by_table, like_best, sums_up
from app.numbers.figure_fit import ANY_LINE
from app.numbers.number_words import Measure, wanted
from app.numbers.ranking import Placed, Scored, rank, share_met, surely
from app.numbers.row_names import grounded
from app.numbers.verdict import FigureAnswer, Sign, Verdict
from vectorstore.coverage import Asked

_WENT = r"^vilka\b.*\b(?:gick|går|hade|har|redovisa\w*|visa\w*|fick|gjorde)\b(?: \w+){0,2}?"
_ASKS = (
    (Sign.PLUS, re.compile(rf"{_WENT} (?:plus|överskott|vinst)\b")),
    (Sign.MINUS, re.compile(rf"{_WENT} (?:minus|back|underskott|förlust)\b")),
)
_SIGN_WORDS = frozenset({"plus", "överskott", "vinst", "minus", "back", "underskott", "förlust", "gick", "går"})
_AGAINST_BUDGET = "avvikelse"
_RESULT = re.compile(r"resultat|netto", re.IGNORECASE)
_MOST_TOLD = 12  # rows: more are no answer


def sign_asked(text: str) -> Sign | None:
    """Return which rows a question asks for by their sign; None where it asks for none, or for the one that has most."""
    folded = text.casefold()
    if re.search(r"\b(?:störst|minst|mest|högst|lägst)\w*\b|\bhur mycket\b", folded):
        return None
    return next((sign for sign, pattern in _ASKS if pattern.search(folded)), None)


def of_sign(question: Question, sign: Sign, names: Sequence[Asked], placed: Sequence[Placed]) -> FigureAnswer | None:
    """Return the rows of one table whose deviation from budget has the sign asked for; None where none surely holds all of them.

    Args:
        question: as understood.
        sign: which rows are asked for.
        names: the words that name the rows; none where what any row is ("verksamhetsområden") is all that is named.
        placed: the figures that may answer.
    """
    own = [one for one in names if one.word not in _SIGN_WORDS and not any_row(one.word)]
    own = grounded(own, placed) if own else []
    want = wanted(question)
    ranked = rank(question, own, placed, Measure.DEVIATION)
    near = [one for one in ranked if one.figure.measure == _AGAINST_BUDGET and in_period(question, one.placed, want)]
    rows = _of_one_table(own, near)
    chosen = [one.placed for one in rows if (one.figure.value > 0) == (sign is Sign.PLUS) and one.figure.value != 0]
    if len(rows) < ENOUGH_ROWS or not 0 < len(chosen) <= _MOST_TOLD:
        return None
    chosen.sort(key=lambda one: one.figure.quote_start)
    met = share_met(own, rows[:1]) if own else 1.0
    return FigureAnswer(Verdict.FOUND, tuple(chosen), (), None, met, len(rows), sign=sign)


def _of_one_table(names: Sequence[Asked], near: Sequence[Scored]) -> list[Scored]:
    """Return the rows of the table that the best figure stands in, sums left out; none where they are not surely named."""
    results = [one for one in near if ANY_LINE.search(one.figure.label) is None or _RESULT.search(one.figure.label)]
    rows = by_table(names, results) if names else results
    best = next((one for one in rows if not sums_up(one.figure)), None)
    if best is None:
        return []
    found = like_best(best, rows)
    if names:
        return found if surely(names, found) else []
    sums = rows[: rows.index(best)]  # of all rows of a table
    return found if any(sums_up(one.figure) and of_one_column(best.figure, one.figure) for one in sums) else []
