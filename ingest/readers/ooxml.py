"""The zip file that a Word or Excel document is: checked before anything in it is parsed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from ingest.config import Limits
from ingest.errors import DamagedFileError, EncryptedFileError, TooLargeError
from ingest.readers.files import check_size, in_megabytes, open_plain

_XML_SUFFIXES = (".xml", ".rels", ".vml")
_PROLOG_BYTES = 64 * 1024  # a document type stands before the first element
_ALWAYS_FINE_BYTES = 10 * 1024 * 1024  # a part this small is no bomb, however well it packs
_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)", re.IGNORECASE)
_ENCRYPTED_FLAG = 0x1


def check_archive(path: Path, limits: Limits) -> None:
    """Refuse a document that would unpack to more than allowed, or whose XML defines entities.

    Only the archive's directory and the first bytes of its XML parts are read. The sizes in the directory can be
    trusted: the zip module unpacks no part beyond the size it states.

    Raises:
        TooLargeError: too many parts, too large, or packed harder than any paper.
        EncryptedFileError: a part needs a password.
        DamagedFileError: no zip file, or XML that no Office program writes.
    """
    with open_plain(path) as file:
        check_size(file.seek(0, 2), limits.max_file_bytes, "limits.max_file_mb")
        try:
            with zipfile.ZipFile(file) as archive:
                _check_sizes(archive.infolist(), limits)
                for part in archive.infolist():
                    _check_prolog(archive, part)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError) as error:
            raise DamagedFileError("filen är avklippt eller trasig: hämta eller spara om den") from error


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.max_parts:
        raise TooLargeError(f"{len(parts)} delar i filen, gränsen är {limits.max_parts}")
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedFileError("lösenordsskyddad: spara en kopia utan lösenord")
        too_dense = part.file_size > limits.max_ratio * max(1, part.compress_size)
        if too_dense and part.file_size > _ALWAYS_FINE_BYTES:
            raise TooLargeError(f"packad till mer än 1/{limits.max_ratio:.0f} av sin storlek (zip-bomb?)")
        if part.filename.endswith(_XML_SUFFIXES) and part.file_size > limits.max_part_bytes:
            raise TooLargeError(_unpacked(part.file_size, limits.max_part_bytes))
    total = sum(part.file_size for part in parts)
    if total > limits.max_unpacked_bytes:
        raise TooLargeError(_unpacked(total, limits.max_unpacked_bytes))


def _unpacked(size: int, limit: int) -> str:
    return f"för stor uppackad: {in_megabytes(size)}, gränsen är {in_megabytes(limit)}"


def _check_prolog(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if not part.filename.endswith(_XML_SUFFIXES):
        return
    with archive.open(part) as content:
        if _DOCTYPE.search(content.read(_PROLOG_BYTES)):
            raise DamagedFileError("filen definierar egna XML-enheter, vilket inget Office-program gör: läses inte")


def attribute(element: Any, namespace: str, name: str, default: str = "") -> str:
    """Return an XML attribute's value, or the default where it is not set."""
    value = element.get(f"{{{namespace}}}{name}")
    return default if value is None else str(value)
