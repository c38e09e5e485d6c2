"""Finding the files to take in: a walk in a stable order, and a reason for each file that is passed over."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.config import Limits
from ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    ForbiddenFileError,
    SourceNotFoundError,
    UnreadableFileError,
    WrongFormatError,
)
from ingest.model import SourceFile
from ingest.os_errors import reason_of
from ingest.readers.files import check_size, open_plain
from ingest.readers.sniff import ADVICE, KIND_OF_SUFFIX, Kind

#: (key, size in bytes, time of change in ns) → the sha256 already known for exactly that, or None.
Known = Callable[[str, int, int], str | None]

_HASH_BLOCK = 1 << 20  # large enough that hashing, not the calls, takes the time
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})  # what Windows leaves in folders
_LOCK_PREFIXES = (".", "~$", "~")  # hidden files, Office's lock files, editors' copies
_TEXT_KINDS = frozenset({Kind.TEXT, Kind.DELIMITED, Kind.HTML})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not taken in.

    Attributes:
        path: the file, link or folder.
        name: as people see it (NFC).
        reason: Swedish, one line.
        error: the class that names what is wrong; its `retryable` says whether a new try may help.
    """

    path: Path
    name: str
    reason: str
    error: type[UnreadableFileError]


def discover(paths: Sequence[Path], limits: Limits, known: Known | None = None) -> Iterator[SourceFile | Skipped]:
    """Return the files under the paths, folders walked in a stable order, each file once.

    Hidden files, lock files and system files are passed over without a word. Links in a folder are not followed. A file
    or link given by its own path is taken whatever its name.

    Args:
        paths: files and folders.
        limits: on sizes.
        known: gives the sha256 of an unchanged file, so that it need not be read again.

    Raises:
        SourceNotFoundError: a path does not exist; raised before anything is walked.
    """
    check_there(paths)
    return _walk_all(paths, limits, known)


def check_there(paths: Sequence[Path]) -> None:
    """Check that there is something at each path.

    Raises:
        SourceNotFoundError: there is not.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise SourceNotFoundError(f"{readable(str(path))} finns inte: kontrollera sökvägen")


def describe(path: Path, limits: Limits, known: Known | None = None, *, key: str = "", name: str = "") -> SourceFile:
    """Return what is known of one file before it is read; its content is hashed unless `known` has the answer.

    Args:
        path: where it can be read now.
        limits: on sizes.
        known: see `discover`.
        key: its identity, where that is not the path (an address it came from).
        name: its own name, where that is not the path's.

    Raises:
        EmptyFileError, TooLargeError, ForbiddenFileError, WrongFormatError, DamagedFileError: with the reason.
    """
    key, name = key or source_key(path), name or readable(path.name)
    kind = _kind_by_name(name)
    status = _status(path)
    if not stat.S_ISREG(status.st_mode):
        raise WrongFormatError("är ingen vanlig fil (rör, enhet eller uttag)")
    if status.st_size == 0:
        raise EmptyFileError("tom fil")
    check_size(status.st_size, limits.max_file_bytes, "limits.max_file_mb")
    if kind in _TEXT_KINDS:
        check_size(status.st_size, limits.max_text_bytes, "limits.max_text_mb")
    sha256 = known(key, status.st_size, status.st_mtime_ns) if known else None
    if sha256 is None:
        sha256 = _hash(path, status)
    return SourceFile(path, key, name, status.st_size, status.st_mtime_ns, sha256)


def readable(name: str) -> str:
    """Return a name as text that can be shown and stored: NFC, with bytes that are no UTF-8 read as Windows text."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp1252", errors="backslashreplace")
    return unicodedata.normalize("NFC", name)


def source_key(path: Path) -> str:
    """Return the identity of a file on disk: its absolute path, links resolved, as NFC text."""
    return readable(os.path.realpath(path))


def _walk_all(paths: Sequence[Path], limits: Limits, known: Known | None) -> Iterator[SourceFile | Skipped]:
    seen: dict[str, str] = {}
    for path in paths:
        for found in _walk(path, path) if _is_folder(path) else [path]:
            if isinstance(found, Skipped):
                yield found
                continue
            key, real = source_key(found), os.path.realpath(found)
            if seen.get(key) == real:
                continue
            if key in seen:
                yield _skip(found, WrongFormatError("heter likadant som en annan fil i mappen: byt namn på den ena"))
                continue
            seen[key] = real
            try:
                yield describe(found, limits, known)
            except UnreadableFileError as error:
                yield _skip(found, error)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except PermissionError:
        return False


def _walk(folder: Path, root: Path) -> Iterator[Path | Skipped]:
    """Yield the files under a folder, in the order of their names with files and folders together."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=_by_name)
    except OSError as error:
        yield _skip(folder, _folder_error(error))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(_LOCK_PREFIXES) or entry.name.lower() in _SYSTEM_FILES:
            continue
        if entry.is_symlink():
            yield _skip(path, WrongFormatError(_link_reason(path, root)))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root)
        else:
            yield path


def _by_name(entry: os.DirEntry[str]) -> tuple[str, str]:
    return unicodedata.normalize("NFC", entry.name).casefold(), entry.name


def _link_reason(path: Path, root: Path) -> str:
    if not path.exists():
        return "bruten länk: målet finns inte"
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return "länk inom mappen: filen läses under sitt eget namn"
    return "länk ut ur mappen följs inte: ange målet som egen sökväg"


def _folder_error(error: OSError) -> UnreadableFileError:
    if error.errno in (errno.EACCES, errno.EPERM):
        return ForbiddenFileError("behörighet saknas till mappen: ge kontot som kör Kommunsvar läsrätt")
    return DamagedFileError(f"mappen går inte att läsa: {reason_of(error)}")


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except PermissionError as error:
        raise ForbiddenFileError("behörighet saknas: ge kontot som kör Kommunsvar läsrätt till filen") from error
    except OSError as error:
        raise DamagedFileError(f"filen går inte att läsa: {reason_of(error)}") from error


def _kind_by_name(name: str) -> Kind:
    suffix = Path(name).suffix.lower()
    if suffix not in KIND_OF_SUFFIX:
        shown = f"filtypen {suffix} läses inte" if suffix else "filen saknar filtyp i namnet"
        raise WrongFormatError(ADVICE.get(suffix, shown))
    return KIND_OF_SUFFIX[suffix]


def _hash(path: Path, before: os.stat_result) -> str:
    digest = hashlib.sha256()
    with open_plain(path) as file:
        try:
            while block := file.read(_HASH_BLOCK):
                digest.update(block)
        except OSError as error:
            raise DamagedFileError(f"filen går inte att läsa: {reason_of(error)}") from error
        after = os.fstat(file.fileno())
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise DamagedFileError("filen ändrades medan den lästes: kör inläsningen igen")
    return digest.hexdigest()


def _skip(path: Path, error: UnreadableFileError) -> Skipped:
    return Skipped(path, readable(path.name or str(path)), str(error), type(error))
