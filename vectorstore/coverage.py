"""How well words of a paper meet the words of a question. Pure.

Each word asked for weighs by its rarity in Swedish; it is met by its stem, by a respelling, by a part of a compound, or by
another word for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.model import SearchQuery
from vectorstore.words.compounds import frequency, parts
from vectorstore.words.derivations import derivations
from vectorstore.words.spelling import Speller
from vectorstore.words.tokens import PARTICLES, STOP_WORDS, is_small, stem, words

_PIECE = re.compile(r"[^\W_]+")
_SUSPENDED = re.compile(r"([^\W\d_]{2,})-,?\s+(?:och|eller|samt|respektive)\s+([^\W\d_]{6,})")
_DERIVED = 0.8  # that the noun of a verb meets it by: "granskning", where it is asked who "granskar"
_PART = 0.6  # a part of the compound stands for the whole that much
_RESPELLED = 0.9
_SYNONYM = 0.6
_RAREST = 7.0  # -log10 of the frequency from which a word is as rare as an unknown one
_LEAST_RARITY = 0.25
_OF_A_PLACE = ("s", "bo", "bor", "borna", "bornas", "are", "arna")  # "Lingonbys", "Lingonbyborna"
_SHORT_NUMBER = 2  # digits: of a day, a point, an age; many a text has them
_WEAK = frozenset(
    stem(word)
    for word in """
    stor stort stora mycket många antal andel del finns gjorde gjort göra blev blir bli fick får år året åren hela totalt
    kommun kommunen kommunens nämnd nämnden nämndens förvaltning förvaltningen olika senast gäller gällde enligt gick går
    gått kom kommer kommit ta tar tog tagit hög högt höga låg lågt lång långt ange vilket
    förkortning förkortningen betyda betyder betydde
    egentligen just mkt jmf förra igen ungefär cirka snitt sak saker grejer
    """.split()  # noqa: SIM905 - a list of forty quoted words reads worse
)
_LAST_SMALL = PARTICLES | {"till", "med", "om", "igen"}  # that a phrase of a verb ends in
_LEAST_BEGINNING, _LEAST_END = 6, 4  # letters of a word that a compound begins with, and of what follows it
_TEXTS_KNOWN = 32_768  # texts whose tokens are remembered: passages, sentences, headings and rows
_WEAK_RARITY = 0.15  # words that stand in every paper


@dataclass(frozen=True, slots=True)
class Asked:
    """A word asked for: tokens that meet it, each with how well, and how much it weighs."""

    word: str
    weight: float
    tokens: dict[str, float]


def asked_words(query: SearchQuery, speller: Speller) -> tuple[Asked, ...]:
    """Return the words that say what is asked: places and years are left out, they narrow the search instead."""
    out = {
        stem(form) for place in query.places for word in words(place) for form in (word, *(f"{word}{end}" for end in _OF_A_PLACE))
    }
    named = {number for one in query.identifiers for number in re.findall(r"\d+", one)}
    short = {f"{year % 100:02}" for year in query.years if f"/{year % 100:02}" in query.text}  # "2025/26"
    found: dict[str, Asked] = {}
    for word in _PIECE.findall(query.text.casefold()):
        token = stem(word)
        if (
            is_small(word, query.text)
            or token in out
            or token in found
            or word in short
            or (word.isdecimal() and int(word) in query.years)
        ):
            continue
        spellings = speller.spellings(word)[:2]
        if any(spelling in STOP_WORDS or stem(spelling) in out for spelling in spellings):
            continue
        tokens = {token: 1.0}
        for other, share in _others(word, spellings):
            tokens[other] = max(tokens.get(other, 0.0), share)
        weight = min(rarity(one) for one in (word, *spellings))
        if word.isdecimal() and len(word) <= _SHORT_NUMBER and word not in named:
            weight = _LEAST_RARITY
        found[token] = Asked(word, min(weight, _WEAK_RARITY) if word in query.narrowing else weight, tokens)
    _add_synonyms(found, query.synonyms)
    return tuple(found.values())


def _others(word: str, spellings: Iterable[str]) -> Iterable[tuple[str, float]]:
    for spelling in spellings:
        yield stem(spelling), _RESPELLED
        yield from ((stem(part), _PART * _RESPELLED) for part in parts(spelling))
    yield from ((one, _DERIVED) for one in derivations(word))
    cut = parts(word)
    if len(cut) > 1:
        yield from ((stem(part), _PART) for part in cut)


def _add_synonyms(found: dict[str, Asked], synonyms: Iterable[tuple[str, str]]) -> None:
    """Let other words meet the words they stand for; each word of a phrase counts for its part of it."""
    for word, phrase in synonyms:
        token = stem(word)
        asked = found.get(token) or next((one for one in found.values() if one.tokens.get(token, 0.0) >= _RESPELLED), None)
        said = words(phrase)
        tokens = [stem(other) for other in said if other not in STOP_WORDS]
        parted = len(said) > len(tokens) and said[-1] in _LAST_SMALL  # "hålla på": "hålla" alone says half of it
        if asked is not None:
            for token in tokens:
                asked.tokens.setdefault(token, _SYNONYM / (len(tokens) + parted))


@lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """Return how rare a word is, from 0.15 for the words of every paper to 1.0."""
    if stem(word) in _WEAK:
        return _WEAK_RARITY
    common = frequency(word)
    if common <= 0:
        return 1.0
    return min(1.0, max(_LEAST_RARITY, -math.log10(common) / _RAREST))


@lru_cache(maxsize=_TEXTS_KNOWN)
def told(text: str) -> frozenset[str]:
    """Return the tokens of a text: stems of its words and of the parts of its compounds.

    Small words have none: "ska" has the stem of "skola", "inte" that of "intern", "för" that of "försenad".
    """
    tokens: set[str] = set()
    for word in words(text):
        if word in STOP_WORDS:
            continue
        tokens.add(stem(word))
        cut = parts(word)
        if len(cut) > 1:
            tokens.update(stem(part) for part in cut)
    for first, last in _SUSPENDED.findall(text):  # "fordons- och transportprogrammet" tells of "fordonsprogrammet" too
        tail = parts(last.casefold())[-1]
        tokens.add(stem(f"{first.casefold()}{tail}"))
    return frozenset(tokens)


def begun(word: str, tokens: frozenset[str]) -> bool:
    """Tell whether a compound that was not taken apart begins with a word told: "delegeringsbeslut" with "delegering"."""
    return len(parts(word)) == 1 and any(
        _LEAST_BEGINNING <= len(token) <= len(word) - _LEAST_END and word.startswith(token) for token in tokens
    )


def coverage(asked: Iterable[Asked], tokens: frozenset[str], around: frozenset[str] = frozenset(), share: float = 0.5) -> float:
    """Return the share of what is asked that a text meets, from 0 to 1.

    Args:
        asked: the words asked for.
        tokens: of the text.
        around: of what stands around it (its headings, the sentence before): counts `share`.
        share: see above.
    """
    total = met = 0.0
    for one in asked:
        total += one.weight
        met += one.weight * meets(one, tokens, around, share)
    return met / total if total else 0.0


def meets(one: Asked, tokens: frozenset[str], around: frozenset[str] = frozenset(), share: float = 0.5) -> float:
    """Return how well a text meets one word asked for, from 0 to 1; see `coverage`."""
    here = there = 0.0
    for token, value in one.tokens.items():
        if value > here and token in tokens:
            here = value
        if value > there and token in around:
            there = value
    return max(here, share * there)
