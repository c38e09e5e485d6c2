"""What the assistant asks the catalogue: what is indexed, and whole documents. Kept in memory until something changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from threading import Lock

from app.citations import DocumentText
from app.numbers.ranking import Placed
from app.question.understanding import Coverage
from ingest.model import Metadata
from ingest.tables.model import Figure
from vectorstore.catalogue.kept import Kept
from vectorstore.catalogue.reader import CatalogueReader
from vectorstore.model import Filter, Hit

PDF = "application/pdf"  # the only kind of file whose pages are shown as images
_NAMED_ROWS = 60  # table rows looked at by their words alone
_WHOLE_PAPERS = 8  # whose figures are all looked at where a question names no row: a board's reports of a year are fewer
_BOARD_PAPERS = 60  # of one board and year
_ENDLESS = 1 << 40  # characters: beyond any text's end
_PASSAGES = 1024  # whose figures are kept, some ten each: a calculation looks for each of its cells in the same ones
_DOCUMENTS = 64  # kept in memory: an answer cites a handful, and the next question often the same

_PUBLIC = Filter()
_Span = tuple[str, int, int]  # document id, start, end


def admits(where: Filter, document_id: str, metadata: Metadata) -> bool:
    """Tell whether a paper may be looked at."""
    return (
        metadata.access in where.access
        and (not where.municipalities or metadata.municipality in where.municipalities)
        and (not where.bodies or metadata.body in where.bodies)
        and (not where.doc_types or metadata.doc_type in where.doc_types)
        and (not where.years or any(year in where.years for year in metadata.years))
        and (not where.document_ids or document_id in where.document_ids)
    )


class CatalogueLibrary:
    """The catalogue as the assistant sees it."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue
        self._lock = Lock()
        self._generation = -1
        self._coverage = lru_cache(maxsize=_DOCUMENTS)(self._read_coverage)
        self._document = lru_cache(maxsize=_DOCUMENTS)(self._read_document)
        self._passages: Kept[tuple[int, _Span], tuple[Figure, ...]] = Kept(_PASSAGES)

    def coverage(self, where: Filter) -> Coverage:
        """Return what is indexed, of what may be seen: most papers first."""
        self._forget_the_old()
        return self._coverage(where)

    def document_text(self, document_id: str) -> DocumentText:
        """Return a live document's text.

        Raises:
            UnknownDocumentError: it is gone.
        """
        self._forget_the_old()
        return self._document(document_id)

    def _forget_the_old(self) -> None:
        generation = self._catalogue.generation()
        with self._lock:
            if generation != self._generation:
                self._coverage.cache_clear()
                self._document.cache_clear()
                self._generation = generation

    def _read_coverage(self, where: Filter) -> Coverage:
        towns: Counter[str] = Counter()
        bodies: Counter[str] = Counter()
        years: set[int] = set()
        for row in self._catalogue.coverage(where):
            towns[row.municipality] += row.papers
            bodies[row.body] += row.papers
            if row.year is not None:
                years.add(row.year)
        named = tuple(name for name, _ in towns.most_common() if name)
        return Coverage(named, tuple(name for name, _ in bodies.most_common() if name), tuple(sorted(years)))

    def _within(self, spans: Sequence[_Span]) -> list[Figure]:
        """Return the figures within passages, each once, by document and place; those that are kept are not read again."""
        generation = self._catalogue.generation()
        found = self._passages.get((generation, span) for span in spans)
        if missing := [span for span in spans if (generation, span) not in found]:
            of_document: dict[str, list[Figure]] = {}
            for figure in self._catalogue.figures_within(missing):
                of_document.setdefault(figure.document_id, []).append(figure)
            read = {
                (generation, span): tuple(one for one in of_document.get(span[0], ()) if span[1] <= one.start < span[2])
                for span in missing
            }
            self._passages.put(read)
            found |= read
        placed = {(one.document_id, one.start): one for within in found.values() for one in within}
        return [placed[key] for key in sorted(placed)]

    def _read_document(self, document_id: str) -> DocumentText:
        stored = self._catalogue.document(document_id)
        return DocumentText(
            text=self._catalogue.text(document_id),
            seams=self._catalogue.seams(document_id),
            pages=self._catalogue.pages(document_id),
            paged=stored.paged,
            pictured=stored.media_type == PDF,
            name=stored.name,
            papers=self._catalogue.papers(document_id),
            sections=self._catalogue.sections(document_id),
        )

    def carrying(self, diary_number: str, where: Filter = _PUBLIC) -> list[Hit]:
        """Return the passages with a diary number on them, or on their paper, newest paper first."""
        ids = self._catalogue.find(diary_number=diary_number, where=where)
        chunks = self._catalogue.chunks(ids)
        names = self._catalogue.names([*{chunk.document_id for chunk in chunks.values()}])
        there = [chunks[key] for key in ids if key in chunks and chunks[key].document_id in names]
        return [Hit(one, 1.0, names[one.document_id], one.metadata.title or names[one.document_id]) for one in there]

    def all_figures(self, where: Filter = _PUBLIC) -> Iterator[Placed]:
        """Return every figure that may be seen, document by document."""
        for stored in self._catalogue.documents(where):
            document = self.document_text(stored.id)
            for figure in self._catalogue.figures(stored.id):
                metadata = document.papers[figure.paper].metadata
                section = document.section_at(figure.start)
                if admits(where, stored.id, metadata):
                    yield Placed(figure, " ".join(section.path) if section else "", metadata, 0.0)

    def figures(self, hits: Sequence[Hit], tokens: Mapping[str, float], where: Filter, places: Sequence[str] = ()) -> list[Placed]:
        """Return the figures that may answer: those within passages, and those of rows that hold the words.

        Without words a board as a whole is asked about: then all figures of its papers, or of those found, may answer.

        Args:
            hits: the passages found.
            tokens: stem or part → how much it weighs.
            where: what may be looked at.
            places: municipalities asked about, whose papers rows are looked up in; none for all.
        """
        spans = [(hit.chunk.document_id, hit.chunk.start, hit.chunk.end) for hit in hits]
        whole = [] if tokens else self._whole_papers(spans, where)
        within = self._within(spans) if tokens else self._catalogue.figures_within(whole)
        placed = {(f.document_id, f.start): f for f in within}
        placed.update({(f.document_id, f.start): f for f in self._catalogue.figures_named(tokens, _NAMED_ROWS, where, places)})
        return self._placed(placed.values(), hits, where)

    def figures_within(self, hits: Sequence[Hit], where: Filter) -> list[Placed]:
        """Return the figures within passages.

        Args:
            hits: the passages.
            where: what may be looked at.
        """
        spans = [(hit.chunk.document_id, hit.chunk.start, hit.chunk.end) for hit in hits]
        return self._placed(self._within(spans), hits, where)

    def _placed(self, figures: Iterable[Figure], hits: Sequence[Hit], where: Filter) -> list[Placed]:
        """Return figures that may be seen with what stands around them, and how well their passages were found."""
        best = max((hit.score for hit in hits), default=0.0) or 1.0
        passages: dict[str, list[Hit]] = {}
        for hit in hits:
            passages.setdefault(hit.chunk.document_id, []).append(hit)
        figures = list(figures)
        self._forget_the_old()
        documents = {document_id: self._document(document_id) for document_id in {figure.document_id for figure in figures}}
        found: list[Placed] = []
        for figure in figures:
            document = documents[figure.document_id]
            metadata = document.papers[figure.paper].metadata
            if not admits(where, figure.document_id, metadata):
                continue
            section = document.section_at(figure.start)
            of_it = passages.get(figure.document_id, ())
            score = next((hit.score for hit in of_it if hit.chunk.start <= figure.start < hit.chunk.end), 0.0)
            heading = " ".join(section.path) if section else ""
            row = document.text[figure.quote_start : figure.quote_end]
            found.append(Placed(figure, heading, metadata, score / best, row))
        return found

    def _whole_papers(self, spans: Sequence[tuple[str, int, int]], where: Filter) -> list[tuple[str, int, int]]:
        """Return the whole of the papers of a board and year, or of those found, as spans."""
        found = dict.fromkeys(span[0] for span in spans)
        if where.bodies:
            found |= dict.fromkeys(stored.id for stored in self._catalogue.documents(where)[:_BOARD_PAPERS])
        return [(document_id, 0, _ENDLESS) for document_id in list(found)[: _BOARD_PAPERS if where.bodies else _WHOLE_PAPERS]]
