"""The catalogue's tables.

A row of `versions` is one reading of a document; everything that was read hangs on it and goes with it. At most one
version of a document is live. Changes here need a migration (see `vectorstore/migrations`); a test compares the two.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_LIVE = text("state = 'live'")


class State(StrEnum):
    """How far a version has come."""

    PENDING = "pending"  # written, not yet answered from
    LIVE = "live"  # the one answered from
    DEAD = "dead"  # replaced or deleted; its index entries are on their way out


class Base(DeclarativeBase):
    """What the tables share."""

    type_annotation_map = {list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy's way of declaring it


class MetaRow(Base):
    """One fact about the whole store: the generation, the index in use."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class VersionRow(Base):
    """One reading of one document. `revision` counts readings of the same content."""

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("document_id", "version", "revision"),
        Index("one_live_version", "document_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("versions_key", "key"),
        Index("versions_hash", "version"),
        {"sqlite_autoincrement": True},  # a number never comes back: texts are cached by it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str]
    version: Mapped[str]
    revision: Mapped[int]
    state: Mapped[str]
    key: Mapped[str]
    name: Mapped[str]
    path: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    modified_ns: Mapped[int] = mapped_column(BigInteger)
    added: Mapped[datetime]
    paged: Mapped[bool]
    characters: Mapped[int]
    pages: Mapped[int]
    papers: Mapped[int]
    chunks: Mapped[int]
    warnings: Mapped[list[Any]]
    metadata_id: Mapped[int]  # of the document; kept in paper_metadata, which hangs on this row


class TextRow(Base):
    """The whole clean text of a version, and its seams."""

    __tablename__ = "texts"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    seams: Mapped[list[Any]]
    text: Mapped[str]


class MetadataRow(Base):
    """What is known of a paper; the document, its papers and its chunks point here."""

    __tablename__ = "paper_metadata"
    __table_args__ = (Index("paper_metadata_version", "version_id"), Index("paper_metadata_day", "day"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"))
    title: Mapped[str]
    doc_type: Mapped[str]
    municipality: Mapped[str]
    body: Mapped[str]
    day: Mapped[date | None]
    years: Mapped[list[Any]]
    diary_numbers: Mapped[list[Any]]
    status: Mapped[str]
    access: Mapped[str]


class YearRow(Base):
    """A year a paper is about, to filter by."""

    __tablename__ = "paper_years"

    metadata_id: Mapped[int] = mapped_column(ForeignKey("paper_metadata.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)


class DiaryNumberRow(Base):
    """A diary number of a paper, normalised, to find by."""

    __tablename__ = "paper_diary_numbers"
    __table_args__ = (Index("paper_diary_numbers_value", "value"),)

    metadata_id: Mapped[int] = mapped_column(ForeignKey("paper_metadata.id", ondelete="CASCADE"), primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class PageRow(Base):
    """Where a page lies in the text."""

    __tablename__ = "pages"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    origin: Mapped[str]
    label: Mapped[str]


class PaperRow(Base):
    """Where a paper lies in the text."""

    __tablename__ = "papers"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    metadata_id: Mapped[int]


class SectionRow(Base):
    """Where a section lies in the text."""

    __tablename__ = "sections"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    paper: Mapped[int]
    kind: Mapped[str]
    heading: Mapped[str]
    level: Mapped[int]
    path: Mapped[list[Any]]
    start: Mapped[int]
    end: Mapped[int]
    paragraph: Mapped[str]
    diary_number: Mapped[str]


class TableRow(Base):
    """Where a table lies in the text; each cell as the list of its fields."""

    __tablename__ = "tables"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    header_end: Mapped[int]
    caption: Mapped[str]
    hidden: Mapped[bool]
    cells: Mapped[list[Any]]


class FigureRow(Base):
    """A number with what it measures; the value as a decimal in text, the box as its four numbers or none."""

    __tablename__ = "figures"
    __table_args__ = (
        Index("figures_place", "version_id", "start"),
        Index("figures_key_figure", "key_figure"),
        Index("figures_organisation", "organisation"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    quote_start: Mapped[int]
    quote_end: Mapped[int]
    paper: Mapped[int]
    page: Mapped[int | None]
    label: Mapped[str]
    column: Mapped[str]
    caption: Mapped[str]
    measure: Mapped[str]
    period_kind: Mapped[str]
    period: Mapped[str]
    value: Mapped[str]
    unit: Mapped[str]
    status: Mapped[str]
    identity: Mapped[str]
    printed: Mapped[str]
    key_figure: Mapped[str]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    source_error: Mapped[bool]
    group: Mapped[list[Any]]
    box: Mapped[list[Any]]
    made: Mapped[str] = mapped_column(server_default="")
    organisation: Mapped[str] = mapped_column(server_default="")


class FigureTermRow(Base):
    """A word (stem or part) by which a table row is found; the row is told by where its quote starts."""

    __tablename__ = "figure_terms"
    __table_args__ = (Index("figure_terms_token", "token", "version_id", "quote_start"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    quote_start: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(primary_key=True)


class ChunkRow(Base):
    """A chunk."""

    __tablename__ = "chunks"
    __table_args__ = (
        UniqueConstraint("id"),
        Index("chunks_version_number", "version_id", "number"),
        Index("chunks_version_section", "version_id", "section"),
        Index("chunks_metadata", "metadata_id"),
    )

    row: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    page: Mapped[int | None]
    path: Mapped[list[Any]]
    paragraph: Mapped[str]
    diary_number: Mapped[str]
    section: Mapped[int]
    paper: Mapped[int]
    metadata_id: Mapped[int]
    context: Mapped[str]
    text: Mapped[str]


class IdentifierRow(Base):
    """A § or diary number of a chunk, normalised, to find by."""

    __tablename__ = "chunk_identifiers"
    __table_args__ = (Index("chunk_identifiers_value", "value"),)

    chunk: Mapped[int] = mapped_column(ForeignKey("chunks.row", ondelete="CASCADE"), primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class DuplicateRow(Base):
    """A file whose content is that of a live document under another key."""

    __tablename__ = "duplicates"
    __table_args__ = (Index("duplicates_document", "document_id"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str]
    sha256: Mapped[str]
    name: Mapped[str]
    path: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    modified_ns: Mapped[int] = mapped_column(BigInteger)
