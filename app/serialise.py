"""Answers and hits as the JSON of the contract (DESIGN.md §6 and §7): the same from every door."""

from __future__ import annotations

from dataclasses import asdict
from enum import Enum
from typing import Any

from app.citations import DocumentText
from app.model import Answer
from app.numbers.ranking import Placed
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


def figure_json(placed: Placed, document: DocumentText) -> dict[str, Any]:
    """Return a stored figure as JSON values (DESIGN.md §6, "A stored figure")."""
    figure = placed.figure
    box = figure.box
    return {
        "label": figure.label,
        "group": list(figure.group),
        "column": figure.column,
        "caption": figure.caption,
        "measure": figure.measure,
        "period": figure.period.text,
        "made": figure.made,
        "value": str(figure.value),
        "unit": figure.unit,
        "key_figure": figure.key_figure or None,
        "status": figure.status.value,
        "identity": figure.identity,
        "source_error": figure.source_error,
        "source": document.name,
        "document_id": figure.document_id,
        "municipality": figure.organisation or placed.metadata.municipality,
        "body": placed.metadata.body,
        "page": figure.page,
        "start": figure.start,
        "end": figure.end,
        "box": [box.x0, box.top, box.x1, box.bottom] if box else None,
        "printed": figure.printed,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value
