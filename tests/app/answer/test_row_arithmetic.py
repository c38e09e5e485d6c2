"""What is computed from the cells of rows that are told, and that each number of it is checked before it is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.answer.row_arithmetic import computed_from_rows, computed_of, supported
from app.answer.told_quantities import Computed
from app.numbers.ranking import Placed
from app.numbers.row_cells import RowCells
from tests.app.numbers.test_ranking import PAPER, figure, read, year


def _cells(label: str, *told: tuple[str, str, str, int], unit: str = "tkr", row: int = 0) -> RowCells:
    made = [
        figure(label, value, measure, year(of), column=column, unit=unit, quote_start=row, start=row + at)
        for at, (column, value, measure, of) in enumerate(told)
    ]
    placed = tuple(Placed(one, "", PAPER, 1.0) for one in made)
    return RowCells(placed, met=frozenset(label.casefold().split()), fits=True, alone=True)


BEDS = _cells("Vårdsängar", ("Budget 2025", "350", "budget", 2025), ("Utfall 2025", "765", "utfall", 2025),
              ("Utfall 2024", "544", "utfall", 2024))  # fmt: skip
INSPECTIONS = _cells("Livsmedel", ("Planerade kontroller", "40", "planerade", 2025), ("Genomförda kontroller", "31", "genomförda", 2025),
                     unit="antal")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "row", "told"),
    [
        ("Hur mycket mer kostade vårdsängar 2025 än 2024?", BEDS, ["Skillnaden är 221 tkr (765 − 544 = 221)"]),
        ("Hur mycket mer kostade vårdsängar 2025 än året innan?", BEDS, ["Skillnaden är 221 tkr (765 − 544 = 221)"]),
        ("Hur många gånger mer kostade vårdsängar 2025 än 2024?", BEDS, ["Det är 1,4 gånger (765 / 544 = 1,4)"]),
        (
            "Hur många färre kontroller av livsmedel genomfördes än planerades?",
            INSPECTIONS,
            ["Skillnaden är 9 (40 − 31 = 9)"],
        ),
    ],
)
def test_the_two_cells_held_against_each_other_are_computed(text: str, row: RowCells, told: list[str]) -> None:
    assert [one.told for one in computed_from_rows(read(text)[0], [(0, row)])] == told


@pytest.mark.parametrize(
    "text",
    [
        "Hur mycket mer kostade vårdsängar 2025 än 2023?",  # a year that the row has no cell of
        "Vad kostade vårdsängar 2025?",  # nothing is held against anything
        "Vad kostade vårdsängar i snitt 2024 och 2025?",  # a mean is no difference
    ],
)
def test_nothing_is_computed_where_it_is_not_sure_of_what(text: str) -> None:
    assert computed_from_rows(read(text)[0], [(0, BEDS)]) == []


def test_a_row_that_is_not_surely_the_one_is_not_computed_from() -> None:
    text = "Hur mycket mer kostade vårdsängar 2025 än 2024?"
    assert computed_from_rows(read(text)[0], [(0, replace(BEDS, fits=False))]) == []
    assert computed_from_rows(read(text)[0], [(0, replace(BEDS, elsewhen=True))]) == []


WOMEN = _cells("Kvinnor", ("2025", "9.1", "", 2025), unit="%")
MEN = _cells("Män", ("2025", "6.4", "", 2025), unit="%", row=50)
SICK = "Hur mycket högre är sjukfrånvaron för kvinnor än män?"


def test_two_rows_are_held_against_each_other_where_a_third_of_their_table_says_of_what() -> None:
    rows = [replace(one, unmet=frozenset({"sjukfrånvaron"})) for one in (WOMEN, MEN)]
    total = replace(_cells("Total sjukfrånvaro", ("2025", "8.7", "", 2025), unit="%", row=90), met=frozenset({"sjukfrånvaron"}))
    (found,) = computed_from_rows(read(SICK)[0], [*enumerate(rows), (2, total)])
    assert (found.units, found.value) == ((0, 1), Decimal("2.7"))
    assert computed_from_rows(read(SICK)[0], list(enumerate(rows))) == []


def test_what_one_of_two_rows_alone_is_called_by_is_not_of_the_other() -> None:
    beds = replace(_cells("Inventarier förskola", ("2025", "146", "", 2025)), met=frozenset({"inventarier", "förskola"}))
    school = replace(_cells("Gymnasieskola", ("2025", "900", "", 2025), row=50), met=frozenset({"gymnasieskola"}),
                     unmet=frozenset({"inventarier"}))  # fmt: skip
    text = "Hur mycket mer kostade inventarier till förskola än till gymnasieskola?"
    assert computed_from_rows(read(text)[0], [(0, beds), (1, school)]) == []


def _told(one: Computed, quotes: list[str]) -> list[str]:
    return [told.told for told, _ in supported([one], [("", 1)], quotes, [], [])]


def test_a_computed_line_is_told_only_where_its_numbers_stand_in_what_is_cited() -> None:
    question = read("Hur många fler besökte badet i juli än i juni?")[0]
    text = "I juli kom 1 250 besökare till badet och i juni 930 besökare."
    (one,) = computed_of(question, ([text], [frozenset()]), [], "besökare")
    assert _told(one, [text]) == ["Skillnaden är 320 (1 250 − 930 = 320)"]
    assert _told(one, ["I juli kom 1 250 besökare till badet."]) == []
    wrong = replace(one, formula="1 250 − 930 = 330", told="Skillnaden är 330 (1 250 − 930 = 330)", value=Decimal(330))
    assert _told(wrong, [text]) == []
