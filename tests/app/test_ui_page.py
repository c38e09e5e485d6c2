"""The page as it is served: Gradio over real stores, without a browser (see tests/e2e for one)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from app.api.main import create_app
from app.assistant import Assistant
from app.events import Event
from app.model import Limits
from app.ui.chat import Chat, limits_of
from app.ui.page import VIEWS
from app.ui.shell import rewritten
from app.ui.suggestions import Suggestions
from ingest.model import DocType
from tests.app.rig import Rig
from vectorstore.errors import StoreBusyError


@pytest.fixture(scope="module")
def page(served: Rig) -> Iterator[TestClient]:
    with TestClient(create_app(served.services), raise_server_exceptions=False) as given:
        yield given


def test_the_page_is_swedish_and_speaks_to_no_other_host(page: TestClient) -> None:
    response = page.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert response.status_code == 200
    assert '<html\n\tlang="sv"' in response.text or '<html lang="sv"' in response.text
    assert "<title>Kommunsvar</title>" in response.text
    outside = set(re.findall(r"https?://[^\s\"'<>\\]+", response.text))
    assert {address for address in outside if "www.w3.org/2000/svg" not in address and "testserver" not in address} == set()
    assert "Du talar med en maskin" in response.text


def test_only_the_pages_own_scripts_run(page: TestClient) -> None:
    first, second = page.get("/"), page.get("/")
    policy = first.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([\w-]+)';", policy)
    assert nonce is not None
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    scripts = re.findall(r"<script[^>]*>", first.text)
    assert scripts
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
    assert nonce[1] not in second.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nope"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("GET", "/login"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://example.org"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/monitoring"),
        ("GET", "/manifest.json"),
        ("GET", "/gradio_api/upload_progress"),
        ("POST", "/gradio_api/call/ask"),
        ("POST", "/"),
        ("PUT", "/config"),
    ],
)
def test_what_the_page_does_not_need_is_shut(page: TestClient, method: str, path: str) -> None:
    response = page.request(method, path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["trace_id"] == response.headers["X-Trace-Id"]


def test_nobody_climbs_out_of_the_pages_own_files(page: TestClient) -> None:
    for path in ("/assets/../../../../../etc/passwd", "/static/%2e%2e/%2e%2e/routes.py", "/assets/..%2f..%2froutes.py"):
        assert page.get(path).status_code in (403, 404)


def test_the_api_is_as_without_the_page(page: TestClient) -> None:
    assert page.get("/api/health").json()["status"] == "ok"
    assert page.get("/api/nope").json()["type"] == "urn:kommunsvar:fel:finns-inte"
    assert page.get("/api/openapi.json").json()["info"]["title"] == "Kommunsvar"


def test_the_pages_own_messages_have_a_limit(page: TestClient) -> None:
    large = json.dumps({"data": ["a" * 1_100_000], "fn_index": 0, "session_hash": "x"})
    response = page.post("/gradio_api/queue/join", content=large, headers={"Content-Type": "application/json"})
    assert response.status_code == 413


def test_a_page_made_otherwise_is_still_rewritten() -> None:
    made = (
        '<!doctype html><html lang="en"><head><meta property="og:url" content="https://a.example"/>'
        '<meta name="twitter:x"\n content="y"/><script>1</script><script type="module" src="./a.js"></script>'
        '<link rel="manifest" href="/m.json"></head><body class="x"></body></html>'
    )
    page = rewritten(made, "own()", "N")
    assert page.startswith('<!doctype html><html lang="sv"><head><title>')
    assert page.count('nonce="N"') == 3
    assert page.index("own()") < page.index('<script nonce="N">1')
    assert "a.example" not in page
    assert "manifest" not in page
    assert '<body class="x"><noscript>' in page


def _asked(chat: Chat, question: str, turns: list[Any] | None = None) -> list[tuple[Any, ...]]:
    return list(chat.ask(question, turns or []))


def _chat(served: Rig, assistant: object | None = None) -> Chat:
    services = served.services if assistant is None else replace(served.services, assistant=cast(Assistant, assistant))
    return Chat(services, Suggestions(services))


def test_a_question_is_shown_at_once_and_then_its_answer(served: Rig) -> None:
    first, second = _asked(_chat(served), "Vem ska skriva en avvikelse?")
    assert "Söker i handlingarna" in first[2]
    assert "Söker i handlingarna" not in second[2]
    assert "Avvika" in second[2]
    assert "#quote" in second[2]
    assert second[0] == ""
    assert len(second[1]) == 1


def test_a_conversation_keeps_its_order_and_its_numbers(served: Rig) -> None:
    chat = _chat(served)
    turns: list[Any] = []
    for number in range(1, 34):
        *_, (_, turns, shown, _) = _asked(chat, f"Vem utreder? {number}", turns)
    assert len(turns) == 30
    assert [turn.number for turn in turns] == list(range(4, 34))
    assert shown.index("Vem utreder? 32") < shown.index("Vem utreder? 33")


@pytest.mark.parametrize(("question", "told"), [(" ", "Frågan är tom"), ("x" * 3_000, "Frågan är för lång")])
def test_a_question_that_cannot_be_taken_stays_in_its_box(served: Rig, question: str, told: str) -> None:
    *_, (box, turns, shown, _) = _asked(_chat(served), question)
    assert told in shown
    assert 'role="alert"' in shown
    assert box == question
    assert turns == []


class _Failing:
    def __init__(self, error: Exception) -> None:
        self._error = error

    def stream(self, text: str, limits: Limits | None = None, history: Sequence[str] = ()) -> Iterator[Event]:
        raise self._error


@pytest.mark.parametrize("error", [StoreBusyError("Upptaget.", "Vänta."), RuntimeError("Xyzzy hemligt")])
def test_a_failure_is_told_in_swedish_with_a_number_to_find_it_by(served: Rig, error: Exception) -> None:
    with capture_logs() as logs:
        *_, (box, _, shown, _) = _asked(_chat(served, _Failing(error)), "Vad?")
    trace = re.search(r"Spårnummer: (\w{32})", shown)
    assert trace is not None
    assert "Xyzzy" not in shown
    assert box == "Vad?"
    assert [line["trace_id"] for line in logs if line["log_level"] == "error"] == [trace[1]]


def test_the_examples_are_answered_from_the_papers_they_were_made_of(served: Rig) -> None:
    suggestions = Suggestions(served.services)
    questions = suggestions.questions()
    assert len(questions) == 3
    for question in (one for group in questions for one in group):
        assert served.services.assistant.ask(question).citations
    assert suggestions.questions() is questions
    assert "4 handlingar inlästa" in suggestions.indexed()


def test_what_is_internal_is_not_counted_aloud(served: Rig) -> None:
    assert served.services.index.catalogue.counts().documents == 5
    assert "5 handlingar" not in Suggestions(served.services).indexed()


def test_filters_limit_a_question(served: Rig) -> None:
    assert limits_of(("Ale", "socialnämnden", "2025", "protokoll")) == Limits(
        ("Ale",), ("socialnämnden",), (2025,), (DocType.PROTOKOLL,)
    )
    assert limits_of((None, "", "igår", "roman")) == Limits()
    chat = _chat(served)
    *_, (_, _, shown, _) = list(chat.ask("Vem ska skriva en avvikelse?", [], "Ale", "", "", ""))
    assert "Avvika" in shown
    *_, (_, _, shown, _) = list(chat.ask("Vem ska skriva en avvikelse?", [], "Gnesta", "", "", ""))
    assert "svar nej" in shown


def test_every_view_is_there(page: TestClient) -> None:
    config = page.get("/config").text
    for view in VIEWS:
        assert f"vy-{view}" in config
