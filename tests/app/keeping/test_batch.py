"""Batches of questions: whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import BatchError, EmptyQuestionError
from app.keeping.batch import BatchQuestion, read_batch, run_batch

TWO = '{"id": "a", "question": "När?"}\n{"id": "b", "question": "Var?"}\n'


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "frågor å.jsonl"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _echo(one: BatchQuestion) -> dict[str, Any]:
    return {"id": one.id, "answer": one.question}


def test_each_line_is_a_question_and_gives_a_line(tmp_path: Path) -> None:
    target = tmp_path / "svar.jsonl"
    assert run_batch(_file(tmp_path, TWO), target, _echo) == 2
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert lines == [{"id": "a", "answer": "När?"}, {"id": "b", "answer": "Var?"}]
    assert "När?" in target.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frågor å.jsonl", "svar.jsonl"]


def test_a_follow_up_has_its_history(tmp_path: Path) -> None:
    line = '{"id": "a", "question": "och 2024?", "history": ["Vad kostade badet 2025?", "varför?"]}'
    assert [one.history for one in read_batch(_file(tmp_path, f"{line}\n{TWO}"))] == [
        ("Vad kostade badet 2025?", "varför?"),
        (),
        (),
    ]
    with pytest.raises(BatchError, match="history"):
        list(read_batch(_file(tmp_path, '{"id": "a", "question": "och?", "history": "Vad kostade badet?"}')))


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_no_questions_give_no_answers(tmp_path: Path, text: str) -> None:
    target = tmp_path / "svar.jsonl"
    assert run_batch(_file(tmp_path, text), target, _echo) == 0
    assert target.read_text("utf-8") == ""


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    read = list(read_batch(_file(tmp_path, "\ufeff" + TWO.replace("\n", "\r\n") + "\r\n")))
    assert [(one.id, one.question) for one in read] == [("a", "När?"), ("b", "Var?")]


def test_unusual_line_breaks_inside_a_question_are_part_of_it(tmp_path: Path) -> None:
    for mark in ("\u2028", "\u0085", "\u2029"):
        line = json.dumps({"id": "a", "question": f"När{mark}då?"}, ensure_ascii=False)
        assert [one.question for one in read_batch(_file(tmp_path, line))] == [f"När{mark}då?"]


def test_other_keys_are_passed_over(tmp_path: Path) -> None:
    line = '{"id": "a", "question": "När?", "answer": null, "evidence": ["x"], "persona": "politician"}'
    assert [one.question for one in read_batch(_file(tmp_path, line))] == ["När?"]


@pytest.mark.parametrize(
    "line",
    [
        "När öppnar simhallen?",
        "{",
        "[]",
        "null",
        '"a"',
        '{"id": "a"}',
        '{"question": "När?"}',
        '{"id": "a", "question": 3}',
        '{"id": null, "question": "När?"}',
        '{"id": "a", "question": null}',
        '{"id": "a", "question": "När?"} {"id": "b", "question": "Var?"}',
    ],
)
def test_a_line_that_is_no_question_is_told_by_its_number_and_nothing_is_written(tmp_path: Path, line: str) -> None:
    target = tmp_path / "svar.jsonl"
    with pytest.raises(BatchError, match=r"Rad 3 i frågor å\.jsonl") as told:
        run_batch(_file(tmp_path, f"{TWO}{line}\n"), target, _echo)
    assert "\n" not in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == ["frågor å.jsonl"]


def test_a_bad_line_is_found_before_any_question_is_answered(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(one: BatchQuestion) -> dict[str, Any]:
        asked.append(one.id)
        return _echo(one)

    with pytest.raises(BatchError, match="Rad 3"):
        run_batch(_file(tmp_path, f"{TWO}fel\n"), tmp_path / "svar.jsonl", answer)
    assert asked == []


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "å".encode("latin-1")])
def test_a_file_that_is_no_utf8_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BatchError, match=r"frågor å\.jsonl") as told:
        list(read_batch(_file(tmp_path, content)))
    assert "UTF-8" in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"saknas\.jsonl"):
        run_batch(tmp_path / "saknas.jsonl", tmp_path / "svar.jsonl", _echo)
    with pytest.raises(BatchError):
        list(read_batch(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_when_a_question_fails(tmp_path: Path) -> None:
    target = tmp_path / "svar.jsonl"
    target.write_text("gammalt\n")

    def fails(one: BatchQuestion) -> dict[str, Any]:
        if one.id == "b":
            raise EmptyQuestionError("tom")
        return _echo(one)

    with pytest.raises(EmptyQuestionError):
        run_batch(_file(tmp_path, TWO), target, fails)
    assert target.read_text() == "gammalt\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frågor å.jsonl", "svar.jsonl"]


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    questions = _file(tmp_path, TWO)
    for target in (tmp_path / "saknas" / "svar.jsonl", tmp_path / "mapp"):
        (tmp_path / "mapp").mkdir(exist_ok=True)
        with pytest.raises(BatchError, match=target.name):
            run_batch(questions, target, _echo)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frågor å.jsonl", "mapp"]


def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    locked = Path("/proc")  # nobody may write a file there, not even root
    with pytest.raises(BatchError, match=r"svar\.jsonl"):
        run_batch(_file(tmp_path, TWO), locked / "svar.jsonl", _echo)


def test_the_questions_may_be_replaced_by_their_answers(tmp_path: Path) -> None:
    questions = _file(tmp_path, TWO)
    assert run_batch(questions, questions, _echo) == 2
    assert [json.loads(line)["answer"] for line in questions.read_text("utf-8").splitlines()] == ["När?", "Var?"]
