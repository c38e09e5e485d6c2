"""What a measurement was made with: commit, models, prompts and index."""

from __future__ import annotations

import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.bootstrap import Services, fingerprint
from prompts.loader import load, names

_ROOT = Path(__file__).parents[1]


def stamp(questions: Path, services: Services | None, address: str = "") -> dict[str, Any]:
    """Return what tells one measurement from another.

    Args:
        questions: the set.
        services: the assistant measured; None when it was reached over an address.
        address: the service's, if it was.
    """
    told: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "questions": questions.name,
        "python": platform.python_version(),
        "processors": _processors(),
        "prompts": {name: load(name).version for name in names()},
    }
    if services is None:
        return {**told, "address": address}
    counts = services.index.catalogue.counts()
    made = fingerprint(services.embedder)
    settings = services.settings
    chat = getattr(settings, "chat", None)
    return {
        **told,
        "models": {
            "embedding": made.model,
            "weights": made.weights,
            "reranker": settings.model.reranker,
            "chat": getattr(chat, "model", "") if getattr(chat, "base_url", "") else "",
        },
        "index": {"documents": counts.documents, "pages": counts.pages, "chunks": counts.chunks, "chunker": made.chunker},
        "answers": settings.answers.model_dump(),
    }


def commit() -> str:
    """Return the commit of the code, with "+" where files differ from it; "" outside a git checkout."""
    head = _git("rev-parse", "--short=12", "HEAD")
    return f"{head}+" if head and _git("status", "--porcelain", "--untracked-files=no") else head


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=_ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _processors() -> int:
    import os  # noqa: PLC0415 - for this alone

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
