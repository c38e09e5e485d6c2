"""Answers in the source's own words: the fewest sentences, list items or the Beslut block that answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.completing import completed
from app.extract.going_on import with_rest
from app.extract.how_many import with_how_many
from app.extract.party_papers import boards_first
from app.extract.recipients import with_recipients
from app.extract.sides import points_of_both, sides_of, with_both_sides, with_other_side
from app.extract.told_units import NEAR, enough, narrowed, with_all_points, with_second
from app.extract.unit_fit import DECIDES, LONG_UNIT, Picked, scored_units
from app.extract.unit_forms import VERDICTS, holds
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import one_matter, units_of
from app.model import Question, QuestionKind
from app.question.answer_forms import STRICT, AnswerForm, forms_asked
from app.question.understanding import asks_for_matter
from ingest.model import ChunkKind
from vectorstore.coverage import Asked, coverage, told
from vectorstore.model import Hit
from vectorstore.words.tokens import normalise_identifier

_CONSIDERED = 8  # passages: the answer stood in the first eight in nine questions of ten
_CONSIDERED_FOR_LISTS = 12  # a list says little of what it is a list of, and is found later
_DECIDES = 0.75  # times the best: the decision on the same matter is told first when it is this good
_SUMS_COMPARED = frozenset({AnswerForm.MONEY, AnswerForm.COUNT, AnswerForm.NUMBER})
_SHARES_COMPARED = {AnswerForm.NUMBER, AnswerForm.SHARE}  # forms that the shares of two sides answer
_REST = 3  # units beside those picked
_NEAR_OF_TWO = 0.65  # the same for a question in two parts: the second part's answer says little of what the first asks
_TWO_PARTS = re.compile(r"\b(?:och|samt|eller)\b.*\b(?:vem|vad|vilk\w+|när|var|varför|hur)\b|\?.+\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extract:
    """What was picked to answer a question, best first.

    Attributes:
        support: share of what is asked that the picked units, with what stands around them, meet: 0 to 1.
        best_sentence: share that the best picked sentence meets by its own words.
        formed: what is picked has a form of answer that is asked for, and decides where a decision is asked for.
        rest: the next best, told where nothing of what is picked can be cited.
        unsaid: what the § that is asked about does not tell, as a refusal says it; or "".
    """

    picked: tuple[Picked, ...]
    support: float
    best_sentence: float = 0.0
    formed: bool = True
    rest: tuple[Picked, ...] = ()
    unsaid: str = ""

    @property
    def rows(self) -> list[Picked]:
        """Those that are rows of a table."""
        return [one for one in (*self.picked, *self.rest) if one.unit.kind is UnitKind.ROW]


def extract(question: Question, asked: Sequence[Asked], hits: Sequence[Hit]) -> Extract:
    """Return the units that answer a question, from the passages found.

    Args:
        question: as understood.
        asked: the words that say what is asked (`vectorstore.coverage.asked_words`).
        hits: the passages, best first.
    """
    forms = forms_asked(question)
    every, asked = asked, _but_identifiers(question, asked)
    most = _CONSIDERED_FOR_LISTS if question.kind is QuestionKind.LIST else _CONSIDERED
    scored = sorted(scored_units(question, asked, hits[:most], forms), key=lambda one: -one.score)
    if not scored:
        return Extract((), 0.0)
    near = _NEAR_OF_TWO if _TWO_PARTS.search(question.standalone) else NEAR
    if any(one.unit.kind is not UnitKind.HEADING for one in scored):
        scored = [one for one in scored if one.unit.kind is not UnitKind.HEADING]
    scored = boards_first(question, scored)
    scored = _decision_first(question, scored) if question.kind is QuestionKind.DECISION else scored
    picked = enough(question, asked, scored, near, forms)
    if len(forms) > 1 or (forms and question.kind is QuestionKind.DECISION):
        picked = with_second(picked, scored, lambda unit, form: holds(form, unit, question, asked), forms)
    if (sides := sides_of(question, asked)) is not None:
        both = None if _SUMS_COMPARED.isdisjoint(forms) else points_of_both(scored, sides)
        if both is not None:
            picked = both
        else:
            picked = with_other_side(
                picked, scored, sides, lambda unit: not forms or any(holds(f, unit, question, asked) for f in forms)
            )
        if forms and set(forms) <= _SHARES_COMPARED:
            picked = with_both_sides(picked, scored, sides, asked)
    picked = with_how_many(question, picked, scored)
    picked = [narrowed(question, asked, one, (scored, forms)) for one in picked]
    picked = [with_all_points(question, one, scored) for one in picked]
    picked = with_rest(question, completed(picked, question, asked, forms), hits)
    picked = with_recipients(question, picked, hits)
    sentences = [coverage(asked, told(one.unit.text)) for one in picked if one.unit.kind is not UnitKind.ROW]
    formed = _formed(question, asked, picked, forms)
    needs = any(form in STRICT for form in forms)
    first = needs and question.kind is not QuestionKind.DECISION  # of a decision the votes, the day stand in other sentences
    support = _support(every, picked[:1] if first else picked)
    starts = {(one.unit.chunk.document_id, one.unit.start) for one in picked}
    rest = [one for one in scored if (one.unit.chunk.document_id, one.unit.start) not in starts][:_REST]
    return Extract(tuple(picked), support, max(sentences, default=0.0), formed, tuple(rest))


def _but_identifiers(question: Question, asked: Sequence[Asked]) -> Sequence[Asked]:
    """Return the words asked for without those of a § or diary number, which say where to look; all where there are no others."""
    numbers = " ".join((*question.paragraphs, *question.diary_numbers)).casefold()
    pieces = set(re.findall(r"[^\W_]+", numbers))
    return [one for one in asked if one.word not in pieces] or asked


def _decision_first(question: Question, scored: list[Picked]) -> list[Picked]:
    """Return the units with the decision on the matter asked about first, where it is nearly as good as the best.

    The matter is the one that the best of them is about, or the one of a diary number that the question names.
    """
    best = scored[0]
    numbers = {normalise_identifier(one) for one in question.diary_numbers}
    own = [one for one in scored if normalise_identifier(one.unit.chunk.diary_number) in numbers]
    if not own and best.unit.kind is UnitKind.DECISION:
        return scored
    of_matter = own or [one for one in scored if one_matter(one.unit.chunk, best.unit.chunk)]
    decided = next((one for one in of_matter if _is_decision(one.unit) and one.score >= _DECIDES * best.score), None)
    return scored if decided is None else [decided, *(one for one in scored if one is not decided)]


def _is_decision(unit: Unit) -> bool:
    return unit.kind is UnitKind.DECISION and unit.chunk.kind is ChunkKind.DECISION


def _formed(question: Question, asked: Sequence[Asked], picked: Sequence[Picked], forms: Sequence[AnswerForm]) -> bool:
    """Tell whether what is picked can be an answer at all: see `Extract.formed`."""
    if question.kind is QuestionKind.DECISION and (question.diary_numbers or question.paragraphs):
        return any(one.unit.chunk.kind in VERDICTS or DECIDES.search(one.unit.text) for one in picked)
    strict = [form for form in forms if form in STRICT and not (form is AnswerForm.DATE and _tells_its_day(question))]
    if not strict or len(strict) < len(forms):
        return True
    told_first = picked if len(strict) > 1 or question.kind is QuestionKind.DECISION else picked[:1]
    return any(holds(form, one.unit, question, asked, counted=False) for form in strict for one in told_first)


def _tells_its_day(question: Question) -> bool:
    """Tell whether a date asked for is told with the answer whatever the unit says: the day of a decision, or of a matter."""
    return question.kind is QuestionKind.DECISION or asks_for_matter(question)


def _support(asked: Sequence[Asked], picked: Sequence[Picked]) -> float:
    return max((coverage(asked, told(one.unit.text).union(beside(one.unit), _named(one.unit))) for one in picked), default=0.0)


def _named(unit: Unit) -> frozenset[str]:
    """Return the tokens of the § and the diary number of a unit's matter: who asks by them has them met by its place."""
    return told(f"{unit.chunk.paragraph} {unit.chunk.diary_number}")


def beside(unit: Unit, *, after: bool = True) -> frozenset[str]:
    """Return the tokens of what stands around a unit: the headings over it, what leads it in, the units before and after.

    Args:
        unit: the sentence, item or row.
        after: with the unit after it, and its paper's title and board; else only what is read before it, and its own words.
    """
    units = units_of(unit.chunk)
    at = next((at for at, one in enumerate(units) if (one.start, one.end) == (unit.start, unit.end)), 0)
    around = [one.text for one in units[max(0, at - 1) : at + (2 if after else 1)] if len(one.text) < LONG_UNIT]
    over = unit.chunk.context if after else " ".join(unit.chunk.path[-2:])
    return told(over).union(told(unit.lead), told(unit.text), *map(told, around))
