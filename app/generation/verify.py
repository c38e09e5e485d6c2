"""A sentence of a chat model held against the evidence it points at: kept with the quotes it rests on, or dropped. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.extract.unit_model import Unit, UnitKind
from app.extract.units import units_of
from app.generation.context import Evidence
from app.generation.sentences import Sentence
from app.generation.supports import is_swedish, is_turned, misstates_standing, names_missing, share_said, words_of
from app.generation.values import wrong_values
from app.model import Question, QuestionKind
from app.numbers.ranking import Placed
from ingest.text.blocks import sentences
from vectorstore.coverage import meets, told

_LEAST_SAID = 0.6  # share of a sentence's words that its quotes and what they stand under must say
_LEAST_QUOTED = 0.45  # the same of the quotes alone
_LEAST_EACH = 0.3  # of each quote where a sentence has several
_TRIED = 6  # quotes a marker
_LEAST_WORDS = 1  # that carries meaning, beside numbers and units
_IN_A_WORD = frozenset({QuestionKind.NUMBER, QuestionKind.WHEN, QuestionKind.WHO})
_LONGEST_QUOTE = 1_500  # characters
_MET = 0.5
_QUOTED = re.compile(r"[”\"“»«]([^”\"“»«]{3,})[”\"“»«]")
_YES_NO = re.compile(r"^(?:ja|nej|jo)\b[,.:;]?\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip


class Fault(StrEnum):
    """Why a sentence was dropped."""

    UNMARKED = "unmarked"
    UNKNOWN_SOURCE = "unknown_source"
    QUESTION = "question"
    NOT_SWEDISH = "not_swedish"
    REPEATS = "repeats"
    NOT_SAID = "not_said"
    QUOTE = "quote"
    NAME = "name"
    NUMBER = "number"
    TURNED = "turned"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a document that a sentence rests on; [start, end) is quoted, around [told_start, told_end)."""

    evidence: Evidence
    start: int
    end: int
    told_start: int
    told_end: int

    @property
    def text(self) -> str:
        """The words, to the letter."""
        return self.evidence.document.text[self.start : self.end]

    @property
    def around(self) -> str:
        """What they stand under, in words."""
        place, metadata = self.evidence.place, self.evidence.place.metadata
        parts = [place.title, metadata.municipality, metadata.body, metadata.doc_type.value, *place.section]
        parts += [metadata.day.isoformat() if metadata.day else "", self.evidence.passage.context]
        if self.evidence.figure is not None:
            parts.append(self.evidence.told)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Supported:
    """A sentence that holds, with what it rests on."""

    text: str
    quotes: tuple[Quote, ...]


def check(sentence: Sentence, evidence: Sequence[Evidence], question: Question, cells: Sequence[Placed]) -> Supported | Fault:
    """Return a sentence with the quotes it rests on, or why it is dropped.

    Args:
        sentence: as the model wrote it.
        evidence: all that was sent, numbered from 1.
        question: what was asked.
        cells: the figures of the papers found.
    """
    if not sentence.markers:
        return Fault.UNMARKED
    pointed = [evidence[number - 1] for number in sentence.markers if 1 <= number <= len(evidence)]
    if not pointed:
        return Fault.UNKNOWN_SOURCE
    text = _YES_NO.sub("", sentence.text)
    text = text[:1].upper() + text[1:]
    if text.endswith("?"):
        return Fault.QUESTION
    if not is_swedish(text):
        return Fault.NOT_SWEDISH
    if question.kind is not QuestionKind.YES_NO and _says_only(text, question.standalone):
        return Fault.REPEATS
    if question.kind not in _IN_A_WORD and len(words_of(text)) < _LEAST_WORDS:
        return Fault.NOT_SAID
    first: Fault | None = None
    for quotes in _tries(text, pointed):
        fault = _fault(text, quotes, cells)
        if fault is None:
            return Supported(text, tuple(quotes))
        first = first or fault
    return first or Fault.NOT_SAID


def _says_only(text: str, question: str) -> bool:
    """Tell whether a sentence says nothing but the question's own words."""
    tokens = told(question)
    numbers = set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", question))
    return not numbers and all(meets(word, tokens) >= _MET for word in words_of(text))


def _tries(text: str, pointed: Sequence[Evidence]) -> Iterator[list[Quote]]:
    """Give the quotes a sentence may rest on: the nearest of each piece together, then those of one piece alone."""
    nearest = [_nearest(text, one) for one in dict.fromkeys(pointed)]
    if len(nearest) > 1:
        each = [quotes[0] for quotes in nearest if quotes and share_said(text, quotes[0].text) >= _LEAST_EACH]
        if len(each) > 1:
            yield each
    for quotes in nearest:
        yield from ([quote] for quote in quotes[:_TRIED])


def _nearest(text: str, evidence: Evidence) -> list[Quote]:
    """Return the quotes of a piece of evidence by how much of a sentence they say; the shorter first of two as good."""
    scored = {(one.start, one.end): (one, share_said(text, one.text, one.around)) for one in _quotes(evidence)}
    return [one for one, _ in sorted(scored.values(), key=lambda pair: (-round(pair[1], 2), pair[0].end - pair[0].start))]


def _quotes(evidence: Evidence) -> Iterator[Quote]:
    """Give what can be quoted of a piece of evidence: units, two sentences in a row, paragraphs."""
    passage = evidence.passage
    if evidence.figure is not None:
        figure = evidence.figure.figure
        yield Quote(evidence, passage.start, passage.end, figure.start, figure.end)
        return
    units = [unit for unit in units_of(passage) if unit.kind is not UnitKind.HEADING]
    for at, unit in enumerate(units):
        if unit.end - unit.start <= _LONGEST_QUOTE:
            yield Quote(evidence, unit.start, unit.end, unit.start, unit.end)
        yield from _wider(evidence, unit, units[at + 1 : at + 2])


def _wider(evidence: Evidence, unit: Unit, following: Sequence[Unit]) -> Iterator[Quote]:
    for other in following:
        if unit.kind is other.kind is UnitKind.SENTENCE and other.end - unit.start <= _LONGEST_QUOTE:
            yield Quote(evidence, unit.start, other.end, unit.start, other.end)
    if unit.block_end - unit.block_start <= _LONGEST_QUOTE:
        yield Quote(evidence, unit.block_start, unit.block_end, unit.start, unit.end)


def _fault(text: str, quotes: Sequence[Quote], cells: Sequence[Placed]) -> Fault | None:
    """Return why quotes do not support a sentence, or None where they do."""
    said = "\n".join(quote.text for quote in quotes)
    around = " ".join(quote.around for quote in quotes)
    folded = " ".join(said.split())
    if any(" ".join(one.split()).strip(" .,;:") not in folded for one in _QUOTED.findall(text)):
        return Fault.QUOTE
    inside = [one for one in cells if any(_holds(quote, one) for quote in quotes)]
    around += " ".join(f" {one.figure.label} {one.figure.measure} {one.figure.column} {one.figure.caption}" for one in inside)
    of_figure = any(quote.evidence.figure is not None for quote in quotes)
    if share_said(text, said, around) < _LEAST_SAID or (not of_figure and share_said(text, said) < _LEAST_QUOTED):
        return Fault.NOT_SAID
    if wrong_values(text, _without_place(text, quotes), [quote.text for quote in quotes], inside):
        return Fault.NUMBER
    if names_missing(text, said, around):
        return Fault.NAME
    clause = max((said[a:b] for a, b in sentences(said, 0, len(said))), key=lambda one: share_said(text, one), default=said)
    if is_turned(text, clause):
        return Fault.TURNED
    if any(misstates_standing(text, said, quote.evidence.passage.kind) for quote in quotes):
        return Fault.STANDING
    return None


def _holds(quote: Quote, placed: Placed) -> bool:
    figure = placed.figure
    return figure.document_id == quote.evidence.place.document_id and quote.start <= figure.start and figure.end <= quote.end


def _without_place(text: str, quotes: Sequence[Quote]) -> str:
    """Return a sentence without what says where its quotes stand: title, date, year, § and diary number."""
    for quote in quotes:
        place, metadata = quote.evidence.place, quote.evidence.place.metadata
        named = [place.title, place.paragraph, place.diary_number, *place.section, *metadata.diary_numbers]
        years = {str(year) for year in metadata.years}
        if metadata.day is not None:
            day = metadata.day
            named += [day.isoformat(), f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day.day} {_MONTHS[day.month - 1]}"]
            years.add(str(day.year))
        for name in sorted(filter(None, named), key=len, reverse=True):
            text = text.replace(name, " ")
        text = _YEAR.sub(lambda match, known=years: " " if match.group() in known else match.group(), text)  # type: ignore[misc]
    return text
