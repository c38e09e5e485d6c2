"""Figures of the demo papers against cells written down by hand from the papers: none is wrong, most are there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from ingest.config import Limits
from ingest.discover import describe
from ingest.figures.cells import read_figures
from ingest.isolate import IsolatedReader
from ingest.model import Document
from ingest.structure import Stated, make_document
from ingest.tables.model import Figure, FigureStatus

PAPERS = Path(__file__).parents[2] / "demo" / "papers"
LEAST_TAKEN = 0.95  # of the cells below, all under readable headers
_YEAR = "utfall 2025; budget 2025; avvikelse 2025"

#: File → rows: the row's group and label, its columns as "measure period" ("-" for no measure), the unit, the values.
CELLS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "VON_arsbokslut_2025.pdf": (
        ("Nattpatrull", f"{_YEAR}; prognos 2025", "tkr", "-10004 -9860 -144 -150"),
        ("Trygghetslarm", f"{_YEAR}; prognos 2025", "tkr", "-2196 -2340 144 100"),
        ("Köpta platser LSS", f"{_YEAR}; prognos 2025", "tkr", "-17774 -16900 -874 -700"),
        ("Funktionsstöd gemensamt", f"{_YEAR}; prognos 2025", "tkr", "-8998 -9430 432 200"),
        ("Antal utbildade demensombud", "mål 2025; utfall 2025; utfall 2024", "antal", "30 22 18"),
        ("Sjukfrånvaro, procent", "mål 2025; utfall 2025; utfall 2024", "%", "8.0 7.9 8.6"),
        ("Andel som arbetar heltid", "mål 2025; utfall 2025; utfall 2024", "%", "70 70.4 67.2"),
        ("Antal utförda hemtjänsttimmar", "- 2025; - 2024", "timmar", "146910 141385"),
        ("Antal betaldagar", "- 2025; - 2024", "dagar", "23 41"),
    ),
    "VON_handlingar_2026-03-17.pdf": (
        ("TOTALT|Resultat", f"utfall 2025-01; utfall 2025-08; {_YEAR}", "", "-43 -590 -1627 -36 -1591"),
        ("TOTALT|Intäkter", f"utfall 2025-01; utfall 2025-12; {_YEAR}", "", "4561 4621 56165 55280 885"),
        ("TOTALT|Kostnader", f"utfall 2025-02; {_YEAR}", "", "-4413 -57792 -55316 -2476"),
        ("6211 Hemtjänst Centrum|Intäkter", f"utfall 2025-03; {_YEAR}", "", "1489 17881 17600 281"),
        ("6212 Hemtjänst Almvik|Kostnader", f"utfall 2025-08; {_YEAR}", "", "-731 -7826 -7492 -334"),
        ("6213 Hemtjänst Tallmo|Resultat", f"utfall 2025-07; {_YEAR}", "", "-151 -1403 -12 -1391"),
        ("6213 Hemtjänst Tallmo|Kostnader", f"utfall 2025-04; {_YEAR}", "", "-1003 -12374 -10662 -1712"),
        ("6215 Hemtjänst Brunnsåker|Intäkter", f"utfall 2025-11; {_YEAR}", "", "502 6138 6150 -12"),
    ),
    "BUN_delarsrapport_2025-08.pdf": (
        ("Grundskola F–9", "prognos 2025; budget 2025; avvikelse 2025; utfall jan–aug 2024", "mkr", "268.1 262.4 -5.7 171.6"),
        ("Fritidshem", "prognos 2025; budget 2025; avvikelse 2025; utfall jan–aug 2024", "mkr", "34.1 34.8 0.7 22.9"),
        ("Summa nämnden", "prognos 2025; budget 2025; avvikelse 2025; utfall jan–aug 2024", "mkr", "616.4 616.0 -0.4 398.5"),
        ("Digitala verktyg", "budget 2025", "tkr", "3400"),
    ),
    "VON_manadsuppfoljning_2026-02.html": (
        (
            "Funktionsstöd",
            "utfall jan–feb 2026; budget jan–feb 2026; avvikelse jan–feb 2026; prognos 2026; budget 2026; avvikelse 2026",
            "tkr",
            "-21903 -21225 -678 -129850 -127350 -2500",
        ),
        ("Summa", "utfall jan–feb 2026; avvikelse jan–feb 2026; prognos 2026; avvikelse 2026", "tkr", "-80223 -323 -482800 -3400"),
        ("Hemtjänst Tallmo", "intäkter 2026-01; kostnader 2026-01; resultat 2026-01; resultat 2026-02", "tkr", "921 -1004 -83 -61"),
    ),
    "VON_kvalitetsberattelse_2025.docx": (
        ("Utebliven eller försenad insats", "utfall 2024; utfall 2025", "", "149 171"),
        ("Summa", "utfall 2024; utfall 2025", "", "1441 1438"),
        ("Basal hygien och klädregler", "andel 2025", "%", "86"),
    ),
    "VON_sarskilt_boende_kvartal_2025.txt": (
        ("Solgläntan äldreboende", f"- 2025 kv 1; - 2025 kv 4; {_YEAR}", "tkr", "-10118 -9436 -39745 -38960 -785"),
        ("SUMMA", f"- 2025 kv 2; - 2025 kv 3; {_YEAR}", "tkr", "-36185 -37404 -145018 -146250 1232"),
    ),
    "VON_internbudget_2026.xlsx": (
        ("Funktionsstöd", "budget 2025; budget 2026", "tkr", "121480 127350"),
        ("Summa", "budget 2025; budget 2026", "tkr", "458600 479400"),
        ("Väntetid till särskilt boende", "utfall 2024; mål 2026", "dagar", "66 60"),
        ("Kostnad per utförd hemtjänsttimme", "utfall 2024; mål 2026", "kr", "567 590"),
    ),
    "Taxa_vard_och_omsorg_2026.html": (
        ("Hemtjänst|Trygghetslarm", "avgift 2025; avgift 2026", "kr", "248 265"),
        ("Hemtjänst|Matlåda, hemkörd", "avgift 2025; avgift 2026", "kr", "78 84"),
        ("Särskilt boende|Mat, helpension", "avgift 2025; avgift 2026", "kr", "4210 4390"),
        ("Korttid och dagverksamhet|Dagverksamhet, lunch", "avgift 2026", "kr", "74"),
    ),
    "Kolada_nyckeltal_2023-2025.csv": (
        ("Ljungsätra|Väntetid särskilt boende, dagar", "- 2023; - 2024; - 2025", "*", "58 66 71"),
        ("Ljungsätra|Kostnad per vårdtagare i hemtjänst, kronor", "- 2023; - 2024", "kr", "298112 311640"),
        ("Jämförbara kommuner (medel)|Sammantagen nöjdhet hemtjänst, andel (%)", "- 2024; - 2025", "%", "87.2 87.9"),
    ),
}


@cache
def read(name: str) -> tuple[Document, tuple[Figure, ...]]:
    """Returns a paper with its figures, read as an ingest reads it."""
    with IsolatedReader(Limits()) as reader:
        source = describe(PAPERS / name, Limits())
        document, _ = make_document(source, reader.submit(source).result(), Stated())
    return document, tuple(read_figures(document)[0])


def cells(name: str) -> Iterator[tuple[str, str, str, Decimal, str]]:
    """Yields the cells of a file: row, measure, period, value, unit."""
    for row, columns, unit, values in CELLS[name]:
        for column, value in zip(columns.split(";"), values.split(), strict=True):
            measure, _, period = column.removeprefix(" ").partition(" ")
            yield row, measure.strip("-"), period, Decimal(value), unit


def of_row(name: str, row: str) -> list[Figure]:
    group, _, label = row.rpartition("|")
    figures = [one for one in read(name)[1] if one.status is not FigureStatus.PROSE]
    return [one for one in figures if label in (one.label, one.label.rstrip("0123456789")) and (not group or group in one.group)]


@pytest.mark.parametrize("name", CELLS)
def test_no_cell_is_wrong_and_most_are_there(name: str) -> None:
    wrong, taken, due = [], 0, 0
    for row, measure, period, value, unit in cells(name):
        due += 1
        measures = {measure, "bokslut"} if measure == "utfall" else {measure}
        found = [one for one in of_row(name, row) if one.measure in measures and one.period.text == period]
        if any(one.value == value and unit in ("*", one.unit) for one in found):
            taken += 1
        elif found:
            wrong.append((row, measure, period, value, [(one.value, one.unit) for one in found]))
    assert wrong == []
    assert taken >= LEAST_TAKEN * due, f"{taken} of {due}"


@pytest.mark.parametrize("name", CELLS)
def test_every_figure_is_where_it_says(name: str) -> None:
    document, figures = read(name)
    for one in figures:
        assert document.text[one.start : one.end] == one.printed
        assert one.quote_start <= one.start < one.end <= one.quote_end


def test_what_a_scan_or_a_hidden_sheet_holds_is_no_figure() -> None:
    assert read("KF_protokollsutdrag_2022-11-28_skannat.pdf")[1] == ()
    _, figures = read("VON_internbudget_2026.xlsx")
    assert Decimal(121500) not in {one.value for one in figures}  # stands on a hidden sheet


def test_hidden_sheets_and_error_cells_are_reported() -> None:
    document, _ = read("VON_internbudget_2026.xlsx")
    told = "\n".join(document.warnings)
    assert "dolt blad" in told
    assert "#DIV/0!" in told
