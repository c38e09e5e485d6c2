"""The words of a PDF page with their places, and the fields they make: words as near as in a sentence are one field.

A space within a number is as narrow as one between words; the space between two columns is wider. That tells "1 234 567" in
one column from "1 234" and "567" in two, where the text alone cannot.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from ingest.model import Box
from ingest.tables.raised import raised

_FIELD_GAP = 0.75  # of the line's letter height: words further apart are two fields (a space is 0.35 to 0.45 of it)
_AFTER_ONE, _BEFORE_ONE = 0.22, 0.1  # of it: a "1" is drawn so much narrower than it is set, on its right, on its left
_WORD = re.compile(r"\S+")
_REACH = 8  # characters of the text looked ahead in for a printed sign: the reader may have taken others out


@dataclass(frozen=True, slots=True)
class Character:
    """A printed character: where it stands in the text, and on the page in points from the lower left corner."""

    at: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Field:
    """Words that stand together on a line: text[start:end]."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float

    def box(self, height: float) -> Box:
        """Return its rectangle with the origin in the upper left corner of a page of this height."""
        return Box(self.left, height - self.top, self.right, height - self.bottom)


def characters_of(layer: Any, text: str) -> list[Character]:
    """Return the page's characters that stand in its text, with their boxes.

    Args:
        layer: pypdfium2's PdfTextPage.
        text: pdfium's text, with other line ends and some characters replaced by the reader.
    """
    count = layer.count_chars()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found: list[Character] = []
    at = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(layer, index)
        if code <= 32 or code in (0xA0, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        places = (text.find(sign, at, at + _REACH) for sign in {chr(code), raised(chr(code))})
        place = min((one for one in places if one >= 0), default=-1)
        if place < 0:
            continue
        at = place + 1
        if pdfium.FPDFText_GetCharBox(layer, index, left, right, bottom, top):
            found.append(Character(place, left.value, bottom.value, right.value, top.value))
    return found


def fields_of(characters: Sequence[Character], text: str, start: int, end: int) -> list[Field]:
    """Return the fields of one line, text[start:end], from left to right; the characters are in the order of the text."""
    begin, stop = (bisect_left(characters, at, key=lambda c: c.at) for at in (start, end))
    places = {c.at: c for c in characters[begin:stop]}
    words: list[Field] = []
    for match in _WORD.finditer(text, start, end):
        held = [places[at] for at in range(match.start(), match.end()) if at in places]
        if held:
            words.append(_field(match.start(), match.end(), held))
    if not words:
        return []
    size = median(word.top - word.bottom for word in words)
    fields = [words[0]]
    for word in words[1:]:
        last = fields[-1]
        gap = _FIELD_GAP + _AFTER_ONE * (text[last.end - 1] == "1") + _BEFORE_ONE * (text[word.start] == "1")
        if 0 <= word.left - last.right <= gap * size and abs(word.bottom - last.bottom) < size:
            fields[-1] = Field(
                last.start,
                word.end,
                last.left,
                min(last.bottom, word.bottom),
                word.right,
                max(last.top, word.top),
            )
        else:
            fields.append(word)
    return fields


def _field(start: int, end: int, held: Sequence[Character]) -> Field:
    return Field(
        start,
        end,
        min(c.left for c in held),
        min(c.bottom for c in held),
        max(c.right for c in held),
        max(c.top for c in held),
    )
