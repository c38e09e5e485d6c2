"""All the ways to read one row of a table: its atoms as numbers, the numbers in columns, cells left blank. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from ingest.tables.arithmetic import Amount, amount_of
from ingest.tables.number_readings import Number, even_readings, fewest_cells, readings
from ingest.tables.numbers import Atom, AtomKind, NumberStyle

_MOST_READINGS = 4000  # of a row; one with more stays text
_MOST_GAPS = 3  # blank cells of a row whose places are looked for


@dataclass(frozen=True, slots=True)
class RowAtoms:
    """What stands in a row's numbers.

    Attributes:
        label: whether words stand before them on the line.
        blanks_after: cells known to be blank at the row's end, or -1 where nothing tells.
        blanks_before: the same at its start.
        loose: a wider space stands before or between its numbers.
        kronor: its label says that it is in kronor, whatever the other rows are in.
    """

    atoms: tuple[Atom, ...]
    label: bool
    total: bool = False
    blanks_before: int = -1
    blanks_after: int = -1
    loose: bool = False
    kronor: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A row read: for each column its number, or None where the cell is blank; `skipped` atoms belong to the label."""

    cells: tuple[Number | None, ...]
    amounts: tuple[Amount | None, ...]
    skipped: int = 0


@dataclass(slots=True)
class OpenRow:
    """A row being decided.

    Attributes:
        full: readings that fill every column.
        sure: no two of its atoms may be one number.
        gaps: readings that leave columns blank.
        chosen: the one decided on.
    """

    row: RowAtoms
    full: list[Reading]
    sure: bool
    gaps: list[Reading]
    chosen: Reading | None = None

    @property
    def told(self) -> bool:
        """Whether the spaces on its line tell how many cells are blank."""
        return self.row.blanks_after >= 0 or self.row.blanks_before >= 0

    @property
    def percent(self) -> bool:
        """Whether all its numbers are percentages."""
        numbers = [atom for atom in self.row.atoms if atom.kind is AtomKind.NUMBER]
        return bool(numbers) and all(atom.percent for atom in numbers)


def open_row(row: RowAtoms, count: int, style: NumberStyle, codes: int, places: int) -> OpenRow:
    """Return a row with all its readings.

    Args:
        row: its atoms.
        count: of columns.
        style: how the table prints numbers.
        codes: how many codes stand before the first number.
        places: decimals of the table, for amounts.
    """
    atoms = row.atoms
    full: list[Reading] = []
    skips = _skips(row, count, style, codes)
    for skip in skips:
        found = list(islice(readings(atoms[skip:], style, count), _MOST_READINGS))
        if len(found) == _MOST_READINGS:  # not all of them: at the least the likeliest
            found = list(dict.fromkeys([*even_readings(atoms[skip:], style, count), *found]))
        full += [_reading(cells, skip, places) for cells in found]
    rest = atoms[skips[0] :] if skips else ()
    sure = len(skips) == 1 and bool(rest) and fewest_cells(rest, style) == len(rest)
    gaps = list(islice(_gapped(row, count, style, skips, places), _MOST_READINGS)) if not (sure and full) else []
    return OpenRow(row, full, sure, gaps)


def without_lone_signs(opened: list[OpenRow]) -> list[OpenRow]:
    """Return a table's rows without the readings that take a dash set apart for a sign, where none needs it.

    "95 93 - 92" in four columns lacks a value. In a table that prints its minus so, some row fills its columns only with one.
    """
    if any(entry.full and all(_dashed(reading) for reading in entry.full) for entry in opened):
        return opened
    for entry in opened:
        if any(not _dashed(reading) for reading in entry.full):
            entry.full = [reading for reading in entry.full if not _dashed(reading)]
            entry.gaps = [reading for reading in entry.gaps if not _dashed(reading)]
    return opened


def _dashed(reading: Reading) -> bool:
    return any(cell is not None and cell.dashed for cell in reading.cells)


def _reading(cells: Sequence[Number | None], skip: int, places: int) -> Reading:
    return Reading(tuple(cells), tuple(amount_of(cell.value, places) if cell else None for cell in cells), skip)


def _skips(row: RowAtoms, count: int, style: NumberStyle, codes: int) -> list[int]:
    """Return how many atoms at a row's start may belong to its label or be codes."""
    atoms = row.atoms
    if codes:
        return [codes] if all(_is_code(atom) for atom in atoms[:codes]) and len(atoms) > codes else [0]
    if not row.label:
        return [0]
    skips = [0] if fewest_cells(atoms, style) <= count else []
    lead = 0
    while lead + 1 < len(atoms) and _may_be_label(atoms[lead], overshoot=not skips or skips[0] > 0):
        lead += 1
        years = all(atom.year_like for atom in atoms[:lead])
        fits = fewest_cells(atoms[lead:], style) <= count <= len(atoms) - lead
        if years or (fits and (not skips or skips[0] > 0)):
            skips.append(lead)
    return [skip for skip in skips if skip < len(atoms)]


def _is_code(atom: Atom) -> bool:
    """Tell whether an atom may be an account or a project number: digits alone, three or more."""
    parted = atom.sign or atom.decimals or atom.percent or atom.mark or atom.glued
    return atom.kind is AtomKind.NUMBER and not parted and len(atom.digits) > 2


def _may_be_label(atom: Atom, *, overshoot: bool) -> bool:
    """Tell whether an atom before the numbers may be the label's last word: a year, or where there are too many any number."""
    plain = not (atom.sign or atom.decimals or atom.percent or atom.kind is AtomKind.MISSING)
    return atom.year_like or (overshoot and plain)


def _gapped(row: RowAtoms, count: int, style: NumberStyle, skips: Sequence[int], places: int) -> Iterator[Reading]:
    """Yield the readings with blank cells, in every place that nothing speaks against."""
    for skip in skips:
        atoms = row.atoms[skip:]
        for filled in range(count - 1, max(0, count - 1 - _MOST_GAPS), -1):
            spots = list(_places(row, count, filled))
            for cells in readings(atoms, style, filled):
                for place in spots:
                    spread: list[Number | None] = [None] * count
                    for column, cell in zip(place, cells, strict=True):
                        spread[column] = cell
                    yield _reading(spread, skip, places)


def _places(row: RowAtoms, count: int, filled: int) -> Iterator[tuple[int, ...]]:
    if row.blanks_after >= 0 or row.blanks_before >= 0:
        before, after = max(row.blanks_before, 0), max(row.blanks_after, 0)
        if before + after == count - filled:
            yield tuple(range(before, count - after))
        return
    yield from combinations(range(count), filled)


def is_clear(reading: Reading) -> bool:
    """Tell whether every number has a value: none prints a comma that may part thousands or decimals."""
    return all(cell is None or cell.value is not None or cell.atoms == 1 for cell in reading.cells) and any(
        cell is not None and cell.value is not None for cell in reading.cells
    )
