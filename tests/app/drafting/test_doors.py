"""Drafts at the doors: the command line, the API, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from app.api.main import create_app
from app.bootstrap import Services
from app.cli import draft as _draft  # noqa: F401 - registers the command
from app.cli import keep as _keep  # noqa: F401 - a second one: one alone would need no name
from app.cli.main import app
from app.drafting.errors import UnknownDraftError
from app.drafting.layout import FOLDER
from tests.app.drafting.papers import MOTION, ROUTINE


@pytest.fixture(scope="module")
def client(tunadal: Services) -> Iterator[TestClient]:
    with TestClient(create_app(tunadal, ui=False), raise_server_exceptions=False) as given:
        yield given


def test_text_to_draft_to_word(client: TestClient, tunadal: Services) -> None:
    made = client.post("/api/drafts", json={"text": MOTION, "template": "ale"})
    assert made.status_code == 201
    values = made.json()
    assert values["template"] == "ale"
    assert len(values["motion"]["demands"]) == 3
    word = client.get(f"/api/drafts/{values['trace_id']}.docx")
    assert word.status_code == 200
    assert word.headers["content-type"].startswith("application/vnd.openxmlformats")
    assert Document(BytesIO(word.content)).paragraphs[0].text == values["title"]
    kept = tunadal.settings.data / "drafts"
    assert {path.suffix for path in kept.glob(f"{values['trace_id']}.*")} == {".docx", ".md", ".json"}
    assert tunadal.drafts.json_of(values["trace_id"])["title"] == values["title"]


def test_a_file_is_taken_too(client: TestClient) -> None:
    made = client.post("/api/drafts", files={"file": ("motion.txt", MOTION.encode(), "text/plain")}, data={"template": "generic"})
    assert made.status_code == 201, made.text
    assert made.json()["motion"]["party"] == "TL"


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({}, 422, "Ange motionen"),
        ({"text": ROUTINE}, 422, "ser inte ut att vara en motion"),
        ({"text": MOTION, "template": "finnsinte"}, 422, "finns inte"),
        ({"document_id": "finnsinte"}, 404, "Ingen handling"),
        ({"text": MOTION, "okänd": 1}, 422, "ta bort det"),
        ([1], 422, "JSON-objekt"),
    ],
)
def test_bad_requests_are_told(client: TestClient, body: object, status: int, told: str) -> None:
    answer = client.post("/api/drafts", json=body)
    assert answer.status_code == status
    assert told in answer.json()["detail"]


def test_unknown_drafts(client: TestClient, tunadal: Services) -> None:
    assert client.get(f"/api/drafts/{'0' * 32}.docx").status_code == 404
    for name in ("..", "../../catalogue", "x" * 32):
        with pytest.raises(UnknownDraftError):
            tunadal.drafts.kept(name)


def test_the_command_line(tunadal: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr("app.bootstrap.services", lambda _settings, make: nullcontext(tunadal))
    motion = tmp_path / "motion.txt"
    motion.write_text(MOTION, "utf-8")
    shown = CliRunner().invoke(app, ["draft", str(motion), "--json"])
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.stdout)["motion"]["signers"] == ["Ada Lind", "Bo Falk"]
    target = tmp_path / "svar.docx"
    written = CliRunner().invoke(app, ["draft", str(motion), "--template", "alingsas", "--out", str(target)])
    assert written.exit_code == 0, written.output
    assert any(one.text == "Ärendebeskrivning" for one in Document(str(target)).paragraphs)
    (tmp_path / "tom.txt").write_text("")
    (tmp_path / "gammal.doc").write_text("x")
    (tmp_path / "trasig.pdf").write_text("%PDF-1.4 x")
    for name, told in (("tom.txt", "tom fil"), ("gammal.doc", "spara som .docx"), ("trasig.pdf", "trasig"), ("", "är en mapp")):
        refused = CliRunner().invoke(app, ["draft", str(tmp_path / name)])
        assert refused.exit_code == 1
        assert refused.stderr.startswith(f"Fel: {tmp_path / name} ")
        assert told in refused.stderr
    for wrong in (["draft", "finnsinte.txt"], ["draft", str(motion), "--template", "x"]):
        refused = CliRunner().invoke(app, wrong)
        assert refused.exit_code == 1
        assert refused.stderr.startswith("Fel: ")
        assert len(refused.stderr.strip().splitlines()) == 1
    assert CliRunner().invoke(app, ["draft", str(motion), "--out", "svar.odt"]).exit_code == 2


def test_the_templates_are_packaged() -> None:
    assert {path.suffix for path in FOLDER.iterdir()} >= {".toml", ".docx"}
