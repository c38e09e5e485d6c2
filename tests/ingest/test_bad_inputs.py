"""Every bad input at once, in one folder, through discovery and the reading process: one line each, the rest go on."""

from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.config import Limits
from ingest.discover import Skipped, discover
from ingest.errors import UnreadableFileError
from ingest.isolate import IsolatedReader
from ingest.model import SourceText

LIMITS = replace(Limits(), seconds_per_page=1.0)
GOOD = "Nämnden beslutar."


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its text, or the error's name and the reason."""

    text: SourceText | None = None
    error: str = ""
    reason: str = ""


def pdf(pages: int = 1, password: str = "") -> bytes:
    content = io.BytesIO()
    encryption = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(content, encrypt=encryption)
    for page in range(pages):
        canvas.drawString(72, 700, f"{GOOD} Sida {page + 1}.")
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def endless_pdf() -> bytes:
    """Return a PDF of two kilobytes whose one page draws itself ten times in ten times … nine deep."""
    depth, repeated = 9, b"/X Do " * 10
    font = 5 + depth

    def stream(entries: bytes, content: bytes) -> bytes:
        return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)

    def resources(inner: int) -> bytes:
        return b"/Resources<</XObject<</X %d 0 R>>/Font<</F %d 0 R>>>>" % (inner, font)

    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + resources(5) + b">>",
        stream(b"", repeated),
    ]
    for level in range(depth):
        content = repeated if level < depth - 1 else b"BT /F 12 Tf 72 700 Td (Beslut) Tj ET"
        objects.append(stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + resources(6 + level), content))
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    body, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (len(objects) + 1, table, len(objects) + 1, len(body))


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def docx() -> bytes:
    content = io.BytesIO()
    document = Document()
    document.add_paragraph(GOOD)
    document.save(content)
    return content.getvalue()


def entities_docx() -> bytes:
    """Return a document whose text doubles itself a billion times."""
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "x">{levels}]><d>&e9;</d>'
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "word/document.xml": xml.encode()})


def xlsx(cell: str) -> bytes:
    content = io.BytesIO()
    workbook = Workbook()
    workbook.active["A1"] = GOOD
    workbook.active[cell] = "x"
    workbook.save(content)
    return content.getvalue()


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)


def link_out(path: Path) -> None:
    outside = path.parent.parent / "utanför.txt"
    outside.write_text("hemligt")
    path.symlink_to(outside)


def write(content: bytes | Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content() if callable(content) else content)


FILES: dict[str, Callable[[Path], object]] = {
    "01 först.txt": write(GOOD.encode()),
    "02 tom.docx": write(b""),
    "03 bara blanksteg.txt": write(b" \n\n\t"),
    "04 avklippt.pdf": write(lambda: pdf(40)[:3000]),
    "05 krypterad.pdf": write(lambda: pdf(password="hemligt")),
    "06 webbsida.pdf": write(b"<!DOCTYPE html><html><body>404</body></html>"),
    "07 bomb.docx": write(lambda: zipped({"word/document.xml": bytes(100_000_000)})),
    "08 enheter.docx": write(entities_docx),
    "09 stor.txt": sparse,
    "10 länk ut.txt": link_out,
    "11 långt.pdf": write(lambda: pdf(2000)),
    "12 oändlig.pdf": write(endless_pdf),
    "13 rör.pdf": os.mkfifo,
    "14 slump.pdf": write(b"%PDF-1.7\n" + bytes(range(256)) * 100),
    "15 slump.xlsx": write(b"PK\x03\x04" + bytes(range(256)) * 100),
    "16 nollor.txt": write(b"a\x00b\x00\x00\x00c"),
    "17 äldre.doc": write(b"\xd0\xcf\x11\xe0"),
    "18 zip.docx": write(zipped({"a": b"x"})),
    unicodedata.normalize("NFD", "19 Åtgärder för äldre i Örby.txt"): write(GOOD.encode("cp1252")),
    "20 blandade radslut.txt": write(b"\xef\xbb\xbfa\r\nb\rc\n" + GOOD.encode()),
    "21 lång rad.txt": write((GOOD + " ").encode() * 200_000),
    "22 långt ner.xlsx": write(lambda: xlsx("XFD1048576")),
    "23 sist.docx": write(docx),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("in") / "handlingar"
    folder.mkdir()
    for name, make in FILES.items():
        make(folder / name)
    found: dict[str, Outcome] = {}
    with IsolatedReader(LIMITS) as reader:
        for each in discover([folder], LIMITS):
            if isinstance(each, Skipped):
                found[each.name] = Outcome(error=each.error.__name__, reason=each.reason)
                continue
            try:
                found[each.name] = Outcome(text=reader.read(each))
            except UnreadableFileError as error:
                found[each.name] = Outcome(error=type(error).__name__, reason=str(error))
    return found


@pytest.mark.parametrize(
    ("name", "error", "reason"),
    [
        ("02 tom.docx", "EmptyFileError", "tom fil"),
        ("03 bara blanksteg.txt", "EmptyFileError", "bara blanksteg"),
        ("04 avklippt.pdf", "DamagedFileError", "avklippt"),
        ("05 krypterad.pdf", "EncryptedFileError", "lösenordsskyddad"),
        ("06 webbsida.pdf", "WrongFormatError", "webbsida (HTML)"),
        ("07 bomb.docx", "TooLargeError", "zip-bomb"),
        ("08 enheter.docx", "DamagedFileError", "XML-enheter"),
        ("09 stor.txt", "TooLargeError", "300 MB"),
        ("10 länk ut.txt", "WrongFormatError", "länk ut ur mappen"),
        ("11 långt.pdf", "TooLargeError", "2000 sidor, gränsen är 1500"),
        ("12 oändlig.pdf", "ReadTimeoutError", "sidan 1 av 1 tog mer än 1 s"),
        ("13 rör.pdf", "WrongFormatError", "ingen vanlig fil"),
        ("14 slump.pdf", "DamagedFileError", "trasig"),
        ("15 slump.xlsx", "DamagedFileError", "trasig"),
        ("16 nollor.txt", "WrongFormatError", "inte text"),
        ("17 äldre.doc", "WrongFormatError", "spara som .docx"),
        ("18 zip.docx", "WrongFormatError", "packa upp"),
    ],
)
def test_a_bad_file_gets_its_reason(outcomes: dict[str, Outcome], name: str, error: str, reason: str) -> None:
    assert outcomes[name].error == error
    assert reason in outcomes[name].reason
    assert "\n" not in outcomes[name].reason


@pytest.mark.parametrize(
    "name",
    [
        "01 först.txt",
        "19 Åtgärder för äldre i Örby.txt",
        "20 blandade radslut.txt",
        "21 lång rad.txt",
        "22 långt ner.xlsx",
        "23 sist.docx",
    ],
)
def test_the_good_and_the_odd_ones_among_them_are_read(outcomes: dict[str, Outcome], name: str) -> None:
    text = outcomes[name].text

    assert text is not None, outcomes[name].reason
    assert GOOD in text.pages[0].text
    assert "\r" not in text.pages[0].text


def test_nothing_is_lost_or_told_twice(outcomes: dict[str, Outcome]) -> None:
    assert sorted(outcomes) == sorted(unicodedata.normalize("NFC", name) for name in FILES)
