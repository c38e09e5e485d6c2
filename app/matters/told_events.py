"""What papers tell of what happened to a matter: a board, a day and what it did, in a sentence. Pure.

"Kommunfullmäktige beslutade 2022-12-12 att ...", "Motionen väcktes den 26 maj 2025, § 61", "Socialnämnden 2025-11-18 § 102."
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.tables.periods import MONTH_NAMES, month_number
from ingest.text.blocks import sentences

_DAY = re.compile(
    r"(?<![\d-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    rf"|(?<!\d)(?P<day>\d{{1,2}})[ \u00a0](?P<month>{MONTH_NAMES})[ \u00a0](?P<of>(?:19|20)\d\d)(?!\d)"
    rf"|\b(?P<only>{MONTH_NAMES}),?(?:[ \u00a0](?P<in>(?:19|20)\d\d)(?!\d)|\b(?! \d))"
    r"|(?<![\d/.:-])(?P<year>(?:19|20)\d\d)(?![\d/:]|-\d|\.\d)",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"(?:senast|från och med|till och med|t\.?o\.?m\.?|fr\.?o\.?m\.?|inför|före|efter|budget|mål för)(?: den| år)? $", re.IGNORECASE
)
_DID = re.compile(
    r"\b(?:beslut(?:ade|ades|at|ats)|beslöt|väck(?:tes|ts|t)|(?:åter)?remittera(?:de|des|t|ts)|bordla(?:de|des|gt|gts)|antog|antogs"
    r"|antagits?|avslog|avslogs|avslagits?|biföll|bifölls|bifallits?|godkän(?:de|des|ts)|fastställ(?:de|des|ts)|uppdrog"
    r"|skickade|överlämna(?:de|des|ts)|tillstyrk(?:te|tes)|avstyrk(?:te|tes)|förkla(?:rade|rades) besvarad)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:(?:[\wåäö]+- och )?[\wåäö]*nämnden(?:s arbetsutskott)?|nämnden för [\wåäö]+|kommunstyrelsen(?:s arbetsutskott)?"
    r"|kommunfullmäktige|regionfullmäktige|fullmäktige|(?:arbets)?utskottet)(?=[\s,.;:)]|$)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"§ ?\d{1,4}(?! ?kap| (?:i )?\w*lag)")
_HANDLED = re.compile(rf"(?:{_BODY.pattern}),? (?:den )?(?:{_DAY.pattern}),? ?(?:{_PARAGRAPH.pattern})?\.?", re.IGNORECASE)
_MAY = re.compile(r"\b(?:bör|ska|skall|kan|kunna|skulle)\b", re.IGNORECASE)  # what is to be, when no day is told
_LONGEST = 420  # characters of a sentence that tells of one thing


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, as a sentence tells it.

    Attributes:
        date: as much as is told: "2025-05-26", "2023-04", "2023", or "" where no day is told.
        body: the board, in lower case, or "".
        paragraph: "§ 61" or "".
        start, end: the sentence, in the text it was looked for in.
    """

    date: str
    body: str
    paragraph: str
    start: int
    end: int


def told_events(text: str, start: int, end: int, year: int | None = None) -> list[Told]:
    """Return what the sentences of text[start:end] tell of having happened, in order.

    Args:
        text: a paper's text.
        start: of the part to look in.
        end: of the part to look in.
        year: of a month told without one (a report on a year), or None when that is not known.
    """
    found = []
    for first, b in sentences(text, start, end):
        blank = text.rfind("\n\n", first, b)
        a = blank + 2 if blank >= 0 else first  # a heading or a list's lead before the sentence is none of it
        sentence = " ".join(text[a:b].split())
        if len(sentence) > _LONGEST:
            continue
        body = _BODY.search(sentence)
        when = when_told(sentence, year)
        did = _DID.search(sentence) and (body or (when and "motion" in sentence.casefold()))
        if not when and _MAY.search(sentence):
            continue
        if not did and not (when and _HANDLED.fullmatch(sentence)):
            continue
        paragraph = _PARAGRAPH.search(sentence)
        name = body.group().casefold() if body else ""
        found.append(Told(when, name, f"§ {paragraph.group()[1:].strip()}" if paragraph else "", a, b))
    return found


def when_told(sentence: str, year: int | None = None) -> str:
    """Return the most exact day told, the first of them; what is still to come or only a limit is passed over."""
    best = ""
    for match in _DAY.finditer(sentence):
        if _NOT_THEN.search(sentence[: match.start()]):
            continue
        told = _read(match, year)
        if len(told) > len(best):
            best = told
    return best


def _read(match: re.Match[str], year: int | None) -> str:
    if match["iso"]:
        return match["iso"]
    if match["day"]:
        return f"{match['of']}-{month_number(match['month']):02d}-{int(match['day']):02d}"
    if match["only"]:
        known = match["in"] or (str(year) if year else "")
        return f"{known}-{month_number(match['only']):02d}" if known else ""
    return match["year"]
