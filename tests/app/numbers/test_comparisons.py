"""Figures held against each other: years, sources, the most and least, sums of months, a board's own total."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.numbers.comparisons import whole_of
from app.numbers.figure_telling import sentences
from app.numbers.number_words import Extreme, Measure, wanted
from app.numbers.ranking import Placed, rank
from app.numbers.verdict import Verdict
from tests.app.numbers.test_ranking import PAPER, ask, figure, month, read, units_table, year


def _row(label: str, *cells: tuple[str, str, int], row: int, unit: str = "tkr", **more: object) -> list[Placed]:
    made = [
        figure(label, value, measure, year(of_year), quote_start=row, start=row + at, unit=unit, **more)
        for at, (measure, value, of_year) in enumerate(cells)
    ]
    return [Placed(one, "", PAPER, 0.5) for one in made]


def test_two_years_of_a_row_tell_the_change_in_percent_too() -> None:
    placed = _row("Antal hembesök", ("utfall", "120", 2025), ("utfall", "100", 2024), row=0, unit="antal")
    answer = ask("Hur många procent ökade hembesöken mellan 2024 och 2025?", placed)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["120 − 100 = 20", "(120 − 100) / 100 = 20,0 %"]
    (told,) = sentences(answer)
    assert "ökade med 20 eller 20,0 %, från 100 2024 [2] till 120 2025 [1]" in told


def test_years_of_papers_that_print_costs_otherwise_are_not_subtracted() -> None:
    placed = [*_row("Hemtjänst", ("budget", "100", 2024), row=0), *_row("Hemtjänst", ("budget", "-110", 2025), row=50)]
    answer = ask("Hur mycket ökade budgeten för hemtjänst från 2024 till 2025?", placed)
    assert answer is None or answer.derived == ()


def test_a_bound_is_no_side_of_a_comparison() -> None:
    assert not wanted(read("Hur hög var frånvaron (60 dagar eller mer) 2025?")[0]).compares
    assert wanted(read("Är kostnaden högre i hemtjänsten eller i skolan 2025?")[0]).compares


def test_a_deviation_that_changes_its_sign_between_two_years_is_subtracted() -> None:
    placed = [
        *_row("Färdtjänst", ("avvikelse", "-8", 2025), ("avvikelse", "49", 2024), row=0),
        *_row("Bilar färdtjänst", ("avvikelse", "3", 2025), row=50),
    ]
    answer = ask("Hur mycket försämrades avvikelsen mot budget för färdtjänst mellan 2024 och 2025?", placed)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["−8 − 49 = −57"]


def test_the_row_that_has_last_year_too_is_held_against_it() -> None:
    placed = [
        *_row("Hamnen, resultat", ("utfall", "22", 2026), row=0),
        *_row("Hamnens resultat", ("utfall", "22", 2026), ("utfall", "8", 2025), row=50),
    ]
    answer = ask("Hur mycket bättre blev hamnens resultat 2026 än samma period förra året?", placed)
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["22 − 8 = 14"]


def test_the_worst_of_a_table() -> None:
    placed = [
        one
        for at, (name, value) in enumerate((("Lunda", "-30"), ("Almby", "12"), ("Norrby", "-7"), ("Totalt", "-25")))
        for one in _row(f"Hemtjänst {name}" if name != "Totalt" else name, ("avvikelse", value, 2025), row=100 * at)
    ]
    answer = ask("Vilken hemtjänst gick sämst mot budget 2025?", placed)
    assert answer is not None
    assert (answer.figures[0].figure.label, answer.of_rows, answer.extremes) == ("Hemtjänst Lunda", 3, (Extreme.WORST,))


def test_the_months_asked_for_are_summed_with_their_formula() -> None:
    cells = [
        figure("Resultat", str(10 * at), "utfall", month(2025, at), group=("Hemtjänst Lunda",), start=at) for at in range(1, 7)
    ]
    answer = ask("Vad blev resultatet för hemtjänst Lunda januari till mars 2025?", [Placed(one, "", PAPER, 0.5) for one in cells])
    assert answer is not None
    assert [(one.value, one.formula) for one in answer.derived] == [(Decimal(60), "10 + 20 + 30 = 60")]


def test_a_board_s_own_total_is_the_largest_and_parts_are_not_told_for_it() -> None:
    placed = [
        *_row("Hemtjänst", ("avvikelse", "-30", 2025), row=0),
        *_row("Summa äldreomsorg", ("utfall", "-500", 2025), ("avvikelse", "-10", 2025), row=50),
        *_row("Summa nämnden", ("utfall", "-900", 2025), ("avvikelse", "5", 2025), row=100),
    ]
    answer = ask("Hur gick omsorgsnämnden mot budget 2025?", placed)
    assert answer is not None
    assert answer.figures[0].figure.value == Decimal(5)
    assert ask("Hur gick omsorgsnämnden mot budget 2025?", placed[:1]) is None


def test_a_cost_line_is_not_told_for_the_result_of_a_unit() -> None:
    only_costs = [one for one in units_table() if one.figure.label == "Kostnader"]
    assert ask("Gick hemtjänst Lunda plus eller minus mot budget 2025?", only_costs) is None


def test_several_units_where_the_whole_is_asked_for_are_a_choice() -> None:
    rows = [one for one in units_table() if one.figure.label == "Resultat"]
    answer = ask("Hur gick hemtjänst mot budget 2025?", rows)
    assert answer is not None
    assert answer.verdict is Verdict.AMBIGUOUS
    assert {one.figure.group for one in answer.figures} == {("Hemtjänst Almby",), ("Hemtjänst Lunda",)}


def test_two_papers_that_differ_are_both_told() -> None:
    draft = replace(PAPER, title="Utkast")
    (one,) = _row("Antal hembesök", ("utfall", "120", 2025), row=0, unit="antal")
    other = Placed(replace(one.figure, value=Decimal(130), document_id="e"), "", draft, 0.5)
    answer = ask("Stämmer siffran på hembesök 2025?", [one, other])
    assert answer is not None
    (told,) = sentences(answer)
    assert told.startswith("Nej, uppgifterna skiljer sig")
    assert "skillnaden är 10" in told


def test_rows_that_share_only_a_part_of_the_name_are_no_choice() -> None:
    rows = [*_row("Familjerätt", ("utfall", "30", 2025), row=0), *_row("Familjehem", ("utfall", "70", 2025), row=50)]
    assert ask("Hur mycket kostade familjerådgivning 2025?", rows) is None
    assert ask("Hur mycket kostade familjerådgivning 2025?", rows[:1]) is None
    assert ask("Hur mycket kostade familjerätten 2025?", rows) is not None


def _units(line: str = "Resultat") -> list[Placed]:
    names = (("Lunda", "-30"), ("Almby", "12"), ("Norrby", "-7"))
    return [
        Placed(figure(line, value, "avvikelse", year(2025), group=(f"Hemtjänst {name}",), quote_start=at, start=at), "", PAPER, 0.5)
        for at, (name, value) in enumerate(names)
    ]


def test_the_result_of_each_unit_is_no_sum_of_units_and_both_ends_may_be_asked_for() -> None:
    answer = ask("Vilken hemtjänst gick sämst mot budget 2025 och vilken gick bäst?", _units())
    assert answer is not None
    assert answer.extremes == (Extreme.WORST, Extreme.BEST)
    assert [one.figure.value for one in answer.figures] == [Decimal(-30), Decimal(12)]
    assert [told.split(":")[0] for told in sentences(answer)] == ["Sämst av 3 jämförda rader", "Bäst av 3 jämförda rader"]


def test_what_changed_most_is_told_by_no_single_column() -> None:
    placed = [one for at, value in enumerate(("9", "8", "7")) for one in _row(f"Frånvaro {at}", ("utfall", value, 2025), row=at)]
    assert ask("Vilken frånvaro minskade mest 2025?", placed) is None


def test_sides_that_do_not_stand_side_by_side_in_the_question_are_not_compared() -> None:
    placed = [
        *_row("Nya boenden, inventarier", ("utfall", "77", 2025), row=0),
        *_row("Funktionsstöd", ("utfall", "-220720", 2025), row=9),
    ]
    answer = ask("Hur mycket för inventarier till nya boenden i funktionsstöd tas med från 2025 till 2026?", placed)
    assert answer is None or answer.derived == ()


def test_a_rise_in_one_year_is_from_the_year_before_in_the_row() -> None:
    placed = _row("Säteriet, hyra", ("hyra", "8376", 2026), ("hyra", "8140", 2025), row=0, unit="kr")
    answer = ask("Hur mycket höjs hyran på Säteriet 2026?", placed)
    assert answer is not None
    assert [one.value for one in answer.derived] == [Decimal(236)]


def test_a_deficit_is_no_share_and_a_count_no_days() -> None:
    assert (
        ask("Hur stort blev underskottet i hemtjänst Lunda 2024?", _row("Hemtjänst Lunda", ("", "11.6", 2024), row=0, unit="%"))
        is None
    )
    days = _row("Väntetid till bidrag", ("utfall", "65", 2025), row=0, unit="dagar")
    assert ask("Hur mycket bidrag kostade väntetid 2025?", days) is None


def test_what_is_told_for_each_of_something_gives_way_to_the_whole() -> None:
    each = _row("Kostnad fritidshem, kr/barn", ("utfall", "42317", 2025), row=0, unit="kr")
    whole = _row("Fritidshem", ("utfall", "94015", 2025), row=9)
    answer = ask("Vad kostade fritidshem 2025?", [*each, *whole])
    assert answer is not None
    assert answer.figures[0].figure.value == Decimal(94015)


def _two_years(*rows: tuple[str, str, str]) -> list[Placed]:
    return [
        one
        for at, (label, later, earlier) in enumerate(rows)
        for one in _row(label, ("", later, 2025), ("", earlier, 2024), row=100 * at, unit="%")
    ]


SICK_LEAVE = [replace(one, heading="Sjukfrånvaro per avdelning", found=1.0) for one in _two_years(
    ("Kost", "9.1", "9.6"), ("Lokalvård", "8.8", "10.2"), ("Fastighet", "5.0", "4.4"), ("Totalt", "7.1", "9.9"),
)]  # fmt: skip


def test_the_row_that_changed_most_is_told_with_both_years() -> None:
    answer = ask("På vilken avdelning minskade sjukfrånvaron mest mellan 2024 och 2025?", SICK_LEAVE)
    assert answer is not None
    assert [one.figure.value for one in answer.figures] == [Decimal("8.8"), Decimal("10.2")]
    (told,) = sentences(answer)
    assert told.startswith("Mest av 3 jämförda rader: Lokalvård minskade med 1,4 procentenheter, från 10,2 % 2024 [2]")


def test_the_row_that_grew_most_is_another() -> None:
    answer = ask("Var ökade sjukfrånvaron mest 2025?", SICK_LEAVE)
    assert answer is not None
    assert answer.figures[0].figure.label == "Fastighet"


def test_no_row_is_told_where_none_grew_or_two_changed_alike() -> None:
    fell = _two_years(("Kost", "9.1", "9.6"), ("Lokalvård", "8.8", "10.2"), ("Fastighet", "4.0", "4.4"))
    alike = _two_years(("Kost", "9.1", "9.6"), ("Lokalvård", "8.8", "9.3"), ("Fastighet", "4.0", "4.1"))
    for placed, text in ((fell, "Var ökade sjukfrånvaron mest 2025?"), (alike, "Var minskade sjukfrånvaron mest 2025?")):
        assert ask(text, [replace(one, heading="Sjukfrånvaro") for one in placed]) is None


def test_a_side_is_the_row_that_is_called_so_and_no_other_that_shares_a_part_of_its_name() -> None:
    rows = [
        *_row("Köp av platser", ("avvikelse", "-53", 2025), row=0),
        *_row("Elevstöd", ("avvikelse", "-26", 2025), row=50),
        *_row("Lärarstöd", ("avvikelse", "-8", 2025), row=90),
    ]
    answer = ask("Hur mycket större är underskottet för köp av platser än för elevstöd 2025?", rows)
    assert answer is not None
    assert {one.figure.label for one in answer.figures} == {"Köp av platser", "Elevstöd"}


def test_sides_that_one_says_lie_behind_the_other_are_compared() -> None:
    rows = [*_row("Flickor", ("utfall", "230.1", 2025), row=0), *_row("Pojkar", ("utfall", "207.2", 2025), row=50)]
    answer = ask("Hur långt efter flickorna låg pojkarna i meritvärde 2025?", [replace(one, heading="Meritvärde") for one in rows])
    assert answer is not None
    assert [one.value for one in answer.derived] == [Decimal("22.9")]


def test_what_grew_fastest_of_two_is_held_against_the_other() -> None:
    rows = [
        *_row("Konsultkostnader", ("förändring", "15", 2026), row=0, unit="%"),
        *_row("Personalkostnader", ("förändring", "7", 2026), row=50, unit="%"),
    ]
    answer = ask(
        "Vad ökade snabbast 2026, konsultkostnaderna eller personalkostnaderna, och hur många procentenheter skilde det?", rows
    )
    assert answer is not None
    assert [one.formula for one in answer.derived] == ["15 − 7 = 8"]


def test_which_unit_asks_for_any_row() -> None:
    rows = (("Ungdomsverksamhet", "900", "910"), ("Bibliotek", "450", "480"), ("Konst", "587", "618"), ("Summa", "1937", "2008"))
    answer = ask("Vilken verksamhet fick mest neddraget 2025?", [replace(one, found=1.0) for one in _two_years(*rows)])
    assert answer is None or answer.figures[0].figure.label == "Konst"


def test_what_was_lost_most_between_two_years_is_no_highest_value() -> None:
    visits = [
        replace(one, found=1.0, heading="Besök per filial")
        for one in _two_years(("Brynäs", "117", "129"), ("Valbo", "590", "587"), ("Sätra", "88", "91"))
    ]
    answer = ask("Vilken filial tappade flest besök från 2024 till 2025?", visits)
    assert answer is not None
    assert answer.figures[0].figure.label == "Brynäs"
    assert ask("Vilken filial hade flest besök, från 2024 till 2025?", visits) is None


def _under(caption: str, rows: list[Placed]) -> list[Placed]:
    return [replace(one, found=1.0, figure=replace(one.figure, caption=caption)) for one in rows]


def test_the_gap_of_the_best_and_the_worst_is_told_where_it_is_asked_for() -> None:
    rows = _under("Enhet", [*_row("Almby", ("avvikelse", "12", 2025), row=0), *_row("Lunda", ("avvikelse", "-30", 2025), row=50),
                            *_row("Norrby", ("avvikelse", "-7", 2025), row=100)])  # fmt: skip
    answer = ask("Vilken enhet gick bäst och vilken gick sämst mot budget 2025, och hur mycket skiljer det?", rows)
    assert answer is not None
    assert [one.value for one in answer.derived] == [Decimal(42)]
    assert "Skillnaden är 42 tkr" in " ".join(sentences(answer))
    alone = ask("Vilken enhet gick bäst och vilken gick sämst mot budget 2025?", rows)
    assert alone is not None
    assert alone.derived == ()


def test_a_row_called_by_the_word_for_any_row_is_one_of_many() -> None:
    rows = _under("Verksamhet", [*_row("Övrig verksamhet", ("utfall", "900", 2025), row=0), *_row("Bibliotek", ("utfall", "2400", 2025), row=50),
                                 *_row("Simhallar", ("utfall", "700", 2025), row=100)])  # fmt: skip
    answer = ask("Vilken verksamhet kostade mest 2025?", rows)
    assert answer is not None
    assert (answer.figures[0].figure.label, answer.of_rows) == ("Bibliotek", 3)


def test_a_share_is_of_a_whole_that_counts_the_same() -> None:
    def share_of(text: str, unit: str, total: str) -> bool:
        rows = [
            *_row("Hemtjänst", ("utfall", "30", 2025), row=0, unit=unit),
            *_row(total, ("utfall", "120", 2025), row=50, unit=unit),
        ]
        ranked = rank(read(text)[0], read(text)[1], rows, Measure.OUTCOME)
        return whole_of(text, rows[0], ranked) is not None

    assert share_of("Hur stor andel av alla kostnader gick till hemtjänst?", "tkr", "Summa kostnader")
    assert share_of("Hur stor andel av alla pengar gick till hemtjänst?", "tkr", "Summa")
    assert not share_of("Hur stor andel av alla avvikelser kom från hemtjänst?", "tkr", "Summa")
    assert not share_of("Hur stor andel av alla anställda är i hemtjänst?", "antal", "Totalt antal årsarbetare")
    assert not share_of("Hur stor andel går till hemtjänst?", "tkr", "Summa")
