"""What the stores give and take: stored documents, filters, hits, and the protocols of what can be exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.model import Access, Chunk, DocType, Metadata

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A live document as the catalogue knows it.

    Attributes:
        path: where the file was when it was taken in.
        pages, chunks, characters: how much of it there is.
        duplicate_keys: other keys under which the same content was found.
    """

    id: str
    key: str
    version: str
    name: str
    path: str
    media_type: str
    size: int
    modified_ns: int
    added: datetime
    metadata: Metadata
    paged: bool
    pages: int
    papers: int
    chunks: int
    characters: int
    warnings: tuple[str, ...] = ()
    duplicate_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search may look at; an empty tuple means no limit, except for `access`, which always limits.

    A chunk passes when each limit given holds for it: its municipality is one of `municipalities`, and so on;
    `years` holds when any of the paper's years is among them.
    """

    municipalities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    doc_types: tuple[DocType, ...] = ()
    document_ids: tuple[str, ...] = ()
    access: tuple[Access, ...] = (Access.PUBLIC,)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    Attributes:
        score: higher is better; comparable within one search only.
        source: the file's name.
        legs: the score each way of searching gave it, before fusion.
    """

    chunk: Chunk
    score: float
    source: str
    title: str
    legs: dict[str, float] = field(default_factory=dict)


class LexicalField(StrEnum):
    """The fields of the lexical index, each a list of tokens of ours."""

    STEMS = "stems"  # stems of the chunk's words
    PARTS = "parts"  # stems of the parts of its compounds
    GRAMS = "grams"  # character 4- and 5-grams
    IDENTIFIERS = "identifiers"  # §, diary numbers, dates, Kolada ids, whole
    CONTEXT = "context"  # stems and parts of the headings, the paper's title, board and year


@dataclass(frozen=True, slots=True)
class Term:
    """One token to look for in one field; `boost` multiplies its BM25 score."""

    field: LexicalField
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the two indexes take for one chunk."""

    chunk: Chunk
    vector: Vector
    tokens: dict[LexicalField, Sequence[str]]


class Embedder(Protocol):
    """Turns text into unit vectors."""

    @property
    def name(self) -> str:
        """The model's name, as people know it."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def passages(self, texts: Sequence[str]) -> Vector:
        """Return one unit row a text, shape (n, dimension), float32."""

    def query(self, text: str) -> Vector:
        """Return one unit vector, shape (dimension,), float32."""


class VectorIndex(Protocol):
    """Nearest neighbours by cosine."""

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Add entries; adding the same chunk id again replaces it."""

    def remove(self, chunk_ids: Sequence[str]) -> None:
        """Remove entries; ids that are not there are passed over."""

    def search(self, vector: Vector, k: int, where: Filter) -> dict[str, float]:
        """Return up to k chunk ids with their cosine similarity."""

    def count(self) -> int:
        """Return the number of entries."""


class LexicalIndex(Protocol):
    """BM25 over tokens of ours."""

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Add entries and make them searchable; adding the same chunk id again replaces it."""

    def remove(self, chunk_ids: Sequence[str]) -> None:
        """Remove entries; ids that are not there are passed over."""

    def search(self, terms: Sequence[Term], k: int, where: Filter) -> dict[str, float]:
        """Return up to k chunk ids with their BM25 score (any term may match)."""

    def frequencies(self, field: LexicalField, tokens: Sequence[str]) -> dict[str, int]:
        """Return how many entries hold each token in a field, entries not yet swept away included."""

    def count(self) -> int:
        """Return the number of entries."""


class Reranker(Protocol):
    """Scores passages against a query (a cross-encoder; a setting, none by default)."""

    def scores(self, query: str, passages: Sequence[str]) -> list[float]:
        """Return one score a passage, higher is better."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for.

    Attributes:
        text: the question as understood.
        synonyms: (word asked, other word for it), looked for with less weight.
        where: what the search may look at, always.
        places: municipalities asked about: a passage of another one counts only if it names the place itself.
        years, months, bodies, doc_types: asked about: passages that fit are preferred; a month is (year, month).
        identifiers: §§, diary numbers, dates and ids asked about, normalised: exact matches come first.
        narrowing: words of the text, in lower case, by which the search is narrowed already: they weigh little.
    """

    text: str
    synonyms: tuple[tuple[str, str], ...] = ()
    where: Filter = field(default_factory=Filter)
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    months: tuple[tuple[int, int], ...] = ()
    bodies: tuple[str, ...] = ()
    doc_types: tuple[DocType, ...] = ()
    identifiers: tuple[str, ...] = ()
    narrowing: frozenset[str] = frozenset()


class ChunkSource(Protocol):
    """Gives live passages by their id (the catalogue)."""

    def chunks(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Return the live chunks among the ids."""

    def names(self, document_ids: Sequence[str]) -> dict[str, str]:
        """Return the file names of documents."""

    def generation(self) -> int:
        """Return a number that grows each time what is live changes."""


@dataclass(frozen=True, slots=True)
class IndexFingerprint:
    """What a vector index was made with; vectors of two fingerprints cannot be compared.

    Attributes:
        model: the embedding model's name.
        dimension: numbers in a vector.
        weights: a hash of the model's weights.
        chunker: the version of what makes chunks and their context.
    """

    model: str
    dimension: int
    weights: str
    chunker: str


class DerivedIndex(Protocol):
    """An index made from the catalogue: how it is kept, whatever it is searched by.

    A change is whole: whoever searches, in this process or another, sees all of it or nothing, also when the process
    is killed in the middle of it.
    """

    def update(self, added: Sequence[IndexEntry], removed: Sequence[str]) -> None:
        """Add entries (the same chunk id again replaces) and remove others; ids that are not there are passed over.

        Raises:
            StoreFullError: the disk is full; the index is as it was.
            StoreDamagedError: the index cannot be opened.
        """

    def count(self) -> int:
        """Return the number of entries."""

    def ids(self) -> set[str]:
        """Return the chunk ids of all entries."""

    def close(self) -> None:
        """Let go of files and memory; the index opens again when it is used."""
