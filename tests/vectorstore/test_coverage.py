"""How well words of a paper meet the words of a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.coverage import Asked, asked_words, coverage, rarity, told
from vectorstore.model import SearchQuery
from vectorstore.words.spelling import Speller
from vectorstore.words.tokens import stem

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


def _asked(text: str, **more: object) -> tuple[Asked, ...]:
    return asked_words(SearchQuery(text, **more), AS_TYPED)  # type: ignore[arg-type]


def _share(question: str, text: str, around: str = "") -> float:
    return coverage(_asked(question), told(text), told(around))


def test_a_text_with_all_words_meets_all_and_one_with_none_meets_nothing() -> None:
    assert _share("Vad kostade simhallen?", "Simhallen har kostat 4 mkr.") == pytest.approx(1.0)
    assert _share("Vad kostade simhallen?", "Barnen leker på gården.") == 0.0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    simhall = _share("simhallens personal", "Simhallen öppnar i maj.")
    personal = _share("simhallens personal", "Personalen äter lunch.")
    assert 0 < personal < simhall < 1


def test_words_of_every_paper_weigh_least() -> None:
    assert rarity("kommunen") == rarity("nämndens") < rarity("budget") <= rarity("habiliteringsassistent") == 1.0


def test_the_whole_compound_meets_better_than_a_part_of_it() -> None:
    whole, part = (_share("budgetavvikelse", text) for text in ("Budgetavvikelsen är 2 mkr.", "Avvikelsen är 2 mkr."))
    assert whole == pytest.approx(1.0)
    assert 0 < part < whole


def test_words_with_the_same_ending_do_not_meet() -> None:
    assert _share("kostnaderna", "Eleverna och lärarna åkte hem.") == 0.0
    assert _share("nämndens", "Den gamla skolan.") == 0.0


def test_what_stands_around_counts_less_than_the_words_themselves() -> None:
    own, around = _share("simhallen", "Simhallen stängs."), _share("simhallen", "Den stängs.", "Simhallen")
    assert own > around > 0
    assert coverage(_asked("simhallen"), told("Den stängs."), told("Simhallen"), 0.9) == pytest.approx(0.9)


def test_places_and_years_are_not_asked_for() -> None:
    asked = _asked("Vad kostade Lingonbys simhall 2025 i Lingonby?", places=("Lingonby",), years=(2025,))
    assert {one.word for one in asked} == {"kostade", "simhall"}


def test_a_number_that_is_no_year_asked_about_is_asked_for() -> None:
    assert "12" in {one.word for one in _asked("Vad säger punkt 12 om 2025?", years=(2025,))}


def test_each_word_is_asked_for_once() -> None:
    assert len(_asked("budget budgeten BUDGET")) == 1


def test_another_word_meets_the_one_it_stands_for() -> None:
    asked = _asked("Vad kostade badhuset?", synonyms=(("badhuset", "simhall"), ("badhuset", "kommunal bassäng")))
    simhall, bassang, whole = (coverage(asked, told(text)) for text in ("simhallen", "kommunala bassänger", "badhuset"))
    assert 0 < bassang < whole
    assert 0 < simhall < whole


def test_another_word_for_what_is_not_asked_meets_nothing() -> None:
    asked = _asked("Vad kostade badhuset?", synonyms=(("biblioteket", "bokbuss"),))
    assert coverage(asked, told("bokbussen")) == 0.0


def test_a_word_without_its_marks_is_met_by_the_one_with_them() -> None:
    speller = Speller(lambda tokens: {token: 2 for token in tokens if token == stem("färdtjänst")})
    asked = asked_words(SearchQuery("fardtjanst"), speller)
    assert 0.5 < coverage(asked, told("Färdtjänsten kostar.")) <= 1.0


def test_nothing_asked_is_nothing_met() -> None:
    assert coverage((), told("text")) == 0.0
    assert _asked("vad är det?") == ()


_texts = st.lists(st.sampled_from(["simhall", "budget", "skola", "nämnd", "kostnad", "lingon", "2025", "och"]), max_size=8).map(
    " ".join
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(_texts, _texts, _texts)
def test_more_words_never_meet_less(question: str, text: str, more: str) -> None:
    asked = _asked(question)
    few, many = coverage(asked, told(text)), coverage(asked, told(f"{text} {more}"))
    assert 0.0 <= few <= many <= 1.0 + 1e-9
    assert coverage(asked, told(text), told(more)) <= coverage(asked, told(f"{text} {more}")) + 1e-9


@pytest.mark.parametrize(
    ("question", "text"), [("Vad kostar skolan?", "Det ska bli så."), ("Vad är internt?", "Det är inte klart.")]
)
def test_a_small_word_meets_no_word_that_it_shares_its_stem_with(question: str, text: str) -> None:
    assert _share(question, text) == 0.0
