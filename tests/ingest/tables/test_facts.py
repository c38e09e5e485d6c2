"""Lists of labels with a value each: taken with their units where these are told, and what is no such list."""

from __future__ import annotations

import pytest

from ingest.figures.cells import figures_of
from ingest.model import DocType, TextTable
from ingest.readers.builder import PageBuilder, RawCell
from ingest.tables.facts import find_facts
from tests.ingest.documents import document


def told(text: str) -> list[tuple[str, str, str]]:
    """Returns label, value and unit of the figures of a paper."""
    found = figures_of(document(text, title="Kommunfakta 2025", doc_type=DocType.ARSREDOVISNING))
    return [(figure.label, str(figure.value), figure.unit) for figure in found]


def test_a_list_of_labels_and_values() -> None:
    text = "Om kommunen\n\nAntal invånare: 31 250\nSkattesats: 21,75\nÅrets resultat: 9,6 Mkr\nSoliditet: 38 %\nAnställda: 2 410 personer\n"
    assert told(text) == [
        ("Antal invånare", "31250", "antal"),
        ("Skattesats", "21.75", ""),
        ("Årets resultat", "9.6", "mkr"),
        ("Soliditet", "38", "%"),
        ("Anställda", "2410", "antal"),
    ]


def test_leaders_of_dots_and_wide_gaps() -> None:
    text = "Årets resultat ........ 9,6 mkr\nInvesteringar ......... 112,5 mkr\nAntal anställda ....... 2 410\n"
    assert told(text) == [("Årets resultat", "9.6", "mkr"), ("Investeringar", "112.5", "mkr"), ("Antal anställda", "2410", "antal")]
    assert told("• Kaffe    25 kr\n• Te    20 kr\n• Saft    15 kr\n") == [
        ("Kaffe", "25", "kr"),
        ("Te", "20", "kr"),
        ("Saft", "15", "kr"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Inledning ............. 3\nAntal anställda ....... 5\nEkonomi ............... 9\n",  # contents
        "Inledning      3\nAntal anställda      5\nEkonomi      9\n",
        "Antal Ja: 31\nAntal Nej: 12\nAntal Avstår: 6\n",  # votes
        "Telefon: 0700\nÄrende: 6\nSida: 4\n",
        "Antal invånare: 31 250\nSkattesats: 21,75\n",  # too few
        "Skattesats: 21,75\nKvot: 1,4\nBetyg: 3\nAntal: 4\nNivå: 2\n",  # units told by too few
        "Pris: 12,450 kr\nAvgift: 13,450 kr\nHyra: 14,450 kr\n",  # thousands or decimals?
        "Bredd: 5–7 år\nHöjd: ca 400 kr\nDjup: 3 eller 4 dagar\n",
    ],
)
def test_what_is_no_list_of_facts_gives_nothing(text: str) -> None:
    assert find_facts(text) == []


def test_what_things_are_called_by_is_no_amount() -> None:
    text = "Antal platser: 40\nHyra: 950 kr\nYtterligare hyra: 120 kr\nObjekt: 12\nByggt: 1974\n"
    assert [label for label, *_ in told(text)] == ["Antal platser", "Hyra", "Ytterligare hyra"]


def test_numbers_that_are_read_already_are_not_read_again() -> None:
    text = "Antal invånare: 31 250\nSoliditet: 38 %\nÅrets resultat: 9,6 mkr\n"
    assert find_facts(text, [(0, 10)]) == []
    assert len(find_facts(text)[0].rows) == 3


def of_cells(rows: list[list[str]], header: int = 0) -> list[tuple[str, str, str, str]]:
    builder = PageBuilder()
    builder.table([RawCell(y, x, text, header=y < header) for y, row in enumerate(rows) for x, text in enumerate(row)])
    built = builder.build(1)
    (grid,) = built.grids
    table = TextTable(grid.start, grid.end, grid.start, grid.cells, grid.caption, grid.hidden)
    found = figures_of(document(built.text, title="Kommunfakta 2025", tables=[table]))
    return [(figure.label, figure.column, str(figure.value), figure.unit) for figure in found]


def test_a_first_row_of_a_label_and_a_number_is_no_header() -> None:
    rows = [["Antal invånare", "31 250"], ["Skattesats", "21,75"], ["Årets resultat", "9,6 mkr"], ["Telefon", "112"]]
    assert of_cells(rows, header=1) == [
        ("Antal invånare", "", "31250", "antal"),
        ("Skattesats", "", "21.75", ""),
        ("Årets resultat", "", "9.6", "mkr"),
    ]


def test_a_header_of_two_columns_stays_one() -> None:
    rows = [["Avgift", "2025"], ["Larm", "250 kr"], ["Matlåda", "65 kr"]]
    assert [column for _, column, *_ in of_cells(rows, header=1)] == ["2025", "2025"]
