"""What is computed from the cells of rows that are told: how much more one is than the other, in percent, how many times. Pure.

Only of a row that is what is asked for by its words, and only where it is sure which two of its cells are held together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.answer.prose_arithmetic import computed_from
from app.answer.told_quantities import Computed
from app.calculation.asked import asks_for_mean, asks_for_times
from app.calculation.row_pairs import pair_of, pair_of_rows
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.model import Question
from app.number_check import unsupported_numbers
from app.numbers.comparisons import year_of
from app.numbers.computed import Derived, Kind, change_in_percent, difference, ratio
from app.numbers.figure_wording import name, with_unit
from app.numbers.number_words import wanted
from app.numbers.ranking import Placed
from app.numbers.row_cells import RowCells

_MOST_ROWS = 2  # rows told whose cells are held together, each named
_TOLD = {Kind.DIFFERENCE: "skillnaden är", Kind.PERCENT: "förändringen är", Kind.RATIO: "det är"}


def computed_of(
    question: Question,
    sentences: tuple[Sequence[str], Sequence[frozenset[str]]],
    rows: Sequence[tuple[int, RowCells]],
    counted: str,
) -> list[Computed]:
    """Return what is computed from the sentences or the rows told, of the row where that is told first.

    Args:
        question: as understood.
        sentences: what is told, "" for a row, with the tokens of the passage of each.
        rows: each with the index of its unit.
        counted: the word for what is counted, or "".
    """
    of_rows = computed_from_rows(question, rows)
    if of_rows and 0 in of_rows[0].units:
        return of_rows
    texts, around = sentences
    return computed_from(question.standalone, texts, counted, around) or of_rows


def computed_from_rows(question: Question, rows: Sequence[tuple[int, RowCells]]) -> list[Computed]:
    """Return what a question asks to have computed from the rows that are told; none where it is not sure.

    Args:
        question: as understood.
        rows: each with the index of its unit.
    """
    want = wanted(question)
    if not (want.compares or asks_for_times(question)) or want.extremes or want.sums or asks_for_mean(question):
        return []
    fitting = [(at, row) for at, row in rows if row.fits and not row.elsewhen]
    pairs = [(at, pair) for at, row in fitting if (pair := pair_of(question, row.cells)) is not None]
    if not pairs:
        sides = pair_of_rows(question, [row for _, row in rows])
        if sides is None:
            return []
        units = tuple(sorted(rows[at][0] for at in sides[0]))
        return [_computed(one, units, "") for one in _derived(question, sides[1])]
    if len(pairs) > _MOST_ROWS:
        return []
    return [
        _computed(one, (at,), name(pair[0].figure) if len(pairs) > 1 else "")
        for at, pair in pairs
        for one in _derived(question, pair)
    ]


def supported(
    computed: Sequence[Computed],
    told: Sequence[tuple[str, int]],
    quotes: Sequence[str],
    figures: Sequence[Mapping[str, object]],
    rows: Sequence[tuple[int, RowCells]],
) -> Iterator[tuple[Computed, dict[str, object]]]:
    """Yield what is computed with its figure, where all its numbers are cited or follow from what is (`app.number_check`).

    Args:
        computed: from what is told.
        told: each unit told, with the number of its citation.
        quotes: of the citations.
        figures: told of the rows.
        rows: told: a number of what one is called ("Årskurs 7–9") is no amount.
    """
    names = [name(cell.figure) for _, row in rows for cell in row.cells[:1]]
    for one in computed:
        measure = one.kind.value
        figure: dict[str, object] = {
            "label": measure, "value": str(one.value), "unit": one.unit, "period": "", "measure": measure,
            "citation": told[one.units[0]][1], "derived": True, "formula": one.formula,
        }  # fmt: skip
        if not unsupported_numbers(one.told, quotes, [*figures, figure], names):
            yield one, figure


def with_other_row(question: Question, picked: Extract, rows: Mapping[tuple[str, int], RowCells]) -> list[Picked]:
    """Return the units picked to be told, with the row that a told one is held against, where that comes next."""
    units = [one for one in (*picked.picked, *picked.rest) if _place(one) in rows and not rows[_place(one)].elsewhen]
    sides = pair_of_rows(question, [rows[_place(one)] for one in units]) if wanted(question).compares else None
    both = [units[at] for at in sides[0]] if sides is not None else []
    other = [one for one in both if one not in picked.picked]
    return [*picked.picked, *(other if len(other) < len(both) else ())]


def _place(one: Picked) -> tuple[str, int]:
    return one.unit.chunk.document_id, one.unit.start


def _derived(question: Question, pair: tuple[Placed, Placed]) -> list[Derived]:
    """Return how two cells differ, the larger first; how many times, or in percent too, where that is asked for."""
    one, other = (placed.figure for placed in pair)
    if asks_for_times(question):
        times = ratio((0, 1), one, other)
        return [times] if times is not None else []
    costs = one.value <= 0 and other.value <= 0
    larger = (one, other) if (one.value >= other.value) != costs else (other, one)
    found = [difference(Kind.DIFFERENCE, (0, 1), *larger)]
    if wanted(question).shares and one.unit != "%" and year_of(one) != year_of(other):
        later, earlier = sorted((one, other), key=lambda figure: year_of(figure) or 0, reverse=True)
        percent = change_in_percent((0, 1), later, earlier)
        found += [percent] if percent is not None else []
    return found


def _computed(derived: Derived, units: tuple[int, ...], called: str) -> Computed:
    told = f"{called}: {_TOLD[derived.kind]}" if called else _TOLD[derived.kind].capitalize()
    shown = with_unit(derived.value, derived.unit)
    return Computed(units, derived.value, derived.unit, derived.formula, f"{told} {shown} ({derived.formula})", derived.kind)
