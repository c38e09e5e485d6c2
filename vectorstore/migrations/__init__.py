"""The catalogue's tables over time, for alembic: `versions/` holds one module a step."""
