"""A sentence of several numbers, parted: which words each number is told of, and whether another sentence keeps to that. Pure.

"Hemtjänsten gick back 4 mkr och särskilt boende 7 mkr": told of särskilt boende, 4 mkr is the wrong number of the right paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.generation.supports import share_said, words_of
from ingest.text.blocks import sentences

_VALUE = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PARTED = re.compile(r"\s*(?:[,;:](?!\d)|\b(?:och|men|medan|samt|respektive|eller)\b)\s*")
#: Words right before a number that say what it is: "från 9,1 till 8,3".
_LEADS = frozenset({"från", "till", "mot", "över", "under", "minst", "högst", "knappt", "drygt", "nästan", "efter", "före"})
_NEARER = 0.3  # share by which a sentence must say more of another part than of the number's own, to be of that one


def misplaced(text: str, quotes: Sequence[str]) -> list[str]:
    """Return the numbers that a sentence tells of something else than its quotes do.

    Args:
        text: the sentence.
        quotes: what it rests on, numbers as digits.
    """
    clauses = [quote[a:b] for quote in quotes for a, b in sentences(quote, 0, len(quote))]
    wrong = []
    for match in _VALUE.finditer(text):
        if _YEAR.fullmatch(match.group()):
            continue
        holding = [clause for clause in clauses if _at(match.group(), clause)]
        if holding and all(_leads_apart(match, text, clause) or _of_another(match.group(), text, clause) for clause in holding):
            wrong.append(match.group())
    return wrong


def _plain(number: str) -> str:
    return re.sub(r"\s", "", number)


def _at(number: str, clause: str) -> list[re.Match[str]]:
    return [match for match in _VALUE.finditer(clause) if _plain(match.group()) == _plain(number)]


def _lead(match: re.Match[str], text: str) -> str:
    before = re.search(r"(\w+)\W*$", text[: match.start()])
    return before[1].casefold() if before and before[1].casefold() in _LEADS else ""


def _leads_apart(match: re.Match[str], text: str, clause: str) -> bool:
    """Tell whether "till" stands before a number that the clause has "från" before."""
    here, there = _lead(match, text), {_lead(one, clause) for one in _at(match.group(), clause)}
    return bool(here) and "" not in there and here not in there


def _of_another(number: str, text: str, clause: str) -> bool:
    """Tell whether a sentence is nearer to the part of a clause that tells another number."""
    parts = _parts(clause)
    own = [part for part in parts if _at(number, part)]
    others = [part for part in parts if not _at(number, part)]
    years = set(_YEAR.findall(text))
    if any(years & set(_YEAR.findall(part)) for part in others) and not any(
        years & set(_YEAR.findall(part)) or not _YEAR.search(part) for part in own
    ):
        return True
    if not others or not own or not all(words_of(part) for part in own):
        return False  # "4 mkr 2024 och 5 mkr 2025": both are of the same thing
    nearest = max(share_said(part, text) for part in own)
    return max(share_said(part, text) for part in others) - nearest > _NEARER


def _parts(clause: str) -> list[str]:
    """Return the parts of a clause, each with a number that is no year; words without one go with the part after them."""
    parts: list[str] = []
    held = ""
    for piece in _PARTED.split(clause):
        held = f"{held} {piece}".strip()
        if any(not _YEAR.fullmatch(match.group()) for match in _VALUE.finditer(piece)):
            parts.append(held)
            held = ""
    if held and parts:
        parts[-1] += f" {held}"
    return parts
