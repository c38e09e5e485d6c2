"""Does a quote say what a sentence says? Words, names, negations, opposites, and who decided or only proposed. Pure.

These are rules, not understanding: they let a sentence through that keeps to the paper's words and turns none of them
round. What they cannot be sure of does not pass, and the paper's own words are told instead.
"""

from __future__ import annotations

import re

from app.question.english import ENGLISH, SWEDISH
from ingest.model import ChunkKind
from vectorstore.coverage import Asked, coverage, meets, rarity, told
from vectorstore.words.compounds import parts
from vectorstore.words.tokens import STOP_WORDS, stem

_PIECE = re.compile(r"[^\W_]+")
_PART = 0.7  # a part of a compound stands for the whole that much
_AROUND = 0.6  # share that headings, title and board count for
_UNITS = frozenset({"kr", "kronor", "tkr", "mkr", "mnkr", "miljoner", "procent"})  # a number's: checked with it
_NAME = re.compile(r"(?<=[^\s.!?:;”\"(–-] )[A-ZÅÄÖ][\w-]+")  # a capital letter inside a sentence
_NAME_MET = 0.5
_NOT = re.compile(r"\b(?:inte|ej|icke|aldrig|ingen|inget|inga|ingenting|varken)\b", re.IGNORECASE)
#: Words that turn what is said round: a sentence with one side needs a quote that does not have the other alone.
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})", re.IGNORECASE), re.compile(rf"\b(?:{other})", re.IGNORECASE))
    for one, other in (
        (r"bif[aö]ll|tillstyrk|antog|antag|antas|godkän|bevilja", r"avsl[aåo]|avstyrk|förkast|underkän"),
        (
            r"(?:för)?ök(?:a|n)|höj|steg\b|stig(?:er|it)|växte|växer|större|högre|fler\b|upp\b",
            r"minsk|sänk|sjönk|sjunk|mindre|lägre|färre|ne[dr]\b",
        ),
        (r"överskott|\bplus\b|vinst|bättre|under budget", r"underskott|\bminus\b|förlust|sämre|över budget"),
        (r"öppn", r"stäng"),
        (r"före\b|innan\b|senast\b", r"efter\b|tidigast\b"),
        (r"minst\b", r"högst\b"),
        (r"tillåt|får\b", r"förbjud|förbud|får inte"),
    )
)
_DECIDED = re.compile(
    r"\b(?:besluta(?:de|t|r|s|des)?|beslöt|antog|antogs|antagit|fastställde\w*|klubba\w*|biföll\w*|beslutet)\b", re.IGNORECASE
)
_PROPOSED = re.compile(r"\b(?:föresl[åo]\w*|förslag\w*|föreslagit|yrka\w*|avstyrk\w*|tillstyrk\w*)", re.IGNORECASE)
_OUTCOMES = tuple(
    re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
    for pattern in (r"bif[aö]ll\w*", r"avsl[aåo]g?\w*", r"besvara\w*", r"bordl[aä]\w*", r"återremi\w*", r"reserv\w*", r"jäv")
)


def words_of(text: str) -> list[Asked]:
    """Return the words that carry what a text says, each with what meets it; numbers are checked elsewhere."""
    found: dict[str, Asked] = {}
    for word in _PIECE.findall(text.casefold()):
        if word in STOP_WORDS or word in _UNITS or any(letter.isdigit() for letter in word) or stem(word) in found:
            continue
        cut = parts(word)
        tokens = {stem(word): 1.0, **({stem(part): _PART for part in cut} if len(cut) > 1 else {})}
        found[stem(word)] = Asked(word, rarity(word), tokens)
    return list(found.values())


def share_said(text: str, quote: str, around: str = "") -> float:
    """Return the share of a text's words that a quote says, from 0 to 1.

    Args:
        text: the sentence.
        quote: the paper's words.
        around: the headings, title and board they stand under.
    """
    return coverage(words_of(text), told(quote), told(around), _AROUND)


def names_missing(text: str, quote: str, around: str) -> list[str]:
    """Return the names within a sentence that neither the quote nor what it stands under holds."""
    tokens = told(f"{quote} {around}")
    return [name for name in _NAME.findall(text) if not all(meets(word, tokens) >= _NAME_MET for word in words_of(name))]


def is_swedish(text: str) -> bool:
    """Tell whether a sentence is Swedish rather than English; one with no small words of either may be."""
    words = _PIECE.findall(text.casefold())
    return sum(word in ENGLISH for word in words) <= sum(word in SWEDISH for word in words)


def is_turned(text: str, quote: str) -> bool:
    """Tell whether a sentence says the opposite of a quote: a "not" in one alone, or "höjs" for "sänks".

    Args:
        text: the sentence.
        quote: the one sentence of the paper that is nearest to it.
    """
    if bool(_NOT.search(text)) != bool(_NOT.search(quote)):
        return True
    for one, other in _OPPOSITES:
        for here, there in ((one, other), (other, one)):
            if here.search(text) and not here.search(quote) and there.search(quote):
                return True
    return False


def misstates_standing(text: str, quote: str, kind: ChunkKind) -> bool:
    """Tell whether a sentence tells a proposal as decided, or an outcome that the quote does not tell."""
    if any(outcome.search(text) and not outcome.search(quote) for outcome in _OUTCOMES):
        return True
    if not _DECIDED.search(text) or _PROPOSED.search(text):
        return False
    return kind is ChunkKind.PROPOSAL or (kind is not ChunkKind.DECISION and not _DECIDED.search(quote))
