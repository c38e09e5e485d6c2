"""Figures: when a forecast was made, and whose a figure is. Those of papers taken in before say neither until taken in again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns, and the index by which the rows of a place are found."""
    for name in ("made", "organisation"):
        op.add_column("figures", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_index("figures_organisation", "figures", ["organisation"])
