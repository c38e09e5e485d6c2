"""`GET /api/figures`: the stored figures, a board's year as a table with its charts, and what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from app.api.figure_schemas import ChoicesBody, EconomyTableBody, FigureParameters, FiguresBody
from app.api.openapi import problem_responses
from app.api.schemas import EconomyParameters
from app.assistant import Assistant, where
from app.citations import page_url
from app.economy.book import EconomyBook
from app.economy.charts import months_of_year, outcome_against_budget
from app.economy.rows import Amount, EconomyRow, Selection
from app.library import CatalogueLibrary
from app.numbers.ranking import Placed
from app.serialise import figure_json


def router(assistant: Assistant, library: CatalogueLibrary, book: EconomyBook) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/api/figures", tags=["Siffror"])

    @routes.get(
        "",
        summary="Tal ur handlingarna",
        description="Varje tal med vad det mäter, och var det står. Med q: de rader som orden nämner, bäst först.",
        response_description="Talen.",
        response_model=FiguresBody,
        responses=problem_responses(422, 500, 503),
    )
    def figures(parameters: Annotated[FigureParameters, Query()]) -> JSONResponse:
        limits = parameters.limits()
        found: Iterable[Placed] = library.all_figures(where(limits))
        if parameters.q.strip():
            found = assistant.figures(parameters.q, limits)
        last = parameters.offset + parameters.limit
        shown = list(islice(_fitting(parameters, found), parameters.offset, last + 1))
        told = [figure_json(one, library.document_text(one.figure.document_id)) for one in shown[: parameters.limit]]
        return JSONResponse({"figures": told, "more": len(shown) > parameters.limit})

    @routes.get(
        "/table",
        summary="En nämnds år: utfall, budget och avvikelse",
        description="Raderna som handlingarnas tabeller har dem, med var de står; avvikelsen räknas där den inte är tryckt.",
        response_description="Raderna, och diagram över dem som plotly-figurer.",
        response_model=EconomyTableBody,
        responses=problem_responses(422, 500, 503),
    )
    def table(parameters: Annotated[EconomyParameters, Query()]) -> JSONResponse:
        selection = Selection(parameters.municipality, parameters.body, parameters.year, parameters.unit)
        rows = book.rows(selection)
        told = [_row(one, library.document_text(one.document_id).pictured) for one in rows]
        return JSONResponse({"rows": told, "chart": outcome_against_budget(rows), "months_chart": months_of_year(rows)})

    @routes.get(
        "/choices",
        summary="Nämnder och år som det finns belopp för",
        response_description="Nämnderna, med åren och enheterna.",
        response_model=ChoicesBody,
        responses=problem_responses(500, 503),
    )
    def choices() -> JSONResponse:
        told = [
            {"municipality": one.municipality, "body": one.body, "year": one.year, "units": list(one.units)}
            for one in book.choices()
        ]
        return JSONResponse({"choices": told})

    return routes


def _fitting(parameters: FigureParameters, found: Iterable[Placed]) -> Iterator[Placed]:
    """Yield the figures that fit every filter that is given."""
    for one in found:
        figure = one.figure
        year = figure.period.end.year if figure.period.end else None
        wanted = (
            (parameters.measure, figure.measure),
            (parameters.unit, figure.unit),
            (parameters.status, figure.status),
            (parameters.key_figure, figure.key_figure),
        )
        if all(not given or value in given for given, value in wanted) and parameters.period_year in (None, year):
            yield one


def _row(row: EconomyRow, pictured: bool) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "line": row.line,
        "period": row.period,
        "outcome": _amount(row.outcome),
        "budget": _amount(row.budget),
        "forecast": _amount(row.forecast),
        "deviation": _amount(row.deviation),
        "months": [{"month": one.month, "amount": _amount(one.amount)} for one in row.months],
        "document_id": row.document_id,
        "title": row.title,
        "page": row.page,
        "start": row.start,
        "end": row.end,
        "date": row.day.isoformat() if row.day else None,
        "url": page_url(row.document_id, row.page if pictured else None, row.start, row.end),
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    figure = amount.placed.figure if amount.placed else None
    return {
        "value": str(amount.value),
        "unit": amount.unit,
        "formula": amount.formula or None,
        "start": figure.start if figure else None,
        "end": figure.end if figure else None,
    }
