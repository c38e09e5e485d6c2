"""The pieces an answer is picked from: sentences, lists, rows, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.table_units import is_row
from app.extract.unit_model import Unit, UnitKind
from app.extract.units import units_of
from ingest.model import ChunkKind
from tests.passages import chunk


def _texts(text: str, *kinds: UnitKind, of: ChunkKind = ChunkKind.PROSE) -> list[str]:
    return [unit.text for unit in units_of(chunk(text, kind=of)) if not kinds or unit.kind in kinds]


def test_sentences_are_told_apart_and_abbreviations_end_none() -> None:
    first = "Nämnden redovisar bl.a. ett underskott."
    second = "Det beror på t.ex. höga hyror, dvs. lokaler m.m. enligt prop. fem."
    third = "Avtalet gäller fr.o.m. 1 maj kl. 08.00 och enligt 5 kap. 35 §!"
    assert _texts(f"{first} {second}\n{third}", UnitKind.SENTENCE) == [first, second, third]


def test_a_number_ends_a_sentence_and_the_number_of_a_point_does_not() -> None:
    text = "Hyran steg under 2025. Det beror på räntan i punkt 3. Nästa år sjunker den."
    assert _texts(text) == ["Hyran steg under 2025.", "Det beror på räntan i punkt 3.", "Nästa år sjunker den."]
    assert _texts("Nämnden har godkänt rapporten. 2. Taxan höjs.") == ["Nämnden har godkänt rapporten.", "2. Taxan höjs."]


def test_initials_and_decimals_end_no_sentence() -> None:
    text = "Ordföranden A. Ek yrkar på 4.5 mkr. Ingen annan yrkar något."
    assert _texts(text) == ["Ordföranden A. Ek yrkar på 4.5 mkr.", "Ingen annan yrkar något."]


def test_a_sentence_runs_over_lines() -> None:
    assert _texts("Simhallen hålls\nstängd i juli. Den öppnar\ni augusti.") == [
        "Simhallen hålls\nstängd i juli.",
        "Den öppnar\ni augusti.",
    ]


def test_a_list_comes_whole_before_its_items_and_they_know_what_leads_them_in() -> None:
    whole = "Nämndens mål är följande:\n• Fler i arbete\n• Kortare köer i\n  hela kommunen\n• God ekonomi"
    units = units_of(chunk(f"{whole}\n\nMålen följs upp i juni."))
    assert (units[0].kind, units[0].text) == (UnitKind.LIST, whole)
    items = [unit for unit in units if unit.kind is UnitKind.ITEM]
    assert [item.text for item in items] == ["• Fler i arbete", "• Kortare köer i\n  hela kommunen", "• God ekonomi"]
    assert {item.lead for item in items} == {"Nämndens mål är följande:"}
    assert {item.chunk.text[item.block_start : item.block_end] for item in items} == {whole}
    assert units[-1].text == "Målen följs upp i juni."


@pytest.mark.parametrize("marks", ["-", "•", "–", "*"])
def test_any_mark_makes_a_list(marks: str) -> None:
    assert _texts(f"{marks} Första punkten\n{marks} Andra punkten", UnitKind.LIST) == [
        f"{marks} Första punkten\n{marks} Andra punkten"
    ]


def test_numbered_and_lettered_points_make_lists_of_their_own() -> None:
    text = "Följande gäller:\na) kök\nb) bad\n\nVidare gäller:\n1. hall\n2. vind"
    assert _texts(text, UnitKind.LIST) == ["Följande gäller:\na) kök\nb) bad", "Vidare gäller:\n1. hall\n2. vind"]


def test_a_list_too_long_to_be_told_whole_is_told_by_its_items() -> None:
    text = "\n".join(f"- Punkt {number} {'med många ord ' * 10}" for number in range(40)).strip()
    assert _texts(text, UnitKind.LIST) == []
    assert len(_texts(text, UnitKind.ITEM)) == 40


def test_a_row_holds_its_label_and_its_numbers() -> None:
    text = "Hemtjänst 12 345 11 900 -445\nSärskilt boende 45 000 44 000 -1 000\nSumma 57 345 55 900 -1 445"
    assert _texts(text, UnitKind.ROW) == text.split("\n")


def test_a_label_over_several_lines_goes_with_the_numbers_under_it() -> None:
    rows = _texts("Kostnader för\npersonal\n 1 200 1 100\nHyror\n 300 310", UnitKind.ROW)
    assert rows == ["Kostnader för\npersonal\n 1 200 1 100", "Hyror\n 300 310"]


def test_rows_know_the_heading_of_their_group() -> None:
    text = "Hemtjänst\n\nPersonal 1 200 1 100 -100\nHyror 300 310 10"
    rows = [unit for unit in units_of(chunk(text)) if unit.kind is UnitKind.ROW]
    assert [row.text.split("\n")[-1] for row in rows] == text.split("\n")[2:]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Hemtjänst 12 345 11 900", True),
        ("Summa 1\u00a0200 −300", True),
        (" 1 200 1 100", True),
        ("Andel 12,5 % 13,0 %", True),
        ("Personal 12 345", False),
        ("2.3.3 Prognos", False),
        ("2.3 Kostnader 12 345 11 900", True),
        ("År 2025 kostade simhallen 4 mkr och året innan kostade den 3 mkr.", False),
        ("Nämnden beslutar i § 12 om 3 förslag till åtgärder för ekonomi i balans.", False),
        ("", False),
    ],
)
def test_a_row_is_mostly_numbers(line: str, row: bool) -> None:
    assert is_row(line) is row


def test_a_heading_is_no_sentence_and_not_part_of_one() -> None:
    units = units_of(chunk("Ansvar\n\nEnhetschefen ansvarar för rutinen. Den följs upp varje år."))
    assert [unit.text for unit in units if unit.kind is UnitKind.SENTENCE] == [
        "Enhetschefen ansvarar för rutinen.",
        "Den följs upp varje år.",
    ]
    assert all("Ansvar" not in unit.text.split("\n")[0] or unit.kind is UnitKind.HEADING for unit in units)


@pytest.mark.parametrize("kind", [ChunkKind.DECISION, ChunkKind.PROPOSAL])
def test_a_decision_is_one_unit_with_all_its_points(kind: ChunkKind) -> None:
    points = "Nämnden beslutar att\n1. godkänna rapporten\n2. skicka den vidare"
    units = units_of(chunk(f"Beslut\n\n{points}", kind=kind))
    assert (units[0].kind, units[0].text) == (UnitKind.DECISION, points)
    assert UnitKind.DECISION not in {unit.kind for unit in units_of(chunk(points))}


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "x", ":", "-", "•", "1.", "…", "|", "a\n\n\nb", "\u00ad"])
def test_any_passage_has_units_or_none(text: str) -> None:
    assert all(unit.text for unit in units_of(chunk(text)))


def _told_and_quoted(units: Sequence[Unit]) -> Iterator[tuple[int, int, int, int]]:
    yield from ((unit.block_start, unit.start, unit.end, unit.block_end) for unit in units)


_pieces = st.sampled_from(
    [
        "Mål:",
        "- ett",
        "- två",
        "1. tre",
        "Hyror 12 345 9 100",
        " 300 310",
        "Nämnden godkänner rapporten.",
        "Ansvar",
        "",
        "och\u00a0så",
    ]
)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.lists(_pieces, max_size=8), st.sampled_from(list(ChunkKind)), st.integers(0, 5_000))
def test_a_unit_stands_in_its_block_and_its_block_in_the_passage(lines: list[str], kind: ChunkKind, start: int) -> None:
    passage = chunk("\n".join(lines), kind=kind, start=start)
    units = units_of(passage)
    for block_start, unit_start, unit_end, block_end in _told_and_quoted(units):
        assert passage.start <= block_start <= unit_start < unit_end <= block_end <= passage.end
    assert all(unit.text == unit.text.strip() for unit in units)


ROUTINE = """Uppgift Vem
Lån av båt, högst en dag Hamnvakten
Lån av båt, längre tid Hamnchefen
Nycklar till bodar och
bryggor Hamnvakten
Fel på bryggan 0702"""


def test_the_lines_of_a_table_of_words_are_told_one_by_one_and_all_together() -> None:
    units = units_of(chunk(ROUTINE))
    assert [unit.text for unit in units if unit.kind is UnitKind.TABLE] == [ROUTINE]
    rows = [unit.text for unit in units if unit.kind in (UnitKind.SENTENCE, UnitKind.ROW)]
    assert rows == [*ROUTINE.split("\n")[:3], "Nycklar till bodar och\nbryggor Hamnvakten", "Fel på bryggan 0702"]


def test_running_text_with_names_at_the_start_of_lines_is_no_table() -> None:
    text = "Hamnen i Lingonby lagas av kommunen och\nLingonby hamnförening, som har fått\nbidrag av nämnden för att\nBryggan inte ska falla"
    assert _texts(text, UnitKind.SENTENCE) == [text]


def test_a_decision_ends_where_the_next_part_of_its_paragraph_begins() -> None:
    text = "Lingonby kommun\n\nBeslut\nTaxan höjs.\n\nReservation\nKurt Ek (X) reserverar sig.\n\nBeslutet skickas till\nHamnvakten"
    assert _texts(text, UnitKind.DECISION, of=ChunkKind.DECISION) == ["Taxan höjs."]


def test_a_decision_of_several_points_keeps_them_all() -> None:
    text = "Beslut\n1. Taxan höjs.\n2. Bryggan lagas.\n\nBeslutsunderlag\nHamnvaktens brev"
    assert _texts(text, UnitKind.DECISION, of=ChunkKind.DECISION) == ["1. Taxan höjs.\n2. Bryggan lagas."]


@pytest.mark.parametrize("line", ["Yttrande 2025-05-05", "KS § 77 Dnr KS 2024/733", "Kultur- och fritidsnämnden § 4 2024 12"])
def test_a_day_is_one_number_and_a_paragraph_no_row(line: str) -> None:
    assert not is_row(line)


def test_a_numbered_heading_is_no_point_of_a_list() -> None:
    passage = chunk("10. Om hamnen är stängd\n\nRing hamnvakten. Fyll i blanketten.", path=("10. Om hamnen är stängd",))
    assert [unit.text for unit in units_of(passage)] == ["Ring hamnvakten.", "Fyll i blanketten."]


def test_sentences_that_begin_alike_are_a_list_with_the_one_before_as_its_lead() -> None:
    lead = "Granskningen ger två rekommendationer."
    points = "Nämnden rekommenderas att stärka styrningen.\nNämnden rekommenderas att följa upp avtalen."
    units = units_of(chunk(f"{lead}\n{points}\nSvaret lämnas i maj."))
    (made,) = [unit for unit in units if unit.kind is UnitKind.LIST]
    assert (made.text, made.lead, made.points) == (points, lead, 2)


def test_short_lines_below_one_another_are_a_list_and_one_alone_is_a_heading() -> None:
    lines = "Bolaget Ett Campingen\n\nBolaget Två Simhallen\n\nBolaget Tre Planen"
    (made,) = [unit for unit in units_of(chunk(f"{lines}\n\nAvtalen löper i tre år.")) if unit.kind is UnitKind.LIST]
    assert (made.text, made.points) == (lines, 3)
    assert not [unit for unit in units_of(chunk("Bolaget Ett\n\nAvtalen löper i tre år.")) if unit.kind is UnitKind.LIST]


def test_the_label_of_numbers_alone_begins_below_the_end_of_a_sentence() -> None:
    text = "Prioriterat 2026 är brunnar\noch bad vid skolor.\nOmråde Antal Planerade\nTimmar\n2026\nTimmar\n2025\nLantbruk 168 36 540\nSkolor 52 26 415"
    assert not any("Prioriterat" in told for told in _texts(text, UnitKind.ROW, UnitKind.TABLE))


def test_a_decision_whose_heading_stands_on_its_first_line_is_told_without_its_letterhead_and_its_papers() -> None:
    text = "Tekniska nämnden\n\n§ 4 Ny bro\n\nBeslut Tekniska nämnden:\n1. Bron byggs.\n2. Bron målas.\n\nHandlingar Tjänsteskrivelse 2025-02-01"
    passage = chunk(text, kind=ChunkKind.DECISION, path=("§ 4 Ny bro", "Beslut"))
    decided = next(unit.text for unit in units_of(passage) if unit.kind is UnitKind.DECISION)
    assert decided == "Tekniska nämnden:\n1. Bron byggs.\n2. Bron målas."


def test_a_numbered_heading_over_text_of_its_own_is_no_point() -> None:
    text = "4. Ansvar\nChefen ansvarar för bryggan. Den målas varje år."
    assert _texts(text) == ["Chefen ansvarar för bryggan.", "Den målas varje år."]


def test_a_numbered_heading_over_a_new_list_is_no_point_of_it() -> None:
    text = "5. Arbetsgång vid måleri\n1. Bryggan tvättas.\n2. Bryggan målas."
    assert _texts(text, UnitKind.LIST) == ["1. Bryggan tvättas.\n2. Bryggan målas."]


def test_a_point_that_goes_on_in_the_next_line_is_a_point() -> None:
    text = "1. Chefen ansvarar för bryggan\noch för badhuset.\n2. Vakten ansvarar för ringen."
    assert _texts(text, UnitKind.ITEM) == ["1. Chefen ansvarar för bryggan\noch för badhuset.", "2. Vakten ansvarar för ringen."]
