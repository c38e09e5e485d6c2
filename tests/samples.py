"""Small documents to fill the stores with."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ingest.model import (
    Access,
    Box,
    Cell,
    Chunk,
    ChunkKind,
    DocType,
    Document,
    Metadata,
    Page,
    Paper,
    Section,
    SectionKind,
    SourceFile,
    TextTable,
)
from tests.fakes import FakeEmbedder, fake_tokens
from vectorstore.model import IndexEntry, IndexFingerprint

ALE = Metadata(
    title="Protokoll",
    doc_type=DocType.PROTOKOLL,
    municipality="Ale",
    body="socialnämnden",
    day=date(2025, 3, 12),
    years=(2025, 2024),
    diary_numbers=("SN 2025/97",),
)

FINGERPRINT = IndexFingerprint(model="fake", dimension=64, weights="0", chunker="1")
ANY_ACCESS = (Access.PUBLIC, Access.INTERNAL)


@dataclass(frozen=True, slots=True)
class Sample:
    """A file, and what ingest made of it."""

    source: SourceFile
    document: Document
    chunks: tuple[Chunk, ...]

    @property
    def id(self) -> str:
        return self.document.id


def sample(
    key: str = "/papper/a.pdf",
    texts: Sequence[str] = ("Nämnden beslutar om hemtjänst.", "Utfallet blev 12 tkr."),
    metadata: Sequence[Metadata] = (ALE,),
    paragraph: str = "§ 51",
) -> Sample:
    """Return a document with one chunk a text; the chunks are dealt out over one paper a metadata, in order."""
    whole = "\n".join(texts)
    version = hashlib.sha256((whole + repr(metadata)).encode()).hexdigest()
    document_id = hashlib.sha256(key.encode()).hexdigest()[:16]
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    paper_of = [at * len(metadata) // max(1, len(texts)) for at in range(len(texts))]
    chunks = tuple(
        Chunk(
            id=f"{document_id}:{version[:12]}:{at}",
            document_id=document_id,
            version=version,
            number=at,
            kind=ChunkKind.PROSE,
            text=text,
            start=starts[at],
            end=starts[at] + len(text),
            context=f"{metadata[paper_of[at]].title} · {paragraph}",
            page=at + 1,
            path=("Protokoll", paragraph),
            paragraph=paragraph,
            diary_number="SN 2025/97",
            section=at,
            paper=paper_of[at],
            metadata=metadata[paper_of[at]],
        )
        for at, text in enumerate(texts)
    )
    document = Document(
        id=document_id,
        key=key,
        version=version,
        name=Path(key).name,
        media_type="application/pdf",
        metadata=metadata[0],
        text=whole,
        paged=True,
        pages=tuple(Page(chunk.number + 1, chunk.start, chunk.end) for chunk in chunks),
        papers=_papers(chunks, metadata),
        sections=tuple(
            Section(
                chunk.number,
                chunk.paper,
                SectionKind.PARAGRAPH,
                paragraph,
                2,
                chunk.path,
                chunk.start,
                chunk.end,
                paragraph,
                "SN 2025/97",
            )
            for chunk in chunks
        ),
        tables=(TextTable(0, 7, 3, (Cell(0, 0, 0, 3, header=True, box=Box(1, 2, 3, 4)), Cell(1, 0, 4, 7)), "Tabell 1"),),
        seams=(3, 9),
        warnings=("1 sida behöver OCR",),
    )
    source = SourceFile(Path(key), key, Path(key).name, len(whole), 1_700_000_000_000_000_000, version)
    return Sample(source, document, chunks)


def _papers(chunks: Sequence[Chunk], metadata: Sequence[Metadata]) -> tuple[Paper, ...]:
    papers = []
    for index, known in enumerate(metadata):
        own = [chunk for chunk in chunks if chunk.paper == index]
        papers.append(Paper(index, own[0].start if own else 0, own[-1].end if own else 0, known))
    return tuple(papers)


def entries(chunks: Sequence[Chunk], embedder: FakeEmbedder | None = None) -> list[IndexEntry]:
    """Return index entries for chunks."""
    vectors = (embedder or FakeEmbedder()).passages([chunk.text for chunk in chunks])
    return [IndexEntry(chunk, vector, fake_tokens(chunk)) for chunk, vector in zip(chunks, vectors, strict=True)]


def mixed_chunks() -> list[Chunk]:
    """Return thirty chunks of five documents that differ in place, board, year, kind and access."""
    kinds = [
        ALE,
        replace(ALE, municipality="Mölndal", years=(2023,)),
        replace(ALE, access=Access.INTERNAL),
        replace(ALE, body="", doc_type=DocType.OKAND, years=(), municipality=""),
        replace(ALE, body="kommunstyrelsen", years=(2024,)),
    ]
    return [
        chunk
        for at, metadata in enumerate(kinds)
        for chunk in sample(f"/{at}", [f"ord{at} ord{n} gemensamt" for n in range(6)], [metadata]).chunks
    ]
