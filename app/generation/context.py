"""Numbered evidence for a chat model, under a budget: sections around what was found, whole papers where they fit, figures. Pure.

The text of papers is data: each piece stands between fences that occur in none of them, orders to a machine are left
out, and personal identity numbers are masked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.citations import DocumentText, Place, place_of
from app.generation.orders import holds_order, without_orders
from app.numbers import figure_wording
from app.numbers.ranking import Placed
from app.personal import masked
from ingest.model import Chunk, ChunkKind, DocType, Section, SectionKind, Status
from vectorstore.errors import UnknownDocumentError
from vectorstore.model import Hit

_LONGEST_SECTION = 3_000  # characters: of a longer section only the passage found is taken
_LEAST = 20  # characters: a shorter piece is a heading alone
_MOST_FIGURES = 6
_FIGURES_SHARE = 0.15  # of the budget
_AROUND = 200  # characters of a piece's own head and fences, about
_FENCE = 6  # hex digits
_KINDS = {
    SectionKind.DECISION: ChunkKind.DECISION,
    SectionKind.PROPOSAL: ChunkKind.PROPOSAL,
    SectionKind.WITHHELD: ChunkKind.WITHHELD,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A numbered piece of a paper.

    Attributes:
        place: where it stands.
        passage: its words, to the letter, with their offsets.
        document: what it is a piece of.
        figure: the one it tells, or None for a piece of text.
    """

    number: int
    place: Place
    passage: Chunk
    document: DocumentText
    figure: Placed | None = None

    @property
    def told(self) -> str:
        """Its words as sent."""
        return masked(
            figure_wording.sentence(self.figure, "").replace(" .", ".").strip() if self.figure else self.passage.text.strip()
        )

    @property
    def head(self) -> str:
        """What is said before it: where it stands, and whether it is a proposal or a decision."""
        place, metadata = self.place, self.place.metadata
        kind = "" if metadata.doc_type is DocType.OKAND else metadata.doc_type.value
        parts = [place.title, kind, metadata.municipality, metadata.body, metadata.day.isoformat() if metadata.day else ""]
        parts += [place.paragraph, place.diary_number, " › ".join(place.section)]
        parts.append({ChunkKind.PROPOSAL: "FÖRSLAG, inte beslut", ChunkKind.DECISION: "BESLUT"}.get(self.passage.kind, ""))
        parts.append({Status.DRAFT: "UTKAST", Status.SUPERSEDED: "ERSATT av en nyare"}.get(metadata.status, ""))
        told = (" ".join(part.split()) for part in parts)
        return masked(" | ".join(part for part in dict.fromkeys(told) if part and not holds_order(part)))


def gather(
    hits: Sequence[Hit], figures: Sequence[Placed], documents: Callable[[str], DocumentText], budget: int
) -> tuple[Evidence, ...]:
    """Return the evidence, numbered from 1: the papers in the order they were found, each in its own order; then figures.

    Args:
        hits: the passages, best first.
        figures: those that may answer, best first.
        documents: gives live documents; one that is gone or replaced is passed over.
        budget: characters, heads and fences included.
    """
    chosen = _Chosen(round(budget * (1 - _FIGURES_SHARE)) if figures else budget)
    for hit in hits:
        document = _live(hit.chunk, documents)
        if document is not None and hit.chunk.kind is not ChunkKind.WITHHELD:
            chosen.add(hit, document)
    chosen.widen()
    pieces = [piece for one in chosen.pieces() for piece in _without_orders(*one)]
    told = [Evidence(at, *piece) for at, piece in enumerate(pieces, 1)]
    left = budget - chosen.used if told else budget
    for placed in figures[:_MOST_FIGURES]:
        one = _of_figure(len(told) + 1, placed, documents)
        if one is None or left < len(one.told) + _AROUND:
            continue
        left -= len(one.told) + _AROUND
        told.append(one)
    return tuple(told)


def fence_of(evidence: Iterable[Evidence]) -> str:
    """Return a mark that stands in none of the evidence: no text can end its own piece."""
    text = "\n".join(f"{one.head}\n{one.told}" for one in evidence)
    turn = 0
    while True:
        fence = "#" + hashlib.sha256(f"{turn}{text}".encode()).hexdigest()[:_FENCE]
        if fence not in text:
            return fence
        turn += 1


def written(evidence: Sequence[Evidence], fence: str) -> str:
    """Return the evidence as it is sent."""
    return "\n\n".join(f"{fence} KÄLLA [{one.number}] {one.head}\n{one.told}\n{fence} SLUT" for one in evidence)


class _Chosen:
    """Spans of papers, chosen under a budget."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self._of: dict[tuple[str, int], tuple[Hit, DocumentText]] = {}
        self._hits: dict[tuple[str, int, int], Hit] = {}
        self.used = 0

    def add(self, hit: Hit, document: DocumentText) -> None:
        """Take the section a passage stands in where it is short, else the passage; nothing where it does not fit."""
        chunk = hit.chunk
        paper = (chunk.document_id, chunk.paper)
        taken = self._spans.get(paper, [])
        if any(start <= chunk.start and chunk.end <= end for start, end in taken):
            return
        section = document.section_at(chunk.start)
        for span in (*([(section.start, section.end)] if section else []), (chunk.start, chunk.end)):
            cost = span[1] - span[0] + _AROUND
            if (span[1] - span[0] <= _LONGEST_SECTION or span == (chunk.start, chunk.end)) and self.used + cost <= self._budget:
                kept = [one for one in taken if not (span[0] < one[1] and one[0] < span[1])]
                self.used += cost - sum(end - start + _AROUND for start, end in taken if (start, end) not in kept)
                self._spans[paper] = [*kept, span]
                self._of.setdefault(paper, (hit, document))
                self._hits[chunk.document_id, *span] = hit
                return

    def widen(self) -> None:
        """Take whole papers instead of parts, as far as they fit."""
        for paper, taken in self._spans.items():
            document = self._of[paper][1]
            sections = [(one.start, one.end) for one in document.sections if one.paper == paper[1]]
            inside = all(any(a <= start and end <= b for a, b in sections) for start, end in taken)
            more = sum(end - start + _AROUND for start, end in sections) - sum(end - start + _AROUND for start, end in taken)
            if sections and inside and self.used + more <= self._budget:
                self._spans[paper] = sections
                self.used += more

    def pieces(self) -> Iterable[tuple[Place, Chunk, DocumentText]]:
        """Give the pieces chosen: papers in the order found, pieces in reading order."""
        for paper, spans in self._spans.items():
            first, document = self._of[paper]
            for start, end in sorted(spans):
                hit = self._hits.get((paper[0], start, end), first)
                section = document.section_at(start)
                yield _placed(hit, document, start, end, section)


def _placed(hit: Hit, document: DocumentText, start: int, end: int, section: Section | None) -> tuple[Place, Chunk, DocumentText]:
    place, chunk = place_of(hit), hit.chunk
    kind = chunk.kind if chunk.start >= start and chunk.end <= end else ChunkKind.PROSE
    if section is not None:
        kind = _KINDS.get(section.kind, kind)
        place = replace(
            place, section=section.path, paragraph=section.paragraph or place.paragraph,
            diary_number=section.diary_number or place.diary_number,
        )  # fmt: skip
    return place, replace(chunk, text=document.text[start:end], start=start, end=end, kind=kind, path=place.section), document


def _without_orders(place: Place, passage: Chunk, document: DocumentText) -> list[tuple[Place, Chunk, DocumentText]]:
    """Return the pieces of a passage that hold no order to a machine; none of one that says too little, or is withheld."""
    if passage.kind is ChunkKind.WITHHELD:
        return []
    pieces = []
    for a, b in without_orders(passage.text):
        text = passage.text[a:b]
        if len(text.strip()) >= _LEAST and text.strip() != (place.section[-1] if place.section else ""):
            pieces.append((place, replace(passage, text=text, start=passage.start + a, end=passage.start + b), document))
    return pieces


def _of_figure(number: int, placed: Placed, documents: Callable[[str], DocumentText]) -> Evidence | None:
    figure = placed.figure
    try:
        document = documents(figure.document_id)
    except UnknownDocumentError:
        return None  # deleted while the question was answered
    if document.text[figure.start : figure.end] != figure.printed or holds_order(figure_wording.name(figure)):
        return None
    section = document.section_at(figure.start)
    path = section.path if section else ()
    place = Place(figure.document_id, placed.metadata.title or document.name, document.name, placed.metadata, path,
                  section.paragraph if section else "", section.diary_number if section else "")  # fmt: skip
    start, end = figure.quote_start, figure.quote_end
    passage = Chunk(
        id=f"{figure.document_id}:{figure.start}", document_id=figure.document_id, version="", number=0, kind=ChunkKind.TABLE,
        text=document.text[start:end], start=start, end=end, context=placed.heading, page=figure.page, path=path,
        paragraph=place.paragraph, diary_number=place.diary_number, section=-1, paper=figure.paper, metadata=placed.metadata,
    )  # fmt: skip
    return Evidence(number, place, passage, document, placed)


def _live(chunk: Chunk, documents: Callable[[str], DocumentText]) -> DocumentText | None:
    """Return the document of a passage; None when it was deleted or replaced while the question was answered."""
    try:
        document = documents(chunk.document_id)
    except UnknownDocumentError:
        return None
    return document if document.text[chunk.start : chunk.end] == chunk.text else None
