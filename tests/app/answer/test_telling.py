"""Answers told: the matter that is asked for, and what stands beside a decision without being one."""

from __future__ import annotations

import pytest

from app.answer.telling import told_extract
from app.citations import DocumentText
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.units import units_of
from app.model import Answer
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, asks_for_matter, understand
from ingest.model import ChunkKind, Page, Section, SectionKind
from tests.passages import chunk, hit

HEADING = "§ 4  ON 2026/14\nTaxa för\nsimhallen\n"
DECISION = "Beslut\nOmsorgsnämnden fastställer taxan.\n"
PAPER = "Handling\nTaxebilaga nr 7.\n"
TEXT = f"{HEADING}{DECISION}{PAPER}"
KNOWN = Coverage(("Lingonby",), ("omsorgsnämnden",), (2026,))


def _section(kind: SectionKind, heading: str, part: str) -> Section:
    start = TEXT.index(part)
    path = ("§ 4 Taxa för simhallen",) if part == HEADING else ("§ 4 Taxa för simhallen", heading)
    return Section(start, 0, kind, heading, 1, path, start, start + len(part), "§ 4", "ON 2026/14")


SECTIONS = (
    _section(SectionKind.PARAGRAPH, "§ 4 Taxa för simhallen", HEADING),
    _section(SectionKind.DECISION, "Beslut", DECISION),
    _section(SectionKind.HEADING, "Handling", PAPER),
)
DOCUMENT = DocumentText(TEXT, (), (Page(1, 0, len(TEXT)),), paged=True, name="p.pdf", sections=SECTIONS)
PASSAGE = chunk(TEXT, kind=ChunkKind.DECISION, paragraph="§ 4", diary_number="ON 2026/14")


def _told(question: str, words: str) -> Answer:
    unit = next(one for one in units_of(PASSAGE) if one.text.strip() == words)
    picked = Extract((Picked(unit, hit(PASSAGE), 1.0),), 1.0)
    return told_extract(understand(question, KNOWN, Synonyms(())), picked, KNOWN, lambda _: DOCUMENT)


def test_the_matter_that_is_asked_for_is_told_and_cited() -> None:
    answer = _told("Vilket diarienummer har simhallens taxa?", "Omsorgsnämnden fastställer taxan.")
    assert answer.text.startswith("§ 4 ON 2026/14 Taxa för simhallen (omsorgsnämnden, 2026-02-10) [1]\n")
    assert answer.citations[0].quote == HEADING.strip()
    assert [one.number for one in answer.citations] == [1, 2]


def test_only_what_is_decided_is_told_as_decided() -> None:
    assert _told("Vad gäller?", "Omsorgsnämnden fastställer taxan.").text.startswith("Beslut (omsorgsnämnden, § 4, 2026-02-10): ")
    assert _told("Vad gäller?", "Taxebilaga nr 7.").text == "Taxebilaga nr 7. [1]"


def test_an_offset_outside_every_item_has_no_heading() -> None:
    assert DOCUMENT.item_heading(TEXT.index("Taxebilaga")) == (0, len(HEADING))
    assert DocumentText(TEXT, (), (), paged=False).item_heading(5) is None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Vilken paragraf handlar om taxan?", True),
        ("Vad står i § 4?", True),
        ("Vilket dnr har ärendet?", True),
        ("Vad kostar badet?", False),
        ("Vem har skrivit paragrafer?", False),
    ],
)
def test_whether_a_matter_is_asked_for(question: str, asks: bool) -> None:
    assert asks_for_matter(understand(question, KNOWN, Synonyms(()))) is asks


def test_a_sentence_over_a_page_header_is_told_with_a_citation_for_each_side() -> None:
    text = "Under 2026 prioriteras enskilda avlopp, grundvatten och inomhusmiljö i förskolor."
    seam = text.index("grundvatten")
    passage = chunk(text)
    document = DocumentText(text, (seam,), (Page(1, 0, len(text)),), paged=True, name="p.pdf")
    picked = Extract((Picked(units_of(passage)[0], hit(passage), 1.0),), 1.0)
    answer = told_extract(understand("Vad prioriteras?", KNOWN, Synonyms(())), picked, KNOWN, lambda _: document)
    assert answer.text == f"{text} [1] [2]"
    assert [one.quote for one in answer.citations] == [text[:seam].strip(), text[seam:]]


def test_the_paragraph_asked_for_is_told_also_where_what_answers_has_a_label_of_its_own() -> None:
    unit = next(one for one in units_of(PASSAGE) if one.text.strip() == "Omsorgsnämnden fastställer taxan.")
    picked = Extract((Picked(unit, hit(PASSAGE), 1.0, "Reservation: "),), 1.0)
    asks = understand("Vem reserverade sig mot simhallens taxa och på vilken paragraf?", KNOWN, Synonyms(()))
    assert told_extract(asks, picked, KNOWN, lambda _: DOCUMENT).text.startswith("§ 4 ON 2026/14 Taxa för simhallen")
    named = understand("Vem reserverade sig i § 4?", KNOWN, Synonyms(()))
    assert told_extract(named, picked, KNOWN, lambda _: DOCUMENT).text.startswith("Reservation: ")
