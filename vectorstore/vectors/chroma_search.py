"""Searching a collection of Chroma's under a filter.

Chroma's own filter takes about 5 us a match and then walks the graph, so a large collection is asked in three ways, each
exact in what it lets through: among the nearest neighbours; one by one, when few match; else by Chroma's filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from chromadb.api.models.Collection import Collection

from ingest.model import Chunk, DocType
from vectorstore.config import EXACT_UP_TO, NEIGHBOURHOOD_FACTOR, NEIGHBOURHOOD_MAX
from vectorstore.filters import admits_paper
from vectorstore.model import Filter, Vector

Stored = dict[str, Any]


def stored_metadata(chunk: Chunk) -> Stored:
    """Return what is kept with a chunk's vector; its access is the collection it lies in."""
    metadata = chunk.metadata
    stored: Stored = {
        "document_id": chunk.document_id,
        "municipality": metadata.municipality,
        "body": metadata.body,
        "doc_type": metadata.doc_type.value,
    }
    if metadata.years:  # an empty list is refused
        stored["years"] = list(metadata.years)
    return stored


def condition(where: Filter) -> Stored | None:
    """Return a filter's limits, access aside, in Chroma's words, or None when it has none."""
    limits: list[Stored] = []
    for key, allowed in (
        ("document_id", where.document_ids),
        ("municipality", where.municipalities),
        ("body", where.bodies),
        ("doc_type", tuple(kind.value for kind in where.doc_types)),
    ):
        if allowed:
            limits.append({key: {"$in": list(allowed)}})
    if where.years:
        limits.append(_joined("$or", [{"years": {"$contains": year}} for year in dict.fromkeys(where.years)]))
    return _joined("$and", limits) if limits else None


def _joined(operator: str, parts: list[Stored]) -> Stored:
    return parts[0] if len(parts) == 1 else {operator: parts}


def admits_stored(where: Filter, stored: Stored) -> bool:
    """Return True when a filter, its access aside, lets an entry through."""
    return admits_paper(
        where,
        stored["document_id"],
        stored["municipality"],
        stored["body"],
        DocType(stored["doc_type"]),
        stored.get("years") or (),
    )


def nearest(collection: Collection, vector: Vector, k: int, where: Filter, *, large: bool) -> dict[str, float]:
    """Return up to k ids with their cosine similarity, best first.

    Args:
        vector: a unit vector, shape (dimension,).
        where: its access is passed over: a collection holds papers of one access.
        large: the collection is so large that its own filter is slow.
    """
    limits = condition(where)
    if limits is None:
        return _by_graph(collection, vector, k)
    if large:
        near = _among_neighbours(collection, vector, k, where)
        if len(near) == k:
            return near
        few = collection.get(where=limits, limit=EXACT_UP_TO + 1, include=["embeddings"])
        if len(few["ids"]) <= EXACT_UP_TO:
            return _one_by_one(few["ids"], few["embeddings"], vector, k)
    return _by_graph(collection, vector, k, where=limits)


def _by_graph(collection: Collection, vector: Vector, k: int, **limits: Any) -> dict[str, float]:
    found = collection.query(query_embeddings=[vector], n_results=k, include=["distances"], **limits)
    return {key: 1.0 - far for key, far in zip(found["ids"][0], found["distances"][0], strict=True)}


def _among_neighbours(collection: Collection, vector: Vector, k: int, where: Filter) -> dict[str, float]:
    many = min(NEIGHBOURHOOD_FACTOR * k, max(NEIGHBOURHOOD_MAX, k))
    found = collection.query(query_embeddings=[vector], n_results=many, include=["distances", "metadatas"])
    near = zip(found["ids"][0], found["distances"][0], found["metadatas"][0], strict=True)
    admitted = [(key, 1.0 - far) for key, far, stored in near if admits_stored(where, stored)]
    return dict(admitted[:k])


def _one_by_one(ids: Sequence[str], vectors: Vector, vector: Vector, k: int) -> dict[str, float]:
    if not ids:
        return {}
    scores = np.asarray(vectors) @ vector
    return {ids[at]: float(scores[at]) for at in np.argsort(-scores)[:k]}
