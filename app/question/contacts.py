"""Whether a phone number, an e-mail address or a street address is asked for, and whether a text gives one. Pure."""

from __future__ import annotations

import re

from app.question.kind import folded

_STREETS = r"(?:gatan?|vägen|väg|gränd(?:en)?|torg(?:et)?|stigen|allén?|backen|kajen|esplanaden?|platsen)"  # ends of streets' names
#: What each is asked by, in a question in lower case without å, ä and ö; what a text holds that gives it.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:vilk\w+|ange) (?:\w+ ){0,2}\w*telefonnum\w+|\bvad (?:ar|har)\b.*\btelefonnum\w+|\btelefonnumret (?:till|for)\b"
        r"|\bvilket nummer (?:ringer|nar|(?:ska|skall|kan|bor) (?:\w+ )?ringa)\b",
        r"\b0\d{1,3}\s?[-–/]\s?\d[\d \u00a0]{3,}\d|\b0\d{8,9}\b|\+46[\d \u00a0()-]{7,}|\b(?:112|1177|114 14)\b",
    ),
    (
        r"\b(?:vilk\w+|ange) (?:\w+ ){0,2}(?:e-?post|mejl|mail)\w*adress\w*|\bvad (?:ar|har)\b.*(?:e-?post|mejl|mail)adress\w*"
        r"|\b(?:e-?post|mejl|mail)adressen till\b",
        r"[\w.-]+@[\w-]+\.\w+",
    ),
    (
        r"\b(?:vilk\w+|ange) (?:\w+ )?(?:gatu|besoks|post)?adress(?:en|er|erna)?\b"
        r"|\bvad (?:ar|har)\b.*\b(?:gatu|besoks|post)?adress(?:en)?\b"
        r"|\badressen till\b|\b(?:pa|vid|till) vilken gata\b",
        rf"\b(?:på|vid|intill|till|längs|adress:?) (?-i:[A-ZÅÄÖ])[\w-]*(?: (?-i:[A-ZÅÄÖ])[\w-]*)?{_STREETS}\b"
        rf"|\b[\w-]*{_STREETS} \d|\bBox \d|\b\d{{3}} ?\d{{2}} (?-i:[A-ZÅÄÖ])|\bwww\.|https?://|\w@\w",
    ),
)
_ASKS = tuple(re.compile(asks) for asks, _ in _KINDS)
_HOLDS = tuple(re.compile(holds, re.IGNORECASE) for _, holds in _KINDS)
ASKS_CONTACT = "|".join(asks for asks, _ in _KINDS)
#: Words for a contact itself, which its number or address seldom stands with.
CONTACT_WORD = re.compile(r"\w*telefon\w*|\w*nummer|\w*numret|\w*adress\w*|e-?post\w*|mejl\w*|mail\w*|ring(?:er|a)", re.IGNORECASE)


def gives_contact(question: str, text: str) -> bool:
    """Tell whether a text gives the phone number or the address that a question asks for."""
    asked = folded(question)
    return any(holds.search(text) for asks, holds in zip(_ASKS, _HOLDS, strict=True) if asks.search(asked))
