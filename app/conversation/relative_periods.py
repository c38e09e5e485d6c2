"""Periods told by the one before: "året innan", "samma år", "kvartalet därpå". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBERS = {"ett": 1, "två": 2, "tva": 2, "tre": 3, "fyra": 4, "fem": 5}
_BEFORE = re.compile(
    r"\b(?:(?P<many>ett|två|tva|tre|fyra|fem|\d) år (?:innan|tidigare|före|fore)|"
    r"(?:året|aret|år|ar) (?:innan|före|fore|dessförinnan)(?: dess)?|"
    r"(?:föregående|foregaende|förra|forra|förrförra) (?:året|aret|år|ar)|i fjol|fjolåret)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:(?P<many>ett|två|tva|tre|fyra|fem|\d) år (?:senare|efter)|(?:året|aret|år|ar) (?:efter|därpå|därefter|darpa)|"
    r"(?:nästa|nasta|följande|påföljande) (?:år|ar))\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:samma år|det året|då det året|samma period|det aret|samma ar)\b", re.IGNORECASE)
_OF_TODAY = re.compile(r"(?:föregående|foregaende|förra|forra|nästa|nasta) \w+|i fjol|fjolåret", re.IGNORECASE)
_MOST_YEARS = 4  # to choose among: the latest
_COMPARED = re.compile(r"(?:jämfört|jamfort|jmf|jämförelse) med\s*$|\bän\s*$|\bsedan\s*$|\bmot\s*$|\bfrån\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relative:
    """A period told by another one.

    Attributes:
        years: what it is; empty where it cannot be told.
        rest: the question without it.
        compared: it is what another period is compared with.
        choices: the years it may be told by, when they may be several.
        of_today: it may as well be told by today: "förra året".
    """

    years: tuple[int, ...]
    rest: str
    compared: bool = False
    choices: tuple[int, ...] = ()
    of_today: bool = False


def relative_period(text: str, known: Sequence[int], covered: Sequence[int] = ()) -> Relative | None:
    """Return the period that a question tells by the one before, or None where it tells none.

    Args:
        text: the question.
        known: the years of the question before.
        covered: years that there are papers of: what it may be where none is known.
    """
    for pattern, step in ((_BEFORE, -1), (_AFTER, 1), (_SAME, 0)):
        match = pattern.search(text)
        if match is None:
            continue
        before = text[: match.start()]
        compared = _COMPARED.search(before)
        head = before[: compared.start()] if compared else before
        rest = " ".join(f"{head} {text[match.end() :]}".split())
        if not known:
            told_by = tuple(year - step for year in sorted(covered)[-_MOST_YEARS:])  # so that it is itself one of those covered
            return Relative((), rest, choices=told_by) if len(covered) > 1 else None
        if step == 0:
            return Relative((known[0],), rest) if len(known) == 1 else Relative((), rest, choices=tuple(known))
        many = match.groupdict().get("many")
        years = _NUMBERS.get((many or "ett").casefold()) or int(many or 1)
        base = min(known) if step < 0 else max(known)
        of_today = _OF_TODAY.fullmatch(match.group()) is not None
        return Relative((base + step * years,), rest, compared is not None, of_today=of_today)
    return None
