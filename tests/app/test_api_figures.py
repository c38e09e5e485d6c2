"""`GET /api/figures`, a board's year as a table with charts, and what can be chosen: over real stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api.figure_schemas import EconomyTableBody, FigureBody
from app.api.main import create_app
from app.bootstrap import services
from app.settings import ModelSettings, Settings
from ingest.structure import Stated
from tests.app.rig import Silent

REPORT = """Ekdala kommun, omsorgsnämnden
Årsbokslut 2025

Belopp i tkr

Verksamhet Utfall 2025 Budget 2025 Avvikelse 2025
Hemtjänst -1 200 -1 000 -200
Särskilt boende -2 300 -2 450 150
Daglig verksamhet -700 -750 50
Summa -4 200 -4 200 0
"""


@pytest.fixture(scope="module")
def figures_client(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("figures")
    paper = folder / "bokslut.txt"
    paper.write_text(REPORT, "utf-8")
    with services(Settings(data=folder / "data", model=ModelSettings(embedding=str(model_folder)))) as opened:
        report = opened.intake.run([paper], Stated(municipality="Ekdala", body="omsorgsnämnden"), Silent())
        assert not report.skipped
        with TestClient(create_app(opened, ui=False)) as client:
            yield client


def test_every_figure_is_listed_with_its_place(figures_client: TestClient) -> None:
    told = figures_client.get("/api/figures").json()
    assert told["more"] is False
    assert len(told["figures"]) == 12
    first = FigureBody.model_validate(told["figures"][0])
    assert (first.label, first.value, first.unit, first.measure, first.period) == ("Hemtjänst", "-1200", "tkr", "utfall", "2025")
    assert first.printed == "-1 200"
    assert (first.municipality, first.body, first.source) == ("Ekdala", "omsorgsnämnden", "bokslut.txt")
    assert set(told["figures"][0]) == set(FigureBody.model_fields)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("measure=avvikelse", {"-200", "150", "50", "0"}),
        ("measure=avvikelse&measure=budget&unit=tkr&q=hemtjänst", {"-200", "-1000"}),
        ("period_year=2024", set()),
        ("municipality=Ale", set()),
        ("status=prose", set()),
        ("key_figure=U23401", set()),
    ],
)
def test_filters(figures_client: TestClient, query: str, values: set[str]) -> None:
    told = figures_client.get(f"/api/figures?{query}").json()
    assert {one["value"] for one in told["figures"]} == values


def test_a_page_at_a_time(figures_client: TestClient) -> None:
    first = figures_client.get("/api/figures?limit=7").json()
    rest = figures_client.get("/api/figures?limit=7&offset=7").json()
    assert (len(first["figures"]), first["more"], len(rest["figures"]), rest["more"]) == (7, True, 5, False)


def test_a_board_s_year_as_a_table_with_its_chart(figures_client: TestClient) -> None:
    (choice,) = figures_client.get("/api/figures/choices").json()["choices"]
    assert (choice["municipality"], choice["body"], choice["year"]) == ("Ekdala", "omsorgsnämnden", 2025)
    assert "Hemtjänst" in choice["units"]
    query: dict[str, str | int] = {"municipality": "Ekdala", "body": "omsorgsnämnden", "year": 2025}
    told = figures_client.get("/api/figures/table", params=query).json()
    EconomyTableBody.model_validate(told)
    row = next(one for one in told["rows"] if one["unit"] == "Hemtjänst")
    assert (row["outcome"]["value"], row["budget"]["value"], row["deviation"]["value"]) == ("-1200", "-1000", "-200")
    assert figures_client.get(row["url"]).status_code == 200
    assert [trace["name"] for trace in told["chart"]["data"]] == ["Budget", "Utfall"]
    assert told["months_chart"]["data"] == []


def test_wrong_values_are_a_problem_in_swedish(figures_client: TestClient) -> None:
    told = figures_client.get("/api/figures?limit=0&colour=red")
    assert told.status_code == 422
    assert {error["field"] for error in told.json()["errors"]} == {"parametern limit", "parametern colour"}


def test_the_routes_are_documented(figures_client: TestClient) -> None:
    paths = figures_client.get("/api/openapi.json").json()["paths"]
    for path in ("/api/figures", "/api/figures/table", "/api/figures/choices"):
        assert paths[path]["get"]["summary"]


def test_an_answer_from_the_table_tells_and_cites(figures_client: TestClient) -> None:
    answer = figures_client.post("/api/ask", json={"question": "Hur mycket back gick hemtjänsten 2025?"}).json()
    assert answer["mode"] == "figures"
    assert "200 tkr sämre än budget [1]" in answer["text"]
    assert "-200" in answer["citations"][0]["quote"]


def test_the_report_of_an_ingest_counts_what_was_read_and_what_stayed_text(tmp_path: Path, model_folder: Path) -> None:
    paper = tmp_path / "bokslut.txt"
    paper.write_text(REPORT + "\n\nVerksamhetsmått 2025 2024\nBesök 412 405\nSamtal 532 348\nTimmar 118 203\n", "utf-8")
    with services(Settings(data=tmp_path / "data", model=ModelSettings(embedding=str(model_folder)))) as opened:
        report = opened.intake.run([paper], Stated(), Silent())
    assert report.figures >= 12
    assert report.tables >= 1
    assert report.figures + 2 * report.undecided == 12 + 2 * 3
