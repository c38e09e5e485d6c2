"""All that a draft is written from, put together once: the motion, what was found for it, the matter's events, the places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from app.citations import DocumentText
from app.drafting.arithmetic import Amount, Result, amounts_in, changed, products
from app.drafting.citing import Register, quoted
from app.drafting.cues import About
from app.drafting.evidence import Evidence, Role
from app.drafting.layout import Template
from app.drafting.model import Asks, Form, Motion, Paragraph
from app.drafting.reading import Source
from app.drafting.rewriting import Rewriter
from app.drafting.statements import Statement
from app.extract.party_papers import of_party
from app.extract.unit_model import UnitKind
from app.matters.matter import Event, Matter
from app.model import Citation
from app.numbers.figure_wording import name, with_unit
from app.numbers.ranking import Placed
from app.proceedings.standings import party_label
from app.wording import caution, in_one_line
from ingest.model import ChunkKind, DocType
from vectorstore.model import Filter, Hit

_MOST_CELLS = 6  # of a table's row told in a sentence
_CODE = re.compile(r"^\d{2,6}\s+(?=\D)")
_LINE = re.compile(r"(?:verksamhetens |summa |total\w* )?(?:intäkt|kostnad|resultat|netto|summa|total|personal)", re.IGNORECASE)
_MOTION = re.compile(r"motion\b", re.IGNORECASE)  # what an official's paper on a motion may be titled by
_MINUTES = frozenset({DocType.PROTOKOLL, DocType.PROTOKOLLSUTDRAG})


class Papers(Protocol):
    """Gives documents and the figures of passages (see `app.library.CatalogueLibrary`)."""

    def document_text(self, document_id: str) -> DocumentText:
        """Return a live document's text."""

    def figures(self, hits: Sequence[Hit], tokens: Mapping[str, float], where: Filter) -> list[Placed]:
        """Return the figures within passages, and those of rows that hold words."""


@dataclass(slots=True)
class Material:
    """What a draft is written from; `told` holds the statements that are told already, `missing` what was not found."""

    source: Source
    template: Template
    evidence: Evidence
    matter: Matter
    events: tuple[Event, ...]
    papers: Papers
    where: Filter
    today: date
    register: Register
    raised: Citation | None = None
    rewriter: Rewriter | None = None
    generated: bool = False
    missing: list[str] = field(default_factory=list)
    figures: list[Mapping[str, object]] = field(default_factory=list)
    told: set[tuple[str, int]] = field(default_factory=set)

    @property
    def motion(self) -> Motion:
        """The motion, or the audit report."""
        return self.source.motion

    @property
    def asked(self) -> str:
        """What one demand is called."""
        return "Rekommendation" if self.motion.asks is Asks.AUDIT else "Yrkande"

    def lack(self, what: str) -> Paragraph:
        """Note that something is missing, and return the paragraph that says so."""
        if what not in self.missing:
            self.missing.append(what)
        return Paragraph(f"[underlag saknas: {what}]", form=Form.NOTE)

    def demand(self, index: int) -> Paragraph:
        """Return a demand in the motion's own words, cited."""
        span = self.motion.demands[index]
        citation = self.register.asked(span)
        marker = f" [{citation.number}]" if citation else ""
        return Paragraph(f"{span.text}{marker}", (citation.number,) if citation else (), True, Form.NUMBERED)

    def tell(self, one: Statement) -> Paragraph | None:
        """Return a statement as a paragraph with its source, in the source's words; None where it is told already or gone."""
        key = (one.document_id, one.start)
        citation = self.register.statement(one) if key not in self.told else None
        if citation is None:
            return None
        self.told.add(key)
        note = caution(one.hit.chunk.metadata)
        tail = f" {note}" if note else ""
        row = self._row(one, citation) if one.unit.kind is UnitKind.ROW else ""
        if row:
            return Paragraph(f"{self.standing_of(one)}: {row} [{citation.number}].{tail}", (citation.number,))
        return Paragraph(f"{self.standing_of(one)}: {quoted(citation)}{tail}", (citation.number,), True)

    def standing_of(self, one: Statement) -> str:
        """Return where a statement stands, as it is led in; a party's paper is told as the party's."""
        chunk = one.hit.chunk
        if not of_party(chunk):
            return where_told(one)
        return party_label(chunk, self.papers.document_text(chunk.document_id)).removesuffix(": ")

    def tell_all(self, statements: Iterable[Statement]) -> list[Paragraph]:
        """Return the paragraphs of those statements that are not told yet."""
        return [paragraph for one in statements if (paragraph := self.tell(one)) is not None]

    def argue(self, demand: str, statements: Sequence[Statement]) -> list[Paragraph]:
        """Return what statements tell of a demand: as a chat model's verified paragraph where there is one, else as quotes."""
        sentences = [one for one in statements if one.unit.kind is not UnitKind.ROW]
        if self.rewriter is not None and sentences:
            found = [(one, citation) for one in sentences if (citation := self.register.statement(one)) is not None]
            paragraph = self.rewriter.paragraph(demand, found) if found else None
            if paragraph is not None:
                self.generated = True
                self.told |= {(one.document_id, one.start) for one, _ in found}
                return [paragraph, *self.tell_all(statements)]
        return self.tell_all(statements)

    def _row(self, one: Statement, citation: Citation) -> str:
        """Return a table's row in words made from its figures, or "" where it has none."""
        cells = []
        for placed in self.papers.figures([one.hit], {}, self.where):
            figure = placed.figure
            inside = figure.document_id == one.document_id and one.unit.start <= figure.start < one.unit.end
            if inside and figure.printed in citation.quote:
                cells.append(placed)
        if not cells:
            return ""
        year = next((str(year) for year in one.hit.chunk.metadata.years[:1]), "")
        told = ", ".join(f"{_column(cell, year)} {with_unit(cell.figure.value, cell.figure.unit)}" for cell in cells[:_MOST_CELLS])
        self.figures += [_figure(cell, citation.number) for cell in cells[:_MOST_CELLS]]
        figure = cells[0].figure
        label = name(figure) if _LINE.match(figure.label) else _CODE.sub("", figure.label)
        return f"{in_one_line(label)}: {told}"

    def computed(self) -> list[Result]:
        """Return the motion's own arithmetic, done again."""
        sentences: list[tuple[str, int]] = []
        for claim in self.motion.claims:
            if amounts_in(claim.text, 0) or any(char.isdigit() for char in claim.text):
                citation = self.register.asked(claim)
                if citation is not None:
                    sentences.append((claim.text, citation.number))
        amounts: list[Amount] = [amount for text, marker in sentences for amount in amounts_in(text, marker)]
        for one in self.evidence.all():
            if amounts_in(one.text, 0) and one.unit.kind is not UnitKind.ROW and (citation := self.register.statement(one)):
                amounts += amounts_in(one.text, citation.number)
        results = products(sentences)
        for index, demand in enumerate(self.motion.demands):
            marker = self.demand(index).citations
            results += changed(demand.text, marker[0], amounts) if marker else []
        self.figures += [one.figure for one in results]
        return results

    def in_timeline(self, one: Statement) -> bool:
        """Tell whether a statement is a decision or a proposal that the timeline tells already."""
        if one.unit.kind is not UnitKind.DECISION:
            return False
        places = (event.citation for event in self.events)
        return any(at.document_id == one.document_id and at.start < one.end and one.start < at.end for at in places)

    def strongest(self, index: int) -> tuple[Statement, ...]:
        """Return what was found for a demand, decisions first, then what is going on."""
        order = list(About)
        return tuple(sorted(self.evidence.of(Role.DEMAND, index), key=lambda one: order.index(one.about)))


def where_told(one: Statement) -> str:
    """Return where a statement stands, as it is led in: decisions and proposals are called what they are."""
    metadata = one.hit.chunk.metadata
    day = metadata.day.isoformat() if metadata.day else ""
    minutes = metadata.doc_type in _MINUTES
    parts = (metadata.body, day, one.hit.chunk.paragraph) if minutes else (one.hit.title, metadata.body, day)
    first = next((part for part in parts if part), one.hit.title)
    if metadata.doc_type is DocType.TJANSTESKRIVELSE and _MOTION.match(first):
        first = f"Tjänsteskrivelse om {first[:1].lower()}{first[1:]}"
    place = ", ".join((first, *(part for part in dict.fromkeys(parts) if part and part.casefold() not in first.casefold())))
    kind = one.hit.chunk.kind
    if kind is ChunkKind.DECISION and metadata.doc_type in _MINUTES:
        return f"Beslut ({place})"
    if kind is ChunkKind.PROPOSAL:
        return f"Förslag till beslut ({place})"
    return place[:1].upper() + place[1:]


def _column(placed: Placed, year: str) -> str:
    """Return what a cell's column says: its heading as printed, or its measure and period."""
    figure = placed.figure
    column = in_one_line(figure.column)
    if column and any(char.isalnum() for char in column):
        return column
    return " ".join(part for part in (figure.measure, figure.period.text or year) if part) or "värdet"


def _figure(placed: Placed, number: int) -> dict[str, object]:
    figure = placed.figure
    return {
        "label": name(figure),
        "value": str(figure.value),
        "unit": figure.unit,
        "period": figure.period.text,
        "measure": figure.measure,
        "citation": number,
        "derived": False,
        "formula": None,
    }
