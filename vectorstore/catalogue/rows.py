"""Between ingest's types and the catalogue's rows; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.model import (
    Access,
    Box,
    Cell,
    Chunk,
    ChunkKind,
    DocType,
    Document,
    Metadata,
    Page,
    Paper,
    Section,
    SectionKind,
    SourceFile,
    Status,
    TextOrigin,
    TextTable,
)
from vectorstore.model import StoredDocument
from vectorstore.words.tokens import identifiers, normalise_identifier

if TYPE_CHECKING:
    from sqlalchemy import Row

    AnyRow = Row[*tuple[Any, ...]]

Values = dict[str, Any]
_KINDS = {kind.value: kind for kind in ChunkKind}


def stored_path(path: Path) -> str:
    """Return a path as text: a name may hold bytes that are no UTF-8, which stand as question marks."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def identifier_keys(printed: str) -> list[str]:
    """Return a § or diary number in the forms it can be asked for: whole, and without the board's letters."""
    if not printed.strip():
        return []
    return list(dict.fromkeys([normalise_identifier(printed), *identifiers(printed)]))


def version_values(source: SourceFile, document: Document) -> Values:
    """Return what `versions` holds of a document, without its state and counts."""
    return {
        "document_id": document.id,
        "version": document.version,
        "key": document.key,
        "name": document.name,
        "path": stored_path(source.path),
        "media_type": document.media_type,
        "size": source.size,
        "modified_ns": source.modified_ns,
        "paged": document.paged,
        "characters": len(document.text),
        "pages": len(document.pages),
        "papers": len(document.papers),
        "warnings": list(document.warnings),
    }


def metadata_values(metadata: Metadata) -> Values:
    """Return the columns of `paper_metadata`."""
    return {
        "title": metadata.title,
        "doc_type": metadata.doc_type.value,
        "municipality": metadata.municipality,
        "body": metadata.body,
        "day": metadata.day,
        "years": list(metadata.years),
        "diary_numbers": list(metadata.diary_numbers),
        "status": metadata.status.value,
        "access": metadata.access.value,
    }


def to_metadata(row: AnyRow) -> Metadata:
    """Return the metadata in a row that holds the columns of `paper_metadata`."""
    return Metadata(
        title=row.title,
        doc_type=DocType(row.doc_type),
        municipality=row.municipality,
        body=row.body,
        day=row.day,
        years=tuple(row.years),
        diary_numbers=tuple(row.diary_numbers),
        status=Status(row.status),
        access=Access(row.access),
    )


def page_values(pages: Iterable[Page]) -> list[Values]:
    """Return the rows of `pages`, in order."""
    return [
        {"number": page.number, "start": page.start, "end": page.end, "origin": page.origin.value, "label": page.label}
        for page in pages
    ]


def to_page(row: AnyRow) -> Page:
    """Return a page."""
    return Page(number=row.number, start=row.start, end=row.end, origin=TextOrigin(row.origin), label=row.label)


def to_paper(row: AnyRow) -> Paper:
    """Return a paper from its row and its metadata's."""
    return Paper(index=row.number, start=row.start, end=row.end, metadata=to_metadata(row))


def section_values(sections: Iterable[Section]) -> list[Values]:
    """Return the rows of `sections`, in order."""
    return [
        {
            "number": section.index,
            "paper": section.paper,
            "kind": section.kind.value,
            "heading": section.heading,
            "level": section.level,
            "path": list(section.path),
            "start": section.start,
            "end": section.end,
            "paragraph": section.paragraph,
            "diary_number": section.diary_number,
        }
        for section in sections
    ]


def to_section(row: AnyRow) -> Section:
    """Return a section."""
    return Section(
        index=row.number,
        paper=row.paper,
        kind=SectionKind(row.kind),
        heading=row.heading,
        level=row.level,
        path=tuple(row.path),
        start=row.start,
        end=row.end,
        paragraph=row.paragraph,
        diary_number=row.diary_number,
    )


def table_values(tables: Iterable[TextTable]) -> list[Values]:
    """Return the rows of `tables`, in order."""
    return [
        {
            "start": table.start,
            "end": table.end,
            "header_end": table.header_end,
            "caption": table.caption,
            "hidden": table.hidden,
            "cells": [astuple(cell) for cell in table.cells],
        }
        for table in tables
    ]


def to_table(row: AnyRow) -> TextTable:
    """Return a table."""
    return TextTable(
        start=row.start,
        end=row.end,
        header_end=row.header_end,
        cells=tuple(_to_cell(cell) for cell in row.cells),
        caption=row.caption,
        hidden=row.hidden,
    )


def _to_cell(stored: list[Any]) -> Cell:
    row, column, start, end, row_span, column_span, header, box = stored
    return Cell(row, column, start, end, row_span, column_span, header, None if box is None else Box(*box))


def chunk_values(chunk: Chunk) -> Values:
    """Return the columns of `chunks`, without the version and the metadata."""
    return {
        "id": chunk.id,
        "number": chunk.number,
        "kind": chunk.kind.value,
        "start": chunk.start,
        "end": chunk.end,
        "page": chunk.page,
        "path": list(chunk.path),
        "paragraph": chunk.paragraph,
        "diary_number": chunk.diary_number,
        "section": chunk.section,
        "paper": chunk.paper,
        "context": chunk.context,
        "text": chunk.text,
    }


def to_chunk(row: AnyRow, metadata: Metadata) -> Chunk:
    """Return a chunk from a row whose columns come in the order of its fields, the last one its metadata's number."""
    key, document_id, version, number, kind, text, start, end, context, page = row[:10]
    path, paragraph, diary_number, section, paper, _ = row[10:]
    return Chunk(
        id=key,
        document_id=document_id,
        version=version,
        number=number,
        kind=_KINDS[kind],
        text=text,
        start=start,
        end=end,
        context=context,
        page=page,
        path=tuple(path),
        paragraph=paragraph,
        diary_number=diary_number,
        section=section,
        paper=paper,
        metadata=metadata,
    )


def to_stored(row: AnyRow, duplicate_keys: tuple[str, ...]) -> StoredDocument:
    """Return a stored document from its row and its metadata's."""
    return StoredDocument(
        id=row.document_id,
        key=row.key,
        version=row.version,
        name=row.name,
        path=row.path,
        media_type=row.media_type,
        size=row.size,
        modified_ns=row.modified_ns,
        added=row.added,
        metadata=to_metadata(row),
        paged=row.paged,
        pages=row.pages,
        papers=row.papers,
        chunks=row.chunks,
        characters=row.characters,
        warnings=tuple(row.warnings),
        duplicate_keys=duplicate_keys,
    )
