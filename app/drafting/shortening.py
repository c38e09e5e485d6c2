"""A few words of a longer text: its first sentence, or the one it was picked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.drafting.statements import Statement
from app.wording import in_one_line
from ingest.text.blocks import sentences

#: A sentence that leans on the one before it says little by itself.
_LEANS = re.compile(r"(?:Av d(?:em|essa)|De[nt]?|Dessa|Detta|Denna|Dess|Samtidigt|Därför|Därmed|Vidare|Även|Dock|Hon|Han|Där)\b")
_SHORT = 260  # characters of a statement in the summary


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, in one line, cut between words where it is long."""
    start, end = next(iter(sentences(text, 0, len(text))), (0, len(text)))
    return cut(in_one_line(text[start:end]))


def cut(told: str) -> str:
    """Return a text in one line, cut between words where it is long."""
    return told if len(told) <= _SHORT else told[:_SHORT].rsplit(" ", 1)[0] + " …"


def first_sentence_with(text: str, wanted: Callable[[str], bool]) -> str:
    """Return the first sentence of a text that is what is wanted, in one line; the first one where none is."""
    told = [text[a:b] for a, b in sentences(text, 0, len(text))]
    return first_sentence(next((one for one in told if wanted(in_one_line(one))), text))


def shortest(one: Statement, quote: str) -> str:
    """Return the sentence that a statement was picked for, where the quote holds it; else the quote's first."""
    unit = in_one_line(one.unit.text)
    if _LEANS.match(unit) and unit in in_one_line(quote):
        return cut(in_one_line(quote))
    return first_sentence(unit) if unit in in_one_line(quote) else first_sentence(quote)
