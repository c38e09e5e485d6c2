"""What surrounds Gradio: its page in Swedish without a word to other hosts, a strict content policy, and no other doors.

Gradio serves more than the page needs (uploads, a proxy, its own API): only what is listed here is let through.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import problems
from app.api.headers import is_api

_ALLOWED = {
    "GET": re.compile(r"/(?:config|theme\.css|assets/.*|static/.*|gradio_api/(?:queue/data|heartbeat/\w+|startup-events))?"),
    "POST": re.compile(r"/gradio_api/(?:queue/join|cancel|reset|upload)"),
    "HEAD": re.compile(r"/"),
}
_SHARING = re.compile(r"""<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*""")
_EXAMPLE = re.compile(r"https://github\.com/gradio-app/[^\"'\s]*")  # Gradio's own example of a file, in the page's settings
_MANIFEST = re.compile(r"""<link rel="manifest"[^>]*>\s*""")
_HTML_TAG = re.compile(r"""(<html\b[^>]*?\blang=")[a-z-]*(")""")
_SCRIPT_TAG = re.compile(r"<script(?=[\s>])")
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' "
    "fill='%230b4f6c'/%3E%3Cpath d='M8 9h16M8 15h10' stroke='white' stroke-width='3' stroke-linecap='round'/%3E"
    "%3Cpath d='M8 22h12' stroke='%23ffe666' stroke-width='5' stroke-linecap='round'/%3E%3C/svg%3E"
)
_HEAD = (
    "<title>Kommunsvar</title>"
    '<meta name="description" content="Svar ur kommunens egna handlingar, med källa för varje påstående.">'
    f'<link rel="icon" href="{_ICON}">'
)
_NO_SCRIPT = (
    "<noscript>Kommunsvar behöver JavaScript. Slå på det i webbläsaren, eller fråga genom API:et (/api/openapi.json).</noscript>"
)
_BODY_TAG = re.compile(r"<body\b[^>]*>")
_OWN_SCRIPTS = ("page.js", "chat.js", "viewer.js", "tables.js", "documents.js")


class Shell:
    """ASGI middleware around the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._script = "\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in _OWN_SCRIPTS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that there is nothing there."""
        if scope["type"] != "http" or is_api(scope["path"]):
            await self._app(scope, receive, send)
            return
        allowed = _ALLOWED.get(scope["method"])
        if allowed is None or not allowed.fullmatch(scope["path"]):
            trace_id = scope.get("state", {}).get("trace_id", "")
            await problems.respond(problems.of_status(404), trace_id)(scope, receive, send)
        elif scope["path"] == "/" and scope["method"] == "GET":
            await self._app(_plain(scope), receive, _Rewriter(send, self._script).send)
        else:
            await self._app(scope, receive, send)


class _Rewriter:
    """Gathers the page as Gradio makes it, and sends it as it is to be."""

    def __init__(self, send: Send, script: str) -> None:
        self._send = send
        self._script = script
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        """Take a part of the page; send it all with the last."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        nonce = secrets.token_urlsafe(16)
        headers = MutableHeaders(scope=self._start)
        if headers.get("content-type", "").startswith("text/html"):
            self._body = rewritten(self._body.decode("utf-8"), self._script, nonce).encode()
            headers["Content-Length"] = str(len(self._body))
            headers["Content-Security-Policy"] = policy(nonce)
            headers["Cache-Control"] = "no-store"
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def rewritten(page: str, script: str, nonce: str) -> str:
    """Return Gradio's page in Swedish, with our script first and nothing that points at other hosts.

    Args:
        page: as Gradio makes it.
        script: ours.
        nonce: what each script of the page shows to be let run.
    """
    page = _EXAMPLE.sub("", _MANIFEST.sub("", _SHARING.sub("", page)))
    page = _HTML_TAG.sub(r"\g<1>sv\g<2>", page, count=1)
    page = page.replace("<head>", f"<head>{_HEAD}<script>{script}</script>", 1)
    page = _BODY_TAG.sub(lambda tag: f"{tag[0]}{_NO_SCRIPT}", page, count=1)
    return _SCRIPT_TAG.sub(f'<script nonce="{nonce}"', page)


def policy(nonce: str) -> str:
    """Return the content security policy: nothing from other hosts, no script that is not the page's own."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


def _plain(scope: Scope) -> Scope:
    """Return the request as one that asks for an uncompressed page."""
    kept = [(name, value) for name, value in Headers(scope=scope).raw if name != b"accept-encoding"]
    return {**scope, "headers": kept}
