"""The two cells of a row told that a question holds against each other: of two years, two measures, two columns. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.calculation.cells import held_together
from app.calculation.things import things_named
from app.model import Question
from app.numbers.belonging import of_one_table
from app.numbers.comparisons import year_of
from app.numbers.figure_fit import is_of
from app.numbers.number_words import Measure, wanted
from app.numbers.occasions import of_the_forecast_asked
from app.numbers.ranking import Placed
from app.numbers.row_cells import RowCells
from app.question.forecast_asked import occasions_asked
from ingest.tables.model import PeriodKind
from vectorstore.coverage import told

_YEAR_BEFORE = re.compile(r"\b(?:året|år) (?:innan|före|dessförinnan)\b|\b(?:förra|föregående) år(?:et)?\b|\bi fjol\b")
_EARLIER = re.compile(r"\b(?:fg|föreg|föregående|förra|tidigare|senaste)\b", re.IGNORECASE)  # a column of an earlier forecast
_REACHED = ("utfall", "bokslut", "")
#: What was to be done and what was, as questions and columns say it: "Planerade kontroller", "Genomförda kontroller".
_TO_BE_DONE = re.compile(r"\b(?:planera|bevilja)\w*", re.IGNORECASE)
_DONE = re.compile(r"\b(?:gjor|genomför|utför)\w*", re.IGNORECASE)
_OF_YEARS = (PeriodKind.YEAR, PeriodKind.RANGE, PeriodKind.DATE, PeriodKind.QUARTER, PeriodKind.MONTH)
_SIDES = 2


def pair_of(question: Question, cells: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Return the two cells of a row that a question holds against each other, in its order; None where it is not sure which.

    Args:
        question: as understood.
        cells: of the row.
    """
    ways = (_of_two_forecasts, _of_columns, _done_of_planned, _of_two_years, _of_two_measures)
    cells = of_the_forecast_asked(question.standalone, cells)
    for found in (way(question, cells) for way in ways):
        if found is not None:
            return found if found[0].figure.unit == found[1].figure.unit else None
    return None


def years_held(question: Question) -> tuple[int, ...]:
    """Return the two years that a question holds against each other, oldest first; or none."""
    named = sorted(set(question.years))
    if len(named) == 1 and _YEAR_BEFORE.search(question.standalone.casefold()):
        named = [named[0] - 1, *named]
    return tuple(named) if len(named) == _SIDES else ()


def pair_of_rows(question: Question, rows: Sequence[RowCells]) -> tuple[tuple[int, int], tuple[Placed, Placed]] | None:
    """Return the places of the two rows that are called as the two things a question names side by side, with their cells; or None.

    What else the question names must be met by both, or by another row of their table ("Total sjukfrånvaro | Kvinnor | Män").

    Args:
        question: as understood.
        rows: told, or next to be.
    """
    measures = wanted(question).measures
    if len(question.years) > 1 or len(measures) > 1:
        return None
    for things in things_named(question.standalone):
        if len(things.called) != _SIDES:
            continue
        of = [[at for at, row in enumerate(rows) if _called(row, thing)] for thing in things.called]
        if any(len(own) != 1 for own in of) or of[0] == of[1]:
            continue
        pair = (of[0][0], of[1][0])
        cells = [[one for one in rows[at].cells if _has_measure(one, measures[0])] for at in pair]
        if any(len(own) != 1 for own in cells) or not held_together([cells[0][0], cells[1][0]]):
            continue
        if not _leaves_out(things.called, pair, rows):
            return pair, (cells[0][0], cells[1][0])
    return None


def _leaves_out(called: Sequence[str], pair: tuple[int, int], rows: Sequence[RowCells]) -> bool:
    """Tell whether a question names something that one of two rows is not called by, nor another row of its table than these."""
    own = frozenset(word for thing in called for word in thing.casefold().split())
    for at in pair:
        first = rows[at].cells[0].figure
        others = [row for place, row in enumerate(rows) if place not in pair and row.cells]
        table = [row for row in others if of_one_table(row.cells[0].figure, first)]
        if rows[at].unmet - own - frozenset().union(*(row.met for row in table)):
            return True
    return False


def _called(row: RowCells, thing: str) -> bool:
    """Tell whether a row is called as a thing, and by no word beside it."""
    words = thing.casefold().split()
    return bool(words) and row.alone and all(word in row.met for word in words)


def _of_two_forecasts(question: Question, cells: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Return the forecasts made at the two times that a question names, of one year."""
    asked = occasions_asked(question.standalone)
    of = [[one for one in cells if is_of(one.figure, Measure.FORECAST) and one.figure.made == made] for made in asked]
    if len(asked) != _SIDES or any(len(own) != 1 for own in of):
        return None
    one, other = of[0][0], of[1][0]
    return (one, other) if one.figure.period == other.figure.period else None


def _of_two_years(question: Question, cells: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Return the one cell of each of two years, of one measure and one part of the year."""
    years = years_held(question)
    measures = wanted(question).measures
    if not years or len(measures) > 1 or measures[0] is Measure.DEVIATION:
        return None
    of = [[one for one in cells if year_of(one.figure) == year and _has_measure(one, measures[0])] for year in years]
    earlier, later = of
    if len(earlier) != 1 or len(later) != 1:
        return None
    kinds = {earlier[0].figure.period.kind, later[0].figure.period.kind}
    return (later[0], earlier[0]) if len(kinds) == 1 and kinds <= set(_OF_YEARS) else None


def _of_two_measures(question: Question, cells: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Return the one cell of each of two measures ("prognosen ... än budgeten"), of one time; of a goal its own."""
    measures = wanted(question).measures
    if len(measures) == 1 and measures[0] is Measure.GOAL:
        measures = (Measure.OUTCOME, Measure.GOAL)
    if len(measures) != _SIDES or Measure.DEVIATION in measures or Measure.CHANGE in measures:
        return None
    of = [[one for one in cells if _has_measure(one, measure)] for measure in measures]
    if any(len(own) != 1 for own in of):
        pairs = [(one, other) for one in of[0] for other in of[1] if one.figure.period == other.figure.period]
        return pairs[0] if len(pairs) == 1 else None
    one, other = of[0][0], of[1][0]
    alike = one.figure.period == other.figure.period or _of_goal(question, (one, other))
    return (one, other) if alike else None


def _of_goal(question: Question, pair: tuple[Placed, Placed]) -> bool:
    """Tell whether one of two cells is a goal and each is of a year that the question names."""
    years = {year_of(one.figure) for one in pair}
    return any(one.figure.measure.startswith("mål") for one in pair) and years == set(question.years)


def _of_columns(question: Question, cells: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Return the two cells whose columns are called as the two things that a question names side by side."""
    for things in things_named(question.standalone):
        if len(things.called) != _SIDES:
            continue
        said = [told(thing) for thing in things.called]
        of = [[one for one in cells if own <= told(one.figure.column) and not other <= told(one.figure.column)]
              for own, other in (said, reversed(said))]  # fmt: skip
        if all(len(own) == 1 for own in of) and all(said):
            one, other = of[0][0], of[1][0]
            if one.figure.measure == other.figure.measure:
                return one, other
    return None


def _done_of_planned(question: Question, cells: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Return what was to be done and what was, where a question asks how these differ and a row has one column of each."""
    if not all(pattern.search(question.standalone) for pattern in (_TO_BE_DONE, _DONE)):
        return None
    of = [[one for one in cells if pattern.search(one.figure.column)] for pattern in (_TO_BE_DONE, _DONE)]
    return (of[0][0], of[1][0]) if all(len(own) == 1 for own in of) else None


def _has_measure(placed: Placed, measure: Measure) -> bool:
    """Tell whether a cell is of a measure; a forecast not the one before it."""
    if measure is Measure.OUTCOME:
        return placed.figure.measure in _REACHED
    return is_of(placed.figure, measure) and not _EARLIER.search(placed.figure.column)
