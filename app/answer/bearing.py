"""What is picked that bears on the measure asked for: a sentence on hours does not, where sick leave is asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_fit import Picked
from app.extract.unit_model import UnitKind
from app.extract.unit_signs import sentence_before
from app.model import Question
from app.numbers.number_words import Measure, is_form, wanted
from app.question.answer_forms import AnswerForm, forms_asked
from vectorstore.coverage import Asked, meets, told

_NUMBERS = frozenset({AnswerForm.MONEY, AnswerForm.SHARE, AnswerForm.NUMBER, AnswerForm.SPAN, AnswerForm.LENGTH})
_ANY_AMOUNT = frozenset("taket potten gränsen golvet maxbeloppet".split())  # noqa: SIM905 - everyday words for any amount
_ASKS_GOAL = re.compile(r"^(?:vilket|vad|vilken|hur hög\w*)\b.*\bmål(?:et|värde\w*|nivå\w*|sättning\w*)?\b", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:\w+)?mål(?!tid|are|ning|grupp)", re.IGNORECASE)
_LEAST = 0.5  # rarity of a word that says which measure it is
_MET = 0.3
_ARTICLES = r"(?:(?:den|det|de|nya|totala|genomsnittliga|sammanlagda) )*"
_NOUN = r"(?P<noun>[^\W\d_][\w-]{2,})"
#: "Vad blev sjukfrånvaron ...?", "Hur hög sjukfrånvaro hade ...?", "Vilket index fick ...?": the measure that is asked for.
_MEASURES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^hur (?:hög|stor|lång|låg)[ta]? (?:var|är|blev|låg|ligger|blir) {_ARTICLES}{_NOUN}",
        rf"^hur (?:hög|stor|lång|låg)[ta]? (?!andel|del\b){_NOUN} (?:hade|har|fick|var|är)\b",
        rf"^hur många procent (?:var|är|låg|blev) {_ARTICLES}{_NOUN}",
        rf"^vad (?:var|är|blev|blir) {_ARTICLES}{_NOUN}",
        rf"^vad (?:låg|ligger|landade|hamnade|uppgick) {_ARTICLES}{_NOUN}",
        rf"^vad (?:kommer|skulle|ska) {_ARTICLES}{_NOUN} (?:att )?bli\b",
        rf"^vilke[nt] {_NOUN} (?:fick|hade|har|får|nådde|låg)\b",
    )
)


def bearing(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> Sequence[Picked]:
    """Return those picked that say the measure asked for, by their own words or the sentence before; all where none does.

    Args:
        question: as understood.
        asked: the words that say what is asked.
        picked: what was picked to answer, best first.
    """
    measure = _measure_of(question, asked)
    if measure is None:
        return picked
    return [one for one in picked if meets(measure, _read(one)) >= _MET] or picked


def unmeasured(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a number of a measure is asked for and nothing picked, nor its table, says that; or ""."""
    if wanted(question).measures == (Measure.GOAL,) and _ASKS_GOAL.search(question.standalone) and not any(map(_says_goal, picked)):
        return "det som ligger närmast frågan anger inget mål"
    measure = None if _NUMBERS.isdisjoint(forms_asked(question)) else _measure_of(question, asked)
    if measure is None or any(meets(measure, _read(one) | _over(one)) >= _MET for one in picked):
        return ""
    return f"det som ligger närmast frågan anger inte {measure.word}"


def _says_goal(one: Picked) -> bool:
    """Tell whether a unit says that it is of a goal: by its words, or a row by its table."""
    over = one.unit.chunk.text if one.unit.kind is UnitKind.ROW else ""
    return _GOAL.search(" ".join((one.unit.lead, one.unit.text, *one.unit.chunk.path, over))) is not None


def _measure_of(question: Question, asked: Sequence[Asked]) -> Asked | None:
    """Return the word for the measure that a question asks for, or None where it asks for none by a word that tells it."""
    found = next(filter(None, (pattern.search(question.standalone) for pattern in _MEASURES)), None)
    named = found["noun"].casefold() if found is not None else ""
    return next(
        (one for one in asked if one.word == named and one.weight >= _LEAST and not is_form(one.word) and named not in _ANY_AMOUNT),
        None,
    )


def _over(one: Picked) -> frozenset[str]:
    """Return the tokens of what stands over a row: the headings and its table.

    A sentence under a heading may tell of something else.
    """
    unit = one.unit
    return told(" ".join((*unit.chunk.path, one.hit.title, unit.chunk.text))) if unit.kind is UnitKind.ROW else frozenset()


def _read(one: Picked) -> frozenset[str]:
    """Return the tokens of a unit with what it is read with: the sentence before, over a row its heading."""
    unit = one.unit
    before = sentence_before(unit)
    over = unit.chunk.path[-1:] if unit.kind is UnitKind.ROW else ()
    return told(" ".join((unit.lead, unit.text, *over, before.text if before is not None else "")))
