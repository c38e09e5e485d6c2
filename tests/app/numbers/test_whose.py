"""Whose cell is asked for: the municipality or area that a question names, else the paper's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.numbers.ranking import Placed
from app.numbers.whose import names_organisation, of_those_asked
from tests.app.numbers.test_ranking import PAPER, ask, figure, read, values, year

COLUMNS = {"Ale": "31", "Ekdala": "42", "Riket": "39", "Snitt GR": "35", "Samtliga kommuner": "38"}
TABLE = [
    Placed(figure("Soliditet", value, "", year(2025), column=name, organisation=name, unit="%", start=at), "", PAPER, 0.9)
    for at, (name, value) in enumerate(COLUMNS.items())
]
OWN = Placed(figure("Frisktal", "61", "utfall", year(2025), unit="%", start=90, quote_start=90), "", PAPER, 0.9)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Hur hög var soliditeten i Ale 2025?", {"Ale"}),
        ("Hur hög var Ales soliditet 2025?", {"Ale"}),
        ("Hur hög var soliditeten i Ekdala 2025?", {"Ekdala"}),
        ("Hur hög var soliditeten 2025?", {"Ekdala"}),
        ("Hur hög var soliditeten i riket 2025?", {"Riket"}),
        ("Vad var rikssnittet för soliditeten 2025?", {"Riket"}),
        ("Hur hög var soliditeten i snitt i GR?", {"Snitt GR"}),
        ("Hur hög var soliditeten i alla kommuner 2025?", {"Samtliga kommuner"}),
        ("Hur hög var soliditeten i Kungälv 2025?", set()),
        ("Hur hög var soliditeten 2025 jämfört med riket?", {"Ekdala", "Riket"}),
        ("Vilken kommun hade högst soliditet 2025?", set(COLUMNS)),
    ],
)
def test_the_columns_that_may_answer(text: str, whose: set[str]) -> None:
    question, _ = read(text)
    assert {one.figure.organisation for one in of_those_asked(question, TABLE)} == whose


def test_a_paper_s_own_figures_are_of_its_municipality() -> None:
    assert of_those_asked(read("Hur högt var frisktalet 2025?")[0], [OWN]) == [OWN]
    assert of_those_asked(read("Hur högt var frisktalet i Kungälv 2025?")[0], [OWN]) == []
    other = replace(OWN, metadata=replace(PAPER, municipality="Kungälv"))
    assert of_those_asked(read("Hur högt var frisktalet i Kungälv 2025?")[0], [OWN, other]) == [other]


def test_another_municipality_s_column_answers_by_its_name_alone() -> None:
    question, _ = read("Hur hög var soliditeten i riket 2025?")
    answer = ask("Hur hög var soliditeten i riket 2025?", of_those_asked(question, TABLE))
    assert [str(value) for value in values(answer)] == ["39"]


@pytest.mark.parametrize(
    ("text", "organisation", "named"),
    [
        ("i hela landet", "Riket", True),
        ("nationellt", "Rikssnitt", True),
        ("länets snitt", "Länet", True),
        ("i länet", "Riket", False),
        ("liknande kommuner", "Liknande kommuner (medel)", True),
        ("i Aleryd", "Ale", False),
        ("i genomsnitt", "Medel", True),
        ("i snitt i riket", "Medel", False),
    ],
)
def test_how_organisations_are_named(text: str, organisation: str, named: bool) -> None:
    assert names_organisation(text, organisation) is named
