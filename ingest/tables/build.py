"""A table built of its header and its lines: rows read into columns, with unit and proof. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.model import TextTable
from ingest.tables.columns import with_periods
from ingest.tables.header import Header, spans_between
from ingest.tables.header_words import NOTES, tokens_of
from ingest.tables.measure_sizes import are_regular
from ingest.tables.measures import (
    COMPARISONS,
    MONEY_UNITS,
    OUTCOMES,
    PLANS,
    counted_unit,
    money_unit,
    share_above,
    stated_units,
    unit_above,
    unit_below,
)
from ingest.tables.model import Column, FigureStatus, Table, TableCell, TableRow
from ingest.tables.number_readings import fewest_cells
from ingest.tables.numbers import Atom, AtomKind, NumberStyle, atoms_of
from ingest.tables.periods import YEAR
from ingest.tables.row_readings import RowAtoms
from ingest.tables.rows import RawRow, assemble, row_unit, shared_group
from ingest.tables.segments import Segment, line_cells
from ingest.tables.solver import Solved, SolvedRow, solve
from ingest.text.line_kinds import DATA, WIDE_GAP, LineKind, TextLine, read_lines

_ABOVE = 160  # characters above a table in which "Belopp i tkr" is its own
_HEADS_YEARS = re.compile(r"(?:[^\W\d_]+)?år(?:tal)?", re.IGNORECASE)  # "År", "Läsår"
_FIRST_YEAR = re.compile(rf"(?P<year>{YEAR})\s+(?=\S)")
_NOTE_DIGITS = 2  # of the number of a note
_NOTES_LEFT_OUT = 2  # notes that no row between two may be of, and one
_NETS = re.compile(r"^(?:verksamhetens |årets )?(?:resultat|netto)|^(?:summa|totalt?)\b", re.IGNORECASE)
_ALIKE_YEARS = 3  # values of a column that are all years
_ALIKE = 5  # rows that all lack their last cell tell what a row whose spaces are lost lacks
_ODD_HEADER = 0.6  # cost of a header that is believed only where the arithmetic bears it out; plain ones cost under 0.4
_FIT = 0.6  # of the lines must have the count of a table without a header; of the columns must bear an odd header out


def build(text: str, region: TextTable, segment: Segment, header: Header | None, body: Sequence[TextLine]) -> list[Table]:
    """Return the table that lines make under a header; without one its columns have no names, and where no count fits it is text.

    Args:
        text: the document's text.
        region: that it stands in.
        segment: its lines.
        header: how its header is read, or None.
        body: the lines below the header.
    """
    counts = line_cells(text, body)
    if header is None:
        common = Counter(line.most for line in counts if line.fewest == line.most).most_common(1)
        listed = all(WIDE_GAP.search(text[line.start : line.end]) for line in body if line.kind in DATA)
        if not common or common[0][1] < _FIT * len(counts) or common[0][0] < (1 if listed else 2):
            lost = sum(line.kind in (LineKind.ROW, LineKind.VALUES) for line in body)
            return [left_as_text(region, segment, lost)] if lost else []
        header = Header(tuple(Column() for _ in range(common[0][0])))
    noted = bool(header.columns) and NOTES.fullmatch(header.columns[0].header.strip()) is not None
    columns = spans_between(header.columns[1:] if noted else header.columns)
    raw = assemble(text, body, columns=len(columns), comments=header.text_after, described=header.text_before)
    raw = _years_as_labels(text, raw, header)
    atoms = [atoms_of(text, *row.run) for row in raw]
    if noted:
        atoms = _without_notes(raw, atoms)
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
            kronor=money_unit(row.label) == "kr",
        )
        for at, (row, found) in enumerate(zip(raw, atoms, strict=True))
    ]
    solved = solve(rows, columns, text, codes=header.codes)
    columns = with_periods(columns, solved.identities)
    proved = {column for identity in solved.identities for column in identity.columns}
    if solved.contradicted or _is_doubted(header, columns, len(proved)):
        columns = tuple(Column() for _ in columns)
    columns_read, columns = columns, _without_references(columns, solved, named=any(row.label for row in raw))
    dated = _years_first(columns, solved)
    told = [
        _row(text, row, decided, rows[at].atoms, codes=header.codes, dated=dated)
        for at, (row, decided) in enumerate(zip(raw, solved.rows, strict=True))
        if decided is not None
    ]
    start = (segment.header or body)[0].start
    caption = "" if _is_header(region.caption, header) else region.caption
    first = next((line.start for line in body if line.kind in DATA), start)
    above = _above(text, start)
    unit = header.unit or money_unit(caption) or _column_unit(columns) or _last_stated(text[start:first])
    unit = unit or unit_above(above, len(above)) or _last_stated(above)
    unit = unit or unit_below(text, region.end) or counted_unit_of_header(header, caption) or "%" * share_above(text, start)
    heading = f"{header.label} {columns_read[0].header}" if dated else header.label
    return [Table(start, body[-1].end, caption, unit, columns, tuple(shared_group(told)), len(raw) - len(told), heading.strip())]


def _is_doubted(header: Header, columns: Sequence[Column], proved: int) -> bool:
    """Tell whether a header is believed only where the arithmetic bears it out, and it does not: `proved` columns add up."""
    odd = header.cost > _ODD_HEADER and not are_regular(columns)
    return (odd and proved < _FIT * len(columns)) or (header.doubted and not proved)


def _is_header(caption: str, header: Header) -> bool:
    """Tell whether what was taken for a table's caption is its header: it says what all columns are called."""
    said = {token.text for token in tokens_of(caption)}
    named = {token.text for column in header.columns for token in tokens_of(column.header)}
    return len(header.columns) > 1 and bool(named) and named <= said


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


def left_as_text(region: TextTable, segment: Segment, lost: int) -> Table:
    """Return a table none of whose rows is read; `lost` of them."""
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


def _years_as_labels(text: str, raw: Sequence[RawRow], header: Header) -> list[RawRow]:
    """Return the rows, those without words with the year that they begin with as their label, where the header says so: "År"."""
    if not (header.label and _HEADS_YEARS.fullmatch(header.label.split()[-1])):
        return list(raw)
    first = [_FIRST_YEAR.match(text, *row.run) for row in raw]
    if not all(row.label or match for row, match in zip(raw, first, strict=True)):
        return list(raw)
    return [
        row if row.label or match is None else replace(row, label=match["year"], run=(match.end(), row.run[1]), alone=False)
        for row, match in zip(raw, first, strict=True)
    ]


def _without_notes(raw: Sequence[RawRow], atoms: Sequence[list[Atom] | None]) -> list[list[Atom] | None]:
    """Return the numbers of each row without that of its note, in a table with a column of notes: they count on down the rows.

    A row whose first number may be a note's but does not count on keeps nothing: it stays text.
    """
    noted = {at: int(found[0].digits) for at, found in enumerate(atoms) if found and not raw[at].total and _may_be_note(found)}
    order = list(noted)
    kept: list[list[Atom] | None] = []
    last = 0
    for at, found in enumerate(atoms):
        if at not in noted or found is None:
            kept.append(found)
            continue
        following = next((noted[other] for other in order if other > at), noted[at] + 1)
        counts_on = last < noted[at] <= last + _NOTES_LEFT_OUT
        begins = not last and noted[at] < following <= noted[at] + _NOTES_LEFT_OUT
        if counts_on or begins:
            last = noted[at]
        amount = noted[at] > following and _NETS.search(raw[at].label) is not None  # a result has no note that runs ahead
        kept.append(found[1:] if counts_on or begins else found if amount else [])
    return kept


def _may_be_note(atoms: Sequence[Atom]) -> bool:
    """Tell whether a row's first number may be that of a note: one or two digits, with others behind it."""
    first = atoms[0]
    bare = first.kind is AtomKind.NUMBER and not (first.sign or first.decimals or first.percent or first.mark)
    return bare and len(first.digits) <= _NOTE_DIGITS and len(atoms) > 1


def _without_references(columns: Sequence[Column], solved: Solved, *, named: bool) -> tuple[Column, ...]:
    """Return the columns without the names of those that hold no amounts: numbers of notes, years in which something ends."""
    cells = [row.reading.cells for row in solved.rows if row is not None]
    kept = []
    for at, column in enumerate(columns):
        values = [cell.value for row in cells if (cell := row[at]) is not None and cell.value is not None]
        years = len(values) >= _ALIKE_YEARS and all(_is_year(value) for value in values)
        if years and not named and not at and column.header and not column.period.known and not _HEADS_YEARS.search(column.header):
            return tuple(Column() for _ in columns)  # the years head the rows: each name stands over the next column
        kept.append(Column() if NOTES.fullmatch(column.header.strip()) or (years and not column.period.known) else column)
    return tuple(kept)


def _years_first(columns: Sequence[Column], solved: Solved) -> bool:
    """Tell whether the first column is none, but the year that each row is of: "Egen regi 2025 16 412"."""
    if columns[0].header or len(columns) < 2:
        return False
    first = [row.reading.cells[0] for row in solved.rows if row is not None]
    return len(first) > 1 and all(cell is not None and cell.value is not None and _is_year(cell.value) for cell in first)


def _is_year(value: Decimal) -> bool:
    return value == value.to_integral() and re.fullmatch(YEAR, str(value)) is not None


def _is_loose(text: str, raw: RawRow, atoms: Sequence[Atom]) -> bool:
    """Tell whether a row has a wider space before or between its numbers: a blank cell may have left it."""
    first = atoms[0].start if atoms else raw.run[0]
    before = text[max(raw.start, first - 2) : first]
    return (len(before) > 1 and not before.strip(" ")) or any(atom.gap > 1 for atom in atoms[1:])


def _row(text: str, raw: RawRow, decided: SolvedRow, atoms: Sequence[Atom], *, codes: int, dated: bool) -> TableRow:
    """Return a row with its cells; with the number of its code, or the year it is of (`dated`), in its label."""
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
    if dated and cells and cells[0].column == 0:
        label = f"{label} {cells.pop(0).printed}".strip()
    end = max((cell.end for cell in cells), default=raw.run[1])
    unit = next((unit for name in (label, *reversed(raw.group)) if (unit := row_unit(name))), "")
    return TableRow(label, raw.group, tuple(cells), raw.start, end, raw.key_figure, unit, raw.total)
