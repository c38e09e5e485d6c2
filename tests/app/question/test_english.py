"""Questions in English are read in Swedish words; Swedish ones are left as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.question.english import in_swedish, is_english

DEMO = Path(__file__).parents[3] / "eval" / "demo" / "questions.jsonl"


@pytest.mark.parametrize(
    ("english", "swedish"),
    [
        ("What was the home care result in Lingonby 2025?", "Vad var hemtjänst resultat i Lingonby 2025?"),
        ("How much did elderly care cost in 2024?", "Hur mycket kostade äldreomsorg i 2024?"),
        ("What did the municipal board decide about the motion?", "Vad beslutade kommunstyrelsen om motion?"),
        ("Who is responsible for fire safety at the nursing homes?", "Vem ansvarar för brandskydd på särskilt boende?"),
        ("How many visitors did Lingonby's libraries have?", "Hur många besökare hade Lingonbys bibliotek?"),
        ("Did the cost increase in May 2025?", "Ökade kostnad i maj 2025?"),
        ("Is there a routine for missed visits?", "Finns det rutin för missade besök?"),
        ("What was decided on 2024-05-14 in case SN/2024:0123?", "Vad beslutades om 2024-05-14 i ärende SN/2024:0123?"),
        ("How much is 12,5 % of the 3.5 million?", "Hur mycket är 12,5 % av 3.5 miljoner?"),
        ("What's the cost of the library?", "Vad är kostnad av bibliotek?"),
        ("Vad kostar projektet The Loop in the park?", "Vad kostar projektet The Loop in the park?"),
        ("and the year before?", "Och året innan?"),
        ("And in Tranmåla?", "Och i Tranmåla?"),
    ],
)
def test_an_english_question_is_read_in_swedish_words(english: str, swedish: str) -> None:
    assert in_swedish(english) == swedish


@pytest.mark.parametrize(
    "text",
    [
        "Vad beslutade nämnden om appen The Voice of the People?",
        "Hur var det i Is?",
        "Budget 2025",
        "§ 12",
        "Är det en bra idé att ha it i skolan?",
        "",
    ],
)
def test_other_questions_stay_as_they_are(text: str) -> None:
    assert in_swedish(text) == text


def test_no_swedish_question_of_the_demo_is_taken_for_english() -> None:
    questions = [json.loads(line)["question"] for line in DEMO.read_text("utf-8").splitlines()]
    assert not [question for question in questions if is_english(question)]
