"""Tables out of running text: a region's lines into header and body, rows and columns. Pure.

The count of columns is what the rows must have and the header can be read as. A region may hold several tables, one header
after another, or one without any header below another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import TextTable
from ingest.tables.arithmetic import possible_identities
from ingest.tables.header import Header
from ingest.tables.header_fit import fit_headers
from ingest.tables.header_words import HEADS_LABELS
from ingest.tables.laid_out import is_stacked
from ingest.tables.lone_row import is_unsure
from ingest.tables.measures import (
    WEAK,
    is_measure,
)
from ingest.tables.model import Table, TableCell
from ingest.tables.paired_header import told_columns
from ingest.tables.periods import YEAR, YEAR_ALONE
from ingest.tables.plain_header import phrases_of
from ingest.tables.segments import Segment, segments
from ingest.tables.trial import Trial, Way, lost, rows_read
from ingest.text.line_kinds import DATA, LineKind

_CUT_OFF = re.compile(rf"{YEAR} (?:till|per|från|av|mot)$", re.IGNORECASE)  # "2025 till": words of two lines joined wrongly
_MOSTLY = 0.6  # of the rows read are enough for the header that fits best to be taken without trying others,
_MORE_ROWS = 1  # … which must read more rows than that by more than this
_DOUBTED = 0.4  # cost from which a header of plain words is tried too
_LEAST_PROVED = 3  # rows, and columns between which there is anything to prove
_TWO_GROUPS = re.compile(r"[-−–+]?\s?(\d{1,3})[ \u00a0\u2009\u202f](\d{3})")
_ALIKE = 0.15  # of the larger: so near are the two numbers that rows join by mistake,
_LEAST_ALIKE = 4  # … in so many rows
_HEADING = 100  # characters of a line that is a heading


def read_region(text: str, region: TextTable, year: int | None = None) -> list[Table]:
    """Return the tables of a region found by `find_table_regions`.

    Args:
        text: the document's text.
        region: where it stands.
        year: the paper's year, for headers that name months alone.
    """
    tables: list[Table] = []
    above: Segment | None = None
    for segment in segments(text, region):
        heading = _heading_between(text, above, segment) if above is not None else ""
        captioned = replace(region, caption=heading) if heading else region
        trial = Trial(text, captioned, segment, _year_above(text, segment) or year)
        found = _best_way(trial)
        cut = any(_CUT_OFF.search(column.header) for table in found for column in table.columns)
        tables += trial.as_text(lost(found)) if cut or is_unsure(text, segment.body, found) else found
        above = segment
    return tables


def _best_way(trial: Trial) -> list[Table]:
    """Return the tables of a segment under the header that fits best, or under another by which clearly more rows are read."""
    text, segment = trial.text, trial.segment
    if is_stacked(text, segment.header):
        return trial.as_text(sum(line.kind in DATA for line in segment.body))
    ways = fit_headers(text, segment, trial.year)
    best = trial.under(ways[0] if ways else None)
    if (instead := _instead(trial, ways, best)) is not None:
        return instead
    if rows_read(best) >= _MOSTLY * sum(line.kind in DATA for line in segment.body):
        torn = _joins_alike(best)
        if not torn and not _joins_all(best):
            return best
        for way in trial.plain:  # a column for each group of digits
            found = trial.under(way)
            if not _joins_any(found) and rows_read(found) >= rows_read(best):
                return found
        torn = torn or _lacks_a_column(text, segment, best) or _heads_more(ways)
        return trial.as_text(lost(best)) if torn else best
    plain = trial.plain if not ways or ways[0][0].cost >= _DOUBTED else []
    doubted = any(header.doubted for header, _ in plain)  # one of the words may head a column more
    for way in [*(way for way in ways[1:] if _heads_labels_instead(ways[0][0], way[0])), *plain]:
        found = trial.under(way)
        joins = _joins_alike(found) or (doubted and _joins_all(found))
        if rows_read(found) > rows_read(best) + _MORE_ROWS and not joins:
            best = found
    return best


def _instead(trial: Trial, ways: Sequence[Way], best: Sequence[Table]) -> list[Table] | None:
    """Return the tables by another header where something speaks against the one that fits best (`ways[0]`); or None."""
    told = told_columns([words for line in trial.segment.header if (words := trial.text[line.start : line.end].strip())])
    for way in trial.plain if told else ():
        found = trial.under(way)
        if len(way[0].columns) == told and rows_read(found) >= max(rows_read(best), 1):
            return found
    if ways and _skips_headings(trial.text, ways[0]):
        return _with_headings(trial, ways, best)
    return _proved(trial, ways, best) or _told_apart(trial, best)


def _year_above(text: str, segment: Segment) -> int | None:
    """Return the one year that the heading right above a table names: months without one are of it."""
    start = (segment.header or segment.body)[0].start
    line = text[:start].rstrip().rpartition("\n")[2].strip()
    years = {int(match["year"]) for match in YEAR_ALONE.finditer(line)}
    heading = len(line) <= _HEADING and not line.endswith((".", ":", ";", ","))
    return years.pop() if heading and len(years) == 1 else None


def _lacks_a_column(text: str, segment: Segment, tables: Sequence[Table]) -> bool:
    """Tell whether a header's upper line stands above it, with more words than there are columns, where each row joins cells.

    "Redovisat Beslutat Differens" over "utfall budget": of three columns two would be read, and two numbers as one.
    """
    if not segment.header:
        return False
    upper = text[: segment.header[0].start].removesuffix("\n").rpartition("\n")[2]
    columns = max((len(table.columns) for table in tables), default=0)
    return sum(word[0].isupper() for word in upper.split()) > columns


def _heads_more(ways: Sequence[Way]) -> bool:
    """Tell whether the words taken to head the labels may head columns too: "Område Kvinnor Män" before "Totalt"."""
    label = ways[0][0].label if ways else ""
    return HEADS_LABELS.match(label) is not None and len(phrases_of(label)) > 1


def _joins_all(tables: Sequence[Table]) -> bool:
    """Tell whether each row joins groups of digits to a number, and no arithmetic says that it must."""
    rows = [row for table in tables for row in table.rows]
    joined = all(any(_is_joined(cell) for cell in row.cells) for row in rows)
    return bool(rows) and joined and not any(cell.identity for row in rows for cell in row.cells)


def _is_joined(cell: TableCell) -> bool:
    """Tell whether a number is printed as several groups of digits."""
    return len(cell.printed.rstrip(" %").split()) > 1


def _joins_alike(tables: Sequence[Table]) -> bool:
    """Tell whether the rows join two numbers that are about as large: two years of one thing, "386 371", and a heading was lost.

    The groups of digits of one number have nothing to do with each other.
    """
    for table in tables:
        for column in range(len(table.columns)):
            cells = [cell for row in table.rows for cell in row.cells if cell.column == column and not cell.identity]
            pairs = [_TWO_GROUPS.fullmatch(cell.printed) for cell in cells]
            found = [(int(pair[1]), int(pair[2])) for pair in pairs if pair is not None]
            alike = sum(abs(one - other) <= _ALIKE * max(one, other) for one, other in found)
            if len(found) >= _LEAST_ALIKE and alike == len(found) and len(found) * 2 > len(table.rows):
                return True
    return False


def _skips_headings(text: str, way: Way) -> bool:
    """Tell whether the lines right above the first row head as many columns as the header has, and are no part of it."""
    header, body = way
    first = next((at for at, line in enumerate(body) if line.kind in DATA), 0)
    last = next((at for at in range(first, 0, -1) if body[at - 1].kind is LineKind.BLANK), 0)
    if last == first:
        return False
    names = phrases_of(text[body[last].start : body[first - 1].end])
    return len(names) > len(header.columns) and HEADS_LABELS.match(names[0]) is not None


def _with_headings(trial: Trial, ways: Sequence[Way], best: Sequence[Table]) -> list[Table]:
    """Return the tables under a header that the headings it left out may belong to; as text where no other reads as much."""
    for way in (*trial.plain, *ways[1:]):
        if len(way[0].columns) >= len(ways[0][0].columns):
            found = trial.under(way)
            if _mostly_proved(found) or rows_read(found) >= rows_read(best):
                return found
    return trial.as_text(lost(best))


def _proved(trial: Trial, ways: Sequence[Way], best: Sequence[Table]) -> list[Table] | None:
    """Return the tables under a header of more columns that most rows prove, where no row proves the best; or None.

    Rows that join no groups of digits have no more columns to fill.
    """
    joined = _joins_any(best) or any(table.undecided for table in best)
    if not ways or not joined or _proofs(best) or len(ways[0][0].columns) < _LEAST_PROVED:
        return None
    for way in (*trial.plain, *ways[1:]):
        columns = way[0].columns
        if len(columns) > len(ways[0][0].columns) and any(one.named for one in possible_identities(columns)):
            found = trial.under(way)
            if _mostly_proved(found):
                return found
    return None


def _mostly_proved(tables: Sequence[Table]) -> bool:
    return _proofs(tables) >= max(_LEAST_PROVED, _MOSTLY * sum(len(table.rows) for table in tables))


def _proofs(tables: Sequence[Table]) -> int:
    """Return how many rows the arithmetic proves."""
    return sum(any(cell.identity for cell in row.cells) for table in tables for row in table.rows)


def _told_apart(trial: Trial, best: Sequence[Table]) -> list[Table] | None:
    """Return the tables under a header that a line above has a part in, where without it two columns are called alike; or None."""
    if not _names_twice(best):
        return None
    ways = map(trial.under, trial.plain)
    return next((found for found in ways if not _names_twice(found) and rows_read(found) >= max(rows_read(best), 1)), None)


def _names_twice(tables: Sequence[Table]) -> bool:
    """Tell whether two columns of a table are called alike."""
    names = [[column.header.casefold() for column in table.columns if column.header] for table in tables]
    return any(len(set(told)) < len(told) for told in names)


def _joins_any(tables: Sequence[Table]) -> bool:
    return any(_is_joined(cell) for table in tables for row in table.rows for cell in row.cells)


def _heads_labels_instead(best: Header, other: Header) -> bool:
    """Tell whether two readings of a header differ by its first words only, which may be a column or head the labels: "Antal"."""
    more, fewer = sorted((best.columns, other.columns), key=len, reverse=True)
    extra = more[: len(more) - len(fewer)]
    alike = all((a.measure, a.period) == (b.measure, b.period) for a, b in zip(more[len(extra) :], fewer, strict=True))
    return alike and all(not c.period.known and (c.measure in WEAK or not is_measure(c.measure)) for c in extra)


def _heading_between(text: str, above: Segment, segment: Segment) -> str:
    """Return the short line between a table's header and the rows of the table above it, a blank line over it, or ""."""
    last = max((at for at, line in enumerate(above.body) if line.kind in DATA), default=-1)
    between = above.body[last + 1 :] if segment.header else ()
    filled = [at for at, line in enumerate(between) if line.kind is not LineKind.BLANK]
    if not filled or filled[-1] == 0 or between[filled[-1]].kind is not LineKind.SHORT:
        return ""
    shown = text[between[filled[-1]].start : between[filled[-1]].end].strip()
    apart = between[filled[-1] - 1].kind is LineKind.BLANK
    return shown.rstrip(":") if apart and not shown.endswith((".", ",", ";")) else ""
