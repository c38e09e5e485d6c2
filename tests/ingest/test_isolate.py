"""Reading in a process of its own: real processes, with readers that sleep, crash and eat memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.config import MB, Limits
from ingest.errors import DamagedFileError, EmptyFileError, IngestError, ReadTimeoutError, TooLargeError
from ingest.isolate import IsolatedReader
from ingest.model import SourceFile
from ingest.readers.base import Step

LIMITS = Limits()
HASTY = replace(LIMITS, seconds_per_page=0.5, seconds_per_file=1.5)
#: Reads a file as its name says; runs in the other process.
READER = """
import os, signal, sys, time
from ingest.errors import EmptyFileError
from ingest.model import SourcePage, SourceText
from ingest.readers.base import Step

def read(source, limits, progress):
    if source.name == "sover":
        time.sleep(600)
    if source.name == "sida":
        progress(Step(1, 9, limits.seconds_per_page))
        progress(Step(2, 9, limits.seconds_per_page))
        time.sleep(600)
    if source.name == "seg":
        for page in range(1, 100):
            progress(Step(page, 99, limits.seconds_per_page))
            time.sleep(0.2)
    if source.name == "ocr":
        for page in range(1, 9):
            progress(Step(page, 8, 5.0, ocr=True))
            time.sleep(0.3)
    if source.name == "krasch":
        os.kill(os.getpid(), signal.SIGSEGV)
    if source.name == "fel":
        raise KeyError("ett fel i koden")
    if source.name == "tom":
        raise EmptyFileError("tom fil")
    if source.name == "minne":
        bytearray(3_000_000_000)
    return SourceText((SourcePage(1, f"{os.getpid()} {source.name}"),), False, "text/plain")
"""


@pytest.fixture
def reader_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "odd_reader.py").write_text(READER)
    monkeypatch.syspath_prepend(tmp_path)
    return "odd_reader:read"


@pytest.fixture
def hasty(reader_at: str) -> Iterator[IsolatedReader]:
    with IsolatedReader(HASTY, read=reader_at) as reader:
        yield reader


def source(name: str) -> SourceFile:
    return SourceFile(Path(name), name, name, 1, 1, "0" * 64)


def process_of(reader: IsolatedReader) -> int:
    return int(reader.read(source("bra")).pages[0].text.split()[0])


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(process: int) -> bool:
    for _ in range(100):
        if not is_running(process):
            return True
        time.sleep(0.05)
    return False


def test_files_are_read_in_one_other_process(hasty: IsolatedReader) -> None:
    processes = {process_of(hasty) for _ in range(3)}

    assert len(processes) == 1
    assert os.getpid() not in processes


def test_a_real_file_comes_back_as_from_the_reader_itself(tmp_path: Path) -> None:
    path = tmp_path / "å ä.txt"
    path.write_text("Nämnden\fbeslutar")

    with IsolatedReader(LIMITS) as reader:
        found = reader.read(SourceFile(path, str(path), path.name, 1, 1, ""))

    assert [page.text for page in found.pages] == ["Nämnden", "beslutar"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sover", r"tog mer än 1,5 s att läsa \(inställningen limits.seconds_per_file\)"),
        ("seg", "seconds_per_file"),
        ("sida", r"sidan 2 av 9 tog mer än 0,5 s att läsa \(inställningen limits.seconds_per_page\)"),
    ],
)
def test_what_takes_too_long_is_ended_and_the_next_file_is_read(hasty: IsolatedReader, name: str, reason: str) -> None:
    before = process_of(hasty)

    with pytest.raises(ReadTimeoutError, match=reason):
        hasty.read(source(name))

    assert not is_running(before)
    assert process_of(hasty) != before


def test_pages_read_by_ocr_do_not_use_up_the_files_time(hasty: IsolatedReader) -> None:
    assert hasty.read(source("ocr")).pages[0].text.endswith("ocr")


@pytest.mark.parametrize("name", ["krasch", "fel"])
def test_a_crash_is_a_reason_and_the_next_file_is_read(hasty: IsolatedReader, name: str) -> None:
    with pytest.raises(DamagedFileError, match="läsningen kraschade") as raised:
        hasty.read(source(name))

    if name == "fel":
        assert raised.value.__notes__ == ["KeyError: 'ett fel i koden'"]
    assert hasty.read(source("bra")).pages


def test_errors_travel_as_themselves(hasty: IsolatedReader) -> None:
    process = process_of(hasty)

    with pytest.raises(EmptyFileError, match=r"^tom fil$"):
        hasty.read(source("tom"))

    assert process_of(hasty) == process


def test_memory_is_limited(reader_at: str) -> None:
    with (
        IsolatedReader(replace(LIMITS, worker_memory_bytes=500 * MB), read=reader_at) as reader,
        pytest.raises(DamagedFileError, match="för mycket minne"),
    ):
        reader.read(source("minne"))


def test_a_text_that_does_not_fit_in_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"ord " * 10_000_000)
    limits = replace(LIMITS, worker_memory_bytes=150 * MB)

    with IsolatedReader(limits) as reader, pytest.raises((TooLargeError, DamagedFileError), match="minne"):
        reader.read(SourceFile(path, str(path), path.name, 1, 1, ""))


def test_files_are_read_ahead_in_order(hasty: IsolatedReader) -> None:
    waiting = [hasty.submit(source(name)) for name in ("a", "tom", "b")]

    assert waiting[2].result().pages[0].text.endswith("b")
    assert waiting[0].result().pages[0].text.endswith("a")
    assert isinstance(waiting[1].exception(), EmptyFileError)


def test_progress_is_told(reader_at: str) -> None:
    told: list[tuple[str, int]] = []

    def watch(file: SourceFile, step: Step) -> None:
        told.append((file.name, step.page))

    with IsolatedReader(HASTY, watch, reader_at) as reader:
        reader.read(source("ocr"))

    assert told == [("ocr", page) for page in range(1, 9)]


def test_a_process_that_ended_between_files_is_replaced(hasty: IsolatedReader) -> None:
    before = process_of(hasty)
    os.kill(before, signal.SIGKILL)
    assert wait_until_gone(before)

    assert process_of(hasty) != before


def test_a_process_that_ends_as_a_file_is_handed_over_is_replaced(hasty: IsolatedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    before = process_of(hasty)
    os.kill(before, signal.SIGKILL)
    # Its threads may still be ending: for a moment it is neither gone nor to be waited for.
    monkeypatch.setattr("ingest.isolate._Worker.alive", True)

    assert process_of(hasty) != before


def test_closing_ends_the_process_in_the_middle_of_a_file(reader_at: str) -> None:
    reader = IsolatedReader(LIMITS, read=reader_at)
    process = process_of(reader)
    sleeping, waiting = reader.submit(source("sover")), reader.submit(source("bra"))
    time.sleep(0.2)

    began = time.monotonic()
    reader.close()

    assert time.monotonic() - began < 5
    assert wait_until_gone(process)
    assert isinstance(sleeping.exception(), DamagedFileError)
    with pytest.raises(CancelledError):
        waiting.result()


def test_a_reader_that_cannot_start_is_no_fault_of_the_file() -> None:
    with IsolatedReader(LIMITS, read="finns_inte:read") as reader:
        with pytest.raises(IngestError, match="finns_inte") as raised:
            reader.read(source("a"))
        assert type(raised.value) is IngestError


def test_the_process_ends_with_the_one_that_started_it(reader_at: str, tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(
        "import sys, time\n"
        "from tests_helper import source, LIMITS\n"
        "from ingest.isolate import IsolatedReader\n"
        f"reader = IsolatedReader(LIMITS, read={reader_at!r})\n"
        "print(reader.read(source('bra')).pages[0].text.split()[0], flush=True)\n"
        "reader.submit(source('sover'))\n"
        "time.sleep(600)\n"
    )
    (tmp_path / "tests_helper.py").write_text(
        "from pathlib import Path\nfrom ingest.config import Limits\nfrom ingest.model import SourceFile\n"
        "LIMITS = Limits()\n"
        "def source(name):\n    return SourceFile(Path(name), name, name, 1, 1, '')\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path), str(Path.cwd())])}
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert is_running(worker)
        parent.kill()

    assert wait_until_gone(worker)


def test_the_process_loads_no_model_library() -> None:
    code = "import sys; import ingest.readers.worker, ingest.readers.registry; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(Path.cwd())])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)

    assert not {"torch", "chromadb", "numpy", "pandas", "sentence_transformers"} & set(done.stdout.split())
