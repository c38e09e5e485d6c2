"""Calculations of cells found one by one: a row over its years or months, several things, a share of a whole. Pure.

Each cell is found as the answer to a question of its own, as surely as if that had been asked; where one of them is not, or they
are not of one kind, nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from app.calculation.against import asks_used
from app.calculation.asked import (
    Look,
    Looked,
    Operation,
    asks_for_times,
    for_each,
    operation_of,
    over_time,
    without_extremes,
    without_operation,
)
from app.calculation.cells import LEAST_MET, held_together, only_cell, outermost
from app.calculation.over_time import of_one_row, of_two_years
from app.calculation.shares import ShareAsked, shares_asked
from app.calculation.things import things_named
from app.model import Question
from app.numbers.belonging import of_one_column
from app.numbers.comparisons import sides_compared
from app.numbers.computed import Derived, may_be_summed, ratio, share, total
from app.numbers.figure_fit import ANY_LINE
from app.numbers.number_words import Extreme, is_form, wanted
from app.numbers.ranking import Placed, row_of
from app.numbers.verdict import FigureAnswer, Verdict
from ingest.tables.measures import MONEY_UNITS
from ingest.tables.rows import is_sub, is_total
from vectorstore.coverage import told

_MOST_WAYS = 6  # to read what stands side by side that are tried
_IS_WHOLE = re.compile(
    r"(?:verksamhetens |summa |totala? |samtliga |alla )?(?:summa|total\w*|samtliga|alla|netto\w*|kostnader|intäkter)\b",
    re.IGNORECASE,
)
_WHOLE_LINE = re.compile(r"(?:verksamhetens |summa |totala? )?(?:kostnader|intäkter)\b", re.IGNORECASE)


def calculated(question: Question, look: Look) -> FigureAnswer | None:
    """Return what is computed of one row over time, of three things or more, as a ratio or a share; None where that is not asked.

    Args:
        question: as understood.
        look: answers a question for one cell.
    """
    asked = over_time(question)
    if asked is not None:
        return of_one_row(asked, look)
    if (found := of_two_years(question, look) or _share(question, look) or _ratio(question, look)) is not None:
        return found
    return _of_things(question, look, pairs=False)


def of_a_pair(question: Question, look: Look) -> FigureAnswer | None:
    """Return the sum or the difference of two things that a question names side by side, each found by itself; or None."""
    return _of_things(question, look, pairs=True)


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
        cells = _of_their_column(things.called, looked)
        if len(cells) != len(things.called) or not held_together(cells):
            continue
        met = min(one.answer.met for one in looked if one.answer is not None)
        return _computed(question, (kind, extreme), cells, met)
    return None


def _of_their_column(called: Sequence[str], looked: Sequence[Looked]) -> list[Placed]:
    """Return the cells that answer for things named side by side.

    One that is not sure, as it stands in two tables, is taken from the column that all others stand in, where that has it once.
    """
    found = [only_cell(one) for one in looked]
    sure = [one for one in found if one is not None]
    if len(sure) == len(called) or len(sure) < 2 or not all(of_one_column(one.figure, sure[0].figure) for one in sure):
        return sure
    cells: list[Placed] = []
    for thing, cell, each in zip(called, found, looked, strict=True):
        own = [
            one
            for one in each.placed
            if of_one_column(one.figure, sure[0].figure)
            and one.figure.group == sure[0].figure.group
            and one.figure.label.casefold() == thing.casefold()
        ]
        if cell is None and len({one.figure.start for one in own}) != 1:
            return []
        cells.append(cell if cell is not None else own[0])
    return cells


def _computed(
    question: Question, asked: tuple[Operation, Extreme | None], cells: Sequence[Placed], met: float
) -> FigureAnswer | None:
    kind, extreme = asked
    figures = [one.figure for one in cells]
    derived: Derived | None
    if kind is Operation.EXTREME and extreme is not None and len(cells) > 2:
        found = outermost(cells, extreme)
        if found is None:
            return None
        return FigureAnswer(Verdict.FOUND, (found,), (), None, met, len(cells), (extreme,))
    if kind is Operation.EACH:
        return FigureAnswer(Verdict.FOUND, tuple(cells), (), None, met)
    if kind is Operation.SUM:
        if not may_be_summed(figures, over_time=False) or not _of_one_paper(cells):
            return None
        derived = total(range(len(figures)), figures)
    elif kind is Operation.RATIO:
        derived = ratio((0, 1), figures[0], figures[1]) if len(figures) == 2 else None
    else:
        derived = sides_compared(wanted(question), figures[0], figures[1]) if len(figures) == 2 else None
    return FigureAnswer(Verdict.FOUND, tuple(cells), (derived,), None, met) if derived is not None else None


def _of_one_paper(cells: Sequence[Placed]) -> bool:
    """Tell whether cells stand in one document and have one sign: what is summed is of one account."""
    return (
        len({one.figure.document_id for one in cells}) == 1 and len({one.figure.value < 0 for one in cells if one.figure.value}) < 2
    )


def _ratio(question: Question, look: Look) -> FigureAnswer | None:
    """Return how many times one year's cell is another's, or how many of one thing there are for each of another."""
    if asks_for_times(question) and len(question.years) == 2:
        answer = look(without_operation(question.standalone)).answer
        if answer is None or answer.verdict is not Verdict.FOUND or len(answer.figures) != 2 or answer.met < LEAST_MET:
            return None
        cells = list(answer.figures)
    else:
        each = for_each(question)
        cells = [cell for text in each if (cell := only_cell(look(text))) is not None]
        if len(cells) != 2 or not held_together(cells):
            return None
    derived = ratio((0, 1), cells[0].figure, cells[1].figure)
    return FigureAnswer(Verdict.FOUND, tuple(cells), (derived,), None, 1.0) if derived is not None else None


def _share(question: Question, look: Look) -> FigureAnswer | None:
    """Return a part's share of a whole, where a question names both."""
    for asked in () if asks_used(question) else shares_asked(question):
        looked = look(asked.part)
        part = only_cell(looked)
        if part is None or part.figure.unit == "%" or looked.answer is None:
            continue
        whole = _whole(part, looked, look(asked.whole), asked)
        if whole is None or not _counts(asked.counted, part, whole):
            continue
        derived = share((0, 1), part.figure, whole.figure)
        if derived is not None and derived.value < Decimal(100):
            return FigureAnswer(Verdict.FOUND, (part, whole), (derived,), None, looked.answer.met)
    return None


def _whole(part: Placed, looked: Looked, other: Looked, asked: ShareAsked) -> Placed | None:
    """Return the whole of a part: the cell that is called so, of the same column; else the only total of that column."""
    named = _in_column_of(part, only_cell(other), (*looked.placed, *other.placed))
    may_be = named is not None and _is_larger(named, part) and held_together([part, named])
    if named is not None and may_be and (_is_whole_of(named, part) or (not asked.counted and _is_named_whole(named, part))):
        return named
    if named is None and (over := _row_over(part, asked.counted, (*other.placed, *looked.placed))) is not None:
        return over
    if not asked.any_whole and not _is_of_its_table(part, asked.counted):
        return None
    column = [one for one in (*looked.placed, *other.placed) if of_one_column(one.figure, part.figure) and _is_larger(one, part)]
    totals = {row_of(one.figure): one for one in column if is_total(one.figure.label)}
    if len(totals) == 1:
        return next(iter(totals.values()))
    lines = {row_of(one.figure): one for one in column if _WHOLE_LINE.match(one.figure.label) and _of_line(part, one)}
    return next(iter(lines.values())) if len(lines) == 1 and not totals else None


def _in_column_of(part: Placed, named: Placed | None, placed: Sequence[Placed]) -> Placed | None:
    """Return the cell that is named, as the column of a part has it where it has it too."""
    if named is None or of_one_column(named.figure, part.figure):
        return named
    own = [one for one in placed if of_one_column(one.figure, part.figure) and one.figure.label == named.figure.label]
    return next((one for one in own if one.figure.value == named.figure.value), named)


def _is_of_its_table(part: Placed, counted: str) -> bool:
    """Tell whether what is counted is what the part's table is called: its total is the whole."""
    return bool(counted) and not told(counted).isdisjoint(told(f"{part.figure.caption} {part.heading}"))


def _row_over(part: Placed, counted: str, placed: Sequence[Placed]) -> Placed | None:
    """Return the cell of what a row below it is a part of ("Fall", "varav med skada"), where that is what is counted."""
    over = part.figure.group[-1] if part.figure.group and is_sub(part.figure.label) else ""
    if not over or told(counted).isdisjoint(told(over)):
        return None
    cells = [one for one in placed if one.figure.label == over and of_one_column(one.figure, part.figure) and _is_larger(one, part)]
    return cells[0] if len({one.figure.start for one in cells}) == 1 else None


def _is_named_whole(whole: Placed, part: Placed) -> bool:
    """Tell whether a row that a question calls the whole may be it: of the part's column and sign, and no line of an account."""
    one, other = part.figure, whole.figure
    lines = ANY_LINE.search(one.label) or ANY_LINE.search(other.label)
    money = one.unit in MONEY_UNITS
    return money and of_one_column(one, other) and not lines and (one.value < 0) == (other.value < 0) and one.group == other.group


def _counts(counted: str, part: Placed, whole: Placed) -> bool:
    """Tell whether a whole is of what a question asks for a share of: "alla avvikelser" is no sum of money, nor of employees.

    A row must be called so, as its part where it is money; what is called but "Totalt" may have it said by its table.
    """
    if not counted:
        return True
    figure = whole.figure
    called = " ".join((figure.label, *figure.group, figure.key_figure))
    if part.figure.unit in MONEY_UNITS:
        called = f"{called} {part.figure.label} {' '.join(part.figure.group)}"
    elif all(is_form(word) for word in re.findall(r"[^\W\d_]+", figure.label.casefold())):
        called = f"{called} {figure.column} {figure.caption} {whole.heading} {figure.unit}"
    return bool(told(counted) & told(called))


def _is_larger(whole: Placed, part: Placed) -> bool:
    return row_of(whole.figure) != row_of(part.figure) and abs(whole.figure.value) > abs(part.figure.value)


def _is_whole_of(whole: Placed, part: Placed) -> bool:
    """Tell whether a row may be what another is a part of: a total, its group, or the same thing otherwise qualified."""
    one, other = part.figure, whole.figure
    if bool(one.group) and bool(other.group) and one.group[-1] != other.group[-1]:
        return one.label == other.label and is_total(other.group[-1])
    if one.group and one.group == other.group and ANY_LINE.search(one.label) and ANY_LINE.search(other.label):
        return False  # a result is no part of the income
    if _IS_WHOLE.match(other.label) or other.label in one.group:
        return True
    words = [set(re.findall(r"[^\W\d_]{4,}", label.casefold())) for label in (one.label, other.label)]
    return bool(words[0] & words[1]) and not one.group


def _of_line(part: Placed, whole: Placed) -> bool:
    """Tell whether a part is of the line that a row is the whole of: income of income, costs of costs."""
    return ("intäkt" in whole.figure.label.casefold()) == ("intäkt" in part.figure.label.casefold())
