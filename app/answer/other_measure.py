"""Answers that tell something else of what is asked: the whole for a part, a sum for the price of one, no name, no share. Pure.

What was picked may name the thing, and still give another measure of it, or none. Each sign refuses several times as many
wrong answers as right ones (docs/evaluation.md), and says what there is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answer.another_thing import asked_within
from app.calculation.dropped import beyond_told
from app.extract.unit_fit import Picked
from app.extract.unit_forms import holds
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import sentence_before
from app.extract.units import ITEM_MARK
from app.model import Question
from app.numbers.number_words import is_form
from app.proceedings.posts import post_asked
from app.question.answer_forms import PERSON, AnswerForm, forms_asked
from app.question.counting import A_SUM, REFERRING, SUM
from app.question.happenings import happening_not_told
from app.question.phrases import leaning
from ingest.tables.measures import MONEY_WORD
from vectorstore.coverage import Asked, meets, told

_SCOPE = 0.5  # rarity of a word that says of what part a number is asked: "i hemtjänsten"
_MET = 0.3
_OF_ALL = re.compile(r"\W*(?:total\w*|summa|samtliga)\b", re.IGNORECASE)
_IN_PERCENT = re.compile(r"\bprocent\b|\bandel", re.IGNORECASE)
#: "Samtliga ser det som en risk" tells no share, nor does "171 uppdrag, varav 5 tillsynsbeslut".
_A_SHARE = re.compile(
    r"%|procent|\d+ av (?:de |totalt )?\d|\bandel|\b(?:hälften|halva)\b|\w{3,}dedel|\bvar (?:annan|tredje|fjärde|femte|tionde)\b"
    rf"|\d\s*{MONEY_WORD}\s+av\s+(?:[^\W\d_]+\s+){{1,6}}?(?:på|om)\s+\d"
    r"|\b(?:alla|ingen|inga)\b|\btotalt\b.*\d.*\bav (?:dessa|dem)\b.*\d",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_RATE = re.compile(r"\bper (?!kommun|nämnd|år\b|månad|den\b)(?P<one>[^\W\d_]{4,})", re.IGNORECASE)
_ONE = 5  # letters of what a price is asked per, by which it is found: "portion", "portioner"
_POINT = re.compile(r"^\W*\d{1,2}\b(?!\s*(?:%|[–-]\s*\d))")  # the number of a row in a list: "4 Ny avgift"
#: "Hur stort var bidraget ...?", "Vad kostade införandet ...?": one thing is asked for its sum.
_OF_ONE_THING = re.compile(
    r"(?:hur (?:stor|hög)[at]? (?:var|är|blev|blir)|vad kosta(?:r|de|t)?) (?!det\b)[^\W\d_]{4,}", re.IGNORECASE
)
_SUM_OF = re.compile(rf"([^\W\d_]{{4,}}) (?:på|om) (?:(?:totalt|sammanlagt|cirka|ca) )?{SUM}", re.IGNORECASE)
_RARE = 0.5  # rarity of a word that says what the money is for
_MET_AS_THING = 0.55
_ENDING = 4  # letters that may follow a word's stem
_OF_A_ROW = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d{2}")  # a number that is no year
_LEANS = re.compile(r"\W*(?:Det|Den|Dett?a|Denna|Dessa|Kostnaden|Summan|Beloppet)\b")
_ALL_COSTS = re.compile(r"\b(?:sammanlagda|totala|samlade|samtliga|alla) [^\W\d_]*(?:kostnader|utgifter)", re.IGNORECASE)
_ONE_COST = re.compile(r"\b(?:engångs|extra|mer)[^\W\d_]*(?:kostnad|utgift)|\bextra (?:kostnad|utgift)", re.IGNORECASE)
_NONE = re.compile(r"\b(?:ing(?:en|a|et|enting)|inte|ej)\b", re.IGNORECASE)
_PERSON = re.compile(PERSON)
_ANY_CHIEF = "chef"  # which chief something is under may be told by the post
_NUMBERS = frozenset({AnswerForm.MONEY, AnswerForm.COUNT, AnswerForm.SHARE, AnswerForm.NUMBER})


def of_another_measure(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where what is picked gives another measure of what is asked, or none; or "".

    Args:
        question: as understood.
        asked: the words that say what is asked.
        picked: what was picked to answer, best first.
    """
    forms = forms_asked(question)
    said = "\n".join(f"{one.unit.lead} {one.unit.text}" for one in picked)
    missing = _nobody(question, picked, forms) or _no_share(question, picked, forms)
    if not missing and not _NUMBERS.isdisjoint(forms):
        missing = _of_the_whole(question, asked, picked[0]) or _not_of_one(question, picked) or _no_number(question, asked, picked)
        missing = missing or _one_cost_of_all(question, picked) or _amounts_of_others(question, asked, picked)
        missing = missing or _no_amount_of_it(question, asked, picked)
    first = picked[0].unit
    if not missing and (happening := happening_not_told(question.standalone, f"{first.lead} {first.text}")):
        return f"det som ligger närmast frågan säger inte {happening}"
    if not missing and forms and (place := beyond_told(question.standalone, said)):
        return f"det som ligger närmast frågan gäller inte {place}"
    return missing


def _nobody(question: Question, picked: Sequence[Picked], forms: Sequence[AnswerForm]) -> str:
    """Return what is missing where the holder of a post is asked for, and no person is named."""
    post = post_asked(question)
    if post in (None, _ANY_CHIEF) or {AnswerForm.WHO, AnswerForm.NAME}.isdisjoint(forms):
        return ""
    if any(_PERSON.search(f"{one.unit.lead} {one.unit.text}") for one in picked):
        return ""
    return "det som ligger närmast frågan anger inget namn"


def _no_share(question: Question, picked: Sequence[Picked], forms: Sequence[AnswerForm]) -> str:
    """Return what is missing where a percentage is asked for, and neither one nor a share in words is told."""
    if tuple(forms) != (AnswerForm.SHARE,) or not _IN_PERCENT.search(question.standalone):
        return ""
    if any(_A_SHARE.search(_with_heading(one.unit)) for one in picked):
        return ""
    return "det som ligger närmast frågan anger ingen andel"


def _with_heading(unit: Unit) -> str:
    """Return a unit's words, a row's with what stands over its table."""
    return f"{unit.chunk.context} {unit.text}" if unit.kind is UnitKind.ROW else unit.text


def _of_the_whole(question: Question, asked: Sequence[Asked], first: Picked) -> str:
    """Return what is missing where a row of a total is told for a part of it: "Total sjukfrånvaro" for "i hemtjänsten"."""
    unit = first.unit
    if unit.kind is not UnitKind.ROW or not _OF_ALL.match(unit.text):
        return ""
    here = told(unit.text) | told(unit.chunk.metadata.body) | told(first.hit.title) | told(" ".join(unit.chunk.path))
    missed = next((one for one in asked_within(question, asked, _SCOPE) if meets(one, here) < _MET), None)
    return f"uppgiften finns som total, inte för {missed.word}" if missed is not None else ""


def _not_of_one(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where an amount per something is asked for, and no passage told from says that word."""
    rate = _ASKS_RATE.search(question.standalone)
    if rate is None:
        return ""
    start = rate["one"].casefold()[:_ONE]
    if any(start in f"{one.hit.chunk.context} {one.hit.chunk.text}".casefold() for one in picked):
        return ""
    return f"det som ligger närmast frågan anger inget per {rate['one'].casefold()}"


def _one_cost_of_all(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where all costs are asked for, and the first sum is of one beside them: "engångskostnaden"."""
    if _ALL_COSTS.search(question.standalone) is None:
        return ""
    first = next((one.unit for one in picked if A_SUM.search(one.unit.text)), None)
    if first is None or first.kind is UnitKind.ROW or _ONE_COST.search(first.text) is None:
        return ""
    return "det som ligger närmast frågan anger en enstaka kostnad, inte de sammanlagda"


def _amounts_of_others(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where each sum told is said to be one of something not asked about: "en garanti på 100 mkr"."""
    if _OF_ONE_THING.match(question.standalone) is None or any(one.unit.kind is UnitKind.ROW for one in picked):
        return ""
    said = "\n".join(one.unit.text for one in picked)
    things = [told(thing) for thing in _SUM_OF.findall(said)]
    if not things or len(things) < len(A_SUM.findall(said)) or any(meets(one, thing) >= _MET for one in asked for thing in things):
        return ""
    return "det som ligger närmast frågan anger bara belopp för annat"


def _no_amount_of_it(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a sum of money is asked for, and each that is told is told of something else.

    Of the rare words of the question, which say what the money is for, a sentence with a sum must say one, or what is told beside
    it; of a compound not just its beginning: "kommuncentrala" is no "centralbadet". That there is no cost may be said without it.
    """
    if set(forms_asked(question)) != {AnswerForm.MONEY}:
        return ""
    boards = " ".join(question.bodies)
    things = [one for one in asked if one.weight >= _RARE and not (is_form(one.word) or leaning(one.word) or one.word in boards)]
    rare = [_without_beginnings(one) for one in things]
    with_sum = [one.unit for one in picked if holds(AnswerForm.MONEY, one.unit, question, asked)]
    of_rows = any(one.unit.kind is UnitKind.ROW and _OF_A_ROW.search(one.unit.text) for one in picked)  # its table says what
    beside = {unit.chunk.start: " ".join(one.unit.text for one in picked if one.unit.chunk == unit.chunk) for unit in with_sum}
    if not rare or of_rows or any(_says_of(unit, beside[unit.chunk.start], rare) for unit in with_sum):
        return ""
    return f"det som ligger närmast frågan anger inget belopp för {max(rare, key=lambda one: one.weight).word}"


def _says_of(unit: Unit, beside: str, things: Sequence[Asked]) -> bool:
    """Tell whether a sentence with a sum says one of some things, itself or with what is told of its passage beside it.

    Of a list each point is by itself: a sum in one is none of what another is about.
    """
    points = [line for line in unit.text.splitlines() if ITEM_MARK.match(line)] if unit.kind is UnitKind.LIST else []
    if len(points) > 1:
        summed = [told(point) for point in points if A_SUM.search(point)]
        return any(meets(one, point) >= _MET_AS_THING for one in things for point in summed)
    before = sentence_before(unit)
    said = told(" ".join((*unit.chunk.path[-1:], unit.lead, unit.text, beside, before.text if before is not None else "")))
    return (_NONE.search(unit.text) or _LEANS.match(unit.text)) is not None or any(
        meets(one, said) >= _MET_AS_THING for one in things
    )


def _without_beginnings(one: Asked) -> Asked:
    """Return a word asked for without the parts that it begins with."""
    word = one.word.casefold()
    tokens = {
        token: value
        for token, value in one.tokens.items()
        if value >= 1 or not word.startswith(token) or len(word) <= len(token) + _ENDING
    }
    return replace(one, tokens=tokens)


def _no_number(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a row told first has no number but its own in a list, days and §§, nor any sentence after it."""
    first = picked[0].unit
    if first.kind is not UnitKind.ROW or re.search(r"\d", _POINT.sub("", REFERRING.sub(" ", first.text))):
        return ""
    forms = _NUMBERS.intersection(forms_asked(question))
    if any(holds(form, one.unit, question, asked) for one in picked[1:] if one.unit.kind is UnitKind.SENTENCE for form in forms):
        return ""
    return "det som ligger närmast frågan anger ingen siffra"
