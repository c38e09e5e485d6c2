"""What is computed from cells found one by one, and what is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.calculation.against import asks_against, for_outcome, held_against, lacks_deviation
from app.calculation.asked import Looked
from app.calculation.calculating import calculated, of_a_pair
from app.calculation.cells import held_together
from app.calculation.things import things_named
from app.numbers.answering import answer_from
from app.numbers.comparisons import sides_compared
from app.numbers.figure_telling import sentences
from app.numbers.months_asked import asked_part
from app.numbers.number_words import wanted
from app.numbers.ranking import Placed
from app.numbers.verdict import FigureAnswer, Verdict
from ingest.tables.model import NO_PERIOD
from tests.app.numbers.test_ranking import PAPER, figure, month, read, year


def _row(label: str, at: int, *cells: tuple[str, str, int], unit: str = "tkr") -> list[Placed]:
    made = [
        figure(label, value, measure, year(of_year), quote_start=at, start=at + n, unit=unit)
        for n, (measure, value, of_year) in enumerate(cells)
    ]
    return [Placed(one, "", PAPER, 0.5) for one in made]


def _compute(text: str, placed: list[Placed], *, pair: bool = False) -> FigureAnswer | None:
    def look(one: str) -> Looked:
        question, names = read(one)
        return Looked(answer_from(question, names, placed) if names else None, tuple(placed), question.years)

    question = read(text)[0]
    return of_a_pair(question, look) if pair else calculated(question, look)


BATHS = [
    *_row("Lundabadet", 0, ("utfall", "100", 2023), ("utfall", "130", 2024), ("utfall", "115", 2025), unit="antal"),
    *_row("Ekbadet", 100, ("utfall", "10", 2023), ("utfall", "20", 2024), ("utfall", "46", 2025), unit="antal"),
    *_row("Björkbadet", 200, ("utfall", "7", 2023), ("utfall", "9", 2024), ("utfall", "8", 2025), unit="antal"),
]


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("Hur många besökte Lundabadet 2023 till 2025 sammanlagt?", "345", "sammanlagt 2023 till 2025: 345 (100 + 130 + 115 = 345)"),
        ("Hur många besökte Lundabadet i snitt 2023–2025?", "115", "i genomsnitt 2023 till 2025: 115 ((100 + 130 + 115) / 3 = 115)"),
        ("Hur många hade Lundabadet, Ekbadet och Björkbadet tillsammans 2025?", "169", "Lundabadet, Ekbadet och Björkbadet, sammanlagt"),
        ("Hur många gånger fler hade Lundabadet än Ekbadet 2025?", "2.5", "2,5 gånger så mycket (115 / 46 = 2,5)"),
    ],
)  # fmt: skip
def test_what_is_computed_is_told_with_its_formula(text: str, value: str, told: str) -> None:
    answer = _compute(text, BATHS)
    assert answer is not None
    assert [one.value for one in answer.derived] == [Decimal(value)]
    assert told in sentences(answer)[0]


def test_the_year_with_most_is_told_of_the_years_there_are() -> None:
    answer = _compute("Vilket år mellan 2023 och 2025 hade Lundabadet flest?", BATHS)
    assert answer is not None
    assert sentences(answer) == ["Högst av 3 jämförda år: Lundabadet: utfallet 2024 var 130 [1]."]


def test_the_most_of_three_that_are_named() -> None:
    answer = _compute("Vilket av Lundabadet, Ekbadet och Björkbadet hade minst 2025?", BATHS)
    assert answer is not None
    assert [one.figure.label for one in answer.figures] == ["Björkbadet"]


@pytest.mark.parametrize(
    "text",
    [
        "Hur många besökte Lundabadet 2022 till 2025 sammanlagt?",  # 2022 is not there
        "Hur många hade Lundabadet, Ekbadet och Tallbadet tillsammans 2025?",  # nor is the third
    ],
)
def test_nothing_is_computed_where_a_cell_is_missing(text: str) -> None:
    assert _compute(text, BATHS) is None


def test_each_of_two_is_told_where_neither_is_held_against_the_other() -> None:
    placed = [
        *_row("Utbildning", 0, ("utfall", "12", 2025), ("budget", "10", 2025)),
        *_row("Förstärkt buffert", 50, ("utfall", "27", 2025)),
    ]
    answer = _compute("Hur mycket gick till utbildning respektive till förstärkt buffert 2025?", placed, pair=True)
    assert answer is not None
    assert [one.figure.value for one in answer.figures] == [Decimal(12), Decimal(27)]
    assert not answer.derived


def test_cells_of_two_units_are_not_added() -> None:
    placed = [*BATHS[:3], *_row("Tallbadet", 300, ("utfall", "9", 2025), unit="tkr")]
    assert _compute("Hur många hade Lundabadet och Tallbadet tillsammans 2025?", placed, pair=True) is None


def test_the_mean_of_a_mean_is_not_taken() -> None:
    placed = _row("Medelålder i ledningen", 0, ("utfall", "40", 2024), ("utfall", "50", 2025), unit="antal")
    assert _compute("Vad var medelåldern i ledningen i snitt 2024 och 2025?", placed) is None


def test_months_of_a_row() -> None:
    cells = [figure("Hemtjänst Lunda", str(value), "utfall", month(2025, at), start=at) for at, value in enumerate((5, 9, 4, 6), 1)]
    placed = [Placed(one, "", PAPER, 0.5) for one in cells]
    best = _compute("Vilken månad 2025 hade hemtjänst Lunda minst?", [*placed, *_row("Hemtjänst Lunda", 0, ("utfall", "24", 2025))])
    assert best is not None
    assert [one.figure.value for one in best.figures] == [Decimal(4)]
    assert best.of_rows == 4
    mean = _compute("Vad kostade hemtjänst Lunda i snitt per månad januari till mars 2025?", placed)
    assert mean is not None
    assert mean.derived[0].formula == "(5 + 9 + 4) / 3 = 6"


def test_the_worst_month_of_a_table_is_its_total_s() -> None:
    groups = ("Hemtjänst Lunda", "Hemtjänst Almby", "Totalt")
    placed = [
        Placed(
            figure("Resultat", value, "utfall", when, group=(group,), caption="Hemtjänst, enheter", start=99 * row + at, quote_start=99 * row, column=f"kolumn {at}"),
            "", PAPER, 0.7,
        )
        for row, (group, values) in enumerate(zip(groups, (("-1", "2", "-3", "-2"), ("3", "-9", "1", "-5"), ("2", "-7", "-2", "-7")), strict=True))
        for at, (value, when) in enumerate(zip(values, (month(2025, 1), month(2025, 2), month(2025, 3), year(2025)), strict=True))
    ]  # fmt: skip
    worst = _compute("Vilken månad 2025 gick vår egen hemtjänst sämst sammanlagt, och hur stort var minuset då?", placed)
    assert worst is not None
    assert [(one.figure.group, one.figure.value) for one in worst.figures] == [(("Totalt",), Decimal(-7))]


def test_the_months_of_a_sign_are_counted() -> None:
    values = (
        ("jan", "-5", month(2025, 1)),
        ("feb", "9", month(2025, 2)),
        ("mar", "-4", month(2025, 3)),
        ("UTFALL", "0", year(2025)),
    )
    placed = [
        Placed(figure("Hamnens resultat", value, "utfall", when, column=name, start=at, quote_start=0), "", PAPER, 0.7)
        for at, (name, value, when) in enumerate(values)
    ]
    minus = _compute("Hur många månader 2025 gick hamnens resultat minus?", placed)
    assert minus is not None
    assert [one.figure.value for one in minus.figures] == [Decimal(-5), Decimal(-4)]
    assert sentences(minus)[0] == "Med underskott, 2 av 3 månader:"
    assert _compute("Hur många månader 2025 gick hamnens resultat med förlust?", placed[1:2]) is None


def test_a_share_of_all_there_is() -> None:
    placed = [
        *_row("Lokaler", 0, ("utfall", "-30", 2025)),
        *_row("Löner", 50, ("utfall", "-90", 2025)),
        *_row("Summa kostnader", 100, ("utfall", "-120", 2025)),
    ]
    answer = _compute("Hur stor andel av alla kostnader stod lokalerna för 2025?", placed)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["30 / 120 = 25,0 %"]


def test_an_outcome_is_held_against_its_goal_and_its_budget() -> None:
    placed = _row("Väntetid till boende", 0, ("utfall", "65", 2025), ("mål", "69", 2025), unit="dagar")
    question, names = read("Klarade vi målet för väntetid till boende 2025, och med hur stor marginal?")
    found = answer_from(question, names, placed)
    assert found is not None
    answer = held_against(question, found, placed)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["65 − 69 = −4"]
    assert "mot målet 69 dagar [2]; skillnaden är 4 dagar" in sentences(answer)[0]


def test_what_was_budgeted_is_held_against_what_it_became() -> None:
    placed = _row("Föreningsbidrag", 0, ("budget", "-340", 2025), ("bokslut", "-190", 2025))
    for text in (
        "Hur mycket föreningsbidrag blev det 2025 jämfört med vad som var budgeterat, och vad blev skillnaden?",
        "Hur mycket föreningsbidrag blev det 2025 jämfört med vad som var budgeterat?",
    ):
        question = read(text)[0]
        assert asks_against(question)
        _, names = read(for_outcome(question))
        found = answer_from(read(for_outcome(question))[0], names, placed)
        assert found is not None
        answer = held_against(question, found, placed)
        assert answer is not None
        assert [one.formula for one in answer.derived] == ["−190 − (−340) = 150"]


def test_the_share_of_a_goal_that_was_reached() -> None:
    placed = _row("Utbildade ombud", 0, ("mål", "40", 2025), ("utfall", "25", 2025), unit="antal")
    question = read("Hur många procent av målet för utbildade ombud nådde vi 2025?")[0]
    assert asks_against(question)
    outcome, names = read(for_outcome(question))
    found = answer_from(outcome, names, placed)
    assert found is not None
    answer = held_against(question, found, placed)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["25 / 40 = 62,5 %"]
    assert sentences(answer)[0].startswith("Utbildade ombud: utfallet 2025 var 25 [1] av målet 40 [2], alltså 25 / 40 = 62,5 %")


def test_an_outcome_is_not_by_how_much_something_was_over_its_budget() -> None:
    question = read("Hur många besökare hade Ekbadet över budget 2025?")[0]
    outcome, result = _row("Ekbadet", 0, ("utfall", "15", 2025)), _row("Ekbadet, resultat", 0, ("utfall", "15", 2025))
    assert lacks_deviation(question, FigureAnswer(Verdict.FOUND, tuple(outcome), (), None, 1.0))
    assert not lacks_deviation(question, FigureAnswer(Verdict.FOUND, tuple(result), (), None, 1.0))


def test_what_has_a_deviation_of_its_own_is_not_computed() -> None:
    placed = _row("Hemtjänst", 0, ("utfall", "-65", 2025), ("budget", "-60", 2025), ("avvikelse", "-5", 2025))
    question, names = read("Hur mycket över budget gick hemtjänst 2025?")
    found = answer_from(question, names, placed)
    assert found is not None
    assert held_against(question, found, placed) is None


def test_the_same_months_of_two_years() -> None:
    placed = [
        Placed(figure("Betaldagar", str(value), "utfall", month(of_year, at), start=20 * row + at, quote_start=row, unit="dagar"), "", PAPER, 0.5)
        for row, (of_year, days) in enumerate(((2025, (14, 9, 22)), (2024, (6, 4, 11))))
        for at, value in enumerate(days, 1)
    ]  # fmt: skip
    answer = _compute("Hur många fler betaldagar var det januari till mars 2025 än samma tid 2024?", placed)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["14 + 9 + 22 = 45", "6 + 4 + 11 = 21", "45 − 21 = 24"]
    assert sentences(answer)[2].startswith("Skillnaden är 24 dagar mer (45 − 21 = 24)")
    assert sentences(answer)[0].startswith("Betaldagar, sammanlagt januari till mars 2025: 45 dagar")


def test_a_deviation_is_not_held_against_an_outcome() -> None:
    cells = _row("Delårsbokslut", 0, ("prognos", "5000", 2025), ("avvikelse", "-3900", 2025), ("utfall", "1100", 2025))
    assert not held_together(cells[:2])
    assert held_together([cells[0], cells[2]])


def test_a_cell_whose_own_column_is_named_has_no_twin() -> None:
    made = [
        figure("Summa investering", value, "", NO_PERIOD, column=column, start=at, quote_start=0)
        for at, (column, value) in enumerate((("Lunda", "485"), ("Ekby", "4645"), ("Summa", "5130")))
    ]
    question, names = read("Hur mycket kostar investeringen i Ekby?")
    answer = answer_from(question, names, [Placed(one, "", PAPER, 1.0, "Summa investering") for one in made])
    assert answer is not None
    assert [one.figure.value for one in answer.figures] == [Decimal(4645)]


def test_which_of_several_is_over_its_budget_is_not_one_outcome_against_it() -> None:
    assert not asks_against(read("Vilka verksamheter drog över budget 2025?")[0])
    assert not asks_against(read("Vilken verksamhet drog över budget mest 2025?")[0])
    assert asks_against(read("Hur många fler ombud hade vi behövt för att nå målet 2025?")[0])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Blev inköpen dyrare eller billigare än man räknat med, och hur mycket?", "Blev inköpen kostnad"),
        ("Hur långt över det man räknat med hamnade badets besökare 2025?", "hamnade badets besökare 2025?"),
        ("Användes alla pengar till bidrag 2025, eller hur mycket blev över?", "till bidrag 2025"),
        ("Hur långt över budget hamnade badets besökare 2025?", "hamnade badets besökare 2025?"),
        ("Hur långt ifrån målet låg väntetiden 2025?", "låg väntetiden 2025?"),
        ("Hur många fler än målet utbildades 2025?", "Hur många utbildades 2025?"),
        ("Hur mycket billigare än planerat blev inköpen 2025?", "Hur mycket kostnad blev inköpen 2025?"),
        ("Hur mycket översteg hamnens kostnader budgeten 2025?", "Hur mycket hamnens kostnader 2025?"),
    ],
)
def test_the_outcome_is_looked_for_without_what_it_is_held_against(text: str, rest: str) -> None:
    question = read(text)[0]
    assert asks_against(question)
    assert for_outcome(question) == rest


@pytest.mark.parametrize("label", ["Sjukfrånvaro", "Medelålder", "Antal anställda", "Nöjdhet, index 0–100"])
def test_a_sum_that_says_nothing_is_not_made(label: str) -> None:
    placed = _row(label, 0, ("utfall", "40", 2024), ("utfall", "50", 2025), unit="")
    assert _compute(f"Vad var {label.casefold()} 2024 och 2025 sammanlagt?", placed) is None


def test_a_row_beside_another_is_no_whole_of_it() -> None:
    placed = [*_row("Arbetsskador", 0, ("utfall", "146", 2025)), *_row("Tillbud", 50, ("utfall", "467", 2025))]
    assert _compute("Hur stor andel av tillbuden 2025 var arbetsskador?", placed) is None


def test_income_and_costs_are_paid_and_not_added() -> None:
    income = figure("Lokaler", "35", "utfall", year(2025), column="Utfall intäkter")
    costs = figure("Lokaler", "-34", "utfall", year(2025), column="Utfall kostnader", start=1)
    derived = sides_compared(wanted(read("Hur mycket skiljer intäkter och kostnader för lokaler 2025?")[0]), income, costs)
    assert derived.formula == "35 + (−34) = 1"


def test_a_change_from_month_to_month_is_no_sum_of_them() -> None:
    assert asked_part("Hur mycket ökade kostnaderna från juli till augusti 2025?") is None
    assert asked_part("Vilka kostnader var det från juli till augusti 2025?") == (7, 8)
    assert asked_part("Hur mycket dyrare blev augusti än juli?") is None


def test_each_of_three_years_is_told() -> None:
    answer = _compute("Hur många besökte Lundabadet 2023, 2024 och 2025?", BATHS)
    assert answer is not None
    assert [one.figure.value for one in answer.figures] == [Decimal(100), Decimal(130), Decimal(115)]


def test_the_most_is_not_told_of_some_of_a_kind() -> None:
    rows = (("Almby äbo", "-30"), ("Ekby äbo", "-20"), ("Tallby äbo", "-10"), ("Lundagården", "-40"))
    placed = [one for at, (label, value) in enumerate(rows) for one in _row(label, 50 * at, ("utfall", value, 2025))]
    question, names = read("Vilket äldreboende kostade mest 2025?")
    assert answer_from(question, names, placed) is None


def test_months_that_are_rows_are_one_line_over_time() -> None:
    months = [
        Placed(
            figure("Vikarier (tkr)", str(value), "vikarier", month(2025, at), column="Vikarier (tkr)", start=at, quote_start=10 * at),
            "", PAPER, 0.9,
        )
        for at, value in enumerate((40, 10, 60, 30), 6)
    ]  # fmt: skip
    question, names = read("Vad kostade vikarier tillsammans i juni, juli och augusti 2025?")
    summed = answer_from(question, names, months)
    assert summed is not None
    assert [one.formula for one in summed.derived] == ["40 + 10 + 60 = 110"]
    assert sentences(summed)[0].startswith("Vikarier (tkr), sammanlagt")
    mean = _compute("Vad kostade vikarier i snitt per månad juni till september 2025?", months)
    assert mean is not None
    assert mean.derived[0].formula == "(40 + 10 + 60 + 30) / 4 = 35"


def test_one_of_several_that_stands_in_two_tables_is_taken_from_the_column_of_the_others() -> None:
    first = [replace(one, figure=replace(one.figure, caption="Badbesök")) for one in BATHS]
    again = [
        replace(one, figure=replace(one.figure, caption="Simskola", value=one.figure.value + 1, start=900 + at, quote_start=900))
        for at, one in enumerate(
            _row("Björkbadet", 900, ("utfall", "7", 2023), ("utfall", "9", 2024), ("utfall", "8", 2025), unit="antal")
        )
    ]
    answer = _compute("Hur många hade Lundabadet, Ekbadet och Björkbadet tillsammans 2025?", [*first, *again])
    assert answer is not None
    assert [one.value for one in answer.derived] == [Decimal(169)]
    elsewhere = [one for one in first if one.figure.label != "Björkbadet"]
    assert _compute("Hur många hade Lundabadet, Ekbadet och Björkbadet tillsammans 2025?", elsewhere) is None


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Hur mycket mer än simhallen kostade ishallen i Vik 2025?", ("ishallen", "simhallen")),
        ("Hur många anställda hade Vik 2025 om man räknar ihop månads- och timanställda?", ("månadsanställda", "timanställda")),
        ("Hur mycket kostade vård- och omsorgsnämnden 2025?", None),
    ],
)
def test_things_said_in_other_orders_are_found(text: str, called: tuple[str, str] | None) -> None:
    found = [one.called for one in things_named(text)]
    assert (called in found) if called else not found


def test_a_row_named_as_the_whole_is_it_in_the_column_of_its_part() -> None:
    placed = [*_row("Omsorg", 0, ("utfall", "-1000", 2025)), *_row("Bidrag", 50, ("utfall", "-150", 2025))]
    found = _compute("Hur stor andel av omsorgens nettokostnad 2025 gick till bidrag?", placed)
    assert found is not None
    assert [one.formula for one in found.derived] == ["150 / 1 000 = 15,0 %"]
