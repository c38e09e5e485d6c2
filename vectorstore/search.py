"""The search: identifiers first, then vectors and words fused, places and years weighed, repeats moved back.

Data goes in and comes out; the stores are given (see `app.bootstrap`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from ingest.model import Chunk, ChunkKind
from vectorstore.coverage import asked_words, coverage, told
from vectorstore.fusion import best, fused, normalised
from vectorstore.model import ChunkSource, Embedder, Hit, LexicalField, LexicalIndex, Reranker, SearchQuery, VectorIndex
from vectorstore.words.spelling import Speller
from vectorstore.words.tokens import identifiers, normalise_identifier, query_terms, words

_CANDIDATES = 120  # of each leg: past this no evidence of a development question was found first
_DENSE_WEIGHT = 0.55  # measured on two question sets, docs/evaluation.md; meaning finds, words confirm
_LEXICAL_WEIGHT = 0.45
_DENSE_FLOOR = 0.10  # below the best cosine that counts as nothing: e5's cosines lie close together
_IDENTIFIER_BONUS = 0.5  # an identifier asked for, found in the passage or over it
_ELSEWHERE = 0.25  # times: a passage from another municipality that does not name the one asked about
_OTHER_YEAR = 0.80  # times: a passage whose paper and text name other years only
_SAME_BODY = 0.06  # added: the board asked about
_SAME_MONTH = 0.10  # added: a paper of the month asked about
_SAME_TYPE = 0.05  # added: the kind of paper asked about
_COVERAGE_WEIGHT = 0.5  # of the share of what is asked that a passage meets; recall@1 went from .59 to .70 by it
_COVERED = 40  # passages it is measured for
_CONTEXT_SHARE = 0.9  # that the words over a passage count for, against its own
_RERANKED = 40  # passages a reranker scores
_ABOVE_THE_REST = 1.0  # added to a reranked score, so that what was not reranked stays behind
_REPEAT = 0.75  # share of a passage's word pairs that stand in a better one: it says nothing new
_TEXTS_KNOWN = 8192  # texts whose years and word pairs are remembered: some thousand passages
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Weight = tuple[float, float]  # added to a score, and what the sum is multiplied by


class Searcher:
    """Finds passages."""

    def __init__(
        self,
        embedder: Embedder,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        source: ChunkSource,
        reranker: Reranker | None = None,
    ) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical
        self._source = source
        self._reranker = reranker
        self.speller = Speller(lambda tokens: lexical.frequencies(LexicalField.STEMS, tokens))

    def search(self, query: SearchQuery, k: int = 10) -> list[Hit]:
        """Return up to k passages, best first.

        Args:
            query: what is looked for.
            k: how many passages.
        """
        self.speller.renew(self._source.generation())
        narrowing = [*query.places, *(str(year) for year in query.years)]
        terms = query_terms(query.text, query.synonyms, narrowing, self.speller.spellings)
        lexical = self._lexical.search(terms, _CANDIDATES, query.where) if terms else {}
        dense = self._vectors.search(self._embedder.query(query.text), _CANDIDATES, query.where)
        chunks = self._source.chunks([*{*lexical, *dense}])
        legs = {
            "dense": {key: score for key, score in dense.items() if key in chunks},
            "lexical": {key: score for key, score in lexical.items() if key in chunks},
        }
        weights = {key: _weight(chunk, query) for key, chunk in chunks.items()}
        scores = weighed(self._covered(fuse_legs(legs), chunks, query, weights), weights)
        if self._reranker is not None:
            scores = self._reranked(self._reranker, query, scores, chunks)
        order = without_repeats(best(scores, 3 * k), chunks, k)
        names = self._source.names([*{chunks[key].document_id for key in order}])
        return [_hit(chunks[key], scores[key], names, legs) for key in order]

    def around(self, hit: Hit, before: int, after: int) -> list[Hit]:
        """Return the passages beside a hit in its document, in order, itself left out; their scores are the hit's.

        Args:
            hit: a passage found.
            before, after: how many passages to look at before it and after it.
        """
        chunk = hit.chunk
        stem = chunk.id.rpartition(":")[0]
        numbers = range(max(0, chunk.number - before), chunk.number + after + 1)
        found = self._source.chunks([f"{stem}:{number}" for number in numbers if number != chunk.number])
        return [replace(hit, chunk=one, legs={}) for one in sorted(found.values(), key=lambda one: one.number)]

    def _covered(
        self, scores: dict[str, float], chunks: Mapping[str, Chunk], query: SearchQuery, weights: Mapping[str, Weight]
    ) -> dict[str, float]:
        """Return the scores with what the best passages gain for meeting the words asked for."""
        asked = asked_words(query, self.speller)
        for key in best(weighed(scores, weights), _COVERED):
            share = coverage(asked, told(chunks[key].text), told(chunks[key].context), _CONTEXT_SHARE)
            scores[key] += _COVERAGE_WEIGHT * share
        return scores

    @staticmethod
    def _reranked(
        reranker: Reranker, query: SearchQuery, scores: dict[str, float], chunks: Mapping[str, Chunk]
    ) -> dict[str, float]:
        first = best(scores, _RERANKED)
        given = reranker.scores(query.text, [f"{chunks[key].context}\n{chunks[key].text}" for key in first])
        top = normalised(dict(zip(first, given, strict=True)))
        rest = max((score for key, score in scores.items() if key not in top), default=0.0)
        return {key: rest + _ABOVE_THE_REST + top[key] if key in top else score for key, score in scores.items()}


def fuse_legs(legs: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return the fused scores of the legs "dense" (cosines) and "lexical" (BM25)."""
    dense, lexical = legs["dense"], legs["lexical"]
    floor = max(dense.values()) - _DENSE_FLOOR if dense else None
    return fused(
        {
            "dense": (normalised(dense, floor), _DENSE_WEIGHT),
            "lexical": (normalised(lexical, 0.0), _LEXICAL_WEIGHT),
        }
    )


def weighed(scores: Mapping[str, float], weights: Mapping[str, Weight]) -> dict[str, float]:
    """Return the scores weighed by what the question says of place, year, board, kind of paper and identifiers."""
    return {key: (score + weights[key][0]) * weights[key][1] for key, score in scores.items()}


def _weight(chunk: Chunk, query: SearchQuery) -> Weight:
    """Return what is added to a passage's score, and what it is then multiplied by."""
    added, times = 0.0, 1.0
    if query.identifiers:
        present = {*_identifiers(chunk.context), *_identifiers(chunk.text)}
        present |= {normalise_identifier(chunk.paragraph), normalise_identifier(chunk.diary_number)}
        added += _IDENTIFIER_BONUS * sum(wanted in present for wanted in query.identifiers) / len(query.identifiers)
    if query.bodies and chunk.metadata.body in query.bodies:
        added += _SAME_BODY
    day = chunk.metadata.day
    if day is not None and (day.year, day.month) in query.months:
        added += _SAME_MONTH
    if query.doc_types and chunk.metadata.doc_type in query.doc_types:
        added += _SAME_TYPE
    if query.places and not in_place(chunk, query.places):
        times *= _ELSEWHERE
    if query.years and not in_years(chunk, query.years):
        times *= _OTHER_YEAR
    return added, times


@lru_cache(maxsize=_TEXTS_KNOWN)
def _identifiers(text: str) -> frozenset[str]:
    return frozenset(identifiers(text))


def in_place(chunk: Chunk, places: Sequence[str]) -> bool:
    """Tell whether a passage may be about one of the municipalities: its paper's, or one that it names itself."""
    if not chunk.metadata.municipality or chunk.metadata.municipality in places:
        return True
    pattern = _naming(tuple(places))
    return pattern.search(chunk.text) is not None or pattern.search(chunk.context) is not None


@lru_cache(maxsize=64)
def _naming(places: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of the municipalities' names, also in the genitive."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, places))})s?(?!\w)", re.IGNORECASE)


def in_years(chunk: Chunk, years: Sequence[int]) -> bool:
    """Tell whether a passage may be about one of the years: its paper's, or one that it names; or none is known."""
    known = _years_named(chunk.context).union(_years_named(chunk.text), chunk.metadata.years)
    return not known or not known.isdisjoint(years)


@lru_cache(maxsize=_TEXTS_KNOWN)
def _years_named(text: str) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(text))


def without_repeats(order: Sequence[str], chunks: Mapping[str, Chunk], most: int) -> list[str]:
    """Return the first keys, as many as are wanted, with those moved last whose text stands, almost whole, in a better passage.

    Packages repeat themselves: a summary, its analysis and the covering letter say the same words. A decision in the words
    of the proposal is no repeat of it.
    """
    kept: list[str] = []
    repeats: list[str] = []
    seen: list[tuple[frozenset[tuple[str, str]], bool]] = []
    for key in order:
        if len(kept) == most:
            break  # what comes after is not wanted
        pairs = _pairs(chunks[key].text)
        least = _REPEAT * len(pairs)
        decides = chunks[key].kind is ChunkKind.DECISION
        before = [told for told, decided in seen if decided or not decides]
        if pairs and any(len(told) >= least and len(pairs & told) >= least for told in before):
            repeats.append(key)
            continue
        kept.append(key)
        seen.append((pairs, decides))
    return (kept + repeats)[:most]


@lru_cache(maxsize=_TEXTS_KNOWN)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words(text)))


def _hit(chunk: Chunk, score: float, names: Mapping[str, str], legs: Mapping[str, Mapping[str, float]]) -> Hit:
    found = {name: round(scores[chunk.id], 4) for name, scores in legs.items() if chunk.id in scores}
    name = names.get(chunk.document_id, "")
    return Hit(chunk, round(score, 6), name, chunk.metadata.title or name, found)
