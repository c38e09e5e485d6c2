"""The rows of a table that did better, or worse, than their budget."""

from __future__ import annotations

import pytest

from app.numbers.by_sign import sign_asked
from app.numbers.figure_telling import sentences
from app.numbers.ranking import Placed
from app.numbers.verdict import Sign
from tests.app.numbers.test_comparisons import _row
from tests.app.numbers.test_ranking import ask

ROWS = (("Lunda", "-30"), ("Almby", "12"), ("Norrby", "-7"), ("Sunnby", "0"), ("Totalt", "-25"))


def _placed(kind: str) -> list[Placed]:
    return [
        one
        for at, (name, value) in enumerate(ROWS)
        for one in _row(f"{kind}{name}" if name != "Totalt" else name, ("avvikelse", value, 2025), row=100 * at)
    ]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Vilka enheter gick med plus 2025?", Sign.PLUS),
        ("Vilka hemtjänstgrupper gick back?", Sign.MINUS),
        ("Vilka skolor redovisade ett underskott 2025?", Sign.MINUS),
        ("Vilka enheter hade störst underskott?", None),
        ("Hur mycket plus gick skolan?", None),
        ("Vilka åtgärder ska minska underskottet?", None),
        ("Vilka skolor gick plus 2025? Och med hur mycket?", Sign.PLUS),
        ("Vilket av projekten drog över budgeten 2025, och med hur mycket?", Sign.MINUS),
        ("Vilken enhet överskred sin budget?", Sign.MINUS),
        ("Vilka inköp blev dyrare än budget 2025?", Sign.MINUS),
        ("Vilka inköp blev dyrare än planerat 2025?", Sign.MINUS),
    ],
)
def test_rows_are_asked_for_by_their_sign(text: str, sign: Sign | None) -> None:
    assert sign_asked(text) is sign


def test_the_rows_of_the_sign_asked_for_are_told_and_no_sum() -> None:
    answer = ask("Vilka hemtjänster gick med förlust 2025?", _placed("Hemtjänst "))
    assert answer is not None
    assert [one.figure.label for one in answer.figures] == ["Hemtjänst Lunda", "Hemtjänst Norrby"]
    assert sentences(answer)[0] == "Med underskott mot budget, 2 av 4 rader i tabellen:"


def test_a_word_for_any_row_asks_of_the_table_of_the_sum() -> None:
    answer = ask("Vilka verksamheter gick med överskott 2025?", _placed(""))
    assert answer is not None
    assert [one.figure.label for one in answer.figures] == ["Almby"]


def _results(budget: str = "0") -> list[Placed]:
    """Return the results of units that are paid for what they do, and of one that is not where a budget is given."""
    units = (("Lunda", "-30", "-28"), ("Almby", "12", "14"), ("Norrby", "-7", "-5"))
    return [
        one
        for at, (name, outcome, deviation) in enumerate(units)
        for one in _row(
            "Resultat",
            ("utfall", outcome if budget == "0" else f"{int(budget) + int(deviation)}", 2025),
            ("avvikelse", deviation, 2025),
            row=100 * at,
            group=(f"Hemtjänst {name}",),
        )
    ]


def test_a_surplus_is_the_result_itself_where_it_has_the_sign_of_the_deviation() -> None:
    answer = ask("Vilka hemtjänster gick plus 2025? Och med hur mycket?", _results())
    assert answer is not None
    assert [str(one.figure.value) for one in answer.figures] == ["12"]
    assert sentences(answer)[0] == "Med överskott, 1 av 3 rader i tabellen:"
    for_taxes = ask("Vilka hemtjänster gick plus 2025?", _results("-900"))
    assert for_taxes is not None
    assert [str(one.figure.value) for one in for_taxes.figures] == ["14"]
    against = ask("Vilka hemtjänster gick plus mot budget 2025?", _results())
    assert against is not None
    assert [str(one.figure.value) for one in against.figures] == ["14"]


def test_the_one_row_asked_for_over_its_budget_is_no_sum() -> None:
    answer = ask("Vilken av hemtjänsterna drog över budgeten 2025, och med hur mycket?", _placed("Hemtjänst ")[1:])
    assert answer is not None
    assert [one.figure.label for one in answer.figures] == ["Hemtjänst Norrby"]


def test_what_remains_of_a_budget_has_a_sign_too() -> None:
    placed = [
        one
        for at, (name, value) in enumerate(ROWS[:3])
        for one in _row(f"Hemtjänst {name}", ("återstår", value, 2025), row=100 * at)
    ]
    answer = ask("Vilka hemtjänster drog över budget 2025?", placed)
    assert answer is not None
    assert sentences(answer)[0] == "Med underskott mot budget, 2 av 3 rader i tabellen:"


def test_a_month_has_its_result_and_no_deviation() -> None:
    months = [one for one in _results() if one.figure.measure == "utfall"]
    answer = ask("Vilka hemtjänster gick minus 2025?", months)
    assert answer is not None
    assert [str(one.figure.value) for one in answer.figures] == ["-30", "-7"]
    assert ask("Vilka hemtjänster gick minus mot budget 2025?", months) is None


def test_two_rows_are_no_table() -> None:
    assert ask("Vilka hemtjänster gick med förlust 2025?", _placed("Hemtjänst ")[:2]) is None
