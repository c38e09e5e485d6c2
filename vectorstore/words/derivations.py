"""What is done and the noun for it: "granskar" and "granskning", "anmäler" and "anmälan". Pure rules, no model."""

from __future__ import annotations

import re
from functools import lru_cache

from vectorstore.words.tokens import stem

_VERB = re.compile(r"[^\W\d_]{3,}(?:ar|er|as|es|ade|ades|at|ats|erat|erats|te|des|de|a)")
_NOUN_ENDINGS = ("ning", "ing", "ering", "an")
_NOUN = re.compile(r"(?P<base>[^\W\d_]{4,}?)(?:n?ing)(?:en|ar|arna|s|ens)?")
_IN_AN = re.compile(r"(?P<base>[^\W\d_]*(?:anmäl|ansök|begär|inbjud|anhåll))an(?:s)?")
_NO_DEED = frozenset({"handling", "förening", "avdelning", "anläggning"})  # what is done by these is something else


@lru_cache(maxsize=8192)
def derivations(word: str) -> frozenset[str]:
    """Return the stems of what a verb's noun may be called, or of the verb of a noun; most of them are no words, and meet nothing.

    Args:
        word: in lower case.
    """
    if (named := _IN_AN.fullmatch(word)) is not None:
        return frozenset({named["base"], f"{named['base']}ning"})
    if (noun := _NOUN.fullmatch(word)) is not None:
        own = stem(word)
        return frozenset() if any(own.endswith(one) for one in _NO_DEED) else frozenset({noun["base"], f"{noun['base']}n"})
    if _VERB.fullmatch(word) is None:
        return frozenset()
    base = stem(word)
    return frozenset(f"{base}{ending}" for ending in _NOUN_ENDINGS)
