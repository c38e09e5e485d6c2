"""What the catalogue tells of live documents; each function is given a connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select

from ingest.model import Access, Chunk, Document, Page, Paper, Section, TextTable
from vectorstore.catalogue.kept import Kept
from vectorstore.catalogue.model import KnownFile
from vectorstore.catalogue.rows import to_chunk, to_metadata, to_page, to_paper, to_section, to_stored, to_table
from vectorstore.catalogue.tables import (
    ChunkRow,
    DuplicateRow,
    MetadataRow,
    PageRow,
    PaperRow,
    SectionRow,
    State,
    TableRow,
    TextRow,
    VersionRow,
)
from vectorstore.errors import UnknownDocumentError
from vectorstore.model import StoredDocument

KeptChunks = Kept[tuple[int, str], Chunk]  # by a version's number and a chunk's id

LIVE = VersionRow.state == State.LIVE
_IDS_AT_ONCE = 10_000  # SQLite takes 32,766 values in a statement
_METADATA = (
    MetadataRow.title,
    MetadataRow.doc_type,
    MetadataRow.municipality,
    MetadataRow.body,
    MetadataRow.day,
    MetadataRow.years,
    MetadataRow.diary_numbers,
    MetadataRow.status,
    MetadataRow.access,
)
_CHUNKS = (  # the columns in the order of Chunk's fields, for a quick way over
    select(
        ChunkRow.id,
        VersionRow.document_id,
        VersionRow.version,
        ChunkRow.number,
        ChunkRow.kind,
        ChunkRow.text,
        ChunkRow.start,
        ChunkRow.end,
        ChunkRow.context,
        ChunkRow.page,
        ChunkRow.path,
        ChunkRow.paragraph,
        ChunkRow.diary_number,
        ChunkRow.section,
        ChunkRow.paper,
        ChunkRow.metadata_id,
    )
    .join(VersionRow, VersionRow.id == ChunkRow.version_id)
    .order_by(ChunkRow.row)
)
_CHUNKS_BY_ID = _CHUNKS.where(ChunkRow.id.in_(bindparam("ids", expanding=True)), LIVE)
_LIVE_IDS = (
    select(ChunkRow.version_id, ChunkRow.id)
    .join(VersionRow, VersionRow.id == ChunkRow.version_id)
    .where(ChunkRow.id.in_(bindparam("ids", expanding=True)), LIVE)
    .order_by(ChunkRow.row)
)
_METADATA_BY_ID = select(MetadataRow.id, *_METADATA).where(MetadataRow.id.in_(bindparam("ids", expanding=True)))
_LIVE_VERSION = select(VersionRow.id).where(VersionRow.document_id == bindparam("document_id"), LIVE)


def live_version(connection: Connection, document_id: str) -> int:
    """Return the number of a document's live version.

    Raises:
        UnknownDocumentError: there is none.
    """
    number = connection.scalar(_LIVE_VERSION, {"document_id": document_id})
    if number is None:
        raise UnknownDocumentError(f"Det finns inget dokument {document_id}.", "Se vilka som finns: kommunsvar status.")
    return number


def chunks(connection: Connection, ids: Sequence[str], kept: KeptChunks) -> dict[str, Chunk]:
    """Return the live chunks among the ids; those that are kept are not read again."""
    live: list[tuple[int, str]] = []
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = list(ids[start : start + _IDS_AT_ONCE])
        live += [(version, key) for version, key in connection.execute(_LIVE_IDS, {"ids": some}).all()]
    known = kept.get(live)
    missing = {key: version for version, key in live if (version, key) not in known}
    read: list[Chunk] = []
    for start in range(0, len(missing), _IDS_AT_ONCE):
        some = list(missing)[start : start + _IDS_AT_ONCE]
        read += _read(connection, connection.execute(_CHUNKS_BY_ID, {"ids": some}).all())
    found = {(missing[chunk.id], chunk.id): chunk for chunk in read}
    kept.put(found)
    return {key[1]: known.get(key) or found[key] for key in live}


def chunks_of(connection: Connection, document_id: str, limit: ColumnElement[bool] | None = None) -> tuple[Chunk, ...]:
    """Return a document's chunks in order, or those within a limit on `chunks`."""
    number = live_version(connection, document_id)
    chosen = _CHUNKS.where(ChunkRow.version_id == number)
    return tuple(_read(connection, connection.execute(chosen if limit is None else chosen.where(limit)).all()))


def _read(connection: Connection, rows: Sequence[Any]) -> list[Chunk]:
    keys = {row.metadata_id for row in rows}
    known = {row.id: to_metadata(row) for row in connection.execute(_METADATA_BY_ID, {"ids": list(keys)})}
    return [to_chunk(row, known[row.metadata_id]) for row in rows]


def chunk_ids(connection: Connection) -> set[str]:
    """Return the ids of all live chunks."""
    return set(connection.scalars(select(ChunkRow.id).join(VersionRow, VersionRow.id == ChunkRow.version_id).where(LIVE)))


def stored(connection: Connection, which: ColumnElement[bool]) -> list[StoredDocument]:
    """Return the live documents within a condition on `versions` and `paper_metadata`, by name."""
    rows = connection.execute(
        select(
            VersionRow.document_id,
            VersionRow.key,
            VersionRow.version,
            VersionRow.name,
            VersionRow.path,
            VersionRow.media_type,
            VersionRow.size,
            VersionRow.modified_ns,
            VersionRow.added,
            VersionRow.paged,
            VersionRow.pages,
            VersionRow.papers,
            VersionRow.chunks,
            VersionRow.characters,
            VersionRow.warnings,
            *_METADATA,
        )
        .join(MetadataRow, MetadataRow.id == VersionRow.metadata_id)
        .where(LIVE, which)
        .order_by(VersionRow.name, VersionRow.document_id)
    ).all()
    duplicates: dict[str, list[str]] = {}
    for document_id, key in connection.execute(select(DuplicateRow.document_id, DuplicateRow.key)):
        duplicates.setdefault(document_id, []).append(key)
    return [to_stored(row, tuple(sorted(duplicates.get(row.document_id, ())))) for row in rows]


def names(connection: Connection, document_ids: Sequence[str]) -> dict[str, str]:
    """Return the file names of live documents."""
    rows = connection.execute(select(VersionRow.document_id, VersionRow.name).where(VersionRow.document_id.in_(document_ids), LIVE))
    return {row.document_id: row.name for row in rows}


def known_files(connection: Connection) -> dict[str, KnownFile]:
    """Return the files whose content is live, by key."""
    live = connection.execute(
        select(
            VersionRow.key,
            VersionRow.document_id,
            VersionRow.version,
            VersionRow.size,
            VersionRow.modified_ns,
            MetadataRow.access,
        )
        .join(MetadataRow, MetadataRow.id == VersionRow.metadata_id)
        .where(LIVE)
    ).all()
    others = connection.execute(
        select(
            DuplicateRow.key,
            DuplicateRow.document_id,
            DuplicateRow.sha256,
            DuplicateRow.size,
            DuplicateRow.modified_ns,
        )
    )
    access = {row.document_id: Access(row.access) for row in live}
    known = {row.key: KnownFile(*row, duplicate=True, access=access.get(row.document_id, Access.PUBLIC)) for row in others}
    known.update({row.key: KnownFile(*row[:-1], duplicate=False, access=access[row.document_id]) for row in live})
    return known


def text_of(connection: Connection, number: int) -> str:
    """Return the whole text of a version."""
    return connection.execute(select(TextRow.text).where(TextRow.version_id == number)).scalar_one()


def seams(connection: Connection, number: int) -> tuple[int, ...]:
    """Return the seams of a version."""
    return tuple(connection.execute(select(TextRow.seams).where(TextRow.version_id == number)).scalar_one())


def pages(connection: Connection, number: int) -> tuple[Page, ...]:
    """Return the pages of a version."""
    rows = connection.execute(
        select(PageRow.number, PageRow.start, PageRow.end, PageRow.origin, PageRow.label)
        .where(PageRow.version_id == number)
        .order_by(PageRow.position)
    )
    return tuple(to_page(row) for row in rows)


def papers(connection: Connection, number: int) -> tuple[Paper, ...]:
    """Return the papers of a version."""
    rows = connection.execute(
        select(PaperRow.number, PaperRow.start, PaperRow.end, *_METADATA)
        .join(MetadataRow, MetadataRow.id == PaperRow.metadata_id)
        .where(PaperRow.version_id == number)
        .order_by(PaperRow.position)
    )
    return tuple(to_paper(row) for row in rows)


def sections(connection: Connection, number: int) -> tuple[Section, ...]:
    """Return the sections of a version."""
    rows = connection.execute(select(*_all(SectionRow)).where(SectionRow.version_id == number).order_by(SectionRow.position))
    return tuple(to_section(row) for row in rows)


def tables(connection: Connection, number: int) -> tuple[TextTable, ...]:
    """Return the tables of a version."""
    rows = connection.execute(select(*_all(TableRow)).where(TableRow.version_id == number).order_by(TableRow.position))
    return tuple(to_table(row) for row in rows)


def _all(table: type[SectionRow] | type[TableRow]) -> Sequence[Any]:
    return list(table.__table__.columns)


def restore(connection: Connection, document_id: str) -> Document:
    """Return a document as it was taken in."""
    number = live_version(connection, document_id)
    stored_document = stored(connection, VersionRow.id == number)[0]
    return Document(
        id=stored_document.id,
        key=stored_document.key,
        version=stored_document.version,
        name=stored_document.name,
        media_type=stored_document.media_type,
        metadata=stored_document.metadata,
        text=text_of(connection, number),
        paged=stored_document.paged,
        pages=pages(connection, number),
        papers=papers(connection, number),
        sections=sections(connection, number),
        tables=tables(connection, number),
        seams=seams(connection, number),
        warnings=stored_document.warnings,
    )
