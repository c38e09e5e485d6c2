"""A number of another group of people or another service than the one asked about is refused."""

from __future__ import annotations

import pytest

from app.answer.other_group import of_another_group
from app.extract.unit_fit import Picked
from app.extract.units import units_of
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from tests.passages import chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


def _missing(asks: str, told: str) -> str:
    question = understand(asks, Coverage(("Lingonby",), (), (2025,)), Synonyms(()))
    passage = chunk(told)
    asked = asked_words(search_query(question, Filter()), AS_TYPED)
    return of_another_group(question, asked, [Picked(units_of(passage)[-1], hit(passage), 1.0)])


@pytest.mark.parametrize(
    ("asks", "told", "missing"),
    [
        ("Hur stor andel av lärarna simmar?", "Lärarna fick frågan. Det visade att 6 av 10 elever simmar.", "inte lärarna"),
        ("Hur stor andel av lärarna simmar?", "Det visade att 6 av 10 lärare simmar.", ""),
        ("Hur stor andel av lärarna simmar?", "Det visade att 60 procent simmar.", ""),
        ("Hur många förtroendevalda har Lingonby?", "Beslutet rör stadens 5 500 anställda.", "inte förtroendevalda"),
        ("Hur många elever går det per lärare?", "Det går 12 elever i varje grupp.", ""),
        ("Hur hög var kostnaden i hemtjänsten?", "I särskilt boende blev kostnaden 12 mkr.", "inte hemtjänsten"),
        ("Hur hög var kostnaden i hemtjänsten?", "Så gick det för hemtjänsten. I särskilt boende, däremot, 12 mkr.", ""),
        ("Hur många elever går i grundskolan?", "Det gick 30 elever i förskoleklass till årskurs 9.", ""),
        ("Hur många elever går i grundskolan?", "Det gick 30 elever i gymnasiet.", "inte grundskolan"),
        ("Hur hög var kostnaden?", "I särskilt boende blev kostnaden 12 mkr.", ""),
        ("Vad tycker lärarna om simning?", "Av dem simmar 6 av 10 elever.", ""),
    ],
)
def test_a_number_is_of_the_group_asked_about(asks: str, told: str, missing: str) -> None:
    said = _missing(asks, told)
    assert missing in said
    assert bool(said) == bool(missing)
