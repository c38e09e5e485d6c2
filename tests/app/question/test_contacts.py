"""A phone number or an address that is asked for, and what gives one."""

from __future__ import annotations

import pytest

from app.question.answer_forms import STRICT, AnswerForm, forms_asked, has_form
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, understand

PHONE, MAIL, STREET = "Vilket telefonnummer har badet?", "Vilken e-postadress har badet?", "Vilken adress har badet?"


@pytest.mark.parametrize(
    ("asks", "told", "given"),
    [
        (PHONE, "Ring badet, 0980-12 34 56, före klockan 9.", True),
        (PHONE, "Ring 112 vid fara för livet.", True),
        (PHONE, "Telefonerna spärras om de tappas bort.", False),
        ("Vad har badmästaren för telefonnummer?", "Badmästaren kom 2024-05-01 och har 13 kollegor.", False),
        ("Vilket nummer ringer man om bryggan lossnar?", "Ring hamnvakten.", False),
        (MAIL, "Skriv till badet@lingonby.example.", True),
        (MAIL, "Frågor skickas inte med vanlig e-post.", False),
        (STREET, "Badet ligger på Strandvägen i Lingonby.", True),
        (STREET, "Badet, Strandgatan 4, öppnar i maj.", True),
        (STREET, "Post skickas till Box 12.", True),
        (STREET, "Badet ersätter det i centrala Lingonby.", False),
        ("Vad är adressen till badet?", "Badet öppnar den 4 maj.", False),
    ],
)
def test_a_contact_is_given_by_what_it_looks_like(asks: str, told: str, *, given: bool) -> None:
    question = understand(asks, Coverage((), (), ()), Synonyms(()))
    assert forms_asked(question) == (AnswerForm.CONTACT,)
    assert AnswerForm.CONTACT in STRICT
    assert has_form(AnswerForm.CONTACT, told, question, ()) is given


@pytest.mark.parametrize(
    "asks", ["Får blanketten skickas med e-post?", "Hur många ringer per telefon?", "Vilket ärende (nummer) gäller bryggan?"]
)
def test_other_questions_ask_for_none(asks: str) -> None:
    assert AnswerForm.CONTACT not in forms_asked(understand(asks, Coverage((), (), ()), Synonyms(())))
