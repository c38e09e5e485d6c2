"""How versions come and go in the catalogue; each function is given a connection inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update
from sqlalchemy.orm import DeclarativeBase

from ingest.model import Chunk, Document, Metadata, SourceFile
from vectorstore.catalogue.figures import figure_values, term_values
from vectorstore.catalogue.model import GENERATION, Leftover, NewVersion, StagedVersion
from vectorstore.catalogue.rows import (
    Values,
    chunk_values,
    identifier_keys,
    metadata_values,
    page_values,
    section_values,
    stored_path,
    table_values,
    version_values,
)
from vectorstore.catalogue.tables import (
    ChunkRow,
    DiaryNumberRow,
    DuplicateRow,
    FigureRow,
    FigureTermRow,
    IdentifierRow,
    MetadataRow,
    MetaRow,
    PageRow,
    PaperRow,
    SectionRow,
    State,
    TableRow,
    TextRow,
    VersionRow,
    YearRow,
)
from vectorstore.errors import UnknownDocumentError


def stage(connection: Connection, new: NewVersion) -> StagedVersion:
    """Write a version as pending and return it."""
    document = new.document
    revision = _next_revision(connection, document)
    chunks = tuple(_renamed(chunk, revision) for chunk in new.chunks)
    number = _insert(
        connection,
        VersionRow,
        {
            **version_values(new.source, document),
            "revision": revision,
            "state": State.PENDING.value,
            "added": datetime.now(UTC).replace(tzinfo=None),  # stored as UTC
            "chunks": len(chunks),
            "metadata_id": 0,
        },
    )
    known = _stage_metadata(connection, number, document, chunks)
    connection.execute(update(VersionRow).where(VersionRow.id == number).values(metadata_id=known[document.metadata]))
    _insert(connection, TextRow, {"version_id": number, "seams": list(document.seams), "text": document.text})
    papers = [
        {"number": paper.index, "start": paper.start, "end": paper.end, "metadata_id": known[paper.metadata]}
        for paper in document.papers
    ]
    _insert_placed(connection, PageRow, number, page_values(document.pages))
    _insert_placed(connection, PaperRow, number, papers)
    _insert_placed(connection, SectionRow, number, section_values(document.sections))
    _insert_placed(connection, TableRow, number, table_values(document.tables))
    _insert_placed(connection, FigureRow, number, [figure_values(figure) for figure in new.figures])
    _insert_all(connection, FigureTermRow, [{**values, "version_id": number} for values in term_values(new.figures)])
    _stage_chunks(connection, number, chunks, known)
    return StagedVersion(number=number, document_id=document.id, version=document.version, chunks=chunks)


def _next_revision(connection: Connection, document: Document) -> int:
    newest = connection.scalar(
        select(func.max(VersionRow.revision)).where(VersionRow.document_id == document.id, VersionRow.version == document.version)
    )
    return 0 if newest is None else newest + 1


def _renamed(chunk: Chunk, revision: int) -> Chunk:
    if revision == 0:
        return chunk
    reading, _, number = chunk.id.rpartition(":")
    return replace(chunk, id=f"{reading}.{revision}:{number}")


def _stage_metadata(connection: Connection, number: int, document: Document, chunks: Sequence[Chunk]) -> dict[Metadata, int]:
    known: dict[Metadata, int] = {}
    for metadata in (document.metadata, *(p.metadata for p in document.papers), *(c.metadata for c in chunks)):
        if metadata in known:
            continue
        known[metadata] = key = _insert(connection, MetadataRow, {"version_id": number, **metadata_values(metadata)})
        diary = {form for printed in metadata.diary_numbers for form in identifier_keys(printed)}
        _insert_all(connection, YearRow, [{"metadata_id": key, "year": year} for year in sorted({*metadata.years})])
        _insert_all(connection, DiaryNumberRow, [{"metadata_id": key, "value": value} for value in sorted(diary)])
    return known


def _stage_chunks(connection: Connection, number: int, chunks: Sequence[Chunk], known: dict[Metadata, int]) -> None:
    _insert_all(
        connection,
        ChunkRow,
        [{**chunk_values(c), "version_id": number, "metadata_id": known[c.metadata]} for c in chunks],
    )
    placed = select(ChunkRow.id, ChunkRow.row).where(ChunkRow.version_id == number)
    rows: dict[str, int] = dict(connection.execute(placed).all())
    _insert_all(
        connection,
        IdentifierRow,
        [
            {"chunk": rows[chunk.id], "value": value}
            for chunk in chunks
            for value in dict.fromkeys(identifier_keys(chunk.paragraph) + identifier_keys(chunk.diary_number))
        ],
    )


def activate(connection: Connection, numbers: Sequence[int]) -> list[Leftover]:
    """Make pending versions live, and return the versions they replace, now dead."""
    replaced: list[Leftover] = []
    for number in numbers:
        document_id, key, version = connection.execute(
            select(VersionRow.document_id, VersionRow.key, VersionRow.version).where(
                VersionRow.id == number, VersionRow.state == State.PENDING
            )
        ).one()
        replaced += retire(connection, document_id)
        connection.execute(update(VersionRow).where(VersionRow.id == number).values(state=State.LIVE.value))
        connection.execute(
            delete(DuplicateRow).where(
                (DuplicateRow.key == key) | and_(DuplicateRow.document_id == document_id, DuplicateRow.sha256 != version)
            )
        )
    return replaced


def retire(connection: Connection, document_id: str) -> list[Leftover]:
    """Make a document's live version dead, and return it, if there is one."""
    alive = and_(VersionRow.document_id == document_id, VersionRow.state == State.LIVE)
    dying = leftovers(connection, alive)
    connection.execute(update(VersionRow).where(alive).values(state=State.DEAD.value))
    return dying


def forget_duplicates(connection: Connection, document_id: str) -> None:
    """Forget which other files hold a document's content: they are to be read as new ones."""
    connection.execute(delete(DuplicateRow).where(DuplicateRow.document_id == document_id))


def leftovers(connection: Connection, which: Any = None) -> list[Leftover]:
    """Return versions with the ids of their chunks; those that are not live unless told otherwise."""
    versions = connection.execute(
        select(VersionRow.id, VersionRow.document_id, VersionRow.version)
        .where(VersionRow.state != State.LIVE if which is None else which)
        .order_by(VersionRow.id)
    ).all()
    return [
        Leftover(
            number=number,
            document_id=document_id,
            version=version,
            chunk_ids=tuple(connection.scalars(select(ChunkRow.id).where(ChunkRow.version_id == number))),
        )
        for number, document_id, version in versions
    ]


def discard(connection: Connection, numbers: Iterable[int]) -> None:
    """Delete versions and all that hangs on them; a live version is left as it is."""
    for number in numbers:
        connection.execute(delete(VersionRow).where(VersionRow.id == number, VersionRow.state != State.LIVE))


def add_duplicate(connection: Connection, source: SourceFile, document_id: str) -> None:
    """Note a file that holds a document's content under another key."""
    connection.execute(delete(DuplicateRow).where(DuplicateRow.key == source.key))
    _insert(
        connection,
        DuplicateRow,
        {"key": source.key, "document_id": document_id, "sha256": source.sha256, **_file_values(source)},
    )


def touch(connection: Connection, source: SourceFile) -> None:
    """Note where and when a file that is known was last seen.

    Raises:
        UnknownDocumentError: nothing is known under its key.
    """
    values = _file_values(source)
    live = update(VersionRow).where(VersionRow.key == source.key, VersionRow.state == State.LIVE)
    duplicate = update(DuplicateRow).where(DuplicateRow.key == source.key)
    seen = connection.execute(live.values(values)).rowcount + connection.execute(duplicate.values(values)).rowcount
    if not seen:
        raise UnknownDocumentError(f"Inget dokument är känt under {source.key}.", "Kör kommunsvar ingest på filen.")


def _file_values(source: SourceFile) -> Values:
    return {
        "name": source.name,
        "path": stored_path(source.path),
        "size": source.size,
        "modified_ns": source.modified_ns,
    }


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Set one fact about the store."""
    if not connection.execute(update(MetaRow).where(MetaRow.key == key).values(value=value)).rowcount:
        _insert(connection, MetaRow, {"key": key, "value": value})


def next_generation(connection: Connection) -> None:
    """Tell readers that something changed."""
    now = connection.scalar(select(MetaRow.value).where(MetaRow.key == GENERATION))
    set_meta(connection, GENERATION, str(int(now or "0") + 1))


def _insert(connection: Connection, table: type[DeclarativeBase], values: Values) -> Any:
    key = connection.execute(insert(table).values(values)).inserted_primary_key
    return key[0] if key else None


def _insert_all(connection: Connection, table: type[DeclarativeBase], rows: Sequence[Values]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _insert_placed(connection: Connection, table: type[DeclarativeBase], number: int, rows: Sequence[Values]) -> None:
    placed = [{**row, "version_id": number, "position": position} for position, row in enumerate(rows)]
    _insert_all(connection, table, placed)
