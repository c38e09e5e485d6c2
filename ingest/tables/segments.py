"""The lines of a region parted into tables, each with its header's lines and its body's. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import TextTable
from ingest.tables.header_words import TokenKind, tokens_of
from ingest.tables.lines import header_start
from ingest.tables.measures import WEAK, measure_of
from ingest.tables.month_header import LEAST_MONTHS, is_month
from ingest.tables.number_readings import fewest_cells
from ingest.tables.numbers import atoms_of, style_of
from ingest.tables.periods import YEAR
from ingest.tables.rows import is_total
from ingest.text.line_kinds import DATA, LineKind, TextLine, cell_count, read_lines

#: Of the lines may have more numbers than the table has columns: labels that end in a number.
STRAY = 0.12
_TAIL_ROWS = 3  # rows of another count in a run, at a region's end, are a table of their own without a header
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-ZÅÄÖ][^\W\d_]")
_YEAR_FIRST = re.compile(rf"\s*{YEAR}\s+(?=\S)")
_TABLE_NUMBER = re.compile(r"\s*(?:Tabell|Tab\.)\s+\d", re.IGNORECASE)
_LEAST_HEAD = 3  # lines of words between two tables: a title and a header of several lines
_FOOT = re.compile(r"(?<=[^\W\d_])\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines of one table: header and body."""

    header: tuple[TextLine, ...]
    body: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class LineCells:
    """The numbers on a line: fewest and most cells they can be."""

    at: int
    fewest: int
    most: int


def _continued(text: str, start: int, parts: Sequence[Segment]) -> list[Segment]:
    """Join a table that goes on under its header printed again."""
    joined: list[Segment] = []
    above = {" ".join(line.split()) for line in text[max(0, start - 400) : start].split("\n")[-6:] if line.strip()}
    for segment in parts:
        shown = _plain(text, segment.header)
        if joined and shown and shown == _plain(text, joined[-1].header):
            body = list(joined[-1].body)
            while body and (body[-1].kind is LineKind.BLANK or " ".join(shown_lines(text, body[-1:]).split()) in above):
                body.pop()  # what stands above the header stands above it again
            joined[-1] = Segment(joined[-1].header, (*body, *segment.body))
        else:
            joined.append(segment)
    return joined


def _plain(text: str, header: Sequence[TextLine]) -> str:
    """Return a header's words as they are compared between pages: footnote digits left out, spaces folded."""
    return " ".join(_FOOT.sub("", shown_lines(text, header)).split()).casefold()


def shown_lines(text: str, lines: Sequence[TextLine]) -> str:
    """Return the text of lines."""
    return "\n".join(text[line.start : line.end] for line in lines)


def segments(text: str, region: TextTable) -> list[Segment]:
    """Part a region's lines at each header, and at a run of rows of another count at its end; join those under one header."""
    lines = _years_before_months(text, [moved(line, region.start) for line in read_lines(text[region.start : region.end])])
    cuts = [0]
    seen_row = False
    for at, line in enumerate(lines):
        if line.kind in DATA:
            seen_row = True
        elif seen_row and (_NUMBERED.match(text, line.start, line.end) or _begins_another(text, lines, at, cuts[-1])):
            cuts.append(at)  # a heading of another section, or of a table by its number: another table stands below
            seen_row = False
        elif (
            line.kind is LineKind.HEADER
            and seen_row
            and (
                is_strong(shown_lines(text, _run(lines, at)))
                or _states_unit(text[line.start : line.end])
                or _recounts(text, lines[cuts[-1] : at], lines[at:])
            )
        ):
            cuts.append(header_start(text, lines, at, cuts[-1]))
            seen_row = False
    parts = []
    for first, last in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        part = lines[first:last]
        row = next((at for at, line in enumerate(part) if line.kind in DATA), len(part))
        heads = [at for at in range(row) if part[at].kind is LineKind.HEADER]
        split = heads[-1] + 1 if heads else 0
        if len(heads) > 1 and _heads_rows(text[part[heads[-1]].start : part[heads[-1]].end]):
            split = heads[-1]
        parts.append(Segment(tuple(part[:split]), tuple(part[split:])))
    return _continued(text, region.start, [piece for part in parts for piece in _with_tail(text, part)])


def _years_before_months(text: str, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines, those under a header of months that begin with a year as rows that the year is the label of."""
    told: list[TextLine] = []
    months = False
    for line in lines:
        if line.kind is LineKind.HEADER:
            months = _heads_months(text[line.start : line.end])
        year = _YEAR_FIRST.match(text, line.start, line.end) if months and line.kind is LineKind.VALUES else None
        if year is not None and cell_count(text[year.end() : line.end]) >= LEAST_MONTHS:
            line = replace(line, kind=LineKind.ROW, cells=(year.end(), line.cells[1]))  # noqa: PLW2901 - the line as it is read
        told.append(line)
    return told


def _heads_months(line: str) -> bool:
    """Tell whether a line names months, and no year of theirs."""
    periods = [token for token in tokens_of(line) if token.kind is TokenKind.PERIOD]
    return len(periods) >= LEAST_MONTHS and all(map(is_month, periods))


def _states_unit(line: str) -> bool:
    """Tell whether a line is a unit and periods, and nothing more: "(tkr) 2024"."""
    kinds = {token.kind for token in tokens_of(line)}
    return kinds == {TokenKind.UNIT, TokenKind.PERIOD}


def _recounts(text: str, above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Tell whether the rows above a line that may head a table all have one count of cells, and those below all another."""
    counts = []
    for lines in (above, below[: _next_header(below)]):
        cells = line_cells(text, lines)
        fits = range(max((one.fewest for one in cells), default=1), min((one.most for one in cells), default=0) + 1)
        counts.append(set(fits) if len(cells) >= _TAIL_ROWS else set())
    return all(counts) and counts[0].isdisjoint(counts[1])


def _begins_another(text: str, lines: Sequence[TextLine], at: int, first: int) -> bool:
    """Tell whether another table begins at a line of words below a blank one: by its number, or after the total of the one above.

    Args:
        text: the document's text.
        lines: of the region.
        at: the line.
        first: of the table above.
    """
    if lines[at].kind is LineKind.BLANK or lines[at - 1].kind is not LineKind.BLANK:
        return False
    if _TABLE_NUMBER.match(text, lines[at].start, lines[at].end):
        return True
    above = next((line for line in reversed(lines[first:at]) if line.kind is not LineKind.BLANK), None)
    if above is None or above.kind not in DATA or not is_total(text[above.start : above.cells[0]]):
        return False
    words = next((step for step, line in enumerate(lines[at:]) if line.kind in DATA), len(lines) - at)
    filled = sum(line.kind is not LineKind.BLANK for line in lines[at : at + words])
    return filled >= _LEAST_HEAD or _recounts(text, lines[first:at], lines[at:])


def _next_header(lines: Sequence[TextLine]) -> int:
    """Return the index of the first header line below the first rows."""
    seen = False
    for at, line in enumerate(lines):
        seen = seen or line.kind in DATA
        if seen and line.kind is LineKind.HEADER:
            return at
    return len(lines)


def _run(lines: Sequence[TextLine], at: int) -> Sequence[TextLine]:
    """Return the lines of a header from here to its end: one printed a word a line says what it is all together."""
    stop = at
    while stop < len(lines) and lines[stop].kind is LineKind.HEADER:
        stop += 1
    return lines[at:stop]


def _heads_rows(line: str) -> bool:
    """Tell whether the last line of a header heads the rows below it: "TOTALT" by itself."""
    tokens = tokens_of(line)
    return len(tokens) == 1 and tokens[0].text.isupper() and measure_of(tokens[0].text) == "totalt"


def is_strong(header: str) -> bool:
    """Tell whether a line below rows is surely a new header: periods, or two measures that no label would name together."""
    tokens = tokens_of(header)
    periods = sum(token.kind is TokenKind.PERIOD for token in tokens)
    measures = {measure_of(token.text) for token in tokens} - WEAK - {""}
    return periods >= 2 or (periods >= 1 and bool(measures)) or len(measures) >= 2


def _with_tail(text: str, segment: Segment) -> list[Segment]:
    """Return a segment, its last rows apart where they all have one count of cells and the rows above another."""
    counts = line_cells(text, segment.body)
    if len(counts) < 2 * _TAIL_ROWS:
        return [segment]
    last = counts[-1]
    tail = 0
    while tail < len(counts) and counts[-1 - tail].fewest <= last.fewest <= counts[-1 - tail].most:
        tail += 1
    lead = counts[: len(counts) - tail]
    if tail < _TAIL_ROWS or len(lead) < _TAIL_ROWS or last.fewest < 2:
        return [segment]
    usual = Counter(count.fewest for count in lead).most_common(1)[0][0]
    if abs(usual - last.fewest) < 3 or sum(c.fewest <= last.fewest for c in lead) > len(lead) * STRAY:
        return [segment]
    cut = counts[len(counts) - tail].at
    return [Segment(segment.header, segment.body[:cut]), Segment((), segment.body[cut:])]


def line_cells(text: str, body: Sequence[TextLine]) -> list[LineCells]:
    """Return how many cells each line with numbers can be, lines with a single number only where there are no others."""
    read = [(at, atoms_of(text, *line.cells)) for at, line in enumerate(body) if line.kind in DATA]
    runs = [(at, atoms) for at, atoms in read if atoms]
    style = style_of([atom for _, atoms in runs for atom in atoms], text)
    counts = [LineCells(at, fewest_cells(atoms, style), len(atoms)) for at, atoms in runs]
    return [count for count in counts if body[count.at].kind is not LineKind.WEAK_ROW] or counts


def moved(line: TextLine, shift: int) -> TextLine:
    """Return a line of a piece of text as one of the whole text, `shift` characters on."""
    first, last = line.cells
    cells = (first + shift, last + shift) if last > first else (0, 0)
    return TextLine(line.start + shift, line.end + shift, line.kind, cells)
