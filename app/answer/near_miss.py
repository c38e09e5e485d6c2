"""Answers that miss what is asked by a little: of another board, day, year or thing, or without the act. Pure.

What was picked shares words with the question; these signs say that it is still not what is asked. Each refuses several times
as many wrong answers as right ones (docs/evaluation.md), and says what is missing, and what there is, where that is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app import wording
from app.answer.bearing import bearing
from app.answer.other_group import of_another_group
from app.answer.other_measure import of_another_measure
from app.answer.other_time import of_another_time
from app.answer.part_unsaid import part_unsaid
from app.answer.refusal import Refusal
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.unit_model import UnitKind
from app.model import Question, QuestionKind, Reason
from app.numbers.by_sign import sign_asked
from app.question.kind import plain
from app.question.understanding import Coverage
from ingest.papers.dates import days_named
from ingest.profile import load, municipalities
from vectorstore.coverage import Asked, begun, meets, told
from vectorstore.model import Hit
from vectorstore.words.tokens import stem

_FAR = 0.72  # times the best passage's score: what is picked in one found this much worse was picked for its form alone
_A_NAME = 0.9  # rarity of a word with a capital letter that is a name, and not "Budget"
_MET = 0.3
_ROOT = 6  # letters of a word that another is made from: "motionärerna" of "motion"
_NAME = re.compile(r"(?<=[^.!?:-] )[A-ZÅÄÖ][a-zåäöé]{3,}")  # a capital letter inside a sentence
_ASKS_DECIDED = re.compile(r"^(?:vad|hur|vilket beslut) (?:beslutade|bestamde|tog|fattade)\b")
_DECIDED = r"(?:besluta(?:de|t|r)\b|beslut\b|godkan|faststall|antog|antagit|avslog|bifoll)"
_BOARD_END = re.compile(r"(?:nämnden|styrelsen)$")
_MOVED_TO = re.compile(
    r"\b(?:sammanträde|möte)\w*\s+(?:den\s+)?(?:\d{1,2}\s+[^\W\d_]+(?:\s+\d{4})?|\d{4}-\d\d-\d\d)", re.IGNORECASE
)  # the day a matter is put off to is not the day it was decided
_WHO = r"^(?:vem (?:\w+ ){0,4}|vilka (?:har |var |blev )?|vilka (?:\w+ ){0,2}(?:ledamöter|ersättare|partier|politiker)\b.*)\b"
#: What somebody did, as the question asks who, and as the papers must tell it; with what is then missing.
_ACTS = tuple(
    (re.compile(rf"{_WHO}{asks}", re.IGNORECASE), re.compile(tells, re.IGNORECASE), missing)
    for asks, tells, missing in (
        (r"reserverade sig", r"\breserver", "vem som reserverade sig"),
        (r"(?:undertecknat|skr(?:ev|ivit) under)", r"\bundertecknat|\bskr(?:ev|ivit) under", "vem som har undertecknat"),
        (r"överklaga(?:de|t)", r"\böverklaga", "vem som har överklagat"),
        (r"jävig", r"\bjäv", "vem som var jävig"),
        (r"justera(?:de|t)", r"\bjustera", "vem som justerade"),
        (r"(?:(?:la|lade|lagt) ner|avstod)", r"\bavst(?:od|å)|\bner\b|\bnedlagd", "vem som avstod"),
        (r"röstade (?:nej|emot|mot)", r"\bnej\b|\bemot\b", "vem som röstade nej"),
    )
)
_ASKS_OPINION = re.compile(r"vad (?:tyck(?:er|te)|anser|ansåg|sa(?:de)?|svarade|invände) ([^\W\d_]{4,})\b", re.IGNORECASE)
#: What tells of a surplus or a deficit, of those who are asked for by it.
_SIGNED = re.compile(
    r"underskott|överskott|\b(?:minus|plus|back)\b|förlust|vinst|negativ|positiv|avvik|än budget|överskrid|överdrag",
    re.IGNORECASE,
)
#: Words of opposite meaning: what is said of the one answers nothing about the other.
_OPPOSITES = (
    ("bra", "dålig dåligt dåliga"),
    ("nöjd nöjda", "missnöjd missnöjda"),
    ("positiv positivt positiva", "negativ negativt negativa"),
    ("lätt lätta", "svår svårt svåra"),
    ("bäst bästa", "sämst sämsta"),
)
_OPPOSED = tuple(
    (frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for pair in _OPPOSITES
    for one, other in (pair, pair[::-1])
)


def near_miss(question: Question, asked: Sequence[Asked], extract: Extract, hits: Sequence[Hit], known: Coverage) -> Refusal | None:
    """Return the refusal where what is picked is near what is asked, but not it; or None.

    Args:
        question: as understood.
        asked: the words that say what is asked.
        extract: what was picked.
        hits: the passages it was picked from.
        known: what is indexed.
    """
    if not extract.picked:
        return None
    elsewhere = _of_another_day(question, extract.picked) or _of_another_board(question, extract.picked)
    told_of_it = bearing(question, asked, extract.picked)
    elsewhere = elsewhere or of_another_time(question, told_of_it)
    if elsewhere:
        return Refusal(Reason.OUTSIDE_COVERAGE, wording.outside(elsewhere, known))
    missing = _unnamed(question, asked, extract.picked, hits) or _act_not_told(question, extract.picked)
    missing = (
        missing
        or _speaker_not_told(question, asked, extract.picked)
        or _opposite(question, extract.picked)
        or of_another_measure(question, asked, told_of_it)
        or part_unsaid(question, asked, extract.picked)
        or of_another_group(question, asked, extract.picked)
    )
    if missing:
        return Refusal(Reason.NO_EVIDENCE, wording.outside(missing, known))
    if _far_down(question, extract.picked, hits):
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(known))
    return None


def no_such_board(question: Question, hits: Sequence[Hit], known: Coverage) -> Refusal | None:
    """Return the refusal where a municipality's board is asked about and no passage of it is of that board or names it; or None.

    Args:
        question: as understood.
        hits: the passages that may answer.
        known: what is indexed.
    """
    place = next(iter(question.municipalities or (known.municipalities if len(known.municipalities) == 1 else ())), "")
    if not place or not hits:
        return None
    named = question.bodies or _usual_boards(question)
    if not named or any(_names_board(board, hit) for board in named for hit in hits):
        return None
    missing = f"inget i handlingarna från {place} är från {named[0]} eller nämner den"
    return Refusal(Reason.OUTSIDE_COVERAGE, wording.outside(missing, known))


def _usual_boards(question: Question) -> tuple[str, ...]:
    """Return the boards that many municipalities have and a question names, the longest name first."""
    asked = plain(question.standalone)
    named = {board for board in load().boards.values() if re.search(rf"(?<!och )\b{re.escape(plain(board))}", asked)}
    return tuple(sorted(named, key=len, reverse=True))


def _of_another_day(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where a decision or a board's meeting of a day is asked about and another day's is picked."""
    first = picked[0].unit
    day = first.chunk.metadata.day
    if not question.dates or not (question.kind is QuestionKind.DECISION or question.bodies):
        return ""
    if day is None or day in question.dates:
        return ""
    if set(days_named(_MOVED_TO.sub(" ", f"{first.chunk.context}\n{first.text}"))) & set(question.dates):
        return ""  # the day is of what is decided about
    whose = first.chunk.metadata.body or "handlingen"
    where = f", {first.chunk.paragraph}" if first.chunk.paragraph else ""
    return f"inget om detta är inläst från {question.dates[0].isoformat()}; det närmaste är {whose} {day.isoformat()}{where}"


def _of_another_board(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where nothing picked is of a board asked about, or names it."""
    others = {one.unit.chunk.metadata.body for one in picked}
    named = question.bodies or _usual_boards(question)
    if not named or "" in others:
        return ""
    asks_decided = _ASKS_DECIDED.search(plain(question.standalone)) is not None and others.isdisjoint(named)
    if asks_decided and not any(_tells_decision(board, one.hit) for board in named for one in picked):
        return f"det närmaste gäller {picked[0].unit.chunk.metadata.body}, inte vad {named[0]} beslutade"
    asks_opinion = _ASKS_OPINION.match(question.standalone) is not None  # a board that has none may be called by another name
    of_them = question.bodies or (named if asks_opinion else ())
    if not of_them or any(_names_board(board, one.hit) for board in of_them for one in picked):
        return ""
    return f"det närmaste gäller {picked[0].unit.chunk.metadata.body}, inte {of_them[0]}"


def _tells_decision(board: str, hit: Hit) -> bool:
    """Tell whether another board's passage says that a board decided something: in one sentence with its name."""
    return re.search(rf"{re.escape(plain(board))}[^.]{{0,80}}{_DECIDED}", plain(hit.chunk.text)) is not None


def _names_board(board: str, hit: Hit) -> bool:
    """Tell whether a passage is of a board or names it, its office, or a committee of it."""
    chunk = hit.chunk
    said = plain(f"{chunk.context}\n{chunk.text}\n{chunk.metadata.body}\n{hit.title}")
    name = plain(board)
    office = f"{_BOARD_END.sub('', board)}förvaltning" if _BOARD_END.search(board) else board
    return name.removesuffix("n") in said or plain(office) in said


def _unnamed(question: Question, asked: Sequence[Asked], picked: Sequence[Picked], hits: Sequence[Hit]) -> str:
    """Return what is missing where a name in the question stands in no passage found of the documents picked from."""
    named = {name.casefold(): name for name in _NAME.findall(question.standalone)}
    documents = {one.unit.chunk.document_id for one in picked}
    there = [hit for hit in (*hits, *(one.hit for one in picked)) if hit.chunk.document_id in documents]
    said = [plain(f"{hit.chunk.context}\n{hit.chunk.text}\n{hit.title}") for hit in there]
    tokens = [told(f"{hit.chunk.context}\n{hit.chunk.text}") for hit in there]
    for one in asked:
        if one.word not in named or one.weight < _A_NAME or _begins_with_a_place(one.word):
            continue
        start = plain(one.word).removesuffix("s")[:-1]  # "Fogelklous", "Göteborgsregionens": another ending than the papers'
        met = any(begun(one.word, words) or meets(one, words) >= _MET for words in tokens)
        if not met and not any(start in text for text in said):
            return f"{named[one.word]} nämns inte i det som ligger närmast frågan"
    return ""


def _begins_with_a_place(word: str) -> bool:
    """Tell whether a name is a municipality's and something of it ("Lingonbyrevisorerna"): whose a paper is, it seldom says."""
    return any(word.startswith(place.casefold()) and word.removesuffix("s") != place.casefold() for place in municipalities())


def _act_not_told(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where somebody who did something is asked for, and what is picked does not tell of that act."""
    said = "\n".join(f"{one.unit.lead} {one.unit.text}" for one in picked)
    if sign_asked(question.standalone) is not None and not _SIGNED.search(said):
        return "det som ligger närmast frågan säger inte vilka som hade överskott eller underskott"
    for asks, tells, missing in _ACTS:
        if asks.search(question.standalone) and not tells.search(said):
            return f"det som ligger närmast frågan säger inte {missing}"
    return ""


def _speaker_not_told(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where somebody's opinion is asked for and no passage picked from names who has it."""
    who = _ASKS_OPINION.match(question.standalone)
    speaker = next((one for one in asked if who and one.word == who[1].casefold() and one.weight >= _A_NAME), None)
    if speaker is None:
        return ""
    for one in picked:
        said = told(f"{one.hit.title}\n{one.hit.chunk.context}\n{one.hit.chunk.text}")
        if meets(speaker, said) >= _MET or any(len(token) >= _ROOT and speaker.word.startswith(token) for token in said):
            return ""
    return f"{speaker.word} nämns inte i det som ligger närmast frågan"


def _opposite(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where what is picked speaks of the opposite of what is asked ("dåligt", "bra")."""
    typed = _stems(question.standalone)
    said = _stems(" ".join(one.unit.text for one in picked if one.unit.kind is not UnitKind.ROW))
    for one, other in _OPPOSED:
        if typed & one and not typed & other and said & other and not said & one:
            return "det närmaste säger det motsatta av det som efterfrågas"
    return ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[^\W\d_]+", text.casefold()))


def _far_down(question: Question, picked: Sequence[Picked], hits: Sequence[Hit]) -> bool:
    """Tell whether all that is picked stands in passages found far worse than the best; a list says little of its matter."""
    best = max((hit.score for hit in hits), default=0.0)
    return question.kind is not QuestionKind.LIST and all(one.hit.score < _FAR * best for one in picked)
