"""Other words for what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import SettingsError
from app.question.synonyms import BUILT_IN, Synonyms, load_synonyms


def _loaded(folder: Path, text: str) -> Synonyms:
    path = folder / "ord.txt"
    path.write_text(text, "utf-8")
    return load_synonyms(path)


def test_a_word_gives_the_others_of_its_group_and_itself_not() -> None:
    known = Synonyms((("badhus", "simhall", "bassäng"),))
    assert known.of("Vad kostar simhallen?") == (("simhallen", "badhus"), ("simhallen", "bassäng"))
    assert known.of("Vad kostar skolan?") == ()


def test_a_question_typed_without_marks_finds_words_that_have_them() -> None:
    synonyms = Synonyms((("åkerlöpare", "fältspringare"), ("far", "pappa"), ("får", "lamm")))
    assert ("akerlopare", "fältspringare") in synonyms.of("Hur manga akerlopare fanns det?")
    assert synonyms.of("Hur många akerlopare fanns det?") == ()
    assert ("far", "pappa") in synonyms.of("Vem far bidrag?")


def test_any_form_and_case_of_a_word_will_do() -> None:
    known = Synonyms((("underskott", "minus"),))
    for question in ("Underskottet?", "UNDERSKOTT", "underskottets storlek"):
        assert [other for _, other in known.of(question)] == ["minus"]


def test_a_phrase_is_found_word_for_word_and_what_it_means_stands_for_each_of_its_words() -> None:
    known = Synonyms((("gick back", "underskott"), ("lagen om stöd och service", "lss")))
    assert known.of("Vilka gick back i fjol?") == (("gick", "underskott"), ("back", "underskott"))
    assert known.of("Vad är lagen om stöd och service?") == (("lagen", "lss"), ("stöd", "lss"), ("service", "lss"))
    assert known.of("Vilka gick?") == ()
    assert known.of("back gick") == ()


def test_a_word_that_the_question_has_already_is_not_looked_for_again() -> None:
    assert Synonyms((("simhall", "badhus"),)).of("simhall eller badhus") == ()


def test_a_word_of_two_groups_gives_both() -> None:
    known = Synonyms((("plan", "program"), ("plan", "strategi")))
    assert {other for _, other in known.of("Vilken plan?")} == {"program", "strategi"}


def test_comments_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    known = _loaded(tmp_path, "# rubrik\n\n  badhus =  simhall # vid ån\n\t\nSN=socialnämnden\n")
    assert known.groups == (("badhus", "simhall"), ("SN", "socialnämnden"))


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ord.txt"
    path.write_bytes("\ufeffbadhus = simhall\r\nSN = socialnämnden\r\n".encode())
    assert load_synonyms(path).groups == (("badhus", "simhall"), ("SN", "socialnämnden"))


@pytest.mark.parametrize("line", ["badhus", "badhus =", "= simhall", "badhus == simhall", "="])
def test_a_line_without_two_words_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match=r"Rad 3 i ord\.txt"):
        _loaded(tmp_path, f"# en\na = b\n{line}\n")


def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"saknas\.txt"):
        load_synonyms(tmp_path / "saknas.txt")
    (tmp_path / "latin.txt").write_bytes("simhall = äventyrsbad".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"latin\.txt"):
        load_synonyms(tmp_path / "latin.txt")


def test_the_words_of_ones_own_are_added_to_those_that_come_with_the_program(tmp_path: Path) -> None:
    own = tmp_path / "ord.txt"
    own.write_text("lingonhuset = äldreboendet Lingonet\n", "utf-8")
    both = load_synonyms(*BUILT_IN, own)
    assert both.groups[-1] == ("lingonhuset", "äldreboendet Lingonet")
    assert len(both.groups) == len(load_synonyms(*BUILT_IN).groups) + 1


def test_abbreviations_of_the_domain_are_known() -> None:
    known = load_synonyms(*BUILT_IN)
    for short, long in (
        ("VON", "vård- och omsorgsnämnden"),
        ("SÄBO", "särskilt boende"),
        ("IVO", "inspektionen för vård och omsorg"),
    ):
        assert long in [other for _, other in known.of(f"Vad gör {short}?")]
        assert short in [other for _, other in known.of(f"Vad gör {long}?")]


def test_a_question_of_any_length_and_kind_is_read() -> None:
    known = load_synonyms(*BUILT_IN)
    for question in ("", "?!", "underskott " * 400, "🏊", "x" * 5000):
        assert isinstance(known.of(question), tuple)


def test_a_verb_is_known_where_its_particle_stands_apart_from_it() -> None:
    known = Synonyms((("ställa in", "ställs in", "inställd"), ("skicka tillbaka", "återremiss")))
    assert ("ställs", "inställd") in known.of("Vad gäller om det ställs en buss in?")
    assert ("skickades", "återremiss") in known.of("Varför skickades rapporten om parken tillbaka?")
    assert known.of("Varför skickades rapporten om den stora parken i byn vid sjön tillbaka?") == ()


def test_no_group_that_comes_with_the_program_stands_twice_or_within_another() -> None:
    groups = [frozenset(phrase.casefold() for phrase in group) for group in load_synonyms(*BUILT_IN).groups]
    assert len(groups) > 1_500
    by_word: dict[str, list[frozenset[str]]] = {}
    for group in groups:
        for phrase in group:
            by_word.setdefault(phrase, []).append(group)
    doubled = [sorted(one) for one in groups if sum(one <= other for other in by_word[min(one)]) > 1]
    assert doubled == []


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Vad kostade socialbidragen?", "försörjningsstöd"),
        ("Hur många fick sluta på dagis?", "förskola"),
        ("När sopas gatorna?", "gatusopning"),
        ("Vem är visselblåsare?", "visselblåsarfunktion"),
        ("Hur mycket röda siffror blev det?", "underskott"),
        ("Hur många pluggar vidare?", "studera"),
        ("Hur ser upplägget ut?", "utformning"),
        ("Vilka höll med om kritiken?", "instämma"),
    ],
)
def test_everyday_words_are_known_by_what_the_papers_write(asked: str, written: str) -> None:
    assert written in {other for _, other in load_synonyms(*BUILT_IN).of(asked)}


def test_a_verb_and_its_particle_are_one_word_too() -> None:
    assert ("följts", "uppföljd") in Synonyms(()).of("Hur många planer hade följts upp?")
    assert Synonyms(()).of("Vad hände med planen upp?") == ()
