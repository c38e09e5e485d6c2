"""The §§ and papers that are about the matter of a question, whole, those most about it first. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.model import Question
from app.proceedings.matter_parts import MINUTES
from app.question.kind import plain
from app.question.understanding import months
from ingest.model import Chunk, DocType
from vectorstore.coverage import Asked, coverage, told
from vectorstore.model import Hit
from vectorstore.words.tokens import normalise_identifier

_REACH = 70  # passages before and after one that is found: a § with many points has some tens
_CONSIDERED = 24  # passages found whose §§ are looked at
_IN_TEXT = 0.7  # of a word that a §'s text holds and its heading does not
_NEAR = 0.8  # times the best: another § that is about the matter as well, of another board or another day
_FOUND = 0.3  # of how well its passage was found, beside how well it meets what is asked
NO_MATTER = 0.5  # how much a § is about the matter where none is named
#: Boards that a question names by their kind alone, and how the names of such boards end.
_KINDS = (
    (re.compile(r"\barbetsutskott\w*|\bau\b"), "utskott"),
    (re.compile(r"\bnamnden?s?\b"), "namnden"),
)
_HANDLED_IN = re.compile(r"\bbehandling(?:en)? av arendet i (\w{5,})")  # as `plain` writes it
_COUNCIL = re.compile(r"(?<!foreslas )(?<!foresla )(?<!till )\bfullmaktige\b")  # asked about, and not proposed to
_COMPANY = re.compile(r"styrelsen for (.{4,}?)(?: ab)?")  # a company's board, called by the company's name
_LEAST_NAME = 12  # letters of the last word of a board's name that names it alone: "pensionärsrådet"

Around = Callable[[Hit, int, int], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class MatterPlace:
    """A § of minutes, or a paper, with all its passages in order.

    Attributes:
        fit: how much of what is asked it is about, 0 to 1.
        found: how well the best of its passages was found, 0 to 1.
    """

    hits: tuple[Hit, ...]
    fit: float
    found: float

    @property
    def first(self) -> Chunk:
        """Its first passage."""
        return self.hits[0].chunk

    @property
    def body(self) -> str:
        """The board whose it is."""
        return self.first.metadata.body

    @property
    def is_minutes(self) -> bool:
        """Whether it is a § of minutes."""
        return self.first.metadata.doc_type in MINUTES and bool(self.first.paragraph)

    @property
    def rank(self) -> float:
        """How surely it is about the matter, 0 to 1."""
        return (1 - _FOUND) * self.fit + _FOUND * self.found


def places_of_matter(question: Question, topic: Sequence[Asked], hits: Sequence[Hit], around: Around) -> list[MatterPlace]:
    """Return the §§ and papers that are about the matter, those most about it first.

    Of a document that is the file of one matter all papers are looked at; so is every § where no matter is named.

    Args:
        question: as understood.
        topic: the words that say what matter is asked about.
        hits: passages, best first.
        around: gives the passages beside a hit, so many before and so many after it.
    """
    best = max(hit.score for hit in hits) or 1.0
    whole: dict[tuple[str, int, str], dict[int, Hit]] = {}
    for hit in hits[:_CONSIDERED]:
        own = _key(hit.chunk)
        if own in whole and own[2]:
            continue
        wide = not topic or hit.chunk.metadata.doc_type is not DocType.PROTOKOLL
        for one in (hit, *around(hit, _REACH, _REACH)):
            if _key(one.chunk) == own or wide:
                whole.setdefault(_key(one.chunk), {}).setdefault(one.chunk.number, one)
    named = {normalise_identifier(one) for one in question.paragraphs}
    keys = [key for key in whole if named and normalise_identifier(key[2]) in named] or list(whole)
    found = [_place(topic, [whole[key][number] for number in sorted(whole[key])], best) for key in keys]
    found = sorted(
        (place for place in found if _of_its_day(question, place.first)), key=lambda one: (-one.rank, not one.is_minutes)
    )
    return [place for place in found if place.rank >= _NEAR * found[0].rank]


def of_boards(question: Question, places: Sequence[MatterPlace]) -> list[MatterPlace]:
    """Return the places of the boards asked about, by name or by their kind; all where none is asked about."""
    if boards := boards_asked(question, places):
        return [place for place in places if not set(_handled_by(place, boards)).isdisjoint(boards)]
    text = plain(question.standalone)
    ends = next((end for pattern, end in _KINDS if pattern.search(text)), "")
    of_kind = [place for place in places if ends and plain(place.body).endswith(ends)]
    return of_kind or list(places)


def boards_asked(question: Question, places: Sequence[MatterPlace]) -> tuple[str, ...]:
    """Return the boards a question names: as they are known, or by the last word of the name of one that has a place."""
    text = plain(question.standalone)
    lasts = {place.body: plain(place.body.split()[-1]) for place in places if place.body}
    by_last = tuple(body for body, last in lasts.items() if len(last) >= _LEAST_NAME and re.search(rf"\b{re.escape(last)}", text))
    companies = tuple(body for body in lasts if (name := _COMPANY.fullmatch(plain(body))) and re.search(rf"\b{name[1]}", text))
    council = ("kommunfullmäktige",) if _COUNCIL.search(text) else ()
    return question.bodies or by_last or companies or council


def _place(topic: Sequence[Asked], hits: Sequence[Hit], best: float) -> MatterPlace:
    chunk = hits[0].chunk
    heading = told(" ".join((chunk.path[0] if chunk.paragraph and chunk.path else "", chunk.metadata.title)))
    text = frozenset[str]().union(*(told(f"{one.chunk.context} {one.chunk.text}") for one in hits))
    fit = coverage(topic, heading, text, _IN_TEXT) if topic else NO_MATTER
    return MatterPlace(tuple(hits), fit, max(hit.score for hit in hits) / best)


def _key(chunk: Chunk) -> tuple[str, int, str]:
    return (chunk.document_id, chunk.paper, chunk.paragraph)


def _of_its_day(question: Question, chunk: Chunk) -> bool:
    """Tell whether a passage is of a meeting on a day, or in a month, that a question names, or of none that is known."""
    day = chunk.metadata.day
    if day is None:
        return True
    if question.dates:
        return day in question.dates
    named = months(" ".join(chunk.path[:1]))  # a month in the matter's own name is no meeting's
    return not question.months or day.month in question.months or bool(set(named) & set(question.months))


def _handled_by(place: MatterPlace, boards: Sequence[str]) -> tuple[str, ...]:
    """Return the boards that a place tells of: those that a paper to another board says handled it, else its own."""
    if place.is_minutes:
        return (place.body,)
    text = plain(" ".join(hit.chunk.text for hit in place.hits[:4]))
    there = _HANDLED_IN.findall(text)
    return tuple(board for board in boards if any(plain(board).startswith(one) for one in there)) if there else (place.body,)
