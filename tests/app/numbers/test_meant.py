"""What a question says that it does not mean, and in what it wants a thing counted."""

from __future__ import annotations

from decimal import Decimal

from app.numbers.meant import asks_for_both_sexes, counted_in, left_out
from app.numbers.ranking import Placed
from tests.app.numbers.test_ranking import PAPER, ask, figure, values, year


def _placed(label: str, value: str, at: int, *group: str, unit: str = "antal") -> Placed:
    made = figure(
        label, value, "", year(2025), group=group, unit=unit, quote_start=at, start=at, column="2025", caption="Personalstatistik"
    )
    return Placed(made, "Personal", PAPER, 0.9)


EMPLOYED = [_placed("Vikarier", "106", 0, "Antal årsarbetare"), _placed("Vikarier", "115", 50, "Antal anställda")]


def test_a_row_that_is_said_not_to_be_meant_does_not_answer() -> None:
    assert values(ask("Hur många vikarier hade vi 2025 (personer, inte årsarbetare)?", EMPLOYED)) == [Decimal(115)]
    assert values(ask("Hur många vikarier hade vi 2025, alltså årsarbetare och inte anställda?", EMPLOYED)) == [Decimal(106)]


def test_what_is_not_done_is_no_other_thing() -> None:
    decided = [_placed("Ej verkställda beslut", "7", 0), _placed("Beslut", "90", 50)]
    answer = ask("Hur många beslut var fattade men inte verkställda 2025?", decided)
    assert values(answer) == [Decimal(7)]


OVERTIME = [
    _placed("Extratid", "6.1", 0, "Extratid och övertid", unit=""),
    _placed("Övertid", "17.8", 50, "Extratid och övertid", unit=""),
    _placed("Omräknat till heltidsarbetare", "172.8", 90, "Tid av timavlönade", unit=""),
]


def test_the_unit_that_a_table_says_is_no_row_s_name() -> None:
    assert values(ask("Hur mycket övertid blev det 2025, räknat i heltidsarbetare?", OVERTIME)) == [Decimal("17.8")]
    answer = ask("Hur mycket övertid blev det 2025, räknat i kaffekoppar?", OVERTIME)
    assert answer is None or answer.figures[0].figure.label != "Övertid"


def test_of_a_group_called_by_two_of_its_rows_the_one_asked_for_is_told() -> None:
    assert values(ask("Hur mycket övertid blev det 2025?", OVERTIME)) == [Decimal("17.8")]


def test_a_row_that_says_more_is_not_what_its_group_is_called_by() -> None:
    rows = [
        _placed("Frånvaro totalt", "11.6", 0, unit="%"),
        _placed("Frånvaro, kvinnor", "11.9", 50, "Frånvaro per kön", unit="%"),
        _placed("Frånvaro, män", "9.6", 90, "Frånvaro per kön", unit="%"),
    ]
    assert values(ask("Hur hög var frånvaron 2025?", rows)) == [Decimal("11.6")]


def test_what_is_left_out_is_not_what_is_asked_for() -> None:
    assert left_out("Vilka intäkter hade Vik 2025, kommunbidraget oräknat?") == {"kommunbidraget"}
    assert left_out("Vilka intäkter hade Vik 2025 exklusive hyror?") == {"hyror"}
    assert left_out("Hur många räknade Vik med 2025?") == frozenset()


def test_what_is_counted_in_names_no_row() -> None:
    assert counted_in("Vad är beloppet inklusive moms?") == {"inklusive", "moms"}
    assert counted_in("Hur hög var frånvaron, kvinnor och män ihop?") >= {"kvinnor", "män", "ihop"}
    assert asks_for_both_sexes("Hur hög var frånvaron, kvinnor och män ihop?")
    assert not asks_for_both_sexes("Hur hög var frånvaron för kvinnor och män?")
