"""Chroma as we keep it: what the contract does not say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.model import Access
from tests.fakes import FakeEmbedder
from tests.samples import ALE, ANY_ACCESS, FINGERPRINT, entries, mixed_chunks, sample
from vectorstore.errors import IndexMismatchError, StoreDamagedError, StoreFullError
from vectorstore.filters import admits
from vectorstore.model import Filter, IndexFingerprint
from vectorstore.vectors.chroma import ChromaVectorIndex
from vectorstore.vectors.snapshots import Snapshots, read_seal

EMBEDDER = FakeEmbedder()
ROOT = Path(__file__).parents[3]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaVectorIndex]:
    with closing(ChromaVectorIndex(tmp_path / "index", FINGERPRINT)) as index:
        yield index


def other_process(code: str, folder: Path) -> subprocess.Popen[str]:
    start = f"""
        from pathlib import Path
        from tests.samples import *
        from vectorstore.vectors.chroma import ChromaVectorIndex
        index = ChromaVectorIndex(Path({str(folder)!r}), FINGERPRINT)
    """
    program = textwrap.dedent(start) + textwrap.dedent(code)
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_the_graph_forgets_almost_nothing(tmp_path: Path) -> None:
    """Against exact search; with Chroma's own width of 100 this gave .965."""
    rng = np.random.default_rng(7)
    vectors, queries = (rng.standard_normal((n, 256)).astype(np.float32) for n in (2_000, 50))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    chunks = sample(texts=[f"t{at}" for at in range(len(vectors))]).chunks
    some = entries(chunks[:1])[0]
    with closing(ChromaVectorIndex(tmp_path, replace(FINGERPRINT, dimension=256))) as index:
        index.add([replace(some, chunk=chunk, vector=vector) for chunk, vector in zip(chunks, vectors, strict=True)])
        found = 0
        for query in queries:
            exact = {chunks[at].id for at in np.argsort(-(vectors @ query))[:10]}
            found += len(exact & set(index.search(query, 10, Filter())))
    assert found / (10 * len(queries)) >= 0.99


@pytest.mark.parametrize("exact_up_to", [0, 1_000])
@pytest.mark.parametrize("where", [Filter(municipalities=("Mölndal",)), Filter(years=(2024,), access=ANY_ACCESS)])
def test_a_large_index_gives_the_same_as_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exact_up_to: int, where: Filter
) -> None:
    monkeypatch.setattr("vectorstore.vectors.chroma_search.EXACT_UP_TO", exact_up_to)
    chunks, query = mixed_chunks(), EMBEDDER.query("ord0 ord2 gemensamt")
    with closing(ChromaVectorIndex(tmp_path, FINGERPRINT, neighbourhood_from=1)) as index:
        index.add(entries(chunks))
        for k in (1, 2, 5, 40):
            scores = {chunk.id: float(EMBEDDER.query(chunk.text) @ query) for chunk in chunks if admits(where, chunk)}
            found = index.search(query, k, where)
            assert found == pytest.approx({key: scores[key] for key in found}, abs=1e-5)
            assert sorted(found.values()) == pytest.approx(sorted(scores.values())[-k:], abs=1e-5)


@pytest.mark.parametrize(
    ("changed", "other"),
    [
        ("model", replace(FINGERPRINT, model="annan")),
        ("dimension", replace(FINGERPRINT, dimension=32)),
        ("weights", replace(FINGERPRINT, weights="1")),
        ("chunker", replace(FINGERPRINT, chunker="2")),
    ],
)
def test_an_index_made_with_something_else_is_refused_with_the_remedy(
    tmp_path: Path, changed: str, other: IndexFingerprint
) -> None:
    with closing(ChromaVectorIndex(tmp_path, FINGERPRINT)) as index:
        index.add(entries(sample().chunks))
    with closing(ChromaVectorIndex(tmp_path, other)) as index:
        for use in (index.count, index.ids, lambda: index.search(EMBEDDER.query("x"), 3, Filter())):
            with pytest.raises(IndexMismatchError) as caught:
                use()
            assert "kommunsvar reindex" in caught.value.remedy
            assert changed in str(caught.value)
        with pytest.raises(IndexMismatchError):
            index.add(entries(sample("/ny").chunks))


def test_an_emptied_index_takes_another_model(tmp_path: Path) -> None:
    chunks = sample().chunks
    with closing(ChromaVectorIndex(tmp_path, FINGERPRINT)) as index:
        index.add(entries(chunks))
        index.remove([chunk.id for chunk in chunks])
    small = FakeEmbedder(dimension=8)
    with closing(ChromaVectorIndex(tmp_path, replace(FINGERPRINT, model="annan", dimension=8))) as index:
        assert index.count() == 0
        index.add(entries(chunks, small))
        assert set(index.search(small.query(chunks[0].text), 5, Filter())) == {chunk.id for chunk in chunks}


def test_reading_leaves_a_sealed_folder_as_it_is(index: ChromaVectorIndex, tmp_path: Path) -> None:
    one, two, mixed = sample("/1", ["ett"]).chunks, sample("/2", ["två"]).chunks, mixed_chunks()
    internal = [chunk.id for chunk in mixed if chunk.metadata.access is Access.INTERNAL]
    changes = [(one, []), (two, []), ([], [one[0].id]), ([], [two[0].id]), (mixed, []), ([], [mixed[0].id]), (one, internal)]
    for added, removed in changes:
        index.update(entries(added), removed)
        for _ in range(2):
            with closing(ChromaVectorIndex(tmp_path / "index", FINGERPRINT)) as reader:
                reader.search(EMBEDDER.query("ett"), 3, Filter(access=ANY_ACCESS, municipalities=("Ale",)))
                folder = Snapshots(tmp_path / "index").current()
            assert folder is not None
            read_seal(folder)


def test_sees_what_another_process_writes(index: ChromaVectorIndex, tmp_path: Path) -> None:
    index.add(entries(sample("/min").chunks))
    new = sample("/ny", ["alldeles ny text"]).chunks[0]
    query = EMBEDDER.query(new.text)
    assert new.id not in index.search(query, 5, Filter())
    finish(other_process("index.add(entries(sample('/ny', ['alldeles ny text']).chunks))", tmp_path / "index"))
    assert index.search(query, 1, Filter()) == pytest.approx({new.id: 1.0}, abs=1e-5)
    assert new.id in index.search(query, 5, Filter(municipalities=("Ale",)))
    finish(other_process("index.remove([chunk.id for chunk in sample('/min').chunks])", tmp_path / "index"))
    assert index.ids() == {new.id}


def test_searches_go_on_while_another_process_writes(index: ChromaVectorIndex, tmp_path: Path) -> None:
    kept = sample("/kvar", ["text som stannar"]).chunks[0]
    index.add(entries([kept]))
    writing = """
        for n in range(8):
            index.update(entries(sample(f'/{n}').chunks), [chunk.id for chunk in sample(f'/{n - 1}').chunks])
    """
    process = other_process(writing, tmp_path / "index")
    searches, states = 0, set()
    while process.poll() is None:
        assert kept.id in index.search(EMBEDDER.query(kept.text), 5, Filter())
        assert kept.id in index.search(EMBEDDER.query(kept.text), 5, Filter(municipalities=("Ale",), years=(2025,)))
        states.add(index.count())
        searches += 1
    finish(process)
    assert searches > 5
    assert states <= {1, 3}, "one change was seen half"
    assert index.count() == 3


def test_threads_search_while_one_writes(index: ChromaVectorIndex) -> None:
    kept = sample("/kvar", ["text som stannar"]).chunks[0]
    index.add(entries([kept]))

    def search(_: int) -> bool:
        return kept.id in index.search(EMBEDDER.query(kept.text), 5, Filter())

    with ThreadPoolExecutor(4) as pool:
        seen = pool.map(search, range(200))
        for n in range(4):
            index.add(entries(sample(f"/{n}").chunks))
        assert all(seen)


def test_killed_in_the_middle_of_a_change_it_is_as_it_was(index: ChromaVectorIndex, tmp_path: Path) -> None:
    kept = sample("/kvar", [f"stycke {n}" for n in range(20)]).chunks
    index.add(entries(kept))
    index.close()
    for delay in (0.0, 0.2):
        code = """
            batches = [entries(sample(f'/{n}', [f'{n} {m}' for m in range(200)]).chunks) for n in range(20)]
            print('nu', flush=True)
            for batch in batches:
                index.update(batch, list(index.ids() - {key for key in index.ids() if key.startswith(KEPT)}))
        """.replace("KEPT", repr(kept[0].document_id))
        process = other_process(code, tmp_path / "index")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert {chunk.id for chunk in kept} <= index.ids()
        assert index.count() in (20, 220), "a change is there half"
        assert kept[3].id in index.search(EMBEDDER.query(kept[3].text), 5, Filter())
    new = sample("/ny").chunks
    index.update(entries(new), sorted(index.ids() - {chunk.id for chunk in kept}))
    assert index.ids() == {chunk.id for chunk in (*kept, *new)}
    folders = [path for path in (tmp_path / "index").iterdir() if path.is_dir()]
    assert len(folders) <= 2, "half made folders stay"


def test_dead_vectors_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.vectors.chroma.DEAD_SLOTS_ALLOWED", 5)
    with closing(ChromaVectorIndex(tmp_path, FINGERPRINT)) as index:
        index.add(entries(sample("/kvar", metadata=[replace(ALE, access=Access.INTERNAL)]).chunks))
        for n in range(8):
            index.update(entries(sample(f"/{n}").chunks), [chunk.id for chunk in sample(f"/{n - 1}").chunks])
        with index._reading() as view:
            assert view is not None
            assert view.slots <= 11, "4 live, and as many dead as allowed"
        internal = index.search(EMBEDDER.query("hemtjänst"), 9, Filter(access=(Access.INTERNAL,)))
        assert set(internal) == {chunk.id for chunk in sample("/kvar", metadata=[replace(ALE, access=Access.INTERNAL)]).chunks}
        found = index.search(EMBEDDER.query(sample("/7").chunks[0].text), 1, Filter(municipalities=("Ale",)))
        assert found == pytest.approx({sample("/7").chunks[0].id: 1.0}, abs=1e-5)


@pytest.mark.parametrize("damage", ["cut", "changed", "missing"])
@pytest.mark.parametrize("name", ["data_level0.bin", "index_metadata.pickle", "chroma.sqlite3", "seal.json", "CURRENT"])
def test_damage_is_stated_and_never_followed(tmp_path: Path, name: str, damage: str) -> None:
    with closing(ChromaVectorIndex(tmp_path, FINGERPRINT)) as index:
        index.add(entries(mixed_chunks()))
    path = max(tmp_path.rglob(name), key=lambda path: path.stat().st_size)
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(content[: len(content) // 2] if damage == "cut" else bytes(255 - byte for byte in content))
    with closing(ChromaVectorIndex(tmp_path, FINGERPRINT)) as index:
        if (name, damage) == ("CURRENT", "missing"):
            assert index.count() == 0, "as an index that was never made; see Index.check"
            return
        with pytest.raises(StoreDamagedError) as caught:
            index.search(EMBEDDER.query("ord"), 3, Filter())
        assert "kommunsvar reindex" in caught.value.remedy


def test_a_graph_cut_short_by_a_full_disk_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library writes its files without looking whether they were written."""
    with closing(ChromaVectorIndex(tmp_path, FINGERPRINT)) as index:
        index.add(entries(sample().chunks))
        real = index._snapshots.publish

        def cut_short(draft: Path, slots: int) -> None:
            graph = max(draft.rglob("data_level0.bin"), key=lambda path: path.stat().st_mtime)
            graph.write_bytes(graph.read_bytes()[:100])
            real(draft, slots)

        monkeypatch.setattr(index._snapshots, "publish", cut_short)
        with pytest.raises(StoreFullError):
            index.add(entries(sample("/ny").chunks))
        assert index.ids() == {chunk.id for chunk in sample().chunks}
