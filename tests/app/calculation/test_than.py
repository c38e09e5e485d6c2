"""A second side that says only which year, measure or time it is of is found as a question of its own."""

from __future__ import annotations

import pytest

from app.calculation.asked import Looked
from app.calculation.than import differing_side
from app.numbers.answering import answer_from
from app.numbers.ranking import Placed
from app.numbers.verdict import FigureAnswer
from ingest.tables.periods import part_period
from tests.app.calculation.test_calculating import _row
from tests.app.numbers.test_ranking import PAPER, figure, read

STAFF = [
    *_row("Antal årsarbetare", 0, ("prognos", "75", 2026), ("utfall", "73", 2025), ("utfall", "70", 2024), unit="antal"),
    *_row("Antal besökare", 100, ("budget", "900", 2026), ("utfall", "850", 2025), unit="antal"),
]


def _differ(text: str, placed: list[Placed]) -> FigureAnswer | None:
    def look(one: str) -> Looked:
        question, names = read(one)
        return Looked(answer_from(question, names, placed) if names else None, tuple(placed), question.years)

    return differing_side(read(text)[0], look)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("Hur många fler årsarbetare är prognosen för 2026 än utfallet 2025?", "75 − 73 = 2"),
        ("Hur många fler årsarbetare var det 2025 än året innan?", "73 − 70 = 3"),
    ],
)
def test_the_second_side_may_say_only_which(text: str, formula: str) -> None:
    found = _differ(text, STAFF)
    assert found is not None
    assert [one.formula for one in found.derived] == [formula]


@pytest.mark.parametrize(
    "text",
    [
        "Hur många fler årsarbetare är prognosen för 2026 än antalet besökare 2025?",  # another thing
        "Hur många fler årsarbetare var det 2025 än utfallet 2021?",  # no such year
        "Hur många årsarbetare var det 2025?",  # nothing is held against it
    ],
)
def test_what_is_another_thing_or_not_there_is_not_computed(text: str) -> None:
    assert _differ(text, STAFF) is None


QUARTERS = [
    Placed(
        figure("Andel i tid", value, "andel", part_period(2025, 3, at), quote_start=at, start=at, unit="%", column="Andel"),
        "",
        PAPER,
        1.0,
    )
    for at, value in ((1, "81.7"), (2, "70.0"), (3, "67.7"))
]


def test_two_times_said_from_and_to_are_held_against_each_other() -> None:
    found = _differ("Hur mycket sjönk andelen i tid från första till tredje kvartalet 2025?", QUARTERS)
    assert found is not None
    assert [one.formula for one in found.derived] == ["81,7 − 67,7 = 14,0"]
