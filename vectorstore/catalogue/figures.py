"""Figures in the catalogue: written with their version, read by document or by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from ingest.model import Box
from ingest.tables.model import Figure, FigureStatus, Period, PeriodKind
from vectorstore.catalogue.figure_queries import FIELDS, MOST_SPANS, best_rows, rows_holding
from vectorstore.catalogue.figure_queries import within as inside
from vectorstore.catalogue.tables import FigureRow
from vectorstore.coverage import told
from vectorstore.model import Filter

_COMMON = 3000  # rows that hold a word from which it tells none apart
_STATUSES = {status.value: status for status in FigureStatus}


def figure_values(figure: Figure) -> dict[str, Any]:
    """Return a figure as a row's values."""
    return {
        "start": figure.start,
        "end": figure.end,
        "quote_start": figure.quote_start,
        "quote_end": figure.quote_end,
        "paper": figure.paper,
        "page": figure.page,
        "label": figure.label,
        "column": figure.column,
        "caption": figure.caption,
        "measure": figure.measure,
        "period_kind": figure.period.kind.value,
        "period": figure.period.text,
        "period_start": figure.period.start,
        "period_end": figure.period.end,
        "value": str(figure.value),
        "unit": figure.unit,
        "status": figure.status.value,
        "identity": figure.identity,
        "printed": figure.printed,
        "key_figure": figure.key_figure,
        "source_error": figure.source_error,
        "made": figure.made,
        "organisation": figure.organisation,
        "group": list(figure.group),
        "box": [figure.box.x0, figure.box.top, figure.box.x1, figure.box.bottom] if figure.box else [],
    }


def _to_figure(row: Sequence[Any], document_id: str) -> Figure:
    """Return the figure of a row that ends in `FIELDS`."""
    (
        *_,
        start,
        end,
        quote_start,
        quote_end,
        paper,
        page,
        label,
        column,
        caption,
        measure,
        period_kind,
        period,
        value,
        unit,
        status,
        identity,
        printed,
        key_figure,
        period_start,
        period_end,
        source_error,
        group,
        box,
        made,
        organisation,
    ) = row  # by place: by name takes as long as all the rest
    return Figure(
        label=label,
        group=tuple(group),
        column=column,
        caption=caption,
        measure=measure,
        period=_period(period_kind, period, period_start, period_end),
        value=Decimal(value),
        unit=unit,
        status=_STATUSES[status],
        document_id=document_id,
        paper=paper,
        page=page,
        start=start,
        end=end,
        quote_start=quote_start,
        quote_end=quote_end,
        printed=printed,
        key_figure=key_figure,
        identity=identity,
        source_error=source_error,
        made=made,
        organisation=organisation,
        box=Box(*box) if box else None,
    )


@lru_cache(maxsize=1024)
def _period(kind: str, text: str, start: date | None, end: date | None) -> Period:
    return Period(PeriodKind(kind), text, start, end)


def of_version(connection: Connection, number: int, document_id: str) -> tuple[Figure, ...]:
    """Return the figures of a version, in the order they stand."""
    rows = connection.execute(select(*FIELDS).where(FigureRow.version_id == number).order_by(FigureRow.position))
    return tuple(_to_figure(row, document_id) for row in rows.all())


def term_values(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Return the words by which rows of figures are found, as rows' values."""
    words: dict[int, frozenset[str]] = {}
    for figure in figures:
        if figure.status is not FigureStatus.PROSE and figure.quote_start not in words:
            words[figure.quote_start] = told(" ".join((figure.label, figure.key_figure, *figure.group)))
    return [{"quote_start": start, "token": token} for start, tokens in words.items() for token in sorted(tokens)]


def named(connection: Connection, tokens: Mapping[str, float], most: int, where: Filter, places: Sequence[str]) -> list[Figure]:
    """Return the live figures of the rows that hold most of some words.

    Args:
        connection: to read by.
        tokens: stem or part → how much it weighs.
        most: rows at the most.
        where: what may be looked at.
        places: municipalities whose papers may hold them, or whose a cell of theirs is, beside papers of none that is known; none
            for all.
    """
    tokens = _telling(connection, tokens, where, places)
    if not tokens:
        return []
    return [_to_figure(row, row[0]) for row in connection.execute(*best_rows(tokens, most, where, places)).all()]


def _telling(connection: Connection, tokens: Mapping[str, float], where: Filter, places: Sequence[str]) -> dict[str, float]:
    """Return the words that tell rows apart: those that few rows hold, and the rarest in any case."""
    found = connection.execute(*rows_holding(list(tokens), where, places))
    counted: dict[str, int] = {row.token: row.rows for row in found}
    ordered = sorted(counted, key=lambda token: counted[token])
    return {token: tokens[token] for at, token in enumerate(ordered) if at == 0 or counted[token] <= _COMMON}


def within(connection: Connection, spans: Sequence[tuple[str, int, int]]) -> list[Figure]:
    """Return the live figures within spans (document id, start, end), each once, by document and place."""
    found: dict[tuple[str, int], Figure] = {}
    for at in range(0, len(spans), MOST_SPANS):
        rows = connection.execute(*inside(spans[at : at + MOST_SPANS]))
        found.update({(figure.document_id, figure.start): figure for figure in (_to_figure(row, row[0]) for row in rows.all())})
    return [found[key] for key in sorted(found)]
