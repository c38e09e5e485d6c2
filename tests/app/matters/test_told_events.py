"""What sentences tell of earlier handling: who, when, which §."""

from __future__ import annotations

import pytest

from app.matters.told_events import told_events, when_told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kommunfullmäktige beslutade 2022-12-12 att anpassa ersättningen.", ("2022-12-12", "kommunfullmäktige", "")),
        ("Motionen väcktes i kommunfullmäktige den 26 maj 2025, § 61.", ("2025-05-26", "kommunfullmäktige", "§ 61")),
        ("Socialnämnden beslutade hösten 2023 om en höjning.", ("2023", "socialnämnden", "")),
        ("Vård- och omsorgsnämnden 2026-03-17 § 24.", ("2026-03-17", "vård- och omsorgsnämnden", "§ 24")),
        ("Nämnden beslutade att återremittera ärendet.", ("", "nämnden", "")),
        ("I april antog socialnämnden en ny modell.", ("2023-04", "socialnämnden", "")),
    ],
)
def test_what_happened(sentence: str, expected: tuple[str, str, str]) -> None:
    found = told_events(sentence, 0, len(sentence), year=2023)
    assert [(one.date, one.body, one.paragraph) for one in found] == [expected]
    assert sentence[found[0].start : found[0].end] == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Socialnämnden ska besluta om taxan.",
        "Nämnden arbetar med frågan under 2025.",
        "Svaret ska lämnas senast den 9 april 2026.",
        "Enligt 5 kap. 35 § kommunallagen ska motionen beredas.",
    ],
)
def test_what_is_still_to_come_did_not_happen(sentence: str) -> None:
    assert told_events(sentence, 0, len(sentence)) == []


def test_limits_are_no_days() -> None:
    assert when_told("Beslutet gäller från och med 2026-01-01 och fattades 2025-11-24.") == "2025-11-24"
