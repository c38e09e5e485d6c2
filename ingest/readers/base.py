"""What every reader is: the protocol, and the way it tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from ingest.config import Limits
from ingest.model import SourceText


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work that a reader is about to do, told beforehand so that it can be timed from outside.

    Attributes:
        page: 1-based.
        pages: of the whole file.
        seconds: what the step may take.
        ocr: True when the page is read from its image; such steps do not count towards the file's own time.
    """

    page: int
    pages: int
    seconds: float
    ocr: bool = False


Progress = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Take no notice of progress."""


def counted(count: int, one: str, many: str) -> str:
    """Return "1 sida" or "3 sidor"."""
    return f"{count} {one if count == 1 else many}"


class Reader(Protocol):
    """Reads files of one format."""

    media_types: ClassVar[tuple[str, ...]]
    suffixes: ClassVar[tuple[str, ...]]

    def read(self, path: Path, limits: Limits, progress: Progress = silent) -> SourceText:
        """Return the file's pages as they stand in it.

        Raises:
            UnreadableFileError: with a Swedish reason of one line; also what the format's library raises on broken
                input (`ingest.readers.registry` tells these as DamagedFileError).
        """
        ...
