"""Which of the boards that have papers a question names: in full, for short, by one of its areas, or as people call it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.question.kind import plain
from ingest.papers.boards import abbreviations
from ingest.profile import load
from vectorstore.words.compounds import frequency

_NAMED_AFTER = re.compile(r"\b([a-z]{4,})namnd(?:en)?s?\b")
_SHORT = re.compile(r"\b(?=\w*[A-ZÅÄÖ]\w*[A-ZÅÄÖ])[A-ZÅÄÖa-zåäö]{2,5}\b")  # an abbreviation has two capitals
_A_WORD = 1e-7  # frequency from which what a board is for is a word, and no name


def boards_called(text: str, bodies: Sequence[str], short_names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the boards a question names, in full, by their name or abbreviation.

    Args:
        text: the question.
        bodies: the boards that have papers.
        short_names: the municipalities' own abbreviations, each with the board's full name.
    """
    folded = plain(text)
    named: dict[str, None] = {}
    for name in sorted(filter(None, bodies), key=len, reverse=True):
        if plain(name) in folded or _owned(name, text) or _called_short(name, text):
            named[name] = None
            folded = folded.replace(plain(name), " ")  # "socialnämnden" is not named by "arbets- och socialnämnden"
    tokens = set(re.findall(r"\b[a-z]{2,5}\b", folded))
    for short, name in {**load().boards, **short_names}.items():
        if plain(short) in tokens and name in bodies:
            named[name] = None
    for said in _NAMED_AFTER.findall(folded):
        named.update(dict.fromkeys(_of_area(said, [name for name in bodies if name not in named], named)))
    for short in {plain(word) for word in _SHORT.findall(text)}:
        called = [name for name in bodies if short in map(plain, abbreviations(name))]
        named.update(dict.fromkeys(called if len(called) == 1 else ()))
    return tuple(named)


def boards_meant(synonyms: Iterable[tuple[str, str]], bodies: Sequence[str]) -> tuple[str, ...]:
    """Return the board that a question calls by another name, as the synonyms tell: "skolnämnden"; none where it may be two.

    Args:
        synonyms: words of the question, each with another word for it.
        bodies: the boards that have papers.
    """
    called = {other.casefold() for word, other in synonyms if _NAMED_AFTER.fullmatch(plain(word))}
    meant = tuple(name for name in dict.fromkeys(bodies) if name in called)
    return meant if len(meant) == 1 else ()


def _of_area(said: str, bodies: Sequence[str], named: Iterable[str]) -> Sequence[str]:
    """Return the only board of several areas that is called by its first alone, or else by its last: "fritidsnämnden"."""
    if any(plain(name) == f"{said}namnden" for name in named):
        return ()
    begun = [name for name in bodies if _begins(plain(name), said)]
    found = begun or [name for name in bodies if _ends(plain(name), said)]
    return found if len(found) == 1 else ()


def _begins(name: str, said: str) -> bool:
    """Tell whether a board of several areas is called by its first alone: "äldrenämnden" of "äldre samt vårdnämnden"."""
    return re.match(rf"(?:namnden for )?{re.escape(said.removesuffix('s'))}s?(?:-| (?:samt|och)\b)", name) is not None


def _ends(name: str, said: str) -> bool:
    """Tell whether a board of several areas is called by its last alone: "fritidsnämnden" of "kultur- och fritidsnämnden"."""
    return re.search(rf"[a-z]-? (?:samt|och) {re.escape(said)}namnden$", name) is not None


def _owned(name: str, text: str) -> bool:
    """Tell whether a text names a board as its municipality's: "Ekdalas tekniska nämnd"."""
    if not name.endswith("nämnden"):
        return False
    return re.search(rf"\b[A-ZÅÄÖ]\w+s (?i:{re.escape(name[:-2])})s?\b(?! [A-ZÅÄÖ])", text) is not None


def _called_short(name: str, text: str) -> bool:
    """Tell whether a text names a board "nämnden för ..." by its own name alone, no word for a thing: "Hamnservices intäkter"."""
    short = re.fullmatch(r"(?:nämnden|styrelsen) för (?P<name>[^\W\d_]{5,})", name)
    if short is None or frequency(short["name"]) > _A_WORD:
        return False
    return re.search(rf"(?<![^\W_]){re.escape(short['name'].capitalize())}s?(?![^\W_])", text) is not None
