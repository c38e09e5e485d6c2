"""The atoms of numbers as Swedish papers print them: digits between two spaces, with sign, decimals, percent and marks. Pure.

Which atoms make one number is not told here: `ingest.tables.number_readings` gives every way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.tables.raised import RAISED_DIGITS

MINUS = "-\u2212\u2013\u2014"
GLUE = "\u00a0\u2009\u202f\u2007"  # spaces that never part two cells

_PIECE = re.compile(
    rf"(?P<sign>[{MINUS}+][{GLUE}]?)?"
    rf"(?P<whole>\d{{1,3}}(?:(?:,\d{{3}})+(?=\.\d)|(?:\.\d{{3}})+(?=,\d)|(?:,\d{{3}}){{2,}}|(?:\.\d{{3}}){{2,}}|(?:[{GLUE}']\d{{3}})+)|\d+)"
    rf"(?P<rest>[.,]\d+)?(?:[{GLUE}]?(?P<percent>%)|(?P<behind>-)(?=\s|$))?(?P<foot>(?<=%)\d{{1,2}}|\*{{1,3}}|[{RAISED_DIGITS}]{{1,2}})?"
)
_MISSING = re.compile(
    rf"(?:IU\.?|i\.u\.|[{MINUS}]{{1,3}}|\.{{2,3}}|e\.?/?t\.?|n/?a|x|u\.?s\.?"
    r"|ej aktuellt|ej\s+mätt|ej\s+mätbart|uppgift saknas|saknas|stängt)"
    r"(?=\s|$)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:ung|ca|cirka|c:a|drygt|knappt)\.?(?=\s)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_THREE = re.compile(r"[.,]\d{3}")


class AtomKind(StrEnum):
    """What an atom is."""

    NUMBER = "number"
    MISSING = "missing"
    DASH = "dash"  # a lone dash before a number: a sign set apart, or a missing value


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a row between two spaces.

    Attributes:
        start, end: offsets in the text, footnote marks not included.
        sign: "-" or "".
        digits: of the whole part, separators left out.
        decimals: digits after the decimal mark, or "".
        glued: its thousands are parted by a space that does not break, or by a comma or a dot.
        mark: "," or "." where exactly three digits follow one (thousands or decimals: the table decides), else "".
        gap: spaces before it.
        behind: its minus stands behind it: "450-".
    """

    kind: AtomKind
    start: int
    end: int
    sign: str = ""
    digits: str = ""
    decimals: str = ""
    glued: bool = False
    mark: str = ""
    percent: bool = False
    foot: str = ""
    gap: int = 1
    behind: bool = False

    @property
    def opens(self) -> bool:
        """Whether a further group of three digits may belong to it."""
        return self.kind is AtomKind.NUMBER and not (
            self.decimals or self.percent or self.foot or self.glued or self.mark or self.behind
        )

    @property
    def continues(self) -> bool:
        """Whether it may be the further group of the atom before."""
        return (
            self.kind is AtomKind.NUMBER
            and not self.sign
            and len(self.digits) == 3
            and not self.glued
            and not self.mark
            and self.gap == 1
        )

    @property
    def leading_zero(self) -> bool:
        """Whether it cannot stand alone: "049"."""
        return self.kind is AtomKind.NUMBER and len(self.digits) > 1 and self.digits[0] == "0"

    @property
    def year_like(self) -> bool:
        """Whether it is printed as a year is."""
        bare = not (self.sign or self.decimals or self.glued or self.percent or self.mark)
        return bare and len(self.digits) == 4 and self.digits[:2] in ("19", "20")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a table prints its numbers.

    Attributes:
        thousands: "," or "." where that parts thousands, else "".
        glue: thousands are parted by spaces that do not break, so that a plain space parts cells.
        unclear: "," or "." followed by three digits may be either: such cells have no value.
    """

    thousands: str = ""
    glue: bool = False
    unclear: bool = False


def atoms_of(text: str, start: int, end: int) -> list[Atom] | None:
    """Return the atoms of text[start:end], or None where something else than numbers and missing marks stands there."""
    atoms: list[Atom] = []
    at = start
    gap = 0
    while at < end:
        if space := _SPACES.match(text, at, end):
            plain = space.group()
            if not plain.strip(GLUE) and atoms:  # glue between two atoms parts cells like any space
                plain = " "
            gap = len(plain)
            at = space.end()
            continue
        if about := _ABOUT.match(text, at, end):
            at, gap = about.end(), 2
            continue
        atom = _atom(text, at, end, gap)
        if atom is not None and atom.behind and (atom.sign or not atoms):
            return None  # "80- 312": an age from which, and no amount
        if atom is None:
            if text[at] == "%" and atoms and atoms[-1].kind is AtomKind.NUMBER:
                atoms[-1] = replace(atoms[-1], percent=True, end=at + 1)
                at += 1
                continue
            return None
        atoms.append(atom)
        at = atom.end + len(atom.foot)
        gap = 0
        if at < end and not text[at].isspace() and text[at] != "%":
            return None
    return atoms


def _atom(text: str, at: int, end: int, gap: int) -> Atom | None:
    piece = _PIECE.match(text, at, end)
    if piece is None:
        missing = _MISSING.match(text, at, end)
        if missing is None:
            return None
        lone = missing.group() in set(MINUS)
        return Atom(AtomKind.DASH if lone else AtomKind.MISSING, at, missing.end(), gap=gap)
    whole, rest = piece["whole"], piece["rest"] or ""
    mark = rest[0] if _THREE.fullmatch(rest) and whole.isdigit() and len(whole) <= 3 else ""
    decimals = "" if mark else rest[1:]
    if rest and rest[0] in whole:
        return None  # "1,234,5" is no number
    digits = "".join(c for c in whole + (rest if mark else "") if c.isdigit())
    glued = not whole.isdigit()
    foot = piece["foot"] or ""
    return Atom(
        AtomKind.NUMBER,
        at,
        piece.end() - len(foot),
        "-" if (piece["sign"] or "+")[0] in MINUS else "",
        digits,
        decimals,
        glued,
        mark,
        bool(piece["percent"]),
        foot,
        gap,
        bool(piece["behind"]),
    )


def style_of(atoms: Sequence[Atom], text: str = "") -> NumberStyle:
    """Return how these numbers, all of one table, part thousands and decimals."""
    numbers = [atom for atom in atoms if atom.kind is AtomKind.NUMBER]
    marked = [atom for atom in numbers if atom.mark]
    glue = any(a.glued and any(c in GLUE for c in text[a.start : a.end]) for a in numbers) if text else False
    if not marked:
        return NumberStyle(glue=glue)
    marks = {atom.mark for atom in marked}
    if len(marks) > 1:
        return NumberStyle(glue=glue, unclear=True)
    mark = next(iter(marks))
    decimal = any(a.digits.startswith("0") and a.mark for a in marked) or any(_decimal_mark(a, text) == mark for a in numbers)
    thousands = any(_thousands_mark(a, text) == mark for a in numbers)
    if decimal and not thousands:
        return NumberStyle(glue=glue)
    if thousands and not decimal:
        return NumberStyle(mark, glue)
    return NumberStyle(glue=glue, unclear=True)


def _decimal_mark(atom: Atom, text: str) -> str:
    """Return the mark that surely parts decimals in an atom, or ""."""
    if not atom.decimals or not text:
        return ""
    return text[atom.start : atom.end].rstrip("% " + GLUE)[-len(atom.decimals) - 1]


def _thousands_mark(atom: Atom, text: str) -> str:
    """Return the mark that surely parts thousands in an atom ("1,234,567", "4,000.00"), or ""."""
    if not atom.glued or not text:
        return ""
    return next((c for c in text[atom.start : atom.end] if c in ".,"), "")
