"""The part of what is counted that a question asks for: "Hur många av avvikelserna hörde till äldreomsorgen?". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from app.question.phrases import HELPING, PAST, is_verb
from vectorstore.words.tokens import words

_OF_WHOLE = re.compile(
    r"\bhur (?:m[aå]nga|mycket|mkt|stor (?:del|andel)|h[oö]g andel)(?: procent)? av (?P<said>.*)|\bandel(?:en)? av (?P<other>.*)",
    re.IGNORECASE,
)
_IS_OF = re.compile(  # what is counted is of what follows
    r"\bhur (?:m[aå]nga|mycket|mkt|stor (?:del|andel)|h[oö]g andel)\b.*"
    r"\b(?:g[aä]ll(?:er|de)|r[oö]r(?:de)?|avs[aå]g|avser|ber[oö]r(?:de)?|handla(?:r|de) om|h[oö]r(?:de)? till|tillh[oö]r(?:de)?"
    r"|beror? p[aå]|berodde p[aå]|ha(?:r|de) (?:att g[oö]ra )?med|kom(?:mer)? fr[aå]n)\b(?P<said>.*)",
    re.IGNORECASE,
)
_AS_TOLD = re.compile(r",? (?:enligt|utifr[aå]n|i tabellen)\b", re.IGNORECASE)  # where it is told says not which part


@lru_cache(maxsize=512)
def kind_asked(text: str) -> frozenset[str]:
    """Return the words for what those counted are of, or about ("gällde vården"), as `words` gives them; none elsewhere."""
    match = _IS_OF.search(_AS_TOLD.split(text)[0])
    return frozenset(words(match["said"])) if match is not None else frozenset()


@lru_cache(maxsize=512)
def part_asked(text: str) -> frozenset[str]:
    """Return the words for the part that a question asks for, as `words` gives them; none where it asks for no part."""
    if kind := kind_asked(text):
        return kind
    said = _AS_TOLD.split(text)[0]
    match = _OF_WHOLE.search(said)
    if match is None:
        return frozenset()
    of_it = words(match["said"] or match["other"] or "")
    at = next((at for at, word in enumerate(of_it) if at and (is_verb(word) or PAST.fullmatch(word) or word in HELPING)), None)
    return frozenset(of_it[at + 1 :]) if at is not None else frozenset()
