"""Load: people asking at once while papers are put in. `python -m eval.load` starts a server of its own and measures it."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from eval.metrics import percentile

_QUESTIONS = Path(__file__).parent / "demo" / "questions.jsonl"
_START_SECONDS = 120.0
_SETTLE_SECONDS = 180.0  # for the papers that are put in last
_WORDS = ("avgift", "badplats", "cykelväg", "förskola", "gatlykta", "idrottshall", "lekplats", "parkering", "skolskjuts")


@dataclass
class Load:
    """What was measured.

    Attributes:
        milliseconds: of each question.
        errors: what went wrong, in words.
        taken_in: papers that can be answered from.
        memory_mb: of the server, once a second.
    """

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    taken_in: int = 0
    memory_mb: list[float] = field(default_factory=list)


def load(address: str, questions: Sequence[str], users: int, seconds: float, papers: int, pause: float, pid: int = 0) -> Load:
    """Ask and put in for some seconds, and return what was measured.

    Args:
        address: of a running server.
        questions: asked at random.
        users: who ask at once.
        seconds: of asking.
        papers: put in one by one, spread over the first half.
        pause: seconds a user reads before asking again.
        pid: the server's process, or 0.
    """
    made = Load()
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_ask, args=(address, questions, until, pause, made, n)) for n in range(users)]
    threads.append(threading.Thread(target=_put_in, args=(address, papers, seconds / 2, made)))
    if pid:
        threads.append(threading.Thread(target=_watch, args=(pid, until, made)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made


def _ask(address: str, questions: Sequence[str], until: float, pause: float, made: Load, seed: int) -> None:
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < until:
            started = time.perf_counter()
            try:
                answer = client.post("/api/ask", json={"question": chance.choice(questions)})
            except httpx.HTTPError as error:
                made.errors.append(type(error).__name__)
                continue
            made.milliseconds.append((time.perf_counter() - started) * 1000)
            if answer.status_code != 200:
                made.errors.append(f"{answer.status_code} {answer.text[:200]}")
            time.sleep(pause * chance.uniform(0.5, 1.5))


def _put_in(address: str, papers: int, seconds: float, made: Load) -> None:
    jobs = []
    with httpx.Client(base_url=address, timeout=60) as client:
        for number in range(papers):
            answer = client.post("/api/documents", files={"files": (f"rutin-{number}.txt", _paper(number).encode())})
            if answer.status_code == 202:
                jobs.append(answer.json()["id"])
            else:
                made.errors.append(f"upload: {answer.status_code} {answer.text[:200]}")
            time.sleep(seconds / max(1, papers))
        end = time.monotonic() + _SETTLE_SECONDS
        for job in jobs:
            while (state := client.get(f"/api/jobs/{job}").json()["state"]) == "working" and time.monotonic() < end:
                time.sleep(0.2)
            made.taken_in += state == "done"
            if state != "done":
                made.errors.append(f"job: {state}")


def _paper(number: int) -> str:
    """Return a paper of about a page, no two alike."""
    chance = random.Random(1_000 + number)
    parts = [f"Rutin {number} för {chance.choice(_WORDS)}\n"]
    for heading in range(1, 5):
        told = " ".join(
            f"{chance.choice(_WORDS).capitalize()} nummer {chance.randrange(1000)} sköts av enhet {number}." for _ in range(9)
        )
        parts.append(f"{heading} Om {chance.choice(_WORDS)}\n\n{told}\n")
    return "\n".join(parts)


def _watch(pid: int, until: float, made: Load) -> None:
    while time.monotonic() < until:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
        kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
        made.memory_mb.append(kilobytes / 1000)
        time.sleep(1)


def _told(made: Load, seconds: float) -> str:
    ordered = made.milliseconds or [0.0]
    memory = made.memory_mb or [0.0]
    third = max(1, len(memory) // 3)
    return "\n".join(
        (
            f"{len(made.milliseconds)} questions in {seconds:.0f} s, {made.taken_in} papers taken in, {len(made.errors)} errors",
            f"p50 {percentile(ordered, 0.5):.0f} ms · p95 {percentile(ordered, 0.95):.0f} ms · longest {max(ordered):.0f} ms",
            f"memory: first third {sum(memory[:third]) / third:.0f} MB · last third {sum(memory[-third:]) / third:.0f} MB · "
            f"most {max(memory):.0f} MB",
            *(f"error: {one}" for one in made.errors[:10]),
        )
    )


def main() -> int:
    """Run the command; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=__doc__)
    parser.add_argument("data", type=Path, help="a data folder with the demo papers; it is copied, not changed")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--papers", type=int, default=100)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds a user reads before asking again")
    given = parser.parse_args()
    questions = [json.loads(line)["question"] for line in _QUESTIONS.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(given.data, data, symlinks=True)
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        environment = {
            **os.environ,
            "KOMMUNSVAR_DATA": str(data),
            "KOMMUNSVAR_SERVER_REQUESTS_PER_MINUTE": "0",
            "HF_HUB_OFFLINE": "1",
        }
        command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            made = load(address, questions, given.users, given.seconds, given.papers, given.pause, server.pid)
        finally:
            server.terminate()
            server.wait(30)
    sys.stdout.write(_told(made, given.seconds) + "\n")
    return 1 if made.errors else 0


def _wait(address: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(f"{address}/api/ready", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise TimeoutError("the server did not start")


if __name__ == "__main__":
    raise SystemExit(main())
