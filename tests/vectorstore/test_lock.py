"""The writer's lock, over real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vectorstore.errors import StoreBusyError
from vectorstore.lock import LockHolder, WriterLock

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from vectorstore.lock import WriterLock
with WriterLock(Path(sys.argv[1])).hold():
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holding(path: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def test_is_free_again_after_use(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "data" / "writer.lock")
    for _ in range(2):
        with lock.hold(wait=0):
            assert lock.holder().pid == os.getpid()
    assert lock.holder().pid == 0


def test_the_second_is_told_who_is_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    process = holding(path, 30)
    waited: list[LockHolder] = []
    with pytest.raises(StoreBusyError) as caught, WriterLock(path).hold(wait=0.2, on_wait=waited.append):
        pytest.fail("two writers at once")
    kill(process)
    assert caught.value.retryable
    assert caught.value.remedy
    assert str(process.pid) in str(caught.value)
    assert [holder.pid for holder in waited] == [process.pid]
    assert waited[0].host
    assert waited[0].since.startswith("20")


def test_the_second_gets_it_when_the_first_is_done(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    process = holding(path, 0.3)
    waited: list[LockHolder] = []
    with WriterLock(path).hold(wait=30, on_wait=waited.append):
        assert WriterLock(path).holder().pid == os.getpid()
    process.communicate()
    assert len(waited) == 1


def test_a_killed_holder_frees_it(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    kill(holding(path, 30))
    with WriterLock(path).hold(wait=0):
        assert WriterLock(path).holder().pid == os.getpid()


def test_an_error_inside_frees_it(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "writer.lock")
    with pytest.raises(KeyError), lock.hold():
        raise KeyError
    with lock.hold(wait=0):
        pass
    assert lock.holder().pid == 0


def test_two_threads_do_not_share_it(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with WriterLock(path).hold(), pytest.raises(StoreBusyError), WriterLock(path).hold(wait=0):
        pytest.fail("held twice")


def test_a_note_that_cannot_be_read_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    process = holding(path, 30)
    (tmp_path / "writer.json").write_text('{"pid": ')
    with pytest.raises(StoreBusyError, match="en annan process"), WriterLock(path).hold(wait=0):
        pytest.fail("two writers at once")
    kill(process)
