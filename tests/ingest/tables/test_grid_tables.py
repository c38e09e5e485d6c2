"""Tables whose cells the file marks, as the readers of DOCX, HTML and sheets give them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from ingest.figures.cells import figures_of
from ingest.model import Page, TextTable
from ingest.readers.builder import PageBuilder, RawCell
from ingest.tables.door import find_tables
from ingest.tables.model import FigureStatus, Table
from tests.ingest.documents import document


def page(
    rows: Sequence[Sequence[str]], *, header: int = 0, caption: str = "", spans: dict[tuple[int, int], int] | None = None
) -> tuple[str, TextTable]:
    """Returns a page's text with one table, and the table; `spans` are cells over several columns."""
    builder = PageBuilder()
    builder.paragraph("Nämnden redovisar utfallet för året i tabellen nedan.")
    cells = [
        RawCell(row, column, text, column_span=(spans or {}).get((row, column), 1), header=row < header)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text is not None
    ]
    builder.table(cells, caption)
    built = builder.build(1)
    (grid,) = built.grids
    return built.text, TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption, grid.hidden)


def read(rows: Sequence[Sequence[str]], **options: object) -> Table:
    """Returns the only table of a page."""
    text, table = page(rows, **options)  # type: ignore[arg-type]
    (found,) = find_tables(text, (), [table])
    return found


def values(found: Table) -> dict[str, dict[int, str]]:
    """Returns values by label and column."""
    return {row.label: {cell.column: str(cell.value) for cell in row.cells} for row in found.rows}


def test_blank_cells_keep_their_place() -> None:
    found = read(
        [
            ["Belopp i tkr", "Budget 2025", "Utfall 2025", "Avvikelse"],
            ["Norr", "1 000", "900", "100"],
            ["Syd", "", "12 345", ""],
            ["Öst", "507", "500", "7"],
        ]
    )
    assert values(found) == {
        "Norr": {0: "1000", 1: "900", 2: "100"},
        "Syd": {1: "12345"},
        "Öst": {0: "507", 1: "500", 2: "7"},
    }
    assert (found.unit, found.columns[2].period.text) == ("tkr", "2025")
    assert found.rows[0].cells[0].status is FigureStatus.CONFIRMED


def test_a_header_of_two_rows_with_merged_cells() -> None:
    found = read(
        [
            ["Belopp i mnkr", "Period", "", "Helår", ""],
            ["", "Utfall", "Budget", "Prognos", "Budget"],
            ["Intäkter", "1", "2", "3", "4"],
        ],
        header=2,
        spans={(0, 1): 2, (0, 3): 2},
    )
    assert [column.header for column in found.columns] == ["Period Utfall", "Period Budget", "Helår Prognos", "Helår Budget"]


def test_a_number_merged_over_two_columns_is_of_neither() -> None:
    found = read(
        [
            ["Belopp i tkr", "Utfall 2025", "Budget 2025", "Utfall 2024"],
            ["Ishall", "1 300", "1 250", "1 180"],
            ["Simhall", "2 400", "", "2 100"],
            ["Badhus", "700", "690", "650"],
        ],
        header=1,
        spans={(2, 1): 2},
    )
    assert values(found)["Simhall"] == {2: "2100"}
    assert values(found)["Ishall"] == {0: "1300", 1: "1250", 2: "1180"}
    assert found.undecided == 1  # counted as left


def test_a_heading_over_the_middle_of_a_block_of_columns_is_of_all_of_it() -> None:
    found = read(
        [
            ["Yrkesgrupp", "Kvinnor", "Män", "2025 Totalt", "Kvinnor", "Män", "2024 Totalt"],
            ["Undersköterska", "742", "96", "838", "751", "88", "839"],
            ["Vårdbiträde", "118", "41", "159", "134", "47", "181"],
        ]
    )
    assert [(column.header, column.period.text) for column in found.columns] == [
        (f"{year} {who}", year) for year in ("2025", "2024") for who in ("Kvinnor", "Män", "Totalt")
    ]
    apart = read(
        [["Enhet", "Budget 2025", "Utfall", "Budget 2024", "Utfall"], ["Norr", "1", "2", "3", "4"], ["Söder", "5", "6", "7", "8"]]
    )
    assert "2025 Utfall" not in [column.header for column in apart.columns]


def test_groups_nested_labels_and_parts() -> None:
    found = read(
        [
            ["Område", "Mått", "2024", "2025"],
            ["Personal", "", "", ""],
            ["Vård", "Antal anställda", "12", "13"],
            ["", "Antal timmar", "14", "15"],
            ["Skola", "Antal anställda", "16", "17"],
        ]
    )
    assert [(row.group, row.label) for row in found.rows] == [
        (("Personal", "Vård"), "Antal anställda"),
        (("Personal", "Vård"), "Antal timmar"),
        (("Personal", "Skola"), "Antal anställda"),
    ]


def test_text_in_a_number_column_is_left() -> None:
    found = read(
        [
            ["Yrke", "2024", "Prognos 2025"],
            ["Lärare", "12", "Oförändrat"],
            ["Kockar", "13", "cirka 20–30 fler"],
            ["Vakter", "14", "15"],
        ]
    )
    assert values(found) == {"Lärare": {0: "12"}, "Kockar": {0: "13"}, "Vakter": {0: "14", 1: "15"}}
    assert found.undecided == 1


def test_percent_stars_and_about() -> None:
    found = read([["Mått", "Utfall 2025"], ["Andel", "87,5 %"], ["Bidrag", "-400*"], ["Besök", "ung 116 000"]])
    assert values(found) == {"Andel": {0: "87.5"}, "Bidrag": {0: "-400"}, "Besök": {0: "116000"}}
    assert [row.cells[0].unit for row in found.rows] == ["%", "", ""]


def test_a_comma_that_may_be_either_is_told_by_the_table() -> None:
    assert values(read([["Projekt", "Budget"], ["A", "0,800"], ["B", "2,575"]])) == {"A": {0: "0.800"}, "B": {0: "2.575"}}
    text, table = page([["Projekt", "Budget"], ["A", "1,800"], ["B", "2,575"]])
    assert find_tables(text, (), [table]) == []


def test_codes_are_neither_labels_nor_numbers() -> None:
    found = read([["Investering", "Kod", "2026", "2027"], ["Fordon", "7866", "0", "1 000"], ["E-hälsa", "7836", "500", "500"]])
    assert values(found) == {"Fordon": {0: "0", 1: "1000"}, "E-hälsa": {0: "500", 1: "500"}}


def test_years_down_the_side_date_the_columns() -> None:
    text, table = page([["År", "Elever", "Kostnad (tkr)"], ["2023", "120", "9 800"], ["2024", "118", "9 950"]])
    figures = figures_of(document(text, tables=[table]))
    assert [(f.label, f.period.text, str(f.value), f.unit) for f in figures][:2] == [
        ("Elever", "2023", "120", ""),
        ("Kostnad (tkr)", "2023", "9800", "tkr"),
    ]


def test_a_hidden_table_makes_no_figures() -> None:
    text, table = page([["Mått", "2024", "2025"], ["Lön", "12", "13"]])
    hidden = TextTable(table.start, table.end, table.start, table.cells, hidden=True)
    assert figures_of(document(text, tables=[table]))
    assert figures_of(document(text, tables=[hidden])) == []


def test_a_table_of_words_makes_no_figures() -> None:
    text, table = page([["Uppdrag", "Status"], ["Utreda 2 frågor", "Klart"], ["Rapportera", "Pågår"]])
    assert find_tables(text, (), [table]) == []


def test_offsets_are_the_printed_number() -> None:
    text, table = page([["Mått", "2024", "2025"], ["Besök", "-1\u00a0234,5", "12"]])
    figures = figures_of(document(text, tables=[table]))
    assert [text[f.start : f.end] for f in figures] == ["-1\u00a0234,5", "12"]
    assert figures[0].value == Decimal("-1234.5")
    assert text[figures[0].quote_start : figures[0].quote_end] == "Besök | -1\u00a0234,5 | 12"


BUDGETS = [["Verksamhet", "Budget 2024", "Utfall 2024"], ["Förskola", "100", "110"], ["Grundskola", "200", "205"]]


@pytest.mark.parametrize(
    ("below", "broken", "goes_on"),
    [
        ([["Hemtjänst", "300", "293"]], True, True),  # the rest of it, on the next page
        ([["Hemtjänst", "300", "293"]], False, False),  # another table: no page break parts them
        ([["Verksamhet", "Utfall 2025", "Avvikelse 2025"], ["Hemtjänst", "300", "-7"]], True, False),  # with a header of its own
        ([["Verksamhet", "2025", "2026"], ["Hemtjänst", "300", "-7"]], True, False),
    ],
)
def test_a_table_goes_on_over_a_page_break_only_and_without_a_header_of_its_own(
    below: list[list[str]], *, broken: bool, goes_on: bool
) -> None:
    builder = PageBuilder()
    for rows in (BUDGETS, below):
        builder.table([RawCell(row, column, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)])
    built = builder.build(1)
    tables = [TextTable(grid.start, grid.end, grid.start, grid.cells) for grid in built.grids]
    end = len(built.text)
    pages = [Page(1, 0, tables[1].start - 1), Page(2, tables[1].start, end)] if broken else [Page(1, 0, end)]
    found = find_tables(built.text, pages, tables)
    assert ("Hemtjänst" in {row.label for row in found[0].rows}) is goes_on
