"""What users say of answers, kept as one JSON object a line in the data folder; `python -m eval` makes cases of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from app.personal import masked

FILE = "feedback.jsonl"  # in the data folder
_TEXTS = frozenset({"question", "standalone", "comment"})  # what people write


class Feedback:
    """The file of what users said."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE
        self._lock = Lock()

    def add(self, told: Mapping[str, object]) -> None:
        """Keep what a user said, its time first; personal identity numbers are masked.

        Raises:
            OSError: the file cannot be written.
        """
        shown = {key: masked(str(value)) if key in _TEXTS else value for key, value in told.items()}
        line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **shown}, ensure_ascii=False)
        with self._lock:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as file:
                file.write(f"{line}\n")
