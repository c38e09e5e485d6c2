"""The Swedish an answer is told in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app import wording
from app.extract.unit_model import UnitKind
from app.extract.units import units_of
from app.question.understanding import Coverage
from ingest.model import ChunkKind, Metadata, Status
from tests.passages import LINGONBY, chunk


def _told(text: str, kind: UnitKind, of: ChunkKind = ChunkKind.PROSE) -> str:
    unit = next(unit for unit in units_of(chunk(text, kind=of)) if unit.kind is kind)
    return wording.tell(unit, "[1]")


def test_a_sentence_is_told_in_one_line_with_its_marker() -> None:
    assert _told("simhallen hålls\nstängd   i juli.", UnitKind.SENTENCE) == "Simhallen hålls stängd i juli. [1]"


def test_an_item_is_told_after_what_leads_it_in_without_its_mark() -> None:
    assert _told("Målen är:\n• fler i\n  arbete\n• god ekonomi", UnitKind.ITEM) == "Målen är: fler i arbete [1]"
    assert _told("1) kök\n2) bad", UnitKind.ITEM) == "Kök [1]"


def test_a_list_is_told_as_lines() -> None:
    told = _told("Målen är:\n• fler i\n  arbete\n\n• god ekonomi", UnitKind.LIST)
    assert told == "Målen är:\n• fler i arbete\n• god ekonomi [1]"


def test_a_decision_is_told_with_its_points() -> None:
    told = _told("Nämnden beslutar att\n1. godkänna\nrapporten\n2. skicka den", UnitKind.DECISION, ChunkKind.DECISION)
    assert told == "Nämnden beslutar att\n1. godkänna rapporten\n2. skicka den [1]"


def test_numbers_keep_their_figures_together() -> None:
    assert wording.in_one_line("kostade 1\u00a0200\u202f300\nkr") == "kostade 1 200 300 kr"


def test_what_is_too_long_is_cut_between_words_and_says_so() -> None:
    told = _told("ord " * 500 + "slut.", UnitKind.SENTENCE)
    assert len(told) < 1_000
    assert told.endswith("ord … [1]")


def test_a_proposal_is_never_told_as_a_decision() -> None:
    proposal = wording.standing(ChunkKind.PROPOSAL, LINGONBY, "§ 4")
    decision = wording.standing(ChunkKind.DECISION, LINGONBY, "§ 4")
    assert proposal.startswith("Förslag till beslut (")
    assert decision.startswith("Beslut (")
    for told in (proposal, decision):
        assert "omsorgsnämnden, § 4, 2026-02-10" in told
    assert wording.standing(ChunkKind.PROPOSAL, Metadata(), "") == "Förslag till beslut: "
    assert wording.standing(ChunkKind.PROSE, LINGONBY, "§ 4") == ""


def test_a_draft_and_a_paper_that_is_replaced_are_told() -> None:
    assert "utkast" in wording.caution(replace(LINGONBY, status=Status.DRAFT))
    assert "ersatt" in wording.caution(replace(LINGONBY, status=Status.SUPERSEDED))
    assert wording.caution(replace(LINGONBY, status=Status.FINAL)) == wording.caution(LINGONBY) == ""


def test_what_is_indexed_is_named() -> None:
    told = wording.covered(Coverage(("Lingonby", "Tranmåla"), ("omsorgsnämnden",), (2025, 2023)))
    assert told == "Inläst finns handlingar från Lingonby och Tranmåla för 2023–2025."
    assert wording.covered(Coverage(("Lingonby",), (), (2025,))).endswith("från Lingonby för 2025.")


def test_of_many_places_the_first_are_named_and_the_rest_counted() -> None:
    told = wording.covered(Coverage(tuple(f"Ort{number}" for number in range(40)), (), ()))
    assert "Ort0" in told
    assert "Ort39" not in told
    assert "40 i allt" in told


def test_an_empty_index_is_told_and_papers_of_no_known_place_are_not_denied() -> None:
    assert wording.covered(Coverage()) == "Inga handlingar är inlästa."
    assert "Inga" not in wording.covered(Coverage((), ("omsorgsnämnden",), ()))
    assert "Inga" not in wording.covered(Coverage((), (), (2025,)))


def test_refusals_say_that_and_why() -> None:
    known = Coverage(("Lingonby",), (), (2025,))
    assert wording.not_found(known).startswith("Det framgår inte")
    assert "inga papper från Tranmåla" in wording.outside("inga papper från Tranmåla", known)
    for told in (wording.not_found(known), wording.outside("x", known)):
        assert "Lingonby" in told


@pytest.mark.parametrize("day", [date(2026, 2, 10), None])
def test_what_is_withheld_is_named_by_its_paragraph(day: date | None) -> None:
    told = wording.withheld("§ 9", replace(LINGONBY, day=day))
    assert told.startswith("§ 9 (omsorgsnämnden")
    assert "borttagen på grund av sekretess" in told
    assert ("2026-02-10" in told) is (day is not None)
    assert wording.withheld("§ 9", Metadata()).startswith("§ 9 är borttagen")
    assert wording.withheld("", Metadata())[:1].isupper()
