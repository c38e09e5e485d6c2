"""Keeps the passages that were asked for last: each question looks at some two hundred, and many are those of the one before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from ingest.model import Chunk
from vectorstore.config import CHUNKS_KEPT

Key = tuple[int, str]  # a version's number, which never comes back, and a passage's id


class ChunkCache:
    """The most recently used passages, up to a number of them."""

    def __init__(self, most: int = CHUNKS_KEPT) -> None:
        """Make an empty cache for so many passages."""
        self._most = most
        self._chunks: OrderedDict[Key, Chunk] = OrderedDict()
        self._lock = Lock()

    def get(self, keys: Iterable[Key]) -> dict[Key, Chunk]:
        """Return those of some passages that are here."""
        with self._lock:
            found = {key: self._chunks[key] for key in keys if key in self._chunks}
            for key in found:
                self._chunks.move_to_end(key)
            return found

    def put(self, chunks: Iterable[tuple[Key, Chunk]]) -> None:
        """Keep passages, and let the least recently used ones go."""
        with self._lock:
            self._chunks.update(chunks)
            while len(self._chunks) > self._most:
                self._chunks.popitem(last=False)
