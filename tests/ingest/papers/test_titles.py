"""What papers are called."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.model import DocType, Metadata
from ingest.papers.titles import folded, generic, made_title, shared_start
from tests.ingest.made_papers import made

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def title(text: str | list[str], name: str = "paper.txt", marked: str = "") -> str:
    return made(text, name, marked)[0].papers[0].metadata.title


@pytest.mark.parametrize(
    "text",
    ["Verksamhet", "Försättsblad", "1 Sammanfattning", "Bilaga 2", "Missiv till rapporten", "Läs mig", "Tjänsteskrivelse", ""],
)
def test_words_that_name_no_paper(text: str) -> None:
    assert generic(text)


@pytest.mark.parametrize("text", ["Verksamhet på badet", "Bilaga 2 Karta över Lillsjön", "Snöröjning", "Motion om avgiftsfri buss"])
def test_words_that_name_one(text: str) -> None:
    assert not generic(text)


def test_the_title_stands_under_board_kind_and_labels() -> None:
    head = "Tunadals kommun\n\nTekniska nämnden\n\nTjänsteskrivelse\n\nDatum 2026-02-03\n\nDnr TN 2026/12\n\n"
    assert title(f"{head}Fler badplatser vid Lillsjön\n\nFörslag till beslut\n\n{TEXT}") == "Fler badplatser vid Lillsjön"


def test_a_title_wraps() -> None:
    head = "Tekniska nämnden\n\nTjänsteskrivelse\n\n"
    assert title(f"{head}Yttrande över förslag till översiktsplan för\nTunadal 2040\n\nBakgrund\n\n{TEXT}") == (
        "Yttrande över förslag till översiktsplan för Tunadal 2040"
    )


def test_a_generic_line_gives_way_to_the_subject_under_it() -> None:
    assert title(f"Rapportsammandrag\n\nGranskning av hemtjänsten\n\n{TEXT}") == "Granskning av hemtjänsten"


def test_an_account_without_a_title_is_named_by_its_kind_year_and_board() -> None:
    parts = ("Simskolan växte.", "Badet stängdes.", "Bryggan målades.")
    pages = [f"Verksamhet\n\n{part} Socialnämnden {TEXT}\n\n{part}\n\nÅrsbokslut 2025   {n}" for n, part in enumerate(parts, 1)]
    assert title(pages) == "Årsbokslut 2025, socialnämnden"


def test_minutes_without_a_title_are_named_by_board_and_date() -> None:
    items = "\n\n".join(f"§ {n}\nÄrende {n} om parker\n\nBeslut\n\nNämnden beslutar att anlägga park {n}." for n in range(1, 4))
    assert title(f"Socialnämnden\n\nProtokoll\n\nSammanträdesdatum 2026-03-17\n\n{items}") == "Protokoll socialnämnden 2026-03-17"


def test_an_extract_is_named_by_its_item() -> None:
    text = f"Socialnämnden\n\nProtokollsutdrag\n\nSammanträdesdatum 2026-03-17\n\n§ 3 Nytt boende\n\nBeslut\n\n{TEXT}"
    assert title(text) == "Nytt boende"


def test_the_title_of_the_files_properties_counts_where_the_paper_says_the_same() -> None:
    text = f"Inledning\n\nPlan för cykelvägar i Tunadal\n{TEXT}\n\nSyfte\n\n{TEXT}"
    assert title(text, marked="Plan för cykelvägar i Tunadal") == "Plan för cykelvägar i Tunadal"
    assert title(text, marked="Microsoft Word - mall3.docx") != "Microsoft Word - mall3.docx"


def test_a_title_with_text_run_on_ends_where_another_paper_ends_it() -> None:
    run = "Motion om avgiftsfria bussar för unga i Tunadal Bussarna står tomma"
    assert shared_start(run, f"{run}. Svar på Motion om avgiftsfria bussar för unga i Tunadal\n") == (
        "Motion om avgiftsfria bussar för unga i Tunadal"
    )
    assert shared_start(run, run) == ""


def test_an_attachment_without_a_title_is_named_by_its_letter() -> None:
    above = Metadata(title="Delårsrapport 2026 för socialnämnden", doc_type=DocType.TJANSTESKRIVELSE)
    assert made_title(Metadata(doc_type=DocType.DELARSRAPPORT), "", "", above) == "Delårsrapport 2026 för socialnämnden (bilaga)"
    further = Metadata(title="Delårsrapport 2026 för socialnämnden (bilaga)", doc_type=DocType.DELARSRAPPORT)
    assert made_title(Metadata(doc_type=DocType.DELARSRAPPORT), "", "", further) == further.title


def test_a_made_title_tells_only_what_is_known() -> None:
    assert made_title(Metadata(), TEXT, "", None) == ""
    assert made_title(Metadata(doc_type=DocType.BUDGET, years=(2026,)), TEXT, "", None) == "Budget 2026"
    call = Metadata(doc_type=DocType.KALLELSE, body="socialnämnden", day=date(2026, 4, 8))
    assert made_title(call, TEXT, "", None) == "Kallelse socialnämnden 2026-04-08"


def test_titles_are_compared_by_letters_and_digits() -> None:
    assert folded("  Svar på motion ”Fler bad”, 2026 ") == folded("svar på Motion Fler-bad 2026")
