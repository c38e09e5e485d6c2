"""Deciding how each row's digits part into numbers, and in which column each number stands. Pure.

A row is taken when one reading alone is possible, when one alone obeys the table's identities, or when one alone is a series of
like sizes and every other would jump. Otherwise it stays text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from ingest.tables.arithmetic import Identity, judge
from ingest.tables.column_sizes import decide_by_columns
from ingest.tables.doubt import contradicted, doubt
from ingest.tables.measure_sizes import decide_by_measures
from ingest.tables.measures import COMPARISONS, LEVELS
from ingest.tables.model import Column
from ingest.tables.numbers import NumberStyle, style_of
from ingest.tables.proof import Proof, accept, prove, speaking
from ingest.tables.row_readings import OpenRow, Reading, RowAtoms, is_clear, open_row, without_lone_signs
from ingest.tables.sums import decide_by_sums
from ingest.tables.without_total import decide_without_total

_PROOFS = 6  # cells proved by reading "2,000" as thousands, and at most half of them by reading it as two, or the reverse
_FEW_GAPS = 12  # readings with blanks, beside those that fill all columns
_NEAR = 1.6  # natural logarithm: where the count of columns alone decides, the numbers lie within a factor of five
_MOSTLY = 0.8  # of the rows that are sure must be series of like sizes, for a row to be told by that,
_SURE_ROWS = 3  # and so many must be sure where cells are blank
_SURE_JOINED = 2  # … or where no row lacks cells, but some must join groups
_LIKE = 1.6  # natural logarithm: the numbers of a series of like sizes lie within a factor of five
_JUMP = 2.5  # … and every other reading must spread wider by a factor of twelve
_FAR = 3.0  # … and a number that would fill a row alone lies a factor of twenty outside its column


@dataclass(frozen=True, slots=True)
class SolvedRow:
    """A row decided, with what proves its numbers."""

    reading: Reading
    proof: Proof


@dataclass(frozen=True, slots=True)
class Solved:
    """A table's rows decided (None: left as text) and the identities they obey."""

    rows: tuple[SolvedRow | None, ...]
    identities: tuple[Identity, ...]
    style: NumberStyle
    contradicted: bool = False


def solve(rows: Sequence[RowAtoms], columns: Sequence[Column], text: str, *, codes: int = 0) -> Solved:
    """Decide every row of a table that can be decided.

    Args:
        rows: their atoms.
        columns: of the table, in order.
        text: the document's text, which the atoms' offsets lie in.
        codes: how many codes (an account, a project number) stand before the first number.
    """
    style = style_of([atom for row in rows for atom in row.atoms], text)
    if not style.unclear:
        return _solve(rows, columns, style, codes)
    marks = {atom.mark for row in rows for atom in row.atoms if atom.mark}
    ways = [_solve(rows, columns, replace(style, unclear=False, thousands=mark), codes) for mark in ("", *marks)]
    proofs = [sum(bool(told) for row in way.rows if row for told in row.proof.told) for way in ways]
    best = max(range(len(ways)), key=proofs.__getitem__)
    rest = max(count for at, count in enumerate(proofs) if at != best)
    if len(marks) == 1 and proofs[best] >= _PROOFS and rest * 2 <= proofs[best]:
        return ways[best]
    return _solve(rows, columns, style, codes)


def _solve(rows: Sequence[RowAtoms], columns: Sequence[Column], style: NumberStyle, codes: int) -> Solved:
    count = len(columns)
    places = max((max(len(a.decimals), 3 if a.mark and not style.thousands else 0) for row in rows for a in row.atoms), default=0)
    opened = without_lone_signs([open_row(row, count, style, codes, places) for row in rows])
    evidence = [(o.percent, [r.amounts for r in _evidence(o)]) for o in opened if o.full or o.sure]
    identities = accept(columns, evidence)
    for entry in opened:
        entry.chosen = _by_identities(entry, speaking(identities, percent=entry.percent))
    decide_without_total(opened, identities)
    _by_sizes(opened, columns, identities)
    decide_by_measures(opened, columns)
    _by_totals(opened, identities)
    decide_by_columns(opened, count)
    doubt(opened, columns)
    proofs = prove(
        [o.chosen.amounts if o.chosen else None for o in opened],
        identities,
        [o.row.total for o in opened],
        [o.percent for o in opened],
    )
    solved = [SolvedRow(o.chosen, proof) if o.chosen and proof else None for o, proof in zip(opened, proofs, strict=True)]
    return Solved(tuple(solved), tuple(identities), style, contradicted(opened, columns, identities))


def _evidence(entry: OpenRow) -> list[Reading]:
    """Return the readings of a row by which identities are judged: those that leave blanks too, where these are few."""
    return entry.full if entry.full and len(entry.gaps) > _FEW_GAPS else [*entry.full, *entry.gaps]


def _by_identities(entry: OpenRow, identities: Sequence[Identity]) -> Reading | None:
    """Return the reading that is the only one possible, or the only one that obeys the identities."""
    if len(entry.full) == 1 and not entry.gaps:
        return entry.full[0] if is_clear(entry.full[0]) else None
    targets = {identity.target for identity in identities}
    whole = [r for r in entry.full if _obeys(r, identities, targets)] if targets else []
    if len({reading.amounts for reading in whole}) == 1:
        return whole[0]
    obeying = [r for r in (*entry.full, *entry.gaps) if _obeys(r, identities)]
    if len({reading.amounts for reading in obeying}) == 1:
        only = obeying[0]
        rivals = [r for r in entry.gaps if r.amounts != only.amounts and not judge(identities, r.amounts)[1]]
        if only in entry.full or (not rivals and _obeys(only, identities, targets)):
            return only
    if entry.told and len(entry.gaps) == 1 and is_clear(entry.gaps[0]):
        _, broken = judge(identities, entry.gaps[0].amounts)
        return None if broken else entry.gaps[0]
    return None


def _obeys(reading: Reading, identities: Sequence[Identity], targets: Set[int] = frozenset()) -> bool:
    """Tell whether a reading breaks no identity and obeys one; or, given target columns, one for each of these.

    A dash set apart from its number is a sign only where an identity proves the number and no cell is blank: it may be a
    missing value.
    """
    obeyed, broken = judge(identities, reading.amounts)
    proved = {column for identity in obeyed for column in identity.columns}
    dashed = {at for at, cell in enumerate(reading.cells) if cell is not None and cell.dashed}
    if dashed and (not dashed <= proved or any(cell is None for cell in reading.cells)):
        return False
    return bool(obeyed) and not broken and targets <= {identity.target for identity in obeyed}


def _by_sizes(opened: Sequence[OpenRow], columns: Sequence[Column], identities: Sequence[Identity]) -> None:
    """Decide rows without identities by the sizes of their numbers: a series of like sizes against readings that jump."""
    known = any(c.measure in LEVELS and c.measure for c in columns)  # else columns called by their own words may be levels too
    levels = [at for at, c in enumerate(columns) if c.measure not in COMPARISONS and (c.measure in LEVELS or not known)]
    spoken = {column for identity in identities for column in identity.columns}
    if len(levels) < 2 or spoken.intersection(levels):
        return
    # Where a row lacks cells, or must join groups, in another row too a blank and a join may make up for one another.
    strict = any(not entry.full or len(entry.row.atoms) > len(columns) for entry in opened)
    sizes = _sizes(opened, len(columns))
    spreads = [spread for o in opened if o.chosen and (spread := _spread(o.chosen, levels)) is not None]
    alike = sum(spread <= _LIKE for spread in spreads) >= _MOSTLY * len(spreads)
    lacking = any(not entry.full for entry in opened)
    if not alike or len(spreads) < (_SURE_ROWS if lacking else _SURE_JOINED if strict else 0):
        return
    decided = _sizes([entry for entry in opened if entry.chosen], len(columns))
    for entry in opened:
        if entry.chosen is None and (entry.full or entry.gaps):
            entry.chosen = _alike(entry, levels, (sizes, decided), strict=strict)


def _sizes(opened: Sequence[OpenRow], count: int) -> list[list[int]]:
    """Return the sizes known for each column: of the rows decided, and of those whose atoms must join, whichever way."""
    sizes: list[list[int]] = [[] for _ in range(count)]
    for entry in opened:
        must_join = entry.chosen is None and len(entry.row.atoms) > count
        for reading in entry.full if must_join else [entry.chosen] if entry.chosen else []:
            for at, amount in enumerate(reading.amounts):
                if amount is not None:
                    sizes[at].append(abs(amount[0]))
    return sizes


def _alike(
    entry: OpenRow, levels: Sequence[int], known: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]], *, strict: bool
) -> Reading | None:
    """Return the reading whose numbers are of like size, where every other has some that jump.

    Args:
        entry: the row.
        levels: the columns that are of one kind.
        known: the sizes known for each column, of all rows and of those decided.
        strict: a blank and a join may make up for one another.
    """
    sizes, decided = known
    if len(entry.full) == 1 and not strict and not entry.told and not entry.row.loose:
        only = entry.full[0]
        spread = _spread(only, levels)
        noughts = any((amount := only.amounts[at]) is not None and not amount[0] for at in levels)
        near = (
            spread is not None
            and spread <= _NEAR
            and not noughts
            and not (_uneven(only) and any(_joins_decimals(r) for r in entry.gaps))
        )
        return only if is_clear(only) and (near or all(_is_far(reading, sizes) for reading in entry.gaps)) else None
    series: dict[tuple[tuple[int, int], ...], list[Reading]] = {}
    for reading in entry.gaps if entry.told else (*entry.full, *entry.gaps):
        series.setdefault(tuple((c.first, c.last) for c in reading.cells if c), []).append(reading)
    spreads = {
        key: _spread(found[0], levels)
        for key, found in series.items()
        if _is_even_sum(entry, found[0]) or not _all_far(found[0], decided)
    }
    ranked = sorted((spread, key) for key, spread in spreads.items() if spread is not None)
    if not ranked or ranked[0][0] > _LIKE or len(series[ranked[0][1]]) != 1:
        return None
    if len(ranked) > 1 and ranked[1][0] < ranked[0][0] + _JUMP:
        return None
    best = series[ranked[0][1]][0]
    lonely = [reading for key, found in series.items() if spreads.get(key, 0.0) is None for reading in found]
    return best if all(_is_far(reading, sizes) for reading in lonely) and is_clear(best) else None


def _uneven(reading: Reading) -> bool:
    """Tell whether the numbers of a row have different numbers of decimals."""
    return len({cell.places for cell in reading.cells if cell is not None and cell.value is not None}) > 1


def _joins_decimals(reading: Reading) -> bool:
    """Tell whether a whole number and one with decimals are read as one: "9 999,9"."""
    return any(cell is not None and cell.places and cell.atoms > 1 + cell.dashed for cell in reading.cells)


def _spread(reading: Reading, levels: Sequence[int]) -> float | None:
    """Return the natural logarithm of the largest level over the smallest, noughts left out; None for fewer than two."""
    amounts = [v for at in levels if (v := reading.amounts[at]) is not None and v[0]]
    if len(amounts) < 2:
        return None
    unit = 2 * max(half for _, half in amounts)
    sizes = [abs(value) for value, _ in amounts]
    return math.log((max(sizes) + unit) / (min(sizes) + unit))


def _is_far(reading: Reading, sizes: Sequence[Sequence[int]]) -> bool:
    """Tell whether a number that would stand alone in its row lies far above all others of its column."""
    for at, amount in enumerate(reading.amounts):
        if amount is not None:
            largest = max(sizes[at], default=None)
            # Noughts tell nothing of a column's sizes.
            return largest is not None and largest > 0 and math.log((abs(amount[0]) + 1) / (largest + 1)) > _FAR
    return True


def _all_far(reading: Reading, decided: Sequence[Sequence[int]]) -> bool:
    """Tell whether each number of a row lies far above all that are decided of its column, totals too: "231504241500261"."""
    told = [(abs(amount[0]), decided[at]) for at, amount in enumerate(reading.amounts) if amount is not None and amount[0]]
    return bool(told) and all(
        len(known) >= _SURE_ROWS and max(known) > 0 and math.log(size / max(known)) > _FAR for size, known in told
    )


def _is_even_sum(entry: OpenRow, reading: Reading) -> bool:
    """Tell whether a row that says it is in kronor fills its columns with as many groups of digits each: others may count heads."""
    sizes = {cell.atoms if cell is not None else 0 for cell in reading.cells}
    return entry.row.kronor and len(sizes) == 1 and sizes.pop() > 1


def _by_totals(opened: Sequence[OpenRow], identities: Sequence[Identity]) -> None:
    """Decide rows by the totals below them."""
    choices = [
        []
        if o.chosen
        else [r for r in (*o.full, *o.gaps) if is_clear(r) and not judge(speaking(identities, percent=o.percent), r.amounts)[1]]
        for o in opened
    ]
    rows = [o.chosen.amounts if o.chosen else None for o in opened]
    picked = decide_by_sums(rows, [[r.amounts for r in found] for found in choices], [o.row.total for o in opened])
    for at, pick in picked.items():
        opened[at].chosen = choices[at][pick]
