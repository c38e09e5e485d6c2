"""Headers that have lost their columns, parted again."""

from __future__ import annotations

import pytest

from ingest.tables.header import read_header, spans_between
from ingest.tables.header_words import mended

Named = list[tuple[str, str]]


def named(text: str, count: int) -> Named:
    """Returns measure and period of each column."""
    header = read_header(text, count)
    assert header is not None
    return [(column.measure, column.period.text) for column in spans_between(header.columns)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Nyckeltal Mål 2023 Utfall 2023 Utfall 2022", [("mål", "2023"), ("utfall", "2023"), ("utfall", "2022")]),
        ("Verksamhet 2025 2024 2023", [("", "2025"), ("", "2024"), ("", "2023")]),
        ("Personal 2022 2023 Differens", [("", "2022"), ("", "2023"), ("differens", "2022–2023")]),
        (
            "Belopp i tkr Budget \n\n2023\nBokslut \n\n2023\nAvv. \n\nbokslut/ \nbudget 2023\n\nBokslut \n2022\n\nDiff. bokslut \n2023/2022",
            [("budget", "2023"), ("bokslut", "2023"), ("avvikelse", "2023"), ("bokslut", "2022"), ("differens", "2022–2023")],
        ),
        ("Område Budget tkr Utfall tkr\nAvvikelse budget\n\n2025", [("budget", ""), ("utfall", ""), ("avvikelse", "2025")]),
        ("Jan-dec 2025 Jan-dec 2024 Skillnad", [("", "jan–dec 2025"), ("", "jan–dec 2024"), ("differens", "")]),
        ("Avvikelser Utfall (antal) 2024 Utfall (antal) 2025 Kommentar 2025", [("utfall", "2024"), ("utfall", "2025")]),
        ("Mått Utfall 2025 2024", [("utfall", "2025"), ("utfall", "2024")]),
        (
            "Mått 2024 Mål 2024 2023 2022 Riket 2024",
            [("", "2024"), ("mål", "2024"), ("", "2023"), ("", "2022"), ("riket", "2024")],
        ),
        ("Mått Mål 2025 2024", [("mål", "2025"), ("", "2024")]),
        ("Insats Kommentar Uppskattad kostnad (tkr) Utfall (tkr)", [("uppskattad kostnad", ""), ("utfall", "")]),
    ],
)
def test_a_header_is_parted(text: str, columns: Named) -> None:
    assert named(text, len(columns)) == columns


def test_units_stand_with_their_columns() -> None:
    header = read_header("Bidrag, tkr Bokslut 2024 Budget 2025 Antal 2024", 3)
    assert header is not None
    assert header.unit == "tkr"
    assert [column.unit for column in header.columns] == ["", "", "antal"]


def test_months_and_their_totals_in_either_order_of_lines() -> None:
    header = read_header(
        "2025 UTFALL BUDGET avvikelse\n\n12 Enheten jan feb mar apr maj juni juli aug sep okt nov dec januari - december", 15
    )
    assert header is not None
    assert header.columns[2].period.text == "2025-03"
    assert [(c.measure, c.period.text) for c in header.columns[12:]] == [
        ("utfall", "2025"),
        ("budget", "2025"),
        ("avvikelse", "2025"),
    ]
    assert header.label == "12 Enheten"


def test_codes_are_no_numbers() -> None:
    header = read_header("Investering, kod 2026 2027", 2)
    assert header is not None
    assert header.codes == 1


def test_a_header_that_cannot_have_so_many_columns() -> None:
    assert read_header("Budget Utfall", 9) is None


def test_columns_that_may_be_parted_in_two_ways_have_no_name() -> None:
    # "Prognos" may head the first column or begin the second.
    header = read_header("Aktuell period Motsvarande period Prognos Utfall", 2)
    assert header is None or all(not column.measure or column.measure in column.header.casefold() for column in header.columns)


def test_words_broken_by_a_narrow_column_are_joined() -> None:
    assert mended("Budgetav\nvikelse") == "Budgetavvikelse"
    assert mended("Budget\nutfall") == "Budget\nutfall"
