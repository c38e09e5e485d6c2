"""Stand-ins that keep the same contracts as the real ones (see tests/contracts), in memory and exact."""

from __future__ import annotations

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ingest.model import Chunk
from vectorstore.filters import admits
from vectorstore.model import Filter, IndexEntry, LexicalField, Term, Vector

_K1, _B = 1.2, 0.75  # BM25 as tantivy has it


class FakeEmbedder:
    """Words hashed into directions: texts that share words are near each other, the same in every process."""

    def __init__(self, dimension: int = 64, name: str = "fake") -> None:
        self._dimension = dimension
        self._name = name
        self._known: dict[str, Vector] = {}

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return self._dimension

    def passages(self, texts: Sequence[str]) -> Vector:
        return np.stack([self.query(text) for text in texts]) if texts else np.zeros((0, self._dimension), np.float32)

    def query(self, text: str) -> Vector:
        words = re.findall(r"\w+", text.casefold()) or [""]
        total = np.sum([self._direction(word) for word in words], axis=0)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)

    def _direction(self, word: str) -> Vector:
        if word not in self._known:
            seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
            self._known[word] = np.random.default_rng(seed).standard_normal(self._dimension).astype(np.float32)
        return self._known[word]


class _FakeIndex:
    def __init__(self) -> None:
        self.entries: dict[str, IndexEntry] = {}

    def add(self, entries: Sequence[IndexEntry]) -> None:
        self.update(entries, ())

    def remove(self, chunk_ids: Sequence[str]) -> None:
        self.update((), chunk_ids)

    def update(self, added: Sequence[IndexEntry], removed: Sequence[str]) -> None:
        for key in removed:
            self.entries.pop(key, None)
        self.entries.update({entry.chunk.id: entry for entry in added})

    def count(self) -> int:
        return len(self.entries)

    def ids(self) -> set[str]:
        return set(self.entries)

    def close(self) -> None:
        """Nothing to let go of."""


class FakeVectorIndex(_FakeIndex):
    """Exact search by cosine."""

    def search(self, vector: Vector, k: int, where: Filter) -> dict[str, float]:
        scores = {key: float(entry.vector @ vector) for key, entry in self.entries.items() if admits(where, entry.chunk)}
        return _best(scores, k)


class FakeLexicalIndex(_FakeIndex):
    """BM25 by counting."""

    def search(self, terms: Sequence[Term], k: int, where: Filter) -> dict[str, float]:
        scores: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            counts = {key: list(entry.tokens.get(term.field, ())) for key, entry in self.entries.items()}
            matching = [key for key, tokens in counts.items() if term.text in tokens]
            idf = math.log(1 + (len(counts) - len(matching) + 0.5) / (len(matching) + 0.5))
            average = sum(map(len, counts.values())) / max(1, len(counts))
            for key in matching:
                if admits(where, self.entries[key].chunk):
                    many, length = counts[key].count(term.text), len(counts[key])
                    norm = many + _K1 * (1 - _B + _B * length / average)
                    scores[key] += term.boost * idf * many * (_K1 + 1) / norm
        return _best(scores, k)

    def frequencies(self, field: LexicalField, tokens: Sequence[str]) -> dict[str, int]:
        """Count the entries that hold each token."""
        return {token: sum(token in entry.tokens.get(field, ()) for entry in self.entries.values()) for token in tokens}


def fake_tokens(chunk: Chunk) -> dict[LexicalField, Sequence[str]]:
    """Tokens for tests that do not look at words: every field of the index is fed."""
    words = re.findall(r"\w+", chunk.text.casefold())
    return {
        LexicalField.STEMS: words,
        LexicalField.PARTS: words[:1],
        LexicalField.GRAMS: [word[:4] for word in words],
        LexicalField.IDENTIFIERS: [chunk.paragraph.replace(" ", "")] if chunk.paragraph else [],
        LexicalField.CONTEXT: re.findall(r"\w+", chunk.context.casefold()),
    }


def _best(scores: dict[str, float], k: int) -> dict[str, float]:
    return dict(sorted(scores.items(), key=lambda item: -item[1])[: max(0, k)])
