"""A matter (ärende) over time: what each board did, when, under which §, each event with its place in the papers.

A matter is named by a diary number or by what it is about. Its events are the §§ of minutes, the papers written for them,
and what those papers tell of earlier handling. Each board has its own diary number for the same matter: the numbers that
the papers found carry in their titles are followed, one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.assistant import where
from app.citations import DocumentText, Place, cite
from app.extract.units import above_rule, board_in
from app.matters.standing import Standing, standing_of
from app.matters.told_events import told_events
from app.model import Citation, Limits, Question
from app.proceedings.matter_parts import MINUTES, OF_ONE_MATTER, Part, after_heading, decides, numbers_of, whole, without_copies
from app.wording import in_one_line
from ingest.model import DocType, Section, SectionKind
from vectorstore.coverage import Asked, coverage, told
from vectorstore.errors import UnknownDocumentError
from vectorstore.model import Filter, Hit
from vectorstore.words.tokens import identifiers, normalise_identifier

_FOUND = 30  # passages looked at for a matter named by its words
_NAMES_IT = 0.6  # share of the words asked that a title must meet for its § or paper to be about the matter
_TELLS_IT = 0.5  # the same for a sentence with the headings over it
_BESIDE = 200  # characters around a sentence that say what "ärendet" in it is
_LONGEST = 400  # characters of what happened, as told
_MOST_EVENTS = 60  # of a matter: a longer list is another question
_ON_A_YEAR = frozenset({DocType.ARSREDOVISNING, DocType.KVALITETSBERATTELSE})  # a month without a year is of their year


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a matter.

    Attributes:
        date: "2025-05-26", or as much as is known: "2023-04", "2023", "".
        body: the board, in lower case, or "".
        paragraph: "§ 61" or "".
        what: one line in Swedish, in the paper's words.
        citation: where it stands; its number counts the matter's events from 1.
    """

    date: str
    body: str
    paragraph: str
    diary_number: str
    standing: Standing
    what: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter: what it is called, its diary numbers as printed, and its events, oldest first."""

    title: str
    diary_numbers: tuple[str, ...]
    events: tuple[Event, ...]


class Search(Protocol):
    """Finds passages and tells what is asked (see `app.assistant.Assistant`)."""

    def understand(self, text: str, limits: Limits | None = None) -> Question:
        """Return a question as understood."""

    def asked(self, text: str, limits: Limits | None = None) -> tuple[Asked, ...]:
        """Return the words that say what is asked."""

    def search(self, text: str, k: int = 10, limits: Limits | None = None) -> list[Hit]:
        """Return up to k passages, best first."""


class Papers(Protocol):
    """Gives documents, and the passages that carry a diary number (see `app.library.CatalogueLibrary`)."""

    def document_text(self, document_id: str) -> DocumentText:
        """Return a live document's text."""

    def carrying(self, diary_number: str, where: Filter) -> list[Hit]:
        """Return the passages with a diary number on them, or on their paper."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a sentence must be about: the words asked, or the diary numbers."""

    asked: tuple[Asked, ...]
    question: Question

    def by(self, sentence: str, beside: str, section: Section | None) -> bool:
        """Tell whether a sentence is about what is wanted, by its words or by those around it and over it."""
        if self.question.diary_numbers:
            wanted = {normalise_identifier(number) for number in self.question.diary_numbers}
            return not wanted.isdisjoint(identifiers(sentence))
        over = told(f"{beside} {' '.join(section.path) if section else ''}")
        return coverage(self.asked, told(sentence), over, 0.5) >= _TELLS_IT


class Matters:
    """Tells matters over time, from what is indexed."""

    def __init__(self, search: Search, papers: Papers) -> None:
        self._search = search
        self._papers = papers

    def about(self, subject: str, limits: Limits | None = None) -> Matter:
        """Return a matter; one of no events where nothing is found.

        Args:
            subject: a diary number ("KS 2025/231"), or what the matter is about ("avgiftsfria trygghetslarm").
            limits: what may be looked at.

        Raises:
            QuestionError: the subject is empty or too long.
        """
        question = self._search.understand(subject, limits)
        asked = self._search.asked(subject, limits)
        numbers = list(question.diary_numbers)
        hits = self._search.search(subject, _FOUND, limits)
        parts = self._numbered(numbers, limits)
        if not numbers:
            parts = [part for part in self._parts(hits) if coverage(asked, told(part.title)) >= _NAMES_IT]
        parts = without_copies([*parts, *self._further(parts, numbers, limits)])
        numbers += [number for part in parts for number in numbers_of(part)]
        events = [event for part in parts if (event := self._event(part)) is not None]
        events += [event for part in parts for event in self._told(part, part.paper.start, part.paper.end)]
        events += [event for part in self._passages(hits) for event in self._told(part, *part.span, _Wanted(asked, question))]
        title = max((part.title for part in parts), key=len, default="") if numbers else subject
        return Matter(title, _distinct(numbers), _ordered(events))

    def told_in(self, hits: Sequence[Hit], subject: str, limits: Limits | None = None) -> tuple[Event, ...]:
        """Return what passages that were found tell of a subject's earlier handling, oldest first.

        Raises:
            QuestionError: the subject is empty or too long.
        """
        wanted = _Wanted(self._search.asked(subject, limits), self._search.understand(subject, limits))
        return _ordered([event for part in self._passages(hits) for event in self._told(part, *part.span, wanted)])

    def _further(self, parts: Sequence[Part], numbers: Sequence[str], limits: Limits | None) -> list[Part]:
        """Return the §§ and papers that the first ones lead to: by their other diary numbers, and by their title."""
        known = {normalise_identifier(number) for number in numbers}
        more = {normalise_identifier(number): number for part in parts for number in numbers_of(part)}
        found = self._numbered([number for key, number in more.items() if key not in known], limits)
        title = max((part.title for part in parts), key=len, default="")
        if title:
            found += [
                part
                for part in self._parts(self._search.search(title, _FOUND, limits))
                if any(normalise_identifier(number) in {*known, *more} for number in numbers_of(part))
            ]
        return found

    def _numbered(self, numbers: Sequence[str], limits: Limits | None) -> list[Part]:
        """Return the §§ and papers that carry one of some diary numbers as their own."""
        parts = []
        for number in numbers:
            wanted = normalise_identifier(number)
            for part in self._parts(self._papers.carrying(number, where(limits))):
                own = {normalise_identifier(one) for one in numbers_of(part)}
                if wanted in own:
                    parts.append(part)
        return parts

    def _parts(self, hits: Iterable[Hit]) -> list[Part]:
        """Return the §§ and papers that passages stand in, each once; papers about many matters are left out."""
        found: dict[tuple[str, int, str], Part] = {}
        for hit in hits:
            chunk = hit.chunk
            minutes = chunk.metadata.doc_type in MINUTES
            key = (chunk.document_id, chunk.paper, chunk.paragraph if minutes else "")
            if key in found or (minutes and not chunk.paragraph) or not (minutes or chunk.metadata.doc_type in OF_ONE_MATTER):
                continue
            try:
                document = self._papers.document_text(chunk.document_id)
            except UnknownDocumentError:
                continue  # deleted while the matter was looked up
            if chunk.paper >= len(document.papers):
                continue  # replaced while the matter was looked up
            own = tuple(one for one in document.sections if one.paper == chunk.paper and (not minutes or one.paragraph == key[2]))
            found[key] = Part(chunk.document_id, hit.source, document.papers[chunk.paper], key[2], own)
        return list(found.values())

    def _event(self, part: Part) -> Event | None:
        """Return what a § or a paper is as an event; None when its words are gone."""
        document = self._papers.document_text(part.document_id)
        metadata = part.paper.metadata
        kinds = (SectionKind.DECISION, SectionKind.PROPOSAL)
        deciding = [one for one in part.sections if one.kind in kinds and decides(one)]
        text = document.text
        saying = (one for one in sorted(deciding, key=lambda one: (kinds.index(one.kind), one.start)))
        first = next((one for one in saying if text[after_heading(text, one) : whole(one, part.sections)].strip()), None)
        if first is None:
            first = next((one for one in part.sections if one.kind is SectionKind.PARAGRAPH), None)
            span = (first.start, first.end) if first else (part.paper.start, part.paper.end)
            return self._made(part, first, (span[0], min(span[1], span[0] + _LONGEST)), standing_of(metadata.doc_type), part.title)
        start = after_heading(text, first)
        end = above_rule(text, start, whole(first, part.sections))
        standing = standing_of(metadata.doc_type, first.kind)
        words = in_one_line(text[start:end])
        event = self._made(part, first, (start, end), standing, words or part.title)
        board = board_in(first.heading) if standing is Standing.PROPOSAL else ""
        return replace(event, body=board) if event and board else event

    def _made(self, part: Part, section: Section | None, span: tuple[int, int], standing: Standing, what: str) -> Event | None:
        document = self._papers.document_text(part.document_id)
        metadata = part.paper.metadata
        path = section.path if section else ()
        place = Place(
            part.document_id, metadata.title or document.name, part.source, metadata, path, part.paragraph, part.diary_number
        )
        citation = cite(0, place, span, span, document)
        if citation is None:
            return None
        day = metadata.day.isoformat() if metadata.day else ""
        return Event(day, metadata.body, part.paragraph, part.diary_number, standing, _cut(what), citation)

    def _told(self, part: Part, start: int, end: int, wanted: _Wanted | None = None) -> list[Event]:
        """Return what sentences tell of earlier handling; where something is wanted, only of that."""
        document = self._papers.document_text(part.document_id)
        metadata = part.paper.metadata
        if part.paragraph:
            start, end = part.sections[0].start, part.sections[-1].end
        year = metadata.years[0] if metadata.doc_type in _ON_A_YEAR and metadata.years else None
        events = []
        for one in told_events(document.text, start, end, year):
            sentence = document.text[one.start : one.end]
            section = document.section_at(one.start)
            beside = document.text[max(start, one.start - _BESIDE) : min(end, one.end + _BESIDE)]
            if not (wanted.by(sentence, beside, section) if wanted else one.date):
                continue
            at = one.start
            if section is not None and section.start <= at < after_heading(document.text, section) < one.end:
                at = after_heading(document.text, section)  # a heading right over its text is none of the sentence
            words = in_one_line(document.text[at : one.end])
            event = self._made(part, section, (at, one.end), Standing.TOLD, words)
            if event is not None:
                events.append(replace(event, date=one.date, body=one.body, paragraph=one.paragraph))
        return events

    def _passages(self, hits: Sequence[Hit]) -> list[Part]:
        """Return the passages of papers about many matters, which may tell of this one in a sentence."""
        found = []
        for hit in hits:
            chunk = hit.chunk
            try:
                document = self._papers.document_text(chunk.document_id)
            except UnknownDocumentError:
                continue  # deleted while the matter was looked up
            if chunk.metadata.doc_type not in MINUTES and chunk.paper < len(document.papers):
                paper = document.papers[chunk.paper]
                found.append(Part(chunk.document_id, hit.source, paper, "", (), (chunk.start, chunk.end)))
        return found


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _distinct(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple({normalise_identifier(number): number for number in reversed(list(numbers))}.values())[::-1]


def _ordered(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events oldest first, those of unknown date last, numbered; what is told of an event that is there goes."""
    of_boards = [event for event in events if event.standing not in (Standing.TOLD, Standing.MOVED)]
    own = {(event.date, event.body) for event in of_boards}
    days = {event.date for event in of_boards if event.date}
    seen: set[tuple[str, str]] = set()
    kept = []
    for event in events:
        if event.standing is Standing.TOLD:
            keys = {(event.date, event.paragraph or event.body or event.what), (event.date, event.body or event.what)}
            if keys & seen or (event.date, event.body) in own or (not event.body and event.date in days):
                continue
            seen |= keys if event.date else {(event.what, "")}
        kept.append(event)
    kept.sort(key=lambda event: (event.date or "9999", event.standing is Standing.PROPOSAL, event.paragraph))
    return tuple(
        replace(event, citation=replace(event.citation, number=number)) for number, event in enumerate(kept[:_MOST_EVENTS], 1)
    )
