"""Figures of the time that is asked for, and what is told where there are none of it: of what times there are. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model import Question
from app.numbers.belonging import of_one_column
from app.numbers.comparisons import months_summed
from app.numbers.computed import total
from app.numbers.figure_fit import is_of
from app.numbers.months_asked import of_asked_part
from app.numbers.number_words import Measure, Wanted
from app.numbers.ranking import LEAST_MET, Placed, Scored, own_tokens, row_of, share_met
from app.numbers.rivals import rivals_of, total_of_kind
from app.numbers.row_words import row_meets
from app.numbers.verdict import FigureAnswer, Verdict
from app.question.patterns import Remembered
from ingest.model import DocType
from ingest.tables.model import Period, PeriodKind
from ingest.tables.periods import YEAR_ALONE, months_of, reporting_period
from vectorstore.coverage import Asked

_WHOLE_YEAR = Remembered(r"\bhel(?:a )?år(?:et|s\w*)?\b|\bpå helåret\b", re.IGNORECASE)
_ON_A_PART = frozenset({DocType.DELARSRAPPORT, DocType.MANADSUPPFOLJNING})
_OF_THE_YEAR = frozenset({"budget", "prognos", "mål", "plan"})
_A_YEAR = 360  # days, about
MOST_CHOICES = 4  # figures told where one is not chosen
FULLER = 0.08  # share of the names by which another row must be the one that is named
_LATE_MET = 0.85  # of the names must be met for a figure of another period to be told of


def in_period(question: Question, placed: Placed, want: Wanted) -> bool:
    """Tell whether a figure is of the year, month or quarter asked for, as far as is known."""
    if want.part is not None and not (of_asked_part(placed.figure, want.part) or _is_of_its_report(placed, want.part)):
        return False
    period = placed.figure.period
    if _WHOLE_YEAR.search(question.standalone) and want.part is None and _is_part(period):
        return False
    if not question.years:
        return True
    if period.end is not None:
        return period.end.year in question.years
    if printed := [int(year) for year in YEAR_ALONE.findall(placed.figure.column)]:  # of the year or of a part of it
        return any(year in question.years for year in printed)
    return not placed.metadata.years or any(year in question.years for year in placed.metadata.years)


def _is_of_its_report(placed: Placed, part: tuple[int, int]) -> bool:
    """Tell whether a figure of a year stands in a report on just these months of it: what has been counted is of them."""
    figure, metadata = placed.figure, placed.metadata
    if metadata.doc_type not in _ON_A_PART or figure.period.kind is not PeriodKind.YEAR or figure.measure in _OF_THE_YEAR:
        return False
    year = next(iter(metadata.years), None)
    return year is not None and months_of(reporting_period(metadata.title, year)) == part


def _is_part(period: Period) -> bool:
    """Tell whether a period is a part of a year, and no forecast of the whole."""
    return period.start is not None and period.end is not None and (period.end - period.start).days < _A_YEAR


def named_better_elsewhen(
    question: Question, want: Wanted, names: Sequence[Asked], best: Scored, sure: Sequence[Scored]
) -> FigureAnswer | None:
    """Return what there is of the row that is named, where it has nothing of the time asked for and another row only has that."""
    if want.compares or want.sums or not (question.years or want.part):
        return None
    fullest = max(sure, key=lambda one: (share_met(names, [one]), -one.extra, one.score), default=best)
    met = share_met(names, [fullest])
    if met < share_met(names, [best]) + FULLER or row_of(fullest.figure) == row_of(best.figure):
        return None
    row = [one for one in sure if row_of(one.figure) == row_of(fullest.figure)]
    if any(in_period(question, one.placed, want) for one in row):
        return None
    return of_another_time(want, names, row, [one.placed for one in row], there=False)


def of_another_time(
    want: Wanted, names: Sequence[Asked], sure: Sequence[Scored], placed: Sequence[Placed], *, there: bool
) -> FigureAnswer | None:
    """Return the sum of the months asked for, or what there is of other periods; None where nothing is sure.

    `there`: something else of the thing is there for the period asked for, so it is not missing.
    """
    for one in sure:
        if want.measures[0] is Measure.DEVIATION and not is_of(one.figure, Measure.DEVIATION) and one.figure.measure:
            continue
        months = months_summed(want, one.placed, placed)
        column = [one, *(other for other in sure if of_one_column(other.figure, one.figure))]
        if months and (others := rivals_of(one, column)):  # one of several units is not all of them
            whole = total_of_kind(names, [one, *others], [Scored(each, 0.0, ()) for each in placed])
            months = months_summed(want, whole.placed, placed) if whole is not None else []
            if not months:
                return None
        if months:
            derived = total(range(len(months)), [month.figure for month in months])
            return FigureAnswer(Verdict.FOUND, tuple(months), (derived,), None, share_met(names, [one]))
    met = share_met(names, sure[:1])
    if not sure or there or met < _LATE_MET or sure[0].figure.period.end is None or not _named_itself(names, sure[0]):
        return None
    alike = [one for one in sure if row_of(one.figure) == row_of(sure[0].figure) and one.figure.measure == sure[0].figure.measure]
    return FigureAnswer(Verdict.OTHER_PERIOD, tuple(one.placed for one in alike[:MOST_CHOICES]), (), None, met)


def _named_itself(names: Sequence[Asked], one: Scored) -> bool:
    """Tell whether a row's own words meet what is asked, and not only the table it stands in."""
    own = own_tokens(one.placed)
    total_weight = sum(name.weight for name in names)
    met = sum(name.weight * row_meets(name, own, frozenset()) for name in names)
    return met >= LEAST_MET * total_weight
