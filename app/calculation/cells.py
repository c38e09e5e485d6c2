"""Cells of calculations: the one that answers, whether several may be held together, and the most of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.calculation.asked import Looked
from app.numbers.belonging import of_one_column
from app.numbers.number_words import Extreme
from app.numbers.ranking import Placed, row_of
from app.numbers.verdict import Verdict

DEVIATIONS = frozenset({"avvikelse", "återstår", "differens", "förändring"})
LEAST_MET = 0.6  # of the names a cell must meet to be a part of a calculation


def only_cell(looked: Looked, least: float = LEAST_MET) -> Placed | None:
    """Return the one cell that answers, the first of a row's where they tell it in two ways; None where it is not sure.

    Args:
        looked: what came of looking for it.
        least: share of the names that it must meet.
    """
    answer = looked.answer
    if answer is None or answer.verdict is not Verdict.FOUND or answer.met < least:
        return None
    if answer.derived or answer.contradicting or answer.of_rows or len(looked.years) > 1:
        return None
    first = answer.figures[0]
    return first if all(row_of(one.figure) == row_of(first.figure) for one in answer.figures) else None


def outermost(cells: Sequence[Placed], extreme: Extreme) -> Placed | None:
    """Return the cell with most or least, or None where two have as much."""
    signed = extreme in (Extreme.BEST, Extreme.WORST) or len({one.figure.value < 0 for one in cells}) > 1
    values = [one.figure.value if signed else abs(one.figure.value) for one in cells]
    wanted_value = max(values) if extreme in (Extreme.MOST, Extreme.BEST) else min(values)
    return cells[values.index(wanted_value)] if values.count(wanted_value) == 1 else None


def held_together(cells: Sequence[Placed]) -> bool:
    """Tell whether cells are different ones that may be held together: of one row or column, or of one measure, time and unit."""
    first = cells[0].figure
    if len({(one.figure.document_id, one.figure.start) for one in cells}) < len(cells):
        return False
    same_row = all(row_of(one.figure) == row_of(first) for one in cells)
    if same_row:  # a deviation is no outcome, and is not held against one
        deviations = {one.figure.measure in DEVIATIONS for one in cells}
        return len({one.figure.unit for one in cells}) == 1 and len(deviations) == 1
    return all(
        of_one_column(one.figure, first)
        or (one.figure.unit, one.figure.measure, one.figure.period.text) == (first.unit, first.measure, first.period.text)
        for one in cells
    )
