"""What may be shown of what is indexed: public documents, their text, and their files while they are as taken in."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.assistant import where
from app.errors import FileGoneError
from app.model import Limits
from ingest.model import Access, Page, Section
from vectorstore.catalogue.reader import CatalogueReader
from vectorstore.errors import UnknownDocumentError
from vectorstore.model import StoredDocument

_BLOCK = 1 << 20  # bytes read at a time: large enough that hashing, not the calls, takes the time
_REMEDY = "Läs in handlingen på nytt om den ska kunna visas."


class Holdings:
    """The public documents."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue

    def listed(self, limits: Limits) -> list[StoredDocument]:
        """Return the public documents within the limits, by name."""
        return self._catalogue.documents(where(limits))

    def document(self, document_id: str) -> StoredDocument:
        """Return a document that may be shown whole: all its papers are public.

        Raises:
            UnknownDocumentError: there is no such document, or not all of it is public; which is not told.
        """
        found = self._catalogue.documents(where(Limits(document_ids=(document_id,))))
        papers = self._catalogue.papers(document_id) if found else ()
        if not found or any(paper.metadata.access is not Access.PUBLIC for paper in papers):
            raise UnknownDocumentError("Handlingen finns inte.")
        return found[0]

    def text(self, stored: StoredDocument) -> str:
        """Return a document's text.

        Raises:
            UnknownDocumentError: it was deleted a moment ago.
        """
        return self._catalogue.text(stored.id)

    def pages(self, stored: StoredDocument) -> tuple[Page, ...]:
        """Return a document's pages.

        Raises:
            UnknownDocumentError: it was deleted a moment ago.
        """
        return self._catalogue.pages(stored.id)

    def sections(self, stored: StoredDocument) -> tuple[Section, ...]:
        """Return a document's sections.

        Raises:
            UnknownDocumentError: it was deleted a moment ago.
        """
        return self._catalogue.sections(stored.id)

    def file(self, stored: StoredDocument) -> Path:
        """Return where the document's file is, when it is what was taken in.

        Raises:
            FileGoneError: it is gone, cannot be read, or has changed since.
        """
        path = Path(stored.path)
        try:
            status = path.stat()
            same = status.st_size == stored.size
            if same and status.st_mtime_ns != stored.modified_ns:
                same = _sha256(path) == stored.version
        except OSError as error:
            raise FileGoneError(f"Filen {stored.name} finns inte kvar på servern. {_REMEDY}") from error
        if not same:
            raise FileGoneError(f"Filen {stored.name} har ändrats sedan den lästes in. {_REMEDY}")
        return path


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
