"""Every way to read atoms as numbers: "-250 249 868" may be one number, two or three. Pure.

Nothing here chooses; `ingest.tables.solver` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.tables.numbers import Atom, AtomKind, NumberStyle, atoms_of, style_of

_MOST_GROUPS = 4  # of digits in one number: billions in kronor
_ODD = 3  # cells of an even row that may have more or fewer groups of digits: the total, a month unlike the others
_LIMIT = 20_000  # readings of one row that are looked at; a row with more is left as text


@dataclass(frozen=True, slots=True)
class Number:
    """One cell of a reading: the atoms [first, last] of its row as a number, or missing (value None).

    Attributes:
        places: decimals.
        dashed: its sign is a dash set apart from it.
    """

    first: int
    last: int
    value: Decimal | None
    places: int = 0
    dashed: bool = False

    @property
    def atoms(self) -> int:
        """How many atoms make it."""
        return self.last - self.first + 1


def parse_number(printed: str) -> Decimal | None:
    """Return the value of one number printed by itself, in whatever Swedish or English form, or None if it is none.

    "2,000" alone is not decided (two, or two thousand?) and gives None.
    """
    atoms = atoms_of(printed, 0, len(printed))
    if not atoms or any(atom.kind is AtomKind.MISSING for atom in atoms):
        return None
    style = style_of(atoms)
    whole = list(readings(atoms, style, 1))
    return whole[0][0].value if len(whole) == 1 and not style.unclear else None


def value_of(atoms: Sequence[Atom], style: NumberStyle) -> tuple[Decimal | None, int]:
    """Return the value of atoms read as one number, and its decimal places; None where it is not clear."""
    first, last = atoms[0], atoms[-1]
    sign = "-" if first.sign or last.behind or (first.kind is AtomKind.DASH and len(atoms) > 1) else ""
    digits = "".join(atom.digits for atom in atoms)
    decimals = last.decimals
    if last.mark:
        if style.unclear:
            return None, 0
        if style.thousands != last.mark:
            digits, decimals = digits[:-3], digits[-3:]
    return Decimal(f"{sign}{digits}{'.' if decimals else ''}{decimals}"), len(decimals)


def may_join(before: Sequence[Atom], atom: Atom, style: NumberStyle) -> bool:
    """Tell whether an atom may belong to the number that the atoms before make."""
    last = before[-1]
    if last.kind is AtomKind.DASH:
        return len(before) == 1 and atom.kind is AtomKind.NUMBER and not atom.sign and atom.gap <= 1
    if style.glue or style.thousands:
        return False
    lead = next((a for a in before if a.kind is AtomKind.NUMBER), None)
    return last.opens and atom.continues and lead is not None and len(lead.digits) <= 3 and lead.digits != "0"


def readings(atoms: Sequence[Atom], style: NumberStyle, count: int) -> Iterator[tuple[Number, ...]]:
    """Yield every way to read atoms as `count` cells, missing ones included; none when there are too many ways.

    A group with a leading zero never stands alone, and a lone dash is a missing value or the sign of what follows.
    """
    if not atoms or len(atoms) < count:
        return
    found = 0
    stack: list[tuple[int, tuple[Number, ...]]] = [(0, ())]
    while stack:
        at, cells = stack.pop()
        if at == len(atoms):
            if len(cells) == count:
                found += 1
                if found > _LIMIT:
                    return
                yield cells
            continue
        if len(cells) >= count or len(atoms) - at < count - len(cells):
            continue
        for last in range(at, min(len(atoms), at + _MOST_GROUPS + 1)):  # a sign set apart is an atom too
            if last > at and not may_join(atoms[at:last], atoms[last], style):
                break
            number = _number(atoms, at, last, style)
            if number is not None:
                stack.append((last + 1, (*cells, number)))


def even_readings(atoms: Sequence[Atom], style: NumberStyle, count: int) -> Iterator[tuple[Number, ...]]:
    """Yield the ways to read atoms as `count` cells in which all but a few have as many groups of digits: months of like size."""
    usual = max(1, round(len(atoms) / count)) if count else 1
    stack: list[tuple[int, int, tuple[Number, ...]]] = [(0, 0, ())]
    found = 0
    while stack and found < _LIMIT:
        at, odd, cells = stack.pop()
        if at == len(atoms) or len(cells) == count:
            if at == len(atoms) and len(cells) == count:
                found += 1
                yield cells
            continue
        for last in range(at, min(len(atoms), at + _MOST_GROUPS + 1)):
            if last > at and not may_join(atoms[at:last], atoms[last], style):
                break
            number = _number(atoms, at, last, style)
            strays = odd + (last - at + 1 != usual)
            if number is not None and strays <= _ODD:
                stack.append((last + 1, strays, (*cells, number)))


def _number(atoms: Sequence[Atom], first: int, last: int, style: NumberStyle) -> Number | None:
    run = atoms[first : last + 1]
    if run[0].kind is AtomKind.MISSING or (run[0].kind is AtomKind.DASH and first == last):
        return Number(first, last, None)
    lead = run[1] if run[0].kind is AtomKind.DASH else run[0]
    if lead.leading_zero and not (lead.mark and style.thousands != lead.mark):
        return None
    value, places = value_of(run, style)
    return Number(first, last, value, places, run[0].kind is AtomKind.DASH)


def fewest_cells(atoms: Sequence[Atom], style: NumberStyle) -> int:
    """Return how few cells these atoms can make: every join that may be made is made."""
    count = at = 0
    while at < len(atoms):
        last = at
        while last + 1 < len(atoms) and may_join(atoms[at : last + 1], atoms[last + 1], style):
            last += 1
        count += 1
        at = last + 1
    return count
