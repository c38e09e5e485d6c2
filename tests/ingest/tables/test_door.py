"""Tables in running text, in the styles that municipal papers print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.model import Cell, Page, TextOrigin, TextTable
from ingest.tables.door import find_tables
from ingest.tables.lines import find_table_regions
from ingest.tables.model import FigureStatus, Table, TableRow

BEFORE = "Nämnden redovisar utfallet för året i tabellen nedan, och kommentarerna till den följer sedan.\n\n"
AFTER = "\n\nKommentarerna gäller hela året och alla verksamheter, också dem som har redovisats tidigare."


def table(text: str) -> Table:
    """Returns the only table with rows of a text."""
    (found,) = [t for t in find_tables(BEFORE + text + AFTER) if t.columns]
    return found


def values(row: TableRow) -> dict[int, str]:
    """Returns a row's values by column."""
    return {cell.column: str(cell.value) for cell in row.cells}


def rows(found: Table) -> dict[str, dict[int, str]]:
    """Returns values by label and column."""
    return {row.label: values(row) for row in found.rows}


def test_a_plain_table_is_proved() -> None:
    found = table(
        "Belopp i tkr Budget 2023 Bokslut 2023 Avvikelse\n\nIntäkter 200 275 237 998 37 723\nLokalhyror -97 612 -100 637 -3 025"
    )
    assert rows(found) == {
        "Intäkter": {0: "200275", 1: "237998", 2: "37723"},
        "Lokalhyror": {0: "-97612", 1: "-100637", 2: "-3025"},
    }
    assert found.unit == "tkr"
    assert {cell.status for row in found.rows for cell in row.cells} == {FigureStatus.CONFIRMED}
    assert found.columns[2].period.text == "2023"


def test_the_months_decide_a_collapsed_row() -> None:
    header = "2025 UTFALL BUDGET avvikelse\n\n12 Enheten jan feb mar apr maj juni juli aug sep okt nov dec januari - december\n\n"
    row = "Resultat -250 249 868 364 -252 -747 224 -1 677 -314 -61 -198 -619 -2 412 -60 -2 352\n"
    second = "Intäkter 424 411 385 395 405 375 462 402 420 513 465 465 5 122 6 372 -1 251"
    found = table(header + row + second)
    assert rows(found)["Resultat"] == dict(
        enumerate(
            ["-250", "249", "868", "364", "-252", "-747", "224", "-1677", "-314", "-61", "-198", "-619", "-2412", "-60", "-2352"]
        )
    )
    assert rows(found)["Intäkter"][13] == "6372"
    assert found.columns[4].measure == "utfall"


def test_labels_wrap_and_values_stand_below() -> None:
    found = table(
        "Nyckeltal Mål 2023 Utfall 2023\n\nBrukare som känner sig trygga med \nalla sina assistenter, andel (%) (U28631) \n\n78 89\n\n"
        "Väntetid i antal dagar till \nsärskilt boende, medelvärde (U23401) \n\n69 65"
    )
    assert list(rows(found)) == [
        "Brukare som känner sig trygga med alla sina assistenter, andel (%)",
        "Väntetid i antal dagar till särskilt boende, medelvärde",
    ]
    assert [(row.key_figure, row.unit) for row in found.rows] == [("U28631", "%"), ("U23401", "dagar")]


def test_group_headings_and_parts_of_rows() -> None:
    found = table(
        "Personal 2022 2023 Differens\n\nAntal anställda\n\nTillsvidare 1318 1314 -4\n-varav kvinnor 1101 1099 -2\n\nAntal årsarbetare\n\n"
        "Tillsvidare 1249 1253 4"
    )
    assert [(row.group, row.label) for row in found.rows] == [
        (("Antal anställda",), "Tillsvidare"),
        (("Antal anställda", "Tillsvidare"), "varav kvinnor"),
        (("Antal årsarbetare",), "Tillsvidare"),
    ]
    assert found.columns[2].period.text == "2022–2023"


def test_a_row_of_words_is_no_heading_of_a_group() -> None:
    found = table("Besök 2023 2024 2025\n\nSimhallen Stängt Stängt Stängt\n\nNorrbadet 310 170 510\nSöderbadet 900 800 700")
    assert [(row.group, row.label) for row in found.rows] == [((), "Norrbadet"), ((), "Söderbadet")]


def test_a_row_that_fills_every_column_is_read_where_no_row_lacks_cells() -> None:
    found = table(
        "Belopp i tkr 2022 2021 2020\n\nLönekostnad 19 649 18 988 17 515\nÅrsarbetare 35,1 32,7 33,6\nLönekostnad per årsarbetare 560 581 521"
    )
    assert rows(found)["Lönekostnad per årsarbetare"] == {0: "560", 1: "581", 2: "521"}


def test_missing_marks_give_no_cells() -> None:
    found = table(
        "Nyckeltal Mål 2023 Utfall 2023 Utfall 2022\n\nNöjd med bemötande 85 82,2 IU.\nTydligt svar 85 - 76,9\nTrygghet 70 71 72"
    )
    assert rows(found) == {
        "Nöjd med bemötande": {0: "85", 1: "82.2"},
        "Tydligt svar": {0: "85", 2: "76.9"},
        "Trygghet": {0: "70", 1: "71", 2: "72"},
    }


def test_a_blank_cell_is_placed_by_the_arithmetic() -> None:
    found = table(
        "Belopp i tkr Budget 2023 Bokslut 2023 Avv. bokslut/budget 2023 Bokslut 2022 Diff. bokslut 2023/2022\n\n"
        "Nettokostnader -913 280 -912 229 1 051 -840 032 -72 197\nKommunbidrag 913 280 913 280 0 853 556 59 724\n"
        "Finansnetto 9 9 -6 15\nÅrets resultat 0 1 060 1 060 13 518 -12 458"
    )
    assert rows(found)["Finansnetto"] == {1: "9", 2: "9", 3: "-6", 4: "15"}


def test_blank_cells_that_nothing_places_stay_text() -> None:
    found = table("Mått 2025 2024 2023\n\nÄrenden 29 21\nBesök 9 0 62\nInsatser 40 38\nBeslut 8 9 5")
    assert list(rows(found)) == ["Besök", "Beslut"]
    assert found.undecided == 2


def test_the_spaces_a_blank_cell_leaves_place_it() -> None:
    found = table(
        "Mått 2025 2024 2023 \n\nÄrenden 29 21  \nBesök 9 0 62 \nInsatser 40 38  \nBeslut 8 9 5 \nDygn 5 357 4 822  \nVård 936 1 201  "
    )
    assert rows(found)["Ärenden"] == {0: "29", 1: "21"}
    assert rows(found)["Dygn"] == {0: "5357", 1: "4822"}
    assert rows(found)["Vård"] == {0: "936", 1: "1201"}


def test_a_row_that_may_be_split_in_two_ways_stays_text() -> None:
    found = table("Mått 2025 2024\n\nBibliotek 12 345 678\nSkola 14 15")
    assert list(rows(found)) == ["Skola"]
    assert found.undecided == 1


def test_english_thousands_are_told_by_the_sums() -> None:
    found = table(
        "Investering, namn Investering, kod 2026 2027\n\nÅrsanslag 7800 2,000 2,000\nE-hälsa 7836 500 500\nFordon 7866 0 1,000\n\n"
        "Totalt: 2,500.00 3,500.00"
    )
    assert rows(found)["Årsanslag"] == {0: "2000", 1: "2000"}
    assert rows(found)["Fordon"] == {0: "0", 1: "1000"}


def test_a_comma_that_may_be_either_gives_no_value() -> None:
    found = table("Enhet 2026 2027\n\nNorr 2,125 2,250\nSyd 3,500 3,750")
    assert all(not row.cells for row in found.rows)


def test_footnote_marks_are_no_numbers() -> None:
    found = table(
        "Nyckeltal Mål 2023 Utfall 2023\n\nAntal utbildade språkombud9 39 24\nJag ser fram emot jobbet, andel (%)11 71% 72%12\n\n"
        "9 Antal medarbetare som genomgått utbildning\n11 Andel som svarat helt eller delvis"
    )
    assert rows(found) == {
        "Antal utbildade språkombud": {0: "39", 1: "24"},
        "Jag ser fram emot jobbet, andel (%)": {0: "71", 1: "72"},
    }


def test_numbers_in_labels_stay_there() -> None:
    found = table(
        "Sjukfrånvaro 2024 2023 Skillnad\n\nÅlder 30 - 49 år 12,0 11,1 0,9\nÅlder 50 - 12,1 11,5 0,6\nDag 1-14 4,2 4,3 -0,1"
    )
    assert list(rows(found)) == ["Ålder 30 - 49 år", "Ålder 50 -", "Dag 1-14"]
    assert rows(found)["Ålder 50 -"] == {0: "12.1", 1: "11.5", 2: "0.6"}


def test_the_sources_own_error_is_kept_and_flagged() -> None:
    found = table("Nämnd Budget Utfall Avvikelse\n\nNorr 90 80 10\nSyd 75 65 10\nÖst 80 50 40\nVäst 95 45 50")
    flagged = {row.label: [cell.column for cell in row.cells if cell.source_error] for row in found.rows}
    assert flagged == {"Norr": [], "Syd": [], "Öst": [2], "Väst": []}


def test_income_among_costs_without_sign_is_no_error() -> None:
    rest = "Löner 45 21 24\nHyror 80 91 -11\nInköp 41 38 3"
    for row, flagged in (("Intäkter 84 71 -13", False), ("Intäkter 84 71 -15", True)):
        found = table(f"Post Budget 2025 Utfall 2025 Avvikelse\n\n{row}\n{rest}")
        assert any(cell.source_error for line in found.rows for cell in line.cells) is flagged
    signed = table(f"Post Budget 2025 Utfall 2025 Avvikelse\n\nIntäkter 84 71 -13\n{rest}\nBidrag -50 -40 -10")
    assert [cell.column for cell in signed.rows[0].cells if cell.source_error] == [2]


def test_a_header_that_its_columns_contradict_names_nothing() -> None:
    found = table("Nämnd Budget 2024 Utfall 2024 Avvikelse\n\nNorr 10 100 90\nSyd 10 250 240\nÖst 50 300 250\nVäst 51 500 449")
    assert found.columns[0].measure in ("", "budget")
    turned = table("Nämnd Budget 2024 Utfall 2024 Avvikelse\n\nNorr 107 11 3\nSyd 253 17 8\nÖst 305 55 1\nVäst 511 54 9")
    assert {column.measure for column in turned.columns} == {""}


def test_a_table_goes_on_under_its_header_printed_again() -> None:
    header = "Nyckeltal{} Mål 2023 Utfall 2023\n\n"
    found = table(header.format(4) + "Trygghet 85 82\nInflytande 80 68\n\n" + header.format(5) + "Bemötande 96 98\nService 92 93")
    assert list(rows(found)) == ["Trygghet", "Inflytande", "Bemötande", "Service"]


def test_a_table_without_header_is_named_by_its_sister() -> None:
    units = [("Norr", -15093, -14142), ("Syd", -4069, -3591), ("Öst", -2700, -2392), ("Väst", -1105, -1183), ("Mitt", -909, -1010)]

    def number(value: int) -> str:
        return f"{value:,}".replace(",", "\u00a0")

    bare = "\n\n".join(f"{name} {number(a)} {number(b)} {number(a - b)} {number(b // 9)}" for name, a, b in units)
    named = "\n".join(f"{name} {number(b)} {number(a)} {number(a - b)}" for name, a, b in units)
    text = f"{bare}\n\n{BEFORE}Område Budget 2025 tkr Utfall 2025 tkr Avvikelse\n\n{named}{AFTER}"
    first = find_tables(text)[0]
    assert [column.measure for column in first.columns] == ["utfall", "budget", "avvikelse", ""]
    assert first.columns[0].inferred
    assert first.unit == "tkr"


@pytest.mark.parametrize(
    "text",
    [
        "Innehåll\n\nInledning ........ 3\nEkonomi ......... 12\nPersonal ........ 15",
        "Inledning 3\nEkonomi 12\nPersonal 15\nMiljö 17\nFramtid 19\nBilagor 22\nUppdrag 24\nMål 25\nOrdlista 29",
        "§ 45 \nInformation\n§ 46  2025.218 VON\n§ 47  2025.219 VON",
        "Kommunen köper varor för cirka 803 Mkr per år och antalet leverantörer för 2023 var 1877.",
        "Närvarande ledamöter\nAnna Ek 1\nBo Al 2\nCia Ask 3",
    ],
)
def test_what_is_no_table_gives_none(text: str) -> None:
    assert all(not found.rows or not any(c.header for c in found.columns) for found in find_tables(BEFORE + text + AFTER))


def test_pages_read_by_ocr_give_no_tables() -> None:
    text = BEFORE + "Belopp i tkr Budget 2023 Utfall 2023\n\nIntäkter 200 275 237 998\nKostnader 100 90" + AFTER
    assert find_tables(text)
    assert find_tables(text, [Page(1, 0, len(text), TextOrigin.OCR)]) == []


def test_a_region_holds_header_labels_and_headings_and_stops_at_prose() -> None:
    text = BEFORE + "Drift\nBelopp i tkr Budget \n2023\nBokslut \n2023\n\nLokalhyror för \nskolor 97 100\nKöp 16 18" + AFTER
    (region,) = find_table_regions(text)
    assert (
        text[region.start : region.end] == "Belopp i tkr Budget \n2023\nBokslut \n2023\n\nLokalhyror för \nskolor 97 100\nKöp 16 18"
    )
    assert text[region.start : region.header_end].endswith("Bokslut \n2023")
    assert region.caption == "Drift"


def test_offsets_are_exactly_the_printed_number() -> None:
    text = BEFORE + "Mått 2025 2024\n\nBesök -1\u00a0234,5 1\u00a0000\nBeslut 12 13" + AFTER
    for found in find_tables(text):
        for row in found.rows:
            for cell in row.cells:
                assert text[cell.start : cell.end] == cell.printed
    assert find_tables(text)[0].rows[0].cells[0].printed == "-1\u00a0234,5"
    assert find_tables(text)[0].rows[0].cells[0].value == Decimal("-1234.5")


def test_a_header_printed_a_word_a_line_begins_a_new_table() -> None:
    text = (
        "Verksamheter (tkr) Utfall 2025 Budget 2025 Återstår\nBibliotek -13 123 -13 152 29\nMuseum -8 417 -8 603 186\n\n"
        "Bidrag\n\nBidrag, tkr Bokslut\n2023\nBokslut\n2024\nBudget\n2025\n"
        "Studieförbund -400 -391 -397\nTotalt -1 568 -1 559 -1 565\n"
    )

    first, second = find_tables(text)

    assert [column.measure for column in first.columns] == ["utfall", "budget", "återstår"]
    assert [(column.measure, column.period.text) for column in second.columns] == [
        ("bokslut", "2023"), ("bokslut", "2024"), ("budget", "2025"),
    ]  # fmt: skip
    assert [row.label for row in second.rows] == ["Studieförbund", "Totalt"]


def test_a_table_of_lines_below_one_of_cells_is_read_too() -> None:
    above = "Åtgärd Effekt\nTurlista 650\nVakanser 1 300"
    below = "Tabell 2. Investeringar, tkr\n\nProjekt Budget 2025 Utfall 2025\nSkolgård 1 500 1 412\nSkyltar 480 300\nInventarier 2 200 2 350"
    cells = tuple(
        Cell(row, column, (start := above.index(word)), start + len(word))
        for row, words in enumerate([("Åtgärd", "Effekt"), ("Turlista", "650"), ("Vakanser", "1 300")])
        for column, word in enumerate(words)
    )
    found = find_tables(f"{above}\n\n{below}", grids=[TextTable(0, len(above), 13, cells)])
    assert rows(found[-1])["Skyltar"] == {0: "480", 1: "300"}
    assert found[-1].unit == "tkr"
