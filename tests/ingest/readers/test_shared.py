"""The real papers beside the checkout, read as they are."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.config import Limits
from ingest.errors import WrongFormatError
from ingest.model import SourceText, TextOrigin
from ingest.readers import read_path
from ingest.readers.pdf import PdfReader
from ingest.tables.raised import plain

DATA = Path(__file__).parents[3] / ".." / "shared" / "data"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.exists(), reason="the real papers (../shared/data) are not here"),
]


def read(path: str) -> SourceText:
    return read_path(DATA / path, Path(path).name, Limits())


def test_an_annual_account_as_pdf() -> None:
    found = read("pdf/simrishamn_kfn_bokslut_2025.pdf")

    assert len(found.pages) == 37
    assert found.warnings == ()
    assert "Status: Påbörjad" in found.pages[1].text
    assert "simlärar-\noch badbevakningshjälp" in found.pages[9].text
    assert all(page.origin is TextOrigin.TEXT and page.text for page in found.pages)


def test_no_page_of_the_papers_holds_signs_of_another_kind_than_text() -> None:
    for path in sorted((DATA / "pdf").glob("goteborg_[!r]*.pdf")):
        for page in PdfReader(lambda: None).read(path, Limits()).pages:
            assert not {unicodedata.category(sign) for sign in plain(page.text) if sign != "\n"} & {"Cc", "Cn", "Co", "Cs"}


def test_a_scan_waits_for_ocr() -> None:
    found = PdfReader(lambda: None).read(DATA / "pdf/goteborg_revision_utan_textlager.pdf", Limits())

    assert {page.origin for page in found.pages} == {TextOrigin.MISSING}
    assert found.warnings == ("6 sidor behöver OCR (installera tesseract-ocr och tesseract-ocr-swe)",)


def test_a_web_page_under_the_name_of_a_pdf() -> None:
    with pytest.raises(WrongFormatError, match="webbsida"):
        read("pdf/saknas_ar_html.pdf")


def test_minutes_as_text_with_form_feeds() -> None:
    found = read("minutes/goteborg_kf-2023-02-23.txt")

    assert (len(found.pages), found.paged) == (42, True)


def test_seeds_are_kept_letter_for_letter() -> None:
    for path in (DATA / "seeds").glob("*.txt"):
        found = read(f"seeds/{path.name}")

        assert [page.text for page in found.pages] == [path.read_text("utf-8")]
        assert not found.paged
