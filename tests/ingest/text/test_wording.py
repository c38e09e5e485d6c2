"""What a line's words tell by themselves."""

from __future__ import annotations

import pytest

from ingest.text.wording import may_head, names, role


@pytest.mark.parametrize(
    "text", ["Ekonomi", "Utfall för perioden", "Bostad med särskild service (BmSS)", "Hur blev det?", "ENHETERNAS UPPDRAG"]
)
def test_what_may_head_a_part(text: str) -> None:
    assert may_head(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden godkänner rapporten.",
        "Förvaltningen arbetar med",
        "ja",
        "Ja",
        "Foto: Stina Berg",
        "Tunadal den 3 mars 2026",
        "Ej uppfyllt  Helt uppfyllt",
        "Enhet | Utfall",
        "Resultat 12,5 14,1 16,8",
        "Badet stängde. Skolan öppnade",
        "e-tjänster",
        'Nej till yrkandet från Bo Al"',
    ],
)
def test_what_heads_nothing(text: str) -> None:
    assert not may_head(text)


def test_names_and_heads_of_tables_have_capitals() -> None:
    assert names("Åtgärder Beskrivning Kommentar")
    assert names("Anna Ek Bo Almgren")
    assert not names("Kommunal primärvård (KPV)")
    assert not names("Utfall för perioden")


def test_offices_of_persons() -> None:
    assert role("Förvaltningschef")
    assert role("Tf. administrativ chef")
    assert role("HR-chef")
    assert not role("Ledning och styrning")
