"""Figures that sentences state: "ökat med 6,6 miljoner kronor". Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Document
from ingest.table_model import Period


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A number in a sentence with what it is about."""

    subject: str
    measure: str
    period: Period
    value: Decimal
    unit: str
    start: int
    end: int
    quote_start: int
    quote_end: int


def find_prose_figures(document: Document) -> list[ProseFigure]:
    """Return the figures stated in sentences."""
    return []
