"""Letters and lines: fonts, widths with raised footnote digits, line breaking with Swedish hyphenation.

The fonts are those that come with reportlab (Bitstream Vera) and the PDF base fonts, so that a paper is the same on
every machine.
"""

from __future__ import annotations

import re
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

RAISED_SIZE = 0.65  # a footnote digit is this much of the text's size
RAISED_BY = 0.35  # and stands this much of it above the line
SHORTEST_TO_BREAK = 9  # letters; shorter words are never hyphenated
KEPT = 4  # letters kept on each side of a hyphen
VOWELS = "aeiouyåäöAEIOUYÅÄÖ"
SOFT = "\u00ad"
FONTS = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf", "Vera-Italic": "VeraIt.ttf"}


def register_fonts() -> None:
    """Make the fonts of reportlab's own folder known by name."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in FONTS.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))


def runs(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it is raised: "USK^8^" gives USK and a raised 8."""
    return [(piece, n % 2 == 1) for n, piece in enumerate(text.split("^")) if piece]


def width(text: str, font: str, size: float) -> float:
    """Return the printed width in points; soft hyphens have none."""
    return sum(stringWidth(piece.replace(SOFT, ""), font, size * (RAISED_SIZE if raised else 1)) for piece, raised in runs(text))


def break_points(word: str) -> list[int]:
    """Return where a word may be broken: at soft hyphens, else before the last consonant ahead of a vowel."""
    if SOFT in word:
        return [m.start() for m in re.finditer(SOFT, word)]
    if len(word) < SHORTEST_TO_BREAK or not word.isalpha():
        return []
    points = []
    for i in range(KEPT, len(word) - KEPT + 1):
        before, here, after = word[i - 1], word[i], word[i + 1] if i + 1 < len(word) else ""
        if here not in VOWELS and after in VOWELS and (before not in VOWELS or word[i - 2] not in VOWELS):
            points.append(i)
    return points


def wrap(text: str, font: str, size: float, room: float, hyphen: str = "") -> list[str]:
    """Break a text into lines no wider than `room` points; `hyphen` is what a broken word ends with, "" for no breaking."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        trial = f"{line} {word}" if line else word
        if width(trial, font, size) <= room:
            line = trial
            continue
        if hyphen:
            head, tail = _broken(line, word, font, size, room, hyphen)
            if head:
                lines.append(f"{line} {head}" if line else head)
                line = tail
                continue
        if line:
            lines.append(line)
        line = word
    lines.append(line)
    return [x.replace(SOFT, "") if not x.endswith(SOFT) else x[:-1].replace(SOFT, "") + SOFT for x in lines]


def _broken(line: str, word: str, font: str, size: float, room: float, hyphen: str) -> tuple[str, str]:
    """Return the part of the word that still fits on the line, with its hyphen, and the rest."""
    for point in reversed(break_points(word)):
        head = word[:point] + hyphen
        if width(f"{line} {head}" if line else head, font, size) <= room:
            return head, word[point:].lstrip(SOFT)
    return "", word
