"""Calculations of cells found one by one: a row over its years or months, several things, a share of a whole. Pure.

Each cell is found as the answer to a question of its own, as surely as if that had been asked; where one of them is not, or they
are not of one kind, nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from app.calculation.asked import (
    IS_MEAN,
    Look,
    Looked,
    Operation,
    OverTime,
    asks_for_times,
    for_each,
    operation_of,
    over_time,
    without_extremes,
    without_operation,
)
from app.calculation.shares import shares_asked
from app.calculation.things import things_named
from app.model import Question
from app.numbers.comparisons import of_one_column, sides_compared, year_of
from app.numbers.computed import Derived, mean, ratio, share, total
from app.numbers.number_words import Extreme, wanted
from app.numbers.ranking import Placed, row_of
from app.numbers.verdict import Across, FigureAnswer, Verdict
from ingest.tables.model import Figure, PeriodKind
from ingest.tables.periods import months_of
from ingest.tables.rows import is_total

_MOST_WAYS = 6  # to read what stands side by side that are tried
_WHOLE_LINE = re.compile(r"(?:verksamhetens |summa |totala? )?(?:kostnader|intäkter)\b", re.IGNORECASE)
_LEAST_OF_TIME = 3  # months or years of which one can be the most
_ALIKE = (frozenset({"utfall", "bokslut", ""}), frozenset({"budget", "plan", "prognos"}))
_MONTHS = 12
_LEAST_MET = 0.6  # of the names a cell must meet to be a part of a calculation


def calculated(question: Question, look: Look) -> FigureAnswer | None:
    """Return what is computed of one row over time, of three things or more, as a ratio or a share; None where that is not asked.

    Args:
        question: as understood.
        look: answers a question for one cell.
    """
    asked = over_time(question)
    if asked is not None:
        return _over_time(asked, look)
    if (found := _share(question, look) or _ratio(question, look)) is not None:
        return found
    return _of_things(question, look, pairs=False)


def of_a_pair(question: Question, look: Look) -> FigureAnswer | None:
    """Return the sum or the difference of two things that a question names side by side, each found by itself; or None."""
    return _of_things(question, look, pairs=True)


def _over_time(asked: OverTime, look: Look) -> FigureAnswer | None:
    looked = look(asked.rest)
    first = _only(looked)
    if looked.answer is None or (first is None and asked.operation is Operation.EXTREME):
        return None
    cells = _cells_of_time(asked, looked, first)
    if asked.operation is Operation.EXTREME:
        return _furthest(asked, looked.answer, cells)
    if asked.operation is Operation.MEAN:
        return _mean(asked, looked.answer, cells)
    if len(cells) != len(asked.years) or len(cells) < 2:
        return None
    summed = total(range(len(cells)), [one.figure for one in cells])
    return FigureAnswer(Verdict.FOUND, tuple(cells), (summed,), None, looked.answer.met)


def _cells_of_time(asked: OverTime, looked: Looked, first: Placed | None) -> list[Placed]:
    """Return the cells of the row found, one a year or a month, oldest first; none where a year that is named is missing."""
    if first is None:
        return []
    row = [one for one in looked.placed if row_of(one.figure) == row_of(first.figure) and one.figure.unit == first.figure.unit]
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
    found = _outermost(cells, asked.extreme)
    if found is None:
        return None
    across = Across.YEARS if asked.years or asked.since else Across.MONTHS
    return FigureAnswer(Verdict.FOUND, (found,), (), None, answer.met, len(cells), (asked.extreme,), across)


def _outermost(cells: Sequence[Placed], extreme: Extreme) -> Placed | None:
    signed = extreme in (Extreme.BEST, Extreme.WORST) or len({one.figure.value < 0 for one in cells}) > 1
    values = [one.figure.value if signed else abs(one.figure.value) for one in cells]
    wanted_value = max(values) if extreme in (Extreme.MOST, Extreme.BEST) else min(values)
    return cells[values.index(wanted_value)] if values.count(wanted_value) == 1 else None


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
    said = " ".join((figure.label, *figure.group, figure.column, figure.caption))
    return IS_MEAN.search(said) is not None


def _only(looked: Looked) -> Placed | None:
    """Return the one cell that answers, the first of a row's where they tell it in two ways; None where it is not sure."""
    answer = looked.answer
    if answer is None or answer.verdict is not Verdict.FOUND or answer.met < _LEAST_MET:
        return None
    if answer.derived or answer.contradicting or answer.of_rows or len(looked.years) > 1:
        return None
    first = answer.figures[0]
    return first if all(row_of(one.figure) == row_of(first.figure) for one in answer.figures) else None


def _of_things(question: Question, look: Look, *, pairs: bool) -> FigureAnswer | None:
    """Return what is asked of several things that a question names side by side: a sum, the most, a difference, a ratio."""
    operation = operation_of(question)
    if operation is None:
        return None
    kind, extreme = operation
    for tried, things in enumerate(things_named(question.standalone)):
        if tried >= _MOST_WAYS:
            return None
        if pairs != (len(things.called) == 2 and kind is not Operation.RATIO):
            continue
        looked = [look(without_operation(without_extremes(one))) for one in things.questions]
        cells = [one for one in (_only(each) for each in looked) if one is not None]
        if len(cells) != len(things.called) or not _held_together(cells):
            continue
        met = min(one.answer.met for one in looked if one.answer is not None)
        return _computed(question, (kind, extreme), cells, met)
    return None


def _held_together(cells: Sequence[Placed]) -> bool:
    """Tell whether cells are different ones that may be held together: of one row or column, or of one measure, time and unit."""
    first = cells[0].figure
    if len({(one.figure.document_id, one.figure.start) for one in cells}) < len(cells):
        return False
    same_row = all(row_of(one.figure) == row_of(first) for one in cells)
    if same_row:
        return len({one.figure.unit for one in cells}) == 1
    return all(
        of_one_column(one.figure, first)
        or (one.figure.unit, one.figure.measure, one.figure.period.text) == (first.unit, first.measure, first.period.text)
        for one in cells
    )


def _computed(
    question: Question, asked: tuple[Operation, Extreme | None], cells: Sequence[Placed], met: float
) -> FigureAnswer | None:
    kind, extreme = asked
    figures = [one.figure for one in cells]
    derived: Derived | None
    if kind is Operation.EXTREME and extreme is not None and len(cells) > 2:
        found = _outermost(cells, extreme)
        if found is None:
            return None
        return FigureAnswer(Verdict.FOUND, (found,), (), None, met, len(cells), (extreme,))
    if kind is Operation.SUM:
        if figures[0].unit == "%":
            return None
        derived = total(range(len(figures)), figures)
    elif kind is Operation.RATIO:
        derived = ratio((0, 1), figures[0], figures[1]) if len(figures) == 2 else None
    else:
        derived = sides_compared(wanted(question), figures[0], figures[1]) if len(figures) == 2 else None
    return FigureAnswer(Verdict.FOUND, tuple(cells), (derived,), None, met) if derived is not None else None


def _ratio(question: Question, look: Look) -> FigureAnswer | None:
    """Return how many times one year's cell is another's, or how many of one thing there are for each of another."""
    if asks_for_times(question) and len(question.years) == 2:
        answer = look(without_operation(question.standalone)).answer
        if answer is None or answer.verdict is not Verdict.FOUND or len(answer.figures) != 2 or answer.met < _LEAST_MET:
            return None
        cells = list(answer.figures)
    else:
        each = for_each(question)
        cells = [cell for text in each if (cell := _only(look(text))) is not None]
        if len(cells) != 2 or not _held_together(cells):
            return None
    derived = ratio((0, 1), cells[0].figure, cells[1].figure)
    return FigureAnswer(Verdict.FOUND, tuple(cells), (derived,), None, 1.0) if derived is not None else None


def _share(question: Question, look: Look) -> FigureAnswer | None:
    """Return a part's share of a whole, where a question names both."""
    for asked in shares_asked(question):
        looked = look(asked.part)
        part = _only(looked)
        if part is None or part.figure.unit == "%" or looked.answer is None:
            continue
        whole = _whole(part, looked, look(asked.whole), asked.any_whole)
        if whole is None:
            continue
        derived = share((0, 1), part.figure, whole.figure)
        if derived is not None and derived.value < Decimal(100):
            return FigureAnswer(Verdict.FOUND, (part, whole), (derived,), None, looked.answer.met)
    return None


def _whole(part: Placed, looked: Looked, other: Looked, any_whole: bool) -> Placed | None:
    """Return the whole of a part: the cell that is called so, of the same column; else the only total of that column."""
    named = _only(other)
    if named is not None and _is_larger(named, part) and _held_together([part, named]):
        return named
    if not any_whole:
        return None
    column = [one for one in (*looked.placed, *other.placed) if of_one_column(one.figure, part.figure) and _is_larger(one, part)]
    totals = {row_of(one.figure): one for one in column if is_total(one.figure.label)}
    if len(totals) == 1:
        return next(iter(totals.values()))
    lines = {row_of(one.figure): one for one in column if _WHOLE_LINE.match(one.figure.label) and _of_line(part, one)}
    return next(iter(lines.values())) if len(lines) == 1 and not totals else None


def _is_larger(whole: Placed, part: Placed) -> bool:
    return row_of(whole.figure) != row_of(part.figure) and abs(whole.figure.value) > abs(part.figure.value)


def _of_line(part: Placed, whole: Placed) -> bool:
    """Tell whether a part is of the line that a row is the whole of: income of income, costs of costs."""
    return ("intäkt" in whole.figure.label.casefold()) == ("intäkt" in part.figure.label.casefold())
