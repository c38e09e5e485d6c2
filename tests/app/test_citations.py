"""Citations: to the letter, at their place, over no seam."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.citations import (
    DocumentText,
    Place,
    between_seams,
    cite,
    cite_pieces,
    page_of,
    page_url,
    place,
    place_of,
    trimmed,
    verified,
)
from app.model import Citation
from ingest.model import DocType, Metadata, Page, Section, SectionKind
from tests.passages import LINGONBY, chunk, hit

TEXT = "Simhallen stängs i juli.\nDen öppnar \n i augusti igen.\n\n  Biblioteket  är öppet."
FIRST = (0, TEXT.index("juli.") + 5)
SECOND = (TEXT.index("Den"), TEXT.index("igen.") + 5)
THIRD = (TEXT.index("Biblioteket"), len(TEXT))
DOCUMENT = DocumentText(TEXT, (), (Page(3, 0, 24), Page(4, 24, len(TEXT))), paged=True, pictured=True)
WHERE = Place("d1", "Protokoll", "p.pdf", LINGONBY, ("§ 4", "Beslut"), "§ 4", "ON 2026/14")


def _cited(told: tuple[int, int], span: tuple[int, int], document: DocumentText = DOCUMENT) -> Citation:
    citation = cite(1, WHERE, told, span, document)
    assert citation is not None
    assert document.text[citation.start : citation.end] == citation.quote
    return citation


def test_a_citation_quotes_the_span_to_the_letter() -> None:
    citation = _cited(SECOND, (SECOND[0], SECOND[1] + 3))
    assert citation.quote == "Den öppnar \n i augusti igen."
    assert (citation.document_id, citation.title, citation.source) == ("d1", "Protokoll", "p.pdf")
    assert (citation.municipality, citation.body, citation.date) == ("Lingonby", "omsorgsnämnden", "2026-02-10")
    assert (citation.section, citation.paragraph, citation.diary_number) == (("§ 4", "Beslut"), "§ 4", "ON 2026/14")
    assert (citation.page, citation.doc_type) == (4, "årsredovisning")


def test_white_space_at_the_ends_is_left_out() -> None:
    assert trimmed(TEXT, SECOND[1], len(TEXT)) == THIRD
    assert _cited(THIRD, (SECOND[1], len(TEXT))).quote == "Biblioteket  är öppet."


def test_what_is_not_known_is_null_and_empty() -> None:
    bare = Place("d1", "p.txt", "p.txt", Metadata(doc_type=DocType.OKAND))
    citation = cite(2, bare, (0, 5), (0, 5), replace(DOCUMENT, paged=False))
    assert citation is not None
    assert (citation.paragraph, citation.diary_number, citation.page) == (None, None, None)
    assert (citation.date, citation.doc_type, citation.municipality) == ("", "", "")


def test_nothing_to_quote_is_no_citation() -> None:
    assert cite(1, WHERE, (51, 55), (51, 55), replace(DOCUMENT, text="x" * 51 + "    ")) is None
    assert cite(1, WHERE, (900, 950), (900, 950), DOCUMENT) is None


def test_a_span_too_long_to_quote_is_cut_down_to_what_is_told() -> None:
    long = replace(DOCUMENT, text="ord " * 1_000)
    assert _cited((400, 403), (0, 4_000), long).quote == "ord"


def test_a_quote_runs_over_no_seam() -> None:
    assert _cited(FIRST, (0, SECOND[1]), replace(DOCUMENT, seams=(24,))).quote == "Simhallen stängs i juli."
    assert _cited(SECOND, (0, SECOND[1]), replace(DOCUMENT, seams=(24,))).quote == "Den öppnar \n i augusti igen."
    assert _cited(FIRST, FIRST, replace(DOCUMENT, seams=(0, 24))).quote == "Simhallen stängs i juli."


def test_of_words_told_over_a_seam_the_most_are_quoted() -> None:
    assert _cited(SECOND, SECOND, replace(DOCUMENT, seams=(TEXT.index("i augusti"),))).quote == "i augusti igen."
    assert _cited((0, SECOND[1]), (0, SECOND[1]), replace(DOCUMENT, seams=(10, 24))).quote == "Den öppnar \n i augusti igen."


_offsets = st.integers(0, 60)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(_offsets, max_size=6), st.tuples(_offsets, _offsets, _offsets, _offsets))
def test_no_seam_lies_inside_any_quote(seams: list[int], bounds: tuple[int, int, int, int]) -> None:
    span_start, told_start, told_end, span_end = sorted(bounds)
    start, end = between_seams(sorted(seams), (span_start, span_end), (told_start, told_end))
    assert span_start <= start <= end <= span_end
    assert not [seam for seam in seams if start < seam < end]
    if told_start < told_end:
        assert start < told_end
        assert told_start < end


@pytest.mark.parametrize(("offset", "page"), [(0, 3), (23, 3), (24, 4), (79, 4), (1_000, 4)])
def test_the_page_an_offset_stands_on(offset: int, page: int) -> None:
    assert page_of(DOCUMENT, offset) == page


def test_a_file_without_pages_has_none() -> None:
    assert page_of(replace(DOCUMENT, paged=False), 5) is None
    assert page_of(replace(DOCUMENT, pages=()), 5) is None


def test_the_address_shows_the_page_or_the_text() -> None:
    assert page_url("d1", 4, 25, 51) == "/api/documents/d1/pages/4.png?start=25&end=51"
    assert page_url("d1", None, 25, 51) == "/api/documents/d1/text?start=25&end=51#quote"
    assert "/pages/3.png" in _cited(FIRST, FIRST).url
    assert "/text?" in _cited(FIRST, FIRST, replace(DOCUMENT, pictured=False)).url


def test_a_quote_that_no_longer_stands_there_is_dropped() -> None:
    citations = [_cited(FIRST, FIRST), _cited(SECOND, SECOND)]
    assert verified(citations, lambda _: TEXT) == citations
    assert verified(citations, lambda _: TEXT.replace("juli", "juni")) == citations[1:]
    assert verified(citations, lambda _: "") == []


def test_where_a_passage_stands() -> None:
    where = place_of(hit(chunk("Text.", paragraph="§ 4", diary_number="ON 2026/14", path=("§ 4",)), source="p.pdf"))
    assert where == Place(where.document_id, "Årsbokslut 2025", "p.pdf", LINGONBY, ("§ 4",), "§ 4", "ON 2026/14")


def test_a_place_is_told_for_a_person() -> None:
    told = place(_cited(SECOND, SECOND))
    assert told == "Protokoll, Lingonby, omsorgsnämnden, 2026-02-10, § 4, ON 2026/14, s. 4, § 4 › Beslut (p.pdf)"
    bare = replace(_cited((0, 5), (0, 5)), title="p.pdf", municipality="", body="", date="", paragraph=None, diary_number=None)
    assert place(replace(bare, page=None, section=())) == "p.pdf"


def test_the_section_an_offset_stands_in() -> None:
    sections = tuple(Section(n, 0, SectionKind.HEADING, f"R{n}", 1, (f"R{n}",), 10 * n + 5, 10 * n + 15) for n in range(2))
    document = replace(DOCUMENT, sections=sections)
    assert document.section_at(4) is None
    assert document.section_at(5) is sections[0]
    assert document.section_at(14) is sections[0]
    assert document.section_at(70) is sections[1]


def test_what_is_told_over_a_seam_is_quoted_on_both_sides_of_it() -> None:
    long = replace(DOCUMENT, text="Simhallen lagas under 2026 av kommunens egen personal.", seams=(27,))
    found = cite_pieces(3, WHERE, (0, 54), (0, 54), long)
    assert [(one.number, one.quote) for one in found] == [(3, "Simhallen lagas under 2026"), (4, "av kommunens egen personal.")]


def test_a_piece_too_short_to_quote_is_left_out() -> None:
    seam = TEXT.index("Den") + 4
    found = cite_pieces(1, WHERE, SECOND, SECOND, replace(DOCUMENT, seams=(seam,)))
    assert [one.quote for one in found] == ["öppnar \n i augusti igen."]


def test_a_paragraphs_heading_may_begin_with_its_board_and_stand_under_its_numbers() -> None:
    text = "KS § 7\n\nKS 2026/14\n\nNy bro\nBeslut\nBron byggs.\n§ 8 Dnr KS 15\nNy damm\nBeslut\nDammen grävs."
    eighth = text.index("§ 8")
    sections = (
        Section(0, 0, SectionKind.PARAGRAPH, "Ny bro", 1, ("§ 7 Ny bro",), 0, eighth, "§ 7"),
        Section(eighth, 0, SectionKind.PARAGRAPH, "Dnr KS 15", 1, ("§ 8",), eighth, len(text), "§ 8"),
    )
    document = replace(DOCUMENT, text=text, sections=sections)
    assert [text[slice(*(document.item_heading(at) or (0, 0)))].split() for at in (text.index("Bron"), text.index("Dammen"))] == [
        ["KS", "§", "7", "KS", "2026/14", "Ny", "bro"],
        ["§", "8", "Dnr", "KS", "15", "Ny", "damm"],
    ]
