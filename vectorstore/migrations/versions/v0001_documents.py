"""Documents, their text, papers, sections, chunks and tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_LIVE = sa.text("state = 'live'")


def upgrade() -> None:
    """Make the tables."""
    _store()
    _versions()
    _papers()
    _layout()
    _chunks()


def _version() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], ondelete="CASCADE"),
    ]


def _place() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version_id", "position"),
    ]


def _file() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified_ns", sa.BigInteger(), nullable=False),
    ]


def _store() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "duplicates",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        *_file(),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("duplicates_document", "duplicates", ["document_id"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        *_file(),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.Column("paged", sa.Boolean(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("metadata_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document_id", "version", "revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("one_live_version", "versions", ["document_id"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
    op.create_index("versions_key", "versions", ["key"])
    op.create_index("versions_hash", "versions", ["version"])
    op.create_table(
        "texts",
        *_version(),
        sa.Column("seams", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version_id"),
    )


def _papers() -> None:
    op.create_table(
        "paper_metadata",
        sa.Column("id", sa.Integer(), nullable=False),
        *_version(),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("doc_type", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("years", sa.JSON(), nullable=False),
        sa.Column("diary_numbers", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("access", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("paper_metadata_version", "paper_metadata", ["version_id"])
    op.create_index("paper_metadata_day", "paper_metadata", ["day"])
    for table, column, kind in (("paper_years", "year", sa.Integer()), ("paper_diary_numbers", "value", sa.String())):
        op.create_table(
            table,
            sa.Column("metadata_id", sa.Integer(), nullable=False),
            sa.Column(column, kind, nullable=False),
            sa.ForeignKeyConstraint(["metadata_id"], ["paper_metadata.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("metadata_id", column),
        )
    op.create_index("paper_diary_numbers_value", "paper_diary_numbers", ["value"])


def _layout() -> None:
    op.create_table(
        "pages",
        *_version(),
        *_place(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
    )
    op.create_table(
        "papers",
        *_version(),
        *_place(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("metadata_id", sa.Integer(), nullable=False),
    )
    op.create_table(
        "sections",
        *_version(),
        *_place(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("diary_number", sa.String(), nullable=False),
    )
    op.create_table(
        "tables",
        *_version(),
        *_place(),
        sa.Column("header_end", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
    )


def _chunks() -> None:
    op.create_table(
        "chunks",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        *_version(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("diary_number", sa.String(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=False),
        sa.Column("metadata_id", sa.Integer(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("chunks_version_number", "chunks", ["version_id", "number"])
    op.create_index("chunks_version_section", "chunks", ["version_id", "section"])
    op.create_index("chunks_metadata", "chunks", ["metadata_id"])
    op.create_table(
        "chunk_identifiers",
        sa.Column("chunk", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["chunk"], ["chunks.row"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chunk", "value"),
    )
    op.create_index("chunk_identifiers_value", "chunk_identifiers", ["value"])
