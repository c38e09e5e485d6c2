"""`python -m eval`: each command over small real stores, floors and exit codes, one line on stderr when it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.settings import ModelSettings, Settings
from eval import __main__ as command
from eval.bench import reading
from eval.dataset import SwequadItem
from eval.growth import grown
from eval.measured import Measured
from eval.swequad import flat, measure
from ingest.config import Limits
from tests.app.rig import Rig

FEE = "Vad är avgiften för trygghetslarm?"
CASES = [
    {"id": "fee", "question": FEE, "evidence": ["ska vara 240 kronor i månaden"], "persona": "politician", "type": "list"},
    {"id": "none", "question": "Hur många giraffer har biblioteket på Mars?", "type": "unanswerable"},
]


class Command:
    """Runs commands on the data folder of the tests' papers, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = folder / "few.jsonl"
        self.questions.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in CASES), "utf-8")

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(command.app, [*words])


@pytest.fixture
def run(served: Rig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    settings = served.services.settings
    monkeypatch.setenv("KOMMUNSVAR_DATA", str(settings.data))
    monkeypatch.setenv("KOMMUNSVAR_MODEL_EMBEDDING", settings.model.embedding)
    monkeypatch.chdir(tmp_path)
    return Command(tmp_path)


@pytest.mark.real
def test_a_run_writes_a_report_and_compares_with_an_earlier_one(run: Command) -> None:
    done = run("run", str(run.questions), "--out", "first")
    assert done.exit_code == 0, done.output
    assert "evidence_touched" in done.output
    report = json.loads((run.folder / "first" / "report.json").read_text("utf-8"))
    assert report["questions"] == 2
    assert report["all"]["verbatim"]["value"] == 100.0
    assert report["stamp"]["index"]["documents"] >= 4
    assert report["stamp"]["models"]["embedding"]
    assert report["rows"][0]["citations"][0]["source"].endswith(".pdf")
    again = run("compare", "first/report.json", "first/report.json")
    assert again.exit_code == 0
    assert "## Sämre (0)" in again.output


@pytest.mark.real
def test_a_figure_below_its_floor_ends_with_1(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = run.folder / "floors.toml"
    floors.write_text("[few]\nverbatim = 100.1\n", "utf-8")
    monkeypatch.setattr("eval.floors.floors_for.__defaults__", (floors,))
    failed = run("run", str(run.questions), "--out", "out")
    assert failed.exit_code == 1
    assert "Under golvet: verbatim är 100; golvet är 100.1." in failed.output
    assert run("run", str(run.questions), "--out", "out", "--no-floors").exit_code == 0


@pytest.mark.real
def test_thresholds_are_tried(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.calibrate.THRESHOLDS", (0.05, 0.99))
    done = run("calibrate", str(run.questions))
    assert done.exit_code == 0, done.output
    low, high = [line.split() for line in done.output.splitlines() if line.strip().startswith("0.")]
    assert (low[0], low[1]) == ("0.05", "100.0%")  # almost nothing is refused
    assert (high[0], high[3]) == ("0.99", "100.0%")  # almost everything is
    assert "Nu gäller 0.18" in done.output


@pytest.mark.real
def test_conversations_are_asked_of_the_papers_named(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [
        {"question": FEE, "standalone": FEE, "about": ["avgiften"], "evidence": ["240 kronor"]},
        {"question": "och för ett bad?", "standalone": "Vad är avgiften för ett bad?", "about": ["bad"], "evidence": ["60 kronor"]},
    ]
    rows = [{"id": "c", "papers": "demo", "turns": turns}, {"id": "d", "papers": "seeds", "turns": turns}]
    (run.folder / "demo.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    monkeypatch.setattr(command, "_CONVERSATIONS", run.folder)
    done = run("conversations", "demo", "--wrong", "--no-floors")
    assert done.exit_code == 0, done.output
    assert "follow_ups_understood       100" in done.output


@pytest.mark.real
def test_feedback_becomes_a_set_of_questions_once(run: Command, served: Rig) -> None:
    data = served.services.settings.data / "feedback.jsonl"
    before = data.read_text("utf-8") if data.exists() else None
    told = {"question": "Är det sant?", "verdict": "wrong", "comment": "Nej."}
    data.write_text(json.dumps(told) + "\n", "utf-8")
    try:
        first = run("feedback", "--out", "new/cases.jsonl")
        assert "0 nya fall" in first.output
        assert "1 att göra färdiga" in first.output
        assert "0 att göra färdiga" in run("feedback", "--out", "new/cases.jsonl").output
        assert "todo" in (run.folder / "new" / "cases.todo.jsonl").read_text("utf-8")
    finally:
        data.write_text(before, "utf-8") if before is not None else data.unlink()


@pytest.mark.parametrize(
    "words",
    [("run", "missing.jsonl"), ("compare", "a.json", "b.json"), ("swequad", "dev.json"), ("calibrate", "missing.jsonl")],
)
def test_what_is_missing_is_told_in_one_line(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOMMUNSVAR_DATA", str(tmp_path / "data"))
    done = CliRunner().invoke(command.app, [*words])
    assert done.exit_code == 1
    assert done.output.startswith("Fel: ")
    assert done.output.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.real
def test_swequad_finds_passages_and_counts_copies_as_one(model_folder: Path) -> None:
    about = {
        name: f"{name} är ett djur. " + f"Om {name} finns mycket att säga i den här texten om djur. " * 8
        for name in ("Älgen", "Räven")
    }
    items = [SwequadItem(question=f"Vad är {name}?", context=text) for name, text in about.items()]
    items.append(SwequadItem(question="Vad är Räven?", context=about["Räven"] + "En rad till."))
    steps: list[int] = []
    found = measure(items, Settings(model=ModelSettings(embedding=str(model_folder))), steps.append)
    assert sum(steps) == len(items)
    assert {leg: told["recall@5"]["value"] for leg, told in found.items()} == {"hybrid": 100.0, "dense": 100.0, "bm25": 100.0}
    assert found["hybrid"]["mrr"]["value"] == 1.0  # also for the copy, which stands after the first of them
    assert flat(found)["mrr_gain"]["value"] == 0.0


def test_growth_and_reading_are_measured_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rutin\n\nAvgiften är 240 kronor i månaden.\n", "utf-8")
    told = [*reading(tmp_path, Limits()), *grown(tmp_path / "grown", 50)]
    assert [one.unit for one in told] == ["sidor/s", "stycken/s", "ms", "ms", "ms"]
    assert all(isinstance(one, Measured) and one.value > 0 for one in told)


@pytest.mark.real
def test_questions_for_numbers_are_timed_among_copies_under_other_municipalities(run: Command) -> None:
    papers = run.folder / "papper"
    papers.mkdir()
    table = "Verksamhet;Budget 2025 tkr;Utfall 2025 tkr\nHemtjänst;1200;1350\nSärskilt boende;800;790\nSumma;2000;2140\n"
    (papers / "uppföljning.csv").write_text(table, "utf-8")
    asked = {"id": "one", "question": "Vad kostade hemtjänsten 2025?", "evidence": ["1350"], "type": "table-number"}
    run.questions.write_text(json.dumps(asked, ensure_ascii=False) + "\n", "utf-8")
    done = run("bench", str(papers), "--figures", "60", "--questions", str(run.questions), "--json")
    assert done.exit_code == 0, done.output
    told = {one["name"]: one["value"] for one in json.loads(done.output)}
    assert told["siffror i katalogen"] == 60
    assert told["en fråga om tal bland 60, p50"] > 0


@pytest.mark.real
@pytest.mark.parametrize(("figures", "said"), [("60", "Det finns inga tal"), ("100000000", "Det går att göra högst")])
def test_no_figures_and_more_copies_than_names_are_told(run: Command, figures: str, said: str) -> None:
    papers = run.folder / "papper"
    papers.mkdir()
    text = (
        "Protokoll\n\nNämnden beslutar att godkänna rapporten.\n"
        if figures == "60"
        else "Enhet;Utfall 2025 tkr\nNorr;12\nSöder;15\n"
    )
    (papers / ("protokoll.txt" if figures == "60" else "tal.csv")).write_text(text, "utf-8")
    asked = {"id": "one", "question": "Vad kostade Norr 2025?", "evidence": ["12"], "type": "table-number"}
    run.questions.write_text(json.dumps(asked, ensure_ascii=False) + "\n", "utf-8")
    done = run("bench", str(papers), "--figures", figures, "--questions", str(run.questions))
    assert done.exit_code == 1
    assert said in done.stderr
