"""What unit a figure is in: its own, its row's, its column's, else the table's where the row is of that kind."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.figures.cells import figures_of
from ingest.model import TextTable
from ingest.readers.builder import PageBuilder, RawCell
from tests.ingest.documents import document

PROSE = "Nämnden redovisar utfallet för året i tabellen nedan, och kommentarerna till den följer sedan i eget avsnitt.\n\n"


def of_text(text: str) -> dict[str, str]:
    """Returns the unit of each row of the tables of a text, in their last column."""
    return {figure.label: figure.unit for figure in figures_of(document(f"{PROSE}{text}\n\n{PROSE}"))}


def of_cells(rows: Sequence[Sequence[str]], caption: str = "") -> dict[tuple[str, str], str]:
    """Returns the unit by row and column of a table whose cells are marked."""
    builder = PageBuilder()
    builder.table([RawCell(y, x, text) for y, row in enumerate(rows) for x, text in enumerate(row)], caption)
    built = builder.build(1)
    (grid,) = built.grids
    table = TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption, grid.hidden)
    return {(figure.label, figure.column): figure.unit for figure in figures_of(document(built.text, tables=[table]))}


def test_what_is_counted_or_rated_is_in_no_unit_of_money() -> None:
    rows = "Resultat 57 73 40\nInvesteringar 21 18 17\nSoliditet 38 36 34\nFolkmängd 42 41 40\nBeläggningsgrad 91 92 93"
    assert of_text(f"Mkr 2025 2024 2023\n\n{rows}") == {
        "Resultat": "mkr",
        "Investeringar": "mkr",
        "Soliditet": "",
        "Folkmängd": "",
        "Beläggningsgrad": "",
    }


def test_in_a_table_of_many_things_a_row_that_may_be_any_has_no_unit() -> None:
    rows = [["Mått", "2025", "2024"], ["Nettokostnad", "641", "615"], ["Brukare", "64", "65"], ["Insatstimmar", "183", "189"]]
    assert [of_cells(rows, "Hemtjänst (tkr)")[row[0], "2025"] for row in rows[1:]] == ["tkr", "", ""]
    offices = [["Enhet", "2025", "2024"], ["Norr", "641", "615"], ["Syd", "64", "65"]]
    assert set(of_cells(offices, "Hemtjänst (tkr)").values()) == {"tkr"}


def test_money_for_each_of_something_is_not_in_the_thousands_of_the_rest() -> None:
    rows = [["Mått", "2025", "2024"], ["Nettokostnad", "641", "615"], ["Kostnad per timme", "344", "336"]]
    assert [of_cells(rows, "Hemtjänst (tkr)")[row[0], "2025"] for row in rows[1:]] == ["tkr", ""]
    assert [of_cells(rows, "Hemtjänst (kr)")[row[0], "2025"] for row in rows[1:]] == ["kr", "kr"]
    only = [["Mått", "2025", "2024"], ["Kostnad per elev", "98", "96"], ["Kostnad per barn", "94", "93"]]
    assert set(of_cells(only, "Skola (tkr)").values()) == {"tkr"}


def test_a_column_that_says_its_unit_wins_where_columns_differ() -> None:
    rows = [["Verksamhet", "Antal", "Kostnad (tkr)", "Förändring %"], ["Antal platser", "41", "980", "12"]]
    rows += [["Hyra (tkr)", "12", "340", "9"], ["Boende", "31", "641", "8"]]
    units = of_cells(rows)
    assert [units["Antal platser", column] for column in rows[0][1:]] == ["antal", "tkr", "%"]
    assert [units["Hyra (tkr)", column] for column in rows[0][1:]] == ["antal", "tkr", "%"]


def test_a_rows_own_unit_wins_over_its_groups_and_the_columns() -> None:
    rows = [["Mått", "Utfall (tkr)", "Budget (tkr)"], ["Avgift (kr)", "410", "400"], ["Andel heltid (%)", "81", "80"]]
    units = of_cells(rows)
    assert [units[row[0], "Utfall (tkr)"] for row in rows[1:]] == ["kr", "%"]
    text = "Lönestatistik\n\nYrke 2024 2025\n\nAntal per yrkesgrupp\n\nKockar 12 13\nMedianlön (kr/månad) 312 325\nMedellön 314 329"
    assert of_text(text) == {"Kockar": "antal", "Medianlön (kr/månad)": "kr", "Medellön": ""}


def test_a_headings_unit_is_not_that_of_the_next_heading() -> None:
    first = "Drift (mkr)\n\nNämnd Budget 2025 Utfall 2025 Avvikelse\n\nNorr 99 98 1\nSyd 41 42 -1\n\n"
    second = "Byggen\n\nProjekt Budget 2025 Utfall 2025 Avvikelse 2025\n\nSkola 450 441 9\nBad 180 190 -10"
    assert of_text(first + second) == {"Norr": "mkr", "Syd": "mkr", "Skola": "", "Bad": ""}
    assert of_text(first + second.replace("Byggen", "Byggen, tkr"))["Skola"] == "tkr"


def test_a_unit_in_a_row_above_is_not_the_next_tables() -> None:
    first = "Mått 2024 2025\n\nKostnad (kr) 410 412\nBidrag (kr) 12 14\n\n"
    figures = of_text(first + "Nämnd Budget 2025 Utfall 2025 Avvikelse\n\nNorr 99 98 1\nSyd 41 42 -1")
    assert (figures["Kostnad (kr)"], figures["Norr"]) == ("kr", "")


def test_an_amount_beside_the_word_share_is_no_percentage() -> None:
    rows = [["Bidrag, tkr", "2025"], ["Minska andelen vikarier", "11 930"], ["Andel vikarier", "12"], ["Bonus", "640"]]
    found = of_cells(rows)
    assert found["Minska andelen vikarier", "2025"] != "%"
    assert found["Andel vikarier", "2025"] == "%"


def test_the_unit_of_the_second_thing_in_a_caption_is_not_that_of_the_first() -> None:
    rows = [["Kvartal", "Hushåll 2025", "Utbetalt 2025"], ["Kvartal 1", "388", "11905"], ["Kvartal 2", "371", "11240"]]
    units = of_cells(rows, caption="Hushåll i genomsnitt och utbetalt bistånd (tkr)")
    assert (units["Kvartal 1", "Hushåll 2025"], units["Kvartal 1", "Utbetalt 2025"]) == ("", "tkr")


def test_a_table_of_fees_is_not_in_the_thousands_stated_for_others() -> None:
    builder = PageBuilder()
    builder.paragraph("Belopp i tkr.")
    for head, rows in (("Slag", [["Hyror", "910", "950"], ["Löner", "820", "840"]]), ("Taxa", [["Avgift för prov", "95", "99"]])):
        builder.paragraph("Tabellen nedan är gjord av förvaltningen, och den gäller från nyår tills nämnden beslutar något annat.")
        told = [[head, "2025", "2026"], *rows]
        builder.table([RawCell(y, x, text) for y, row in enumerate(told) for x, text in enumerate(row)])
    built = builder.build(1)
    tables = [TextTable(g.start, g.end, g.start, g.cells, g.caption, g.hidden) for g in built.grids]
    units = {figure.label: figure.unit for figure in figures_of(document(built.text, tables=tables))}
    assert units == {"Hyror": "tkr", "Löner": "tkr", "Avgift för prov": ""}


def test_hours_and_days_of_a_column() -> None:
    units = of_cells([["Enhet", "Snitt, dagar", "Timavlönade, timmar 2025", "Krävt åter, tkr"], ["Norr", "104", "2 110", "212"]])
    assert list(units.values()) == ["dagar", "timmar", "tkr"]


def test_the_year_when_something_is_done_is_no_amount() -> None:
    rows = [["Projekt", "Budget 2025", "Klart år"], ["Brygga", "62,0", "2027"], ["Kran", "14,5", "2026"], ["Ramp", "1 980", "2025"]]
    assert set(of_cells(rows)) == {(name, "Budget 2025") for name in ("Brygga", "Kran", "Ramp")}


def test_no_share_is_in_the_millions() -> None:
    rows = [["Bidrag", "Ram 2027"], ["60 % av godkänd kostnad", "3 300 000"], ["45 % av godkänd kostnad", "1 200 000"]]
    assert "%" not in of_cells(rows).values()
