"""The cells of a marked table as fields: the words of each, what of it is a number, which rows are header. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from ingest.model import Box, Cell
from ingest.tables.header_words import LINKS, WHEN, TokenKind, mended, own_words, tokens_of
from ingest.tables.measures import MONEY_WORD, is_measure, measure_of, printed_unit
from ingest.tables.number_readings import Number, readings
from ingest.tables.numbers import MINUS, Atom, AtomKind, NumberStyle, atoms_of
from ingest.tables.periods import find_period
from ingest.tables.raised import RAISED_DIGITS

MOST_HEADER_ROWS = 5
_LONG_HEADING = 40  # characters: a longer cell is a remark
_SPACE = re.compile(r"\s+")
_RAISED = f"[{RAISED_DIGITS}]"
_MARK = re.compile(
    rf"(?:(?<=[^\W\d_]{{3}})|(?<=[^\W\d_]{{2}}\))|(?<=(?:19|20)\d\d))[ \u00a0]?{_RAISED}{{1,2}}\)?(?!\w)"
)  # not "m²"
_MARK_OF_NUMBER = re.compile(rf"(?<=\S)[ \u00a0]?{_RAISED}{{1,2}}\)?\s*$")
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"\(?{_YEAR}\*?(?:\s*[-/–]\s*(?:{_YEAR}|\d\d))?\)?")
_SET_APART = re.compile(rf"\(\s*(?P<held>[{MINUS}]?\d[^()]*)\)|(?P<before>\d[\d\s.,]{{2,}})[{MINUS}]")  # "(4 500)", "4 500-"
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PAIR = 2
_UNIT = re.compile(rf"[(,]?(?:i|{MONEY_WORD}|%|antal|st|procent)[),]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A cell that holds something; it may stand in several pieces of the text (a wrapped label in a PDF).

    Attributes:
        text: on one line, footnote marks left out.
        header: marked as header by the file.
        columns: that it covers.
    """

    pieces: tuple[tuple[int, int], ...]
    text: str
    header: bool
    columns: range
    box: Box | None

    @property
    def start(self) -> int:
        """Where its first piece begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where its last piece ends."""
        return self.pieces[-1][1]

    @property
    def worded(self) -> bool:
        """Whether it holds a word."""
        return _WORDS.search(self.text) is not None


Grid = Mapping[int, Mapping[int, Field]]


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number in a cell."""

    atoms: tuple[Atom, ...]
    number: Number


def fields_of_cells(text: str, cells: Sequence[Cell]) -> Grid:
    """Return the filled cells by row and column."""
    pieces: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        pieces[cell.row, cell.column].append(cell)
    grid: dict[int, dict[int, Field]] = defaultdict(dict)
    for (row, column), found in pieces.items():
        filled = [cell for cell in found if text[cell.start : cell.end].strip()]
        if not filled:
            continue
        shown = _SPACE.sub(" ", mended("\n".join(text[cell.start : cell.end] for cell in filled))).strip()
        spans = tuple((cell.start, cell.end) for cell in filled)
        first = found[0]
        span = range(column, column + max(1, first.column_span))
        grid[row][column] = Field(spans, _MARK.sub("", shown), any(cell.header for cell in found), span, first.box)
    return grid


def atoms_in(text: str, field: Field) -> list[Atom] | None:
    """Return the atoms of a cell's number, its unit and footnote mark left out; None where it holds something else."""
    if len(field.pieces) != 1:
        return None
    length, _ = number_and_unit(text, field)
    return atoms_of(text, field.start, field.start + length)


def number_and_unit(text: str, field: Field) -> tuple[int, str]:
    """Return how long the number of a cell is, and the unit printed with it or "" ("84 kr¹": 2 and kr)."""
    printed = text[field.start : field.end]
    mark = _MARK_OF_NUMBER.search(printed)
    return printed_unit(printed[: mark.start()] if mark else printed)


def read_number(text: str, field: Field | None, style: NumberStyle) -> ReadNumber | None:
    """Return the number a cell holds, None where it holds none or may hold several."""
    atoms = atoms_in(text, field) if field else None
    if not atoms:
        return None
    found = list(islice(readings(atoms, style, 1), 2))
    if len(found) != 1 or found[0][0].value is None:
        return None
    return ReadNumber(tuple(atoms), found[0][0])


_LEAST_BLOCK = 2  # columns under one heading


def column_headings(grid: Grid, header: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return for each column the words above it, outermost first; a cell over several columns heads them all.

    A sheet's text (CSV) does not say that cells are merged: there a cell heads the empty ones after it too, where the last row of
    the header has the same words several times (" | Kvinnor |  | Män | " over " | 2024 | 2025 | 2024 | 2025").
    """
    headings: dict[int, list[str]] = defaultdict(list)
    lowest = {at: f.text for f in (grid[header[-1]].values() if header else ()) for at in f.columns}
    again = {at for at, words in lowest.items() if list(lowest.values()).count(words) > 1}
    for row in header:
        over = {column: held.text for held in grid[row].values() for column in held.columns}
        flat = row != header[-1] and all(f.box is None and not f.header and len(f.columns) == 1 for f in grid[row].values())
        last = ""
        for column in sorted({*over, *(again if flat else ())}):
            last = over.get(column, last if column in again else "")
            if last and last not in headings[column]:
                headings[column].append(last)
    return _over_blocks({column: tuple(words) for column, words in sorted(headings.items())})


def headings_beside(
    grid: Grid, body: Sequence[int], numeric: Sequence[int], headings: Mapping[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """Return the headings, one over an empty column given to the column of numbers beside it that has none.

    Headings set to the left or the middle stand over other columns than their numbers, where a page's lines were measured.
    """
    filled = {at for row in body for held in grid[row].values() for at in held.columns}
    told = dict(headings)
    for at in numeric:
        beside = [side for side in (at - 1, at + 1) if side in headings and side not in filled]
        if at not in headings and len(beside) == 1:
            told[at] = told.pop(beside[0], ())
    return told


def _over_blocks(headings: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Return the headings, one that stands over the middle of a block of columns ("2025" over "Kvinnor Män Totalt") over all of it.

    The headings must come back alike in each block but for the words of one in each, which are of the whole block.
    """
    for columns in (list(headings), list(headings)[1:]):
        for size in range(_LEAST_BLOCK, len(columns) // 2 + 1):
            blocks = [columns[at : at + size] for at in range(0, len(columns), size)]
            told = _block_headings([[" ".join(headings[at]).split() for at in block] for block in blocks])
            if told is not None:
                found = {at: words for block, own in zip(blocks, told, strict=True) for at, words in zip(block, own, strict=True)}
                return {**headings, **found}
    return headings


def _block_headings(blocks: Sequence[Sequence[Sequence[str]]]) -> list[list[tuple[str, ...]]] | None:
    """Return what heads each column of blocks that are alike but for the words before one heading in each; else None."""
    if len({len(block) for block in blocks}) > 1:
        return None
    shared = [_last_words(column) for column in zip(*blocks, strict=True)]
    if not all(shared) or len({" ".join(words).casefold() for words in shared}) < len(shared):
        return None
    over = [[" ".join(words[: len(words) - len(last)]) for words, last in zip(block, shared, strict=True)] for block in blocks]
    names = [[words for words in block if words] for block in over]
    if any(len(own) != 1 for own in names) or len({own[0] for own in names}) < len(blocks):
        return None
    return [[(own[0], " ".join(last)) for last in shared] for own in names]


def _last_words(headings: Sequence[Sequence[str]]) -> list[str]:
    """Return the words that several headings all end in."""
    first = headings[0]
    count = 0
    while all(len(words) > count and words[-1 - count].casefold() == first[-1 - count].casefold() for words in headings):
        count += 1
    return list(first[len(first) - count :])


def header_rows(text: str, cells: Sequence[Cell]) -> frozenset[int]:
    """Return which rows of a table are its header."""
    grid = fields_of_cells(text, cells)
    rows = sorted(grid)
    return frozenset(rows[: count_header_rows(text, grid, rows)])


def count_header_rows(text: str, grid: Grid, rows: Sequence[int]) -> int:
    """Return how many rows at the top are header: marked so, or without numbers other than years."""
    pairs = all(len(grid[row]) == _PAIR for row in rows)  # of labels and values: a first one may be marked as the header
    for count, row in enumerate(rows[: MOST_HEADER_ROWS + 1]):
        fields = [grid[row][column] for column in sorted(grid[row])]
        if fields and all(f.header for f in fields) and not (pairs and _is_amount(text, fields[-1])):
            continue
        numbers = [f for f in fields[0 if len(fields) == 1 else 1 :] if _is_amount(text, f)]
        named = any(_YEARS.fullmatch(f.text) or is_measure(f.text) or find_period(f.text).known for f in fields)
        names = len(fields) > 1 and not numbers and any(f.worded for f in fields)
        if numbers or not (names or named) or (count and len(fields) == 1):
            return count
    return min(len(rows), MOST_HEADER_ROWS)


class RowKind(StrEnum):
    """What a row below a table's header is."""

    ROW = "row"
    HEADER = "header"
    UNSURE = "unsure"  # the rows below it may be of other columns


def row_kind(text: str, row: Mapping[int, Field], first: int, headings: Mapping[int, Sequence[str]]) -> RowKind:
    """Tell whether a row below others is a header: marked so over its numbers, heading labels alike, or years or measures.

    Years alone must follow on one another, below headings of measures or periods: "Byggår 1974 2003" is a row of a table of houses,
    and so is one of months or dates.

    Args:
        row: the fields of the row.
        first: the table's first column, of labels.
        headings: the words above each column.
    """
    fields = [row[column] for column in sorted(row)]
    over = [f for f in fields if f.columns.start > first]
    if len(over) < 2 or any(_is_amount(text, f) for f in over):
        return RowKind.ROW
    above = [" ".join(headings.get(column, ())) for f in over for column in f.columns]
    again = first in row and row[first].text.casefold() == " ".join(headings.get(first, ())).casefold()
    if again or all(f.header for f in over):
        return RowKind.HEADER
    years = [int(f.text) for f in over if re.fullmatch(_YEAR, f.text)]
    if len(years) == len(over):
        dated = all(measure_of(words) or find_period(words).known for words in above)
        return RowKind.HEADER if dated and {b - a for a, b in pairwise(years)} in ({1}, {-1}) else RowKind.ROW
    if all(_YEARS.fullmatch(f.text) or _is_heading(f.text) for f in over):
        return RowKind.HEADER
    return RowKind.UNSURE if _may_head(over, above) else RowKind.ROW


def _may_head(over: Sequence[Field], above: Sequence[str]) -> bool:
    """Tell whether words in columns of numbers may be headings: of years with words, or different ones under measures."""
    if any(len(f.text) > _LONG_HEADING for f in over):
        return False
    words = [f.text.casefold() for f in over if f.worded]
    dated = [f for f in over if re.search(rf"(?<!\d){_YEAR}(?!\d)", f.text) and own_words(f.text)]
    distinct = len(words) == len(over) == len(set(words))
    return len(dated) * 2 >= len(over) or (distinct and all(measure_of(heading) for heading in above))


def _is_heading(words: str) -> bool:
    """Tell whether words are a measure, with when and in what unit or neither, and nothing else."""
    tokens = tokens_of(words)
    known = (TokenKind.PERIOD, TokenKind.UNIT, TokenKind.MEASURE)
    small = (WHEN, LINKS, _UNIT)
    told = all(token.kind in known or any(p.fullmatch(token.text) for p in small) for token in tokens)
    return told and bool(measure_of(words))


def _is_amount(text: str, field: Field) -> bool:
    """Tell whether a cell holds a number that is no year, also one in brackets or with its minus behind."""
    if _YEARS.fullmatch(field.text):
        return False
    apart = _SET_APART.fullmatch(field.text)
    if apart:
        held = (apart["held"] or apart["before"]).strip()
        atoms = atoms_of(held, 0, len(held))
    else:
        atoms = atoms_in(text, field)
    return any(atom.kind is AtomKind.NUMBER for atom in atoms or ())
