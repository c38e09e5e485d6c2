"""The smallest pieces of a text, and how those too long are cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import TextTable
from ingest.text.blocks import Block, BlockKind, find_blocks, sentences, split_block
from ingest.text.lines import split_lines

SENTENCE = "Bryggan vid Lillsjön byggdes om under våren och öppnades igen till midsommar."


def blocks(text: str, tables: tuple[TextTable, ...] = (), heads: frozenset[int] = frozenset(), width: int = 0) -> list[str]:
    return [text[b.start : b.end] for b in find_blocks(split_lines(text, tables), tables, heads, width=width)]


def test_blank_lines_part_paragraphs_and_items_stand_alone() -> None:
    text = "Ett stycke\növer två rader.\n\nNästa stycke.\n- en punkt\n- en punkt\nsom går vidare"
    assert blocks(text) == ["Ett stycke\növer två rader.", "Nästa stycke.", "- en punkt", "- en punkt\nsom går vidare"]


def test_a_sentence_goes_on_over_a_blank_line() -> None:
    assert blocks("Nämnden har under\n\nvåren byggt en brygga.\n\nnu är den klar.") == [
        "Nämnden har under\n\nvåren byggt en brygga.",
        "nu är den klar.",
    ]


def test_where_no_blank_lines_part_paragraphs_a_short_last_line_does() -> None:
    text = f"{SENTENCE}\nOch så vidare.\n{SENTENCE}\n{SENTENCE}"
    assert blocks(text) == [text]
    assert blocks(text, width=len(SENTENCE)) == [f"{SENTENCE}\nOch så vidare.", f"{SENTENCE}\n{SENTENCE}"]


def test_a_table_is_one_block_and_a_heading_begins_one() -> None:
    text = "Ord före.\na | b\n1 | 2\nRubrik\nText under den."
    table = TextTable(text.index("a |"), text.index("\nRubrik"), text.index("1 |"))
    assert blocks(text, (table,), frozenset({text.index("Rubrik")})) == ["Ord före.", "a | b\n1 | 2", "Rubrik\nText under den."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("En mening. En till! En tredje? Ja.", 4),
        ("Kostnaden var ca. 5 tkr. Den steg bl.a. Därför att priset steg.", 2),
        ("Ordförande A. Ek svarade. Det noteras.", 2),
        ("Se kap. 3 och nr. 7. Klart.", 2),
        ("”Bra.” Sade hon.", 2),
    ],
)
def test_sentences_end_at_full_stops_but_not_after_abbreviations(text: str, count: int) -> None:
    spans = sentences(text, 0, len(text))
    assert len(spans) == count, [text[a:b] for a, b in spans]


def test_a_long_paragraph_is_cut_evenly_between_sentences() -> None:
    text = " ".join([SENTENCE] * 20)
    pieces = split_block(text, Block(0, len(text), BlockKind.PARAGRAPH), 900)
    assert len(pieces) == 2
    assert all(text[p.start : p.end].endswith("midsommar.") and text[p.start :].startswith("Bryggan") for p in pieces)
    assert abs(pieces[0].length - pieces[1].length) < 200


def test_lines_without_the_end_of_a_sentence_are_cut_between_lines_or_words() -> None:
    line = "bryggan lagas och målas om från dag till dag"
    text = "\n".join([line] * 60)
    pieces = split_block(text, Block(0, len(text), BlockKind.PARAGRAPH), 900)
    assert len(pieces) > 1
    assert all(p.length <= 900 and text[p.start : p.end].startswith("bryggan") for p in pieces)
    words = text.replace("\n", " ")
    assert all(
        words[p.end - 1 : p.end + 1].strip() == words[p.end - 1]
        for p in split_block(words, Block(0, len(words), BlockKind.PARAGRAPH), 900)
    )


def test_a_long_table_is_cut_between_rows_and_its_later_parts_know_its_header() -> None:
    rows = ["Brygga | 2025 | 2026", *(f"Brygga nummer {n} | {n * 10} | {n * 11}" for n in range(60))]
    text = "\n".join(rows)
    end = len(rows[0])
    first, *later = split_block(text, Block(0, len(text), BlockKind.TABLE), 900, end)
    assert first.header is None
    assert later
    assert all(piece.header == (0, end) for piece in later)
    assert "\n".join(text[p.start : p.end] for p in (first, *later)) == text


@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(60, 500))
def test_pieces_hold_every_word_and_are_never_too_long(lengths: list[int], most: int) -> None:
    text = " ".join("A" + "b" * length + "." for length in lengths)
    pieces = split_block(text, Block(0, len(text), BlockKind.PARAGRAPH), most)
    assert "".join(text[p.start : p.end] for p in pieces).replace(" ", "") == text.replace(" ", "")
    assert all(before.end <= after.start for before, after in pairwise(pieces))
    assert all(p.length <= most for p in pieces)
