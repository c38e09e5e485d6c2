"""The operating system's errors in Swedish."""

from __future__ import annotations

import errno
import os

import pytest

from ingest.os_errors import reason_of


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "disken är full"), (errno.EACCES, "behörighet saknas"), (errno.ENOENT, "den finns inte")],
)
def test_an_error_is_told_in_swedish(number: int, told: str) -> None:
    assert reason_of(OSError(number, os.strerror(number))) == told


def test_what_has_no_words_of_ours_is_told_in_the_systems() -> None:
    assert reason_of(OSError(errno.ENOTTY, "Inappropriate ioctl for device")) == "Inappropriate ioctl for device"
    assert reason_of(OSError("slut")) == "slut"
