"""Which figures answer a question, and what is computed from them: one cell, several, a difference. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from app.model import Question, QuestionKind
from app.number_words import Measure, asked_measures, asked_part, of_part
from app.numbers import LEAST_MET, Placed, Scored, rank, share_met
from ingest.table_model import Figure
from vectorstore.coverage import Asked

_STRONG = 0.75  # rarity of a word that must be met: a name, a rare word
_STRONGLY_MET = 0.45
_COMPLEMENTS = 0.3  # that one side of a comparison meets a name better than the other
_LATE_MET = 0.85  # of the names must be met for a figure of another period to be told of
_PAIRED = 40  # figures looked at for the two sides of a comparison
_AS_GOOD = 0.02  # two rows whose scores are so close cannot be told apart
_CONTRADICTS = 0.08  # another source's figure of the same thing may score that much lower
_MOST_CHOICES = 4


class Verdict(StrEnum):
    """What came of looking for figures."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    OTHER_PERIOD = "other period"


@dataclass(frozen=True, slots=True)
class Derived:
    """A number computed from two figures: `left` minus `right`."""

    left: int
    right: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """The figures that answer.

    Attributes:
        figures: in the order they are told.
        derived: differences between them, by their index.
        contradicting: another source's figure of the same thing with another value, or None.
        met: share of the names asked for that the figures meet.
    """

    verdict: Verdict
    figures: tuple[Placed, ...]
    derived: tuple[Derived, ...]
    contradicting: Placed | None
    met: float


def answer_from(question: Question, names: Sequence[Asked], placed: Sequence[Placed]) -> FigureAnswer | None:
    """Return the figures that answer a question, or None where none surely does.

    Args:
        question: as understood.
        names: the words that name the row asked for (`app.numbers.subject`).
        placed: the figures that may answer.
    """
    if not names or not placed:
        return None
    measures = asked_measures(question.standalone)
    ranked = rank(question, names, placed, measures[0])
    compares = question.kind is QuestionKind.COMPARISON or len(question.years) == 2
    if compares and (pair := _pair(question, names, ranked)) is not None:
        return pair
    sure = [one for one in ranked if _surely(names, [one])]
    if not sure:
        return None
    timely = [one for one in sure if in_period(question, one.placed)]
    if not timely:
        if share_met(names, sure[:1]) < _LATE_MET:
            return None
        return FigureAnswer(
            Verdict.OTHER_PERIOD, tuple(one.placed for one in sure[:_MOST_CHOICES]), (), None, share_met(names, sure[:1])
        )
    best = timely[0]
    rivals = [one for one in timely[1:] if best.score - one.score < _AS_GOOD and _another_row(best.figure, one.figure)]
    if rivals:
        choices = (best, *rivals)[:_MOST_CHOICES]
        return FigureAnswer(Verdict.AMBIGUOUS, tuple(one.placed for one in choices), (), None, share_met(names, [best]))
    figures = [best.placed, *_same_row(question, best.placed, placed, measures, compares)]
    if question.kind is QuestionKind.COMPARISON and len(figures) == 1:
        return None
    return FigureAnswer(
        Verdict.FOUND, tuple(figures), _differences(figures, compares), _contradiction(best, timely), share_met(names, [best])
    )


def _surely(names: Sequence[Asked], figures: Sequence[Scored]) -> bool:
    """Tell whether figures together meet enough of what is asked, and every name in it."""
    if share_met(names, figures) < LEAST_MET:
        return False
    strong = [at for at, one in enumerate(names) if one.weight >= _STRONG]
    return all(max(figure.met[at] for figure in figures) >= _STRONGLY_MET for at in strong)


def in_period(question: Question, placed: Placed) -> bool:
    """Tell whether a figure is of the year, month or quarter asked for, as far as is known."""
    part = asked_part(question.standalone)
    if part is not None and not of_part(placed.figure, part):
        return False
    if not question.years:
        return True
    period = placed.figure.period
    if period.end is not None:
        return period.end.year in question.years
    return not placed.metadata.years or any(year in question.years for year in placed.metadata.years)


def _another_row(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of different things: not the same row told twice, nor the same value."""
    if one.value == other.value or (one.document_id, one.quote_start) == (other.document_id, other.quote_start):
        return False
    return (one.label.casefold(), one.group) != (other.label.casefold(), other.group)


def _same_row(
    question: Question, best: Placed, placed: Sequence[Placed], measures: Sequence[Measure], compares: bool
) -> list[Placed]:
    """Return the other cells of the row that are asked for: other measures, the other year."""
    row = [one for one in placed if _row(one.figure) == _row(best.figure) and one.figure.start != best.figure.start]
    found: list[Placed] = []
    for measure in measures[1:]:
        found += [one for one in row if one.figure.measure == measure.value and in_period(question, one)][:1]
    if compares and len(question.years) == 2:
        year = _year(best.figure)
        found += [one for one in row if one.figure.measure == best.figure.measure and _year(one.figure) not in (None, year)
                  and _year(one.figure) in question.years][:1]  # fmt: skip
    return found


def _row(figure: Figure) -> tuple[str, int]:
    return figure.document_id, figure.quote_start


def _year(figure: Figure) -> int | None:
    return figure.period.end.year if figure.period.end else None


def _pair(question: Question, names: Sequence[Asked], ranked: Sequence[Scored]) -> FigureAnswer | None:
    """Return two rows that only together meet what is asked: the two sides of a comparison."""
    near = [one for one in ranked if in_period(question, one.placed)][:_PAIRED]
    best: tuple[float, Scored, Scored] | None = None
    for one, other in combinations(near, 2):
        if not _comparable(one.figure, other.figure) or not _complement(names, one, other) or not _surely(names, [one, other]):
            continue
        score = one.score + other.score
        if best is None or score > best[0]:
            best = (score, one, other)
    if best is None:
        return None
    _, one, other = best
    sides = [one.placed, other.placed]
    if len(question.years) == 2:
        everything = [scored.placed for scored in ranked]
        sides = [side for first in sides for side in (first, *_same_row(question, first, everything, (Measure.OUTCOME,), True))]
    return FigureAnswer(Verdict.FOUND, tuple(sides), _differences(sides, True), None, share_met(names, [one, other]))


def _comparable(one: Figure, other: Figure) -> bool:
    same = (one.document_id, one.measure, one.period.text, one.unit) == (
        other.document_id,
        other.measure,
        other.period.text,
        other.unit,
    )
    return same and one.quote_start != other.quote_start


def _complement(names: Sequence[Asked], one: Scored, other: Scored) -> bool:
    """Tell whether each of two figures meets a name clearly better than the other does."""
    gains = [(one.met[at] - other.met[at]) for at, name in enumerate(names) if name.weight >= _STRONG / 2]
    return bool(gains) and max(gains) >= _COMPLEMENTS and min(gains) <= -_COMPLEMENTS


def _differences(figures: Sequence[Placed], compares: bool) -> tuple[Derived, ...]:
    """Return the differences asked for: between the two sides, or between the years of each row."""
    if not compares or len(figures) < 2:
        return ()
    found: list[Derived] = []
    for left, right in combinations(range(len(figures)), 2):
        one, other = figures[left].figure, figures[right].figure
        if one.unit != other.unit or (len(figures) > 2 and _row(one) != _row(other)) or one.measure != other.measure:
            continue
        later, earlier = (left, right)
        if _row(one) == _row(other) and (_year(one) or 0) < (_year(other) or 0):
            later, earlier = right, left
        found.append(Derived(later, earlier, figures[later].figure.value - figures[earlier].figure.value))
    return tuple(found)


def _contradiction(best: Scored, timely: Sequence[Scored]) -> Placed | None:
    """Return another paper's figure of the same thing with another value, or None."""
    figure = best.figure
    for one in timely[1:]:
        other = one.figure
        elsewhere = (other.document_id, other.paper) != (figure.document_id, figure.paper)
        same = (other.label.casefold(), other.measure, other.period.text, other.unit) == (
            figure.label.casefold(), figure.measure, figure.period.text, figure.unit,
        )  # fmt: skip
        if elsewhere and same and other.value != figure.value and best.score - one.score < _CONTRADICTS:
            return one.placed
    return None
