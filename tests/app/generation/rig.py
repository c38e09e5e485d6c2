"""Papers in memory, the real search over them, and the real writer before an endpoint of the test's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import SecretStr

from app.assistant import Assistant
from app.events import Event, Finished
from app.generation.chat_model import EndpointModel
from app.generation.writer import ModelWriter
from app.model import Answer
from app.question.synonyms import BUILT_IN, load_synonyms
from app.settings import AnswerSettings, ChatSettings
from ingest.model import Chunk, ChunkKind, DocType
from tests.passages import LINGONBY, Found, chunk, searcher

SYNONYMS = load_synonyms(*BUILT_IN)
KEY = "sk-hemlig-nyckel"
QUESTION = "Varför har hemtjänsten underskott?"
HOME_CARE = chunk("Hemtjänsten redovisar ett underskott på 4 mkr på grund av hög sjukfrånvaro. Antalet timmar ökade med 3 procent.")
POOL = chunk("Simhallen har öppet till klockan 20. Taket lagas i höst av Anders Berg.")
ROUTINE = chunk(
    "En avvikelse ska skrivas samma dag. Chefen ansvarar för uppföljningen.",
    replace(LINGONBY, title="Rutin", doc_type=DocType.RUTIN),
)
PROPOSAL = chunk("Nämnden föreslås besluta att stänga simhallen i juli.", kind=ChunkKind.PROPOSAL, paragraph="§ 4")
PAPERS = (HOME_CARE, POOL, ROUTINE, PROPOSAL)


def chat_settings(url: str, **given: Any) -> ChatSettings:
    """Return settings for an endpoint, impatient ones."""
    return ChatSettings(base_url=url, model="tiny", api_key=SecretStr(KEY), **{"retries": 0, "timeout_seconds": 2, **given})


def assistant(url: str, *papers: Chunk, **given: Any) -> tuple[Assistant, Found]:
    """Return an assistant that answers with the endpoint's model."""
    found = searcher(*(papers or PAPERS))
    settings = chat_settings(url, **given)
    model = EndpointModel(settings)
    writer = ModelWriter(model, settings.evidence_characters, AnswerSettings().least_support, lambda: date(2026, 3, 1))
    return Assistant(found.searcher, found.papers, SYNONYMS, AnswerSettings(), writer), found


def extractive(question: str, *papers: Chunk) -> Answer:
    """Return the answer without a chat model."""
    found = searcher(*(papers or PAPERS))
    return Assistant(found.searcher, found.papers, SYNONYMS, AnswerSettings()).ask(question)


def answer_of(events: Sequence[Event]) -> Answer:
    """Return the answer that events end in."""
    last = events[-1]
    assert isinstance(last, Finished)
    return last.answer
