"""How many of a whole are not what a sentence tells a part of it to be: the rest of "60 ärenden, varav 45 avslutade". Pure.

Only where a question leaves out what the sentence tells the number of ("hur många var inte avslutade", "annat än"), and the
sentence itself does not tell the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answer.told_quantities import Computed, Quantity, quantities, sentences_of, stems
from app.numbers.figure_wording import number, with_unit
from ingest.tables.measures import MONEY_UNITS
from vectorstore.words.tokens import STOP_WORDS, stem

_ASKS = re.compile(
    r"\bhur (?:m[åa]nga|mycket|stor (?:andel|del)|h[öo]g andel)\b(?! (?:fler|färre|mer|mindre))(?P<said>.*)", re.IGNORECASE
)
_ASKS_SHARE = re.compile(r"\bhur (?:m[åa]nga procent\b(?!enheter)|stor (?:andel|del)|h[öo]g andel)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:inte|ej|icke)\b|\b(?:annat|annan|andra|n[åa]gra andra) än\b", re.IGNORECASE)
#: Words by which it is not sure what is said not to be.
_UNSURE = re.compile(
    r"\b(?:inte|ej|icke|aldrig|ing(?:en|et|a)|utan|varken|sakna\w*|brist\w*|delvis|nästan|knappt|minst|högst|över|drygt|mer än)\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\b(?:varav|av vilka|av dessa|av dem)\b", re.IGNORECASE)
_CLAUSES = re.compile(r",(?!\d)|;|\b(?:och|samt)\b(?= ?\d)")
_SHARE_OF = re.compile(r"(?<![\d,.–-])(?P<share>\d{1,2}(?:,\d)?) ?(?:%|procent)(?! ?enheter) av\b")
_BEGINNING = 5  # letters in which two words that mean the same are alike: "anmäldes", "anmälan"
_FORMAL = frozenset(stem(word) for word in STOP_WORDS) | {"som", "var", "hade", "har"}
_LEAST_SHARED = 2  # words of the question in the sentence
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole with those of its parts that a question leaves out."""

    at: int
    whole: Quantity
    parts: tuple[Decimal, ...]
    shared: int


def complement(question: str, texts: Sequence[str], counted: str = "") -> Computed | None:
    """Return how many of a whole are not what a question leaves out, or which share; None where no sentence surely tells it.

    Args:
        question: as understood.
        texts: the sentences told.
        counted: the word for what is counted, or "".
    """
    match = _ASKS.search(question)
    if match is None or len(_NOT.findall(match["said"])) != 1:
        return None
    left_out = _beginnings(match["said"][_negated_from(match["said"]) :]) - _beginnings(counted)
    if _ASKS_SHARE.search(question):
        return _rest_of_all(question, left_out, texts)
    found = [one for at, text in enumerate(texts) for one in _wholes(question, left_out, at, text)]
    best = max((one.shared for one in found), default=0)
    sure = [one for one in found if one.shared == best >= _LEAST_SHARED]
    if len(sure) != 1:
        return None
    whole, value = sure[0].whole, sure[0].whole.value - sum(sure[0].parts)
    formula = f"{number(whole.value)} − {' − '.join(map(number, sure[0].parts))} = {number(value)}"
    unit = whole.unit if whole.unit in MONEY_UNITS else ""
    shown = [with_unit(one, unit) if unit else number(one) for one in (value, whole.value)]
    return Computed((sure[0].at,), value, unit, formula, f"De övriga är {shown[0]} av {shown[1]} ({formula})")


def _negated_from(said: str) -> int:
    match = _NOT.search(said)
    return match.end() if match is not None else 0


def _wholes(question: str, left_out: frozenset[str], at: int, text: str) -> Iterator[_Whole]:
    """Yield each whole of a text whose parts are told, where a question leaves out some of them by name."""
    for sentence in sentences_of(text):
        said = _OF_WHICH.split(sentence)
        before = quantities(said[0], "") if len(said) == 2 else []
        if not before:
            continue
        whole, of_whole = before[-1], _beginnings(said[0])
        parts = []
        for clause in _CLAUSES.split(said[1]):
            told = quantities(clause, "")
            if not told or (left_out - of_whole).isdisjoint(_beginnings(clause)):
                continue
            alike = whole.unit == told[0].unit or not {whole.unit, told[0].unit} & {*MONEY_UNITS, "%"}
            if not alike or _UNSURE.search(clause):
                return
            parts.append(told[0].value)
        if parts and sum(parts) < whole.value:
            yield _Whole(at, whole, tuple(parts), len(_beginnings(question) & _beginnings(sentence)))


def _rest_of_all(question: str, left_out: frozenset[str], texts: Sequence[str]) -> Computed | None:
    """Return the share of those that do not, of a clause that tells the share of those that do: "77 procent har gått kursen"."""
    found = []
    for at, text in enumerate(texts):
        for sentence in sentences_of(text):
            for clause in _CLAUSES.split(sentence):
                told = _SHARE_OF.findall(clause)
                shared = _beginnings(question) & _beginnings(clause)
                if len(told) == 1 and shared & left_out and not _UNSURE.search(clause):
                    found.append((len(shared), at, Decimal(told[0].replace(",", "."))))
    best = max((one[0] for one in found), default=0)
    sure = [one for one in found if one[0] == best >= _LEAST_SHARED]
    if len(sure) != 1:
        return None
    value = _ALL - sure[0][2]
    formula = f"100 − {number(sure[0][2])} = {number(value)}"
    return Computed((sure[0][1],), value, "%", formula, f"De övriga är {number(value)} % ({formula})")


def _beginnings(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say something."""
    return frozenset(word[:_BEGINNING] for word in stems(text) - _FORMAL)
