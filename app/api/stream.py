"""An answer as server-sent events: words as they come, what is verified of them, and the answer, or a problem."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import anyio
import structlog
from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool

from app.api import problems
from app.errors import AppError
from app.events import Event, Finished, Provisional, Verified
from app.model import Answer
from app.serialise import answer_json
from vectorstore.errors import VectorStoreError

EVENT_STREAM = "text/event-stream"
DESCRIPTION = (
    "Med `Accept: text/event-stream` kommer svaret som händelser, var och en med JSON i `data`:\n\n"
    "- `delta` `{text}`: ord från språkmodellen, ännu inte styrkta och utan siffror. Läggs efter det som visas.\n"
    "- `verified` `{text}`: allt som är styrkt hittills, med markörer. Ersätter det som visas.\n"
    "- `answer`: hela svaret, som utan händelser. Ersätter det som visas. Kommer alltid sist, om inget gick fel.\n"
    "- `error`: ett fel, som application/problem+json. Kommer i så fall sist.\n\n"
    "Utan språkmodell kommer bara `answer`. Stänger klienten anslutningen avbryts arbetet."
)
_NO_BUFFER = {"X-Accel-Buffering": "no"}  # a proxy is to pass each event on at once

_log = structlog.get_logger(__name__)


def wants_events(request: Request) -> bool:
    """Tell whether a client asks for events rather than for JSON."""
    return EVENT_STREAM in request.headers.get("accept", "").casefold()


def respond(request: Request, events: Iterator[Event], done: Callable[[Answer], None]) -> StreamingResponse:
    """Return an answer's events as a response.

    Args:
        request: what is answered.
        events: the answer as it comes; the first is taken before anything is sent, so that a bad question is a plain problem.
        done: told the answer.
    """
    first = next(events)
    return StreamingResponse(_written(request, first, events, done), media_type=EVENT_STREAM, headers=_NO_BUFFER)


def sent(name: str, values: dict[str, Any]) -> str:
    """Return one event as it is sent."""
    return f"event: {name}\ndata: {json.dumps(values, ensure_ascii=False)}\n\n"


async def closed_at_end(parts: Iterator[str]) -> AsyncIterator[str]:
    """Give parts made in a thread; when the client goes away the maker is closed, and so is what it waits for."""
    try:
        async for part in iterate_in_threadpool(parts):
            yield part
    finally:
        with anyio.CancelScope(shield=True):
            await run_in_threadpool(_close, parts)


def _close(parts: Iterator[str]) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()


def _written(request: Request, first: Event, events: Iterator[Event], done: Callable[[Answer], None]) -> AsyncIterator[str]:
    def made() -> Iterator[str]:
        event = first
        try:
            while True:
                match event:
                    case Provisional(text):
                        yield sent("delta", {"text": text})
                    case Verified(text):
                        yield sent("verified", {"text": text})
                    case Finished(answer):
                        done(answer)
                        yield sent("answer", answer_json(answer))
                        return
                event = next(events)
        except (AppError, VectorStoreError) as error:
            yield sent("error", told(problems.of_error(error), problems.trace_of(request)))
        finally:
            _close(events)  # type: ignore[arg-type] # anything with a close

    return closed_at_end(made())


def told(problem: problems.Problem, trace_id: str) -> dict[str, Any]:
    """Return a problem as JSON values."""
    body: dict[str, Any] = json.loads(bytes(problems.respond(problem, trace_id).body))
    return body
