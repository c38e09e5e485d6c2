"""Lines, and those parted that an extractor ran together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import TextTable
from ingest.profile import load
from ingest.text.line_kinds import LineKind, read_lines
from ingest.text.lines import full_width, part_lines, split_lines
from tests.ingest.made_papers import lines_of

RUN_IN = load().run_in


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


def test_lines_know_the_blank_ones_around_them_and_their_offsets() -> None:
    text = "  Ärendet \n\nBadet öppnar.\nEntrén flyttas."
    lines = split_lines(text)
    assert [(line.text, line.after_blank, line.before_blank) for line in lines] == [
        ("Ärendet", True, True),
        ("Badet öppnar.", True, False),
        ("Entrén flyttas.", False, True),
    ]
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]


def test_breaks_count_as_blank_lines_and_tables_are_known() -> None:
    text = "Ett\nTvå\nEnhet 1 2\nBadet 3 4\nFem"
    table = TextTable(text.index("Enhet"), text.index("Fem") - 1, 0)
    lines = split_lines(text, [table], [text.index("Två")])
    assert [line.after_blank for line in lines] == [True, True, False, False, False]
    assert [line.in_table for line in lines] == [False, False, True, True, False]


def test_bullets_and_columns() -> None:
    found = {line.text: (line.bullet, line.columns) for line in split_lines("• ett\n1. två\na) tre\n2024 fyra\nAnna Ek     Bo Al")}
    assert found == {
        "• ett": (True, False),
        "1. två": (True, False),
        "a) tre": (True, False),
        "2024 fyra": (False, False),
        "Anna Ek     Bo Al": (False, True),
    }


def test_a_full_line_is_the_usual_one_not_two_joined_at_a_hyphen() -> None:
    usual = "Förvaltningen har under året arbetat med att korta köerna till simskolan i kommunen."
    assert full_width(split_lines("\n".join([usual] * 6 + [usual + usual] * 4 + ["Kort."]))) == len(usual)
    assert full_width([]) == 60


def test_a_heading_run_into_its_text_is_parted_from_it() -> None:
    assert texts("Beslut Tekniska nämnden godkänner redovisningen av sommarens badvatten.") == [
        "Beslut",
        "Tekniska nämnden godkänner redovisningen av sommarens badvatten.",
    ]
    assert texts("Förslag till beslut: Badet hålls öppet till klockan tjugo under juli månad.")[0] == "Förslag till beslut:"


def test_the_longest_known_heading_is_taken() -> None:
    assert texts("Bedömning ur ekonomisk dimension Förslaget ryms inom nämndens ram.")[0] == "Bedömning ur ekonomisk dimension"


def test_a_title_with_its_first_heading_and_text_on_one_line_is_parted_in_three() -> None:
    assert texts("Svar på motion om längre öppettider Sammanfattning Ärendet avser badet i Tunadal.") == [
        "Svar på motion om längre öppettider",
        "Sammanfattning",
        "Ärendet avser badet i Tunadal.",
    ]


def test_a_sentence_that_begins_with_a_known_word_is_left_whole() -> None:
    for sentence in (
        "Beslut om öppettider fattas av nämnden i mars varje år.",
        "Bakgrund till ärendet ges i bilagan som följer handlingarna.",
        "Nämnden noterade i går. Beslut Inga fattades under mötet.",
    ):
        assert texts(sentence) == [sentence]


def test_a_kind_in_a_letterhead_is_not_parted_from_its_columns() -> None:
    line = "Yrkande                         Gröna Listan, Landsbygdslistan"
    assert texts(line) == [line]


def test_points_in_one_line_become_a_line_each() -> None:
    text = "Nämnden föreslås besluta: 1. Badet byggs ut. 2. Avgiften höjs till 30 kronor. 3. Beslutet justeras direkt."
    assert texts(text)[1:] == ["1. Badet byggs ut.", "2. Avgiften höjs till 30 kronor.", "3. Beslutet justeras direkt."]
    assert texts("Enligt punkt 2. Avgiften höjs från och med den 1 juli till trettio kronor.") == [
        "Enligt punkt 2. Avgiften höjs från och med den 1 juli till trettio kronor."
    ]


def test_a_title_before_its_paragraph_on_the_same_line_is_parted_from_it() -> None:
    assert texts("Motion om fler badplatser § 25, Dnr TN 2026/12 Nämnden har fått motionen på remiss.") == [
        "Motion om fler badplatser",
        "§ 25, Dnr TN 2026/12 Nämnden har fått motionen på remiss.",
    ]


@given(
    st.lists(
        st.sampled_from(["Beslut", "Sammanfattning", "Nämnden", "1.", "2.", "badet", "§ 3", "Dnr", "x.", "\n", "\n\n"]), max_size=40
    )
)
def test_parting_loses_no_letter(words: list[str]) -> None:
    text = " ".join(words)
    whole = split_lines(text)
    parted = part_lines(whole, RUN_IN)
    assert "".join("".join(line.text.split()) for line in parted) == "".join("".join(line.text.split()) for line in whole)
    assert all(text[line.start : line.end] == line.text and line.text.strip() for line in parted)
    assert all(a.end <= b.start for a, b in pairwise(parted))


def test_the_board_before_the_number_of_a_paragraph_stays_on_its_line() -> None:
    text = "KS § 76 Dnr KS 2024/518\n\nTekniska nämnden § 4 Dnr 2024/5"
    assert [line.text for line in part_lines(split_lines(text), RUN_IN)] == text.split("\n\n")


@pytest.mark.timeout(20)
def test_a_line_of_many_amounts_before_a_word_is_read_in_no_time() -> None:
    amounts = " ".join(["123 456"] * 60)
    (ends, goes_on) = read_lines(f"Hemtjänst {amounts}\nSkola {amounts} fler")
    assert ends.cells == (10, 10 + len(amounts))
    assert goes_on.kind is LineKind.PROSE


@pytest.mark.timeout(20)
def test_an_amount_is_not_cut_within_its_digits() -> None:
    text = "Badet Stängt 240 1310"
    (line,) = read_lines(text)
    assert text[slice(*line.cells)] == "Stängt 240 1310"
