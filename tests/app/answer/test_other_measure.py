"""A whole told for a part, a sum for the price of one, no name and no share are refused, and the refusal says what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.answer.other_measure import of_another_measure
from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from tests.passages import LINGONBY, chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


def _missing(asks: str, told: str, kind: UnitKind = UnitKind.SENTENCE, body: str = "omsorgsnämnden") -> str:
    question = understand(asks, Coverage(("Lingonby",), (), (2025,)), Synonyms(()))
    asked = asked_words(search_query(question, Filter()), AS_TYPED)
    passage = chunk(told, replace(LINGONBY, body=body))
    return of_another_measure(question, asked, [Picked(Unit(passage, kind, 0, len(told), 0, len(told)), hit(passage), 1.0)])


@pytest.mark.parametrize(
    ("asks", "told", "missing"),
    [
        ("Vem vann upphandlingen av bryggor?", "I upphandlingen av bryggor kom tre anbud in.", "säger inte vem som vann"),
        ("Vem vann upphandlingen av bryggor?", "Upphandlingen vanns av bolaget Plank.", ""),
        ("Vem äger bryggan?", "Avgiften för bryggan är 700 kronor.", "säger inte vem som äger"),
        ("Vem äger bryggan?", "Bryggan ägs av båtklubben.", ""),
        ("Vem säljer bryggan till Lingonby?", "Köpet av bryggan godkänns.", "säger inte vem som säljer"),
        ("Vem säljer bryggan till Lingonby?", "Båtklubben är säljare av bryggan.", ""),
        ("Vem avstyrker höjningen?", "Ungdomsrådet avstyrker höjningen.", ""),
        ("Vem är badmästarchef på Lundabadet?", "Badmästarchefen öppnar Lundabadet.", "anger inget namn"),
        ("Vad heter rektorn på Sjöskolan?", "Rektorn på Sjöskolan lämnar en lista.", "anger inget namn"),
        ("Vem är badmästarchef på Lundabadet?", "Badmästarchef på Lundabadet är Ada Ek.", ""),
        ("Vem är chef över badvakterna?", "Enhetschefen leder badvakterna.", ""),
        ("Hur många procent av badvakterna slutade?", "Samtliga bad ser det som en risk att badvakter slutar.", "ingen andel"),
        ("Hur många procent av badvakterna slutade?", "Av badvakterna slutade 4 av 10.", ""),
        ("Hur stor andel av badvakterna slutade?", "Var femte badvakt slutade.", ""),
        ("Vad kostade bryggan per kvadratmeter?", "Bryggan kostade 500 tkr.", "inget per kvadratmeter"),
        ("Vad kostar korven per portion?", "Korven kostar 25 kronor (portioner om två).", ""),
        ("Hur många badvakter slutade 2025?", "Lingonby har 12 badvakter.", "hur många som slutade"),
        ("Hur många badvakter slutade 2025?", "Av badvakterna slutade 4.", ""),
        ("Hur många båtar försvann 2025?", "Hamnen har 40 båtar.", "hur många som försvann"),
        ("Hur många överklaganden kom in 2025?", "21 bygglov beviljades.", "något överklagande"),
        ("Vilket företag vann upphandlingen av båtar?", "Plank AB städar hamnen.", "vem som vann"),
        ("Vilket företag vann upphandlingen av båtar?", "Plank AB tilldelas avtalet.", ""),
        ("Hur dags stänger badet?", "Bad före kl. 15 kostar 70 kronor.", "öppet"),
        ("Hur stort var bidraget till badet?", "Det gäller ett bidrag och en garanti på 100 miljoner kronor.", "belopp för annat"),
        ("Hur stort var bidraget till badet?", "Badet får ett bidrag på 100 miljoner kronor.", ""),
        ("Vad kostade införandet av Systemet?", "Nämnden har ett underskott om cirka 28 mkr.", "belopp för annat"),
        ("Vad kostade införandet av Systemet?", "Det kostade 28 mkr.", ""),
        ("Vad blev hamnens sammanlagda kostnader?", "Hamnens engångskostnad om 5 tkr tas i år.", "inte de sammanlagda"),
        ("Vad blev hamnens sammanlagda kostnader?", "Hamnens kostnader blev 500 tkr.", ""),
        ("Vad blev hamnens engångskostnad?", "Hamnens engångskostnad blev 5 tkr.", ""),
        ("Hur stor andel i riket simmar?", "I Lingonby simmar 40 procent.", "gäller inte riket"),
        ("Hur stor andel i riket simmar?", "I Sverige simmar 40 procent.", ""),
    ],
)
def test_what_is_told_must_be_of_the_measure_asked_for(asks: str, told: str, missing: str) -> None:
    said = _missing(asks, told)
    assert missing in said
    assert bool(said) == bool(missing)


def test_a_total_is_no_number_of_a_part_that_neither_its_row_nor_its_paper_names() -> None:
    row = "Total frånvaro 9,1 % 9,8 %"
    assert "total, inte för badhuset" in _missing("Hur hög var frånvaron i badhuset 2025?", row, UnitKind.ROW)
    assert not _missing("Hur hög var frånvaron i badhuset 2025?", row, UnitKind.ROW, body="badhuset i Lingonby")
    assert not _missing("Hur hög var frånvaron i badhuset 2025?", "Frånvaro badhuset 9,1 %", UnitKind.ROW)


def test_a_row_with_no_number_but_its_own_tells_none() -> None:
    assert "ingen siffra" in _missing("Vad kostar en båtplats?", "4 Ny avgift för båtplats 2025-06-17 § 72 Pågår", UnitKind.ROW)
    assert not _missing("Vad kostar en båtplats?", "4 Båtplats 350", UnitKind.ROW)
    assert not _missing("Vad kostar en båtplats?", "0–2 m 350", UnitKind.ROW)


@pytest.mark.parametrize(
    ("asks", "told", "missing"),
    [
        ("Vad kostade bryggbygget?", "Personalen kostade 35 mkr.", "anger inget belopp för bryggbygget"),
        ("Vad kostade vattenledningen?", "Ledningen kostade 3 mkr.", ""),
        ("Vad kostade bryggbygget?", "Det kostade 3 mkr.", ""),  # what it leans on says what
        ("Vad kostar bryggbygget?", "Kostnader finns inte utöver 1 tkr.", ""),
    ],
)
def test_a_sum_must_be_told_of_what_is_asked_for(asks: str, told: str, missing: str) -> None:
    found = _missing(asks, told)
    assert missing in found
    assert bool(found) is bool(missing)


def test_a_sum_in_one_point_of_a_list_is_none_of_what_another_is_about() -> None:
    points = "• Ankaret ersatte det gamla systemet i oktober.\n• Bryggan kostade 3 mkr och invigdes i maj.\n• Kranen målades om."
    assert "anger inget belopp för" in _missing("Vad kostade Ankaret?", points, UnitKind.LIST)
    assert not _missing("Vad kostade Bryggan?", points, UnitKind.LIST)
