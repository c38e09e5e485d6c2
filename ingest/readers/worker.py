"""The process in which files are read: takes files over a connection, gives back pages or the reason why not.

Started by `ingest.isolate`, which calls `main`. It ends with the process that started it, however that ends, and takes
what it has started (tesseract) with it.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeAlias, cast

from ingest.config import Limits
from ingest.errors import IngestError
from ingest.model import SourceFile, SourceText
from ingest.readers.base import Progress, Step

ReadFunction: TypeAlias = Callable[[SourceFile, Limits, Progress], SourceText]


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has started."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A file could not be read; the class and the message are those of the error that was raised."""

    error: type[IngestError]
    message: str


Message: TypeAlias = Ready | Step | SourceText | Failed


def serve(connection: Connection[Message, tuple[SourceFile, Limits]], read: ReadFunction) -> None:
    """Read the files that come over the connection, one after another, until it closes."""
    connection.send(Ready())
    while True:
        try:
            source, limits = connection.recv()
        except EOFError:
            return
        try:
            answer: Message = read(source, limits, connection.send)
        except IngestError as error:
            answer = Failed(type(error), str(error))
        connection.send(answer)


def function_at(address: str) -> ReadFunction:
    """Return the function at "module:function"."""
    module, _, name = address.partition(":")
    return cast(ReadFunction, getattr(importlib.import_module(module), name))


def limit_memory(size: int) -> None:
    """Limit the process's address space to `size` bytes, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ModuleNotFoundError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _end_with_parent() -> None:
    """Wait for the end of standard input, which the parent holds open as long as it lives, then end everything here."""
    sys.stdin.buffer.read()
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main(arguments: list[str]) -> None:
    """Run the worker.

    Args:
        arguments: the connection's descriptor, "module:function" that reads, and the memory allowed in bytes.
    """
    descriptor, address, memory = arguments
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_memory(int(memory))
    serve(Connection(int(descriptor)), function_at(address))
