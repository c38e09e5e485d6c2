"""`POST /api/ask` and `GET /api/search`."""

from __future__ import annotations

from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from app.api import stream
from app.api.metrics import ANSWERS
from app.api.openapi import problem_responses
from app.api.schemas import AnswerBody, AskBody, HitsBody, SearchParameters
from app.assistant import Assistant
from app.model import Answer
from app.serialise import answer_json, hit_json

_log = structlog.get_logger(__name__)


def router(assistant: Assistant) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/api", tags=["Frågor"])

    @routes.post(
        "/ask",
        summary="Ställ en fråga",
        description="Svarar på svenska ur handlingarna, med källa för varje påstående; eller säger att det inte framgår. "
        + stream.DESCRIPTION,
        response_description="Svaret.",
        response_model=AnswerBody,
        responses={
            **problem_responses(413, 422, 500, 503),
            200: {"content": {stream.EVENT_STREAM: {"schema": {"type": "string"}}}},
        },
    )
    def ask(body: AskBody, request: Request) -> Response:
        if stream.wants_events(request):
            events = assistant.stream(body.question, body.filters.limits(), body.history)
            return stream.respond(request, events, lambda answer: note(answer, "api"))
        answer = assistant.ask(body.question, body.filters.limits(), body.history)
        note(answer, "api")
        return JSONResponse(answer_json(answer))

    @routes.get(
        "/search",
        summary="Sök stycken",
        description="De stycken i handlingarna som bäst passar det som söks, bäst först.",
        response_description="Styckena.",
        response_model=HitsBody,
        responses=problem_responses(422, 500, 503),
    )
    def search(parameters: Annotated[SearchParameters, Query()]) -> JSONResponse:
        hits = assistant.search(parameters.q, parameters.k, parameters.limits())
        found: list[dict[str, Any]] = [hit_json(hit, rank) for rank, hit in enumerate(hits, 1)]
        return JSONResponse({"hits": found})

    return routes


def note(answer: Answer, door: str) -> None:
    """Write down that a question was answered: how it went, not what was asked."""
    ANSWERS.labels(door, answer.outcome.value, answer.mode.value).inc()
    _log.info(
        "asked",
        door=door,
        outcome=answer.outcome.value,
        reason=answer.reason.value if answer.reason else "",
        mode=answer.mode.value,
        citations=len(answer.citations),
        ms=answer.timings.get("total_ms", 0.0),
        trace_id=answer.trace_id,
    )
