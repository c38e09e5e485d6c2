"""The other cells of a row that are told with the one that answers: those of the other measures asked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.model import Question
from app.numbers.elsewhen import in_period
from app.numbers.figure_fit import is_of
from app.numbers.number_words import Measure, Wanted
from app.numbers.ranking import Placed

_REACHED = frozenset({"utfall", "bokslut", ""})


def other_measures(question: Question, want: Wanted, best: Placed, row: Sequence[Placed]) -> list[Placed]:
    """Return the row's cells of the other measures asked for, in the period of the first where there is one."""
    found: list[Placed] = []
    for measure in want.measures[1:]:
        outcome = measure is Measure.OUTCOME
        cells = [
            one
            for one in row
            if (one.figure.measure in _REACHED if outcome else is_of(one.figure, measure)) and in_period(question, one, want)
        ]
        cells.sort(key=lambda one: one.figure.period != best.figure.period)
        found += [one for one in cells if one.figure.start != best.figure.start][:1]
    return found
