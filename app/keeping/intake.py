"""Taking papers in: finds what is new or changed, reads, embeds and stores it, and reports on every file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from ingest.config import Limits
from ingest.discover import Skipped, discover
from ingest.isolate import IsolatedReader
from ingest.model import Access, SourceFile
from ingest.pipeline import Prepared, prepare
from ingest.readers.base import Step
from ingest.structure import Stated, document_id
from vectorstore.catalogue.model import KnownFile
from vectorstore.entries import embed
from vectorstore.index import Index
from vectorstore.lock import LockHolder
from vectorstore.model import Embedder
from vectorstore.words.tokens import chunk_tokens
from vectorstore.writer import IndexWriter

_EMBED_AT = 96  # passages gathered from small papers before they are embedded: fills the model's batches
_FLUSH_AT = 512  # passages waiting before they are made live: a change costs about the same for one as for hundreds
_FLUSH_AFTER = 30.0  # seconds: what is read is answered from soon, and little is done again after a kill


@dataclass(slots=True)
class Report:
    """What became of the files.

    Attributes:
        skipped: (name, reason) of each file not taken in.
        warnings: (name, warning) of files taken in.
        duplicates: (name, name of the file with the same content).
        tables, figures: read in the files taken in.
        undecided: lines with numbers that were left as text, as they may be read in several ways.
        embed_seconds: spent in the embedder, of `seconds` in all.
    """

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: int = 0
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    pages: int = 0
    chunks: int = 0
    tables: int = 0
    figures: int = 0
    undecided: int = 0
    seconds: float = 0.0
    embed_seconds: float = 0.0

    @property
    def files(self) -> int:
        """How many files there were, whatever became of them."""
        return len(self.added) + len(self.replaced) + self.unchanged + len(self.duplicates) + len(self.skipped)


class Observer(Protocol):
    """Is told how it goes."""

    def waiting(self, holder: LockHolder) -> None:
        """Another process is writing; this one waits."""

    def begin(self, files: int, size: int) -> None:
        """So many files, of so many bytes, are to be read."""

    def page(self, source: SourceFile, step: Step) -> None:
        """A page of a file is about to be read."""

    def file(self, name: str, size: int, pages: int) -> None:
        """A file is done, or skipped (0 pages)."""

    def passages(self, count: int) -> None:
        """So many more passages are embedded."""


class Intake:
    """Takes papers in."""

    def __init__(self, index: Index, embedder: Embedder, limits: Limits) -> None:
        self._index = index
        self._embedder = embedder
        self._limits = limits

    def run(self, paths: Sequence[Path], stated: Stated, observer: Observer, again: bool = False) -> Report:
        """Take in all papers under the paths that are new or changed, or to be seen by others than before.

        Args:
            paths: files and folders.
            stated: what the user knows of them. Where it does not say who may see them, the same may as before.
            observer: is told how it goes.
            again: read the unchanged ones too.

        Raises:
            SourceNotFoundError: a path does not exist.
            VectorStoreError: the stores are busy, full, damaged or made with another model.
        """
        started = time.perf_counter()
        report = Report()
        with self._index.writer(on_wait=observer.waiting) as writer:
            known = self._index.catalogue.known_files()
            fresh, same = self._sorted(paths, known, report, lambda file: again or stated.access not in {None, file.access})
            observer.begin(len(fresh), sum(source.size for source in fresh))
            with IsolatedReader(self._limits, observer.page) as reader, writer.batch():
                gathering = _Gathering(writer, self._embedder, observer, report, known)
                for ready in _prepared(fresh, reader, stated, known):
                    if isinstance(ready, Skipped):
                        report.skipped.append((ready.name, ready.reason))
                        observer.file(ready.name, 0, 0)
                    else:
                        gathering.add(ready)
                gathering.finish()
            self._note_duplicates(same, known, writer, report)
        report.seconds = time.perf_counter() - started
        return report

    def _sorted(
        self, paths: Sequence[Path], known: dict[str, KnownFile], report: Report, anew: Callable[[KnownFile], bool]
    ) -> tuple[list[SourceFile], list[SourceFile]]:
        """Return the files to read, and those with content that stands elsewhere; count the unchanged ones.

        `anew` tells of a known file whether it is to be read though its content is the same.
        """

        def hash_of(key: str, size: int, modified_ns: int) -> str | None:
            file = known.get(key)
            if file is None or (file.size, file.modified_ns) != (size, modified_ns):
                return None
            return file.sha256

        found: list[SourceFile] = []
        for one in discover(paths, self._limits, hash_of):
            if isinstance(one, Skipped):
                report.skipped.append((one.name, one.reason))
            else:
                found.append(one)
        leaving = {known[key].document_id for key in _changed(found, known)}
        contents = {file.sha256 for file in known.values() if not file.duplicate and file.document_id not in leaving}
        fresh: list[SourceFile] = []
        same: list[SourceFile] = []
        for source in found:
            file = known.get(source.key)
            alone = file is not None and file.duplicate and file.document_id in leaving  # what it repeated is changed now
            if file is not None and file.sha256 == source.sha256 and not file.duplicate and anew(file):
                fresh.append(source)
            elif file is not None and file.sha256 == source.sha256 and not alone:
                report.unchanged += 1
                if file.modified_ns != source.modified_ns:
                    self._index.catalogue.touch(source)
            elif source.sha256 in contents:
                same.append(source)
            else:
                contents.add(source.sha256)
                fresh.append(source)
        return fresh, same

    def _note_duplicates(
        self, same: Sequence[SourceFile], known: dict[str, KnownFile], writer: IndexWriter, report: Report
    ) -> None:
        """Note the files whose content is in the catalogue under another key; what was there under their own key goes."""
        for source in same:
            original = self._index.catalogue.by_hash(source.sha256)
            if original is None:
                report.skipped.append((source.name, "har samma innehåll som en annan fil, som inte gick att läsa"))
                continue
            file = known.get(source.key)
            if file is not None and not file.duplicate:
                writer.delete(file.document_id)
            self._index.catalogue.add_duplicate(source, original.id)
            report.duplicates.append((source.name, original.name))


def _prepared(
    sources: Sequence[SourceFile], reader: IsolatedReader, stated: Stated, known: dict[str, KnownFile]
) -> Iterator[Prepared | Skipped]:
    """Return the files as `prepare` does; what only some may see stays so until something else is stated."""
    hidden: list[SourceFile] = []
    others: list[SourceFile] = []
    for source in sources:
        file = known.get(source.key)
        kept = stated.access is None and file is not None and file.access is not Access.PUBLIC
        (hidden if kept else others).append(source)
    yield from prepare(others, reader, stated)
    yield from prepare(hidden, reader, replace(stated, access=Access.INTERNAL))


def _changed(found: Sequence[SourceFile], known: dict[str, KnownFile]) -> list[str]:
    """Return the keys of the files that are no duplicates and have another content now."""
    live = ((source, known[source.key]) for source in found if source.key in known)
    return [source.key for source, file in live if not file.duplicate and file.sha256 != source.sha256]


class _Gathering:
    """Papers gathered until there are enough passages to embed, then written."""

    def __init__(
        self,
        writer: IndexWriter,
        embedder: Embedder,
        observer: Observer,
        report: Report,
        known: dict[str, KnownFile],
    ) -> None:
        self._writer = writer
        self._embedder = embedder
        self._observer = observer
        self._report = report
        self._known = {file.document_id for file in known.values() if not file.duplicate}
        self._papers: list[Prepared] = []
        self._flushed = time.monotonic()

    def add(self, ready: Prepared) -> None:
        self._papers.append(ready)
        if sum(len(paper.chunks) for paper in self._papers) >= _EMBED_AT:
            self._write()
            if self._writer.waiting >= _FLUSH_AT or time.monotonic() - self._flushed > _FLUSH_AFTER:
                self._writer.flush()
                self._flushed = time.monotonic()

    def finish(self) -> None:
        self._write()
        self._writer.flush()

    def _write(self) -> None:
        chunks = [chunk for paper in self._papers for chunk in paper.chunks]
        started = time.perf_counter()
        vectors = embed(chunks, self._embedder, self._observer.passages)
        self._report.embed_seconds += time.perf_counter() - started
        at = 0
        for paper in self._papers:
            rows = vectors[at : at + len(paper.chunks)]
            at += len(paper.chunks)
            tokens = [chunk_tokens(chunk) for chunk in paper.chunks]
            self._writer.write(paper.source, paper.document, paper.chunks, rows, tokens, paper.figures)
            self._note(paper)
        self._papers = []

    def _note(self, paper: Prepared) -> None:
        document = paper.document
        listed = self._report.replaced if document_id(paper.source.key) in self._known else self._report.added
        listed.append(paper.source.name)
        self._report.warnings += [(paper.source.name, warning) for warning in document.warnings]
        self._report.pages += len(document.pages)
        self._report.chunks += len(paper.chunks)
        self._report.tables += paper.tables.tables
        self._report.figures += len(paper.figures)
        self._report.undecided += paper.tables.undecided
        self._observer.file(paper.source.name, paper.source.size, len(document.pages))
