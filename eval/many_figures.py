"""Questions for numbers among many: papers' figures copied to made-up municipalities until there are as many as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, product
from pathlib import Path

import numpy as np

from app.bootstrap import Services
from eval.dataset import Case
from eval.errors import EvalError
from eval.measured import Measured, timed
from eval.metrics import percentile
from eval.quiet import taken_in
from ingest.discover import Skipped, discover
from ingest.isolate import IsolatedReader
from ingest.pipeline import Prepared, prepare
from ingest.structure import Stated, document_id

_FIRST = ("Alm", "Berg", "Dal", "Ek", "Fors", "Gran", "Hult", "Kvarn", "Lind", "Mos", "Näs", "Rön", "Sand", "Torp", "Vik", "Ås")
_LAST = tuple("afors aryd ebo eby ehult estad evik hammar inge köp lösa sätra tuna unda åsa ölunda".split())  # noqa: SIM905 - one line
_NUMBERS = ("table-number", "comparison/arith")
_WARMING = 2  # questions asked before: the model is loaded, the indexes open


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
    questions = [case.question for case in cases if case.type in _NUMBERS]
    if not questions:
        raise EvalError("Ingen av frågorna gäller tal.")
    ready = _with_figures(given, papers)
    own = sum(len(one.figures) for one in ready)
    copies = max(0, round(size / own) - 1)
    names = list(islice(_names(), copies))
    if len(names) < copies:
        raise EvalError(f"Det går att göra högst {(len(names) + 1) * own} tal av handlingarna i {papers}.")
    taken_in(given, [papers])
    _under_other_names(given, ready, names)
    count = own * (copies + 1)
    for question in questions[:_WARMING]:
        given.assistant.ask(question)
    times = [timed(partial(given.assistant.ask, question)) for question in questions]
    return [
        Measured("siffror i katalogen", count, "tal"),
        Measured(f"en fråga om tal bland {count}, p50", percentile(times, 0.50), "ms", "≤ 50"),
        Measured(f"en fråga om tal bland {count}, p95", percentile(times, 0.95), "ms"),
    ]


def _with_figures(given: Services, papers: Path) -> list[Prepared]:
    """Return the papers that hold figures, read as an intake reads them.

    Raises:
        EvalError: none does.
    """
    limits = given.settings.limits.limits()
    sources = [one for one in discover([papers], limits) if not isinstance(one, Skipped)]
    with IsolatedReader(limits) as reader:
        ready = [one for one in prepare(sources, reader, Stated()) if isinstance(one, Prepared) and one.figures]
    if not ready:
        raise EvalError(f"Det finns inga tal i handlingarna i {papers}.")
    return ready


def _under_other_names(given: Services, ready: Sequence[Prepared], names: Sequence[str]) -> None:
    """Write a copy of the papers with their figures, without passages, for each municipality."""
    with given.index.writer() as writer:
        for name in names:
            with writer.batch():
                for one in ready:
                    copy = _under(one, name)
                    none = np.zeros((0, given.embedder.dimension), dtype=np.float32)
                    writer.write(copy.source, copy.document, (), none, (), copy.figures)


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
