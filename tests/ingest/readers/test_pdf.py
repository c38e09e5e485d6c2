"""PDF files made with reportlab: text, scans, stamps, rotation, and files that are not whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.config import Limits
from ingest.errors import DamagedFileError, EmptyFileError
from ingest.model import SourceText, TextOrigin
from ingest.readers.base import Step
from ingest.readers.ocr import Tesseract, find_tesseract
from ingest.readers.pdf import PdfReader
from ingest.readers.pdf_pages import is_readable, page_text

LIMITS = Limits()
SENTENCE = "Vård- och omsorgsnämnden beslutar att godkänna årsbokslutet för år 2025."
ZERO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
)

Draw = Callable[[Any], None]


@dataclass
class FakeOcr:
    """Reads every image as the same text."""

    text: str = SENTENCE
    read_images: int = 0

    def read(self, image: Image.Image, seconds: float) -> str:
        self.read_images += 1
        assert image.mode == "L"
        return self.text


def pdf(*pages: Draw, title: str = "", rotate: int = 0) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        if rotate:
            canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def lines(*texts: str, top: float = 750) -> Draw:
    def draw(canvas: Any) -> None:
        for at, text in enumerate(texts):
            canvas.drawString(72, top - 16 * at, text)

    return draw


def blank(canvas: Any) -> None:
    canvas.setFillGray(1)


def picture(*texts: str) -> Image.Image:
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), 32)
    for at, text in enumerate(texts):
        draw.text((150, 200 + 70 * at), text, fill=0, font=font)
    return image


def scan(*texts: str, layer: str = "", stamp: str = "") -> Draw:
    def draw(canvas: Any) -> None:
        canvas.drawImage(ImageReader(picture(*texts)), 0, 0, *A4)
        if layer:
            text = canvas.beginText(72, 750)
            text.setTextRenderMode(3)
            for line in layer.split("\n"):
                text.textLine(line)
            canvas.drawText(text)
        if stamp:
            canvas.drawString(400, 800, stamp)

    return draw


def read(folder: Path, content: bytes, ocr: FakeOcr | Tesseract | None = None, limits: Limits = LIMITS) -> SourceText:
    path = folder / "Årsbokslut för nämnden.pdf"
    path.write_bytes(content)
    return PdfReader(lambda: ocr).read(path, limits)


def test_pages_come_with_their_lines_and_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(lines("Protokoll", SENTENCE), lines("§ 51 Återrapportering"), title="Årsbokslut"))

    assert [page.text for page in found.pages] == [f"Protokoll\n{SENTENCE}", "§ 51 Återrapportering"]
    assert [page.number for page in found.pages] == [1, 2]
    assert {page.origin for page in found.pages} == {TextOrigin.TEXT}
    assert (found.paged, found.title, found.warnings) == (True, "Årsbokslut", ())


def test_a_word_cut_at_the_end_of_a_line_is_cut_with_a_hyphen(tmp_path: Path) -> None:
    (page,) = read(tmp_path, pdf(lines("Nämnden och dess förvalt-", "ningen arbetar vidare"))).pages

    assert page.text == "Nämnden och dess förvalt-\nningen arbetar vidare"


@pytest.mark.parametrize(
    ("raw", "text"),
    [("a\r\nb\rc", "a\nb\nc"), ("förvalt\ufffening", "förvalt-\nning"), ("a\x02b", "a-\nb"), ("ord\x08 1\r\n", "ord  1")],
)
def test_what_pdfium_gives_becomes_lines(raw: str, text: str) -> None:
    assert page_text(raw) == text


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rotated_pages_are_read(tmp_path: Path, rotate: int) -> None:
    content = pdf(lines("Bilaga 1", SENTENCE, top=500), rotate=rotate)

    assert read(tmp_path, content).pages[0].text == f"Bilaga 1\n{SENTENCE}"


def test_scans_wait_for_ocr_and_say_so(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(lines(SENTENCE), scan(SENTENCE), scan(SENTENCE)))

    assert [page.origin for page in found.pages] == [TextOrigin.TEXT, TextOrigin.MISSING, TextOrigin.MISSING]
    assert found.warnings == ("2 sidor behöver OCR (installera tesseract-ocr och tesseract-ocr-swe)",)


def test_a_file_of_scans_only_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(scan(SENTENCE)))

    assert [(page.text, page.origin) for page in found.pages] == [("", TextOrigin.MISSING)]
    assert found.warnings[0].startswith("1 sida behöver OCR")


def test_scans_are_read_by_ocr_and_marked(tmp_path: Path) -> None:
    ocr = FakeOcr()
    found = read(tmp_path, pdf(lines(SENTENCE), scan(SENTENCE)), ocr)

    assert [page.origin for page in found.pages] == [TextOrigin.TEXT, TextOrigin.OCR]
    assert found.pages[1].text == SENTENCE
    assert found.warnings == ("1 sida läst med OCR: söks, men ger inga siffror",)
    assert ocr.read_images == 1


def test_ocr_stops_at_its_limit(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(*[scan(SENTENCE)] * 3), FakeOcr(), replace(LIMITS, max_ocr_pages=1))

    assert [page.origin for page in found.pages] == [TextOrigin.OCR, TextOrigin.MISSING, TextOrigin.MISSING]
    assert "2 sidor behöver OCR: gränsen är 1" in found.warnings[1]


def test_a_picture_without_text_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(scan(SENTENCE)), FakeOcr(""))

    assert found.pages[0].origin is TextOrigin.MISSING
    assert found.warnings == ("1 sida utan text som OCR kunde läsa (bilder?)",)


def test_a_blank_page_needs_no_ocr(tmp_path: Path) -> None:
    ocr = FakeOcr()
    found = read(tmp_path, pdf(lines(SENTENCE), blank, scan()), ocr)

    assert [(page.text, page.origin) for page in found.pages[1:]] == [("", TextOrigin.TEXT)] * 2
    assert found.warnings == ()
    assert ocr.read_images == 0


def test_text_that_a_scanner_laid_under_its_picture_counts_as_ocr(tmp_path: Path) -> None:
    layer = "\n".join([SENTENCE] * 5)
    found = read(tmp_path, pdf(scan(SENTENCE, layer=layer)))

    assert found.pages[0].origin is TextOrigin.OCR
    assert found.pages[0].text == layer


def test_text_on_a_background_picture_is_text(tmp_path: Path) -> None:
    def letter(canvas: Any) -> None:
        scan("brevpapper")(canvas)
        lines(SENTENCE, SENTENCE)(canvas)

    ocr = FakeOcr()
    assert read(tmp_path, pdf(letter), ocr).pages[0].origin is TextOrigin.TEXT
    assert ocr.read_images == 0


def test_a_stamped_scan_is_read_by_ocr_and_else_reported(tmp_path: Path) -> None:
    content = pdf(scan(SENTENCE, stamp="Dnr KS 2025/123"))

    by_ocr, without = read(tmp_path, content, FakeOcr()), read(tmp_path, content)

    assert (by_ocr.pages[0].text, by_ocr.pages[0].origin) == (SENTENCE, TextOrigin.OCR)
    assert (without.pages[0].text, without.pages[0].origin) == ("Dnr KS 2025/123", TextOrigin.TEXT)
    assert without.warnings[0].startswith("1 sida behöver OCR")


def test_a_cover_keeps_its_own_words(tmp_path: Path) -> None:
    content = pdf(scan(stamp="Årsbokslut 2025"), lines(SENTENCE))

    assert read(tmp_path, content).warnings == ()
    assert read(tmp_path, content, FakeOcr("x")).pages[0].text == "Årsbokslut 2025"


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        (SENTENCE, True),
        ("3", True),
        ("", False),
        (" \n", False),
        ("Hemtjänst 1 200 1 300 -100\n" * 30, True),
        ("Inledning ........................................ 3\n" * 20, True),
        ("\uf0b7 Punkt ett\n\uf0b7 Punkt två", True),
        ("\ue001\ue002\ue003\ue004 \ue005\ue006", False),
        ("\ufffd\ufffd\ufffd", False),
        ("9nUG RFK RPVRUJVQlPQGHQ EHVOXWDU DWW JRGNlQQD nUVERNVOXWHW I|U nU \n" * 10, False),
        ("$%&/()=#@!*^~ " * 40, False),
    ],
)
def test_a_text_layer_without_meaning_is_told_from_text(text: str, readable: bool) -> None:
    assert is_readable(text) is readable


def test_progress_tells_each_page_beforehand(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(lines(SENTENCE), scan(SENTENCE)))
    steps: list[Step] = []

    PdfReader(FakeOcr).read(path, LIMITS, steps.append)

    assert [(step.page, step.pages, step.ocr) for step in steps] == [(1, 2, False), (2, 2, False), (2, 2, True)]


def test_a_cut_off_file_gives_what_can_be_read(tmp_path: Path) -> None:
    content = pdf(*(lines(f"{SENTENCE} Sida {at}.") for at in range(40)))
    cut = content[: content.rindex(b"xref")]

    found = read(tmp_path, cut)

    assert any(SENTENCE in page.text for page in found.pages)
    assert found.warnings[0].startswith("filen är avklippt")


def test_a_file_cut_in_half_is_damaged(tmp_path: Path) -> None:
    content = pdf(*(lines(SENTENCE) for _ in range(40)))

    with pytest.raises(DamagedFileError, match="avklippt"):
        read(tmp_path, content[: len(content) // 2])


def test_no_pages(tmp_path: Path) -> None:
    with pytest.raises((EmptyFileError, DamagedFileError)):
        read(tmp_path, ZERO_PAGES)


@pytest.mark.skipif(find_tesseract() is None, reason="tesseract with Swedish is not installed")
def test_tesseract_reads_swedish(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(scan(SENTENCE, "Åtgärder för äldre i Örby.")), find_tesseract())

    assert found.pages[0].origin is TextOrigin.OCR
    assert "omsorgsnämnden beslutar att godkänna årsbokslutet" in found.pages[0].text
    assert "Åtgärder för äldre" in found.pages[0].text


@pytest.mark.skipif(find_tesseract() is None, reason="tesseract with Swedish is not installed")
def test_tesseract_gives_up_in_time() -> None:
    assert Tesseract().read(picture(*[SENTENCE] * 20), 0.01) == ""


def test_tesseract_without_swedish_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_tesseract.__wrapped__() is None
    program.unlink()
    assert find_tesseract.__wrapped__() is None
