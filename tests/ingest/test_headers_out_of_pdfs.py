"""Headers as they come out of a PDF's text: a word a line, a title over them, short years, what stands behind the amounts."""

from __future__ import annotations

from ingest.tables.door import find_tables
from ingest.tables.periods import find_period
from tests.ingest.test_plain_tables import AFTER, BEFORE, read


def test_two_digits_behind_a_measure_are_its_year() -> None:
    rows = "Avgifter 62 410 57 930 53 200\nBidrag 13 260 12 940 14 100\nHyror 8 400 7 910 6 700"
    for utfall, fjol, budget in (("Utfall 24", "Utfall 23", "Budget 24"), ("Utfall –24", "Utfall –23", "Budget –24")):
        (table,) = find_tables(f"{BEFORE}Belopp i tkr {utfall} {fjol} {budget}\n{rows}{AFTER}")
        told = [(column.measure, column.period.text) for column in table.columns]
        assert told == [("utfall", "2024"), ("utfall", "2023"), ("budget", "2024")]
    assert not find_period("Prognos 2").known  # the second forecast of a year
    assert not find_period("Kvar av budget 25 miljoner").known  # words, and no header


def test_a_line_that_states_the_unit_ends_the_title() -> None:
    rows = "Almgården KS 48 000 92 000 24 000 164 000\nSkolköket KS 30 500 8 000 - 38 500\nHallen KFN 3 200 - - 3 200\nSUMMA 81 700 100 000 24 000 205 700"
    table = f"Investeringsbudget\nBelopp i tkr \nObjekt Nämnd 2026 2027 2028 Totalt\n{rows}"
    assert read(table)["Skolköket KS"] == {"2026": "30500", "2027": "8000", "Totalt": "38500"}
    stacked = "Resultatbudget\nTkr Bokslut \n2024 \nBudget \n2025 \nPlan \n2026\nNettokostnader -787 780 -815 800 -865 277\nSkatter 642 310 674 900 714 600\nBidrag 160 400 169 777 154 010\nRäntor 12 800 14 900 15 300\nÅrets resultat 27 730 43 777 18 633"
    assert read(stacked)["Skatter"]["Bokslut 2024"] == "642310"


def test_the_year_when_a_thing_is_done_is_no_amount() -> None:
    head = "Projekt, tkr Utfall \njan–aug \nÅrsbudget Prognos Avvikelse \nhelår \nFärdigt\n"
    rows = "Alskolan, ombyggnad 21 340 38 000 36 500 1 500 kv 4 2025\nBadhuset 1 180 34 500 4 200 30 300 2027\nGator 6 270 14 000 14 000 0 löpande"
    found = read(f"{head}{rows}")
    assert found["Badhuset"] == {"Utfall jan–aug": "1180", "Årsbudget": "34500", "Prognos": "4200", "Avvikelse helår": "30300"}
    assert found["Alskolan, ombyggnad"]["Avvikelse helår"] == "1500"  # a row, and no line of the header
    assert found["Gator"]["Prognos"] == "14000"


def test_changes_lead_from_one_years_amount_to_the_nexts() -> None:
    head = "Nämnd Ram 2025 Pris- och \nlöne- \nuppräkning \nEffektivi- \nsering \nVolym Politiska \nsatsningar \nRam 2026\n"
    rows = "Revision 5 420 141 -65 - - 5 496\nStyrelsen 168 900 4 391 -2 027 - 2 500 173 764\nSkolnämnden 742 300 19 300 -8 908 -6 400 4 000 750 292"
    found = read(head + rows)
    assert found["Skolnämnden"]["Effektivisering"] == "-8908"
    assert found["Styrelsen"] == {
        "Ram 2025": "168900", "Pris- och löneuppräkning": "4391", "Effektivisering": "-2027", "Politiska satsningar": "2500", "Ram 2026": "173764",
    }  # fmt: skip


def test_parts_come_to_the_first_of_the_years_behind_them() -> None:
    head = "Avvikelsetyp Äldre- \nomsorg \nFunktions- \nstöd \nHemsjuk- \nvård \n2025 \n2024\n"
    rows = (
        "Fall 1 284 96 211 1 591 1 502\nLäkemedel 613 171 305 1 089 940\nBemötande 52 29 7 88 73\nSumma 1 949 296 523 2 768 2 515"
    )
    assert read(head + rows)["Fall"] == {
        "Äldreomsorg": "1284", "Funktionsstöd": "96", "Hemsjukvård": "211", "2025": "1591", "2024": "1502",
    }  # fmt: skip
    (table,) = find_tables(BEFORE + head + rows + AFTER)
    assert all(cell.identity == "delarna summerar till årets" for cell in table.rows[0].cells[:4])


def test_years_under_months_are_the_rows() -> None:
    months = "Jan Feb Mar Apr Maj Jun"
    table = f"Sjukfrånvaro per månad, procent\n{months}\n2024 7,9 8,6 7,8 6,9 6,4 5,2\n2023 8,8 8,9 8,1 7,0 6,6 5,4"
    assert read(table)["2023"]["Jan"] == "8.8"


def test_both_sexes_have_columns_and_a_day_has_none() -> None:
    rows = "Tillsvidare 641 153 794 812 −18\nVisstid 74 39 113 131 −18\nSumma 715 192 907 943 −36"
    found = read(f"Per den 31 december Kvinnor Män Totalt 2025 Totalt 2024 Förändring\n{rows}")["Tillsvidare"]
    assert found == {"Kvinnor": "641", "Män": "153", "Totalt 2025": "794", "Totalt 2024": "812", "Förändring": "-18"}


def test_times_stand_over_measures_that_tell_them_apart() -> None:
    head = "Tkr\nAck. feb Helår 2026 \nVerksamhetsområde Utfall Budget Diff Prognos Budget Diff \n"
    rows = "Stab -4 388 -5 010 622 -29 600 -30 100 500\nVård -6 912 -6 550 -362 -40 300 -39 300 -1 000\nBarn -31 204 -28 460 -2 744 -179 200 -171 000 -8 200"
    (table,) = find_tables(BEFORE + head + rows + AFTER)
    told = {(column.measure, column.period.text) for column in table.columns}
    assert ("avvikelse", "2026") in told
    assert [str(cell.value) for cell in table.rows[0].cells] == ["-4388", "-5010", "622", "-29600", "-30100", "500"]
    assert find_period("Ack. feb", 2026).text == "jan–feb 2026"


def test_another_table_begins_after_a_total_or_with_its_number() -> None:
    first = "Typ Boende Hemtjänst Totalt 2025 Totalt 2024\nFall 142 88 230 211\nSvinn 18 26 44 33\nSumma 160 114 274 244\n\n"
    second = "Tabell 2. Fall per boende\n\nBoende Platser Fall Frakturer\nAlgården 48 61 4\nBogården 60 81 7"
    assert read(first + second)["Algården"] == {"Platser": "48", "Fall": "61", "Frakturer": "4"}
    stacked = "Enkät, andel positiva (%)\nSkola åk 5 trygg \ni skolan \nåk 5 studiero \nEkskolan 86 64\nAlskolan 91 70"
    assert "Ekskolan" not in read(first + stacked)  # words of no known header: text, and not the numbers of the table above


def test_a_line_of_headings_right_above_the_rows_is_their_header() -> None:
    table = "Redovisade beslut, januari 2026\nOmråde Antal Varav avslag\nBistånd 412 57\nBarn och unga 96 4\nLSS 29 6"
    assert read(table)["Bistånd"] == {"Antal": "412", "Varav avslag": "57"}


def test_the_arithmetic_tells_a_column_more() -> None:
    head = "Projekt Budget 2025 Utfall 2025 Kvar Begärs överfört\n"
    rows = "Inventarier 3 200 2 874 326 0\nDatorer 2 500 2 411 89 0\nGårdar 1 400 318 1 082 1 082\nSumma 7 100 5 603 1 497 1 082"
    found = read(head + rows)["Inventarier"]
    assert found == {"Budget 2025": "3200", "Utfall 2025": "2874", "Kvar": "326", "Begärs överfört": "0"}


def test_a_unit_and_a_word_after_a_link_go_on_with_their_column() -> None:
    head = "Skola Elever, \n15 okt \nKostnad per \nelev, kr \nBudget \ntkr \nUtfall \ntkr \nResultat \ntkr\n"
    rows = "Ekskolan 412 89 757 36 450 36 980 -530\nAlskolan 286 87 657 25 310 25 070 240\nBjörkskolan 118 97 288 10 940 11 480 -540\nSjöskolan 374 87 941 33 120 32 890 230\nVikskolan 58 114 483 6 710 6 640 70"
    assert read(head + rows)["Alskolan"]["Kostnad per elev kr"] == "87657"
    assert (
        read(
            "(tkr) Total projekt- \nbudget \nUtfall \n2024 \nBudget \n2024\nBron 64 000 21 870 22 500\nGatan 38 500 7 410 8 800\nTorget 12 000 2 940 6 000"
        )["Gatan"]["Total projektbudget"]
        == "38500"
    )


def test_a_row_alone_with_numbers_that_may_join_is_text() -> None:
    assert read("Verksamhet 2023 2024 2025\nBibliotek 20 48 100\nKonsthall\nBadhus") == {}
    assert read("Verksamhet 2023 2024 2025\nBibliotek 227 114 -114\nKonsthall\nBadhus") == {}
