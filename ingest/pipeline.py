"""Files to documents and passages, one after the other, reading ahead while the caller is busy with the last one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field

from ingest.discover import Skipped
from ingest.errors import NoTextError, UnreadableFileError
from ingest.figures.cells import read_figures
from ingest.isolate import IsolatedReader
from ingest.model import Chunk, Document, SourceFile, SourceText, TextOrigin
from ingest.structure import Stated, make_document
from ingest.tables.model import Figure, TableReport

_AHEAD = 2  # files read while one is indexed: more would only hold their texts in memory


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file made ready to index."""

    source: SourceFile
    document: Document
    chunks: tuple[Chunk, ...]
    figures: tuple[Figure, ...] = ()
    tables: TableReport = field(default_factory=TableReport)


def prepare(sources: Iterable[SourceFile], reader: IsolatedReader, stated: Stated) -> Iterator[Prepared | Skipped]:
    """Return each file as a document with its passages, or as skipped with the reason, in the order given.

    Args:
        sources: the files.
        reader: reads them in a process of its own.
        stated: what the user knows of them.
    """
    waiting: deque[tuple[SourceFile, Future[SourceText]]] = deque()
    for source in sources:
        waiting.append((source, reader.submit(source)))
        if len(waiting) > _AHEAD:
            yield _ready(*waiting.popleft(), stated)
    while waiting:
        yield _ready(*waiting.popleft(), stated)


def _ready(source: SourceFile, reading: Future[SourceText], stated: Stated) -> Prepared | Skipped:
    try:
        read = reading.result()
        document, chunks = make_document(source, read, stated)
        if not chunks and not any(page.origin is TextOrigin.MISSING for page in read.pages):
            raise NoTextError("filen innehåller ingen text")
    except UnreadableFileError as error:
        return Skipped(source.path, source.name, str(error), type(error))
    figures, tables = read_figures(document)
    return Prepared(source, document, tuple(chunks), tuple(figures), tables)
