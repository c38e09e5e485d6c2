"""Papers put in by users: kept in the data folder, and taken in by a thread, so that questions go on being answered.

A file is kept before anything is promised of it. What a stopped server left untaken is taken in when it starts again.
"""

from __future__ import annotations

import shutil
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import structlog

from app.errors import JobsFullError, UnknownJobError
from app.keeping.intake import Intake, Report
from app.keeping.job_model import FileState, Incoming, Job, JobFile, State, Watch, stated_json, stated_of
from app.keeping.removal import FOLDER, STATED, Removal
from ingest.discover import source_key
from ingest.errors import IngestError
from ingest.structure import Stated, document_id
from vectorstore.errors import UnknownDocumentError, VectorStoreError
from vectorstore.index import Index

_BATCH = 24  # files of one intake: making them live costs about the same for one as for many
_MOST_WAITING = 1_000  # files: beyond this someone is filling the disk by mistake
_JOBS_KEPT = 500  # finished ones whose result can still be asked for
_TRY_LATER = "Handlingen kunde inte läsas in just nu. Försök igen."

_log = structlog.get_logger(__name__)


class Jobs:
    """The queue of papers to take in, and its thread."""

    def __init__(self, intake: Intake, removal: Removal, index: Index, data: Path) -> None:
        """Take what papers are taken in and out by; nothing is started yet.

        Args:
            intake: takes papers in.
            removal: takes them out.
            index: the stores.
            data: the data folder.
        """
        self._intake = intake
        self._removal = removal
        self._index = index
        self._folder = data / FOLDER
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: deque[tuple[str, int]] = deque()
        self._first: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread: threading.Thread | None = None

    # What the doors call

    def start(self) -> None:
        """Start the thread, with what a stopped server left."""
        self._recover()
        self._thread = threading.Thread(target=self._run, name="intake", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the thread end after what it is doing; what waits is on disk and is taken in at the next start."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def folder_of(self, job_id: str) -> Path:
        """Return the folder that a job's files are to be put in; made when it is not there."""
        folder = self._folder / job_id
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def discard(self, job_id: str) -> None:
        """Remove a job's folder: the upload was broken off."""
        shutil.rmtree(self._folder / job_id, ignore_errors=True)

    def add(self, job_id: str, files: Sequence[Incoming], stated: Stated, replaces: str = "") -> Job:
        """Put files in the queue.

        Args:
            job_id: names the folder the files lie in.
            files: they lie there.
            stated: what the user knows of them.
            replaces: id of the document that goes when the first file has been taken in, or "".

        Raises:
            JobsFullError: too many wait already.
        """
        with self._changed:
            if len(self._waiting) + len(files) > _MOST_WAITING:
                self.discard(job_id)
                raise JobsFullError(f"{len(self._waiting)} filer väntar redan på att läsas in. Försök igen om en stund.")
            (self._folder / job_id / STATED).write_text(stated_json(stated, replaces), "utf-8")
            job = Job(job_id, tuple(JobFile(one.name, one.size, one.path) for one in files), stated, replaces)
            self._jobs[job_id] = job
            self._waiting.extend((job_id, at) for at in range(len(files)))
            self._forget()
            self._changed.notify_all()
        return job

    def job(self, job_id: str) -> Job:
        """Return a job as it stands.

        Raises:
            UnknownJobError: there is no such job, or it was finished long ago.
        """
        with self._changed:
            if job_id not in self._jobs:
                raise UnknownJobError("Inläsningen finns inte, eller är klar sedan länge. Se listan över handlingar.")
            return self._jobs[job_id]

    @property
    def waiting(self) -> int:
        """The number of files that wait."""
        with self._changed:
            return len(self._waiting)

    def delete(self, document_id: str, seconds: float) -> None:
        """Delete a document, before what waits; its file too, if it was put in here.

        Raises:
            UnknownDocumentError: no such document.
            VectorStoreError: the stores are busy or damaged.
            TimeoutError: another file is being taken in still.
        """
        done: Future[None] = Future()

        def work() -> None:
            if not done.set_running_or_notify_cancel():
                return
            try:
                self._removal.delete(document_id)
            except (VectorStoreError, OSError) as error:
                done.set_exception(error)
            else:
                done.set_result(None)

        with self._changed:
            self._first.append(work)
            self._changed.notify_all()
        try:
            done.result(seconds)
        except TimeoutError:
            if not done.cancel():  # it has begun after all: its end is near
                done.result()
                return
            raise

    # What the thread does

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopped or self._first or self._waiting)
                if self._stopped:
                    return
                first = self._first.popleft() if self._first else None
                batch = [] if first else self._batch()
            if first:
                first()
            else:
                self._take_in(batch)

    def _batch(self) -> list[tuple[str, int]]:
        """Return the files to take in together: stated alike, no two with one name, and none that replaces another with others."""
        taken = [self._waiting.popleft()]
        head = self._jobs[taken[0][0]]
        names = {self._file(taken[0]).name}
        while self._waiting and len(taken) < _BATCH and not head.replaces:
            job = self._jobs[self._waiting[0][0]]
            name = self._file(self._waiting[0]).name
            if job.stated != head.stated or job.replaces or name in names:
                break
            names.add(name)
            taken.append(self._waiting.popleft())
        for one in taken:
            self._set(one, state=FileState.READING)
        return taken

    def _take_in(self, batch: Sequence[tuple[str, int]]) -> None:
        """Take files in and write down what became of each."""
        stated = self._jobs[batch[0][0]].stated
        by_path = {self._file(one).path: one for one in batch}
        by_name = {self._file(one).name: one for one in batch}
        try:
            report = self._intake.run(
                list(by_path), stated, Watch(lambda name, changes: self._set(by_name[name], **changes) if name in by_name else None)
            )
        except (VectorStoreError, IngestError, OSError) as error:
            _log.error("intake_failed", error=type(error).__name__, files=len(batch))
            for one in batch:
                self._fail(one, _TRY_LATER, retryable=True)
            return
        except Exception:  # noqa: BLE001 - logged; one bad batch must not end the thread that all others wait for
            _log.exception("intake_failed", files=len(batch))
            for one in batch:
                self._fail(one, _TRY_LATER, retryable=True)
            return
        for one in batch:
            self._settle(one, report)

    def _settle(self, one: tuple[str, int], report: Report) -> None:
        file = self._file(one)
        skipped = dict(report.skipped)
        if file.name in skipped:
            self._fail(one, skipped[file.name][:1].upper() + skipped[file.name][1:])
            return
        original = dict(report.duplicates).get(file.name)
        if original is not None:
            found = self._index.catalogue.by_key(source_key(file.path))
            known = found or next((d for d in self._index.catalogue.documents() if d.name == original), None)
            told = f"Samma innehåll finns redan som {original}." if original != file.name else "Samma fil finns redan inläst."
            self._set(one, state=FileState.DUPLICATE, message=told, document_id=known.id if known else "")
            return
        warnings = [warning for name, warning in report.warnings if name == file.name]
        identity = document_id(source_key(file.path))
        replaces = self._jobs[one[0]].replaces if one[1] == 0 else ""
        if replaces and replaces != identity:
            self._replace(replaces)
        told = " ".join([*warnings, *self._same_name(file.name, identity)])
        self._set(one, state=FileState.DONE, message=told, document_id=identity)

    def _same_name(self, name: str, identity: str) -> list[str]:
        others = [one for one in self._index.catalogue.documents() if one.name == name and one.id != identity]
        return ["En annan handling har samma filnamn. Ta bort den om den här ersätter den."] if others else []

    def _replace(self, document: str) -> None:
        try:
            self._removal.delete(document)
        except UnknownDocumentError:
            return  # somebody deleted it meanwhile: as wanted
        except (VectorStoreError, OSError) as error:
            _log.error("replaced_stays", error=type(error).__name__)

    def _fail(self, one: tuple[str, int], why: str, *, retryable: bool = False) -> None:
        if not retryable:
            self._file(one).path.unlink(missing_ok=True)
        self._set(one, state=FileState.FAILED, message=why)

    def _file(self, one: tuple[str, int]) -> JobFile:
        return self._jobs[one[0]].files[one[1]]

    def _set(self, one: tuple[str, int], **changes: object) -> None:
        job_id, at = one
        with self._changed:
            job = self._jobs[job_id]
            files = list(job.files)
            files[at] = replace(files[at], **changes)  # type: ignore[arg-type] # fields of JobFile
            self._jobs[job_id] = replace(job, files=tuple(files))

    def _forget(self) -> None:
        done = [key for key, job in self._jobs.items() if job.state is not State.WORKING]
        for key in done[: max(0, len(self._jobs) - _JOBS_KEPT)]:
            del self._jobs[key]

    def _recover(self) -> None:
        """Queue the files of a stopped server that the catalogue does not know, but none of a paper that was taken out."""
        if not self._folder.is_dir():
            return
        known = self._index.catalogue.known_files()  # first: a paper taken out by another process from now on is known here
        try:
            self._removal.finish()
        except OSError as error:
            _log.error("removal_unfinished", error=type(error).__name__)
        known_or_going = known.keys() | {source_key(path) for path in self._removal.noted()}
        for folder in sorted(path for path in self._folder.iterdir() if path.is_dir()):
            note = folder / STATED
            left = sorted(p for p in folder.rglob("*") if p.is_file() and p != note and source_key(p) not in known_or_going)
            if left and note.is_file():
                stated, replaces = stated_of(note.read_text("utf-8"))
                self.add(folder.name, [Incoming(p.name, p.stat().st_size, p) for p in left], stated, replaces)
