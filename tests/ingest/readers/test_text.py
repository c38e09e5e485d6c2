"""Plain text and Markdown files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.config import Limits
from ingest.errors import EmptyFileError, TooLargeError
from ingest.readers import markdown
from ingest.readers.text import TextReader, split_pages

LIMITS = Limits()


def test_text_is_kept_letter_for_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf  Rubrik \r\n\r\n\tindrag\rslut")

    found = TextReader().read(path, LIMITS)

    assert [page.text for page in found.pages] == ["  Rubrik \n\n\tindrag\nslut"]
    assert (found.paged, found.media_type) == (False, "text/plain")


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("en\ftvå\ftre", ["en", "två", "tre"]),
        ("en\ftvå\f", ["en", "två"]),
        ("en\ftvå\f\n", ["en", "två"]),
        ("\fen\ftvå", ["en", "två"]),
        ("en\f\ftre", ["en", "", "tre"]),
    ],
)
def test_form_feeds_part_pages_and_an_empty_page_counts(text: str, pages: list[str]) -> None:
    assert split_pages(text) == (pages, True)


def test_indentation_is_no_page() -> None:
    assert split_pages(" Verksamhet\ntext\n Ekonomi\n") == ([" Verksamhet\ntext\n Ekonomi\n"], False)


def test_only_white_space_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" \n\t\n")

    with pytest.raises(EmptyFileError):
        TextReader().read(path, LIMITS)


def test_too_many_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x\f" * 11)

    with pytest.raises(TooLargeError, match=r"11 sidor, gränsen är 10 \(inställningen limits.max_pages\)"):
        TextReader().read(path, replace(LIMITS, max_pages=10))


def test_a_line_of_five_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ord " * 1_250_000)

    assert len(TextReader().read(path, LIMITS).pages[0].text) == 5_000_000


def test_markdown_headings_are_marked_without_their_signs(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Rutin för avvikelse\n\ntext\n\n### Steg 1 ###\nAnsvar\n======\n\n#inte\n")

    page = TextReader().read(path, LIMITS).pages[0]

    assert [(page.text[mark.start : mark.end], mark.level) for mark in page.headings] == [
        ("Rutin för avvikelse", 1),
        ("Steg 1", 3),
        ("Ansvar", 1),
    ]


def test_plain_text_has_no_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# Rubrik\n")

    assert TextReader().read(path, LIMITS).pages[0].headings == ()


def test_code_holds_no_headings() -> None:
    text = "```\n# kod\n```\n# Rubrik\n~~~\n# öppen till slutet"

    assert [text[mark.start : mark.end] for mark in markdown.headings(text)] == ["Rubrik"]


def test_markdown_tables_are_marked_where_they_stand() -> None:
    text = "Före | efter\n\n| Enhet | Budget |\n|:---|---:|\n| A \\| B | 1 200 |\n|  | -3 |\n\ntext | utan tabell\n"

    (grid,) = markdown.tables(text)

    assert text[grid.start : grid.end].startswith("| Enhet")
    assert text[grid.start : grid.end].endswith("-3 |")
    assert [(cell.row, cell.column, text[cell.start : cell.end], cell.header) for cell in grid.cells] == [
        (0, 0, "Enhet", True),
        (0, 1, "Budget", True),
        (1, 0, "A \\| B", False),
        (1, 1, "1 200", False),
        (2, 0, "", False),
        (2, 1, "-3", False),
    ]


def test_a_markdown_table_needs_no_outer_bars() -> None:
    text = "a | b\n--- | ---\n1 | 2"

    assert [text[cell.start : cell.end] for cell in markdown.tables(text)[0].cells] == ["a", "b", "1", "2"]


def test_a_ruled_line_is_no_table() -> None:
    assert markdown.tables("a | b\n\n---\n\n```\na | b\n---|---\n```\n") == ()
