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
#: "Vad är Trygga Vik för något?", "Vad var Stella för system?": of something with a name it is asked what it is.
_WHAT_IS = re.compile(
    r"\b[Vv]ad (?:är|var) (?:det som kallas |egentligen )?[”\"]?(?P<name>[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,3}?)[”\"]?"
    r"(?: för (?:något|nåt|nånting|någonting|slags?|sorts?|typ|en|ett|system|modell|projekt|avtal|verksamhet)\b"
    r"| egentligen\b|\s*\?)"
)


def thing_asked(text: str) -> str:
    """Return the name of something of which a question asks what it is, or ""."""
    named = _WHAT_IS.search(text)
    return named["name"] if named is not None else ""


def term_asked(text: str) -> str:
    """Return the abbreviation whose meaning a question asks for, or "".

    Args:
        text: the question.
    """
    found = _TERM.search(text) if _ASKS.search(text) and not text.isupper() else None
    return (found["said"] or found["term"]) if found is not None else ""


def explains(term: str, text: str) -> bool:
    """Tell whether a text says what an abbreviation stands for, or what something with a name is.

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
