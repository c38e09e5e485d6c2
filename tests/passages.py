"""Made-up passages of Lingonby, a municipality that does not exist, and what the assistant finds them with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.citations import DocumentText
from app.numbers.ranking import Placed
from app.question.understanding import Coverage
from ingest.model import Chunk, ChunkKind, DocType, Metadata, Page
from tests.fakes import FakeEmbedder, FakeLexicalIndex, FakeVectorIndex
from vectorstore.entries import entries_for
from vectorstore.errors import UnknownDocumentError
from vectorstore.model import Embedder, Filter, Hit, Reranker
from vectorstore.search import Searcher

LINGONBY = Metadata(
    title="Årsbokslut 2025",
    doc_type=DocType.ARSREDOVISNING,
    municipality="Lingonby",
    body="omsorgsnämnden",
    day=date(2026, 2, 10),
    years=(2025,),
)


def chunk(
    text: str,
    metadata: Metadata = LINGONBY,
    *,
    document: str = "",
    start: int = 0,
    kind: ChunkKind = ChunkKind.PROSE,
    context: str | None = None,
    paragraph: str = "",
    diary_number: str = "",
    page: int | None = 1,
    path: tuple[str, ...] = (),
) -> Chunk:
    """Return a passage; `document` names the paper it stands in, which is its own when not given."""
    document_id = hashlib.sha256((document or f"{text}{metadata}").encode()).hexdigest()[:16]
    where = " · ".join(part for part in (metadata.title, metadata.municipality, metadata.body, paragraph, *path) if part)
    return Chunk(
        id=f"{document_id}:v1:{start}",
        document_id=document_id,
        version="v1",
        number=start,
        kind=kind,
        text=text,
        start=start,
        end=start + len(text),
        context=where if context is None else context,
        page=page,
        path=path,
        paragraph=paragraph,
        diary_number=diary_number,
        section=0,
        paper=0,
        metadata=metadata,
    )


def hit(passage: Chunk, score: float = 1.0, source: str = "papper.pdf") -> Hit:
    """Return a passage as found."""
    return Hit(passage, score, source, passage.metadata.title or source)


class Papers:
    """Passages in memory as a whole: chunk source of the search and library of the assistant.

    `changed` gives documents another text than their passages have: they were replaced while a question was answered.
    """

    def __init__(self, *passages: Chunk) -> None:
        self.passages = {passage.id: passage for passage in passages}
        self.changed: dict[str, str] = {}

    def chunks(self, ids: Sequence[str]) -> dict[str, Chunk]:
        return {key: self.passages[key] for key in ids if key in self.passages}

    def generation(self) -> int:
        return 1

    def names(self, document_ids: Sequence[str]) -> dict[str, str]:
        return dict.fromkeys(document_ids, "papper.pdf")

    def coverage(self, where: Filter) -> Coverage:
        known = [passage.metadata for passage in self.passages.values() if passage.metadata.access in where.access]
        return Coverage(
            tuple(dict.fromkeys(one.municipality for one in known if one.municipality)),
            tuple(dict.fromkeys(one.body for one in known if one.body)),
            tuple(sorted({year for one in known for year in one.years})),
        )

    def figures_within(self, hits: Sequence[Hit], where: Filter) -> list[Placed]:
        return []

    def figures(self, hits: Sequence[Hit], tokens: Mapping[str, float], where: Filter, places: Sequence[str] = ()) -> list[Placed]:
        return []

    def document_text(self, document_id: str) -> DocumentText:
        own = [passage for passage in self.passages.values() if passage.document_id == document_id]
        if not own:
            raise UnknownDocumentError(f"Ingen handling heter {document_id}.")
        text = [" "] * max(passage.end for passage in own)
        for passage in own:
            text[passage.start : passage.end] = passage.text
        whole = self.changed.get(document_id, "".join(text))
        return DocumentText(whole, (), (Page(1, 0, len(whole)),), paged=True, pictured=True)


@dataclass(frozen=True, slots=True)
class Found:
    """A search over passages in memory, with the parts it is made of."""

    searcher: Searcher
    papers: Papers
    vectors: FakeVectorIndex
    lexical: FakeLexicalIndex


def searcher(*passages: Chunk, embedder: Embedder | None = None, reranker: Reranker | None = None) -> Found:
    """Return the real search over the fake indexes, filled with passages."""
    model = embedder or FakeEmbedder()
    vectors, lexical, papers = FakeVectorIndex(), FakeLexicalIndex(), Papers(*passages)
    filled = entries_for(passages, model)
    vectors.add(filled)
    lexical.add(filled)
    return Found(Searcher(model, vectors, lexical, papers, reranker), papers, vectors, lexical)
