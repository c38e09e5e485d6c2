"""Answers to the sets of questions and conversations, over all the papers they are asked of, against the floors kept in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import Services, services
from app.settings import Settings
from eval.dataset import read_cases, read_conversations
from eval.dialogue import converse, shares
from eval.floors import below, floors_for
from eval.runner import InProcess
from eval.runner import run as asked
from eval.summary import report_json
from ingest.structure import Stated
from tests.app.rig import Silent

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
#: The papers → (their folder, whose they are, the questions asked of them, the floors' name).
SETS = {
    "demo": (ROOT / "demo" / "papers", "Ljungsätra", ROOT / "eval" / "demo" / "questions.jsonl", "demo"),
    "seeds": (SHARED / "data" / "seeds", "", SHARED / "eval" / "questions_dev.jsonl", "questions_dev"),
}
_LATENCY = frozenset({"p50_ms", "p95_ms"})  # other tests' work beside it would be measured too


@pytest.fixture(scope="module", params=[pytest.param("demo"), pytest.param("seeds", marks=pytest.mark.shared)])
def papers(request: pytest.FixtureRequest) -> str:
    """Which papers are asked."""
    if not SETS[request.param][0].is_dir():
        pytest.skip("../shared/data is not beside the checkout")
    return str(request.param)


@pytest.fixture(scope="module")
def given(papers: str, model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Real stores with all of them."""
    data = tmp_path_factory.mktemp(f"floors-{papers}")
    (data / "model").symlink_to(model_folder)
    folder, municipality, *_ = SETS[papers]
    with services(Settings(data=data)) as opened:
        report = opened.intake.run([folder], Stated(municipality=municipality), Silent())
        assert report.added
        yield opened


def test_the_questions_are_answered_above_the_floors(papers: str, given: Services) -> None:
    *_, questions, name = SETS[papers]
    floors = {measure: floor for measure, floor in floors_for(name).items() if measure not in _LATENCY}
    rows = asked(read_cases(questions), InProcess(given), lambda _: None)
    assert not below(report_json(rows, {})["all"], floors)


@pytest.mark.parametrize("held_out", [False, True], ids=["known", "held_out"])
def test_the_conversations_are_understood_above_the_floors(papers: str, given: Services, held_out: bool) -> None:
    every = read_conversations(ROOT / "eval" / "conversations" / f"{'held_out' if held_out else papers}.jsonl")
    rows = converse([one for one in every if one.papers == papers], InProcess(given), lambda _: None)
    assert not below(shares(rows), floors_for(f"conversations_{papers}{'_held_out' if held_out else ''}"))
