"""Rows that are named outright, held against the best that other words or what stands around them meet. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.numbers.elsewhen import FULLER
from app.numbers.figure_fit import fits_measure
from app.numbers.number_words import Wanted
from app.numbers.ranking import Scored, row_of, share_met, surely
from app.numbers.verdict import FigureAnswer, Verdict
from vectorstore.coverage import Asked

_PLANNED = frozenset({"budget", "avvikelse", "prognos"})


def named_outright(want: Wanted, names: Sequence[Asked], best: Scored, near: Sequence[Scored]) -> Scored:
    """Return the cell of a row that is named outright, where the best is met by other words or what stands around it; else that."""
    alike = [one for one in near if one.figure.unit == best.figure.unit and surely(names, [one])]
    fits = [one for one in alike if fits_measure(one.figure, want.measures[0]) > 0]
    fullest = max(fits, key=lambda one: (share_met(names, [one]), one.score), default=best)
    return fullest if share_met(names, [fullest]) >= share_met(names, [best]) + FULLER else best


def without_measure(want: Wanted, names: Sequence[Asked], best: Scored, near: Sequence[Scored]) -> FigureAnswer | None:
    """Return what there is of the row that is named, where it lacks the measure asked for and another row only has that."""
    fullest = max(near, key=lambda one: (share_met(names, [one]), one.score))
    met = share_met(names, [fullest])
    if met < share_met(names, [best]) + FULLER or not surely(names, [fullest]):
        return None
    row = [one.placed for one in near if row_of(one.figure) == row_of(fullest.figure) and one.figure.measure in _PLANNED]
    cells = list({one.figure.measure: one for one in reversed(row)}.values())
    cells.sort(key=lambda one: one.figure.start)
    if not cells or want.compares or want.extremes:
        return None
    return FigureAnswer(Verdict.FOUND, tuple(cells), (), None, met)
