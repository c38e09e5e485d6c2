"""Follow-ups: rewritten to stand alone from the questions before, never a question that stands alone already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.conversation.follow_up import REMEMBERED, stand_alone, told_choice
from app.question.understanding import Coverage

KNOWN = Coverage(
    ("Lingonby", "Tranmåla"),
    ("omsorgsnämnden", "kommunstyrelsen", "kommunfullmäktige", "skolnämnden"),
    (2023, 2024, 2025, 2026),
)
DEMO = Path(__file__).parents[3] / "eval" / "demo" / "questions.jsonl"


def rewritten(*questions: str) -> str:
    """Return the last question as understood after the others."""
    found = stand_alone(questions[-1], questions[:-1], KNOWN)
    assert found.choices == ()
    return found.text


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        ("Vad kostade simhallen 2025?", "och året innan?", "Vad kostade simhallen 2024?"),
        ("Vad kostade simhallen 2025?", "Hur var det 2023 då?", "Vad kostade simhallen 2023?"),
        ("Vad kostade simhallen 2025?", "och två år tidigare?", "Vad kostade simhallen 2023?"),
        ("Vad kostade simhallen 2025?", "nästa år då?", "Vad kostade simhallen 2026?"),
        ("Vad kostade simhallen?", "och 2024?", "Vad kostade simhallen 2024?"),
        ("Vad kostade simhallen i mars 2025?", "i april då?", "Vad kostade simhallen i april 2025?"),
        ("Vad kostade simhallen 2025?", "och tredje kvartalet?", "Vad kostade simhallen tredje kvartalet 2025?"),
        ("Hur gick det i Lingonby 2025?", "och i Tranmåla?", "Hur gick det i Tranmåla 2025?"),
        ("Hur hög var Lingonbys skatt 2025?", "Tranmåla?", "Hur hög var Tranmålas skatt 2025?"),
        ("Hur hög är skatten i Lingonby?", "Tranmåla 2023?", "Hur hög är skatten i Tranmåla 2023?"),
        ("Jämför skatten i Lingonby och Tranmåla 2025", "bara Tranmåla?", "Jämför skatten i Tranmåla 2025?"),
        ("Vad sade omsorgsnämnden om flytten?", "och kommunstyrelsen?", "Vad sade kommunstyrelsen om flytten?"),
        ("Vad står i § 14 från mars 2025?", "§ 15 då?", "Vad står i § 15 från mars 2025?"),
        ("Vad kostade Björkhagen 2025?", "Ekbacken då?", "Vad kostade Ekbacken 2025?"),
        ("Gick Björkhagens förskola plus 2025?", "och Ekbacken?", "Gick Ekbackens förskola plus 2025?"),
        ("Hur många elever gick i förskolan 2025?", "och grundskolan?", "Hur många elever gick i grundskolan 2025?"),
        ("Hur hög var frånvaron 2025?", "bland män?", "Hur hög var frånvaron bland män 2025?"),
        ("Vad gäller om man tappar nyckeln?", "och om man hittar den?", "Vad gäller för nyckeln om man hittar den?"),
        ("Vad kostade simhallen 2025?", "varför?", "Varför kostade simhallen 2025?"),
        ("Hur mycket sprack budgeten för bussarna?", "Vad beror det på?", "Varför sprack budgeten för bussarna?"),
        ("Öppnade badet igen?", "när?", "När öppnade badet igen?"),
        ("Vilken app provas på Björkhagen?", "hur länge?", "Hur länge provas app på Björkhagen?"),
        ("Vad kostade simhallen 2025?", "hur mycket var budgeten?", "Hur mycket var budgeten för simhallen 2025?"),
        ("Vad kostade simhallen 2025?", "och utfallet?", "Vad var utfallet för simhallen 2025?"),
        ("Vad var målet för antalet läsombud 2025?", "Hur blev utfallet?", "Hur blev utfallet för antalet läsombud 2025?"),
        ("Vad kostade simhallen 2025?", "vem ansvarar för den?", "Vem ansvarar för simhallen 2025?"),
        ("Vad handlar rutinen för nycklar om?", "vem beslutade den?", "Vem beslutade om rutinen för nycklar?"),
        ("Vad föreslår motionen om bussresor?", "vem skrev den?", "Vem skrev motionen om bussresor?"),
        ("Vad beslutade nämnden om badet?", "vad tyckte Naturpartiet?", "Vad tyckte Naturpartiet i fråga om badet?"),
        ("Hur ska en avvikelse rapporteras?", "och vem utreder?", "Vem utreder en avvikelse?"),
        ("Hur stor är avgiften för badet?", "har den höjts?", "Har avgiften för badet höjts?"),
        ("Hur gick det för Ekbacken 2025?", "jämför med Björkhagen", "Hur gick det för Ekbacken 2025 jämfört med Björkhagen?"),
        ("Vad kostade badet första kvartalet 2025?", "andra kvartalet?", "Vad kostade badet andra kvartalet 2025?"),
        ("Vad är målet för särskilt boende?", "och för hemtjänst?", "Vad är målet för hemtjänst?"),
        ("Vem är rektor på Ekbacken?", "hur länge har hon varit det?", "Hur länge har den som är rektor på Ekbacken varit det?"),
        ("Hur många elever går på Ekbacken?", "vad kostar de?", "Vad kostar elever som går på Ekbacken?"),
        ("Vem är ordförande i skolnämnden?", "vem är sekreterare där?", "Vem är sekreterare i skolnämnden?"),
        (
            "Vad beslutade nämnden om riktlinjen för städning i mars 2026?",
            "vilka röstade nej?",
            "Vilka röstade nej i fråga om riktlinjen för städning i mars 2026?",
        ),
        ("Hur många lån gjordes 2025?", "ökade de jämfört med året innan?", "Ökade lån som gjordes 2025 jämfört med 2024?"),
    ],
)
def test_a_follow_up_stands_alone(before: str, question: str, meant: str) -> None:
    assert rewritten(before, question) == meant


def test_a_conversation_is_followed_through_all_its_turns() -> None:
    talk = ["Vad kostade Björkhagen i Lingonby 2025?", "Ekbacken då?", "och året innan?", "hur mycket var budgeten?", "varför?"]
    meant = [
        "Vad kostade Björkhagen i Lingonby 2025?",
        "Vad kostade Ekbacken i Lingonby 2025?",
        "Vad kostade Ekbacken i Lingonby 2024?",
        "Hur mycket var budgeten för Ekbacken i Lingonby 2024?",
        "Varför var budgeten för Ekbacken i Lingonby 2024?",
    ]
    assert [stand_alone(talk[at], talk[:at], KNOWN).text for at in range(len(talk))] == meant


def test_a_new_matter_is_what_the_next_follow_up_leans_on() -> None:
    talk = ("Vad kostade simhallen 2025?", "Hur många elever går på Ekbacken?", "och på Björkhagen?")
    assert rewritten(*talk) == "Hur många elever går på Björkhagen?"


@pytest.mark.parametrize(
    "question",
    [
        "Hur många elever går på Ekbacken?",
        "Vem ansvarar för brandskyddet, och när ska det vara klart?",
        "Vad kostar det att hyra en sal?",
        "Finns det lediga platser på Björkhagen?",
        "Vad gäller för den nya rutinen om nycklar?",
        "Hur många av de kontrollerade datorerna hade fel?",
        "Vilka får hjälp av dem som arbetar natt?",
        "Hur långt är det till närmaste skola?",
        "Tack! Hur ofta strulade larmet förra året?",
        "och hur många elever går i anpassad grundskola 2024?",
        "Antal betaldagar 2025?",
        "simhallens öppettider",
        "Vad blev resultatet för skolnämnden 2023?",
        "Vad står i § 15?",
    ],
)
def test_a_question_that_stands_alone_is_not_touched(question: str) -> None:
    history = ["Vad beslutade omsorgsnämnden i Lingonby om riktlinjen för städning i mars 2025?", "Vad kostade Tallbacken 2025?"]
    found = stand_alone(question, history, KNOWN)
    assert (found.text, found.choices) == (question, ())


def test_no_demo_question_is_touched_by_another_one() -> None:
    questions = [json.loads(line)["question"] for line in DEMO.read_text("utf-8").splitlines()]
    touched = []
    for at, question in enumerate(questions):
        for before in (questions[at - 1], questions[at - 7], questions[at - 31]):
            if stand_alone(question, [before], KNOWN).text != question:
                touched.append((before, question))
    assert touched == []


def test_without_history_nothing_is_changed() -> None:
    for question in ("och året innan?", "varför?", "vem beslutade det?", "", "   ", "?"):
        assert stand_alone(question, [], KNOWN).text == " ".join(question.split())


@pytest.mark.parametrize("question", ["", "?", "och?", "då", "…", "§", "den", "1", "😀", "x" * 3000, "och och och och", "\u00ad"])
def test_odd_questions_do_no_harm(question: str) -> None:
    for before in ("Vad kostade simhallen 2025?", "§ 14", "?", "och?", question):
        assert isinstance(stand_alone(question, [before, before], KNOWN).text, str)


def test_two_years_before_give_the_choice() -> None:
    found = stand_alone("hur många lån blev det det året?", ["Hur många besökare hade biblioteket 2024 och 2025?"], KNOWN)
    assert [year for choice in found.choices for year in ("2024", "2025") if year in choice] == ["2024", "2025"]
    assert all(choice.startswith("Hur många lån") for choice in found.choices)
    assert all(choice in told_choice(found.choices) for choice in found.choices)


def test_a_year_told_by_none_gives_the_choice() -> None:
    found = stand_alone("och året innan?", ["Hur stor är avgiften för badet?"], KNOWN)
    assert found.choices == tuple(f"Hur stor är avgiften för badet {year}?" for year in (2023, 2024, 2025, 2026))


def test_two_municipalities_before_give_the_choice() -> None:
    before = ["Jämför skatten i Lingonby och Tranmåla 2025."]
    assert stand_alone("Hur många invånare har kommunen?", before, KNOWN).choices == (
        "Hur många invånare har Lingonby kommun?",
        "Hur många invånare har Tranmåla kommun?",
    )
    assert len(stand_alone("vem är rektor där?", before, KNOWN).choices) == 2
    one = stand_alone("Hur många invånare har kommunen?", ["Hur hög är skatten i Tranmåla?"], KNOWN)
    assert (one.text, one.choices) == ("Hur många invånare har Tranmåla kommun?", ())


def test_only_the_last_questions_are_looked_at() -> None:
    long_ago = ["Vad kostade simhallen 2025?", *["?"] * REMEMBERED]
    assert rewritten(*long_ago, "och året innan?") == "och året innan?"
