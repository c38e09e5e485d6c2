"""The Word file: headings, numbering, footnotes, the table of sources, the mark; and that LibreOffice opens it."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from docx import Document

from app.drafting.errors import BrokenTemplateError
from app.drafting.layout import template_names
from app.drafting.make_templates import LOOKS, make
from app.drafting.model import Draft
from app.drafting.serialise import MARK
from app.drafting.word import word_draft

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def content(drafted: Draft) -> bytes:
    return word_draft(drafted)


def test_real_headings_and_a_table_of_sources(content: bytes, drafted: Draft) -> None:
    document = Document(BytesIO(content))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [*(one.heading for one in drafted.sections), "Källor"]
    assert any(one.style.name == "Heading 2" and one.text.startswith("Yrkande 1") for one in document.paragraphs)
    table = document.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["Nr", "Källa", "Ord i källan"]
    assert len(table.rows) == 1 + len(drafted.citations)
    assert not any("{" in one.text or "[1]" in one.text for one in document.paragraphs)


def test_footnotes_are_real_and_each_is_referred_to_once(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        assert "footnotes+xml" in archive.read("[Content_Types].xml").decode()
        assert "relationships/footnotes" in archive.read("word/_rels/document.xml.rels").decode()
        assert "footnotePr" in archive.read("word/settings.xml").decode()
    ids = [int(one.get(f"{W}id", "")) for one in notes if one.get(f"{W}type") is None]
    referred = [int(one.get(f"{W}id", "")) for one in body.iter(f"{W}footnoteReference")]
    assert referred == ids == list(range(1, len(ids) + 1))
    assert all("källa" in "".join(one.itertext()) for one in notes if one.get(f"{W}type") is None)


def test_points_are_numbered_anew_in_each_list(content: bytes) -> None:
    document = Document(BytesIO(content))
    runs: list[set[int]] = []
    before = False
    for one in document.paragraphs:
        here = one.style.name == "List Number"
        if here:
            number = one._p.pPr.numPr.numId.val
            runs = [*runs, {number}] if not before else [*runs[:-1], runs[-1] | {number}]
        before = here
    assert len(runs) >= 2
    assert all(len(one) == 1 for one in runs)
    assert len(set.union(*runs)) == len(runs)


def test_marked_as_made_by_a_machine(content: bytes) -> None:
    document = Document(BytesIO(content))
    assert MARK in document.sections[0].header.paragraphs[0].text
    assert any(MARK in one.text for one in document.paragraphs[:4])
    assert "maskinellt framtaget utkast" in document.core_properties.keywords


def test_words_of_papers_are_never_run(drafted: Draft) -> None:
    from dataclasses import replace

    title = "{{ 7 * 7 }} & <w:p> {% raise %}\x07"
    document = Document(BytesIO(word_draft(replace(drafted, title=title))))
    assert document.paragraphs[0].text == "{{ 7 * 7 }} & <w:p> {% raise %}"


def test_the_templates_files_can_be_made_again(tmp_path: Path) -> None:
    for look in LOOKS:
        text = "\n".join(one.text for one in Document(str(make(look, tmp_path))).paragraphs)
        assert "{%p for section in sections %}" in text
    assert {look.name for look in LOOKS} == set(template_names())


def test_a_broken_word_template_is_told(drafted: Draft, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{% for one in sections %}")
    document.save(str(tmp_path / "generic.docx"))
    with pytest.raises(BrokenTemplateError, match=r"Wordmallen generic\.docx"):
        word_draft(drafted, tmp_path)
    (tmp_path / "generic.docx").write_bytes(b"no zip")
    with pytest.raises(BrokenTemplateError, match=r"Wordmallen generic\.docx"):
        word_draft(drafted, tmp_path)


def test_libreoffice_opens_it(content: bytes, drafted: Draft, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (tmp_path / "utkast.docx").write_bytes(content)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "pdf", "utkast.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / "utkast.pdf")
    text = re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))
    pdf.close()
    assert drafted.sections[-1].heading in text
    assert MARK in text
    assert "(källa 1)" in text
