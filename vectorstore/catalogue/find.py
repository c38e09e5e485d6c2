"""What the catalogue finds by exact match, and what it covers; each function is given a connection."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, extract, func, select

from ingest.model import DocType
from vectorstore.catalogue.model import Counts, Coverage
from vectorstore.catalogue.queries import LIVE
from vectorstore.catalogue.tables import (
    ChunkRow,
    DiaryNumberRow,
    DuplicateRow,
    IdentifierRow,
    MetadataRow,
    PaperRow,
    VersionRow,
    YearRow,
)
from vectorstore.model import Filter
from vectorstore.words.tokens import normalise_identifier


def admitted(where: Filter) -> ColumnElement[bool]:
    """Return the condition a filter sets on `versions` and `paper_metadata`."""
    limits: list[ColumnElement[bool]] = [MetadataRow.access.in_(where.access)]
    if where.municipalities:
        limits.append(MetadataRow.municipality.in_(where.municipalities))
    if where.bodies:
        limits.append(MetadataRow.body.in_(where.bodies))
    if where.doc_types:
        limits.append(MetadataRow.doc_type.in_(where.doc_types))
    if where.years:
        limits.append(MetadataRow.id.in_(select(YearRow.metadata_id).where(YearRow.year.in_(where.years))))
    if where.document_ids:
        limits.append(VersionRow.document_id.in_(where.document_ids))
    return and_(*limits)


def find(connection: Connection, paragraph: str, diary_number: str, day: date | None, body: str, where: Filter) -> list[str]:
    """Return the ids of the live chunks that carry all identifiers given, newest paper first."""
    limits: list[ColumnElement[bool]] = []
    if paragraph:
        limits.append(_carries(paragraph))
    if diary_number:
        of_paper = select(DiaryNumberRow.metadata_id).where(DiaryNumberRow.value == normalise_identifier(diary_number))
        limits.append(_carries(diary_number) | ChunkRow.metadata_id.in_(of_paper))
    if day is not None:
        limits.append(MetadataRow.day == day)
    if not limits:
        return []
    if body:
        limits.append(MetadataRow.body == body)
    found = (
        select(ChunkRow.id)
        .join(VersionRow, VersionRow.id == ChunkRow.version_id)
        .join(MetadataRow, MetadataRow.id == ChunkRow.metadata_id)
        .where(LIVE, admitted(where), *limits)
        .order_by(MetadataRow.day.desc(), VersionRow.document_id, ChunkRow.number)
    )
    return list(connection.scalars(found))


def _carries(identifier: str) -> ColumnElement[bool]:
    return ChunkRow.row.in_(select(IdentifierRow.chunk).where(IdentifierRow.value == normalise_identifier(identifier)))


def coverage(connection: Connection, where: Filter) -> tuple[Coverage, ...]:
    """Return how many papers there are by municipality, board, kind and year; a paper counts in each of its years."""
    year = func.coalesce(YearRow.year, extract("year", MetadataRow.day))
    kinds = (MetadataRow.municipality, MetadataRow.body, MetadataRow.doc_type, year)
    found = (
        select(*kinds, func.count())
        .select_from(PaperRow)
        .join(VersionRow, VersionRow.id == PaperRow.version_id)
        .join(MetadataRow, MetadataRow.id == PaperRow.metadata_id)
        .join(YearRow, YearRow.metadata_id == MetadataRow.id, isouter=True)
        .where(LIVE, admitted(where))
        .group_by(*kinds)
        .order_by(*kinds)
    )
    return tuple(Coverage(place, body, DocType(kind), at, n) for place, body, kind, at, n in connection.execute(found))


def counts(connection: Connection) -> Counts:
    """Return how much is live."""
    row = connection.execute(
        select(
            func.count(),
            func.coalesce(func.sum(VersionRow.pages), 0),
            func.coalesce(func.sum(VersionRow.papers), 0),
            func.coalesce(func.sum(VersionRow.chunks), 0),
            func.coalesce(func.sum(VersionRow.characters), 0),
        ).where(LIVE)
    ).one()
    duplicates = connection.scalar(select(func.count()).select_from(DuplicateRow)) or 0
    documents, page_count, paper_count, chunk_count, characters = row
    return Counts(documents, duplicates, page_count, paper_count, chunk_count, characters)
