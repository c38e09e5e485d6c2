"""Sizes that questions name, and the spans that rows and columns of price lists are for."""

from __future__ import annotations

from decimal import Decimal
from math import inf

import pytest

from app.numbers.ranking import Placed
from app.question.sizes import other_bound, sizes_named, spans_of
from tests.app.numbers.test_ranking import PAPER, ask, figure, values, year


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vad kostar 25 km färdtjänst 2026?", [(25, "km")]),
        ("Vad betalar en femtonåring?", [(15, "år")]),
        ("Vad kostar det för en 8-åring?", [(8, "år")]),
        ("Avgift för en båt på tolv meter", [(12, "m")]),
        ("En båtplats som är 2,5 m bred", [(2.5, "m")]),
        ("Elevpeng för en sjua i friskola", [(7, "årskurs")]),
        ("Hur många i åk 9?", [(9, "årskurs")]),
        ("Hur trygga är sexorna?", [(6, "årskurs")]),
        ("Bygglov för 1 200 kvm", [(1200, "m²")]),
        ("En hall på 700 kvadrat", [(700, "m²")]),
        ("Min dotter är 12 och vill spela piano, vad kostar det?", [(12, "år")]),
        ("Vad kostar ett årskort för mamma som är 67?", [(67, "år")]),
        ("Vad kostade hemtjänsten 2025?", []),
        ("Är det sant att mamma fyller 67 procent av tiden?", []),
        ("Hur många bor i tre kommuner?", []),
        ("Hur många är över 65 år?", []),
    ],
)
def test_sizes_are_named(text: str, told: list[tuple[float, str]]) -> None:
    assert [(size.value, size.unit) for size in sizes_named(text)] == told


@pytest.mark.parametrize(
    ("printed", "size", "holds"),
    [
        ("21–30 km", "25 km", True),
        ("11–20 km", "25 km", False),
        ("Gästhamn, båt över 10 m, per dygn", "12 meter", True),
        ("Gästhamn, båt över 10 m, per dygn", "10 meter", False),
        ("Gästhamn, båt upp till 10 m, per dygn", "10 meter", True),
        ("Båtplats, bredd 2,51–3,5 m", "3 m", True),
        ("7–19 år 2026", "en femtonåring", True),
        ("Grundskola åk 7–9", "en sjua", True),
        ("Grundskola åk F–3", "åk 1", True),
        ("Jag känner mig trygg, åk 5, andel", "sexorna", False),
        ("65 år och äldre", "70 år", True),
        ("Under 18 år", "18 år", False),
        ("21–30 km", "25 kg", False),
    ],
)
def test_spans_hold_sizes(printed: str, size: str, *, holds: bool) -> None:
    (named,) = sizes_named(size)
    assert any(span.holds(named) for span in spans_of(printed)) is holds


FARES = [
    Placed(
        figure(label, str(10 * at + to), column, year(2026), quote_start=at, start=10 * at + to, unit="kr", column=column),
        "Färdtjänst, egenavgift", PAPER, 1.0,
    )
    for at, label in enumerate(("0–10 km", "11–20 km", "21–30 km"), 1)
    for to, column in enumerate(("Vuxen 2026", "7–19 år 2026"))
]  # fmt: skip


def test_the_row_and_the_column_whose_spans_hold_the_sizes_answer() -> None:
    assert values(ask("Vad betalar en femtonåring för 25 km med färdtjänst 2026?", FARES)) == [Decimal(31)]


def test_a_size_that_no_row_is_for_is_not_answered_by_another() -> None:
    assert ask("Vad betalar en femtonåring för 45 km med färdtjänst 2026?", FARES) is None


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("Ålder - 29 år", -inf, 29, "år"),
        ("<29 år", -inf, 29, "år"),
        ("29 år eller yngre", -inf, 29, "år"),
        ("50 år>", 50, inf, "år"),
        ("Ålder 50 -", 50, inf, "år"),
        ("65+ år", 65, inf, "år"),
        ("Dag 59>", 59, inf, "dagar"),
        ("Dag 15-59", 15, 59, "dagar"),
        ("Långtidsfrånvaro 60 dagar eller mer", 60, inf, "dagar"),
    ],
)
def test_spans_printed_in_short(printed: str, low: float, high: float, unit: str) -> None:
    (span,) = spans_of(printed)
    assert (span.low, span.high, span.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "printed", "other"),
    [
        ("Sjukfrånvaron bland de under 30 år?", "Ålder - 29 år 9,0 10,3", False),
        ("Sjukfrånvaron bland de under 30 år?", "Ålder 30 - 49 år 12,0 11,1", True),
        ("Sjukfrånvaro över 59 dagar", "Dag 59> 3,3% 3,5%", False),
        ("Sjukfrånvaro över 59 dagar", "Dag 15-59 1,3% 1,1%", True),
        ("Vilka kostar över 50 000 kr?", "Ålder 30 - 49 år 12,0", False),
        ("Sjukfrånvaron för 50 år och äldre?", "Ålder 50 - 12,1 11,5", False),
    ],
)
def test_a_row_of_another_span_than_the_one_asked_for(text: str, printed: str, other: bool) -> None:
    assert other_bound(text, printed) is other


def test_a_pupil_s_class_is_named_by_its_number() -> None:
    assert [(size.value, size.unit) for size in sizes_named("Hur långt har en femteklassare till skolan?")] == [(5.0, "årskurs")]


CASES = [
    Placed(figure(label, value, "utfall", year(2025), quote_start=at, start=at, unit="antal"), "", PAPER, 1.0)
    for at, (label, value) in enumerate(
        (("Ärenden äldre än 30 dagar", "97"), ("Ärenden som inte avslutats inom 60 dagar", "71"), ("Ärenden totalt", "300"))
    )
]


@pytest.mark.parametrize(("days", "told"), [("60", [Decimal(71)]), ("90", [])])
def test_a_limit_of_time_is_that_of_the_row(days: str, told: list[Decimal]) -> None:
    found = ask(f"Hur många ärenden hade inte avslutats inom {days} dagar 2025?", CASES)
    assert (values(found) if found is not None else []) == told


AGES = [
    Placed(
        figure(label, value, "utfall", year(2025), quote_start=at, start=at, unit="%", caption="Frånvaro"), "Frånvaro", PAPER, 1.0
    )
    for at, (label, value) in enumerate((("<29 år", "5.5"), ("30-49 år", "8.4"), ("50 år>", "9.6"), ("Total frånvaro", "8.3")))
]


def test_an_age_group_is_a_row_of_ages() -> None:
    found = ask("Vilken åldersgrupp hade högst frånvaro 2025?", AGES)
    assert found is not None
    assert [one.figure.label for one in found.figures] == ["50 år>"]
