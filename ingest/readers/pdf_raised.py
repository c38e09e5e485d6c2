"""Raised digits of a PDF page: footnote marks and exponents, told by a smaller size and a higher baseline."""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any

import pypdfium2.raw as pdfium

from ingest.tables.raised import raised

_CANDIDATE = re.compile(r"(?<=\S)\d{1,2}(?!\d)")
_SMALLER = 0.85  # of the size before it: a footnote mark is set in at most 0.7 of it, capitals in a small size in 0.8
_HIGHER = 0.15  # of the size before it: how far above the line a mark begins at the least


def with_raised(text_page: Any, raw: str) -> str:
    """Return a page's text with raised digits as such, sign for sign.

    Args:
        text_page: of an open page.
        raw: all text of it, as pdfium gives it.
    """
    reading = _Reading(text_page, raw)
    told = list(raw)
    for match in _CANDIDATE.finditer(raw):
        start, end = match.span()
        while end > start and not reading.is_raised(end - 1, start - 1):
            end -= 1
        first = next((at for at in range(start, end) if reading.is_raised(at, start - 1)), end)
        told[first:end] = raised(raw[first:end])
    return "".join(told)


class _Reading:
    """How the characters of one page are set; valid while the page is open."""

    def __init__(self, text_page: Any, raw: str) -> None:
        self._handle = text_page.raw
        self._plain = pdfium.FPDFText_CountChars(self._handle) == len(raw)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()

    def is_raised(self, at: int, before: int) -> bool:
        """Tell whether a digit stands smaller and higher than the character at `before`."""
        if self._object(at) == self._object(before):
            return False
        small, large = self._size(at), self._size(before)
        if abs(self._matrix.b) > abs(self._matrix.a):  # written upwards or downwards
            return False
        return 0 < small <= _SMALLER * large and self._height(at) - self._height(before) >= _HIGHER * large

    def _char(self, index: int) -> int:
        return index if self._plain else int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._handle, index))

    def _object(self, index: int) -> int:
        found = pdfium.FPDFText_GetTextObject(self._handle, self._char(index))
        return ctypes.addressof(found.contents) if found else 0

    def _size(self, index: int) -> float:
        char = self._char(index)
        pdfium.FPDFText_GetMatrix(self._handle, char, self._matrix)
        return float(pdfium.FPDFText_GetFontSize(self._handle, char)) * math.hypot(self._matrix.c, self._matrix.d)

    def _height(self, index: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._handle, self._char(index), self._x, self._y)
        return float(self._y.value)
