"""Of the units that may answer, those that are told: the fewest, and of a long one the point that says what is asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.extract.unit_fit import Picked
from app.extract.unit_forms import holds
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import is_flattened, names_papers
from app.extract.unit_time import time_fit
from app.extract.units import one_matter
from app.extract.wanted import asks_references
from app.model import Question, QuestionKind
from app.question.answer_forms import STRICT, AnswerForm
from app.question.kind import asks_for_several
from vectorstore.coverage import Asked, coverage, told

NEAR = 0.86  # times the best: a second unit is told too when it is this good and says something asked that the first does not
_AS_GOOD = 0.90  # times the best: a unit this good is told too, whatever it says
_OTHER_MATTER = 0.94  # times the best: the same for a unit of another § of the same paper
_OF_NUMBERS = (QuestionKind.NUMBER, QuestionKind.WHEN, QuestionKind.COMPARISON)  # two decisions may say what is asked for
_MOST_UNITS = 3
_LONG_LIST, _LONG_DECISION = 300, 900  # characters of a list or a decision of which one point may do
_SAYS_HALF = 0.5  # … for the only point that has the form of answer asked for
_SAYS_ALL = 0.8  # of what the whole says of what is asked, for one point to be told instead
_MOST_NUMBERS = 6  # of a row that is told beside another
_MOST_IN_ROWS = 8  # of all rows told
_NUMBERS = re.compile(r"(?<![\w,.])\d+(?:[ \u00a0]\d{3})*")
_MOST_TEXT = 900  # characters of an answer: it reads in ten seconds or so
_SECOND_PART = 0.5  # times the best: the unit that has the second form of answer asked for is told when it is this good


def enough(
    question: Question, asked: Sequence[Asked], scored: Sequence[Picked], near: float, forms: Sequence[AnswerForm]
) -> list[Picked]:
    """Return the best unit and those near it (`near` times its score) that say something asked which those before do not.

    Args:
        question: as understood.
        asked: the words that say what is asked.
        scored: the units, best first.
        near: see above.
        forms: of answer that are asked for: of two, the one that those before lack is something asked too.
    """
    lacking = [form for form in forms if not holds(form, scored[0].unit, question, asked)] if len(forms) > 1 else []
    references = asks_references(question)
    picked = [scored[0]]
    said = told(scored[0].unit.text)
    for one in scored[1:12]:
        if len(picked) == _MOST_UNITS or one.score < near * scored[0].score:
            break
        if any(_overlap(one.unit, other.unit) for other in picked) or _reads_out(one.unit, picked):
            continue
        if _is_no_second(question, one, scored[0]) or (not references and names_papers(one.unit)):
            continue
        tokens = told(one.unit.text)
        if one.unit.kind is UnitKind.ROW and question.kind not in _OF_NUMBERS and not coverage(asked, tokens):
            continue
        more = coverage(asked, said | tokens) > coverage(asked, said)
        length = sum(len(p.unit.text) for p in picked) + len(one.unit.text)
        more = more or any(holds(form, one.unit, question, asked) for form in lacking)
        if (more or one.score >= _AS_GOOD * scored[0].score) and length <= _MOST_TEXT and tokens - said:
            picked.append(one)
            lacking = [form for form in lacking if not holds(form, one.unit, question, asked)]
            said |= tokens
    return picked


def narrowed(
    question: Question, asked: Sequence[Asked], picked: Picked, others: tuple[Sequence[Picked], Sequence[AnswerForm]]
) -> Picked:
    """Return the one point of a long list or decision that says what is asked, where one does; the whole is still quoted."""
    scored, forms = others
    unit = picked.unit
    most = _LONG_DECISION if question.kind is QuestionKind.DECISION else _LONG_LIST
    if unit.kind is UnitKind.LIST and asks_for_several(question.standalone):
        most = _MOST_TEXT
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
    return replace(
        points[best],
        unit=replace(
            points[best].unit, block_start=unit.start, block_end=unit.end, one_of=len(points) if _asks_for_all(question) else 0
        ),
    )


def with_all_points(question: Question, picked: Picked, scored: Sequence[Picked]) -> Picked:
    """Return one point of a list as the whole list, where all of it is asked for and it is short enough; else with their number."""
    unit = picked.unit
    if unit.kind is not UnitKind.ITEM or question.kind is QuestionKind.DECISION or not _asks_for_all(question):
        return picked
    points = sum(one.unit.kind is UnitKind.ITEM and _one_list(one.unit, unit) for one in scored)
    whole = next((one for one in scored if one.unit.kind is UnitKind.LIST and _one_list(one.unit, unit)), None)
    if whole is not None and len(whole.unit.text) <= _MOST_TEXT:
        return replace(whole, score=picked.score)
    return replace(picked, unit=replace(unit, one_of=points))


def _asks_for_all(question: Question) -> bool:
    return question.kind in (QuestionKind.LIST, QuestionKind.DECISION) or asks_for_several(question.standalone)


def _one_list(one: Unit, other: Unit) -> bool:
    return (one.chunk.id, one.block_start, one.block_end) == (other.chunk.id, other.block_start, other.block_end)


def _is_no_second(question: Question, one: Picked, best: Picked) -> bool:
    """Tell whether a unit is no sentence, or of another matter or time than the best: what was decided in that, or not as good."""
    here, there = one.unit.chunk, best.unit.chunk
    if question.kind is QuestionKind.NUMBER and time_fit(question, one.unit) < 1 <= time_fit(question, best.unit):
        return True
    if question.kind in _OF_NUMBERS:
        return False
    if is_flattened(one.unit):
        return True
    if one_matter(here, there) or (here.diary_number and here.diary_number == there.diary_number):
        return False
    if one.unit.kind is UnitKind.DECISION:
        return True
    return here.document_id == there.document_id and one.score < _OTHER_MATTER * best.score


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
