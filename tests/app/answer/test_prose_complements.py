"""What is not is computed from what is, where a sentence tells the whole and that part of it."""

from __future__ import annotations

import pytest

from app.answer.prose_complements import complement

BOATS = "Totalt inkom 60 st ärenden varav 45 st (75 %) är avslutade, 5 st under utredning och 10 st ej påbörjade."


@pytest.mark.parametrize(
    ("question", "text", "formula"),
    [
        ("Hur många ärenden var inte avslutade?", BOATS, "60 − 45 = 15"),
        ("Hur många ärenden var inte avslutade eller under utredning?", BOATS, "60 − 45 − 5 = 10"),
        (
            "Hur många jobbade med annat än lotsning?",
            "Hamnen hade totalt 34 anställda varav 24 jobbade med lotsning.",
            "34 − 24 = 10",
        ),
        ("Hur många procent hade inte gått sjukurs?", "I mätningen har 77 procent av båtlagen gått sjukurs.", "100 − 77 = 23"),
    ],
)
def test_the_rest_is_computed(question: str, text: str, formula: str) -> None:
    found = complement(question, [text])
    assert found is not None
    assert found.formula == formula


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hur många ärenden var inte påbörjade?", BOATS),  # the sentence tells that itself
        ("Hur många ärenden var avslutade?", BOATS),
        ("Hur många ärenden var inte akuta?", BOATS),  # no part is called so
        ("Hur många procent hade inte gått sjukurs?", "77 procent av båtlagen har inte gått sjukurs."),
        ("Hur många procent hade inte gått sjukurs?", "Minst 77 procent av båtlagen har gått sjukurs."),
        ("Hur mycket avsåg inte kort?", "Totalt 350 tkr, varav 240 st kort."),  # of two kinds
    ],
)
def test_what_is_not_sure_is_not_computed(question: str, text: str) -> None:
    assert complement(question, [text]) is None
