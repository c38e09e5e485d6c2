"""`GET /metrics`: what Prometheus reads. The counts are the process's, as the library keeps them; no question is in them."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from app.api.headers import METRICS
from app.bootstrap import Services
from app.keeping.jobs import Jobs

REGISTRY = CollectorRegistry()
_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 10.0)  # around the targets: 0.15 and 0.4 s
REQUESTS = Counter("kommunsvar_requests", "Requests answered", ("method", "route", "status"), registry=REGISTRY)
DURATION = Histogram("kommunsvar_request_seconds", "Time to answer a request", ("route",), registry=REGISTRY, buckets=_SECONDS)
ANSWERS = Counter("kommunsvar_answers", "Questions answered", ("door", "outcome", "mode"), registry=REGISTRY)
FEEDBACK = Counter("kommunsvar_feedback", "What users said of answers", ("verdict",), registry=REGISTRY)
DOCUMENTS = Gauge("kommunsvar_documents", "Documents that are indexed", registry=REGISTRY)
CHUNKS = Gauge("kommunsvar_chunks", "Passages that are indexed", registry=REGISTRY)
WAITING = Gauge("kommunsvar_files_waiting", "Files that wait to be taken in", registry=REGISTRY)
ProcessCollector(registry=REGISTRY)
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


def router(services: Services, jobs: Jobs) -> APIRouter:
    """Return the route."""
    routes = APIRouter(tags=["Drift"])

    @routes.get(
        METRICS,
        summary="Mätvärden för Prometheus",
        description="Antal och tider, utan frågor.",
        response_description="Mätvärdena, i Prometheus textformat.",
        response_class=PlainTextResponse,
    )
    def metrics() -> PlainTextResponse:
        counts = services.index.catalogue.counts()
        DOCUMENTS.set(counts.documents)
        CHUNKS.set(counts.chunks)
        WAITING.set(jobs.waiting)
        return PlainTextResponse(generate_latest(REGISTRY), media_type=_TEXT)

    return routes
