"""Killed at any moment, the real stores lose nothing that was live and keep nothing half."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")  # a kill leaves what was written either way; a disk's syncs take most of the time


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


def run(*arguments: str) -> int:
    program = [sys.executable, "-m", "tests.vectorstore.crash_runner", *arguments]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert ended.returncode == 0, ended.stderr[-4_000:]
    return int(ended.stdout)


@pytest.mark.real
def test_at_each_step_of_writing_replacing_and_deleting(folder: Path) -> None:
    assert run("steps", str(folder)) >= 15, "kills"


@pytest.mark.real
def test_at_random_moments(folder: Path) -> None:
    assert run("random", str(folder), "6", "1") >= 5, "changes that came through"
