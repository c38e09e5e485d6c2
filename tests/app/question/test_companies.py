"""A company asked for, and a text that names one."""

from __future__ import annotations

import pytest

from app.question.companies import asks_company, names_company, names_thing


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Vilket företag vann upphandlingen?", True),
        ("Vilken leverantör har larmen?", True),
        ("Vilken konsultfirma gjorde granskningen?", True),
        ("Vilket system används?", False),
        ("Vad heter projektet?", False),
        ("Vad heter företaget som levererar larmen?", True),
    ],
)
def test_what_asks_for_a_company(question: str, asks: bool) -> None:
    assert asks_company(question) is asks


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Avtalet tecknades med Lingon Larm AB.", True),
        ("Leverantören Blåbär har haft problem.", True),
        ("Revisorerna tog hjälp av Granar & Tall.", True),
        ("Avtal Kottekraft (portioner)", True),
        ("Statistiken kommer från Kartan.", False),
        ("Det räknas ut med hjälp av Kartan från Blåbär.", True),
        ("Tjänsten ”Dator som tjänst” upphandlas.", False),
        ("Förvaltningen har slutfört upphandlingen.", False),
    ],
)
def test_what_names_a_company(text: str, names: bool) -> None:
    assert names_company(text) is names


def test_a_thing_is_named_right_after_the_word_for_it() -> None:
    asks = "Vad heter den nya båtkursen?"
    assert names_thing(asks, "Båtkursen Säker till sjöss är obligatorisk.")
    assert names_thing(asks, "En båtkurs kallad ”På djupt vatten” hålls i maj.")
    assert not names_thing(asks, "Båtkursen är obligatorisk för Ada Ek.")
    assert not names_thing("Vad kostar båtkursen?", "Båtkursen Säker till sjöss är dyr.")


def test_who_is_hired_is_a_company() -> None:
    assert names_company("Hamnen kommer att anlita Tång3 för dykning.")
    assert names_company("Hamnen har valt Tång3 som ny dykleverantör.")
    assert not names_company("Arbetsgivaren ska anlita företagshälsovård.")


def test_a_system_may_be_told_by_its_name_alone() -> None:
    asks = "I vilket system hittar jag bryggmallen i Lund?"
    assert names_thing(asks, "Mallen för bryggor återfinns i Ekoporten för alla hamnvakter.")
    assert not names_thing(asks, "Mallen för bryggor finns i Lund och används i Malmö.")
    assert not names_thing(asks, "Mallen för bryggor används av alla.")
