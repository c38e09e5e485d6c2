"""Words of a question as the papers spell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from vectorstore.words.spelling import Speller
from vectorstore.words.tokens import stem


def _speller(**held: int) -> Speller:
    """Return a speller over an index where so many passages hold the words."""
    counts = {stem(word): many for word, many in held.items()}

    def frequencies(tokens: Sequence[str]) -> Mapping[str, int]:
        return {token: counts[token] for token in tokens if token in counts}

    return Speller(frequencies)


def test_a_word_that_the_papers_hold_stays_as_it_is() -> None:
    assert _speller(hemtjänst=3, hemtjanst=1).spellings("hemtjanst") == ()
    assert _speller(hemtjänst=3).spellings("hemtjänsten") == ()


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("hemtjanst", "hemtjänst"),
        ("faltrestaurangen", "fältrestaurangen"),
        ("angsgarden", "ängsgården"),
        ("hemtjsänst", "hemtjänst"),
        ("ängsgårdn", "ängsgården"),
        ("ängsgårrden", "ängsgården"),
        ("ängsgarden", "ängsgården"),
        ("båthussamordnaren", "båthusamordnaren"),
    ],
)
def test_marks_are_put_back_and_slips_mended_by_the_papers_words(typed: str, held: str) -> None:
    assert stem(held) in {stem(spelling) for spelling in _speller(**{held: 2}).spellings(typed)}


def test_a_name_that_only_the_papers_know_is_found_without_its_marks() -> None:
    assert "åkvättsvägen" in _speller(åkvättsvägen=1).spellings("akvattsvagen")


def test_the_spelling_that_most_passages_hold_comes_first() -> None:
    assert _speller(ral=9, räl=2, rål=4).spellings("ral") == ()
    assert _speller(räl=2, rål=4).spellings("ral")[:2] == ("rål", "räl")


def test_there_are_three_spellings_at_most() -> None:
    held = dict.fromkeys(("brytand", "brytank", "brytans", "brytano", "brytana"), 1)
    assert len(_speller(**held).spellings("brytan")) <= 3


def test_a_short_word_is_not_one_slip_from_another() -> None:
    assert _speller(vråxö=5).spellings("vråxq") == ()
    assert _speller(vråxös=5).spellings("vråxöq") != ()


@pytest.mark.parametrize("word", ["", "ab", "2025", "n00671", "t.ex", "å"])
def test_numbers_codes_and_short_words_are_left_alone(word: str) -> None:
    assert _speller(abc=1).spellings(word) == ()


def test_a_word_unknown_to_the_papers_is_spelled_as_swedish_is() -> None:
    assert "färdtjänst" in _speller().spellings("fardtjanst")


def test_the_papers_words_go_before_common_ones() -> None:
    assert _speller(varvet=3).spellings("vårvet") != ()
    assert stem(_speller(varvett=3).spellings("vårvett")[0]) == stem("varvett")


def test_the_index_is_asked_once_for_all_spellings_of_a_kind() -> None:
    asked: list[int] = []

    def frequencies(tokens: Sequence[str]) -> Mapping[str, int]:
        asked.append(len(tokens))
        return {}

    Speller(frequencies).spellings("skolskutsarna")
    assert len(asked) <= 3


def test_what_is_too_long_for_a_word_is_not_looked_for() -> None:
    asked: list[int] = []

    def frequencies(tokens: Sequence[str]) -> Mapping[str, int]:
        asked.append(len(tokens))
        return {}

    assert Speller(frequencies).spellings("x" * 2000) == ()
    assert asked == []


def test_a_spelling_that_is_no_word_is_no_form_of_a_short_one() -> None:
    assert stem("budget") not in {stem(spelling) for spelling in _speller(budget=5).spellings("badgaster")}
