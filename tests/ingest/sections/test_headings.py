"""Which lines are headings: by number, by name, by shape, and what only looks like one."""

from __future__ import annotations

from ingest.model import HeadingMark
from ingest.profile import load
from ingest.sections.headings import HeadingSource, find_headings
from tests.ingest.made_papers import headings_of, lines_of, titles_of

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."


def test_known_headings_are_found_with_and_without_a_colon() -> None:
    assert titles_of(f"Sammanfattning\n{TEXT}\n\nBeslutet skickas till:\nAkten") == ["Sammanfattning", "Beslutet skickas till"]


def test_a_short_line_over_text_is_a_heading_where_a_blank_line_stands_before_it() -> None:
    assert titles_of(f"{TEXT}\n\nUtfall för perioden\n{TEXT}") == ["Utfall för perioden"]


def test_in_text_without_blank_lines_a_heading_comes_after_a_sentence_and_before_a_full_line() -> None:
    packed = f"{TEXT}\nMuseet\n{TEXT}\n{TEXT}\nUtmärkelser och priser\n• Tunadals kulturpris gick till Bo Al."
    assert titles_of(packed) == ["Museet", "Utmärkelser och priser"]


def test_the_last_words_of_a_paragraph_are_no_heading() -> None:
    assert titles_of(f"{TEXT[:-1]} och i\nTunadal\n{TEXT}") == []


def test_numbered_headings_wrap_and_keep_their_number() -> None:
    wrapped = "1.1 Risk för försenad leverans av nya system både\n\nför vården och skolan"
    text = f"1 Inledning\n\n{TEXT}\n\n{wrapped}\n\n{TEXT}\n\n1.2 Klart\n\n{TEXT}"
    assert titles_of(text) == [
        "1 Inledning",
        "1.1 Risk för försenad leverans av nya system både för vården och skolan",
        "1.2 Klart",
    ]


def test_numbers_of_depth_need_no_blank_line_after_a_sentence() -> None:
    parts = ("1 Ekonomi", "1.1 Utfall", "1.2 Avvikelser", "\n2 Mål", "2.1 Nytt", "2.2 Prognos")
    assert titles_of("\n".join(f"{part}\n{TEXT}" for part in parts)) == [part.strip() for part in parts]


def test_a_footnote_is_no_heading_and_a_list_in_a_section_is_its_part() -> None:
    text = (
        f"1 Mål\n\n{TEXT}\n\n1.1 Kvalitet\n\n{TEXT}\n\n12 Avser kvartal fyra\n\n{TEXT}\n\n"
        f"1. Bättre samverkan\n\n{TEXT}\n\n2. Tydligare rutiner\n\n{TEXT}\n\n1.2 Ekonomi\n\n{TEXT}"
    )
    found = {heading.title: heading.source for heading in headings_of(text)}
    assert "12 Avser kvartal fyra" not in found
    assert found["1. Bättre samverkan"] is HeadingSource.PLAIN
    assert found["1.2 Ekonomi"] is HeadingSource.NUMBER


def test_the_table_of_contents_promises_headings_and_holds_none() -> None:
    text = (
        "Innehåll\nVåra badplatser ............... 2\nVägar och gator ............... 3\nParker ........................ 4\n\n"
        f"Ett inledande ord.\nVåra badplatser\nStränderna städas\n{TEXT}\nParker\nGräset klipps\n{TEXT}"
    )
    found = [(heading.title, heading.source) for heading in headings_of(text)]
    assert ("Våra badplatser", HeadingSource.CONTENTS) in found
    assert ("Parker", HeadingSource.CONTENTS) in found
    assert len([title for title, _ in found if title.startswith("Parker")]) == 1


def test_marks_of_the_file_are_believed_and_other_short_lines_are_not() -> None:
    text = f"Mål för året\n\n{TEXT}\n\nEn kort rad\n\n{TEXT}"
    found = find_headings(lines_of(text), [HeadingMark(0, 12, 2)], load())
    assert [(heading.title, heading.source, heading.depth) for heading in found] == [("Mål för året", HeadingSource.MARK, 2)]


def test_forms_name_their_records_and_nothing_else() -> None:
    form = "\n\n".join(
        f"{name}\n\nBeskrivning\n\nNågot eget om {name.lower()} som gjorts under året.\n\nStatus\n\nPågående\n\n{TEXT}"
        for name in ("Ny simhall", "Fler cykelvägar", "Bättre skolmat", "Digital post")
    )
    assert titles_of(form) == ["Ny simhall", "Fler cykelvägar", "Bättre skolmat", "Digital post"]


def test_signatures_receivers_captions_and_heads_of_tables_are_no_headings() -> None:
    assert titles_of(f"{TEXT}\n\nAnna Ek\n\nFörvaltningschef\n\n{TEXT}") == []
    assert titles_of("Beslutet skickas till\n\nTekniska nämnden\n\nTunadals Bostäder AB\n\nEkonomienheten") == [
        "Beslutet skickas till"
    ]
    assert titles_of(f"{TEXT}\n\nFoto: Stina Berg\n\n{TEXT}") == []
    assert titles_of(f"{TEXT}\n\nÅtgärder Beskrivning Kommentar\n\n{TEXT}") == []


def test_cells_read_one_by_one_are_no_headings() -> None:
    assert titles_of(f"{TEXT}\n\nEnkät\n\nEnkät\n\nSvar från chefer\n\nJA\n\nVIP (husdjur)\n\n52 %\n\nJA") == []


def test_an_attachment_begins_at_its_line_but_not_in_a_list_of_them() -> None:
    assert titles_of(f"{TEXT}\n\nBilaga 1 – Uppföljning av kontroller\n\n{TEXT}") == ["Bilaga 1 – Uppföljning av kontroller"]
    assert titles_of("Handlingar\n\nBilaga 1 Karta") == ["Handlingar"]


def test_a_line_of_text_under_a_heading_is_none_though_a_name_begins_the_next() -> None:
    text = "Tre svaga år\nUnder de tre senaste åren har dotterbolaget Din\nFisk AB visat minus i handeln med strömming som\ntidigare gav vinst."
    assert titles_of(f"{TEXT}\n\n{text}") == ["Tre svaga år"]
