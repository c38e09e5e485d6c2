"""Small documents for the tests of tables and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import DocType, Document, Metadata, Page, Paper, TextTable
from ingest.tables.lines import find_table_regions


def document(
    text: str,
    *,
    title: str = "",
    doc_type: DocType = DocType.ARSREDOVISNING,
    years: Sequence[int] = (),
    pages: Sequence[Page] = (),
    tables: Sequence[TextTable] | None = None,
    seams: Sequence[int] = (),
) -> Document:
    """Returns a document of one paper with the tables found in its text, or those given."""
    metadata = replace(Metadata(), title=title, doc_type=doc_type, years=tuple(years))
    return Document(
        id="d1",
        key="k",
        version="0" * 64,
        name="papper.txt",
        media_type="text/plain",
        metadata=metadata,
        text=text,
        paged=bool(pages),
        pages=tuple(pages),
        papers=(Paper(0, 0, len(text), metadata),),
        sections=(),
        tables=tuple(find_table_regions(text) if tables is None else tables),
        seams=tuple(seams),
    )
