"""`GET /api/economy.csv` and `.xlsx`: a board's year as a file for a spreadsheet."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from app.api.openapi import problem_responses
from app.api.schemas import EconomyParameters
from app.economy.book import EconomyBook, as_csv, as_xlsx
from app.economy.rows import EconomyRow, Selection

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv"


def router(book: EconomyBook) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/api", tags=["Siffror"])

    @routes.get(
        "/economy.csv",
        summary="En nämnds år som CSV",
        description="Utfall, budget, prognos och avvikelse, med handlingen de står i. Semikolon och decimalkomma.",
        response_description="Raderna.",
        response_class=Response,
        responses={200: {"content": {_CSV: {}}}, **problem_responses(422, 503)},
    )
    def in_csv(parameters: Annotated[EconomyParameters, Query()]) -> Response:
        return _file(as_csv(_rows(book, parameters)), f"{_CSV}; charset=utf-8", parameters, "csv")

    @routes.get(
        "/economy.xlsx",
        summary="En nämnds år som Excel",
        description="Utfall, budget, prognos och avvikelse, med handlingen de står i.",
        response_description="Arbetsboken.",
        response_class=Response,
        responses={200: {"content": {_XLSX: {}}}, **problem_responses(422, 503)},
    )
    def in_xlsx(parameters: Annotated[EconomyParameters, Query()]) -> Response:
        title = f"{parameters.body} {parameters.year}".strip()
        return _file(as_xlsx(_rows(book, parameters), title), _XLSX, parameters, "xlsx")

    return routes


def _rows(book: EconomyBook, asked: EconomyParameters) -> tuple[EconomyRow, ...]:
    return book.rows(Selection(asked.municipality, asked.body, asked.year, asked.unit))


def _file(content: bytes, media_type: str, asked: EconomyParameters, suffix: str) -> Response:
    name = f"ekonomi-{asked.year}.{suffix}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
