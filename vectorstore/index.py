"""The store as a whole: the catalogue and the indexes in use, who may write, and how the indexes are rebuilt.

The catalogue names the indexes in use, so a rebuild takes effect, for all processes, in one transaction.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

from ingest.model import Chunk, Document, SourceFile
from vectorstore.catalogue.model import EVERYTHING, INDEX, NewVersion
from vectorstore.catalogue.store import Catalogue
from vectorstore.config import LOCK_WAIT_SECONDS, StoreConfig
from vectorstore.errors import StoreDamagedError
from vectorstore.faults import REINDEX
from vectorstore.lock import LockHolder, WriterLock
from vectorstore.model import (
    DerivedIndex,
    Filter,
    IndexEntry,
    LexicalField,
    LexicalIndex,
    StoredDocument,
    Term,
    Vector,
    VectorIndex,
)
from vectorstore.writer import IndexWriter, silent

_FIRST = "0001"
_AGAIN = "En inläsning avbröts. Kör kommunsvar ingest igen: den städar upp efter sig."
_REINDEX_BATCH = 1_000  # chunks a change: the cost of a change is then small beside the embedder's


class KeptVectors(VectorIndex, DerivedIndex, Protocol):
    """A vector index that can be searched and kept."""


class KeptLexical(LexicalIndex, DerivedIndex, Protocol):
    """A lexical index that can be searched and kept."""


@dataclass(frozen=True, slots=True)
class _InUse:
    name: str
    vectors: KeptVectors
    lexical: KeptLexical


class Index:
    """The stores of a data folder. May be used from any thread."""

    def __init__(
        self,
        config: StoreConfig,
        open_vectors: Callable[[Path], KeptVectors],
        open_lexical: Callable[[Path], KeptLexical],
    ) -> None:
        """Open the catalogue; the indexes are opened when they are first used.

        Args:
            config: where things lie.
            open_vectors: makes a vector index of a folder, without opening it.
            open_lexical: makes a lexical index of a folder, without opening it.

        Raises:
            StoreVersionError: the data folder belongs to a newer version of the program.
            StoreDamagedError: the catalogue cannot be opened.
        """
        self._config = config
        self._open_vectors = open_vectors
        self._open_lexical = open_lexical
        self._lock = Lock()
        self._opened: _InUse | None = None
        self.catalogue = Catalogue(config.catalogue)
        self.vectors: VectorIndex = _Vectors(self)
        self.lexical: LexicalIndex = _Words(self)

    def close(self) -> None:
        """Let go of files and memory."""
        with self._lock:
            if self._opened is not None:
                self._opened.vectors.close()
                self._opened.lexical.close()
            self._opened = None
        self.catalogue.close()

    @contextmanager
    def writer(
        self,
        wait: float = LOCK_WAIT_SECONDS,
        on_wait: Callable[[LockHolder], None] | None = None,
        after_step: Callable[[str], None] = silent,
    ) -> Iterator[IndexWriter]:
        """Give a writer, after clearing away what a killed one left.

        Args:
            wait: seconds to wait for another writer.
            on_wait: called once when there is a wait, with who is in the way.
            after_step: see `IndexWriter`.

        Raises:
            StoreBusyError: another writer kept on for too long.
            StoreDamagedError, IndexMismatchError: the indexes have to be rebuilt first.
            StoreFullError: the disk is full.
        """
        with WriterLock(self._config.lock).hold(wait, on_wait):
            in_use = self.in_use()
            self._remove_all_but(in_use.name)
            writer = IndexWriter(self.catalogue, in_use.vectors, in_use.lexical, after_step)
            writer.recover()
            yield writer
            writer.sweep()

    def check(self) -> None:
        """Check that both indexes can be opened and hold as much as the catalogue says.

        Raises:
            StoreDamagedError, IndexMismatchError: the indexes have to be rebuilt, or hold more than they should, which the next
                writer clears away; also while another process writes.
        """
        living = self.catalogue.counts().chunks
        in_use = self.in_use()
        for name, index in (("Vektorindexet", in_use.vectors), ("Ordindexet", in_use.lexical)):
            if (held := index.count()) != living:
                lacking = self.catalogue.chunk_ids() - index.ids()
                raise StoreDamagedError(f"{name} har {held} stycken, katalogen {living}.", REINDEX if lacking else _AGAIN)

    def reindex(
        self,
        entries_for: Callable[[Sequence[Chunk]], Sequence[IndexEntry]],
        rechunk: Callable[[Document], Sequence[Chunk]] | None = None,
        progress: Callable[[int, int], None] = silent,
        wait: float = LOCK_WAIT_SECONDS,
        on_wait: Callable[[LockHolder], None] | None = None,
    ) -> None:
        """Rebuild both indexes from the catalogue; the old ones answer until the new ones are whole.

        Args:
            entries_for: gives chunks their vectors and tokens, in order.
            rechunk: makes a document's chunks anew; without it they stay as they are.
            progress: called with the documents done and their number.
            wait: seconds to wait for another writer.
            on_wait: called once when there is a wait, with who is in the way.

        Raises:
            StoreBusyError: another writer kept on for too long.
            StoreFullError: the disk is full; the old indexes are as they were.
        """
        with WriterLock(self._config.lock).hold(wait, on_wait):
            self._discard_leftovers()
            now = self.catalogue.meta(INDEX) or _FIRST
            self._remove_all_but(now)
            new = self._make(f"{int(now) + 1:04d}")
            try:
                numbers = self._fill(new, entries_for, rechunk, progress)
            finally:
                new.vectors.close()
                new.lexical.close()
            self.catalogue.activate(numbers, new.name)
            self._discard_leftovers()
            self.in_use()
            self._remove_all_but(new.name)

    def _fill(
        self,
        new: _InUse,
        entries_for: Callable[[Sequence[Chunk]], Sequence[IndexEntry]],
        rechunk: Callable[[Document], Sequence[Chunk]] | None,
        progress: Callable[[int, int], None],
    ) -> list[int]:
        documents = self.catalogue.documents(EVERYTHING)
        numbers: list[int] = []
        gathered: list[Chunk] = []
        for done, stored in enumerate(documents, start=1):
            if rechunk is None:
                gathered += self.catalogue.chunks_of(stored.id)
            else:
                document = self.catalogue.restore(stored.id)
                version = NewVersion(_source(stored), document, rechunk(document), self.catalogue.figures(stored.id))
                staged = self.catalogue.stage([version])[0]
                numbers.append(staged.number)
                gathered += staged.chunks
            if len(gathered) >= _REINDEX_BATCH or done == len(documents):
                entries = entries_for(gathered)
                new.vectors.update(entries, ())
                new.lexical.update(entries, ())
                gathered = []
            progress(done, len(documents))
        return numbers

    def in_use(self) -> _InUse:
        """Return the indexes the catalogue names now."""
        name = self.catalogue.meta(INDEX) or _FIRST
        with self._lock:
            if self._opened is None or self._opened.name != name:
                if self._opened is not None:
                    self._opened.vectors.close()
                    self._opened.lexical.close()
                self._opened = self._make(name)
            return self._opened

    def _make(self, name: str) -> _InUse:
        return _InUse(name, self._open_vectors(self._config.chroma / name), self._open_lexical(self._config.lexical / name))

    def _discard_leftovers(self) -> None:
        self.catalogue.discard([leftover.number for leftover in self.catalogue.leftovers()])

    def _remove_all_but(self, name: str) -> None:
        for folder in (self._config.chroma, self._config.lexical):
            for path in folder.iterdir() if folder.exists() else ():
                if path.name != name:
                    shutil.rmtree(path, ignore_errors=True)  # what stays is removed by the next writer


class _Vectors:
    """The vector index in use, whichever it is."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, entries: Sequence[IndexEntry]) -> None:
        self._index.in_use().vectors.add(entries)

    def remove(self, chunk_ids: Sequence[str]) -> None:
        self._index.in_use().vectors.remove(chunk_ids)

    def search(self, vector: Vector, k: int, where: Filter) -> dict[str, float]:
        vectors = self._index.in_use().vectors
        return vectors.search(vector, k, where) or _nothing(self._index.catalogue, vectors)

    def count(self) -> int:
        return self._index.in_use().vectors.count()


class _Words:
    """The lexical index in use, whichever it is."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, entries: Sequence[IndexEntry]) -> None:
        self._index.in_use().lexical.add(entries)

    def remove(self, chunk_ids: Sequence[str]) -> None:
        self._index.in_use().lexical.remove(chunk_ids)

    def search(self, terms: Sequence[Term], k: int, where: Filter) -> dict[str, float]:
        lexical = self._index.in_use().lexical
        return lexical.search(terms, k, where) or _nothing(self._index.catalogue, lexical)

    def frequencies(self, field: LexicalField, tokens: Sequence[str]) -> dict[str, int]:
        return self._index.in_use().lexical.frequencies(field, tokens)

    def count(self) -> int:
        return self._index.in_use().lexical.count()


def _nothing(catalogue: Catalogue, index: DerivedIndex) -> dict[str, float]:
    """Return no hits, unless an index is empty that should not be: its folder was taken away."""
    if not index.count() and catalogue.counts().chunks:
        raise StoreDamagedError("Sökindexet är tomt, fast det finns dokument.", REINDEX)
    return {}


def _source(stored: StoredDocument) -> SourceFile:
    return SourceFile(
        path=Path(stored.path),
        key=stored.key,
        name=stored.name,
        size=stored.size,
        modified_ns=stored.modified_ns,
        sha256=stored.version,
    )
