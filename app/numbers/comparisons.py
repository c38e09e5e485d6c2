"""Figures held against each other: two years, two sources, a part and its whole, the months of a sum. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.model import Question
from app.numbers.belonging import of_one_column, of_one_line
from app.numbers.computed import Derived, Kind, change_in_percent, difference, may_be_summed, result, share, total
from app.numbers.number_words import Measure, Wanted, is_form
from app.numbers.ranking import Placed, Scored, row_of
from ingest.tables.measures import MONEY_UNITS
from ingest.tables.model import Figure, PeriodKind
from ingest.tables.periods import YEAR_ALONE, months_of
from ingest.tables.rows import is_total
from vectorstore.words.tokens import stem

_CHANGES = re.compile(  # asks how much something changes, and from what it changes is not said
    r"\bhur mycket\b.*\b(?:hö[jg](?:s|des|er|t|ts)|sänk(?:s|tes|er|t|ts)|öka(?:r|de)?|minska(?:r|de)?|stiger|steg|sjunker|sjönk"
    r"|dyrare|billigare)\b"
)
_SINCE = re.compile(  # asks how much something has changed since a year
    r"\b(?:ökat|minskat|sjunkit|stigit|förändrats|ändrats|vuxit|höjts|sänkts|gått (?:upp|ner|ned))\b.*"
    r"\bse(?:da)?n (?:[^\W\d_]+ )?20\d\d\b"
)
_OF_ALL = re.compile(
    r"\bav (?:de |den |det )?(?P<all>alla |samtliga |totala |samlade |hela )?(?:nämndens |kommunens )?(?P<word>[^\W\d_]{4,})"
)
#: A word for money: what a sum in kronor may be a share of.
SAYS_MONEY = re.compile(
    r"pengar|kostnad|intäkt|budget|anslag|utgift|investering|medel|bidrag|summa|belopp|kron|netto|satsning|miljon|omsättning"
)
_LIKE_MEASURES = ({"utfall", "bokslut", ""}, {"budget", "plan"})
_LINE_OVER = 400  # characters from a line to the row of its budget or deviation
_CONTRADICTS = 0.12  # another source's figure of the same thing may score that much lower
_LIKE_BEST = 0.3  # rows that score that much lower than the best are of something else
ENOUGH_MET = 0.45


def year_of(figure: Figure) -> int | None:
    """Return the year a figure's period ends in, or the only one that its column prints; None where there is none."""
    if figure.period.end:
        return figure.period.end.year
    printed = set(YEAR_ALONE.findall(figure.column)) if figure.period.kind is PeriodKind.NONE else set()
    return int(printed.pop()) if len(printed) == 1 else None


def size_of(figure: Figure, placed: Sequence[Placed]) -> float:
    """Return the largest amount of a row in kronor: the sum of a whole board is larger than those of its parts."""
    scales = {"kr": 1.0, "tkr": 1e3, "mkr": 1e6, "mdkr": 1e9}
    row = [one.figure for one in placed if row_of(one.figure) == row_of(figure) or _is_line_over(one.figure, figure)]
    return max((abs(float(one.value)) * scales.get(one.unit, 0.0) for one in row), default=0.0)


def _is_line_over(one: Figure, figure: Figure) -> bool:
    """Tell whether a figure stands in the line that another's row is a measure of: its budget, its deviation."""
    near = one.document_id == figure.document_id and 0 < figure.start - one.start < _LINE_OVER
    return near and bool(figure.group) and one.label == figure.group[-1]


def other_year(question: Question, best: Placed, ranked: Sequence[Scored]) -> Placed | None:
    """Return the same thing in the other year asked for: in the row, else in a row of the same name and unit."""
    year = year_of(best.figure)
    others = [one.placed for one in ranked if _of_other_year(question, best.figure, one.figure, year)]
    own = [one for one in others if row_of(one.figure) == row_of(best.figure)]
    named = [one for one in others if _same_thing(one.figure, best.figure)]
    return next(iter((*own, *named)), None)


def year_before(question: Question, best: Placed, row: Sequence[Placed]) -> Placed | None:
    """Return the same thing the year before, out of its own row, where a question asks how much it changes in one year.

    Where it asks how much it has changed since a year, the latest of the row.
    """
    year = year_of(best.figure)
    if len(question.years) == 1 and year in question.years and _SINCE.search(question.standalone.casefold()):
        later = [one for one in row if (year_of(one.figure) or 0) > year and _alike(best.figure, one.figure)]
        return max(later, key=lambda one: year_of(one.figure) or 0, default=None)
    if len(question.years) != 1 or year not in question.years or _CHANGES.search(question.standalone.casefold()) is None:
        return None
    return next((one for one in row if year_of(one.figure) == year - 1 and _alike(best.figure, one.figure)), None)


def _alike(one: Figure, other: Figure) -> bool:
    return (one.measure, one.unit, one.period.kind, one.organisation) == (
        other.measure, other.unit, other.period.kind, other.organisation,
    )  # fmt: skip


def with_both_years(question: Question, best: Scored, timely: Sequence[Scored], ranked: Sequence[Scored]) -> list[Scored]:
    """Return the figures whose own row holds both years asked for and that are nearly as good as the best; maybe none."""
    found = []
    for one in timely:
        if best.score - one.score > _LIKE_BEST or one.met != best.met:
            continue
        other = other_year(question, one.placed, ranked)
        if other is not None and row_of(other.figure) == row_of(one.figure):
            found.append(one)
    return found


def _of_other_year(question: Question, best: Figure, other: Figure, year: int | None) -> bool:
    kinds = {best.period.kind, other.period.kind}
    return (
        year_of(other) not in (None, year)
        and year_of(other) in question.years
        and (other.unit, other.organisation) == (best.unit, best.organisation)
        and (row_of(other) == row_of(best) or other.value * best.value >= 0)  # two papers may print costs with a minus and without
        and kinds <= {PeriodKind.YEAR, PeriodKind.RANGE, PeriodKind.DATE, best.period.kind}
        and (other.measure == best.measure or any({other.measure, best.measure} <= alike for alike in _LIKE_MEASURES))
    )


def _same_thing(one: Figure, other: Figure) -> bool:
    return (one.label.casefold(), one.group) == (other.label.casefold(), other.group)


def years_compared(want: Wanted, figures: Sequence[Placed]) -> Iterator[Derived]:
    """Yield how much a thing changed between two years, and in percent where that is asked for."""
    order = sorted(range(2), key=lambda at: year_of(figures[at].figure) or 0)
    later, earlier = order[1], order[0]
    yield difference(Kind.CHANGE, (later, earlier), figures[later].figure, figures[earlier].figure)
    if want.shares and figures[0].figure.unit != "%":
        percent = change_in_percent((later, earlier), figures[later].figure, figures[earlier].figure)
        if percent is not None:
            yield percent


def sides_compared(want: Wanted, one: Figure, other: Figure) -> Derived:
    """Return what two rows come to: their sum, one's share of the other, or their difference, the larger first."""
    if want.sums and may_be_summed((one, other), over_time=False):
        return total((0, 1), (one, other))
    if one.value * other.value < 0 and (paid := _income_and_costs(one, other)) is not None:
        return result(paid, *((one, other) if paid == (0, 1) else (other, one)))
    if want.shares and one.unit != "%" and is_total(other.label) != is_total(one.label):
        at = (0, 1) if is_total(other.label) else (1, 0)
        part = share(at, *((one, other) if at == (0, 1) else (other, one)))
        if part is not None:
            return part
    costs = one.value <= 0 and other.value <= 0 and one.measure != Measure.DEVIATION.value
    larger_first = (one.value >= other.value) != costs
    return difference(Kind.DIFFERENCE, (0, 1), one, other) if larger_first else difference(Kind.DIFFERENCE, (1, 0), other, one)


def _income_and_costs(one: Figure, other: Figure) -> tuple[int, int] | None:
    """Return the places of income and costs where two figures are these, else None."""
    said = [f"{figure.label} {figure.column}".casefold() for figure in (one, other)]
    for at in ((0, 1), (1, 0)):
        if "intäkt" in said[at[0]] and "kostnad" in said[at[1]] and "kostnad" not in said[at[0]]:
            return at
    return None


def whole_of(text: str, part: Placed, ranked: Sequence[Scored]) -> Placed | None:
    """Return the total of a figure's own table and column that a question asks for a share of ("av alla kostnader"), or None.

    The only total of that column that is called by the word asked for, or the only one where a share of all is asked for.
    """
    match = _OF_ALL.search(text.casefold())
    if match is None or part.figure.unit == "%" or is_total(part.figure.label):
        return None
    totals = [
        one.placed
        for one in ranked
        if is_total(one.figure.label) and of_one_column(one.figure, part.figure) and abs(one.figure.value) > abs(part.figure.value)
    ]
    word = match["word"]
    named = [one for one in totals if stem(word) in {stem(own) for own in re.findall(r"[^\W\d_]+", one.figure.label.casefold())}]
    money = part.figure.unit in MONEY_UNITS
    if money and SAYS_MONEY.search(word) is None:  # "alla avvikelser" is no sum of money
        totals = []
    elif not money:  # "Totalt antal årsarbetare" is not all who are employed
        totals = [one for one in totals if all(is_form(own) for own in re.findall(r"[^\W\d_]+", one.figure.label.casefold()))]
    found = named or (totals if match["all"] else [])
    return found[0] if len({row_of(one.figure) for one in found}) == 1 else None


def months_summed(want: Wanted, best: Placed, placed: Sequence[Placed]) -> list[Placed]:
    """Return the months of a row that make up the part of the year asked for, in order; none where one is missing."""
    if want.part is None or want.part[0] == want.part[1]:
        return []
    year = year_of(best.figure)
    found: dict[int, Placed] = {}
    for one in placed:
        period = one.figure.period
        of_row = of_one_line(one.figure, best.figure) and period.kind is PeriodKind.MONTH
        of = months_of(period)
        if of_row and of is not None and year_of(one.figure) == year and one.figure.measure == best.figure.measure:
            found[of[0]] = one
    months = range(want.part[0], want.part[1] + 1)
    return [found[month] for month in months] if all(month in found for month in months) else []


def reached(figures: Sequence[Placed], placed: Sequence[Placed]) -> list[Placed]:
    """Return what was reached in the end, where a row has a forecast and the deviation from it: the total that is their sum."""
    if len(figures) != 2 or [one.figure.measure for one in figures] != [Measure.FORECAST.value, Measure.DEVIATION.value]:
        return []
    value = figures[0].figure.value + figures[1].figure.value
    own = figures[0].figure
    return [
        one
        for one in placed
        if one.figure.document_id == own.document_id
        and one.figure.measure in ("bokslut", "utfall")
        and one.figure.period == own.period
        and one.figure.value == value
        and is_total(one.figure.label)
    ][:1]


def _whose(placed: Placed) -> str:
    return placed.figure.organisation or placed.metadata.municipality


def contradiction(best: Scored, timely: Sequence[Scored]) -> Placed | None:
    """Return another paper's figure of the same thing with another value, or None."""
    figure = best.figure
    for one in timely:
        other = one.figure
        elsewhere = (other.document_id, other.paper) != (figure.document_id, figure.paper)
        same = (other.measure, year_of(other), other.period.text, other.unit, other.made, _whose(one.placed)) == (
            figure.measure, year_of(figure), figure.period.text, figure.unit, figure.made, _whose(best.placed),
        ) and (other.label.casefold() == figure.label.casefold() or (is_total(other.label) and is_total(figure.label)))  # fmt: skip
        if elsewhere and same and abs(other.value) != abs(figure.value) and best.score - one.score < _CONTRADICTS:
            return one.placed
    return None
