"""Opening files safely: never a pipe or a device, never more than the limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from ingest.config import MB
from ingest.errors import DamagedFileError, ForbiddenFileError, TooLargeError, WrongFormatError
from ingest.os_errors import reason_of

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def in_megabytes(size: int) -> str:
    """Return a size in bytes as Swedish text, such as "286 MB" or "0,4 MB"."""
    megabytes = size / MB
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB".replace(".", ",")


def check_size(size: int, limit: int, setting: str) -> None:
    """Refuse a file over a limit.

    Args:
        size: bytes.
        limit: bytes.
        setting: the name of the limit, as the settings call it, for the message.

    Raises:
        TooLargeError: if size > limit.
    """
    if size > limit:
        raise TooLargeError(f"för stor: {in_megabytes(size)}, gränsen är {in_megabytes(limit)} (inställningen {setting})")


def open_plain(path: Path) -> BinaryIO:
    """Open a regular file for reading; a pipe, a device or a socket is refused without waiting for it.

    Raises:
        ForbiddenFileError: no permission.
        WrongFormatError: not a regular file.
        DamagedFileError: gone, or the disk cannot read it.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except PermissionError as error:
        raise ForbiddenFileError("behörighet saknas: ge kontot som kör Kommunsvar läsrätt till filen") from error
    except FileNotFoundError as error:
        raise DamagedFileError("filen finns inte längre: kör inläsningen igen") from error
    except OSError as error:
        raise DamagedFileError(f"filen går inte att öppna: {reason_of(error)}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise WrongFormatError("är ingen vanlig fil (mapp, rör, enhet eller uttag)")
    return os.fdopen(descriptor, "rb")


def load(path: Path, limit: int, setting: str) -> bytes:
    """Return a file's whole content.

    Raises:
        TooLargeError: over `limit` bytes (nothing is read then).
        UnreadableFileError: see `open_plain`; DamagedFileError also where the disk fails.
    """
    with open_plain(path) as file:
        check_size(os.fstat(file.fileno()).st_size, limit, setting)
        try:
            content = file.read(limit + 1)
        except OSError as error:
            raise DamagedFileError(f"filen går inte att läsa: {reason_of(error)}") from error
    check_size(len(content), limit, setting)
    return content
