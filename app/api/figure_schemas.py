"""What the figures' routes take, and how what they give is described."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from app.api.schemas import ListParameters, Text
from ingest.tables.model import FigureStatus

_MOST = 1000  # figures in one answer: a large report holds about as many
_USUAL = 100


class FigureParameters(ListParameters):
    """Parametrar som begränsar vilka tal som visas; de som är listor kan upprepas."""

    q: Annotated[
        str, Field(max_length=1000, description="Vad talen mäter, bäst först. Tomt visar alla.", examples=["hemtjänst"])
    ] = ""
    measure: Annotated[tuple[Text, ...], Field(max_length=20, description="Mått: utfall, budget, avvikelse, prognos, mål …")] = ()
    unit: Annotated[tuple[Text, ...], Field(max_length=20, description="Enhet: kr, tkr, mkr, %, antal, dagar …")] = ()
    status: Annotated[tuple[FigureStatus, ...], Field(max_length=3, description="confirmed, read eller prose.")] = ()
    key_figure: Annotated[tuple[Text, ...], Field(max_length=20, description="Id i Kolada, som U23401.")] = ()
    period_year: Annotated[
        int | None, Field(ge=1800, le=2200, description="År som talets egen period slutar i. (year är handlingens.)")
    ] = None
    limit: Annotated[int, Field(ge=1, le=_MOST, description="Högst så många tal.")] = _USUAL
    offset: Annotated[int, Field(ge=0, le=10_000_000, description="Hoppa över så många.")] = 0


class FigureBody(BaseModel):
    """Ett tal ur en handling, med vad det mäter och var det står."""

    label: Annotated[str, Field(description="Radens namn, eller i löptext det som talet gäller.")]
    group: Annotated[list[str], Field(description="Rubrikerna över raden i tabellen, ytterst först.")]
    column: Annotated[str, Field(description="Kolumnens rubrik, som den står.")]
    caption: str
    measure: Annotated[str, Field(examples=["utfall"])]
    period: Annotated[str, Field(examples=["2025", "jan–aug 2025", "2025-03"])]
    made: Annotated[str, Field(description="När en prognos gjordes, eller tomt.", examples=["oktober", "tertial 2", "föregående"])]
    value: Annotated[str, Field(description="Decimaltal med punkt, som det står i handlingen.", examples=["-1702"])]
    unit: Annotated[str, Field(examples=["tkr"])]
    key_figure: str | None
    status: FigureStatus
    identity: Annotated[str, Field(description="Sambandet som bekräftar talet, eller tomt.")]
    source_error: Annotated[bool, Field(description="Handlingens egen summa eller differens stämmer inte här.")]
    source: Annotated[str, Field(description="Filens namn.")]
    document_id: str
    municipality: Annotated[str, Field(description="Kommunen, området eller gruppen som talet gäller.")]
    body: str
    page: int | None
    start: int
    end: int
    box: Annotated[list[float] | None, Field(description="Var talet står på sidan: x0, överkant, x1, underkant i punkter.")]
    printed: Annotated[str, Field(description="Talet som det står: text[start:end].")]


class FiguresBody(BaseModel):
    """Tal ur handlingarna."""

    figures: list[FigureBody]
    more: Annotated[bool, Field(description="Det finns fler efter dem.")]


class AmountBody(BaseModel):
    """Ett belopp i tabellen."""

    value: str
    unit: str
    formula: Annotated[str | None, Field(description="Hur det är räknat, när det inte står i handlingen.")]
    start: Annotated[int | None, Field(description="Var det står i handlingens text; null när det är räknat.")]
    end: int | None


class MonthBody(BaseModel):
    """Utfallet en månad."""

    month: Annotated[int, Field(ge=1, le=12)]
    amount: AmountBody


class EconomyRowBody(BaseModel):
    """En rad: vad den gäller, beloppen, och var den står."""

    unit: str
    line: Annotated[str, Field(description="Intäkter, Kostnader eller Resultat, eller tomt.")]
    period: str
    outcome: AmountBody | None
    budget: AmountBody | None
    forecast: AmountBody | None
    deviation: Annotated[AmountBody | None, Field(description="Över noll är bättre än budget.")]
    months: list[MonthBody]
    document_id: str
    title: str
    page: int | None
    start: int
    end: int
    date: str | None
    url: str


class EconomyTableBody(BaseModel):
    """En nämnds år: utfall, budget och avvikelse, och diagram över dem som plotly-figurer."""

    rows: list[EconomyRowBody]
    chart: Annotated[dict[str, object], Field(description="Staplar: utfall (eller prognos) mot budget.")]
    months_chart: Annotated[dict[str, object], Field(description="Linjer: utfallet månad för månad.")]


class ChoiceBody(BaseModel):
    """En nämnds år som det finns belopp för."""

    municipality: str
    body: str
    year: int
    units: list[str]


class ChoicesBody(BaseModel):
    """Vad som går att välja."""

    choices: list[ChoiceBody]
