"""When a figure is of: its row, its column, then the caption and the paper."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.figures.cells import figures_of
from ingest.model import DocType, TextTable
from ingest.readers.builder import PageBuilder, RawCell
from tests.ingest.documents import document

PROSE = "Nämnden redovisar utfallet för året i tabellen nedan, och kommentarerna till den följer sedan i eget avsnitt.\n\n"


def of_text(table: str, title: str = "Årsredovisning 2025", doc_type: DocType = DocType.ARSREDOVISNING) -> dict[str, list[str]]:
    """Returns the periods of the figures of a table of text, by column and row."""
    periods: dict[str, list[str]] = {}
    for figure in figures_of(document(f"{PROSE}{table}\n\n{PROSE}", title=title, doc_type=doc_type)):
        periods.setdefault(figure.column, []).append(figure.period.text)
    return periods


def of_cells(rows: Sequence[Sequence[str]], caption: str = "Uppföljning") -> list[tuple[str, str, str]]:
    """Returns label, period and value of the figures of a table whose cells are marked."""
    builder = PageBuilder()
    builder.table([RawCell(y, x, text) for y, row in enumerate(rows) for x, text in enumerate(row)], caption)
    built = builder.build(1)
    (grid,) = built.grids
    table = TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption, grid.hidden)
    found = figures_of(document(built.text, title="Årsredovisning 2025", tables=[table]))
    return [(figure.label, figure.period.text, str(figure.value)) for figure in found]


def test_a_year_in_the_header_is_never_the_captions() -> None:
    periods = of_text(
        "Matpriser 2026\n\nMåltid Pris 2025 Pris 2026\nGryta 62 65\nSallad 78 82\nSoppa 35 36", "Priser", DocType.TAXA
    )
    assert list(periods.values()) == [["2025"] * 3, ["2026"] * 3]


def test_what_the_header_does_not_date_is_not_the_captions_beside_another_year() -> None:
    rows = [["Kärl", "2025", "2026", "Höjning"], ["Litet", "145", "152", "9"], ["Stort", "341", "358", "11"]]
    assert [period for _, period, _ in of_cells(rows, caption="Avgifter 2026")] == ["2025", "2026", ""] * 2


def test_last_year_is_the_year_before_the_captions() -> None:
    table = "Nöjdhet 2025\n\nEnhet Mål Utfall Utfall fg år\n\nNorr 90 91 88\nSyd 85 86 87\nVäst 65 68 71"
    assert of_text(table) == {"Mål": ["2025"] * 3, "Utfall": ["2025"] * 3, "Utfall fg år": ["2024"] * 3}
    assert of_text(table, "Budget 2025", DocType.BUDGET)["Utfall fg år"] == [""] * 3


def test_a_group_of_a_year_dates_its_rows() -> None:
    rows = [["År", "Månad", "Utfall"], ["2025", "Januari", "410"], ["2025", "Mars", "430"], ["2026", "Januari", "450"]]
    assert of_cells(rows) == [("Utfall", "2025-01", "410"), ("Utfall", "2025-03", "430"), ("Utfall", "2026-01", "450")]


def test_rows_named_after_months_are_of_the_columns_year() -> None:
    rows = [["Månad", "2024", "2025"], ["April", "41", "42"], ["Maj", "51", "52"]]
    assert [period for _, period, _ in of_cells(rows)] == ["2024-04", "2025-04", "2024-05", "2025-05"]


def test_months_of_the_header_are_of_the_rows_year() -> None:
    rows = [["År", "Utfall jan", "Utfall feb"], ["2023", "41", "42"], ["2024", "51", "52"]]
    assert [period for _, period, _ in of_cells(rows)] == ["2023-01", "2023-02", "2024-01", "2024-02"]


def test_a_row_named_after_a_day_is_of_it() -> None:
    rows = [["Datum", "Antal", "Belopp (kr)"], ["2025-03-31", "12", "4500"], ["2025-04-30", "15", "5200"]]
    assert of_cells(rows)[0] == ("Antal", "2025-03-31", "12")


def test_an_outcome_of_the_year_in_a_report_on_a_part_of_it_is_of_the_part() -> None:
    table = "Mkr Utfall 2025 Budget 2025 Avvikelse Prognos 2025\n\nSkatter 98,1 99,0 -0,9 602,0\nBidrag 12,4 10,0 2,4 25,0"
    periods = of_text(table, "Delårsrapport januari–augusti 2025", DocType.DELARSRAPPORT)
    assert {column: told[0] for column, told in periods.items()} == {
        "Utfall 2025": "jan–aug 2025",
        "Budget 2025": "jan–aug 2025",
        "Avvikelse": "jan–aug 2025",
        "Prognos 2025": "2025",
    }
    assert of_text(table, "Delårsrapport 2025", DocType.DELARSRAPPORT)["Utfall 2025"] == ["", ""]
    assert of_text(table)["Utfall 2025"] == ["2025", "2025"]


def test_forecasts_made_in_months_are_of_the_year() -> None:
    table = "Tkr Budget 2025 Prognos mars 2025 Prognos augusti 2025\n\nNorr 610 622 630\nSyd 412 413 418\nVäst 521 528 530"
    assert {told[0] for told in of_text(table).values()} == {"2025"}


@pytest.mark.parametrize("heading", ["Utfall t.o.m. 2024", "Utfall till och med 2024", "Utfall före 2024"])
def test_years_up_to_one_are_not_that_year(heading: str) -> None:
    rows = [["Projekt", heading, "Budget 2025"], ["Bro", "123", "451"], ["Bad", "12", "185"]]
    assert [period for _, period, _ in of_cells(rows)] == ["", "2025", "", "2025"]


def test_last_year_is_the_same_months_of_the_year_before() -> None:
    rows = [["Belopp i tkr", "Utfall jan–aug", "Utfall jan–aug fg år"], ["Intäkter", "986", "951"], ["Kostnader", "-560", "-540"]]
    assert [period for _, period, _ in of_cells(rows)] == ["jan–aug 2025", "jan–aug 2024"] * 2


def test_columns_of_the_whole_year_beside_those_of_a_part_are_of_the_papers_year() -> None:
    table = "Tkr Period jan–aug Budget Period jan–aug Utfall Helår Budget Helår Prognos\n\nNorr 61 62 91 93\nSyd 41 43 61 64\nVäst 52 53 78 79"
    periods = of_text(table, "Tertialrapport 2, januari–augusti 2025", DocType.DELARSRAPPORT)
    assert {told for column, all_told in periods.items() if "Helår" in column for told in all_told} <= {"2025"}


def test_the_sum_of_months_that_are_not_a_year_is_of_these_months() -> None:
    rows = [
        ["Månad", "Timmar 2026", "Timmar 2025"],
        *([m, "10", "9"] for m in ("Januari", "Februari", "Mars")),
        ["Summa", "30", "27"],
    ]
    told = [(period, value) for _, period, value in of_cells(rows) if value in ("30", "27")]
    assert told == [("jan–mars 2026", "30"), ("jan–mars 2025", "27")]
