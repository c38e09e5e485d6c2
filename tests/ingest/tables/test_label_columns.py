"""Columns of words before a table's numbers: names, remarks and units."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.figures.cells import figures_of
from ingest.model import Page, TextTable
from ingest.readers.builder import PageBuilder, RawCell
from ingest.tables.door import find_tables
from ingest.tables.model import Table
from tests.ingest.documents import document


def page(rows: Sequence[Sequence[str]], above: str = "Nämnden redovisar läget i tabellen nedan.") -> tuple[str, TextTable]:
    """Returns a page's text with one table, and the table; an empty string is no cell."""
    builder = PageBuilder()
    builder.paragraph(above)
    builder.table(RawCell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts) if text)
    built = builder.build(1)
    (grid,) = built.grids
    return built.text, TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption, grid.hidden)


def read(rows: Sequence[Sequence[str]]) -> Table:
    """Returns the only table of a page."""
    text, table = page(rows)
    (found,) = find_tables(text, (), [table])
    return found


def names(found: Table) -> list[tuple[tuple[str, ...], str]]:
    """Returns the groups and labels of a table's rows."""
    return [(row.group, row.label) for row in found.rows]


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Ansvarig", ("Rektor", "Kock", "Chef")), ("Läge", ("Klart", "Klart", "Pågår")), ("Roll", ("Kock", "Vakt", "Chef"))],
)
def test_the_first_column_names_the_row_where_each_has_its_own(heading: str, words: Sequence[str]) -> None:
    found = read(
        [
            ["Åtgärd", heading, "Effekt 2024, tkr", "Effekt 2025, tkr"],
            ["Färre vikarier", words[0], "400", "300"],
            ["Lägre matsvinn", words[1], "50", "75"],
            ["Ny upphandling", words[2], "120", "90"],
            ["Summa", "", "570", "465"],
        ]
    )
    assert names(found) == [((), "Färre vikarier"), ((), "Lägre matsvinn"), ((), "Ny upphandling"), ((), "Summa")]
    assert found.label_heading == "Åtgärd"
    assert found.columns[0].measure == "effekt"


def test_remarks_of_several_columns_and_limits_name_nothing() -> None:
    found = read(
        [
            ["Nr", "Kontroll", "Hur ofta", "Gjord", "Antal 2024", "Antal 2025"],
            ["1", "Attest av fakturor", "Varje månad", "Ja", "40", "45"],
            ["2", "Behörigheter", "Varje år", "Ja", "12", "15"],
            ["3", "Kontanter", "Varje år", "Delvis", "3", "4"],
        ]
    )
    assert names(found) == [((), "Attest av fakturor"), ((), "Behörigheter"), ((), "Kontanter")]
    goals = read(
        [
            ["Nyckeltal", "Mål", "Budget 2025", "Plan 2026"],
            ["Soliditet", "minst 30 %", "31 %", "32 %"],
            ["Egen finansiering", "högst 80 %", "75 %", "70 %"],
        ]
    )
    assert names(goals) == [((), "Soliditet"), ((), "Egen finansiering")]


@pytest.mark.parametrize("first", [("Trygg skola", "", "God mat", ""), ("Trygg skola", "Trygg skola", "God mat", "God mat")])
def test_a_first_column_over_several_rows_is_the_group(first: Sequence[str]) -> None:
    found = read(
        [
            ["Mål", "Indikator", "Utfall 2024", "Utfall 2025"],
            [first[0], "Andel trygga, %", "70", "75"],
            [first[1], "Andel med studiero, %", "60", "65"],
            [first[2], "Andel som äter, %", "80", "82"],
            [first[3], "Svinn per portion", "31", "30"],
        ]
    )
    assert names(found)[1:3] == [(("Trygg skola",), "Andel med studiero, %"), (("God mat",), "Andel som äter, %")]


def test_a_goal_with_one_indicator_each_stays_the_group() -> None:
    found = read(
        [
            ["Mål", "Indikator", "Utfall 2024", "Utfall 2025"],
            ["Trygg skola", "Trivsel", "70", "75"],
            ["God mat", "Ätande", "80", "82"],
        ]
    )
    assert names(found) == [(("Trygg skola",), "Trivsel"), (("God mat",), "Ätande")]


def test_a_column_of_units_is_the_unit_of_each_row() -> None:
    rows = [
        ["Nyckeltal", "Enhet", "Utfall 2024", "Utfall 2025"],
        ["Besök i badet", "antal", "8 400", "8 900"],
        ["  varav barn", "antal", "3 100", "3 300"],
        ["Uthyrda timmar", "timmar", "2 140", "2 010"],
        ["Elförbrukning", "MWh", "640", "610"],
        ["Gäster per kväll", "snitt", "41", "44"],
        ["Kostnad per besök", "kr", "198", "203"],
        ["Intäkter", "tkr", "910", "950"],
    ]
    text, table = page(rows, "Nyckeltal för badet, belopp i mnkr")
    (found,) = find_tables(text, (), [table])
    assert names(found)[:2] == [((), "Besök i badet"), (("Besök i badet",), "varav barn")]
    figures = figures_of(document(text, tables=(table,), pages=(Page(1, 0, len(text)),)))
    units = {figure.label: figure.unit for figure in figures}
    assert units == {
        "Besök i badet": "antal",
        "varav barn": "antal",
        "Uthyrda timmar": "timmar",
        "Elförbrukning": "MWh",
        "Gäster per kväll": "",
        "Kostnad per besök": "kr",
        "Intäkter": "tkr",
    }


def test_units_stand_between_a_group_with_its_rows_and_the_numbers() -> None:
    found = read(
        [
            ["Mål", "Mått", "Enhet", "2024", "2025"],
            ["Trygg skola", "Trivsel", "%", "70", "75"],
            ["", "Elever", "antal", "610", "615"],
            ["God mat", "Svinn", "kg", "31", "30"],
        ]
    )
    assert names(found) == [(("Trygg skola",), "Trivsel"), (("Trygg skola",), "Elever"), (("God mat",), "Svinn")]
    assert [row.unit for row in found.rows] == ["%", "antal", "kg"]


def test_a_column_headed_enhet_that_holds_names_is_none_of_units() -> None:
    found = read(
        [
            ["Förvaltning", "Enhet", "Utfall 2024", "Utfall 2025"],
            ["Skola", "Norra rektorsområdet", "70", "75"],
            ["Vård", "Nattpatrullen", "80", "82"],
        ]
    )
    assert names(found) == [(("Skola",), "Norra rektorsområdet"), (("Vård",), "Nattpatrullen")]
    assert [row.unit for row in found.rows] == ["", ""]


def test_a_heading_in_the_column_of_codes_is_a_group() -> None:
    found = read(
        [
            ["Projektnr", "Projekt", "Budget 2025", "Utfall 2025"],
            ["Gator", "", "", ""],
            ["4101", "Ny gångväg", "800", "750"],
            ["4102", "Ny bro", "900", "950"],
            ["Parker", "", "", ""],
            ["4201", "Lekplats", "300", "310"],
        ]
    )
    assert names(found) == [(("Gator",), "Ny gångväg"), (("Gator",), "Ny bro"), (("Parker",), "Lekplats")]


def test_a_row_whose_cells_were_not_told_apart_is_no_heading() -> None:
    found = read(
        [
            ["Slag", "Budget 2025", "Utfall 2025"],
            ["Intäkter", "42,6", "45,1"],
            ["Avgifter 24,9 24,1", "", ""],
            ["Lokaler", "78,1", "78,0"],
        ]
    )
    assert names(found) == [((), "Intäkter"), ((), "Lokaler")]


def test_what_a_price_is_for_each_of_goes_with_the_name() -> None:
    fees = [["Avgift", "Enhet", "2025", "2026"], ["Städning", "per timme", "410", "425"], ["Larm", "kr/månad", "265", "280"]]
    found = read([*fees, ["Lunch per dag", "per dag", "92", "96"], ["Intyg", "styck", "10", "12"]])
    assert [row.label for row in found.rows] == ["Städning, per timme", "Larm, per månad", "Lunch per dag", "Intyg"]
    assert {row.group for row in found.rows} == {()}
