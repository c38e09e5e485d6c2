"""The two sides of a comparison, and what answers for the one that nothing picked is about."""

from __future__ import annotations

import pytest

from app.extract.choice import extract
from app.extract.sides import sides_of
from app.model import Question
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from tests.passages import chunk, hit
from vectorstore.coverage import Asked, asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


def _read(text: str) -> tuple[Question, tuple[Asked, ...]]:
    question = understand(text, Coverage(("Lingonby",), (), (2025,)), Synonyms(()))
    return question, asked_words(search_query(question, Filter()), AS_TYPED)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Är planerna bäst i hemtjänsten eller i funktionsstödet?", ("hemtjänsten", "funktionsstödet")),
        ("Hur många fler beslut fattas inom vuxenvården än inom barnavården?", ("vuxenvården", "barnavården")),
        ("Vad skiljer mellan simhallen och ishallen?", ("simhallen", "ishallen")),
        ("Hur mycket mer fick hamnen Sydviken använda än Nordudden?", ("sydviken", "nordudden")),
        ("Hur många besök hade simhallen?", None),
        ("Ökade eller minskade besöken?", None),
    ],
)
def test_sides_are_named_beside_the_word_that_joins_them(text: str, sides: tuple[str, str] | None) -> None:
    found = sides_of(*_read(text))
    assert (found and tuple(one.word for one in found)) == sides


def test_both_sides_are_told() -> None:
    first = "I hemtjänsten har 57 av 60 en genomförandeplan."
    rest = "Arbetet med genomförandeplan fortsätter 2026. Alla 12 chefer har gått en kurs om genomförandeplan i hemtjänsten."
    other = "Inom funktionsstödet har 56 av 72 en aktuell plan."
    question, asked = _read("Hur många har en genomförandeplan i hemtjänsten eller funktionsstödet?")
    found = extract(question, asked, [hit(chunk(f"{first} {rest}")), hit(chunk(other))])
    told = [one.unit.text for one in found.picked]
    assert told[0] == first
    assert other in told


def test_the_shares_of_the_two_sides_in_a_row_are_told_with_the_sentence_that_says_of_what() -> None:
    before = "I enkäten ställs en fråga om personalens bemötande."
    pair = ["I simhallen instämmer 81 % i påståendet.", "I ishallen är utfallet på samma fråga 91 %."]
    noise = "Personalen i simhallen har bra personal och bra bemötande av personalen till 30 %."
    question, asked = _read("Är personalens bemötande bäst i simhallen eller i ishallen, och hur stor är skillnaden?")
    found = extract(question, asked, [hit(chunk(noise)), hit(chunk(f"{before} {' '.join(pair)}"))])
    assert [one.unit.text for one in found.picked] == [f"{before} {pair[0]}", pair[1]]
    elsewhere = f"I enkäten ställs en fråga om städningen. {' '.join(pair)}"
    found = extract(question, asked, [hit(chunk(noise)), hit(chunk(elsewhere))])
    assert found.picked[0].unit.text == noise


def test_the_points_of_one_matter_that_tell_of_a_side_each_are_told_alone() -> None:
    points = "Nämnden beslutar:\n1. Hamnen Nordudden får använda 10 mnkr.\n2. Hamnen Sydviken får använda 16 mnkr.\n3. Bryggan lagas för 2 mnkr."
    question, asked = _read("Hur mycket mer fick hamnen Sydviken använda än Nordudden?")
    found = extract(question, asked, [hit(chunk(points)), hit(chunk("Hamnen Sydviken har använt mer mnkr än Nordudden i år."))])
    assert [one.unit.text for one in found.picked] == [
        "2. Hamnen Sydviken får använda 16 mnkr.",
        "1. Hamnen Nordudden får använda 10 mnkr.",
    ]
