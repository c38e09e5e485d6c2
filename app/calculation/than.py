"""A difference whose second side says only what is other about it: "än utfallet 2025", "än i marsprognosen", "än Vik". Pure.

That side is a question of its own: the first side's, with the measure and time of the second. Both cells must be of one row, or
of rows that are called alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.calculation.asked import Look, without_operation
from app.calculation.cells import DEVIATIONS, only_cell
from app.model import Question
from app.numbers.comparisons import sides_compared
from app.numbers.number_words import TIME_WORD, asked_measures, asks_outcome, is_form, wanted
from app.numbers.ranking import row_of
from app.numbers.verdict import FigureAnswer, Verdict
from app.question.phrases import is_verb
from vectorstore.words.tokens import STOP_WORDS

_THAN = re.compile(r"\b(?:än|jämfört med|gentemot|i förhållande till|och)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:(?:år|under|i) )?(?:19|20)\d\d\b")
_MEASURE = re.compile(
    r"\b(?:(?:i|enligt|mot|av|på) )?(?:\w*(?:utfall|bokslut|prognos|budget|målvärde|mål)(?:et|en|erat|erades)?|utfallit)\b"
    r"|\b(?:som )?(?:räknar|räknade|räknat|väntar|väntas|väntades|beräknas|beräknades|förväntas|bedöms)\b(?: \S+){0,2}? med\b"
    r"|\b(?:väntas|väntades|beräknas|beräknades|förväntas|bedöms)\b(?: bli)?",
    re.IGNORECASE,
)
_TIME = re.compile(rf"\b(?:i |under |per |för )?{TIME_WORD.pattern}\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:samma (?:tid|period|månad(?:er)?|kvartal|datum|tidpunkt) )?(?:(?:som )?(?:förra|föregående) år(?:et)?|i fjol"
    r"|(?:året|ett år|året dess) (?:innan|före|tidigare|dessförinnan))",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset("vad det den som blev var är i på för med enligt hela året år".split())  # noqa: SIM905 - one line


def differing_side(question: Question, look: Look) -> FigureAnswer | None:
    """Return a cell and the one that a question holds it against by measure or time alone; None where it does not, or not surely.

    Args:
        question: as understood.
        look: answers a question for one cell.
    """
    if not wanted(question).compares:
        return None
    for first, second in _sides(question.standalone):
        looked = [look(one) for one in (first, second)]
        cells = [cell for cell in map(only_cell, looked) if cell is not None]
        if len(cells) != 2:
            continue
        one, other = (cell.figure for cell in cells)
        apart = (one.document_id, one.start) != (other.document_id, other.start)
        alike = row_of(one) == row_of(other) or (one.label.casefold(), one.group) == (other.label.casefold(), other.group)
        signs = one.value * other.value >= 0 or one.document_id == other.document_id
        if (
            not (apart and alike and signs)
            or one.unit != other.unit
            or (one.measure in DEVIATIONS) != (other.measure in DEVIATIONS)
        ):
            continue
        met = min(each.answer.met for each in looked if each.answer is not None)
        return FigureAnswer(Verdict.FOUND, tuple(cells), (sides_compared(wanted(question), one, other),), None, met)
    return None


def _sides(text: str) -> Iterator[tuple[str, str]]:
    """Yield the questions for both sides, where the second says a measure or time and no thing of its own."""
    for match in _THAN.finditer(text):
        left, right = text[: match.start()], text[match.end() :].rstrip(" ?.")
        bare = without_operation(left)
        if _YEAR_BEFORE.fullmatch(right) and len(years := set(re.findall(r"\b20\d\d\b", left))) == 1:
            year = years.pop()
            yield f"{bare}?", f"{bare.replace(year, str(int(year) - 1))}?"
            continue
        if not _says_only_which(right):
            continue
        base = bare
        if asked_measures(right)[0] != asked_measures("")[0] or asks_outcome(right.casefold()):
            base = _MEASURE.sub(" ", base)
        if _YEAR.search(right):
            base = _YEAR.sub(" ", base)
        if _TIME.search(right):
            base = _TIME.sub(" ", base)
        yield f"{' '.join(bare.split())}?", f"{' '.join(base.split())} {right}?"


def _says_only_which(right: str) -> bool:
    """Tell whether words say a measure or a time, and name no thing."""
    rest = _TIME.sub(" ", _YEAR.sub(" ", _MEASURE.sub(" ", right)))
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", rest)]
    said = [word for word in words if word not in STOP_WORDS | _SAYS_NOTHING and not is_verb(word) and not is_form(word)]
    return not said and " ".join(rest.split()) != " ".join(right.split())
