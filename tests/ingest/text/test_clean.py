"""Clean text: words joined, page headers out, and every offset still where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Cell, Grid, HeadingMark, SourcePage, SourceText
from ingest.profile import load
from ingest.text.clean import Edit, Edited, clean, joins, soft_pages

FURNITURE = load().furniture


def cleaned(text: str, **more: object) -> str:
    page = SourcePage(1, text)
    return clean(SourceText((page,), False, "text/plain"), FURNITURE).text


@pytest.mark.parametrize(
    ("head", "tail", "glue"),
    [
        ("förvalt", "ningen", ""),
        ("HR", "specialister", "-"),
        ("vård", "och", None),
        ("Korsa", "Vad", "-"),
        ("IT", "enheten", "-"),
        ("e", "tjänst", "-"),
        ("fritids", "samt", None),
    ],
)
def test_what_joins_two_halves_of_a_word(head: str, tail: str, glue: str | None) -> None:
    assert joins(head, tail) == glue


def test_words_parted_at_line_ends_are_joined_over_an_empty_line_too() -> None:
    assert cleaned("Nämnden följer upp avvi-\nkelser.") == "Nämnden följer upp avvikelser."
    assert cleaned("kla-\n\ngomål och synpunkter") == "klagomål och synpunkter"


def test_a_hyphen_for_a_word_left_out_stays() -> None:
    assert cleaned("vård-\noch omsorgsnämnden") == "vård-\noch omsorgsnämnden"


def test_dates_soft_hyphens_and_decomposed_letters_are_mended() -> None:
    assert cleaned("den 2025-12-\n19") == "den 2025-12-19"
    assert cleaned("förvalt\u00adningen") == "förvaltningen"
    assert cleaned("a\u030arsbokslut") == "årsbokslut"
    assert cleaned("a\u200bb\ufeffc") == "abc"


def test_bullets_of_all_kinds_become_one() -> None:
    assert cleaned("Förslag:\n\uf0b7 ett\no två\n● tre") == "Förslag:\n• ett\n• två\n• tre"


def test_a_sentence_over_a_page_header_is_joined_at_a_seam() -> None:
    text = "Planerad start i Tunadal kan inte genomföras\n\nUtdragsbestyrkande\n\nförrän alla krav är uppfyllda."
    result = clean(SourceText((SourcePage(1, text),), False, "text/plain"), FURNITURE)
    assert result.text == "Planerad start i Tunadal kan inte genomföras\nförrän alla krav är uppfyllda."
    assert result.seams == (result.text.index("förrän"),)
    assert [removed for _, removed in result.removed] == ["Utdragsbestyrkande"]


def test_pages_keep_their_numbers_and_places() -> None:
    pages = tuple(SourcePage(n, f"Sidan {n} handlar om vägar.") for n in (1, 2, 3))
    result = clean(SourceText(pages, True, "application/pdf"), FURNITURE)
    assert [(page.number, result.text[page.start : page.end]) for page in result.pages] == [
        (n, f"Sidan {n} handlar om vägar.") for n in (1, 2, 3)
    ]


def test_a_line_pushed_in_may_begin_a_page_in_text_that_lost_its_pages() -> None:
    rows = "\n".join(f"Rad {n} om gator och parker i Tunadal." for n in range(20))
    page = SourcePage(1, f"{rows}\n Nytt ärende om lekplatser\n{rows}")
    assert [part.text.split("\n")[0] for part in soft_pages(page)] == [
        "Rad 0 om gator och parker i Tunadal.",
        " Nytt ärende om lekplatser",
    ]


def test_a_text_with_indentation_of_its_own_is_not_cut() -> None:
    page = SourcePage(1, "\n".join(f"Punkt {n}\n  indragen text {n}" for n in range(20)))
    assert soft_pages(page) == [page]


def test_a_long_gap_is_noted_where_a_page_may_begin() -> None:
    result = clean(
        SourceText((SourcePage(1, "Socialnämnden\n\n\n\n\n \n\nAvgiftsfri buss!\n\nVi vill."),), False, "text/plain"), FURNITURE
    )
    assert [result.text[gap:].split("\n")[0] for gap in result.gaps] == ["Avgiftsfri buss!"]


def test_marked_headings_and_cells_follow_their_words() -> None:
    text = "Utdragsbestyrkande\n\nÖver-\nsikt\n\nEnhet | Utfall\nBadet | 12"
    cells = (Cell(1, 0, text.index("Badet"), text.index("Badet") + 5), Cell(1, 1, text.index("12"), text.index("12") + 2))
    grid = Grid(text.index("Enhet"), len(text), cells)
    page = SourcePage(1, text, grids=(grid,), headings=(HeadingMark(text.index("Över"), text.index("sikt") + 4, 1),))
    result = clean(SourceText((page,), False, "text/plain"), FURNITURE)
    assert [result.text[mark.start : mark.end] for mark in result.headings] == ["Översikt"]
    assert [result.text[cell.start : cell.end] for cell in result.tables[0].cells] == ["Badet", "12"]


edits = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12), st.text("xyz\n ", max_size=4)), max_size=8)


@given(st.text("abcåäö §-\n", max_size=60), edits)
def test_offsets_after_edits_point_at_the_same_character(text: str, raw: list[tuple[int, int, str]]) -> None:
    changes = [Edit(min(a, len(text)), min(a + n, len(text)), new) for a, n, new in raw]
    edited = Edited(text, changes)
    cut: set[int] = set()
    at = 0
    for edit in sorted(changes, key=lambda e: (e.start, -e.end)):
        if edit.start >= at:
            cut.update(range(edit.start, edit.end))
            at = edit.end
    for offset, character in enumerate(text):
        if offset not in cut:
            assert edited.text[edited.after(offset)] == character
    moved = [edited.after(offset) for offset in range(len(text) + 1)]
    assert moved == sorted(moved)
    assert all(0 <= offset <= len(edited.text) for offset in moved)


@given(st.text("aåÄ.:-•\n \u00ad§1", max_size=200))
def test_cleaning_any_text_keeps_its_letters_and_leaves_no_loose_ends(text: str) -> None:
    result = cleaned(text)
    assert [c for c in result if c.isalpha()] == [c for c in text if c.isalpha()]
    assert result == result.strip("\n")
    assert "\n\n\n" not in result
    assert not any(line != line.rstrip() and not line.rstrip()[-1:].isdigit() for line in result.split("\n"))


def test_spaces_after_the_last_number_of_a_line_stay() -> None:
    assert cleaned("Antal ärenden 40 38  \noch text  \n§ 4 ") == "Antal ärenden 40 38  \noch text\n§ 4"


def test_a_page_header_above_a_table_is_no_caption_of_it() -> None:
    pages = []
    for number in range(1, 5):
        text = f"Ånäs kommun Skolnämnden Sid {number} (4)\nNämnden följer upp målen för år {2020 + number}.\nMål | 7"
        start = text.index("Mål |")
        cells = (Cell(0, 0, start, start + 3), Cell(0, 1, len(text) - 1, len(text)))
        caption = text.split("\n", maxsplit=1)[0] if number > 1 else "Mål för året"
        pages.append(SourcePage(number, text, grids=(Grid(start, len(text), cells, caption),)))
    found = clean(SourceText(tuple(pages), True, "application/pdf"), FURNITURE)
    assert "Sid 2" not in found.text
    assert [table.caption for table in found.tables] == ["Mål för året", "", "", ""]
