"""When to say no, and why: nothing found, outside what is indexed, withheld, or a near miss. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app import wording
from app.extract.choice import Extract, beside
from app.extract.unit_fit import Picked
from app.extract.unit_forms import holds
from app.extract.unit_model import UnitKind
from app.extract.units import one_matter
from app.model import Question, QuestionKind, Reason
from app.numbers.number_words import is_form
from app.question.answer_forms import STRICT, AnswerForm, forms_asked
from app.question.counting import counted_word
from app.question.phrases import is_verb
from app.question.understanding import Coverage, quarters
from ingest.model import ChunkKind
from ingest.tables.measures import MONEY_WORD
from vectorstore.coverage import Asked, meets, told
from vectorstore.coverage import coverage as share_said
from vectorstore.model import Hit
from vectorstore.search import in_place, in_years
from vectorstore.words.compounds import parts
from vectorstore.words.tokens import identifiers, normalise_identifier, stem

_NAMED = re.compile(r"(?<=[^.!?:] )[A-ZÅÄÖ][a-zåäöé]{3,}")  # a name: a capital letter inside a sentence
_A_NAME = 0.9  # rarity of a word with a capital letter that is a name, and not "Budget"
_MET = 0.5
_UNMET = 0.3
_COUNTED = frozenset({AnswerForm.COUNT, AnswerForm.MONEY, AnswerForm.SHARE, AnswerForm.NAME})
_LEAST_THING = 0.3  # rarity of a word for a thing
_LEAST_SAID = 0.15  # of the things asked about, by what has the form that is asked for
_RARE = 0.75  # rarity of a word that says what a question is about
_WHOLLY = 0.9  # met by the word itself, not by a part of it or another word for it
_LEAST_BEGINNING = 6  # letters of a word that a compound begins with
_MEASURED = re.compile(rf"\d\s*%|\bprocent|\d,\d|\d[\d\s\u00a0]*\s?{MONEY_WORD}\b", re.IGNORECASE)
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
_WITHIN = re.compile(r"\b(?:i|inom|på|för|hos|vid) ((?:[^\W\d_][\w-]+ ?){1,2})", re.IGNORECASE)  # what a number is asked within


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
    return holds(form, one.unit, question, asked) and (form is not AnswerForm.NUMBER or _MEASURED.search(one.unit.text) is not None)


def of_another_thing(
    question: Question, asked: Sequence[Asked], extract: Extract, hits: Sequence[Hit], coverage: Coverage
) -> Refusal | None:
    """Return the refusal when a number is asked of something named, and nothing picked tells it of just that; or None.

    "Hur hög var sjukfrånvaron på Solgläntan?" is answered neither by the sick leave of all nor by another number of
    Solgläntan; "Vad kostade inhyrd personal i skolan?" not by what it cost in all.
    """
    if not extract.picked:
        return None
    strict = not STRICT.isdisjoint(forms_asked(question))
    counted = question.kind is not QuestionKind.COMPARISON  # of two sides the one may be called otherwise
    if strict and (_misses_the_rarest(asked, extract, hits, in_rows=counted) or _says_nothing_of_it(question, asked, extract)):
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    if _of_another_quarter(question, extract):
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    if question.kind is not QuestionKind.NUMBER:
        return None
    if _misses_named_thing(question, asked, extract) or _misses_its_scope(question, asked, extract, hits):
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    return None


def _of_another_quarter(question: Question, extract: Extract) -> bool:
    """Tell whether what is picked is told of other quarters than the one asked about."""
    asked = quarters(question.standalone)
    told_of = quarters(" ".join(one.hit.chunk.text for one in extract.picked))
    return bool(asked and told_of) and asked.isdisjoint(told_of)


def _misses_named_thing(question: Question, asked: Sequence[Asked], extract: Extract) -> bool:
    """Tell whether no passage picked names both the thing a number is asked of and what is asked of it."""
    named = {word.casefold() for word in _NAMED.findall(question.standalone)}
    names = [one for one in asked if one.word in named and one.weight >= _A_NAME]
    things = [one for one in asked if one.word not in named and not is_verb(one.word)]
    if not names or not things:
        return False
    thing = max(things, key=lambda one: one.weight)
    passages = [_tokens(one.hit) for one in extract.picked]
    if any(meets(thing, tokens) >= _MET and any(_is_named(name, tokens) for name in names) for tokens in passages):
        return False
    first = extract.picked[0].unit
    own = told(first.text)  # a sentence of just that name, with what is asked for in it, may call the thing otherwise
    says = first.kind is UnitKind.SENTENCE and any(
        holds(form, first, question, asked) for form in forms_asked(question) if form in STRICT
    )
    return not (says and any(_is_named(name, own) for name in names))


def _is_named(name: Asked, tokens: frozenset[str]) -> bool:
    """Tell whether a name stands in a text: itself, or the part that tells it from others of its sort."""
    return meets(name, tokens) >= _WHOLLY or stem(parts(name.word)[0]) in tokens


def _says_nothing_of_it(question: Question, asked: Sequence[Asked], extract: Extract) -> bool:
    """Tell whether what is picked first has the form asked for but not the thing: another sum, a count of something else."""
    if _COUNTED.isdisjoint(forms_asked(question)):
        return False
    near = beside(extract.picked[0].unit, after=False)
    if AnswerForm.NAME in forms_asked(question):  # what has the name may be told of in the sentence after
        near = near.union(*(told(one.unit.text) for one in extract.picked if one.unit.chunk == extract.picked[0].unit.chunk))
    things = [one for one in asked if not is_verb(one.word) and not is_form(one.word) and one.weight > _LEAST_THING]
    if things and share_said(things, near) < _LEAST_SAID:
        return True
    counted = counted_word(question, asked)
    in_a_row = extract.picked[0].unit.kind is UnitKind.ROW  # a sentence may call it otherwise, and be understood
    return in_a_row and counted is not None and counted in things and meets(counted, near) < _UNMET


def _misses_the_rarest(asked: Sequence[Asked], extract: Extract, hits: Sequence[Hit], *, in_rows: bool) -> bool:
    """Tell whether the papers tell of the rarest thing asked about, but what is picked first stands where it is not told of.

    The passages of one § are of one thing: its vote stands apart from the words that say what it is about. A row of a table
    (`in_rows`) says so little by itself that the thing must stand in its passage whatever the others say.
    """
    rarest = max(asked, key=lambda one: one.weight, default=None)
    first = extract.picked[0].hit
    if rarest is None or rarest.weight < _RARE or meets(rarest, _tokens(first)) >= _UNMET or _begun(rarest.word, _tokens(first)):
        return False
    in_a_row = in_rows and extract.picked[0].unit.kind is UnitKind.ROW and rarest.weight >= _A_NAME
    telling = [hit for hit in hits if meets(rarest, _tokens(hit)) >= _WHOLLY]
    return (bool(telling) or in_a_row) and not any(first.chunk.paragraph and one_matter(hit.chunk, first.chunk) for hit in telling)


def _begun(word: str, tokens: frozenset[str]) -> bool:
    """Tell whether a compound that was not taken apart begins with a word told: "delegeringsbeslut" with "delegering"."""
    return len(parts(word)) == 1 and any(
        _LEAST_BEGINNING <= len(token) <= len(word) - 4 and word.startswith(token) for token in tokens
    )


def _misses_its_scope(question: Question, asked: Sequence[Asked], extract: Extract, hits: Sequence[Hit]) -> bool:
    """Tell whether the papers tell of what a number is asked within ("i funktionsstöd"), but what is picked does not."""
    scopes = asked_within(question, asked, _A_NAME)
    here = _tokens(extract.picked[0].hit)
    elsewhere = [_tokens(hit) for hit in hits]
    return any(meets(one, here) < _UNMET and any(meets(one, tokens) >= _MET for tokens in elsewhere) for one in scopes)


def asked_within(question: Question, asked: Sequence[Asked], least: float) -> list[Asked]:
    """Return the words that say within what something is asked ("i funktionsstöd", "på skolan"), as rare as `least` at least."""
    within = {word.casefold() for words in _WITHIN.findall(question.standalone) for word in words.split()}
    return [one for one in asked if one.word in within and one.weight >= least]


def _tokens(hit: Hit) -> frozenset[str]:
    return told(hit.chunk.context) | told(hit.chunk.text)
