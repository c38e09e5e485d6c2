"""Keeps what was read last: each question looks at some two hundred passages, and many are those of the one before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The most recently used of what was read, up to a number. May be used from any thread.

    A key must name the same thing for ever: a version's number or the catalogue's generation is a part of it.
    """

    def __init__(self, most: int) -> None:
        """Keep nothing yet, and so many at the most."""
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, keys: Iterable[K]) -> dict[K, V]:
        """Return what is kept of some keys."""
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
            return found

    def put(self, read: Mapping[K, V]) -> None:
        """Keep what was read, and let the least recently used go."""
        with self._lock:
            self._kept.update(read)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
