"""Questions go before papers: what takes papers in waits a moment while somebody is being answered.

On an ordinary machine both want all processors. An answer takes a tenth of a second and somebody waits for it; nobody waits for a
passage to be embedded.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from vectorstore.model import Embedder, Vector

_PATIENCE = 1.0  # seconds waited at most before each slice: papers get on also where there are always questions
#: Twenty answers at once take much longer than twenty in turn: each row read lets the others in between (Python's GIL).
_AT_ONCE = 2
_SLICE = 8  # passages embedded between two looks: a third of a second's work


class Courtesy:
    """Knows whether questions are being answered."""

    def __init__(self, patience: float = _PATIENCE, at_once: int = _AT_ONCE) -> None:
        """Nothing is being answered.

        Args:
            patience: seconds that the other work waits at most.
            at_once: questions answered at the same time; more wait their turn.
        """
        self._patience = patience
        self._turns = threading.BoundedSemaphore(at_once)
        self._answering = 0
        self._quiet = threading.Condition()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Wait for a turn, and mark a question as being answered to the end of the with block."""
        with self._quiet:
            self._answering += 1
        try:
            with self._turns:
                yield
        finally:
            with self._quiet:
                self._answering -= 1
                self._quiet.notify_all()

    def give_way(self) -> None:
        """Wait until no question is being answered, but not for ever."""
        until = time.monotonic() + self._patience
        with self._quiet:
            while self._answering and (left := until - time.monotonic()) > 0:
                self._quiet.wait(left)


class CourteousEmbedder:
    """An embedder of passages that gives way to questions."""

    def __init__(self, embedder: Embedder, courtesy: Courtesy) -> None:
        self._embedder = embedder
        self._courtesy = courtesy

    @property
    def name(self) -> str:
        """See `Embedder.name`."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """See `Embedder.dimension`."""
        return self._embedder.dimension

    def passages(self, texts: Sequence[str]) -> Vector:
        """See `Embedder.passages`; waits before each few of them while somebody is being answered."""
        rows = []
        for at in range(0, len(texts), _SLICE):
            self._courtesy.give_way()
            rows.append(self._embedder.passages(texts[at : at + _SLICE]))
        return np.concatenate(rows) if rows else self._embedder.passages(texts)

    def query(self, text: str) -> Vector:
        """See `Embedder.query`."""
        return self._embedder.query(text)
