"""Tables of PDF pages: with lines, with shades, with level lines alone and without any."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from ingest.config import Limits
from ingest.model import Cell, Grid, TextTable
from ingest.readers.pdf import PdfReader
from ingest.readers.pdf_grids import placed
from ingest.readers.pdf_pages import page_text
from ingest.tables.door import find_tables
from ingest.tables.model import Table
from ingest.tables.pdf_tables import looks_tabular, page_grids

LEFT, TOP, HIGH = 72.0, 700.0, 20.0
Draw = Callable[[Any, Sequence[float], int], None]


def ruled(page: Any, edges: Sequence[float], rows: int) -> None:
    """Draws lines around every cell."""
    for at in range(rows + 1):
        page.line(edges[0], TOP - at * HIGH, edges[-1], TOP - at * HIGH)
    for x in edges:
        page.line(x, TOP, x, TOP - rows * HIGH)


def shaded(page: Any, edges: Sequence[float], rows: int) -> None:
    """Draws a shade behind every cell, and one behind its words, as Word does."""
    for row in range(rows):
        for left, right in itertools.pairwise(edges):
            bottom = TOP - (row + 1) * HIGH
            page.setFillColor(colors.whitesmoke)
            page.rect(left, bottom, right - left, HIGH, stroke=0, fill=1)
            page.rect(left + 2.9, bottom + 2.9, right - left - 5.8, HIGH - 5.8, stroke=0, fill=1)
    page.setFillColor(colors.black)


def underlined(page: Any, edges: Sequence[float], rows: int) -> None:
    """Draws level lines only."""
    for at in (0, 1, rows):
        page.line(edges[0], TOP - at * HIGH, edges[-1], TOP - at * HIGH)


def bare(_page: Any, _edges: Sequence[float], _rows: int) -> None:
    """Draws nothing."""


def page_of(rows: Sequence[Sequence[str]], draw: Draw, widths: Sequence[float]) -> bytes:
    """Returns a PDF of one page with a table, numbers to the right of their columns."""
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=A4)
    page.setFont("Helvetica", 9)
    page.drawString(LEFT, 760, "Nämnden redovisar utfallet för året i tabellen nedan.")
    page.drawString(LEFT, TOP + 12, "Driftredovisning (tkr)")
    edges = [LEFT]
    for width in widths:
        edges.append(edges[-1] + width)
    draw(page, edges, len(rows))
    for row, texts in enumerate(rows):
        y = TOP - row * HIGH - 14
        for column, text in enumerate(texts):
            if column:
                page.drawRightString(edges[column + 1] - 4, y, text)
            else:
                page.drawString(edges[0] + 4, y, text)
    page.showPage()
    page.save()
    return file.getvalue()


def printed(rows: Sequence[Sequence[str]], draw: Draw, widths: Sequence[float]) -> tuple[str, tuple[Grid, ...]]:
    """Returns a printed page's text and the tables found on it."""
    with pypdfium2.PdfDocument(page_of(rows, draw, widths)) as document:
        sheet = document[0]
        layer = sheet.get_textpage()
        text = page_text(layer.get_text_range())
        return text, page_grids(sheet, layer, text)


ROWS = [
    ["Verksamhet", "Utfall 2025", "Budget 2025", "Avvikelse"],
    ["Bibliotek", "-13 123", "-13 152", "29"],
    ["Alkoholtillstånd", "1", "", "1"],
    ["Fritidsgårdar", "507", "500", "7"],
    ["Konsthall", "936", "1 201", "-265"],
]
WIDTHS = (150.0, 80.0, 80.0, 80.0)


def read(rows: Sequence[Sequence[str]], draw: Draw, widths: Sequence[float] = WIDTHS) -> Table:
    """Returns the only table of a printed page."""
    text, grids = printed(rows, draw, widths)
    marked = [TextTable(g.start, g.end, g.start, g.cells, g.caption) for g in grids]
    (table,) = [found for found in find_tables(text, (), marked) if found.rows]
    return table


@pytest.mark.parametrize("draw", [ruled, shaded, underlined, bare])
def test_every_cell_comes_back_in_its_column(draw: Draw) -> None:
    table = read(ROWS, draw)
    assert {row.label: {c.column: str(c.value) for c in row.cells} for row in table.rows} == {
        "Bibliotek": {0: "-13123", 1: "-13152", 2: "29"},
        "Alkoholtillstånd": {0: "1", 2: "1"},
        "Fritidsgårdar": {0: "507", 1: "500", 2: "7"},
        "Konsthall": {0: "936", 1: "1201", 2: "-265"},
    }
    assert [(c.measure, c.period.text) for c in table.columns] == [("utfall", "2025"), ("budget", "2025"), ("avvikelse", "2025")]
    assert table.unit == "tkr"


@pytest.mark.parametrize("draw", [ruled, bare])
def test_a_cells_box_is_where_it_is_printed(draw: Draw) -> None:
    table = read(ROWS, draw)
    box = table.rows[0].cells[0].box
    assert box is not None
    assert LEFT + 150 < box.x0 < box.x1 < LEFT + 230
    assert A4[1] - TOP + HIGH - 2 < box.top < box.bottom < A4[1] - TOP + 2 * HIGH + 2


@pytest.mark.parametrize("draw", [ruled, shaded, bare])
def test_the_reader_gives_the_tables_in_its_own_text(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "bokslut.pdf"
    path.write_bytes(page_of(ROWS, draw, WIDTHS))
    (page,) = PdfReader().read(path, Limits()).pages
    (grid,) = page.grids
    told = {(cell.row, cell.column): page.text[cell.start : cell.end] for cell in grid.cells if cell.end > cell.start}
    assert [told[row, 3] for row in range(1, 5)] == ["29", "1", "7", "-265"]
    assert told[3, 0] == "Fritidsgårdar"


def test_a_table_is_placed_where_its_signs_stand_together() -> None:
    grid = Grid(6, 15, (Cell(0, 0, 6, 8), Cell(0, 1, 9, 11), Cell(1, 0, 12, 12), Cell(1, 1, 12, 15)))
    (moved,) = placed([grid], "Före. ab 12 345 Efter.", "Före.\n\nab 12\n345\n\nEfter.")
    assert [(cell.start, cell.end) for cell in moved.cells] == [(7, 9), (10, 12), (13, 13), (13, 16)]
    assert placed([grid], "Före. ab 12 345 Efter.", "ab 12 Före. Efter. 345") == ()
    assert placed([], "a", "a") == ()


def test_lines_of_a_point_are_seen() -> None:
    table = read(
        [["Enhet", "2023", "2024", "2025"], ["Bad", "", "", ""], ["Park", "", "1 100", "0"], ["Museum", "0", "0", "0"]], ruled
    )
    assert [[(cell.column, str(cell.value)) for cell in row.cells] for row in table.rows] == [
        [(1, "1100"), (2, "0")],
        [(0, "0"), (1, "0"), (2, "0")],
    ]


def test_a_number_alone_in_its_column_stands_under_its_heading() -> None:
    table = read(
        [
            ["Enhet", "2023", "2024", "2025"],
            ["Bad", "111", "-859 366", ""],
            ["Park", "", "84", "-410 213"],
            ["Museum", "", "-1", "7"],
        ],
        bare,
    )
    assert [[(cell.column, str(cell.value)) for cell in row.cells] for row in table.rows] == [
        [(0, "111"), (1, "-859366")],
        [(1, "84"), (2, "-410213")],
        [(1, "-1"), (2, "7")],
    ]


def test_a_narrow_one_is_no_wider_gap() -> None:
    table = read(
        [["Verksamhet", "2023", "2024"], ["Bad", "1 100 000", "0"], ["Park", "-545", "-707"], ["Bibliotek", "1 100 000", "12"]],
        bare,
    )
    assert [[str(cell.value) for cell in row.cells] for row in table.rows] == [
        ["1100000", "0"],
        ["-545", "-707"],
        ["1100000", "12"],
    ]


def test_bare_tables_side_by_side_have_labels_of_their_own() -> None:
    rows = [["Frånvaro", "2024", "2025", "Omsättning", "2024", "2025"], ["Kvinnor", "7,8", "7,4", "Kvinnor", "11,0", "10,1"]]
    rows.append(["Män", "5,0", "4,9", "Män", "9,9", "9,2"])
    text, grids = printed(rows, bare, (90, 50, 50, 90, 50, 50))
    found = find_tables(text, (), [TextTable(g.start, g.end, g.start, g.cells, g.caption) for g in grids])
    assert [[(row.label, str(cell.value)) for row in table.rows for cell in row.cells] for table in found] == [
        [("Kvinnor", "7.8"), ("Kvinnor", "7.4"), ("Män", "5.0"), ("Män", "4.9")],
        [("Kvinnor", "11.0"), ("Kvinnor", "10.1"), ("Män", "9.9"), ("Män", "9.2")],
    ]


def test_headings_centred_over_bare_columns_head_them_all() -> None:
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=A4)
    page.setFont("Helvetica", 9)
    rows = [
        ("Belopp i tkr", "Not", "2025", "2024", "2025", "2024"),
        ("Skatter", "3", "612", "588", "1 204", "1 150"),
        ("Bidrag", "4", "9", "8", "7", "6"),
    ]
    for at, words in enumerate(("Kommunen", "Koncernen")):
        page.drawCentredString(298 + 120 * at, TOP + 12, words)
    for at, row in enumerate(rows):
        page.drawString(LEFT, TOP - 14 * at, row[0])
        for column, words in enumerate(row[1:]):
            page.drawRightString(220 + 60 * column - (30 if not column else 0), TOP - 14 * at, words)
    page.showPage()
    page.save()
    with pypdfium2.PdfDocument(file.getvalue()) as opened:
        layer = opened[0].get_textpage()
        text = page_text(layer.get_text_range())
        (grid,) = page_grids(opened[0], layer, text)
    (table,) = find_tables(text, (), [TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption)])
    assert [column.header for column in table.columns] == ["Kommunen 2025", "Kommunen 2024", "Koncernen 2025", "Koncernen 2024"]
    assert [str(cell.value) for cell in table.rows[0].cells] == ["612", "588", "1204", "1150"]


def test_a_line_taken_for_a_caption_is_the_header() -> None:
    rows = [
        ["Belopp i tkr", "Not", "2025-12-31", "2024-12-31"],
        ["Mark", "10", "1 245 870", "1 198 322"],
        ["Bilar", "11", "98", "101"],
    ]
    table = read(rows, bare)
    assert [(column.header, column.period.text) for column in table.columns] == [
        ("2025-12-31", "2025-12-31"),
        ("2024-12-31", "2024-12-31"),
    ]
    assert table.caption == "Driftredovisning (tkr)"


def test_a_heading_wider_than_its_numbers_stands_over_them() -> None:
    table = read(
        [
            ["Kontrollmoment", "Granskade ärenden", "Avvikelser"],
            ["Attest", "60", "4"],
            ["Nycklar", "45", "11"],
            ["Skydd", "18", "2"],
        ],
        bare,
    )
    assert [column.header for column in table.columns] == ["Granskade ärenden", "Avvikelser"]
    assert [str(cell.value) for cell in table.rows[1].cells] == ["45", "11"]


def test_a_page_of_words_is_not_looked_at() -> None:
    assert not looks_tabular("Nämnden beslutade den 27 april\natt godkänna rapporten\nsom redovisas 2025.")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(st.integers(-2_000_000, 2_000_000) | st.none(), min_size=3, max_size=3), min_size=3, max_size=6),
    st.sampled_from([ruled, shaded, bare]),
)
def test_random_numbers_and_blanks_are_never_misplaced(rows: list[list[int | None]], draw: Draw) -> None:
    def shown(value: int | None) -> str:
        return "" if value is None else f"{value:,}".replace(",", " ")

    labels = ["Bibliotek", "Konsthall", "Fritidsgårdar", "Badhus", "Idrottshallar", "Parker"]
    printed_rows = [[label, *map(shown, row)] for label, row in zip(labels, rows, strict=False)]
    text, grids = printed([["Verksamhet", "2023", "2024", "2025"], *printed_rows], draw, WIDTHS)
    marked = [TextTable(g.start, g.end, g.start, g.cells, g.caption) for g in grids]
    for table in find_tables(text, (), marked):
        for row in table.rows:
            true = rows[labels.index(row.label)]
            for cell in row.cells:
                if table.columns[cell.column].header:
                    assert true[int(table.columns[cell.column].header) - 2023] == int(cell.value)


def every_second(page: Any, edges: Sequence[float], rows: int) -> None:
    """Draws a frame, lines between rows, and the lines between columns in every second row only, as a shade does."""
    for at in range(rows + 1):
        page.line(edges[0], TOP - at * HIGH, edges[-1], TOP - at * HIGH)
    for x in (edges[0], edges[-1]):
        page.line(x, TOP, x, TOP - rows * HIGH)
    for row in range(0, rows, 2):
        for x in edges[1:-1]:
            page.line(x, TOP - row * HIGH, x, TOP - (row + 1) * HIGH)


def test_rows_that_only_the_others_shade_leaves_undrawn() -> None:
    table = read(ROWS, every_second)

    assert [(row.label, row.group) for row in table.rows] == [(row[0], ()) for row in ROWS[1:]]
    assert [[str(cell.value) for cell in row.cells] for row in table.rows] == [
        ["-13123", "-13152", "29"],
        ["1", "1"],
        ["507", "500", "7"],
        ["936", "1201", "-265"],
    ]


def test_a_heading_over_all_columns_stays_one_cell() -> None:
    rows = [ROWS[0], ["Verksamheter som är öppna för alla, budget 2025 och utfall"], ROWS[1], ["Övriga 2025"], *ROWS[3:]]

    table = read(rows, every_second)

    assert [row.group for row in table.rows] == [
        ("Verksamheter som är öppna för alla, budget 2025 och utfall",),
        ("Övriga 2025",),
        ("Övriga 2025",),
    ]


def merged(texts: Sequence[tuple[float, float, str]], open_at: Sequence[int], rows: int) -> Table:
    """Returns a ruled table of three columns whose first has no line above some rows; `texts` stand at (x, rows down, words)."""
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=A4)
    page.setFont("Helvetica", 9)
    edges = [LEFT, LEFT + 110, LEFT + 200, LEFT + 290]
    for at in range(rows + 1):
        page.line(edges[1] if at in open_at else edges[0], TOP - at * HIGH, edges[-1], TOP - at * HIGH)
    for x in edges:
        page.line(x, TOP, x, TOP - rows * HIGH)
    for x, down, words in texts:
        page.drawString(LEFT + x, TOP - down * HIGH - 3, words)
    page.showPage()
    page.save()
    with pypdfium2.PdfDocument(file.getvalue()) as document:
        sheet = document[0]
        layer = sheet.get_textpage()
        text = page_text(layer.get_text_range())
        grids = page_grids(sheet, layer, text)
    (table,) = find_tables(text, (), [TextTable(g.start, g.end, g.start, g.cells, g.caption) for g in grids])
    return table


def test_a_word_on_a_line_between_rows_is_kept_whole() -> None:
    texts = [(4, 1.0, "Nämnd"), (114, 0.5, "Budget"), (204, 0.5, "Utfall"), (114, 1.5, "2024"), (204, 1.5, "2024")]
    texts += [(4, 2.5, "Kultur"), (114, 2.5, "512"), (204, 2.5, "498"), (4, 3.5, "Fritid"), (114, 3.5, "300"), (204, 3.5, "310")]

    table = merged(texts, [1], 4)

    assert (table.label_heading, [row.label for row in table.rows]) == ("Nämnd", ["Kultur", "Fritid"])


def test_words_in_the_middle_of_a_cell_over_rows_are_of_all_of_them() -> None:
    texts = [(4, 0.5, "Mål"), (114, 0.5, "Indikator"), (204, 0.5, "Utfall 2024")]
    texts += [(4, 2.5, "Trygghet"), (4, 5.0, "God mat")]
    for row, words in enumerate(["Trivsel", "Studiero", "Närvaro", "Svinn", "Ätande"]):
        texts += [(114, row + 1.5, words), (204, row + 1.5, str(70 + row))]

    table = merged(texts, [2, 3, 5], 6)

    assert [(row.group, row.label) for row in table.rows] == [
        (("Trygghet",), "Trivsel"),
        (("Trygghet",), "Studiero"),
        (("Trygghet",), "Närvaro"),
        (("God mat",), "Svinn"),
        (("God mat",), "Ätande"),
    ]


@pytest.mark.parametrize("second", ["Ansvarig", "Roll"])
def test_columns_of_words_before_the_numbers_are_told_apart_without_lines(second: str) -> None:
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=A4)
    page.setFont("Helvetica", 9)
    rows = [("Åtgärd", second, "Effekt 2024", "Effekt 2025"), ("Färre vikarier", "Rektor", "400", "300")]
    rows += [("Lägre matsvinn", "Kock", "50", "75"), ("Ny upphandling", "Chef", "1 120", "90"), ("Summa", "", "1 570", "465")]
    for at, (label, remark, *numbers) in enumerate(rows):
        page.drawString(LEFT, TOP - at * HIGH, label)
        page.drawString(LEFT + 150, TOP - at * HIGH, remark)
        for column, number in enumerate(numbers):
            page.drawRightString(LEFT + 290 + 80 * column, TOP - at * HIGH, number)
    page.showPage()
    page.save()
    with pypdfium2.PdfDocument(file.getvalue()) as document:
        sheet = document[0]
        layer = sheet.get_textpage()
        text = page_text(layer.get_text_range())
        grids = page_grids(sheet, layer, text)

    (table,) = find_tables(text, (), [TextTable(g.start, g.end, g.start, g.cells, g.caption) for g in grids])

    assert [(row.group, row.label) for row in table.rows] == [((), row[0]) for row in rows[1:]]
    assert [str(cell.value) for cell in table.rows[2].cells] == ["1120", "90"]
