"""Passages: what they hold, what they never hold together, and what is told with them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunks import page_at
from ingest.model import Chunk, ChunkKind, Document
from ingest.structure import chunks_of
from tests.ingest.made_papers import made

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."
LONG = " ".join(f"{TEXT[:-1]} nummer {n}." for n in range(9))
TOP = f"Bryggan vid Lillsjön\n\nSammanfattning\n\n{LONG}\n\n"


def chunks(text: str | list[str]) -> list[Chunk]:
    return made(text)[1]


def holding(text: str | list[str], words: str) -> Chunk:
    return next(chunk for chunk in chunks(text) if words in chunk.text)


def sound(document: Document, made_chunks: list[Chunk]) -> None:
    """Check what holds for the passages of any document."""
    assert all(document.text[chunk.start : chunk.end] == chunk.text for chunk in made_chunks)
    assert all(before.end <= after.start for before, after in pairwise(made_chunks))
    assert "".join("".join(chunk.text.split()) for chunk in made_chunks) == "".join(document.text.split())
    for chunk in made_chunks:
        inside = [s for s in document.sections if s.start < chunk.end and chunk.start < s.end]
        assert len({(section.paper, section.paragraph) for section in inside}) == 1
        assert chunk.page == page_at(document, chunk.start)
    assert chunks_of(document) == made_chunks


PIECES = st.sampled_from(
    [
        "Bakgrund", "Beslut", "Förslag till beslut", "Sammanfattning", "Beslutet skickas till", "§ 3 TN 2026/12", "§ 4", "§ 5 Val",
        "Tekniska nämnden", "Tjänsteskrivelse", "Protokollsutdrag", "Bilaga 1 – Karta", "1 Mål", "1.1 Kvalitet", "2 Ekonomi",
        "Borttagen på grund av sekretess", "Nämnden ska:", "- bygga bryggor", "1. Nämnden bygger.", "a) i trä", "Anna Ek (LL)",
        "Verksamhet   Budget 2026   Utfall 2026\nBryggor   1 200   1 300\nBad   2 400   2 300", TEXT, LONG, f"{LONG} {LONG}", "A",
        "Datum 2026-03-17", "Status", "Pågående", "\f", "Simhallens om-\nbyggnad är klar", "Tunadals kommun   3 (4)", "\u00adx", ":",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n", " "])), max_size=40), st.booleans())
def test_the_passages_of_any_text_hold_each_character_once(parts: list[tuple[str, str]], paged: bool) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    sound(*made(text.split("\f") if paged else text))


def test_a_passage_never_holds_two_items_or_two_papers() -> None:
    items = "\n\n".join(f"§ {n} TN 2026/{n}\n\nBrygga {n}\n\nBeslut\n\nNämnden bygger." for n in range(1, 6))
    found = chunks(f"Tekniska nämnden\n\nProtokoll\n\nSammanträdesdatum 2026-03-17\n\n{items}")
    assert [(chunk.paragraph, chunk.diary_number) for chunk in found if "Nämnden bygger" in chunk.text] == [
        (f"§ {n}", f"TN 2026/{n}") for n in range(1, 6)
    ]


def test_what_is_decided_never_shares_a_passage_with_what_is_proposed() -> None:
    text = f"{TOP}Förslag till beslut\n\nNämnden river bryggan.\n\nBeslut\n\nNämnden behåller bryggan."
    assert holding(text, "river").kind is ChunkKind.PROPOSAL
    assert holding(text, "behåller").kind is ChunkKind.DECISION
    assert "behåller" not in holding(text, "river").text


def test_a_withheld_item_stands_alone_and_says_so() -> None:
    text = f"§ 3 TN 2026/12\n\nBorttagen på grund av sekretess\n\n§ 4 TN 2026/13\n\nBryggan\n\nBeslut\n\n{TEXT}"
    withheld = holding(text, "sekretess")
    assert (withheld.kind, withheld.paragraph) == (ChunkKind.WITHHELD, "§ 3")
    assert "Bryggan" not in withheld.text


def test_no_passage_ends_in_a_heading_or_in_the_line_that_leads_a_list_in() -> None:
    text = TOP + "\n\n".join(f"Avsnitt om del {n}\n\n{LONG}\n\nNämnden ska:\n\n- bygga\n\n- måla" for n in range(6))
    for chunk in chunks(text):
        assert not chunk.text.endswith(":")
        assert not chunk.text.split("\n")[-1].startswith("Avsnitt")


def test_sizes_lie_between_too_little_to_tell_and_too_much_to_read() -> None:
    text = TOP + "\n\n".join(f"Avsnitt om del {n}\n\n{LONG} {LONG}\n\n{TEXT}" for n in range(6)) + "\n\nFör kännedom\n\nAkten"
    lengths = [len(chunk.text) for chunk in chunks(text)]
    assert max(lengths) <= 1300
    assert min(lengths) >= 160


def test_context_tells_where_a_passage_stands_and_repeats_nothing() -> None:
    text = (
        "Tekniska nämnden\n\nProtokollsutdrag\n\nSammanträdesdatum 2026-03-17\n\n§ 3 TN 2026/12\n\nBryggan vid Lillsjön\n\n"
        f"Sammanfattning\n\n{LONG}\n\nBeslut\n\nNämnden bygger.\n\n{LONG}"
    )
    assert holding(text, "Nämnden bygger").context == (
        "Tunadal · tekniska nämnden · 2026-03-17 · Bryggan vid Lillsjön · § 3 Bryggan vid Lillsjön · Beslut"
    )


def test_the_later_parts_of_a_table_carry_its_header_in_their_context() -> None:
    rows = "\n".join(f"Brygga nummer {n}      {n * 10}      {n * 11}      {n * 12}" for n in range(10, 90))
    text = f"{TOP}Kostnader\n\nVad      Budget 2025      Budget 2026      Utfall 2026\n{rows}\n\n{TEXT}"
    last = holding(text, "nummer 89")
    assert last.kind is ChunkKind.TABLE
    assert last.context.endswith("Vad Budget 2025 Budget 2026 Utfall 2026")
    assert len(last.text) <= 1500


def test_pages_are_those_the_passages_begin_on_and_files_without_pages_have_none() -> None:
    found = chunks(
        [f"Bryggan vid Lillsjön\n\nBakgrund\n\n{LONG}", f"Kostnader för bryggan\n\n{TEXT} Slut på texten här.\n\n{LONG}"]
    )
    assert [chunk.page for chunk in found] == [1, 2, 2][: len(found)]
    assert {chunk.page for chunk in chunks(TOP)} == {None}


def test_ids_are_of_document_version_and_place() -> None:
    document, found = made(f"{TOP}Bakgrund\n\n{LONG}")
    assert [chunk.id for chunk in found] == [f"{document.id}:{document.version[:12]}:{n}" for n in range(len(found))]


@pytest.mark.parametrize("text", ["", "   \n\n ", "\f\f"])
def test_no_text_gives_no_passages(text: str) -> None:
    assert chunks(text) == []
