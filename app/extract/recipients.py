"""Who gets a decision: the lines that end a matter ("Beslutet skickas till"), where a question asks for them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import one_matter
from app.model import Question
from app.question.kind import folded
from vectorstore.model import Hit

_GETS = r"(?:skickas?|skickats|expedieras?|delges|meddelas|ska (?:\w+ )?(?:fa|ha))\b"
_ASKS = re.compile(
    rf"\b(?:vem|vilka|vart)\b.*\b{_GETS}.*\bbeslut(?:et\b| om\b| i\b)|\b(?:vem|vilka|vart)\b.*\bbeslutet\b.*\b{_GETS}"
    rf"|(?:\btill (?:vem|vilka)|\bvart)\b.*\b\w+s beslut\b.*\b{_GETS}"
)
_ALONE = re.compile(r"^(?:till )?(?:vem|vilka|vart)\b(?!.*\b(?:och|samt) (?:vad|hur|vem|vilk\w+|nar)\b)")
_HEADING = re.compile(
    r"(?m)^[^\S\n]*(?:(?:beslutet|protokolls\w+|utdrag\w*) (?:ska )?(?:skickas|expedieras|delges|meddelas)(?: till)?"
    r"|(?:för )?expedier(?:as|ing)(?: till)?|beslutsexpediering|sändlista|delges)[^\S\n]*:?[^\S\n]*(?:\n|(?<=:))",
    re.IGNORECASE,
)
_LINES = re.compile(r"\s*((?:[^\n]*\S[^\n]*\n?){1,8})")
_PERSON = re.compile(
    r"(?m)^.*(?:\bordförande\b|\bchef\b\s*$|, \d{4}-\d\d-\d\d).*$"
)  # who signs it stands below, after a blank line
_MOST = 400  # characters of those who get it


def with_recipients(question: Question, picked: list[Picked], hits: Sequence[Hit]) -> list[Picked]:
    """Return what was picked with who gets the decision, or that alone where nothing else is asked for; else what was picked.

    Args:
        question: as understood.
        picked: the units that answer, best first.
        hits: the passages, best first.
    """
    text = folded(question.standalone)
    if not picked or _ASKS.search(text) is None:
        return picked
    best = picked[0].unit.chunk
    own = [hit for hit in hits if one_matter(hit.chunk, best)]
    found = next((Picked(unit, hit, picked[0].score, "") for hit in own if (unit := _told(hit)) is not None), None)
    if found is None:
        return picked
    return [found] if _ALONE.match(text) else [picked[0], found]


def _told(hit: Hit) -> Unit | None:
    """Return the heading over those who get a decision with the lines under it, up to the first blank one; or None."""
    text, base = hit.chunk.text, hit.chunk.start
    head = _HEADING.search(text)
    if head is None:
        return None
    lines = _LINES.match(text, head.end())
    if lines is None or len(lines[1]) > _MOST or _PERSON.search(lines[1]):
        return None
    start = base + head.start() + len(head.group()) - len(head.group().lstrip())
    end = base + lines.start(1) + len(lines[1].rstrip())
    return Unit(hit.chunk, UnitKind.LIST, start, end, start, end)
