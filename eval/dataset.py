"""Sets of questions with known answers: one JSON object a line. The format is that of `eval/demo/questions.jsonl`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from eval.errors import DatasetError

Row = TypeVar("Row", bound=BaseModel)


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Number(_Read):
    """A number that an answer is to give; signs are not compared.

    Attributes:
        derived: it must be computed.
    """

    value: float
    unit: str = ""
    derived: bool = False


class Case(_Read):
    """A question with its known answer.

    Attributes:
        answer: None where the papers hold none.
        doc: the file, or files with " + " between; None where there is none.
        evidence: verbatim quotes of the file, white space collapsed; none where the papers hold no answer.
        history: the conversation's earlier questions, oldest first.
    """

    id: str
    question: str
    persona: str = ""
    type: str = ""
    answer: str | None = None
    numbers: tuple[Number, ...] = ()
    doc: str | None = None
    evidence: tuple[str, ...] = ()
    section_hint: str = ""
    difficulty: str = ""
    history: tuple[str, ...] = ()


class Place(_Read):
    """Where evidence of a conversation's turn stands: a pattern in the quote, and a part of its headings or §."""

    pattern: str
    section: str = ""


class Turn(_Read):
    """A question of a conversation.

    Attributes:
        standalone: the question as it is to be understood, in words of a person.
        about: words that it must hold as understood.
        without: words that it must not hold.
        evidence: any of these answers it: a verbatim piece, or a place.
        outcome: "" for an answer; "unsupported" or "ambiguous" where there is to be none.
        free: parts of it that need not be equal: "years".
    """

    question: str
    standalone: str
    about: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    evidence: tuple[str | Place, ...] = ()
    outcome: Annotated[str, Field(pattern="^(unsupported|ambiguous)?$")] = ""
    free: tuple[str, ...] = ()


class Conversation(_Read):
    """Questions that follow one another.

    Attributes:
        papers: "demo" or "seeds": what is to be taken in.
    """

    id: str
    papers: str
    persona: str = ""
    turns: tuple[Turn, ...]


class SwequadItem(_Read):
    """A question of SweQUAD-MC on a passage."""

    question: str
    context: str


def read_cases(path: Path) -> list[Case]:
    """Return the questions of a set.

    Raises:
        DatasetError: the file cannot be read, or a line is not a question.
    """
    return [_valid(Case, values, path, number) for number, values in _lines(path)]


def read_conversations(path: Path) -> list[Conversation]:
    """Return the conversations of a file.

    Raises:
        DatasetError: the file cannot be read, or a line is not a conversation.
    """
    return [_valid(Conversation, values, path, number) for number, values in _lines(path)]


def read_swequad(path: Path) -> list[SwequadItem]:
    """Return the questions of a SweQUAD-MC file.

    Raises:
        DatasetError: the file cannot be read.
    """
    try:
        return TypeAdapter(list[SwequadItem]).validate_python(json.loads(path.read_text("utf-8"))["data"])
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValidationError) as error:
        raise DatasetError(f"{path} går inte att läsa som SweQUAD-MC. Ange filen dev.json.") from error


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object of a file.

    Raises:
        DatasetError: it is none.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DatasetError(f"{path} går inte att läsa. Ange report.json från en tidigare körning.") from error
    if not isinstance(values, dict):
        raise DatasetError(f"{path} är ingen rapport. Ange report.json från en tidigare körning.")
    return values


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} går inte att läsa som UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise DatasetError(f"Rad {number} i {path.name} är inte JSON.") from error


def _valid(kind: type[Row], values: Any, path: Path, number: int) -> Row:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "raden"
        raise DatasetError(f"Rad {number} i {path.name}: {where}: {first['msg']}.") from error
