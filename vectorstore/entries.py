"""What the indexes take for a passage: its vector and its tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ingest.model import Chunk
from vectorstore.model import Embedder, IndexEntry, Vector
from vectorstore.words.tokens import chunk_tokens

_SLICE = 64  # passages embedded between two signs of life: three seconds or so on two cores


def embedded_text(chunk: Chunk) -> str:
    """Return what is embedded for a passage: where it stands, and its words."""
    return f"{chunk.context}\n{chunk.text}" if chunk.context else chunk.text


def embed(chunks: Sequence[Chunk], embedder: Embedder, progress: Callable[[int], None]) -> Vector:
    """Return one unit row a passage, shape (len(chunks), dimension).

    Args:
        chunks: the passages.
        embedder: the model.
        progress: called with the number of passages done since the last call.
    """
    rows: list[Vector] = []
    for at in range(0, len(chunks), _SLICE):
        part = chunks[at : at + _SLICE]
        rows.append(embedder.passages([embedded_text(chunk) for chunk in part]))
        progress(len(part))
    return np.concatenate(rows) if rows else np.zeros((0, embedder.dimension), np.float32)


def entries_for(chunks: Sequence[Chunk], embedder: Embedder) -> list[IndexEntry]:
    """Return what both indexes take for passages, in order."""
    vectors = embed(chunks, embedder, lambda _: None)
    return [IndexEntry(chunk, vector, chunk_tokens(chunk)) for chunk, vector in zip(chunks, vectors, strict=True)]
