"""What stands under a board's "Beslut" is told as decided or as proposed to the board above it."""

from __future__ import annotations

import pytest

from app.proceedings.matter_parts import standing_of_point
from ingest.model import ChunkKind

DECIDED, PROPOSED = ChunkKind.DECISION, ChunkKind.PROPOSAL
OWN = "Beslut\n\n1. Bron målas av Tekniska nämnden.\n"


@pytest.mark.parametrize(
    ("kind", "before", "standing"),
    [
        (DECIDED, OWN, DECIDED),
        (DECIDED, f"{OWN}Kommunstyrelsen tillstyrker yrkande från S den 2 maj 2025 och\nföreslår att kommunfullmäktige beslutar:\n", PROPOSED),
        (DECIDED, f"{OWN}Nämnden noterar att ett bolag föreslår en bro.\n", DECIDED),
        (PROPOSED, "Beslut\nKommunstyrelsen föreslår kommunfullmäktige att anta planen.\nKommunstyrelsen beslutar för egen del\n", DECIDED),
        (PROPOSED, "Förslag till beslut\n", PROPOSED),
    ],
)  # fmt: skip
def test_a_point_is_what_the_words_before_it_make_it(kind: ChunkKind, before: str, standing: ChunkKind) -> None:
    assert standing_of_point(kind, before) is standing
