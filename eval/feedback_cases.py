"""What users said of answers, made into cases: `right` keeps what was quoted, `wrong` waits for a person to write the answer.

A case made of "right" holds the quotes as evidence: the answer is to go on quoting them. A case made of "wrong" is marked
`"todo"` and is not read by `run` before someone has filled it in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.keeping.feedback import FILE
from eval.errors import DatasetError
from ingest.os_errors import reason_of
from vectorstore.errors import UnknownDocumentError

_PERSONA = "user"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands at a cited place: the file's name and the words."""

    source: str
    text: str


def new_cases(
    data: Path, known: set[str], quoted: Callable[[str, int, int], Quoted | None]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the cases that feedback makes: those ready to use, and those that someone has to finish.

    Args:
        data: the data folder.
        known: questions that have a case already.
        quoted: gives what stands at [start, end) of a document, or None where it is gone.

    Raises:
        DatasetError: the feedback cannot be read.
    """
    ready: dict[str, dict[str, Any]] = {}
    todo: dict[str, dict[str, Any]] = {}
    for number, told in enumerate(_told(data / FILE), 1):
        question = str(told.get("standalone") or told.get("question") or "").strip()
        if not question or question in known:
            continue
        case = _case(f"feedback-{number:04}", question, told)
        if told.get("verdict") == "right":
            pieces = [quoted(str(one["document_id"]), int(one["start"]), int(one["end"])) for one in told.get("citations", [])]
            found = [piece for piece in pieces if piece is not None and piece.text.strip()]
            if found or told.get("outcome") == "unsupported":
                evidence = [" ".join(piece.text.split()) for piece in found]
                sources = " + ".join(dict.fromkeys(piece.source for piece in found))
                ready[question] = {
                    **case,
                    "doc": sources or None,
                    "evidence": evidence,
                    "type": "feedback" if found else "unanswerable",
                }
                todo.pop(question, None)
        else:
            ready.pop(question, None)
            todo[question] = {**case, "todo": "Skriv svaret och evidensen, eller gör den till unanswerable; ta sedan bort todo."}
    return list(ready.values()), list(todo.values())


def quoted_in(given: Services) -> Callable[[str, int, int], Quoted | None]:
    """Return what tells which words stand at a place of a live document."""

    def quoted(document_id: str, start: int, end: int) -> Quoted | None:
        try:
            document = given.library.document_text(document_id)
        except UnknownDocumentError:
            return None
        return Quoted(document.name, document.text[start:end])

    return quoted


def append(path: Path, cases: list[dict[str, Any]]) -> None:
    """Write cases after those of a set of questions.

    Raises:
        DatasetError: the file cannot be written.
    """
    try:
        with path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    except OSError as error:
        raise DatasetError(f"{path} går inte att skriva: {reason_of(error)}.") from error


def _case(name: str, question: str, told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "persona": _PERSONA,
        "type": "feedback",
        "question": question,
        "answer": None,
        "numbers": [],
        "doc": None,
        "evidence": [],
        "section_hint": str(told.get("comment") or ""),
        "difficulty": "",
    }


def _told(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path.name} i datamappen går inte att läsa.") from error
    for number, line in enumerate(lines, 1):
        try:
            values = json.loads(line)
        except json.JSONDecodeError as error:
            raise DatasetError(f"Rad {number} i {path.name} i datamappen är inte JSON. Ta bort raden.") from error
        if isinstance(values, dict):
            yield values
