"""The two rows that a question holds against each other, or sums: the sides that only together meet what is asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from app.model import Question
from app.numbers.belonging import of_one_table
from app.numbers.comparisons import ENOUGH_MET, other_year
from app.numbers.computed import may_be_summed
from app.numbers.number_words import Wanted
from app.numbers.ranking import FOUND_WELL, LEAST_MET, STRONG, Scored, row_of, share_met, surely
from app.numbers.row_words import PART_ALONE
from app.question.phrases import is_verb
from ingest.tables.model import Figure
from vectorstore.coverage import Asked

_COMPLEMENTS = 0.3  # that one side of a comparison meets a name better than the other
_SAYS = 0.5  # weight of a name that a comparison must not leave aside
_PAIRED = 60  # figures looked at for the two sides of a comparison
_JOINS = re.compile(
    r"\b(?:och|o|samt|eller|än|mot|gentemot|respektive|resp|plus|vs|jämfört|förhållande|tillsammans|låg|ligger)\b|[/,&+–]"
)  # between two sides
#: "... än vad nämnden hade räknat med": one row's outcome is held against what was planned for it.
_AGAINST_PLAN = re.compile(
    r"\bän (?:vad )?(?:[^\s,.?]+ ){0,7}?(?:räkna(?:t|de|r)|budgetera(?:t|de)|planera(?:t|de)|tänkt)\b", re.IGNORECASE
)
_ELSEWHERE = 0.1  # lost by two sides that stand in different papers
_AS_MUCH = 0.15  # share of the names by which two rows must meet more than one does
_OF = "till|för|på|i|hos|inom|av|åt|om"  # "inventarier till förskolan"


def pair_asked(
    question: Question, want: Wanted, names: Sequence[Asked], near: Sequence[Scored], ranked: Sequence[Scored]
) -> tuple[Scored, Scored] | None:
    """Return the two rows that are held against each other, or summed; None where one row alone is what is asked for.

    Args:
        question: as understood.
        want: what it asks for.
        names: the words that name the rows.
        near: the figures of the time asked for, best first.
        ranked: all of them.
    """
    pair = None if _AGAINST_PLAN.search(question.standalone) else two_rows(question.standalone, names, near)
    if pair is None or (want.sums and not (surely(names, pair) and _one_account([one.figure for one in pair]))):
        return None
    return None if _one_row_does(question, names, pair, near, ranked) else pair


def _one_account(figures: Sequence[Figure]) -> bool:
    """Tell whether figures of one table may be summed."""
    return of_one_table(figures[0], figures[1]) and may_be_summed(figures, over_time=False)


def _one_row_does(
    question: Question, names: Sequence[Asked], pair: Sequence[Scored], near: Sequence[Scored], ranked: Sequence[Scored]
) -> bool:
    """Tell whether one row meets as much of what is asked as two sides of a comparison together; of two years, about as much."""
    if not near or share_met(names, near[:1]) >= share_met(names, pair):
        return bool(near)
    if len(question.years) != 2:
        return False
    alone = share_met(names, near[:1]) >= share_met(names, pair) - _AS_MUCH
    return alone and other_year(question, near[0].placed, ranked) is not None


def two_rows(text: str, names: Sequence[Asked], near: Sequence[Scored]) -> tuple[Scored, Scored] | None:
    """Return two rows that only together meet what is asked, the sides of a comparison, in the order of the question; or None.

    Args:
        text: the question: what tells the sides apart must stand side by side in it ("Surte eller Bohus", "större än").
        names: the words that name the rows.
        near: the figures, best first.
    """
    best: tuple[float, Scored, Scored] | None = None
    most = [max((one.met[at] for one in near), default=0.0) for at in range(len(names))]
    for one, other in combinations(near[:_PAIRED], 2):
        if _leaves_better(names, most, one, other):
            continue
        if not _comparable(one.figure, other.figure) or not _complement(names, one, other) or not _both_told(names, one, other):
            continue
        if not _side_by_side(text, names, one, other) or _shares_no_more(text, names, one, other):
            continue
        score = one.score + other.score - (_ELSEWHERE if one.figure.document_id != other.figure.document_id else 0.0)
        if best is None or score > best[0]:
            best = (score, one, other)
    if best is None:
        return None
    first, second = best[1:]
    return (first, second) if _named_first(names, first) <= _named_first(names, second) else (second, first)


def _leaves_better(names: Sequence[Asked], most: Sequence[float], one: Scored, other: Scored) -> bool:
    """Tell whether two rows meet but a part of a word that another row is called by: "elevstöd" by "lärarstöd"."""
    return any(name.weight >= _SAYS and most[at] - max(one.met[at], other.met[at]) >= _COMPLEMENTS for at, name in enumerate(names))


def _both_told(names: Sequence[Asked], one: Scored, other: Scored) -> bool:
    """Tell whether two rows are the two sides asked about: together they meet every name that says anything.

    In one table that the question found, one name may be met by a part of it alone: "sommarvikarier" by "Sommar".
    """
    if share_met(names, [one, other]) < LEAST_MET:
        return False
    said = [at for at, name in enumerate(names) if name.weight >= _SAYS and not is_verb(name.word)]
    short = [at for at in said if max(one.met[at], other.met[at]) < ENOUGH_MET]
    if not short:
        return surely(names, [one, other])
    found = min(one.placed.found, other.placed.found) >= FOUND_WELL and one.figure.document_id == other.figure.document_id
    return found and len(short) == 1 and max(one.met[short[0]], other.met[short[0]]) >= PART_ALONE


def _side_by_side(text: str, names: Sequence[Asked], one: Scored, other: Scored) -> bool:
    """Tell whether the names that only one row meets and those that only the other does are joined in the question."""
    folded = text.casefold()
    sides = [
        [
            folded.find(name.word)
            for at, name in enumerate(names)
            if side.met[at] - rest.met[at] >= _COMPLEMENTS and name.word in folded
        ]
        for side, rest in ((one, other), (other, one))
    ]
    return any(_JOINS.search(folded, min(a, b), max(a, b)) is not None for a in sides[0] for b in sides[1])


def _shares_no_more(text: str, names: Sequence[Asked], one: Scored, other: Scored) -> bool:
    """Tell whether one side alone is what both are asked of: "inventarier" of "inventarier till förskolan än till gymnasiet"."""
    folded = text.casefold()
    for side, rest in ((one, other), (other, one)):
        own = [name.word for at, name in enumerate(names) if side.met[at] >= ENOUGH_MET and rest.met[at] < PART_ALONE]
        others = [name.word for at, name in enumerate(names) if rest.met[at] >= ENOUGH_MET and side.met[at] < PART_ALONE]
        for common in (name.word for name in names if name.word in own and name.weight >= _SAYS and not is_verb(name.word)):
            if any(_is_said_of_both(folded, common, word, others) for word in own if word != common):
                return True
    return False


def _is_said_of_both(folded: str, common: str, word: str, others: Sequence[str]) -> bool:
    """Tell whether a question says a word of two things: before the first, with a preposition, and not again of the second."""
    first = re.search(rf"\b{re.escape(common)} (?P<of>{_OF}) (?:[^\W\d_]+ )?{re.escape(word)}\b", folded)
    if first is None:
        return False
    after = folded[first.end() :]
    return any(re.search(rf"\b(?:{first['of']}|än|mot|och|eller|med) {re.escape(one)}\b", after) is not None for one in others)


def _named_first(names: Sequence[Asked], one: Scored) -> int:
    """Return where in the question the name stands that tells a side from the other: the last it meets wholly."""
    met = [at for at, value in enumerate(one.met) if value >= ENOUGH_MET]
    return met[-1] if met else len(names)


def _comparable(one: Figure, other: Figure) -> bool:
    same = (one.measure, one.period.text, one.unit) == (other.measure, other.period.text, other.unit)
    return same and row_of(one) != row_of(other)


def _complement(names: Sequence[Asked], one: Scored, other: Scored) -> bool:
    """Tell whether each of two figures meets a name clearly better than the other does."""
    gains = [(one.met[at] - other.met[at]) for at, name in enumerate(names) if name.weight >= STRONG / 2]
    return bool(gains) and max(gains) >= _COMPLEMENTS and min(gains) <= -_COMPLEMENTS
