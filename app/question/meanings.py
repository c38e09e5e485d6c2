"""What an abbreviation stands for: a question of that ("Vad betyder SIP?"), and words that tell it. Pure."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\bvad\b.*\b(?:betyd(?:er|a|de)|menas med|uttyds)\b|\bvad står\b.*\bför\b|\bförkortning(?:en)?\b", re.IGNORECASE
)
#: After the word for it an abbreviation may be typed in small letters; elsewhere its capitals tell it.
_TERM = re.compile(
    r"\b(?:[Ff]örkortningen|[Bb]okstäverna|[Aa]kronymen)\s+[”\"]?(?P<said>[\w-]{2,})"
    r"|\b(?P<term>[A-ZÅÄÖ][A-ZÅÄÖ0-9]+(?:-[A-ZÅÄÖ]+)*)\b"
)


def term_asked(text: str) -> str:
    """Return the abbreviation whose meaning a question asks for, or "".

    Args:
        text: the question.
    """
    found = _TERM.search(text) if _ASKS.search(text) and not text.isupper() else None
    return (found["said"] or found["term"]) if found is not None else ""


def explains(term: str, text: str) -> bool:
    """Tell whether a text says what an abbreviation stands for.

    "Samordnad individuell plan (SIP)", "SIP: samordnad ...", "SIP, samordnad ...", "SIP står för ...".
    """
    name = rf"(?<![^\W_]){re.escape(term)}(?![^\W_])"
    return (
        re.search(
            rf"[^\W\d_]{{4,}}\s+\(\s*{name}\s*\)|{name}(?:-[^\W\d_]+)?\s*(?:\([^()]*[^\W\d_]{{4}}|[:=–]\s*[^\W\d_]{{3}}|,\s+[^\W\d_]{{4,}})"
            rf"|{name},?\s+(?:som\s+)?(?:står\s+för|betyder|är|innebär|uttyds|avser)\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )
