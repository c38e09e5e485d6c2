"""Keeps catalogue and indexes in step, so that a process killed at any moment loses nothing and leaves nothing half.

A batch of documents goes this way: rows as pending (one transaction) - vectors - words - live (one transaction). What
was replaced is dead from then on, is dropped from answers by the catalogue, and leaves the indexes with the next change
or at the end; last its rows go. So whatever is in an index and not live is known to the catalogue as a leftover, and
`recover` clears it away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ingest.model import Chunk, Document, SourceFile
from ingest.tables.model import Figure
from vectorstore.catalogue.model import NewVersion, StagedVersion
from vectorstore.catalogue.store import Catalogue
from vectorstore.errors import StoreDamagedError
from vectorstore.faults import REINDEX
from vectorstore.model import DerivedIndex, IndexEntry, LexicalField, Vector

Tokens = dict[LexicalField, Sequence[str]]


def silent(*_told: object) -> None:
    """Do nothing with what is told."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    version: NewVersion
    vectors: Vector
    tokens: Sequence[Tokens]


class IndexWriter:
    """Writes, replaces and deletes documents. One at a time, over all processes: see `Index.writer`."""

    def __init__(
        self,
        catalogue: Catalogue,
        vectors: DerivedIndex,
        lexical: DerivedIndex,
        after_step: Callable[[str], None] = silent,
    ) -> None:
        """Take the stores.

        Args:
            catalogue: the truth.
            vectors: the vector index.
            lexical: the lexical index.
            after_step: called with the name of each step when it is done; tests stop the process there.
        """
        self._catalogue = catalogue
        self._indexes = (vectors, lexical)
        self._after_step = after_step
        self._waiting: list[_Waiting] = []
        self._in_batch = False

    def write(
        self,
        source: SourceFile,
        document: Document,
        chunks: Sequence[Chunk],
        vectors: Vector,
        tokens: Sequence[Tokens],
        figures: Sequence[Figure] = (),
    ) -> None:
        """Take in a document, or replace it: at once, or with its batch.

        Args:
            source: the file it was read from.
            document: as read.
            chunks: of the document.
            vectors: one unit row a chunk, shape (chunks, dimension), float32.
            tokens: one a chunk.
            figures: of the document.

        Raises:
            ValueError: there are not as many vectors and tokens as chunks.
            StoreFullError: the disk is full; nothing of the batch is live.
            StoreDamagedError: a store cannot be used.
        """
        if not len(chunks) == len(vectors) == len(tokens):
            raise ValueError(f"{len(chunks)} chunks, {len(vectors)} vectors, {len(tokens)} token lists")
        self._waiting.append(_Waiting(NewVersion(source, document, tuple(chunks), tuple(figures)), vectors, tokens))
        if not self._in_batch:
            self.flush()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Write the documents of a with block together, at its end: some hundred chunks cost as much as one.

        An error inside the block drops what was not flushed.

        Raises:
            VectorStoreError: as `write`.
        """
        self._in_batch = True
        try:
            yield
            self.flush()
        finally:
            self._in_batch = False
            self._waiting.clear()

    @property
    def waiting(self) -> int:
        """The number of chunks written in this batch and not yet flushed."""
        return sum(len(waiting.version.chunks) for waiting in self._waiting)

    def flush(self) -> None:
        """Make what was written so far live, together.

        Raises:
            VectorStoreError: as `write`.
        """
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        staged = self._catalogue.stage([item.version for item in waiting])
        self._after_step("staged")
        self._change(staged, [entry for item in zip(staged, waiting, strict=True) for entry in _entries(*item)])
        self._catalogue.activate([version.number for version in staged])
        self._after_step("active")

    def delete(self, document_id: str) -> None:
        """Delete a document, with its text, vectors and words: at once, or with the next change of its batch.

        Raises:
            UnknownDocumentError: no such document.
            VectorStoreError: as `write`.
        """
        self._catalogue.retire(document_id)
        self._after_step("retired")
        if not self._in_batch:
            self.sweep()

    def sweep(self) -> None:
        """Clear away whatever is not live.

        Raises:
            VectorStoreError: as `write`.
        """
        self._change([], [])

    def recover(self) -> None:
        """Clear away what a killed process left, and check that the indexes hold what is live.

        Raises:
            StoreDamagedError: an index lacks entries; it has to be rebuilt.
            VectorStoreError: as `write`.
        """
        self.sweep()
        living = self._catalogue.counts().chunks
        if any(index.count() != living for index in self._indexes):
            self._reconcile()

    def _change(self, staged: Sequence[StagedVersion], entries: Sequence[IndexEntry]) -> None:
        """Add entries to the indexes, and clear away all that is neither live nor just staged."""
        new = {version.number for version in staged}
        dead = [leftover for leftover in self._catalogue.leftovers() if leftover.number not in new]
        if not staged and not dead:
            return
        gone = [key for leftover in dead for key in leftover.chunk_ids]
        for index, name in zip(self._indexes, ("vectors", "lexical"), strict=True):
            index.update(entries, gone)
            self._after_step(name)
        self._catalogue.discard([leftover.number for leftover in dead])
        self._after_step("discarded")

    def _reconcile(self) -> None:
        living = self._catalogue.chunk_ids()
        for index in self._indexes:
            present = index.ids()
            index.update((), sorted(present - living))
            if lacking := len(living - present):
                raise StoreDamagedError(f"Sökindexet saknar {lacking} av {len(living)} stycken.", REINDEX)


def _entries(staged: StagedVersion, waiting: _Waiting) -> Iterable[IndexEntry]:
    for chunk, vector, tokens in zip(staged.chunks, waiting.vectors, waiting.tokens, strict=True):
        yield IndexEntry(chunk=chunk, vector=vector, tokens=tokens)
