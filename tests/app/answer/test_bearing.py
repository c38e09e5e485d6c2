"""What is picked that bears on the measure asked for."""

from __future__ import annotations

import pytest

from app.answer.bearing import bearing
from app.extract.unit_fit import Picked
from app.extract.units import units_of
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from tests.passages import chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))
SICK_LEAVE = "Sjukfrånvaron följs. Den var 9 procent i april."
HOURS = "Antalet timmar var 30 i april och 40 i maj."


@pytest.mark.parametrize(
    ("asks", "texts", "left"),
    [
        ("Vad blev sjukfrånvaron i maj?", (SICK_LEAVE, HOURS), [SICK_LEAVE]),
        ("Hur hög sjukfrånvaro hade badet?", (SICK_LEAVE, HOURS), [SICK_LEAVE]),
        ("Hur hög var den totala sjukfrånvaron?", (HOURS, SICK_LEAVE), [SICK_LEAVE]),
        ("Hur hög var temperaturen i maj?", (SICK_LEAVE, HOURS), [SICK_LEAVE, HOURS]),
        ("Hur många timmar blev det i maj?", (SICK_LEAVE, HOURS), [SICK_LEAVE, HOURS]),
    ],
)
def test_what_says_the_measure_is_left_where_there_is_any(asks: str, texts: tuple[str, ...], left: list[str]) -> None:
    question = understand(asks, Coverage(("Lingonby",), (), (2025,)), Synonyms(()))
    asked = asked_words(search_query(question, Filter()), AS_TYPED)
    passages = [chunk(text) for text in texts]
    picked = [Picked(units_of(one)[-1], hit(one), 1.0) for one in passages]
    assert [one.hit.chunk.text for one in bearing(question, asked, picked)] == left
