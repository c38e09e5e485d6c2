"""What every request passes: a trace id, a limit on its size, security headers on its answer, and a line in the log."""

from __future__ import annotations

import time
import uuid

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import problems
from app.api.headers import add_headers, is_api
from app.api.metrics import DURATION, REQUESTS

MAX_API_BYTES = 64_000  # the longest question allowed, in any alphabet and escaping, with all its filters
MAX_UI_BYTES = 1_000_000  # the page's own messages
MAX_PAPER_BYTES = 25_000_000  # a motion, or another paper that is looked at and not kept
_PAPER_PATHS = frozenset({"/api/drafts", "/gradio_api/upload"})
_CHAT_PATH = "/v1/chat/completions"  # a client sends the whole conversation, answers and all
_KEPT_PATH = "/api/documents"
_AROUND_FILES = 1_000_000  # bytes of a request that are not its files' own

_log = structlog.get_logger(__name__)


class Border:
    """ASGI middleware, the outermost of ours."""

    def __init__(self, app: ASGIApp, most_kept: int = MAX_PAPER_BYTES) -> None:
        """Take how many bytes of papers may be put in with one request."""
        self._app = app
        self._most_kept = most_kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        passage = _Passage(scope, send)
        limit = self._limit(scope["path"])
        try:
            if _declared(scope) > limit:
                response = problems.respond(problems.of_status(413), passage.trace_id)
                await response(scope, receive, passage.send)
            else:
                await self._app(scope, _limited(receive, limit), passage.send)
        finally:
            passage.log()

    def _limit(self, path: str) -> int:
        if path == _KEPT_PATH:
            return self._most_kept + _AROUND_FILES
        if path in _PAPER_PATHS:
            return MAX_PAPER_BYTES + _AROUND_FILES
        if path == _CHAT_PATH:
            return MAX_UI_BYTES
        return MAX_API_BYTES if is_api(path) else MAX_UI_BYTES


class _Passage:
    """One request on its way."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._started = time.perf_counter()
        self._status = 500  # until something is sent: an error nobody foresaw goes past this
        self.is_api = is_api(scope["path"])
        self.trace_id = uuid.uuid4().hex
        scope.setdefault("state", {})["trace_id"] = self.trace_id

    async def send(self, message: Message) -> None:
        """Send a part of the answer, its first with our headers."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            add_headers(MutableHeaders(scope=message), self.trace_id, self.is_api)
        await self._send(message)

    def log(self) -> None:
        """Write the request down, by its route: an address may hold a question."""
        if self.is_api:
            route = getattr(self._scope.get("route"), "path", "")
            seconds = time.perf_counter() - self._started
            took = round(seconds * 1000, 1)
            method, status = self._scope["method"], self._status
            REQUESTS.labels(method, route, status).inc()
            DURATION.labels(route).observe(seconds)
            _log.info("request", method=method, route=route, status=status, ms=took, trace_id=self.trace_id)


def _declared(scope: Scope) -> int:
    """Return the size the request says its body has, 0 where it does not say."""
    told = Headers(scope=scope).get("content-length", "")
    return int(told) if told.isdecimal() else 0


def _limited(receive: Receive, limit: int) -> Receive:
    """Return a receive that stops a body that turns out larger than the limit."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise HTTPException(413)
        return message

    return counted
