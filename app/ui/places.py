"""How a place in a paper is shown and opened, the same in every view. Pure: HTML out, everything from outside escaped.

A link to a place carries what the page's viewer needs (`viewer.js`); without scripts it is a link like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import escape

from app.citations import DocumentText, page_of, page_url
from ingest.model import Metadata, SectionKind, Status

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.4, 365.25
_YEARS_FROM_MONTHS = 24  # months; an age under two years is told in months


@dataclass(frozen=True, slots=True)
class Standing:
    """What a place is in its paper, and how its paper stands.

    Attributes:
        kind: decision, proposal or something else; None where it is not known.
        pages: of the file, where they can be shown as images; else 0.
    """

    kind: SectionKind | None = None
    status: Status = Status.UNKNOWN
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document to be opened."""

    document_id: str
    name: str
    start: int
    end: int
    page: int | None
    pages: int

    @property
    def url(self) -> str:
        """Its address."""
        return page_url(self.document_id, self.page if self.pages else None, self.start, self.end)


def spot(document_id: str, document: DocumentText, start: int, end: int) -> Spot:
    """Return the spot of a span of a document."""
    pages = len(document.pages) if document.pictured else 0
    return Spot(document_id, document.name, start, end, page_of(document, start), pages)


def standing(document: DocumentText, offset: int) -> Standing:
    """Return what an offset of a document stands in."""
    section = document.section_at(offset)
    paper: Metadata | None = next((one.metadata for one in document.papers if one.start <= offset < one.end), None)
    kind = section.kind if section and offset < section.end else None
    return Standing(kind, paper.status if paper else Status.UNKNOWN, len(document.pages) if document.pictured else 0)


def link(where: Spot, told: str, *, about: str = "", classes: str = "visa") -> str:
    """Return a link that opens a place, for the page's viewer.

    Args:
        where: the place.
        told: the link's words.
        about: more words, for those who hear the page.
        classes: of the element.
    """
    heard = f'<span class="lasare">{safe(about)}</span>' if about else ""
    return (
        f'<a class="{classes}" href="{safe(where.url)}" target="_blank" rel="noopener noreferrer" '
        f'data-handling="{safe(where.document_id)}" data-namn="{safe(where.name)}" data-sida="{where.page or 0}" '
        f'data-sidor="{where.pages}" data-start="{where.start}" data-slut="{where.end}">{safe(told)}{heard}</a>'
    )


def safe(text: str) -> str:
    """Return outside text as it may stand in HTML, on one line."""
    return escape(_CONTROL.sub(" ", text))


def copied(text: str) -> str:
    """Return outside text as it may stand in an attribute, its lines kept."""
    return "&#10;".join(safe(line) for line in text.split("\n"))


def in_words(day: str) -> str:
    """Return a date as people write it: "2026-03-17" → "17 mars 2026"; anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", day)
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return day
    month = f"{_MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month


def age(day: str, today: date) -> str:
    """Return how long ago a day was, roughly: "3 månader sedan"; "" for what is no day, or not yet."""
    try:
        days = (today - date.fromisoformat(day)).days
    except ValueError:
        return ""
    if days < 0:
        return ""
    months = int(days / _DAYS_A_MONTH)
    if months < 1:
        return "i dag" if days == 0 else f"{days} {'dag' if days == 1 else 'dagar'} sedan"
    if months < _YEARS_FROM_MONTHS:
        return f"{months} {'månad' if months == 1 else 'månader'} sedan"
    return f"{int(days / _DAYS_A_YEAR)} år sedan"


def upper_first(text: str) -> str:
    """Return a text with its first letter large: "socialnämnden" → "Socialnämnden"."""
    return text[:1].upper() + text[1:]
