"""Which figures answer a question, and what is computed from them: one cell, several, a comparison. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model import Question
from app.numbers.belonging import is_measure_of_total, is_whole
from app.numbers.by_sign import asks_for_rows_of_a_sign, of_sign
from app.numbers.comparisons import (
    contradiction,
    other_year,
    reached,
    sides_compared,
    size_of,
    whole_of,
    with_both_years,
    year_before,
    year_of,
    years_compared,
)
from app.numbers.computed import Derived, Kind, difference, share, total
from app.numbers.elsewhen import MOST_CHOICES, in_period, named_better_elsewhen, of_another_time
from app.numbers.extremes import furthest, of_any_row
from app.numbers.figure_fit import (
    fits_measure,
    is_mean_of_extreme,
    is_of,
    is_of_another_line,
    is_of_another_measure,
    is_of_another_rate,
    may_answer,
    part_of_result,
)
from app.numbers.meant import counted_as_asked, without_what_is_not_meant
from app.numbers.named_outright import named_outright, without_measure
from app.numbers.number_words import Measure, Wanted, wanted
from app.numbers.occasions import forecast_named, lacks_the_forecast, several_made
from app.numbers.of_the_row import other_measures
from app.numbers.opposites import is_nameless, of_those_meant, without_opposites
from app.numbers.over_budget import furthest_from_budget, furthest_of_all
from app.numbers.prices import is_of_another_kind
from app.numbers.ranking import (
    STRONG,
    Placed,
    Scored,
    clearly,
    lacks_a_name,
    rank,
    row_of,
    share_met,
    subject_is_board,
    surely,
)
from app.numbers.rivals import (
    has_twin,
    lacks_what_is_counted,
    named_by_label,
    of_what_is_counted,
    rivals_of,
    share_told_in,
    total_of_kind,
    totals_where_asked,
    whole_group,
)
from app.numbers.row_names import OF_ALL, boards_named, grounded, with_boards, with_sizes, without_gloss
from app.numbers.two_sides import pair_asked
from app.numbers.verdict import FigureAnswer, Verdict
from app.numbers.whose import without_organisations
from app.numbers.within import lacks_the_part
from app.question.answer_forms import AnswerForm, forms_asked
from ingest.tables.model import Figure, FigureStatus, PeriodKind
from ingest.tables.rows import is_total
from vectorstore.coverage import Asked

_ALIKE = 0.3  # totals of a board may score that much lower than the best: how well their passage was found is left aside
_NO_MONEY = frozenset({"antal", "%", "dagar", "timmar", "index"})
_NO_SHARE = frozenset({"kr", "tkr", "mkr", "mdkr", "antal", "dagar", "timmar"})
_AGAINST_YEAR_BEFORE = re.compile(
    r"\b(?:än|mot|med|som) (?:samma \w+ )?(?:i )?(?:förra|föregående) (?:år|året|perioden)\b|\b(?:än|mot) i fjol\b"
)
_COMPARED = frozenset({"avvikelse", "differens", "förändring"})


def answer_from(question: Question, names: Sequence[Asked], placed: Sequence[Placed]) -> FigureAnswer | None:
    """Return the figures that answer a question, or None where none surely does.

    Args:
        question: as understood.
        names: the words that name the row asked for (`app.numbers.row_names.subject`).
        placed: the figures that may answer.
    """
    want = wanted(question)
    if not placed:
        return None
    of_its_sign = of_sign(question, names, placed)
    if of_its_sign is not None or asks_for_rows_of_a_sign(question.standalone):
        return of_its_sign
    names, placed = forecast_named(question.standalone, without_organisations(names, placed), placed)
    names, placed = without_what_is_not_meant(question.standalone, names, placed)
    names, placed = counted_as_asked(question.standalone, names, placed)
    names = without_gloss(question.standalone, grounded(names, placed), placed) if names else ()
    names = names or (with_boards(question, names, placed) if OF_ALL & set(question.bodies) else [])
    of_board = subject_is_board(question)
    found = furthest_of_all(question, want, placed) if not names and want.extremes else None
    if found is not None or (not names and of_board and (found := _of_the_board(question, want, placed)) is not None):
        return found
    names = with_sizes(question.standalone, names, placed)
    names = names if any(one.word in question.bodies for one in names) else with_boards(question, names, placed)
    if not names:
        return None
    names = of_any_row(names) if want.extremes else names
    everything = rank(question, names, placed, want.measures[0])
    ranked = _of_its_unit(question, want, names, everything)
    near = [one for one in ranked if in_period(question, one.placed, want)]
    if (want.compares or want.sums) and (pair := pair_asked(question, want, names, near, ranked)) is not None:
        return _sides(question, want, names, pair, ranked)
    if want.extremes:
        untold = want.measures[0] is Measure.DEVIATION and not (near and is_of(near[0].figure, Measure.DEVIATION))
        found = furthest_from_budget(question, want, names, near) if untold else None
        return found or furthest(question, names, want.extremes, near, ranked)
    sure = [one for one in ranked if surely(names, [one])]
    timely = totals_where_asked(question.standalone, [one for one in sure if in_period(question, one.placed, want)])
    if not timely and (clear := clearly(question.standalone, names, near)) is not None:
        timely = [one for one in near if row_of(one.figure) == row_of(clear.figure)]
    if not timely:
        of_then = any(in_period(question, one.placed, want) and surely(names, [one]) for one in everything)
        return of_another_time(want, names, sure, placed, there=of_then)
    if len(question.years) == 2:
        timely = with_both_years(question, timely[0], timely, ranked) or timely
    return _of_best(question, want, names, timely, (near, sure, ranked))


def _of_best(
    question: Question,
    want: Wanted,
    names: Sequence[Asked],
    timely: Sequence[Scored],
    others: tuple[Sequence[Scored], Sequence[Scored], Sequence[Scored]],
) -> FigureAnswer | None:
    """Return the answer of the best of the figures that are surely named and of the time asked for, or what parts it from others.

    `others`: the figures of that time, those that are surely named, and all.
    """
    near, sure, ranked = others
    best = timely[0]
    text, met = question.standalone, share_met(names, [best])
    if (elsewhen := named_better_elsewhen(question, want, names, best, sure)) is not None:
        return elsewhen
    lacks = not want.compares and (lacks_a_name(text, names, best) or lacks_the_part(text, names, best.placed))
    if lacks or lacks_what_is_counted(text, names, timely):
        return None
    best = named_outright(want, names, best, near)
    meant = of_those_meant(text.casefold(), best, near)
    if len(meant) != 1:
        choices = tuple(one.placed for one in meant[:MOST_CHOICES])
        return FigureAnswer(Verdict.AMBIGUOUS, choices, (), None, met) if choices else None
    best, timely = meant[0], without_opposites(meant[0], timely)
    twin = has_twin(best, timely)
    fuller = None if twin else without_measure(want, names, best, near)
    if fuller is not None or twin:
        return fuller
    best, rivals = named_by_label(names, best, rivals_of(best, timely))
    if rivals:
        if (whole := total_of_kind(names, [best, *rivals], ranked)) is not None:
            return _told(question, want, whole, (timely, ranked), met)
        if parts := whole_group(text, names, [best, *rivals], ranked):
            summed = total(range(len(parts)), [one.figure for one in parts])
            return FigureAnswer(Verdict.FOUND, tuple(one.placed for one in parts), (summed,), None, met)
        if not _wholly_named(names, best):
            return None
        return FigureAnswer(Verdict.AMBIGUOUS, tuple(one.placed for one in (best, *rivals)[:MOST_CHOICES]), (), None, met)
    if len(made := several_made(best, near)) > 1:
        return FigureAnswer(Verdict.AMBIGUOUS, tuple(made[:MOST_CHOICES]), (), None, met)
    return _told(question, want, best, (timely, ranked), met)


def _of_its_unit(question: Question, want: Wanted, names: Sequence[Asked], everything: Sequence[Scored]) -> list[Scored]:
    """Return the figures that may answer as far as their line and unit go; a deviation from a budget is one of money.

    Of a row that is a board the measure must be the one asked for.
    """
    everything = of_what_is_counted(question.standalone.casefold(), names, everything)
    boards = boards_named(question)
    of_board = bool(names) and all(one.word in boards for one in names)
    folded = question.standalone.casefold()
    money = set(forms_asked(question)) == {AnswerForm.MONEY}
    deviates = want.measures[0] is Measure.DEVIATION
    return [
        one
        for one in everything
        if not part_of_result(folded, one.figure)
        and (want.extremes or one.own or is_whole(one.figure) or is_nameless(one.figure.label))
        and may_answer(folded, one.figure, money=money)
        and not (deviates and one.figure.unit in _NO_MONEY)
        and not (of_board and fits_measure(one.figure, want.measures[0]) <= 0)
        and not is_of_another_measure(folded, one.figure, want)
        and not (not want.extremes and is_mean_of_extreme(folded, one.figure))
        and not is_of_another_kind(folded, f"{one.placed.row} {one.placed.heading}", one.figure, money=money)
        and not is_of_another_rate(folded, one.placed.row, one.figure)
        and not is_of_another_line(folded, f"{one.placed.row} {one.placed.heading}", one.figure)
    ]


def _wholly_named(names: Sequence[Asked], best: Scored) -> bool:
    """Tell whether each name in the question is met by more than a part of it: rows that share a part may be anything."""
    return all(best.met[at] >= STRONG for at, one in enumerate(names) if one.weight >= STRONG)


def _told(
    question: Question, want: Wanted, best: Scored, others: tuple[Sequence[Scored], Sequence[Scored]], met: float
) -> FigureAnswer | None:
    """Return the answer that the best figure begins: with the row's other measures, the other year, the other source."""
    timely, ranked = others
    row = [one.placed for one in ranked if row_of(one.figure) == row_of(best.figure)]
    best = share_told_in(want, best, timely)
    figures = [best.placed, *other_measures(question, want, best.placed, row)]
    if want.measures == (Measure.DEVIATION, Measure.OUTCOME):
        figures.reverse()  # what it came to, then how that stands to the budget
    derived: list[Derived] = []
    other = other_year(question, best.placed, ranked) if len(question.years) == 2 else year_before(question, best.placed, row)
    contradicting = contradiction(best, timely)
    if other is not None:
        figures = [best.placed, other]
        derived = list(years_compared(want, figures))
    elif want.twice and contradicting is not None:
        figures, contradicting = [best.placed, contradicting], None
        derived = [difference(Kind.DIFFERENCE, (0, 1), figures[0].figure, figures[1].figure)]
    elif want.shares and len(question.years) < 2 and (whole := whole_of(question.standalone, best.placed, ranked)) is not None:
        part = share((0, 1), best.figure, whole.figure)
        figures = [best.placed, whole]
        derived = [part] if part is not None else []
    elif want.compares and _other_year_missing(question, best.figure):
        return None
    elif want.compares and len(figures) == 1:
        compared = [one for one in row if one.figure.measure in _COMPARED and year_of(one.figure) == year_of(best.figure)]
        figures += [one for one in compared if one.figure.start != best.figure.start][:1]
        if len(figures) == 1 and best.figure.measure not in _COMPARED:
            return None
        figures += reached(figures, [one.placed for one in ranked])
    if want.shares and not derived and not want.compares and figures[0].figure.unit in _NO_SHARE:
        return None  # an amount is no share
    return FigureAnswer(Verdict.FOUND, tuple(figures), tuple(derived), contradicting, met)


def _other_year_missing(question: Question, figure: Figure) -> bool:
    """Tell whether a figure is of one of two years to be held against each other, and not of both."""
    if len(question.years) == 2 and figure.period.kind is PeriodKind.YEAR:
        return year_of(figure) in question.years
    return len(question.years) < 2 and _AGAINST_YEAR_BEFORE.search(question.standalone.casefold()) is not None


def _sides(
    question: Question, want: Wanted, names: Sequence[Asked], pair: tuple[Scored, Scored], ranked: Sequence[Scored]
) -> FigureAnswer:
    """Return the two sides of a comparison; where two years are asked for, each side in both."""
    sides = [one.placed for one in pair]
    met = share_met(names, pair)
    others = [other_year(question, one, ranked) for one in sides] if len(question.years) == 2 else []
    if others and all(others):
        figures: list[Placed] = []
        derived: list[Derived] = []
        for one, other in zip(sides, others, strict=True):
            if other is not None:
                at = len(figures)
                figures += [one, other]
                for change in years_compared(want, [one, other]):
                    parts = (change.parts[0] + at, change.parts[1] + at)
                    derived.append(Derived(change.kind, parts, change.value, change.unit, change.formula))
        return FigureAnswer(Verdict.FOUND, tuple(figures), tuple(derived), None, met)
    return FigureAnswer(Verdict.FOUND, tuple(sides), (sides_compared(want, sides[0].figure, sides[1].figure),), None, met)


def _of_the_board(question: Question, want: Wanted, placed: Sequence[Placed]) -> FigureAnswer | None:
    """Return the board's own sum: the largest total of the papers of that board, in the measure and period asked for."""
    totals = [
        one
        for one in placed
        if (is_total(one.figure.label) or is_measure_of_total(one.figure))
        and one.figure.status is not FigureStatus.PROSE
        and one.figure.unit not in _NO_MONEY
        and may_answer(question.standalone.casefold(), one.figure)
        and in_period(question, one, want)
        and (not question.bodies or one.metadata.body in question.bodies)
    ]
    ranked = rank(question, (), totals, want.measures[0])
    if not ranked or lacks_the_forecast(question.standalone, totals):
        return None
    best = max(one.score for one in ranked)
    alike = [one for one in ranked if one.score >= best - _ALIKE and one.figure.measure == ranked[0].figure.measure]
    if len(question.years) == 2:
        alike = [one for one in alike if other_year(question, one.placed, ranked) is not None] or alike
    if not question.bodies and len({one.placed.metadata.body for one in alike}) > 1:
        return None
    sizes = {row_of(one.figure): size_of(one.figure, placed) for one in alike}
    largest = max(alike, key=lambda one: (sizes[row_of(one.figure)], one.score))
    same = [largest, *(one for one in alike if sizes[row_of(one.figure)] * 2 > sizes[row_of(largest.figure)])]
    both = with_both_years(question, largest, same, ranked) if len(question.years) == 2 else []
    return _told(question, want, next(iter(both), largest), (same, ranked), 1.0)
