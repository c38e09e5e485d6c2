"""Who gets a decision is told from the lines that end its matter."""

from __future__ import annotations

from app.extract.choice import extract
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import ChunkKind
from tests.passages import chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))
DECISION = chunk("Nämnden antar yttrandet om badhuset.", kind=ChunkKind.DECISION, document="d")
ENDS = "Beslutet ska skickas till\nRevisorerna och Badbolaget\n\nSiv Lund\nFörvaltningschef"


def _told(question: str, ends: str = ENDS) -> list[str]:
    understood = understand(question, Coverage(("Lingonby",), ("omsorgsnämnden",), (2025,)), Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)
    found = extract(understood, asked, [hit(DECISION), hit(chunk(ends, start=100, document="d"))])
    return [one.unit.text for one in found.picked]


def test_who_gets_a_decision_is_told_with_the_heading_over_them() -> None:
    assert _told("Vilka ska få beslutet om yttrandet om badhuset?") == ["Beslutet ska skickas till\nRevisorerna och Badbolaget"]
    assert _told("Vart ska beslutet om badhuset skickas?", "Expedieras till:\nBadbolaget") == ["Expedieras till:\nBadbolaget"]
    assert _told("Till vilka ska nämndens beslut om badhuset skickas?", "Expedieras till:\nBadbolaget") == [
        "Expedieras till:\nBadbolaget"
    ]


def test_it_is_told_after_the_decision_where_that_is_asked_for_too() -> None:
    told = _told("Vad beslutade nämnden om badhuset, och till vilka ska beslutet skickas?")
    assert told == ["Nämnden antar yttrandet om badhuset.", "Beslutet ska skickas till\nRevisorerna och Badbolaget"]


def test_papers_that_are_sent_are_no_decision_that_is() -> None:
    assert "Beslutet ska skickas till" not in " ".join(_told("Vart ska rapporter om ej verkställda beslut skickas?"))


def test_those_who_sign_it_get_nothing() -> None:
    assert "Siv" not in " ".join(_told("Vilka ska få beslutet om badhuset?", "Beslutet skickas till\nSiv Lund, 2026-01-02"))
