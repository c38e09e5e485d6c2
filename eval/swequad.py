"""SweQUAD-MC as a retrieval set: is the passage that a question was asked on found among all passages?

Retrieval alone is measured: the search as it is, and each of its legs alone, over the passages taken in by themselves. The set
holds passages that are copies of one another but for some lines; a copy counts as the passage, for every way of searching.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.question.understanding import search_query
from app.settings import Settings
from eval.dataset import SwequadItem
from eval.metrics import interval
from eval.quiet import fresh, taken_in
from vectorstore.fusion import best
from vectorstore.model import Filter, LexicalField
from vectorstore.words.spelling import Speller
from vectorstore.words.tokens import query_terms, words

_DEPTH = 50  # parts of passages looked at, for the ten best passages
_K = 5
_COPY = 0.9  # share of the shorter passage's word pairs that stand in the other one: the copies have .98 and more, no others .35


def measure(items: Sequence[SwequadItem], settings: Settings, progress: Callable[[int], None]) -> dict[str, dict[str, Any]]:
    """Return recall@5 and MRR of the hybrid search, of vectors alone and of words alone, with 95 % intervals.

    Args:
        items: the questions, each with the passage it was asked on.
        settings: of the program; its data folder is not touched.
        progress: called with 1 after each question.
    """
    passages = {text: f"{number:04}.txt" for number, text in enumerate(dict.fromkeys(item.context for item in items))}
    same = _copies(passages)
    with tempfile.TemporaryDirectory() as name:
        papers = Path(name) / "papers"
        papers.mkdir()
        for text, file in passages.items():
            (papers / file).write_text(text, "utf-8")
        with fresh(settings, Path(name) / "data") as given:
            taken_in(given, [papers])
            names = {stored.id: stored.name for stored in given.index.catalogue.documents()}
            ranks: dict[str, list[int]] = {"hybrid": [], "dense": [], "bm25": []}
            for item in items:
                for leg, keys in _legs(given, item.question):
                    ranks[leg].append(_rank([same[names[key.split(":")[0]]] for key in keys], same[passages[item.context]]))
                progress(1)
    return {leg: _figures(found) for leg, found in ranks.items()}


def _copies(passages: Mapping[str, str]) -> dict[str, str]:
    """Return each passage's file with the file of the first passage that it is a copy of: most often its own."""
    pairs = {file: set(pairwise(words(text))) for text, file in passages.items()}
    same: dict[str, str] = {}
    for file, own in pairs.items():
        firsts = (first for first in same if len(own & pairs[first]) >= _COPY * max(1, min(len(own), len(pairs[first]))))
        same[file] = same.get(next(firsts, ""), file)
    return same


def _legs(given: Services, question: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each way of searching with the ids of the parts it finds, best first."""
    index = given.index
    hits = given.assistant.search(question, _DEPTH)
    yield "hybrid", [hit.chunk.id for hit in hits]
    yield "dense", best(index.vectors.search(given.embedder.query(question), _DEPTH, Filter()), _DEPTH)
    query = search_query(given.assistant.understand(question), Filter())
    speller = Speller(lambda tokens: index.lexical.frequencies(LexicalField.STEMS, tokens))
    terms = query_terms(query.text, query.synonyms, (), speller.spellings)
    yield "bm25", best(index.lexical.search(terms, _DEPTH, Filter()), _DEPTH)


def _rank(found: Sequence[str], wanted: str) -> int:
    """Return the rank of a passage among the passages whose parts were found; 0 where it was not."""
    order = list(dict.fromkeys(found))
    return order.index(wanted) + 1 if wanted in order else 0


def _figures(ranks: Sequence[int]) -> dict[str, Any]:
    recalled = [float(0 < rank <= _K) for rank in ranks]
    reciprocal = [1 / rank if rank else 0.0 for rank in ranks]
    low, high = interval(recalled)
    least, most = interval(reciprocal)
    return {
        f"recall@{_K}": {
            "value": round(100 * sum(recalled) / len(recalled), 1), "low": round(100 * low, 1), "high": round(100 * high, 1)
        },
        "mrr": {"value": round(sum(reciprocal) / len(reciprocal), 3), "low": round(least, 3), "high": round(most, 3)},
        "cases": len(ranks),
    }  # fmt: skip


def flat(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the figures as measures for the floors: hybrid's, and how much better it is than the better leg alone."""
    hybrid = figures["hybrid"]
    told: dict[str, Any] = {name: hybrid[name] for name in ("recall@5", "mrr")}
    for name in ("recall@5", "mrr"):
        rest = max(figures[leg][name]["value"] for leg in ("dense", "bm25"))
        told[f"{name}_gain"] = {"value": round(hybrid[name]["value"] - rest, 3)}
    return told
