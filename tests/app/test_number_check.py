"""Numbers told are held against quotes, figures and formulas."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.number_check import evaluate, holds, unsupported_numbers, without_unsupported


def _figure(value: str, unit: str = "tkr", formula: str | None = None) -> dict[str, object]:
    return {
        "label": "Hemtjänst",
        "value": value,
        "unit": unit,
        "period": "2025",
        "derived": formula is not None,
        "formula": formula,
    }


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Avvikelsen var −1 702 tkr [1].", "Hemtjänst Bohus -1 702 tkr"),
        ("Avvikelsen var −1 702 tkr, alltså 1 702 tkr sämre än budget [12].", "Hemtjänst Bohus −1\u00a0702"),
        ("Andelen var 8,3 % [1].", "Sjukfrånvaro 8.3 8.6"),
        ("Det är tolv platser [1].", "12 platser"),
        ("Det är 12 platser [1].", "tolv platser"),
        ("Utfallet var 249 868 [1].", "Nämnden -250 249 868 364"),
        ("Det kostade 2,5 mkr [1].", "Kostnaden blev 2 500 tkr."),
        ("Värdet var 4000 [1].", "Budget 4,000.00"),
        ("1. följa upp\n2. redovisa [1]", "följa upp, redovisa"),
        ("Mötet var den 17 mars [1].", "2026-03-17"),
    ],
)
def test_a_number_that_is_quoted_stands(text: str, quote: str) -> None:
    assert unsupported_numbers(text, [quote]) == []


@pytest.mark.parametrize(
    ("text", "quote", "missing"),
    [
        ("Avvikelsen var 1 720 tkr [1].", "Hemtjänst -1 702", ["1 720"]),
        ("Andelen var 83 % [1].", "Andel 8,3 %", []),  # "3" and "8" are read of "8,3"; 83 is not
        ("Det kostade 2,6 mkr [1].", "Kostnaden blev 2 500 tkr.", ["2,6"]),
        ("Det kostade 3 kr [1].", "Kostnaden blev 3 tkr och 5 dagar.", []),
        ("Det var 15 personer och 16 år [1].", "15 personer", ["16"]),
    ],
)
def test_a_number_that_is_not_quoted_is_told(text: str, quote: str, missing: list[str]) -> None:
    found = unsupported_numbers(text, [quote])
    assert found == (["83"] if "83" in text else missing)


def test_numbers_of_the_question_and_of_the_place_may_be_given() -> None:
    assert unsupported_numbers("§ 51 den 17 mars 2026 [1].", ["Beslutet gäller."], given=["2026-03-17", "§ 51"]) == []
    assert unsupported_numbers("§ 51 [1].", ["Beslutet gäller."]) == ["51"]


def test_a_number_computed_from_cited_figures_stands() -> None:
    figures = [_figure("-5264"), _figure("-3120"), _figure("-2144", formula="−5 264 − (−3 120) = −2 144")]
    quotes = ["Hemtjänst -123 964 -118 700 -5 264 -3 120"]
    assert unsupported_numbers("Avvikelsen blev 2 144 tkr större [1].", quotes, figures) == []
    assert unsupported_numbers("Avvikelsen blev 2 144 tkr större [1].", ["Hemtjänst -5 264"], figures) == ["2 144"]


def test_a_figure_that_no_quote_holds_supports_nothing() -> None:
    assert unsupported_numbers("Utfallet var 777 tkr.", ["Hemtjänst 888"], [_figure("777")]) == ["777"]


@pytest.mark.parametrize(
    ("formula", "right"),
    [
        ("812 − 839 = −27", True),
        ("812 − 839 = −28", False),
        ("(86 − 84) / 84 = 2,4 %", True),
        ("57 / 60 = 95 %", True),
        ("57 / 60 = 94 %", False),
        ("1 000 + 2 000 + 500 = 3 500", True),
        ("−5 264 + 3 120 = −2 144", True),
        ("3 500", False),
        ("1 / 0 = 5", False),
        ("a − b = 5", False),
    ],
)
def test_a_formula_is_computed(formula: str, right: bool) -> None:
    known = {Decimal(n) for n in ("812", "839", "86", "84", "57", "60", "1000", "2000", "500", "5264", "3120")}
    assert holds(formula, known) is right


def test_evaluate() -> None:
    assert evaluate("2 · (3 + 4) − 1 000,5") == Decimal("-986.5")
    assert evaluate("2 +") is None
    assert evaluate("(2 + 3") is None
    assert evaluate("två") is None


def test_the_sentence_with_a_number_of_its_own_goes() -> None:
    kept, dropped = without_unsupported("Budgeten var 100 tkr [1]. Utfallet var 120 tkr [1].\nAllt väl [1].", ["Budget 100"])
    assert kept == "Budgeten var 100 tkr [1].\nAllt väl [1]."
    assert dropped == ["Utfallet var 120 tkr [1]."]


def test_what_one_formula_gives_the_next_may_start_from() -> None:
    quotes = ["jan 100 feb 200", "jan 104 feb 105"]
    derived: list[dict[str, object]] = [
        {"value": "300", "derived": True, "formula": "100 + 200 = 300"},
        {"value": "209", "derived": True, "formula": "104 + 105 = 209"},
        {"value": "91", "derived": True, "formula": "300 − 209 = 91"},
    ]
    assert unsupported_numbers("300, 209 och 91", quotes, derived) == []
    assert unsupported_numbers("300 och 91", quotes, [derived[0], derived[2]]) == ["91"]


def test_a_number_that_goes_on_in_the_next_line_of_a_quote_is_one() -> None:
    assert not unsupported_numbers("Självrisken är 250 000 kr [1].", ["Självrisken är 250\n000 kr."])
    assert unsupported_numbers("Det är 25 000 kr [1].", ["Punkt 25\n0 kr."]) == ["25 000"]
