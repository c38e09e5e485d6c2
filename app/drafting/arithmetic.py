"""The motion's own arithmetic done again: a doubled amount, an index, a price times a number. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from app.numbers.figure_wording import number, with_unit
from ingest.tables.number_readings import parse_number
from vectorstore.coverage import rarity
from vectorstore.words.tokens import stem, words

_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"[\u00a0\u2009\u202f ]?(?P<u>kr(?:onor)?|tkr|mkr|mnkr|miljon(?:er)?(?: kronor)?|tusen kronor)(?!\w)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+|\d{2,})(?= (?!kr|tkr|mkr|procent|miljon|år\b|tusen)[a-zåäö])"
)
_SCALE = {"kr": 1, "kronor": 1, "tkr": 1000, "tusen kronor": 1000}
_MILLION = 1_000_000
_PERCENT = r"(?P<p>\d+(?:,\d+)?) ?(?:procent|%)"
_FACTORS: tuple[tuple[re.Pattern[str], Decimal, str], ...] = (
    (re.compile(r"\b(?:för)?dubb(?:l|el)\w*", re.IGNORECASE), Decimal(2), "fördubbling"),
    (re.compile(r"\b(?:tredubb(?:l|el)\w*|tredubbla\w*)", re.IGNORECASE), Decimal(3), "tredubbling"),
    (re.compile(r"\bhalver\w*", re.IGNORECASE), Decimal("0.5"), "halvering"),
)
_RAISED = re.compile(rf"\b(?:höj|öka)\w*\b[^.]{{0,80}}?\bmed {_PERCENT}", re.IGNORECASE)
_LOWERED = re.compile(rf"\b(?:sänk|minska)\w*\b[^.]{{0,80}}?\bmed {_PERCENT}", re.IGNORECASE)
_INDEXED = re.compile(rf"\b(?:index\w*|räkna\w* upp|uppräkn\w*)\b[^.]{{0,80}}?{_PERCENT}", re.IGNORECASE)
_NAMES_IT = 0.6  # rarity from which a word says what an amount is of
_LEAST_LETTERS = 6
_MOST = 6  # results told
_ALMOST = Decimal("0.005")  # a product may be told rounded that much


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in kronor as a sentence prints it; `citation` is the sentence's."""

    printed: str
    value: Decimal
    unit: str
    sentence: str
    citation: int


@dataclass(frozen=True, slots=True)
class Result:
    """Something computed: a sentence, and the figure as the draft's JSON has it."""

    text: str
    figure: Mapping[str, object]
    citations: tuple[int, ...]


def amounts_in(sentence: str, citation: int) -> list[Amount]:
    """Return the amounts of money in a sentence."""
    found = []
    for match in _AMOUNT.finditer(sentence):
        value = parse_number(match["n"])
        if value is not None:
            found.append(Amount(match.group(), value, match["u"].casefold(), sentence, citation))
    return found


def changed(demand: str, marker: int, amounts: Sequence[Amount]) -> list[Result]:
    """Return what the amounts become by what a demand asks for ("till det dubbla", "indexera med 2 procent").

    Args:
        demand: what is asked for.
        marker: the number of its citation.
        amounts: those told; only those whose sentence names what the demand names are changed.
    """
    change = _change(demand)
    index = _INDEXED.search(demand)
    named = {stem(word) for word in words(demand) if len(word) >= _LEAST_LETTERS and rarity(word) >= _NAMES_IT}
    own = [one for one in amounts if one.unit in ("kr", "kronor") and named & {stem(word) for word in words(one.sentence)}]
    results: list[Result] = []
    distinct = {amount.value: amount for amount in reversed(own)}
    for one in sorted(distinct.values(), key=own.index):
        if change is None and index is None:
            break
        cites = tuple(dict.fromkeys((one.citation, marker)))
        markers = " ".join(f"[{at}]" for at in cites)
        value, left = one.value, number(one.value)
        if change is not None:
            factor, name = change
            value = _rounded(value * factor)
            left = f"{left} × {number(factor)}"
            formula = f"{left} = {number(value)}"
            text = (
                f"{name[:1].upper()}{name[1:]} av {with_unit(one.value, 'kr')} blir {with_unit(value, 'kr')} ({formula}) {markers}."
            )
            results.append(Result(text, _figure(name, value, formula, one.citation), cites))
        if index is not None:
            share = parse_number(index["p"]) or Decimal(0)
            after = _rounded(value * (100 + share) / 100)
            formula = f"{left} × (100 + {number(share)}) / 100 = {number(after)}"
            text = (
                f"Med en uppräkning på {number(share)} procent blir {with_unit(value, 'kr')} efter ett år "
                f"{with_unit(after, 'kr')} ({formula}) {markers}."
            )
            results.append(Result(text, _figure("uppräkning efter ett år", after, formula, one.citation), cites))
    return results[:_MOST]


def products(sentences: Sequence[tuple[str, int]]) -> list[Result]:
    """Return the products that a text states ("1 000 kronor per person", "2 500 invånare", "2,5 miljoner"), multiplied again.

    Args:
        sentences: each with its citation's number, in order.
    """
    amounts = [amount for sentence, marker in sentences for amount in amounts_in(sentence, marker)]
    counts = [
        (match["n"], parse_number(match["n"]), marker) for sentence, marker in sentences for match in _COUNT.finditer(sentence)
    ]
    results = []
    for price, total in combinations(sorted(amounts, key=_kronor), 2):
        for printed, count, marker in counts:
            if not count or price.unit not in ("kr", "kronor") or _year(printed):
                continue
            product = price.value * count
            if abs(product - _kronor(total)) <= _ALMOST * product and product != price.value:
                cites = tuple(dict.fromkeys((price.citation, marker, total.citation)))
                formula = f"{number(price.value)} × {number(count)} = {number(product)}"
                markers = " ".join(f"[{at}]" for at in cites)
                text = f"Motionens räkning stämmer med de tal den anger: {formula} kronor, i motionen {total.printed} {markers}."
                results.append(Result(text, _figure("motionens räkning", product, formula, price.citation), cites))
    return results[:_MOST]


def _change(demand: str) -> tuple[Decimal, str] | None:
    for pattern, factor, name in _FACTORS:
        if pattern.search(demand):
            return factor, name
    for pattern, sign, name in ((_RAISED, 1, "höjning"), (_LOWERED, -1, "sänkning")):
        match = pattern.search(demand)
        if match:
            share = parse_number(match["p"]) or Decimal(0)
            return (100 + sign * share) / 100, f"{name} med {number(share)} procent"
    return None


def _kronor(amount: Amount) -> Decimal:
    return amount.value * (_SCALE.get(amount.unit) or (_MILLION if amount.unit.startswith(("m", "mn")) else 1))


def _year(printed: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", printed) is not None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _figure(label: str, value: Decimal, formula: str, citation: int) -> dict[str, object]:
    return {
        "label": label,
        "value": str(value),
        "unit": "kr",
        "period": "",
        "measure": "",
        "citation": citation,
        "derived": True,
        "formula": formula,
    }
