"""Rows of one table that tell what was granted, done, planned of one thing, and names that a neighbour's row does not have."""

from __future__ import annotations

import pytest

from app.numbers.opposites import Standing, standing_of
from app.numbers.ranking import Placed
from app.numbers.verdict import Verdict
from tests.app.numbers.test_ranking import PAPER, ask, figure, values, year
from tests.app.numbers.test_row_cells import told_rows


def _table(caption: str, *rows: tuple[str, str], unit: str = "antal") -> list[Placed]:
    made = [
        figure(label, value, "", year(2025), column="2025", caption=caption, quote_start=50 * at, start=50 * at, unit=unit)
        for at, (label, value) in enumerate(rows)
    ]
    return [Placed(one, "", PAPER, 1.0) for one in made]


HOURS = _table("Ledsagartimmar", ("Beviljade", "900"), ("Utförda", "700"), ("Budgeterade", "850"))
PERMITS = _table("Ärenden", ("Inkomna bygglovsansökningar", "131"), ("Beslutade bygglov", "127"), ("Strandskyddsdispenser", "9"))


@pytest.mark.parametrize(
    ("label", "standing"),
    [
        ("Beviljade", {Standing.GRANTED}),
        ("Inkomna ansökningar", {Standing.SOUGHT}),
        ("Planerade kontroller som utförts, %", {Standing.PLANNED, Standing.DONE}),
        ("Antal gårdar", set()),
        ("Beslutsfattare", set()),
    ],
)
def test_what_a_row_says_of_how_far_its_thing_has_come(label: str, standing: set[Standing]) -> None:
    assert standing_of(label) == standing


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hur många ledsagartimmar gjordes verkligen 2025?", 700),
        ("Hur många ledsagartimmar levererades 2025?", 700),
        ("Hur många ledsagartimmar delades ut 2025?", 900),
        ("Hur många ledsagartimmar var planerade 2025?", 850),
    ],
)
def test_the_row_is_told_that_the_question_s_own_words_mean(text: str, value: int) -> None:
    assert values(ask(text, HOURS)) == [value]


def test_all_are_told_where_none_is_said() -> None:
    answer = ask("Hur många ledsagartimmar blev det 2025?", HOURS)
    assert answer is not None
    assert answer.verdict is Verdict.AMBIGUOUS
    assert [one.figure.label for one in answer.figures] == ["Beviljade", "Utförda", "Budgeterade"]


def test_none_is_told_where_what_is_asked_for_is_no_row_s() -> None:
    assert ask("Hur många ledsagartimmar fick avslag 2025?", HOURS) is None
    assert ask("Hur många ansökningar om bygglov fick avslag 2025?", PERMITS) is None


def test_decided_stands_for_granted_where_no_row_is_called_so() -> None:
    assert values(ask("Hur många bygglov beviljades 2025?", PERMITS)) == [127]
    assert values(ask("Hur många bygglov kom in 2025?", PERMITS)) == [131]


def test_a_row_of_another_standing_is_not_told_by_its_words_either() -> None:
    assert told_rows("Hur många ledsagartimmar gjordes verkligen 2025?", HOURS) == ["Utförda – 2025: 700"]


BATHS = _table("Badbesök", ("Sankt Eriksbadet", "11841"), ("Lundabadet", "8035"), ("Summa", "19876"))


@pytest.mark.parametrize(
    "text",
    [
        "Hur många badade på Gruddabadet 2025?",  # a bath that no row is called by
        "Hur många badbesök på äventyrsbanan var det 2025?",  # what no row is of: not the sum of all
    ],
)
def test_a_name_that_no_row_has_is_not_answered_by_a_neighbour(text: str) -> None:
    assert ask(text, BATHS) is None


@pytest.mark.parametrize("text", ["Hur många badade på Eriksbadet 2025?", "Hur många besök hade badet i Lunda 2025?"])
def test_a_name_that_a_row_has_in_part_or_apart_is(text: str) -> None:
    assert len(values(ask(text, BATHS))) == 1


def test_a_part_is_not_told_of_another_whole() -> None:
    rows = _table("", ("Matsal Ekskolan", "8940"), ("Elevdatorer", "4120"), ("Gymnasieskola", "113920"), unit="tkr")
    assert ask("Vad kostade matsalen på Gruddaskolan 2025?", rows) is None
    assert ask("Vad kostade elevdatorerna på gymnasiet 2025?", rows) is None
    assert values(ask("Vad kostade matsalen på Ekskolan 2025?", rows)) == [8940]


def test_a_part_of_one_side_is_not_held_against_the_whole_of_the_other() -> None:
    rows = _table("", ("Inventarier förskola", "1460"), ("Förskola", "124950"), ("Gymnasieskola", "113920"), unit="tkr")
    assert ask("Hur mycket mer kostade inventarierna till förskolan än till gymnasiet 2025?", rows) is None
    answer = ask("Hur mycket mer kostade förskolan än gymnasiet 2025?", rows)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["124 950 − 113 920 = 11 030"]


def test_a_number_of_a_column_s_own_words_is_no_price() -> None:
    rows = [figure("VA-läcka", "4", "ekby", year(2025), column="Ekby", caption="Felanmälningar", unit="")]
    assert ask("Vad kostade VA i Ekby 2025?", [Placed(one, "", PAPER, 1.0) for one in rows]) is None


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Vad kostade utemiljön på grundskolorna 2025?", [("Utemiljö förskolegårdar", "950"), ("Grundskola", "277360")]),
        ("Vilket av isförslagen kostade minst 2025?", [("Gymnastiksal, mindre än 250 kvm", "40")]),
    ],
)
def test_a_row_that_lacks_what_another_is_called_by_is_not_told_by_its_words(text: str, rows: list[tuple[str, str]]) -> None:
    assert told_rows(text, _table("Kostnad", *rows, unit="tkr")) == []
