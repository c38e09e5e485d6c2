"""Answers and hits as the JSON of the contract (DESIGN.md §6 and §7): the same from every door."""

from __future__ import annotations

from dataclasses import asdict
from enum import Enum
from typing import Any

from app.model import Answer
from vectorstore.model import Hit, StoredDocument


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON values."""
    values: dict[str, Any] = _plain(asdict(answer))
    return values


def hit_json(hit: Hit, rank: int) -> dict[str, Any]:
    """Return a passage found as JSON values; `rank` counts from 1."""
    chunk = hit.chunk
    return {
        "rank": rank,
        "score": hit.score,
        "text": chunk.text,
        "document_id": chunk.document_id,
        "source": hit.source,
        "title": hit.title,
        "page": chunk.page,
        "section": list(chunk.path),
        "paragraph": chunk.paragraph or None,
        "start": chunk.start,
        "end": chunk.end,
        "legs": dict(hit.legs),
    }


def document_json(stored: StoredDocument) -> dict[str, Any]:
    """Return a document as JSON values, without its path on disk."""
    values: dict[str, Any] = _plain(asdict(stored))
    values.pop("path")
    values.pop("key")
    values.pop("duplicate_keys")
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value
