"""Raised digits: footnote marks that would else be the last digits of a number."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from ingest.config import Limits
from ingest.discover import describe
from ingest.figures.cells import figures_of
from ingest.readers.docx import DocxReader
from ingest.readers.html import HtmlReader
from ingest.readers.pdf import PdfReader
from ingest.structure import Stated, make_document
from ingest.tables.raised import plain, raised


def test_html_keeps_raised_digits_raised(tmp_path: Path) -> None:
    path = tmp_path / "elever.html"
    path.write_text("<body><p>Elever 398<sup>3</sup>, lokaler 12 m<sup>2</sup>, 4<sup>e</sup></p></body>", encoding="utf-8")
    assert HtmlReader().read(path, Limits()).pages[0].text == f"Elever 398{raised('3')}, lokaler 12 m{raised('2')}, 4e"


@pytest.mark.parametrize("by_style", [False, True])
def test_word_keeps_raised_digits_raised(tmp_path: Path, by_style: bool) -> None:
    document = docx.Document()
    run = document.add_paragraph("Elever 1 290").add_run("12")
    if by_style:
        style = document.styles.add_style("Notmarke", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        style.font.superscript = True
        run.style = style
    else:
        run.font.superscript = True
    document.add_paragraph("Klass 2").add_run("3").font.subscript = True
    document.save(str(tmp_path / "elever.docx"))
    assert DocxReader().read(tmp_path / "elever.docx", Limits()).pages[0].text == f"Elever 1 290{raised('12')}\n\nKlass 23"


def test_a_pdf_keeps_raised_digits_raised(tmp_path: Path) -> None:
    path = tmp_path / "elever.pdf"
    page = canvas.Canvas(str(path), pagesize=A4)
    for at, (words, mark, size, rise) in enumerate(
        [("Elever 398", "3", 6, 4), ("Lokaler 12 m", "2", 6, 4), ("Koldioxid CO", "2", 6, -2), ("Budget 45", "7", 10, 0)]
    ):
        page.setFont("Helvetica", 10)
        page.drawString(72, 700 - 20 * at, words)
        page.setFont("Helvetica", size)
        page.drawString(72 + page.stringWidth(words, "Helvetica", 10), 700 - 20 * at + rise, mark)
    page.showPage()
    page.save()
    lines = PdfReader().read(path, Limits()).pages[0].text.split("\n")
    assert [line.split()[-1] for line in lines if line] == [f"398{raised('3')}", f"m{raised('2')}", "CO2", "457"]


def test_the_text_that_is_kept_has_plain_digits_and_the_figures_have_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "elever.html"
    rows = "<tr><td>Norr<sup>1</sup></td><td>398<sup>3</sup></td><td>412</td></tr><tr><td>Syd</td><td>210</td><td>215</td></tr>"
    path.write_text(f"<body><table><tr><th>Skola</th><th>2024</th><th>2025</th></tr>{rows}</table></body>", encoding="utf-8")
    found = describe(path, Limits())
    document, chunks = make_document(found, HtmlReader().read(path, Limits()), Stated())
    assert "Norr1" in document.text
    assert plain(document.text) == document.text
    assert all(plain(chunk.text) == chunk.text for chunk in chunks)
    assert {(one.label, int(one.value)) for one in figures_of(document) if one.period.text == "2024"} == {
        ("Norr", 398),
        ("Syd", 210),
    }
