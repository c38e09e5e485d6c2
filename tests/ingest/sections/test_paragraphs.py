"""§§ as different municipalities write them."""

from __future__ import annotations

import pytest

from ingest.profile import load
from ingest.sections.paragraphs import item_at
from tests.ingest.made_papers import headings_of, lines_of


def items(text: str) -> list[tuple[str, str, str]]:
    return [(h.paragraph, h.diary_number, h.title) for h in headings_of(text) if h.paragraph]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 45\nInformation från förvaltningen\n\nNämnden tackar.", ("§ 45", "", "Information från förvaltningen")),
        ("§ 46  2025.218 VON\nBorttagen på grund av sekretess", ("§ 46", "2025.218 VON", "")),
        ("§ 22 00123/20212.6.\nUppföljning av simskolan\nBeslut\nNej.", ("§ 22", "00123/2021", "Uppföljning av simskolan")),
        ("§ 12 Dnr 2024/55\nVal av justerare\nBeslut\nBo Al.", ("§ 12", "2024/55", "Val av justerare")),
        ("§ 12 Dnr KS 2024/55 Val av justerare\nBeslut\nBo Al.", ("§ 12", "KS 2024/55", "Val av justerare")),
        ("Ks § 33\nBudget för nästa år\nBeslut\nJa.", ("§ 33", "", "Budget för nästa år")),
        (
            "UBN § 11\n\nUBN 2025/424\n\nInriktning för skolskjutsen\nBeslut\nJa.",
            ("§ 11", "UBN 2025/424", "Inriktning för skolskjutsen"),
        ),
        ("§ 7 Simhallens öppettider\n\nDnr KFN 2026/14\n\nBeslut\nUtökas.", ("§ 7", "KFN 2026/14", "Simhallens öppettider")),
        ("§ 7 Simhallens öppettider\nDnr KFN 2026/14\nBeslut\nUtökas.", ("§ 7", "KFN 2026/14", "Simhallens öppettider")),
        ("Kommunstyrelsens arbetsutskott § 5 KS/2023:45\nTomtpriser\nBeslut\nJa.", ("§ 5", "KS/2023:45", "Tomtpriser")),
        ("§§ 3-5\nAnmälningsärenden\nBeslut\nNoteras.", ("§§ 3-5", "", "Anmälningsärenden")),
        ("§ 7/24 Taxa för sophämtning\nBeslut\nAntas.", ("§ 7", "", "Taxa för sophämtning")),
        ("§1 Mötets öppnande\nOrdföranden hälsar välkommen.", ("§ 1", "", "Mötets öppnande")),
        ("§ 8 Ärendenummer TN-2025-00042\n\nParkeringsnorm\nBeslut\nAntas.", ("§ 8", "TN-2025-00042", "Parkeringsnorm")),
        ("§ 9 Diarienummer: KS23-373\nBidrag till Tunadals IF\nBeslut\nJa.", ("§ 9", "KS23-373", "Bidrag till Tunadals IF")),
    ],
)
def test_styles(text: str, expected: tuple[str, str, str]) -> None:
    assert items(text) == [expected]


def test_a_title_wraps_until_its_text_begins() -> None:
    text = (
        "§ 3\nAnmälan av beslut att utse Anna Ek (LL) till ny\nledamot i nämnden i stället för\nBo Al (LL)\n"
        "Länsstyrelsen har den 31 januari 2026 beslutat att utse Anna Ek (LL) till ny ledamot i nämnden.\nBeslut\nNoteras."
    )
    assert items(text) == [
        ("§ 3", "", "Anmälan av beslut att utse Anna Ek (LL) till ny ledamot i nämnden i stället för Bo Al (LL)")
    ]


def test_a_title_may_stand_over_its_paragraph() -> None:
    text = (
        "Beslutet skickas till\nAkten\n\nMotion om fler badplatser i Tunadal\n"
        "§ 25, Dnr TN 2026/12 Nämnden har fått en remiss från kommunstyrelsen om motionen.\n\nBeslut\nTillstyrks."
    )
    assert items(text) == [("§ 25", "TN 2026/12", "Motion om fler badplatser i Tunadal")]


def test_receivers_over_a_paragraph_are_not_its_title() -> None:
    text = "Beslutet skickas till\nValberedningen\nDe valda\n§ 14 Dnr KS 2026/3\nAvsägelse från uppdrag\nBeslut\nGodkänns."
    assert items(text) == [("§ 14", "KS 2026/3", "Avsägelse från uppdrag")]


@pytest.mark.parametrize(
    "line",
    [
        "§ 36 om att avtalet avslutas med sex månaders uppsägning.",
        "§ 65). Uppföljning av kvalitet har skett.",
        "LSS § 9 Insatser för särskilt stöd",
        "§ 14 och varför förändringarna införs.",
    ],
)
def test_a_reference_begins_no_item(line: str) -> None:
    lines = lines_of(f"Nämnden beslutade den 27 april 2025,\n{line}")
    assert item_at(lines, 1, load()) is None


def test_a_paragraph_printed_again_on_the_next_page_is_one() -> None:
    assert items("§ 29 KS 2026/7\n\n§ 29 KS 2026/7\nRedovisning av uppdrag\nBeslut\nAntecknas.") == [
        ("§ 29", "KS 2026/7", "Redovisning av uppdrag")
    ]
