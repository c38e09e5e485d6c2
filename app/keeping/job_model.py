"""What is known of papers on their way in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from ingest.model import Access, SourceFile
from ingest.readers.base import Step
from ingest.structure import Stated
from vectorstore.lock import LockHolder


class FileState(StrEnum):
    """How far a file has come."""

    WAITING = "waiting"
    READING = "reading"
    STORING = "storing"
    DONE = "done"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class State(StrEnum):
    """How far a job has come."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


_ENDED = frozenset({FileState.DONE, FileState.DUPLICATE, FileState.FAILED})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that has been put in and lies where it is to be kept."""

    name: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file of a job.

    Attributes:
        message: why it failed, or what is worth knowing.
        document_id: of the document it became, or of the one with the same content; "" until then.
        page: being read, of `pages`; 0 where that is not known.
    """

    name: str
    size: int
    path: Path
    state: FileState = FileState.WAITING
    message: str = ""
    document_id: str = ""
    page: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """Files put in together.

    Attributes:
        replaces: id of the document that the first file replaces, or "".
    """

    id: str
    files: tuple[JobFile, ...]
    stated: Stated
    replaces: str = ""

    @property
    def state(self) -> State:
        """Working until every file has come to an end; failed where none of them was taken in."""
        if any(file.state not in _ENDED for file in self.files):
            return State.WORKING
        return State.FAILED if all(file.state is FileState.FAILED for file in self.files) else State.DONE


class Watch:
    """Tells how far the files of an intake have come (see `app.keeping.intake.Observer`)."""

    def __init__(self, note: Callable[[str, Mapping[str, object]], None]) -> None:
        """Take what is called with a file's name and what has changed of its `JobFile`."""
        self._note = note

    def waiting(self, holder: LockHolder) -> None:
        """Another process writes: nothing to tell."""
        del holder

    def begin(self, files: int, size: int) -> None:
        """Nothing to tell yet."""
        del files, size

    def page(self, source: SourceFile, step: Step) -> None:
        """Tell which page is read."""
        self._note(source.name, {"page": step.page, "pages": step.pages})

    def file(self, name: str, size: int, pages: int) -> None:
        """Tell that a file is read, and waits to be made searchable with the others."""
        del size
        if pages:
            self._note(name, {"state": FileState.STORING, "page": pages, "pages": pages})

    def passages(self, count: int) -> None:
        """Nothing to tell."""
        del count


def stated_json(stated: Stated, replaces: str) -> str:
    """Return what is stated of a job's files, as it is kept beside them."""
    day = stated.day.isoformat() if stated.day else ""
    access = stated.access.value if stated.access else ""
    values = {"municipality": stated.municipality, "body": stated.body, "day": day, "access": access}
    return json.dumps({**values, "replaces": replaces}, ensure_ascii=False)


def stated_of(text: str) -> tuple[Stated, str]:
    """Return what was kept beside a job's files: what is stated, and the document they replace."""
    values = json.loads(text)
    day = date.fromisoformat(values["day"]) if values["day"] else None
    access = Access(values["access"]) if values["access"] else None
    return Stated(values["municipality"], values["body"], day, access), values["replaces"]
