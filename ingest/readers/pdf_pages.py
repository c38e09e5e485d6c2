"""What can be seen of one PDF page without reading it: whether its text is usable, a scan's, or missing."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pypdfium2.raw as pdfium
from PIL.Image import Image

_LINE_ENDS = re.compile("\r\n?")
_CUT_WORD = re.compile("[\ufffe\x02]")  # pdfium joins a word cut at a line's end and leaves this for hyphen and break
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\uffff]")
_LEADERS = re.compile(r"[._\-–—•]{3,}")
_MAX_BAD_SHARE = 0.3  # of the characters without meaning; papers with symbol fonts for bullets stay under 0.05
_MIN_WORD_SHARE = 0.5  # of letters and digits; tables of figures stay over 0.7, shifted fonts under 0.4
_COMMON_LETTERS = frozenset("eanrtsidloEANRTSIDLO")  # the ten commonest in Swedish; eight of them in English too
_MIN_COMMON_SHARE = 0.5  # of the letters; Swedish has 0.78 of these, a font whose character map is shifted 0.33
_LETTERS_TO_JUDGE = 200  # fewer may be abbreviations
_LOOKED_AT = 400  # objects of a page: a scan has a picture and its words, told by the first of them
_INVISIBLE_NEEDED = 3  # words that are drawn invisible, before a visible one, make a text layer from OCR
_SCAN_COVER = 0.5  # of the page's area under one picture
_INK_DPI = 40
_INK_DARKNESS = 200  # grey level of 255 under which a pixel is ink; scanned paper is lighter
_MIN_INK_SHARE = 0.0001  # of the page; a line of ten letters covers this much, specks less
POINTS_PER_INCH = 72


def page_text(raw: str) -> str:
    """Return pdfium's text with lines parted by line feeds and each cut word as "-" at the end of its line."""
    return _CONTROL.sub(" ", _LINE_ENDS.sub("\n", _CUT_WORD.sub("-\n", raw))).strip("\n")


def is_readable(text: str) -> bool:
    """Say whether a text layer holds text: not empty, and no font without a character map."""
    signs = [sign for sign in _LEADERS.sub("", text) if not sign.isspace()]
    if not signs:
        return bool(text.strip())
    bad = sum(1 for sign in signs if sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn", "Cc"))
    letters = [sign for sign in signs if sign.isalpha()]
    words = len(letters) + sum(1 for sign in signs if sign.isdigit())
    if bad > _MAX_BAD_SHARE * len(signs) or (len(signs) > _LETTERS_TO_JUDGE and words < _MIN_WORD_SHARE * len(signs)):
        return False
    common = sum(1 for letter in letters if letter in _COMMON_LETTERS)
    return len(letters) < _LETTERS_TO_JUDGE or common >= _MIN_COMMON_SHARE * len(letters)


def is_scan(page: Any) -> bool:
    """Say whether a page's text lies invisible over a picture of it: then it was read by OCR."""
    invisible = 0
    covered = False
    for at, found in enumerate(page.get_objects(max_depth=3)):
        if found.type == pdfium.FPDF_PAGEOBJ_TEXT:
            if pdfium.FPDFTextObj_GetTextRenderMode(found) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
            invisible += 1
        elif found.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered = covered or _covers(found, page, _SCAN_COVER)
        if at >= _LOOKED_AT or (covered and invisible >= _INVISIBLE_NEEDED):
            break
    return covered and invisible > 0


def is_picture(page: Any, share: float) -> bool:
    """Say whether one picture covers at least that share of the page."""
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return any(_covers(found, page, share) for found in pictures)


def has_ink(page: Any) -> bool:
    """Say whether anything is printed on the page."""
    image = render(page, _INK_DPI, max_pixels=2000)
    counts = image.histogram()
    return sum(counts[:_INK_DARKNESS]) >= _MIN_INK_SHARE * sum(counts)


def render(page: Any, dpi: int, max_pixels: int) -> Image:
    """Return the page as a grey image, its longer side at most `max_pixels`; rotation is undone."""
    width, height = page.get_size()
    scale = min(dpi / POINTS_PER_INCH, max_pixels / max(width, height, 1))
    bitmap = page.render(scale=scale, grayscale=True)
    image: Image = bitmap.to_pil().copy()
    bitmap.close()
    return image


def _covers(picture: Any, page: Any, share: float) -> bool:
    left, bottom, right, top = picture.get_bounds()
    page_left, page_bottom, page_right, page_top = page.get_bbox()
    width = min(right, page_right) - max(left, page_left)
    height = min(top, page_top) - max(bottom, page_bottom)
    area = (page_right - page_left) * (page_top - page_bottom)
    return bool(width > 0 and height > 0 and width * height >= share * area)
