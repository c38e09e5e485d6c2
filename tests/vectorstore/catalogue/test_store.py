"""The catalogue: what comes out is what went in, one version at a time."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from ingest.model import Access, DocType, Metadata
from ingest.tables.model import NO_PERIOD, Figure, FigureStatus
from tests.samples import ALE, ANY_ACCESS, Sample, sample
from vectorstore.catalogue.database import HEAD
from vectorstore.catalogue.kept import Kept
from vectorstore.catalogue.model import EVERYTHING, Coverage, NewVersion
from vectorstore.catalogue.store import Catalogue
from vectorstore.catalogue.tables import Base
from vectorstore.catalogue.text_cache import TextCache
from vectorstore.errors import StoreDamagedError, StoreFullError, StoreVersionError, UnknownDocumentError
from vectorstore.faults import catalogue_faults
from vectorstore.model import Filter
from vectorstore.words.tokens import stem


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "data" / "catalogue.sqlite")


def put(catalogue: Catalogue, *samples: Sample) -> list[int]:
    staged = catalogue.stage([NewVersion(item.source, item.document, item.chunks) for item in samples])
    catalogue.activate([version.number for version in staged])
    return [version.number for version in staged]


def test_a_document_comes_back_as_it_went_in(catalogue: Catalogue) -> None:
    other = replace(ALE, title="Bilaga", access=Access.INTERNAL, day=None, years=(), diary_numbers=("A 1/2", "A 1/2"))
    item = sample(texts=["Första stycket å ä ö.", "Andra \u2212 tecken \x00.", "Tredje"], metadata=[ALE, other])
    put(catalogue, item)
    assert catalogue.restore(item.id) == item.document
    assert catalogue.chunks_of(item.id) == item.chunks
    assert catalogue.chunks([chunk.id for chunk in item.chunks]) == {chunk.id: chunk for chunk in item.chunks}
    assert catalogue.text(item.id) == item.document.text
    assert catalogue.sections(item.id) == item.document.sections
    assert catalogue.pages(item.id) == item.document.pages
    assert catalogue.papers(item.id) == item.document.papers
    assert catalogue.tables(item.id) == item.document.tables
    assert catalogue.seams(item.id) == item.document.seams


def test_the_stored_document_tells_of_file_and_content(catalogue: Catalogue) -> None:
    item = sample()
    put(catalogue, item)
    catalogue.add_duplicate(replace(item.source, key="/papper/kopia.pdf"), item.id)
    stored = catalogue.document(item.id)
    assert (stored.id, stored.key, stored.version) == (item.id, item.source.key, item.document.version)
    assert (stored.name, stored.path, stored.size) == ("a.pdf", "/papper/a.pdf", item.source.size)
    assert stored.modified_ns == item.source.modified_ns
    assert (stored.pages, stored.papers, stored.chunks) == (2, 1, 2)
    assert stored.characters == len(item.document.text)
    assert stored.warnings == item.document.warnings
    assert stored.metadata == ALE
    assert stored.duplicate_keys == ("/papper/kopia.pdf",)
    assert abs(stored.added - datetime.now(UTC).replace(tzinfo=None)) < timedelta(minutes=1)
    assert catalogue.by_key(item.source.key) == catalogue.by_hash(item.document.version) == stored
    assert catalogue.by_key("/annan") is None
    assert catalogue.by_hash("0") is None
    assert catalogue.names([item.id, "okänd"]) == {item.id: "a.pdf"}


def test_an_empty_document_is_kept(catalogue: Catalogue) -> None:
    item = sample(texts=[])
    put(catalogue, item)
    assert catalogue.restore(item.id) == item.document
    assert catalogue.chunks_of(item.id) == ()


def test_what_is_pending_is_not_seen(catalogue: Catalogue) -> None:
    item = sample()
    staged = catalogue.stage([NewVersion(item.source, item.document, item.chunks)])
    assert catalogue.documents(EVERYTHING) == []
    assert catalogue.chunks([item.chunks[0].id]) == {}
    assert catalogue.find(paragraph="§ 51") == []
    assert catalogue.counts().chunks == 0
    assert catalogue.generation() == 0
    assert [left.chunk_ids for left in catalogue.leftovers()] == [tuple(chunk.id for chunk in item.chunks)]
    catalogue.discard([staged[0].number])
    assert catalogue.leftovers() == []


def test_a_new_version_replaces_the_old_one_in_one_step(catalogue: Catalogue) -> None:
    old, new = sample(texts=["gammalt", "mer"]), sample(texts=["nytt"])
    put(catalogue, old)
    before = catalogue.generation()
    staged = catalogue.stage([NewVersion(new.source, new.document, new.chunks)])[0]
    assert catalogue.text(old.id) == "gammalt\nmer"
    replaced = catalogue.activate([staged.number])
    assert catalogue.text(old.id) == "nytt"
    assert catalogue.chunks([chunk.id for chunk in (*old.chunks, *new.chunks)]) == {new.chunks[0].id: new.chunks[0]}
    assert [left.chunk_ids for left in replaced] == [tuple(chunk.id for chunk in old.chunks)]
    assert catalogue.leftovers() == replaced
    assert catalogue.generation() > before
    catalogue.discard([left.number for left in replaced])
    assert catalogue.leftovers() == []
    assert catalogue.counts().documents == 1


def test_the_same_content_again_gets_chunk_ids_of_its_own(catalogue: Catalogue) -> None:
    item = sample()
    put(catalogue, item)
    changed = replace(item.document, metadata=replace(ALE, municipality="Mölndal"))
    staged = catalogue.stage([NewVersion(item.source, changed, item.chunks)])[0]
    assert not {chunk.id for chunk in staged.chunks} & {chunk.id for chunk in item.chunks}
    assert [chunk.text for chunk in staged.chunks] == [chunk.text for chunk in item.chunks]
    catalogue.activate([staged.number])
    assert catalogue.document(item.id).metadata.municipality == "Mölndal"
    assert catalogue.chunks_of(item.id) == staged.chunks


def test_a_batch_is_live_together_or_not_at_all(catalogue: Catalogue) -> None:
    one, two = sample("/1"), sample("/2")
    staged = catalogue.stage([NewVersion(item.source, item.document, item.chunks) for item in (one, two)])
    with pytest.raises(Exception, match="No row"):
        catalogue.activate([staged[0].number, 999])
    assert catalogue.documents() == []
    catalogue.activate([version.number for version in staged])
    assert [document.id for document in catalogue.documents()] == [
        item.id for item in sorted((one, two), key=lambda item: item.document.name)
    ]


def test_a_live_version_cannot_be_discarded(catalogue: Catalogue) -> None:
    item = sample()
    numbers = put(catalogue, item)
    catalogue.discard(numbers)
    assert catalogue.restore(item.id) == item.document


def test_deleting_leaves_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    item = sample(texts=["hemligt personnamn"])
    put(catalogue, item)
    catalogue.add_duplicate(replace(item.source, key="/kopia"), item.id)
    dying = catalogue.retire(item.id)
    for call in (catalogue.document, catalogue.text, catalogue.chunks_of, catalogue.retire, catalogue.sections):
        with pytest.raises(UnknownDocumentError):
            call(item.id)
    assert catalogue.known_files() == {}
    catalogue.discard([left.number for left in dying])
    catalogue.close()
    with sqlite3.connect(tmp_path / "data" / "catalogue.sqlite") as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        full = {name for name in tables if raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]}
    raw.close()
    assert full == {"meta", "alembic_version", "sqlite_sequence"}
    assert b"hemligt" not in (tmp_path / "data" / "catalogue.sqlite").read_bytes()


def test_known_files_tell_what_was_seen(catalogue: Catalogue) -> None:
    item = sample()
    put(catalogue, item)
    copy = replace(item.source, key="/kopia", modified_ns=5)
    catalogue.add_duplicate(copy, item.id)
    known = catalogue.known_files()
    assert set(known) == {item.source.key, "/kopia"}
    assert (known["/kopia"].duplicate, known["/kopia"].document_id) == (True, item.id)
    assert not known[item.source.key].duplicate
    catalogue.touch(replace(item.source, modified_ns=7, path=Path("/ny/plats.pdf")))
    catalogue.touch(replace(copy, modified_ns=8))
    known = catalogue.known_files()
    assert (known[item.source.key].modified_ns, known["/kopia"].modified_ns) == (7, 8)
    assert catalogue.document(item.id).path == "/ny/plats.pdf"
    with pytest.raises(UnknownDocumentError):
        catalogue.touch(replace(item.source, key="/okänd"))


def test_duplicates_of_replaced_content_are_new_files_again(catalogue: Catalogue) -> None:
    item = sample()
    put(catalogue, item)
    catalogue.add_duplicate(replace(item.source, key="/kopia"), item.id)
    put(catalogue, sample(texts=["nytt innehåll"]))
    assert set(catalogue.known_files()) == {item.source.key}


def test_a_duplicate_that_gets_content_of_its_own_is_a_document(catalogue: Catalogue) -> None:
    item = sample()
    put(catalogue, item)
    catalogue.add_duplicate(replace(item.source, key="/kopia"), item.id)
    own = sample("/kopia", ["eget"])
    put(catalogue, own)
    assert catalogue.document(item.id).duplicate_keys == ()
    assert catalogue.known_files()["/kopia"].document_id == own.id


@pytest.mark.parametrize("asked", ["§ 51", "§51", " § 51 "])
def test_finds_a_paragraph_however_it_is_spaced(catalogue: Catalogue, asked: str) -> None:
    item = sample(paragraph="§ 51")
    put(catalogue, item, sample("/annan", paragraph="§ 5"))
    assert catalogue.find(paragraph=asked) == [chunk.id for chunk in item.chunks]


@pytest.mark.parametrize("asked", ["SN 2025/97", "sn2025/97", "2025/97"])
def test_finds_a_diary_number_with_and_without_its_board(catalogue: Catalogue, asked: str) -> None:
    item = sample()
    put(catalogue, item)
    assert catalogue.find(diary_number=asked) == [chunk.id for chunk in item.chunks]
    assert catalogue.find(diary_number="2025/9") == []


def test_finds_a_paper_by_its_own_diary_number(catalogue: Catalogue) -> None:
    item = sample(metadata=[replace(ALE, diary_numbers=("KS23-373", "0905/21"))])
    put(catalogue, item)
    assert catalogue.find(diary_number="ks23-373") == [chunk.id for chunk in item.chunks]
    assert catalogue.find(diary_number="0905/21") == [chunk.id for chunk in item.chunks]


def test_finds_by_all_that_is_given_newest_first(catalogue: Catalogue) -> None:
    old = sample("/gammal", metadata=[replace(ALE, day=date(2024, 3, 1))])
    new = sample("/ny", metadata=[replace(ALE, day=date(2025, 3, 1))])
    undated = sample("/odaterad", metadata=[replace(ALE, day=None, body="kommunstyrelsen")])
    put(catalogue, old, undated, new)
    found = catalogue.find(paragraph="§ 51")
    assert found == [chunk.id for item in (new, old, undated) for chunk in item.chunks]
    assert catalogue.find(paragraph="§ 51", day=date(2024, 3, 1)) == [chunk.id for chunk in old.chunks]
    assert catalogue.find(day=date(2025, 3, 1)) == [chunk.id for chunk in new.chunks]
    assert catalogue.find(paragraph="§ 51", body="kommunstyrelsen") == [chunk.id for chunk in undated.chunks]
    assert catalogue.find(body="kommunstyrelsen") == []
    assert catalogue.find() == []


def test_find_and_documents_keep_to_the_filter(catalogue: Catalogue) -> None:
    public = sample("/öppen")
    internal = sample("/intern", metadata=[replace(ALE, access=Access.INTERNAL, municipality="Mölndal")])
    put(catalogue, public, internal)
    assert catalogue.find(paragraph="§ 51") == [chunk.id for chunk in public.chunks]
    everything = catalogue.find(paragraph="§ 51", where=Filter(access=ANY_ACCESS))
    assert set(everything) == {chunk.id for item in (public, internal) for chunk in item.chunks}
    assert catalogue.find(paragraph="§ 51", where=Filter(years=(1999,))) == []
    assert catalogue.find(paragraph="§ 51", where=Filter(years=(2024, 1999), doc_types=(DocType.PROTOKOLL,)))
    assert [document.id for document in catalogue.documents()] == [public.id]
    assert len(catalogue.documents(EVERYTHING)) == 2
    assert catalogue.documents(Filter(document_ids=(internal.id,))) == []


def _with_row(item: Sample, label: str) -> NewVersion:
    """A document whose table has one row of one figure."""
    figure = Figure(
        label=label, group=(), column="Utfall", caption="", measure="utfall", period=NO_PERIOD, value=Decimal(12), unit="tkr",
        status=FigureStatus.READ, document_id=item.id, paper=0, page=None, start=8, end=10, quote_start=0, quote_end=10,
        printed="12",
    )  # fmt: skip
    return NewVersion(item.source, item.document, item.chunks, (figure,))


def test_rows_are_looked_up_in_the_places_asked_about_however_many_others_are_called_so(catalogue: Catalogue) -> None:
    towns = ("Mölndal", "Kungälv", "Ale", "")
    made = {town: sample(f"/{town}", metadata=[replace(ALE, municipality=town)]) for town in towns}
    hidden = sample("/intern", metadata=[replace(ALE, access=Access.INTERNAL)])
    staged = catalogue.stage([_with_row(item, "Hemtjänst") for item in (*made.values(), hidden)])
    catalogue.activate([version.number for version in staged])
    tokens = {stem("hemtjänst"): 1.0}
    assert len(catalogue.figures_named(tokens, 10)) == len(towns)
    in_ale = {figure.document_id for figure in catalogue.figures_named(tokens, 2, places=("Ale",))}
    assert in_ale == {made["Ale"].id, made[""].id}
    assert len(catalogue.figures_named(tokens, 10, Filter(access=ANY_ACCESS), ("Ale",))) == 3
    assert catalogue.figures_named(tokens, 10, Filter(years=(1999,))) == []


def test_rows_with_a_cell_of_the_place_asked_about_are_looked_up_in_others_papers(catalogue: Catalogue) -> None:
    item = sample("/jämförelse", metadata=[replace(ALE, municipality="Mölndal")])
    version = _with_row(item, "Soliditet")
    (own,) = version.figures
    other = replace(own, organisation="Kungälv", start=20, end=22, quote_end=22)
    late = replace(own, label="Frisktal", made="oktober", start=40, end=42, quote_start=30, quote_end=42)
    staged = catalogue.stage([replace(version, figures=(own, other, late))])
    catalogue.activate([one.number for one in staged])
    tokens = {stem("soliditet"): 1.0, stem("frisktal"): 1.0}
    assert catalogue.figures(item.id) == (own, other, late)
    assert catalogue.figures_named(tokens, 10, places=("Kungälv",)) == [own, other]
    assert catalogue.figures_named(tokens, 10, places=("Ale",)) == []


def test_neighbours_stay_in_the_paper(catalogue: Catalogue) -> None:
    item = sample(texts=[f"stycke {n}" for n in range(6)], metadata=[ALE, replace(ALE, title="Nästa")])
    put(catalogue, item)
    chunks = item.chunks
    assert catalogue.neighbours(chunks[1], 1, 1) == (chunks[0], chunks[2])
    assert catalogue.neighbours(chunks[2], 2, 2) == (chunks[0], chunks[1])
    assert catalogue.neighbours(chunks[3], 5, 1) == (chunks[4],)
    assert catalogue.neighbours(chunks[3], 0, 0) == ()
    assert catalogue.section_chunks(item.id, 4) == (chunks[4],)


def test_coverage_counts_papers_and_follows_changes(catalogue: Catalogue) -> None:
    undated = Metadata(municipality="Ale", doc_type=DocType.RUTIN)
    dated = replace(undated, day=date(2023, 1, 2))
    internal = replace(ALE, access=Access.INTERNAL, municipality="Hemlig")
    put(catalogue, sample("/1", metadata=[ALE]), sample("/2", metadata=[undated, dated]), sample("/3", metadata=[internal]))
    minutes = DocType.PROTOKOLL
    expected = {
        Coverage("Ale", "socialnämnden", minutes, 2024, 1),
        Coverage("Ale", "socialnämnden", minutes, 2025, 1),
        Coverage("Ale", "", DocType.RUTIN, None, 1),
        Coverage("Ale", "", DocType.RUTIN, 2023, 1),
    }
    assert set(catalogue.coverage()) == expected
    assert len(catalogue.coverage(EVERYTHING)) == 6
    catalogue.retire(sample("/2").id)
    assert {row.doc_type for row in catalogue.coverage()} == {minutes}


def test_counts_what_is_live(catalogue: Catalogue) -> None:
    one, two = sample("/1"), sample("/2", texts=["ett", "två", "tre"])
    put(catalogue, one, two)
    put(catalogue, sample("/1", texts=["kort"]))
    catalogue.add_duplicate(replace(two.source, key="/k"), two.id)
    counts = catalogue.counts()
    assert (counts.documents, counts.duplicates, counts.chunks, counts.pages, counts.papers) == (2, 1, 4, 4, 2)
    assert counts.characters == len("kort") + len(two.document.text)
    assert len(catalogue.chunk_ids()) == 4


def test_many_ids_are_asked_for_in_one_call(catalogue: Catalogue) -> None:
    item = sample(texts=[f"t{n}" for n in range(50)])
    put(catalogue, item)
    ids = [f"okänt:{n}" for n in range(40_000)] + [chunk.id for chunk in item.chunks]
    assert len(catalogue.chunks(ids)) == 50


def test_threads_read_while_one_writes(catalogue: Catalogue) -> None:
    put(catalogue, sample(texts=["v0"]))

    def read(_: int) -> bool:
        item = catalogue.by_key("/papper/a.pdf")
        return item is not None and catalogue.text(item.id).startswith("v")

    with ThreadPoolExecutor(8) as pool:
        seen = pool.map(read, range(200))
        for n in range(1, 15):
            put(catalogue, sample(texts=[f"v{n}"]))
        assert all(seen)


def test_the_migrations_make_the_tables_as_they_are_declared(tmp_path: Path) -> None:
    Catalogue(tmp_path / "c.sqlite").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'c.sqlite'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
    assert ScriptDirectory("vectorstore/migrations").get_current_head() == HEAD


def test_a_disk_without_a_byte_left_is_told_as_full() -> None:
    error = OperationalError("SELECT 1", None, sqlite3.OperationalError("disk I/O error"))
    with pytest.raises(StoreFullError, match="Disken är full") as told, catalogue_faults():
        raise error
    assert "säkerhetskopia" not in str(told.value)


def test_a_newer_schema_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    Catalogue(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreVersionError) as caught:
        Catalogue(path)
    assert "9999" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("content", [b"detta ar ingen databas" * 200, b"SQLite format 3\x00" + b"\xff" * 8000])
def test_a_damaged_file_is_told_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "c.sqlite").write_bytes(content)
    with pytest.raises(StoreDamagedError) as caught:
        Catalogue(tmp_path / "c.sqlite")
    assert caught.value.remedy


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("inte en mapp")
    with pytest.raises(StoreDamagedError):
        Catalogue(tmp_path / "fil" / "c.sqlite")


def test_what_was_used_least_recently_is_let_go() -> None:
    kept: Kept[int, str] = Kept(2)
    kept.put({1: "a", 2: "b"})
    assert kept.get([1, 3]) == {1: "a"}
    kept.put({3: "c"})
    assert kept.get([1, 2, 3]) == {1: "a", 3: "c"}


def test_a_passage_that_is_kept_is_not_told_when_its_document_is_replaced(catalogue: Catalogue) -> None:
    first, second = sample(texts=["Första lydelsen."]), sample(texts=["Andra lydelsen."])
    old, new = first.chunks[0], second.chunks[0]
    put(catalogue, first)
    assert catalogue.chunks([old.id]) == catalogue.chunks([old.id, "finns inte"]) == {old.id: old}
    put(catalogue, second)
    assert catalogue.chunks([old.id, new.id]) == {new.id: new}


def test_the_text_cache_lets_the_least_recent_go() -> None:
    cache = TextCache(characters=10)
    cache.put(1, "a" * 6)
    cache.put(2, "b" * 4)
    assert cache.get(1) == "a" * 6
    cache.put(3, "c" * 4)
    assert (cache.get(1), cache.get(2), cache.get(3)) == ("a" * 6, None, "c" * 4)
    cache.put(4, "d" * 50)
    assert (cache.get(3), cache.get(4)) == (None, "d" * 50)
