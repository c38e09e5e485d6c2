"""Which of several rows is furthest over its budget, or under it: by the deviations told, or by outcome and budget. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model import Question
from app.numbers.by_sign import of_one_table
from app.numbers.computed import Kind, difference
from app.numbers.elsewhen import in_period
from app.numbers.extremes import ENOUGH_ROWS, any_row, furthest_of, like_best
from app.numbers.figure_fit import is_of
from app.numbers.number_words import Extreme, Measure, Wanted
from app.numbers.ranking import Placed, Scored, rank, row_of, share_met, surely
from app.numbers.verdict import FigureAnswer, Verdict
from vectorstore.coverage import Asked

_OVER = re.compile(r"\böver(?:steg|stiger|skred|skrider|skridit|drog)\b|\böver (?:sin )?budget|\bspr[aä]ck\w*|\bdyrare än\b")
_UNDER = re.compile(r"\bunderst(?:eg|iger|igit)\b|\bunder (?:sin )?budget|\bbilligare än\b")
_REACHED = frozenset({"utfall", "bokslut"})


def furthest_of_all(question: Question, want: Wanted, placed: Sequence[Placed]) -> FigureAnswer | None:
    """Return the row of a table of all there is that deviates most from its budget ("Vilken verksamhet drog över mest?"), or None.

    Args:
        question: as understood; it names what any row is, and nothing else.
        want: what it asks for.
        placed: the figures that may answer.
    """
    named = any(any_row(word) for word in re.findall(r"[^\W\d_]+", question.standalone.casefold()))
    if not named or want.measures[0] is not Measure.DEVIATION:
        return None
    ranked = rank(question, (), placed, Measure.DEVIATION)
    near = [one for one in ranked if is_of(one.figure, Measure.DEVIATION) and in_period(question, one.placed, want)]
    rows = of_one_table((), near)
    found = [one for extreme in want.extremes if (one := furthest_of(rows, extreme)) is not None] if rows else []
    if len(rows) < ENOUGH_ROWS or len(found) < len(want.extremes):
        return None
    return FigureAnswer(Verdict.FOUND, tuple(one.placed for one in found), (), None, 1.0, len(rows), want.extremes)


def furthest_from_budget(question: Question, want: Wanted, names: Sequence[Asked], near: Sequence[Scored]) -> FigureAnswer | None:
    """Return the row whose outcome is furthest over its budget, or under it, where no column tells by how much; or None.

    Args:
        question: as understood.
        want: what it asks for.
        names: the words that name the rows.
        near: the figures of the time asked for, best first.
    """
    folded = question.standalone.casefold()
    ways = [way for way, pattern in ((1, _OVER), (-1, _UNDER)) if pattern.search(folded)]
    if len(ways) != 1 or len(want.extremes) != 1 or want.extremes[0] in (Extreme.LEAST, Extreme.BEST):
        return None
    budgets = [one for one in near if one.figure.measure == Measure.BUDGET.value]
    rows = like_best(budgets[0], budgets) if budgets else []
    reached = {row_of(one.figure): one for one in reversed(near) if one.figure.measure in _REACHED}
    pairs = [(reached[row_of(one.figure)].placed, one.placed) for one in rows if row_of(one.figure) in reached]
    alike = all((one.figure.unit, one.figure.period) == (other.figure.unit, other.figure.period) for one, other in pairs)
    if len(pairs) < ENOUGH_ROWS or len(pairs) < len(rows) or not alike or not surely(names, rows):
        return None
    sizes = [ways[0] * (abs(one.figure.value) - abs(other.figure.value)) for one, other in pairs]
    if max(sizes) <= 0 or sizes.count(max(sizes)) > 1:
        return None
    pair = pairs[sizes.index(max(sizes))]
    derived = difference(Kind.DIFFERENCE, (0, 1), pair[0].figure, pair[1].figure)
    return FigureAnswer(Verdict.FOUND, pair, (derived,), None, share_met(names, rows[:1]), len(pairs), want.extremes)
