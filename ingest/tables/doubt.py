"""Rows, and tables, that are read against what their own header says: left as text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.tables.arithmetic import Identity, Verdict, possible_identities
from ingest.tables.model import Column
from ingest.tables.row_readings import OpenRow, Reading

_ALIKE = 2  # times the least of a row's numbers: years of one thing are hardly further apart


def doubt(opened: Sequence[OpenRow], columns: Sequence[Column]) -> None:
    """Leave as text what may be read in several ways and is read against the header's own outcome − budget = deviation.

    So too where its months do not come to the year, and a lone row, which nothing is held against.
    """
    possible = possible_identities(columns)
    deviations = [i for i in possible if i.named and columns[i.target].measure == "avvikelse"]
    months = [i for i in possible if i.named and i.sums]
    for entry in opened:
        if entry.chosen is not None and not entry.sure and any(_fails(entry.chosen, of) for of in (deviations, months)):
            entry.chosen = None
    if len(opened) == 1 and not months and not deviations and _may_join_apart(opened[0]):
        opened[0].chosen = None


def _may_join_apart(entry: OpenRow) -> bool:
    """Tell whether a row's numbers are far apart, and may be read otherwise: "20 48 100" as "20" and "48 100"."""
    if entry.chosen is None or entry.sure or not entry.gaps:
        return False
    sizes = [abs(amount[0]) for amount in entry.chosen.amounts if amount is not None and amount[0]]
    return bool(sizes) and max(sizes) > _ALIKE * min(sizes)


def _fails(reading: Reading, identities: Sequence[Identity]) -> bool:
    """Tell whether a reading breaks some of these identities and obeys none."""
    verdicts = [identity.check(reading.amounts) for identity in identities]
    return Verdict.FAILS in verdicts and Verdict.HOLDS not in verdicts


def contradicted(opened: Sequence[OpenRow], columns: Sequence[Column], identities: Sequence[Identity]) -> bool:
    """Tell whether the header names outcome, budget and deviation, and the rows, read without doubt, never add up so."""
    named = {column.measure for column in columns}
    if not (named & {"utfall", "bokslut"} and "budget" in named and "avvikelse" in named):
        return False
    target = next(at for at, column in enumerate(columns) if column.measure == "avvikelse")
    if any(identity.target == target for identity in identities):
        return False
    possible = [i for i in possible_identities([replace(c) for c in columns]) if i.target == target and i.named]
    rows = [o.chosen.amounts for o in opened if o.chosen and o.sure and all(v is not None for v in o.chosen.amounts)]
    return bool(possible) and len(rows) >= 3
