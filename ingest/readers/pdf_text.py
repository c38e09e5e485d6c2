"""The text layer of a PDF page, read from pdfium with how it is set.

A call into pdfium for every character is slow, so only the first and last character of each word are asked about, and what
pdfium draws as one piece is asked about once.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.pdf_layer import LayerLine, PageLayer, Span, Style, make_line

_LINE = re.compile(r"[^\r\n\ufffe\x02]+")
_CUT = ("\ufffe", "\x02")  # what pdfium leaves for the hyphen and the break of a word cut at a line's end
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\uffff]")
_WORD = re.compile(r"\S+")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|fett", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FACE = re.compile(r"[-,].*$|(?:PS)?MT$")  # "Arial-BoldMT" and "ArialMT" are one family
_BOLD_WEIGHT = 600  # of 100 to 900, where the font states it
_FORCE_BOLD = 1 << 18  # flag 19 of a font descriptor (ISO 32000-1, table 123)
_ITALIC_FLAG = 1 << 6  # flag 7
_NAME_BYTES = 256
_SMALL = 2.0  # points: a font drawn by procedures (Type 3) may state such a size and be large; its letters tell
_LETTER_HEIGHT = 1.3  # font size to the height of a letter
_SIZE_STEP = 0.5  # points: sizes are compared in such steps, 11.04 and 10.98 are one
_OPAQUE = 255
_UNKNOWN = Style(10.0, bold=False, italic=False, family="", colour=(0, 0, 0))


def read_layer(page: Any, text_page: Any, raw: str) -> PageLayer:
    """Return the lines of a page's text layer with how they are set.

    Args:
        page: an open page.
        text_page: its text page.
        raw: all text of the text page.
    """
    return _Reading(page, text_page, raw).layer()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What pdfium draws as one: its style, direction (0 rightwards, 90 upwards, ...) and visibility."""

    style: Style
    angle: int
    alpha: int
    invisible: bool


class _Reading:
    """The reading of one page. pdfium's handles are valid only while the page is open."""

    def __init__(self, page: Any, text_page: Any, raw: str) -> None:
        self._handle = text_page.raw
        self._raw = raw
        self._plain = pdfium.FPDFText_CountChars(self._handle) == len(raw)
        self._box = page.get_bbox()
        self._pieces = {0: _Piece(_UNKNOWN, 0, _OPAQUE, invisible=False)}
        self._fonts: dict[int, tuple[bool, bool, str]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._rectangle = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._channels = tuple(ctypes.c_uint() for _ in range(4))

    def layer(self) -> PageLayer:
        drawn = [(match, self._drawn(match.start(), match.group())) for match in _LINE.finditer(self._raw)]
        angles: Counter[int] = Counter()
        for _, pieces in drawn:
            for start, end, _, piece in pieces:
                angles[piece.angle] += end - start
        angle = angles.most_common(1)[0][0] if angles else 0
        left, bottom, right, top = self._box
        width, height = (right - left, top - bottom) if angle in (0, 180) else (top - bottom, right - left)
        return PageLayer(width, height, tuple(self._lines(drawn, angle)), angle)

    def _lines(self, drawn: Iterable[tuple[re.Match[str], list[tuple[int, int, int, _Piece]]]], angle: int) -> Iterable[LayerLine]:
        for match, pieces in drawn:
            if not pieces:
                continue
            at = match.start()
            spans = []
            for start, end, _, piece in pieces:
                x0, y = self._origin(at + start, angle)
                x1 = self._right(at + end - 1, angle)
                spans.append(Span(start, end, x0, max(x0, x1), y, piece.style, piece.alpha, piece.invisible))
            cut = self._raw[match.end() : match.end() + 1] in _CUT
            text = _CONTROL.sub(" ", match.group()) + ("-" if cut else "")
            aside = all(piece.angle != angle for *_, piece in pieces)
            yield make_line(text, spans, cut=cut, aside=aside)

    def _drawn(self, at: int, line: str) -> list[tuple[int, int, int, _Piece]]:
        """Return the runs of words that are drawn as one: start, end, the object's address, what it is."""
        runs: list[tuple[int, int, int, _Piece]] = []
        words = [match.span() for match in _WORD.finditer(line)]
        firsts = [self._object(at + start) for start, _ in words]
        for (first, following), (start, end) in zip(pairwise([*firsts, -1]), words, strict=True):
            last = first if first == following or end - start == 1 else self._object(at + end - 1)
            whole = first == last
            parts = [(start, end, first, self._piece(first, at + start))] if whole else self._parts(at, start, end)
            for begin, stop, address, piece in parts:
                if runs and runs[-1][2] == address:
                    runs[-1] = (runs[-1][0], stop, address, piece)
                else:
                    runs.append((begin, stop, address, piece))
        return runs

    def _parts(self, at: int, start: int, end: int) -> list[tuple[int, int, int, _Piece]]:
        """Return the parts of a word that is drawn by more objects than one."""
        parts: list[tuple[int, int, int, _Piece]] = []
        for offset in range(start, end):
            address = self._object(at + offset)
            if parts and address in (parts[-1][2], 0):
                parts[-1] = (parts[-1][0], offset + 1, *parts[-1][2:])
            else:
                parts.append((offset, offset + 1, address, self._piece(address, at + offset)))
        return parts

    def _char(self, index: int) -> int:
        return index if self._plain else int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._handle, index))

    def _object(self, index: int) -> int:
        """Return the address of the object a character is drawn by, 0 for one that pdfium made up."""
        found = pdfium.FPDFText_GetTextObject(self._handle, self._char(index))
        return ctypes.addressof(found.contents) if found else 0

    def _piece(self, address: int, index: int) -> _Piece:
        """Return what an object is; a sign that pdfium made up is set as what stands before it."""
        if address not in self._pieces:
            self._pieces[address] = self._look(self._char(index))
            self._pieces[0] = self._pieces[address]
        return self._pieces[address]

    def _look(self, char: int) -> _Piece:
        found = pdfium.FPDFText_GetTextObject(self._handle, char)
        pdfium.FPDFText_GetMatrix(self._handle, char, self._matrix)
        matrix = self._matrix
        size = pdfium.FPDFText_GetFontSize(self._handle, char) * math.hypot(matrix.c, matrix.d)
        if size < _SMALL:
            size = max(size, _LETTER_HEIGHT * self._height(char))
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
        mode = pdfium.FPDFTextObj_GetTextRenderMode(found)
        red, green, blue, alpha = self._colour(char)
        bold, italic, family = self._font(pdfium.FPDFTextObj_GetFont(found))
        bold = bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        step = round(size / _SIZE_STEP) * _SIZE_STEP if size >= 2 * _SIZE_STEP else size
        style = Style(step, bold, italic, family, (red, green, blue))
        unmarked = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
        return _Piece(style, int(angle), alpha, mode in unmarked)

    def _height(self, char: int) -> float:
        """Return how tall a letter is drawn, in points."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._handle, char, left, right, bottom, top)
        return float(min(abs(top.value - bottom.value), _SMALL))

    def _colour(self, char: int) -> tuple[int, int, int, int]:
        if not pdfium.FPDFText_GetFillColor(self._handle, char, *self._channels):
            return 0, 0, 0, _OPAQUE
        red, green, blue, alpha = (channel.value for channel in self._channels)
        return red, green, blue, alpha

    def _font(self, font: Any) -> tuple[bool, bool, str]:
        """Return whether a font is bold, whether it is italic, and its family."""
        if not font:
            return False, False, ""
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(_NAME_BYTES)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES)
            name = _SUBSET.sub("", buffer.value.decode("latin-1"))
            flags = max(pdfium.FPDFFont_GetFlags(font), 0)
            heavy = pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or bool(flags & _FORCE_BOLD)
            italic = _ITALIC_NAME.search(name) is not None or bool(flags & _ITALIC_FLAG)
            self._fonts[address] = (heavy or _BOLD_NAME.search(name) is not None, italic, _FACE.sub("", name))
        return self._fonts[address]

    def _origin(self, index: int, angle: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self._handle, self._char(index), self._x, self._y)
        return self._turned(self._x.value, self._y.value, angle)

    def _right(self, index: int, angle: int) -> float:
        pdfium.FPDFText_GetLooseCharBox(self._handle, self._char(index), self._rectangle)
        box = self._rectangle
        return max(self._turned(x, y, angle)[0] for x in (box.left, box.right) for y in (box.bottom, box.top))

    def _turned(self, x: float, y: float, angle: int) -> tuple[float, float]:
        """Return a point as seen by who reads the text: from the left edge, and from the upper edge downwards."""
        left, bottom, right, top = self._box
        if angle == 90:
            return y - bottom, x - left
        if angle == 180:
            return right - x, y - bottom
        if angle == 270:
            return top - y, right - x
        return x - left, top - y
