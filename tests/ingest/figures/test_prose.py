"""Figures that sentences state with a clear subject."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.figures.prose import find_prose_figures
from tests.ingest.documents import document


@pytest.mark.parametrize(
    ("sentence", "subject", "measure", "value", "unit"),
    [
        ("Personalkostnaderna avviker negativt med 3,1 mkr.", "Personalkostnaderna", "avvikelse", "-3.1", "mkr"),
        ("Köp av tjänster har ökat med 25,4 mkr i jämförelse med föregående år.", "Köp av tjänster", "förändring", "25.4", "mkr"),
        (
            "Väntetiden till särskilt boende har minskat med 9 dagar i snitt.",
            "Väntetiden till särskilt boende",
            "förändring",
            "-9",
            "dagar",
        ),
        (
            "Kultur- och fritidsnämnden redovisar ett överskott mot budget med 1,07 mnkr.",
            "Kultur- och fritidsnämnden",
            "resultat",
            "1.07",
            "mkr",
        ),
        ("Grundskolan redovisar ett underskott på 2 500 tkr.", "Grundskolan", "resultat", "-2500", "tkr"),
        ("Årets balanskravsresultat uppgår till 1 316 miljoner kronor.", "Årets balanskravsresultat", "", "1316", "mkr"),
        ("Antalet visstidsanställda har minskat med 18 personer.", "Antalet visstidsanställda", "förändring", "-18", "antal"),
    ],
)
def test_a_clear_sentence(sentence: str, subject: str, measure: str, value: str, unit: str) -> None:
    text = f"Ekonomi\n{sentence} Mer om detta följer."
    (figure,) = find_prose_figures(document(text))
    assert (figure.subject, figure.measure, figure.value, figure.unit) == (subject, measure, Decimal(value), unit)
    assert text[figure.quote_start : figure.quote_end] == sentence
    assert text[figure.start : figure.end].replace(" ", "").replace(",", ".") == str(abs(Decimal(value)))


def test_the_year_of_the_sentence_not_the_one_compared_with() -> None:
    (told,) = find_prose_figures(document("Vårdnämnden redovisar ett positivt resultat om 1,1 mkr för 2023."))
    assert told.period.text == "2023"
    (compared,) = find_prose_figures(document("Arbetstiden har ökat med cirka 30 procent från 2022."))
    assert compared.period.text == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Den avviker negativt med 3,1 mkr.",
        "Verksamheten redovisar ett överskott om 1 262 mnkr.",
        "Under året har kostnaderna ökat med 3 mkr.",
        "Nämnden beslutade den 27 april 2023 enligt § 36.",
        "En bonus på 6000 kr beslutades.",
        "Kommunen köper varor för cirka 803 Mkr per år och antalet leverantörer för 2023 var 1877.",
        "Telefon 0303-70 30 00, postnummer 449 80.",
    ],
)
def test_no_clear_subject_gives_none(sentence: str) -> None:
    assert find_prose_figures(document(sentence)) == []


def test_a_sentence_over_a_page_header_cut_out_gives_none() -> None:
    sentence = "Personalkostnaderna avviker negativt med 3,1 mkr."
    assert find_prose_figures(document(sentence, seams=(20,))) == []
