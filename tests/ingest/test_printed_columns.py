"""Headers of two uneven lines, measures over years, rows in kronor among counts: tables printed as text, read or left."""

from __future__ import annotations

from ingest.tables.door import find_tables
from tests.ingest.test_plain_tables import AFTER, BEFORE, read


def test_a_word_broken_off_goes_on_below_and_a_time_below_the_last_column() -> None:
    table = (
        "Total- Budget Utfall Avvikelse Överförs\nbudget 2025 2025 till 2026\nGator\nAsfalt 12 000 12 000 11 874 126 0\n"
        "Gångväg längs\nStora vägen 9 400 6 100 2 345 3 755 3 755\nLekplatser 2 000 2 000 2 118 -118 0\nTak 7 500 7 500 7 112 388 0"
    )
    assert read(table)["Gångväg längs Stora vägen"] == {
        "Totalbudget": "9400",
        "Budget 2025": "6100",
        "Utfall 2025": "2345",
        "Avvikelse": "3755",
        "Överförs till 2026": "3755",
    }


def test_forecasts_made_in_months_are_deviations_where_the_caption_says_so() -> None:
    table = (
        "Tabell 4. Prognostiserad avvikelse mot budget, tkr\nPrognos Prognos Prognos Bokslut\nper mars per augusti per oktober 2025\n"
        "Gator -400 -900 -1 250 -1 462\nFastigheter 0 -1 000 -1 600 -1 725\nMåltider 0 600 900 1 218\nSumma -400 -1 300 -1 950 -1 969"
    )
    (found,) = find_tables(BEFORE + table + AFTER)
    assert [column.header for column in found.columns][1:] == ["Prognos per augusti", "Prognos per oktober", "Bokslut 2025"]
    assert {column.measure for column in found.columns} == {"avvikelse"}
    assert read(table)["Fastigheter"]["Prognos per augusti"] == "-1000"


def test_levels_under_a_caption_of_deviations_stay_levels() -> None:
    table = (
        "Avvikelse per nämnd (mkr)\nVerksamhet Prognos Bokslut\nLedning 4 500 4 720\nHemtjänst 61 000 63 450\nSkola 12 000 11 900"
    )
    (found,) = find_tables(BEFORE + table + AFTER)
    assert [column.measure for column in found.columns] == ["prognos", "bokslut"]


_MEASURES = "Kvartal Hushåll 2024 Hushåll 2025 Utbetalt 2024 Utbetalt 2025\n"


def test_numbers_of_one_measure_are_of_like_size() -> None:
    table = _MEASURES + "Kvartal 1 412 388 12 640 11 905\nKvartal 2 405 371 12 315 11 240\nKvartal 3 398 352 11 870 10 415"
    assert read(table)["Kvartal 2"] == {
        "Hushåll 2024": "405",
        "Hushåll 2025": "371",
        "Utbetalt 2024": "12315",
        "Utbetalt 2025": "11240",
    }


def test_a_row_that_may_lack_a_number_of_a_measure_is_left() -> None:
    rows = "Kvartal 1 412 388 12 640 11 905\nKvartal 2 405 371 12 315 11 240\nKvartal 3 398 352 11 870 10 415\n"
    assert "Kvartal 4" not in read(_MEASURES + rows + "Kvartal 4 391 11 695 9 715")
    assert read(_MEASURES + "Kvartal 1 412 388 12 640 11 905\nKvartal 2 405 371 12 315 11 240") == {}


def test_a_row_in_kronor_among_counts_joins_its_groups_evenly() -> None:
    counts = "2025 2024 2023\nAntal platser 1 214 1 198 1 206\nBeläggning, procent 97,1 95,8 94,2\nVäntetid, dagar 49 58 71\n"
    assert (
        read(counts + "Kostnad per plats och\når, kr 786 771 769 094 731 420")["Kostnad per plats och år, kr"]["2024"] == "769094"
    )
    assert "Besök" not in read(counts + "Besök 786 771 769 094 731 420")


def test_two_times_stand_over_measures_that_come_back() -> None:
    rows = "Skola 8 300 8 000 -300 12 450 12 000 -450\nVård 15 500 16 000 500 23 100 24 000 900\nPark 2 700 2 600 -100 4 120 4 000 -120"
    measures = "Verksamhet Utfall Budget Avvikelse Prognos Budget Avvikelse\n"
    found = read(f"Period Helår\n{measures}{rows}")["Skola"]
    assert (found["Budget Period"], found["Budget Helår"]) == ("8000", "12000")
    found = read(f"jan-aug 2025 Helår 2025\n{measures}{rows}")["Vård"]
    assert (found["Avvikelse jan-aug 2025"], found["Avvikelse Helår 2025"]) == ("500", "900")


def test_a_first_word_that_may_head_the_labels_is_a_column_only_where_the_numbers_add_up() -> None:
    rows = "0–10 km 23 1 456\n10–20 km 87 2 512\n20–30 km 41 3 318"
    assert read(f"Avstånd Antal elever Kostnad\n{rows}") == {}


def test_a_year_by_itself_before_columns_with_words_has_the_last_word_of_the_labels() -> None:
    table = "Förening Sökt 2026 Beviljat 2026 Beviljat 2025\nSolen 950 900 870\nNorr 120 95 95\nBrunnen 640 525 500\nSumma 1 710 1 520 1 465"
    assert read(table)["Brunnen"] == {"Sökt 2026": "640", "Beviljat 2026": "525", "Beviljat 2025": "500"}


def test_a_minus_may_stand_behind_its_number_but_not_behind_an_age() -> None:
    table = "Verksamhet Budget 2025 Utfall 2025 Avvikelse\nSkola 12 000 12 450 450-\nVård 24 000 23 100 900\nPark 4 000 4 120 120-"
    assert read(table)["Skola"]["Avvikelse"] == "-450"
    assert read("Ålder 2024 2025\n65- 312 298\n80- 112 128\n90- 31 33")["80-"] == {"2024": "112", "2025": "128"}
