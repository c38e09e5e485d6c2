"""The process that draws pages, seen from the server: started at the first page, and again after a crash or a timeout."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

import structlog

from app.api.page_image import Order
from app.errors import PageImageError

START = "import sys; from app.api.page_image import main; main(sys.argv[1:])"
_START_SECONDS = 30.0  # for the process itself, on a machine that is busy; it takes half a second
_PAGES_A_PROCESS = 200  # then a fresh one: what the libraries leak is given back
_END_SECONDS = 5.0  # a killed process is gone within milliseconds; a disk that hangs may hold it longer

_log = structlog.get_logger(__name__)


class Drawer:
    """Draws pages one at a time, from any thread."""

    def __init__(self, seconds: float, program: str = START) -> None:
        """Take the time a page may take; nothing is started yet.

        Args:
            seconds: then the page is given up.
            program: what the process runs; another one serves tests.
        """
        self._seconds = seconds
        self._program = program
        self._lock = Lock()
        self._process: _Process | None = None

    def draw(self, order: Order) -> tuple[bytes, int]:
        """Return a page as PNG, and how many lines are marked on it.

        Raises:
            PageImageError: it cannot be drawn, or not in time.
        """
        with self._lock:
            process = self._ready()
            try:
                return process.draw(order, self._seconds)
            except (EOFError, OSError, TimeoutError) as error:
                self._stop()
                _log.warning("page_image.failed", page=order.page, error=type(error).__name__)
                slow = isinstance(error, TimeoutError)
                why = "tog för lång tid att rita" if slow else "går inte att rita"
                raise PageImageError(f"Sidan {order.page} {why}. Öppna filen i stället.") from error

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _ready(self) -> _Process:
        if self._process is not None and self._process.pages >= _PAGES_A_PROCESS:
            self._stop()
        if self._process is None:
            self._process = _Process(self._program)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


class _Process:
    """The process and the way to it."""

    def __init__(self, program: str) -> None:
        ours, theirs = Pipe()
        self.pages = 0
        self._connection: Connection[bytes, bytes] = ours
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", program, str(theirs.fileno())],
            stdin=subprocess.PIPE,  # stays open as long as the server lives: the process ends with it
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # an interrupt at the keyboard is the server's to handle
            env={**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(folder).absolute()) for folder in sys.path)},
        )
        theirs.close()

    def draw(self, order: Order, seconds: float) -> tuple[bytes, int]:
        """Return a page as PNG, and how many lines are marked on it.

        Raises:
            PageImageError: it cannot be drawn.
            TimeoutError: it was not drawn in time.
            EOFError, OSError: the process ended.
        """
        self._connection.send_bytes(order.to_json().encode())
        if not self._connection.poll(seconds if self.pages else seconds + _START_SECONDS):
            raise TimeoutError
        self.pages += 1
        lines = self._connection.recv_bytes()
        if not lines:
            raise PageImageError(f"Sidan {order.page} går inte att rita. Öppna filen i stället.")
        return self._connection.recv_bytes(), int(lines)

    def kill(self) -> None:
        """End the process, at once, and let go of it."""
        self._process.kill()
        self._process.wait(_END_SECONDS)
        self._connection.close()
        if self._process.stdin is not None:
            self._process.stdin.close()
