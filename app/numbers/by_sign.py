"""Which rows of a table did better or worse than their budget: "Vilka enheter gick med underskott, och hur stort?". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model import Question
from app.numbers.belonging import of_one_column
from app.numbers.elsewhen import in_period
from app.numbers.extremes import ENOUGH_ROWS, any_row, by_table, like_best, sums_up
from app.numbers.figure_fit import ANY_LINE, is_of
from app.numbers.number_words import Measure, wanted
from app.numbers.ranking import Placed, Scored, rank, row_of, share_met, surely
from app.numbers.row_names import grounded
from app.numbers.verdict import FigureAnswer, Sign, Verdict
from vectorstore.coverage import Asked

_WHICH = r"^(?:vilka|vilke[nt])\b.*"
_WENT = _WHICH + r"\b(?:gick|går|hade|har|redovisa\w*|visa\w*|fick|gjorde)\b(?: \w+){0,2}?"
_ASKS = (
    (Sign.PLUS, re.compile(rf"{_WENT} (?:plus|överskott|vinst)\b")),
    (Sign.MINUS, re.compile(rf"{_WENT} (?:minus|back|underskott|förlust)\b")),
    (
        Sign.MINUS,
        re.compile(
            rf"{_WHICH}(?:\b(?:drog|drar|dragit|gick|går|gått|hamna\w*) över (?:sin |sina )?budget\w*"
            r"|\b(?:blev|blir|var) dyrare än (?:sin )?(?:budget|planera|beräkna)\w*"
            r"|\b(?:översteg|översk(?:red|rider|ridit)|spräck\w*|sprack|överdrog) (?:sin |sina )?budget\w*"
            r"|\bhöll inte (?:sin )?budget\w*)"
        ),
    ),
)
_AND_HOW_MUCH = re.compile(r"[,?]? (?:och )?(?:med )?hur (?:mycket|stort|stora)(?: [^\W\d_]+){0,3}\s*\??$")  # told of each row
_SIGN_WORDS = frozenset({"plus", "överskott", "vinst", "minus", "back", "underskott", "förlust", "gick", "går"})
_REACHED = ("utfall", "bokslut")
_OWN_RESULT = re.compile(r"resultat", re.IGNORECASE)  # what is paid by taxes has a net cost
_RESULT = re.compile(r"resultat|netto", re.IGNORECASE)
_MOST_TOLD = 12  # rows: more are no answer


def sign_asked(text: str) -> Sign | None:
    """Return which rows a question asks for by their sign; None where it asks for none, or for the one that has most."""
    folded = _AND_HOW_MUCH.sub("", text.casefold())
    if re.search(r"\b(?:störst|minst|mest|högst|lägst)\w*\b|\bhur mycket\b", folded):
        return None
    return next((sign for sign, pattern in _ASKS if pattern.search(folded)), None)


def asks_for_rows_of_a_sign(text: str) -> bool:
    """Tell whether a question asks for rows by their sign, however many they are: "Vilka ...", and not for one."""
    return text.casefold().startswith("vilka") and sign_asked(text) is not None


def of_sign(question: Question, names: Sequence[Asked], placed: Sequence[Placed]) -> FigureAnswer | None:
    """Return the rows of one table whose deviation from budget has the sign asked for; None where none surely holds all of them.

    Args:
        question: as understood.
        names: the words that name the rows; none where what any row is ("verksamhetsområden") is all that is named.
        placed: the figures that may answer.
    """
    if (sign := sign_asked(question.standalone)) is None:
        return None
    own = [one for one in names if one.word not in _SIGN_WORDS and not any_row(one.word)]
    own = grounded(own, placed) if own else []
    want = wanted(question)
    ranked = rank(question, own, placed, Measure.DEVIATION)
    near = [one for one in ranked if is_of(one.figure, Measure.DEVIATION) and in_period(question, one.placed, want)]
    rows = of_one_table(own, near)
    if not near and "budget" not in question.standalone.casefold():  # a month has its result, and no deviation
        rows = of_one_table(own, [one for one in ranked if _is_result(one) and in_period(question, one.placed, want)])
    rows = _their_results(question, rows, ranked) or rows
    chosen = [one.placed for one in rows if (one.figure.value > 0) == (sign is Sign.PLUS) and one.figure.value != 0]
    if len(rows) < ENOUGH_ROWS or not 0 < len(chosen) <= _MOST_TOLD:
        return None
    chosen.sort(key=lambda one: one.figure.quote_start)
    met = share_met(own, rows[:1]) if own else 1.0
    return FigureAnswer(Verdict.FOUND, tuple(chosen), (), None, met, len(rows), sign=sign)


def _is_result(one: Scored) -> bool:
    """Tell whether a cell is the result that a unit reached."""
    return one.figure.measure in _REACHED and _OWN_RESULT.search(one.figure.label) is not None and bool(one.figure.group)


def _their_results(question: Question, rows: Sequence[Scored], ranked: Sequence[Scored]) -> list[Scored]:
    """Return the results of rows whose deviations are known, where no budget is asked about and both have the same sign.

    What a unit paid for by the hour has left is its surplus, and about what it deviates by. None where a row has no result of its
    own, or one that says something else: what is paid by taxes has costs alone.
    """
    if "budget" in question.standalone.casefold() or not all(_RESULT.search(one.figure.label) for one in rows):
        return []
    own = {row_of(one.figure): one for one in reversed(ranked) if one.figure.measure in _REACHED and one.figure.unit == _unit(rows)}
    found = [
        own[row_of(one.figure)]
        for one in rows
        if row_of(one.figure) in own
        and own[row_of(one.figure)].figure.period == one.figure.period
        and own[row_of(one.figure)].figure.value * one.figure.value > 0
    ]
    return found if len(found) == len(rows) else []


def _unit(rows: Sequence[Scored]) -> str:
    return rows[0].figure.unit if rows else ""


def of_one_table(names: Sequence[Asked], near: Sequence[Scored]) -> list[Scored]:
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
