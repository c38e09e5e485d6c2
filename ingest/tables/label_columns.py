"""The columns of words before a marked table's numbers: which name its rows, which say something of them, which their unit. Pure.

"Mål | Indikator" nests: the first is a group, the second the row. "Åtgärd | Ansvarig" does not: the first names the row. Where
the first column has words of its own on every row, what stands after it names nothing, unless it is headed as a name is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.tables.grid_fields import Field, Grid
from ingest.tables.header_words import is_dash
from ingest.tables.measures import MONEY_WORD, unit_word
from ingest.tables.rows import is_total, row_unit

_HEADS_UNITS = re.compile(r"(?:mått)?enhet(?:er)?|sort|mätetal", re.IGNORECASE)
#: Words that head what is told of a row that an earlier column names.
_HEADS_REMARKS = re.compile(
    r"ansvar\w*|utförare|frekvens\w*|status|läge|genomför\w*|klar[at]?|kommentar\w*|källa|typ|tidplan|trend|bedömning|riktning"
    r"|prioritet|period\w*|datum|start\w*|slut\w*|metod\w*|not|avser|beslut\w*|kontakt\w*|kategori",
    re.IGNORECASE,
)
#: Words that head rows, whatever stands before them; and names of what may be parted into rows, or be rows itself.
_HEADS_ROWS = re.compile(
    r"\w*(?:indikator|nyckeltal|mått|projekt|åtgärd|aktivitet|insats|uppdrag|moment|risk|post)(?:er|ar|en|et|s)?", re.IGNORECASE
)
_HEADS_NAMES = re.compile(
    r"\w*(?:mål|verksamhet|tjänst|produkt|benämning|namn|enhet|avdelning|område|skola|bolag|förening|objekt|fastighet|program|kurs"
    r"|avgift|ärende|konto|slag|inriktning|årskurs|ålder|grupp)(?:er|ar|or|n|en|et|s)?",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:minst|högst|lägst|max\w*|min\w*|mer än|mindre än|under|över|upp till|[<>≤≥=±])\s*[-\u2212\u2013]?\d.*", re.IGNORECASE
)
_PER = re.compile(rf"(?:{MONEY_WORD})?\s*(?:per\s|/)\s*(?P<each>[^\W\d_][^/]*)", re.IGNORECASE)
_FEW = 0.5  # of a column's words differ: the others say the same of several rows
_UNITS = 0.5  # of what stands under "Enhet" must be units
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class LabelColumns:
    """The columns of words before the numbers.

    Attributes:
        names: those that name the rows, outermost first.
        remarks: those that say something of rows that others name: a name only where a row has no other.
        unit: the one with the unit of each row, or None.
    """

    names: tuple[int, ...]
    remarks: tuple[int, ...] = ()
    unit: int | None = None


def label_columns(grid: Grid, rows: Sequence[int], columns: Sequence[int], headings: Mapping[int, Sequence[str]]) -> LabelColumns:
    """Return what the columns of words before a table's numbers are.

    Args:
        grid: the fields of the table.
        rows: those with numbers.
        columns: of words, from left to right.
        headings: the words above each column.
    """
    told = [row for row in rows if not _sums(grid[row], columns)]
    if len(columns) < 2 or len(told) < _LEAST_ROWS:
        return LabelColumns(tuple(columns))
    names, remarks, unit = list(columns), [], None
    while len(names) > 1 and _are_named(grid, told, names[:-1]):
        said = _Column([grid[row][names[-1]].text for row in told if names[-1] in grid[row]], " ".join(headings.get(names[-1], ())))
        if unit is None and said.of_units:
            unit = names.pop()
        elif said.of_remarks:
            remarks.append(names.pop())
        else:
            break
    outer, inner = _last_word(headings, names[0]), _last_word(headings, names[-1])
    if len(names) > 1 and _are_named(grid, told, names[:1]) and not _nest(outer, inner):
        names, remarks = names[:1], [*remarks, *names[1:]]
    return LabelColumns(tuple(names), tuple(sorted(remarks)), unit)


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in a column of words, and over it."""

    words: Sequence[str]
    heading: str

    @property
    def of_units(self) -> bool:
        """Whether it holds the unit of each row: all units, or most of them under a heading that says so."""
        units = sum(unit_word(word) is not None for word in self.words)
        if _HEADS_UNITS.fullmatch(self.heading):
            units = sum(unit_word(word) is not None or bool(row_unit(word)) for word in self.words)
            return units >= _UNITS * len(self.words)
        return bool(self.words) and units == len(self.words)

    @property
    def of_remarks(self) -> bool:
        """Whether it says something of rows that are named already: by its heading, by few words again and again, by limits."""
        again = len({word.casefold() for word in self.words}) <= _FEW * len(self.words)
        limits = bool(self.words) and all(_LIMIT.fullmatch(word) or is_dash(word) for word in self.words)
        first = self.heading.split()[:1]
        return again or limits or any(_HEADS_REMARKS.fullmatch(word) for word in first)


def unit_told(cell: str) -> str:
    """Return the unit that a cell of a column of units names ("kr/elev": kr), or "" where it names none."""
    word = unit_word(cell)
    return row_unit(cell) if word is None else word


def priced_for(cells: Sequence[str]) -> str:
    """Return what the amounts of a row are for each of, as a cell beside its name says ("per timme", "kr/dygn"), or ""."""
    found = next((match for cell in cells if (match := _PER.fullmatch(cell.strip()))), None)
    return f"per {found['each'].strip()}" if found else ""


def _nest(outer: str, inner: str) -> bool:
    """Tell whether two headings are those of groups and of their rows: "Mål | Indikator", not "Projekt | Område"."""
    rows = _HEADS_ROWS.fullmatch(inner) is not None
    return rows or (_HEADS_NAMES.fullmatch(inner) is not None and not _HEADS_ROWS.fullmatch(outer))


def _last_word(headings: Mapping[int, Sequence[str]], column: int) -> str:
    words = " ".join(headings.get(column, ())).split()
    return words[-1].strip("():,;*") if words else ""


def _are_named(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether the columns name each row: the last of them is filled with words in all, and no two rows have the same."""
    if not all(columns[-1] in grid[row] and grid[row][columns[-1]].worded for row in rows):
        return False
    shown = [tuple(grid[row][c].text.casefold() if c in grid[row] else "" for c in columns) for row in rows]
    return len(set(shown)) == len(shown)


def _sums(row: Mapping[int, Field], columns: Sequence[int]) -> bool:
    """Tell whether a row sums others, and has no second word of its own."""
    filled = [row[column].text for column in columns if column in row]
    return len(filled) == 1 and is_total(filled[0])
