"""The places a draft rests on, each with its number: cited, and verified to the letter before the draft is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.citations import DocumentText, Place, cite, place_of
from app.drafting.model import Span
from app.drafting.reading import Source
from app.drafting.statements import Statement
from app.matters.matter import Event
from app.model import Citation
from app.wording import in_one_line
from vectorstore.errors import UnknownDocumentError


class Register:
    """Gives each cited place a number; the same place keeps its number."""

    def __init__(self, source: Source, documents: Callable[[str], DocumentText]) -> None:
        self._source = source
        self._documents = documents
        self._numbers: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All places cited, by number."""
        return tuple(self._numbers.values())

    def statement(self, one: Statement) -> Citation | None:
        """Return the citation of a statement, or None where its words are gone."""
        return self._cited(place_of(one.hit), (one.start, one.end))

    def asked(self, span: Span) -> Citation | None:
        """Return the citation of words of the motion itself."""
        return self._cited(self._source.place, (span.start, span.end))

    def event(self, event: Event) -> Citation:
        """Return the citation of an event of the matter."""
        citation = event.citation
        return self._kept((citation.document_id, citation.start, citation.end), citation)

    def numbered(self, number: int) -> Citation:
        """Return the citation with a number."""
        return self.citations[number - 1]

    def text_of(self, document_id: str) -> str:
        """Return a cited document's text, "" when it is gone."""
        try:
            return self._document(document_id).text
        except UnknownDocumentError:
            return ""

    def _document(self, document_id: str) -> DocumentText:
        if document_id == self._source.motion.document_id and not self._source.indexed:
            return self._source.document
        return self._documents(document_id)

    def _cited(self, place: Place, span: tuple[int, int]) -> Citation | None:
        try:
            document = self._document(place.document_id)
        except UnknownDocumentError:
            return None
        citation = cite(0, place, span, span, document)
        if citation is None:
            return None
        if place.document_id == self._source.motion.document_id and not self._source.indexed:
            citation = replace(citation, url="")  # a file that is not in the index has no page to show
        return self._kept((citation.document_id, citation.start, citation.end), citation)

    def _kept(self, key: tuple[str, int, int], citation: Citation) -> Citation:
        if key not in self._numbers:
            self._numbers[key] = replace(citation, number=len(self._numbers) + 1)
        return self._numbers[key]


def quoted(citation: Citation) -> str:
    """Return a citation's words as they are told: in one line, in Swedish quotation marks, with its marker."""
    told = in_one_line(citation.quote)
    told = told if told.count("“") + told.count("”") != 1 else told.strip("“”")  # half of a pair of the source's own
    return f"”{told}” [{citation.number}]"
