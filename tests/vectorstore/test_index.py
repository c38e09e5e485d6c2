"""The store as a whole: writing, replacing, deleting, recovering, rebuilding; over fakes and over the real indexes."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.model import Chunk, Document
from tests.fakes import FakeEmbedder, FakeLexicalIndex, FakeVectorIndex, fake_tokens
from tests.samples import ALE, FINGERPRINT, Sample, entries, sample
from vectorstore.catalogue.model import EVERYTHING
from vectorstore.config import StoreConfig
from vectorstore.errors import (
    IndexMismatchError,
    StoreBusyError,
    StoreDamagedError,
    StoreFullError,
    UnknownDocumentError,
    VectorStoreError,
)
from vectorstore.index import Index, KeptLexical, KeptVectors
from vectorstore.model import Filter, IndexEntry, LexicalField, Term
from vectorstore.vectors.chroma import ChromaVectorIndex
from vectorstore.words.lexical import TantivyLexicalIndex
from vectorstore.writer import IndexWriter

ROOT = Path(__file__).parents[2]
EMBEDDER = FakeEmbedder()


def real_index(folder: Path) -> Index:
    return Index(StoreConfig(folder), lambda path: ChromaVectorIndex(path, FINGERPRINT), TantivyLexicalIndex)


def fake_index(folder: Path) -> Index:
    """Fakes that live as long as the test: one of each for each folder."""
    vectors: dict[Path, FakeVectorIndex] = {}
    lexical: dict[Path, FakeLexicalIndex] = {}

    def open_vectors(path: Path) -> KeptVectors:
        return vectors.setdefault(path, FakeVectorIndex())

    def open_lexical(path: Path) -> KeptLexical:
        return lexical.setdefault(path, FakeLexicalIndex())

    return Index(StoreConfig(folder), open_vectors, open_lexical)


@pytest.fixture(params=[fake_index, pytest.param(real_index, marks=pytest.mark.real)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    make: Callable[[Path], Index] = request.param
    with closing(make(tmp_path / "data")) as index:
        yield index


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[Index]:
    with closing(fake_index(tmp_path / "data")) as index:
        yield index


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Index]:
    with closing(real_index(tmp_path / "data")) as index:
        yield index


def write(writer: IndexWriter, *samples: Sample) -> None:
    for item in samples:
        vectors = EMBEDDER.passages([chunk.text for chunk in item.chunks])
        writer.write(item.source, item.document, item.chunks, vectors, [fake_tokens(chunk) for chunk in item.chunks])


def put(index: Index, *samples: Sample) -> None:
    with index.writer(wait=0) as writer, writer.batch():
        write(writer, *samples)


def found(index: Index, text: str) -> set[str]:
    """Return the texts of live chunks found by vectors and by words."""
    near = index.vectors.search(EMBEDDER.query(text), 3, Filter())
    words = index.lexical.search([Term(LexicalField.STEMS, text.split(maxsplit=1)[0].casefold())], 3, Filter())
    return {chunk.text for chunk in index.catalogue.chunks([*near, *words]).values()}


def in_step(index: Index, chunks: int) -> None:
    assert index.catalogue.counts().chunks == chunks
    assert index.catalogue.leftovers() == []
    assert index.in_use().vectors.ids() == index.in_use().lexical.ids() == index.catalogue.chunk_ids()
    index.check()


def test_an_empty_store_has_nothing(index: Index) -> None:
    assert found(index, "något") == set()
    index.check()
    with index.writer():
        pass
    in_step(index, 0)


def test_what_is_written_is_found_and_what_is_replaced_is_not(index: Index) -> None:
    put(index, sample("/a", ["gammal text", "mer"]), sample("/b", ["annan text"]))
    assert "gammal text" in found(index, "gammal text")
    in_step(index, 3)
    put(index, sample("/a", ["ny text"]))
    assert "ny text" in found(index, "ny text")
    assert "gammal text" not in found(index, "gammal text")
    in_step(index, 2)


def test_a_deleted_document_is_gone(index: Index) -> None:
    put(index, sample("/a", ["bort med den"]), sample("/b", ["kvar"]))
    with index.writer() as writer:
        writer.delete(sample("/a").id)
        in_step(index, 1)
        with pytest.raises(UnknownDocumentError):
            writer.delete(sample("/a").id)
    assert found(index, "bort med den") == {"kvar"}
    in_step(index, 1)


def test_the_same_content_with_other_metadata_replaces(index: Index) -> None:
    item = sample("/a", ["texten"])
    put(index, item)
    moved = replace(ALE, municipality="Mölndal")
    document = replace(item.document, metadata=moved)
    put(index, Sample(item.source, document, (replace(item.chunks[0], metadata=moved),)))
    in_step(index, 1)
    assert index.vectors.search(EMBEDDER.query("texten"), 3, Filter(municipalities=("Ale",))) == {}
    assert len(index.vectors.search(EMBEDDER.query("texten"), 3, Filter(municipalities=("Mölndal",)))) == 1


def test_a_document_without_chunks_is_kept(index: Index) -> None:
    put(index, sample("/tom", []))
    in_step(index, 0)
    assert len(index.catalogue.documents()) == 1


def test_a_document_twice_in_a_batch_is_there_once(index: Index) -> None:
    put(index, sample("/a", ["först"]), sample("/a", ["sedan"]))
    assert found(index, "sedan") == {"sedan"}
    in_step(index, 1)


def test_a_batch_is_one_change(fake: Index) -> None:
    steps: list[str] = []
    with fake.writer(after_step=steps.append) as writer:
        with writer.batch():
            write(writer, *(sample(f"/{n}") for n in range(20)))
            assert writer.waiting == 40
            assert fake.catalogue.documents() == []
        assert steps == ["staged", "vectors", "lexical", "discarded", "active"]
        write(writer, sample("/21"))
        assert len(fake.catalogue.documents()) == 21
    in_step(fake, 42)


def write_and_fail(writer: IndexWriter, item: Sample) -> None:
    write(writer, item)
    writer.write(item.source, item.document, item.chunks, EMBEDDER.passages(["ett"]), [{}, {}])


def test_an_error_in_a_batch_leaves_nothing_of_it(index: Index) -> None:
    put(index, sample("/a", ["kvar"]))
    with index.writer() as writer:
        with pytest.raises(ValueError, match="1 vectors"), writer.batch():
            write_and_fail(writer, sample("/b"))
        write(writer, sample("/c", ["efteråt"]))
    assert {document.key for document in index.catalogue.documents()} == {"/a", "/c"}
    in_step(index, 2)


def test_vectors_and_tokens_must_match_the_chunks(index: Index) -> None:
    item = sample()
    with index.writer() as writer, pytest.raises(ValueError, match="2 chunks, 1 vectors"):
        writer.write(item.source, item.document, item.chunks, EMBEDDER.passages(["ett"]), [{}, {}])
    in_step(index, 0)


class StopError(Exception):
    """Stands for a process that dies."""


@pytest.mark.parametrize("at", ["staged", "vectors", "lexical", "discarded", "active"])
def test_recovery_after_any_step_leaves_the_old_or_the_new(fake: Index, at: str) -> None:
    put(fake, sample("/a", ["gammal text"]), sample("/b", ["orörd"]))

    def stop(step: str) -> None:
        if step == at:
            raise StopError

    with pytest.raises(StopError), fake.writer(after_step=stop) as writer:
        write(writer, sample("/a", ["ny text"]))
    live = {chunk.text for chunk in fake.catalogue.chunks_of(sample("/a").id)}
    assert live == ({"ny text"} if at == "active" else {"gammal text"})
    assert live < found(fake, next(iter(live))) | {"orörd"}, "what is live is found before anything is cleared away"
    with fake.writer():
        in_step(fake, 2)
    put(fake, sample("/a", ["ny text"]))
    assert "ny text" in found(fake, "ny text")
    in_step(fake, 2)


@pytest.mark.parametrize("at", ["retired", "vectors", "lexical"])
def test_recovery_after_half_a_deletion_deletes(fake: Index, at: str) -> None:
    put(fake, sample("/a", ["bort"]), sample("/b", ["kvar"]))

    def stop(step: str) -> None:
        if step == at:
            raise StopError

    with pytest.raises(StopError), fake.writer(after_step=stop) as writer:
        writer.delete(sample("/a").id)
    assert found(fake, "bort") == {"kvar"}
    with fake.writer():
        in_step(fake, 1)


class FullOnce:
    """A vector index whose disk is full once."""

    def __init__(self, index: KeptVectors) -> None:
        self._index = index
        self._full = True

    def update(self, added: Sequence[IndexEntry], removed: Sequence[str]) -> None:
        if self._full:
            self._full = False
            raise StoreFullError("Disken är full.")
        self._index.update(added, removed)

    def count(self) -> int:
        return self._index.count()

    def ids(self) -> set[str]:
        return self._index.ids()

    def close(self) -> None:
        self._index.close()


def test_after_a_failure_the_same_writer_goes_on(index: Index) -> None:
    in_use = index.in_use()
    writer = IndexWriter(index.catalogue, FullOnce(in_use.vectors), in_use.lexical)
    with pytest.raises(StoreFullError):
        write(writer, sample("/a", ["första försöket"]))
    assert index.catalogue.documents() == []
    write(writer, sample("/a", ["andra försöket"]))
    writer.sweep()
    in_step(index, 1)


def test_entries_that_nobody_knows_of_are_cleared_away(index: Index) -> None:
    put(index, sample("/a"))
    index.in_use().vectors.update(entries(sample("/okänd").chunks), ())
    with pytest.raises(StoreDamagedError) as caught:
        index.check()
    assert "kommunsvar ingest igen" in caught.value.remedy
    with index.writer():
        in_step(index, 2)


def test_entries_that_are_lacking_call_for_a_rebuild(index: Index) -> None:
    put(index, sample("/a"))
    index.in_use().lexical.update((), [sample("/a").chunks[0].id])
    with pytest.raises(StoreDamagedError) as caught:
        index.check()
    assert "kommunsvar reindex" in caught.value.remedy
    with pytest.raises(StoreDamagedError, match="saknar 1 av 2") as caught, index.writer():
        pytest.fail("a writer on a broken index")
    assert "kommunsvar reindex" in caught.value.remedy


def entries_for(chunks: Sequence[Chunk]) -> list[IndexEntry]:
    return entries(chunks, EMBEDDER)


def test_reindex_rebuilds_both_indexes(index: Index) -> None:
    put(index, *(sample(f"/{n}", [f"ord{n} ett", f"ord{n} två"]) for n in range(5)))
    index.in_use().vectors.update((), [*index.catalogue.chunk_ids()][:4])
    told: list[tuple[int, int]] = []
    index.reindex(entries_for, progress=lambda done, total: told.append((done, total)))
    in_step(index, 10)
    assert told == [(n, 5) for n in range(1, 6)]
    assert "ord3 två" in found(index, "ord3 två")
    put(index, sample("/ny", ["alldeles ny"]))
    in_step(index, 11)


def test_reindex_can_make_the_chunks_anew(index: Index) -> None:
    put(index, sample("/a", ["ett två", "tre"]), sample("/b", ["fyra fem sex"]))
    documents = {stored.id: index.catalogue.restore(stored.id) for stored in index.catalogue.documents(EVERYTHING)}

    def rechunk(document: Document) -> list[Chunk]:
        """One chunk a word."""
        first, chunks, at = index.catalogue.chunks_of(document.id)[0], [], 0
        for number, word in enumerate(document.text.split()):
            at = document.text.index(word, at)
            key = f"{document.id}:{document.version[:12]}:{number}"
            chunks.append(replace(first, id=key, number=number, text=word, start=at, end=at + len(word)))
        return chunks

    index.reindex(entries_for, rechunk)
    in_step(index, 6)
    assert found(index, "fyra") >= {"fyra"}
    assert {stored.id: index.catalogue.restore(stored.id) for stored in index.catalogue.documents(EVERYTHING)} == documents


def test_a_rebuild_that_stops_changes_nothing(index: Index, tmp_path: Path) -> None:
    put(index, sample("/a", ["texten"]))

    def stop(chunks: Sequence[Chunk]) -> list[IndexEntry]:
        raise StopError

    for rechunk in (None, lambda document: list(sample("/a", ["texten"]).chunks)):
        with pytest.raises(StopError):
            index.reindex(stop, rechunk)
        assert found(index, "texten") == {"texten"}
        with index.writer():
            in_step(index, 1)
    folders = [path for name in ("chroma", "lexical") for path in (tmp_path / "data" / name).glob("*")]
    assert {path.name for path in folders} <= {"0001"}


def test_reindex_of_nothing_is_nothing(index: Index) -> None:
    index.reindex(entries_for)
    in_step(index, 0)


@pytest.mark.real
@pytest.mark.parametrize("lost", ["chroma", "lexical"])
@pytest.mark.parametrize("damage", ["removed", "garbage"])
def test_a_lost_index_is_told_of_and_rebuilt_and_the_catalogue_stands(tmp_path: Path, lost: str, damage: str) -> None:
    with closing(real_index(tmp_path)) as index:
        put(index, sample("/a", ["första texten"]), sample("/b", ["andra"]))
    for path in [path for path in (tmp_path / lost).rglob("*") if path.is_file()]:
        if damage == "removed":
            path.unlink()
        else:
            path.write_bytes(b"damaged")
    with closing(real_index(tmp_path)) as index:
        assert len(index.catalogue.documents()) == 2
        for use in (index.check, lambda: found(index, "första"), lambda: put(index, sample("/c"))):
            with pytest.raises(StoreDamagedError) as caught:
                use()
            assert "kommunsvar reindex" in caught.value.remedy
        index.reindex(entries_for)
        assert "första texten" in found(index, "första texten")
        put(index, sample("/c"))
        in_step(index, 4)


@pytest.mark.real
def test_another_model_is_refused_until_the_index_is_rebuilt_with_it(tmp_path: Path) -> None:
    with closing(real_index(tmp_path)) as index:
        put(index, sample("/a", ["texten"]))
    other, small = replace(FINGERPRINT, model="annan", dimension=8), FakeEmbedder(8)
    changed = Index(StoreConfig(tmp_path), lambda path: ChromaVectorIndex(path, other), TantivyLexicalIndex)
    with closing(changed) as index:
        for use in (index.check, lambda: found(index, "texten"), lambda: put(index, sample("/b"))):
            with pytest.raises(IndexMismatchError) as caught:
                use()
            assert "kommunsvar reindex" in caught.value.remedy
        index.reindex(lambda chunks: entries(chunks, small))
        in_step(index, 1)
        assert len(index.vectors.search(small.query("texten"), 3, Filter())) == 1


def test_one_writer_at_a_time(index: Index) -> None:
    with index.writer(), pytest.raises(StoreBusyError), index.writer(wait=0):
        pytest.fail("two writers")


@pytest.mark.real
def test_a_server_sees_what_another_process_writes_and_rebuilds(real: Index, tmp_path: Path) -> None:
    put(real, sample("/a", ["gammal text"]))
    assert found(real, "gammal text") == {"gammal text"}
    program = """
        from tests.vectorstore.test_index import *
        with closing(real_index(Path(sys.argv[1]))) as index:
            put(index, sample("/a", ["ny text"]), sample("/b", ["mer text"]))
            if sys.argv[2] == "rebuild":
                index.reindex(entries_for)
    """
    for command in ("write", "rebuild"):
        arguments = [sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "data"), command]
        subprocess.run(arguments, cwd=ROOT, check=True, timeout=100)
        assert "ny text" in found(real, "ny text")
        assert "gammal text" not in found(real, "gammal text")
        in_step(real, 2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.real
def test_a_full_disk_is_told_of_and_loses_nothing(small_disk: Path) -> None:
    kept = sample("/a", [f"stycke{n} som stannar" for n in range(5)])
    big = sample("/b", [f"stort{n} " + " ".join(f"ord{n}x{m}" for m in range(60)) for n in range(150)])
    ballast = small_disk / "ballast"
    with closing(real_index(small_disk / "data")) as index:
        put(index, kept)
        told: list[VectorStoreError] = []
        for free in (0, 60_000, 200_000, 500_000, 900_000, 1_300_000, 1_800_000):
            fill(ballast, small_disk, free)
            try:
                put(index, big)
            except VectorStoreError as error:
                told.append(error)
            ballast.unlink()
            assert "stycke2 som stannar" in found(index, "stycke2 som stannar")
            with index.writer() as writer:
                in_step(index, len(index.catalogue.chunk_ids()))
                if index.catalogue.by_key("/b"):
                    writer.delete(big.id)
            in_step(index, 5)
        assert len(told) >= 4
        for stated in told:
            assert isinstance(stated, StoreFullError), stated
            assert stated.remedy
        put(index, big)
        in_step(index, 155)


def fill(ballast: Path, disk: Path, free: int) -> None:
    space = subprocess.run(["df", "-B1", "--output=avail", str(disk)], check=True, capture_output=True, text=True)
    ballast.write_bytes(np.zeros(max(0, int(space.stdout.split()[-1]) - free), dtype=np.uint8).tobytes())
