"""What the API takes, and how what it gives is described: pydantic at the border. Answers themselves: `app.serialise`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.keeping.job_model import FileState, State
from app.model import Limits, Mode, Outcome, Reason
from ingest.model import DocType

_MANY = 100  # values of one filter
_VALUE = 200  # characters of one value
_TURNS = 50  # earlier questions of a conversation
_EARLIER = 2_000  # characters of one of them
Text = Annotated[str, Field(max_length=_VALUE)]
Year = Annotated[int, Field(ge=1800, le=2200)]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(_Given):
    """Vad frågan begränsas till; tomt betyder ingen gräns."""

    municipalities: Annotated[tuple[Text, ...], Field(max_length=_MANY, description="Kommuner.", examples=[["Ale"]])] = ()
    bodies: Annotated[
        tuple[Text, ...], Field(max_length=_MANY, description="Nämnder, utskrivna.", examples=[["socialnämnden"]])
    ] = ()
    years: Annotated[tuple[Year, ...], Field(max_length=_MANY, description="År.", examples=[[2025]])] = ()
    doc_types: Annotated[
        tuple[DocType, ...], Field(max_length=_MANY, description="Slag av handlingar.", examples=[["protokoll"]])
    ] = ()
    document_ids: Annotated[tuple[Text, ...], Field(max_length=_MANY, description="Handlingars id.")] = ()

    def limits(self) -> Limits:
        """Return the filters as the assistant takes them; what may be seen is not for the asker to say."""
        return Limits(self.municipalities, self.bodies, self.years, self.doc_types, self.document_ids)


class AskBody(_Given):
    """En fråga."""

    question: Annotated[str, Field(description="Frågan, på svenska.", examples=["Hur snabbt ska jag skriva en avvikelse?"])]
    history: Annotated[
        tuple[Annotated[str, Field(max_length=_EARLIER)], ...],
        Field(max_length=_TURNS, description="Samtalets tidigare frågor, äldst först: det en följdfråga syftar på."),
    ] = ()
    filters: Annotated[Filters, Field(description="Vad frågan begränsas till.")] = Filters()


class ListParameters(_Given):
    """Parametrar som begränsar vilka handlingar som visas; en parameter kan upprepas."""

    municipality: Annotated[tuple[Text, ...], Field(max_length=_MANY, description="Kommun.")] = ()
    body: Annotated[tuple[Text, ...], Field(max_length=_MANY, description="Nämnd, utskriven.")] = ()
    year: Annotated[tuple[Year, ...], Field(max_length=_MANY, description="År.")] = ()
    doc_type: Annotated[tuple[DocType, ...], Field(max_length=_MANY, description="Slag av handling.")] = ()
    document_id: Annotated[tuple[Text, ...], Field(max_length=_MANY, description="Handlingens id.")] = ()

    def limits(self) -> Limits:
        """Return the filters as the assistant takes them."""
        return Limits(self.municipality, self.body, self.year, self.doc_type, self.document_id)


class SearchParameters(ListParameters):
    """Parametrar för en sökning."""

    q: Annotated[str, Field(description="Det som söks.", examples=["avvikelse"])]
    k: Annotated[int, Field(ge=1, le=100, description="Högst så många stycken.")] = 10


class EconomyParameters(_Given):
    """En nämnds år."""

    municipality: Annotated[Text, Field(description="Kommun.", examples=["Ale"])] = ""
    body: Annotated[Text, Field(description="Nämnd, utskriven.", examples=["socialnämnden"])] = ""
    year: Annotated[Year, Field(description="År.", examples=[2025])]
    unit: Annotated[Text, Field(description="Enhet; tomt ger alla.")] = ""


class PlaceParameters(_Given):
    """Var ett citat står: text[start:end] i handlingens text. Utan dem märks inget ut."""

    start: Annotated[int, Field(ge=0, le=10**9, description="Citatets första tecken.")] = 0
    end: Annotated[int, Field(ge=0, le=10**9, description="Tecknet efter citatets sista.")] = 0


class CitationBody(BaseModel):
    """En plats i en handling som svaret vilar på."""

    number: Annotated[int, Field(description="Markörens nummer i texten: [1].")]
    document_id: str
    title: str
    source: Annotated[str, Field(description="Filens namn eller adress.")]
    municipality: str
    body: Annotated[str, Field(description="Nämnden.")]
    date: Annotated[str, Field(description="ÅÅÅÅ-MM-DD, eller tomt.")]
    doc_type: str
    section: Annotated[list[str], Field(description="Rubrikerna ovanför, ytterst först.")]
    paragraph: Annotated[str | None, Field(examples=["§ 51"])]
    diary_number: str | None
    page: int | None
    quote: Annotated[str, Field(description="Orden i handlingen, till bokstaven: text[start:end].")]
    start: int
    end: int
    url: Annotated[str, Field(description="Adress som visar platsen med citatet utmärkt.")]


class AnswerBody(BaseModel):
    """Ett svar med sina källor."""

    question: str
    standalone: Annotated[str, Field(description="Frågan som den förstods.")]
    outcome: Outcome
    reason: Annotated[Reason | None, Field(description="Varför frågan inte besvarades.")]
    text: Annotated[str, Field(description="Svaret, med markörer [1] [2].")]
    citations: list[CitationBody]
    figures: list[dict[str, object]]
    mode: Mode
    follow_ups: list[str]
    timings: Annotated[dict[str, float], Field(description="Millisekunder.")]
    trace_id: str


class HitBody(BaseModel):
    """Ett stycke som hittades."""

    rank: int
    score: float
    text: str
    document_id: str
    source: str
    title: str
    page: int | None
    section: list[str]
    paragraph: str | None
    start: int
    end: int
    legs: dict[str, float]


class HitsBody(BaseModel):
    """Stycken, bäst först."""

    hits: list[HitBody]


class DocumentsBody(BaseModel):
    """Handlingar som är inlästa."""

    documents: list[dict[str, object]]


class JobFileBody(BaseModel):
    """En fil på väg in."""

    name: str
    size: Annotated[int, Field(description="Byte.")]
    state: FileState
    message: Annotated[str, Field(description="Varför den inte lästes in, eller vad som är värt att veta.")]
    document_id: Annotated[str | None, Field(description="Handlingen den blev, eller den som har samma innehåll.")]
    page: Annotated[int, Field(description="Sidan som läses.")]
    pages: Annotated[int, Field(description="Sidor i filen; 0 om det inte är känt.")]


class JobBody(BaseModel):
    """Filer som lagts in tillsammans."""

    id: str
    state: State
    files: list[JobFileBody]


class PlaceOf(_Given):
    """En plats som svaret visade."""

    document_id: Text
    start: Annotated[int, Field(ge=0, le=10**9)]
    end: Annotated[int, Field(ge=0, le=10**9)]


class FeedbackBody(_Given):
    """Vad en användare säger om ett svar."""

    trace_id: Annotated[str, Field(max_length=64, description="Svarets spårnummer.")] = ""
    question: Annotated[str, Field(min_length=1, max_length=20_000, examples=["Hur snabbt ska jag skriva en avvikelse?"])]
    standalone: Annotated[str, Field(max_length=20_000, description="Frågan som den förstods.")] = ""
    verdict: Annotated[Literal["right", "wrong"], Field(description="Om svaret är rätt eller fel.")]
    comment: Annotated[str, Field(max_length=2_000, examples=["Taxan är från 2024, inte 2026."])] = ""
    outcome: Outcome | None = None
    citations: Annotated[tuple[PlaceOf, ...], Field(max_length=_MANY, description="Platserna som svaret visade.")] = ()


class HealthBody(BaseModel):
    """Tjänsten är igång."""

    status: Literal["ok"] = "ok"
    version: str


class ReadyBody(BaseModel):
    """Tjänsten kan svara."""

    status: Literal["redo"] = "redo"
    model: Annotated[str, Field(description="Språkmodellen som söker.")]
    documents: int
    pages: int
    chunks: int


class ProblemError(BaseModel):
    """Ett fel i begäran."""

    field: str
    message: str


class ProblemBody(BaseModel):
    """Ett fel, som application/problem+json (RFC 9457)."""

    type: Annotated[str, Field(examples=["urn:kommunsvar:fel:tom-fraga"])]
    title: Annotated[str, Field(examples=["Frågan är tom"])]
    status: Annotated[int, Field(examples=[422])]
    detail: str
    trace_id: str
    errors: list[ProblemError] = []
