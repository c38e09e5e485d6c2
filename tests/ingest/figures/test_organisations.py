"""Whose a figure is: columns, rows and groups called by municipalities and areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.figures.cells import figures_of
from ingest.figures.organisations import organisation
from ingest.model import TextTable
from ingest.readers.builder import PageBuilder, RawCell
from tests.ingest.documents import document


def whose(rows: Sequence[Sequence[str]], own: str = "Lerum") -> list[tuple[str, str, str, str]]:
    """Returns label, organisation, measure and value of the figures of a table in a municipality's paper."""
    builder = PageBuilder()
    builder.table([RawCell(y, x, text, header=not y) for y, row in enumerate(rows) for x, text in enumerate(row)], "Jämförelse")
    built = builder.build(1)
    (grid,) = built.grids
    table = TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption, grid.hidden)
    made = document(built.text, title="Årsredovisning 2025", tables=[table])
    papers = tuple(replace(paper, metadata=replace(paper.metadata, municipality=own)) for paper in made.papers)
    found = figures_of(replace(made, papers=papers))
    return [(figure.label, figure.organisation, figure.measure, str(figure.value)) for figure in found]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ale", "Ale"),
        ("ALE", "Ale"),
        ("Ale kommun", "Ale"),
        ("Göteborgs stad", "Göteborg"),
        ("Riket", "Riket"),
        ("Hela riket", "Hela riket"),
        ("Rikssnitt", "Rikssnitt"),
        ("Snitt GR", "Snitt GR"),
        ("GR-snitt", "GR-snitt"),
        ("Medel länet", "Medel länet"),
        ("Liknande kommuner, övergripande", "Liknande kommuner, övergripande"),
        ("Samtliga kommuner (ovägt medel)", "Samtliga kommuner (ovägt medel)"),
        ("Ekdala", "Ekdala"),  # the paper's own, on no list
        ("Mark", ""),
        ("Marks kommun", "Mark"),
        ("Kommunen", ""),
        ("Snitt", ""),
        ("Kvinnor", ""),
        ("Totalt", ""),
    ],
)
def test_what_is_a_municipality_or_an_area(words: str, name: str) -> None:
    assert organisation(words, "Ekdala") == name


def test_columns_called_by_municipalities() -> None:
    rows = [["Nyckeltal", "Ale", "Lerum", "Mark", "Riket"], ["Soliditet, procent", "31", "42", "28", "39"]]
    assert whose(rows) == [
        ("Soliditet, procent", "Ale", "", "31"),
        ("Soliditet, procent", "Lerum", "", "42"),
        ("Soliditet, procent", "Mark", "", "28"),
        ("Soliditet, procent", "Riket", "", "39"),
    ]


def test_what_stands_beside_municipalities_is_not_the_paper_s_own() -> None:
    rows = [["Antal", "Ale", "Lerum", "Totalt", "Differens", "Placering"], ["Elever", "31", "42", "73", "11", "3"]]
    assert [(name, measure) for _, name, measure, _ in whose(rows)] == [
        ("Ale", ""),
        ("Lerum", ""),
        ("Totalt", ""),
        ("", "differens"),
        ("", "placering"),
    ]


def test_the_paper_s_own_years_beside_the_country_s() -> None:
    rows = [["Nyckeltal", "Utfall 2024", "Utfall 2025", "Riket 2025"], ["Frisktal, %", "61", "62", "60"]]
    assert [(name, measure) for _, name, measure, _ in whose(rows)] == [("", "utfall"), ("", "utfall"), ("Riket", "")]


def test_a_heading_over_the_municipalities_is_what_is_measured() -> None:
    rows = [["Skola", "Skattesats Ale", "Skattesats Lerum", "Nöjdhet Ale", "Nöjdhet Lerum"], ["Norr", "21", "22", "81", "82"]]
    assert [(name, measure) for _, name, measure, _ in whose(rows)] == [
        ("Ale", "skattesats"),
        ("Lerum", "skattesats"),
        ("Ale", "nöjdhet"),
        ("Lerum", "nöjdhet"),
    ]


def test_a_word_that_is_a_municipality_s_name_too_is_none_by_itself() -> None:
    rows = [["Investering, tkr", "Mark", "Byggnad", "Inventarier"], ["Skola", "31", "42", "28"]]
    assert {name for _, name, *_ in whose(rows)} == {""}


def test_rows_and_groups_called_by_municipalities() -> None:
    rows = [["Kommun", "Skattesats 2024", "Skattesats 2025"], ["Ale", "21", "22"], ["Lerum", "20", "21"], ["Medel", "19", "20"]]
    assert [name for _, name, *_ in whose(rows)] == ["Ale", "Ale", "Lerum", "Lerum", "Medel", "Medel"]
    one = [["Ort", "2024", "2025"], ["Lerum", "21", "22"], ["Gråbo", "20", "21"]]
    assert {name for _, name, *_ in whose(one)} == {""}
    nested = [["Kommun", "Nyckeltal", "2025"], ["Lerum", "Frisktal", "61"], ["Jämförbara kommuner", "Frisktal", "60"]]
    assert [name for _, name, *_ in whose(nested)] == ["Lerum", "Jämförbara kommuner"]
