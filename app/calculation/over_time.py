"""Calculations over the years or the months of one row: sums, means, the most, two years' months held together. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.calculation.asked import IS_MEAN, Look, Looked, Operation, OverTime, without_operation
from app.calculation.cells import LEAST_MET, only_cell, outermost
from app.model import Question
from app.numbers.belonging import of_one_line
from app.numbers.comparisons import year_of
from app.numbers.computed import Kind, may_be_summed, mean, sums_held_together, total
from app.numbers.number_words import wanted
from app.numbers.ranking import Placed
from app.numbers.verdict import Across, FigureAnswer, Sign, Verdict
from ingest.tables.model import Figure, PeriodKind
from ingest.tables.periods import months_of

_LEAST_OF_TIME = 3  # months or years of which one can be the most
_ALIKE = (frozenset({"utfall", "bokslut", ""}), frozenset({"budget", "plan", "prognos"}))
_MONTHS = 12
_AGAINST = re.compile(
    r"\b(?:än|jämfört med|gentemot|mot)\b|\b(?:samma|motsvarande) (?:tid|period|månader|del)(?:en|na)?\b"
    r"|\b(?:året|år) (?:innan|före)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")


def of_one_row(asked: OverTime, look: Look) -> FigureAnswer | None:
    """Return what is computed over the years or months of the row that answers the question for one of its cells; or None."""
    looked = look(asked.rest)
    first = only_cell(looked)
    if looked.answer is None or (first is None and asked.operation in (Operation.EXTREME, Operation.COUNT)):
        return None
    cells = _cells_of_time(asked, looked, first)
    if asked.operation is Operation.EXTREME:
        return _furthest(asked, looked.answer, cells)
    if asked.operation is Operation.COUNT:
        return _of_sign(asked, looked.answer, cells)
    if asked.operation is Operation.MEAN:
        return _mean(asked, looked.answer, cells)
    if len(cells) != len(asked.years) or len(cells) < 2:
        return None
    if asked.operation is Operation.EACH:
        return FigureAnswer(Verdict.FOUND, tuple(cells), (), None, looked.answer.met)
    if not may_be_summed([one.figure for one in cells], over_time=True):
        return None
    summed = total(range(len(cells)), [one.figure for one in cells])
    return FigureAnswer(Verdict.FOUND, tuple(cells), (summed,), None, looked.answer.met)


def _cells_of_time(asked: OverTime, looked: Looked, first: Placed | None) -> list[Placed]:
    """Return the cells of the row found, one a year or a month, oldest first; none where a year that is named is missing."""
    if first is None:
        return []
    row = [one for one in looked.placed if of_one_line(one.figure, first.figure) and one.figure.unit == first.figure.unit]
    of_years = bool(asked.years or asked.since)
    kind = PeriodKind.YEAR if of_years else PeriodKind.MONTH
    measures = _alike_measures(first.figure.measure) if of_years else frozenset({first.figure.measure})
    found: dict[int, Placed] = {}
    for one in sorted(row, key=lambda cell: cell.figure.measure != first.figure.measure):
        if one.figure.period.kind is not kind or one.figure.measure not in measures:
            continue
        months = months_of(one.figure.period)
        at = year_of(one.figure) if of_years else months[0] if months else None
        if at is None or not _named(asked, at) or (not of_years and year_of(one.figure) != year_of(first.figure)):
            continue
        found.setdefault(at, one)
    if asked.years and not asked.since and set(found) != set(asked.years):
        return []
    return [found[at] for at in sorted(found)]


def _named(asked: OverTime, at: int) -> bool:
    if asked.since and asked.years:
        return at >= asked.years[0]
    if asked.years:
        return at in asked.years
    return asked.part is None or asked.part[0] <= at <= asked.part[1]


def _alike_measures(measure: str) -> frozenset[str]:
    return next((alike for alike in _ALIKE if measure in alike), frozenset({measure}))


def _furthest(asked: OverTime, answer: FigureAnswer, cells: Sequence[Placed]) -> FigureAnswer | None:
    """Return the year or month with most or least; None where they are few, or two have as much."""
    if asked.extreme is None or len(cells) < _LEAST_OF_TIME:
        return None
    found = outermost(cells, asked.extreme)
    if found is None:
        return None
    across = Across.YEARS if asked.years or asked.since else Across.MONTHS
    return FigureAnswer(Verdict.FOUND, (found,), (), None, answer.met, len(cells), (asked.extreme,), across)


def _of_sign(asked: OverTime, answer: FigureAnswer, cells: Sequence[Placed]) -> FigureAnswer | None:
    """Return the months of a row that have the sign asked for, of all there are; None where there is none, or few are known."""
    chosen = [one for one in cells if one.figure.value and (one.figure.value > 0) == (asked.sign is Sign.PLUS)]
    if len(cells) < _LEAST_OF_TIME or not chosen:
        return None
    return FigureAnswer(Verdict.FOUND, tuple(chosen), (), None, answer.met, len(cells), across=Across.MONTHS, sign=asked.sign)


def _mean(asked: OverTime, answer: FigureAnswer, cells: Sequence[Placed]) -> FigureAnswer | None:
    """Return the mean of the years, or of the months: of their sum where the row has that, else of each."""
    if answer.verdict is not Verdict.FOUND or any(_is_mean(one.figure) for one in answer.figures):
        return None
    if asked.years:
        if len(cells) != len(asked.years):
            return None
        figures, count = cells, len(cells)
    else:
        count = asked.part[1] - asked.part[0] + 1 if asked.part else _MONTHS
        figures = answer.figures
        months = all(one.figure.period.kind is PeriodKind.MONTH for one in figures)
        if len(figures) != (count if months else 1) or count < 2:
            return None
        if not months and not _spans(figures[0].figure, asked.part or (1, _MONTHS)):
            return None
    derived = mean(range(len(figures)), [one.figure for one in figures], count)
    return FigureAnswer(Verdict.FOUND, tuple(figures), (derived,), None, answer.met)


def _spans(figure: Figure, part: tuple[int, int]) -> bool:
    return months_of(figure.period) == part or (part == (1, _MONTHS) and figure.period.kind is PeriodKind.YEAR)


def _is_mean(figure: Figure) -> bool:
    """Tell whether a figure is a mean itself, or a share or an index, of which there is none that says anything."""
    said = " ".join((figure.label, *figure.group, figure.column))
    return IS_MEAN.search(said) is not None


def of_two_years(question: Question, look: Look) -> FigureAnswer | None:
    """Return the same months of two years held against each other, where a question names both; None elsewhere."""
    if len(question.years) != 2 or wanted(question).part is None:
        return None
    text = without_operation(_AGAINST.sub(" ", _YEAR.sub(" ", question.standalone)))
    later, earlier = (look(f"{text} {year}").answer for year in sorted(question.years, reverse=True))
    if later is None or earlier is None or not _may_be_summed(later) or not _may_be_summed(earlier):
        return None
    if len(later.figures) != len(earlier.figures) or len(later.figures) == 1:
        return None  # a cell of each year is found without this
    if (later.figures[0].figure.unit, later.figures[0].figure.measure) != (
        earlier.figures[0].figure.unit,
        earlier.figures[0].figure.measure,
    ):
        return None
    figures = (*later.figures, *earlier.figures)
    derived = sums_held_together([one.figure for one in later.figures], [one.figure for one in earlier.figures])
    return FigureAnswer(Verdict.FOUND, figures, derived, None, min(later.met, earlier.met))


def _may_be_summed(answer: FigureAnswer) -> bool:
    computed = [one.kind for one in answer.derived]
    return answer.verdict is Verdict.FOUND and answer.met >= LEAST_MET and computed == [Kind.SUM]
