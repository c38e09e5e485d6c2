"""How many a span of §§ holds ("§§ 322–332"), and what several at one price come to ("tio platser", "en kostar ..."). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.answer.told_quantities import Computed, Quantity, quantities, stems
from app.number_check import WORD_NUMBERS, parsed
from app.numbers.computed import Kind
from app.numbers.figure_wording import number, with_unit
from app.question.kind import plain
from ingest.tables.measures import MONEY_UNITS
from ingest.text.blocks import sentences
from vectorstore.words.tokens import stem

_SPAN = re.compile(
    r"(?:§§|\b(?:paragraf(?:er|erna)|punkt(?:er|erna)|ärenden?a?|n(?:umme)?r)\b)\s*(?P<first>\d{1,4})\s?[-–—−]\s?(?P<last>\d{1,4})"
    r"(?![\d,.:/]*\d|\s*(?:,|och|samt)\s*(?:§§?\s*)?\d|[^.]{0,25}(?:lag|kap|balk|förordning))",
    re.IGNORECASE,
)
_ASKS_MANY = re.compile(r"\bhur manga\b(?! (?:fler|farre))")
_MOST_IN_SPAN = 200
_ALL = re.compile(
    r"\b(?:alla|samtliga|tillsammans|sammanlagt|sammantaget|ihop|totalt)\b.*\bkosta\w*|\bkosta\w*\b.*"
    r"\b(?:alla|samtliga|tillsammans|sammanlagt|sammantaget|ihop|totalt)\b"
    r"|\b(?:sammanlagda|totala|hela) (?:\w*kostnad|summa)\w*"
)
_DIGITS = r"\d{1,3}(?: \d{3})+|\d+"
_SEVERAL = rf"(?<![\d,.:/])(?<!\d )(?P<count>{_DIGITS}|{'|'.join(word for word, value in WORD_NUMBERS.items() if value > 1)})"
_COUNTED = re.compile(rf"{_SEVERAL}(?P<things>(?: [^\W\d_]+){{1,3}})", re.IGNORECASE)  # "tio fasta platser"
_LEAST_NAME = 4  # letters of what has a price
_ONE = re.compile(r"\b(?:en|ett|per|varje) (?P<thing>[^\W\d_]{4,})", re.IGNORECASE)
_AT = re.compile(rf"{_SEVERAL} (?P<thing>[^\W\d_]{{4,}}) (?:à|á|a) (?=\d)", re.IGNORECASE)


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
    if _ALL.search(plain(question)) is None:
        return None
    asked = stems(question)
    told = [(at, one) for at, text in enumerate(texts) for one in _sentences(text)]
    prices = {(thing, price): at for at, one in told for thing, price in _prices(one) if thing in asked}
    counts = {(thing, count): at for at, one in told for thing, count in _counts(one) if thing in asked}
    if len(prices) != 1 or len(counts) != 1:
        return None
    (((thing, price), of_price),) = prices.items()
    (((other, count), of_count),) = counts.items()
    if thing != other:
        return None
    value = count * price.value
    formula = f"{number(count)} · {number(price.value)} = {number(value)}"
    told_as = f"Tillsammans blir det {with_unit(value, price.unit)} ({formula})"
    return Computed(tuple(dict.fromkeys((of_price, of_count))), value, price.unit, formula, told_as, Kind.SUM)


def tells_price_of_one(text: str) -> set[str]:
    """Return the stems of what a text tells the price of one of."""
    return {thing for one in _sentences(text) for thing, _ in _prices(one)}


def tells_count_of(text: str) -> set[tuple[str, Decimal]]:
    """Return the stems of what a text counts, each with its number."""
    return {found for one in _sentences(text) for found in _counts(one)}


def _sentences(text: str) -> list[str]:
    flat = " ".join(text.split())
    return [flat[start:end] for start, end in sentences(flat, 0, len(flat))]


def _prices(sentence: str) -> Iterator[tuple[str, Quantity]]:
    """Yield what a sentence with one sum of money tells the price of one of, with the price."""
    money = [one for one in quantities(sentence, "") if one.unit in MONEY_UNITS]
    if len(money) == 1:
        for match in (*_ONE.finditer(sentence), *_AT.finditer(sentence)):
            yield stem(match["thing"].casefold()), money[0]


def _counts(sentence: str) -> Iterator[tuple[str, Decimal]]:
    for match in _COUNTED.finditer(sentence):
        word = WORD_NUMBERS.get(match["count"].casefold())
        count = parsed(match["count"]) if word is None else Decimal(word)
        yield from ((thing, count) for thing in stems(match["things"]) if len(thing) >= _LEAST_NAME)
