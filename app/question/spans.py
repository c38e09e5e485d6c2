"""Lengths of time: the words for them, and whether a text tells one as it is asked for. Pure."""

from __future__ import annotations

import re

from app.question.counting import NUMBER_WORDS, REFERRING
from app.question.kind import plain

SPAN_WORDS = (
    r"(?:arbets|vard|kalender)?(?:dag\w*|dygn\w*)|minut\w*|timm\w*|timme\w*|veck\w*|månad\w*|kvartal\w*|termin\w*|år\b|året|åren"
    r"|sekund\w*"
)
MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*"
#: What a text with a length of time holds; "hur länge" is also answered by a day.
SPAN = (
    rf"(?:\d|\b(?:{NUMBER_WORDS}))[\w\s-]{{0,14}}(?:{SPAN_WORDS})"
    rf"|\b(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|nästa) \w*(?:{SPAN_WORDS})"
    rf"|\b(?:högst|minst|längst|inom|i|efter) (?:en|ett) (?:{SPAN_WORDS})"
    r"|\b(?:omgående|genast|omedelbart|direkt|samma (?:dag|dygn|arbetspass)|skyndsamt|tills)\b"
    rf"|\b(?:till|från|sedan|till och med|t\.?o\.?m\.?)\s(?:den )?\d|\d{{4}}-\d\d-\d\d|\d{{1,2}} {MONTH}|passets slut"
)
_SPAN = re.compile(SPAN, re.IGNORECASE)
_NO_DAY = re.compile(r"\bhur (?:lang[at]? tid|langt|manga|gam(?:mal|la|malt))\b")  # that no day answers
_HOW_MANY = re.compile(r"\bhur manga (?:dagar|dar|dygn|veckor|manader|timmar|minuter|ar)\b")  # of which "skyndsamt" is no number
_A_NUMBER = re.compile(rf"\d|\b(?:{NUMBER_WORDS})\b", re.IGNORECASE)


def tells_span(text: str, question: str) -> bool:
    """Tell whether a text tells a length of time, as a question asks for it.

    Args:
        text: a sentence, an item or a row.
        question: what is asked, in its own words.
    """
    asked = plain(question)
    said = REFERRING.sub(" ", text) if _NO_DAY.search(asked) else text
    if _HOW_MANY.search(asked) and _A_NUMBER.search(said) is None:
        return False
    return _SPAN.search(said) is not None
