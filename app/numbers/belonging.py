"""Which figures belong together: of one table, of one column, of one line over time. Pure."""

from __future__ import annotations

from app.numbers.ranking import row_of
from ingest.tables.measures import measure_of
from ingest.tables.model import Figure
from ingest.tables.rows import is_total

_PLANNED = frozenset({"budget", "avvikelse"})


def is_measure_of_total(figure: Figure) -> bool:
    """Tell whether a figure is a total's budget or deviation in a row of its own: "Budgetavvikelse" under "Nettokostnader"."""
    of_total = bool(figure.group) and is_total(figure.group[-1])
    return of_total and figure.measure in _PLANNED and measure_of(figure.label) == figure.measure


def of_one_table(one: Figure, other: Figure) -> bool:
    """Tell whether two figures stand in one table, as far as its caption tells."""
    return (one.document_id, one.paper, one.caption) == (other.document_id, other.paper, other.caption)


def of_one_line(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one thing at other times: of one row, or of one column whose rows are months."""
    if row_of(one) == row_of(other):
        return True
    same = (one.document_id, one.paper, one.caption, one.column, one.unit) == (
        other.document_id, other.paper, other.caption, other.column, other.unit,
    )  # fmt: skip
    return same and all(figure.label == figure.column or is_total(figure.label) for figure in (one, other))


def of_one_column(one: Figure, other: Figure) -> bool:
    """Tell whether two figures stand in one column of one table: of the same measure, time and unit."""

    def column(figure: Figure) -> tuple[object, ...]:
        return figure.document_id, figure.paper, figure.caption, figure.column, figure.measure, figure.period.text, figure.unit

    return column(one) == column(other)


def is_whole(figure: Figure) -> bool:
    """Tell whether a figure is of a total: its row, or the group it stands in."""
    return is_total(figure.label) or bool(figure.group and is_total(figure.group[-1]))
