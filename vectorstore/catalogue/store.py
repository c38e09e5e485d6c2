"""The catalogue: the truth about documents. The indexes are derived from it.

A document is written as a pending version, made live in one transaction, and what it replaced is dead from then on;
`IndexWriter` keeps the two indexes in step. Reading sees live versions only. All methods may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.model import SourceFile
from vectorstore.catalogue import changes as writes
from vectorstore.catalogue import queries as reads
from vectorstore.catalogue.model import INDEX, Leftover, NewVersion, StagedVersion
from vectorstore.catalogue.reader import CatalogueReader


class Catalogue(CatalogueReader):
    """Documents, their versions, and what was read of them: what there is to read, and how it changes."""

    def stage(self, versions: Iterable[NewVersion]) -> list[StagedVersion]:
        """Write versions as pending, together or not at all; their chunks' ids may be new, see `StagedVersion`."""
        with self._database.writing() as connection:
            return [writes.stage(connection, version) for version in versions]

    def activate(self, numbers: Sequence[int], index: str = "") -> list[Leftover]:
        """Make pending versions live together, and return the versions they replace, which are dead from now on.

        Args:
            numbers: of staged versions.
            index: the name of the indexes to answer from after this, when they change too.
        """
        with self._database.writing() as connection:
            replaced = writes.activate(connection, numbers)
            if index:
                writes.set_meta(connection, INDEX, index)
            writes.next_generation(connection)
            return replaced

    def retire(self, document_id: str) -> list[Leftover]:
        """Delete a document: its live version is dead from now on, and returned.

        Raises:
            UnknownDocumentError: no such document.
        """
        with self._database.writing() as connection:
            reads.live_version(connection, document_id)
            dying = writes.retire(connection, document_id)
            writes.forget_duplicates(connection, document_id)
            writes.next_generation(connection)
            return dying

    def leftovers(self) -> list[Leftover]:
        """Return the versions that are not live: their index entries and rows are to go."""
        with self._database.reading() as connection:
            return writes.leftovers(connection)

    def discard(self, numbers: Sequence[int]) -> None:
        """Delete the rows of versions that are not live. Their index entries must be gone before."""
        if numbers:
            with self._database.writing() as connection:
                writes.discard(connection, numbers)

    def add_duplicate(self, source: SourceFile, document_id: str) -> None:
        """Note a file that holds a live document's content under another key.

        Raises:
            UnknownDocumentError: no such document.
        """
        with self._database.writing() as connection:
            reads.live_version(connection, document_id)
            writes.add_duplicate(connection, source, document_id)

    def touch(self, source: SourceFile) -> None:
        """Note that a known file has moved or has another time, and the same content.

        Raises:
            UnknownDocumentError: nothing is known under its key.
        """
        with self._database.writing() as connection:
            writes.touch(connection, source)

    def set_meta(self, key: str, value: str) -> None:
        """Set one fact about the store."""
        with self._database.writing() as connection:
            writes.set_meta(connection, key, value)
