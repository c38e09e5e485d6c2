"""Rows held against a question's words: as they are met one by one, and each kind of row looked at once."""

from __future__ import annotations

import random

import pytest

from app.numbers import rows_met
from app.numbers.extremes import of_any_row
from app.numbers.row_words import called_exactly, cut_short, named_exactly, printed_tokens, row_meets, row_tokens
from app.numbers.rows_met import RowsMet
from tests.app.numbers.test_ranking import read
from vectorstore.coverage import Asked, told

_QUESTIONS = (
    "Hur många timmar hemtjänst utfördes i Lunda?",
    "Vad kostade vårdsängarna och larmavgiften på äldreboendet?",
    "Hur många lån och bad hade Lundabadet?",
    "Hur mycket gick till Gruddbadet och IFO enligt boendeservicen?",
    "Vilken verksamhet hade mest övertid och familjerådgivning?",
)
_LABELS = (
    "Hemtjänst, timmar", "Hemtj. Lunda", "Sängar", "Larm", "Avgift", "Lundabadet", "Badet", "Individ- och familj", "Boendeserv",
    "Tid", "Övertid", "Fyllnad", "Familjer", "Verksamhet", "Övriga verksamheter", "Intäkter2", "Gruddvallen", "Summa", "Skola", "Verktygslån", "Äventyrsbad",
)  # fmt: skip
_OVER = ("Äldreboende, utfall i tkr", "Hemtjänst i Lunda", "Bad och fritid 2025", "Gruddens anläggningar", "IFO", "Budget 2025", "")


def _named(text: str) -> list[Asked]:
    return of_any_row(read(text)[1])


@pytest.mark.parametrize("text", _QUESTIONS)
def test_rows_are_met_as_they_are_one_by_one(text: str) -> None:
    names = [*_named(text), Asked("vård- och omsorgsnämnden", 1.0, {named_exactly("Avgift"): 1.0})]
    rows, rolled = RowsMet(names), random.Random(7)
    for _ in range(400):
        label, column, group = rolled.choice(_LABELS), rolled.choice(_OVER), rolled.sample(_LABELS, rolled.randrange(3))
        over = rolled.sample(_OVER, rolled.randrange(5))
        own = row_tokens(label, "", tuple(group)), called_exactly(column), printed_tokens(column)
        whole, around = frozenset[str]().union(*own), frozenset[str]().union(*map(told, over))
        short = cut_short(label)
        assert rows.met(own, over, short) == tuple(row_meets(one, whole, around, short) for one in names)


def test_rows_whose_words_bear_on_nothing_asked_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[frozenset[str]] = []

    def meets(one: Asked, own: frozenset[str], around: frozenset[str], short: frozenset[str]) -> float:
        looked.append(own)
        return row_meets(one, own, around, short)

    monkeypatch.setattr(rows_met, "row_meets", meets)
    names = _named("Vad kostade hemtjänsten?")
    rows = RowsMet(names)
    for label in ("Snöröjning", "Gator", "Belysning", "Parker", "Hemtjänst", "Hemtjänst"):
        rows.met((row_tokens(label, "", ()),), ("Utfall 2025",))
    assert len(looked) == 2 * len(names)


@pytest.mark.parametrize(
    ("label", "met"),
    [("Verktygslån", True), ("Låneskuld", True), ("Antal verktygslån", True), ("Uppslån", False), ("Bokhyllor", False)],
)
def test_a_word_of_three_letters_begins_or_ends_a_compound(label: str, met: bool) -> None:
    name = Asked("lån", 1.0, {"lån": 1.0})
    rows = RowsMet([name])
    assert (rows.met((row_tokens(label, "", ()),))[0] > 0) is met
