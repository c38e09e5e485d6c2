"""Who may come in: password, proxy, other sites, too many requests."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from app.api.gate import from_elsewhere, networks
from app.api.main import create_app
from app.api.rate import RateLimit
from app.api.sign_in import COOKIE, Sessions
from app.errors import SettingsError
from app.settings import ServerSettings, Settings
from tests.app.rig import Rig

PASSWORD = "grönskande kulle"
QUESTION = {"question": "Vem ska skriva en avvikelse?"}


def _client(served: Rig, *, ui: bool = False, peer: str = "testclient", **given: object) -> TestClient:
    settings: Settings = served.services.settings.model_copy(update=given)
    app = create_app(replace(served.services, settings=settings), ui=ui)
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False, client=(peer, 1234))


def test_without_a_password_nobody_is_asked(served: Rig) -> None:
    client = _client(served)
    assert client.get("/api/documents").status_code == 200
    assert client.get("/logga-in").status_code == 303


def test_with_a_password_the_api_asks_for_it(served: Rig) -> None:
    client = _client(served, password=PASSWORD)
    for path in ("/api/documents", "/api/openapi.json", "/metrics", "/v1/models", "/api/nope"):
        refused = client.get(path)
        assert refused.status_code == 401, path
        assert refused.json()["type"] == "urn:kommunsvar:fel:logga-in"
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert client.get("/api/health").status_code == 200
    wrong = [f"Bearer {PASSWORD}x", "Bearer", "Basic !!!", "Basic " + base64.b64encode(b"a:b").decode(), "Digest x"]
    assert {client.get("/api/documents", headers={b"Authorization": one.encode()}).status_code for one in wrong} == {401}
    right = [f"Bearer {PASSWORD}".encode(), b"Basic " + base64.b64encode(f"anna:{PASSWORD}".encode())]
    for header in right:
        assert client.get("/api/documents", headers={b"Authorization": header}).status_code == 200


def test_the_page_has_a_sign_in(served: Rig) -> None:
    client = _client(served, ui=True, password=PASSWORD)
    sent = client.get("/")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/logga-in")
    form = client.get("/logga-in")
    assert '<html lang="sv">' in form.text
    assert '<label for="losenord">' in form.text
    assert "script" not in form.headers["Content-Security-Policy"]
    wrong = client.post("/logga-in", data={"password": "fel"})
    assert wrong.status_code == 401
    assert "Lösenordet stämmer inte" in wrong.text
    assert client.get("/").status_code == 303
    right = client.post("/logga-in", data={"password": PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (303, "/")
    assert "HttpOnly" in right.headers["Set-Cookie"]
    assert "SameSite=Lax" in right.headers["Set-Cookie"]
    assert client.get("/").status_code == 200
    assert client.get("/api/documents").status_code == 200
    assert client.post("/gradio_api/queue/join", json={}).status_code != 401
    client.cookies.clear()
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401


def test_passwords_cannot_be_tried_without_end(served: Rig) -> None:
    client = _client(served, password=PASSWORD)
    answers = [client.post("/logga-in", data={"password": str(n)}).status_code for n in range(25)]
    assert set(answers) == {401, 429}


def test_a_cookie_cannot_be_made_or_mended() -> None:
    sessions = Sessions(PASSWORD)
    value = sessions.cookie(secure=True).split(";")[0].removeprefix(f"{COOKIE}=")
    assert sessions.holds(value)
    until, seal = value.split(".")
    for made in ("", "x", f"{int(until) + 1}.{seal}", f"{until}.", f"1.{seal}", f"{until}.å", "²." + seal, "9" * 5000 + "." + seal):
        assert not sessions.holds(made)
    assert not Sessions(PASSWORD).holds(value)
    assert not Sessions("").is_password("")


def test_a_proxys_word_counts_from_its_own_address_alone(served: Rig) -> None:
    server = ServerSettings(user_header="X-Remote-User", proxies="10.1.0.0/16, ::1")
    anna = {"X-Remote-User": "anna"}
    assert _client(served, server=server, peer="10.1.2.3").get("/api/documents", headers=anna).status_code == 200
    assert _client(served, server=server, peer="10.1.2.3").get("/api/documents").status_code == 401
    assert _client(served, server=server, peer="10.2.2.3").get("/api/documents", headers=anna).status_code == 401
    told = _client(served, ui=True, server=server, peer="10.2.2.3").get("/logga-in").text
    assert "kommunens inloggning" in told
    with pytest.raises(SettingsError, match="PROXIES"):
        _client(served, server=ServerSettings(user_header="X-User"))
    with pytest.raises(SettingsError, match="ingen adress"):
        networks("10.0.0.0/33")


def test_another_site_changes_nothing(served: Rig) -> None:
    client = _client(served)
    elsewhere = (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://ond.example"},
        {"Origin": "null"},
    )
    for headers in elsewhere:
        refused = client.post("/api/ask", json=QUESTION, headers=headers)
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:kommunsvar:fel:annan-webbplats")
        assert client.delete("/api/documents/x", headers=headers).status_code == 403
        assert client.get("/api/documents", headers=headers).status_code == 200
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}):
        assert client.post("/api/ask", json=QUESTION, headers=headers).status_code == 200
    assert not from_elsewhere(Headers({"origin": "https://KOMMUN.example:8443", "host": "kommun.example:8443"}))


def test_an_address_has_a_share_of_requests(served: Rig) -> None:
    client = _client(served, server=ServerSettings(requests_per_minute=3))
    answers = [client.get("/api/search", params={"q": "avvikelse"}) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].json()["type"] == "urn:kommunsvar:fel:for-manga"
    assert int(answers[3].headers["Retry-After"]) > 0


def test_the_share_fills_again_and_is_each_ones_own() -> None:
    now = [0.0]
    limit = RateLimit(2, lambda: now[0])
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 30]
    assert limit.wait("b") == 0
    now[0] = 30.0
    assert [limit.wait("a"), limit.wait("a")] == [0, 30]
    assert [RateLimit(0).wait("a") for _ in range(9)] == [0] * 9


def test_behind_a_proxy_the_share_is_the_users(served: Rig) -> None:
    server = ServerSettings(requests_per_minute=1, proxies="10.0.0.1")
    client = _client(served, server=server, peer="10.0.0.1")
    ask = [client.get("/api/health", headers={"X-Forwarded-For": f"1.1.1.1, {n}.2.2.2"}).status_code for n in (1, 2, 1)]
    assert ask == [200, 200, 429]
    client = _client(served, server=server, peer="10.0.0.2")
    assert [client.get("/api/health", headers={"X-Forwarded-For": f"{n}.2.2.2"}).status_code for n in (1, 2)] == [200, 429]
