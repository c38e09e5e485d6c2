"""Which figures answer a question: by name, measure, period and line, and what is never answered."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from app.model import Question
from app.numbers.answering import answer_from
from app.numbers.comparisons import sides_compared
from app.numbers.figure_telling import sentences
from app.numbers.figure_wording import number, sentence, with_unit
from app.numbers.months_asked import asked_part
from app.numbers.number_words import Measure, asked_measures, wanted
from app.numbers.ranking import Placed
from app.numbers.row_names import subject
from app.numbers.row_words import scopes
from app.numbers.verdict import FigureAnswer, Verdict
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import Metadata
from ingest.tables.model import NO_PERIOD, Figure, FigureStatus, Period, PeriodKind
from vectorstore.coverage import Asked, asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

PAPER = Metadata(title="Årsbokslut 2025", municipality="Ekdala", body="omsorgsnämnden", years=(2025,))
_GROUPS = ("Hemtjänst Almby", "Hemtjänst Lunda")
_LINES = {"Resultat": -100, "Intäkter": 900, "Kostnader": -1000}


def year(number_: int) -> Period:
    return Period(PeriodKind.YEAR, str(number_), date(number_, 1, 1), date(number_, 12, 31))


def month(of_year: int, at: int) -> Period:
    return Period(PeriodKind.MONTH, f"{of_year}-{at:02d}", date(of_year, at, 1), date(of_year, at, 28))


def figure(label: str, value: str, measure: str = "utfall", period: Period = NO_PERIOD, **more: object) -> Figure:
    given: dict[str, object] = {
        "label": label, "group": (), "column": "", "caption": "", "measure": measure, "period": period,
        "value": Decimal(value), "unit": "tkr", "status": FigureStatus.READ, "document_id": "d", "paper": 0, "page": None,
        "start": 0, "end": 1, "quote_start": 0, "quote_end": 1, "printed": value,
    }  # fmt: skip
    return Figure(**{**given, **more})  # type: ignore[arg-type]


def units_table() -> list[Placed]:
    """Two units with result, income and cost; outcome, budget and deviation of 2025, and March's outcome."""
    placed: list[Placed] = []
    for at, group in enumerate(_GROUPS):
        for line_at, (line, base) in enumerate(_LINES.items()):
            row = 100 * at + 10 * line_at
            cells = [
                ("utfall", base - 7 * at, year(2025)),
                ("budget", base + 50, year(2025)),
                ("avvikelse", -50 - 7 * at, year(2025)),
                ("utfall", base // 12, month(2025, 3)),
            ]
            for cell, (measure, value, period) in enumerate(cells):
                made = figure(line, str(value), measure, period, group=(group,), quote_start=row, start=row + cell)
                placed.append(Placed(made, "", PAPER, 0.5))
    return placed


def ask(text: str, placed: list[Placed]) -> FigureAnswer | None:
    question, names = read(text)
    return answer_from(question, names, placed)


def read(text: str) -> tuple[Question, list[Asked]]:
    question = understand(text, Coverage(("Ekdala",), ("omsorgsnämnden",), (2024, 2025)), Synonyms(()))
    asked = asked_words(search_query(question, Filter()), Speller(lambda stems: dict.fromkeys(stems, 1)))
    return question, subject(question, asked)


def values(answer: FigureAnswer | None) -> list[Decimal]:
    assert answer is not None
    assert answer.verdict is Verdict.FOUND
    return [one.figure.value for one in answer.figures]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vad kostade hemtjänst Lunda 2025?", -1007),
        ("Hur stora var intäkterna för hemtjänst Almby 2025?", 900),
        ("Hur gick hemtjänst Almby mot budget 2025?", -50),
        ("Hur mycket sprack budgeten för hemtjänst Lunda 2025?", -57),
        ("Hur stor var budgeten för hemtjänst Almby kostnader 2025?", -950),
        ("Vad blev resultatet för hemtjänst Lunda i mars 2025?", -9),
    ],
)
def test_the_cell_asked_for_answers(text: str, value: int) -> None:
    assert values(ask(text, units_table())) == [Decimal(value)]


def test_a_unit_that_is_not_in_the_tables_is_not_answered() -> None:
    assert ask("Vad kostade hemtjänst Storvreta 2025?", units_table()) is None


def test_a_year_that_is_not_there_is_told_of_and_not_answered() -> None:
    answer = ask("Vad kostade hemtjänst Lunda 2021?", units_table())
    assert answer is not None
    assert answer.verdict is Verdict.OTHER_PERIOD


def test_a_month_that_is_not_there_is_not_answered_with_the_year() -> None:
    answer = ask("Vad kostade hemtjänst Lunda i maj 2025?", units_table())
    assert answer is None or answer.verdict is Verdict.OTHER_PERIOD


def test_two_rows_that_together_meet_the_question_are_compared() -> None:
    rows = [figure("Antal heltidsanställda", "88", "", year(2025), unit="antal", quote_start=0),
            figure("Antal deltidsanställda", "38", "", year(2025), unit="antal", quote_start=50, start=50)]  # fmt: skip
    answer = ask(
        "Hur många fler heltidsanställda än deltidsanställda fanns det 2025?", [Placed(row, "", PAPER, 0.5) for row in rows]
    )
    assert sorted(values(answer)) == [Decimal(38), Decimal(88)]
    assert answer is not None
    assert [abs(one.value) for one in answer.derived] == [Decimal(50)]


def test_the_key_figure_asked_for_by_id_wins_over_every_word() -> None:
    rows = [figure("Väntetid till boende", "65", "", year(2025), key_figure="U23401", unit="dagar"),
            figure("Väntetid till boende, dagar", "70", "", year(2025), key_figure="U23402", start=9, quote_start=9)]  # fmt: skip
    assert values(ask("Hur lång var väntetiden (U23401) 2025?", [Placed(row, "", PAPER, 0.1) for row in rows])) == [Decimal(65)]


def test_prose_figures_do_not_answer_for_tables() -> None:
    told = figure("Kostnader hemtjänst Lunda", "5", "utfall", year(2025), status=FigureStatus.PROSE)
    assert ask("Vad kostade hemtjänst Lunda 2025?", [Placed(told, "", PAPER, 1.0)]) is None


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Hur mycket minus mot budget gick skolan?", (Measure.DEVIATION,)),
        ("Hur stort blev minusresultatet för skolan?", (Measure.OUTCOME,)),
        ("Vad var budgeten för skolan?", (Measure.BUDGET,)),
        ("Hur många hade vi och vad var målet?", (Measure.OUTCOME, Measure.GOAL)),
        ("Vad kostade skolan?", (Measure.OUTCOME,)),
        ("Vad kostade skolan jämfört med budget?", (Measure.OUTCOME, Measure.DEVIATION)),
        ("Vad kostade skolan, och hur stor avvikelse mot budget?", (Measure.OUTCOME, Measure.DEVIATION)),
        ("Vilken prognos har skolan?", (Measure.FORECAST,)),
    ],
)
def test_measures_by_their_words(text: str, measures: tuple[Measure, ...]) -> None:
    assert asked_measures(text) == measures


def test_what_was_not_used_of_a_budget_deviates_from_it_and_what_was_is_the_outcome() -> None:
    assert asked_measures("Hur mycket av pengarna till bryggan användes inte?") == (Measure.DEVIATION,)
    assert asked_measures("Hur mycket av bryggans budget är outnyttjat?") == (Measure.DEVIATION,)
    assert asked_measures("Hur mycket av budgeten för bryggan förbrukades?") == (Measure.OUTCOME, Measure.BUDGET)
    assert asked_measures("Vad var budgeten för bryggan och hur mycket drog den över?") == (Measure.BUDGET, Measure.DEVIATION)
    assert asked_measures("Hur gick bryggan mot budget och hur stort blev överskottet?") == (Measure.DEVIATION,)


def test_a_budget_surpassed_deviates_and_a_case_is_no_fall() -> None:
    assert asked_measures("Med hur mycket överträffade bryggan sin budget?") == (Measure.DEVIATION,)
    rows = found("Sjukfrånvaro totalt", "Sjukfrånvaro, kvinnor")
    assert values(ask("Hur hög var sjukfrånvaron 2025, och i så fall för alla?", rows)) == [Decimal(100)]


def test_months_and_quarters() -> None:
    assert asked_part("i augusti 2025") == (8, 8)
    assert asked_part("tredje kvartalet 2025") == (7, 9)
    assert asked_part("kvartal 2") == (4, 6)
    assert asked_part("hela 2025") is None


def test_numbers_as_swedish_prints_them() -> None:
    assert number(Decimal("-1702")) == "−1 702"
    assert number(Decimal("1234567.5")) == "1 234 567,5"
    assert with_unit(Decimal("8.3"), "%") == "8,3 %"
    assert with_unit(Decimal("24"), "antal") == "24"


def test_deviation_is_said_plainly() -> None:
    placed = Placed(figure("Resultat", "-1702", "avvikelse", year(2025), group=("6342 Hemtjänst Almby",)), "", PAPER, 0.0)
    told = sentence(placed, "[1]")
    assert told.startswith("Hemtjänst Almby, resultat: avvikelsen mot budget 2025 var −1 702 tkr")
    assert "1 702 tkr sämre än budget [1]." in told


def test_a_difference_tells_its_formula() -> None:
    left = Placed(figure("Nöjda", "85", "", year(2025), unit="%"), "", PAPER, 0.0)
    right = Placed(figure("Trygga", "78", "", year(2025), unit="%", quote_start=5), "", PAPER, 0.0)
    derived = sides_compared(wanted(read("Är fler nöjda än trygga 2025?")[0]), right.figure, left.figure)
    assert (derived.parts, derived.unit, derived.formula) == ((1, 0), "procentenheter", "85 − 78 = 7")
    (told,) = sentences(FigureAnswer(Verdict.FOUND, (right, left), (derived,), None, 1.0))
    assert told == "Nöjda 2025: 85 % [2], mot 78 % för Trygga [1]; skillnaden är 7 procentenheter (85 − 78 = 7)."


def test_a_count_is_not_answered_by_a_sum_of_money() -> None:
    placed = [Placed(figure("Hemtjänst Almby", "-1714", period=year(2025)), "", PAPER, 0.5)]
    assert ask("Hur många kunder hade Hemtjänst Almby 2025?", placed) is None
    assert ask("Vad blev utfallet för Hemtjänst Almby 2025?", placed) is not None


def test_a_compound_is_not_met_by_one_of_its_parts() -> None:
    placed = [Placed(figure("Utförd tid av vikarier", "172", period=year(2025), unit="antal"), "", PAPER, 0.5)]
    assert ask("Hur stor var övertiden för vikarier 2025?", placed) is None


def test_of_two_parts_of_a_question_the_one_without_a_measure_asks_for_the_outcome() -> None:
    assert asked_measures("Vad köptes sängar för, och hur mycket var avsatt?") == (Measure.OUTCOME, Measure.BUDGET)
    assert asked_measures("Hur många hade vi och vad var målet?") == (Measure.OUTCOME, Measure.GOAL)
    assert asked_measures("Hur mycket var avsatt?") == (Measure.BUDGET,)
    assert asked_measures("Vad gick PO-överskottet till?") == (Measure.OUTCOME,)


def test_what_a_project_has_cost_in_all_is_not_told_as_the_years() -> None:
    placed = [
        Placed(figure("Ombyggnad bad", "2.3", column="Ack. utfall", start=1), "", PAPER, 0.5),
        Placed(figure("Ombyggnad bad", "0.1", column="Utfall 2025", period=year(2025), start=2), "", PAPER, 0.5),
    ]
    this_year, in_all = (
        ask("Vad kostade ombyggnaden av badet 2025?", placed),
        ask("Vad har ombyggnaden av badet kostat sedan projektet startade?", placed),
    )
    assert this_year is not None
    assert in_all is not None
    assert [this_year.figures[0].figure.start, in_all.figures[0].figure.start] == [2, 1]
    assert "2025" not in sentences(in_all)[0]


def test_what_something_cost_is_not_answered_by_its_price() -> None:
    price = figure("Matlåda", "78", "avgift", year(2025), group=("Hemtjänst",), unit="kr", column="Avgift 2025", quote_start=1)
    cost = figure("Hemtjänst", "-1000", "utfall", year(2025), column="Utfall 2025", quote_start=2, start=9)
    placed = [Placed(price, "", PAPER, 1.0), Placed(cost, "", PAPER, 0.9)]
    assert values(ask("Vad kostade hemtjänsten 2025?", placed)) == [Decimal(-1000)]
    assert values(ask("Vad kostade en matlåda 2025?", placed)) == [Decimal(78)]


def test_the_row_that_is_wholly_named_wins_over_one_that_says_more() -> None:
    whole = figure("Hemtjänst", "-1000", "utfall", year(2025), quote_start=1, start=1)
    part = figure("Hemtjänst gemensamt", "-12", "utfall", year(2025), quote_start=2, start=2)
    placed = [Placed(whole, "", PAPER, 0.9), Placed(part, "", PAPER, 0.9)]
    assert values(ask("Vad kostade hemtjänsten 2025?", placed)) == [Decimal(-1000)]


def test_one_row_alone_does_not_tell_which_is_worst() -> None:
    only = figure("Korttidsenheten", "-13", "avvikelse", year(2025))
    assert ask("Vilken enhet gick sämst mot budget 2025?", [Placed(only, "", PAPER, 0.9)]) is None


@pytest.mark.parametrize("asked", ["Hur många % av personalen slutade 2025?", "Hur många procent av personalen slutade 2025?"])
def test_a_share_may_answer_how_many_percent(asked: str) -> None:
    share = figure("Personal som slutade", "11", "", year(2025), unit="%")
    assert values(ask(asked, [Placed(share, "", PAPER, 0.9)])) == [Decimal(11)]


def test_a_line_of_the_whole_is_no_extreme_of_its_parts() -> None:
    labels = {"Verksamhetens kostnader": "-90", "Verksamhet norr": "-5", "Verksamhet söder": "-7", "Verksamhet öster": "3"}
    placed = [
        Placed(figure(label, value, "avvikelse", year(2025), quote_start=at, start=at), "", PAPER, 0.9)
        for at, (label, value) in enumerate(labels.items())
    ]
    assert values(ask("Vilken verksamhet hade störst underskott 2025?", placed)) == [Decimal(-7)]


def test_costs_are_not_answered_by_counts() -> None:
    visits = figure("Hemtjänst, besök", "412", "", year(2025), unit="")
    assert ask("Hur stora var kostnaderna för hemtjänst 2025?", [Placed(visits, "", PAPER, 0.9)]) is None


def test_of_two_years_the_row_that_holds_both_answers_and_leaves_no_choice() -> None:
    rows = [("Hemtjänst kost", "-50", 2025, 1), ("Hemtjänst hyra", "-70", 2025, 2), ("Hemtjänst hyra", "-60", 2024, 2)]
    placed = [
        Placed(figure(label, value, "utfall", year(of), quote_start=row, start=10 * row + of % 10), "", PAPER, 0.9)
        for label, value, of, row in rows
    ]
    assert sorted(values(ask("Hur mycket ändrades hemtjänst mellan 2024 och 2025?", placed))) == [Decimal(-70), Decimal(-60)]


def test_a_half_year_to_its_last_day_stays_one_and_a_year_s_end_is_the_year() -> None:
    assert asked_part("från 1 juli till 31 december 2025") == (7, 12)
    assert asked_part("hur många den 31 december 2024?") is None


def test_a_noun_that_ends_as_a_participle_does_must_be_met() -> None:
    placed = [Placed(figure("Kostnad per timme", "350", period=year(2025)), "", PAPER, 0.5)]
    assert ask("Vad kostade en bostad per timme 2025?", placed) is None


def test_a_last_part_that_says_nothing_leaves_the_row_met() -> None:
    placed = [Placed(figure("Fastighet", "-3400", "avvikelse", year(2025)), "", PAPER, 0.5)]
    assert values(ask("Hur mycket back gick fastighetssidan 2025?", placed)) == [Decimal(-3400)]


def test_a_board_s_first_word_is_no_part_of_other_words() -> None:
    question = understand("Vad kostade omsorgshjälpmedel i omsorgsnämnden?", Coverage((), ("omsorgsnämnden",), ()), Synonyms(()))
    assert "omsorgshjälpmedel" not in search_query(question, Filter()).narrowing


def test_a_caption_may_name_the_months_asked_for() -> None:
    made = figure("Lärare", "187", "", year(2023), caption="Anställda den 30 november", unit="antal")
    assert values(ask("Hur många lärare fanns i november 2023?", [Placed(made, "", PAPER, 0.5)])) == [Decimal(187)]


def found(*labels: str, unit: str = "antal", **more: object) -> list[Placed]:
    """Rows of one figure each, in a passage that the question found."""
    made = [
        figure(label, str(100 + at), "", year(2025), quote_start=at, start=at, unit=unit, **more) for at, label in enumerate(labels)
    ]
    return [Placed(one, "", PAPER, 1.0) for one in made]


def test_a_row_that_no_other_comes_near_answers_though_one_word_is_not_met() -> None:
    placed = found("Matsvinn, gram per portion", "Matlådor", "Ekologiska livsmedel")
    assert values(ask("Hur många gram mat slängdes per portion 2025?", placed)) == [Decimal(100)]


def test_a_word_written_as_a_name_must_be_met() -> None:
    placed = found("Matsvinn, gram per portion", "Matlådor", "Ekologiska livsmedel")
    assert ask("Hur många gram matsvinn per portion hade Björkskolan 2025?", placed) is None


def test_a_definite_word_joins_as_its_stem_does() -> None:
    assert values(ask("Hur många lån hade biblioteken 2025?", found("Bibliotek och buss, besökare", "Bibliotekslån"))) == [
        Decimal(101)
    ]


def test_a_row_with_another_like_it_does_not_answer_when_a_word_is_not_met() -> None:
    placed = found("Matsvinn per portion", "Matsvinn per portion, skola", "Ekologiska livsmedel")
    assert ask("Hur mycket matsvinn per portion har matbutikerna 2025?", placed) is None


def test_whom_a_number_is_of_must_be_met_after_a_verb_s_particle_too() -> None:
    assert scopes("Vad låg frånvaron på bland kockarna?") == {"kockarna"}
    assert ask("Vad låg frånvaron på bland kockarna 2025?", found("Total frånvaro", "Frånvaro, män", unit="%")) is None


def test_a_goal_is_not_answered_by_what_was_reached() -> None:
    placed = found("Frånvaro", "Besök", unit="%")
    assert values(ask("Vad blev frånvaron 2025?", placed)) == [Decimal(100)]
    assert ask("Vilket mål hade nämnden satt upp för frånvaron 2025?", placed) is None
    assert values(ask("Vilket mål hade nämnden satt upp för frånvaron 2025?", found("Frånvaro, målvärde", "Besök"))) == [
        Decimal(100)
    ]


def test_a_total_is_meant_where_the_whole_is_asked_for() -> None:
    placed = found("Intäkter", "Summa intäkter", unit="tkr")
    assert values(ask("Hur stora var hamnens samlade intäkter 2025?", placed)) == [Decimal(101)]


def test_a_row_whose_label_is_said_outright_wins() -> None:
    placed = found("Verksamhetens intäkter", "Verksamhetens kostnader", "Verksamhetens nettokostnader", unit="tkr")
    for text in ("Verksamhetens nettokostnader 2025?", "Vad var verksamhetens nettokostnad för omsorgsnämnden 2025?"):
        assert values(ask(text, placed)) == [Decimal(102)]


def test_all_costs_are_no_costs_of_one_kind() -> None:
    placed = found("Kostnader", "Intäkter", unit="tkr")
    assert ask("Vad var konsultkostnaderna 2025?", placed) is None
    assert values(ask("Vad var kostnaderna 2025?", placed)) == [Decimal(100)]


def test_what_rose_may_be_told_in_percent() -> None:
    own = [Placed(figure("Dykarkostnader", "7", "förändring", year(2025), unit="%"), "", PAPER, 0.8)]
    assert values(ask("Hur mycket ökade dykarkostnaderna 2025?", own)) == [Decimal(7)]
    assert ask("Vad var dykarkostnaderna 2025?", own) is None


def test_a_sum_of_a_board_is_no_number_of_its_things() -> None:
    placed = found("Årets resultat", unit="tkr")
    assert values(ask("Hur gick det för omsorgsnämnden 2025?", placed)) == [Decimal(100)]
    assert ask("Hur många av sina mål klarade omsorgsnämnden 2025?", placed) is None


def test_a_deviation_in_a_row_of_its_own_is_told_of_its_line() -> None:
    line = found("Nettokostnader", unit="tkr")
    own = [
        Placed(figure("Budgetavvikelse", value, "avvikelse", year(2025), group=(of,), start=at, quote_start=at), "", PAPER, 0.8)
        for at, (of, value) in enumerate((("Nettokostnader", "12"), ("Nettoinvesteringar", "-30")), 100)
    ]
    answer = ask("Hur mycket plus mot budget gick omsorgsnämnden 2025?", [*line, *own])
    assert values(answer) == [Decimal(12)]
    assert sentence(own[0], "[1]") == "Nettokostnader: avvikelsen mot budget 2025 var 12 tkr, alltså 12 tkr bättre än budget [1]."
    assert sentence(own[1], "[1]") == "Nettoinvesteringar: avvikelsen mot budget 2025 var −30 tkr [1]."


def test_the_month_of_a_forecast_is_when_it_was_made() -> None:
    assert asked_part("Vilka kostnader väntas på helåret enligt prognosen i mars?") is None
    assert asked_part("Vad är helårsprognosen för hamn- och badnämnden i februari 2026?") is None
    assert asked_part("Vad är prognosen för mars?") == (3, 3)


def test_of_a_gloss_and_what_it_explains_one_is_met() -> None:
    placed = found("Försörjningsstöd", "Institutionsvård", unit="tkr")
    for text in ("Vad kostade socialbidragen (försörjningsstödet) 2025?", "Vad kostade försörjningsstödet (socialbidragen) 2025?"):
        assert values(ask(text, placed)) == [Decimal(100)]


def test_a_compound_s_two_parts_are_met_by_the_row_that_joins_them() -> None:
    placed = found("Björkhultsbadet", "Sankt Olofsbadet", group=("Antal besökare",))
    assert values(ask("Hur många besökare hade badet i Björkhult 2025?", placed)) == [Decimal(100)]
    assert values(ask("Hur många besökare hade badet i Sankt Olof 2025?", placed)) == [Decimal(101)]


def test_a_deviation_is_no_count() -> None:
    placed = found("Hemtjänst, antal stora ärenden")
    assert ask("Hur mycket drog hemtjänsten över budget 2025?", placed) is None


def test_names_keep_their_capital_after_their_group() -> None:
    told = [sentence(one, "[1]") for one in found("Björkhultsbadet", "HR", "Besök", group=("Antal besökare",))]
    assert [one.split(",")[1].split(" ")[1] for one in told] == ["Björkhultsbadet", "HR", "besök"]


def test_a_board_may_be_a_row_of_another_board_s_table() -> None:
    made = [
        figure(label, value, "avvikelse", year(2025), quote_start=at, start=at)
        for at, (label, value) in enumerate((("Socialnämnden¹", "-13500"), ("Tekniska nämnden", "-1800")))
    ]
    placed = [Placed(one, "", PAPER, 1.0) for one in made]
    assert values(ask("Hur stort minus fick socialnämnden 2025?", placed)) == [Decimal(-13500)]


def test_a_share_of_all_is_of_the_total_that_is_called_so() -> None:
    rows = (("Personalkostnader", "-700"), ("Summa kostnader", "-1000"), ("Summa intäkter", "1400"))
    made = [figure(label, value, "bokslut", year(2025), quote_start=at, start=at) for at, (label, value) in enumerate(rows)]
    answer = ask("Hur stor del av alla kostnader är personalkostnader 2025?", [Placed(one, "", PAPER, 1.0) for one in made])
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["700 / 1 000 = 70,0 %"]


def test_an_outcome_is_not_told_beside_another_year_s_deviation() -> None:
    made = [
        figure("Ekonomiskt bistånd", "43275", "utfall", year(2025), start=0),
        figure("Ekonomiskt bistånd", "1190", "avvikelse", year(2024), start=1),
    ]
    answer = ask("Hur mycket mindre kostade ekonomiskt bistånd 2025 än 2024?", [Placed(one, "", PAPER, 1.0) for one in made])
    assert answer is None or len(answer.figures) == 1


def test_a_month_s_figures_name_no_row() -> None:
    assert [one.word for one in read("Hur stort underskott får hemtjänsten enligt oktobersiffrorna?")[1]] == ["hemtjänsten"]


def test_a_cost_is_no_count_of_hours_though_the_unit_is_not_known() -> None:
    made = figure("Hedby", "56", "öppettimmar", year(2025), unit="", column="Öppettimmar per vecka")
    assert ask("Vad kostar det att ha Hedby öppet 2025?", [Placed(made, "", PAPER, 1.0)]) is None


def test_a_share_over_several_years_is_not_told_as_one_year_s() -> None:
    rows = (("Elevdatorer", "2650"), ("Summa", "10900"))
    made = [figure(label, value, "", year(2026), quote_start=at, start=at) for at, (label, value) in enumerate(rows)]
    answer = ask(
        "Hur stor andel av alla investeringar 2026-2028 går till elevdatorer?", [Placed(one, "", PAPER, 1.0) for one in made]
    )
    assert answer is None or not answer.derived


def test_a_mean_is_not_the_longest() -> None:
    placed = [Placed(figure("Väntetid till boende, medelvärde", "62", "utfall", year(2025), unit="dagar"), "", PAPER, 0.9)]
    assert ask("Hur lång var väntetiden till boende 2025?", placed) is not None
    assert ask("Hur lång var den allra längsta väntetiden till boende 2025?", placed) is None


def test_what_is_counted_must_be_met() -> None:
    visits = figure("Bibliotek och buss", "116", "utfall", year(2025), unit="antal", group=("Antal besökare",))
    assert ask("Hur många lån hade biblioteket 2025?", [Placed(visits, "", PAPER, 1.0)]) is None


def test_a_board_s_own_total_is_no_share_of_people() -> None:
    placed = [Placed(figure("Total sjukfrånvaro", "9.1", "", year(2025), unit="%"), "", PAPER, 1.0)]
    assert ask("Vad blev bokslutet för omsorgsnämnden 2025?", placed) is None


def test_where_the_table_is_what_is_asked_for_its_total_is_told() -> None:
    caption = "Hemtjänst, enheter"
    placed = [Placed(replace_caption(one.figure, caption), one.heading, one.metadata, one.found) for one in units_table()]
    total = [
        figure(line, str(2 * base), "utfall", year(2025), group=("Totalt",), caption=caption, quote_start=900 + at, start=900 + at)
        for at, (line, base) in enumerate(_LINES.items())
    ]
    answer = ask("Vilka intäkter hade hemtjänst 2025?", [*placed, *(Placed(one, "", PAPER, 0.5) for one in total)])
    assert values(answer) == [Decimal(1800)]


def test_another_table_s_total_is_no_part_of_a_table_s() -> None:
    caption = "Hemtjänst, enheter"
    rows = [("Resultat", ("Hemtjänst Lunda",), "-30"), ("Resultat", ("Hemtjänst Almby",), "12"), ("Resultat", ("Totalt",), "-18")]
    placed = [
        Placed(figure(label, value, "utfall", year(2025), group=group, caption=caption, quote_start=at, start=at), "", PAPER, 0.5)
        for at, (label, group, value) in enumerate(rows)
    ]
    elsewhere = figure("Hemtjänst enheter totalt", "-19", "utfall", year(2025), quote_start=90, start=90)
    answer = ask("Hur gick hemtjänst 2025?", [*placed, Placed(elsewhere, "", PAPER, 0.5)])
    assert values(answer) == [Decimal(-18)]


def test_all_of_a_group_that_no_row_sums_is_summed() -> None:
    def placed(*labels: str) -> list[Placed]:
        return [
            Placed(
                figure(label, str(10 + at), "", year(2025), group=("Antal platser",), unit="antal", start=at, quote_start=at),
                "",
                PAPER,
                0.9,
            )
            for at, label in enumerate(labels)
        ]

    answer = ask("Hur många platser fanns det totalt 2025?", placed("Fasta", "Tillfälliga"))
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["10 + 11 = 21"]
    several = ask("Hur många platser fanns det 2025?", placed("Fasta", "Tillfälliga"))
    assert several is not None
    assert not several.derived
    parted = ask("Hur många platser fanns det totalt 2025?", placed("Fasta", "varav nya"))
    assert parted is None or not parted.derived


def test_a_share_may_tell_how_many_of_them() -> None:
    placed = [Placed(figure("Lägenheter med hiss", "92", "utfall", year(2025), unit="%"), "", PAPER, 0.9)]
    assert values(ask("Hur många av lägenheterna hade hiss 2025?", placed)) == [Decimal(92)]
    assert ask("Hur många lägenheter hade hiss 2025?", placed) is None


def test_what_introduces_a_row_and_what_is_said_of_money_name_none() -> None:
    placed = [Placed(figure("Trivs på jobbet", "71", "mål", year(2025), unit="%"), "", PAPER, 0.9)]
    assert values(ask("Vilket målvärde hade vi 2025 för frågan om man trivs på jobbet?", placed)) == [Decimal(71)]
    bought = found("Köp av platser", "Platser")
    assert values(ask("Hur många platser gällde köp av platser 2025?", bought)) == [Decimal(100)]
    spent = [Placed(figure("Inköp", "13", "utfall", year(2025), unit="tkr"), "", PAPER, 0.9)]
    spent += [Placed(figure("Inköp", "27", "budget", year(2025), unit="tkr", start=1), "", PAPER, 0.9)]
    answer = ask("Till inköp var 27 tkr tänkta 2025. Hur mycket gick faktiskt åt?", spent)
    assert values(answer) == [Decimal(27), Decimal(13)]


def replace_caption(made: Figure, caption: str) -> Figure:
    return dataclasses.replace(made, caption=caption)


def test_a_row_named_outright_goes_before_what_stands_in_its_table() -> None:
    placed = [
        Placed(figure("Snö", "65", "", year(2025), caption="Vinterväghållning", quote_start=0, start=0), "", PAPER, 0.9),
        Placed(
            figure("Vinterväghållning", "105", "bokslut", year(2025), quote_start=50, start=50, group=("Gator",)), "", PAPER, 0.7
        ),
    ]
    assert values(ask("Vad kostade vinterväghållning 2025?", placed)) == [Decimal(105)]


def test_a_distance_answers_no_question_of_money_or_pupils() -> None:
    placed = [
        Placed(figure("Årskurs 1", "2", "", year(2025), column="Minsta avstånd, km", caption="Skolskjuts", unit=""), "", PAPER, 0.9)
    ]
    assert ask("Hur många elever i årskurs 1 fick skolskjuts 2025?", placed) is None
    assert ask("Vad kostade skolskjuts för årskurs 1 2025?", placed) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Vad kostade kurser för chefer?", {"chefer"}),
        ("Vad kostade lokaler på gymnasiet?", {"gymnasiet"}),
        ("Hur mycket var de borta från jobbet på grund av sjukdom?", set()),
        ("Vad kostar det om den höjs?", set()),
    ],
)
def test_the_words_that_say_whom_or_what_a_number_is_of(text: str, named: set[str]) -> None:
    assert scopes(text) == named
