"""Of which year, and which part of it, a sentence is told."""

from __future__ import annotations

import pytest

from app.extract.unit_time import stated_years
from tests.app.extract.test_completing import _texts

HALVES = "\n\n".join([
    "Antalet inlämnade cyklar under 2024 är 462, varav 85 % har hämtats.",
    "Genomsnittligt antal dagar från inlämning till hämtning 108 dagar.",
    "Kontroll 2 - Hösten 2025",
    "Antal cyklar under perioden 1 jan - 30 juni 2025",
    "Totalt antal inlämnade cyklar:",
    "330 st varav 267st (81 %) är hämtade,",
    "21st (6 %) är skänkta och",
    "42st (13 %) ej hämtade.",
    "Genomsnittligt antal dagar från inlämning till hämtning har minskat från 108 till 86 dagar.",
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Under 2024 lämnades 12 cyklar in, varav 3 efter fyra månader.", {2024}),
        ("Andelen är 4 % både 2023 och 2024.", {2023, 2024}),
        ("Andelen låg under 2022 på 3 % mot 5 % under 2021.", {2022}),
        ("Antalet har ökat sedan 2023.", set()),
        ("Antalet blev 12 jämfört med hela 2023.", set()),
        ("Målet gäller 2023–2025.", set()),
        ("Antalet är 12.", set()),
    ],
)
def test_a_sentence_is_of_the_years_it_states_and_not_of_those_it_is_held_against(text: str, of: set[int]) -> None:
    assert stated_years(text) == of


def test_the_year_asked_about_goes_before_another_one_that_a_sentence_states_or_stands_under() -> None:
    told = _texts("Hur många dagar tog det från inlämning till hämtning av cyklar hösten 2025?", HALVES)
    assert "86 dagar" in told[0]
    assert not any("108 dagar." in one for one in told)


def test_the_half_of_the_year_asked_about_is_told_with_the_beginning_of_its_sentence() -> None:
    told = _texts("Hur många cyklar var inte hämtade första halvåret 2025?", HALVES)
    assert told[0].startswith("Totalt antal inlämnade cyklar:")
    assert told[0].endswith("42st (13 %) ej hämtade.")
    assert not any("462" in one for one in told)
