"""Whose a party's own paper is: the parties that its top names, or that other papers name with its day. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.papers.dates import days_named

_SHORT = r"[A-ZÅÄÖ]{1,3}\b"
_LONG = (
    r"(?:Socialdemokraterna|Moderaterna|Vänsterpartiet|Centerpartiet|Liberalerna|Kristdemokraterna|Miljöpartiet|Sverigedemokraterna"
    r"|Demokraterna|Feministiskt initiativ|[A-ZÅÄÖ][\w-]+(?:partiet| [Ll]ista[n]?))"
)
_AND = r"(?:, ?| och | samt )"
_MANY = rf"(?-i:{_SHORT}(?:{_AND}{_SHORT})*|{_LONG}(?:{_AND}{_LONG})*)"
_MOVED = r"(?:\w{0,12}yrkande|yttrande|reservation)"
_KIND = rf"^(?P<kind>(?:(?:reviderat|gemensamt|särskilt) )?{_MOVED})"
_CALLED = re.compile(rf"{_KIND}\b", re.IGNORECASE | re.MULTILINE)
#: What a paper says it is, and whose: "Yrkande   M, D", "Yttrande (M, D) 2024-03-01", "Yrkande från S och V"; `more` is what a
#: column beside the date has wrapped.
_OWN = re.compile(
    rf"{_KIND}(?:\s*[:–-]?\s*från\s+|\s{{2,}}|\s*:\s*|\s+(?=\())"
    rf"\(?(?P<parties>{_MANY})\)?(?:,\s*\d{{4}}-\d\d-\d\d\s{{2,}}(?P<more>{_MANY})|(?=\s*(?:\d|\s{{2}}|\n|$)|\s+särskilt\b))",
    re.IGNORECASE | re.MULTILINE,
)
_TOP = 360  # characters at the top of a paper in which it says whose it is
#: How other papers name it: "yrkande från M den 4 mars 2026", "3. Yrkande av V, daterat 2026-02-03".
_REFERRED = re.compile(
    rf"{_MOVED}\w{{0,3}}\s(?:(?:från|av)\s)?(?P<parties>{_MANY}),?\s(?:den\s|från den\s|daterat\s(?:den\s)?)?"
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2}\s[a-z]+\s\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Own:
    """What a party's paper calls itself ("Yrkande"), and the parties whose it is ("M, D"); "" where its top names none."""

    kind: str
    parties: str


def own_paper(text: str) -> Own:
    """Return what the top of a party's paper says of it."""
    found = _OWN.search(text[:_TOP])
    called = found or _CALLED.search(text[:_TOP])
    kind = " ".join(called["kind"].split()).capitalize() if called else "Yrkande"
    return Own(kind, ", ".join(part for part in (found["parties"], found["more"]) if part) if found else "")


def referred(text: str) -> Iterator[tuple[str, date]]:
    """Yield the parties and the day of each party's paper that a text refers to."""
    for found in _REFERRED.finditer(text):
        for day in days_named(" ".join(found["day"].split())):
            yield found["parties"], day
