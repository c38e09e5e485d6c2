"""Who holds a post: the name that stands with the title, in the latest paper of the board asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.proceedings.posts import holder_of
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import Chunk
from tests.passages import LINGONBY, chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


def told(question: str, *passages: Chunk) -> list[tuple[str, str]]:
    understood = understand(question, Coverage(("Lingonby",), ("omsorgsnämnden",), (2025,)), Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)
    found = holder_of(understood, asked, [hit(one) for one in passages])
    return [((one.label or "").split(" (")[0], one.unit.text) for one in found.picked] if found else []


@pytest.mark.parametrize(
    "text",
    [
        "Ordförande: Siv Lund (S)",
        "Närvarande\n\nBo Ek (V), vice ordförande\nSiv Lund (S), ordförande",
        "Siv Lund (S)   Bo Ek\n\nOrdförande   Förvaltningschef",
        "Siv Lund (S) Bo Ek (V)\nordförande vice ordförande",
        "Mötet leds av ordföranden Siv Lund (S) hela dagen.",
    ],
)
def test_the_name_beside_or_over_its_title_is_told(text: str) -> None:
    assert told("Vem är ordförande i omsorgsnämnden?", chunk(text)) == [("Ordförande", "Siv Lund (S)")]


def test_another_title_another_board_and_a_title_alone_are_not() -> None:
    assert told("Vem är ordförande i omsorgsnämnden?", chunk("Bo Ek (V), vice ordförande\nOrdföranden leder mötet.")) == []
    other = replace(LINGONBY, body="byggnadsnämnden")
    assert told("Vem är ordförande i omsorgsnämnden?", chunk("Ordförande: Siv Lund (S)", other)) == []
    assert told("Vem kontaktar förvaltningschefen?", chunk("Förvaltningschef: Siv Lund")) == []
    assert told("Vem är det som har gjort kursen för hamnchefer?", chunk("Hamnchef: Siv Lund")) == []


def test_the_verb_of_a_name_says_nothing_of_which_post_and_a_line_of_a_form_names_nobody() -> None:
    assert told("Vad heter hamnchefen i Lingonby?", chunk("Handläggare: Siv Lund, hamnchef")) == [("Hamnchef", "Siv Lund")]
    assert told("Vad heter hamnchefen i Lingonby?", chunk("Dokumenttyp Rutin\nBeslutad av Hamnchef")) == []


def test_the_latest_paper_is_believed() -> None:
    old, new = replace(LINGONBY, day=date(2021, 1, 1)), replace(LINGONBY, day=date(2026, 1, 1))
    papers = (chunk("Förvaltningschef: Bo Ek", old), chunk("Förvaltningschef: Siv Lund", new))
    assert told("Vem är förvaltningschef?", *papers) == [("Förvaltningschef", "Siv Lund")]


def test_all_who_signed_a_paper_are_told() -> None:
    passage = chunk("Revisorernas missiv om bryggan\n\nSiv Lund Bo Ek\nordförande vice ordförande")
    assert told("Vilka har undertecknat missivet om bryggan?", passage) == [
        ("Ordförande", "Siv Lund"),
        ("Vice ordförande", "Bo Ek"),
    ]


def test_what_stands_after_a_title_says_whose_it_is() -> None:
    passage = chunk("Svar på motion om bryggan\n\nSiv Lund   Bo Ek\n\nFörvaltningschef   Verksamhetschef hamn och farleder")
    assert told("Vad heter verksamhetschefen för hamnen?", passage) == [("Verksamhetschef hamn och farleder", "Bo Ek")]
    assert told("Vad heter verksamhetschefen för biblioteken?", passage) == []
