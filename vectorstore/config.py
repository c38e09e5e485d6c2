"""Where the stores lie in the data folder, and the numbers they are tuned by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HNSW_EF = 400  # construction and search: recall@10 .999 at 5,400 chunks, where Chroma's own 100 gave .91-.94
VECTOR_BATCH = 4_000  # entries a call: under Chroma's limit of 5,461
NEIGHBOURHOOD_FROM = 5_000  # below this many entries Chroma's own filter answers in about 40 ms; it grows with the matches
NEIGHBOURHOOD_FACTOR = 8  # neighbours looked at for each one wanted, before the exact filter is tried
NEIGHBOURHOOD_MAX = 800  # hydrating more neighbours than this costs more than the exact filter
EXACT_UP_TO = 1_000  # matches scored one by one: faster than a walk through the whole graph, and exact
DEAD_SLOTS_ALLOWED = 1_000  # slots of removed vectors kept in the graph, before they outnumber the living
LEXICAL_HEAP = 48_000_000  # bytes for tantivy's writer: 1,000 chunks fill about 5 MB
SQL_BUSY_SECONDS = 20.0  # a transaction of the largest document takes under 2 s
TEXT_CACHE_CHARACTERS = 20_000_000  # whole texts kept in memory: about forty packages of meeting papers
CHUNKS_KEPT = 4096  # passages kept in memory, at some 3 kB: those of twenty questions that have none in common
LOCK_WAIT_SECONDS = 60.0  # how long a second writer waits before it says who is in the way


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """The data folder and what lies in it.

    Attributes:
        folder: the data folder; made when it is not there.
    """

    folder: Path

    @property
    def catalogue(self) -> Path:
        """The SQLite file that is the truth about documents."""
        return self.folder / "catalogue.sqlite"

    @property
    def chroma(self) -> Path:
        """The folder of the vector indexes; the catalogue says which of them is in use."""
        return self.folder / "chroma"

    @property
    def lexical(self) -> Path:
        """The folder of the lexical indexes; the catalogue says which of them is in use."""
        return self.folder / "lexical"

    @property
    def model(self) -> Path:
        """The folder of the embedding model."""
        return self.folder / "model"

    @property
    def lock(self) -> Path:
        """The file that whoever writes holds locked."""
        return self.folder / "writer.lock"
