"""Tables out of running text: a region's lines into header and body, rows and columns. Pure.

The count of columns is what the rows must have and the header can be read as. A region may hold several tables, one header
after another, or one without any header below another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.header_fit import fit_headers, least_cells
from ingest.line_kinds import DATA, WIDE_GAP, LineKind, TextLine, read_lines
from ingest.measures import (
    COMPARISONS,
    MONEY_UNITS,
    OUTCOMES,
    PLANS,
    WEAK,
    counted_unit,
    is_measure,
    money_unit,
    stated_units,
    unit_above,
    unit_below,
)
from ingest.model import TextTable
from ingest.number_readings import fewest_cells
from ingest.numbers import Atom, NumberStyle, atoms_of
from ingest.periods import YEAR
from ingest.plain_header import plain_header
from ingest.row_readings import RowAtoms
from ingest.table_columns import with_periods
from ingest.table_header import Header, spans_between
from ingest.table_model import Column, FigureStatus, Table, TableCell, TableRow
from ingest.table_rows import RawRow, assemble, row_unit, shared_group
from ingest.table_segments import Segment, line_cells, moved, segments
from ingest.table_solver import SolvedRow, solve

_ABOVE = 160  # characters above a table in which "Belopp i tkr" is its own
_ALIKE = 5  # rows that all lack their last cell tell what a row whose spaces are lost lacks
_ODD_HEADER = 0.6  # cost of a header that is believed only where the arithmetic bears it out; plain ones cost under 0.4
_MOSTLY = 0.6  # of the rows read are enough for the header that fits best to be taken without trying others,
_MORE_ROWS = 1  # … which must read more rows than that by more than this
_DOUBTED = 0.4  # cost from which a header of plain words is tried too
_DATED = re.compile(rf"{YEAR}\s")
_HEADER_REACH = 1200  # characters above the first row in which a header of plain words may stand
_FIT = 0.6  # of the lines must have the count of a table without a header; of the columns must bear an odd header out


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
        tables += _best_way(text, captioned, segment, year)
        above = segment
    return tables


def _best_way(text: str, region: TextTable, segment: Segment, year: int | None) -> list[Table]:
    """Return the tables of a segment under the header that fits best, or under another by which clearly more rows are read."""
    ways = fit_headers(text, segment, year)
    best = _build(text, region, segment, *(ways[0] if ways else (None, segment.body)))
    if _rows_read(best) >= _MOSTLY * sum(line.kind in DATA for line in segment.body):
        lost = sum(len(table.rows) + table.undecided for table in best)
        return [_empty(region, segment, lost)] if _lacks_a_column(text, segment, best) else best
    plain = _plain_ways(text, segment, year) if not ways or ways[0][0].cost >= _DOUBTED else []
    for header, body in [*(way for way in ways[1:] if _heads_labels_instead(ways[0][0], way[0])), *plain]:
        found = _build(text, region, segment, header, body)
        if _rows_read(found) > _rows_read(best) + _MORE_ROWS:
            best = found
    return best


def _lacks_a_column(text: str, segment: Segment, tables: Sequence[Table]) -> bool:
    """Tell whether a header's upper line stands above it, with more words than there are columns, and each row joins cells.

    "Redovisat Beslutat Differens" over "utfall budget": of three columns two would be read, and two numbers as one.
    """
    if not segment.header:
        return False
    upper = text[: segment.header[0].start].removesuffix("\n").rpartition("\n")[2]
    rows = [row for table in tables for row in table.rows]
    columns = max((len(table.columns) for table in tables), default=0)
    joined = all(any(len(cell.printed.split()) > 1 for cell in row.cells) for row in rows)
    return (
        bool(rows)
        and joined
        and sum(word[0].isupper() for word in upper.split()) > columns
        and not any(cell.identity for row in rows for cell in row.cells)
    )


def _heads_labels_instead(best: Header, other: Header) -> bool:
    """Tell whether two readings of a header differ by its first words only, which may be a column or head the labels: "Antal"."""
    more, fewer = sorted((best.columns, other.columns), key=len, reverse=True)
    extra = more[: len(more) - len(fewer)]
    alike = all((a.measure, a.period) == (b.measure, b.period) for a, b in zip(more[len(extra) :], fewer, strict=True))
    return alike and all(not c.period.known and (c.measure in WEAK or not is_measure(c.measure)) for c in extra)


def _rows_read(tables: Sequence[Table]) -> int:
    """Return how many rows are read in columns that have a name."""
    return sum(len(table.rows) for table in tables if any(column.header or column.measure for column in table.columns))


def _plain_ways(text: str, segment: Segment, year: int | None) -> list[tuple[Header, tuple[TextLine, ...]]]:
    """Return the headers of plain words that stand above the first row, one for each count of columns they fit."""
    lines = (*segment.header, *segment.body)
    first = next((at for at, line in enumerate(lines) if line.kind in DATA), len(lines))
    body = lines[first:]
    counts = line_cells(text, body)
    if not counts:
        return []
    start = max(0, body[0].start - _HEADER_REACH)
    above = [moved(line, start) for line in read_lines(text[start : body[0].start].removesuffix("\n"))]
    dated = all(_DATED.match(text[slice(*body[line.at].cells)]) for line in counts)  # "Egen regi 2025 16 412": the label's
    found = []
    for count in range(max(2, least_cells(counts)) - dated, max(line.most for line in counts) - dated + 1):
        plain = plain_header(text, above, count, year) if count > 1 else None
        if plain is not None:
            natural = sum(line.most - dated == count for line in counts)  # rows that print one group of digits a column
            found.append(((bool(plain.label), natural), (plain, body)))
    return [way for _, way in sorted(found, key=lambda one: one[0], reverse=True)]


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


def _build(text: str, region: TextTable, segment: Segment, header: Header | None, body: Sequence[TextLine]) -> list[Table]:
    counts = line_cells(text, body)
    if header is None:
        common = Counter(line.most for line in counts if line.fewest == line.most).most_common(1)
        listed = all(WIDE_GAP.search(text[line.start : line.end]) for line in body if line.kind in DATA)
        if not common or common[0][1] < _FIT * len(counts) or common[0][0] < (1 if listed else 2):
            lost = sum(line.kind in (LineKind.ROW, LineKind.VALUES) for line in body)
            return [_empty(region, segment, lost)] if lost else []
        header = Header(tuple(Column() for _ in range(common[0][0])))
    columns = spans_between(header.columns)
    raw = assemble(text, body, columns=len(columns), comments=header.text_after, described=header.text_before)
    atoms = [atoms_of(text, *row.run) for row in raw]
    trailing = _trailing(raw, atoms, len(columns))
    usual = min((row.spaces[1] for row in raw), default=0)
    rows = [
        RowAtoms(
            tuple(found or ()),
            not row.alone,
            row.total,
            -1,
            trailing[at],
            loose=row.spaces[1] > usual or _is_loose(text, row, found or ()),
        )
        for at, (row, found) in enumerate(zip(raw, atoms, strict=True))
    ]
    solved = solve(rows, columns, text, codes=header.codes)
    columns = with_periods(columns, solved.identities)
    proved = {column for identity in solved.identities for column in identity.columns}
    if solved.contradicted or (header.cost > _ODD_HEADER and len(proved) < _FIT * len(columns)):
        columns = tuple(Column() for _ in columns)
    told = [
        _row(text, row, decided, rows[at].atoms, header.codes)
        for at, (row, decided) in enumerate(zip(raw, solved.rows, strict=True))
        if decided is not None
    ]
    start = (segment.header or body)[0].start
    caption = region.caption or ""
    first = next((line.start for line in body if line.kind in DATA), start)
    above = _above(text, start)
    unit = header.unit or money_unit(caption) or _column_unit(columns) or _last_stated(text[start:first])
    unit = unit or unit_above(above, len(above)) or _last_stated(above)
    unit = unit or unit_below(text, region.end) or counted_unit_of_header(header, caption)
    return [Table(start, body[-1].end, caption, unit, columns, tuple(shared_group(told)), len(raw) - len(told))]


def _column_unit(columns: Sequence[Column]) -> str:
    """Return the money unit that some columns state, where no other states another: a deviation is in the outcome's unit."""
    units = {column.unit for column in columns if column.measure in OUTCOMES | PLANS | COMPARISONS} - {""}
    return units.pop() if len(units) == 1 and units <= MONEY_UNITS else ""


def _above(text: str, start: int) -> str:
    """Return the text right above a table in which it may state its unit: none above the rows of another table."""
    first = max(0, start - _ABOVE)
    rows = [line.end for line in read_lines(text[first:start]) if line.kind in (LineKind.ROW, LineKind.VALUES)]
    return text[first + rows[-1] if rows else first : start]


def _last_stated(above: str) -> str:
    found = stated_units(above)
    return found[-1][1] if found else ""


def counted_unit_of_header(header: Header, caption: str) -> str:
    """Return "%" where the label column's heading or the caption says that the whole table is in percent; "antal" likewise."""
    if header.label.casefold().startswith("antal"):
        return "antal"
    return "%" if counted_unit(f"{header.label}\n{caption}") == "%" and "andel" not in header.label.casefold() else ""


def _empty(region: TextTable, segment: Segment, lost: int) -> Table:
    lines = segment.header or segment.body
    return Table(lines[0].start, segment.body[-1].end if segment.body else lines[-1].end, region.caption, "", (), (), lost)


def _trailing(raw: Sequence[RawRow], atoms: Sequence[list[Atom] | None], count: int) -> list[int]:
    """Return for each row how many cells are blank at its end, told by the spaces a blank cell leaves, or -1.

    Each cell of such a table ends in one space: full rows all end in the same number of them, and rows that lack cells in as
    many more. Where one row speaks against that, the spaces tell nothing.
    """
    full = {
        row.spaces[1]
        for row, found in zip(raw, atoms, strict=True)
        if found and len(found) == count and not row.followed and fewest_cells(found, NumberStyle()) == count
    }
    if len(full) != 1 or 0 in full:
        return [-1] * len(raw)
    usual = full.pop()
    # A line at a page's end may have lost its spaces: it tells nothing, and speaks against nothing.
    told = [
        row.spaces[1] - usual if found and not row.followed and row.spaces[1] else 0 for row, found in zip(raw, atoms, strict=True)
    ]
    if min(told) < 0 or not any(told):
        return [-1] * len(raw)
    seen = {extra for extra in told if extra > 0}
    lost = seen.pop() if len(seen) == 1 and sum(extra > 0 for extra in told) >= _ALIKE else -1
    return [
        extra if extra > 0 else lost if found and len(found) < count and not row.spaces[1] and not row.followed else -1
        for extra, row, found in zip(told, raw, atoms, strict=True)
    ]


def _is_loose(text: str, raw: RawRow, atoms: Sequence[Atom]) -> bool:
    """Tell whether a row has a wider space before or between its numbers: a blank cell may have left it."""
    first = atoms[0].start if atoms else raw.run[0]
    before = text[max(raw.start, first - 2) : first]
    return (len(before) > 1 and not before.strip(" ")) or any(atom.gap > 1 for atom in atoms[1:])


def _row(text: str, raw: RawRow, decided: SolvedRow, atoms: Sequence[Atom], codes: int) -> TableRow:
    cells: list[TableCell] = []
    skipped = decided.reading.skipped
    told, atoms = atoms[:skipped], atoms[skipped:]
    for column, number in enumerate(decided.reading.cells):
        if number is None or number.value is None:
            continue
        start, end = atoms[number.first].start, atoms[number.last].end
        proof = decided.proof.told[column]
        cells.append(
            TableCell(
                column,
                text[start:end],
                number.value,
                start,
                end,
                "%" if atoms[number.last].percent else "",
                FigureStatus.CONFIRMED if proof else FigureStatus.READ,
                proof,
                column in decided.proof.broken,
            )
        )
    label = raw.label
    if told and not codes:
        label = f"{label} {text[told[0].start : told[-1].end]}".strip()
    end = max((cell.end for cell in cells), default=raw.run[1])
    unit = next((unit for name in (label, *reversed(raw.group)) if (unit := row_unit(name))), "")
    return TableRow(label, raw.group, tuple(cells), raw.start, end, raw.key_figure, unit, raw.total)
