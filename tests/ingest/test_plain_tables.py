"""Tables whose header no measure or period tells, titles over headers, rows that only their column's sizes decide."""

from __future__ import annotations

import pytest

from ingest.tables.door import find_tables

BEFORE = "Nämnden redovisar läget för året i tabellen nedan, och kommentarerna till den följer sedan i löpande text.\n\n"
AFTER = "\n\nKommentarerna ovan gäller hela året och alla verksamheter, också dem som har redovisats tidigare."
Rows = dict[str, dict[str, str]]


def read(table: str) -> Rows:
    """The rows of a printed table: each label with its values by the names of their columns."""
    found: Rows = {}
    for one in find_tables(BEFORE + table + AFTER):
        for row in one.rows:
            told = {one.columns[cell.column].header: str(cell.value) for cell in row.cells if one.columns[cell.column].header}
            if told:
                found[row.label] = told
    return found


def test_words_with_capitals_head_the_columns() -> None:
    table = "Läget den 9 maj Behov Klara Saknas\nHemtjänst 142 98 44\nFunktionsstöd 87 80 7\nBoende 131 109 22"
    assert read(table)["Hemtjänst"] == {"Behov": "142", "Klara": "98", "Saknas": "44"}


def test_a_header_printed_a_word_a_line_goes_on_with_small_letters() -> None:
    table = "Skola\n\nAntal\nelever\n\nGrundbelopp\n(tkr)\n\nTjänster\n\nEkskolan 402 25 728 38,5\nBokskolan 118 7 316 12,4\nAlskolan 428 26 536 46,2"
    assert read(table)["Bokskolan"] == {"Antal elever": "118", "Grundbelopp (tkr)": "7316", "Tjänster": "12.4"}


def test_measures_stand_over_years() -> None:
    table = "Kvinnor Män Totalt\n2025 2024 2025 2024 2025 2024\nKontor 7,4 7,8 4,9 5,0 6,8 7,1\nVård 8,4 8,8 5,9 6,0 7,8 8,1"
    assert read(table)["Vård"]["Män 2024"] == "6.0"


def test_as_many_words_as_columns_do_not_head_them_where_the_first_heads_the_labels() -> None:
    assert read("Verksamhet Behov Klara\nHemtjänst 142 98 44\nFunktionsstöd 87 80 7\nBoende 131 109 22") == {}


def test_words_that_go_on_below_one_another_leave_the_table_as_text() -> None:
    assert read("Års- Års- Differens\nbudget utfall\nKS 996 992 4\nKN 412 418 -6\nBN 830 791 39") == {}
    assert read("Redovisat Beslutat Differens\nutfall budget\n\nKS 12 450 12 700 250\nKN 8 100 8 250 150\nBN 3 300 3 450 150") == {}


@pytest.mark.parametrize("title", ["Utfall jämfört med budget, tkr", "Prognos och utfall 2025", "Avvikelse per nämnd (mkr)"])
def test_a_title_is_no_column_of_the_header_below_it(title: str) -> None:
    table = f"{title}\nVerksamhet Budget Utfall Avvikelse\nLedning – 4 500 – 4 720 – 220\nHemtjänst – 61 000 – 63 450 – 2 450\nSkola – 12 000 – 11 900 100"
    assert read(table)["Ledning"] == {"Budget": "-4500", "Utfall": "-4720", "Avvikelse": "-220"}


def test_a_dash_between_numbers_is_a_missing_value_where_no_row_needs_it_as_a_minus() -> None:
    table = "Mått Mål 2024 Utfall 2024 Utfall 2023 Utfall 2022\nTrygga i skolan, andel (%) 95 93 - 92\nNöjda med maten, andel (%) 90 87 87 85"
    assert read(table)["Trygga i skolan, andel (%)"] == {"Mål 2024": "95", "Utfall 2024": "93", "Utfall 2022": "92"}


def test_the_sizes_of_columns_decide_between_readings() -> None:
    rows = [
        "Brunskolan 842 861 -3 412 -1 208",
        "Fagerskolan 402 395 -588 -340",
        "Sörskolan 297 301 105 -77",
        "Parkskolan 655 640 388 275",
    ]
    found = read("\n".join(["Skola Elever 2024 Elever 2023 Resultat 2024 Resultat 2023", *rows]))
    assert found["Brunskolan"] == {"Elever 2024": "842", "Elever 2023": "861", "Resultat 2024": "-3412", "Resultat 2023": "-1208"}
    assert found["Parkskolan"]["Elever 2023"] == "640"


def test_a_row_of_whole_groups_of_three_is_a_row_above_one_in_small_letters() -> None:
    table = "Område Budget 2025 Utfall 2025\nLedning 12 150 12 250\nOmsorg 325 110 331 200\nvarav hemtjänst 29 145 30 100\nKultur 14 390 15 010"
    assert read(table)["Omsorg"] == {"Budget 2025": "325110", "Utfall 2025": "331200"}


def test_the_number_of_a_stage_and_the_dash_of_an_age_are_the_labels_own() -> None:
    table = "Projekt Budget 2025 Utfall 2025 Avvikelse\nSkola 12 000 11 350 650\nEtapp 2 4 500 4 300 200\nBad 15 000 16 200 -1 200"
    assert read(table)["Etapp 2"]["Budget 2025"] == "4500"
    table = "Ålder 2024 2025\nUnder 30 år 6,3 6,1\n30-49 år 6,9 6,4\n50 år - 7,6 7,5"
    assert read(table)["50 år -"] == {"2024": "7.6", "2025": "7.5"}


def test_a_month_behind_each_measure_is_of_each() -> None:
    table = "Nämnd Utfall mars Budget mars Avvikelse mars Helårsbudget\nKS -61 200 -60 500 -700 -726 000\nKN -45 010 -44 800 -210 -537 600"
    assert read(table)["KS"]["Avvikelse mars"] == "-700"


def test_two_tables_of_other_counts_are_parted_at_words_between_them() -> None:
    table = (
        "Tjänst 2025 2026\nLunch 79 82\nFrukost 985 1 020\nGästmat 95 98\n\nAvgift per resa, kronor\nResa Vuxen\n2025\nVuxen\n2026\nBarn\n2026\n"
        "0–10 km 42 44 22\n11–20 km 60 62 31\n21–30 km 82 86 43"
    )
    found = read(table)
    assert found["Frukost"] == {"2025": "985", "2026": "1020"}
    assert found["11–20 km"] == {"Vuxen 2025": "60", "Vuxen 2026": "62", "Barn 2026": "31"}


def test_columns_without_a_heading_of_labels_are_all_columns() -> None:
    table = "Antal anställda\n\nKvinnor Män Totalt\nOmsorg 1 210 130 1 340\nSkola 980 245 1 225\nTeknik 45 110 155"
    assert read(table)["Skola"] == {"Kvinnor": "980", "Män": "245", "Totalt": "1225"}


def test_titles_set_apart_head_no_columns() -> None:
    assert read("Personal\n\nAntal anställda per förvaltning\n\nOmsorg 845 980\nSkola 612 655\nTeknik 101 119") == {}


def test_the_numbers_of_notes_and_the_years_of_loans_are_no_figures() -> None:
    table = "Not Utfall 2025 Budget 2025\nIntäkter 2 451 440\nKostnader 3 -945 -900\nAvskrivningar 4 -119 -117"
    assert read(table)["Kostnader"] == {"Utfall 2025": "-945", "Budget 2025": "-900"}
    table = "Långivare Belopp Ränta Förfall\nKommunlån 150 2,45 2027\nBanken 200 2,91 2028\nFonden 100 3,10 2029"
    assert read(table)["Banken"] == {"Belopp": "200", "Ränta": "2.91"}


def test_a_column_for_each_group_of_digits_where_else_all_rows_would_join_two() -> None:
    table = "Nämnd Årsbudget Utfall Förbrukat %\nKS 996 650 65\nKN 412 287 70\nBN 830 510 61"
    assert read(table)["KN"] == {"Årsbudget": "412", "Utfall": "287", "Förbrukat %": "70"}


def test_a_label_keeps_the_dash_of_an_open_age() -> None:
    assert "- 19 år" in read("Ålder 2024 2025\n- 19 år 9 512 9 433\n20-64 år 30 120 30 004\n65 år och äldre 12 870 13 010")


def test_a_row_with_a_wider_space_may_lack_a_cell_and_is_left() -> None:
    table = "Skola 2024 2025\nNorra skolan 210 215\nSödra skolan  23 100\nÖstra skolan 198 204\nVästra skolan 187 190"
    assert "Södra skolan" not in read(table)


def test_a_number_has_no_more_groups_than_billions_have() -> None:
    row = "Hamnen " + " ".join(["120"] * 12)
    assert all(len(value) < 14 for told in read(f"Namn Värde\n{row}\n{row}\n{row}").values() for value in told.values())


def test_an_amount_in_a_label_is_no_unit_of_its_row() -> None:
    table = "Projekt (tkr) Budget Utfall Avvikelse\nNy skola 32 000 -29 845 2 155\nÖvriga under 1 mkr 6 603 -5 143 1 460\nSumma 38 603 -34 988 3 615"
    (found,) = find_tables(BEFORE + table + AFTER)
    assert {row.unit for row in found.rows} == {""}


def test_a_balance_sheet_with_notes_and_a_cash_flow_below_it() -> None:
    table = (
        "Balansräkning\nBelopp i tkr Not 2024-12-31 2023-12-31\nTILLGÅNGAR\nMark och byggnader 9 612 375 583 640\nMaskiner 10 54 118 50 932\n"
        "Långa fordringar 11 148 260 146 905\nSumma tillgångar 814 753 781 477\n\nKassaflödesanalys\n(tkr) 2024\nÅrets resultat 29 622\n"
        "Avskrivningar 39 067\nKassaflöde från verksamheten 68 689"
    )
    found = read(table)
    assert found["Maskiner"] == {"2024-12-31": "54118", "2023-12-31": "50932"}
    assert found["Avskrivningar"] == {"2024": "39067"}


def test_a_number_that_does_not_count_on_as_a_note_leaves_its_row_as_text() -> None:
    table = "Tkr Not 2024 2023\nMark 9 612 375 583 640\nMaskiner 10 54 118 50 932\nLager 45 120 43 980\nKassa 11 71 306 58 442"
    found = read(table)
    assert found["Kassa"] == {"2024": "71306", "2023": "58442"}
    assert "Lager" not in found


def test_the_result_of_rows_with_notes_has_none_of_its_own() -> None:
    table = (
        "Tkr Not 2024 2023\nIntäkter 2 263 418 251 907\nKostnader 3 -268 254 -221 663\nStatsbidrag 4 81 775 62 480\n"
        "Verksamhetens resultat 76 939 92 724\nFinansiella poster 5 12 640 9 872"
    )
    found = read(table)
    assert found["Verksamhetens resultat"] == {"2024": "76939", "2023": "92724"}
    assert found["Finansiella poster"] == {"2024": "12640", "2023": "9872"}


def test_rows_of_large_amounts_are_series_among_those_decided() -> None:
    table = (
        "Verksamhet\nUtfall 2024 Budget 2025 Budget 2026 Plan 2027 Plan 2028\nNämnd 3 912 4 050 4 100 4 200 4 300\n"
        "Fritid 84 630 86 900 88 300 89 400 90 100\nFörskola 398 214 404 600 396 200 391 500 388 900\nMusik 4 217 4 100 4 500 4 000 4 600\n"
        "Skola 582 146 601 300 617 400 626 900 633 800"
    )
    found = read(table)
    assert found["Förskola"] == {
        "Utfall 2024": "398214", "Budget 2025": "404600", "Budget 2026": "396200", "Plan 2027": "391500", "Plan 2028": "388900",
    }  # fmt: skip
    assert found["Skola"]["Plan 2028"] == "633800"


def test_a_letter_or_a_number_with_a_hyphen_goes_with_its_word() -> None:
    table = "Alternativ A Alternativ B Alternativ C\nKapitalkostnad, tkr 3 020 5 190 7 190\nDriftkostnad, tkr 5 480 4 310 5 260\nLivslängd, år 15 35 40"
    assert read(table)["Driftkostnad, tkr"] == {"Alternativ A": "5480", "Alternativ B": "4310", "Alternativ C": "5260"}
    table = "Ålder Enstaka besök 10-kort Årskort\nBarn 45 1 390 1 890\nVuxen 125 1 080 2 890\nFamilj 320 2 760 5 490"
    assert read(table)["Vuxen"] == {"Enstaka besök": "125", "10-kort": "1080", "Årskort": "2890"}
    table = "Ålder Nuvarande Ny\nBarn i grupp 550 595\nVuxna i grupp 1 100 1 180\nVuxna enskilt 1 250 1 340"
    assert read(table)["Vuxna enskilt"] == {"Nuvarande": "1250", "Ny": "1340"}


def test_the_last_heading_is_of_the_words_behind_the_numbers() -> None:
    table = (
        "Kommun Kostnad,\nkr per invånare\nUtlån per\ninvånare\nÖppettimmar per vecka\nMeröppet\n"
        "Ekdala 612 5,9 43 Ja\nLunda 538 5,1 36 Nej\nAlmby 571 6,4 52 Ja"
    )
    assert read(table)["Lunda"] == {
        "Kostnad kr per invånare": "538", "Utlån per invånare": "5.1", "Öppettimmar per vecka": "36",
    }  # fmt: skip
    bare = "Kostnad Utlån Meröppet\nEkdala 612 5,9 43 Ja\nLunda 538 5,1 36 Nej\nAlmby 571 6,4 52 Ja"  # one heading too few
    assert all("Meröppet" not in row for row in read(bare).values())


def test_a_column_of_small_numbers_has_sizes_too() -> None:
    table = (
        "Område Antal 2025 Antal 2024 Förändring Omsättning 2025 (%) Omsättning 2024 (%)\nHemtjänst 386 371 15 13,4 15,2\n"
        "Boende 512 518 -6 9,1 10,7\nHälsovård 118 121 -3 16,9 12,6\nFunktionsstöd 344 339 5 8,3 8,0\nOmsorg 127 131 -4 14,2 19,5\n"
        "Stab 41 44 -3 11,0 6,8"
    )
    assert read(table)["Hälsovård"]["Omsättning 2025 (%)"] == "16.9"
    assert read(table)["Hemtjänst"]["Antal 2024"] == "371"


def test_two_years_of_one_thing_are_not_joined_to_one_number() -> None:
    rows = "Hemtjänst 386 371 15\nBoende 512 518 -6\nHälsovård 118 121 -3\nFunktionsstöd 344 339 5\nOmsorg 127 131 -4"
    for header in ("Område Antal 2025 Antal 2024 Förändring", "Område Antal Förändring"):
        assert not any(len(value) > 4 for row in read(f"{header}\n{rows}").values() for value in row.values())


def test_a_table_ends_where_a_numbered_heading_stands() -> None:
    text = (
        "2.3 Prognoser\nTillfälle Prognos helår (tkr) Avvikelse\nApril -9 500 5 190\nAugusti -7 800 3 490\nOktober -5 000 690\n"
        "2.4 Bidrag\nBidrag, tkr Beviljat Använt Återbetalas\nLyftet 9 640 8 915 725\nBonus 1 250 1 140 110\nTimmar 11 930 11 930\n"
    )
    values = {value for row in read(text).values() for value in row.values()}
    assert values.isdisjoint({"8915725", "1140110", "930", "11"})


def test_each_word_of_a_line_heads_a_column() -> None:
    table = "Nyckeltal 2025 2024 2023 Riket\nTrygga i hemmet, andel (%) 87 85 86 84\nBemötande, andel (%) 96 95 97 95\nMat, andel (%) 70 72 74 71"
    assert read(table)["Bemötande, andel (%)"] == {"2025": "96", "2024": "95", "2023": "97", "Riket": "95"}
    table = "Indikator Målvärde 2024 2023\nSamtal med patienten 98 79 74\nSmärtskattning 95 71 58\nMunhälsa 90 83 85"
    assert read(table)["Smärtskattning"] == {"Målvärde": "95", "2024": "71", "2023": "58"}


def test_a_year_stands_under_each_word() -> None:
    table = (
        "Nyckeltal (id) Mål Utfall Utfall Riket\n2025 2025 2024 2025\nTrygghet hemtjänst, helhetssyn,\nandel (%) 88 84 86 87\n"
        "Bemötande 80 76 79 78\nMåltider 75 71 70 72"
    )
    assert read(table)["Trygghet hemtjänst, helhetssyn, andel (%)"] == {
        "Mål 2025": "88",
        "Utfall 2025": "84",
        "Utfall 2024": "86",
        "Riket 2025": "87",
    }


def test_a_word_comes_back_only_under_the_next_year() -> None:
    table = "Personal 31 december 2024 2023\nKvinnor Män Totalt Totalt\nTillsvidare 942 241 1 183 1 196\nVisstid 78 26 104 116\nMedelålder, år 46,8 47,9 47,0 46,7"
    assert read(table)["Medelålder, år"] == {
        "Kvinnor 2024": "46.8",
        "Män 2024": "47.9",
        "Totalt 2024": "47.0",
        "Totalt 2023": "46.7",
    }
    unsure = "Personal 2024 2023\nKvinnor Män Barn\nTillsvidare 942 241 183\nVisstid 78 26 104\nVikarier 46 47 40"
    assert not any("2024" in name for name in read(unsure).get("Visstid", {}))


def test_the_first_lines_of_a_label_are_no_header() -> None:
    table = (
        "Finansiella mål Målvärde Utfall 2024 Utfall 2023 Uppfyllt\nResultatet ska vara minst två procent\nav skatter och bidrag 2,0 % 3,1 % 2,4 % Ja\n"
        "Soliditeten ska\nöka 23,5 % 24,6 % 22,2 % Ja\nInvesteringar ska betalas\nutan lån 95 % 97,3 % 88,7 % Nej"
    )
    assert read(table)["Resultatet ska vara minst två procent av skatter och bidrag"] == {
        "Målvärde": "2.0",
        "Utfall 2024": "3.1",
        "Utfall 2023": "2.4",
    }


def test_headings_of_groups_may_stand_between_a_header_and_its_rows() -> None:
    table = "Insats Kvinnor Män Totalt kv 3 Totalt kv 2\nSoL\nBoende 9 5 14 15\nKontaktperson 3 6 9 8\nLSS\nBostad för\nvuxna 2 6 8 6\nLedsagare 7 4 11 10"
    assert read(table)["Bostad för vuxna"] == {"Kvinnor": "2", "Män": "6", "Totalt kv 3": "8", "Totalt kv 2": "6"}
    table = "Antal beslut\nKv 3 2025 Kv 2 2025 Kv 3 2024\nSoL\nBoende 8 11 16\nDagverksamhet 2 1 0\nLSS\nBoendestöd 3 3 5"
    assert read(table)["Dagverksamhet"] == {"Kv 3 2025": "2", "Kv 2 2025": "1", "Kv 3 2024": "0"}
    table = "Beslut Antal kv 3 varav kvinnor varav män Längsta väntan\n(dagar) Antal kv 2\nSoL\nBoende 7 5 2 164 4\nVäxelvård 1 0 1 98 1\nKontakt 3 2 1 241 3"
    assert read(table)["Kontakt"]["Längsta väntan (dagar)"] == "241"


def test_numbers_of_rows_and_words_after_them_head_no_figures() -> None:
    table = "Nr Kontrollmoment Stickprov Fel Bedömning\n1 Attest av fakturor 60 2 Godkänd\n2 Loggar i journalen 120 0 Godkänd\n3 Aktuell plan (högst\n6 månader) 80 23 Brist"
    assert read(table)["2 Loggar i journalen"] == {"Stickprov": "120", "Fel": "0"}


def test_the_year_of_a_month_is_the_labels() -> None:
    table = "Stickprov Granskade Utan anmärkning Andel\nApril 2023 120 97 81 %\nOktober 2023 130 108 83 %\nApril 2024 135 116 86 %"
    assert read(table)["Oktober 2023"] == {"Granskade": "130", "Utan anmärkning": "108", "Andel": "83"}
    (found,) = [one for one in find_tables(BEFORE + table + AFTER) if one.rows]
    assert found.unit == ""  # the header is no caption that says what all numbers are


MONTHS = "jan feb mars april maj juni juli aug sept okt nov dec"


def test_even_months_add_up_to_the_year_behind_them() -> None:
    table = (
        f"Utförda timmar per distrikt 2025\nDistrikt {MONTHS} Helår\n"
        "Norra 9 812 8 940 9 655 9 410 9 730 9 288 8 874 9 016 9 347 9 720 9 581 9 903 113 276\n"
        "Södra 11 240 10 315 11 082 10 876 11 190 10 644 10 120 10 287 10 733 11 021 10 894 11 305 129 707\n"
        "Antal kunder 1 288 1 291 1 302 1 299 1 310 1 304 1 297 1 306 1 315 1 321 1 318 1 325\n"
        "varav nya 742 741 748 744 751 746 743 747 752 756 754 757"
    )
    found = read(table)
    assert found["Södra"]["Helår"] == "129707"
    assert found["Södra"]["juni"] == "10644"
    assert found["Antal kunder"] == dict(
        zip(
            MONTHS.split(),
            ["1288", "1291", "1302", "1299", "1310", "1304", "1297", "1306", "1315", "1321", "1318", "1325"],
            strict=True,
        )
    )
    assert found["varav nya"]["dec"] == "757"
    (one,) = [one for one in find_tables(BEFORE + table + AFTER) if one.rows]
    assert one.columns[0].period.text == "2025-01"  # of the year that the heading names
    assert one.columns[12].period.text == "2025"


def test_large_numbers_that_add_up_in_few_readings_tell_the_columns() -> None:
    table = (
        "Bidrag, tkr Beviljat Använt Återbetalas\nÄldreomsorg 9 640 8 915 725\nSjuksköterskor 4 380 4 380\nBonus 1 250 1 140 110\n"
        "Vård (via Region\nNorr) 5 120 5 120\nMinska andelen vikarier 11 930 11 930\nSumma 32 320 31 485 835"
    )
    found = read(table)
    assert found["Bonus"] == {"Beviljat": "1250", "Använt": "1140", "Återbetalas": "110"}
    assert found["Vård (via Region Norr)"] == {"Beviljat": "5120", "Använt": "5120"}
    (one,) = [one for one in find_tables(BEFORE + table + AFTER) if one.rows]
    assert one.unit == "tkr"


def test_words_that_may_head_columns_are_no_label_where_rows_would_join() -> None:
    assert read("Område Kvinnor Män Totalt\nNorr 1 100 101\nSyd 2 200 202") in (
        {},
        {
            "Norr": {"Kvinnor": "1", "Män": "100", "Totalt": "101"},
            "Syd": {"Kvinnor": "2", "Män": "200", "Totalt": "202"},
        },
    )


def test_a_unit_stands_under_each_word() -> None:
    table = (
        "Boendeform Högsta belopp Högsta uttag Kvitto krävs\ni värdeskåp, kr per gång, kr över, kr\nBostad med särskild\nservice 1 500 1 000 25\n"
        "Äldreboende 1 000 600 25\nBoendestöd 0 400 0\nKorttidsboende 500 300 50\nDaglig verksamhet 300 – 50"
    )
    assert read(table)["Korttidsboende"]["Högsta uttag per gång, kr"] == "300"
    table = "Alternativ Kostnad Nattid Personal\n(mnkr) (% av tid) (antal)\nEgen regi 41,2 34 9\nUpphandling 37,5 29 9\nKundval 43,9 41 12"
    assert read(table)["Kundval"] == {"Kostnad (mnkr)": "43.9", "Nattid (% av tid)": "41", "Personal (antal)": "12"}


def test_a_trend_may_stand_behind_the_numbers() -> None:
    table = (
        "Indikator Mål 2024 Utfall 2024 Utfall 2023 Trend\nAndel elever i årskurs nio som är behöriga till yrkesprogram 86,0 79,4 82,1 ↓ Ej uppfyllt\n"
        "Andel brukare som är\nganska nöjda 90 92 89 ↑ Uppfyllt\nAndel ekologiska livsmedel 30 27,5 24,8 ↑"
    )
    found = read(table)
    assert found["Andel brukare som är ganska nöjda"] == {"Mål 2024": "90", "Utfall 2024": "92", "Utfall 2023": "89"}
    assert found["Andel ekologiska livsmedel"]["Utfall 2023"] == "24.8"
    assert len(found) == 3


def test_a_row_named_by_its_year_keeps_it_out_of_its_numbers() -> None:
    table = "År Antal ärenden Beviljade Avslag\n2022 412 388 24\n2023 398 371 27\n2024 431 402 29"
    assert read(table)["2023"] == {"Antal ärenden": "398", "Beviljade": "371", "Avslag": "27"}
    table = "År Budget Utfall Avvikelse\n2022 412 388 24\n2023 398 371 27\n2024 431 402 29"
    assert read(table)["2024"] == {"Budget": "431", "Utfall": "402", "Avvikelse": "29"}
    table = "Antal ärenden Beviljade Avslag\n2022 412 388 24\n2023 398 371 27\n2024 431 402 29"
    assert all("412388" not in row.values() and "2022" not in row.values() for row in read(table).values())


def test_alternatives_head_columns() -> None:
    table = "Kostnad, tkr Alternativ 1 Alternativ 2 Alternativ 3\nPersonal 1 200 1 450 900\nLokaler 300 300 250\nTeknik 150 80 420\nSumma 1 650 1 830 1 570"
    assert read(table)["Summa"] == {"Alternativ 1": "1650", "Alternativ 2": "1830", "Alternativ 3": "1570"}
    table = "Alternativ A B C\nInvestering, mnkr 12,5 18,0 24,5\nDriftkostnad, mnkr per år 1,2 0,9 0,7\nPlatser 40 60 80"
    assert read(table)["Platser"] == {"Alternativ A": "40", "Alternativ B": "60", "Alternativ C": "80"}


def test_years_stand_under_levels_and_a_word_under_the_last_column() -> None:
    table = (
        "Projekt (tkr) Budget Utfall Avvikelse Föreslås\n2024 2024 ombudgeteras\nInventarier 6 000 -4 870 1 130 1 130\nLarm 1 800 -1 655 145 100\n"
        "System 1 200 -640 560 500\nSkyltar 2 300 -2 248 52 50\nSumma 11 300 -9 413 1 887 1 780"
    )
    assert read(table)["System"] == {
        "Budget 2024": "1200",
        "Utfall 2024": "-640",
        "Avvikelse": "560",
        "Föreslås ombudgeteras": "500",
    }


def test_a_header_of_two_lines_that_cannot_be_joined_leaves_its_table_as_text() -> None:
    text = (
        "2.1 Investeringar\nTabell 2. Investeringsredovisning (tkr)\nTotal- Budget Utfall Avvikelse Överförs\n"
        "budget 2025 2025 2025 till\nGator\nAsfalt 12 000 12 000 11 874 126 0\nStora vägen 9 400 6 100 2 345 3 755 3 755\n"
        "Lekplatser 2 000 2 000 2 118 -118 0\nHus\nTak 7 500 7 500 7 112 388 0\n"
    )
    (table,) = find_tables(text)
    assert (table.rows, table.undecided) == ((), 4)


@pytest.mark.parametrize("over", ["Antal vid årets slut om inget annat anges", "Antal vid årets slut"])
def test_a_long_phrase_before_bare_years_heads_the_labels(over: str) -> None:
    table = f"{over} 2023 2024 2025 Budget 2025\n\nKolonilotter 61 63 66 70\nBåtplatser 41 42 39 45\nGäster hela året 1 240 1 315 1 406 1 400"
    told = read(table)
    assert told["Båtplatser"] == {"2023": "41", "2024": "42", "2025": "39", "Budget 2025": "45"}
    assert find_tables(BEFORE + table + AFTER)[0].unit == "antal"
