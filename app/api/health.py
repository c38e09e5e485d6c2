"""`GET /api/health` and `GET /api/ready`."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter

from app.api.openapi import problem_responses
from app.api.schemas import HealthBody, ReadyBody
from app.bootstrap import Services
from app.errors import NotReadyError
from vectorstore.errors import VectorStoreError

VERSION = version("kommunsvar")


def router(services: Services) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/api", tags=["Drift"])

    @routes.get("/health", summary="Är tjänsten igång?", response_description="Den är igång.", responses=problem_responses(500))
    def health() -> HealthBody:
        return HealthBody(version=VERSION)

    @routes.get(
        "/ready",
        summary="Kan tjänsten svara?",
        description="Lagren är öppna och språkmodellen laddad.",
        response_description="Den kan svara.",
        responses=problem_responses(500, 503),
    )
    def ready() -> ReadyBody:
        try:
            return _state(services)
        except VectorStoreError as error:
            raise NotReadyError("Lagren eller språkmodellen går inte att använda: kör kommunsvar doctor.") from error

    return routes


def _state(services: Services) -> ReadyBody:
    """Return how much there is, once everything a question needs has been used.

    Raises:
        NotReadyError: an index has nothing of what the catalogue has.
        VectorStoreError: something cannot be used.
    """
    services.embedder.load()
    counts = services.index.catalogue.counts()
    if counts.chunks and not (services.index.vectors.count() and services.index.lexical.count()):
        raise NotReadyError("Sökindexet är tomt fast handlingar är inlästa: kör kommunsvar reindex.")
    return ReadyBody(model=services.embedder.name, documents=counts.documents, pages=counts.pages, chunks=counts.chunks)
