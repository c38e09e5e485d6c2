"""Papers put in over HTTP: taken in by the real intake, followed as a job, deleted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.main import create_app
from app.api.uploads import safe_name
from app.errors import UploadError
from app.keeping.feedback import Feedback
from app.settings import LimitSettings
from tests.app.rig import EVIL_NAME, SECRET, Rig, rig

BADGERS = "Rutin för grävlingar\n\nGrävlingar räknas av parkingenjören varje höst.\n"
QUESTION = {"question": "Vem räknar grävlingar?"}
WAIT = 60.0  # seconds, on a busy machine


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Rig]:
    """Stores of this module's own."""
    with rig(tmp_path_factory.mktemp("uploads"), model_folder) as made:
        yield made


@pytest.fixture(scope="module")
def client(kept: Rig) -> Iterator[TestClient]:
    with TestClient(create_app(kept.services, ui=False), raise_server_exceptions=False) as given:
        yield given


def put(client: TestClient, *files: tuple[str, bytes | str], **stated: str) -> dict[str, Any]:
    response = client.post("/api/documents", files=[("files", file) for file in files], data=stated)
    assert response.status_code == 202, response.text
    assert response.headers["Location"] == f"/api/jobs/{response.json()['id']}"
    return settled(client, response.json()["id"])


def settled(client: TestClient, job: str) -> dict[str, Any]:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        told: dict[str, Any] = client.get(f"/api/jobs/{job}").json()
        if told["state"] != "working":
            return told
        time.sleep(0.05)
    raise AssertionError(told)


def files_of(rigged: Rig) -> list[str]:
    folder = rigged.services.settings.data / "uploads"
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != "stated.json")


def test_a_paper_is_put_in_asked_about_and_taken_out(client: TestClient, kept: Rig) -> None:
    job = put(client, ("grävlingar.txt", BADGERS), municipality="Ale", body="Tekniska nämnden", day="2026-03-17")
    (file,) = job["files"]
    assert (job["state"], file["state"], file["message"]) == ("done", "done", "")
    answer = client.post("/api/ask", json=QUESTION).json()
    assert "parkingenjören" in answer["text"]
    cited = answer["citations"][0]
    assert (cited["document_id"], cited["body"], cited["date"]) == (file["document_id"], "tekniska nämnden", "2026-03-17")
    assert client.get(f"/api/documents/{file['document_id']}/file").content == BADGERS.encode()
    assert client.delete(f"/api/documents/{file['document_id']}").status_code == 204
    assert "parkingenjören" not in client.post("/api/ask", json=QUESTION).text
    gone = client.get(cited["url"])
    assert (gone.status_code, gone.json()["type"]) == (404, "urn:kommunsvar:fel:okand-handling")
    assert client.delete(f"/api/documents/{file['document_id']}").status_code == 404
    assert files_of(kept) == []


def test_many_at_once_each_with_its_own_end(client: TestClient) -> None:
    many = [(f"{n}.txt", f"Rutin {n}\n\nRutin nummer {n} gäller ekorrar i trakten.\n") for n in range(38)]
    job = put(client, *many, ("trasig.pdf", b"%PDF-1.4 inget mer"), ("samma.txt", many[0][1]))
    states = [file["state"] for file in job["files"]]
    assert states == ["done"] * 38 + ["failed", "duplicate"]
    assert job["files"][38]["message"]
    assert job["files"][39]["document_id"] == job["files"][0]["document_id"]
    assert "0.txt" in job["files"][39]["message"]


def test_the_same_file_twice_is_told_and_not_kept_twice(client: TestClient, kept: Rig) -> None:
    first = put(client, ("igelkott.md", "# Igelkottar\n\nIgelkottar övervintrar i komposten.\n"))
    before = kept.services.index.catalogue.counts().documents
    again = put(client, ("igelkott.md", "# Igelkottar\n\nIgelkottar övervintrar i komposten.\n"))
    assert again["files"][0]["state"] == "duplicate"
    assert "finns redan" in again["files"][0]["message"]
    assert again["files"][0]["document_id"] == first["files"][0]["document_id"]
    assert kept.services.index.catalogue.counts().documents == before


def test_a_paper_is_replaced_when_the_new_one_is_in(client: TestClient) -> None:
    old = put(client, ("taxa.txt", "Taxa\n\nAvgiften för bryggor är 100 kronor om året.\n"))["files"][0]["document_id"]
    bad = put(client, ("taxa.pdf", b"%PDF-1.7 trasig"), replaces=old)
    assert bad["state"] == "failed"
    ask = {"question": "Vad är avgiften för bryggor?"}
    assert "100 kronor" in client.post("/api/ask", json=ask).json()["text"]
    same_name = put(client, ("taxa.txt", "Taxa\n\nAvgiften för bryggor är 150 kronor om året.\n"))["files"][0]
    assert "samma filnamn" in same_name["message"]
    assert client.delete(f"/api/documents/{same_name['document_id']}").status_code == 204
    new = put(client, ("ny taxa.txt", "Taxa\n\nAvgiften för bryggor är 200 kronor om året.\n"), replaces=old)
    assert new["state"] == "done"
    assert "200 kronor" in client.post("/api/ask", json=ask).json()["text"]
    assert client.get(f"/api/documents/{old}/text").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bilder.zip", b"PK\x03\x04", "packa upp"),
        ("program.exe", b"MZ", "går inte att läsa in"),
        ("tom.txt", b"", "tom"),
        ("..", b"x", "namn"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(client: TestClient, kept: Rig, name: str, content: bytes, told: str) -> None:
    before = files_of(kept)
    response = client.post("/api/documents", files=[("files", ("bra.txt", b"bra")), ("files", (name, content))])
    assert response.status_code == 422
    assert told in response.json()["detail"]
    assert files_of(kept) == before


def test_an_upload_over_the_limit_is_stopped_on_its_way(kept: Rig) -> None:
    settings = kept.services.settings.model_copy(update={"limits": LimitSettings(max_file_mb=1)})
    from dataclasses import replace

    client = TestClient(create_app(replace(kept.services, settings=settings), ui=False), raise_server_exceptions=False)
    before = files_of(kept)
    assert client.post("/api/documents", files=[("files", ("stor.txt", b"a" * 2_100_000))]).status_code == 413
    sent = []

    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="stor.txt"\r\n\r\n'
        for _ in range(200):
            sent.append(1)
            yield b"a" * 100_000

    unsaid = client.post("/api/documents", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert unsaid.status_code == 413
    just_over = client.post("/api/documents", files=[("files", ("stor.txt", b"a" * 1_400_000))])
    assert (just_over.status_code, just_over.json()["type"]) == (422, "urn:kommunsvar:fel:fil")
    assert files_of(kept) == before


def test_markup_in_a_name_is_kept_out_of_it(client: TestClient) -> None:
    assert safe_name(EVIL_NAME) == "img src=x onerror=alert(1)_.txt"
    assert safe_name("C:\\hemligt\\..\\a/b/Fo\u0308r.pdf") == "För.pdf"
    assert safe_name("/etc/passwd") == "passwd"
    assert len(safe_name("å" * 400 + ".pdf")) <= 150
    for empty in ("", "...", "/", "stated.json"):
        with pytest.raises(UploadError):
            safe_name(empty)
    job = put(client, ('<script>alert("x")</script>.txt', "Rutin för sorkar\n\nSorkar ska lämnas i fred.\n"))
    assert "<" not in job["files"][0]["name"]


def test_what_is_not_public_cannot_be_replaced_or_deleted(client: TestClient, kept: Rig) -> None:
    from vectorstore.catalogue.model import EVERYTHING

    secret = next(one for one in kept.services.index.catalogue.documents(EVERYTHING) if one.name == "hemlig.txt")
    assert client.delete(f"/api/documents/{secret.id}").status_code == 404
    refused = client.post("/api/documents", files=[("files", ("a.txt", b"a"))], data={"replaces": secret.id})
    assert refused.status_code == 404
    assert SECRET[:20] in kept.services.index.catalogue.text(secret.id)


def test_jobs_that_are_not_there(client: TestClient) -> None:
    assert client.get("/api/jobs/x").json()["type"] == "urn:kommunsvar:fel:okand-inlasning"


def test_what_waited_when_the_server_stopped_is_taken_in_at_its_next_start(tmp_path: Path, model_folder: Path) -> None:
    with rig(tmp_path, model_folder) as made:
        folder = made.services.settings.data / "uploads" / "abc"
        (folder / "000").mkdir(parents=True)
        (folder / "000" / "lodjur.txt").write_text("Rutin för lodjur\n\nLodjur räknas av länsstyrelsen.\n", "utf-8")
        stated = {"municipality": "Ale", "body": "", "day": "", "access": "public", "replaces": ""}
        (folder / "stated.json").write_text(json.dumps(stated), "utf-8")
        with TestClient(create_app(made.services, ui=False)) as started:
            assert settled(started, "abc")["state"] == "done"
        with TestClient(create_app(made.services, ui=False)) as started:
            assert started.get("/api/jobs/abc").status_code == 404


def test_feedback_is_kept_without_identity_numbers(client: TestClient, kept: Rig) -> None:
    said = {
        "trace_id": "t1",
        "question": "Vad fick 19121212-1212 i bidrag?",
        "verdict": "wrong",
        "comment": "Det gällde 121212-1212.",
        "outcome": "answered",
        "citations": [{"document_id": "a1234567890b", "start": 1, "end": 9}],
    }
    assert client.post("/api/feedback", json=said).status_code == 204
    assert client.post("/api/feedback", json={"question": "x", "verdict": "kanske"}).status_code == 422
    line = json.loads((kept.services.settings.data / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert line["at"]
    assert (line["question"], line["comment"]) == ("Vad fick [personnummer] i bidrag?", "Det gällde [personnummer].")
    assert line["citations"] == said["citations"]
    assert Feedback(kept.services.settings.data)


def test_the_metrics_count_and_hold_no_question(client: TestClient) -> None:
    client.post("/api/ask", json={"question": "Xyzzy grävling?"})
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    assert 'kommunsvar_requests_total{method="POST",route="/api/ask",status="200"}' in told.text
    assert "kommunsvar_documents " in told.text
    assert "Xyzzy" not in told.text
