"""Turns what the libraries under the stores raise into errors that say what the user can do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from ingest.os_errors import reason_of
from vectorstore.errors import StoreBusyError, StoreDamagedError, StoreFullError, VectorStoreError

REINDEX = "Kör kommunsvar reindex."
_FULL = "Frigör diskutrymme och kör igen; det som redan fanns är orört."
_FULL_ERRNO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PANIC = "PanicException"  # what a library in Rust raises when it gives up; it is no Exception and cannot be imported
_FULL_WORDS = ("disk is full", "no space left", "os error 28", "disk quota exceeded", "file too large")


def full(error: BaseException) -> bool:
    """Return True when an error says that nothing more can be written."""
    if isinstance(error, OSError) and error.errno in _FULL_ERRNO:
        return True
    text = str(error).casefold()
    return any(word in text for word in _FULL_WORDS)


def disk_full() -> StoreFullError:
    """Return the error for a full disk."""
    return StoreFullError("Disken är full.", _FULL)


@contextmanager
def file_faults() -> Iterator[None]:
    """State faults of reading and writing files.

    Raises:
        StoreFullError: the disk is full.
        StoreDamagedError: the file cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        if full(error):
            raise disk_full() from error
        raise StoreDamagedError(
            f"Datamappen går inte att läsa eller skriva: {reason_of(error)}.",
            "Kontrollera mappens rättigheter och disken.",
        ) from error


@contextmanager
def index_faults(name: str, *kinds: type[Exception]) -> Iterator[None]:
    """State faults of an index that can be rebuilt.

    Args:
        name: the index, in Swedish and in the definite form.
        kinds: the library's own exceptions, besides OSError.

    Raises:
        StoreFullError: the disk is full.
        StoreDamagedError: anything else; the remedy is to rebuild.
    """
    stated: tuple[type[Exception], ...] = (OSError, *kinds)
    try:
        yield
    except stated as error:
        if full(error):
            raise disk_full() from error
        raise StoreDamagedError(f"{name} går inte att använda: {_line(error)}", REINDEX) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise StoreDamagedError(f"{name} går inte att använda: {_line(error)}", REINDEX) from error


@contextmanager
def catalogue_faults() -> Iterator[None]:
    """State faults of the catalogue's database.

    Raises:
        StoreFullError: the disk is full.
        StoreBusyError: another process held it locked for too long.
        StoreDamagedError: the file is not a sound database, or cannot be opened.
    """
    try:
        yield
    except DBAPIError as error:
        stated = _catalogue_fault(error)
        if stated is None:
            raise
        raise stated from error


def _catalogue_fault(error: DBAPIError) -> VectorStoreError | None:
    text = str(error.orig).casefold()
    if full(error):
        return disk_full()
    if "disk i/o" in text:  # SQLite cannot read either, where not a byte is free for its own files
        return StoreFullError("Disken är full, eller svarar inte.", _FULL)
    if "locked" in text or "busy" in text:
        return StoreBusyError("Katalogen är upptagen av en annan process.", "Försök igen om en stund.")
    if any(word in text for word in ("malformed", "not a database", "unable to open", "readonly")):
        return StoreDamagedError(
            f"Katalogen går inte att använda: {_line(error.orig)}.",
            "Kontrollera rättigheterna; återställ annars datamappen från en säkerhetskopia, "
            "eller flytta undan den och kör kommunsvar ingest på nytt.",
        )
    return None


def _line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:200]
