"""Which column of a row is asked for: a result and its deviation, a goal and what came of it, a forecast's month, what is carried over."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.numbers.figure_telling import sentences
from app.numbers.months_asked import asked_part
from app.numbers.number_words import Measure, asked_measures
from app.numbers.ranking import Placed
from app.question.number_asked import asks_for_number
from ingest.tables.model import Figure
from tests.app.numbers.test_ranking import PAPER, ask, figure, month, read, units_table, values, year


def placed(*figures: Figure) -> list[Placed]:
    return [Placed(one, "", PAPER, 0.9) for one in figures]


def row(label: str, *cells: tuple[str, str, str]) -> list[Placed]:
    """A row of 2025: value, measure and column of each cell."""
    made = [figure(label, value, measure, year(2025), column=column, start=at) for at, (value, measure, column) in enumerate(cells)]
    return placed(*made)


def test_plus_or_minus_is_told_with_the_result_and_its_deviation() -> None:
    answer = ask("Hur gick det ekonomiskt för hemtjänst Lunda 2025, plus eller minus?", units_table())
    assert values(answer) == [Decimal(-107), Decimal(-57)]
    assert values(ask("Hur gick hemtjänst Lunda mot budget 2025, plus eller minus?", units_table())) == [Decimal(-57)]
    assert values(ask("Hur gick det för hemtjänst Lunda 2025?", units_table())) == [Decimal(-107), Decimal(-57)]
    assert values(ask("Hur gick det ekonomiskt för hemtjänst Lunda 2025?", units_table())) == [Decimal(-107), Decimal(-57)]
    assert values(ask("Hur gick det för hemtjänst Lunda mot budget 2025?", units_table())) == [Decimal(-57)]


def test_a_goal_and_what_came_of_it_are_both_told() -> None:
    text = "Hur många språkombud ville Ekdala omsorg ha 2025 och hur många blev det?"
    assert asked_measures(text) == (Measure.GOAL, Measure.OUTCOME)
    cells = row("Antal utbildade språkombud", ("39", "mål", "Mål 2025"), ("24", "utfall", "Utfall 2025"))
    numbers = placed(*(figure(one.figure.label, str(one.figure.value), one.figure.measure, year(2025), column=one.figure.column,
                              start=one.figure.start, unit="antal") for one in cells))  # fmt: skip
    assert values(ask(text, numbers)) == [Decimal(39), Decimal(24)]


def _forecasts() -> list[Placed]:
    columns = (("-400", "Prognos per mars"), ("-900", "Prognos per augusti"), ("-1462", "Bokslut 2025"))
    return row("Fastighetsdrift", *((value, "avvikelse", column) for value, column in columns))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vad trodde man i augusti att fastighetsdriften skulle gå back med 2025?", "-900"),
        ("Vilken avvikelse för fastighetsdriften visade marsprognosen 2025?", "-400"),
        ("Vad blev avvikelsen för fastighetsdriften 2025?", "-1462"),
    ],
)
def test_a_deviation_is_that_of_the_forecast_made_then_or_the_last(text: str, value: str) -> None:
    assert values(ask(text, _forecasts())) == [Decimal(value)]


def test_a_forecasts_deviation_is_told_with_when_it_was_made() -> None:
    answer = ask("Vad trodde man i augusti att fastighetsdriften skulle gå back med 2025?", _forecasts())
    assert answer is not None
    assert "”Prognos per augusti”" in sentences(answer)[0]


def test_what_is_carried_over_to_the_next_year_has_a_column() -> None:
    cells = row("Verksamhetssystem", ("-640", "utfall", "Utfall 2025"), ("500", "föreslås ombudgeteras", "Föreslås ombudgeteras"))
    assert values(ask("Hur mycket av pengarna till verksamhetssystemet vill man flytta till nästa år?", cells)) == [Decimal(500)]
    assert values(ask("Vad kostade verksamhetssystemet 2025?", cells)) == [Decimal(-640)]


def test_a_row_called_by_its_measure_is_of_what_its_table_is_about() -> None:
    rows = [
        figure("Summa utfall 2025", "1753", "", month(2025, 11), caption="Vinterväghållning"),
        figure("Budget 2025", "1100", "budget", month(2025, 11), caption="Vinterväghållning", start=9, quote_start=9),
    ]
    assert values(ask("Hur mycket hade vi avsatt för vinterväghållning i november 2025?", placed(*rows))) == [Decimal(1100)]


def test_what_a_budget_reckons_with_is_the_budget() -> None:
    cells = row("Skatteintäkter", ("4861", "budget", "Budget 2025"))
    assert values(ask("Vad räknar Ekdala med att få in i skatt 2025?", cells)) == [Decimal(4861)]
    assert ask("Vad är prognosen för skatteintäkter 2025?", cells) is None


def test_after_a_month_a_deviation_is_of_the_year_so_far() -> None:
    assert asked_part("Hur mycket back låg boendet efter september?") == (1, 9)
    assert asked_part("Vad kostar en plats efter september?") == (9, 9)


def test_an_adjective_that_no_row_holds_names_none() -> None:
    cells = row("Matsal Ekskolan", ("8940", "utfall", "Utfall"))
    assert values(ask("Vad kostade den nya matsalen på Ekskolan 2025?", cells)) == [Decimal(8940)]


@pytest.mark.parametrize(
    "text",
    [
        "Vilket mål för 2025 gällde för meritvärdet?",
        "Vilken avvikelse räknar nämnden med för skolan 2025?",
        "Vad ska en gästande båt betala per dygn 2025?",
        "Vad fick Solhuset i bidrag 2025?",
        "Vad gick en plats på boendet på per år 2025?",
    ],
)
def test_these_ask_for_a_number(text: str) -> None:
    assert asks_for_number(read(text)[0])
