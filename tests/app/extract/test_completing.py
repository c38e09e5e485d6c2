"""What is told beside the best sentence, and what is not: reasons, a rule's second half, whole lists, no names of papers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.extract.choice import extract
from app.extract.unit_model import Unit, UnitKind
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from app.wording import of_how_many
from ingest.model import Chunk, ChunkKind
from tests.passages import chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))
RULES = [
    "Chefen ansvarar för att:",
    *(f"• {point} i köket sköts" for point in ["nycklarna", "städningen", "disken", "tvätten", "ugnen"]),
]


def _picked(question: str, *passages: Chunk) -> list[Unit]:
    understood = understand(question, Coverage(("Lingonby",), ("omsorgsnämnden",), (2025,)), Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)
    return [one.unit for one in extract(understood, asked, [hit(passage) for passage in passages]).picked]


def _texts(question: str, *texts: str) -> list[str]:
    return [unit.text for unit in _picked(question, *(chunk(text) for text in texts))]


def test_a_fact_told_where_its_reason_is_asked_for_is_told_with_the_sentence_after() -> None:
    text = "Ishallen är öppen. Cykelbanan till Lingonvik är försenad. En markägare har överklagat beslutet."
    told = _texts("Varför är cykelbanan till Lingonvik försenad?", text)
    assert told[0] == "Cykelbanan till Lingonvik är försenad. En markägare har överklagat beslutet."


def test_what_follows_from_something_is_told_with_the_sentence_before() -> None:
    text = "Ett bolag är inget beredningsorgan. Ärendet om hamnen kan därför inte återremitteras dit."
    assert _texts("Varför kan ärendet om hamnen inte återremitteras?", text) == [text]


def test_a_sentence_that_gives_a_reason_is_told_alone() -> None:
    text = "Badet är stängt eftersom pumpen är trasig. Biblioteket är öppet."
    assert _texts("Varför är badet stängt?", text) == ["Badet är stängt eftersom pumpen är trasig."]


@pytest.mark.parametrize(
    "reason",
    [
        "En bidragande orsak till att antalet besök har ökat är den nya bussen.",
        "Att antalet besök har ökat bedöms ha samband med den nya bussen.",
        "Mot bakgrund av den nya bussen har antalet besök ökat.",
        "Antalet besök har ökat sedan en ny busslinje öppnats.",
    ],
)
def test_a_reason_in_other_words_goes_before_what_says_more_of_what_is_asked(reason: str) -> None:
    counts = "Antalet besök på museet har ökat varje månad."
    assert reason in _texts("Varför har antalet besök ökat?", f"{counts}\n\n{reason}")[0]


def test_a_decision_does_not_answer_why() -> None:
    decision = chunk("Beslut\n\nNämnden beslutar att avslå motionen om parken.", kind=ChunkKind.DECISION)
    reason = chunk("Motionen om parken avslås eftersom marken är sank.")
    assert (
        _picked("Varför avslogs motionen om parken?", decision, reason)[0].text
        == "Motionen om parken avslås eftersom marken är sank."
    )


def test_a_rule_that_has_changed_is_not_told_without_the_new_one() -> None:
    text = "Tidigare gjordes avdrag efter 14 dagars frånvaro. Detta ändrades till 21 dagars frånvaro."
    assert _texts("När görs avdrag vid frånvaro?", text)[0] == text


def test_a_rule_is_told_with_its_second_half() -> None:
    text = "Den som vill motivera sin reservation ska göra det skriftligt. Motiveringen ska lämnas till sekreteraren."
    assert _texts("Hur gör man för att motivera sin reservation?", text) == [text]


def test_who_does_otherwise_is_told_where_that_is_asked_for() -> None:
    text = "Du ska lämna uppgift om inkomst i februari. Den som inte lämnar uppgift betalar högsta avgift. Kontoret är öppet."
    told = _texts("Vad händer om man inte lämnar uppgift om inkomst?", text)
    assert any("betalar högsta avgift" in one for one in told)


def test_the_sentence_that_leans_on_the_one_before_answers_by_its_form() -> None:
    text = (
        "Alla ska ha en genomförandeplan. Planen följs upp var sjätte månad.\n\nNämnden följer upp sin internkontrollplan ibland."
    )
    assert "var sjätte månad" in _texts("Hur ofta följs genomförandeplanen upp?", text)[0]


@pytest.mark.parametrize("naming", ["Handling 2025 nr 248", "Omsorgsnämnden 2026-03-17 § 24.", "Protokollsutdrag 2026-04-08 § 78."])
def test_a_line_that_only_names_a_paper_is_not_told(naming: str) -> None:
    text = f"Lingonpartiet yrkar bifall till motionen om hamnen.\n\n{naming}"
    assert _texts("Vad yrkar Lingonpartiet om motionen i omsorgsnämnden?", text) == [
        "Lingonpartiet yrkar bifall till motionen om hamnen."
    ]


def test_what_was_decided_in_another_matter_is_not_told_beside() -> None:
    own = chunk("Beslut\n\nÄrendet om hamnens nya läge återremitteras.", kind=ChunkKind.DECISION, paragraph="§ 5")
    other = chunk("Beslut\n\nMotionen om hamnens nya båtar remitteras.", kind=ChunkKind.DECISION, paragraph="§ 9", start=900)
    assert [one.chunk.paragraph for one in _picked("Vad beslutades om hamnens nya läge?", own, other)] == ["§ 5"]


def test_all_of_a_list_is_told_where_one_word_asks_for_several() -> None:
    assert len(_texts("Vad ansvarar chefen för i köket med nycklarna?", "\n".join(RULES))[0].splitlines()) == len(RULES)


def test_one_point_of_a_list_that_is_too_long_is_told_with_how_many_there_are() -> None:
    long = "\n".join([RULES[0], *(f"{rule} {'och mycket annat ' * 12}" for rule in RULES[1:])])
    unit = _picked("Vad ansvarar chefen för med nycklarna?", chunk(long))[0]
    assert (unit.kind, of_how_many(unit)) == (UnitKind.ITEM, " (en av fem punkter)")


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("Hur länge gäller en delegering?", "En delegering gäller i högst ett år.", "En delegering gäller för hela enheten."),
        ("Hur lång tid tar en delegering?", "En delegering tar tre veckor.", "En delegering tar vi upp den 3 maj 2025."),
    ],
)
def test_a_length_of_time_is_no_day_and_may_be_one_of_its_unit(question: str, answer: str, other: str) -> None:
    assert _texts(question, f"{other} {answer}")[0] == answer


def test_a_list_is_told_with_its_lead_whether_that_ends_in_a_colon_or_a_semicolon() -> None:
    for mark in ":;":
        text = "\n\n".join([f"Resultaten om bryggan visar att{mark}", "• plankorna är ruttna.", "• räcket saknas."])
        assert _texts("Vad visar resultaten om bryggan?", text) == [text]


def test_the_lines_that_each_tell_a_number_are_all_told_with_the_line_that_leads_them_in() -> None:
    lead = (
        "Så många timmar är obokade på vallarna under sommarens kvällar, om ingen hör av sig innan våren är slut och snön har smält, "
        "vilket ingen vet säkert, men som den som sköter gräset tror och har skrivit upp på tavlan vid grinden till planen:"
    )
    lines = [f"{name}: {hours} timmar" for name, hours in (("Norrvallen", "120,5"), ("Östvallen", "310,5"), ("Sörvallen", "275"))]
    text = "\n\n".join([lead, *lines, "Föreningarna är nöjda med det."])
    assert _texts("Hur många timmar är obokade på vallarna?", text)[0] == "\n\n".join([lead, *lines])


def test_lines_that_each_tell_a_number_go_on_in_the_next_passage() -> None:
    first = chunk("Antalet lediga timmar är:\n\nNorrvallen: 120,5 timmar\n\nÖstvallen: 310,5 timmar", document="d")
    second = replace(chunk("Sörvallen: 275 timmar\n\nLaget är nöjt med det.", start=len(first.text) + 2, document="d"), number=1)
    told = [
        one.text for one in _picked("Hur många lediga timmar är det totalt på Norrvallen, Östvallen och Sörvallen?", first, second)
    ]
    assert told[:2] == [first.text, "Sörvallen: 275 timmar"]
