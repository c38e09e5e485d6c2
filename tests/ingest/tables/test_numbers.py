"""Numbers as Swedish papers print them, and every way to split a run of digit groups."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.tables.number_readings import fewest_cells, parse_number, readings
from ingest.tables.numbers import AtomKind, NumberStyle, atoms_of, style_of


def values(text: str, count: int) -> list[tuple[str | None, ...]]:
    """Returns every reading of a text as `count` cells."""
    atoms = atoms_of(text, 0, len(text))
    assert atoms is not None
    style = style_of(atoms, text)
    found = (tuple(None if n.value is None else str(n.value) for n in way) for way in readings(atoms, style, count))
    return sorted(found, key=str)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1\u202f234\u202f567", "1234567"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("\u20135", "-5"),
        ("- 5", "-5"),
        ("12 345,6", "12345.6"),
        ("4,5 %", "4.5"),
        ("4,5%", "4.5"),
        ("100%", "100"),
        ("1.234,5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125"),
        ("10.5", "10.5"),
        ("400*", "400"),
        ("6000", "6000"),
    ],
)
def test_a_number_by_itself(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize(
    "printed", ["2,000", "1.234", "1 23", "12 34 567", "abc", "", "IU.", "2026-01-27", "1,234,5", "049", "12a"]
)
def test_what_is_no_number_or_not_clear(printed: str) -> None:
    assert parse_number(printed) is None


def test_a_collapsed_row_has_every_reading() -> None:
    assert values("-250 249 868", 3) == [("-250", "249", "868")]
    assert values("-250 249 868", 2) == [("-250", "249868"), ("-250249", "868")]
    assert values("-250 249 868", 1) == [("-250249868",)]


def test_a_group_with_a_leading_zero_never_stands_alone() -> None:
    assert values("5 000 1 049", 2) == [("5000", "1049")]
    assert values("5 000 1 049", 3) == []


def test_a_space_that_does_not_break_parts_no_cells() -> None:
    assert values("8\u00a0437 181 1\u00a0677", 3) == [("8437", "181", "1677")]
    assert values("8\u00a0437 181 1\u00a0677", 2) == []


def test_a_lone_dash_is_missing_or_a_sign() -> None:
    assert values("- 6 279 548", 2) == [("-6", "279548"), ("-6279", "548"), (None, "6279548")]


def test_footnote_digits_after_a_percent_sign_are_no_number() -> None:
    assert values("71% 72%12 68,6%13", 3) == [("71", "72", "68.6")]


def test_missing_marks_are_cells() -> None:
    assert values("85 IU. \u2013", 3) == [("85", None, None)]


def test_a_comma_before_three_digits_is_decided_by_the_table() -> None:
    english = atoms_of("2,000 500 4,000.00", 0, 18)
    swedish = atoms_of("0,800 2,575 0,617", 0, 17)
    neither = atoms_of("2,000 4,000", 0, 11)
    assert english is not None
    assert swedish is not None
    assert neither is not None
    assert style_of(english, "2,000 500 4,000.00").thousands == ","
    assert style_of(swedish, "0,800 2,575 0,617") == NumberStyle()
    assert style_of(neither, "2,000 4,000").unclear


def test_words_between_numbers_are_not_read() -> None:
    assert atoms_of("12 personer 13", 0, 14) is None
    about = atoms_of("ung 116 000", 0, 11)
    assert about is not None
    assert [atom.kind for atom in about] == [AtomKind.NUMBER, AtomKind.NUMBER]


@given(st.lists(st.integers(-2_000_000, 2_000_000), min_size=1, max_size=6))
def test_the_true_reading_is_among_all(numbers: list[int]) -> None:
    printed = " ".join(f"{number:,}".replace(",", " ") for number in numbers)
    assert tuple(str(number) for number in numbers) in values(printed, len(numbers))


@given(st.lists(st.integers(-2_000_000, 2_000_000), min_size=1, max_size=6))
def test_no_reading_has_fewer_cells_than_the_fewest(numbers: list[int]) -> None:
    printed = " ".join(f"{number:,}".replace(",", " ") for number in numbers)
    atoms = atoms_of(printed, 0, len(printed))
    assert atoms is not None
    least = fewest_cells(atoms, NumberStyle())
    assert least <= len(numbers)
    assert all(not values(printed, count) for count in range(1, least))


def test_a_row_with_too_many_readings_ends() -> None:
    printed = " ".join(["123"] * 60)
    atoms = atoms_of(printed, 0, len(printed))
    assert atoms is not None
    assert sum(1 for _ in readings(atoms, NumberStyle(), 20)) <= 20_000
