"""What a question asks to have counted: a noun, and not the adjective before it."""

from __future__ import annotations

import pytest

from app.question.counting import counted_word
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Hur många lediga timmar har Norrvallen?", "timmar"),
        ("Hur många timmar är lediga?", "timmar"),
        ("Hur många anställda arbetar i köket?", "anställda"),
        ("Hur många vuxna ligger i kö?", "vuxna"),
        ("Hur många platser finns i förskolan?", "platser"),
        ("Hur många av de fyra pågående besluten gäller boende?", "besluten"),
        ("Hur många av de nio ej verkställda LYB-besluten gäller boende?", "besluten"),
        ("Hur många av de provade båtarna läckte?", "båtarna"),
        ("På hur många av de lagade rodren saknades pinne?", "rodren"),
        ("Hur många av alla rapporterade avvikelser gällde båtar?", "avvikelser"),
        ("Hur många av de anställda fick badda?", "anställda"),
        ("Hur många besökte biblioteket?", "besökte"),
    ],
)
def test_what_a_question_asks_to_have_counted(text: str, counted: str) -> None:
    question = understand(text, Coverage(), Synonyms(()))
    found = counted_word(question, asked_words(search_query(question, Filter()), AS_TYPED))
    assert found is not None
    assert found.word == counted


@pytest.mark.parametrize(
    "text", ["Vilka båtar såldes, och hur många av varje?", "Hur många av dem läckte?", "Hur många gånger regnade det?"]
)
def test_nothing_is_named_that_is_counted(text: str) -> None:
    question = understand(text, Coverage(), Synonyms(()))
    assert counted_word(question, asked_words(search_query(question, Filter()), AS_TYPED)) is None
