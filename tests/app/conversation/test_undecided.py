"""A question without a municipality, where several have the answer, is told whose the answer is; any other is left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.conversation.undecided import places_that_answer, with_the_others
from app.model import Answer, Citation, Mode, Outcome, Question, QuestionKind, Reason
from ingest.model import Metadata
from tests.passages import chunk, hit
from vectorstore.coverage import Asked
from vectorstore.model import Hit
from vectorstore.words.tokens import stem

ASKED = (Asked("frånvaron", 1.0, {stem("frånvaron"): 1.0}),)
QUESTION = Question("Hur hög var frånvaron?", "Hur hög var frånvaron?", QuestionKind.NUMBER)


def passages(*towns: str, text: str = "Frånvaron var 5 procent.") -> list[Hit]:
    return [hit(chunk(text, Metadata(municipality=town))) for town in towns]


def test_papers_of_two_municipalities_answer_as_well() -> None:
    assert places_that_answer(QUESTION, ASKED, passages("Ale", "Tranmåla")) == ("Ale", "Tranmåla")


@pytest.mark.parametrize(
    "named",
    [{"municipalities": ("Ale",)}, {"bodies": ("nämnden",)}, {"paragraphs": ("§ 1",)}, {"diary_numbers": ("KS 2025/1",)}],
)
def test_a_question_that_says_which_means_that_one(named: dict[str, Any]) -> None:
    assert places_that_answer(replace(QUESTION, **named), ASKED, passages("Ale", "Tranmåla")) == ()


def test_one_municipality_or_another_matter_is_no_choice() -> None:
    assert places_that_answer(QUESTION, ASKED, passages("Ale", "Ale")) == ()
    assert places_that_answer(QUESTION, ASKED, passages("Ale", "")) == ()
    assert places_that_answer(QUESTION, ASKED, [*passages("Ale"), *passages("Tranmåla", text="Badet öppnar.")]) == ()
    assert places_that_answer(QUESTION, (), passages("Ale", "Tranmåla")) == ()


def test_the_year_asked_for_narrows_it() -> None:
    told = [*passages("Ale", text="Frånvaron 2024 var 5 procent."), *passages("Tranmåla", text="Frånvaron 2023 var 5 procent.")]
    assert places_that_answer(replace(QUESTION, years=(2024,)), ASKED, told) == ()


def cited(*towns: str) -> Answer:
    citations = tuple(
        Citation(n, "d", "t", "s", town, "", "", "", (), None, None, None, "q", 0, 1, "/u") for n, town in enumerate(towns, 1)
    )
    return Answer("?", "?", Outcome.ANSWERED, None, "Fem procent. [1]", citations, (), Mode.EXTRACTIVE)


def test_the_answer_says_whose_it_is_and_offers_the_others() -> None:
    told = with_the_others(QUESTION, cited("Ale"), ("Ale", "Tranmåla", "Lund"))
    assert (told.outcome, told.reason) == (Outcome.PARTIAL, Reason.AMBIGUOUS)
    assert told.text == "Frågan kan gälla flera kommuner: Ale, Tranmåla och Lund. Det här svaret gäller Ale.\nFem procent. [1]"
    assert told.follow_ups[1] == "Hur hög var frånvaron i Tranmåla?"
    assert told.citations == cited("Ale").citations


def test_an_answer_from_both_or_from_elsewhere_is_left_alone() -> None:
    for answer in (cited("Ale", "Tranmåla"), cited("Lund"), cited()):
        assert with_the_others(QUESTION, answer, ("Ale", "Tranmåla")) == answer
    assert with_the_others(QUESTION, cited("Ale"), ()) == cited("Ale")
