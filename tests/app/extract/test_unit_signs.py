"""What a unit is by its words: one that leans on the sentence before, a line that only names a paper, a list of papers."""

from __future__ import annotations

import pytest

from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import is_flattened, is_reference, leans_on, says_nothing
from app.extract.units import units_of
from tests.passages import chunk


@pytest.mark.parametrize(
    ("before", "text", "leans"),
    [
        ("Alla erbjuds en omsorgskontakt.", "Kontakten utses inom 14 dagar.", True),
        ("Ledamoten får motivera sitt nej.", "Motiveringen lämnas skriftligt.", True),
        ("Anmälan görs i tid.", "Den ska vara skriftlig.", True),
        ("Anmälan görs i tid.", "Den 1 maj stänger badet.", False),
        ("Anmälan görs i tid.", "Den nya rutinen gäller i maj.", False),
        ("Anmälan görs i tid.", "Det finns en blankett.", False),
        ("Badet öppnar i maj.", "Badet stänger i juni.", False),
        ("Elevrådet säger nej.", "Rådet för idrott säger ja.", False),
        ("Badet öppnar i maj.", "Biblioteket stänger i juni.", False),
    ],
)
def test_a_sentence_leans_on_the_one_that_tells_its_subject(before: str, text: str, leans: bool) -> None:
    first, second = units_of(chunk(f"{before} {text}"))
    assert leans_on(second, first) is leans


@pytest.mark.parametrize(
    "text",
    [
        "KF Handling 2025 nr 248",
        "2025 nr 50.",
        "UBN 2025/424",
        "Omsorgsnämnden 2026-03-17 § 24.",
        "Kommunstyrelsens protokollsutdrag 2026-04-08 § 78.",
        "Yrkande från S och MP den 5 juni 2024.",
        "3 Uppföljning ........ 12",
        "Halvår 1 2026",
        "Kvartal 3, 2025",
        "januari–mars 2026",
    ],
)
def test_a_line_that_only_names_a_paper_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["Antecknas.", "14", "MAS", "2025-03-26", "Anna Ek (S)", "Omsorgsnämnden", "Motionen avslås.", "§ 24 utgår."]
)
def test_a_short_line_that_says_something_does(text: str) -> None:
    assert not says_nothing(text)


def test_a_list_of_papers_is_one_whatever_heading_stands_over_it() -> None:
    papers = "Se även:\n• Protokollsutdrag från utskottet\n• Tjänsteskrivelse om parken"
    things = "Se även:\n• Parken får nya bänkar\n• Motionen avslås"
    listed = [next(unit for unit in units_of(chunk(text)) if unit.kind is UnitKind.LIST) for text in (papers, things)]
    assert [is_reference(one) for one in listed] == [True, False]


@pytest.mark.parametrize(
    ("text", "flattened"),
    [
        ("Socialjour Lingonby Vardag Kväll Ja Familjerådgivning Hallonvik Avtal Nej", True),
        ("Område | Insats | Tid | Städning | Varje vecka | Tvätt | Varannan vecka.", True),
        ("Anna Ek (S), Bo Al (M), Cilla Ask (C), David Björk (V) och Eva Lind (L) deltar", False),
        ("Socialjouren i Lingonby svarar kväll och natt.", False),
    ],
)
def test_a_table_that_runs_on_as_a_sentence_is_seen(text: str, flattened: bool) -> None:
    passage = chunk(text)
    assert is_flattened(Unit(passage, UnitKind.SENTENCE, 0, len(text), 0, len(text))) is flattened
