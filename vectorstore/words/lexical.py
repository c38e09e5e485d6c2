"""The lexical index: tantivy, BM25 over tokens of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from tantivy import Document, Index, Occur, Query, Schema, SchemaBuilder, Searcher

from vectorstore.config import LEXICAL_HEAP
from vectorstore.faults import index_faults
from vectorstore.model import Filter, IndexEntry, LexicalField, Term

_ID = "id"
_KEYWORDS = ("access", "document_id", "municipality", "body", "doc_type")
_YEARS = "years"
_META = "meta.json"
_RELOAD_TRIES = 5  # a segment may be merged away while it is being opened


class TantivyLexicalIndex:
    """BM25 over tokens of ours. May be searched from any thread; one writer at a time, over all processes."""

    def __init__(self, folder: Path) -> None:
        """Remember where the index is; nothing is opened yet.

        Args:
            folder: the index's own folder; made at the first change.
        """
        self._folder = folder
        self._schema = _schema()
        self._index: Index | None = None
        self._searcher: Searcher | None = None
        self._seen: tuple[int, int] = (0, 0)
        self._lock = Lock()
        self._changes = Lock()

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Add entries and make them searchable; the same chunk id again replaces. Raises as `update`."""
        self.update(entries, ())

    def remove(self, chunk_ids: Sequence[str]) -> None:
        """Remove entries; ids that are not there are passed over. Raises as `update`."""
        self.update((), chunk_ids)

    def update(self, added: Sequence[IndexEntry], removed: Sequence[str]) -> None:
        """Add and remove entries, as one change.

        Raises:
            StoreFullError: the disk is full; the index is as it was.
            StoreDamagedError: the index cannot be opened.
        """
        if not added and not removed:
            return
        with self._changes, _faults():
            self._folder.mkdir(parents=True, exist_ok=True)
            writer = self._open().writer(heap_size=LEXICAL_HEAP, num_threads=1)
            try:
                for chunk_id in {*removed, *(entry.chunk.id for entry in added)}:
                    writer.delete_documents_by_term(_ID, chunk_id)
                for entry in {entry.chunk.id: entry for entry in added}.values():
                    writer.add_document(_document(entry))
                writer.commit()
            finally:
                writer.wait_merging_threads()  # gives tantivy's own lock back

    def search(self, terms: Sequence[Term], k: int, where: Filter) -> dict[str, float]:
        """Return up to k chunk ids with their BM25 score, best first; any term may match.

        Raises:
            StoreDamagedError: the index cannot be opened.
        """
        if not terms or k <= 0 or not where.access:
            return {}
        with _faults():
            searcher = self._current()
            if searcher is None:
                return {}
            hits = searcher.search(self._query(terms, where), limit=k, count=False).hits
            return {searcher.doc(address)[_ID][0]: score for score, address in hits}

    def frequencies(self, field: LexicalField, tokens: Sequence[str]) -> dict[str, int]:
        """Return how many entries hold each token in a field. Raises as `search`."""
        with _faults():
            searcher = self._current()
            return {token: searcher.doc_freq(field.value, token) for token in tokens} if searcher is not None else {}

    def count(self) -> int:
        """Return the number of entries. Raises as `search`."""
        with _faults():
            searcher = self._current()
            return searcher.num_docs if searcher is not None else 0

    def ids(self) -> set[str]:
        """Return the chunk ids of all entries. Raises as `search`."""
        with _faults():
            searcher = self._current()
            if searcher is None or searcher.num_docs == 0:
                return set()
            hits = searcher.search(Query.all_query(), limit=searcher.num_docs, count=False).hits
            return {searcher.doc(address)[_ID][0] for _, address in hits}

    def close(self) -> None:
        """Let go of files and memory; the index opens again when it is used."""
        with self._lock:
            self._index = self._searcher = None
            self._seen = (0, 0)

    def _open(self) -> Index:
        with self._lock:
            if self._index is None:
                self._index = Index(self._schema, path=str(self._folder))
                self._index.config_reader(reload_policy="manual")
            return self._index

    def _current(self) -> Searcher | None:
        """Return a searcher that sees the latest change of any process; None when there was none yet."""
        try:
            status = (self._folder / _META).stat()
        except FileNotFoundError:
            return None
        index = self._open()
        with self._lock:
            seen = (status.st_ino, status.st_mtime_ns)
            if self._searcher is None or self._seen != seen:
                self._searcher = _reloaded(index)
                self._seen = seen
            return self._searcher

    def _query(self, terms: Sequence[Term], where: Filter) -> Query:
        wanted = [
            Query.boost_query(Query.term_query(self._schema, term.field.value, term.text, "freq"), term.boost) for term in terms
        ]
        any_term = Query.boolean_query([(Occur.Should, query) for query in wanted])
        limits = [self._limit(key, values) for key, values in _limits(where).items() if values]
        return Query.boolean_query([(Occur.Must, any_term), *((Occur.Must, limit) for limit in limits)])

    def _limit(self, key: str, values: Sequence[str | int]) -> Query:
        return Query.const_score_query(Query.term_set_query(self._schema, key, list(values)), 0.0)


@contextmanager
def _faults() -> Iterator[None]:
    with index_faults("Ordindexet", ValueError):  # tantivy's own errors arrive as ValueError
        yield


def _schema() -> Schema:
    schema = SchemaBuilder()
    schema.add_text_field(_ID, stored=True, tokenizer_name="raw", index_option="basic")
    for name in LexicalField:  # our tokens hold no white space, so this one keeps them whole, at any length
        schema.add_text_field(name.value, tokenizer_name="whitespace", index_option="freq")
    for keyword in _KEYWORDS:
        schema.add_text_field(keyword, tokenizer_name="raw", index_option="basic")
    schema.add_unsigned_field(_YEARS, indexed=True)
    return schema.build()


def _limits(where: Filter) -> dict[str, Sequence[str | int]]:
    return {
        "access": [label.value for label in where.access],
        "document_id": where.document_ids,
        "municipality": where.municipalities,
        "body": where.bodies,
        "doc_type": [kind.value for kind in where.doc_types],
        _YEARS: where.years,
    }


def _document(entry: IndexEntry) -> Document:
    chunk, document = entry.chunk, Document()
    document.add_text(_ID, chunk.id)
    for name, tokens in entry.tokens.items():
        document.add_text(name.value, " ".join(tokens))
    document.add_text("access", chunk.metadata.access.value)
    document.add_text("document_id", chunk.document_id)
    document.add_text("municipality", chunk.metadata.municipality)
    document.add_text("body", chunk.metadata.body)
    document.add_text("doc_type", chunk.metadata.doc_type.value)
    for year in chunk.metadata.years:
        document.add_unsigned(_YEARS, year)
    return document


def _reloaded(index: Index) -> Searcher:
    for _ in range(_RELOAD_TRIES - 1):
        with suppress(ValueError, OSError):  # the last try tells
            index.reload()
            return index.searcher()
    index.reload()
    return index.searcher()
