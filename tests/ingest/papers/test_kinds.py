"""What kind a paper is."""

from __future__ import annotations

import pytest

from ingest.model import DocType
from ingest.papers.kinds import Kind, kind_of
from ingest.papers.paper_text import PaperText
from ingest.profile import load
from ingest.text.lines import split_lines

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def kind(text: str, title: str = "", items: int = 0, alone: bool = True, furniture: str = "", name: str = "") -> Kind:
    lines = split_lines(text)
    return kind_of(PaperText(lines, text, title, "", (furniture,), name, items, "", alone), load())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tjänsteskrivelse", DocType.TJANSTESKRIVELSE),
        ("TJÄNSTEUTLÅTANDE   1(3)", DocType.TJANSTESKRIVELSE),
        ("Protokollsutdrag", DocType.PROTOKOLLSUTDRAG),
        ("Sammanträdesprotokoll", DocType.PROTOKOLL),
        ("Föredragningslista", DocType.KALLELSE),
        ("Motion", DocType.MOTION),
        ("Interpellation", DocType.INTERPELLATION),
        ("Yrkande", DocType.YRKANDE),
        ("Särskilt yttrande", DocType.YRKANDE),
        ("Yttrande   Gröna Listan", DocType.YRKANDE),
        ("Yttrande (M, D) 2026-03-04", DocType.YRKANDE),
        ("Yttrande", DocType.YTTRANDE),
        ("Delegationsordning", DocType.REGLEMENTE),
        ("Taxa", DocType.TAXA),
    ],
)
def test_the_letterhead_says_it(line: str, expected: DocType) -> None:
    assert kind(f"Tekniska nämnden\n\n{line}\n\nBad och motioner\n\n{TEXT}", "Bad och motioner") == Kind(expected, stated=True)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Svar på motion om fler bad", DocType.TJANSTESKRIVELSE),
        ("Motion om fler bad", DocType.MOTION),
        ("Yttrande över motion om fler bad", DocType.YTTRANDE),
        ("Tekniska nämndens yttrande över översiktsplanen", DocType.YTTRANDE),
        ("Medborgarförslag om gungor", DocType.MEDBORGARFORSLAG),
        ("Plan för intern kontroll 2026", DocType.INTERNKONTROLL),
        ("Internkontrollplan 2026", DocType.INTERNKONTROLL),
        ("Månadsuppföljning februari 2026", DocType.MANADSUPPFOLJNING),
        ("Tertialrapport 2 2026", DocType.DELARSRAPPORT),
        ("Verksamhetsberättelse 2025", DocType.ARSREDOVISNING),
        ("Nämndplan 2026 med budget", DocType.BUDGET),
        ("Riktlinje för skolskjuts", DocType.RIKTLINJE),
        ("Rutin för nycklar", DocType.RUTIN),
        ("Informationssäkerhetspolicy", DocType.POLICY),
    ],
)
def test_the_title_tells_it(title: str, expected: DocType) -> None:
    assert kind(f"{title}\n\n{TEXT}", title).doc_type is expected


def test_items_make_minutes_or_an_extract_of_them_but_not_rules() -> None:
    text = f"§ 1\n\nBryggan\n\nBeslut\n\n{TEXT}"
    assert kind(text, items=5).doc_type is DocType.PROTOKOLL
    assert kind(text, items=1, alone=False).doc_type is DocType.PROTOKOLLSUTDRAG
    assert kind(text, "Reglemente för tekniska nämnden", items=5).doc_type is DocType.REGLEMENTE


def test_the_parts_of_an_officials_paper_tell_it() -> None:
    text = f"Bryggan vid Lillsjön\n\nFörslag till beslut\n\nNämnden bygger.\n\nÄrendet\n\n{TEXT}\n\nBeslutet skickas till\n\nAkten"
    assert kind(text, "Bryggan vid Lillsjön") == Kind(DocType.TJANSTESKRIVELSE, stated=True)


def test_demands_and_a_party_are_a_motion() -> None:
    text = f"Låt barnen bada gratis\n\n{TEXT}\n\nVi yrkar därför att badet blir avgiftsfritt.\n\nAnna Ek (LL)"
    assert kind(text, "Låt barnen bada gratis").doc_type is DocType.MOTION
    assert kind(text.replace(" (LL)", ""), "Låt barnen bada gratis").doc_type is DocType.OKAND
    assert kind(f"{text}\n\n{TEXT * 120}\n\nBo Al (LL)", "Låt barnen bada gratis").doc_type is not DocType.MOTION


def test_a_budget_that_a_party_signs_is_no_motion() -> None:
    text = f"Mål och budget 2026\n\n{TEXT}\n\nKommunfullmäktige beslutar om ramarna.\n\nAnna Ek (LL)"
    assert kind(text, "Mål och budget 2026").doc_type is DocType.BUDGET


def test_a_budget_of_months_with_outcomes_is_a_monthly_account() -> None:
    text = "Budget jan feb mar apr maj utfall 12 13 14"
    assert kind(text).doc_type is DocType.MANADSUPPFOLJNING


def test_page_headers_and_the_files_name_tell_it_where_the_text_does_not() -> None:
    assert kind(TEXT, furniture="Delårsrapport 2026   4").doc_type is DocType.DELARSRAPPORT
    assert kind(TEXT, name="delarsrapport_2026.pdf").doc_type is DocType.OKAND
    assert kind(TEXT, name="Delårsrapport_2026.pdf").doc_type is DocType.DELARSRAPPORT
    assert kind(TEXT, name="Delårsrapport_2026.pdf", alone=False).doc_type is DocType.OKAND


def test_a_guess_by_words_is_told_as_one() -> None:
    assert kind(f"{TEXT} {TEXT} {TEXT} {TEXT} {TEXT} Delårsrapport. Delårsrapport. Delårsrapport.") == Kind(
        DocType.DELARSRAPPORT, stated=False
    )
    assert kind(TEXT) == Kind(DocType.OKAND, stated=False)
