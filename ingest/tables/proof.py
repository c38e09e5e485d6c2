"""What proves the numbers of a table once they are read, and what in the source does not add up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.tables.arithmetic import Amounts, Identity, Verdict, accepted, judge, possible_identities
from ingest.tables.model import Column
from ingest.tables.sums import RowSum, find_sums

SUM_OF_ROWS = "raderna summerar till totalen"


@dataclass(frozen=True, slots=True)
class Proof:
    """What the arithmetic says of a row.

    Attributes:
        told: for each column what confirms it, in Swedish, or "".
        broken: columns where the source's own sum or difference does not hold.
    """

    told: tuple[str, ...]
    broken: frozenset[int] = frozenset()


def accept(columns: Sequence[Column], rows: Sequence[tuple[bool, Sequence[Amounts]]]) -> list[Identity]:
    """Return the identities that a table obeys.

    Args:
        columns: of the table.
        rows: for each row whether all its numbers are percentages, and its possible readings.
    """
    possible = possible_identities(columns)
    found = accepted([i for i in possible if not i.sums], [readings for _, readings in rows])
    return found + accepted([i for i in possible if i.sums], [readings for percent, readings in rows if not percent])


def speaking(identities: Sequence[Identity], *, percent: bool) -> list[Identity]:
    """Return the identities that say something of a row: percentages do not sum to a total."""
    return [identity for identity in identities if not (identity.sums and percent)]


def prove(
    rows: Sequence[Amounts | None], identities: Sequence[Identity], totals: Sequence[bool], percents: Sequence[bool]
) -> list[Proof | None]:
    """Return for each row that is decided what proves it.

    Args:
        rows: amounts by column, None for a row that is not decided.
        identities: that the table obeys.
        totals: whether a row's label says that it sums others.
        percents: whether all of a row's numbers are percentages.
    """
    sums = find_sums(rows, totals)
    unsigned = [identity for identity in identities if identity.named and not identity.sums and _is_unsigned(identity, rows)]
    return [
        _proof(at, row, speaking(identities, percent=percents[at]), sums, unsigned) if row is not None else None
        for at, row in enumerate(rows)
    ]


def _is_unsigned(identity: Identity, rows: Sequence[Amounts | None]) -> bool:
    """Tell whether all terms of a difference are printed without a sign: income and costs then differ in the sign of theirs."""
    columns = [column for column, _ in identity.terms]
    return all((amount := row[column]) is None or amount[0] >= 0 for row in rows if row is not None for column in columns)


def _is_turned(identity: Identity, row: Amounts) -> bool:
    """Tell whether a row obeys the identity with all signs turned: income among costs printed without sign."""
    turned = replace(identity, terms=tuple((column, -sign) for column, sign in identity.terms))
    return turned.check(row) is Verdict.HOLDS


def _proof(at: int, row: Amounts, identities: Sequence[Identity], sums: Sequence[RowSum], unsigned: Sequence[Identity]) -> Proof:
    told = [""] * len(row)
    broken: set[int] = set()
    for found in sums:
        if at == found.total:
            broken |= found.broken
        if at == found.total or at in found.parts:
            for column in found.columns:
                told[column] = SUM_OF_ROWS
    obeyed, failed = judge(identities, row)
    for identity in obeyed:
        for column in identity.columns:
            told[column] = identity.text
    for identity in failed:
        if not (identity in unsigned and _is_turned(identity, row)):
            broken.add(identity.target)
        for column in identity.columns:
            if not any(column in other.columns for other in obeyed):
                told[column] = ""
    shown = ["" if column in broken or row[column] is None else text for column, text in enumerate(told)]
    return Proof(tuple(shown), frozenset(broken))
