"""Errors as application/problem+json (RFC 9457) in Swedish, with a trace id; never a traceback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.api.headers import add_headers
from app.drafting.errors import BrokenTemplateError, DraftError, UnknownDraftError
from app.errors import (
    AppError,
    EmptyQuestionError,
    FileGoneError,
    JobsFullError,
    LongQuestionError,
    NoPageError,
    NotReadyError,
    PageImageError,
    QuestionError,
    UnknownJobError,
    UploadError,
)
from app.wrong_values import what_is_wrong
from vectorstore.errors import StoreBusyError, StoreFullError, UnknownDocumentError, VectorStoreError

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5  # a writer holds the store for a second or so at a time
_KIND = "urn:kommunsvar:fel:"  # a name, not an address: nothing is to be fetched to understand it

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for the one who asked.

    Attributes:
        kind: short name, stable: clients may act on it.
        title: the same for all problems of this kind.
        detail: what went wrong this time and what to do.
        retry_after: seconds until a new try may help; 0 when it does not help.
        errors: (where, what) of each part of the request that is wrong.
    """

    kind: str
    title: str
    status: int
    detail: str
    retry_after: int = 0
    errors: tuple[tuple[str, str], ...] = ()


_OF_STATUS: Mapping[int, tuple[str, str, str]] = {
    400: ("felaktig-begaran", "Felaktig begäran", "Begäran går inte att tolka."),
    401: ("logga-in", "Logga in", "Ange lösenordet: Authorization: Bearer LÖSENORD, eller logga in på webbsidan."),
    403: ("annan-webbplats", "Inte härifrån", "Begäran kommer från en annan webbplats och utförs inte."),
    404: ("finns-inte", "Sidan finns inte", "Adressen finns inte. API:ets adresser står i /api/openapi.json."),
    405: ("fel-metod", "Metoden går inte här", "Adressen finns men tar inte emot den metoden."),
    413: ("for-stor", "Begäran är för stor", "Begäran är större än vad som tas emot. Korta den."),
    415: ("fel-format", "Fel format", "Skicka JSON med Content-Type: application/json."),
}
_PLACES = {"body": "innehållet", "query": "parametern", "path": "adressen"}


#: What our own errors are to the one who asked: (kind, title, status), the nearest class first.
_OF_ERROR: Mapping[type[AppError], tuple[str, str, int]] = {
    EmptyQuestionError: ("tom-fraga", "Frågan är tom", 422),
    LongQuestionError: ("for-lang-fraga", "Frågan är för lång", 422),
    QuestionError: ("fraga", "Frågan går inte att besvara som den är ställd", 422),
    UnknownDraftError: ("okant-utkast", "Utkastet finns inte", 404),
    BrokenTemplateError: ("mall", "Mallen går inte att använda", 500),
    DraftError: ("utkast", "Utkastet går inte att göra", 422),
    UploadError: ("fil", "Filen går inte att ta emot", 422),
    FileGoneError: ("fil-borta", "Filen går inte att visa", 404),
    NoPageError: ("ingen-sida", "Sidan går inte att visa", 404),
    UnknownJobError: ("okand-inlasning", "Inläsningen finns inte", 404),
    PageImageError: ("sidbild", "Sidan går inte att rita", 500),
    JobsFullError: ("kon-full", "För många filer väntar", 503),
    NotReadyError: ("inte-redo", "Tjänsten är inte redo", 503),
}


def of_error(error: AppError | VectorStoreError) -> Problem:
    """Return the problem that one of our own errors is."""
    told = str(error)
    match error:
        case UnknownDocumentError():
            return Problem("okand-handling", "Handlingen finns inte", 404, "Ingen handling med detta id är inläst.")
        case StoreBusyError() | StoreFullError():
            return Problem("upptagen", "Tjänsten är upptagen", 503, f"{told} {error.remedy}".strip(), RETRY_SECONDS)
        case VectorStoreError():
            detail = "Sökindexet behöver åtgärdas av den som sköter servern: kör kommunsvar doctor."
            return Problem("index", "Sökindexet går inte att använda", 500, detail)
    found = next((_OF_ERROR[kind] for kind in type(error).__mro__ if kind in _OF_ERROR), None)
    if found is None:
        return unexpected()
    kind, title, status = found
    return Problem(kind, title, status, told, RETRY_SECONDS if status == 503 else 0)


def of_status(status: int) -> Problem:
    """Return the problem that an HTTP status is, where nothing more is known."""
    kind, title, detail = _OF_STATUS.get(status, _OF_STATUS[400])
    return Problem(kind, title, status, detail)


def too_many(seconds: int) -> Problem:
    """Return the problem that too many requests are; a new try may be made after so many seconds."""
    detail = f"Fler frågor än vad som tas emot på en minut. Försök igen om {seconds} s."
    return Problem("for-manga", "För många frågor", 429, detail, seconds)


def of_values(errors: Sequence[Any]) -> Problem:
    """Return the problem that wrong values in a request are; the values themselves are not repeated.

    Args:
        errors: pydantic's, each with `type`, `loc` and `ctx`.
    """
    told = tuple((_place(error["loc"]), what_is_wrong(error)) for error in errors)
    detail = f"{'; '.join(f'{where} {what}' for where, what in told)}."
    return Problem("felaktiga-varden", "Begäran har felaktiga värden", 422, detail[:1].upper() + detail[1:], errors=told)


def unexpected() -> Problem:
    """Return the problem for what nobody foresaw."""
    detail = "Något gick fel i tjänsten. Försök igen; ange spårnumret (trace_id) om du anmäler felet."
    return Problem("internt", "Internt fel", 500, detail)


def respond(problem: Problem, trace_id: str) -> JSONResponse:
    """Return a problem as a response."""
    body: dict[str, Any] = {
        "type": f"{_KIND}{problem.kind}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "trace_id": trace_id,
    }
    if problem.errors:
        body["errors"] = [{"field": where, "message": what} for where, what in problem.errors]
    headers = {"Retry-After": str(problem.retry_after)} if problem.retry_after else None
    return JSONResponse(body, problem.status, headers, MEDIA_TYPE)


def trace_of(request: Request) -> str:
    """Return the request's trace id, given by `app.api.border`."""
    return str(getattr(request.state, "trace_id", ""))


def install(app: FastAPI) -> None:
    """Make the app tell every error as a problem."""

    def ours(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, AppError | VectorStoreError)
        problem = of_error(error)
        if problem.status >= 500:
            remedy = error.remedy if isinstance(error, VectorStoreError) else ""
            _log.error("store_error", error=type(error).__name__, told=str(error), remedy=remedy, trace_id=trace_of(request))
        return respond(problem, trace_of(request))

    def values(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return respond(of_values(error.errors()), trace_of(request))

    def status(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        response = respond(of_status(error.status_code), trace_of(request))
        response.headers.update(error.headers or {})
        return response

    def any_other(request: Request, error: Exception) -> JSONResponse:
        _log.error("unexpected", exc_info=error, trace_id=trace_of(request))
        response = respond(unexpected(), trace_of(request))
        add_headers(response.headers, trace_of(request), is_api=True)  # sent from outside `app.api.border`
        return response

    app.add_exception_handler(AppError, ours)
    app.add_exception_handler(VectorStoreError, ours)
    app.add_exception_handler(RequestValidationError, values)
    app.add_exception_handler(HTTPException, status)
    app.add_exception_handler(Exception, any_other)


def _place(location: Sequence[Any]) -> str:
    """Return where in the request a value stands, in Swedish."""
    first, *rest = [str(part) for part in location] or [""]
    inner = ".".join(part for part in rest if not part.isdigit())
    if not inner:
        return _PLACES.get(first, first)
    return inner if first == "body" else f"{_PLACES.get(first, first)} {inner}"
