"""The demo questions: enough of each kind, and every piece of evidence stands in the paper it names."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from tests.demo.reading import FOLDER, ROOT, collapsed, text

FIELDS = ["id", "persona", "type", "question", "answer", "numbers", "doc", "evidence", "section_hint", "difficulty"]
TYPES = {"fact-prose", "list", "table-number", "comparison/arith", "decision/§", "routine/responsibility", "unanswerable"}
LONGEST_BORROWING = 6  # words in a row that a question may share with its evidence, such as a paper's name
NO_TEXT_LAYER = "KF_protokollsutdrag_2022-11-28_skannat.pdf"
NOT_FINAL = {"VON_arsbokslut_2025_utkast.pdf", "Rutin_avvikelser_version_1_2021.docx"}
LINES = (ROOT / "eval" / "demo" / "questions.jsonl").read_text("utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
ANSWERABLE = [case for case in CASES if case["type"] != "unanswerable"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_question_has_its_fields_and_its_evidence_stands_in_the_paper(case: dict[str, Any]) -> None:
    assert list(case) == FIELDS
    assert case["type"] in TYPES
    assert case["persona"] in ("politician", "employee", "secretary")
    assert case["difficulty"] in ("easy", "medium", "hard")
    if case["type"] == "unanswerable":
        assert (case["answer"], case["numbers"], case["doc"], case["evidence"]) == (None, [], None, [])
        return
    papers = case["doc"].split(" + ")
    assert all((FOLDER / name).is_file() for name in papers)
    assert case["answer"]
    assert case["evidence"]
    for piece in case["evidence"]:
        assert any(collapsed(piece) in text(name) for name in papers), piece


@pytest.mark.parametrize("case", ANSWERABLE, ids=lambda case: str(case["id"]))
def test_a_number_that_is_not_derived_stands_in_the_evidence(case: dict[str, Any]) -> None:
    words = {2: "två", 3: "tre", 6: "sex", 7: "sju", 11: "elva", 13: "13"}
    evidence = collapsed(" ".join(case["evidence"])).replace(" ", "").casefold()
    for number in case["numbers"]:
        printed = f"{abs(number['value']):g}".replace(".", ",") if number["value"] % 1 else str(abs(int(number["value"])))
        assert number.get("derived") or printed in evidence or words.get(number["value"], "\0") in evidence, number


def test_a_derived_number_follows_from_the_others() -> None:
    for case in ANSWERABLE:
        given = [abs(x["value"]) for x in case["numbers"] if not x.get("derived")]
        for number in (x for x in case["numbers"] if x.get("derived")):
            assert any(abs(a - b) == number["value"] for a in given for b in given), case["id"]


def test_there_are_enough_questions_of_every_kind_over_every_paper() -> None:
    kinds = Counter(case["type"] for case in CASES)
    assert len(ANSWERABLE) >= 60
    assert kinds["unanswerable"] >= 12
    assert all(kinds[kind] >= 6 for kind in TYPES)
    assert min(Counter(case["persona"] for case in CASES).values()) >= 15
    asked = {name for case in ANSWERABLE for name in case["doc"].split(" + ")}
    assert {path.name for path in FOLDER.iterdir()} - asked == NOT_FINAL | {NO_TEXT_LAYER}
    assert [case["id"] for case in CASES] == [f"demo-{n:03}" for n in range(1, len(CASES) + 1)]
    assert len({case["question"] for case in CASES}) == len(CASES)


def test_questions_are_in_everyday_words() -> None:
    for case in ANSWERABLE:
        words = collapsed(case["question"]).casefold().rstrip("?").split()
        evidence = collapsed(" ".join(case["evidence"])).casefold()
        borrowed = [" ".join(words[n : n + LONGEST_BORROWING]) for n in range(len(words) - LONGEST_BORROWING + 1)]
        assert not [piece for piece in borrowed if piece in evidence], case["id"]
