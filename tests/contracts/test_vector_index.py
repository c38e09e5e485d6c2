"""What every vector index keeps to: the fake and Chroma, small and as it works when it is large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.model import Access, DocType, Metadata
from tests.fakes import FakeEmbedder, FakeVectorIndex
from tests.samples import ALE, ANY_ACCESS, FINGERPRINT, entries, mixed_chunks, sample
from vectorstore.filters import admits
from vectorstore.index import KeptVectors
from vectorstore.model import Filter
from vectorstore.vectors.chroma import ChromaVectorIndex

EMBEDDER = FakeEmbedder()
KINDS: dict[str, Callable[[Path], KeptVectors]] = {
    "fake": lambda folder: FakeVectorIndex(),
    "chroma": lambda folder: ChromaVectorIndex(folder, FINGERPRINT),
    "chroma, large": lambda folder: ChromaVectorIndex(folder, FINGERPRINT, neighbourhood_from=1),
}


@pytest.fixture(params=["fake", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KeptVectors]:
    with closing(KINDS[request.param](tmp_path / "index")) as index:
        yield index


@pytest.fixture(params=KINDS, scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptVectors]:
    """An index of `mixed_chunks`, shared by the tests that only search."""
    with closing(KINDS[request.param](tmp_path_factory.mktemp("filled"))) as index:
        index.add(entries(mixed_chunks()))
        yield index


def test_is_empty_at_first(index: KeptVectors) -> None:
    assert index.count() == 0
    assert index.ids() == set()
    assert index.search(EMBEDDER.query("något"), 5, Filter()) == {}


def test_finds_the_nearest_first_with_their_cosine(filled: KeptVectors) -> None:
    chunks = mixed_chunks()
    query = EMBEDDER.query("ord1 ord3 gemensamt")
    found = filled.search(query, 4, Filter(access=ANY_ACCESS))
    exact = {chunk.id: float(EMBEDDER.query(chunk.text) @ query) for chunk in chunks}
    assert list(found) == sorted(exact, key=lambda key: -exact[key])[:4]
    assert found == pytest.approx({key: exact[key] for key in found}, abs=1e-5)


@pytest.mark.parametrize(
    "where",
    [
        Filter(),
        Filter(access=(Access.INTERNAL,)),
        Filter(access=ANY_ACCESS),
        Filter(access=()),
        Filter(municipalities=("Ale",)),
        Filter(municipalities=("Ale", "Mölndal")),
        Filter(municipalities=("Kiruna",)),
        Filter(bodies=("kommunstyrelsen",)),
        Filter(years=(2024,)),
        Filter(years=(2023, 2025)),
        Filter(years=(2024, 2024)),
        Filter(years=(1999,)),
        Filter(doc_types=(DocType.OKAND,)),
        Filter(municipalities=("Ale",), years=(2024,), bodies=("socialnämnden",)),
        Filter(document_ids=(sample("/1").id, sample("/4").id)),
        Filter(document_ids=(sample("/2").id,)),
    ],
    ids=repr,
)
def test_a_filter_lets_through_what_it_says_and_nothing_else(filled: KeptVectors, where: Filter) -> None:
    chunks = mixed_chunks()
    found = filled.search(EMBEDDER.query("ord1 gemensamt"), 100, where)
    assert set(found) == {chunk.id for chunk in chunks if admits(where, chunk)}


def test_few_hits_under_a_filter_are_the_nearest_of_those_let_through(filled: KeptVectors) -> None:
    chunks = mixed_chunks()
    where = Filter(municipalities=("Mölndal",))
    query = EMBEDDER.query("ord0 ord2 gemensamt")
    allowed = [chunk for chunk in chunks if admits(where, chunk)]
    nearest = sorted(allowed, key=lambda chunk: -float(EMBEDDER.query(chunk.text) @ query))[:2]
    assert list(filled.search(query, 2, where)) == [chunk.id for chunk in nearest]


def test_adding_again_replaces_vector_and_metadata(index: KeptVectors) -> None:
    chunk = sample(texts=["gammalt"]).chunks[0]
    index.add(entries([chunk]))
    index.add(entries([replace(chunk, text="nytt", metadata=replace(ALE, access=Access.INTERNAL))]))
    assert index.count() == 1
    assert index.search(EMBEDDER.query("nytt"), 5, Filter()) == {}
    found = index.search(EMBEDDER.query("nytt"), 5, Filter(access=(Access.INTERNAL,)))
    assert found == pytest.approx({chunk.id: 1.0}, abs=1e-5)


def test_the_same_chunk_twice_in_one_call_counts_once(index: KeptVectors) -> None:
    chunk = sample(texts=["ett"]).chunks[0]
    index.add(entries([chunk, replace(chunk, text="två")]))
    assert index.count() == 1
    assert index.search(EMBEDDER.query("två"), 5, Filter())[chunk.id] == pytest.approx(1.0, abs=1e-5)


def test_removes_what_is_there_and_passes_over_the_rest(index: KeptVectors) -> None:
    chunks = mixed_chunks()
    index.add(entries(chunks))
    index.remove([chunks[0].id, "finns:inte:1", chunks[12].id])
    index.remove(["finns:inte:2"])
    index.remove([])
    assert index.ids() == {chunk.id for chunk in chunks} - {chunks[0].id, chunks[12].id}
    assert index.count() == len(chunks) - 2
    assert chunks[0].id not in index.search(EMBEDDER.query(chunks[0].text), 100, Filter())


def test_one_update_adds_and_removes(index: KeptVectors) -> None:
    old, new = sample("/gammal").chunks, sample("/ny").chunks
    index.add(entries(old))
    index.update(entries(new), [chunk.id for chunk in old])
    assert index.ids() == {chunk.id for chunk in new}


def test_everything_can_go_and_come_back(index: KeptVectors) -> None:
    chunks = mixed_chunks()
    index.add(entries(chunks))
    index.remove([chunk.id for chunk in chunks])
    assert index.count() == 0
    assert index.search(EMBEDDER.query("ord1"), 5, Filter(access=ANY_ACCESS)) == {}
    index.add(entries(chunks))
    assert index.ids() == {chunk.id for chunk in chunks}


def test_asks_for_no_more_than_k_and_none_for_zero(filled: KeptVectors) -> None:
    assert len(filled.search(EMBEDDER.query("gemensamt"), 3, Filter(access=ANY_ACCESS))) == 3
    assert filled.search(EMBEDDER.query("gemensamt"), 0, Filter()) == {}


def test_opens_again_after_close(index: KeptVectors) -> None:
    chunks = sample().chunks
    index.add(entries(chunks))
    index.close()
    assert index.ids() == {chunk.id for chunk in chunks}


def test_many_years_and_odd_names_are_no_trouble(index: KeptVectors) -> None:
    odd = Metadata(municipality='Ale\' OR 1=1 "x"', body="nämnd\nmed rad", years=tuple(range(1990, 2030)))
    chunk = sample(metadata=[odd], texts=["ord"]).chunks[0]
    index.add(entries([chunk]))
    where = Filter(municipalities=(odd.municipality,), bodies=(odd.body,), years=(2029,))
    assert list(index.search(EMBEDDER.query("ord"), 5, where)) == [chunk.id]


def test_takes_more_entries_than_one_call_of_the_library(index: KeptVectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.vectors.chroma.VECTOR_BATCH", 7)
    chunks = mixed_chunks()
    index.add(entries(chunks))
    assert index.count() == len(chunks)
    index.remove([chunk.id for chunk in chunks[:20]])
    assert index.ids() == {chunk.id for chunk in chunks[20:]}
