"""Run by alembic: applies the steps over the connection that `vectorstore.catalogue.database` hands it."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
