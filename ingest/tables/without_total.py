"""Rows of months that print no total: "Antal kunder 1 288 1 291 …" in a table whose other rows sum their months. Pure.

Numbers of like size cannot be months and their sum. Where the sum of the months is blank, so are all other ways to read the row.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.tables.arithmetic import Identity, Verdict
from ingest.tables.row_readings import OpenRow, Reading, is_clear

_LEAST = 6  # months
_LIKE = 3  # times the least of a row's months the largest may be,
_FAR = 30  # … and in every other reading is at the least


def decide_without_total(opened: Sequence[OpenRow], identities: Sequence[Identity]) -> None:
    """Decide the rows that fill all months and leave their sum blank, where no other reading is one of months of like size."""
    for identity in identities:
        if not identity.sums or len(identity.terms) < _LEAST:
            continue
        for entry in opened:
            if entry.chosen is None:
                entry.chosen = _months(entry, identity)


def _months(entry: OpenRow, identity: Identity) -> Reading | None:
    found: list[Reading] = []
    for reading in (*entry.full, *entry.gaps):
        if identity.check(reading.amounts) is Verdict.FAILS:
            continue
        sizes = [abs(amount[0]) for column, _ in identity.terms if (amount := reading.amounts[column]) is not None]
        if not sizes or not min(sizes) or max(sizes) <= _LIKE * min(sizes):
            found.append(reading)
        elif max(sizes) < _FAR * min(sizes):
            return None
    if len(found) != 1:
        return None
    # Noughts are of no size: one number beside them may be the sum.
    amounts = [found[0].amounts[column] for column, _ in identity.terms]
    whole = all(amount is not None and amount[0] for amount in amounts)
    return found[0] if whole and found[0].cells[identity.target] is None and is_clear(found[0]) else None
