"""Page headers and footers go; receivers, case numbers and cells that look like them stay."""

from __future__ import annotations

import pytest

from ingest.profile import load
from ingest.text.furniture import find_furniture

FURNITURE = load().furniture
TEXT = "Nämnden behandlar ärendet om simhallens öppettider och beslutar i enlighet med förslaget."
ABOUT = (
    "badet",
    "skolan",
    "vägen",
    "parken",
    "hallen",
    "torget",
    "museet",
    "skogen",
    "hamnen",
    "ån",
    "bron",
    "kajen",
    "muren",
    "kyrkan",
)


def texts(count: int) -> list[str]:
    """As many sentences, each about something of its own."""
    return [
        f"Frågan om {ABOUT[n % len(ABOUT)]} {'återkommer ' * (n // len(ABOUT))}bereds av förvaltningen inför sommaren."
        for n in range(count)
    ]


def left(pages: list[str], paged: bool = True) -> list[str]:
    """The pages without what is found to be furniture, blank lines left out."""
    kept = []
    for page, cuts in zip(pages, find_furniture(pages, FURNITURE, paged), strict=True):
        text, end = "", 0
        for start, stop in cuts:
            text, end = text + page[end:start] + "\n", stop
        kept.append("\n".join(line for line in (text + page[end:]).split("\n") if line.strip()))
    return kept


def test_a_header_and_a_counting_footer_go_from_every_page() -> None:
    pages = [f"Tunadals kommun\n{text}\nÅrsbokslut 2025 {n}" for n, text in enumerate(texts(9), 3)]
    assert left(pages) == texts(9)


def test_left_and_right_pages_may_number_on_different_sides() -> None:
    told = enumerate(texts(19), 1)
    pages = [f"Rapport om skolan {n}\n{text}" if n % 2 else f"{n} Rapport om skolan\n{text}" for n, text in told]
    assert left(pages) == texts(19)


def test_a_case_number_over_the_footer_changes_without_counting_and_stays() -> None:
    numbers = [4, 19, 20, 7, 33, 35, 36, 41]
    told = list(zip(texts(8), numbers, strict=True))
    pages = [f"{text}\nHandling\n2025 nr {n}.\n{at} (8)" for at, (text, n) in enumerate(told, 1)]
    assert left(pages) == [f"{text}\nHandling\n2025 nr {n}." for text, n in told]


def test_a_sentence_that_counts_with_the_pages_is_no_footer() -> None:
    pages = [f"Etapp {n} av bygget börjar i höst." for n in range(1, 9)]
    assert left(pages) == pages


def test_a_word_in_the_cells_of_a_table_is_no_header() -> None:
    tables = [
        "\n".join(f"{ABOUT[(n + row) % 14]}\nLedamot\n{'Ja' if (n * row) % 3 else 'Nej'}" for row in range(n + 9)) for n in range(9)
    ]
    pages = [f"Tunadals kommunfullmäktige\n{table}\n{n} (9)" for n, table in enumerate(tables, 1)]
    assert left(pages) == tables


def test_one_page_has_no_repeated_lines() -> None:
    assert left([f"Tunadals kommun\n{TEXT}"]) == [f"Tunadals kommun\n{TEXT}"]


@pytest.mark.parametrize(
    "mark",
    [
        "Justerandes sign.",
        "Justerandes sign.    Utdragsbestyrkande",
        "Sida 3 av 10",
        "3 (102)",
        "Sammanträdesdatum: 2026-02-03",
        "Tunadals kommun Organisationsnummer Telefon E-post Webbplats",
        "Tjänsteskrivelse  2(4)",
    ],
)
def test_sure_marks_go_wherever_they_stand(mark: str) -> None:
    assert left([f"{TEXT}\n{mark}\n{TEXT}"], paged=False) == [f"{TEXT}\n{TEXT}"]


def test_the_first_page_number_of_a_paper_stays_with_its_kind() -> None:
    assert left([f"TJÄNSTESKRIVELSE   1(3)\n{TEXT}"], paged=False) == [f"TJÄNSTESKRIVELSE   1(3)\n{TEXT}"]


def test_a_wrapped_board_and_a_date_beside_a_mark_go_where_pages_are_lost() -> None:
    header = "Barn- och\nutbildningsnämndens\narbetsutskott\nProtokoll\n2026-02-03\nUtdragsbestyrkande"
    page = f"{TEXT}\n\n11\n\n{header}\n\n{TEXT}\n\n{header}\n\n{TEXT}"
    assert left([page], paged=False) == ["\n".join([TEXT] * 3)]


def test_receivers_over_a_page_header_stay() -> None:
    blocks = [
        f"Beslutet skickas till\n{board}\n\nProtokoll nr 7\nSammanträdesdatum: 2026-02-03\n\n{TEXT}"
        for board in ("Socialnämnden", "Tekniska nämnden", "Miljönämnden")
    ]
    kept = left(["\n\n".join(blocks)], paged=False)[0]
    assert all(board in kept for board in ("Socialnämnden", "Tekniska nämnden", "Miljönämnden"))
    assert "Protokoll nr 7" not in kept


def test_a_heading_read_between_the_lines_of_a_header_stays_and_the_board_goes() -> None:
    blocks = [
        f"{TEXT}\n\nKommunstyrelsen\n\n{heading}\n\nSammanträdesdatum: 2026-02-03\n\n{TEXT}"
        for heading in ("Yrkanden", "Omröstning")
    ]
    kept = left(["\n\n".join(blocks)], paged=False)[0]
    assert "Kommunstyrelsen" not in kept
    assert "Yrkanden" in kept and "Omröstning" in kept  # noqa: PT018 the two headings of one text


def test_lines_with_a_paragraph_sign_and_known_headings_are_never_furniture() -> None:
    pages = [f"§ {n} Val av justerare\nBeslut\n{text}\n{n} (9)" for n, text in enumerate(texts(9), 1)]
    assert left(pages) == [f"§ {n} Val av justerare\nBeslut\n{text}" for n, text in enumerate(texts(9), 1)]


def test_a_line_that_counts_on_as_a_page_number_goes_from_a_text_without_pages() -> None:
    lines = texts(9)
    for at, number in ((2, 3), (5, 4), (8, 6)):
        lines.insert(at, f"Tunadals kommun  Verksamhetsplan 2026  {number} (38)")
    assert left(["\n".join(lines)], paged=False) == ["\n".join(texts(9))]


def test_a_title_with_a_bare_page_number_goes_from_a_text_without_pages() -> None:
    pages = [
        f"Tunadals kommun Skolnämnden\nBokslut och berättelse 2025 {n}\n" + "\n".join(texts(45)[9 * n - 9 : 9 * n])
        for n in range(1, 6)
    ]
    assert left(["\n".join(pages)], paged=False) == ["\n".join(texts(45))]


def test_headings_that_count_on_stay_in_a_text_without_pages() -> None:
    told = "\n".join(f"Revisorernas rekommendation {n}\n" + "\n".join(texts(14)[n : n + 9]) for n in range(1, 6))
    assert left([told], paged=False) == [told]


def test_numbers_that_do_not_count_on_as_pages_stay() -> None:
    lines = [*texts(3), "Etapp 1 (3)", *texts(2), "Etapp 1 (3)", *texts(1), "Etapp 1 (3)"]
    assert left(["\n".join(lines)], paged=False) == ["\n".join(lines)]


def test_whose_decision_it_is_heads_every_page_of_minutes_and_is_no_page_header() -> None:
    heads = ("§ 1 Val av justerare\n", "", "Yrkande\nAnna Ek (LL) yrkar bifall.\n", "")
    pages = [
        f"TUNADALS KOMMUN\nSammanträdesdatum 2026-02-03\n{heads[n % 4]}Kommunstyrelsens beslut\n{text}\n{n} (6)"
        for n, text in enumerate(texts(6), 1)
    ]
    assert all("Kommunstyrelsens beslut" in page for page in left(pages))
    assert not any("TUNADALS KOMMUN" in page for page in left(pages))


def test_a_line_that_comes_back_below_the_text_of_a_page_is_no_header() -> None:
    more = texts(48)
    pages = [
        "\n".join(("TUNADALS KOMMUN", *more[8 * n : 8 * n + 3], "Bakgrund i korthet", *more[8 * n + 3 : 8 * n + 8]))
        for n in range(6)
    ]
    assert all("Bakgrund i korthet" in page for page in left(pages))
