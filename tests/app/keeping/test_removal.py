"""Taking papers out: what was put in goes with its file and never comes back, also when the process is killed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.keeping.intake import Intake
from app.keeping.job_model import Watch, stated_json
from app.keeping.jobs import Jobs
from app.keeping.removal import FOLDER, STATED, Removal
from ingest.config import Limits
from ingest.structure import Stated
from tests.fakes import FakeEmbedder
from tests.samples import FINGERPRINT
from vectorstore.config import StoreConfig
from vectorstore.index import Index
from vectorstore.model import StoredDocument
from vectorstore.vectors.chroma import ChromaVectorIndex
from vectorstore.words.lexical import TantivyLexicalIndex

pytestmark = pytest.mark.real

POOL = "Rutin för simhallen\n\nSimhallen öppnar klockan sex varje vardag. Bastun är stängd på måndagar.\n"
ICE = "Rutin för ishallen\n\nIshallen hyrs ut till föreningar under hela vintern enligt en särskild taxa.\n"


class Killed(BaseException):
    """The process is gone."""


class _Desk:
    """A data folder with what is put in, and a folder of papers elsewhere."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.index = index
        self.removal = Removal(index, self.data)
        self.intake = Intake(index, FakeEmbedder(), Limits())

    def put_in(self, job: str, *texts: str) -> list[Path]:
        paths = []
        for at, text in enumerate(texts):
            path = self.data / FOLDER / job / f"{at:03d}" / "blad.txt"
            path.parent.mkdir(parents=True)
            path.write_text(text, "utf-8")
            paths.append(path)
        (self.data / FOLDER / job / STATED).write_text(stated_json(Stated(), ""), "utf-8")
        self.take_in(*paths)
        return paths

    def take_in(self, *paths: Path) -> None:
        self.intake.run(paths, Stated(), Watch(lambda *_: None))

    def key(self, word: str) -> str:
        return next(one.id for one in self.live() if word in self.index.catalogue.text(one.id))

    def live(self) -> list[StoredDocument]:
        return self.index.catalogue.documents()

    def waits_after_a_new_start(self) -> int:
        """Return how many files a server that starts now finds to take in."""
        jobs = Jobs(self.intake, Removal(self.index, self.data), self.index, self.data)
        jobs._recover()
        return jobs.waiting


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    config = StoreConfig(tmp_path / "data")
    with closing(Index(config, lambda path: ChromaVectorIndex(path, FINGERPRINT), TantivyLexicalIndex)) as index:
        yield _Desk(tmp_path, index)


def test_a_paper_put_in_goes_with_its_file_and_stays_away(desk: _Desk) -> None:
    pool, ice = desk.put_in("abc", POOL, ICE)
    assert desk.removal.delete(desk.key("Simhallen"))
    assert (pool.exists(), ice.exists(), len(desk.live())) == (False, True, 1)
    assert desk.waits_after_a_new_start() == 0
    assert desk.removal.delete(desk.key("Ishallen"))
    assert not ice.parents[1].exists()
    assert desk.waits_after_a_new_start() == 0


def test_a_copy_that_was_put_in_does_not_bring_it_back(desk: _Desk) -> None:
    own = desk.folder / "simhall.txt"
    own.write_text(POOL, "utf-8")
    desk.take_in(own)
    (copy,) = desk.put_in("abc", POOL)
    assert desk.removal.delete(desk.key("Simhallen"))
    assert (own.exists(), copy.exists()) == (True, False)
    assert desk.waits_after_a_new_start() == 0


def test_a_file_from_elsewhere_is_left_where_it_is(desk: _Desk) -> None:
    own = desk.folder / FOLDER / "abc" / "000" / "simhall.txt"
    own.parent.mkdir(parents=True)
    own.write_text(POOL, "utf-8")
    desk.take_in(own)
    assert not desk.removal.delete(desk.key("Simhallen"))
    assert own.exists()


@pytest.mark.parametrize("step", ["retired", "vectors", "lexical", "discarded"])
def test_killed_when_it_is_gone_from_answers_it_does_not_come_back(desk: _Desk, step: str) -> None:
    (path,) = desk.put_in("abc", POOL)

    def killed(done: str) -> None:
        if done == step:
            raise Killed

    with pytest.raises(Killed):
        desk.removal.delete(desk.key("Simhallen"), after_step=killed)
    assert path.exists()
    assert desk.waits_after_a_new_start() == 0
    assert not path.exists()


def test_killed_before_it_is_gone_it_is_as_it_was_and_can_be_deleted(desk: _Desk) -> None:
    (path,) = desk.put_in("abc", POOL)
    desk.removal._note(desk.key("Simhallen"), ["abc/000/blad.txt"])
    assert desk.waits_after_a_new_start() == 0
    assert path.exists()
    assert desk.removal.delete(desk.key("Simhallen"))
    assert not path.exists()
    assert desk.removal.noted() == []


def test_a_data_folder_that_was_moved_is_the_same(desk: _Desk) -> None:
    (path,) = desk.put_in("abc", POOL)
    moved = desk.folder / "flyttad"
    moved.mkdir()
    (desk.data / FOLDER).rename(moved / FOLDER)
    assert Removal(desk.index, moved).delete(desk.key("Simhallen"))
    assert not (moved / FOLDER / "abc").exists()
    assert not path.exists()
