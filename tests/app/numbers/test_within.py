"""A part asked for within a whole is the part's row, never the whole's."""

from __future__ import annotations

import pytest

from app.numbers.ranking import Placed
from app.numbers.row_names import lacks_its_line, subject
from app.numbers.within import lacks_the_part, rows_within, tells_the_whole
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from tests.app.numbers.test_ranking import PAPER, figure, year
from vectorstore.coverage import Asked, asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

#: Rows as they are printed: two wholes and their parts, one below another.
_ROWS = ("Barnomsorg", "Köp av platser", "Administration", "Fritid", "Bad (inkl. gym)", "Administration")


def _placed() -> list[Placed]:
    told = [(at, label, str(100 + at)) for at, label in enumerate(_ROWS)]
    return [
        Placed(figure(label, value, "utfall", year(2025), start=10 * at, end=10 * at + 3, quote_start=10 * at), "", PAPER, 1.0)
        for at, label, value in told
    ]


def _names(text: str) -> list[Asked]:
    asked = understand(text, Coverage(("Ekdala",), (), (2025,)), Synonyms(()))
    return subject(asked, asked_words(search_query(asked, Filter()), Speller(lambda stems: dict.fromkeys(stems, 1))))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Vad kostade köp av platser inom barnomsorgen 2025?", "101"),
        ("Vad kostade administrationen inom fritid 2025?", "105"),
        ("Vad kostade administration inom barnomsorg 2025?", "102"),
        ("Vad kostade badet inom fritid 2025?", "104"),
    ],
)
def test_the_part_is_the_row_of_its_name_next_below_the_whole(question: str, value: str) -> None:
    found = rows_within(question, _names(question), _placed())
    assert found is not None
    assert [str(one.figure.value) for one in found[1]] == [value]


def test_no_row_of_the_part_gives_none_and_the_whole_is_no_answer() -> None:
    question = "Vad kostade lekplatserna inom barnomsorgen 2025?"
    assert rows_within(question, _names(question), _placed()) is None
    assert tells_the_whole(question, _names(question), _placed()[:1])
    assert not tells_the_whole(question, _names(question), _placed()[1:2])


def test_the_whole_asked_for_is_told() -> None:
    question = "Vad kostade barnomsorgen 2025?"
    assert not tells_the_whole(question, _names(question), _placed()[:1])


def test_a_sum_of_costs_under_a_heading_of_results_is_no_result() -> None:
    asked = _names("Vad är årets resultat 2025?")
    costs = Placed(figure("Summa", "714850", "utfall", year(2025), column="Utfall 2025"), "Ekonomiskt resultat", PAPER, 1.0)
    result = Placed(figure("Årets resultat", "12", "utfall", year(2025)), "Ekonomiskt resultat", PAPER, 1.0)
    assert lacks_its_line(asked, [costs])
    assert not lacks_its_line(asked, [result])
    assert not lacks_its_line(_names("Vad kostade barnomsorgen 2025?"), [costs])


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Hur många av kostnaderna gällde simhallen?", True),
        ("Hur många av kostnaderna gällde administration?", False),
        ("Hur mycket var administration?", False),  # no part is asked for
    ],
)
def test_a_cell_must_be_called_by_the_part_asked_for(text: str, *, lacks: bool) -> None:
    assert lacks_the_part(text, _names(text), _placed()[2]) is lacks


def test_the_part_may_be_said_after_the_whole() -> None:
    text = "Hur mycket kostade inom barnomsorg i Ekdala 2025, den interna administrationen?"
    found = rows_within(text, [one for one in _names(text) if one.word != "interna"], _placed())
    assert found is not None
    assert {one.figure.start for one in found[1]} == {20}
