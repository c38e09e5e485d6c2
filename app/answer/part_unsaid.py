"""A part of what is asked that nothing told says: a sex, either of two sides, a §, a reason, the name of which one. Pure.

Such a part is seldom called otherwise in the papers: where no word for it stands in what is told, that answers something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.calculation.dropped import sex_unsaid
from app.extract.unit_fit import Picked
from app.extract.unit_forms import VERDICTS, holds
from app.extract.unit_model import Unit, UnitKind
from app.model import Question
from app.question.answer_forms import AnswerForm, forms_asked
from app.question.kind import plain
from app.question.phrases import is_verb
from app.question.understanding import asks_which_matter
from ingest.profile import municipalities
from vectorstore.coverage import Asked, meets, told
from vectorstore.words.compounds import parts
from vectorstore.words.tokens import stem

_MET = 0.3
_NAMED = 0.5  # rarity of a word with a capital letter that may be the name of a place
_NUMBERS = frozenset({AnswerForm.MONEY, AnswerForm.COUNT, AnswerForm.SHARE, AnswerForm.NUMBER})
_PREPOSITION = r"(?:(?:till|från|av|i|på|inom|för|hos|de|den|det) )*"
_RESPECTIVELY = re.compile(rf"(?P<one>[^\W\d_]+) (?:respektive|resp\.?) {_PREPOSITION}(?P<other>[^\W\d_]+)", re.IGNORECASE)
_SAYS_MATTER = re.compile(r"§|\b\d{4}[.:/-]\d{2,5}\b")
_JUST = re.compile(r"\b(?:just|specifikt) (?P<one>[^\W\d_]+)", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:i|på|pa|inom|hos|vid) (?P<name>[A-ZÅÄÖ][a-zåäöé]{3,})")
#: Which house or the like: one has a name.
_WHICH = re.compile(
    r"^(?:i |på |hos |för )?vilke[nt] (?:[^\W\d_]+ )?[^\W\d_]*(?:boende|skola|bibliotek|bad|museum)\b", re.IGNORECASE
)
_A_NAME = re.compile(r"(?<=[a-zåäöé,;(”\"]\s)[A-ZÅÄÖ][a-zåäöé]+")


def part_unsaid(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a part of what is asked is not told of at all; or "".

    Args:
        question: as understood.
        asked: the words that say what is asked.
        picked: what was picked to answer, best first.
    """
    return (
        _no_sex(question, picked)
        or _neither_side(question, asked, picked)
        or _no_matter(question, picked)
        or _no_reason(question, asked, picked)
        or _not_just_that(question, asked, picked)
        or _of_another_place(question, asked, picked)
        or _no_name(question, picked)
    )


def _said(unit: Unit) -> str:
    """Return a unit's words with those over it; a row's with its table's, whose columns may say what it is of."""
    return " ".join((*unit.chunk.path[-1:], unit.lead, unit.chunk.text if unit.kind is UnitKind.ROW else unit.text))


def _no_sex(question: Question, picked: Sequence[Picked]) -> str:
    sex = sex_unsaid(question.standalone, " ".join(_said(one.unit) for one in picked))
    return f"det som ligger närmast frågan säger inget om {sex}" if sex else ""


def _neither_side(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a number is asked of two ("från skolan respektive polisen") and neither is told of."""
    sides = _RESPECTIVELY.search(question.standalone)
    if sides is None or _NUMBERS.isdisjoint(forms_asked(question)):
        return ""
    words = [next((one for one in asked if one.word == side.casefold()), None) for side in sides.groups()]
    said = told(" ".join(_said(one.unit) for one in picked))
    if any(one is None or is_verb(one.word) or meets(one, said) >= _MET for one in words):
        return ""
    return f"det som ligger närmast frågan skiljer inte på {sides['one'].casefold()} och {sides['other'].casefold()}"


def _no_matter(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where the § or diary number of a matter is asked for, and nothing picked has or says one."""
    if not asks_which_matter(question):
        return ""
    if any(one.unit.chunk.paragraph or one.unit.chunk.diary_number or _SAYS_MATTER.search(one.unit.text) for one in picked):
        return ""
    return "det som ligger närmast frågan anger varken paragraf eller diarienummer"


def _no_reason(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a reason is asked for, and what is decided is told without one."""
    if AnswerForm.WHY not in forms_asked(question) or any(one.unit.chunk.kind not in VERDICTS for one in picked):
        return ""
    if any(holds(AnswerForm.WHY, one.unit, question, asked) for one in picked):
        return ""
    return "beslutet anger inget skäl"


def _not_just_that(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where "just" points at one thing, and what is told does not name it: not its unit, not its board."""
    just = _JUST.search(question.standalone)
    one = next((one for one in asked if just and one.word == just["one"].casefold() and not is_verb(one.word)), None)
    if one is None or any(_tells_apart(one, told(f"{it.unit.lead} {it.unit.text}")) for it in picked):
        return ""
    return f"det som ligger närmast frågan gäller inte just {one.word}"


def _tells_apart(one: Asked, tokens: frozenset[str]) -> bool:
    """Tell whether a text says more of a compound than its last part: "avdelning" is any, and no "hemtjänstavdelning"."""
    cut = parts(one.word)
    kind = stem(cut[-1]) if len(cut) > 1 else ""
    return any(share >= _MET and token in tokens and token != kind for token, share in one.tokens.items())


def _of_another_place(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a number or a time is asked of a place by name, and no passage told from names it."""
    if not forms_asked(question):
        return ""
    places = {name.casefold(): name for name in _PLACE.findall(question.standalone) if plain(name) not in _MUNICIPALITIES}
    texts = [f"{one.hit.title}\n{one.unit.chunk.context}\n{one.unit.chunk.text}" for one in picked]
    for one in asked:
        if one.word not in places or one.weight < _NAMED:
            continue
        start = plain(one.word).removesuffix("s")[:-1]  # "Bergsjöns": another ending than the papers'
        if not any(start in plain(text) or meets(one, told(text)) >= _MET for text in texts):
            return f"{places[one.word]} nämns inte i det som ligger närmast frågan"
    return ""


def _no_name(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where it is asked which house it is, and no name is told: "Ett särskilt boende har testat ..."."""
    if _WHICH.match(question.standalone) is None or any(one.unit.kind is UnitKind.ROW for one in picked):
        return ""
    asked = question.standalone.casefold()
    names = {name.casefold() for one in picked for name in _A_NAME.findall(f"{one.unit.lead} {one.unit.text}")}
    return "" if any(name not in asked for name in names) else "det som ligger närmast frågan anger inget namn"


_MUNICIPALITIES = frozenset(plain(name) for name in municipalities())
