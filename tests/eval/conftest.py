"""The papers of the doors' tests."""

from tests.app.conftest import served

__all__ = ["served"]
