"""Folders that are written once, and a pointer to the one in use.

Chroma writes its graph in place and reads what other processes write to the same folder wrongly or not at all; killed
while it writes, it may crash when it reads again. So no folder in use is ever written: a change is made in a copy, the
copy is sealed, and the pointer moves. Whoever was reading goes on with the folder it had.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import struct
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from vectorstore.errors import StoreDamagedError
from vectorstore.faults import REINDEX, disk_full

_POINTER = "CURRENT"
_SEAL = "seal.json"
_DATABASE = "chroma.sqlite3"
_HEADER = struct.Struct("<IQQQQ")  # of hnswlib: format, offset, capacity, elements, bytes an element
_CRC_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Seal:
    """What a sealed folder holds.

    Attributes:
        slots: places taken in the graphs, those of removed vectors too.
        files: size and CRC-32 by path, of all files but the database, which its readers write to.
    """

    slots: int
    files: dict[str, tuple[int, int]]


class Snapshots:
    """The sealed folders of one index."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it is made at the first change."""
        self._folder = folder

    def current(self) -> Path | None:
        """Return the folder in use, or None when nothing was written yet.

        Raises:
            StoreDamagedError: the pointer is damaged.
        """
        try:
            name = (self._folder / _POINTER).read_bytes()
        except FileNotFoundError:
            return None
        if not name.isdigit():
            raise StoreDamagedError("Vektorindexet är skadat: CURRENT har ändrats.", REINDEX)
        return self._folder / name.decode("ascii")

    def draft(self, *, empty: bool = False) -> Path:
        """Return a new folder to change: a copy of the one in use, or an empty one.

        Raises:
            OSError, sqlite3.Error: it cannot be made; nothing is left of it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        names = [int(path.name) for path in self._folder.iterdir() if path.name.isdecimal()]
        target = self._folder / f"{max(names, default=0) + 1:06d}"
        source = None if empty else self.current()
        try:
            target.mkdir()
            if source is not None:
                _copy(source, target)
        except (OSError, sqlite3.Error):
            self.discard(target)
            raise
        return target

    def free(self) -> int:
        """Return the number of free bytes on the disk."""
        return shutil.disk_usage(self._folder).free

    def discard(self, draft: Path) -> None:
        """Remove a draft that is not wanted."""
        shutil.rmtree(draft, ignore_errors=True)  # what stays is removed with the next change

    def publish(self, draft: Path, slots: int) -> None:
        """Seal a draft and point to it; the folder in use until now is kept for those who read it.

        Args:
            draft: a folder that nobody has open.
            slots: places taken in its graphs.

        Raises:
            StoreFullError: a file in it is cut short.
            OSError: it cannot be written.
        """
        for header in draft.glob("*/header.bin"):
            _check_graph(header)
        seal = {"slots": slots, "files": {name: _checksum(draft / name) for name in _sealed_files(draft)}}
        (draft / _SEAL).write_text(json.dumps(seal), encoding="utf-8")
        for path in (*draft.rglob("*"), draft):
            _sync(path)
        before = self.current()
        pointer = self._folder / f"{_POINTER}.new"
        pointer.write_text(draft.name, encoding="ascii")
        _sync(pointer)
        pointer.replace(self._folder / _POINTER)
        _sync(self._folder)
        for path in self._folder.iterdir():
            if path.is_dir() and path not in (draft, before):
                shutil.rmtree(path, ignore_errors=True)  # may be open on some systems: the next change tries again


def read_seal(folder: Path) -> Seal:
    """Return a folder's seal after checking that its files are as they were sealed.

    Raises:
        StoreDamagedError: a file is changed or missing.
        FileNotFoundError: the folder is gone, as when two changes have passed.
    """
    if not folder.exists():
        raise FileNotFoundError(folder)
    try:
        stored = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
        (folder / _DATABASE).stat()
        seal = Seal(stored["slots"], {name: (size, crc) for name, (size, crc) in stored["files"].items()})
        broken = [name for name, sealed in seal.files.items() if _checksum(folder / name) != sealed]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if not folder.exists():
            raise FileNotFoundError(folder) from error
        raise StoreDamagedError(f"Vektorindexet är skadat: {folder.name} saknar filer.", REINDEX) from error
    if broken:
        raise StoreDamagedError(f"Vektorindexet är skadat: {broken[0]} har ändrats.", REINDEX)
    return seal


def _copy(source: Path, target: Path) -> None:
    for name in _sealed_files(source):
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source / name, target / name)
    with closing(sqlite3.connect(source / _DATABASE)) as old, closing(sqlite3.connect(target / _DATABASE)) as new:
        new.execute("PRAGMA synchronous = OFF")  # synced when it is published
        old.backup(new)


def _sealed_files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in sorted(folder.glob("*/*")) if path.is_file()]


def _checksum(path: Path) -> tuple[int, int]:
    crc = 0
    with path.open("rb") as file:
        while block := file.read(_CRC_BLOCK):
            crc = zlib.crc32(block, crc)
    return path.stat().st_size, crc


def _check_graph(header: Path) -> None:
    """Raise StoreFullError when a graph's file is shorter than its header says: the library does not tell."""
    with header.open("rb") as file:
        head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise disk_full()
    _format, _offset, _capacity, elements, stride = _HEADER.unpack(head)
    if (header.parent / "data_level0.bin").stat().st_size < elements * stride:
        raise disk_full()


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such thing, and needs none
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
