"""Workbooks made with openpyxl, CSV files, and what spreadsheets do that is no table."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.config import Limits
from ingest.errors import EmptyFileError, NoTextError
from ingest.model import SourcePage, SourceText
from ingest.readers.delimited import DelimitedReader, delimiter_of
from ingest.readers.spreadsheet import XlsxReader

LIMITS = Limits()


def read(folder: Path, workbook: Any, limits: Limits = LIMITS) -> SourceText:
    path = folder / "a.xlsx"
    workbook.save(path)
    return XlsxReader().read(path, limits)


def sheet(*rows: list[object], title: str = "Blad1") -> Any:
    workbook = Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    return workbook


def shown(page: SourcePage, grid: int = 0) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, page.text[cell.start : cell.end]) for cell in page.grids[grid].cells]


def test_a_sheet_is_a_page_with_its_name_titles_and_table(tmp_path: Path) -> None:
    workbook = sheet(["Driftbudget"], ["Belopp i tkr"], ["Enhet", "Budget", "Andel"], ["A", 1234.4, 0.083], title="Drift")
    workbook.active["B4"].number_format = "#,##0"
    workbook.active["C4"].number_format = "0.0%"
    workbook.create_sheet("Tomt")
    workbook.create_sheet("Not").append(["Gäller helår"])
    workbook.properties.title = "Budget 2025"

    found = read(tmp_path, workbook)

    first, second = found.pages
    assert first.text == "Drift\n\nDriftbudget\n\nBelopp i tkr\n\nEnhet | Budget | Andel\nA | 1\u00a0234 | 8,3\u00a0%"
    assert shown(first)[3:] == [(1, 0, "A"), (1, 1, "1\u00a0234"), (1, 2, "8,3\u00a0%")]
    assert (first.label, first.number, second.label, second.number) == ("Drift", 1, "Not", 3)
    assert [first.text[mark.start : mark.end] for mark in first.headings] == ["Drift"]
    assert (found.paged, found.title, found.warnings) == (False, "Budget 2025", ())


def test_the_name_that_excel_gives_is_no_heading(tmp_path: Path) -> None:
    assert read(tmp_path, sheet(["a", "b"])).pages[0].text == "a | b"


def test_empty_rows_and_columns_are_left_out_and_figures_stay_under_their_headings(tmp_path: Path) -> None:
    workbook = sheet([], [None, "Enhet", None, "Utfall"], [None, "A", None, 1], [], [None, "Summa", None, 3])

    (page,) = read(tmp_path, workbook).pages

    assert page.text == "Enhet | Utfall\nA | 1\nSumma | 3"
    assert len(page.grids) == 1


def test_a_second_table_on_the_sheet_is_its_own(tmp_path: Path) -> None:
    workbook = sheet(["Enhet", 2025], ["A", 1], [], ["Not: helår"], [], ["Mått", 2023, 2024], ["Nöjda", 83, 85])

    (page,) = read(tmp_path, workbook).pages

    assert page.text == "Enhet | 2025\nA | 1\n\nNot: helår\n\nMått | 2023 | 2024\nNöjda | 83 | 85"
    assert len(page.grids) == 2


def test_merged_cells_are_told_once_with_their_size(tmp_path: Path) -> None:
    workbook = sheet(["Enhet", "2025", None], [None, "Budget", "Utfall"], ["A", 1, 2])
    workbook.active.merge_cells("B1:C1")
    workbook.active.merge_cells("A1:A2")

    (page,) = read(tmp_path, workbook).pages

    assert [(c.row_span, c.column_span) for c in page.grids[0].cells][:3] == [(2, 1), (1, 2), (1, 1)]
    assert page.text == "Enhet | 2025\n | Budget | Utfall\nA | 1 | 2"


def test_hidden_sheets_rows_and_columns_are_searchable_and_marked(tmp_path: Path) -> None:
    workbook = sheet(["Enhet", "Budget", "Lön"], ["A", 1, 30000], ["B", 2, 31000], title="Öppet")
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.column_dimensions["C"].hidden = True
    secret = workbook.create_sheet("Löner")
    secret.append(["Chef", 50000])
    secret.sheet_state = "veryHidden"

    found = read(tmp_path, workbook)

    first, second = found.pages
    assert [grid.hidden for grid in first.grids] == [False, True]
    assert shown(first, 0) == [(0, 0, "Enhet"), (0, 1, "Budget"), (1, 0, "A"), (1, 1, "1")]
    assert "31000" in first.text[first.grids[1].start : first.grids[1].end]
    assert [grid.hidden for grid in second.grids] == [True]
    assert found.warnings == (
        "1 dold rad och dolda kolumner i bladet Öppet (söks, men ger inga siffror)",
        "dolt blad: Löner (söks, men ger inga siffror)",
    )


def test_a_hidden_single_figure_is_marked_too(tmp_path: Path) -> None:
    workbook = sheet(["synlig"])
    secret = workbook.create_sheet("Dold")
    secret.append([50000])
    secret.sheet_state = "hidden"

    assert [grid.hidden for grid in read(tmp_path, workbook).pages[1].grids] == [True]


def test_formulas_give_their_stored_values_and_the_others_are_reported(tmp_path: Path) -> None:
    workbook = sheet(["Enhet", "Budget", "Utfall"], ["A", "=1+1", "#REF!"], ["B", "=2+2", "#DIV/0!"], title="Drift")
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    _replace(path, "xl/worksheets/sheet1.xml", "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")

    found = XlsxReader().read(path, LIMITS)

    assert found.pages[0].text == "Drift\n\nEnhet | Budget | Utfall\nA | 2 | #REF!\nB |  | #DIV/0!"
    assert found.warnings == (
        "2 celler med fel (#DIV/0!, #REF!) i bladet Drift",
        "1 formel utan sparat värde i bladet Drift: öppna filen i Excel och spara den",
    )


def test_a_stated_size_of_a_million_rows_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = sheet(["a", "b"])
    workbook.active["B100000"] = "långt ner"
    workbook.save(path)
    _replace(path, "xl/worksheets/sheet1.xml", 'ref="A1:B100000"', 'ref="A1:XFD1048576"')

    assert XlsxReader().read(path, LIMITS).pages[0].text == "a | b\n\nlångt ner"


def test_too_many_cells_are_cut_and_told(tmp_path: Path) -> None:
    workbook = sheet(*([at, "x"] for at in range(10)), title="Stort")

    found = read(tmp_path, workbook, replace(LIMITS, max_cells=6))

    assert found.pages[0].text == "Stort\n\n0 | x\n1 | x\n2 | x"
    assert found.warnings == ("bladet Stort är avkortat: för många celler",)


def test_a_workbook_without_values(tmp_path: Path) -> None:
    with pytest.raises(NoTextError):
        read(tmp_path, Workbook())


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1,5;2,5;3,5\n", ";"),
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\n1,5\t2,5\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("Rubrik, med komma\n\nEnhet;Budget\nA;1\nB;2\n", ";"),
        ('"a, b";c\n"d, e";f\n', ";"),
        ("bara text\n", ";"),
        ("", ";"),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_csv_keeps_numbers_as_printed_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('sep=;\r\nNämnd;Budget\r\nVård;1 234,5\r\n"Skola; å";-2,0\r\n'.encode("cp1252"))

    found = DelimitedReader().read(path, LIMITS)

    assert found.pages[0].text == "Nämnd | Budget\nVård | 1 234,5\nSkola; å | -2,0"
    assert found.media_type == "text/csv"


def test_tsv(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("a\tb\n1\t2\n")

    assert DelimitedReader().read(path, LIMITS).media_type == "text/tab-separated-values"


def test_an_open_quotation_mark_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b\n"1;2\n3;4\n')

    assert DelimitedReader().read(path, LIMITS).pages[0].text == 'a | b\n"1 | 2\n3 | 4'


def test_a_field_of_a_megabyte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"a;b\n{'x' * 1_000_000};2\n")

    assert len(DelimitedReader().read(path, LIMITS).pages[0].text) > 1_000_000


def test_a_csv_without_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(";;\n;;\n")

    with pytest.raises(EmptyFileError):
        DelimitedReader().read(path, LIMITS)


def test_a_large_csv_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" * 10)

    found = DelimitedReader().read(path, replace(LIMITS, max_cells=4))

    assert found.pages[0].text == "a | b\na | b"
    assert found.warnings == ("avkortad: de första 4 cellerna läses",)


def _replace(path: Path, part: str, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
