"""Batches of questions: one JSON object a line, with `id`, `question` and, for a follow-up, `history`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from app.errors import BatchError
from app.wrong_values import what_is_wrong, why_not_read
from ingest.os_errors import reason_of


class BatchQuestion(BaseModel):
    """A line of a batch; other keys are passed over, so that a set of questions with answers serves as it is.

    Attributes:
        history: the conversation's earlier questions, oldest first.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str
    history: tuple[str, ...] = ()


def read_batch(path: Path) -> Iterator[BatchQuestion]:
    """Return the questions of a batch.

    Raises:
        BatchError: the file cannot be read, or a line is not a question.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # not splitlines: JSON may hold other line breaks as they are
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"{path} går inte att läsa: {why_not_read(error)}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield BatchQuestion.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "raden"
            raise BatchError(f"Rad {number} i {path.name}: {where} {what_is_wrong(first)}.") from error


def run_batch(questions: Path, target: Path, answer: Callable[[BatchQuestion], dict[str, Any]]) -> int:
    """Write one line of JSON a question, and return how many; the target is whole or not there at all.

    Raises:
        BatchError: a file cannot be read or written.
    """
    half = target.with_name(f"{target.name}.part")
    count = 0
    try:
        with half.open("w", encoding="utf-8") as file:
            for question in list(read_batch(questions)):  # all read first: a bad line is told before hours of answering
                file.write(json.dumps(answer(question), ensure_ascii=False) + "\n")
                count += 1
        half.replace(target)
    except OSError as error:
        raise BatchError(f"{target} går inte att skriva: {reason_of(error)}.") from error
    finally:
        half.unlink(missing_ok=True)
    return count
