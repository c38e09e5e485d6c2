"""Taking papers in: real files, the real readers in their process, real stores; only the model is a fake."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from app.keeping.intake import Intake, Report
from app.library import CatalogueLibrary
from ingest.config import Limits
from ingest.errors import SourceNotFoundError
from ingest.model import Access, SourceFile
from ingest.readers.base import Step
from ingest.structure import Stated
from tests.fakes import FakeEmbedder
from tests.samples import FINGERPRINT
from vectorstore.config import StoreConfig
from vectorstore.index import Index
from vectorstore.lock import LockHolder
from vectorstore.model import Embedder, Filter, SearchQuery, Vector
from vectorstore.search import Searcher
from vectorstore.vectors.chroma import ChromaVectorIndex
from vectorstore.words.lexical import TantivyLexicalIndex

pytestmark = pytest.mark.real

POOL = "Rutin för simhallen\n\nSimhallen öppnar klockan sex varje vardag. Bastun är stängd på måndagar.\n"
LIBRARY = "Rutin för biblioteket\n\nBiblioteket lånar ut böcker och spel till alla som bor i Lingonby kommun.\n"
ICE = "Rutin för ishallen\n\nIshallen hyrs ut till föreningar under hela vintern enligt en särskild taxa.\n"


@dataclass
class _Watching:
    """Notes what it is told; `begun` is called when the files are known and before any is read."""

    begun: Callable[[], None] = lambda: None
    files: list[tuple[str, int]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    embedded: int = 0

    def waiting(self, holder: LockHolder) -> None:
        raise AssertionError(f"nobody is in the way, but {holder}")

    def begin(self, files: int, size: int) -> None:
        self.counts.append(files)
        self.begun()

    def page(self, source: SourceFile, step: Step) -> None:
        """A page is about to be read."""

    def file(self, name: str, size: int, pages: int) -> None:
        self.files.append((name, pages))

    def passages(self, count: int) -> None:
        self.embedded += count


class _Desk:
    """A folder of papers and the stores they are taken into."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.folder = folder
        self.index = index
        self.embedder: Embedder = FakeEmbedder()
        self.watching = _Watching()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def take_in(self, *paths: Path, stated: Stated | None = None, again: bool = False) -> Report:
        self.watching = _Watching(self.watching.begun)
        intake = Intake(self.index, self.embedder, Limits())
        return intake.run(paths or [self.folder], stated or Stated(), self.watching, again)

    def answers(self, question: str) -> set[str]:
        """Return the names of the files in which a search finds one of the words."""
        found = Searcher(self.embedder, self.index.vectors, self.index.lexical, self.index.catalogue)
        words = question.casefold().split()
        hits = found.search(SearchQuery(question), 20)
        return {hit.source for hit in hits if any(word in hit.chunk.text.casefold() for word in words)}

    def live(self) -> list[str]:
        return sorted(stored.name for stored in self.index.catalogue.documents())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    folder = tmp_path / "papper"
    folder.mkdir()
    config = StoreConfig(tmp_path / "data")
    with closing(Index(config, lambda path: ChromaVectorIndex(path, FINGERPRINT), TantivyLexicalIndex)) as index:
        yield _Desk(folder, index)
        index.check()


def _figures(report: Report) -> tuple[int, int, int, int, int]:
    return len(report.added), len(report.replaced), report.unchanged, len(report.duplicates), len(report.skipped)


def test_new_papers_are_added_and_found(desk: _Desk) -> None:
    desk.write("simhall.txt", POOL)
    desk.write("mapp med å/bibliotek.md", LIBRARY)
    report = desk.take_in()
    assert _figures(report) == (2, 0, 0, 0, 0)
    assert sorted(report.added) == desk.live() == ["bibliotek.md", "simhall.txt"]
    assert report.chunks == desk.watching.embedded == desk.index.catalogue.counts().chunks > 0
    assert report.pages == 2
    assert 0 <= report.embed_seconds <= report.seconds
    assert desk.watching.counts == [2]
    assert sorted(name for name, _ in desk.watching.files) == desk.live()
    assert desk.answers("simhallen") == {"simhall.txt"}


def test_again_does_no_work(desk: _Desk) -> None:
    desk.write("simhall.txt", POOL)
    desk.take_in()
    before = desk.index.catalogue.generation()
    report = desk.take_in()
    assert _figures(report) == (0, 0, 1, 0, 0)
    assert (desk.watching.counts, desk.watching.files, desk.watching.embedded) == ([0], [], 0)
    assert desk.index.catalogue.generation() == before


def test_a_file_touched_but_not_changed_is_unchanged(desk: _Desk) -> None:
    path = desk.write("simhall.txt", POOL)
    desk.take_in()
    os.utime(path, ns=(1, 1))
    for _ in range(2):
        assert _figures(desk.take_in()) == (0, 0, 1, 0, 0)
    assert desk.index.catalogue.documents()[0].modified_ns == 1


def test_a_changed_file_replaces_what_it_said(desk: _Desk) -> None:
    desk.write("hall.txt", POOL)
    desk.take_in()
    desk.write("hall.txt", ICE)
    report = desk.take_in()
    assert _figures(report) == (0, 1, 0, 0, 0)
    assert report.replaced == ["hall.txt"]
    assert desk.answers("bastun") == set()
    assert desk.answers("ishallen") == {"hall.txt"}


def test_the_same_content_twice_is_indexed_once(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", POOL)
    report = desk.take_in()
    assert _figures(report) == (1, 0, 0, 1, 0)
    assert report.duplicates == [("b.txt", "a.txt")]
    assert desk.live() == ["a.txt"]
    assert _figures(desk.take_in()) == (0, 0, 2, 0, 0)
    desk.write("c.txt", POOL)
    assert desk.take_in().duplicates == [("c.txt", "a.txt")]
    assert len(desk.index.catalogue.documents()[0].duplicate_keys) == 2


def test_a_copy_that_gets_words_of_its_own_is_added(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", POOL)
    desk.take_in()
    desk.write("b.txt", ICE)
    assert _figures(desk.take_in()) == (1, 0, 1, 0, 0)
    assert desk.live() == ["a.txt", "b.txt"]
    assert desk.index.catalogue.documents()[0].duplicate_keys == ()


def test_a_copy_stays_when_the_original_changes(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", POOL)
    desk.take_in()
    desk.write("a.txt", ICE)
    desk.take_in()
    assert desk.answers("bastun") == {"b.txt"}
    assert desk.answers("ishallen") == {"a.txt"}
    assert _figures(desk.take_in()) == (0, 0, 2, 0, 0)


def test_a_file_that_becomes_a_copy_says_no_more_what_it_said(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", ICE)
    desk.take_in()
    desk.write("b.txt", POOL)
    assert desk.take_in().duplicates == [("b.txt", "a.txt")]
    assert desk.live() == ["a.txt"]
    assert desk.answers("ishallen") == set()
    assert _figures(desk.take_in()) == (0, 0, 2, 0, 0)


def test_two_files_that_change_places_do(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", ICE)
    desk.take_in()
    desk.write("a.txt", ICE)
    desk.write("b.txt", POOL)
    assert _figures(desk.take_in()) == (0, 2, 0, 0, 0)
    assert desk.answers("bastun") == {"b.txt"}
    assert desk.answers("ishallen") == {"a.txt"}


def test_a_file_that_moved_is_the_same_paper(desk: _Desk) -> None:
    path = desk.write("a.txt", POOL)
    desk.take_in()
    path.rename(desk.folder / "flyttad.txt")
    report = desk.take_in()
    assert _figures(report) == (0, 0, 0, 1, 0)
    assert len(desk.live()) == 1
    assert desk.answers("simhallen")
    assert _figures(desk.take_in()) == (0, 0, 1, 0, 0)


def test_a_deleted_paper_comes_back_with_its_copy(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", POOL)
    desk.take_in()
    with desk.index.writer() as writer:
        writer.delete(desk.index.catalogue.documents()[0].id)
    assert desk.answers("simhallen") == set()
    assert _figures(desk.take_in(desk.folder / "b.txt")) == (1, 0, 0, 0, 0)
    assert desk.answers("simhallen") == {"b.txt"}


def test_each_file_that_is_skipped_has_its_reason_and_the_rest_go_on(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("tom.txt", "")
    desk.write("blank.txt", " \n \n")
    desk.write("bild.gif", "GIF89a")
    (desk.folder / "trasig.pdf").write_bytes(b"%PDF-1.7\ntrasig")
    (desk.folder / "ut.txt").symlink_to("/etc/hostname")
    report = desk.take_in()
    assert report.added == ["a.txt"]
    assert {name for name, _ in report.skipped} == {"tom.txt", "blank.txt", "bild.gif", "trasig.pdf", "ut.txt"}
    assert all(reason and "\n" not in reason for _, reason in report.skipped)
    assert sorted(name for name, pages in desk.watching.files if not pages) == ["blank.txt", "trasig.pdf"]


def test_every_file_is_in_the_report_also_copies_of_what_cannot_be_read(desk: _Desk) -> None:
    for name in ("a.pdf", "b.pdf"):
        (desk.folder / name).write_bytes(b"%PDF-1.7\ntrasig")
    report = desk.take_in()
    assert [name for name, _ in report.skipped] == ["a.pdf", "b.pdf"]


def test_a_file_that_vanishes_between_listing_and_reading_is_skipped(desk: _Desk) -> None:
    path = desk.write("a.txt", POOL)
    desk.write("b.txt", ICE)
    desk.watching.begun = path.unlink
    report = desk.take_in()
    assert report.added == ["b.txt"]
    assert [name for name, _ in report.skipped] == ["a.txt"]


def test_a_known_file_that_vanishes_keeps_answering(desk: _Desk) -> None:
    path = desk.write("a.txt", POOL)
    desk.take_in()
    path.unlink()
    assert _figures(desk.take_in()) == (0, 0, 0, 0, 0)
    assert desk.answers("simhallen") == {"a.txt"}


def test_a_file_that_cannot_be_read_any_more_keeps_what_it_said(desk: _Desk) -> None:
    path = desk.write("a.txt", POOL)
    desk.take_in()
    path.write_text(" \n")
    assert _figures(desk.take_in()) == (0, 0, 0, 0, 1)
    assert desk.answers("simhallen") == {"a.txt"}


def test_a_path_that_does_not_exist_is_told_and_nothing_is_taken_in(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    with pytest.raises(SourceNotFoundError, match="saknas"):
        desk.take_in(desk.folder, desk.folder / "saknas")
    assert desk.live() == []


def test_the_same_file_named_twice_is_one(desk: _Desk) -> None:
    path = desk.write("a.txt", POOL)
    assert _figures(desk.take_in(path, desk.folder, path)) == (1, 0, 0, 0, 0)


def test_pages_are_counted_as_the_catalogue_counts_them(desk: _Desk) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name in ("Drift", "Investering"):
        sheet = book.create_sheet(name)
        sheet.append(["Verksamhet", "Budget 2026"])
        sheet.append([f"{name} i simhallen", 1200])
    del book["Sheet"]
    book.save(desk.folder / "budget.xlsx")
    desk.write("a.txt", POOL)
    report = desk.take_in()
    assert report.files == 2
    assert report.pages == desk.index.catalogue.counts().pages == 3


def test_an_empty_folder_is_no_work(desk: _Desk) -> None:
    report = desk.take_in()
    assert _figures(report) == (0, 0, 0, 0, 0)
    assert report.files == 0
    assert desk.index.catalogue.counts().documents == 0


def test_what_the_user_knows_goes_with_the_papers(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.take_in(stated=Stated("Lingonby", "fritidsnämnden", date(2026, 3, 1), Access.INTERNAL))
    assert desk.live() == []
    everyone = Filter(access=(Access.PUBLIC, Access.INTERNAL))
    metadata = desk.index.catalogue.documents(everyone)[0].metadata
    assert (metadata.municipality, metadata.body, metadata.day) == ("Lingonby", "fritidsnämnden", date(2026, 3, 1))
    assert metadata.access is Access.INTERNAL
    assert desk.answers("simhallen") == set()


EVERYONE = Filter(access=(Access.PUBLIC, Access.INTERNAL))


def test_an_internal_paper_stays_so_when_it_changes_and_nothing_is_said_of_it(desk: _Desk) -> None:
    secret = desk.write("hemlig.txt", POOL)
    desk.take_in(stated=Stated(access=Access.INTERNAL))
    desk.write("hemlig.txt", ICE)
    desk.write("ny.txt", LIBRARY)
    assert _figures(desk.take_in()) == (1, 1, 0, 0, 0)
    assert desk.live() == ["ny.txt"]
    assert desk.answers("ishallen") == set()
    assert _figures(desk.take_in(secret, stated=Stated(access=Access.PUBLIC))) == (0, 1, 0, 0, 0)
    assert desk.live() == ["hemlig.txt", "ny.txt"]
    assert desk.answers("ishallen") == {"hemlig.txt"}


def test_a_paper_that_is_said_to_be_internal_is_so_though_it_did_not_change(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", POOL)
    desk.write("c.txt", ICE)
    desk.take_in()
    assert _figures(desk.take_in(desk.folder / "a.txt", stated=Stated(access=Access.INTERNAL))) == (0, 1, 0, 0, 0)
    assert desk.live() == ["c.txt"]
    assert desk.answers("simhallen") == set()
    assert [stored.metadata.access for stored in desk.index.catalogue.documents(EVERYONE)].count(Access.INTERNAL) == 1
    assert _figures(desk.take_in(stated=Stated(access=Access.PUBLIC))) == (0, 1, 2, 0, 0)
    assert desk.answers("simhallen") == {"a.txt"}


def test_unchanged_papers_are_read_again_when_that_is_asked_for(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.write("b.txt", ICE)
    desk.write("kopia.txt", ICE)
    desk.take_in()
    before = desk.index.catalogue.counts()
    assert _figures(desk.take_in(again=True)) == (0, 2, 1, 0, 0)
    assert desk.index.catalogue.counts() == before
    assert desk.answers("ishallen") == {"b.txt"}


def test_many_papers_are_embedded_together_and_all_become_live(desk: _Desk) -> None:
    for number in range(130):
        desk.write(f"{number:03}.txt", f"Rutin {number}\n\nEnhet nummer {number} har sin egen rutin för nycklar och larm.\n")
    report = desk.take_in()
    assert len(report.added) == len(desk.live()) == 130
    assert report.chunks == desk.index.catalogue.counts().chunks >= 130


class _Broken(FakeEmbedder):
    """Fails from its second call on."""

    calls = 0

    def passages(self, texts: object) -> Vector:
        self.calls += 1
        if self.calls > 1:
            raise RuntimeError("the model is gone")
        return super().passages(texts)  # type: ignore[arg-type]


def test_what_was_live_stays_when_the_model_fails(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.embedder = _Broken()
    desk.take_in()
    desk.write("a.txt", ICE)
    desk.write("b.txt", LIBRARY)
    with pytest.raises(RuntimeError, match="model"):
        desk.take_in()
    desk.embedder = FakeEmbedder()
    assert desk.answers("simhallen") == {"a.txt"}
    assert _figures(desk.take_in()) == (1, 1, 0, 0, 0)


def test_the_library_sees_a_replaced_paper_at_once(desk: _Desk) -> None:
    desk.write("a.txt", POOL)
    desk.take_in(stated=Stated(municipality="Lingonby"))
    library = CatalogueLibrary(desk.index.catalogue)
    key = desk.index.catalogue.documents()[0].id
    assert "Simhallen" in library.document_text(key).text
    assert library.coverage(Filter()).municipalities == ("Lingonby",)
    desk.write("a.txt", ICE)
    desk.take_in(stated=Stated(municipality="Tranmåla"))
    assert "Ishallen" in library.document_text(key).text
    assert library.coverage(Filter()).municipalities == ("Tranmåla",)
