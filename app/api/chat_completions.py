"""`POST /v1/chat/completions` and `GET /v1/models`: the assistant as a chat model, for clients that speak OpenAI's API.

The last message is the question, the user's earlier ones the conversation before it; what the system or the assistant is
said to have said is passed over. The sources stand in the message's text and in its field `citations`.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable, Coroutine, Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from app.api import problems
from app.api.asking import note
from app.api.stream import EVENT_STREAM, closed_at_end
from app.assistant import Assistant
from app.citations import place
from app.errors import AppError, QuestionError
from app.events import Finished
from app.model import Answer
from app.serialise import answer_json
from vectorstore.errors import VectorStoreError

PATH = "/v1/chat/completions"
MODEL = "kommunsvar"
_REMEMBERED = 20  # earlier questions
_LONGEST = 2_000  # characters of one
_ABOUT = ("standalone", "outcome", "reason", "mode", "figures", "follow_ups", "timings", "trace_id")
_UNCOUNTED = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


class Part(BaseModel):
    """En del av ett meddelande; bara text läses."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """Ett meddelande."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[Part, ...] | None = None

    @property
    def said(self) -> str:
        """The message's text."""
        if isinstance(self.content, str):
            return self.content.strip()
        return "\n".join(part.text for part in self.content or () if part.type == "text").strip()


class StreamOptions(BaseModel):
    """Vad som skickas sist."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    include_usage: bool = False


class ChatBody(BaseModel):
    """En fråga som ett samtal. Andra fält i OpenAI:s API tas emot men betyder inget här."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    model: Annotated[str, Field(examples=[MODEL])] = MODEL
    messages: Annotated[
        tuple[ChatMessage, ...],
        Field(min_length=1, max_length=500, examples=[[{"role": "user", "content": "Hur snabbt ska jag skriva en avvikelse?"}]]),
    ]
    stream: bool | None = False
    stream_options: StreamOptions | None = None


class _Route(APIRoute):
    """A route whose errors are told in OpenAI's format."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                return failed(problems.of_values(error.errors()), 400)
            except (AppError, VectorStoreError) as error:
                problem = problems.of_error(error)
                return failed(problem, 400 if isinstance(error, QuestionError) else problem.status)

        return told


def router(assistant: Assistant) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/v1", tags=["OpenAI"], route_class=_Route)
    failures: dict[int | str, dict[str, Any]] = {
        status: {"description": told, "content": {"application/json": {"schema": _ERROR_SCHEMA}}}
        for status, told in (
            (400, "Begäran är fel."),
            (404, "Modellen finns inte."),
            (413, "För stor."),
            (500, "Fel."),
            (503, "Upptagen."),
        )
    }

    @routes.get("/models", summary="Modeller", description="Den enda modell som finns här.", response_description="Modellerna.")
    def models() -> JSONResponse:
        return JSONResponse({"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}]})

    @routes.post(
        "/chat/completions",
        summary="Fråga som i OpenAI:s API",
        description="Sista meddelandet är frågan, användarens tidigare meddelanden är samtalet före den. Källorna står i "
        "meddelandets text och i dess fält `citations`. Med `stream` kommer texten när hela svaret är styrkt.",
        response_description="Svaret, eller med `stream` delar av det.",
        responses={**failures, 200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}}}}},
    )
    def complete(body: ChatBody) -> Response:
        if body.model != MODEL:
            return _failure(
                404, f"Modellen {body.model[:100]} finns inte; den som finns heter {MODEL}.", "model", "model_not_found"
            )
        if body.messages[-1].role != "user":
            return _failure(400, "Det sista meddelandet ska vara användarens.", "messages", "invalid_messages")
        question = body.messages[-1].said
        history = [message.said[:_LONGEST] for message in body.messages[:-1] if message.role == "user" and message.said]
        history = history[-_REMEMBERED:]
        if body.stream:
            assistant.understand(question, by_model=False)  # a question that cannot be put is an error, and not a stream
            usage = body.stream_options is not None and body.stream_options.include_usage
            return StreamingResponse(closed_at_end(_streamed(assistant, question, history, usage)), media_type=EVENT_STREAM)
        answer = assistant.ask(question, None, history)
        note(answer, "openai")
        return JSONResponse(completion(answer))

    return routes


def told_text(answer: Answer) -> str:
    """Return an answer's text with its sources below it."""
    sources = [f"[{citation.number}] {place(citation)}" for citation in answer.citations]
    return "\n\n".join([answer.text, *(["Källor:\n" + "\n".join(sources)] if sources else [])])


def completion(answer: Answer) -> dict[str, Any]:
    """Return an answer as a chat completion."""
    values = answer_json(answer)
    message = {"role": "assistant", "content": told_text(answer), "refusal": None, "citations": values["citations"]}
    return {
        **_head("chat.completion"),
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": _UNCOUNTED,
        MODEL: {name: values[name] for name in _ABOUT},
    }


def _streamed(assistant: Assistant, question: str, history: list[str], usage: bool) -> Iterator[str]:
    """Give an answer as chunks: the role at once, the text when all of it is verified, the citations with its end."""
    head = _head("chat.completion.chunk")
    yield _chunk(head, {"role": "assistant", "content": ""})
    try:
        answer = next(event.answer for event in assistant.stream(question, None, history) if isinstance(event, Finished))
    except (AppError, VectorStoreError) as error:
        yield _data(_error(problems.of_error(error)))
        return
    note(answer, "openai")
    for words in re.findall(r"\s*\S+", told_text(answer)):
        yield _chunk(head, {"content": words})
    values = answer_json(answer)
    about = {MODEL: {name: values[name] for name in _ABOUT}}
    yield _chunk({**head, **about}, {"citations": values["citations"]}, "stop")
    if usage:
        yield _data({**head, "choices": [], "usage": _UNCOUNTED})
    yield "data: [DONE]\n\n"


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


def _chunk(head: dict[str, Any], delta: dict[str, Any], reason: str | None = None) -> str:
    return _data({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}]})


def _data(values: dict[str, Any]) -> str:
    return f"data: {json.dumps(values, ensure_ascii=False)}\n\n"


_ERROR_SCHEMA = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type"],
            "properties": {name: {"type": ["string", "null"]} for name in ("message", "type", "param", "code")},
        }
    },
}


def failed(problem: problems.Problem, status: int) -> JSONResponse:
    """Return a problem in OpenAI's format."""
    headers = {"Retry-After": str(problem.retry_after)} if problem.retry_after else None
    return JSONResponse(_error(problem), status, headers)


def _error(problem: problems.Problem) -> dict[str, Any]:
    kind = "invalid_request_error" if problem.status < 500 else "server_error"
    return {"error": {"message": problem.detail, "type": kind, "param": None, "code": problem.kind}}


def _failure(status: int, message: str, param: str, code: str) -> JSONResponse:
    return JSONResponse({"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}, status)
