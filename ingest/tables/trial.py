"""A table's lines tried under one header after another, and what is read of them under each. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from ingest.model import TextTable
from ingest.tables.build import build, left_as_text
from ingest.tables.header import Header
from ingest.tables.header_fit import least_cells
from ingest.tables.model import Table
from ingest.tables.periods import YEAR
from ingest.tables.plain_header import plain_header
from ingest.tables.rows import begun
from ingest.tables.segments import Segment, line_cells, moved
from ingest.text.line_kinds import DATA, LineKind, TextLine, read_lines

#: A header, and the lines below it.
Way: TypeAlias = tuple[Header, tuple[TextLine, ...]]
_FEW = 0.2  # of the rows may print fewer groups of digits than the rest
_FOLLOWED = 0.6  # of the rows have words behind their numbers: a column of words is headed too
_DATED = re.compile(rf"{YEAR}\s")
_NUMBERED = re.compile(r"\s*\d{1,2}\.?\s+[^\W\d_]")
_GROUPS = 2  # headings of groups between a header and the first row,
_GROUP_WORDS = 4  # … of so many words
_HEADER_REACH = 1200  # characters above the first row in which a header of plain words may stand


@dataclass(frozen=True)
class Trial:
    """A segment of a region, which is tried under one header after another.

    Attributes:
        year: what months without one are of.
    """

    text: str
    region: TextTable
    segment: Segment
    year: int | None

    @cached_property
    def plain(self) -> list[Way]:
        """The headers of plain words, one for each count of columns they fit."""
        return _plain_ways(self.text, self.segment, self.year)

    def under(self, way: Way | None) -> list[Table]:
        """Return the tables that the segment makes under a header, or without one."""
        return build(self.text, self.region, self.segment, *(way or (None, self.segment.body)))

    def as_text(self, rows: int) -> list[Table]:
        """Return a table none of whose `rows` is read."""
        return [left_as_text(self.region, self.segment, rows)]


def _plain_ways(text: str, segment: Segment, year: int | None) -> list[Way]:
    """Return the headers of plain words that stand above the first row, one for each count of columns they fit."""
    lines = (*segment.header, *segment.body)
    first = next((at for at, line in enumerate(lines) if line.kind in DATA), len(lines))
    body = lines[first:]
    counts = line_cells(text, body)
    if not counts:
        return []
    start = max(0, body[0].start - _HEADER_REACH)
    above = [moved(line, start) for line in read_lines(text[start : body[0].start].removesuffix("\n"))]
    label = begun(text, above, body[0])
    body, above = (*above[len(above) - label :], *body), above[: len(above) - label]
    dated = all(_DATED.match(text[slice(*body[line.at + label].cells)]) for line in counts)  # "Egen regi 2025 16 412": the label's
    printed = sorted(line.most - dated for line in counts)[int(_FEW * len(counts))]
    rows = [line for line in body if line.kind in DATA]
    followed = sum(bool(text[line.cells[1] : line.end].strip()) for line in rows) >= _FOLLOWED * len(rows)
    numbered = _NUMBERED.match(text, body[0].start, body[0].end) is not None
    found = []
    for count in range(max(2, least_cells(counts)) - dated, max(line.most for line in counts) - dated + 1):
        for group in _groups_over(text, above) if count > 1 else ():
            plain = plain_header(text, above[: len(above) - group], count, year, printed, followed=followed, numbered=numbered)
            if plain is not None:
                natural = sum(line.most - dated == count for line in counts)  # rows that print one group of digits a column
                joins = all(line.fewest - dated < count for line in counts)  # each row: then its first word may head the labels
                plain = replace(plain, doubted=joins and not plain.label)
                found.append(((not group, bool(plain.label), natural), (plain, (*above[len(above) - group :], *body))))
                break
    return [way for _, way in sorted(found, key=lambda one: one[0], reverse=True)]


def _groups_over(text: str, above: Sequence[TextLine]) -> list[int]:
    """Return how many lines right above the first row may head a group of rows and no column: none, or a few words a line."""
    found = [0]
    for line in reversed(above):
        shown = text[line.start : line.end].strip()
        if line.kind is not LineKind.SHORT or len(shown.split()) > _GROUP_WORDS or not shown[:1].isupper() or len(found) > _GROUPS:
            break
        found.append(found[-1] + 1)
    return found


def lost(tables: Sequence[Table]) -> int:
    """Return how many rows are lost where tables are left as text."""
    return sum(len(table.rows) + table.undecided for table in tables)


def rows_read(tables: Sequence[Table]) -> int:
    """Return how many rows are read in columns that have a name."""
    return sum(len(table.rows) for table in tables if any(column.header or column.measure for column in table.columns))
