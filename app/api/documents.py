"""What is indexed, and the place a citation points at: the file, the page as an image, the text."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response

from app.api import text_page
from app.api.holdings import Holdings
from app.api.openapi import problem_responses
from app.api.pages import PageImage, PageImages, quote_on
from app.api.schemas import DocumentsBody, ListParameters, PlaceParameters
from app.errors import NoPageError
from app.library import PDF
from app.serialise import document_json
from vectorstore.model import StoredDocument

_SAMPLE = 1 << 20  # bytes looked at to tell UTF-8 from Windows text
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

DocumentId = Annotated[str, InPath(max_length=64, description="Handlingens id.")]


def router(holdings: Holdings, images: PageImages) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/api/documents", tags=["Handlingar"])

    @routes.get(
        "",
        summary="Handlingar som är inlästa",
        response_description="Handlingarna, efter namn.",
        response_model=DocumentsBody,
        responses=problem_responses(422, 500, 503),
    )
    def documents(parameters: Annotated[ListParameters, Query()]) -> JSONResponse:
        listed: list[dict[str, Any]] = [document_json(stored) for stored in holdings.listed(parameters.limits())]
        return JSONResponse({"documents": listed})

    @routes.get(
        "/{document_id}/file",
        summary="Filen",
        description="Filen som den lästes in. Webbsidor ges som text, så att inget i dem körs.",
        response_description="Filen.",
        response_class=FileResponse,
        responses=problem_responses(404, 422, 500, 503),
    )
    def file(document_id: DocumentId) -> Response:
        return _file(holdings, holdings.document(document_id))

    @routes.get(
        "/{document_id}/pages/{page}.png",
        summary="En sida ur en PDF som bild, med citatet utmärkt",
        description="X-Marked-Lines säger hur många rader som är utmärkta; 0 om citatet inte står på sidan som text.",
        response_description="Sidan.",
        response_class=Response,
        responses={200: {"content": {"image/png": {}}}, **problem_responses(404, 422, 500, 503)},
    )
    def page_image(
        document_id: DocumentId,
        page: Annotated[int, InPath(ge=1, le=1_000_000, description="Sidans nummer i filen, från 1.")],
        place: Annotated[PlaceParameters, Query()],
    ) -> Response:
        drawn = _drawn(holdings, images, holdings.document(document_id), page, place)
        return Response(drawn.png, media_type="image/png", headers={"X-Marked-Lines": str(drawn.lines)})

    @routes.get(
        "/{document_id}/text",
        summary="Handlingens text, med citatet utmärkt",
        description="En enkel webbsida; citatet har ankaret #quote.",
        response_description="Texten.",
        response_class=HTMLResponse,
        responses=problem_responses(404, 422, 500, 503),
    )
    def text(document_id: DocumentId, place: Annotated[PlaceParameters, Query()]) -> Response:
        stored = holdings.document(document_id)
        shown = text_page.Shown(stored, holdings.text(stored), holdings.pages(stored), holdings.sections(stored))
        page = text_page.text_page(shown, place.start, place.end)
        return HTMLResponse(page, headers={"Content-Security-Policy": text_page.POLICY})

    return routes


def _file(holdings: Holdings, stored: StoredDocument) -> FileResponse:
    path = holdings.file(stored)
    media_type, shown = served_as(stored.media_type, path)
    disposition = "inline" if shown else "attachment"
    response = FileResponse(path, media_type=media_type, filename=stored.name, content_disposition_type=disposition)
    if media_type == PDF:  # the browser's own viewer needs more than "nothing"
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response


def _drawn(holdings: Holdings, images: PageImages, stored: StoredDocument, page: int, place: PlaceParameters) -> PageImage:
    """Draw a page with the quote marked.

    Raises:
        NoPageError: the file is no PDF, or has no such page.
    """
    if stored.media_type != PDF:
        address = f"/api/documents/{stored.id}/text"
        raise NoPageError(f"Bara PDF-filer visas som sidor, och {stored.name} är ingen PDF. Texten finns på {address}.")
    found = next((one for one in holdings.pages(stored) if one.number == page), None)
    if found is None:
        raise NoPageError(f"{stored.name} har {stored.pages} sidor; sidan {page} finns inte.")
    quote = quote_on(holdings.text(stored), found, place.start, place.end)
    return images.draw(holdings.file(stored), stored.version, page, quote)


def served_as(media_type: str, path: Path) -> tuple[str, bool]:
    """Return the media type a file is served as, and whether a browser may show it rather than save it.

    Args:
        media_type: what the file is.
        path: the file.

    Raises:
        OSError: it cannot be read.
    """
    if media_type.startswith("text/"):
        return f"text/plain; charset={charset_of(path)}", True
    return media_type, media_type == PDF


def charset_of(path: Path) -> str:
    """Return the encoding of a text file: by its mark, UTF-8 if it can be, else Windows text.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
