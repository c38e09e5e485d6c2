"""What goes into the catalogue and what it tells, beside documents and chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Access, Chunk, DocType, Document, SourceFile
from ingest.tables.model import Figure
from vectorstore.model import Filter

GENERATION = "generation"  # the fact that counts changes
INDEX = "index"  # the fact that names the indexes in use
EVERYTHING = Filter(access=tuple(Access))  # for those who keep the store, not for those who ask


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document as just read, on its way in."""

    source: SourceFile
    document: Document
    chunks: Sequence[Chunk]
    figures: Sequence[Figure] = ()


@dataclass(frozen=True, slots=True)
class StagedVersion:
    """A version that is written and not yet answered from.

    Attributes:
        number: the catalogue's own number of this version.
        chunks: as they are to be indexed. Their ids differ from those given when the same content was read before,
            so that both readings can be in the indexes at once.
    """

    number: int
    document_id: str
    version: str
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A version that is not live: half written, replaced or deleted. Its index entries and rows are to go.

    Attributes:
        number: the catalogue's own number of this version.
    """

    number: int
    document_id: str
    version: str
    chunk_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file whose content is in the catalogue, to compare with what is found on disk.

    Attributes:
        document_id: the document that holds the content.
        duplicate: True when the document was taken in under another key.
        access: who may see the document.
    """

    key: str
    document_id: str
    sha256: str
    size: int
    modified_ns: int
    duplicate: bool
    access: Access


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many papers there are of one kind; `year` is None where neither the paper's years nor its date are known."""

    municipality: str
    body: str
    doc_type: DocType
    year: int | None
    papers: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is live."""

    documents: int
    duplicates: int
    pages: int
    papers: int
    chunks: int
    characters: int
