"""Units as papers state them."""

from __future__ import annotations

import pytest

from ingest.tables.measures import money_unit, printed_unit, share_above, stated_units, unit_above, unit_word


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


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("Ramarna anges i tkr per nämnd. Skillnaden är den mellan åren, och kapitalkostnader ingår alltid i dem.", "tkr"),
        ("Kostnad per månad, tkr. Belopp med minus är intäkter.", "tkr"),
        ("Tabellen visar prognosen för helåret vid varje uppföljning som har gjorts, som avvikelse mot budget i mkr.", "mkr"),
        ("Avgifterna är i kronor om inget annat sägs. Moms ingår.", "kr"),
        ("Nämnden fick 5,2 mkr. Den sparade 3 tkr.", ""),
        ("Det kostade 5 kr. Resultatet blev, efter en lång och dyr upphandling som drog ut på tiden, 1,3 mkr.", ""),
    ],
)
def test_a_sentence_above_a_table_may_state_its_unit(above: str, unit: str) -> None:
    text = f"Budget\n\n{above}\n\n"
    assert unit_above(text, len(text)) == unit


def test_a_unit_where_nothing_else_is_said() -> None:
    assert [unit for _, unit in stated_units("Enhet | tkr om inget annat anges\n\nPriserna anges i kr.\n")] == ["tkr", "kr"]


@pytest.mark.parametrize(
    ("above", "share"),
    [
        ("Frånvaro per ålder, %", True),
        ("Frånvaro 2025 (%)", True),
        ("Frånvaro i procent av arbetstiden, januari–juli.", True),
        ("Frånvaron steg med 5 procent, 2 procentenheter.", False),
        ("Andelen mäts varje år.", False),
    ],
)
def test_a_line_above_a_table_may_say_that_it_is_in_percent(above: str, *, share: bool) -> None:
    text = f"Personal\n\n{above}\n\n"
    assert share_above(text, len(text)) is share


def test_a_cell_that_is_a_unit() -> None:
    assert [unit_word(cell) for cell in ("antal", "St", "%", "Tkr", "(mnkr)", "i procent", "tim", "mwh", "snitt")] == [
        *("antal", "antal", "%", "tkr", "mkr", "%", "timmar", "MWh", ""),
    ]
    assert [unit_word(cell) for cell in ("Rektor", "antal elever", "")] == [None, None, None]
