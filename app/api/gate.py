"""Who may come in: a limit on requests, no changes asked for by other sites, and the password or the proxy's word."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api import problems, sign_in
from app.api.headers import API, is_api
from app.api.rate import RateLimit
from app.errors import SettingsError
from app.settings import Settings

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = frozenset({f"{API}health", f"{API}ready", sign_in.PATH})  # what a watchman and a visitor need before anything else
_COUNTED = ("/gradio_api/queue/join", sign_in.PATH)  # of the page; its pictures and scripts cost nothing
_TRIES = 20  # passwords from one address a minute
_MOST_FORM = 4_000  # bytes: a password and its name

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Gate:
    """ASGI middleware, inside `app.api.border`."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Take the settings, which `proxies` has found good."""
        self._app = app
        self._header = settings.server.user_header
        self._proxies = proxies(settings)
        self._password = settings.password
        self._sessions = sign_in.Sessions(settings.password)
        self._rate = RateLimit(settings.server.requests_per_minute)
        self._tries = RateLimit(_TRIES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is None and scope["path"] == sign_in.PATH:
            refused = await self._sign_in(scope, receive)
        await (refused or self._app)(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), scope["path"]
        trace_id = scope.get("state", {}).get("trace_id", "")
        if is_api(path) or path in _COUNTED:
            wait = self._rate.wait(self._address(scope, headers))
            if wait:
                return problems.respond(problems.too_many(wait), trace_id)
        if scope["method"] not in _SAFE and from_elsewhere(headers):
            return problems.respond(problems.of_status(403), trace_id)
        if path in _OPEN or self._known(scope, headers):
            return None
        if is_api(path) or path.startswith("/gradio_api/"):
            response = problems.respond(problems.of_status(401), trace_id)
            response.headers["WWW-Authenticate"] = (
                'Bearer realm="Kommunsvar"'  # not Basic: the page's own calls would bring up a box
            )
            return response
        if scope["method"] in _SAFE and not path.startswith(("/assets/", "/static/")):
            return RedirectResponse(sign_in.PATH, 303)
        return problems.respond(problems.of_status(401), trace_id)

    def _known(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether the one who asks may: nobody has to be known where neither password nor proxy is set."""
        if not self._password and not self._header:
            return True
        if self._header and headers.get(self._header, "").strip() and self._from_proxy(scope):
            return True
        if not self._password:
            return False
        if self._sessions.holds(_cookie(headers)):
            return True
        return self._sessions.is_password(_credential(headers.get("authorization", "")))

    def _from_proxy(self, scope: Scope) -> bool:
        peer = _ip((scope.get("client") or ("",))[0])
        return peer is not None and any(peer in network for network in self._proxies)

    def _address(self, scope: Scope, headers: Headers) -> str:
        """Return whose requests are counted: the proxy's user, or who connects."""
        forwarded = headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip()
        if forwarded and self._from_proxy(scope):
            return forwarded[:64]
        return str((scope.get("client") or ("",))[0])

    async def _sign_in(self, scope: Scope, receive: Receive) -> Response:
        headers = Headers(scope=scope)
        policy = {"Content-Security-Policy": sign_in.policy(), "Cache-Control": "no-store"}
        if scope["method"] in _SAFE or not self._password:
            if self._known(scope, headers):
                return RedirectResponse("/", 303)
            return HTMLResponse(sign_in.page(asks=bool(self._password)), headers=policy)
        if self._tries.wait(self._address(scope, headers)):
            told = "För många försök. Vänta en minut."
            return HTMLResponse(sign_in.page(told), 429, headers=policy)
        form = parse_qs((await _body(receive)).decode("utf-8", "replace"))
        if not self._sessions.is_password(form.get("password", [""])[0]):
            return HTMLResponse(sign_in.page("Lösenordet stämmer inte."), 401, headers=policy)
        response = RedirectResponse("/", 303)
        response.headers["Set-Cookie"] = self._sessions.cookie(scope.get("scheme") == "https")
        return response


def proxies(settings: Settings) -> tuple[Network, ...]:
    """Return the networks whose word on who has signed in counts.

    Raises:
        SettingsError: they are no addresses, or a header is to be trusted from nobody.
    """
    found = networks(settings.server.proxies)
    if settings.server.user_header and not found:
        raise SettingsError("KOMMUNSVAR_SERVER_USER_HEADER kräver KOMMUNSVAR_SERVER_PROXIES: proxyns adress.")
    return found


def networks(told: str) -> tuple[Network, ...]:
    """Return the networks of a list parted by commas.

    Raises:
        SettingsError: one of them is no address and no network.
    """
    found: list[Network] = []
    for part in filter(None, (part.strip() for part in told.split(","))):
        try:
            found.append(ipaddress.ip_network(part, strict=False))
        except ValueError as error:
            raise SettingsError(f"KOMMUNSVAR_SERVER_PROXIES: {part} är ingen adress och inget nät.") from error
    return tuple(found)


def from_elsewhere(headers: Headers) -> bool:
    """Tell whether a browser says that another site's page made the request. Programs say nothing, and may."""
    told = headers.get("sec-fetch-site", "")
    if told:
        return told not in ("same-origin", "none")
    origin = headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(sign_in.COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _credential(header: str) -> str:
    """Return the password of an Authorization header: of Basic, whatever the name, or the token of Bearer."""
    kind, _, value = header.partition(" ")
    if kind.lower() == "bearer":
        return value.strip().encode("latin-1", "replace").decode("utf-8", "replace")
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


async def _body(receive: Receive) -> bytes:
    body = b""
    while len(body) <= _MOST_FORM:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    return body[:_MOST_FORM]
