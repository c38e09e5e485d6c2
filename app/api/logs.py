"""Logs as one JSON object a line on stderr, without questions: what is asked may be a public record, or nobody's business.

An exception is logged by its class and where it was raised. Its message is left out: it may hold what was asked.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

_NO_NEWS = ("Exception in ASGI", "Cancel %s running task")
_OURS = str(Path(__file__).parents[2])
_OURS_SHOWN = 8  # frames of this program: which way the error came
#: What the core tells of an answer by a chat model, none of it words of the question (see `app.generation.writer`).
_TRACED = ("trace_id", "prompt", "chat_model", "evidence", "kept", "dropped", "faults", "failed", "mode")
_INNERMOST = 3  # frames, whosever they are: what failed


def configure() -> None:
    """Send structlog's and the standard library's logs to stderr as JSON. Called by the process, not by the app."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=_TRACED),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_message,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    handler.addFilter(_is_news)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    for name in ("httpx", "httpcore", "uvicorn.error", "chromadb"):
        logging.getLogger(name).setLevel(logging.WARNING)


def without_message(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put an exception's class and place into the log, not its message."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    elif isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["raised_at"] = _frames(error)
    record = event.get("_record")
    if isinstance(record, logging.LogRecord):
        record.exc_info = record.exc_text = None
    return event


def _frames(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-_INNERMOST] if _is_ours(frame.filename)][-_OURS_SHOWN:]
    return [f"{_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in (*ours, *frames[-_INNERMOST:])]


def _is_ours(filename: str) -> bool:
    return filename.startswith(_OURS) and "site-packages" not in filename


def _module(filename: str) -> str:
    """Return a file's last two parts: enough to find it, without the machine's folders."""
    return "/".join(filename.replace("\\", "/").rsplit("/", 2)[-2:])


def _is_news(record: logging.LogRecord) -> bool:
    """Say whether to keep a record: uvicorn tells again what `app.api.problems` has told, and that open pages were let go."""
    message: Any = record.msg
    return not (record.name == "uvicorn.error" and isinstance(message, str) and message.startswith(_NO_NEWS))
