from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from app.api import border, problems
from app.api.main import create_app
from app.api.schemas import AnswerBody, HitBody
from app.assistant import Assistant
from app.errors import AppError, NotReadyError
from app.model import Answer, Limits
from tests.app.rig import MINUTES, Rig
from vectorstore.errors import StoreBusyError, StoreDamagedError

if TYPE_CHECKING:
    import httpx2

QUESTION = "Vad beslutade socialnämnden om trygghetslarm?"


def _problem(response: httpx2.Response, status: int, kind: str) -> dict[str, Any]:
    """Check that an answer is a problem of this kind, in Swedish and without a traceback, and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == problems.MEDIA_TYPE
    told: dict[str, Any] = response.json()
    assert told["type"] == f"urn:kommunsvar:fel:{kind}"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["trace_id"] == response.headers["X-Trace-Id"]
    assert "Traceback" not in response.text
    return told


def test_a_question_is_answered_with_its_source(client: TestClient, served: Rig) -> None:
    response = client.post("/api/ask", json={"question": QUESTION})
    assert response.status_code == 200
    answer = response.json()
    assert set(answer) == set(AnswerBody.model_fields)
    AnswerBody.model_validate(answer)
    assert answer["outcome"] == "answered"
    assert "trygghetslarm" in answer["text"]
    cited = answer["citations"][0]
    assert cited["source"] == "Protokoll på svenska.pdf"
    assert cited["page"] == 1
    text = served.services.index.catalogue.text(cited["document_id"])
    assert text[cited["start"] : cited["end"]] == cited["quote"]
    assert cited["url"] == f"/api/documents/{cited['document_id']}/pages/1.png?start={cited['start']}&end={cited['end']}"
    assert client.get(cited["url"]).headers["X-Marked-Lines"] != "0"


def test_a_source_without_pages_points_at_its_text(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "Vem ska skriva en avvikelse?"}).json()
    cited = answer["citations"][0]
    assert cited["url"].endswith("#quote")
    page = client.get(cited["url"])
    assert '<mark id="quote">' in page.text


def test_filters_narrow_and_access_is_not_the_askers_to_choose(client: TestClient) -> None:
    inside = client.post("/api/ask", json={"question": QUESTION, "filters": {"municipalities": ["Ale"]}})
    assert inside.json()["outcome"] == "answered"
    outside = client.post("/api/ask", json={"question": QUESTION, "filters": {"municipalities": ["Mölndal"]}})
    assert outside.json()["outcome"] == "unsupported"
    assert outside.json()["citations"] == []
    told = _problem(
        client.post("/api/ask", json={"question": QUESTION, "filters": {"access": ["internal"]}}), 422, "felaktiga-varden"
    )
    assert told["errors"] == [{"field": "filters.access", "message": "finns inte; ta bort det"}]


def test_what_is_internal_is_nowhere(client: TestClient, served: Rig) -> None:
    catalogue = served.services.index.catalogue
    hidden = next(key for key, file in catalogue.known_files().items() if key.endswith("hemlig.txt"))
    hidden_id = catalogue.known_files()[hidden].document_id
    assert "Fredrika" in catalogue.text(hidden_id)
    assert "Fredrika" not in client.post("/api/ask", json={"question": "Var bor flodhästen Fredrika?"}).text.replace(
        "Var bor flodhästen Fredrika?", ""
    )
    assert "Storgatan" not in client.get("/api/search", params={"q": "flodhästen Fredrika", "k": 100}).text
    assert hidden_id not in client.get("/api/documents").text
    for path in ("file", "text", "pages/1.png"):
        _problem(client.get(f"/api/documents/{hidden_id}/{path}"), 404, "okand-handling")


def test_search_gives_passages_best_first(client: TestClient) -> None:
    response = client.get("/api/search", params={"q": "avgift trygghetslarm", "k": 3, "municipality": ["Ale", "Mölndal"]})
    hits = response.json()["hits"]
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert 1 <= len(hits) <= 3
    assert set(hits[0]) == set(HitBody.model_fields)
    assert MINUTES[5] in hits[0]["text"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"question": " \n"}, "tom-fraga"),
        ({"question": "?!"}, "tom-fraga"),
        ({"question": "å" * 5_000}, "for-lang-fraga"),
        ({}, "felaktiga-varden"),
        ({"question": 5}, "felaktiga-varden"),
        ({"question": "Vad?", "extra": 1}, "felaktiga-varden"),
        ({"question": "Vad?", "filters": {"years": ["tjugo"]}}, "felaktiga-varden"),
        ({"question": "Vad?", "filters": {"doc_types": ["dikt"]}}, "felaktiga-varden"),
        ({"question": "Vad?", "filters": {"bodies": ["a"] * 101}}, "felaktiga-varden"),
        ([], "felaktiga-varden"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(client: TestClient, body: object, kind: str) -> None:
    told = _problem(client.post("/api/ask", json=body), 422, kind)
    assert ("errors" in told) == (kind == "felaktiga-varden")


def test_what_is_no_json_is_told_so(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    _problem(client.post("/api/ask", content=b'{"question": "V', headers=headers), 422, "felaktiga-varden")
    _problem(
        client.post("/api/ask", content=b'{"question": "Vad?"}', headers={"Content-Type": "text/plain"}), 422, "felaktiga-varden"
    )


def test_a_body_over_the_limit_is_refused_whatever_it_says_of_itself(client: TestClient) -> None:
    large = json.dumps({"question": "a" * border.MAX_API_BYTES}).encode()
    _problem(client.post("/api/ask", content=large, headers={"Content-Type": "application/json"}), 413, "for-stor")

    def in_parts() -> Iterator[bytes]:
        yield from (large[at : at + 1000] for at in range(0, len(large), 1000))

    _problem(client.post("/api/ask", content=in_parts(), headers={"Content-Type": "application/json"}), 413, "for-stor")


@pytest.mark.parametrize("path", ["/api", "/api/nope", "/api/documents/x/annat", "/api/documents/../../etc/passwd"])
def test_an_unknown_address_is_told_so(client: TestClient, path: str) -> None:
    _problem(client.get(path), 404, "finns-inte")


def test_a_method_that_is_not_taken_is_told_so(client: TestClient) -> None:
    response = client.get("/api/ask")
    _problem(response, 405, "fel-metod")
    assert response.headers["Allow"] == "POST"
    _problem(client.delete("/api/documents"), 405, "fel-metod")


@pytest.mark.parametrize("query", ["q=a&k=0", "q=a&k=101", "k=1", "q=a&year=1", "q=a&nope=1", "q=a&doc_type=dikt"])
def test_wrong_parameters_are_told(client: TestClient, query: str) -> None:
    told = _problem(client.get(f"/api/search?{query}"), 422, "felaktiga-varden")
    assert told["errors"][0]["field"].startswith("parametern ")


def test_health_and_readiness(client: TestClient, served: Rig) -> None:
    assert client.get("/api/health").json()["status"] == "ok"
    ready = client.get("/api/ready").json()
    counts = served.services.index.catalogue.counts()
    assert ready == {
        "status": "redo",
        "model": "intfloat/multilingual-e5-small",
        "documents": counts.documents,
        "pages": counts.pages,
        "chunks": counts.chunks,
    }


def test_the_documents_are_listed_without_where_they_lie(client: TestClient, served: Rig) -> None:
    response = client.get("/api/documents")
    names = {one["name"] for one in response.json()["documents"]}
    assert {"Protokoll på svenska.pdf", "rutin.txt", "taxa.html"} <= names
    assert str(served.papers) not in response.text
    assert client.get("/api/documents", params={"municipality": "Mölndal"}).json() == {"documents": []}


def test_every_answer_has_a_trace_and_the_security_headers(client: TestClient) -> None:
    for response in (client.get("/api/health"), client.get("/api/nope"), client.post("/api/ask", content=b"x" * 70_000)):
        assert len(response.headers["X-Trace-Id"]) == 32
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert client.get("/api/health").headers["X-Trace-Id"] != client.get("/api/health").headers["X-Trace-Id"]


class _Failing:
    """An assistant that fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def ask(self, text: str, limits: Limits | None = None, history: Sequence[str] = ()) -> Answer:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (StoreBusyError("Datamappen skrivs.", "Vänta."), 503, "upptagen"),
        (NotReadyError("Inte än."), 503, "inte-redo"),
        (StoreDamagedError("Trasigt: /hemlig/mapp.", "Kör kommunsvar reindex."), 500, "index"),
        (AppError("något"), 500, "internt"),
        (RuntimeError("hemlig detalj"), 500, "internt"),
    ],
)
def test_a_failure_inside_is_a_problem(served: Rig, error: Exception, status: int, kind: str) -> None:
    services = replace(served.services, assistant=cast(Assistant, _Failing(error)))
    client = TestClient(create_app(services, ui=False), raise_server_exceptions=False)
    with capture_logs() as logs:
        response = client.post("/api/ask", json={"question": QUESTION})
    told = _problem(response, status, kind)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert ("Retry-After" in response.headers) == (status == 503)
    assert "hemlig" not in response.text
    assert any(line.get("trace_id") == told["trace_id"] and line["log_level"] == "error" for line in logs)
    assert logs[-1]["event"] in ("request", "unexpected")


def test_no_question_is_written_to_the_log(client: TestClient) -> None:
    secret = "Xyzzy trygghetslarm plugh?"
    stdlib: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: stdlib.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        with capture_logs() as logs:
            client.post("/api/ask", json={"question": secret})
            client.post("/api/ask", json={"question": secret, "filters": {"x": secret}})
            client.post("/api/ask", json={"question": secret * 500})
            client.get("/api/search", params={"q": secret})
            client.get(f"/api/{secret}")
    finally:
        logging.getLogger().removeHandler(handler)
    written = json.dumps(logs, default=str, ensure_ascii=False)
    assert len([line for line in logs if line["event"] == "request"]) == 5
    assert "Xyzzy" not in written
    assert not [line for line in stdlib if "Xyzzy" in line and not line.startswith("HTTP Request")]  # the test's own client


def test_the_api_describes_itself_in_swedish(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["info"]["title"] == "Kommunsvar"
    ask = described["paths"]["/api/ask"]["post"]
    assert ask["summary"] == "Ställ en fråga"
    assert ask["responses"]["422"]["content"][problems.MEDIA_TYPE]["schema"] == {"$ref": "#/components/schemas/ProblemBody"}
    assert "HTTPValidationError" not in json.dumps(described)
    assert "Hur snabbt ska jag skriva en avvikelse?" in json.dumps(described, ensure_ascii=False)
    for routes in described["paths"].values():
        assert all(route["summary"] and route["tags"] for route in routes.values())
    assert "http" not in json.dumps(described["info"])


def test_every_address_is_told_in_the_documentation(client: TestClient) -> None:
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")
    told = re.sub(r"\{\w+\}", "{}", page)
    paths = [re.sub(r"\{\w+\}", "{}", path) for path in client.get("/api/openapi.json").json()["paths"]]
    assert len(paths) > 15
    assert [path for path in paths if not re.search(rf"{re.escape(path)}(?![\w/.])", told)] == []
    assert "/api/search?q=" in page
    assert "`files`" in page
