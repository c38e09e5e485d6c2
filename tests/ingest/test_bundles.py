"""What stays together when passages are packed."""

from __future__ import annotations

from ingest.bundles import bundles_of_sections
from ingest.structure import document_lines
from tests.ingest.made_papers import made

TEXT = "Förvaltningen har under året arbetat med att korta köerna till simskolan i hela kommunen."
TOP = f"Bryggan vid Lillsjön\n\nSammanfattning\n\n{TEXT}\n\n"


def bundles(text: str) -> list[str]:
    document, _ = made(text)
    return [document.text[b.start : b.end] for b in bundles_of_sections(document, document_lines(document))]


def holding(text: str, words: str) -> str:
    return next(one for one in bundles(text) if words in one)


def test_a_heading_stays_with_the_first_text_under_it() -> None:
    assert holding(f"{TOP}Bakgrund\n\n{TEXT}\n\n{TEXT} Mer.", "Bakgrund") == f"Bakgrund\n\n{TEXT}"


def test_the_line_that_leads_a_list_in_stays_with_it() -> None:
    lists = "Nämnden ska:\n\n- bygga bryggor\n\n- måla bryggor\n\n- riva bryggor"
    assert holding(f"{TOP}Bakgrund\n\n{TEXT}\n\n{lists}\n\n{TEXT} Mer.", "måla") == lists


def test_a_list_too_long_is_parted_and_its_items_know_what_leads_it_in() -> None:
    items = "\n\n".join(f"- bygga brygga {n} vid sjö {n} med trappa, räcke och livboj åt alla som badar" for n in range(40))
    document, _ = made(f"{TOP}Bakgrund\n\n{TEXT}\n\nNämnden ska:\n\n{items}")
    found = [
        one for one in bundles_of_sections(document, document_lines(document)) if "brygga 39" in document.text[one.start : one.end]
    ]
    header = found[0].blocks[0].header
    assert header is not None
    assert document.text[header[0] : header[1]] == "Nämnden ska:"


def test_a_decision_stays_whole_with_all_its_points() -> None:
    points = "\n\n".join(f"{n}. Tekniska nämnden bygger brygga {n} under det kommande året." for n in range(1, 9))
    whole = f"Beslut\n\nTekniska nämnden beslutar\n\n{points}"
    assert holding(f"{TOP}{whole}\n\nBakgrund\n\n{TEXT}", "brygga 1 ") == whole


def test_a_table_stays_with_the_line_that_names_it() -> None:
    table = "Nettokostnad, tkr\n\nVerksamhet      Budget 2026    Utfall 2026\nBryggor         1 200          1 300\nBad             2 400          2 300\nSumma           3 600          3 600"
    assert "Nettokostnad" in holding(f"{TOP}Bakgrund\n\n{TEXT}\n\n{table}\n\n{TEXT} Mer.", "2 400")


def test_every_line_is_in_exactly_one_bundle_in_order() -> None:
    text = f"{TOP}Bakgrund\n\n{TEXT}\n\nNämnden ska:\n\n- bygga\n\n- måla\n\nBeslut\n\nNämnden bygger."
    assert "".join("".join(bundles(text)).split()) == "".join(made(text)[0].text.split())
