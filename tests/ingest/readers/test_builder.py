"""Offsets of headings and cells always point at their own text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.blocks import Heading, Item, Paragraph, Table, TableCell, write
from ingest.readers.builder import PageBuilder, RawCell, one_line

WORDS = st.text(st.sampled_from("abå 1|\n\t\u00a0"), max_size=8)


def cells(*rows: list[str]) -> tuple[TableCell, ...]:
    return tuple(TableCell(row, column, (Paragraph(text),)) for row, line in enumerate(rows) for column, text in enumerate(line))


def test_paragraphs_items_and_headings_have_their_own_lines() -> None:
    builder = PageBuilder()
    write([Heading("Mål", 1), Paragraph("text"), Item("• a"), Item("• b"), Paragraph("mer"), Paragraph("  ")], builder)

    page = builder.build(3, "Blad")

    assert page.text == "Mål\n\ntext\n\n• a\n• b\n\nmer"
    assert (page.number, page.label) == (3, "Blad")
    assert [(page.text[mark.start : mark.end], mark.level) for mark in page.headings] == [("Mål", 1)]


def test_a_table_is_a_line_a_row() -> None:
    builder = PageBuilder()
    write([Paragraph("före"), Table(cells(["Enhet", "Budget"], ["A", "1\u00a0200"], ["B", ""], ["", "3"]), "T")], builder)

    page = builder.build(1)

    assert page.text == "före\n\nEnhet | Budget\nA | 1\u00a0200\nB\n | 3"
    (grid,) = page.grids
    assert page.text[grid.start : grid.end] == "Enhet | Budget\nA | 1\u00a0200\nB\n | 3"
    assert grid.caption == "T"


def test_cells_under_merged_ones_keep_their_place() -> None:
    builder = PageBuilder()
    builder.table(
        [
            RawCell(0, 0, "Enhet", row_span=2),
            RawCell(0, 1, "2025", column_span=2),
            RawCell(1, 1, "Budget"),
            RawCell(1, 2, "Utfall"),
        ]
    )

    assert builder.build(1).text == "Enhet | 2025\n | Budget | Utfall"


def test_a_table_that_only_arranges_text_is_text() -> None:
    builder = PageBuilder()
    nested = Table(cells(["a", "b"]))
    write([Table((TableCell(0, 0, (Paragraph("Brevhuvud"), nested)), TableCell(1, 1, (Heading("Ärende", 2),))))], builder)

    page = builder.build(1)

    assert page.text == "Brevhuvud\n\na | b\n\nÄrende"
    assert len(page.grids) == 1
    assert len(page.headings) == 1


def test_a_table_in_a_cell_comes_after_the_outer_one() -> None:
    builder = PageBuilder()
    inner = Table(cells(["x", "y"]))
    outer = Table((TableCell(0, 0, (Paragraph("a"),)), TableCell(0, 1, (Paragraph("b"), inner))))
    write([outer], builder)

    assert builder.build(1).text == "a | b\n\nx | y"


def test_an_empty_table_is_nothing() -> None:
    builder = PageBuilder()
    write([Table(cells(["", " "]))], builder)

    assert builder.empty
    assert builder.build(1).grids == ()


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=5), st.lists(WORDS, max_size=3))
def test_every_cell_is_found_at_its_offsets(rows: list[list[str]], before: list[str]) -> None:
    builder = PageBuilder()
    write([Paragraph(text) for text in before], builder)
    builder.table([RawCell(row, at, text) for row, line in enumerate(rows) for at, text in enumerate(line)])

    page = builder.build(1)

    for grid in page.grids:
        assert page.text[grid.start : grid.end].count("\n") + 1 == len({cell.row for cell in grid.cells})
        for cell in grid.cells:
            assert page.text[cell.start : cell.end] == one_line(rows[cell.row][cell.column])
            assert grid.start <= cell.start <= cell.end <= grid.end
