"""What is picked that bears on the measure asked for: a sentence on hours does not, where sick leave is asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_fit import Picked
from app.extract.unit_model import UnitKind
from app.extract.unit_signs import sentence_before
from app.model import Question
from app.numbers.number_words import is_form
from vectorstore.coverage import Asked, meets, told

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
    found = next(filter(None, (pattern.search(question.standalone) for pattern in _MEASURES)), None)
    named = found["noun"].casefold() if found is not None else ""
    measure = next((one for one in asked if one.word == named and one.weight >= _LEAST and not is_form(one.word)), None)
    if measure is None:
        return picked
    return [one for one in picked if meets(measure, _read(one)) >= _MET] or picked


def _read(one: Picked) -> frozenset[str]:
    """Return the tokens of a unit with what it is read with: the sentence before, over a row its heading."""
    unit = one.unit
    before = sentence_before(unit)
    over = unit.chunk.path[-1:] if unit.kind is UnitKind.ROW else ()
    return told(" ".join((unit.lead, unit.text, *over, before.text if before is not None else "")))
