"""Figures: one row a number, with what it measures, and the words each table row is found by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXTS = (
    "label",
    "column",
    "caption",
    "measure",
    "period_kind",
    "period",
    "value",
    "unit",
    "status",
    "identity",
    "printed",
    "key_figure",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "figures",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in _TEXTS),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("source_error", sa.Boolean(), nullable=False),
        sa.Column("group", sa.JSON(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", "position"),
    )
    op.create_index("figures_place", "figures", ["version_id", "start"])
    op.create_index("figures_key_figure", "figures", ["key_figure"])
    op.create_table(
        "figure_terms",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", "quote_start", "token"),
    )
    op.create_index("figure_terms_token", "figure_terms", ["token"])
