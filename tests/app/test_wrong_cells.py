"""What a tester's questions got a wrong number for: cells that look right and are of another month, measure, rate, count or column."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.answer.prose_arithmetic import computed_from
from app.numbers.figure_wording import sentence
from app.numbers.months_asked import asked_part
from app.numbers.ranking import Placed
from app.numbers.verdict import Verdict
from app.question.number_asked import asks_for_number
from ingest.tables.model import NO_PERIOD, Period, PeriodKind
from tests.app.numbers.test_ranking import PAPER, ask, figure, month, read, values, year


def cells(label: str, *told: tuple[str, str, str], unit: str = "", caption: str = "", row: int = 0) -> list[Placed]:
    """One row's cells of 2025: column, value and measure of each."""
    made = [
        figure(label, value, measure, year(2025), column=column, unit=unit, caption=caption, quote_start=row, start=row + at)
        for at, (column, value, measure) in enumerate(told)
    ]
    return [Placed(one, "", PAPER, 1.0) for one in made]


def test_a_caption_that_names_two_months_is_of_neither() -> None:
    caption = "Hemtjänsten under januari och februari"
    made = [
        figure("Hemtjänst Almby", value, "intäkter", month(2026, at), column=f"Intäkter {at}", caption=caption, start=at)
        for at, value in ((1, "640"), (2, "602"))
    ]
    placed = [Placed(one, "", replace(PAPER, years=(2026,)), 1.0) for one in made]
    assert values(ask("Vilka intäkter hade hemtjänst Almby i februari 2026?", placed)) == [Decimal(602)]


def test_a_column_s_own_year_is_told_and_not_the_paper_s() -> None:
    made = figure("Lokalkostnader", "-70120", "utfall", NO_PERIOD, column="Utfall 2024")
    assert sentence(Placed(made, "", PAPER, 1.0), "[1]").startswith("Lokalkostnader: utfallet 2024 var")
    assert ask("Vad blev utfallet för lokalkostnader 2025?", [Placed(made, "", PAPER, 1.0)]) is None


def test_a_measure_named_is_not_answered_by_another() -> None:
    budget = cells("Bibliotek", ("Budget 2025", "24350", "budget"), unit="tkr")
    assert ask("Vad blev utfallet för bibliotek 2025?", budget) is None
    outcome = cells("Bibliotek", ("Utfall 2025", "24350", "utfall"), unit="tkr")
    assert ask("Vad är prognosen för bibliotek 2025?", outcome) is None


def test_an_amount_is_no_share_and_a_year_s_count_is_none_a_week() -> None:
    amount = cells("Bibliotek", ("Budget 2025", "24980", "budget"), unit="tkr")
    assert ask("Hur stor andel av budgeten går till bibliotek 2025?", amount) is None
    visits = cells("Valbo", ("Besök 2025", "57940", "besök"))
    assert ask("Hur många besök har Valbo per vecka 2025?", visits) is None


def test_what_is_counted_is_what_is_asked() -> None:
    table = cells("Valbo", ("Besök 2025", "57940", "besök"), ("Öppettimmar per vecka", "40", "öppettimmar"))
    assert values(ask("Hur många besök hade Valbo 2025?", table)) == [Decimal(57940)]
    posts = cells("Förskola", ("Årsarbetare 2025", "241.5", "årsarbetare"))
    assert ask("Hur många barn gick i förskola 2025?", posts) is None


def test_two_columns_that_the_question_does_not_tell_apart_are_not_chosen_between() -> None:
    table = cells("Driftkostnad", ("Alternativ A", "5480", "alternativ"), ("Alternativ B", "4310", "alternativ"), unit="tkr")
    assert ask("Vad blir driftkostnaden 2025?", table) is None


@pytest.mark.parametrize("text", ["Vilken månad hade Almby högst resultat 2025?", "Vilket kvartal hade Almby lägst resultat 2025?"])
def test_which_month_is_asked_of_columns_and_not_answered_by_rows(text: str) -> None:
    table = [
        one
        for at, name in enumerate(("Norr", "Söder", "Öster"))
        for one in cells(f"Almby {name}", ("2025", str(at), "resultat"), row=10 * at)
    ]
    assert ask(text, table) is None


def test_a_difference_of_hours_is_not_one_of_kronor() -> None:
    texts = ["Ersättningen är 812 kronor i centrum och 896 kronor på landet."]
    assert computed_from("Hur stor är skillnaden mellan beviljade och utförda timmar?", texts) == []


def test_rows_of_two_tables_are_not_summed() -> None:
    rows = [
        *cells("Personal", ("2025", "-29614", "avvikelse"), unit="tkr", caption="Resultaträkning"),
        *cells("Laddplatser", ("2025", "110", "avvikelse"), unit="tkr", caption="Investeringar", row=50),
    ]
    answer = ask("Vad var avvikelsen för personal och laddplatser sammanlagt 2025?", rows)
    assert answer is None or not answer.derived


def test_the_price_of_one_is_not_the_cost_of_all() -> None:
    total = cells("Hemtjänst", ("Bokslut 2025", "-123964", "bokslut"), unit="tkr")
    assert ask("Vad kostade en hemtjänsttimme 2025?", total) is None
    one = cells("Driftkostnad per plats och år", ("2025", "812", "driftkostnad"), unit="tkr")
    assert values(ask("Vad är driftkostnaden, hur mycket kostar en plats 2025?", one)) == [Decimal(812)]


_LEFT = (("Utfall 2025", "-2612", "utfall"), ("Budget 2025", "-4005", "budget"), ("Återstår", "1393", "återstår"))


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket återstår på museet 2025?",
        "Hur mycket pengar fanns kvar på museet 2025?",
        "Hur mycket av budgeten blev över för museet 2025?",
        "hur mkt over budget gick museet 2025",
    ],
)
def test_what_is_left_is_neither_the_budget_nor_the_outcome(text: str) -> None:
    assert values(ask(text, cells("Museet", *_LEFT, unit="tkr"))) == [Decimal(1393)]


def test_what_was_estimated_is_not_what_it_came_to() -> None:
    table = cells("Bemanning", ("Uppskattad kostnad", "600", "uppskattad kostnad"), ("Utfall", "0", "utfall"), unit="tkr")
    assert values(ask("Vad uppskattades bemanningen kosta 2025?", table)) == [Decimal(600)]


def test_what_is_left_after_costs_is_no_income() -> None:
    net = cells("Daglig verksamhet", ("Utfall 2025", "-26790", "utfall"), unit="tkr")
    assert ask("Vad var intäkterna för daglig verksamhet 2025?", net) is None


def test_the_highest_income_is_looked_for_among_incomes() -> None:
    lines = [
        replace(one, figure=replace(one.figure, group=(f"Hemtjänst {name}",)))
        for at, (name, income) in enumerate((("Norr", 900), ("Söder", 700), ("Öster", 800)))
        for line, value in (("Intäkter", income), ("Kostnader", -1500 - at))
        for one in cells(line, ("Utfall 2025", str(value), "utfall"), unit="tkr", row=100 * at + len(line))
    ]
    assert values(ask("Vilken hemtjänst hade högst intäkter 2025?", lines)) == [Decimal(900)]


def test_a_row_named_better_without_the_year_is_told_of_and_another_is_not_told() -> None:
    named = cells("Antal vårddygn på korttidsboende", ("2025", "29", ""), row=0)
    of_then = replace(cells("Antal vårddygn", ("2023", "652", ""), row=50)[0].figure, period=year(2023))
    answer = ask("Hur många vårddygn på korttidsboende hade vi 2023?", [*named, Placed(of_then, "", PAPER, 1.0)])
    assert answer is not None
    assert answer.verdict is Verdict.OTHER_PERIOD
    assert answer.figures[0].figure.value == Decimal(29)


def test_two_months_are_summed_also_where_their_year_is_not_known() -> None:
    months = [
        figure("Dröjsmålsräntor", value, "", Period(PeriodKind.MONTH, name), column=name, unit="kr", start=at)
        for at, (name, value) in enumerate((("jan", "330"), ("mars", "670"), ("april", "3032")))
    ]
    answer = ask("Hur stora var dröjsmålsräntorna i mars och april tillsammans?", [Placed(one, "", PAPER, 1.0) for one in months])
    assert answer is not None
    assert [one.value for one in answer.derived] == [Decimal(3702)]


@pytest.mark.parametrize(
    ("text", "part"),
    [("Hur gick det till och med oktober 2025?", (1, 10)), ("utfall t o m mars", (1, 3)), ("Hur gick det i oktober?", (10, 10))],
)
def test_up_to_a_month_is_all_months_up_to_it(text: str, part: tuple[int, int]) -> None:
    assert asked_part(text) == part


def test_a_measure_put_together_with_what_it_is_of_names_no_row_by_the_measure() -> None:
    rows = [
        *cells("Nya boenden, inventarier", ("Budget 2025", "720", "budget"), ("Avvikelse", "644", "avvikelse"), unit="tkr"),
        *cells("Nya boenden, drift", ("Budget 2025", "90", "budget"), unit="tkr", row=90),
    ]
    asked = "Hur mycket blev över av investeringsbudgeten för inventarier i nya boenden 2025?"
    assert values(ask(asked, rows)) == [Decimal(644)]


def test_a_row_of_others_or_of_all_is_not_those_a_number_is_asked_of() -> None:
    adults = cells("Orosanmälningar vuxna", ("2025", "212", "utfall"), unit="antal")
    assert ask("Hur många orosanmälningar för barn kom in 2025?", adults) is None
    everyone = cells("Sjukfrånvaro totalt", ("2025", "11.6", ""), unit="%", caption="Sjukfrånvaro för månadsanställda")
    assert ask("Hur hög var sjukfrånvaron hos sjuksköterskor 2025?", everyone) is None
    assert ask("Hur hög var sjukfrånvaron hos timanställda 2025?", everyone) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hur hög var sjukfrånvaron bland de under 30 år 2025?", "9.0"),
        ("sjukfrånvaro 30–49 år 2025", "12.0"),
        ("Sjukfrånvaron för dem över 50 2025?", "12.1"),
        ("Hur stor var sjukfrånvaron för 50 år och äldre 2025?", "12.1"),
    ],
)
def test_those_of_an_age_are_answered_by_the_row_of_that_age(text: str, value: str) -> None:
    rows = [
        one
        for at, (label, share) in enumerate((("- 29 år", "9.0"), ("30 - 49 år", "12.0"), ("50 år -", "12.1"), ("Totalt", "11.6")))
        for one in cells(label, ("2025", share, ""), unit="%", caption="Sjukfrånvaro", row=20 * at)
    ]
    assert values(ask(text, rows)) == [Decimal(value)]


def test_what_a_row_is_called_and_a_year_asks_for_its_number() -> None:
    assert asks_for_number(read("Kommunbidrag 2025")[0])
    assert asks_for_number(read("Sjukfrånvaron bland kvinnor i Ekdala 2024?")[0])
    assert asks_for_number(read("Vilka lokalhyror hade nämnden i bokslut 2024?")[0])
    assert asks_for_number(read("Vad var avskrivningarna 2024?")[0])
    assert not asks_for_number(read("Rutin för nycklar")[0])
    assert not asks_for_number(read("Vad är en avvikelse?")[0])
    assert not asks_for_number(read("Vem ansvarar för nycklar 2025?")[0])


def test_what_stands_around_a_row_alone_names_no_row() -> None:
    version = cells("Version", ("2025", "3.1", ""), caption="Nyckelhantering")
    assert ask("Hur många nycklar försvann 2025?", version) is None


def test_a_name_that_no_row_is_called_is_not_answered_by_another_row() -> None:
    library = cells("Summa bibliotek", ("2025", "76968", "besök"), row=3) + cells("Granviks bibliotek", ("2025", "120", "besök"))
    assert ask("Hur många besök hade biblioteket i Bodarna 2025?", library) is None


def test_a_number_of_no_known_year_is_of_the_years_of_its_paper_alone() -> None:
    made = figure("Sjukdagar", "38", "", Period(PeriodKind.MONTH, "mars"), unit="dagar")
    placed = [Placed(made, "", PAPER, 1.0)]
    assert ask("Hur många sjukdagar var det i mars 2024?", placed) is None
    assert values(ask("Hur många sjukdagar var det i mars 2025?", placed)) == [Decimal(38)]


def test_the_whole_year_is_not_answered_by_a_part_of_it() -> None:
    part = Period(PeriodKind.RANGE, "jan–sep 2025", date(2025, 1, 1), date(2025, 9, 30))
    cell = figure("Barn och unga", "-6820", "avvikelse", part)
    answer = ask("Hur stor blev avvikelsen för barn och unga på helåret 2025?", [Placed(cell, "", PAPER, 1.0)])
    assert answer is not None
    assert answer.verdict is Verdict.OTHER_PERIOD


def test_how_much_has_changed_since_a_year_is_held_against_the_latest() -> None:
    row = [
        figure("Barn i förskola", value, "", year(of), column=str(of), unit="antal", start=at)
        for at, (of, value) in enumerate(((2025, "1684"), (2024, "1757"), (2023, "1812")))
    ]
    answer = ask("Hur mycket har antalet barn i förskola sjunkit sedan augusti 2023?", [Placed(one, "", PAPER, 1.0) for one in row])
    assert answer is not None
    assert [abs(one.value) for one in answer.derived] == [Decimal(128)]
