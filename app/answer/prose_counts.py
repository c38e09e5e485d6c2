"""How many a span of §§ holds ("§§ 41–47"), and what several at one price come to ("tio platser", "en kostar ..."). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer.told_quantities import Computed, Quantity, quantities, sentences_of, stems
from app.number_check import parsed
from app.numbers.computed import Kind
from app.numbers.figure_wording import number, with_unit
from app.question.counting import asks_price_of_all, things_counted, things_priced
from app.question.kind import plain
from ingest.tables.measures import MONEY_UNITS
from vectorstore.words.tokens import stem

_SPAN = re.compile(
    r"(?:§§|\b(?:paragraf(?:er|erna)|punkt(?:er|erna)|ärenden?a?|n(?:umme)?r)\b)\s*(?P<first>\d{1,4})\s?[-–—−]\s?(?P<last>\d{1,4})"
    r"(?![\d,.:/]*\d|\s*(?:,|och|samt)\s*(?:§§?\s*)?\d|[^.]{0,25}(?:lag|kap|balk|förordning))",
    re.IGNORECASE,
)
_ASKS_MANY = re.compile(r"\bhur manga\b(?! (?:fler|farre))")
_MOST_IN_SPAN = 200
_ABOUT = re.compile(r"\b(?:ungefär|cirka|ca|omkring|runt|drygt|knappt|nästan)\b", re.IGNORECASE)


def spanned(question: str, texts: Sequence[str], counted: str) -> Computed | None:
    """Return how many the only span of §§ or numbers holds, in a sentence that tells of what a question counts; or None.

    Args:
        question: as understood.
        texts: the sentences told.
        counted: the word for what is counted, or "".
    """
    if _ASKS_MANY.search(plain(question)) is None or not counted:
        return None
    found = [(at, match) for at, text in enumerate(texts) for match in _SPAN.finditer(text) if stem(counted) in stems(text)]
    if len(found) != 1:
        return None
    at, match = found[0]
    first, last = (parsed(match[name]) for name in ("first", "last"))
    value = last - first + 1
    if not 1 < value <= _MOST_IN_SPAN:
        return None
    formula = f"{number(last)} − {number(first)} + 1 = {number(value)}"
    return Computed((at,), value, "", formula, f"Det är {number(value)} stycken ({formula})", Kind.SUM)


def priced(question: str, texts: Sequence[str]) -> Computed | None:
    """Return what all of something costs, where one price and one number of them are told: "tio platser", "en plats kostar 5 tkr".

    Args:
        question: as understood, asking for what they cost together.
        texts: the sentences told.
    """
    if not asks_price_of_all(question):
        return None
    asked = stems(question)
    told = [(at, one) for at, text in enumerate(texts) for one in sentences_of(text)]
    prices = {(thing, _money(one)): at for at, one in told for thing in things_priced(one) & asked}
    counts = {(thing, count): at for at, one in told for thing, count in things_counted(one) if thing in asked}
    if len(prices) != 1 or len(counts) != 1:
        return None
    (((thing, price), of_price),) = prices.items()
    (((other, count), of_count),) = counts.items()
    if thing != other or price is None:
        return None
    value = count * price.value
    formula = f"{number(count)} · {number(price.value)} = {number(value)}"
    about = "ungefär " if _ABOUT.search(texts[of_price]) else ""
    told_as = f"Tillsammans blir det {about}{with_unit(value, price.unit)} ({formula})"
    return Computed(tuple(dict.fromkeys((of_price, of_count))), value, price.unit, formula, told_as, Kind.SUM)


def _money(sentence: str) -> Quantity | None:
    """Return the only sum of money of a sentence."""
    money = [one for one in quantities(sentence, "") if one.unit in MONEY_UNITS]
    return money[0] if len(money) == 1 else None
