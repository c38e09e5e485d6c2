"""The recommendations of an audit report: what a board is to answer, one by one. Pure."""

from __future__ import annotations

import re

from app.drafting.model import Span
from app.drafting.motion import listed

_LEAD = re.compile(
    r"\brekommender(?:ar|as|ats|ade)\b(?:[^.:•]|\.(?=\w)){0,200}?(?::|\batt\b(?=\s*(?:\n|[•–-]|1[.)])))"
    r"|(?m:^[ \t]*(?:\d+(?:\.\d+)*\.?\s+)?rekommendation(?:er)?(?: till \w[\w -]{0,60})?\s*:?[ \t]*$)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?m)^[ \t]*(?:[•●▪–—*\-]\s*|\d{1,2}[.)]\s+|[a-zåäö]\)\s+)(?=\S)")
_NEAR = 400  # characters from the lead to the first recommendation
_EACH = re.compile(r"(?:[^\n.]|\n(?!\s*\n)){0,200}?\brekommender(?:ar|as)\b(?:[^\n.]|\n(?!\s*\n)){0,160}?\batt\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_LEAST = 15  # characters of a recommendation


def recommendations(text: str) -> tuple[Span, ...]:
    """Return what the auditors recommend, in the order it stands.

    It is the longest list that such words lead in, or the paragraphs that recommend one thing each ("Nämnden rekommenderas
    att ...").
    """
    best: list[Span] = []
    for lead in _LEAD.finditer(text):
        first = _ITEM.search(text, lead.end(), lead.end() + _NEAR)
        if first is None or "\n\n" in text[lead.end() : first.start()].strip():
            continue
        items = [one for one in listed(text, first.start(), len(text)) if len(one.text) >= _LEAST]
        if len(items) > len(best):
            best = items
    told = [
        Span(" ".join(match.group().split()), *match.span()) for match in _PARAGRAPH.finditer(text) if _EACH.match(match.group())
    ]
    distinct = {one.text.casefold(): one for one in reversed(told)}
    each = sorted(distinct.values(), key=lambda one: one.start)
    return tuple(each if len(each) > len(best) else best)
