"""The statements that figures are looked up by. Each kind is put together once: that takes longer than to run it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, bindparam, case, func, or_, select, tuple_

from vectorstore.catalogue.find import admitted
from vectorstore.catalogue.tables import FigureRow, FigureTermRow, MetadataRow, State, VersionRow
from vectorstore.model import Filter

MOST_SPANS = 200  # in one statement: SQLite limits how many terms an expression may have
_KINDS = 256  # statements kept: by filter, by places, by how many words
_STEP = 8  # words that are weighed are filled up to a multiple of this, so that few kinds are needed
_NO_WORD = ""  # fills up: no row holds it
_LONGEST_ROW = 5000  # characters from a row's first to its last number
FIELDS = [column for column in FigureRow.__table__.columns if column.name not in ("version_id", "position")]
_LIVE_FIGURES = select(VersionRow.document_id, *FIELDS).join(VersionRow, VersionRow.id == FigureRow.version_id)

Statement = Select[*tuple[Any, ...]]
Bound = tuple[Statement, Mapping[str, Any]]  # with its values


def within(spans: Sequence[tuple[str, int, int]]) -> Bound:
    """Return what reads the live figures within at most `MOST_SPANS` spans (document id, start, end)."""
    values: dict[str, Any] = {}
    for at, (document_id, start, end) in enumerate(spans):
        values.update({f"document_{at}": document_id, f"start_{at}": start, f"end_{at}": end})
    return _within(len(spans)), values


@lru_cache(maxsize=MOST_SPANS)
def _within(spans: int) -> Statement:
    inside = [
        and_(
            VersionRow.document_id == bindparam(f"document_{at}"),
            FigureRow.start >= bindparam(f"start_{at}"),
            FigureRow.start < bindparam(f"end_{at}"),
        )
        for at in range(spans)
    ]
    return _LIVE_FIGURES.where(VersionRow.state == State.LIVE, or_(*inside))


def rows_holding(tokens: Sequence[str], where: Filter, places: Sequence[str]) -> Bound:
    """Return what counts the rows that hold each of some words."""
    return _rows_holding(where, tuple(places)), {"tokens": list(tokens)}


@lru_cache(maxsize=_KINDS)
def _rows_holding(where: Filter, places: tuple[str, ...]) -> Statement:
    return (
        select(FigureTermRow.token, func.count().label("rows"))
        .where(_there(where, places), FigureTermRow.token.in_(bindparam("tokens", expanding=True)))
        .group_by(FigureTermRow.token)
    )


def best_rows(tokens: Mapping[str, float], most: int, where: Filter, places: Sequence[str]) -> Bound:
    """Return what reads the figures of the rows that hold most of some weighed words; `most`: rows at the most."""
    filled = -(-len(tokens) // _STEP) * _STEP
    weighed = [*tokens.items(), *[(_NO_WORD, 0.0)] * (filled - len(tokens))]
    values: dict[str, Any] = {"tokens": list(tokens), "most": most}
    for at, (token, weight) in enumerate(weighed):
        values.update({f"token_{at}": token, f"weight_{at}": weight})
    return _best_rows(filled, where, tuple(places)), values


@lru_cache(maxsize=_KINDS)
def _best_rows(words: int, where: Filter, places: tuple[str, ...]) -> Statement:
    weight = case(
        *((FigureTermRow.token == bindparam(f"token_{at}"), bindparam(f"weight_{at}", type_=Float)) for at in range(words)),
        else_=0.0,
    )
    rows = (
        select(FigureTermRow.version_id, FigureTermRow.quote_start)
        .where(_there(where, places), FigureTermRow.token.in_(bindparam("tokens", expanding=True)))
        .group_by(FigureTermRow.version_id, FigureTermRow.quote_start)
        .order_by(func.sum(weight).desc(), FigureTermRow.version_id, FigureTermRow.quote_start)
        .limit(bindparam("most"))
        .subquery()
    )
    return _LIVE_FIGURES.join(
        rows,
        and_(
            rows.c.version_id == FigureRow.version_id,
            rows.c.quote_start == FigureRow.quote_start,
            # The index is on where figures start: a row's begin within its quote.
            FigureRow.start.between(rows.c.quote_start, rows.c.quote_start + _LONGEST_ROW),
        ),
    )


def _there(where: Filter, places: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition on a row's words that its version is live and may be looked at, in some places or in any.

    Beside the papers of the places, and of none known, these are the rows with a cell of theirs in the papers of others.
    """
    admits = select(MetadataRow.version_id).join(VersionRow, VersionRow.id == MetadataRow.version_id)
    live = admits.where(VersionRow.state == State.LIVE, admitted(where))
    if not places:
        return FigureTermRow.version_id.in_(live)
    own = FigureTermRow.version_id.in_(live.where(MetadataRow.municipality.in_([*places, ""])))
    named = select(FigureRow.version_id, FigureRow.quote_start).where(FigureRow.organisation.in_(places))
    row = tuple_(FigureTermRow.version_id, FigureTermRow.quote_start)
    return or_(own, and_(FigureTermRow.version_id.in_(live), row.in_(named)))
