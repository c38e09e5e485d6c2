"""When a forecast was made: what its header, its row or a title calls it by, and what is no such thing."""

from __future__ import annotations

import pytest

from ingest.tables.forecasts import occasion, occasions_named, with_occasions
from ingest.tables.header_words import column_of
from ingest.tables.model import Column


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Prognos mars", "mars"),
        ("Prognos aug", "augusti"),
        ("Oktoberprognos", "oktober"),
        ("oktoberprognosen", "oktober"),
        ("Okt-prognos", "oktober"),
        ("Prognos helår per augusti 2025", "augusti"),
        ("Prognos 2025-08-31", "augusti"),
        ("Prognos T2", "tertial 2"),
        ("Prognos tertial 1", "tertial 1"),
        ("Prognos andra tertialet", "tertial 2"),
        ("Prognos kv 3", "kvartal 3"),
        ("Prognos delår 1", "delår 1"),
        ("Delårsprognos", "delår"),
        ("Delårsbokslut", "delår"),
        ("Prognos 2", "prognos 2"),
        ("2:a prognosen", "prognos 2"),
        ("tredje prognosen", "prognos 3"),
        ("Helår Fg prognos", "föregående"),
        ("Föregående prognos", "föregående"),
        ("Prognos", ""),
        ("Prognos helår 2025", ""),
        ("Prognos 2025", ""),
        ("Prognos jan–dec", ""),
        ("Prognos T1–T3", ""),
        ("Prognos 31 dec 2025", ""),
        ("Prognos 2025-12-31", ""),
        ("Prognos mars mot prognos augusti", ""),
        ("Prognos 1-12", ""),
        ("Prognos 3 %", ""),
    ],
)
def test_what_a_forecast_is_called_by(words: str, made: str) -> None:
    assert occasion(words) == made


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Delårsrapport mars 2026", {"mars", "delår"}),
        ("Uppföljning januari–augusti 2025", {"augusti"}),
        ("Tertialrapport 2 2025", {"tertial 2"}),
        ("Uppföljning 2026-02", {"februari"}),
        ("Årsbokslut 2025", set()),
    ],
)
def test_what_a_paper_s_title_names(title: str, named: set[str]) -> None:
    assert occasions_named(title) == named


def _columns(*headers: str) -> list[tuple[str, str, str]]:
    made = with_occasions([column_of(header, 2025) for header in headers])
    return [(column.measure, column.period.text, column.made) for column in made]


def test_forecasts_are_of_the_year_and_told_with_when_they_were_made() -> None:
    assert _columns("Budget 2025", "Prognos mars", "Prognos augusti", "Oktoberprognos", "Bokslut 2025") == [
        ("budget", "2025", ""),
        ("prognos", "2025", "mars"),
        ("prognos", "2025", "augusti"),
        ("prognos", "2025", "oktober"),
        ("bokslut", "2025", ""),
    ]
    assert _columns("Prognos T1", "Prognos T2", "Utfall 2025")[:2] == [
        ("prognos", "2025", "tertial 1"),
        ("prognos", "2025", "tertial 2"),
    ]


def test_forecasts_that_may_be_of_the_months_are_of_no_time() -> None:
    assert _columns("Prognos april", "Prognos maj")[0] == ("prognos", "", "")
    assert _columns("Utfall mars", "Prognos april", "Prognos maj")[1:] == [("prognos", "", "")] * 2
    assert _columns("Prognos T1", "Prognos T2", "Prognos T3") == [("prognos", "", "")] * 3


def test_a_header_that_says_made_is_no_forecast_of_the_month() -> None:
    assert [made for *_, made in _columns("Aprilprognos", "Majprognos")] == ["april", "maj"]
    assert [made for *_, made in _columns("Prognos per april", "Prognos per maj")] == ["april", "maj"]


def test_a_forecast_without_a_year_is_of_the_only_one_there_is_a_plan_for() -> None:
    assert _columns("Budget 2025", "Prognos 2")[1] == ("prognos", "2025", "prognos 2")
    assert _columns("Utfall 2024", "Prognos 2")[1] == ("prognos", "", "prognos 2")
    assert _columns("Budget 2024", "Budget 2025", "Prognos 2")[2] == ("prognos", "", "prognos 2")


def test_the_deviation_from_a_forecast_is_not_the_forecast_s() -> None:
    assert [made for *_, made in _columns("Avvikelse prognos mars", "Avvikelse mot prognos augusti")] == ["mars", ""]


def test_other_columns_stay() -> None:
    columns = [Column("Utfall mars", "utfall"), Column("Budget", "budget")]
    assert with_occasions(columns) == columns
