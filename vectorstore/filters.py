"""Whether a filter lets a passage through; what the indexes do in their own languages, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Chunk, DocType
from vectorstore.model import Filter


def admits(where: Filter, chunk: Chunk) -> bool:
    """Return True when a filter lets a chunk through."""
    metadata = chunk.metadata
    return metadata.access in where.access and admits_paper(
        where, chunk.document_id, metadata.municipality, metadata.body, metadata.doc_type, metadata.years
    )


def admits_paper(where: Filter, document_id: str, municipality: str, body: str, doc_type: DocType, years: Sequence[int]) -> bool:
    """Return True when a filter, its access aside, lets a paper through."""
    return (
        (not where.document_ids or document_id in where.document_ids)
        and (not where.municipalities or municipality in where.municipalities)
        and (not where.bodies or body in where.bodies)
        and (not where.doc_types or doc_type in where.doc_types)
        and (not where.years or any(year in where.years for year in years))
    )


def limits(where: Filter) -> bool:
    """Return True when a filter limits more than access."""
    return bool(where.document_ids or where.municipalities or where.bodies or where.doc_types or where.years)
