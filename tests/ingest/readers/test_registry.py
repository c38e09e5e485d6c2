"""Which reader a file gets, and the one kind of error for whatever a library raises."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from ingest.config import Limits
from ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    TooLargeError,
    UnreadableFileError,
    WrongFormatError,
)
from ingest.readers import read_path
from ingest.readers.ooxml import check_archive
from ingest.readers.sniff import ADVICE, KIND_OF_SUFFIX, Kind, kind_of

LIMITS = Limits()
HTML = b"<!DOCTYPE html><html><body>404 Sidan finns inte</body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def docx() -> bytes:
    content = io.BytesIO()
    document = Document()
    document.add_paragraph("Beslut")
    document.save(content)
    return content.getvalue()


def xlsx() -> bytes:
    content = io.BytesIO()
    workbook = Workbook()
    workbook.active.append(["a", 1])
    workbook.save(content)
    return content.getvalue()


def pdf() -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.drawString(72, 700, "Beslut")
    canvas.save()
    return content.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def reason(path: Path) -> str:
    """Return why a file is refused, "" when it is read; anything else that is raised fails the test."""
    try:
        read_path(path, path.name, LIMITS)
    except UnreadableFileError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", pdf(), Kind.PDF),
        ("a.PDF", b"banner\n" + pdf(), Kind.PDF),
        ("a.docx", docx(), Kind.DOCX),
        ("a.xlsx", xlsx(), Kind.XLSX),
        ("a.xlsm", xlsx(), Kind.XLSX),
        ("a.html", HTML, Kind.HTML),
        ("a.htm", b"text utan taggar", Kind.HTML),
        ("a.txt", HTML, Kind.HTML),
        ("a.csv", b"\xef\xbb\xbf <!-- x --> <HTML>", Kind.HTML),
        ("a.txt", "<html>".encode("utf-16"), Kind.HTML),
        ("a.txt", b"<p> betyder stycke", Kind.TEXT),
        ("a.md", b"# Rubrik", Kind.TEXT),
        ("a.tsv", b"a\tb", Kind.DELIMITED),
    ],
)
def test_content_and_name_decide_the_kind(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    assert kind_of(stored(tmp_path, name, content), name) is kind


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", HTML, "en webbsida (HTML) fast namnet slutar på .pdf"),
        ("a.pdf", b"bara text", "inte en PDF"),
        ("a.docx", HTML, "en webbsida"),
        ("a.docx", b"text", "inte ett Word-dokument"),
        ("a.docx", pdf(), "en PDF fast namnet slutar på .docx: byt namn till .pdf"),
        ("a.pdf", docx(), "ett Word-dokument"),
        ("a.txt", xlsx(), "en Excel-arbetsbok"),
        ("a.txt", b"{\\rtf1", "RTF"),
        ("a.pdf", b"\x89PNG\r\n", "en bild"),
        ("a.txt", packed({"a": b"x"}), "packad fil"),
        ("a.docx", packed({"ppt/presentation.xml": b"x"}), "bildspel"),
        ("a.docx", packed({"content.xml": b"x"}), "OpenDocument"),
        ("a.docx", OLE + b"W\x00o\x00r\x00d\x00", "äldre Office-format"),
    ],
)
def test_what_a_file_is_not_is_told(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(WrongFormatError) as raised:
        kind_of(stored(tmp_path, name, content), name)

    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_office_file_with_a_password(tmp_path: Path) -> None:
    content = OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(EncryptedFileError, match="utan lösenord"):
        kind_of(stored(tmp_path, "a.docx", content), "a.docx")


def test_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(EmptyFileError):
        read_path(stored(tmp_path, "a.txt", b""), "a.txt", LIMITS)


def test_advice_is_given_only_for_what_is_not_read() -> None:
    assert not ADVICE.keys() & KIND_OF_SUFFIX.keys()


@pytest.mark.parametrize(("name", "content"), [("a.docx", docx()), ("a.xlsx", xlsx()), ("a.pdf", pdf())])
def test_a_file_cut_anywhere_is_read_or_refused_with_a_reason(tmp_path: Path, name: str, content: bytes) -> None:
    for at in range(1, len(content), max(1, len(content) // 60)):
        assert "\n" not in reason(stored(tmp_path, name, content[:at]))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_document_with_spoiled_parts_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    whole = docx() if name == "a.docx" else xlsx()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    for spoiled in parts:
        for new in (b"", b"<a>", parts[spoiled][: len(parts[spoiled]) // 2], b"\x00\x01"):
            assert "\n" not in reason(stored(tmp_path, name, packed({**parts, spoiled: new})))


def test_what_a_library_raises_is_kept_as_the_cause(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError, match="kan inte tolkas") as raised:
        read_path(stored(tmp_path, "a.docx", packed({"word/document.xml": b"<a>"})), "a.docx", LIMITS)

    assert raised.value.__cause__ is not None


def test_an_archive_that_packs_too_well_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = stored(tmp_path, "a.docx", packed({"word/document.xml": bytes(30_000_000)}))

    with pytest.raises(TooLargeError, match="zip-bomb"):
        check_archive(bomb, LIMITS)
    with pytest.raises(TooLargeError, match="för stor uppackad"):
        check_archive(bomb, replace(LIMITS, max_ratio=1e9, max_part_bytes=10_000_000))
    with pytest.raises(TooLargeError, match="för stor uppackad"):
        check_archive(bomb, replace(LIMITS, max_ratio=1e9, max_unpacked_bytes=10_000_000))


def test_an_archive_of_too_many_parts(tmp_path: Path) -> None:
    archive = stored(tmp_path, "a.docx", packed({f"{at}.xml": b"" for at in range(11)}))

    with pytest.raises(TooLargeError, match="11 delar"):
        check_archive(archive, replace(LIMITS, max_parts=10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_defines_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'.encode(encoding)

    with pytest.raises(DamagedFileError, match="XML-enheter"):
        check_archive(stored(tmp_path, "a.docx", packed({"word/document.xml": xml})), LIMITS)
