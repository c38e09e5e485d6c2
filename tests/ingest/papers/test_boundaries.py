"""Where the papers of a package begin."""

from __future__ import annotations

from ingest.model import DocType
from tests.ingest.made_papers import made

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."
PLACES = ("norra byn", "södra byn", "hamnen", "centrum", "Lillsjön", "Storsjön")
HOW = ("utmärkt", "långsamt", "av egen personal", "på entreprenad", "nattetid", "bara delvis")
LETTER = (
    "Tekniska nämnden\n\nTjänsteskrivelse\n\nDatum 2026-02-03\n\nFler badplatser vid Lillsjön\n\n"
    f"Förslag till beslut\n\nTekniska nämnden beslutar att anlägga en brygga.\n\nSammanfattning\n\n{TEXT}\n\n"
    "Beslutet skickas till\n\nParkenheten\n\nKultur- och fritidsnämnden"
)
OTHER = (
    "Kultur- och fritidsnämnden\n\nTjänsteutlåtande\n\nDatum 2026-02-10\n\nNya öppettider på biblioteket\n\n"
    f"Förslag till beslut\n\nKultur- och fritidsnämnden beslutar att godkänna öppettiderna.\n\nSammanfattning\n\n{TEXT}"
)


def papers(text: str | list[str]) -> list[str]:
    return [paper.metadata.title for paper in made(text)[0].papers]


def test_a_file_of_one_paper_has_one() -> None:
    assert papers(LETTER) == ["Fler badplatser vid Lillsjön"]
    assert papers("") == []


def test_a_letterhead_begins_a_paper() -> None:
    assert papers(f"{LETTER}\n\n{OTHER}") == ["Fler badplatser vid Lillsjön", "Nya öppettider på biblioteket"]


def test_a_letterhead_of_kind_and_page_number_begins_a_paper() -> None:
    pages = [
        LETTER,
        f"Tunadals kommun\nTJÄNSTEUTLÅTANDE 1(2)\n2026-03-01\n\nSvar på medborgarförslag om gungor\n\nBakgrund\n{TEXT}",
    ]
    assert papers(pages) == ["Fler badplatser vid Lillsjön", "Svar på medborgarförslag om gungor"]


def test_a_receiver_on_a_new_page_is_no_paper() -> None:
    tail = "Utbildningsnämnden\n\nMedicinskt ansvarig sjuksköterska\n\nKommunens revisorer"
    assert papers([f"{LETTER}\n", tail]) == ["Fler badplatser vid Lillsjön"]


def test_what_follows_the_receivers_on_a_new_page_is_an_attachment_or_a_motion() -> None:
    motion = (
        f"Låt barnen bada gratis!\n\n{TEXT}\n\nVi föreslår därför kommunfullmäktige besluta\n\n"
        "att badet blir avgiftsfritt för barn\n\nTunadal den 3 mars 2026\n\nAnna Ek (LL)\n\nBo Al (LL)"
    )
    document, _ = made([LETTER, motion])
    assert [(paper.metadata.title, paper.metadata.doc_type) for paper in document.papers] == [
        ("Fler badplatser vid Lillsjön", DocType.TJANSTESKRIVELSE),
        ("Låt barnen bada gratis!", DocType.MOTION),
    ]


def test_chapters_numbered_from_one_again_are_another_paper() -> None:
    first = f"{LETTER}\n\n1 Mål\n\n{TEXT}\n\n2 Ekonomi\n\n{TEXT}"
    second = f"Plan för intern kontroll 2026\n\n1 Inledning\n\n{TEXT}\n\n2 Risker\n\n{TEXT}"
    assert papers([first, second])[-1] == "Plan för intern kontroll 2026"


def test_minutes_are_one_paper_whatever_stands_on_top_of_their_pages() -> None:
    items = [
        f"§ {n}\nÄrende om park {n}\n\nBeslut\n\nTekniska nämnden beslutar att anlägga park {n}.\n\n{TEXT}" for n in range(1, 7)
    ]
    top = "Tekniska nämnden\n\nProtokoll\n\nSammanträdesdatum 2026-03-17\n\n"
    assert papers([f"{top}{items[0]}\n\n{items[1]}", *items[2:]]) == ["Protokoll tekniska nämnden 2026-03-17"]


def test_two_items_in_a_row_are_minutes_and_two_extracts_are_two() -> None:
    items = [f"§ {n}\nÄrende om park {n}\n\nBeslut\n\nTekniska nämnden beslutar att anlägga park {n}.\n\n{TEXT}" for n in (1, 2)]
    top = "Tekniska nämnden\n\nUtdrag ur protokoll\n\nSammanträdesdatum 2026-03-17\n\n"
    assert len(papers(f"{top}{items[0]}\n\n{items[1]}")) == 1
    other = "Socialnämnden\n\nUtdrag ur protokoll\n\nSammanträdesdatum 2026-03-24\n\n"
    assert papers(f"{top}{items[0]}\n\n{other}{items[1]}") == ["Ärende om park 1", "Ärende om park 2"]


def test_an_extract_of_minutes_among_papers_is_one_of_its_own_with_its_letterhead() -> None:
    extract = (
        "Socialnämnden\n\nProtokollsutdrag\n\nSammanträdesdatum 2026-03-17\n\n§ 14 Dnr SN 2026/31\n\n"
        f"Bryggan vid Lillsjön\n\nBeslut\n\nSocialnämnden beslutar att bordlägga ärendet.\n\nÄrendet\n\n{TEXT}"
    )
    document, _ = made([LETTER, extract])
    assert len(document.papers) == 2
    second = document.papers[1]
    assert document.text[second.start : second.end].startswith("Socialnämnden")
    assert second.metadata.doc_type is DocType.PROTOKOLLSUTDRAG
    assert second.metadata.diary_numbers == ("SN 2026/31",)


def body(what: str) -> str:
    return "\n\n".join(
        f"{what.capitalize()} i {place} sköttes {how} under hela vintern." for place, how in zip(PLACES, HOW, strict=True)
    )


def test_page_headers_with_another_date_begin_another_paper() -> None:
    def pages(day: str, title: str) -> list[str]:
        return [f"Tunadals kommun Rapport {day}\n\n{title} {part}\n\n{body(title + part)}" for part in ("ett", "två", "tre")]

    assert len(papers([*pages("2026-01-15", "snöröjning"), *pages("2026-05-20", "sopning")])) == 2


def test_a_page_numbered_one_begins_a_paper() -> None:
    first = [
        f"Tekniska nämnden {n} (3)\n\n{title}\n\n{body(title)}" for n, title in enumerate(("Snöröjning", "Plogning", "Sandning"), 1)
    ]
    second = [
        f"Tekniska nämnden {n} (2)\n\n{title}\n\n{body(title)}" for n, title in enumerate(("Sopning av gator", "Spolning"), 1)
    ]
    assert papers([*first, *second]) == ["Snöröjning", "Sopning av gator"]


def test_a_title_with_its_labels_on_top_of_a_page_begins_a_paper() -> None:
    page = f"Granskning av hemtjänsten i Tunadal\nDatum: 2026-04-02\nDiarienummer: REV 2026/4\n\n{TEXT}"
    assert papers([LETTER, page])[-1] == "Granskning av hemtjänsten i Tunadal"


def test_an_attachment_line_over_a_letterhead_belongs_to_its_paper() -> None:
    document, _ = made([LETTER, f"Bilaga 2\n\n{OTHER}"])
    assert document.text[document.papers[1].start :].startswith("Bilaga 2")
    assert document.papers[1].metadata.title == "Nya öppettider på biblioteket"


def test_a_title_over_a_letterhead_begins_its_paper() -> None:
    text = f"Verksamhetsberättelse 2025\n\nTekniska nämnden, Tunadals kommun\n\nTN 2026/41 Beslutad 2026-02-18, § 12\n\n{TEXT}"
    assert papers(text) == ["Verksamhetsberättelse 2025"]
