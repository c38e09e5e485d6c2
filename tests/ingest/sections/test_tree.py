"""The parts of papers, and what is decided and what only proposed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.model import Section, SectionKind
from tests.ingest.made_papers import made

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def sections(text: str) -> list[Section]:
    return list(made(text)[0].sections)


def kinds(text: str) -> dict[str, SectionKind]:
    return {section.heading: section.kind for section in sections(text)}


def test_sections_lie_edge_to_edge_and_cover_every_paper() -> None:
    text = f"Fler bad\n\nSammanfattning\n\n{TEXT}\n\nBeslut\n\nNämnden beslutar att bygga.\n\nEkonomiska konsekvenser\n\n{TEXT}"
    document, _ = made(text)
    assert document.sections[0].start == 0
    assert document.sections[-1].end == len(document.text)
    assert all(before.end == after.start for before, after in pairwise(document.sections))


def test_the_path_goes_from_the_outermost_heading_in() -> None:
    text = f"§ 3 TN 2026/12\n\nSimhallen\n\nSammanfattning\n\n{TEXT}\n\n§ 4 TN 2026/13\n\nBryggan\n\nBeslut\n\n{TEXT}"
    paths = {section.heading: section.path for section in sections(text)}
    assert paths["Sammanfattning"] == ("§ 3 Simhallen", "Sammanfattning")
    assert paths["Beslut"] == ("§ 4 Bryggan", "Beslut")


def test_a_part_knows_its_item_and_its_diary_number() -> None:
    text = f"§ 3 TN 2026/12\n\nSimhallen\n\nSammanfattning\n\n{TEXT}\n\n§ 4 TN 2026/13\n\nBryggan\n\nBeslut\n\n{TEXT}"
    told = {section.heading: (section.paragraph, section.diary_number) for section in sections(text)}
    assert told["Sammanfattning"] == ("§ 3", "TN 2026/12")
    assert told["Beslut"] == ("§ 4", "TN 2026/13")


def test_the_letterhead_of_an_extract_is_its_items() -> None:
    text = f"Socialnämnden\n\nProtokollsutdrag\n\nSammanträdesdatum 2026-03-17\n\n§ 3 SN 2026/9\n\nNytt boende\n\nBeslut\n\n{TEXT}"
    first = sections(text)[0]
    assert (first.kind, first.paragraph, first.diary_number) == (SectionKind.PAPER, "§ 3", "SN 2026/9")


@pytest.mark.parametrize(
    ("heading", "body", "kind"),
    [
        ("Beslut", "Tekniska nämnden beslutar att bygga bryggan.", SectionKind.DECISION),
        ("Beslut", "Tekniska nämnden föreslår kommunfullmäktige besluta att bygga bryggan.", SectionKind.PROPOSAL),
        ("Förslag till beslut", "Tekniska nämnden beslutar att bygga bryggan.", SectionKind.PROPOSAL),
        ("Förslag till beslut i tekniska nämnden", "Nämnden beslutar att bygga bryggan.", SectionKind.PROPOSAL),
        ("Ekonomiska konsekvenser", "Bryggan kostar 100 tkr.", SectionKind.HEADING),
    ],
)
def test_what_is_decided_and_what_is_proposed(heading: str, body: str, kind: SectionKind) -> None:
    assert kinds(f"Bryggan vid Lillsjön\n\nSammanfattning\n\n{TEXT}\n\n{heading}\n\n{body}\n\n{TEXT}")[heading] is kind


def test_an_empty_decision_over_a_proposal_is_one() -> None:
    text = f"Bryggan\n\nSammanfattning\n\n{TEXT}\n\nBeslut\n\nFörslag till beslut\n\nNämnden beslutar att bygga bryggan i år."
    assert kinds(text)["Beslut"] is SectionKind.PROPOSAL


def test_a_withheld_item_is_marked() -> None:
    text = f"§ 3 TN 2026/12\n\nBorttagen på grund av sekretess\n\n§ 4 TN 2026/13\n\nBryggan\n\nBeslut\n\n{TEXT}"
    assert [section.kind for section in sections(text)] == [SectionKind.WITHHELD, SectionKind.PARAGRAPH, SectionKind.DECISION]


def test_what_stands_below_the_points_of_a_proposal_is_no_part_of_it() -> None:
    points = "1. Nämnden antar budgeten.\n2. Chefen får omfördela 500 tkr\nmellan verksamheterna.\n\n"
    told = sections(f"Budget för simhallen\n\nFörslag till beslut\n\n{points}{TEXT} {TEXT} {TEXT}\n\n{TEXT}")
    at = next(at for at, section in enumerate(told) if section.kind is SectionKind.PROPOSAL)
    assert told[at + 1].kind is SectionKind.HEADING
    assert "Förslag till beslut" not in told[at + 1].path
    assert told[at].end == told[at + 1].start
    document, _ = made(f"Budget för simhallen\n\nFörslag till beslut\n\n{points}{TEXT} {TEXT} {TEXT}\n\n{TEXT}")
    assert document.text[told[at].start : told[at].end].rstrip().endswith("mellan verksamheterna.")


def test_a_short_remark_below_the_points_belongs_to_the_decision() -> None:
    told = sections("§ 3 TN 2026/12\n\nBryggan\n\nBeslut\n\n1. Bryggan byggs.\n2. Taxan höjs.\n\nParagrafen justeras omedelbart.\n")
    assert told[-1].kind is SectionKind.DECISION
