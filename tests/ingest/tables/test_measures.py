"""Units as papers state them."""

from __future__ import annotations

import pytest

from ingest.tables.measures import money_unit, printed_unit, stated_units, unit_above


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Belopp i tusen kr", "tkr"),
        ("(tusental kr)", "tkr"),
        ("Belopp i 1000-tal kronor", "tkr"),
        ("Belopp i 1 000-tals kronor", "tkr"),
        ("Drift (tusentals kronor)", "tkr"),
        ("Belopp i TSEK", "tkr"),
        ("Belopp i milj. kr", "mkr"),
        ("Drift (miljontals kronor)", "mkr"),
        ("Belopp i miljarder kronor", "mdkr"),
        ("Medianlön (kr/månad)", "kr"),
        ("Kostnad per elev, kr", "kr"),
        ("Belopp i hundratusentals kronor", ""),
        ("Belopp i 10 000-tal kronor", ""),
        ("Belopp i kronor (tusental)", ""),
        ("tkr/mkr", ""),
    ],
)
def test_a_scale_before_kronor_is_part_of_the_unit(text: str, unit: str) -> None:
    assert money_unit(text) == unit


def test_a_unit_that_is_not_known_speaks_for_what_follows() -> None:
    assert [unit for _, unit in stated_units("Belopp i mkr\n\nBelopp i hundratusentals kronor\n")] == ["mkr", ""]


def test_a_heading_may_end_in_its_unit() -> None:
    text = "Belopp i mkr\n\nEn rad om något helt annat.\n\nNämndens ramar i tusental kronor\n\n"
    assert unit_above(text, len(text)) == "tkr"


def test_a_number_of_a_scale_that_is_not_known_is_not_read() -> None:
    assert printed_unit("12 milj. kr") == (2, "mkr")
    assert printed_unit("12 hundratusen kronor") == (21, "")
