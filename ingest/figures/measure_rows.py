"""Rows called by a measure alone ("Budget", "Budgetavvikelse"): of the line they stand under, where arithmetic proves it. Pure.

Nettokostnader   -59 600  -62 050
Budget           -59 690  -63 120
Budgetavvikelse       90    1 070
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.tables.measures import is_measure, measure_of
from ingest.tables.model import TableRow

_BETWEEN = frozenset({"mot", "från", "till", "jämfört", "med", "netto", "totalt"})


def under_their_line(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows of a table, those called by a measure alone in the group of the line they are proved to be of.

    That is the line right above a budget and a deviation, where line − budget is the deviation, or its opposite, in each column.
    """
    found = list(rows)
    for at in range(len(rows) - 2):
        line, *two = rows[at : at + 3]
        measures = [_alone(row.label) for row in two]
        if _alone(line.label) or set(measures) != {"budget", "avvikelse"} or not _is_proved(line, *_in_order(two, measures)):
            continue
        for below in (at + 1, at + 2):
            found[below] = replace(rows[below], group=(*rows[below].group, line.label))
    return found


def _alone(label: str) -> str:
    """Return the measure that a row is called by and nothing else, or ""."""
    words = [word for word in label.casefold().split() if word not in _BETWEEN]
    return measure_of(label) if words and all(is_measure(word) for word in words) else ""


def _in_order(two: Sequence[TableRow], measures: Sequence[str]) -> tuple[TableRow, TableRow]:
    first, second = two
    return (first, second) if measures[0] == "budget" else (second, first)


def _is_proved(line: TableRow, budget: TableRow, deviation: TableRow) -> bool:
    """Tell whether the line less its budget is the deviation in each column, or the opposite in each, and not nothing in all."""
    told = [{cell.column: cell.value for cell in row.cells} for row in (line, budget, deviation)]
    columns = told[0].keys() & told[1].keys() & told[2].keys()
    if not columns or any(own.keys() != told[0].keys() for own in told[1:]):
        return False
    pairs = [(told[0][at] - told[1][at], told[2][at]) for at in columns]
    least = max(_last_place(value) for own in told for value in own.values())
    signs = {sign for sign in (1, -1) if all(abs(apart - sign * stated) <= least for apart, stated in pairs)}
    return bool(signs) and any(abs(stated) > least for _, stated in pairs)


def _last_place(value: Decimal) -> Decimal:
    """Return one of a value's last printed digit: rounded numbers may be that far apart."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
