"""Tables of contents: where they are, and what they promise."""

from __future__ import annotations

from ingest.sections.contents import find_contents
from ingest.text.lines import split_lines

DOTTED = """Innehåll
Förord .................................... 2
1 Sammanfattning .......................... 3
2 Ekonomi ................................. 4
2.1 Utfall jämfört med
budget .................................... 5

1 Sammanfattning
Året gick bra."""


def test_entries_with_dots_their_depth_and_wrapped_titles() -> None:
    contents = find_contents(split_lines(DOTTED))
    assert {key: entry.depth for key, entry in contents.entries.items()} == {
        "sammanfattning": 1,
        "ekonomi": 1,
        "utfall jämfört med budget": 2,
        "förord": 0,
    }
    assert max(contents.lines) == 5


def test_entries_without_dots_under_their_heading() -> None:
    text = "Innehåll\nFörord av ordföranden  1\nSkolan 2\nVägar och parker 5\n\nFörord av ordföranden\nVi ser tillbaka."
    assert set(find_contents(split_lines(text)).entries) == {"förord av ordföranden", "skolan", "vägar och parker"}


def test_rows_that_end_in_numbers_are_no_contents() -> None:
    text = "Innehåll i begreppet\nBadet 12\nSkolan 7\nParken 3\nHallen 9"
    assert find_contents(split_lines(text)).entries == {}
    assert find_contents(split_lines("Telefon ....... 12\nText.")).lines == frozenset()
