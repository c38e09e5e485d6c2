"""Mounts the page at / of the app."""

from __future__ import annotations

import asyncio
from pathlib import Path

import gradio as gr
from fastapi import FastAPI

from app.bootstrap import Services
from app.ui.page import build
from app.ui.shell import Shell
from app.ui.theme import theme

_STYLES = ("page.css", "chat.css", "views.css")


def mount(app: FastAPI, services: Services) -> None:
    """Mount the page at /; whatever else Gradio serves stays shut.

    Args:
        app: the app, with all its other routes.
        services: the assistant and the stores.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(_within_a_loop(app, services))
    else:
        _put_together(app, services)
    app.add_middleware(Shell)


async def _within_a_loop(app: FastAPI, services: Services) -> None:
    """Put the page together in an event loop: outside one, Gradio opens loops of its own and leaves them open."""
    _put_together(app, services)


def _put_together(app: FastAPI, services: Services) -> None:
    gr.mount_gradio_app(
        app,
        build(services),
        path="/",
        theme=theme(),
        css="\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in _STYLES),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        enable_monitoring=False,
        mcp_server=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
