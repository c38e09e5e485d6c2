"""The server as a process, spoken to over HTTP."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import DEMO_PAPERS, Kommunsvar, Server, start

pytestmark = pytest.mark.real

QUESTION = "Vem ska skriva en avvikelse i Ale?"


def test_it_says_where_it_answers_and_answers_there(server: Server) -> None:
    assert server.told.startswith(f"Kommunsvar svarar på {server.address}")
    ready = httpx.get(f"{server.address}/api/ready").json()
    assert (ready["status"], ready["documents"]) == ("redo", 4 + len(DEMO_PAPERS))
    answer = httpx.post(f"{server.address}/api/ask", json={"question": QUESTION}).json()
    assert answer["outcome"] == "answered"
    cited = answer["citations"][0]
    assert cited["quote"] in httpx.get(f"{server.address}{cited['url']}").text.replace('<mark id="quote">', "")


def test_it_binds_to_this_machine_only(server: Server) -> None:
    listening = {line.split()[1] for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:] if line.split()[3] == "0A"}
    port = f"{int(server.address.rsplit(':', 1)[1]):04X}"
    assert [address for address in listening if address.endswith(f":{port}")] == [f"0100007F:{port}"]


def test_a_very_long_question_in_an_address_is_refused_in_swedish(server: Server) -> None:
    connection = HTTPConnection(server.address.removeprefix("http://"), timeout=30)  # httpx sends no address this long
    connection.request("GET", f"/api/search?q={'%C3%A5' * 20_000}")
    response = connection.getresponse()
    assert response.status == 422
    assert json.load(response)["title"] == "Frågan är för lång"
    connection.close()


def test_a_port_that_is_taken_is_told_in_a_line(server: Server, kommunsvar: Kommunsvar) -> None:
    port = server.address.rsplit(":", 1)[1]
    done = kommunsvar.run("serve", "--port", port)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip().count("\n") == 0
    assert done.stderr.startswith(f"Fel: Port {port} är upptagen")


def test_an_address_that_is_not_here_is_told_in_a_line(kommunsvar: Kommunsvar) -> None:
    done = kommunsvar.run("serve", "--host", "192.0.2.1", "--port", "0")
    assert (done.returncode, done.stderr.strip().count("\n")) == (1, 0)
    assert done.stderr.startswith("Fel: Adressen 192.0.2.1 finns inte")


def test_what_is_taken_in_while_it_runs_is_answered_and_what_is_deleted_is_not(
    server: Server, kommunsvar: Kommunsvar, tmp_path: Path
) -> None:
    question = {"question": "Vem sköter kommunens igelkottar?"}
    paper = tmp_path / "igelkottar.txt"
    paper.write_text("Rutin för igelkottar\n\nKommunens igelkottar sköts av parkingenjören, som matar dem varje kväll.\n", "utf-8")
    assert kommunsvar.run("ingest", str(paper), "--municipality", "Ale").returncode == 0
    answer = httpx.post(f"{server.address}/api/ask", json=question).json()
    assert "parkingenjören" in answer["text"]
    url = f"{server.address}{answer['citations'][0]['url']}"
    assert httpx.get(url).status_code == 200
    assert kommunsvar.run("delete", "igelkottar.txt", "--yes").returncode == 0
    assert "parkingenjören" not in httpx.post(f"{server.address}/api/ask", json=question).text
    assert httpx.get(url).json()["type"] == "urn:kommunsvar:fel:okand-handling"


def test_it_stops_in_peace_and_its_log_holds_no_question(kommunsvar: Kommunsvar, tmp_path: Path) -> None:
    running = start(kommunsvar, tmp_path)
    secret = "Xyzzy: vem ska skriva en avvikelse?"
    httpx.post(f"{running.address}/api/ask", json={"question": secret})
    httpx.get(f"{running.address}/api/search", params={"q": secret})
    httpx.get(f"{running.address}/{secret}")
    assert running.stop() == 0
    lines = running.errors.read_text("utf-8").splitlines()
    assert lines[-1] == "Kommunsvar är avslutat."
    events = [json.loads(line) for line in lines[:-1]]
    assert [event["event"] for event in events] == ["asked", "request", "request"]
    assert "Xyzzy" not in running.errors.read_text("utf-8")
