"""What the lines at the top of a paper tell."""

from __future__ import annotations

import pytest

from ingest.model import DocType
from ingest.papers.letterhead import Top, first_page, is_board, official, stated_type, top_of
from ingest.text.lines import Line


def line(text: str) -> Line:
    return Line(0, len(text), text, True, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Socialnämnden",
        "Vård- och omsorgsnämnden",
        "Äldre samt vård- och omsorgsnämnden",
        "Nämnden för funktionsstöd",
        "Kommunstyrelsens arbetsutskott",
        "Stadsledningskontoret",
        "Förvaltningen för funktionsstöd Kvalitet och utveckling",
        "Tunadals stads grundskolenämnd",
        "Barn- och utbildningsnämnden, Tunadals kommun",
    ],
)
def test_boards_and_offices(text: str) -> None:
    assert is_board(text)


@pytest.mark.parametrize(
    "text",
    [
        "Socialnämnden beslutar att godkänna",
        "Till Tunadals kommunfullmäktige",
        "Reglemente för vård- och omsorgsnämnden",
        "Protokollsutdrag skickas till Kommunstyrelsen",
        "Samordnare Tunadals pensionärsråd",
        "Förvaltningschef utbildningsförvaltningen",
    ],
)
def test_lines_that_only_name_a_board(text: str) -> None:
    assert not is_board(text)


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("Tjänsteskrivelse", Top.TYPE),
        ("TJÄNSTEUTLÅTANDE    1(3)", Top.TYPE),
        ("Handling 2026 nr 12", Top.TYPE),
        ("Yrkande 2026-02-03", Top.TYPE),
        ("Utdrag ur protokoll (nr 13B) Sammanträdesdatum: 2026-02-03", Top.TYPE),
        ("Yttrande över motion av Anna Ek (LL) om fler badplatser", Top.TITLED),
        ("Motion om avgiftsfri buss", Top.TITLED),
        ("Svar på motion ”Fler badplatser”", Top.TITLED),
        ("Kallelse till kommunstyrelsen", Top.TITLED),
        ("Datum 2026-02-03", Top.LABEL),
        ("Diarienummer: TN 2026/12", Top.LABEL),
        ("2026-02-03", Top.LABEL),
        ("Ordförande: Anna Ek (LL)", Top.LABEL),
        ("LL, FV och SB", Top.LABEL),
        ("info@tunadal.example", Top.LABEL),
        ("Onsdagen den 8 april 2026 kl. 09.00", Top.LABEL),
        ("Tunadals kommun", Top.TOWN),
        ("Bilaga 2", Top.ATTACHMENT),
        ("Tekniska nämnden", Top.BOARD),
        ("2026-03-04                 Ärende 9", Top.LABEL),
        ("Fler badplatser i Tunadal", Top.OTHER),
        ("Motionen är besvarad genom tidigare beslut.", Top.OTHER),
        ("UPPFÖLJNING AV SKOLAN", Top.OTHER),
    ],
)
def test_what_a_line_tells(text: str, top: Top) -> None:
    assert top_of(line(text)) is top


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tjänsteutlåtande      Handläggare Utfärdat 2026-02-03    Bo Al", DocType.TJANSTESKRIVELSE),
        ("Tunadals grundskolenämnd      Protokoll nr 1 Sammanträdesdatum: 2026-02-03", DocType.PROTOKOLL),
        ("Reviderat yrkande      Gröna Listan", DocType.YRKANDE),
        ("Motion", DocType.MOTION),
        ("Handling 2026 nr 12", None),
        ("Underlag     Handläggare: Bo Al   Telefon: 000-00 00", DocType.TJANSTESKRIVELSE),
        ("Fler badplatser", None),
    ],
)
def test_the_kind_a_letterhead_states(text: str, kind: DocType | None) -> None:
    assert stated_type(line(text)) is kind


def test_a_first_page_and_an_official_s_line() -> None:
    assert first_page(line("TJÄNSTESKRIVELSE   1(3)"))
    assert not first_page(line("TJÄNSTESKRIVELSE   2(3)"))
    assert official(line("Beslutsunderlag     Handläggare: Bo Al   Diarienummer TN 2026/3"))
    assert not official(line("Handläggare: Bo Al"))
