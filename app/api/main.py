"""The HTTP app, a value: `create_app(services)`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Match

from app.api import (
    asking,
    chat_completions,
    documents,
    drafts,
    economy,
    feedback,
    figures,
    health,
    metrics,
    openapi,
    problems,
    uploads,
)
from app.api.border import Border
from app.api.drawer import Drawer
from app.api.gate import Gate, proxies
from app.api.holdings import Holdings
from app.api.pages import PageImages
from app.bootstrap import Services
from app.economy.book import EconomyBook
from app.keeping.feedback import Feedback
from app.keeping.jobs import Jobs
from vectorstore.errors import VectorStoreError

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

_log = structlog.get_logger(__name__)


def create_app(services: Services, *, ui: bool = True) -> FastAPI:
    """Return the app: the API, and the web page at /.

    Args:
        services: the assistant and the stores; whoever made them closes them.
        ui: with the web page; without it Gradio is not loaded.

    Raises:
        SettingsError: the proxies named are no addresses.
    """
    proxies(services.settings)
    drawer = Drawer(services.settings.limits.seconds_per_page)
    jobs = Jobs(services.intake, services.removal, services.index, services.settings.data)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_warm_up, services)
        await run_in_threadpool(jobs.start)
        yield
        await run_in_threadpool(jobs.stop)
        drawer.close()

    app = FastAPI(
        title=openapi.TITLE,
        description=openapi.DESCRIPTION,
        version=health.VERSION,
        openapi_url="/api/openapi.json",
        openapi_tags=list(openapi.TAGS),
        docs_url=None,  # its page fetches scripts from another host
        redoc_url=None,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    problems.install(app)
    holdings = Holdings(services.index.catalogue)
    book = EconomyBook(services.library, services.index.catalogue)
    most_bytes = services.settings.limits.max_file_mb * 1_000_000
    for routes in (
        asking.router(services.assistant),
        chat_completions.router(services.assistant),
        documents.router(holdings, PageImages(drawer)),
        uploads.router(jobs, holdings, most_bytes),
        drafts.router(services.drafts, holdings),
        economy.router(book),
        figures.router(services.assistant, services.library, book),
        feedback.router(Feedback(services.settings.data)),
        health.router(services),
        metrics.router(services, jobs),
    ):
        app.include_router(routes)
    _describe(app)
    _refuse_the_rest(app)
    if ui:
        from app.ui.mount import mount  # noqa: PLC0415 - Gradio takes seconds to load

        mount(app, services)
    app.add_middleware(Gate, settings=services.settings)
    app.add_middleware(Border, most_kept=most_bytes)
    return app


def _refuse_the_rest(app: FastAPI) -> None:
    """Answer every other address under /api: without this, the web page mounted at / would."""
    known = list(app.routes)

    def nothing_here(request: Request) -> None:
        allowed = [
            method
            for method in _METHODS
            if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in known)
        ]
        raise HTTPException(405, headers={"Allow": ", ".join(allowed)}) if allowed else HTTPException(404)

    for root in ("/api/{path:path}", "/v1/{path:path}"):
        app.add_api_route(root, nothing_here, methods=_METHODS, include_in_schema=False)


def _warm_up(services: Services) -> None:
    """Ask once, so that the first question does not wait for model and stores; /api/ready says when that fails."""
    try:
        services.embedder.load()
        services.assistant.warm_up()
    except VectorStoreError as error:
        _log.error("warm_up_failed", told=str(error), remedy=error.remedy)


def _describe(app: FastAPI) -> None:
    made = app.openapi
    described: dict[str, Any] = {}

    def once() -> dict[str, Any]:
        if not described:
            described.update(openapi.described(made()))
        return described

    app.openapi = once  # type: ignore[method-assign] # FastAPI's documented way to change what it says
