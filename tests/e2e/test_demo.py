"""`kommunsvar demo`, with some of the demo papers: all of them take a minute."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import demo
from app.cli.main import app

pytestmark = pytest.mark.real

PAPERS = Path(__file__).parents[2] / "demo" / "papers"


@pytest.fixture
def few(tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the routines of the demo papers, and a data folder of its own."""
    papers = tmp_path / "papers"
    papers.mkdir()
    for path in PAPERS.glob("Rutin_*"):
        shutil.copy(path, papers)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "model").symlink_to(model_folder)
    monkeypatch.setenv("KOMMUNSVAR_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(demo, "_PAPERS", papers)
    return papers


def test_it_takes_the_papers_in_once_and_answers_with_a_source(few: Path) -> None:
    runner = CliRunner()
    first = runner.invoke(app, ["demo", "--no-serve"])
    assert first.exit_code == 0, first.output
    assert f"{len(list(few.iterdir()))} nya" in first.output
    assert "Fråga: Hur snabbt ska jag skriva en avvikelse?" in first.output
    assert "\n[1] Rutin" in first.output
    assert "kommunsvar serve" in first.output
    again = runner.invoke(app, ["demo", "--no-serve"])
    assert again.exit_code == 0
    assert " nya" not in again.output
    assert "\n[1] Rutin" in again.output


def test_without_the_papers_it_says_what_to_do(few: Path) -> None:
    shutil.rmtree(few)
    done = CliRunner().invoke(app, ["demo", "--no-serve"])
    assert done.exit_code == 1
    assert "Fel: Demohandlingarna följer bara med källkoden" in done.output


def test_the_papers_are_found_from_where_the_program_lies() -> None:
    assert demo._PAPERS == PAPERS
