"""What is near what is asked, but is not it, is refused, and the refusal says what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.answer.near_miss import near_miss, no_such_board
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.units import units_of
from app.model import Question, QuestionKind, Reason
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, understand
from ingest.model import Chunk, ChunkKind, Metadata
from tests.passages import LINGONBY, chunk, hit
from vectorstore.coverage import Asked
from vectorstore.words.tokens import stem

KNOWN = Coverage(("Lingonby",), ("omsorgsnämnden", "kommunstyrelsen"), (2024, 2025))
BOARD = Metadata(municipality="Lingonby", body="kommunstyrelsen", day=date(2026, 4, 1), years=(2026,))


def _asks(text: str) -> Question:
    return understand(text, KNOWN, Synonyms(()))


def _word(word: str, weight: float = 0.9) -> Asked:
    return Asked(word, weight, {stem(word): 1.0})


def _picked(*passages: Chunk, score: float = 1.0) -> Extract:
    return Extract(tuple(Picked(units_of(one)[0], hit(one, score), 1.0) for one in passages), 1.0)


def _refusal(asks: str, *passages: Chunk, words: tuple[Asked, ...] = ()) -> str:
    """Return what the refusal says, "" where what is picked is told."""
    extract = _picked(*passages)
    said_no = near_miss(_asks(asks), words, extract, [one.hit for one in extract.picked], KNOWN)
    return said_no.text if said_no else ""


def test_a_decision_of_another_day_is_refused_and_the_day_there_is_told() -> None:
    passage = chunk("Ärendet bordläggs till sammanträdet den 22 april 2026.", BOARD, kind=ChunkKind.DECISION, paragraph="§ 46")
    text = _refusal("Vad beslutade kommunstyrelsen den 22 april 2026 om bryggan?", passage)
    assert "2026-04-22" in text
    assert "kommunstyrelsen 2026-04-01, § 46" in text
    assert not _refusal("Vad beslutade kommunstyrelsen den 1 april 2026 om bryggan?", passage)


def test_a_day_that_the_matter_itself_names_is_no_meeting() -> None:
    passage = chunk("Avtalet från den 3 mars 2026 godkänns.", BOARD, kind=ChunkKind.DECISION)
    assert not _refusal("Vad beslutade kommunstyrelsen om avtalet från den 3 mars 2026?", passage)


def test_another_boards_words_are_refused_unless_they_name_the_board_or_its_office() -> None:
    asks = "Vad svarade kommunstyrelsen på motionen om gratis kaffe?"
    assert "omsorgsnämnden, inte kommunstyrelsen" in _refusal(asks, chunk("Nämnden antar förvaltningens svar."))
    assert not _refusal(asks, chunk("Kommunstyrelsen svarade att kaffet ska kosta."))
    assert not _refusal(asks, chunk("Förvaltningens svar antas.", replace(LINGONBY, body="")))
    assert not _refusal("Vad gör omsorgsnämnden?", chunk("Omsorgsförvaltningen städar.", BOARD))


def test_the_opinion_of_a_board_that_nothing_picked_names_is_refused() -> None:
    asks = "Vad tyckte socialnämnden om bryggan?"
    assert "inte socialnämnden" in _refusal(asks, chunk("Bryggan bedöms vara farlig."))
    assert not _refusal(asks, chunk("Socialnämnden anser att bryggan är farlig."))


def test_who_has_an_opinion_may_be_named_by_what_they_wrote() -> None:
    words = (_word("motionärerna", 1.0),)
    assert "motionärerna" in _refusal("Vad sa motionärerna om bryggan?", chunk("Bryggan är farlig."), words=words)
    assert not _refusal("Vad sa motionärerna om bryggan?", chunk("Enligt motionen är bryggan farlig."), words=words)


def test_the_month_asked_about_is_told_of_the_measure_asked_for() -> None:
    words = (_word("sjukfrånvaron"), _word("badet", 0.4))
    asks = "Vad blev sjukfrånvaron på badet i maj 2025?"
    hours = chunk("Badet hade öppet 30 timmar i maj.", document="b")
    assert "den månad" in _refusal(asks, chunk("Sjukfrånvaron var 9,1 procent i april."), hours, words=words)
    assert not _refusal(asks, chunk("Sjukfrånvaron var 9,1 procent i maj."), hours, words=words)


def test_a_board_that_no_paper_of_the_municipality_names_is_refused_before_anything_is_read() -> None:
    asked = _asks("Vad fick tekniska nämnden i Lingonby för nettokostnad?")
    said_no = no_such_board(asked, [hit(chunk("Nettokostnaden blev 5 tkr."))], KNOWN)
    assert said_no is not None
    assert said_no.reason is Reason.OUTSIDE_COVERAGE
    assert "tekniska nämnden" in said_no.text
    assert no_such_board(asked, [hit(chunk("Tekniska nämndens nettokostnad blev 5 tkr."))], KNOWN) is None
    assert no_such_board(_asks("Hur många fler än förut kom till Lingonby?"), [hit(chunk("Fem kom."))], KNOWN) is None


@pytest.mark.parametrize(
    ("asks", "told", "missing"),
    [
        ("Hur stor andel var nöjda 2025?", "Andelen nöjda är 84 % både 2023 och 2024.", "finns för 2023 och 2024, inte för 2025"),
        (
            "Hur många elever var borta läsåret 2025/2026?",
            "Läsåret 2024/2025 var 118 elever borta.",
            "2024/2025, inte för 2025/2026",
        ),
        ("Hur mycket pengar fick biblioteket 2024?", "Biblioteket fick 545 tkr från staten.", "handling för 2025, inte för 2024"),
        ("Hur mycket pengar fick biblioteket 2025?", "Biblioteket fick 545 tkr från staten.", ""),
        ("Hur många cyklar kom 2025?", "Under 2024 kom 12 cyklar, varav 3 efter fyra månader.", "finns för 2024, inte för 2025"),
        ("Hur nöjda var de 2024?", "Nöjdheten ligger på 86 %, högre än i riket.", "handling för 2025, inte för 2024"),
        ("Vad var ersättningen per dag 2024?", "Ersättningen är 56,25 kr per dag.", "handling för 2025, inte för 2024"),
        ("Vad var ersättningen per dag 2025?", "Ersättningen är 56,25 kr per dag.", ""),
        ("Vad var skälet 2024?", "Skälet är att hallen är stängd.", ""),
        ("Hur stor andel var nöjda 2025?", "Andelen nöjda ökade till 84 % från 80 % 2024.", ""),
        ("Hur mycket pengar fick biblioteket 2024?", "Biblioteket fick 5 tkr mer än föregående år.", ""),
        ("Hur stor andel var nöjda 2025?", "Andelen låg 2023 på 84 %, jämfört med föregående år 80 %.", "inte för 2025"),
        ("Hur stor andel var nöjda 2022?", "Andelen låg 2023 på 84 %, jämfört med föregående år 80 %.", ""),
        ("Hur många cyklar kom i maj 2025?", "I april kom 12 cyklar.", "den månad som efterfrågas"),
        ("Hur många cyklar kom i maj 2025?", "Det kom 12 cyklar.", "den månad som efterfrågas"),
        ("Hur många cyklar kom i maj 2025?", "I april kom 12 cyklar och i maj 14.", ""),
        ("Hur många cyklar kom i maj 2025?", "Andra kvartalet. Då kom 12 cyklar.", ""),
        (
            "Hur många fall var allvarliga 2024?",
            "Jämförande utfall för 2024 saknas; 3 fall var det i år.",
            "saknas uppgiften för 2024",
        ),
        ("Vad blev sjukfrånvaron i maj 2025?", "I april var den 9,1 procent.", "den månad som efterfrågas"),
        ("Hur många fall var allvarliga 2025?", "3 fall var allvarliga. Utfall för 2024 saknas.", ""),
    ],
)
def test_a_number_of_another_year_is_refused_and_the_year_there_is_told(asks: str, told: str, missing: str) -> None:
    text = _refusal(asks, chunk(told))
    assert missing in text
    assert bool(text) == bool(missing)


def test_a_name_that_stands_nowhere_in_the_papers_picked_from_is_told() -> None:
    words = (_word("skyddsombud"), _word("tallgården", 1.0))
    assert "Tallgården nämns inte" in _refusal("Vem är skyddsombud på Tallgården?", chunk("Skyddsombud medverkar."), words=words)
    assert not _refusal("Vem är skyddsombud på Tallgården?", chunk("Skyddsombud på Tallgården är Ada Ek."), words=words)


def test_a_municipality_and_something_of_it_is_no_name_that_a_paper_must_say() -> None:
    asks, told = "Vad vill alltså Göteborgsrevisorerna?", chunk("Revisorerna vill att bryggan lagas.")
    assert not _refusal(asks, told, words=(_word("göteborgsrevisorerna", 1.0),))
    assert _refusal("Vad vill alltså Tallgårdsrevisorerna?", told, words=(_word("tallgårdsrevisorerna", 1.0),))


def test_a_name_may_stand_in_another_passage_of_the_same_paper() -> None:
    words = (_word("städning"), _word("tallgården", 1.0))
    picked = chunk("All städning görs av personalen.", document="a")
    there = chunk("Tallgården ska byggas.", document="a", start=500)
    extract = _picked(picked)
    asked = _asks("Vilken städning har Tallgården?")
    assert near_miss(asked, words, extract, [hit(picked), hit(there)], KNOWN) is None
    assert near_miss(asked, words, extract, [hit(picked)], KNOWN) is not None


@pytest.mark.parametrize(
    ("asks", "told", "missing"),
    [
        ("Vem reserverade sig i ärendet om bryggan?", "Bryggan rivs.", "vem som reserverade sig"),
        ("Vem reserverade sig i ärendet om bryggan?", "Ada Ek (S) reserverar sig.", ""),
        ("Vilka ledamöter la ner sina röster om bryggan?", "Ada Ek (S) reserverar sig.", "vem som avstod"),
        ("Vilka ledamöter röstade nej till bryggan?", "Ja röstar: Ada Ek (S) och Bo Al (S).", "vem som röstade nej"),
        ("Vem ansvarar för att avtal tecknas?", "Chefen ansvarar för avtalen.", ""),
        ("Hur många tyckte att bryggan var dålig?", "6 av 10 tyckte att bryggan var bra.", "motsatta"),
        ("Hur många tyckte att bryggan var bra?", "6 av 10 tyckte att bryggan var bra.", ""),
    ],
)
def test_the_act_and_the_opposite_are_told_or_refused(asks: str, told: str, missing: str) -> None:
    text = _refusal(asks, chunk(told))
    assert missing in text
    assert bool(text) == bool(missing)


def test_what_is_picked_far_below_the_best_passage_was_picked_for_its_form_alone() -> None:
    asks = replace(_asks("Vilket företag bygger bryggor?"), kind=QuestionKind.FACT)
    extract = _picked(chunk("Företaget Plank AB sköter bryggorna."), score=0.5)
    best = hit(chunk("Upphandlingen av bryggor är klar i maj."), 1.0)
    assert near_miss(asks, [_word("bryggorna")], extract, [best], KNOWN) is not None
    assert near_miss(asks, [_word("bryggorna")], extract, [replace(best, score=0.6)], KNOWN) is None
    assert near_miss(replace(asks, kind=QuestionKind.LIST), [_word("bryggorna")], extract, [best], KNOWN) is None


def test_another_boards_proposal_is_not_what_a_board_decided() -> None:
    asks = "Vad beslutade kommunstyrelsen om motionen om gratis kaffe?"
    assert "inte vad kommunstyrelsen beslutade" in _refusal(asks, chunk("Motionen om gratis kaffe väcktes i kommunstyrelsen."))
    assert not _refusal(asks, chunk("Kommunstyrelsen har den 3 maj beslutat att avslå motionen om gratis kaffe."))


def test_an_opinion_is_of_somebody_whom_the_passage_names() -> None:
    asks, words = "Vad tyckte elevrådet om skolgården?", (_word("elevrådet", 1.0), _word("skolgården"))
    assert "elevrådet nämns inte" in _refusal(asks, chunk("Skolgården ska göras om."), words=words)
    assert not _refusal(asks, chunk("Elevrådet vill ha fler träd på skolgården."), words=words)


def test_those_asked_for_by_a_deficit_are_told_by_one() -> None:
    asks = "Vilka skolor gick med underskott?"
    assert "överskott eller underskott" in _refusal(asks, chunk("Skolorna i norr har fått nya tak."))
    assert not _refusal(asks, chunk("Skolorna i norr visar ett underskott på 3 mkr."))
