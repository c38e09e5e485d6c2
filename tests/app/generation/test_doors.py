"""Answers as events and as chat completions, over a real server, with the clients that people use."""

from __future__ import annotations

import itertools
import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from typing import Any

import httpx
import openai
import pytest
import uvicorn
from fastapi import FastAPI

from app.api.main import create_app
from app.assistant import Assistant
from tests.app.generation.chat_server import ChatServer, Reply, Request, chat_server, says, source_of
from tests.app.generation.rig import PAPERS, QUESTION, SYNONYMS, assistant
from tests.app.rig import Rig
from tests.passages import searcher

TRUE = "Hemtjänsten redovisar ett underskott på 4 mkr på grund av hög sjukfrånvaro"


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port of loopback, and give its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", http="h11", ws="none"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def _app(served: Rig, given: Assistant) -> FastAPI:
    return create_app(replace(served.services, assistant=given), ui=False)


def _true(request: Request) -> Reply:
    if "Följdfråga" in request["messages"][-1]["content"]:
        return says("Hur mycket ökade antalet timmar i hemtjänsten?")
    return says(f"{TRUE} [{source_of(request, 'underskott')}]. Det kostade 17 mkr [1].", between=0.01)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[ChatServer]:
    with chat_server(_true) as server:
        yield server


@pytest.fixture(scope="module")
def generated(served: Rig, endpoint: ChatServer) -> Iterator[str]:
    """The address of a server with a chat model."""
    with running(_app(served, assistant(endpoint.url)[0])) as url:
        yield url


@pytest.fixture(scope="module")
def plain(served: Rig) -> Iterator[str]:
    """The address of a server without one."""
    found = searcher(*PAPERS)
    with running(_app(served, Assistant(found.searcher, found.papers, SYNONYMS, served.services.settings.answers))) as url:
        yield url


def _events(url: str, body: dict[str, Any]) -> list[tuple[str, Any]]:
    found = []
    with httpx.stream("POST", f"{url}/api/ask", json=body, headers={"Accept": "text/event-stream"}, timeout=30) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        text = "".join(response.iter_text())
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_a_generated_answer_comes_as_events(generated: str) -> None:
    events = _events(generated, {"question": QUESTION})
    names = [name for name, _ in events]
    assert names[0] == "delta"
    assert names[-1] == "answer"
    assert "verified" in names
    shown = "".join(data["text"] for name, data in events if name == "delta")
    assert "underskott" in shown
    assert not any(letter.isdigit() for letter in shown)
    answer = events[-1][1]
    assert answer["mode"] == "generated"
    assert answer["text"] == f"{TRUE}. [1]"
    assert "17 mkr" not in str([data for name, data in events if name != "delta"])
    assert answer == {
        **httpx.post(f"{generated}/api/ask", json={"question": QUESTION}).json(),
        "timings": answer["timings"],
        "trace_id": answer["trace_id"],
    }


def test_an_extractive_answer_comes_as_one_event(plain: str) -> None:
    [(name, answer)] = _events(plain, {"question": QUESTION})
    assert name == "answer"
    assert answer["mode"] == "extractive"
    assert answer["citations"][0]["quote"].startswith("Hemtjänsten")


def test_a_follow_up_is_rewritten_by_the_model(generated: str) -> None:
    answer = _events(generated, {"question": "och timmarna?", "history": [QUESTION, "Hur mycket ökade antalet timmar?"]})[-1][1]
    assert answer["question"] == "och timmarna?"
    assert answer["standalone"] == "Hur mycket ökade antalet timmar i hemtjänsten?"


def test_a_question_that_cannot_be_put_is_a_problem_and_not_a_stream(generated: str) -> None:
    for body, status in (({"question": "?"}, 422), ({"question": "x" * 30_000}, 422), ({}, 422)):
        response = httpx.post(f"{generated}/api/ask", json=body, headers={"Accept": "text/event-stream"})
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"


def test_a_client_that_goes_away_stops_the_model(served: Rig) -> None:
    with (
        chat_server(lambda _: Reply(itertools.repeat("ord "), between=0.01)) as server,
        running(_app(served, assistant(server.url)[0])) as url,
    ):
        with httpx.stream(
            "POST", f"{url}/api/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}
        ) as response:
            next(response.iter_bytes())
        assert server.gone.wait(5)
        assert server.sent < 300


def test_events_are_told_of_in_the_openapi_document(plain: str) -> None:
    described = httpx.get(f"{plain}/api/openapi.json").json()
    ask = described["paths"]["/api/ask"]["post"]
    assert {"application/json", "text/event-stream"} <= ask["responses"]["200"]["content"].keys()
    assert all(name in ask["description"] for name in ("`delta`", "`verified`", "`answer`", "`error`"))
    chat = described["paths"]["/v1/chat/completions"]["post"]
    assert chat["summary"]
    assert {"200", "400", "404"} <= chat["responses"].keys()


def _client(url: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{url}/v1", api_key="-", max_retries=0, timeout=30)


def test_the_official_client_asks_and_reads_the_citations(generated: str, plain: str) -> None:
    for url, mode in ((generated, "generated"), (plain, "extractive")):
        client = _client(url)
        assert [model.id for model in client.models.list()] == ["kommunsvar"]
        answer: Any = client.chat.completions.create(
            model="kommunsvar", messages=[{"role": "user", "content": QUESTION}], max_tokens=5
        )
        message = answer.choices[0].message
        assert message.content.startswith("Hemtjänsten redovisar ett underskott på 4 mkr på grund av hög sjukfrånvaro. [1]")
        assert "Källor:\n[1] Årsbokslut 2025, Lingonby, omsorgsnämnden, 2026-02-10, s. 1 (papper.pdf)" in message.content
        assert message.citations[0]["quote"].startswith(f"{TRUE}.")
        assert answer.choices[0].finish_reason == "stop"
        assert answer.kommunsvar["mode"] == mode


def test_the_official_client_streams(generated: str) -> None:
    client = _client(generated)
    messages: Any = [
        {"role": "system", "content": "Svara på engelska."},
        {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
    ]
    chunks: list[Any] = list(
        client.chat.completions.create(model="kommunsvar", messages=messages, stream=True, stream_options={"include_usage": True})
    )
    assert chunks[0].choices[0].delta.role == "assistant"
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text.startswith(f"{TRUE}. [1]\n\nKällor:\n[1] ")
    assert "17" not in text
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-2].choices[0].delta.citations[0]["quote"] == f"{TRUE}."
    assert chunks[-1].usage.total_tokens == 0


def test_earlier_questions_are_the_conversation(generated: str) -> None:
    answer: Any = _client(generated).chat.completions.create(
        model="kommunsvar",
        messages=[
            {"role": "user", "content": QUESTION},
            {"role": "assistant", "content": "På grund av hög sjukfrånvaro. [1]"},
            {"role": "user", "content": "Hur mycket ökade antalet timmar?"},
            {"role": "assistant", "content": "Med 3 procent."},
            {"role": "user", "content": "och timmarna?"},
        ],
    )
    assert answer.kommunsvar["standalone"] == "Hur mycket ökade antalet timmar i hemtjänsten?"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"messages": [{"role": "user", "content": "?"}]}, 400, "tom-fraga"),
        ({"messages": [{"role": "user", "content": "?"}], "stream": True}, 400, "tom-fraga"),
        ({"messages": [{"role": "user", "content": "x" * 9000}]}, 400, "for-lang-fraga"),
        ({"messages": []}, 400, "felaktiga-varden"),
        ({"messages": [{"role": "robot", "content": "hej"}]}, 400, "felaktiga-varden"),
        ({}, 400, "felaktiga-varden"),
        ({"messages": [{"role": "assistant", "content": "hej"}]}, 400, "invalid_messages"),
        ({"model": "gpt-4", "messages": [{"role": "user", "content": QUESTION}]}, 404, "model_not_found"),
    ],
)  # fmt: skip
def test_errors_are_in_openais_format(plain: str, body: dict[str, Any], status: int, code: str) -> None:
    response = httpx.post(f"{plain}/v1/chat/completions", json=body)
    assert response.status_code == status
    error = response.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert error["code"] == code
    assert error["message"]


def test_the_official_client_reads_an_error(plain: str) -> None:
    with pytest.raises(openai.BadRequestError, match="Frågan är tom") as told:
        _client(plain).chat.completions.create(model="kommunsvar", messages=[{"role": "user", "content": " "}])
    assert told.value.code == "tom-fraga"
    with pytest.raises(openai.NotFoundError):
        _client(plain).chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": QUESTION}])


def test_a_long_conversation_fits(plain: str) -> None:
    turns = [{"role": role, "content": "Hemtjänsten. " * 200} for _ in range(20) for role in ("user", "assistant")]
    response = httpx.post(f"{plain}/v1/chat/completions", json={"messages": [*turns, {"role": "user", "content": QUESTION}]})
    assert response.status_code == 200
