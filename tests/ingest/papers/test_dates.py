"""When papers are from and which years they are about."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.papers.dates import day, days_named, years
from ingest.text.lines import split_lines

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def when(text: str, header: str = "", furniture: tuple[str, ...] = ()) -> date | None:
    return day(split_lines(text), header, furniture)


@pytest.mark.parametrize(
    "top",
    [
        "Sammanträdesdatum 2026-03-17",
        "Datum: 17 mars 2026",
        "2026-03-17",
        "Tunadal den 17 mars 2026",
        "Tisdagen den 17 mars 2026",
        "Protokoll 2026-03-17",
        "Handläggare Anna Ek   Datum 2026-03-17   Dnr TN 2026/12",
        "260317",
    ],
)
def test_dates_that_are_the_papers(top: str) -> None:
    assert when(f"Tekniska nämnden\n\n{top}\n\nBryggan vid Lillsjön\n\n{TEXT}") == date(2026, 3, 17)


@pytest.mark.parametrize(
    "line",
    [
        "Svar senast 2026-04-30",
        "Gäller från 2026-04-30",
        "Remisstid 2026-04-30",
        "Bordlagt 2026-04-30",
        "Ersätter 2026-04-30",
        "Motionen väcktes den 30 april 2026 och har beretts sedan dess.",
        "Kommunfullmäktige 2026-04-30 § 12",
        "2026-02-30",
        "Diarienummer 260317-12",
    ],
)
def test_dates_that_are_not(line: str) -> None:
    assert when(f"Tekniska nämnden\n\n{line}\n\nBryggan vid Lillsjön\n\n{TEXT}") is None


def test_the_page_header_over_the_paper_wins_then_its_top_then_the_headers_inside() -> None:
    text = f"Datum 2026-03-17\n\n{TEXT}"
    assert when(text, "Protokoll 2026-01-01", ("2026-05-05",)) == date(2026, 1, 1)
    assert when(text, "", ("2026-05-05",)) == date(2026, 3, 17)
    assert when(TEXT, "", ("2026-05-05", "2026-05-05", "2026-06-06")) == date(2026, 5, 5)


def test_a_motion_is_dated_over_its_signatures() -> None:
    assert when(f"Fler bad\n\n{TEXT}\n\nTunadal den 3 mars 2026\n\nAnna Ek (LL)") == date(2026, 3, 3)
    assert when(f"Fler bad\n\n{TEXT}\n\nTunadal den 3 mars 2026 öppnade badet igen.\n\nAnna Ek (LL)") is None


def test_years_of_the_title_come_first_and_a_range_stands_for_all_between() -> None:
    assert years("Budget 2027–2029", "2026 2026 2026", None, minutes=False) == (2027, 2029, 2028)
    assert years("Årsbokslut 2025", "2024 2024 2024 2025", None, minutes=False)[0] == 2025


def test_years_named_seldom_are_background() -> None:
    text = "Under 2025 gick det bra. År 2025 kom fler. Som 2025. Målet 2025. Sedan 1998. Agenda 2030."
    assert years("", text, None, minutes=False) == (2025,)


def test_numbers_that_are_no_years() -> None:
    assert years("", "Dnr 2024/119, 2024/120 och 2024-119. SFS 2024:12, 2024:13.", None, minutes=False) == ()


def test_minutes_are_about_the_year_of_their_meeting_and_a_date_stands_in_for_years() -> None:
    assert years("Budget 2027", "2027 2027", date(2026, 3, 17), minutes=True) == (2026,)
    assert years("", TEXT, date(2026, 3, 17), minutes=False) == (2026,)
    assert years("", TEXT, None, minutes=False) == ()


def test_days_named_in_a_text() -> None:
    text = "Möten 2024-08-22, den 3 mars 2026 och 22 aug 2024; inte 2024-13-45, 251031 eller mars 2026."
    assert days_named(text) == (date(2024, 8, 22), date(2026, 3, 3))


def test_the_meeting_in_the_page_headers_wins_over_a_day_in_the_first_lines() -> None:
    headers = ("Sammanträdesdatum: 2023-02-23",) * 3
    assert when("Datum: 2023-03-07", furniture=headers) == date(2023, 2, 23)
    assert when("Datum: 2023-03-07") == date(2023, 3, 7)
