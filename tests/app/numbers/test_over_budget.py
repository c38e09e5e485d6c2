"""Which row is furthest from its budget, with and without a column that tells by how much."""

from __future__ import annotations

from app.numbers.figure_telling import sentences
from app.numbers.ranking import Placed
from tests.app.numbers.test_by_sign import ROWS
from tests.app.numbers.test_comparisons import _row
from tests.app.numbers.test_ranking import ask

GRANTS = (("Driftbidrag", "-925", "-920"), ("Startbidrag", "-340", "-190"), ("Resebidrag", "-60", "-75"))


def _grants() -> list[Placed]:
    return [
        one
        for at, (name, budget, outcome) in enumerate(GRANTS)
        for one in _row(name, ("budget", budget, 2025), ("bokslut", outcome, 2025), row=100 * at, caption="Bidrag till föreningar")
    ]


def test_the_row_furthest_from_its_budget_is_computed() -> None:
    under = ask("Vilket av föreningarnas bidrag understeg budgeten mest 2025?", _grants())
    assert under is not None
    assert [one.formula for one in under.derived] == ["−190 − (−340) = 150"]
    assert sentences(under)[0].startswith("Mest av 3 jämförda rader: Startbidrag: bokslutet 2025 var −190 tkr [1], mot budgeten")
    over = ask("Vilket av föreningarnas bidrag drog över budgeten mest 2025?", _grants())
    assert over is not None
    assert [one.figure.label for one in over.figures] == ["Resebidrag", "Resebidrag"]


def test_the_largest_budget_is_not_the_one_that_is_most_over() -> None:
    budgets = [one for one in _grants() if one.figure.measure == "budget"]
    assert ask("Vilket av föreningarnas bidrag översteg budgeten mest 2025?", budgets) is None


def test_a_word_for_any_row_asks_of_all_rows_of_the_table_with_a_sum() -> None:
    placed = [one for at, (name, value) in enumerate(ROWS) for one in _row(name, ("avvikelse", value, 2025), row=100 * at)]
    answer = ask("Vilket verksamhetsområde drog över budgeten mest 2025?", placed)
    assert answer is not None
    assert [one.figure.label for one in answer.figures] == ["Lunda"]
    assert answer.of_rows == 4
    assert ask("Vem drog över budgeten mest 2025?", placed) is None


def test_the_one_next_to_the_first_is_told_with_how_far_apart_they_are() -> None:
    found = ask("Vilket av föreningarnas bidrag var störst 2025, och hur mycket större än det näst största?", _outcomes())
    assert found is not None
    assert [one.figure.label for one in found.figures] == ["Driftbidrag", "Startbidrag"]
    assert sentences(found) == [
        "Högst av 3 jämförda rader: Driftbidrag: bokslutet 2025 var 920 tkr [1].",
        "Näst högst av 3 jämförda rader: Startbidrag: bokslutet 2025 var 190 tkr [2].",
        "Skillnaden är 730 tkr (920 − 190 = 730) [1] [2].",
    ]


def test_the_most_and_the_least_are_told_with_how_far_apart_they_are() -> None:
    found = ask("Vilket av föreningarnas bidrag var störst 2025, och hur mycket större än det minsta?", _outcomes())
    assert found is not None
    assert [one.formula for one in found.derived] == ["920 − 75 = 845"]


def _outcomes() -> list[Placed]:
    told = [(name, outcome.removeprefix("-")) for name, _, outcome in GRANTS]
    return [
        one
        for at, (name, outcome) in enumerate(told)
        for one in _row(name, ("bokslut", outcome, 2025), row=100 * at, caption="Bidrag till föreningar")
    ]
