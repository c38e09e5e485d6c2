"""A part of what is asked that nothing told says: a sex, either of two sides, a §, a reason, the name of which one. Pure.

Such a part is seldom called otherwise in the papers: where no word for it stands in what is told, that answers something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer.another_thing import asked_within, tells_apart
from app.answer.bearing import unmeasured
from app.calculation.dropped import sex_unsaid
from app.extract.unit_fit import Picked
from app.extract.unit_forms import VERDICTS, holds, tells_how_many
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import said_before
from app.model import Question, QuestionKind
from app.numbers.number_words import is_form, wanted
from app.question.answer_forms import AnswerForm, asks_how_many, forms_asked
from app.question.counting import counted_word
from app.question.kind import plain
from app.question.meanings import explains, term_asked
from app.question.phrases import PAST, is_verb
from app.question.understanding import asks_which_matter
from ingest.profile import municipalities
from ingest.tables.periods import MONTH_NAMES
from vectorstore.coverage import Asked, begun, meets, told
from vectorstore.words.compounds import frequency

_MET = 0.3
_OFTEN_DONE = 0.65  # rarity of a word for what is done so often as is asked
_CLAUSE = re.compile(r"(?<=\w) (?:när|om|sedan|medan|som|efter att)\b", re.IGNORECASE)  # what follows says when, or of whom
_A_WORD = 1e-7  # frequency under which what is typed without å, ä and ö is no word
_A_PLACE = 0.5  # rarity of a word with a capital letter that is a name after "på"
_NAMED = 0.9  # … and anywhere
_NUMBERS = frozenset({AnswerForm.MONEY, AnswerForm.COUNT, AnswerForm.SHARE, AnswerForm.NUMBER})
_PREPOSITION = r"(?:(?:till|från|av|i|på|inom|för|hos|de|den|det) )*"
_RESPECTIVELY = re.compile(rf"(?P<one>[^\W\d_]+) (?:respektive|resp\.?) {_PREPOSITION}(?P<other>[^\W\d_]+)", re.IGNORECASE)
_SAYS_MATTER = re.compile(r"§|\b\d{4}[.:/-]\d{2,5}\b")
_JUST = re.compile(r"\b(?:just|specifikt) (?P<one>[^\W\d_]+)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[^.!?:-] )[A-ZÅÄÖ][a-zåäöé]{3,}")
_PLACE = re.compile(r"\b(?:i|på|pa|inom|hos|vid) (?P<name>[A-ZÅÄÖ][a-zåäöé]{3,})")
#: Which house or the like: one has a name.
_WHICH = re.compile(
    r"^(?:i |på |hos |för )?vilke[nt] (?:[^\W\d_]+ )?[^\W\d_]*(?:boende|skola|bibliotek|bad|museum)\b", re.IGNORECASE
)
_DONE = re.compile(r"^(?!.*\b(?:ska|skall|bör|måste|senast|sista)\b).*\b[^\W\d_]{2,}(?:ades?|ddes?|tes?|des)\b", re.IGNORECASE)
_AT_LAST = re.compile(r"\b(?:senast|före|innan|till och med|t\.o\.m\.)\b[^.]{0,25}$", re.IGNORECASE)
_DAY = re.compile(rf"\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}} (?:{MONTH_NAMES})\b", re.IGNORECASE)
_SAYS_TIME = re.compile(
    rf"\d|\b(?:{MONTH_NAMES}|när|då|efter|före|innan|tills?|under|vid|samband|direkt|genast|omgående|snarast|löpande|nästa|varje|redan"
    r"|senast|inom|åre?t?|årlig\w*|\w*(?:månad|veck|dag|kvartal|termin|vår|höst|sommar|vinter|halvår)\w*)\b",
    re.IGNORECASE,
)
_ASKS_ANSWER = re.compile(r"\bvad (?:svarade|svarar|blev svaret)\b|\bvilket svar\b|\bhur (?:svarade|löd svaret)\b", re.IGNORECASE)
_A_QUESTION = re.compile(r"\?(?:\s|$)|\bställer en fråga\b|\bvill (?:jag|vi) (?:därför )?fråga\b", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:be)?svar(?:ar|ade|at|as|ades|et)?\b", re.IGNORECASE)
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
        or _not_counted(question, asked, picked)
        or unmeasured(question, asked, picked)
        or _no_reason(question, asked, picked)
        or _not_just_that(question, asked, picked)
        or _of_another_place(question, asked, picked)
        or _no_name(question, picked)
        or _not_so_often(question, asked, picked)
        or _no_meaning(question, picked)
        or _no_time(question, picked)
        or _only_a_deadline(question, picked)
        or _only_the_question(question, picked)
    )


def _only_the_question(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where somebody's answer to a question is asked for, and only that question is told."""
    if _ASKS_ANSWER.search(question.standalone) is None:
        return ""
    said = " ".join(one.unit.text for one in picked)
    return "det som ligger närmast frågan är frågan, inte svaret" if _A_QUESTION.search(said) and not _ANSWERS.search(said) else ""


def _said(unit: Unit) -> str:
    """Return a unit's words with those over it; a row's with its table's, whose columns may say what it is of."""
    return " ".join((*unit.chunk.path[-1:], unit.lead, unit.chunk.text if unit.kind is UnitKind.ROW else unit.text))


def _no_sex(question: Question, picked: Sequence[Picked]) -> str:
    sex = sex_unsaid(question.standalone, " ".join(_said(one.unit) for one in picked))
    return f"det som ligger närmast frågan säger inget om {sex}" if sex else ""


def _neither_side(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a number is asked of two ("från skolan respektive polisen") and neither is told of."""
    sides = _RESPECTIVELY.search(question.standalone)
    if sides is None or _NUMBERS.isdisjoint(forms_asked(question)) or wanted(question).extremes:
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


def _not_counted(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where it is asked how many there are of something, and each number told is of something else."""
    word = counted_word(question, asked) if AnswerForm.COUNT in forms_asked(question) and asks_how_many(question) else None
    if word is None or is_verb(word.word) or PAST.fullmatch(word.word) or any(tells_how_many(word, one.unit) for one in picked):
        return ""
    if question.standalone.isascii() and frequency(word.word) < _A_WORD:
        return ""  # "batar": typed without its marks, it is no word
    return f"det som ligger närmast frågan anger inte hur många {word.word} det är"


def _no_reason(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a reason is asked for, and what is decided is told without one."""
    if question.kind is not QuestionKind.WHY or any(one.unit.chunk.kind not in VERDICTS for one in picked):
        return ""
    if any(holds(AnswerForm.WHY, one.unit, question, asked) for one in picked):
        return ""
    return "beslutet anger inget skäl"


def _not_just_that(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where "just" points at one thing, and what is told does not name it: not its unit, not its board."""
    just = _JUST.search(question.standalone)
    one = next((one for one in asked if just and one.word == just["one"].casefold() and not is_verb(one.word)), None)
    if one is None or any(tells_apart(one, told(f"{it.unit.lead} {it.unit.text}")) for it in picked):
        return ""
    return f"det som ligger närmast frågan gäller inte just {one.word}"


def _of_another_place(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a number or a time is asked of something by name, and no passage told from names it."""
    if not forms_asked(question):
        return ""
    named = {name.casefold(): name for name in _NAME.findall(question.standalone) if plain(name) not in _MUNICIPALITIES}
    places = {name.casefold() for name in _PLACE.findall(question.standalone)}
    texts = [f"{one.hit.title}\n{one.unit.chunk.context}\n{one.unit.chunk.text}" for one in picked]
    for one in asked:
        if one.word not in named or one.weight < (_A_PLACE if one.word in places else _NAMED):
            continue
        start = plain(one.word).removesuffix("s")[:-1]  # "Bergsjöns": another ending than the papers'
        if not any(start in plain(text) or begun(one.word, told(text)) or meets(one, told(text)) >= _MET for text in texts):
            return f"{named[one.word]} nämns inte i det som ligger närmast frågan"
    return ""


def _no_name(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where it is asked which house it is, and no name is told: "Ett särskilt boende har testat ..."."""
    if _WHICH.match(question.standalone) is None or any(one.unit.kind is UnitKind.ROW for one in picked):
        return ""
    asked = question.standalone.casefold()
    names = {name.casefold() for one in picked for name in _A_NAME.findall(f"{one.unit.lead} {one.unit.text}")}
    return "" if any(name not in asked for name in names) else "det som ligger närmast frågan anger inget namn"


def _not_so_often(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where it is asked how often something is done, and what is told so often is something else.

    "Det är skäligt att tvätta varannan vecka" is no answer for "duscha".
    """
    if AnswerForm.OFTEN not in forms_asked(question):
        return ""
    main = told(_CLAUSE.split(question.standalone, maxsplit=1)[0])
    within = {one.word for one in asked_within(question, asked, 0.0)}
    units = [one.unit for one in picked]
    said = told(" ".join((*map(_said, units), *said_before(units))))
    things = [one for one in asked if one.weight >= _OFTEN_DONE and one.word not in within]
    things = [one for one in things if not is_verb(one.word) and not is_form(one.word) and meets(one, main) == 1]
    whose = told(" ".join(f"{one.hit.title} {one.unit.chunk.metadata.body}" for one in picked))
    missed = next((one.word for one in things if meets(one, said | whose) < _MET), "")
    return f"{missed} nämns inte i det som ligger närmast frågan" if missed else ""


def _no_meaning(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where it is asked what an abbreviation stands for, and nothing told explains it."""
    term = term_asked(question.standalone)
    if not term or any(explains(term, f"{one.unit.lead} {one.unit.text}") for one in picked):
        return ""
    return f"det som ligger närmast frågan förklarar inte {term}"


def _no_time(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where it is asked when, and no word of what is told says any time; a decision has its day."""
    if forms_asked(question) != (AnswerForm.DAY,) or any(one.unit.chunk.kind in VERDICTS for one in picked):
        return ""
    if any(_SAYS_TIME.search(f"{one.unit.lead} {one.unit.text}") for one in picked):
        return ""
    return "det som ligger närmast frågan anger ingen tid"


def _only_a_deadline(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where the day of something done is asked for, and each day told is the last one to do something."""
    if forms_asked(question) not in ((AnswerForm.DATE,), (AnswerForm.DAY,)) or not _DONE.search(question.standalone):
        return ""
    texts = [one.unit.text for one in picked]
    days = [_AT_LAST.search(text[: day.start()]) is not None for text in texts for day in _DAY.finditer(text)]
    return "det som ligger närmast frågan anger bara när något senast ska göras" if days and all(days) else ""


_MUNICIPALITIES = frozenset(plain(name) for name in municipalities())
