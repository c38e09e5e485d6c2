"""Questions for numbers among many: papers' figures copied to made-up municipalities until there are as many as wanted."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.bootstrap import Services
from eval.dataset import Case
from eval.errors import EvalError
from eval.metrics import percentile
from eval.quiet import taken_in
from ingest.discover import Skipped, discover
from ingest.isolate import IsolatedReader
from ingest.pipeline import Prepared, prepare
from ingest.structure import Stated, document_id
from vectorstore.writer import IndexWriter

if TYPE_CHECKING:
    from eval.bench import Measured

_FIRST = ("Alm", "Berg", "Dal", "Ek", "Fors", "Gran", "Hult", "Kvarn", "Lind", "Mos", "Näs", "Rön", "Sand", "Torp", "Vik", "Ås")
_LAST = (
    "afors",
    "aryd",
    "ebo",
    "eby",
    "ehult",
    "estad",
    "evik",
    "hammar",
    "inge",
    "köp",
    "lösa",
    "sätra",
    "tuna",
    "unda",
    "åsa",
    "ölunda",
)
_NUMBERS = ("table-number", "comparison/arith")
_WARMING = 2  # questions asked before: the model is loaded, the indexes open
_DIMENSION = 384  # of the default model


def figure_questions(given: Services, papers: Path, cases: Sequence[Case], size: int) -> list[Measured]:
    """Return how long questions for numbers take where the catalogue holds `size` figures.

    Args:
        given: new stores.
        papers: a folder, which is taken in as it is.
        cases: questions on the papers; those for numbers are asked.
        size: figures wanted, of the papers themselves and of copies under municipalities that do not exist.

    Raises:
        EvalError: the papers hold no figures, no case asks for a number, or so many copies have no names.
        VectorStoreError: the stores cannot be made.
    """
    from eval.bench import Measured  # noqa: PLC0415 - it measures this too

    questions = [case.question for case in cases if case.type in _NUMBERS]
    if not questions:
        raise EvalError("Ingen av frågorna gäller tal.")
    taken_in(given, [papers])
    count = _grow(given, papers, size)
    for question in questions[:_WARMING]:
        given.assistant.ask(question)
    times = [_timed(given, question) for question in questions]
    return [
        Measured("siffror i katalogen", count, "tal"),
        Measured(f"en fråga om tal bland {count}, p50", percentile(times, 0.50), "ms", "≤ 50"),
        Measured(f"en fråga om tal bland {count}, p95", percentile(times, 0.95), "ms"),
    ]


def _timed(given: Services, question: str) -> float:
    started = time.perf_counter()
    given.assistant.ask(question)
    return 1000 * (time.perf_counter() - started)


def _grow(given: Services, papers: Path, size: int) -> int:
    """Write copies of the papers with their figures, without passages, to about `size` figures; return how many there are."""
    limits = given.settings.limits.limits()
    sources = [one for one in discover([papers], limits) if not isinstance(one, Skipped)]
    with IsolatedReader(limits) as reader:
        ready = [one for one in prepare(sources, reader, Stated()) if isinstance(one, Prepared) and one.figures]
    own = sum(len(one.figures) for one in ready)
    if not own:
        raise EvalError(f"Det finns inga tal i handlingarna i {papers}.")
    copies = max(0, round(size / own) - 1)
    names = list(islice(_names(), copies))
    if len(names) < copies:
        raise EvalError(f"Det går att göra högst {(len(names) + 1) * own} tal av handlingarna i {papers}.")
    with given.index.writer() as writer:
        for name in names:
            with writer.batch():
                for one in ready:
                    _write(writer, _under(one, name))
    return own * (copies + 1)


def _names() -> Iterator[str]:
    return (first + last for last, first in product(_LAST, _FIRST))


def _under(one: Prepared, municipality: str) -> Prepared:
    """Return a paper as if another municipality had written it."""
    key = f"{one.source.key}/{municipality}"
    papers = tuple(replace(paper, metadata=replace(paper.metadata, municipality=municipality)) for paper in one.document.papers)
    metadata = replace(one.document.metadata, municipality=municipality)
    version = document_id(key).ljust(len(one.document.version), "0")
    source = replace(one.source, key=key, sha256=version)
    document = replace(one.document, id=document_id(key), key=key, version=version, metadata=metadata, papers=papers)
    figures = tuple(replace(figure, document_id=document.id) for figure in one.figures)
    return Prepared(source, document, (), figures)


def _write(writer: IndexWriter, one: Prepared) -> None:
    writer.write(one.source, one.document, (), np.zeros((0, _DIMENSION), dtype=np.float32), (), one.figures)
