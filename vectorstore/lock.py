"""One writer at a time, over all processes: the second waits, or is told who is in the way."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.config import LOCK_WAIT_SECONDS
from vectorstore.errors import StoreBusyError
from vectorstore.faults import file_faults


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who holds the lock.

    Attributes:
        pid: the process; 0 when it is not known.
        host: the machine it runs on.
        since: when it took the lock, ISO 8601, or "".
    """

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        if not self.pid:
            return "en annan process"
        return f"process {self.pid} på {self.host}, sedan {self.since}"


class WriterLock:
    """A lock on the data folder, freed by the operating system when its holder dies."""

    def __init__(self, path: Path) -> None:
        """Remember the lock file's path; nothing is touched yet."""
        self._path = path
        self._note = path.with_suffix(".json")

    @contextmanager
    def hold(self, wait: float = LOCK_WAIT_SECONDS, on_wait: Callable[[LockHolder], None] | None = None) -> Iterator[None]:
        """Hold the lock for the length of a with block.

        Args:
            wait: seconds to wait for another holder.
            on_wait: called once, with the other holder, when there is a wait.

        Raises:
            StoreBusyError: the other holder kept it all the while.
            StoreFullError: the disk is full.
        """
        with file_faults():
            self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._path)
        self._acquire(lock, wait, on_wait)
        try:
            self._leave_note()
            try:
                yield
            finally:
                self._note.unlink(missing_ok=True)
        finally:
            lock.release()

    def holder(self) -> LockHolder:
        """Return who holds the lock, as far as it is known."""
        try:
            return LockHolder(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return LockHolder(pid=0, host="", since="")

    def _acquire(self, lock: FileLock, wait: float, on_wait: Callable[[LockHolder], None] | None) -> None:
        with file_faults():
            try:
                lock.acquire(timeout=0)
                return
            except Timeout:
                holder = self.holder()
            if on_wait is not None:
                on_wait(holder)
            try:
                lock.acquire(timeout=wait)
            except Timeout:
                raise StoreBusyError(
                    f"Datamappen skrivs av {self.holder()}.",
                    "Vänta tills den är klar och försök igen, eller avsluta den.",
                ) from None

    def _leave_note(self) -> None:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note = LockHolder(pid=os.getpid(), host=socket.gethostname(), since=since)
        with file_faults():
            self._note.write_text(json.dumps(asdict(note)), encoding="utf-8")
