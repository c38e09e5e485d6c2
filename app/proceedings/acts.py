"""What a question asks of how a matter was handled: who reserved themselves, how somebody voted, who moved what. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.model import Question, QuestionKind
from app.question.kind import folded, plain
from ingest.profile import load, municipalities


class Act(StrEnum):
    """What is done when a matter is handled, as a § of minutes tells of it; the value says that it does not."""

    RESERVED = "säger inte att någon reserverade sig"
    DISQUALIFIED = "säger inte att någon var jävig"
    NO_PART = "säger inte att någon avstod från att delta i beslutet"
    ABSTAINED = "säger inte att någon avstod från att rösta"
    VOTED = "säger inget om någon omröstning"
    ADJUSTED = "säger inte vem som justerade protokollet"
    MOVED = "säger inte att detta yrkades"
    VIEW = "säger inget om vad som yrkades eller antecknades"

    @property
    def heading(self) -> str:
        """What a statement of it is told under."""
        return _HEADINGS[self.value]


_HEADINGS = {
    Act.RESERVED.value: "Reservation",
    Act.DISQUALIFIED.value: "Jäv",
    Act.NO_PART.value: "Deltog inte i beslutet",
    Act.ABSTAINED.value: "Omröstning",
    Act.VOTED.value: "Omröstning",
    Act.ADJUSTED.value: "Justering",
    Act.MOVED.value: "Yrkande",
    Act.VIEW.value: "Ur protokollet",
}
#: Acts that minutes always write down: where a matter's § has none of it, there was none.
ALWAYS_TOLD = frozenset({Act.RESERVED, Act.DISQUALIFIED, Act.NO_PART, Act.ABSTAINED, Act.VOTED})
#: What asks for each act, first that fits, looked for in the question in lower case without å, ä and ö.
_ASKS = tuple(
    (act, re.compile(pattern))
    for act, pattern in (
        (
            Act.RESERVED,
            r"\breserver(?:ade|at) (?:\w+ )?sig\b"
            r"|\b(?:vem|vilka|vilket|nagon|fanns|lamnades|lamnade)\b.*\breserv(?:era(?!d)|ation(?:er|en|erna)?\b)",
        ),
        (
            Act.DISQUALIFIED,
            r"\b(?:vem|vilka|vilken|nagon|varfor)\b(?! (?:leder|avgor|bestammer|tar over|ska|skall|far|maste)\b).*\bjav(?:ig\w*)?\b"
            r"|\banmalde (?:\w+ )?jav|\bpa grund av jav"
            r"|\b(?:vem|vilka|nagon)\b.*\b(?:fick|kunde) (?:inte|ej) (?:vara med|delta)\b"
            r"|\b(?:vem|vilka)\b.*\bfick (?:lamna|ga ut)\b",
        ),
        (
            Act.ABSTAINED,
            r"\bavsto[dg]\w*\b.*\brost|\brost\w*.*\bavsto[dg]\b|\bla(?:de)? ner sin\w* rost"
            r"|\b(?:vem|vilka) (?:\w+ )?avstod\b(?! fran att (?:delta|vara))",
        ),
        (
            Act.NO_PART,
            r"\bdelt(?:og|agit|ar) (?:inte|ej)\b|\b(?:inte|ej) delt(?:og|agit)\b|\bavsto[dg]\w* fran att (?:delta|vara)",
        ),
        (
            Act.VOTED,
            r"\brosta(?:de|t)\b(?! (?:fram|igenom))|\brost(?:siffr|etal|fordelning)\w*|\b(?:omrostning|votering)\w*"
            r"|\b(?:hur|vad|vilka) (?:foll|fordelade|blev|gick|var) (?:\w+ ){0,2}roster(?:na)?\b|\bhur manga roster\b",
        ),
        (Act.ADJUSTED, r"\b(?:vem|vilka)\b.*\bjustera(?:de|r|t)\b"),
        (
            Act.MOVED,
            r"\byrka(?:de|r|t)\b|\byrkanden?\b|\b(?:vem|vilka|vilket parti) (?:\w+ ){0,2}(?:foreslog|ville|motsatte)\b",
        ),
        (Act.VIEW, r"\bvad (?:tyckte|tycker|ansag|anser|ville|vill|foreslog|svarade)\b"),
    )
)
#: "Vad föreslog KS om SD-motionen?": a board's word is asked for, of a party's motion.
_OF_A_BOARD = re.compile(
    r"\bvad (?:tyckte|tycker|ansag|anser|ville|vill|foreslog|svarade) "
    r"(?:k[sf]|au|[a-z-]*(?:namnd|styrelse|utskott|forvaltning|kontor)(?:en|et)?"
    r"|(?:kommun)?fullmaktige|revisorerna)\b"
)
_OF_AN_ELECTION = re.compile(r"\b\w*val(?:et|en|deltagande\w*|distrikt\w*|dagen)?\b|\bfortidsrost\w*|\benkat\w*")
_NAY = re.compile(r"\brosta(?:de|t) (?:\w+ )?nej\b|\bnej-?rost\w*|\bsa nej\b")
_AYE = re.compile(r"\brosta(?:de|t) (?:\w+ )?ja\b|\bja-?rost\w*")
_BOTH = re.compile(r"\b(?:ja|nej)(?:-?roster\w*)? (?:an|och|eller|mot|jamfort med) (?:de som (?:sa|rostade) )?(?:ja|nej)\b")
_WHO = re.compile(r"\b(?:vem|vilka|vilket parti|nagon)\b")
_VOTERS = re.compile(r"\b(?:vem|vilka)(?: [^,.?]+?)? rostade\b")
#: How a vote fell, asked for by words that no abstention is asked for by; and a question's second part.
_FELL = re.compile(r"\brost(?:siffr|etal)\w*|\b(?:omrostning|votering)\w*|\broster(?:na)?\b|\bhur rostade\b")
_LAID_DOWN = re.compile(r"\bner sin\w* rost\w*|\bnar .* rostade\b")
_SECOND = re.compile(r"\b(?:och|samt) (?:hur|vad|vilk\w+|vem|blev|fick)\b")
_NO_PERSON = re.compile(r"(?:stads?|kommuns?|ab|forvaltningen|namnden|styrelsen)", re.IGNORECASE)
#: What is moved: stems of the words that a question and a statement share.
_DEMANDS = (
    ("aterremi", "minoritetsaterremi"), ("bifal", "tillstyrk"), ("avslag", "avsla", "avstyrk"), ("bordlagg",), ("remitter",),
)  # fmt: skip
_NAME = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?(?: [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?)+\b")
#: Parties by their whole names, as minutes put them after a member's name.
_PARTIES = {
    "moderat": "M", "socialdemokrat": "S", "sverigedemokrat": "SD", "centerpart": "C", "vansterpart": "V", "kristdemokrat": "KD",
    "liberal": "L", "miljopart": "MP", "demokraterna": "D",
}  # fmt: skip
_SHORT = re.compile(r"(?<![\w§(])[A-ZÅÄÖ]{1,3}(?![\w)])")
_OPENS = re.compile(r"^(?:Hur|Vad|Vem|Vilka|Vilken|Vilket|När|Varför|Röstade|Reserverade|Yrkade)\b")


@dataclass(frozen=True, slots=True)
class ActAsked:
    """An act asked for.

    Attributes:
        side: "ja" or "nej" where those who voted so are asked for, else "".
        people: names in the question, as typed.
        parties: their abbreviations: "SD".
        demands: stems of what is moved: who moved just that is asked for.
        who: those who did it are asked for.
        abstained: those who abstained are asked for beside how the vote fell.
        why: the reason is asked for too.
        decided: what was decided is asked for too.
        outcome: how it went with what somebody moved is asked for too.
    """

    act: Act
    side: str = ""
    people: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    who: bool = False
    abstained: bool = False
    why: bool = False
    decided: bool = False
    outcome: bool = False


def act_asked(question: Question) -> ActAsked | None:
    """Return the act that a question asks for, or None where it asks for none, or for what nobody did in a matter."""
    text = folded(question.standalone)
    act = next((act for act, pattern in _ASKS if pattern.search(text)), None)
    people, parties = _people(question), _parties(question.standalone)
    if act is None or (act is Act.VOTED and not (people or question.bodies) and _OF_AN_ELECTION.search(text)):
        return None
    abstained = act is Act.ABSTAINED and _FELL.search(_LAID_DOWN.sub(" ", text)) is not None
    act = Act.VOTED if abstained else act
    who = (_VOTERS if act is Act.VOTED else _WHO).search(text) is not None
    if act is Act.VIEW and (_OF_A_BOARD.search(text) or not (people or parties)):
        return None
    if act is Act.MOVED and not (people or parties or who):
        return None
    return ActAsked(
        act,
        "" if _BOTH.search(text) else "nej" if _NAY.search(text) else "ja" if _AYE.search(text) else "",
        people,
        parties,
        tuple(stem for stems in _DEMANDS if any(stem in text for stem in stems) for stem in stems) if act is Act.MOVED else (),
        who,
        abstained,
        re.search(r"\bvarfor\b", text) is not None,
        question.kind is QuestionKind.DECISION or _SECOND.search(text) is not None,
        re.search(r"\bigenom\b|\boch hur gick\b|\bbifolls det\b", text) is not None,
    )


def _people(question: Question) -> tuple[str, ...]:
    """Return the names of people in a question: two words or more with capital letters, none of them a place or an office."""
    text = _OPENS.sub("", question.standalone)
    return tuple(name for name in _NAME.findall(text) if not _is_no_person(name.split()))


def _is_no_person(words: list[str]) -> bool:
    first = {words[0], words[0].removesuffix("s")}  # a last name may be a place's: "Anna Lund"
    return not first.isdisjoint(municipalities()) or any(_NO_PERSON.fullmatch(plain(word)) for word in words)


def _parties(text: str) -> tuple[str, ...]:
    """Return the abbreviations of the parties a question names."""
    typed = plain(text)
    named = [short for begins, short in _PARTIES.items() if re.search(rf"\b{begins}", typed)]
    return tuple(dict.fromkeys([*named, *(one for one in _SHORT.findall(text) if one not in load().boards)]))


def is_party(word: str) -> bool:
    """Tell whether a word, without å, ä and ö, is a party's name."""
    return word.startswith(tuple(_PARTIES))


def names_party(party: str, text: str) -> bool:
    """Tell whether a text names a party, by its abbreviation or in full."""
    whole = next((begins for begins, short in _PARTIES.items() if short == party), "")
    return re.search(rf"\b{re.escape(party)}\b", text) is not None or bool(whole and re.search(rf"\b{whole}", plain(text)))
