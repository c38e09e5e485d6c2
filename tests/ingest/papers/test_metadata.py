"""What a paper tells of itself: its numbers, its status, and what is filled in from before."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.model import Access, DocType, Metadata, Status
from ingest.papers.metadata import diary_numbers, read_metadata, status
from ingest.papers.paper_text import PaperText
from ingest.profile import load
from ingest.text.lines import split_lines

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def paper(text: str, title: str = "", furniture: tuple[str, ...] = (), items: int = 0, diary: str = "") -> PaperText:
    return PaperText(split_lines(text), text, title, "", furniture, "", items, diary)


def numbers(text: str, furniture: tuple[str, ...] = (), items: int = 0, diary: str = "") -> tuple[str, ...]:
    return diary_numbers(paper(text, "", furniture, items, diary), load())


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Diarienummer: TN 2026/12", "TN 2026/12"),
        ("Dnr 2026.016 TN", "2026.016 TN"),
        ("Ärendenummer TLK-2026-00035", "TLK-2026-00035"),
        ("Dnr: 2026/119", "2026/119"),
        ("Diarienummer 0322/26", "0322/26"),
        ("Ärende nr. KS.2026.123", "KS.2026.123"),
        ("KS/2026:45", "KS/2026:45"),
        ("00322/2026", "00322/2026"),
    ],
)
def test_diary_numbers_as_they_are_printed(line: str, number: str) -> None:
    assert numbers(f"Tekniska nämnden\n\n{line}\n\nBryggan\n\n{TEXT}") == (number,)


@pytest.mark.parametrize("line", ["SFS 2010:800", "2023/2024", "SOU 2024:12", "HSLF-FS 2017:40", "Antal 12/40"])
def test_numbers_of_laws_and_years_are_none(line: str) -> None:
    assert numbers(f"Tekniska nämnden\n\n{line}\n\nBryggan\n\n{TEXT}") == ()


def test_numbers_in_the_text_are_other_matters_and_those_of_page_headers_are_the_papers() -> None:
    far = "\n\n".join([TEXT] * 14)
    assert numbers(f"Bryggan\n\nSe även dnr TN 2020/1 i frågan.{'x' * 400}\n\n{far}\n\nDnr TN 2019/7") == ()
    assert numbers(f"Bryggan\n\n{TEXT}", ("Dnr TN 2026/12   3 (4)", "Dnr TN 2026/12   4 (4)")) == ("TN 2026/12",)


def test_the_number_of_an_extracts_item_is_its_own_and_minutes_have_none() -> None:
    assert numbers(f"§ 3 Bryggan\n\n{TEXT}", items=1, diary="TN 2026/12") == ("TN 2026/12",)
    assert numbers(f"Dnr TN 2026/12\n\n§ 3 Bryggan\n\n{TEXT}\n\n§ 4 Badet", items=2) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Status: Påbörjad Rapportperiod: 2026", Status.DRAFT),
        ("UTKAST", Status.DRAFT),
        ("Arbetsmaterial 2026-02-01", Status.DRAFT),
        ("Ersatt av riktlinje 2026:3", Status.SUPERSEDED),
        ("Upphävd 2026-01-01", Status.SUPERSEDED),
        ("Fastställd av tekniska nämnden 2026-03-01", Status.FINAL),
        ("Antagen 2026-03-01", Status.FINAL),
        ("Bryggan är antagen som projekt", Status.UNKNOWN),
        ("Utkastet skickades till alla nämnder i kommunen för synpunkter under våren", Status.UNKNOWN),
    ],
)
def test_how_far_a_paper_has_come(line: str, expected: Status) -> None:
    assert status(split_lines(f"Riktlinje\n\n{line}\n\n{TEXT}"), "", load()) is expected
    assert status(split_lines(f"Riktlinje\n\n{TEXT}"), line, load()) is expected


def test_what_a_paper_does_not_tell_is_filled_in_and_what_it_tells_wins() -> None:
    base = Metadata(municipality="Tunadal", body="socialnämnden", day=date(2026, 1, 1), access=Access.INTERNAL)
    metadata, kind = read_metadata(paper(f"Bryggan\n\n{TEXT}", "Bryggan"), load(), base)
    assert (metadata.municipality, metadata.body, metadata.day) == ("Tunadal", "socialnämnden", date(2026, 1, 1))
    assert metadata.access is Access.INTERNAL
    assert not kind.stated
    told, kind = read_metadata(
        paper(f"Tekniska nämnden\n\nTjänsteskrivelse\n\n2026-03-17\n\nBryggan\n\n{TEXT}", "Bryggan"), load(), base
    )
    assert (told.body, told.day, told.doc_type) == ("tekniska nämnden", date(2026, 3, 17), DocType.TJANSTESKRIVELSE)
    assert kind.stated
