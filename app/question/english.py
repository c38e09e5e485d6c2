"""A question in English, read as a Swedish one: the papers are Swedish, and so is the search. Pure.

A word list, no translator: the search takes words in any order, and what is not in the list (names, places, numbers) stays
as it is. How the question was read is shown with the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "engelska.txt"
_MOST_WORDS = 5  # of an entry
_TOKEN = re.compile(r"(?:[^\W\d_]+[/-]?)?\d\w*(?:[-/:.,]\w+)*|[^\W\d_]+(?:-[^\W\d_]+)*(?:[’']s\b)?|[^\s\w]|\w+")
_SHORT_IS = re.compile(r"\b(what|who|where|when|how)[’']s\b", re.IGNORECASE)
_GENITIVE = re.compile(r"[’']s$")
_LEAST = 2  # small words of English: one alone may be a name's ...
_OPENING = re.compile(
    r"\W*(?:and|what|which|who|when|why|how|did|does|is|are)\b", re.IGNORECASE
)  # ... unless it opens the question
_ASKS_IN_SWEDISH = frozenset({"vad", "vilka", "vilken", "vilket", "vem", "hur", "när", "varför", "var"})
_DID = frozenset({"did", "does", "do"})
_BEFORE_NOUN = frozenset({"the", "a", "an", "of", "in", "for", "any", "this", "that"})
#: Small words of one language that are none of the other's.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and is are was were to with that this it by from have had be as not what which who when where why how did does"
        " much many there should could would about an has on at for in their its",
    )
)
SWEDISH = frozenset(
    re.findall(
        r"\w+",
        "och att det som är en ett den på av för med till har inte om ska var i från vid de kan mot får hur vad vilka vilken"
        " vilket vem när varför många mycket blev gick finns hade eller jag vi man",
    )
)


def is_english(text: str) -> bool:
    """Tell whether a question is asked in English: it has small words of English, and fewer of Swedish."""
    words = re.findall(r"[^\W\d_]+", text)
    if words and words[0].casefold() in _ASKS_IN_SWEDISH:
        return False
    english = sum(word.casefold() in ENGLISH for word in words)
    swedish = sum(word.casefold() in SWEDISH or (word.islower() and not word.isascii()) for word in words)
    return english > swedish and (english >= _LEAST or (swedish == 0 and _OPENING.match(text) is not None))


def in_swedish(text: str) -> str:
    """Return an English question in Swedish words; any other text as it is."""
    if not is_english(text):
        return text
    tokens = _verb_first(_TOKEN.findall(_SHORT_IS.sub(r"\1 is", text)))
    told: list[str] = []
    at = 0
    while at < len(tokens):
        size, swedish = _longest(tokens, at)
        told.append(swedish[:1].upper() + swedish[1:] if at == 0 else swedish)
        at += size
    return re.sub(r"\s+([?!.,:;])", r"\1", " ".join(filter(None, told)))


def _verb_first(tokens: list[str]) -> list[str]:
    """Return the words with the verb after "did" moved to it, as Swedish has it: "did decide the board"."""
    did = next((at for at, token in enumerate(tokens) if token.casefold() in _DID), None)
    if did is None:
        return tokens
    for at in range(did + 1, len(tokens)):
        verb = f"did {tokens[at].casefold()}"
        if verb in _entries() and tokens[at - 1].casefold() not in _BEFORE_NOUN:
            return [*tokens[:did], verb, *tokens[did + 1 : at], *tokens[at + 1 :]]
    return tokens


def _longest(tokens: list[str], at: int) -> tuple[int, str]:
    """Return how many words the longest entry takes, and its Swedish; a word that is in none stays."""
    if at > 0 and tokens[at] == "May":
        return 1, "maj"
    entries = _entries()
    for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + size]).casefold()
        for candidate in _singulars(phrase):
            if candidate in entries:
                return size, entries[candidate]
    bare = _GENITIVE.sub("", tokens[at])
    if bare == tokens[at]:
        return 1, bare
    swedish = next((entries[one] for one in _singulars(bare.casefold()) if one in entries), bare)
    return 1, swedish if swedish.endswith(("s", "x", "z")) else f"{swedish}s"


def _singulars(phrase: str) -> tuple[str, ...]:
    """Return a phrase as it stands, and as the singulars that its last word may be the plural of."""
    found = [phrase]
    if phrase.endswith("ies"):
        found.append(f"{phrase[:-3]}y")
    if phrase.endswith("es"):
        found.append(phrase[:-2])
    if phrase.endswith("s"):
        found.append(phrase[:-1])
    return tuple(found)


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, str]:
    """Return the word list: English phrases in lower case, and their Swedish."""
    lines = (line.split("#", 1)[0] for line in _FILE.read_text("utf-8").splitlines())
    parted = (line.partition("=") for line in lines if "=" in line)
    return {english.strip(): swedish.strip() for english, _, swedish in parted}
