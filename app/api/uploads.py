"""Putting papers in, seeing how it goes, and taking papers out."""

from __future__ import annotations

import re
import shutil
import unicodedata
import uuid
from datetime import date
from pathlib import Path
from typing import Annotated

import structlog
from fastapi import APIRouter, File, Form, UploadFile
from fastapi import Path as InPath
from fastapi.responses import JSONResponse, Response

from app.api.documents import DocumentId
from app.api.holdings import Holdings
from app.api.openapi import problem_responses
from app.api.schemas import JobBody, Text
from app.errors import UploadError
from app.keeping.job_model import Incoming, Job
from app.keeping.jobs import Jobs
from ingest.readers.sniff import ADVICE, KIND_OF_SUFFIX
from ingest.structure import Stated
from vectorstore.errors import StoreBusyError

_MOST_FILES = 100  # of one request
_LONGEST_NAME = 150  # characters, with å, ä and ö at most 200 bytes: file systems take 255
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')  # in file names, on one system or another
_RESERVED = ("stated.json",)
_DELETE_SECONDS = 90.0  # a batch that is being taken in is done by then
_BLOCK = 1 << 20

_log = structlog.get_logger(__name__)

Day = Annotated[date | None, Form(description="Handlingarnas datum, ÅÅÅÅ-MM-DD.", examples=["2026-03-17"])]


def router(jobs: Jobs, holdings: Holdings, most_bytes: int) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/api", tags=["Handlingar"])
    _putting_in(routes, jobs, holdings, most_bytes)
    _following(routes, jobs)
    _taking_out(routes, jobs, holdings)
    return routes


def _putting_in(routes: APIRouter, jobs: Jobs, holdings: Holdings, most_bytes: int) -> None:
    @routes.post(
        "/documents",
        status_code=202,
        summary="Lägg in handlingar",
        description="Filerna tas emot och läses in i tur och ordning. Följ inläsningen på /api/jobs/{id}. "
        "Samma innehåll läses inte in två gånger. Det som anges om handlingarna går före det som läses ur dem.",
        response_description="Filerna är mottagna och väntar på att läsas in.",
        response_model=JobBody,
        responses=problem_responses(404, 413, 422, 503),
    )
    def put_in(
        files: Annotated[list[UploadFile], File(description="Filerna: PDF, DOCX, XLSX, CSV, HTML, text, Markdown.")],
        municipality: Annotated[Text, Form(description="Kommunen.", examples=["Ale"])] = "",
        body: Annotated[Text, Form(description="Nämnden, utskriven.", examples=["socialnämnden"])] = "",
        day: Day = None,
        replaces: Annotated[Text, Form(description="Id för den handling som den första filen ersätter.")] = "",
    ) -> JSONResponse:
        if replaces:
            holdings.document(replaces)
        if len(files) > _MOST_FILES:
            raise UploadError(f"{len(files)} filer i en begäran; högst {_MOST_FILES} tas emot. Dela upp dem.")
        job_id = uuid.uuid4().hex
        try:
            kept = [_keep(file, jobs.folder_of(job_id), at, most_bytes) for at, file in enumerate(files)]
        except (UploadError, OSError):
            jobs.discard(job_id)
            raise
        job = jobs.add(job_id, kept, Stated(municipality.strip(), body.strip().lower(), day), replaces)
        _log.info("put_in", files=len(kept), size=sum(one.size for one in kept), job=job_id)
        return JSONResponse(job_json(job), 202, {"Location": f"/api/jobs/{job_id}"})


def _following(routes: APIRouter, jobs: Jobs) -> None:
    @routes.get(
        "/jobs/{job_id}",
        summary="Hur går inläsningen?",
        response_description="Varje fil och hur långt den har kommit.",
        response_model=JobBody,
        responses=problem_responses(404, 422),
    )
    def job(job_id: Annotated[str, InPath(max_length=64, description="Inläsningens id.")]) -> JSONResponse:
        return JSONResponse(job_json(jobs.job(job_id)))


def _taking_out(routes: APIRouter, jobs: Jobs, holdings: Holdings) -> None:
    @routes.delete(
        "/documents/{document_id}",
        status_code=204,
        summary="Ta bort en handling",
        description="Handlingen besvaras inte längre. Har den lagts in här tas också filen bort.",
        response_description="Handlingen är borttagen.",
        response_class=Response,
        responses=problem_responses(404, 422, 503),
    )
    def take_out(document_id: DocumentId) -> Response:
        stored = holdings.document(document_id)
        try:
            jobs.delete(stored.id, _DELETE_SECONDS)
        except TimeoutError as error:
            raise StoreBusyError("Andra handlingar läses in just nu.", "Försök igen om en stund.") from error
        _log.info("taken_out", document_id=stored.id)
        return Response(status_code=204)


def job_json(job: Job) -> dict[str, object]:
    """Return a job as JSON values, without paths."""
    files = [
        {
            "name": file.name,
            "size": file.size,
            "state": file.state.value,
            "message": file.message,
            "document_id": file.document_id or None,
            "page": file.page,
            "pages": file.pages,
        }
        for file in job.files
    ]
    return {"id": job.id, "state": job.state.value, "files": files}


def safe_name(given: str) -> str:
    """Return a file's name as it may be kept and shown: its last part, in NFC, without signs that file systems refuse.

    Raises:
        UploadError: nothing is left of it.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    name = _UNSAFE.sub("_", last.encode("utf-8", "replace").decode("utf-8")).strip(" ._~")
    stem, dot, suffix = name.rpartition(".")
    if len(name) > _LONGEST_NAME and dot:
        name = f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"
    if not name or name in _RESERVED:
        raise UploadError("Filen saknar namn. Ge den ett namn och försök igen.")
    return name[:_LONGEST_NAME]


def _keep(file: UploadFile, folder: Path, at: int, most_bytes: int) -> Incoming:
    """Write a file into a job's folder.

    Raises:
        UploadError: it is empty, too large, or of a kind that cannot be read.
    """
    name = safe_name(file.filename or "")
    suffix = Path(name).suffix.lower()
    if suffix not in KIND_OF_SUFFIX:
        advice = ADVICE.get(suffix) or f"går inte att läsa in. {', '.join(KIND_OF_SUFFIX)} går bra"
        raise UploadError(f"{name}: {advice}.")
    if not file.size:
        raise UploadError(f"{name} är tom.")
    if file.size > most_bytes:
        raise UploadError(f"{name} är {file.size // 1_000_000} MB; högst {most_bytes // 1_000_000} MB tas emot. Dela upp filen.")
    inner = folder / f"{at:03d}"
    inner.mkdir()
    with (inner / name).open("wb") as kept:
        shutil.copyfileobj(file.file, kept, _BLOCK)
    return Incoming(name, file.size, inner / name)
