"""How high headings stand."""

from __future__ import annotations

from ingest.sections.headings import Heading, HeadingSource
from ingest.sections.ranks import ranked
from tests.ingest.made_papers import headings_of

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def levels(text: str, chapters: frozenset[int] = frozenset()) -> dict[str, int]:
    return {heading.title: heading.level for heading in ranked(headings_of(text), chapters)}


def test_a_paragraph_stands_over_its_parts_and_an_attachment_over_all() -> None:
    found = levels(f"§ 3 Simhallen\nSammanfattning\n{TEXT}\n\nBilaga 1 – Karta\n\n{TEXT}")
    assert found["Bilaga 1 – Karta"] < found["Simhallen"] < found["Sammanfattning"]


def test_a_heading_right_over_another_is_its_parent_and_words_keep_their_rank() -> None:
    text = (
        f"Utfall för perioden\n\nPersonalkostnader\n{TEXT}\n\nLokalhyror\n{TEXT}\n\n"
        f"Jämförelse mellan åren\n\nPersonalkostnader\n{TEXT}\n\nÖvriga kostnader\n{TEXT}"
    )
    found = levels(text)
    assert found["Utfall för perioden"] == found["Jämförelse mellan åren"]
    assert found["Personalkostnader"] == found["Lokalhyror"] == found["Övriga kostnader"] == found["Utfall för perioden"] + 1


def test_a_chapter_begins_on_a_new_page_and_what_follows_is_its_part() -> None:
    first, second, third = (Heading(n, n, title, 0, HeadingSource.PLAIN) for n, title in ((0, "Bad"), (5, "Skola"), (9, "Lärare")))
    assert [heading.level for heading in ranked([first, second, third], frozenset({5}))] == [30, 30, 31]


def test_the_depth_of_numbers_is_the_depth_of_headings() -> None:
    found = levels(f"1 Mål\n\n1.1 Kvalitet\n\n{TEXT}\n\n1.1.1 Skola\n\n{TEXT}\n\n2 Ekonomi\n\n{TEXT}")
    assert [found[title] for title in ("1 Mål", "1.1 Kvalitet", "1.1.1 Skola", "2 Ekonomi")] == [11, 12, 13, 11]


def test_no_rank_below_three_is_guessed() -> None:
    chain = [Heading(n, n, f"Rubrik {word}", 0, HeadingSource.PLAIN) for n, word in enumerate(("ett", "två", "tre", "fyra", "fem"))]
    assert [heading.level for heading in ranked(chain)] == [30, 31, 32, 32, 32]
