"""Whose a paper is."""

from __future__ import annotations

import pytest

from ingest.papers.boards import abbreviations, board, municipality
from ingest.papers.paper_text import PaperText
from ingest.profile import load
from ingest.text.lines import split_lines

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def whose(text: str, title: str = "", header: str = "") -> str:
    return board(PaperText(split_lines(text), text, title, header), load())


def test_the_letterhead_wins_over_boards_in_the_text() -> None:
    text = f"Tekniska nämnden\n\nTjänsteskrivelse\n\nBryggan\n\n{'Socialnämnden och socialnämnden. ' * 9}{TEXT}"
    assert whose(text, "Bryggan") == "tekniska nämnden"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Äldre samt vård- och omsorgsnämnden", "äldre samt vård- och omsorgsnämnden"),
        ("Tunadals Stads Grundskolenämnd", "grundskolenämnden"),
        ("Kommunstyrelsens arbetsutskott", "kommunstyrelsens arbetsutskott"),
        ("Nämnden för Hållbart samhälle", "nämnden för hållbart samhälle"),
        ("Tunadals pensionärsråd", "tunadals pensionärsråd"),
        ("Till kommunstyrelsen och kommunfullmäktige", "kommunstyrelsen"),
        ("Kommunfullmäktige Sammanträdesdatum", "kommunfullmäktige"),
        ("Tekniska nämnden PROTOKOLL 2026-02-03", "tekniska nämnden"),
    ],
)
def test_names_as_letterheads_write_them(line: str, expected: str) -> None:
    assert whose(f"{line}\n\nTjänsteskrivelse\n\nBryggan\n\n{TEXT}", "Bryggan") == expected


def test_the_page_header_tells_it() -> None:
    assert whose(f"Bryggan\n\n{TEXT}", "Bryggan", "Vård- och\nomsorgsnämnden 2026-03-01") == "vård- och omsorgsnämnden"


def test_an_office_is_its_boards_where_the_paper_speaks_of_it() -> None:
    head = "Socialförvaltningen\n\nTjänsteskrivelse\n\nBryggan\n\n"
    assert whose(f"{head}Socialnämnden får ett beslut. {TEXT}", "Bryggan") == "socialnämnden"
    assert whose(f"{head}{TEXT}", "Bryggan") == ""
    assert whose(f"Stadsledningskontoret\n\nTjänsteskrivelse\n\nBryggan\n\n{TEXT}", "Bryggan") == "kommunstyrelsen"


def test_a_board_that_decides_or_is_named_in_the_title() -> None:
    assert whose(f"Bryggan\n\nTekniska nämnden beslutar att bygga. {TEXT}\n\nTekniska nämnden.", "Bryggan") == "tekniska nämnden"
    assert whose(f"Budget för socialnämnden\n\n{TEXT}", "Budget för socialnämnden") == "socialnämnden"


def test_boards_named_in_passing_are_not_the_papers() -> None:
    assert whose(f"Bryggan\n\n{TEXT} Miljönämnden har inget att invända. Byggnadsnämnden ger lov.", "Bryggan") == ""


def test_the_only_board_spoken_of_much_is_the_papers() -> None:
    assert whose(f"Bryggan\n\n{TEXT} {'Där har miljönämnden sagt sitt. ' * 3}", "Bryggan") == "miljönämnden"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alingsås kommun. Alingsås växer.", "Alingsås"),
        ("Göteborgs Stad har beslutat. Mölndal är granne.", "Göteborg"),
        ("Vi besökte en skola i Ale kommun. Partille kommuns mål är högre. Partille kommuns budget.", "Partille"),
        ("Tunadals kommun har 12 000 invånare. Tunadal växer.", "Tunadal"),
        ("Tunadals kommun har 12 000 invånare.", "Tunadal"),  # after a consonant the s is a genitive's
        ("Ekås kommun har 12 000 invånare.", "Ekås"),
        ("Falu kommun har 60 000 invånare. Nämnden i Falu kommun planerar.", "Falun"),
        ("Varje kommun avgör detta. Vår kommun växer.", ""),
        ("Ale kommun och Kungälvs kommun samarbetar.", ""),
        ("", ""),
    ],
)
def test_the_municipality_is_the_one_named_most(text: str, expected: str) -> None:
    assert municipality(text) == expected


def test_boards_for_short() -> None:
    assert abbreviations("kultur- och fritidsnämnden") == {"kfn", "kff", "kf", "kof"}
    assert abbreviations("socialnämnden") == {"sn", "sf"}
    assert abbreviations("kommunfullmäktige") == {"kf"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("YSTADS KOMMUN Rutin\nDelegering", "", "Ystad"),
        ("UPPLANDS VÄSBY KOMMUN\nRutin", "", "Upplands Väsby"),
        ("Kunskapsnämndens delårsrapport", "delarsrapport_sandviken_2025.pdf", "Sandviken"),
        ("Kunskapsnämndens delårsrapport", "Delårsrapport Sandviken och Gävle.pdf", ""),
        ("Planer för marken", "mark_och_exploatering.pdf", ""),
        ("Årsrapport för Kalmar kommun", "till_sandviken.pdf", "Kalmar"),
    ],
)
def test_a_letterhead_in_capitals_and_where_nothing_is_named_the_file_s_name(text: str, name: str, expected: str) -> None:
    assert municipality(text, name) == expected


def test_a_region_s_paper_is_no_municipality_s() -> None:
    text = "Region Uppland\nRegionplan 2027\nRegion Upplands mål är fler vårdplatser. Vårdcentralen i Tierp byggs om, och en i Tierp till."
    assert municipality(text) == "Region Uppland"
    own = "Tierps kommun\nYttrande\nTierps kommun svarar. Region Uppland har frågat Tierps kommun, och Region Uppland väntar."
    assert municipality(own) == "Tierp"
