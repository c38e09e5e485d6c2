"""A part of what is asked that nothing told says: the refusal names it."""

from __future__ import annotations

import pytest

from app.answer.part_unsaid import part_unsaid
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import ChunkKind
from tests.passages import chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))
ROW = "| Kön | Kvinnor | Män |\n| Simmare | 12 | 14 |"


def _missing(
    asks: str, told: str, unit: UnitKind = UnitKind.SENTENCE, kind: ChunkKind = ChunkKind.PROSE, paragraph: str = ""
) -> str:
    question = understand(asks, Coverage(("Lingonby",), (), (2025,)), Synonyms(()))
    asked = asked_words(search_query(question, Filter()), AS_TYPED)
    passage = chunk(told, kind=kind, paragraph=paragraph)
    start = told.rfind("\n") + 1 if unit is UnitKind.ROW else 0
    return part_unsaid(question, asked, [Picked(Unit(passage, unit, start, len(told), start, len(told)), hit(passage), 1.0)])


@pytest.mark.parametrize(
    ("asks", "told", "missing"),
    [
        ("Hur många av simmarna var kvinnor?", "I sjön badade 26 simmare.", "kvinnor"),
        ("Hur många av simmarna var kvinnor?", "I sjön badade 26 simmare, hälften kvinnor.", ""),
        ("Var de två simmarna män eller kvinnor?", "Man bad två simmare vänta.", "män"),
        ("Var de två simmarna män eller kvinnor?", "Hon och han fick vänta.", ""),
        ("Hur många boende fanns på Hamngården?", "Hamngården kostade 40 mnkr.", "boende"),
        ("Hur många nya anställde hamnen 2025?", "Under 2025 rekryterades fyra hamnvakter.", ""),
        ("Hur många klagomål kom från badet respektive campingen?", "Totalt kom 40 klagomål.", "badet och campingen"),
        ("Hur många klagomål kom från badet respektive campingen?", "Från badet kom 30 klagomål.", ""),
        ("Vem svarar för badet respektive campingen?", "Nämnden svarar för båda.", ""),
        (
            "Hur hög sjukfrånvaro hade just biblioteksavdelningen?",
            "Avdelningarna hade 10 procent sjukfrånvaro.",
            "just biblioteksavdelningen",
        ),
        ("Hur hög sjukfrånvaro hade just biblioteksavdelningen?", "Biblioteken hade 10 procent sjukfrånvaro.", ""),
        ("Hur många båtar finns det på Kattholmen?", "Vid bryggan finns 10 båtar.", "Kattholmen"),
        ("Vilket år byts bryggan på Kattholmen?", "Bryggan byts under 2026.", "Kattholmen"),
        ("Hur många båtar finns det på Kattholmen?", "Kattholmens bryggor har 10 båtar.", ""),
        ("Hur många båtar finns det i Lingonby?", "Det finns 10 båtar.", ""),
        ("hur manga batar finns det i Goteborg?", "Det finns 10 båtar.", ""),
        (
            "Hur ofta är det skäligt att skura däcket enligt hamnplanen?",
            "Det är skäligt att olja båten varje år.",
            "skura nämns inte",
        ),
        ("Hur ofta är det skäligt att skura däcket enligt hamnplanen?", "Det är skäligt att skura däcket varje år.", ""),
        ("Hur ofta ska vi i omsorgen skura däcket?", "Däcket skuras varje år.", ""),
        ("När ska den nya bryggan vara klar?", "Arbete pågår med att skyndsamt bygga bryggan.", "ingen tid"),
        ("När ska den nya bryggan vara klar?", "Bryggan byggs till sommaren.", ""),
        ("Vem bygger bryggan och när är den klar?", "Båtklubben bygger bryggan.", ""),
        ("Vad händer på Kattholmen?", "Bryggan byts.", ""),
        ("Hur många båtar har nya Kattskäret?", "Vid bryggan finns 10 båtar.", "Kattskäret"),
        ("Vilket datum överlämnade revisorerna rapporten?", "Svaret ska lämnas senast den 9 april 2026.", "senast ska göras"),
        ("Vilket datum överlämnade revisorerna rapporten?", "Rapporten överlämnades den 9 april 2026.", ""),
        ("Vilket datum ska svaret lämnas?", "Svaret ska lämnas senast den 9 april 2026.", ""),
        ("Vilket bibliotek har provat meröppet?", "Ett bibliotek har provat att ha meröppet.", "inget namn"),
        ("Vilket bibliotek har provat meröppet?", "Ett bibliotek, Kattholmen, har provat meröppet.", ""),
        ("Vilket år byggdes ett bibliotek?", "Ett bibliotek byggdes då.", ""),
        (
            "Hur många båtar såldes?",
            "Fyra bryggor byggdes. Båtar såldes till goda priser.",
            "hur många båtar",
        ),
        ("Hur många båtar såldes?", "Av båtarna vid bryggan såldes 4.", ""),
        ("Hur många av de nio provade båtarna läckte?", "Antal båtar som provades i april är: 9, varav 2 läckte.", ""),
        ("Hur många av de provade båtarna läckte?", "Båtarna provades länge och väl, då 2 av de 9 läckte.", ""),
        ("Hur många barn badade?", "Sommarskolan hade fler deltagare (41 st) än i fjol.", ""),
        ("Hur många passagerare krävs det?", "Det krävs minst sju påstigande per tur.", ""),
        ("hur manga tjanster motsvarar bryggan", "Bryggan motsvarar tre årsarbetare.", ""),
        ("Hur många vikarier fick bonusen?", "Bonusen var 4 500 kr för vikarier som stannade i 6 veckor.", "hur många vikarier"),
        ("Hur många vikarier fick bonusen?", "Bonusen gavs till 12 vikarier i 6 veckor.", ""),
        ("Hur många badade?", "I sjön var det kallt i 4 dagar.", ""),
        ("Hur ofta ses båtarna över när bryggan läggs om?", "Båtarna ses över varje år.", ""),
        ("Vad står förkortningen LYB för?", "LYB ses över varje år.", "förklarar inte LYB"),
        ("Vad står förkortningen LYB för?", "Lingonby båtklubb (LYB) ser över båtarna.", ""),
        ("Hur hög var väntetiden till bryggan?", "Bryggan kostade 40 tkr.", "väntetiden"),
        ("Vad låg hyran på?", "Kostnaden för bryggan ökade med 40 tkr.", "hyran"),
        ("Vad låg hyran på?", "Hyran ökade till 40 tkr.", ""),
    ],
)
def test_a_part_that_is_not_told_of_is_named(asks: str, told: str, missing: str) -> None:
    said = _missing(asks, told)
    assert missing in said
    assert bool(said) == bool(missing)


def test_the_columns_of_a_row_may_say_it() -> None:
    assert not _missing("Hur många kvinnor simmade?", ROW, UnitKind.ROW)
    assert _missing("Hur många flickor simmade?", "| Simmare | 12 | 14 |", UnitKind.ROW)


def test_a_row_counts_what_its_header_says() -> None:
    assert not _missing("Hur många båtar har fler än 40 platser?", "| Platser | Antal båtar |\n| 41–45 | 7 |", UnitKind.ROW)
    assert _missing("Hur många bryggor har fler än 40 platser?", "| Platser | Antal båtar |\n| 41–45 | 7 |", UnitKind.ROW)


def test_which_paragraph_is_answered_by_a_matter_that_has_one_or_says_it() -> None:
    asks = "Vilken paragraf har beslutet om bryggan?"
    assert "varken paragraf" in _missing(asks, "I april beslutade nämnden om bryggan.")
    assert not _missing(asks, "I april beslutade nämnden om bryggan, § 14.")
    assert not _missing(asks, "Nämnden beslutade om bryggan.", paragraph="§ 14")


def test_a_decision_without_a_reason_tells_none() -> None:
    asks = "Varför avgick Ada Ek?"
    assert "inget skäl" in _missing(asks, "Ada Eks avsägelse godkänns.", kind=ChunkKind.DECISION)
    assert not _missing(asks, "Ada Eks avsägelse godkänns på grund av flytt.", kind=ChunkKind.DECISION)
    assert not _missing(asks, "Ada Ek flyttar.")


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ("Jag vill därför fråga: När öppnar bryggan?", "är frågan, inte svaret"),
        ("Siv Lund ställer en fråga som lyder: När öppnar bryggan? Bo Ek besvarar frågan.", ""),
        ("Bryggan öppnar i maj.", ""),
    ],
)
def test_a_question_is_no_answer_to_it(told: str, missing: str) -> None:
    said = _missing("Vad svarade Bo Ek på frågan om bryggan?", told)
    assert (missing in said) if missing else "frågan, inte svaret" not in said
