"""Pieces that every view is put together from."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import gradio as gr
import structlog

from app.api import problems
from app.errors import AppError
from app.ui import cards
from vectorstore.errors import VectorStoreError

#: How a button is tied to what it does: not part of Gradio's API, and without its own progress marks.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

_log = structlog.get_logger(__name__)


def html(value: str, name: str) -> gr.Markdown:
    """Return a place for our own HTML. gr.HTML would need a page that may evaluate text as scripts."""
    return gr.Markdown(value, sanitize_html=False, latex_delimiters=[], container=False, elem_id=name)


def dropdown(label: str, name: str, **given: Any) -> gr.Dropdown:
    """Return a list to choose one from; what it offers is set when the page is opened, and may be out of date when chosen."""
    return gr.Dropdown(choices=[], value=None, label=label, elem_id=name, interactive=True, allow_custom_value=True, **given)


def failure(error: Exception) -> tuple[bool, str]:
    """Return whether it was the asker's to mend, and how it is told: a view's outermost door."""
    trace_id = uuid.uuid4().hex
    if isinstance(error, AppError | VectorStoreError):
        problem = problems.of_error(error)
        if problem.status < 500:
            return True, cards.failure(problem.title, problem.detail)
        _log.error("store_error", error=type(error).__name__, told=str(error), trace_id=trace_id)
    else:
        _log.error("unexpected", exc_info=error, trace_id=trace_id)
        problem = problems.unexpected()
    return False, cards.failure(problem.title, problem.detail, trace_id)


def told(make: Callable[[], str]) -> str:
    """Return what a view shows, or how it failed."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 - logged; the visitor is to be told in Swedish, not by Gradio
        return failure(error)[1]
