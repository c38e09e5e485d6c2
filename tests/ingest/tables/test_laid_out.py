"""Tables of texts that were laid out with spaces, headers over several lines among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Page, TextOrigin, TextTable
from ingest.tables.door import find_tables, read_tables
from ingest.tables.laid_out import laid_out_grids
from ingest.tables.lines import regions_beside
from ingest.tables.model import Table

STACKED = """\
          Nedan redovisas driften i mnkr.

                                         Utfall   Budget    Avvikels   Prognos                      Utfall
                                                                                  Avvikelse
                                         2025       2025           e    augusti                     2024

            Verksamhetens
            kostnader
            Personalkostnader            -551,7    -593,1      41,4      -549,7          -2,0       -528,2
            Lokaler, hyror och           -110,7    -126,4      15,7      -120,1           9,4       -109,2
            leasing
            Totala kostnader             -662,4    -719,5      57,1      -669,8           7,4       -637,4
"""
LABELS = ["Bibliotek", "Konsthall och museer", "Bad", "Idrottshallar", "Parker", "Natur och frilufts-"]
HEADS = [("Bokslut", "2023"), ("Budget", "2024"), ("Prognos", "2025"), ("Bokslut", "2022"), ("Budget", "2021")]


def read(text: str) -> list[Table]:
    grids = [TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption) for grid in laid_out_grids(text)]
    return find_tables(text, (), grids)


def printed(row: Table, label: str) -> list[str]:
    return next([cell.printed for cell in one.cells] for one in row.rows if one.label == label)


def test_a_header_over_three_lines_heads_the_columns_it_stands_over() -> None:
    (table,) = read(STACKED)
    assert [(column.measure, column.period.text) for column in table.columns] == [
        ("utfall", "2025"),
        ("budget", "2025"),
        ("avvikelse", "2025"),
        ("prognos", "2025"),
        ("avvikelse", ""),
        ("utfall", "2024"),
    ]
    assert printed(table, "Personalkostnader") == ["-551,7", "-593,1", "41,4", "-549,7", "-2,0", "-528,2"]
    assert printed(table, "Lokaler, hyror och leasing")[0] == "-110,7"


def test_a_word_that_a_narrow_column_broke_belongs_to_its_header() -> None:
    text = """
                                                                                        Progno
                                                                          Prognos
            Avdelning                                      Utfall 2025                       s
                                                                           oktober
                                                                                        augusti

            Bibliotek                                           7,2             5,9       5,5
            Bad                                                11,9             6,3       4,0
            Parker                                             12,2             7,6       5,9
"""
    (table,) = read(text)
    assert [(column.header, column.made) for column in table.columns] == [
        ("Utfall 2025", ""),
        ("Prognos oktober", "oktober"),
        ("Prognos augusti", "augusti"),
    ]


def test_the_title_above_a_header_is_no_part_of_it() -> None:
    title = "2.3.1     Mått som beskriver utvecklingen ur ett personal-\n          perspektiv (nämnder)\n"
    head = " " * 50 + "2025      2024\n\n"
    rows = "            Total sjukfrånvaro (%)                 5,0       5,7\n            Antal årsarbetare                    733,8     691,4\n"
    (table,) = read(title + head + rows)
    assert [column.header for column in table.columns] == ["2025", "2024"]


def test_a_stacked_header_whose_columns_are_lost_is_left_as_text() -> None:
    lines = "\n".join(line.strip() for line in STACKED.split("\n"))  # as cleaning leaves a text that is not read by its places
    tables = read_tables(lines, regions_beside(lines, ()), [Page(1, 0, len(lines), origin=TextOrigin.TEXT)])
    assert sum(len(table.rows) for table in tables) == 0
    assert sum(table.undecided for table in tables) >= 3


def test_running_text_has_no_places() -> None:
    assert laid_out_grids("Nämnden beslutade den 27 april\natt godkänna 12 avtal\noch 14 tillägg.") == ()


@given(
    st.lists(st.lists(st.integers(-2_000_000, 2_000_000) | st.none(), min_size=5, max_size=5), min_size=3, max_size=6),
    st.integers(2, 5),
    st.integers(0, 14),
    st.sampled_from([" ", "\u00a0"]),
)
def test_random_numbers_and_blanks_are_never_misplaced(rows: list[list[int | None]], columns: int, indent: int, gap: str) -> None:
    def shown(value: int | None) -> str:
        return "" if value is None else f"{value:,}".replace(",", gap)

    def line(label: str, cells: list[str]) -> str:
        return (" " * indent + f"{label:24}" + "".join(f"{cell:>14}" for cell in cells)).rstrip()

    heads = HEADS[:columns]
    body = [line(label, [shown(value) for value in row[:columns]]) for label, row in zip(LABELS, rows, strict=False)]
    text = "\n".join([line("Belopp i tkr", [word for word, _ in heads]), line("", [year for _, year in heads]), "", *body, ""])
    true = {label.rstrip("-"): row for label, row in zip(LABELS, rows, strict=False)}
    for table in read(text):
        for row in table.rows:
            for cell in row.cells:
                column = table.columns[cell.column]
                at = [f"{word} {year}" for word, year in heads].index(column.header)
                assert true[row.label.rstrip("-")][at] == int(cell.value)


@pytest.mark.timeout(30)
def test_a_long_table_is_read_in_time_that_grows_with_its_length() -> None:
    head = " " * 24 + "        Utfall        Budget\n" + " " * 24 + "          2025          2024\n\n"
    rows = "".join(f"{f'Enhet {at}':24}{at * 7 % 1000:>14}{at * 11 % 900:>14}\n" for at in range(1, 10_001))
    (grid,) = laid_out_grids(head + rows)
    assert grid.end >= len(head + rows) - 2
