"""`POST /api/drafts` and `GET /api/drafts/{id}.docx`: the reply to a motion, drafted and kept."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile

from app.api.holdings import Holdings
from app.api.openapi import problem_responses
from app.api.schemas import Filters
from app.api.uploads import safe_name
from app.drafting.desk import DraftDesk
from app.drafting.errors import DraftError
from app.drafting.model import Draft
from app.drafting.serialise import draft_json
from app.errors import UploadError
from ingest.errors import UnreadableFileError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST = 200_000  # characters of a motion given as text
_FIELDS = ("document_id", "text", "title", "template", "which")
_BLOCK = 1 << 20

_log = structlog.get_logger(__name__)

DraftId = Annotated[str, InPath(max_length=64, pattern="^[0-9a-zA-Z-]*$", description="Utkastets id.")]


class DraftBody(BaseModel):
    """Motionen: en inläst handling, eller text. En fil skickas som multipart/form-data med samma fält."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document_id: Annotated[str, Field(max_length=64, description="Id för en inläst handling med motionen.")] = ""
    text: Annotated[str, Field(max_length=_LONGEST, description="Motionens text.")] = ""
    title: Annotated[str, Field(max_length=500, description="Motionens titel, om den inte står i texten.")] = ""
    template: Annotated[str, Field(max_length=50, description="Mall.", examples=["ale"])] = ""
    which: Annotated[str, Field(max_length=300, description="Ord ur titeln, när handlingen har flera motioner.")] = ""
    filters: Annotated[Filters, Field(description="Vilka handlingar svaret får bygga på.")] = Filters()


@dataclass(frozen=True, slots=True)
class _Given:
    """What a request gives: the body, and a file where one came along."""

    body: DraftBody
    file: UploadFile | None


async def _given(request: Request) -> AsyncIterator[_Given]:
    """Read a request: JSON, or a form with a file, which is closed when the draft is made.

    Raises:
        RequestValidationError: it is neither, or a value is wrong.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        try:
            values = json.loads(await request.body())
        except ValueError as error:
            raise RequestValidationError([{"type": "json_invalid", "loc": ("body",)}]) from error
        yield _Given(_body(values), None)
        return
    async with request.form(max_files=1, max_fields=len(_FIELDS) + 1) as form:
        uploaded = form.get("file")
        body = _body({key: value for key, value in form.items() if key != "file"})
        yield _Given(body, uploaded if isinstance(uploaded, UploadFile) else None)


def _body(values: Any) -> DraftBody:
    """Return the body of a request.

    Raises:
        RequestValidationError: a value is wrong.
    """
    try:
        return DraftBody.model_validate(values)
    except ValidationError as error:
        wrong = [{"type": one["type"], "loc": ("body", *one["loc"])} for one in error.errors()]
        raise RequestValidationError(wrong) from error


def router(desk: DraftDesk, holdings: Holdings) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/api/drafts", tags=["Utkast"])

    @routes.post(
        "",
        status_code=201,
        summary="Gör ett utkast till svar på en motion",
        description="Motionen ges som text, som id för en inläst handling eller som fil (multipart/form-data, fältet file). "
        "Svaret är ett maskinellt framtaget utkast med källor; Wordfilen finns på /api/drafts/{id}.docx, där id är trace_id.",
        response_description="Utkastet.",
        responses=problem_responses(404, 413, 422, 500, 503),
        openapi_extra={"requestBody": {"required": True, "content": _contents()}},
    )
    def make(given: Annotated[_Given, Depends(_given)]) -> JSONResponse:
        made = _made(desk, holdings, given)
        draft_id = desk.keep(made)
        _log.info(
            "drafted", draft=draft_id, demands=len(made.motion.demands), missing=len(made.missing), ms=made.timings["total_ms"]
        )
        where = f"/api/drafts/{draft_id}.docx"
        return JSONResponse({**draft_json(made), "docx": where}, 201, {"Location": where})

    @routes.get(
        "/{draft_id}.docx",
        summary="Utkastet som Wordfil",
        response_description="Wordfilen.",
        response_class=FileResponse,
        responses={200: {"content": {DOCX: {}}}, **problem_responses(404, 422)},
    )
    def word(draft_id: DraftId) -> FileResponse:
        return FileResponse(desk.kept(draft_id), media_type=DOCX, filename="svar-pa-motion.docx")

    return routes


def _made(desk: DraftDesk, holdings: Holdings, given: _Given) -> Draft:
    """Return the draft for what was given.

    Raises:
        DraftError: nothing was given, or there is no motion in it.
        UnknownDocumentError: there is no such public document.
        UploadError: the file cannot be read.
    """
    body, limits = given.body, given.body.filters.limits()
    try:
        if given.file is not None:
            return _of_file(desk, given.file, body)
        if body.document_id:
            return desk.from_document(holdings.document(body.document_id).id, body.template, body.which, limits)
        if body.text.strip():
            return desk.from_text(body.text, body.title, body.template, limits)
    except UnreadableFileError as error:
        raise UploadError(f"Motionen går inte att läsa: {error}.") from error
    raise DraftError("Ange motionen: text, document_id eller en fil.")


def _of_file(desk: DraftDesk, file: UploadFile, body: DraftBody) -> Draft:
    """Return the draft for an uploaded file, which is kept no longer than it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(file.filename or "")
        with path.open("wb") as kept:
            shutil.copyfileobj(file.file, kept, _BLOCK)
        return desk.from_file(path, body.template, body.which, body.filters.limits())


def _contents() -> dict[str, Any]:
    """Return how the two kinds of body are described."""
    fields = {name: {"type": "string"} for name in _FIELDS}
    form = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}, **fields}, "required": ["file"]}
    schema = DraftBody.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return {"application/json": {"schema": schema}, "multipart/form-data": {"schema": form}}
