"""Marked tables that are several, and headings that only look like numbers, or numbers that only look like headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.config import Limits
from ingest.figures.cells import figures_of
from ingest.model import Page, TextTable
from ingest.readers.builder import PageBuilder, RawCell
from ingest.readers.delimited import DelimitedReader
from ingest.tables.door import find_tables
from ingest.tables.model import Table
from ingest.tables.pdf_spans import shares
from tests.ingest.documents import document
from tests.ingest.tables.test_grid_tables import page

Told = list[tuple[str, str, str, str, str]]


def tables(rows: Sequence[Sequence[str]], **options: object) -> list[Table]:
    """Returns the tables of a page with one marked table."""
    text, table = page(rows, **options)  # type: ignore[arg-type]
    return find_tables(text, (), [table])


def told(found: Sequence[Table]) -> Told:
    """Returns every number as (caption, row, column, value, unit of the table)."""
    return [
        (table.caption, row.label, table.columns[cell.column].header, str(cell.value), table.unit)
        for table in found
        for row in table.rows
        for cell in row.cells
    ]


def test_a_header_further_down_begins_a_table() -> None:
    found = tables(
        [
            ["Drift (tkr)", "Budget 2025", "Utfall 2025"],
            ["Park", "100", "98"],
            ["Investering (tkr)", "Utfall 2025", "Återstår"],
            ["Park", "20", "12"],
            ["Personal", "2024", "2025"],
            ["Park", "41", "42"],
        ]
    )
    assert told(found) == [
        ("Drift (tkr)", "Park", "Budget 2025", "100", "tkr"),
        ("Drift (tkr)", "Park", "Utfall 2025", "98", "tkr"),
        ("Investering (tkr)", "Park", "Utfall 2025", "20", "tkr"),
        ("Investering (tkr)", "Park", "Återstår", "12", "tkr"),
        ("Personal", "Park", "2024", "41", ""),
        ("Personal", "Park", "2025", "42", ""),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["Byggår", "1974", "2003"],  # years that do not follow on one another
        ["Inflyttning", "2028", "2029"],  # below headings that are names
        ["Inflyttning", "mars 2028", "juni 2029"],
        ["Läge", "Mål nås", "Utfall väntar"],
        ["Läge", "Gott", "Dåligt"],
    ],
)
def test_a_row_of_years_dates_or_words_is_a_row(row: list[str]) -> None:
    (found,) = tables([["Fråga", "Almby", "Brunna"], ["Platser", "80", "60"], row, ["Hyra, tkr", "900", "700"]])
    assert ("", "Hyra, tkr", "Brunna", "700", "") in told([found])


def test_a_header_repeated_word_for_word_parts_nothing() -> None:
    head = ["Enhet", "Budget", "Utfall"]
    (found,) = tables([head, ["A", "10", "11"], head, ["B", "20", "21"], ["Summa", "30", "32"]])
    assert [(row.label, row.cells[0].status.value) for row in found.rows] == [
        ("A", "confirmed"),
        ("B", "confirmed"),
        ("Summa", "confirmed"),
    ]


def test_tables_side_by_side_have_labels_of_their_own() -> None:
    found = tables(
        [
            ["Intäkter", "2024", "2025", "Kostnader", "2024", "2025"],
            ["Avgifter", "45", "46", "Personal", "512", "513"],
            ["Hyror", "12", "13", "Lokaler", "98", "99"],
        ],
        caption="Resultat (tkr)",
    )
    assert [entry[:4] for entry in told(found) if entry[2] == "2025"] == [
        ("Resultat (tkr), Intäkter", "Avgifter", "2025", "46"),
        ("Resultat (tkr), Intäkter", "Hyror", "2025", "13"),
        ("Resultat (tkr), Kostnader", "Personal", "2025", "513"),
        ("Resultat (tkr), Kostnader", "Lokaler", "2025", "99"),
    ]
    assert {table.unit for table in found} == {"tkr"}


def test_words_between_numbers_that_may_be_labels_or_remarks_leave_the_rest_as_text() -> None:
    rows = [["Projekt", "Budget", "Byggare", "Utfall"], ["Bad", "45", "Alm & Ek", "44"], ["Bro", "18", "Sten AB", "19"]]
    (found,) = tables(rows)
    assert [entry[1:4] for entry in told([found])] == [("Bad", "Budget", "45"), ("Bro", "Budget", "18")]
    assert found.undecided == 2


@pytest.mark.parametrize(("heading", "words"), [("Status", ("Klar", "Sen")), ("Läge", ("God", "God"))])
def test_a_status_between_numbers_belongs_to_the_row(heading: str, words: tuple[str, str]) -> None:
    (found,) = tables([["Mått", "2024", heading, "2025"], ["Besök", "45", words[0], "44"], ["Lån", "18", words[1], "19"]])
    assert [entry[1:4] for entry in told([found])][:2] == [("Besök", "2024", "45"), ("Besök", "2025", "44")]


def test_an_empty_column_of_a_sheet_parts_two_tables(tmp_path: Path) -> None:
    path = tmp_path / "blad.csv"
    path.write_text(
        "Belopp i tkr\nVerksamhet;Budget;Utfall;;Nyckeltal;2024;2025\nSkola;100;110;;Elever;400;410\nVård;200;190;;Platser;50;52\n",
        encoding="utf-8",
    )
    (sheet,) = DelimitedReader().read(path, Limits()).pages
    (grid,) = sheet.grids
    found = find_tables(sheet.text, (), [TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption)])
    assert [entry[1:] for entry in told(found) if entry[2] in ("Utfall", "2025")] == [
        ("Skola", "Utfall", "110", "tkr"),
        ("Vård", "Utfall", "190", "tkr"),
        ("Elever", "2025", "410", ""),
        ("Platser", "2025", "52", ""),
    ]


def test_references_to_notes_are_no_numbers() -> None:
    (found,) = tables([["Post", "Not", "2025"], ["Intäkter", "2", "612"], ["Kostnader", "3", "-945"]])
    assert [entry[1:4] for entry in told([found])] == [("Intäkter", "2025", "612"), ("Kostnader", "2025", "-945")]


def test_footnote_marks_belong_to_no_heading_label_or_number() -> None:
    (found,) = tables(
        [["Skola", "2024", "2025¹"], ["Norr²", "412", "398³"], ["Yta, m²", "90", "84 kr¹⁾"], ["Syd", "1 290¹)", "84 kr¹"]]
    )
    assert told([found]) == [
        ("", "Norr", "2024", "412", ""),
        ("", "Norr", "2025", "398", ""),
        ("", "Yta, m²", "2024", "90", ""),
        ("", "Syd", "2024", "1290", ""),
        ("", "Syd", "2025", "84", ""),
    ]
    assert found.rows[-1].cells[-1].unit == "kr"


@pytest.mark.parametrize(("shown", "values"), [("(4 500)", []), ("4 500-", ["-4500", "-4500"])])
def test_a_number_set_apart_is_no_heading(shown: str, values: list[str]) -> None:
    (found,) = tables([["Enhet", "Budget 2025", "Utfall 2025"], ["Nord", shown, shown], ["Syd", "-100", "-90"]])
    assert [column.header for column in found.columns] == ["Budget 2025", "Utfall 2025"]
    assert [str(cell.value) for row in found.rows if row.label == "Nord" for cell in row.cells] == values
    assert found.undecided == (not values)


def test_columns_that_cannot_be_told_apart_are_left_as_text() -> None:
    rows = [["Grupp", "2024", "2025", "2024", "2025"], ["Yngre", "7", "6", "5", "4"], ["Äldre", "8", "9", "3", "2"]]
    assert tables(rows) == []


def test_a_sheets_heading_runs_on_over_empty_cells() -> None:
    rows = [
        ["Grupp", "Kvinnor", "", "Män", ""],
        ["", "2024", "2025", "2024", "2025"],
        ["Yngre", "7", "6", "5", "4"],
    ]
    (found,) = tables(rows)
    assert [column.header for column in found.columns] == ["Kvinnor 2024", "Kvinnor 2025", "Män 2024", "Män 2025"]
    rows[0], rows[1] = ["Grupp", "2024", "", "2025", ""], ["", "Utfall", "Budget", "Utfall", "Skillnad"]
    (found,) = tables(rows)
    assert [column.header for column in found.columns] == ["2024 Utfall", "Budget", "2025 Utfall", "Skillnad"]


def test_a_total_right_below_its_heading_is_in_its_group() -> None:
    text, table = page([["Enhet", "2024", "2025"], ["Norra", "", ""], ["Resultat", "1", "2"], ["Kostnader", "3", "4"]])
    assert {figure.group for figure in figures_of(document(text, tables=[table]))} == {("Norra",)}


def test_headings_are_shared_out_over_columns_in_one_way_or_not_at_all() -> None:
    columns = [(100.0 + 40 * at, 120.0 + 40 * at) for at in range(6)]
    assert shares([(120.0, 140.0), (200.0, 220.0), (280.0, 300.0)], columns) == [range(0, 2), range(2, 4), range(4, 6)]
    assert shares([(140.0, 160.0), (260.0, 280.0)], columns) == [range(0, 3), range(3, 6)]
    assert shares([(100.0, 120.0), (140.0, 160.0)], columns) is None
    assert shares([(140.0, 160.0)], columns[:3]) is None
    assert shares([], columns) is None


def test_a_marked_header_row_further_down_needs_no_measure() -> None:
    builder = PageBuilder()
    rows = [["Drift", "Budget", "Utfall"], ["Park", "100", "98"], ["Elever", "Flickor", "Pojkar"], ["Norr", "20", "12"]]
    builder.table(RawCell(row, at, text, header=row in (0, 2)) for row, texts in enumerate(rows) for at, text in enumerate(texts))
    built = builder.build(1)
    (grid,) = built.grids
    found = find_tables(built.text, (), [TextTable(grid.start, grid.end, grid.start, grid.cells)])
    assert [entry[:4] for entry in told(found)][2:] == [("Elever", "Norr", "Flickor", "20"), ("Elever", "Norr", "Pojkar", "12")]


def test_below_a_row_that_may_be_a_header_nothing_is_read() -> None:
    rows = [["Enhet", "Budget", "Utfall"], ["Park", "100", "98"], ["Personal", "Kvinnor", "Män"], ["Park", "41", "42"]]
    (found,) = tables(rows)
    assert [entry[1:4] for entry in told([found])] == [("Park", "Budget", "100"), ("Park", "Utfall", "98")]
    assert found.undecided == 2
    (found,) = tables([*rows, ["Investering", "Budget 2025", "Utfall 2025"], ["Park", "20", "12"]])[1:]
    assert [entry[1:4] for entry in told([found])] == [("Park", "Budget 2025", "20"), ("Park", "Utfall 2025", "12")]


def test_a_header_with_the_same_heading_of_labels_begins_a_table() -> None:
    found = tables(
        [["Enhet", "Budget", "Utfall"], ["Park", "100", "98"], ["Enhet", "Anställda 2024", "Frånvaro %"], ["Park", "41", "7"]]
    )
    assert [entry[1:4] for entry in told(found)][2:] == [("Park", "Anställda 2024", "41"), ("Park", "Frånvaro %", "7")]


@pytest.mark.parametrize(("second", "joined"), [("Utfall", True), ("Anställda", False)])
def test_a_header_repeated_after_a_page_break_goes_on(second: str, joined: bool) -> None:
    upper, lower = PageBuilder(), PageBuilder()
    for builder, head, label in ((upper, "Utfall", "Norr"), (lower, second, "Syd")):
        rows = [["Enhet", "Budget", head], [label, "10", "11"]]
        builder.table([RawCell(at, column, text, header=not at) for at, row in enumerate(rows) for column, text in enumerate(row)])
    above, below = upper.build(1), lower.build(2)
    text = f"{above.text}\n\n{below.text}"
    start = len(above.text) + 2
    marked = [TextTable(g.start, g.end, g.start, g.cells, g.caption) for g in above.grids]
    moved = [replace(cell, start=cell.start + start, end=cell.end + start) for cell in below.grids[0].cells]
    marked.append(TextTable(start, len(text), start, tuple(moved)))
    pages = [Page(1, 0, start), Page(2, start, len(text))]
    assert len(find_tables(text, pages, marked)) == (1 if joined else 2)


def test_a_remark_with_a_year_is_no_header() -> None:
    remark = "Under 2026 väntas antalet öka något, då fler tas in under 2026."
    (found,) = tables(
        [["Yrke", "Utfall", "Prognos"], ["Kock", "10", "11"], ["Lärare", "cirka 20–30 fler", remark], ["Vakt", "5", "6"]]
    )
    assert [row.label for row in found.rows] == ["Kock", "Vakt"]


def test_a_header_marked_over_its_numbers_alone_begins_a_table() -> None:
    text, table = page(
        [
            ["Område", "2024", "2025", "Förändring"],
            ["Norr", "97", "94", "-3"],
            ["Enhet", "Kv 1", "Kv 2", "Halvår"],
            ["Norr", "15", "16", "31"],
        ]
    )
    cells = tuple(replace(cell, header=cell.row in (0, 2) and cell.column > 0) for cell in table.cells)
    found = told(find_tables(text, (), [replace(table, cells=cells)]))
    assert [(row, column, value) for _, row, column, value, _ in found[3:]] == [
        ("Norr", "Kv 1", "15"),
        ("Norr", "Kv 2", "16"),
        ("Norr", "Halvår", "31"),
    ]


def test_a_heading_over_an_empty_column_is_of_the_numbers_beside_it() -> None:
    found = told(tables([["Mått", "Utfall 2025", "Budget 2025", ""], ["Platser", "612", "", "600"], ["Larm", "1846", "", "1800"]]))
    assert [column for _, _, column, _, _ in found] == ["Utfall 2025", "Budget 2025"] * 2


@pytest.mark.parametrize(
    ("between", "page", "joined"),
    [
        ("Parker", "first", True),  # the heading of the group that the next page begins with
        ("Parker", "second", False),  # it may head the table that begins there
        ("Parkerna har fått mer pengar.", "first", False),
    ],
)
def test_a_groups_heading_at_the_end_of_a_page_goes_with_the_rows_on_the_next(between: str, page: str, *, joined: bool) -> None:
    upper, lower = PageBuilder(), PageBuilder()
    for builder, rows in ((upper, [["Gator"], ["Ny bro", "10", "11"]]), (lower, [["Lekplats", "3", "4"]])):
        told = [["Projekt", "Budget 2025", "Utfall 2025"], *rows]
        builder.table([RawCell(at, column, text, header=not at) for at, row in enumerate(told) for column, text in enumerate(row)])
    above, below = upper.build(1), lower.build(2)
    start = len(above.text) + 2 + len(between) + 2
    text = f"{above.text}\n\n{between}\n\n{below.text}"
    marked = [TextTable(g.start, g.end, g.start, g.cells, g.caption) for g in above.grids]
    moved = [replace(cell, start=cell.start + start, end=cell.end + start) for cell in below.grids[0].cells]
    marked.append(TextTable(start, len(text), start, tuple(moved)))
    turn = start if page == "first" else len(above.text) + 2
    found = find_tables(text, [Page(1, 0, turn), Page(2, turn, len(text))], marked)
    groups = {row.label: row.group for table in found for row in table.rows}
    assert len(found) == (1 if joined else 2)
    assert groups == {"Ny bro": ("Gator",), "Lekplats": ("Parker",) if joined else ()}
