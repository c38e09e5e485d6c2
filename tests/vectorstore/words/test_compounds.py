"""Compounds cut, and words as they are usually spelled."""

from __future__ import annotations

import pytest

from vectorstore.words.compounds import frequency, one_slip_away, parts, respelled, with_marks


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("hemtjänsttimmar", ("hemtjänst", "timmar")),
        ("sjukfrånvaro", ("sjuk", "frånvaro")),
        ("budgetavvikelse", ("budget", "avvikelse")),
        ("personalomkostnader", ("personal", "omkostnader")),
        ("internkontrollplan", ("intern", "kontroll", "plan")),
        ("gruppbostad", ("grupp", "bostad")),
        ("simhallsavgift", ("simhall", "avgift")),
        ("barnomsorgsplatser", ("barn", "omsorg", "platser")),
        ("driftbudget", ("drift", "budget")),
        ("lssboende", ("lss", "boende")),
        ("ledamotsarvode", ("ledamot", "arvode")),
        ("fritidshemsavgift", ("fritidshem", "avgift")),
    ],
)
def test_a_compound_is_cut_where_its_parts_are_words(word: str, cut: tuple[str, ...]) -> None:
    assert parts(word) == cut


@pytest.mark.parametrize(
    "word",
    ["kommun", "kommunen", "semester", "information", "personal", "ansvar", "banan", "december", "verksamheten", "xyzzyplugh", ""],
)
def test_a_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert parts(word) == (word,)


@pytest.mark.parametrize(
    "word",
    ["nämndens", "nämnderna", "kostnaderna", "eleverna", "myndigheterna", "revisorerna", "personalens", "resultaten", "månadens"],
)
def test_an_ending_is_no_part(word: str) -> None:
    assert parts(word) == (word,)


@pytest.mark.parametrize("word", ["hemtjänst" * 40, "å" * 5000, "skola" * 200])
def test_a_word_of_any_length_takes_no_time(word: str) -> None:
    assert "".join(parts(word)) == word or len(parts(word)) > 1


def test_parts_keep_all_but_joining_letters() -> None:
    for word in ("månadsuppföljning", "bostadsanpassningsbidrag", "äldreboende", "kvalitetsberättelse", "löneökning"):
        cut = parts(word)
        assert len(cut) > 1
        assert len(word) - len("".join(cut)) <= len(cut) - 1
        assert word.endswith(cut[-1])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hemtjanst", "hemtjänst"),
        ("aldre", "äldre"),
        ("namnden", "nämnden"),
        ("kommunfullmaktige", "kommunfullmäktige"),
        ("overskott", "överskott"),
        ("fardtjänst", "färdtjänst"),
        ("ekonmi", "ekonomi"),
        ("avvikelese", "avvikelse"),
        ("budgt", "budget"),
        ("skolskuts", "skolskjuts"),
    ],
)
def test_marks_are_put_back_and_slips_mended(typed: str, meant: str) -> None:
    assert respelled(typed)[0] == meant


@pytest.mark.parametrize(
    "word", ["hemtjänst", "budget", "kommun", "äldre", "hemtjänsttimmar", "xyzzy", "ab", "", "2025", "x" * 2000]
)
def test_a_word_as_it_is_spelled_is_left_alone(word: str) -> None:
    assert respelled(word) == ()


def test_a_word_has_three_respellings_at_most() -> None:
    assert all(len(respelled(word)) <= 3 for word in ("hamn", "bar", "lasa", "budgt", "malen", "karn"))


def test_marks_are_only_put_on_letters_that_may_lack_them() -> None:
    assert with_marks("bo") == {"bo", "bö"}
    assert with_marks("al") == {"al", "ål", "äl"}
    assert with_marks("xyz") == {"xyz"}
    assert with_marks("anastasiaoaa") == set()


def test_one_slip_is_a_letter_dropped_swapped_replaced_or_added() -> None:
    away = one_slip_away("mål")
    assert {"ål", "ml", "åml", "mål", "mål"[:2], "mal", "målo", "ståla"[1:4]} & away >= {"ål", "ml", "åml", "mal", "målo"}
    assert "balk" not in away


def test_how_common_a_word_is() -> None:
    assert frequency("kommun") > frequency("kommunfullmäktige") > 0 == frequency("xyzzyplugh")


@pytest.mark.parametrize("word", ["målvärde", "målnivå", "måltal"])
def test_two_common_words_are_no_slip_of_a_longer_one(word: str) -> None:
    assert respelled(word) == ()


def test_a_participle_of_a_known_verb_is_no_slip_of_the_pen() -> None:
    assert respelled("budgeterad") == ()
