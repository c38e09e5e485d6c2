"""The two indexes grown with made-up passages: how searching slows down, without a model and without papers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.measured import Measured, timed
from ingest.model import Chunk, ChunkKind
from vectorstore.model import Filter, IndexEntry, IndexFingerprint, LexicalField, Term, Vector
from vectorstore.vectors.chroma import ChromaVectorIndex
from vectorstore.words.lexical import TantivyLexicalIndex

_DIMENSION = 384  # of the default model
_TOPICS = 200  # directions that the vectors lie around, as texts of a municipality do
_SPREAD = 0.6  # of a vector around its topic
_WORDS = 20_000  # different words; how often each comes follows Zipf's law, as in texts
_LENGTH = 60  # words of a passage
_BATCH = 2_000  # passages a change
_SEARCHES = 60
_CANDIDATES = 120  # as `vectorstore.search` asks for
_TERMS = 8  # words of a question
_SEED = 1


def grown(folder: Path, size: int) -> list[Measured]:
    """Return how long a search in each index takes at a size, and how long it took to make.

    Args:
        folder: a new one.
        size: made-up passages.
    """
    draw = np.random.default_rng(_SEED)
    topics = _unit(draw.standard_normal((_TOPICS, _DIMENSION)))
    vectors = ChromaVectorIndex(folder / "vectors", IndexFingerprint("made up", _DIMENSION, "", "1"))
    lexical = TantivyLexicalIndex(folder / "words")
    started = time.perf_counter()
    for first in range(0, size, _BATCH):
        entries = [_entry(number, draw, topics) for number in range(first, min(first + _BATCH, size))]
        vectors.add(entries)
        lexical.add(entries)
    making = time.perf_counter() - started
    dense = [timed(lambda: vectors.search(_near(draw, topics), _CANDIDATES, Filter())) for _ in range(_SEARCHES)]
    found = [timed(lambda: lexical.search(_terms(draw), _CANDIDATES, Filter())) for _ in range(_SEARCHES)]
    vectors.close()
    lexical.close()
    both = [a + b for a, b in zip(dense, found, strict=True)]
    return [
        Measured(f"{size} stycken: båda indexen görs", size / making, "stycken/s"),
        Measured(f"{size} stycken: sökning i vektorer, p95", _p95(dense), "ms"),
        Measured(f"{size} stycken: sökning i ord, p95", _p95(found), "ms"),
        Measured(f"{size} stycken: båda, p95", _p95(both), "ms", "≤ 3 × den vid 1 000"),
    ]


def _entry(number: int, draw: np.random.Generator, topics: Vector) -> IndexEntry:
    words = [f"w{rank}" for rank in np.minimum(draw.zipf(1.2, _LENGTH), _WORDS)]
    text = " ".join(words)
    chunk = Chunk(
        id=f"{number:016x}:000000000000:0",
        document_id=f"{number:016x}",
        version="0" * 12,
        number=0,
        kind=ChunkKind.PROSE,
        text=text,
        start=0,
        end=len(text),
        context="",
        page=None,
        path=(),
        paragraph="",
        diary_number="",
        section=-1,
        paper=0,
    )
    return IndexEntry(chunk, _near(draw, topics), {LexicalField.STEMS: words})


def _near(draw: np.random.Generator, topics: Vector) -> Vector:
    """Return a unit vector near one of the topics."""
    topic = topics[draw.integers(len(topics))]
    return np.asarray(_unit(topic + _SPREAD * _unit(draw.standard_normal((1, _DIMENSION)))[0]), dtype=np.float32)


def _unit(vectors: NDArray[np.floating[Any]]) -> Vector:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), dtype=np.float32)


def _terms(draw: np.random.Generator) -> Sequence[Term]:
    """Return the words of a question: rarer than those of a text, as what is asked for is."""
    return [Term(LexicalField.STEMS, f"w{rank}") for rank in draw.integers(20, 3_000, _TERMS)]


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]
