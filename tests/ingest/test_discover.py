"""The walk over real folders: order, what is passed over, what is reported."""

from __future__ import annotations

import hashlib
import os
import socket
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ingest.config import Limits
from ingest.discover import Skipped, describe, discover, readable, source_key
from ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    ForbiddenFileError,
    SourceNotFoundError,
    TooLargeError,
    WrongFormatError,
)
from ingest.model import SourceFile

LIMITS = Limits()
NOBODY = 65534


def taken(*paths: Path, limits: Limits = LIMITS) -> list[str]:
    return [found.name for found in discover(paths, limits) if isinstance(found, SourceFile)]


def skipped(*paths: Path, limits: Limits = LIMITS) -> dict[str, Skipped]:
    return {found.name: found for found in discover(paths, limits) if isinstance(found, Skipped)}


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Run as someone whom permissions bind: root reads everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_is_described_by_size_time_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.txt"
    path.write_bytes(b"Beslut")

    (found,) = discover([tmp_path], LIMITS)

    assert isinstance(found, SourceFile)
    assert found.sha256 == hashlib.sha256(b"Beslut").hexdigest()
    assert (found.name, found.size, found.modified_ns) == ("protokoll.txt", 6, path.stat().st_mtime_ns)
    assert found.key == str(path.resolve())


def test_the_order_is_by_name_whatever_the_case_folders_and_files_together(tmp_path: Path) -> None:
    for name in ("b.txt", "A.txt", "ö.txt", "å.txt", "ä.txt", "C/x.txt", "c2.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    assert taken(tmp_path) == ["A.txt", "b.txt", "x.txt", "c2.txt", "ä.txt", "å.txt", "ö.txt"]


def test_hidden_lock_and_system_files_are_passed_over_without_a_word(tmp_path: Path) -> None:
    for name in ("~$budget.docx", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/config.txt", "kvar.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    assert [found.name for found in discover([tmp_path], LIMITS)] == ["kvar.txt"]


def test_names_are_nfc_also_when_the_disk_has_them_decomposed(tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "Årsredovisning för nämnden 2025.txt")
    path.write_text("x")

    (found,) = discover([tmp_path], LIMITS)

    assert isinstance(found, SourceFile)
    assert found.name == "Årsredovisning för nämnden 2025.txt"
    assert unicodedata.is_normalized("NFC", found.key)
    assert found.path.read_text() == "x"


def test_a_name_that_is_no_utf8_can_be_shown_and_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + "/Nämnd.txt".encode("cp1252")))
    path.write_text("x")

    (found,) = discover([tmp_path], LIMITS)

    assert isinstance(found, SourceFile)
    assert found.name == "Nämnd.txt"
    assert found.key.encode("utf-8")


def test_two_names_that_look_the_same_do_not_replace_each_other(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "nämnd.txt")).write_text(form)

    found = list(discover([tmp_path], LIMITS))

    assert [type(each) for each in found] in ([SourceFile, Skipped], [Skipped, SourceFile])


def test_links_are_not_followed_and_are_reported(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "ut"
    folder.mkdir()
    outside.mkdir()
    (outside / "hemlig.txt").write_text("x")
    (folder / "egen.txt").write_text("x")
    (folder / "ut.txt").symlink_to(outside / "hemlig.txt")
    (folder / "utmapp").symlink_to(outside)
    (folder / "inne.txt").symlink_to(folder / "egen.txt")
    (folder / "slinga").symlink_to(folder)
    (folder / "bruten.txt").symlink_to(tmp_path / "borta.txt")

    assert taken(folder) == ["egen.txt"]
    reasons = {name: found.reason for name, found in skipped(folder).items()}
    assert "ut ur mappen" in reasons["ut.txt"]
    assert "ut ur mappen" in reasons["utmapp"]
    assert "inom mappen" in reasons["inne.txt"]
    assert "inom mappen" in reasons["slinga"]
    assert "bruten länk" in reasons["bruten.txt"]


def test_a_link_given_by_name_is_followed_and_the_same_file_comes_once(tmp_path: Path) -> None:
    (tmp_path / "egen.txt").write_text("x")
    (tmp_path / "mapp").mkdir()
    link = tmp_path / "mapp" / "länk.txt"
    link.symlink_to(tmp_path / "egen.txt")

    assert taken(link) == ["länk.txt"]
    assert taken(link, tmp_path / "egen.txt", tmp_path) == ["länk.txt"]


def test_a_missing_path_is_an_error_before_anything_is_walked(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match=r"borta finns inte"):
        discover([tmp_path, tmp_path / "borta"], LIMITS)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("protokoll.doc", "spara som .docx"),
        ("budget.XLS", "spara som .xlsx"),
        ("bild.pptx", "spara som .pdf"),
        ("data.jsonl", "filtypen .jsonl läses inte"),
        ("utan", "saknar filtyp"),
    ],
)
def test_other_kinds_of_files_are_skipped_with_what_to_do(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_text("x")

    found = skipped(tmp_path)[name]

    assert reason in found.reason
    assert found.error is WrongFormatError


def test_an_empty_file_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "tom.pdf").touch()

    assert skipped(tmp_path)["tom.pdf"] == Skipped(tmp_path / "tom.pdf", "tom.pdf", "tom fil", EmptyFileError)


def test_a_text_of_300_megabytes_is_skipped_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "logg.txt").open("wb") as file:
        file.truncate(300 * 1024 * 1024)

    def no_reading(path: Path) -> None:
        raise AssertionError(f"{path} was opened")

    monkeypatch.setattr("ingest.discover.open_plain", no_reading)

    found = skipped(tmp_path, limits=replace(LIMITS, max_file_bytes=10**9))["logg.txt"]
    assert found.error is TooLargeError
    assert found.reason == "för stor: 300 MB, gränsen är 50 MB (inställningen limits.max_text_mb)"
    assert "200 MB" in skipped(tmp_path)["logg.txt"].reason


def test_a_file_without_permission_is_skipped_and_may_be_tried_again() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "låst.txt").write_text("x")
        (folder / "låst.txt").chmod(0)
        (folder / "stängd").mkdir(mode=0)
        (folder / "öppen.txt").write_text("x")
        with ordinary_user():
            found = list(discover([folder], LIMITS))

    assert [each.name for each in found] == ["låst.txt", "stängd", "öppen.txt"]
    for each in found[:2]:
        assert isinstance(each, Skipped)
        assert each.error is ForbiddenFileError
        assert each.error.retryable
        assert each.reason.startswith("behörighet saknas")


def test_pipes_and_sockets_are_skipped_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "uttag.txt"))

        found = skipped(tmp_path)

    assert {name: each.error for name, each in found.items()} == {
        "rör.txt": WrongFormatError,
        "uttag.txt": WrongFormatError,
    }
    assert "ingen vanlig fil" in found["rör.txt"].reason


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    asked: list[tuple[str, int, int]] = []

    def known(key: str, size: int, modified_ns: int) -> str:
        asked.append((key, size, modified_ns))
        return "känd"

    (found,) = discover([path], LIMITS, known)

    assert isinstance(found, SourceFile)
    assert found.sha256 == "känd"
    assert asked == [(source_key(path), 1, path.stat().st_mtime_ns)]


def test_a_file_that_nothing_is_known_of_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")

    assert describe(path, LIMITS, lambda *_: None).sha256 == hashlib.sha256(b"x").hexdigest()


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    before = path.stat()
    path.write_text("längre")
    monkeypatch.setattr("ingest.discover._status", lambda _: before)

    with pytest.raises(DamagedFileError, match="ändrades"):
        describe(path, LIMITS)


def test_an_uploaded_file_keeps_its_own_name_and_key(tmp_path: Path) -> None:
    path = tmp_path / "tmp123"
    path.write_text("x")

    found = describe(path, LIMITS, key="https://kommun.example/a.txt", name="a.txt")

    assert (found.key, found.name, found.path) == ("https://kommun.example/a.txt", "a.txt", path)


def test_readable_keeps_good_names() -> None:
    assert readable("Åtgärd 1.pdf") == "Åtgärd 1.pdf"
