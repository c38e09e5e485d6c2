"""Figures, reports, comparisons and floors, from rows to what is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.dataset import Case
from eval.errors import FloorsError
from eval.floors import FILE, below, floors_for
from eval.report import compare, markdown, write
from eval.runner import Row
from eval.summary import report_json, summarise

STAMP = {"commit": "abc", "models": {"embedding": "e5", "chat": ""}, "at": "2026-11-22"}


def row(name: str, persona: str = "politician", kind: str = "list", **more: Any) -> Row:
    """Return what came of a question: answered, its evidence quoted, unless said otherwise."""
    case = Case(id=name, question=f"Fråga {name} | ett?", persona=persona, type=kind, answer="Svaret", evidence=("x",))
    given = {
        "outcome": "answered",
        "reason": "",
        "text": "Svar <b>",
        "standalone": case.question,
        "measures": {"recall@10": 1.0, "mrr": 0.5, "evidence_touched": 1.0},
        "empty": False,
        "verbatim": (True,),
        "milliseconds": 100.0,
    }
    return Row(case=case, **{**given, **more})


def test_figures_are_shares_with_their_interval_and_cases() -> None:
    rows = [row("a"), row("b", measures={"recall@10": 0.0, "mrr": 0.0, "evidence_touched": 0.0}, verbatim=(True, False))]
    figures = summarise(rows)
    assert (figures["recall@10"].value, figures["recall@10"].cases) == (50.0, 2)
    assert figures["mrr"].value == 0.25
    assert (figures["verbatim"].value, figures["verbatim"].cases) == (66.7, 3)
    assert figures["recall@10"].low == 0.0
    assert figures["recall@10"].high == 100.0
    assert figures["p95_ms"].value == 100.0
    assert "numbers_right" not in figures
    assert summarise([]) == {}


def test_refusals_count_over_all_questions() -> None:
    refused = row("c", outcome="unsupported", empty=True, measures={"refused_rightly": 1.0}, verbatim=())
    wrongly = row("d", outcome="unsupported", measures={"not_refused": 0.0})
    figures = summarise([refused, wrongly, row("e", empty=True, measures={"refused_rightly": 0.0})])
    assert (figures["refusal_precision"].value, figures["refusal_precision"].cases) == (50.0, 2)
    assert (figures["refusal_recall"].value, figures["refusal_recall"].cases) == (50.0, 2)


def test_a_report_is_written_three_ways_and_told_by_persona_and_type(tmp_path: Path) -> None:
    report = report_json([row("a"), row("b", "employee", "fact-prose", measures={"evidence_touched": 0.0})], STAMP)
    paths = write(report, tmp_path / "new")
    assert [path.name for path in paths] == ["report.json", "report.md", "report.html"]
    assert json.loads(paths[0].read_text("utf-8")) == report
    told = paths[1].read_text("utf-8")
    assert "- commit: abc" in told
    assert "roll: employee" in told
    assert "slag: list" in told
    assert "Fall som föll (1)" in told
    assert "Fråga b \\| ett?" in told  # a bar would end the cell
    page = paths[2].read_text("utf-8")
    assert "Svar &lt;b&gt;" in page
    assert "<b>" not in page


def test_what_changed_is_told_question_by_question() -> None:
    before = report_json([row("a"), row("b"), row("gone")], STAMP)
    after = report_json([row("a"), row("b", measures={"recall@10": 0.0, "mrr": 0.9, "evidence_touched": 1.0})], STAMP)
    told = compare(before, after)
    assert "| recall@10 | 100 | 50 | -50 |" in told
    assert "## Sämre (1)\n\n- b recall@10 1 → 0: Fråga b" in told
    assert "## Bättre (1)\n\n- b mrr 0.5 → 0.9" in told
    assert "Bara i den ena: gone" in told


def test_a_figure_below_its_floor_fails() -> None:
    figures = {"recall@10": {"value": 90.0}, "p95_ms": {"value": 500.0}}
    assert below(figures, {"recall@10": 90.0, "p95_ms": 500.0}) == []
    assert below(figures, {"recall@10": 90.1}) == ["recall@10 är 90; golvet är 90.1."]
    assert below(figures, {"p95_ms": 400.0}) == ["p95_ms är 500; taket är 400."]
    assert below(figures, {"mrr": 0.1}) == ["mrr är inte mätt; golvet är 0.1."]


def test_floors_are_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('[demo]\nmrr = 0.5\n[bad]\nmrr = "high"\n', "utf-8")
    assert floors_for("demo", path) == {"mrr": 0.5}
    assert floors_for("other", path) == {}
    with pytest.raises(FloorsError, match="bad"):
        floors_for("bad", path)
    path.write_text("[demo", "utf-8")
    with pytest.raises(FloorsError):
        floors_for("demo", path)


def test_the_floors_in_the_repository_are_measures_that_there_are() -> None:
    from eval.summary import MEASURES

    known = {*MEASURES, "p50_ms", "p95_ms"}
    for name in ("demo", "questions_dev"):
        floors = floors_for(name, FILE)
        assert floors
        assert set(floors) <= known
    assert markdown(report_json([], STAMP)).startswith("# Mätning")
