"""Which forecast of several is asked for, and that no other is told in its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.numbers.occasions import of_the_forecast_asked
from app.numbers.ranking import Placed
from app.numbers.verdict import Verdict
from app.question.forecast_asked import occasions_asked
from tests.app.numbers.test_ranking import PAPER, ask, figure, values, year


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Vad var oktoberprognosen för museet?", ("oktober",)),
        ("Vad var prognosen i augusti för biblioteket 2025?", ("augusti",)),
        ("Vad var prognosen för biblioteket i augusti?", ("augusti",)),
        ("Vad var prognosen per den sista mars?", ("mars",)),
        ("Vad prognosticerades i oktober för museet?", ("oktober",)),
        ("Vad trodde man i mars att museet skulle kosta?", ("mars",)),
        ("Vad var prognosen för museet vid T2?", ("tertial 2",)),
        ("Vad var T1-prognosen?", ("tertial 1",)),
        ("Vad var prognosen i delår 2?", ("delår 2",)),
        ("Vad var delårsprognosen för museet?", ("delår",)),
        ("Vad var den andra prognosen?", ("prognos 2",)),
        ("Vad var föregående prognos för museet?", ("föregående",)),
        ("Skiljer sig marsprognosen och oktoberprognosen?", ("mars", "oktober")),
        ("Vad är prognosen för museet 2025?", ()),
        ("Vad är prognosen för helåret?", ()),
        ("Vad kostade museet i mars?", ()),
    ],
)
def test_the_time_that_is_asked_for(text: str, asked: tuple[str, ...]) -> None:
    assert occasions_asked(text) == asked


def _row(*cells: tuple[str, str, str], measure: str = "prognos") -> list[Placed]:
    made = [
        figure("Museum", value, measure, year(2025), column=column, made=made, start=at)
        for at, (value, column, made) in enumerate(cells)
    ]
    return [Placed(one, "", PAPER, 0.9) for one in made]


FORECASTS = _row(("400", "Prognos mars", "mars"), ("450", "Prognos augusti", "augusti"), ("470", "Oktoberprognos", "oktober"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vad var oktoberprognosen för museum 2025?", "470"),
        ("Vad var prognosen i augusti för museum 2025?", "450"),
        ("Vad var marsprognosen för museum 2025?", "400"),
    ],
)
def test_the_forecast_made_then_answers(text: str, value: str) -> None:
    assert values(ask(text, FORECASTS)) == [Decimal(value)]


def test_no_other_forecast_answers() -> None:
    assert ask("Vad var septemberprognosen för museum 2025?", FORECASTS) is None
    assert ask("Vad var prognosen vid T2 för museum 2025?", FORECASTS) is None


def test_a_forecast_that_says_no_time_is_of_its_paper_s() -> None:
    text = "Vad var augustiprognosen för museum 2025?"
    bare = _row(("450", "Prognos", ""))
    assert of_the_forecast_asked(text, bare) == []
    told = [replace(one, metadata=replace(PAPER, title="Uppföljning januari–augusti 2025")) for one in bare]
    assert of_the_forecast_asked(text, told) == told


def test_several_forecasts_are_all_told_where_none_is_asked_for() -> None:
    answer = ask("Hur stor var prognosen för museum 2025?", FORECASTS)
    assert answer is None or answer.verdict is Verdict.AMBIGUOUS


def test_the_one_before_is_told_by_its_name_alone() -> None:
    cells = _row(("480", "Helår Fg prognos", "föregående"), ("500", "Helår Prognos", ""))
    assert values(ask("Vad är prognosen för museum 2025?", cells)) == [Decimal(500)]
    assert values(ask("Vad var föregående prognos för museum 2025?", cells)) == [Decimal(480)]


def test_what_it_is_held_against_stays_and_what_has_no_measure_is_no_forecast() -> None:
    others = _row(("300", "Utfall mars", ""), measure="utfall")
    assert of_the_forecast_asked("Vad var oktoberprognosen?", others) == others
    assert of_the_forecast_asked("Vad var oktoberprognosen?", _row(("655", "Antal", ""), measure="")) == []
