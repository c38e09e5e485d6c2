"""Reading files in a process of its own, so that a bad file costs itself and nothing else.

A file that crashes the parser, never ends or takes all memory is reported; the process is started anew for the next.
Reading runs beside the caller's own work: submit the next file while the last is being indexed.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from ingest.config import Limits
from ingest.errors import DamagedFileError, IngestError, ReadTimeoutError
from ingest.model import SourceFile, SourceText
from ingest.readers.base import Step
from ingest.readers.worker import Failed, Message, Ready

READ = "ingest.readers.registry:read"
_EXCEPTION = re.compile(r"[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit)\b")  # the last line of a traceback
#: Not `-m`: the messages' classes must be those of the module, not of __main__.
_START = "import sys; from ingest.readers.worker import main; main(sys.argv[1:])"
_GRACE_SECONDS = 1.0  # between what a step may take and the end of the process: time for its own error to arrive
_FILES_A_WORKER = 500  # then a fresh process: what the libraries leak is given back, for 0.3 s
_END_SECONDS = 5.0  # a killed process is gone within milliseconds; a disk that hangs may hold it longer

Watcher = Callable[[SourceFile, Step], None]


class IsolatedReader:
    """Reads files in one long-lived process, started at the first file and again after a crash or a timeout.

    Use as a context manager, from any thread; files are read one at a time, in the order they were submitted.

    Args:
        limits: on time, memory and what the readers themselves limit.
        watch: called before each page of a file that is read page by page, from another thread.
        read: "module:function" that reads in the process; another one serves tests.
    """

    def __init__(self, limits: Limits, watch: Watcher | None = None, read: str = READ) -> None:
        self._limits = limits
        self._watch = watch
        self._read_at = read
        self._worker: _Worker | None = None
        self._files = 0
        self._heard = False  # whether the process has said something of the file it was given
        self._closing = threading.Event()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="read")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def submit(self, source: SourceFile) -> Future[SourceText]:
        """Start reading a file as soon as those before it are read, and return its future.

        The future's result raises what `read` raises. Keep few results waiting: each holds a whole file's text.
        """
        return self._thread.submit(self._read, source)

    def read(self, source: SourceFile) -> SourceText:
        """Read a file and wait for it.

        Raises:
            ReadTimeoutError: a page or the file took too long.
            DamagedFileError: the process crashed on the file, or it is broken.
            UnreadableFileError: what the readers raise.
            IngestError: the process does not start at all.
        """
        return self.submit(source).result()

    def close(self) -> None:
        """Drop what is waiting, end the process, also in the middle of a file."""
        self._closing.set()
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._worker is not None:
            self._worker.kill()
        self._thread.shutdown(wait=True)
        self._stop()

    def _read(self, source: SourceFile) -> SourceText:
        waited = self._worker is not None
        self._heard = False
        try:
            return self._attempt(source)
        except DamagedFileError as crash:
            # A crash leaves a note. The process may have ended while it waited for a file, which is not this file's fault.
            if self._heard or not waited or self._closing.is_set() or not getattr(crash, "__notes__", None):
                raise
        return self._attempt(source)

    def _attempt(self, source: SourceFile) -> SourceText:
        worker = self._ready_worker()
        try:
            answer = self._answer(worker, source)
        except (ReadTimeoutError, DamagedFileError):
            self._stop()
            raise
        if isinstance(answer, Failed):
            raise answer.error(answer.message)
        return answer

    def _ready_worker(self) -> _Worker:
        if self._worker is not None and (self._files >= _FILES_A_WORKER or not self._worker.alive):
            self._stop()
        if self._worker is None:
            self._worker, self._files = _Worker(self._read_at, self._limits), 0
        if self._closing.is_set():
            self._worker.kill()
        self._files += 1
        return self._worker

    def _answer(self, worker: _Worker, source: SourceFile) -> SourceText | Failed:
        """Wait for the file's answer while its steps stay within their times."""
        worker.send(source, self._limits)
        whole, own = self._limits.seconds_per_file, 0.0
        step: Step | None = None
        while True:
            free = step is not None and step.ocr
            allowed = min(step.seconds, whole - own) if step and not free else step.seconds if step else whole
            began = time.monotonic()
            answer = worker.receive(allowed + _GRACE_SECONDS)
            if answer is None:
                raise ReadTimeoutError(_too_slow(step, allowed, whole))
            self._heard = True
            own += 0.0 if free else time.monotonic() - began
            if isinstance(answer, SourceText | Failed):
                return answer
            if isinstance(answer, Step):
                step = answer
                if self._watch is not None:
                    self._watch(source, step)

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.close()
            self._worker = None


def _too_slow(step: Step | None, allowed: float, whole: float) -> str:
    if step is None or allowed < step.seconds:
        return f"tog mer än {_seconds(whole)} att läsa (inställningen limits.seconds_per_file)"
    setting = "" if step.ocr else " (inställningen limits.seconds_per_page)"
    return f"sidan {step.page} av {step.pages} tog mer än {_seconds(allowed)} att läsa{setting}"


def _seconds(seconds: float) -> str:
    return f"{seconds:g} s".replace(".", ",")


class _Worker:
    """The process and the way to it."""

    def __init__(self, read: str, limits: Limits) -> None:
        """Start the process and wait until it is ready.

        Raises:
            IngestError: it does not start, or not in time.
        """
        ours, theirs = Pipe()
        self._connection: Connection[tuple[SourceFile, Limits], Message] = ours
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 closed in close()
        memory = str(limits.worker_memory_bytes)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, str(theirs.fileno()), read, memory],
            stdin=subprocess.PIPE,  # stays open as long as this process lives: the worker ends with it
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # an interrupt at the keyboard is ours to handle; one kill reaches tesseract too
            env=_environment(),
        )
        theirs.close()
        try:
            ready = self.receive(limits.worker_start_seconds)
        except DamagedFileError as error:
            self.close()
            raise IngestError(f"läsprocessen startar inte: {' '.join(error.__notes__)}") from error
        if not isinstance(ready, Ready):
            self.kill()
            self.close()
            raise IngestError("läsprocessen startar inte i tid")

    @property
    def alive(self) -> bool:
        """True until the process ends."""
        return self._process.poll() is None

    def send(self, source: SourceFile, limits: Limits) -> None:
        """Hand over a file."""
        try:
            self._connection.send((source, limits))
        except OSError as error:
            raise self._crash() from error

    def receive(self, seconds: float) -> Message | None:
        """Return the next message, or None when none came in time.

        Raises:
            DamagedFileError: the process ended.
        """
        try:
            return self._connection.recv() if self._connection.poll(max(0.0, seconds)) else None
        except (EOFError, OSError) as error:
            raise self._crash() from error

    def kill(self) -> None:
        """End the process and all it has started, at once."""
        if self.alive:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def close(self) -> None:
        """Let go of a process that has been killed."""
        self._process.wait(_END_SECONDS)
        self._connection.close()
        self._errors.close()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _crash(self) -> DamagedFileError:
        try:
            code = self._process.wait(_GRACE_SECONDS)  # it is on its way out, and may still be writing why
        except subprocess.TimeoutExpired:
            self.kill()
            code = self._process.wait(_END_SECONDS)
        how = f"signal {-code}" if code < 0 else f"kod {code}"
        error = DamagedFileError(f"läsningen kraschade ({how}): filen är trasig eller tar för mycket minne")
        self._errors.seek(0)
        told = self._errors.read().decode(errors="replace").strip().splitlines()
        named = [line for line in told if _EXCEPTION.match(line)]
        error.add_note(next(reversed(named or told), how))
        return error


def _environment() -> dict[str, str]:
    """Return the environment: modules are found where this process finds them; tesseract takes one core, not all."""
    folders = os.pathsep.join(str(Path(folder).absolute()) for folder in sys.path)
    return {**os.environ, "PYTHONPATH": folders, "OMP_THREAD_LIMIT": "1"}
