"""The two sides of a comparison that a question names ("i norr eller i söder"), each with what answers for it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import sentence_before
from app.extract.units import one_matter
from app.model import Question
from app.question.counting import A_SUM
from app.question.phrases import is_verb
from vectorstore.coverage import Asked, begun, meets, told

_JOIN = re.compile(r"\b(?:eller|än|jämfört med|gentemot)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellan\b.{2,60}?\boch\b", re.IGNORECASE)
_SKIPPED = frozenset("i på inom för hos av till vid en ett den det de med från".split())  # noqa: SIM905 - one line
_SKIPS = 2  # words between the joining word and the side it joins
_MET = 0.45  # that a unit must meet a side's word by
_OTHER_SIDE = 0.55  # times the best: what answers for the other side is told when it is this good
_MOST = 3
_PARTLY = 0.25  # the same by one word of a phrase that stands for it: "särskilt boende"
_PAIR = 0.75  # times the best: two sentences that tell the two sides are told when they are this good
_RARE = 0.75  # rarity of a word that says what a question is about
_SHARES = re.compile(r"\d\s?(?:%|procent\b)")


def sides_of(question: Question, asked: Sequence[Asked]) -> tuple[Asked, Asked] | None:
    """Return the words that name the two sides of a comparison, in the question's order; None where it names no two.

    Args:
        question: as understood.
        asked: the words that say what is asked.
    """
    text = question.standalone.casefold()
    for match in (*_JOIN.finditer(text), *_BETWEEN.finditer(text)):
        said = match[0].removeprefix("mellan").removesuffix("och") if match.re is _BETWEEN else text[: match.start()]
        before = re.findall(r"[^\W_]+", said)
        after = re.findall(r"[^\W_]+", text[match.end() :])
        left, right = _side(list(reversed(before)), asked), _side(after, asked)
        if right is not None and _is_name(question, right) and (left is None or not _is_name(question, left)):
            left = next((one for one in reversed(_among(before, asked)) if _is_name(question, one) and one is not right), left)
        if left is not None and right is not None and left is not right:
            return left, right
    return None


def _side(words: Sequence[str], asked: Sequence[Asked]) -> Asked | None:
    """Return the first of some words that says something, prepositions passed over; None where it is a verb or says nothing."""
    for word in words[: _SKIPS + 1]:
        if word not in _SKIPPED:
            return None if is_verb(word) else next((one for one in asked if one.word == word), None)
    return None


def _among(words: Sequence[str], asked: Sequence[Asked]) -> list[Asked]:
    return [one for word in words for one in asked if one.word == word]


def _is_name(question: Question, one: Asked) -> bool:
    """Tell whether a word is written as a name within the question, and names no board or municipality that it is asked of."""
    written = re.search(rf"(?<=[^\W_,] ){re.escape(one.word.capitalize())}", question.standalone) is not None
    return written and one.weight >= _RARE and not any(one.word in body for body in question.bodies)


def points_of_both(scored: Sequence[Picked], sides: tuple[Asked, Asked]) -> list[Picked] | None:
    """Return the two points or sentences of one matter that tell one sum each of the two sides; None where none do.

    "Nordost får använda 10 mnkr. Sydväst får använda 16 mnkr.": the matter's other points are of other things.

    Args:
        scored: all units, best first.
        sides: the words that name the sides.
    """
    near = [one for one in scored if one.score >= _PAIR * scored[0].score and one.unit.kind in (UnitKind.SENTENCE, UnitKind.ITEM)]
    near = [one for one in near if len(A_SUM.findall(one.unit.text)) == 1]
    of_one, of_other = ([one for one in near if _says(one.unit, side)] for side in sides)
    pairs = [
        [one, other]
        for one in of_one
        for other in of_other
        if one not in of_other and other not in of_one and one_matter(one.unit.chunk, other.unit.chunk)
    ]
    return max(pairs, key=lambda pair: pair[0].score + pair[1].score, default=None)


def with_other_side(
    picked: list[Picked], scored: Sequence[Picked], sides: tuple[Asked, Asked], fits: Callable[[Unit], bool]
) -> list[Picked]:
    """Return the units picked, with the best for the side of a comparison that none of them is about.

    Args:
        picked: the units that answer, best first.
        scored: all units, best first.
        sides: the words that name the sides.
        fits: whether a unit has the form of answer that is asked for.
    """
    there = [any(_is_of(one.unit, side) for one in picked if fits(one.unit)) for side in sides]
    if all(there) or not any(there):
        return picked
    side, own = (sides[1], sides[0]) if there[0] else sides
    other = next(
        (
            one
            for one in scored
            if one.score >= _OTHER_SIDE * scored[0].score and fits(one.unit) and _says(one.unit, side) and not _says(one.unit, own)
        ),
        None,
    )
    return [*picked[: _MOST - 1], other] if other is not None and other not in picked else picked


def with_both_sides(
    picked: list[Picked], scored: Sequence[Picked], sides: tuple[Asked, Asked], asked: Sequence[Asked]
) -> list[Picked]:
    """Return two sentences in a row that tell one share each of the two sides, with the one before them; else what was picked.

    "På boendet instämmer 81 %. I hemtjänsten är det 91 %.": the sentence before says in what. Only where one such pair is told of
    the rarest thing that is asked beside the sides.

    Args:
        picked: the units that answer, best first.
        scored: all units, best first.
        sides: the words that name the sides.
        asked: the words that say what is asked.
    """
    rarest = max((one for one in asked if one not in sides), key=lambda one: one.weight, default=None)
    if rarest is None or rarest.weight < _RARE or any(all(_says(one.unit, side) for side in sides) for one in picked):
        return picked
    telling = {one.unit: one for one in scored if one.unit.kind is UnitKind.SENTENCE and len(_SHARES.findall(one.unit.text)) == 1}
    found = []
    for second in telling.values():
        first = telling.get(sentence_before(second.unit) or second.unit, second)
        before = sentence_before(first.unit)
        if first is second or before is None:
            continue
        own = [[meets(side, told(one.unit.text)) >= _PARTLY for side in sides] for one in (first, second)]
        apart = own in ([[True, False], [False, True]], [[False, True], [True, False]])
        if apart and any(meets(rarest, told(unit.text)) >= _PARTLY for unit in (before, first.unit, second.unit)):
            start = first.unit.start if any(letter.isdigit() for letter in before.text) else before.start
            found.append((replace(first, unit=replace(first.unit, start=start)), second))
    if len(found) != 1 or found[0][0].score < _PAIR * scored[0].score:
        return picked
    return list(found[0])


def _is_of(unit: Unit, side: Asked) -> bool:
    over = told(" ".join(unit.chunk.path[-2:]))
    return meets(side, told(unit.text), over | told(unit.lead), 1.0) >= _MET


def _says(unit: Unit, side: Asked) -> bool:
    if unit.kind not in (UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW):
        return False
    tokens = told(unit.text)
    return begun(side.word, tokens) or meets(side, tokens) >= _MET
