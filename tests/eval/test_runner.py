"""Questions asked through the public interface, conversations judged, and feedback made into cases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from fastapi.testclient import TestClient

from app.api.main import create_app
from app.model import Question, QuestionKind
from eval.dataset import Case, Conversation, Place, Turn, read_cases
from eval.dialogue import bears, converse, differences, shares
from eval.errors import AddressError, DatasetError
from eval.feedback_cases import Quoted, append, new_cases, quoted_in
from eval.runner import Address, InProcess, run
from tests.app.rig import Rig

FEE = "Socialnämnden beslutar att avgiften för trygghetslarm ska vara 240 kronor i månaden."
CASES = [
    Case(id="fee", question="Vad är avgiften för trygghetslarm?", evidence=(FEE,)),
    Case(id="none", question="Hur många giraffer har biblioteket på Mars?"),
    Case(id="after", question="och för ett bad?", history=("Vad är avgiften för trygghetslarm?",), evidence=("60 kronor",)),
]


def nothing(_: int) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def made(served: Rig) -> InProcess:
    return InProcess(served.services)


@pytest.mark.real
def test_the_same_is_measured_in_process_and_over_an_address(served: Rig, made: InProcess) -> None:
    here = run(CASES, made, nothing)
    with TestClient(create_app(served.services, ui=False)) as client:
        there = run(CASES, Address(cast(httpx.Client, client)), nothing)
    assert [one.measures for one in here] == [one.measures for one in there]
    assert [one.outcome for one in here] == [one.outcome for one in there]
    assert here[0].measures["evidence_touched"] == 1.0
    assert here[0].verbatim
    assert all(here[0].verbatim)
    assert there[0].verbatim == ()  # what stands in the document cannot be seen over the address
    assert "bad" in here[2].standalone
    assert here[2].standalone != CASES[2].question
    assert here[1].empty


@pytest.mark.real
def test_a_question_that_is_refused_as_put_is_a_row_too(made: InProcess) -> None:
    row = run([Case(id="long", question="x" * 3000, evidence=("y",))], made, nothing)[0]
    assert row.outcome == "error"
    assert row.measures["not_refused"] == 0.0


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(200, text="<html>"), None])
def test_a_service_that_does_not_answer_is_told(answer: httpx.Response | None) -> None:
    def reply(request: httpx.Request) -> httpx.Response:
        if answer is None:
            raise httpx.ConnectError("refused", request=request)
        return answer

    with (
        httpx.Client(base_url="http://127.0.0.1:9", transport=httpx.MockTransport(reply)) as client,
        pytest.raises(AddressError, match="Är tjänsten igång"),
    ):
        Address(client).ask("Vad kostar det?")


@pytest.mark.real
def test_a_conversation_is_judged_turn_by_turn(made: InProcess) -> None:
    first = "Vad är avgiften för trygghetslarm?"
    turns = (
        Turn(question=first, standalone=first, about=("avgiften", "trygghetslarm"), evidence=(FEE,)),
        Turn(
            question="vem beslutade den?",
            standalone="Vem beslutade avgiften för trygghetslarm?",
            about=("trygghetslarm",),
            evidence=(FEE,),
        ),
        Turn(
            question="och för ett bad?",
            standalone="Vad är avgiften för ett simkort?",
            about=("simkort",),
            evidence=("finns inte alls",),
        ),
    )
    rows = converse([Conversation(id="c", papers="demo", turns=turns)], made, nothing)
    assert [row.understood for row in rows] == [True, True, False]
    assert [row.found for row in rows] == [True, True, False]
    assert rows[2].why == "without simkort"
    told = shares(rows)
    assert told["follow_ups_right"]["value"] == 50.0
    assert told["turns_right"]["cases"] == 3
    assert told["conversations_right"]["value"] == 0.0


def asked(standalone: str, **more: Any) -> Question:
    return Question(standalone, standalone, QuestionKind.FACT, **more)


def test_a_question_differs_by_place_period_paragraph_and_words() -> None:
    turn = Turn(question="?", standalone="?", about=("simhallen",), without=("badet",))
    same = asked("Vad kostade simhallens bad i mars 2025?", years=(2025,), municipalities=("Ale",), paragraphs=("§ 1",))
    assert differences(turn, same, same) == []
    other = asked("Vad kostade badet i april 2024?", years=(2024,))
    assert len(differences(turn, same, other)) == 6
    free = turn.model_copy(update={"free": ("years", "part")})
    assert len(differences(free, same, other)) == 4


def test_evidence_is_a_piece_or_a_pattern_under_a_heading() -> None:
    turn = Turn(question="?", standalone="?", evidence=("Avgift: 240 kr", Place(pattern=r"\b11,6 \d", section="§ 4")))
    assert bears(turn, "… avgift:\n240 kr i månaden", {})
    assert bears(turn, "totalt 11,6\n11,1", {"section": ["Protokoll", "§ 4 Frånvaro"]})
    assert bears(turn, "totalt 11,6 11,1", {"paragraph": "§ 4"})
    assert not bears(turn, "totalt 11,6 11,1", {"section": ["§ 5"]})
    assert not bears(turn, "något annat", {"section": ["§ 4"]})


@dataclass
class Told:
    """Feedback as the web page keeps it."""

    folder: Path

    def write(self, *rows: dict[str, Any]) -> None:
        lines = [json.dumps({"at": "2026-11-22T23:00:00+00:00", **one}, ensure_ascii=False) for one in rows]
        (self.folder / "feedback.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def quoted(document_id: str, start: int, end: int) -> Quoted | None:
    return Quoted("taxa.html", "Ett bad  kostar\n60 kronor."[start:end]) if document_id == "here" else None


def test_feedback_becomes_cases(tmp_path: Path) -> None:
    place = {"document_id": "here", "start": 0, "end": 26}
    Told(tmp_path).write(
        {"question": "och badet?", "standalone": "Vad kostar ett bad?", "verdict": "right", "comment": "", "citations": [place]},
        {"question": "Vem äger badet?", "verdict": "wrong", "comment": "Det är kommunen.", "citations": [place]},
        {"question": "Finns giraffer?", "verdict": "right", "outcome": "unsupported", "citations": []},
        {"question": "Borta?", "verdict": "right", "citations": [{**place, "document_id": "gone"}]},
        {"question": "Finns redan", "verdict": "right", "citations": [place]},
        {"question": "", "verdict": "wrong"},
    )
    ready, todo = new_cases(tmp_path, {"Finns redan"}, quoted)
    assert [(one["question"], one["evidence"], one["doc"]) for one in ready] == [
        ("Vad kostar ett bad?", ["Ett bad kostar 60 kronor."], "taxa.html"),
        ("Finns giraffer?", [], None),
    ]
    assert [(one["question"], one["section_hint"]) for one in todo] == [("Vem äger badet?", "Det är kommunen.")]
    append(tmp_path / "cases.jsonl", ready)
    assert [case.id for case in read_cases(tmp_path / "cases.jsonl")] == ["feedback-0001", "feedback-0003"]


def test_a_later_wrong_takes_back_a_right(tmp_path: Path) -> None:
    place = {"document_id": "here", "start": 0, "end": 26}
    right = {"question": "Vad kostar ett bad?", "verdict": "right", "citations": [place]}
    wrong = {"question": "Vad kostar ett bad?", "verdict": "wrong", "citations": [place]}
    Told(tmp_path).write(right, wrong)
    assert [len(found) for found in new_cases(tmp_path, set(), quoted)] == [0, 1]
    Told(tmp_path).write(wrong, right)
    assert [len(found) for found in new_cases(tmp_path, set(), quoted)] == [1, 0]


def test_no_feedback_and_broken_feedback(tmp_path: Path) -> None:
    assert new_cases(tmp_path, set(), quoted) == ([], [])
    (tmp_path / "feedback.jsonl").write_text('{"question": "x"\n', "utf-8")
    with pytest.raises(DatasetError, match="Rad 1"):
        new_cases(tmp_path, set(), quoted)


@pytest.mark.real
def test_feedback_given_over_http_becomes_a_case(served: Rig, made: InProcess) -> None:
    answer = made.ask(CASES[0].question)
    places = [{key: one[key] for key in ("document_id", "start", "end")} for one in answer["citations"]]
    told = {"question": answer["question"], "standalone": answer["standalone"], "verdict": "right", "citations": places}
    with TestClient(create_app(served.services, ui=False)) as client:
        client.post("/api/feedback", json=told).raise_for_status()
    ready, _ = new_cases(served.services.settings.data, set(), quoted_in(served.services))
    mine = next(one for one in ready if one["question"] == CASES[0].question)
    assert " ".join(FEE.split()) in " ".join(mine["evidence"])


@pytest.mark.real
def test_history_reaches_the_assistant_over_http_within_limits(served: Rig) -> None:
    with TestClient(create_app(served.services, ui=False)) as client:
        body = {"question": "och för ett bad?", "history": ["Vad är avgiften för trygghetslarm?"]}
        assert client.post("/api/ask", json=body).json()["standalone"] == "Vad är avgiften för ett bad?"
        alone = client.post("/api/ask", json={"question": "Vad är avgiften för ett bad?", "history": body["history"]}).json()
        assert alone["standalone"] == "Vad är avgiften för ett bad?"
        for history in (["x"] * 51, ["x" * 2001], [1], "x"):
            assert client.post("/api/ask", json={**body, "history": history}).status_code == 422
