"""Words, stems, identifiers and the terms of a question."""

from __future__ import annotations

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.passages import chunk
from vectorstore.model import LexicalField, Term
from vectorstore.words.tokens import (
    STOP_WORDS,
    chunk_tokens,
    grams,
    identifiers,
    normalise_identifier,
    query_terms,
    stem,
    words,
)


def _boost(terms: list[Term], field: LexicalField, text: str) -> float:
    return next((term.boost for term in terms if (term.field, term.text) == (field, text)), 0.0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HR-specialister", ["hrspecialister", "hr", "specialister"]),
        ("LSS-boende", ["lssboende", "lss", "boende"]),
        ("och/eller", ["och/eller", "och", "eller"]),
        ("t.ex.", ["t.ex", "t", "ex"]),
        ("2025/97", ["2025/97", "2025", "97"]),
        ("Vård- och omsorgsnämnden", ["vård", "och", "omsorgsnämnden"]),
        ("snö_röjning", ["snö", "röjning"]),
        ("”Ja” (nej)!", ["ja", "nej"]),
        ("1 234,5 %", ["1", "234", "5"]),
        ("", []),
        ("… – !?", []),
    ],
)
def test_words_come_in_lower_case_and_joined_ones_also_as_their_pieces(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_the_marks_of_swedish_letters_are_never_folded() -> None:
    assert words("Åsa Ängö RÖR") == ["åsa", "ängö", "rör"]
    assert stem("hål") != stem("hal")
    tokens = chunk_tokens(chunk("Färdtjänst på Ängön", context="Årlig"))
    every = {token for field in tokens.values() for token in field}
    assert {"färdtjänst", "ängön"} & every
    assert not {"fardtjanst", "angon", "arlig", "arl"} & every


@pytest.mark.parametrize(
    "forms",
    [
        ["underskott", "underskottet", "underskotten", "underskottets"],
        ["beslut", "beslutet", "besluten", "beslutets"],
        ["projekt", "projektet", "projektets", "projekten"],
        ["nämnd", "nämnden", "nämndens", "nämnder", "nämnderna"],
        ["hemtjänst", "hemtjänsten", "hemtjänstens"],
        ["avvikelse", "avvikelsen", "avvikelser", "avvikelserna"],
        ["barn", "barnet", "barnen", "barnets"],
        ["budget", "budgeten", "budgetens"],
        ["kostnad", "kostnaden", "kostnader", "kostnaderna"],
        ["resultat", "resultatet", "resultaten"],
        ["plats", "platser", "platserna"],
        ["verksamhet", "verksamheten", "verksamheternas"],
        ["skola", "skolan", "skolor", "skolorna"],
        ["sjukfrånvaro", "sjukfrånvaron"],
        ["miljö", "miljön", "miljöns"],
        ["bostad", "bostaden", "bostäder", "bostäderna"],
        ["regel", "regeln", "regler", "reglerna"],
        ["ledamot", "ledamöter", "ledamöternas"],
        ["läkemedel", "läkemedlet", "läkemedlen"],
        ["boende", "boendet", "boenden", "boendena"],
        ["uppdrag", "uppdraget", "uppdragen"],
        ["sjunka", "sjunker", "sjönk", "sjunkit"],
        ["genomförandeplan", "genomförandeplanerna"],
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("tak", "takt"), ("plan", "planta"), ("mål", "mal"), ("kost", "kust"), ("vår", "var")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025.016 VON", {"2025.016von", "2025.016"}),
        ("SN 2025/97", {"sn2025/97", "2025/97"}),
        ("UBN 2025/424", {"ubn2025/424", "2025/424"}),
        ("KS 2025/636", {"ks2025/636", "2025/636"}),
        ("KS23-373", {"ks23-373", "23-373"}),
        ("SLK-2024-00078", {"slk-2024-00078", "2024-00078"}),
        ("0905/21", {"0905/21"}),
        ("00322/2026", {"00322/2026"}),
        ("26/0001-1", {"26/0001-1"}),
        ("(SN 2025/97).", {"sn2025/97", "2025/97"}),
        ("Dnr: KS23-373,", {"ks23-373", "23-373"}),
        ("ks23-373", {"ks23-373", "23-373"}),
        ("§ 51", {"§51"}),
        ("§51", {"§51"}),
        ("Omsorgsnämnden § 7 och § 12", {"§7", "§12"}),
        ("2026-03-12", {"2026-03-12"}),
        ("N00671 och U23401", {"n00671", "u23401"}),
    ],
)
def test_identifiers_are_kept_whole(text: str, found: set[str]) -> None:
    assert set(identifiers(text)) == found


def test_a_diary_number_glued_to_the_number_of_a_heading() -> None:
    assert "00123/2021" in identifiers("00123/20212.6. Svar på skrivelse")


def test_a_kolada_id_is_known_in_lower_case() -> None:
    assert "n00671" in identifiers("hur gick n00671 förra året")


@pytest.mark.parametrize("text", ["den 2025-03-12", "från 2025-03-12 till 2025-03-28", "Datum: 2024-01-05"])
def test_a_date_is_no_diary_number(text: str) -> None:
    assert all(len(one) == len("2025-03-12") and one[:2] == "20" for one in identifiers(text)), identifiers(text)


@pytest.mark.parametrize(
    "text",
    ["5 kap. 35 §", "§ 12 kap", "tel 0303-33 00 00", "2 000 kr", "2023–2025", "12-15 dagar", "N1234", "AN00671", "50/50", ""],
)
def test_what_only_looks_like_an_identifier_is_none(text: str) -> None:
    assert identifiers(text) == []


def test_an_identifier_is_compared_without_case_and_space() -> None:
    assert normalise_identifier("SN  2025/97") == normalise_identifier("sn 2025/97") == "sn2025/97"
    assert normalise_identifier("§\u00a051") == "§51"


def test_a_number_asked_for_without_its_board_meets_the_printed_one() -> None:
    assert set(identifiers("2025/97")) & set(identifiers("SN 2025/97"))
    assert set(identifiers("2025.016")) & set(identifiers("2025.016 VON"))


def test_grams_are_of_words_of_letters_only() -> None:
    assert grams("nämnd") == ["nämn", "ämnd", "nämnd"]
    assert grams("vård") == grams("2025ab") == []


def test_a_passage_gives_every_field_its_tokens() -> None:
    passage = chunk("Sjukfrånvaron ökade.", paragraph="§ 9", diary_number="ON 2026/14", context="Årsbokslut och uppföljning")
    tokens = chunk_tokens(passage)
    assert set(tokens) == set(LexicalField)
    assert list(tokens[LexicalField.STEMS]) == [stem("sjukfrånvaron"), stem("ökade")]
    assert {stem("sjuk"), stem("frånvaron")} <= set(tokens[LexicalField.PARTS])
    assert list(tokens[LexicalField.IDENTIFIERS]) == ["§9", "on2026/14", "2026/14"]
    assert stem("uppföljning") in tokens[LexicalField.CONTEXT]
    assert "och" not in tokens[LexicalField.CONTEXT]


def test_a_question_asks_for_its_words_and_not_for_the_small_ones() -> None:
    terms = query_terms("Hur gick det för simhallen?")
    asked = {term.text for term in terms if term.field is LexicalField.STEMS}
    assert stem("simhallen") in asked
    assert not {stem(word) for word in ("hur", "det", "för")} & asked


@pytest.mark.parametrize("question", ["Vad är nämndens mål?", "Hur stora blev kostnaderna för eleverna?", "Visa rapporten"])
def test_a_question_never_asks_for_a_small_word_by_a_part(question: str) -> None:
    small = {stem(word) for word in STOP_WORDS}
    assert not [term for term in query_terms(question) if term.text in small]


def test_a_compound_is_also_asked_for_by_its_parts_with_less_weight() -> None:
    terms = query_terms("hemtjänsttimmar")
    whole = _boost(terms, LexicalField.STEMS, stem("hemtjänsttimmar"))
    part = _boost(terms, LexicalField.PARTS, stem("hemtjänst"))
    assert whole > part > 0


def test_a_word_without_its_marks_is_also_asked_for_with_them() -> None:
    terms = query_terms("aldreomsorg")
    typed = _boost(terms, LexicalField.STEMS, stem("aldreomsorg"))
    meant = _boost(terms, LexicalField.STEMS, stem("äldreomsorg"))
    assert typed > meant > 0


def test_names_that_narrow_the_search_say_little_of_where_the_answer_stands() -> None:
    plain = query_terms("simhallen i Lingonby 2025")
    narrowed = query_terms("simhallen i Lingonby 2025", narrowing=["Lingonby", "2025"])
    for token in (stem("lingonby"), "2025"):
        assert 0 < _boost(narrowed, LexicalField.STEMS, token) < _boost(plain, LexicalField.STEMS, token)
    assert _boost(narrowed, LexicalField.STEMS, stem("simhallen")) == _boost(plain, LexicalField.STEMS, stem("simhallen"))


def test_many_other_words_for_one_share_their_weight() -> None:
    one = query_terms("badhus", [("badhus", "simhall")])
    three = query_terms("badhus", [("badhus", "simhall"), ("badhus", "bassäng"), ("badhus", "äventyrsbad")])
    few, many = (_boost(terms, LexicalField.STEMS, stem("simhall")) for terms in (one, three))
    assert _boost(one, LexicalField.STEMS, stem("badhus")) > few > many > 0


def test_an_identifier_weighs_more_than_any_word() -> None:
    terms = query_terms("Vad beslutades i § 51 om simhallen?")
    assert _boost(terms, LexicalField.IDENTIFIERS, "§51") == max(term.boost for term in terms)


def test_a_question_of_small_words_or_none_asks_for_nothing() -> None:
    assert query_terms("vad är det som") == query_terms("") == query_terms("?!") == []


def test_each_term_is_asked_for_once() -> None:
    terms = query_terms("budget budgeten budgetens budgetavvikelse", [("budget", "budgeten")])
    keys = [(term.field, term.text) for term in terms]
    assert len(keys) == len(set(keys))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("abdehnrståäö"), min_size=1, max_size=9))
def test_a_stem_has_no_ending_left_to_fall_off(word: str) -> None:
    assert snowballstemmer.stemmer("swedish").stemWord(stem(word)) == stem(word)


def test_a_word_of_endings_only_takes_no_time() -> None:
    assert stem("en" * 20_000)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_any_text_gives_tokens_without_white_space(text: str) -> None:
    for token in [*words(text), *identifiers(text), *(term.text for term in query_terms(text, spellings=lambda _: ()))]:
        assert token
        assert not any(letter.isspace() for letter in token)
