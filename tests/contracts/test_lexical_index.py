"""What every lexical index keeps to: the fake and tantivy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.model import Access, Chunk, DocType
from tests.fakes import FakeLexicalIndex
from tests.samples import ALE, ANY_ACCESS, entries, mixed_chunks, sample
from vectorstore.filters import admits
from vectorstore.index import KeptLexical
from vectorstore.model import Filter, IndexEntry, LexicalField, Term
from vectorstore.words.lexical import TantivyLexicalIndex

KINDS: dict[str, Callable[[Path], KeptLexical]] = {
    "fake": lambda folder: FakeLexicalIndex(),
    "tantivy": TantivyLexicalIndex,
}


@pytest.fixture(params=KINDS)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KeptLexical]:
    with closing(KINDS[request.param](tmp_path / "index")) as index:
        yield index


@pytest.fixture(params=KINDS, scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptLexical]:
    """An index of `mixed_chunks`, shared by the tests that only search."""
    with closing(KINDS[request.param](tmp_path_factory.mktemp("filled"))) as index:
        index.add(entries(mixed_chunks()))
        yield index


def stems(*words: str) -> list[Term]:
    return [Term(LexicalField.STEMS, word) for word in words]


def entry(chunk: Chunk, **tokens: Sequence[str]) -> IndexEntry:
    return replace(entries([chunk])[0], tokens={LexicalField(name): words for name, words in tokens.items()})


def test_is_empty_at_first(index: KeptLexical) -> None:
    assert index.count() == 0
    assert index.ids() == set()
    assert index.search(stems("något"), 5, Filter()) == {}


def test_any_term_matches_and_more_and_rarer_ones_score_higher(index: KeptLexical) -> None:
    texts = ["gul bil", "gul bil vid sjön", "röd häst", "blå häst", "gul häst och katt"]
    chunks = sample(texts=texts).chunks
    index.add(entries(chunks))
    found = index.search(stems("katt", "gul"), 10, Filter())
    assert set(found) == {chunks[0].id, chunks[1].id, chunks[4].id}
    assert next(iter(found)) == chunks[4].id
    assert found[chunks[0].id] > found[chunks[1].id], "the shorter passage scores higher"


def test_scores_are_bm25(index: KeptLexical) -> None:
    chunks = sample(texts=["gul gul bil", "röd bil", "en lång text om annat än bilar här"]).chunks
    index.add(entries(chunks))
    other = FakeLexicalIndex()
    other.add(entries(chunks))
    terms = [*stems("gul", "bil"), Term(LexicalField.GRAMS, "bil", 2.5)]
    assert index.search(terms, 10, Filter()) == pytest.approx(other.search(terms, 10, Filter()), rel=1e-3)


def test_fields_are_searched_apart_and_boosts_multiply(index: KeptLexical) -> None:
    one, two = sample(texts=["ett", "två"]).chunks
    index.add([entry(one, stems=["ord"], grams=["bara"]), entry(two, parts=["ord"])])
    assert set(index.search([Term(LexicalField.STEMS, "ord")], 5, Filter())) == {one.id}
    assert set(index.search([Term(LexicalField.PARTS, "ord")], 5, Filter())) == {two.id}
    assert index.search([Term(LexicalField.CONTEXT, "ord")], 5, Filter()) == {}
    plain = index.search([Term(LexicalField.STEMS, "ord")], 5, Filter())[one.id]
    boosted = index.search([Term(LexicalField.STEMS, "ord", 3.0)], 5, Filter())[one.id]
    assert boosted == pytest.approx(3 * plain, rel=1e-4)


@pytest.mark.parametrize(
    "token", ["§51", "2025/97", "sn2025/97", "00123/2021", "26/0001-1", "n00671", "2025-03-12", "åäö-é", "x" * 300, "+(\"'\\:"]
)
def test_tokens_are_kept_whole(index: KeptLexical, token: str) -> None:
    one, two = sample(texts=["ett", "två"]).chunks
    index.add([entry(one, identifiers=[token, "annat"]), entry(two, identifiers=[token + "x"])])
    assert set(index.search([Term(LexicalField.IDENTIFIERS, token)], 5, Filter())) == {one.id}


def test_letters_are_not_folded(index: KeptLexical) -> None:
    chunk = sample(texts=["vård"]).chunks[0]
    index.add(entries([chunk]))
    assert set(index.search(stems("vård"), 5, Filter())) == {chunk.id}
    assert index.search(stems("vard"), 5, Filter()) == {}


@pytest.mark.parametrize(
    "where",
    [
        Filter(),
        Filter(access=(Access.INTERNAL,)),
        Filter(access=ANY_ACCESS),
        Filter(access=()),
        Filter(municipalities=("Ale", "Mölndal")),
        Filter(municipalities=("Kiruna",)),
        Filter(bodies=("kommunstyrelsen",)),
        Filter(years=(2023, 2025)),
        Filter(years=(1999,)),
        Filter(doc_types=(DocType.OKAND,)),
        Filter(municipalities=("Ale",), years=(2024,), bodies=("socialnämnden",)),
        Filter(document_ids=(sample("/1").id, sample("/2").id)),
    ],
    ids=repr,
)
def test_a_filter_lets_through_what_it_says_and_leaves_the_scores(filled: KeptLexical, where: Filter) -> None:
    chunks = mixed_chunks()
    found = filled.search(stems("gemensamt"), 100, where)
    assert set(found) == {chunk.id for chunk in chunks if admits(where, chunk)}
    everything = filled.search(stems("gemensamt"), 100, Filter(access=ANY_ACCESS))
    assert found == pytest.approx({key: everything[key] for key in found}, rel=1e-4)


def test_adding_again_replaces(index: KeptLexical) -> None:
    chunk = sample(texts=["gammalt"]).chunks[0]
    index.add(entries([chunk]))
    index.add(entries([replace(chunk, text="nytt", metadata=replace(ALE, access=Access.INTERNAL))]))
    assert index.count() == 1
    assert index.search(stems("gammalt"), 5, Filter(access=ANY_ACCESS)) == {}
    assert index.search(stems("nytt"), 5, Filter()) == {}
    assert set(index.search(stems("nytt"), 5, Filter(access=ANY_ACCESS))) == {chunk.id}


def test_removes_what_is_there_and_passes_over_the_rest(index: KeptLexical) -> None:
    chunks = mixed_chunks()
    index.add(entries(chunks))
    index.remove([chunks[0].id, "finns:inte:1"])
    index.remove([])
    assert index.ids() == {chunk.id for chunk in chunks[1:]}
    assert index.count() == len(chunks) - 1
    assert chunks[0].id not in index.search(stems("gemensamt"), 100, Filter())


def test_one_update_adds_and_removes(index: KeptLexical) -> None:
    old, new = sample("/gammal").chunks, sample("/ny").chunks
    index.add(entries(old))
    index.update(entries(new), [chunk.id for chunk in old])
    assert index.ids() == {chunk.id for chunk in new}


def test_gives_the_best_k_and_none_for_no_terms(filled: KeptLexical) -> None:
    assert len(filled.search(stems("gemensamt"), 3, Filter())) == 3
    assert filled.search([], 3, Filter()) == {}
    assert filled.search(stems("gemensamt"), 0, Filter()) == {}


def test_opens_again_after_close(index: KeptLexical) -> None:
    chunks = sample().chunks
    index.add(entries(chunks))
    index.close()
    assert index.ids() == {chunk.id for chunk in chunks}
