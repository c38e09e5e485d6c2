"""What the assistant asks the catalogue: what is indexed, and whole documents. Kept in memory until something changes."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from threading import Lock

from app.citations import DocumentText
from app.question import Coverage
from vectorstore.catalogue_reader import CatalogueReader
from vectorstore.model import Filter

PDF = "application/pdf"  # the only kind of file whose pages are shown as images
_DOCUMENTS = 64  # kept in memory: an answer cites a handful, and the next question often the same


class CatalogueLibrary:
    """The catalogue as the assistant sees it."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue
        self._lock = Lock()
        self._generation = -1
        self._coverage = lru_cache(maxsize=_DOCUMENTS)(self._read_coverage)
        self._document = lru_cache(maxsize=_DOCUMENTS)(self._read_document)

    def coverage(self, where: Filter) -> Coverage:
        """Return what is indexed, of what may be seen: most papers first."""
        self._forget_the_old()
        return self._coverage(where)

    def document_text(self, document_id: str) -> DocumentText:
        """Return a live document's text.

        Raises:
            UnknownDocumentError: it is gone.
        """
        self._forget_the_old()
        return self._document(document_id)

    def _forget_the_old(self) -> None:
        generation = self._catalogue.generation()
        with self._lock:
            if generation != self._generation:
                self._coverage.cache_clear()
                self._document.cache_clear()
                self._generation = generation

    def _read_coverage(self, where: Filter) -> Coverage:
        towns: Counter[str] = Counter()
        bodies: Counter[str] = Counter()
        years: set[int] = set()
        for row in self._catalogue.coverage(where):
            towns[row.municipality] += row.papers
            bodies[row.body] += row.papers
            if row.year is not None:
                years.add(row.year)
        named = tuple(name for name, _ in towns.most_common() if name)
        return Coverage(named, tuple(name for name, _ in bodies.most_common() if name), tuple(sorted(years)))

    def _read_document(self, document_id: str) -> DocumentText:
        stored = self._catalogue.document(document_id)
        return DocumentText(
            text=self._catalogue.text(document_id),
            seams=self._catalogue.seams(document_id),
            pages=self._catalogue.pages(document_id),
            paged=stored.paged,
            pictured=stored.media_type == PDF,
        )
