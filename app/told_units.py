"""Of the units that may answer, those that are told: the fewest, and of a long one the point that says what is asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.answer_forms import STRICT, AnswerForm
from app.counting import OF_THEM
from app.model import Question, QuestionKind
from app.unit_fit import LONG_UNIT, Picked, holds, unit_before
from app.unit_model import Unit, UnitKind
from app.units import one_matter, units_of
from vectorstore.coverage import Asked, coverage, told

NEAR = 0.86  # times the best: a second unit is told too when it is this good and says something asked that the first does not
_AS_GOOD = 0.90  # times the best: a unit this good is told too, whatever it says
_MOST_UNITS = 3
_LONG_LIST, _LONG_DECISION = 300, 600  # characters of a list or a decision of which one point may do
_LED_IN = 3  # units told with the line that leads them in
_SAYS_HALF = 0.5  # … for the only point that has the form of answer asked for
_SAYS_ALL = 0.8  # of what the whole says of what is asked, for one point to be told instead
_MOST_NUMBERS = 6  # of a row that is told beside another
_MOST_IN_ROWS = 8  # of all rows told
_NUMBERS = re.compile(r"(?<![\w,.])\d+(?:[ \u00a0]\d{3})*")
_A_SENTENCE = re.compile(r"[.!?]\s*$")
_MOST_TEXT = 900  # characters of an answer: it reads in ten seconds or so
_SECOND_PART = 0.5  # times the best: the unit that has the second form of answer asked for is told when it is this good


def enough(asked: Sequence[Asked], scored: Sequence[Picked], near: float) -> list[Picked]:
    """Return the best unit and those near it (`near` times its score) that say something asked which those before do not."""
    picked = [scored[0]]
    said = told(scored[0].unit.text)
    for one in scored[1:12]:
        if len(picked) == _MOST_UNITS or one.score < near * scored[0].score:
            break
        if any(_overlap(one.unit, other.unit) for other in picked) or _reads_out(one.unit, picked):
            continue
        tokens = told(one.unit.text)
        more = coverage(asked, said | tokens) - coverage(asked, said)
        length = sum(len(p.unit.text) for p in picked) + len(one.unit.text)
        if (more > 0 or one.score >= _AS_GOOD * scored[0].score) and length <= _MOST_TEXT and tokens - said:
            picked.append(one)
            said |= tokens
    return picked


def with_what_follows(picked: Picked) -> Picked:
    """Return a line that leads something in ("Följande har kommit in:") with what stands right below it."""
    unit = picked.unit
    if unit.kind is not UnitKind.SENTENCE or not unit.text.rstrip().endswith(":"):
        return picked
    below = [one for one in units_of(unit.chunk) if one.start >= unit.end and one.end - unit.start <= _LONG_LIST]
    if not below:
        return picked
    end = max(one.end for one in below[:_LED_IN])
    return replace(picked, unit=replace(unit, kind=UnitKind.LIST, end=end, block_end=max(end, unit.block_end)))


def with_what_it_counts(picked: Picked) -> Picked:
    """Return a sentence that counts some "av dem" together with the one before, which says of how many and of what."""
    unit = picked.unit
    before = unit_before(unit) if unit.kind is UnitKind.SENTENCE and OF_THEM.search(unit.text) else None
    return picked if before is None else replace(picked, unit=replace(unit, start=before.start))


def with_its_reason(picked: Picked, question: Question, asked: Sequence[Asked]) -> Picked:
    """Return a sentence that gives no reason together with the one right after or before it that does."""
    unit = picked.unit
    if unit.kind is not UnitKind.SENTENCE or holds(AnswerForm.WHY, unit, question, asked):
        return picked
    after = next((one for one in units_of(unit.chunk) if one.kind is UnitKind.SENTENCE and one.start >= unit.end), None)
    near = after is not None and after.end - unit.start <= LONG_UNIT and _A_SENTENCE.search(after.text)
    if near and after is not None and holds(AnswerForm.WHY, after, question, asked):
        return replace(picked, unit=replace(unit, end=after.end, block_end=max(after.end, unit.block_end)))
    before = unit_before(unit)
    if before is not None and len(before.text) <= _LONG_LIST and holds(AnswerForm.WHY, before, question, asked):
        return replace(picked, unit=replace(unit, start=before.start))
    return picked


def narrowed(
    question: Question, asked: Sequence[Asked], picked: Picked, others: tuple[Sequence[Picked], Sequence[AnswerForm]]
) -> Picked:
    """Return the one point of a long list or decision that says what is asked, where one does; the whole is still quoted."""
    scored, forms = others
    unit = picked.unit
    most = _LONG_DECISION if question.kind is QuestionKind.DECISION else _LONG_LIST
    if question.kind is QuestionKind.LIST or unit.kind not in (UnitKind.LIST, UnitKind.DECISION) or len(unit.text) <= most:
        return picked
    context = told(unit.chunk.context)
    points = [one for one in scored if one.unit.kind is UnitKind.ITEM and _overlap(one.unit, unit)]
    needed = [form for form in forms if form in STRICT]
    if needed:
        points = [one for one in points if any(holds(form, one.unit, question, asked) for form in needed)]
    said = [coverage(asked, told(one.unit.text), context | told(one.unit.lead), 1.0) for one in points]
    best = max(range(len(points)), key=lambda at: said[at], default=None)
    least = (_SAYS_HALF if len(points) == 1 and needed else _SAYS_ALL) * coverage(asked, told(unit.text), context, 1.0)
    if best is None or said[best] < least or said.count(said[best]) > 1:
        return picked
    return replace(points[best], unit=replace(points[best].unit, block_start=unit.start, block_end=unit.end))


def _reads_out(unit: Unit, picked: Sequence[Picked]) -> bool:
    """Tell whether a row holds so many numbers that telling it too would be to read the table out."""
    if unit.kind is not UnitKind.ROW:
        return False
    told_already = sum(len(_NUMBERS.findall(one.unit.text)) for one in picked if one.unit.kind is UnitKind.ROW)
    own = len(_NUMBERS.findall(unit.text))
    return own > _MOST_NUMBERS or told_already + own > _MOST_IN_ROWS


def with_second(
    picked: list[Picked], scored: Sequence[Picked], holds: Callable[[Unit, AnswerForm], bool], forms: Sequence[AnswerForm]
) -> list[Picked]:
    """Return the units picked, with the best for each form of answer asked for that none of them has."""
    for form in forms:
        if (votes := next((one for one in picked if holds(one.unit, form)), None)) is not None:
            if form is AnswerForm.VOTES:
                there = {one.unit.start for one in picked}
                others = [one for one in _other_votes(votes, scored, holds) if one.unit.start not in there]
                picked = [*picked[: _MOST_UNITS - 1], *others] if others else picked
            continue
        if len(picked) == _MOST_UNITS and form not in STRICT:
            continue
        good = [one for one in scored if one.score >= _SECOND_PART * scored[0].score and holds(one.unit, form)]
        if form is AnswerForm.VOTES:
            good.sort(key=lambda one: not one_matter(one.unit.chunk, picked[0].unit.chunk))
        picked = picked[: _MOST_UNITS - 1] if good else picked
        more = next((one for one in good if not any(_overlap(one.unit, other.unit) for other in picked)), None)
        if form is AnswerForm.VOTES and more is not None:
            picked = [*picked[: _MOST_UNITS - 2], more, *_other_votes(more, scored, holds)]
        elif more is not None and sum(len(one.unit.text) for one in (*picked, more)) <= _MOST_TEXT:
            picked = [*picked, more]
    return picked


def _other_votes(votes: Picked, scored: Sequence[Picked], holds: Callable[[Unit, AnswerForm], bool]) -> list[Picked]:
    """Return the other side of a vote that is told a side a sentence: "... röstar Ja (8)." and "... röstar Nej (5)."."""
    chunk = votes.unit.chunk.id
    others = (one for one in scored if one.unit.chunk.id == chunk and not _overlap(one.unit, votes.unit))
    return [one for one in others if one.unit.kind is UnitKind.SENTENCE and holds(one.unit, AnswerForm.VOTES)][:1]


def _overlap(one: Unit, other: Unit) -> bool:
    same = one.chunk.document_id == other.chunk.document_id
    return same and one.start < other.end and other.start < one.end
