"""Cells and sentences made into figures: unit, period, measure, quote and place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.figures.cells import figures_of, read_figures
from ingest.model import DocType, Page, TextOrigin
from ingest.tables.model import Figure, FigureStatus
from tests.ingest.documents import document

PROSE = "Nämnden redovisar utfallet för året i tabellen nedan, och kommentarerna till den följer sedan i eget avsnitt.\n\n"
DRIFT = "Drift\n\nBudget Utfall Avvikelse\n\nIntäkter 90 80 -10\nKostnader -75 -65 10\n\n" + PROSE


def one(figures: Sequence[Figure], label: str, column: str) -> Figure:
    """Returns the only figure with a label and a column."""
    (found,) = [figure for figure in figures if figure.label == label and figure.column == column]
    return found


def test_a_figure_says_what_it_measures() -> None:
    text = (
        PROSE
        + "Drift\n\nBelopp i tkr Budget 2025 Utfall 2025 Avvikelse\n\nGemensamt\n\nLokalhyror -97 -99 -2\nKöp av tjänster -16 -18 -2\n\n"
        + PROSE
    )
    figure = one(figures_of(document(text)), "Lokalhyror", "Utfall 2025")
    assert (figure.measure, figure.period.text, figure.value, figure.unit) == ("utfall", "2025", Decimal(-99), "tkr")
    assert figure.group == ("Gemensamt",)
    assert figure.caption == "Drift"
    assert figure.status is FigureStatus.CONFIRMED
    assert figure.identity == "utfall − budget = avvikelse"
    assert text[figure.start : figure.end] == figure.printed == "-99"
    assert text[figure.quote_start : figure.quote_end] == "Lokalhyror -97 -99 -2"


def test_a_unit_far_above_is_taken_by_tables_of_money_only() -> None:
    money = PROSE + "Belopp i tkr\n\n" + PROSE * 3 + DRIFT
    assert {figure.unit for figure in figures_of(document(money))} == {"tkr"}
    counted = PROSE + "Belopp i tkr\n\n" + PROSE * 3 + "Statistik 2024 2025\n\nAntal besök 12 13\nAntal lån 14 15\n\n" + PROSE
    assert {figure.unit for figure in figures_of(document(counted))} == {"antal"}
    assert {figure.unit for figure in figures_of(document(PROSE + DRIFT))} == {""}


def test_mixed_units_in_one_table_follow_their_rows() -> None:
    text = PROSE + "Mått (tkr) 2024 2025\n\nKostnad per elev 98 99\nAndel behöriga (%) 85 87\nAntal elever 12 13\n\n" + PROSE
    figures = figures_of(document(text))
    assert [one(figures, label, "2025").unit for label in ("Kostnad per elev", "Andel behöriga (%)", "Antal elever")] == [
        "tkr",
        "%",
        "antal",
    ]


def test_the_papers_year_dates_columns_without_one_where_it_is_sure() -> None:
    assert {f.period.text for f in figures_of(document(PROSE + DRIFT, title="Årsredovisning 2025"))} == {"2025"}
    assert {f.period.text for f in figures_of(document(PROSE + DRIFT, years=(2025, 2026)))} == {""}
    assert {f.period.text for f in figures_of(document(PROSE + DRIFT, title="Protokoll 2025", doc_type=DocType.PROTOKOLL))} == {""}


def test_columns_of_a_report_on_a_part_of_the_year() -> None:
    text = (
        PROSE
        + "Tkr Utfall perioden Utfall samma period föregående år Prognos helår\n\nIntäkter 90 80 70\nKostnader 75 65 55\n\n"
        + PROSE
    )
    figures = figures_of(document(text, title="Delårsrapport mars 2026", doc_type=DocType.DELARSRAPPORT))
    assert [f.period.text for f in figures if f.label == "Intäkter"] == ["jan–mars 2026", "jan–mars 2025", "2026"]


def test_months_without_a_year_have_none() -> None:
    header = "Januari Februari Mars Totalt\n\n"
    figures = figures_of(document(PROSE + header + "Avgifter 10 20 30 60\nRäntor 1 2 3 6\n\n" + PROSE, years=(2025, 2026)))
    assert [f.period.text for f in figures if f.label == "Avgifter"] == ["jan", "feb", "mars", "jan–mars"]
    assert all(figure.period.start is None for figure in figures)


def test_a_column_without_header_makes_no_figure() -> None:
    text = PROSE + "Norr -15 -14 -1\nSyd -40 -35 -5\nÖst -27 -23 -4\nVäst -11 -18 7\n\n" + PROSE
    assert figures_of(document(text)) == []


def test_a_quote_does_not_run_over_a_page_header_cut_out() -> None:
    text = PROSE + "Mått 2024 2025\n\nBesök på \nbiblioteket 12 13\nLån 14 15\n\n" + PROSE
    seam = text.index("biblioteket")
    figure = one(figures_of(document(text, seams=(seam,))), "Besök på biblioteket", "2025")
    assert text[figure.quote_start : figure.quote_end] == "biblioteket 12 13"


def test_pages_are_told_where_the_file_has_them() -> None:
    text = PROSE + "Mått 2024 2025\n\nBesök 12 13\nLån 14 15\n\n" + PROSE
    pages = (Page(1, 0, len(PROSE)), Page(2, len(PROSE), len(text)))
    assert {figure.page for figure in figures_of(document(text, pages=pages))} == {2}
    assert {figure.page for figure in figures_of(document(text))} == {None}


def test_ocr_never_makes_figures() -> None:
    text = PROSE + "Mått 2024 2025\n\nBesök 12 13\nLån 14 15\n\nHemtjänsten avviker negativt med 3,1 mkr.\n"
    assert figures_of(document(text))
    assert figures_of(document(text, pages=(Page(1, 0, len(text), TextOrigin.OCR),))) == []


def test_the_report_counts_what_was_left() -> None:
    text = PROSE + "Mått 2025 2024 2023\n\nBesök 29 21\nLån 9 0 62\nKurser 8 9 5\n\n" + PROSE
    figures, report = read_figures(document(text))
    assert (len(figures), report.tables, report.undecided) == (6, 1, 1)


def test_a_row_named_after_a_measure_has_it_under_years() -> None:
    text = PROSE + "Ekonomi (tkr) 2024 2025\n\nNettokostnader -59 -62\nBudget -60 -64\nBudgetavvikelse 1 2\n\n" + PROSE
    figures = figures_of(document(text))
    assert [one(figures, label, "2025").measure for label in ("Nettokostnader", "Budget", "Budgetavvikelse")] == [
        "",
        "budget",
        "avvikelse",
    ]


def test_percentages_that_do_not_sum_are_no_error_of_the_source() -> None:
    rows = "Skatt 987,2 912,5 74,7 8,2\nBidrag 512,9 487,1 25,8 5,3\nAvgift 88,4 86,0 2,4 2,8\n"
    text = f"{PROSE}Mkr 2025 2024 Förändring Förändring %\n\n{rows}Summa 1 588,5 1 485,6 102,9 6,9\n\n{PROSE}"
    figures = figures_of(document(text))
    assert one(figures, "Summa", "Förändring %").value == Decimal("6.9")
    assert not any(figure.source_error for figure in figures)
    wrong = figures_of(document(text.replace("102,9", "104,9")))
    assert [figure.printed for figure in wrong if figure.source_error] == ["104,9"]


def test_rows_of_several_years_have_their_own_year_and_not_the_paper_s() -> None:
    text = (
        PROSE
        + "Utförda timmar Jan Feb Mars April Summa\nEgen regi 2025 16 412 15 287 16 980 16 744 65 423\n"
        + "Egen regi 2024 15 105 14 388 15 420 15 236 60 149\nAnnan regi 2025 2 984 2 790 3 011 2 905 11 690\n"
        + "Annan regi 2024 3 210 3 098 3 266 3 184 12 758\n\n"
        + PROSE
    )
    figures = figures_of(document(text, years=(2025,)))
    assert one(figures, "Egen regi 2024", "Mars").period.text == "2024-03"
    assert one(figures, "Egen regi 2025", "Mars").period.text == "2025-03"
    assert one(figures, "Annan regi 2024", "Summa").period.text == "2024"
    assert {figure.caption for figure in figures} == {"Utförda timmar"}
    assert not any(figure.value in (2024, 2025) for figure in figures)


def test_a_table_is_about_the_headings_above_it_and_not_the_rows_of_another() -> None:
    table = "Reslängd 2024 2025\n0–10 km 42 44\n11–20 km 60 62\n21–30 km 82 86\n\n"
    figures = figures_of(document(f"{PROSE}4 Färdtjänst\n\nEgenavgift per resa, kronor\n{table}{PROSE}"))
    assert {figure.caption for figure in figures} == {"4 Färdtjänst, Egenavgift per resa, kronor, Reslängd"}
    figures = figures_of(document(f"{PROSE}Summa 180 179\n\n{table}{PROSE}"))
    assert not any("180" in figure.caption for figure in figures)


def test_a_row_without_values_is_no_heading_of_the_next() -> None:
    text = (
        PROSE + "Belopp i tkr 2024 2023\nIntäkter 12 640 9 872\nExtraordinära poster – –\nÅrets resultat 29 622 22 122\n\n" + PROSE
    )
    assert one(figures_of(document(text)), "Årets resultat", "2024").group == ()


def test_months_that_would_come_to_the_year_with_one_blank_are_left_as_text() -> None:
    header = "Belopp i tkr jan feb mar apr maj jun jul aug sep okt nov dec Utfall Budget Avvikelse\n\n"
    unclear = "Simhallen\n 0 0 0 0 0 0 0 0 0 0 1 100 1 100 0 1 100\n\n"  # ten noughts and 1 100, or twelve months
    clear = "Ishallen\n 1 1 1 1 1 1 1 1 1 1 1 1 12 10 2\n\n"
    found = {figure.label for figure in figures_of(document(PROSE + header + unclear + clear + PROSE))}
    assert "Ishallen" in found
    assert "Simhallen" not in found


def test_noughts_and_one_number_are_no_months_without_their_sum() -> None:
    header = "Belopp i tkr jan feb mar apr maj jun jul aug sep okt nov dec Utfall Budget Avvikelse\n\n"
    rows = "Simhallen 0 0 0 0 0 0 0 0 0 0 0 7 0 7\nIshallen 1 1 1 1 1 1 1 1 1 1 1 1 12 10 2\n\n"
    found = {figure.label for figure in figures_of(document(PROSE + header + rows + PROSE))}
    assert "Simhallen" not in found
