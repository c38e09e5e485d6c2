"""When to say no, and why: nothing found, outside what is indexed, withheld, or a near miss. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app import wording
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.unit_forms import holds
from app.extract.unit_model import UnitKind
from app.model import Question, Reason
from app.question.answer_forms import STRICT, AnswerForm, forms_asked
from app.question.understanding import Coverage
from ingest.model import ChunkKind
from ingest.tables.measures import MONEY_WORD
from vectorstore.coverage import Asked
from vectorstore.model import Hit
from vectorstore.search import in_place, in_years
from vectorstore.words.tokens import identifiers, normalise_identifier

MEASURED = re.compile(rf"\d\s*%|\bprocent|\d,\d|\d[\d\s\u00a0]*\s?{MONEY_WORD}\b", re.IGNORECASE)
_NEAR = 0.5  # of what is asked: what meets less is not named as the nearest
#: What is said to be missing where nothing found has the form of answer that is asked for.
_MISSING = {
    AnswerForm.MONEY: "inget belopp",
    AnswerForm.SHARE: "ingen andel",
    AnswerForm.SPAN: "ingen tid",
    AnswerForm.CLOCK: "inget klockslag",
    AnswerForm.LENGTH: "inget mått",
    AnswerForm.NAME: "inget namn",
    AnswerForm.DATE: "inget datum",
    AnswerForm.PLACE: "ingen annan kommun",
    AnswerForm.CONTACT: "inte det telefonnummer eller den adress som efterfrågas",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered, and what is said; `of_years` where no passage found is of the years asked about."""

    reason: Reason
    text: str
    of_years: bool = False


def usable(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Return the passages that may answer: of the place asked about, and with an identifier asked for where there are any."""
    wanted = named_identifiers(question)
    kept = []
    for hit in hits:
        if question.municipalities and not in_place(hit.chunk, question.municipalities):
            continue
        if wanted and not _tells(hit, wanted):
            continue
        kept.append(hit)
    return kept


def named_identifiers(question: Question) -> frozenset[str]:
    """Return the §§, diary numbers and key figures a question names, normalised."""
    named = (*question.paragraphs, *question.diary_numbers, *question.key_figures)
    return frozenset(normalise_identifier(one) for one in named)


def _tells(hit: Hit, wanted: frozenset[str]) -> bool:
    chunk = hit.chunk
    told = f"{chunk.context}\n{chunk.text}\n{chunk.paragraph} {chunk.diary_number}"
    return not wanted.isdisjoint([*identifiers(told), normalise_identifier(chunk.diary_number)])


def before_reading(question: Question, hits: Sequence[Hit], coverage: Coverage) -> Refusal | None:
    """Return the refusal that the passages found call for by themselves, or None.

    Args:
        question: what is asked.
        hits: all passages found.
        coverage: what is indexed.
    """
    useful = usable(question, hits)
    if useful:
        hidden = _withheld(question, useful)
        if hidden is not None:
            return Refusal(Reason.WITHHELD, wording.withheld(hidden.chunk.paragraph, hidden.chunk.metadata))
        if (missing := _no_meeting(question, hits)) is not None:
            return Refusal(Reason.OUTSIDE_COVERAGE, wording.outside(missing, coverage))
        if question.years and not any(in_years(hit.chunk, question.years) for hit in useful):
            return Refusal(Reason.OUTSIDE_COVERAGE, _other_years(question, coverage), of_years=True)
        return None
    if not hits:
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    return _outside(question, hits, coverage)


def _no_meeting(question: Question, hits: Sequence[Hit]) -> str | None:
    """Return what is missing where a board's meeting of a day is asked about and no passage found is of it or names the day."""
    days = frozenset(day.isoformat() for day in question.dates)
    if not days or not question.bodies:
        return None
    if any(_tells(hit, days) or hit.chunk.metadata.day in question.dates for hit in hits):
        return None
    return f"inget inläst protokoll är från {question.bodies[0]} {question.dates[0].isoformat()}"


def _other_years(question: Question, coverage: Coverage) -> str:
    span = ", ".join(str(year) for year in question.years)
    return wording.outside(f"handlingarna säger inget om detta för {span}", coverage)


def _withheld(question: Question, useful: Sequence[Hit]) -> Hit | None:
    """Return the withheld passage of the § or matter asked about, where none of its passages can be read; or None."""
    wanted = named_identifiers(question)
    own = [
        hit for hit in useful if wanted & {normalise_identifier(hit.chunk.paragraph), normalise_identifier(hit.chunk.diary_number)}
    ]
    hidden = [hit for hit in own if hit.chunk.kind is ChunkKind.WITHHELD]
    return hidden[0] if hidden and len(hidden) == len(own) else None


def _outside(question: Question, hits: Sequence[Hit], coverage: Coverage) -> Refusal:
    """Return the refusal for a question about a place or a matter that nothing here is about."""
    wanted = named_identifiers(question)
    elsewhere = next((hit for hit in hits if wanted and _tells(hit, wanted)), None)
    named = [*question.key_figures, *question.diary_numbers, *question.paragraphs]
    places = [place for place in question.municipalities if place not in coverage.municipalities]
    if elsewhere is not None and question.municipalities:
        whose = elsewhere.chunk.metadata.municipality or "en annan kommun"
        missing = f"{named[0]} finns för {whose} men inte för {question.municipalities[0]}"
    elif places:
        missing = f"inga handlingar från {places[0]} är inlästa"
    elif named:
        missing = f"{named[0]} finns inte i de inlästa handlingarna"
    else:
        missing = f"inget i handlingarna från {question.municipalities[0]} svarar på frågan"
    return Refusal(Reason.OUTSIDE_COVERAGE, wording.outside(missing, coverage))


def after_reading(question: Question, extract: Extract, coverage: Coverage, least_support: float) -> Refusal | None:
    """Return the refusal when too little of what is asked stands in the evidence, or it is withheld; or None."""
    if not extract.picked or extract.support < least_support:
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    if not extract.formed:
        missing = _without_form(question, extract)
        return Refusal(Reason.NO_EVIDENCE, wording.outside(missing, coverage) if missing else wording.not_found(coverage))
    if question.years and not any(in_years(one.unit.chunk, question.years) for one in extract.picked):
        return Refusal(Reason.OUTSIDE_COVERAGE, _other_years(question, coverage))
    best = extract.picked[0].unit.chunk
    if best.kind is ChunkKind.WITHHELD:
        return Refusal(Reason.WITHHELD, wording.withheld(best.paragraph, best.metadata))
    return None


def _without_form(question: Question, extract: Extract) -> str:
    """Return what the nearest does not tell, with where it stands; "" where it meets too little of what is asked to be named."""
    missing = next((_MISSING[form] for form in forms_asked(question) if form in _MISSING), "")
    if not missing or extract.support < _NEAR:
        return ""
    first = extract.picked[0]
    where = ", ".join(part for part in (first.hit.title, first.unit.chunk.paragraph) if part)
    return f"det som ligger närmast frågan ({where}) anger {missing}"


def still_answers(question: Question, asked: Sequence[Asked], left: Extract, first: Sequence[Picked]) -> bool:
    """Tell whether what is left of what was picked answers, where the best of it (`first`) was a row of another time or thing.

    Sentences beside it were told for their words alone: they answer only where they tell a quantity of what is asked.
    """
    if not left.picked:
        return False
    needed = [form for form in forms_asked(question) if form in STRICT]
    if not needed or left.picked[0] in first or any(one.unit.kind is UnitKind.ROW for one in left.picked):
        return True
    return any(_tells_quantity(form, one, question, asked) for form in needed for one in left.picked)


def _tells_quantity(form: AnswerForm, one: Picked, question: Question, asked: Sequence[Asked]) -> bool:
    """Tell whether a unit has a form of answer, where a number must be one of something measured: no age, no count of others."""
    return holds(form, one.unit, question, asked) and (form is not AnswerForm.NUMBER or MEASURED.search(one.unit.text) is not None)
