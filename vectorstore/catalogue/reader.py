"""What the catalogue tells: live documents, their text and layout, chunks by id and by exact identifiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, bindparam, select

from ingest.model import Chunk, Document, Page, Paper, Section, TextTable
from ingest.tables.model import Figure
from vectorstore.catalogue import figures
from vectorstore.catalogue import find as finds
from vectorstore.catalogue import queries as reads
from vectorstore.catalogue.database import Database
from vectorstore.catalogue.kept import Kept
from vectorstore.catalogue.model import GENERATION, Counts, Coverage, KnownFile
from vectorstore.catalogue.tables import ChunkRow, MetaRow, VersionRow
from vectorstore.catalogue.text_cache import TextCache
from vectorstore.config import CHUNKS_KEPT
from vectorstore.model import Filter, StoredDocument

_Read = TypeVar("_Read")
_PUBLIC = Filter()
_COVERAGES_KEPT = 100  # one for each filter in use
_META = select(MetaRow.value).where(MetaRow.key == bindparam("key"))


class CatalogueReader:
    """What is live: documents and what was read of them."""

    def __init__(self, where: Path | str) -> None:
        """Open or make the catalogue.

        Args:
            where: an SQLite file, or an SQLAlchemy address.

        Raises:
            StoreVersionError: a newer version of the program made it.
            StoreDamagedError: it cannot be opened.
        """
        self._database = Database(where)
        self._texts = TextCache()
        self._chunks: reads.KeptChunks = Kept(CHUNKS_KEPT)
        self._coverage: dict[Filter, tuple[int, tuple[Coverage, ...]]] = {}

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    # The store as a whole

    def meta(self, key: str) -> str:
        """Return one fact about the store, "" when it is not set."""
        with self._database.reading() as connection:
            return connection.scalar(_META, {"key": key}) or ""

    def generation(self) -> int:
        """Return a number that grows each time what is live changes."""
        return int(self.meta(GENERATION) or "0")

    def counts(self) -> Counts:
        """Return how much is live."""
        with self._database.reading() as connection:
            return finds.counts(connection)

    def chunk_ids(self) -> set[str]:
        """Return the ids of all live chunks."""
        with self._database.reading() as connection:
            return reads.chunk_ids(connection)

    def coverage(self, where: Filter = _PUBLIC) -> tuple[Coverage, ...]:
        """Return how many papers there are by municipality, board, kind and year; remembered until something changes."""
        generation = self.generation()
        known = self._coverage.get(where)
        if known is not None and known[0] == generation:
            return known[1]
        with self._database.reading() as connection:
            covered = finds.coverage(connection, where)
        if len(self._coverage) >= _COVERAGES_KEPT:
            self._coverage.clear()
        self._coverage[where] = (generation, covered)
        return covered

    # Documents

    def documents(self, where: Filter = _PUBLIC) -> list[StoredDocument]:
        """Return the documents a filter lets through, by name."""
        with self._database.reading() as connection:
            return reads.stored(connection, finds.admitted(where))

    def document(self, document_id: str) -> StoredDocument:
        """Return a document.

        Raises:
            UnknownDocumentError: no such document.
        """
        with self._database.reading() as connection:
            number = reads.live_version(connection, document_id)
            return reads.stored(connection, VersionRow.id == number)[0]

    def by_key(self, key: str) -> StoredDocument | None:
        """Return the document taken in under a key, or None."""
        with self._database.reading() as connection:
            return next(iter(reads.stored(connection, VersionRow.key == key)), None)

    def by_hash(self, sha256: str) -> StoredDocument | None:
        """Return a document with this content, or None."""
        with self._database.reading() as connection:
            return next(iter(reads.stored(connection, VersionRow.version == sha256)), None)

    def known_files(self) -> dict[str, KnownFile]:
        """Return all files whose content is here, duplicates too, by key."""
        with self._database.reading() as connection:
            return reads.known_files(connection)

    def names(self, document_ids: Sequence[str]) -> dict[str, str]:
        """Return the file names of documents, by id; those that are not here are left out."""
        with self._database.reading() as connection:
            return reads.names(connection, document_ids)

    def restore(self, document_id: str) -> Document:
        """Return a document as it was taken in, whole.

        Raises:
            UnknownDocumentError: no such document.
        """
        with self._database.reading() as connection:
            return reads.restore(connection, document_id)

    def text(self, document_id: str) -> str:
        """Return a document's whole text.

        Raises:
            UnknownDocumentError: no such document.
        """
        with self._database.reading() as connection:
            number = reads.live_version(connection, document_id)
            text = self._texts.get(number)
            if text is None:
                text = reads.text_of(connection, number)
                self._texts.put(number, text)
            return text

    def seams(self, document_id: str) -> tuple[int, ...]:
        """Return the offsets where something was taken out of a document's text.

        Raises:
            UnknownDocumentError: no such document.
        """
        return self._of(document_id, reads.seams)

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """Return a document's pages.

        Raises:
            UnknownDocumentError: no such document.
        """
        return self._of(document_id, reads.pages)

    def papers(self, document_id: str) -> tuple[Paper, ...]:
        """Return a document's papers.

        Raises:
            UnknownDocumentError: no such document.
        """
        return self._of(document_id, reads.papers)

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return a document's sections.

        Raises:
            UnknownDocumentError: no such document.
        """
        return self._of(document_id, reads.sections)

    def tables(self, document_id: str) -> tuple[TextTable, ...]:
        """Return a document's tables.

        Raises:
            UnknownDocumentError: no such document.
        """
        return self._of(document_id, reads.tables)

    def figures(self, document_id: str) -> tuple[Figure, ...]:
        """Return a document's figures, in the order they stand.

        Raises:
            UnknownDocumentError: no such document.
        """
        return self._of(document_id, lambda connection, number: figures.of_version(connection, number, document_id))

    def figures_within(self, spans: Sequence[tuple[str, int, int]]) -> list[Figure]:
        """Return the live figures that stand within spans (document id, start, end), each once, in order."""
        with self._database.reading() as connection:
            return figures.within(connection, spans)

    def figures_named(
        self, tokens: Mapping[str, float], most: int, where: Filter = _PUBLIC, places: Sequence[str] = ()
    ) -> list[Figure]:
        """Return the live figures of the table rows that hold most of some weighed words (stems and parts).

        Args:
            tokens: stem or part → how much it weighs.
            most: rows at the most.
            where: what may be looked at.
            places: municipalities whose papers may hold them, beside papers of none that is known; none for all.
        """
        with self._database.reading() as connection:
            return figures.named(connection, tokens, most, where, places)

    def _of(self, document_id: str, read: Callable[[Connection, int], _Read]) -> _Read:
        with self._database.reading() as connection:
            return read(connection, reads.live_version(connection, document_id))

    # Chunks

    def chunks(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Return the live chunks among the ids."""
        with self._database.reading() as connection:
            return reads.chunks(connection, ids, self._chunks)

    def chunks_of(self, document_id: str) -> tuple[Chunk, ...]:
        """Return a document's chunks, in order.

        Raises:
            UnknownDocumentError: no such document.
        """
        with self._database.reading() as connection:
            return reads.chunks_of(connection, document_id)

    def section_chunks(self, document_id: str, section: int) -> tuple[Chunk, ...]:
        """Return the chunks of one section, in order.

        Raises:
            UnknownDocumentError: no such document.
        """
        with self._database.reading() as connection:
            return reads.chunks_of(connection, document_id, ChunkRow.section == section)

    def neighbours(self, chunk: Chunk, before: int, after: int) -> tuple[Chunk, ...]:
        """Return the chunks next to a chunk in its paper, in order, without itself.

        Raises:
            UnknownDocumentError: its document is gone.
        """
        near = ChunkRow.number.between(chunk.number - before, chunk.number + after)
        other = (ChunkRow.paper == chunk.paper) & (ChunkRow.number != chunk.number)
        with self._database.reading() as connection:
            return reads.chunks_of(connection, chunk.document_id, near & other)

    def find(
        self,
        *,
        paragraph: str = "",
        diary_number: str = "",
        day: date | None = None,
        body: str = "",
        where: Filter = _PUBLIC,
    ) -> list[str]:
        """Return the ids of chunks by exact identifiers, newest paper first.

        Args:
            paragraph: of the chunk, as "§ 51" or "§51".
            diary_number: of the chunk or its paper, with or without the board's letters.
            day: of the paper.
            body: the board, in full; limits the others, and finds nothing alone.
            where: what may be looked at.
        """
        with self._database.reading() as connection:
            return finds.find(connection, paragraph, diary_number, day, body, where)
