"""Figures in the catalogue: written with their version, read by document or by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, or_, select, tuple_

from ingest.model import Box
from ingest.tables.model import Figure, FigureStatus, Period, PeriodKind
from vectorstore.catalogue.find import admitted
from vectorstore.catalogue.tables import FigureRow, FigureTermRow, MetadataRow, State, VersionRow
from vectorstore.coverage import told
from vectorstore.model import Filter

_MOST_SPANS = 200  # in one statement: SQLite limits how many terms an expression may have
_LONGEST_ROW = 5000  # characters from a row's first to its last number
_COMMON = 3000  # rows that hold a word from which it tells none apart
_FIELDS = [column for column in FigureRow.__table__.columns if column.name not in ("version_id", "position")]


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


def _to_figure(row: Row[Any], document_id: str) -> Figure:
    return Figure(
        label=row.label,
        group=tuple(row.group),
        column=row.column,
        caption=row.caption,
        measure=row.measure,
        period=Period(PeriodKind(row.period_kind), row.period, row.period_start, row.period_end),
        value=Decimal(row.value),
        unit=row.unit,
        status=FigureStatus(row.status),
        document_id=document_id,
        paper=row.paper,
        page=row.page,
        start=row.start,
        end=row.end,
        quote_start=row.quote_start,
        quote_end=row.quote_end,
        printed=row.printed,
        key_figure=row.key_figure,
        identity=row.identity,
        source_error=row.source_error,
        made=row.made,
        organisation=row.organisation,
        box=Box(*row.box) if row.box else None,
    )


def of_version(connection: Connection, number: int, document_id: str) -> tuple[Figure, ...]:
    """Return the figures of a version, in the order they stand."""
    rows = connection.execute(select(*_FIELDS).where(FigureRow.version_id == number).order_by(FigureRow.position))
    return tuple(_to_figure(row, document_id) for row in rows)


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
    there = _rows_of(where, places)
    tokens = _telling(connection, tokens, there)
    if not tokens:
        return []
    weight = case(dict(tokens), value=FigureTermRow.token, else_=0.0)
    rows = (
        select(FigureTermRow.version_id, FigureTermRow.quote_start)
        .where(there, FigureTermRow.token.in_(list(tokens)))
        .group_by(FigureTermRow.version_id, FigureTermRow.quote_start)
        .order_by(func.sum(weight).desc(), FigureTermRow.version_id, FigureTermRow.quote_start)
        .limit(most)
        .subquery()
    )
    found = connection.execute(
        select(VersionRow.document_id, *_FIELDS)
        .join(VersionRow, VersionRow.id == FigureRow.version_id)
        .join(
            rows,
            and_(
                rows.c.version_id == FigureRow.version_id,
                rows.c.quote_start == FigureRow.quote_start,
                # The index is on where figures start: a row's begin within its quote.
                FigureRow.start.between(rows.c.quote_start, rows.c.quote_start + _LONGEST_ROW),
            ),
        )
    )
    return [_to_figure(row, row.document_id) for row in found]


def _rows_of(where: Filter, places: Sequence[str]) -> ColumnElement[bool]:
    """Return what tells the rows that may answer: of live papers of these places, or of none known, or that hold a cell of them."""
    admits = select(MetadataRow.version_id).join(VersionRow, VersionRow.id == MetadataRow.version_id)
    live = admits.where(VersionRow.state == State.LIVE, admitted(where))
    if not places:
        return FigureTermRow.version_id.in_(live)
    own = FigureTermRow.version_id.in_(live.where(MetadataRow.municipality.in_([*places, ""])))
    named = select(FigureRow.version_id, FigureRow.quote_start).where(FigureRow.organisation.in_(places))
    row = tuple_(FigureTermRow.version_id, FigureTermRow.quote_start)
    return or_(own, and_(FigureTermRow.version_id.in_(live), row.in_(named)))


def _telling(connection: Connection, tokens: Mapping[str, float], there: ColumnElement[bool]) -> dict[str, float]:
    """Return the words that tell rows apart: those that few rows hold, and the rarest in any case."""
    found = connection.execute(
        select(FigureTermRow.token, func.count().label("rows"))
        .where(there, FigureTermRow.token.in_(list(tokens)))
        .group_by(FigureTermRow.token)
    )
    counted: dict[str, int] = {row.token: row.rows for row in found}
    ordered = sorted(counted, key=lambda token: counted[token])
    return {token: tokens[token] for at, token in enumerate(ordered) if at == 0 or counted[token] <= _COMMON}


def within(connection: Connection, spans: Sequence[tuple[str, int, int]]) -> list[Figure]:
    """Return the live figures within spans (document id, start, end), each once, by document and place."""
    found: dict[tuple[str, int], Figure] = {}
    for at in range(0, len(spans), _MOST_SPANS):
        inside = [
            and_(VersionRow.document_id == document_id, FigureRow.start >= start, FigureRow.start < end)
            for document_id, start, end in spans[at : at + _MOST_SPANS]
        ]
        rows = connection.execute(
            select(VersionRow.document_id, *_FIELDS)
            .join(VersionRow, VersionRow.id == FigureRow.version_id)
            .where(VersionRow.state == State.LIVE, or_(*inside))
        )
        found.update({(row.document_id, row.start): _to_figure(row, row.document_id) for row in rows})
    return [found[key] for key in sorted(found)]
