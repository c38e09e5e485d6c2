"""How fast and how large: DESIGN.md §9 measured, on papers and on made-up passages. No test asserts a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx

from app.bootstrap import Services
from app.settings import Settings
from eval.dataset import read_cases
from eval.errors import EvalError
from eval.growth import grown
from eval.many_figures import figure_questions
from eval.measured import Measured, timed
from eval.metrics import percentile
from eval.quiet import fresh, taken_in
from ingest.config import Limits
from ingest.discover import Skipped, discover
from ingest.isolate import IsolatedReader
from ingest.pipeline import Prepared, prepare
from ingest.structure import Stated

QUESTIONS = Path(__file__).with_name("demo") / "questions.jsonl"
_ASKED = 40  # questions timed: enough for a p95 of the second slowest
_PASSAGE = (
    "Nämnden följer upp ekonomin varje månad och redovisar utfall, budget och avvikelse för varje verksamhet i kommunen. " * 7
)
_WORDS = 120  # of a passage
_PASSAGES = 96
_START = 60.0  # seconds that a server may take before it is given up
_PDF = ".pdf"


def measure(settings: Settings, papers: Path, sizes: Sequence[int]) -> list[Measured]:
    """Return all figures, in the order of DESIGN.md §9.

    Args:
        settings: of the program; its data folder is not touched.
        papers: a folder to take in.
        sizes: numbers of made-up passages to search among.

    Raises:
        EvalError: the server does not start.
        VectorStoreError: the stores cannot be made.
    """
    found = reading(papers, settings.limits.limits())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with fresh(settings, folder / "data") as given:
            found += taking_in(given, papers)
            found += asking(given)
        found += serving(settings, folder / "data")
        for size in sizes:
            found += grown(folder / f"grown{size}", size)
    return found


def measure_figures(settings: Settings, papers: Path, questions: Path, size: int) -> list[Measured]:
    """Return how long questions for numbers take among `size` figures.

    Args:
        settings: of the program; its data folder is not touched.
        papers: a folder to take in.
        questions: a file of them, as `eval run` reads.
        size: figures wanted.

    Raises:
        EvalError: see `eval.many_figures`.
        VectorStoreError: the stores cannot be made.
    """
    with tempfile.TemporaryDirectory() as name, fresh(settings, Path(name) / "data") as given:
        return figure_questions(given, papers, read_cases(questions), size)


def reading(papers: Path, limits: Limits) -> list[Measured]:
    """Return how many pages a second are read, made into sections and cut into passages, without embedding."""
    sources = [one for one in discover([papers], limits) if not isinstance(one, Skipped)]
    found = []
    with IsolatedReader(limits) as reader:
        list(prepare(sources[:1], reader, Stated()))  # the reading process has started
        for name, chosen, target in (
            ("PDF: läsa, dela in, stycka", [one for one in sources if one.path.suffix.lower() == _PDF], "≥ 20"),
            ("text: läsa, dela in, stycka", [one for one in sources if one.path.suffix.lower() != _PDF], "≥ 100"),
        ):
            started = time.perf_counter()
            ready = [one for one in prepare(chosen, reader, Stated()) if isinstance(one, Prepared)]
            seconds = time.perf_counter() - started
            pages = sum(_pages(one) for one in ready)
            if ready:
                found.append(Measured(name, pages / seconds, "sidor/s", target))
    return found


def _pages(ready: Prepared) -> float:
    """Return a document's pages; a file without pages has one for every 2,500 characters, as a printed page holds."""
    if ready.document.paged:
        return len(ready.document.pages)
    return max(1.0, len(ready.document.text) / 2_500)


def taking_in(given: Services, papers: Path) -> list[Measured]:
    """Return how long taking papers in takes against the embedder's own time, and the embedder's speed."""
    passage = " ".join(_PASSAGE.split()[:_WORDS])
    given.embedder.passages([passage])  # the model is loaded
    started = time.perf_counter()
    given.embedder.passages([f"{number} {passage}" for number in range(_PASSAGES)])
    speed = _PASSAGES / (time.perf_counter() - started)
    report = taken_in(given, [papers])
    return [
        Measured("inläsning / modellens egen tid", report.seconds / max(report.embed_seconds, 1e-9), "gånger", "≤ 1,3"),
        Measured("modellen: stycken om 120 ord", speed, "stycken/s", "≥ 20"),
        Measured("inlästa stycken", report.chunks, "stycken"),
    ]


def asking(given: Services) -> list[Measured]:
    """Return how long questions on the demo papers take, extractive."""
    questions = [case.question for case in read_cases(QUESTIONS)]
    for question in questions[:2]:
        given.assistant.ask(question)
    times = [timed(partial(given.assistant.ask, question)) for question in questions[2 : 2 + _ASKED]]
    return [
        Measured("en fråga, p50", percentile(times, 0.50), "ms", "≤ 150"),
        Measured("en fråga, p95", percentile(times, 0.95), "ms", "≤ 400"),
    ]


def serving(settings: Settings, data: Path) -> list[Measured]:
    """Return how long the server takes to be ready, and the most memory it has held after some questions.

    Raises:
        EvalError: it does not start.
    """
    started = time.perf_counter()
    with _server(settings, data) as (process, client):
        _wait(process, client, started)
        ready = time.perf_counter() - started
        for case in read_cases(QUESTIONS)[:10]:
            client.post("/api/ask", json={"question": case.question})
        peak = _peak(process.pid)
    found = [Measured("tjänsten startar", ready, "s", "≤ 15")]
    return [*found, Measured("tjänstens minne, som mest", peak / 1e6, "MB", "≤ 1500")] if peak else found


@contextmanager
def _server(settings: Settings, data: Path) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """Give a server of its own on loopback, stopped at the end."""
    environment = {**os.environ, "KOMMUNSVAR_DATA": str(data)}
    if not settings.model.embedding:
        environment["KOMMUNSVAR_MODEL_EMBEDDING"] = str(settings.data / "model")
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = next((word for line in process.stdout or () for word in line.split() if word.startswith("http")), "")
        with httpx.Client(base_url=address.rstrip("./") or "http://127.0.0.1", timeout=30.0) as client:
            yield process, client
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def _wait(process: subprocess.Popen[str], client: httpx.Client, started: float) -> None:
    """Wait until the server is ready.

    Raises:
        EvalError: it ended, or took too long.
    """
    while time.perf_counter() - started < _START and process.poll() is None:
        try:
            if client.get("/api/ready").status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise EvalError("Tjänsten startade inte. Pröva kommunsvar doctor.")


def _peak(process: int) -> int:
    """Return the most memory a process has held, in bytes; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
