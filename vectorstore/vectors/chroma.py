"""The vector index: Chroma, in folders that are written once (see `vectorstore.vectors.snapshots`).

Public and internal papers lie in collections of their own: what may not be seen is never searched, and the common
search needs no filter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Lock

import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.errors import ChromaError

from ingest.model import Access
from vectorstore.config import (
    DEAD_SLOTS_ALLOWED,
    HNSW_EF,
    NEIGHBOURHOOD_FROM,
    VECTOR_BATCH,
)
from vectorstore.errors import IndexMismatchError
from vectorstore.faults import REINDEX, disk_full, index_faults
from vectorstore.model import Filter, IndexEntry, IndexFingerprint, Vector
from vectorstore.vectors.chroma_client import Collections, View, client_of, close_client, open_client
from vectorstore.vectors.chroma_search import nearest, stored_metadata
from vectorstore.vectors.snapshots import Snapshots, read_seal

_PERSIST_AT = 1  # records until a graph is written: what is left in the log, each reader writes to its sealed files
_ROOM = 16_000_000  # bytes: a change that failed with less than this left failed for that; Chroma does not say
_OPEN_TRIES = 5  # a folder may go while it is being opened, when another process changes twice in that time


class ChromaVectorIndex:
    """Nearest neighbours by cosine. May be searched from any thread; one writer at a time, over all processes."""

    def __init__(self, folder: Path, fingerprint: IndexFingerprint, neighbourhood_from: int = NEIGHBOURHOOD_FROM) -> None:
        """Remember where the index is; nothing is opened yet.

        Args:
            folder: the index's own folder; made at the first change.
            fingerprint: what the vectors are made with.
            neighbourhood_from: entries from which a filter is first tried on the nearest neighbours.
        """
        self._snapshots = Snapshots(folder.absolute())
        self._fingerprint = fingerprint
        self._neighbourhood_from = neighbourhood_from
        self._view: View | None = None
        self._views = Lock()
        self._changes = Lock()

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Add entries; adding the same chunk id again replaces it. Raises as `update`."""
        self.update(entries, ())

    def remove(self, chunk_ids: Sequence[str]) -> None:
        """Remove entries; ids that are not there are passed over. Raises as `update`."""
        self.update((), chunk_ids)

    def update(self, added: Sequence[IndexEntry], removed: Sequence[str]) -> None:
        """Add and remove entries, as one change.

        Raises:
            IndexMismatchError: the index was made with something else.
            StoreFullError: the disk is full; the index is as it was.
            StoreDamagedError: the index cannot be opened.
        """
        with self._changes, _faults():
            gone = self._present([*removed, *(entry.chunk.id for entry in added)])
            if not added and not gone:
                return
            before = self.count()
            slots = self._slots() + len(added) if before else len(added)
            draft = self._snapshots.draft(empty=not before)
            try:
                counts = self._write(draft, added, gone, create=not before)
                living = sum(counts.values())
                if slots - living > max(DEAD_SLOTS_ALLOWED, living):
                    draft, slots = self._compacted(draft), living
                self._snapshots.publish(draft, slots)
            except BaseException as error:  # also an interrupt: a draft must not stay
                full = isinstance(error, ChromaError) and self._snapshots.free() < _ROOM
                self._snapshots.discard(draft)
                if full:
                    raise disk_full() from error
                raise

    def search(self, vector: Vector, k: int, where: Filter) -> dict[str, float]:
        """Return up to k chunk ids with their cosine similarity, best first.

        Raises:
            IndexMismatchError: the index was made with something else.
            StoreDamagedError: the index cannot be opened.
        """
        if k <= 0:
            return {}
        found: dict[str, float] = {}
        with _faults(), self._reading() as view:
            for access in dict.fromkeys(where.access):
                if view is not None and view.counts[access]:
                    large = view.counts[access] >= self._neighbourhood_from
                    found.update(nearest(view.collections[access], vector, k, where, large=large))
        return dict(sorted(found.items(), key=lambda item: -item[1])[:k])

    def count(self) -> int:
        """Return the number of entries. Raises as `search`."""
        with _faults(), self._reading() as view:
            return sum(view.counts.values()) if view is not None else 0

    def ids(self) -> set[str]:
        """Return the chunk ids of all entries. Raises as `search`."""
        with _faults(), self._reading() as view:
            return {
                key
                for collection in (view.collections.values() if view is not None else ())
                for key in collection.get(include=[])["ids"]
            }

    def close(self) -> None:
        """Let go of files and memory; the index opens again when it is used."""
        with self._views:
            if self._view is not None:
                self._view.retire()
            self._view = None

    def _write(self, draft: Path, added: Sequence[IndexEntry], gone: Sequence[str], *, create: bool) -> dict[Access, int]:
        with client_of(draft) as client:
            collections = self._collections(client, create=create)
            _change(collections, added, gone)
            counts = {access: collection.count() for access, collection in collections.items()}
            for access in (access for access, count in counts.items() if not count):
                client.delete_collection(access.value)  # an emptied graph is written anew by whoever reads
                self._created(client, access)
        return counts

    def _present(self, chunk_ids: list[str]) -> list[str]:
        with self._reading() as view:
            if view is None or not chunk_ids:
                return []
            return [
                key
                for collection in view.collections.values()
                for start in range(0, len(chunk_ids), VECTOR_BATCH)
                for key in collection.get(ids=chunk_ids[start : start + VECTOR_BATCH], include=[])["ids"]
            ]

    def _slots(self) -> int:
        with self._reading() as view:
            return view.slots if view is not None else 0

    @contextmanager
    def _reading(self) -> Iterator[View | None]:
        """Give the view of the folder in use, opening it if it has changed; None when there is none yet."""
        with self._views:
            self._refresh()
            view = self._view
            if view is not None:
                view.users += 1
        try:
            yield view
        finally:
            with self._views:
                if view is not None:
                    view.left()

    def _refresh(self) -> None:
        for attempt in range(_OPEN_TRIES):
            folder = self._snapshots.current()
            if folder == (self._view.folder if self._view is not None else None):
                return
            try:
                opened = None if folder is None else self._open(folder)
            except FileNotFoundError:
                if attempt == _OPEN_TRIES - 1:
                    raise
                continue
            if self._view is not None:
                self._view.retire()
            self._view = opened
            return

    def _open(self, folder: Path) -> View:
        seal = read_seal(folder)
        client = open_client(folder)
        try:
            collections = self._collections(client)
            counts = {access: collection.count() for access, collection in collections.items()}
        except BaseException:
            close_client(client)
            raise
        return View(folder, client, collections, counts, seal.slots)

    def _collections(self, client: ClientAPI, *, create: bool = False) -> Collections:
        one = self._created if create else self._checked
        return {access: one(client, access) for access in Access}

    def _created(self, client: ClientAPI, access: Access) -> Collection:
        graph = {"space": "cosine", "ef_construction": HNSW_EF, "ef_search": HNSW_EF, "sync_threshold": _PERSIST_AT}
        return client.create_collection(
            access.value, configuration={"hnsw": graph}, metadata=asdict(self._fingerprint), embedding_function=None
        )

    def _checked(self, client: ClientAPI, access: Access) -> Collection:
        collection = client.get_collection(access.value, embedding_function=None)
        wanted, made_with = asdict(self._fingerprint), collection.metadata or {}
        changed = [key for key, value in wanted.items() if made_with.get(key) != value]
        if changed and collection.count():  # an empty one is made anew at the first change
            told = ", ".join(f"{key}: {made_with.get(key, '?')} → {wanted[key]}" for key in changed)
            raise IndexMismatchError(f"Vektorindexet är gjort med något annat ({told}).", REINDEX)
        return collection

    def _compacted(self, draft: Path) -> Path:
        """Return a draft with the same entries and no dead slots, in place of the one given."""
        fresh = self._snapshots.draft(empty=True)
        try:
            with client_of(draft) as old, client_of(fresh) as new:
                target = self._collections(new, create=True)
                for access, collection in self._collections(old).items():
                    _copy_entries(collection, target[access])
        except BaseException:
            self._snapshots.discard(fresh)
            raise
        self._snapshots.discard(draft)
        return fresh


@contextmanager
def _faults() -> Iterator[None]:
    with index_faults("Vektorindexet", ChromaError, sqlite3.Error):
        yield


def _change(collections: Collections, added: Sequence[IndexEntry], gone: Sequence[str]) -> None:
    """Remove, then add: a vector that is replaced in place is not always written to the file."""
    latest = {entry.chunk.id: entry for entry in added}
    for access, collection in collections.items():
        for start in range(0, len(gone) if collection.count() else 0, VECTOR_BATCH):
            collection.delete(ids=list(gone[start : start + VECTOR_BATCH]))
        own = [entry for entry in latest.values() if entry.chunk.metadata.access is access]
        for start in range(0, len(own), VECTOR_BATCH):
            some = own[start : start + VECTOR_BATCH]
            collection.add(
                ids=[entry.chunk.id for entry in some],
                embeddings=np.stack([entry.vector for entry in some]),
                metadatas=[stored_metadata(entry.chunk) for entry in some],
            )


def _copy_entries(source: Collection, target: Collection) -> None:
    ids = source.get(include=[])["ids"]
    for start in range(0, len(ids), VECTOR_BATCH):
        some = source.get(ids=ids[start : start + VECTOR_BATCH], include=["embeddings", "metadatas"])
        target.add(ids=some["ids"], embeddings=some["embeddings"], metadatas=some["metadatas"])
