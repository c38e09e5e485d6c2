"""Which of several rows of a table has most or least of something, or changed most or least between two years. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.model import Question
from app.numbers.belonging import of_one_column
from app.numbers.comparisons import ENOUGH_MET, year_of
from app.numbers.computed import Derived, Kind, difference
from app.numbers.figure_fit import ANY_LINE, fits_line, is_of
from app.numbers.number_words import Extreme, Measure, wanted
from app.numbers.ranking import Placed, Scored, row_of, share_met, surely
from app.numbers.row_words import ANY_ROW, row_meets
from app.numbers.verdict import FigureAnswer, Verdict
from ingest.tables.model import Figure
from ingest.tables.rows import is_total
from vectorstore.coverage import Asked, told
from vectorstore.words.tokens import stem

#: A change that is asked for: which of several rows changed most.
_CHANGE = re.compile(
    r"\b(?:öka(?:r|de|t)|minska(?:r|de|t)|steg|stigit|sjönk|sjunkit|höjdes|sänktes|förändra\w+|försämra\w+|förbättra\w+"
    r"|tappa\w*|förlora\w*|ned?drag\w*|(?:skärs?|skar|dras?|drog) ned?r?)\b"
)
_GREW = re.compile(r"\b(?:öka\w*|steg|stiger|stigit|höj\w+|växte|vuxit)\b")
_SHRANK = re.compile(
    r"\b(?:minska\w*|tappa\w*|förlora\w*|ned?drag\w*|(?:skärs?|skar|dras?|drog) ned?r?|sjönk|sjunk\w+|sänk\w+|föll|fallit)\b"
)
_CHANGED = re.compile(r"\b(?:förändra\w*|ändra\w*|skil\w+)\b")
_APART = re.compile(
    r"\bhur (?:mycket|många|stor\w*|långt)\b.*\b(?:skil\w+|gap\w*|glapp\w*|mellan|ifrån)"
)  # of the most and the least
_RUNNER_UP = re.compile(r"\b(?:än|till|före|mot) (?:tvåan|nummer två|andraplatsen|(?:den |det |de )?näst\b)", re.IGNORECASE)
_NEARLY = 0.12  # by which a row of another table may be worse than the best
_EXTREMES = (Extreme.MOST, Extreme.LEAST)
#: What the rows of a table may be: "Vilken verksamhet ...?" asks for any of them.
_ANY_ROW = frozenset(
    stem(word)
    for word in """
    verksamhet verksamheten område enhet enheten rad raden avdelning nämnd förvaltning projekt post grupp sektor kategori
    verksamhetsområde verksamhetsområden
    """.split()  # noqa: SIM905 - a list of words reads better
)
_OF_TIME = re.compile(r"\bvilk\w+ (?:månad|kvartal|tertial|vecka|år)\w*\b")
_UNSIGNED = frozenset({"intäkter", "kostnader", "budget", "personal"})
_RESULT = re.compile(r"resultat|netto", re.IGNORECASE)
_ANY_MET = 0.3  # that every row meets such a word; what stands over its table may meet it better
_SURELY_OF_KIND = 0.7  # that a row meets the word for what rows are
ENOUGH_ROWS = 3  # of which one can be the most
_LIKE_BEST = 0.3  # rows that score that much lower than the best are of something else


def of_any_row(names: Sequence[Asked]) -> list[Asked]:
    """Return the names, the words for what any row is ("Vilken verksamhet ...") met by all rows, and better by their table's.

    Where nothing else is named they name the rows.
    """
    if all(stem(one.word) in _ANY_ROW for one in names):
        return list(names)
    return [replace(one, tokens={**one.tokens, ANY_ROW: _ANY_MET}) if stem(one.word) in _ANY_ROW else one for one in names]


def any_row(word: str) -> bool:
    """Tell whether a word is one for what the rows of any table may be."""
    return stem(word) in _ANY_ROW


def by_table(names: Sequence[Asked], rows: Sequence[Scored]) -> list[Scored]:
    """Return the rows ranked as if none were called by a word for what any row is: "Övriga verksamheter" is one verksamhet of many.

    Such a word is met by them as well as by the other rows of their table.
    """
    total = sum(one.weight for one in names)
    found = list(rows)
    for at in (at for at, one in enumerate(names) if ANY_ROW in one.tokens):
        own = [row_meets(names[at], told(one.figure.label), frozenset()) >= ENOUGH_MET for one in found]
        level: dict[tuple[object, ...], float] = {}
        for one, itself in zip(found, own, strict=True):
            if not itself:
                level[_table(one.figure)] = max(level.get(_table(one.figure), _ANY_MET), one.met[at])
        for place, (one, itself) in enumerate(zip(tuple(found), own, strict=True)):
            if itself and (lost := one.met[at] - level.get(_table(one.figure), _ANY_MET)) > 0:
                met = (*one.met[:at], one.met[at] - lost, *one.met[at + 1 :])
                found[place] = replace(one, met=met, score=one.score - names[at].weight * lost / total)
    return sorted(found, key=lambda one: -one.score)


def _table(figure: Figure) -> tuple[object, ...]:
    return figure.document_id, figure.paper, figure.caption


def furthest(
    question: Question, names: Sequence[Asked], extremes: tuple[Extreme, ...], near: Sequence[Scored], ranked: Sequence[Scored]
) -> FigureAnswer | None:
    """Return the row that has most or least, or changed most; None where that is not sure: one row alone does not tell."""
    near, ranked = (_of_line(question, by_table(names, rows)) for rows in (near, ranked))
    if _CHANGE.search(question.standalone.casefold()) or len(question.years) > 1:
        changed = _most_changed(question, names, extremes, ranked)
        if changed is None:
            return None
        met = share_met(names, near[:1])
        return FigureAnswer(Verdict.FOUND, changed.figures, (changed.change,), None, met, changed.rows, extremes)
    if _OF_TIME.search(question.standalone.casefold()):  # it asks of columns, and these are rows
        return None
    found = _outermost_of_any(question, names, extremes, near)
    if found is None:
        return None
    asks_apart = _APART.search(question.standalone.casefold()) is not None or wanted(question).compares
    derived = (_between(found[0]),) if asks_apart and len(found[0]) > 1 else ()
    told = extremes if len(extremes) == len(found[0]) else (*extremes, *extremes)  # the first, and the one next to it
    return FigureAnswer(Verdict.FOUND, tuple(found[0]), derived, None, share_met(names, near[:1]), found[1], told)


def _between(ends: Sequence[Placed]) -> Derived:
    """Return how far the two outermost rows are apart."""
    one, other = (0, 1) if ends[0].figure.value >= ends[1].figure.value else (1, 0)
    return difference(Kind.DIFFERENCE, (one, other), ends[one].figure, ends[other].figure)


def _of_line(question: Question, rows: Sequence[Scored]) -> Sequence[Scored]:
    """Return the rows without the incomes and costs of a unit where its result is asked for, and the other way round."""
    measure = wanted(question).measures[0]
    fits = [fits_line(question.standalone.casefold(), one.figure, measure) for one in rows]
    lines = [ANY_LINE.search(one.figure.label) is not None for one in rows]
    if not any(line and fit > 0 for line, fit in zip(lines, fits, strict=True)):
        return rows
    return [one for one, line, fit in zip(rows, lines, fits, strict=True) if not line or fit > 0]


@dataclass(frozen=True, slots=True)
class Changed:
    """The row that changed most or least.

    Attributes:
        figures: of the later year and of the earlier.
        change: the difference of the two.
        rows: how many rows were held against each other.
    """

    figures: tuple[Placed, Placed]
    change: Derived
    rows: int


def _most_changed(
    question: Question, names: Sequence[Asked], extremes: Sequence[Extreme], ranked: Sequence[Scored]
) -> Changed | None:
    """Return the row of a table that changed most (least) in the direction asked for; None where that is not sure.

    All rows that meet what the best meets and have both years are held against each other, totals left out. The years are the two
    of the question, or its one and the year before.

    Args:
        question: as understood.
        names: the words that name the rows.
        extremes: which is asked for: one, most or least.
        ranked: the figures, best first.
    """
    way = _way(question.standalone.casefold())
    if way is None or len(extremes) != 1 or extremes[0] not in _EXTREMES or not 1 <= len(question.years) <= 2:
        return None
    later = max(question.years)
    earlier = min(question.years) if len(question.years) == 2 else later - 1
    best = next((one for one in ranked if year_of(one.figure) == later), None)
    if best is None:
        return None
    alike = [one for one in ranked if one.score >= best.score - _LIKE_BEST and _of_table(one.figure, best.figure)]
    before = {row_of(one.figure): one for one in reversed(_of_table_year(ranked, best.figure, earlier))}
    after = {
        row_of(one.figure): one
        for one in alike
        if year_of(one.figure) == later and _met_like(one, best) and not sums_up(one.figure)
    }
    rows = [(one, before[row]) for row, one in after.items() if row in before]
    if len(rows) < ENOUGH_ROWS or len(rows) < len(after) or not surely(names, [one for one, _ in rows]):
        return None
    sizes = [way * (abs(one.figure.value) - abs(other.figure.value)) if way else abs(one.figure.value - other.figure.value)
             for one, other in rows]  # fmt: skip
    wanted = max(sizes) if extremes[0] is Extreme.MOST else min(sizes)
    if sizes.count(wanted) > 1 or wanted <= 0:
        return None
    one, other = rows[sizes.index(wanted)]
    change = difference(Kind.CHANGE, (0, 1), one.figure, other.figure)
    return Changed((one.placed, other.placed), change, len(rows))


def _way(folded: str) -> int | None:
    """Return the direction asked for: 1 up, -1 down, 0 either; None where a question asks for no change, or for two."""
    ways = [way for way, pattern in ((1, _GREW), (-1, _SHRANK), (0, _CHANGED)) if pattern.search(folded)]
    return ways[0] if len(ways) == 1 else None


def _of_table(one: Figure, other: Figure) -> bool:
    def table(figure: Figure) -> tuple[object, ...]:
        return figure.document_id, figure.paper, figure.caption, figure.measure, figure.unit, figure.period.kind

    return table(one) == table(other)


def _of_table_year(ranked: Sequence[Scored], best: Figure, year: int) -> list[Scored]:
    return [one for one in ranked if _of_table(one.figure, best) and year_of(one.figure) == year]


def _outermost_of_any(
    question: Question, names: Sequence[Asked], extremes: tuple[Extreme, ...], near: Sequence[Scored]
) -> tuple[list[Placed], int] | None:
    """Return the outermost rows of the best one's table, else of the next that is nearly as good."""
    least = near[0].score - _NEARLY if near else 0.0
    left = list(near)
    while left and left[0].score >= least:
        if (found := _outermost(question, names, extremes, left)) is not None:
            return found
        table = _table(left[0].figure)
        left = [one for one in left if _table(one.figure) != table]
    return None


def _outermost(
    question: Question, names: Sequence[Asked], extremes: tuple[Extreme, ...], near: Sequence[Scored]
) -> tuple[list[Placed], int] | None:
    """Return the rows that have most or least (best, worst) of what is asked, and of how many; None where that is not sure.

    All rows of one table and column that meet what the best meets are held against each other, totals left out.
    """
    if not near:
        return None
    best = near[0]
    figure = best.figure
    signed = any(extreme in (Extreme.BEST, Extreme.WORST) for extreme in extremes)
    deviates = Measure.DEVIATION in wanted(question).measures[:1]
    if deviates and not is_of(figure, Measure.DEVIATION) and _RESULT.search(figure.label) is None:
        return None  # the largest budget is not the one that is most over
    if signed and figure.measure in _UNSIGNED and _RESULT.search(figure.label) is None:
        return None  # of income or costs the highest is not the best
    rows = like_best(best, near)
    if len(rows) < ENOUGH_ROWS or not surely(names, rows):
        return None
    found = [furthest_of(rows, extreme) for extreme in extremes]
    if len(extremes) == 1 and found[0] is not None and _RUNNER_UP.search(question.standalone):
        found.append(furthest_of([one for one in rows if one is not found[0]], extremes[0]))
    chosen = [one.placed for one in found if one is not None]
    return (chosen, len(rows)) if len(chosen) == len(found) else None


def like_best(best: Scored, near: Sequence[Scored]) -> list[Scored]:
    """Return the rows of the best one's table and column that meet what it meets, sums left out; none where others may be meant."""
    same = [
        one
        for one in near
        if of_one_column(one.figure, best.figure) and not sums_up(one.figure) and one.score >= best.score - _LIKE_BEST
    ]
    rows = list({row_of(one.figure): one for one in same if _met_like(one, best)}.values())
    return [] if _leaves_out(best, rows, near) else rows


def _leaves_out(best: Scored, rows: Sequence[Scored], near: Sequence[Scored]) -> bool:
    """Tell whether rows are chosen by a word they meet but in part, and others of their column may be of the kind too.

    "Äldreboende" is met by "Almby äbo", and not by "Lundagården", which is one as well.
    """
    column = {row_of(one.figure) for one in near if of_one_column(one.figure, best.figure) and not sums_up(one.figure)}
    return max(best.met, default=1.0) < _SURELY_OF_KIND and len(column) > len(rows)


def _met_like(one: Scored, best: Scored) -> bool:
    """Tell whether a row meets what the best of them meets."""
    return all(value >= min(first, ENOUGH_MET) for value, first in zip(one.met, best.met, strict=True))


def furthest_of(rows: Sequence[Scored], extreme: Extreme) -> Scored | None:
    """Return the row with most or least, or None where two have as much."""
    signed = extreme in (Extreme.BEST, Extreme.WORST)
    values = [one.figure.value if signed else abs(one.figure.value) for one in rows]
    wanted = max(values) if extreme in (Extreme.MOST, Extreme.BEST) else min(values)
    return rows[values.index(wanted)] if values.count(wanted) == 1 else None


def sums_up(figure: Figure) -> bool:
    """Tell whether a row is a sum of others: a total, or costs, income or the result of the whole."""
    if figure.group:  # "Resultat" of each unit; not that of all units
        return is_total(figure.group[-1]) or (is_total(figure.label) and ANY_LINE.search(figure.label) is None)
    return is_total(figure.label) or ANY_LINE.search(figure.label) is not None
