"""Figures that sentences state with a clear subject: "Personalkostnaderna avviker negativt med 3,1 mkr". Pure.

Few forms are taken, each with its subject first: result, surplus and deficit; deviation; change; a level. Everything else
stays text, to be answered in the sentence's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Document, TextOrigin
from ingest.tables.measures import MONEY_UNITS, money_unit
from ingest.tables.model import NO_PERIOD, Period
from ingest.tables.number_readings import parse_number
from ingest.tables.periods import YEAR, year_period

_GAP = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"(?P<number>[-\u2212\u2013]?\d{{1,3}}(?:{_GAP}\d{{3}})+(?:,\d+)?|[-\u2212\u2013]?\d+(?:,\d+)?)"
_MONEY = r"mnkr|mkr|mdkr|tkr|kkr|kronor|kr|miljoner\s+kronor|miljoner|miljarder\s+kronor|tusen\s+kronor"
_COUNTED = (
    r"dagar|dygn|timmar|procentenheter|personer|medarbetare|årsarbetare|anställda|platser|lägenheter|ärenden|beslut"
    r"|elever|barn|besökare"
)
_UNIT = rf"{_GAP}?(?P<unit>{_MONEY}|procent|%|{_COUNTED})(?![\w])"
_ABOUT = r"(?:cirka|ca|drygt|knappt|ungefär|totalt|närmare|sammanlagt)?\s*"
#: A subject: what a sentence begins with, up to its verb. No clause, no figure, no list.
_SUBJECT = r"(?P<subject>[A-ZÅÄÖ][^\s.,;:!?()§\d]*(?:\s+[^\s.,;:!?()§\d]+){0,8}?)"
_VERB_CHANGE = r"(?:har\s+)?(?P<change>ökat|minskat|ökade|minskade|ökar|minskar|sjönk|sjunkit|stigit|steg)"
_FORMS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "resultat",
            rf"{_SUBJECT}\s+(?:redovisar|redovisade|visar|visade|gör|gjorde|prognostiserar)\s+(?:ett\s+)?"
            rf"(?P<sign>positivt|negativt)?\s*(?P<kind>resultat|överskott|underskott|budgetöverskott|budgetunderskott)"
            rf"(?:\s+mot\s+budget)?\s+(?:om|på|med)\s+{_ABOUT}{_NUMBER}{_UNIT}",
        ),
        ("avvikelse", rf"{_SUBJECT}\s+(?:avviker|avvek)\s+(?P<sign>positivt|negativt)\s+med\s+{_ABOUT}{_NUMBER}{_UNIT}"),
        ("förändring", rf"{_SUBJECT}\s+{_VERB_CHANGE}\s+med\s+{_ABOUT}{_NUMBER}{_UNIT}"),
        (
            "",
            rf"{_SUBJECT}\s+(?:uppgår|uppgick|har\s+uppgått|uppgått)\s+(?:nu\s+)?till\s+{_ABOUT}{_NUMBER}{_UNIT}",
        ),
    )
)
#: Words that begin a sentence without naming its subject.
_NO_SUBJECT = re.compile(
    r"(?:den|det|de|dessa|detta|denna|dem|vi|man|som|i|under|för|med|av|på|inom|om|när|enligt|där|här|totalt|sammantaget|samtidigt"
    r"|även|dock|vidare|utöver|trots|efter|vid|hittills|resultatet|utfallet|ökningen|minskningen|avvikelsen|beloppet|kostnaden|summan"
    r"|budgeten|prognosen|antalet|andelen|alla|båda|varav|därutöver|dessutom|sedan|till|från|och|men|samt|respektive)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:verksamheten|området|enheten|avdelningen|projektet|bolaget|gruppen|perioden|året)\Z", re.IGNORECASE)
_NAMED_COUNT = re.compile(
    r"(?:antalet|andelen|kostnaden|budgeten|prognosen|resultatet)\s+(?:för\s+|av\s+|i\s+)?\w{3,}", re.IGNORECASE
)
_DOWN = frozenset({"minskat", "minskade", "minskar", "sjönk", "sjunkit"})
_COMPARED = re.compile(r"\b(?:jämfört med|mot|från|än|sedan|inför)\b")
_YEARS = re.compile(rf"(?<![\d-])(?P<year>{YEAR})(?!-?\d)")
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ•]|\s*\Z)|\n\s*\n|\n(?=[•–-]\s)")
_HEADING = 70  # characters: a line this short, with a capital on the next, is a heading above the sentence
_MOST = 400  # characters of a sentence; longer ones are lists or lost layout


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A number in a sentence with what it is about.

    Attributes:
        subject: as printed.
        measure: resultat, avvikelse, förändring or "".
        value: below nought for a deficit, a negative deviation, a decrease.
        start, end: the printed number.
        quote_start, quote_end: its sentence.
    """

    subject: str
    measure: str
    period: Period
    value: Decimal
    unit: str
    start: int
    end: int
    quote_start: int
    quote_end: int


def find_prose_figures(document: Document) -> list[ProseFigure]:
    """Return the figures stated in sentences, outside tables, on pages with a text of their own."""
    taken = sorted((table.start, table.end) for table in document.tables)
    unsure = [(page.start, page.end) for page in document.pages if page.origin is not TextOrigin.TEXT]
    starts = [start for start, _ in taken]
    found = []
    for start, end in _sentences(document.text):
        at = bisect_right(starts, end) - 1
        in_table = at >= 0 and taken[at][1] > start
        if not in_table and end - start <= _MOST and not any(a < end and start < b for a, b in unsure):
            if any(start < seam < end for seam in document.seams):
                continue
            figure = _read(document.text, start, end)
            if figure is not None:
                found.append(figure)
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that hold a digit."""
    at = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.start() + (1 if match and match.group() in ".!?" else 0) if match else len(text)
        start = at + len(text[at:end]) - len(text[at:end].lstrip(" \n\t•–-"))
        if _DIGIT.search(text, start, end):
            yield _without_headings(text, start, end), end
        at = max(end, match.end() if match else end)


def _without_headings(text: str, start: int, end: int) -> int:
    """Return where a sentence begins when short lines above it, headings, are left out."""
    while True:
        line = text.find("\n", start, end)
        if line < 0 or line - start > _HEADING or not text[line + 1 : line + 2].isupper():
            return start
        start = line + 1


def _read(text: str, start: int, end: int) -> ProseFigure | None:
    sentence = text[start:end]
    for measure, form in _FORMS:
        match = form.match(sentence)
        if match is None or not _is_subject(match["subject"]):
            continue
        value = parse_number(match["number"])
        unit = _unit(match["unit"])
        if value is None or not unit:
            continue
        groups = match.groupdict()
        down = groups.get("sign") == "negativt" or groups.get("change") in _DOWN or "underskott" in (groups.get("kind") or "")
        first = start + match.start("number")
        return ProseFigure(
            " ".join(match["subject"].split()),
            measure,
            _period(sentence),
            -abs(value) if down else value,
            unit,
            first,
            first + len(match["number"]),
            start,
            end,
        )
    return None


def _is_subject(words: str) -> bool:
    if _VAGUE.match(words):
        return False
    return _NO_SUBJECT.match(words) is None or _NAMED_COUNT.match(words) is not None


def _unit(word: str) -> str:
    money = money_unit(f"({word})")
    if money in MONEY_UNITS:
        return money
    if word in ("procent", "%"):
        return "%"
    return word if word in ("dagar", "dygn", "timmar", "procentenheter") else "antal"


def _period(sentence: str) -> Period:
    """Return the one year a sentence is about; a year it compares with does not count."""
    told = _COMPARED.split(sentence)[0]
    years = {int(match["year"]) for match in _YEARS.finditer(told)} or {
        int(match["year"]) for match in _YEARS.finditer(sentence) if re.search(r"\bför\s*\Z", sentence[: match.start()])
    }
    return year_period(years.pop()) if len(years) == 1 else NO_PERIOD
