"""The measures: cases worked by hand, and the same verdicts as the judge outside the repository."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from eval.dataset import Case, Number, read_cases
from eval.metrics import (
    answer_measures,
    found_at,
    found_within,
    has_number,
    interval,
    ndcg,
    numbers_in,
    percentile,
    refusals,
    retrieval,
    squash,
    touches,
)

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "eval"
DEMO = ROOT / "eval" / "demo" / "questions.jsonl"


def test_text_is_compared_without_spaces_hyphens_and_case() -> None:
    assert squash("Förvalt-\nningen  |  1\u00a0234\u2212") == "förvaltningen1234"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 234,5 tkr och -588", [1234.5, 588.0]),
        ("\u22121 702 mkr", [1702.0]),
        ("två av tolv [1] [2]", [2.0, 12.0]),
        ("0,047 och 12.5 %", [0.047, 12.5]),
        ("§ 51 den 2025-03-12", [51.0, 2025.0, 3.0, 12.0]),
        ("inga tal", []),
    ],
)
def test_numbers_are_read_as_swedish_prints_them(text: str, numbers: list[float]) -> None:
    assert numbers_in(text) == numbers


def test_a_number_is_the_same_in_kr_tkr_and_mkr_and_without_its_sign() -> None:
    assert has_number(-3902, "ett underskott på 3 902 tkr")
    assert has_number(3902, "3,902 mkr")
    assert not has_number(3902, "3,9 mkr")
    assert not has_number(3902, "3 920 tkr")


def test_evidence_is_found_where_the_last_piece_stands() -> None:
    assert found_at(["aa", "bb"], ["x", "a-a", "b b"]) == 3
    assert found_at(["aa", "bb"], ["aa", "x"]) == 0
    assert found_within(["aa"], ["xxxx", "aa"], 6)
    assert not found_within(["aa"], ["xxxx", "aa"], 5)


def test_ndcg_by_hand() -> None:
    assert ndcg(["aa"], ["aa"]) == 1.0
    assert ndcg(["aa"], ["x", "aa"]) == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)
    assert ndcg(["aa", "bb"], ["aa", "x", "bb aa"]) == pytest.approx((1 + 0.5) / 2)  # a piece gains once
    assert ndcg(["aa"], ["x"] * 10 + ["aa"]) == 0.0


def test_a_quote_touches_evidence_that_it_holds_or_lies_in() -> None:
    assert touches(["ska vara 240 kronor"], "Avgiften ska vara 240 kronor i månaden.")
    assert touches(["Avgiften ska vara 240 kronor"], "ska vara 240 kronor")
    assert not touches(["Avgiften ska vara 240 kronor"], "240 kronor")  # too short to be told from others
    assert not touches(["Avgiften"], "Ett annat citat, om något annat.")


def test_refusals_by_hand() -> None:
    rows = [(True, True), (True, False), (False, True), (False, False)]
    assert refusals(rows) == {"refusal_precision": 0.5, "refusal_recall": 0.5}
    assert refusals([(False, False)]) == {}


def test_an_answer_is_judged_by_what_applies_to_it() -> None:
    case = Case(id="a", question="?", evidence=("Avgiften är 240 kronor",), numbers=(Number(value=240),))
    right = {
        "outcome": "answered",
        "text": "240 kronor [1]",
        "citations": [{"quote": "Avgiften är 240 kronor."}, {"quote": "Annat, och långt."}],
    }
    measured = answer_measures(case, right)
    assert measured["citation_precision"] == 0.5
    assert all(measured[name] == 1.0 for name in ("not_refused", "evidence_touched", "evidence_quoted", "numbers_right", "focused"))
    assert "refused_rightly" not in measured
    assert answer_measures(Case(id="b", question="?"), right) == {"refused_rightly": 0.0}
    refused = {"outcome": "unsupported", "text": "Nej", "citations": []}
    assert answer_measures(Case(id="b", question="?"), refused) == {"refused_rightly": 1.0}
    assert answer_measures(case, refused)["numbers_right"] == 0.0
    assert "citation_precision" not in answer_measures(case, refused)


def test_the_interval_holds_the_mean_and_narrows_with_cases() -> None:
    few, many = [0.0, 1.0] * 5, [0.0, 1.0] * 200
    assert interval(few)[0] <= 0.5 <= interval(few)[1]
    assert interval(many)[1] - interval(many)[0] < interval(few)[1] - interval(few)[0]
    assert interval([1.0] * 9) == (1.0, 1.0)
    assert interval(few) == interval(few)
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([], 0.5) == 0.0


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    """The judge outside the repository."""
    path = SHARED / "score.py"
    if not path.is_file():
        pytest.skip("the judge, ../shared/eval/score.py, is not beside the checkout")
    spec = importlib.util.spec_from_file_location("judge", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made_up(case: dict[str, Any], draw: random.Random) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return an answer and passages for a question: right, half right or wrong, as the draw falls."""
    pieces = [*case["evidence"], "Något helt annat som inte frågas efter.", "1 234 tkr | -5,6 %"]
    quotes = draw.sample(pieces, draw.randint(0, len(pieces)))
    numbers = [f"{number['value']:.6g}".replace(".", ",") for number in case["numbers"]]
    text = " ".join([*draw.sample(numbers, draw.randint(0, len(numbers))), "tre", "12 500 kr", *quotes])[: draw.choice((200, 4000))]
    quoted = [quote[: draw.choice((8, 40, 400))] for quote in quotes]
    answer = {
        "outcome": draw.choice(("answered", "partial", "unsupported")),
        "text": text,
        "citations": [{"quote": quote} for quote in quoted],
    }
    hits = [
        {"text": draw.choice(("", "förord ")) + piece + " efterord" * draw.randint(0, 300)}
        for piece in draw.sample(pieces, len(pieces))
    ]
    return answer, hits


@pytest.mark.shared
@pytest.mark.parametrize("questions", [DEMO, SHARED / "questions_dev.jsonl"], ids=["demo", "dev"])
def test_the_measures_agree_with_the_judge(judge: ModuleType, questions: Path) -> None:
    draw = random.Random(4)
    raw = {row["id"]: row for row in (json.loads(line) for line in questions.read_text("utf-8").splitlines())}
    made = {name: made_up(row, draw) for name, row in raw.items()}
    cases = read_cases(questions)
    for case in cases:
        answer, _ = made[case.id]
        verdict = {name: float(held) for name, held in judge.judge(raw[case.id], answer).items() if name != "present"}
        ours = answer_measures(case, answer)
        ours.pop("citation_precision", None)
        assert ours == verdict, case.id
    scored = judge.score_hits(list(raw.values()), {name: {"hits": hits} for name, (_, hits) in made.items()})
    ours_found = [retrieval(case, made[case.id][1]) for case in cases if case.evidence]
    for name, value in scored.items():
        mean = sum(one[name] for one in ours_found) / len(ours_found)
        assert (round(mean, 3) if name == "mrr" else round(100 * mean, 1)) == value, name
