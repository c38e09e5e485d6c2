"""Sets of questions and conversations: read, and refused when they are not as they should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.dataset import read_cases, read_conversations, read_json, read_swequad
from eval.errors import DatasetError

ROOT = Path(__file__).parents[2]
CONVERSATIONS = ROOT / "eval" / "conversations"


def test_the_demo_questions_are_read() -> None:
    cases = read_cases(ROOT / "eval" / "demo" / "questions.jsonl")
    assert len(cases) >= 72
    assert sum(not case.evidence for case in cases) >= 12


def test_the_conversations_are_enough_of_two_to_five_turns() -> None:
    kept = {name: read_conversations(CONVERSATIONS / f"{name}.jsonl") for name in ("demo", "seeds", "held_out")}
    every = [one for conversations in kept.values() for one in conversations]
    assert len(every) >= 40
    assert len(kept["held_out"]) >= len(every) // 3
    assert sum(one.papers == "demo" for one in every) >= 25
    assert sum(one.papers == "seeds" for one in every) >= 15
    assert all(2 <= len(one.turns) <= 5 for one in every)
    assert len({one.id for one in every}) == len(every)
    for one in every:
        assert one.turns[0].standalone == one.turns[0].question
        assert all(turn.evidence or turn.outcome for turn in one.turns), one.id


@pytest.mark.parametrize(
    "content",
    ["{", '{"id": "a"}', '{"id": 1, "question": "?"}', "[1]", '{"id": "a", "question": "?", "numbers": [{"value": "x"}]}'],
)
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, content: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"id": "a", "question": "?"}}\n\n{content}\n', "utf-8")
    with pytest.raises(DatasetError, match=r"Rad 3 i questions\.jsonl"):
        read_cases(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes("å".encode("latin-1"))
    (tmp_path / "list.json").write_text("[]", "utf-8")
    for attempt in (
        lambda: read_cases(tmp_path / "missing.jsonl"),
        lambda: read_cases(tmp_path / "latin.jsonl"),
        lambda: read_json(tmp_path / "missing.json"),
        lambda: read_json(tmp_path / "list.json"),
        lambda: read_swequad(tmp_path / "list.json"),
    ):
        with pytest.raises(DatasetError):
            attempt()


def test_swequad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(json.dumps({"data": [{"question": "Var?", "context": "Här.", "choices": []}]}), "utf-8")
    assert [(one.question, one.context) for one in read_swequad(path)] == [("Var?", "Här.")]
