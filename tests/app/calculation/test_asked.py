"""Which calculation a question asks for, over which time, and the question for one cell that is left."""

from __future__ import annotations

import pytest

from app.calculation.asked import Operation, for_each, operation_of, over_time, without_operation
from app.calculation.shares import shares_asked
from app.calculation.things import things_named
from app.numbers.months_asked import asked_part
from app.numbers.number_words import Extreme
from tests.app.numbers.test_ranking import read


@pytest.mark.parametrize(
    ("text", "operation", "years"),
    [
        ("Hur många besökare hade badet sammanlagt de tre åren 2023 till 2025?", Operation.SUM, (2023, 2024, 2025)),
        ("Hur många besökare hade badet 2024 och 2025 ihop?", Operation.SUM, (2024, 2025)),
        ("Hur många besökare per år i snitt hade badet 2023–2025?", Operation.MEAN, (2023, 2024, 2025)),
        ("Snittet för antal årsarbetare 2020, 2021 och 2022?", Operation.MEAN, (2020, 2021, 2022)),
        ("Vilket år mellan 2022 och 2025 hade badet flest besökare?", Operation.EXTREME, (2022, 2023, 2024, 2025)),
    ],
)
def test_years_are_asked_for(text: str, operation: Operation, years: tuple[int, ...]) -> None:
    asked = over_time(read(text)[0])
    assert asked is not None
    assert (asked.operation, asked.years) == (operation, years)
    assert str(years[-1]) in asked.rest
    assert str(years[0]) not in asked.rest


def test_a_month_is_asked_for() -> None:
    asked = over_time(read("Vilken månad 2025 kostade hemtjänsten mest?")[0])
    assert asked is not None
    assert (asked.operation, asked.extreme, asked.years) == (Operation.EXTREME, Extreme.MOST, ())
    assert "mest" not in asked.rest


@pytest.mark.parametrize("text", ["Vad kostade hemtjänsten 2025?", "Hur mycket ökade hemtjänsten från 2024 till 2025?"])
def test_one_cell_or_two_years_held_together_are_no_calculation_over_time(text: str) -> None:
    assert over_time(read(text)[0]) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Intäkter under årets tre första månader 2025?", (1, 3)),
        ("Intäkter de två sista månaderna 2025?", (11, 12)),
        ("Intäkter sista kvartalet 2025?", (10, 12)),
    ],
)
def test_months_that_are_counted_are_a_part_of_a_year(text: str, part: tuple[int, int]) -> None:
    assert asked_part(text) == part


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Hur många besökare hade Surte, Bohus och Nol tillsammans 2025?", ("Surte", "Bohus", "Nol")),
        ("Vad kostade äldreomsorgen och funktionsstödet ihop 2025?", ("äldreomsorgen", "funktionsstödet")),
        ("Är det dyrare att driva en plats på Norra Ekbo än på Lunda?", ("Norra Ekbo", "Lunda")),
        ("Hur många fler elever hade Ekskolan 2025 än Björkskolan?", ("Ekskolan", "Björkskolan")),
        ("Hur mycket dyrare blev augusti än juli för hemtjänsten?", ("augusti", "juli")),
    ],
)
def test_things_stand_side_by_side(text: str, called: tuple[str, ...]) -> None:
    assert next(iter(things_named(text))).called == called


def test_each_thing_has_a_question_of_its_own() -> None:
    things = next(iter(things_named("Hur många fler elever hade Ekskolan 2025 än Björkskolan?")))
    assert [" ".join(one.split()) for one in things.questions] == [
        "Hur många fler elever hade Ekskolan 2025 ?",
        "Hur många fler elever hade Björkskolan 2025 ?",
    ]


def test_half_a_word_is_no_thing() -> None:
    assert [one.called for one in things_named("Vad kostade vård- och omsorgsnämnden 2025?")] == []


def test_the_words_of_the_calculation_are_left_out() -> None:
    assert without_operation("Vad kostade hemtjänst och lokaler tillsammans 2025?") == "Vad kostade hemtjänst och lokaler 2025?"
    assert without_operation("Hur mycket dyrare blev juli?") == "Hur mycket kostnad blev juli?"


def test_a_share_is_taken_apart() -> None:
    asked = next(shares_asked(read("Hur stor andel av alla kostnader 2025 stod lokalerna för?")[0]))
    assert asked.any_whole
    assert "lokalerna" in asked.part
    assert "kostnader" not in asked.part
    assert "alla kostnader" in asked.whole
    assert "2025" in asked.part


def test_what_there_is_for_each() -> None:
    assert for_each(read("Hur många elever går det på varje lärare 2025?")[0]) == (
        "Hur många elever 2025?",
        "Hur många lärare 2025?",
    )


def test_which_operation() -> None:
    assert operation_of(read("Hur många gånger fler elever hade A än B?")[0]) == (Operation.RATIO, None)
    assert operation_of(read("Vilken av A, B och C kostade mest?")[0]) == (Operation.EXTREME, Extreme.MOST)
    assert operation_of(read("Vad kostade A och B sammanlagt?")[0]) == (Operation.SUM, None)
    assert operation_of(read("Vad kostade A?")[0]) is None


def test_the_part_s_own_name_is_not_the_whole_s() -> None:
    asked = list(shares_asked(read("Hur stor andel av hemtjänstens intäkter 2025 kom från Hemtjänst Lunda i Ekdala?")[0]))
    assert "Lunda" in asked[1].part
    assert "intäkter" in asked[1].part
    assert "Lunda" not in asked[1].whole
    assert "Ekdala" in asked[1].whole


def test_things_of_two_words_are_listed_whole() -> None:
    things = next(iter(things_named("Vad kostade skola, anpassad skola och vuxenutbildning tillsammans?")))
    assert things.called == ("skola", "anpassad skola", "vuxenutbildning")


def test_a_span_of_too_many_years_is_no_calculation() -> None:
    assert over_time(read("Vilket år mellan 2000 och 2025 hade badet flest besökare?")[0]) is None


def test_what_was_planned_is_no_other_thing() -> None:
    assert not list(things_named("Hur många fler badade i Norrviken än vad Lingonbys badnämnd räknat med i budgeten?"))
