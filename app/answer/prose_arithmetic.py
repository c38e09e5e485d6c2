"""What is computed from numbers told in sentences: the difference of two, a share of a whole, each with its formula. Pure.

Only where the question asks for it and there is no choice: two numbers of one unit in the sentence that answers, or one in each
of the two that do. A sentence that tells the change itself ("ökade med 95") is left to say it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.extract.units import ITEM_MARK
from app.number_check import parsed
from app.numbers.figure_wording import number, with_unit
from app.question.counting import without_references
from app.question.kind import plain
from ingest.tables.measures import MONEY_UNITS, money_unit
from vectorstore.words.tokens import stem

_MORE = r"(?:fler|farre|mer|mindre|hogre|lagre|storre|dyrare|billigare|battre|samre|yngre|aldre|langre|kortare|tidigare|senare)"
_LEFT_WORDS = r"(?:inte|saknas|saknades|fattas|fattades|aterstar|aterstod)"
_ASKS_DIFFERENCE = re.compile(
    rf"\bhur (?:manga|mycket|mkt|stor)\b.*\b{_MORE}\b|\bmed hur (?:manga|mycket|mkt)\b"
    r"|\bhur (?:manga|mycket|stor\w*)\b.*\bskil(?:de|jer|lnad\w*)\b"
    rf"|\bovervikt\b|\bhur (?:manga|mycket)\b.*\b{_LEFT_WORDS}\b"
    r"|\bhur mycket (?:har |hade )?(?:\S+(?: \S+){0,5}? ?)?(?:okat|minskat|sjunkit|stigit|okade|minskade|sjonk|steg)\b"
)
_ASKS_REST = re.compile(
    r"\b(?:raknar|raknas|raknats|raknat|drar|dras|dragits|dragit) (?:av|bort|ifran)\b|\bexklusive\b|\butom\b|\bborträknat\b"
)
_OF_WHICH = re.compile(r"\bvarav\b", re.IGNORECASE)  # "1 350 tkr, varav 240 tkr avser kort"
_ASKS_SHARE = re.compile(r"\bandel(?:en|ar|arna)?\b|\bhur (?:stor|hog) (?:andel|del)\b|\bprocent\b")
_CHANGE_TOLD = re.compile(
    r"\b(?:ök|minsk|höj|sänk|utök|sjunk|sjönk|stig|steg|fler|färre|mer|mindre|högre|lägre)\w*\b[^.\d]{0,30}"
    r"\b(?:med|på)\s+(?:ca |cirka )?\d"
    r"|\d[\d ,]*(?:(?:%|procent\w*|tkr|mkr|mnkr|kr|kronor|st) )?"
    r"(?:fler|färre|högre|lägre|mer|mindre|bättre|sämre|större|dyrare|billigare) än\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"(?<![\w,.:/–-])(?P<number>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*"
    r"(?P<unit>%|[^\W\d_]+(?: kronor)?)?(?![\d:/]|[-–]\d)"
)
_WHOLE_NUMBER = r"\d{1,3}(?: \d{3})+|\d+"
_OF_ORDER = "".join(rf"(?<!{word} )" for word in ("sida", "sidan", "steg", "del", "etapp", "punkt", "version", "nr"))
_ALL = rf"av (?:de |totalt |sammanlagt |alla )?(?P<whole>{_WHOLE_NUMBER})(?! ?\d|,\d)"
_OF_WHOLE = re.compile(
    rf"(?<![\d,.])(?<!\d ){_OF_ORDER}(?P<part>{_WHOLE_NUMBER}) {_ALL}"
    rf"|\b{_ALL.replace('whole', 'all')}(?: [^\W\d_]+){{0,3}}? (?:har|är|hade|var) (?P<some>{_WHOLE_NUMBER})(?! ?\d|,\d)",
    re.IGNORECASE,
)
_LEFT = re.compile(rf"\b{_LEFT_WORDS}\b")
_NEGATIVE = re.compile(r"(?<![\w,.])[−–-]\d")
_NO_UNITS = frozenset({"", "st", "stycken", "än", "ja", "nej", "röst", "röster", "mot"})
_OF_COUNTS = re.compile(r"\b\w*(?:timmar|timmarna|dagar|dygn|besok|besoken|personer|platser|tjanster|arsarbetare|elever|roster)\b")
_OF_MONEY = re.compile(r"kost|kron|\bkr\b|tkr|mkr|mnkr|pengar|dyr|billig|avgift|pris|budget|bidrag|belopp")
_WHEN = frozenset("sommaren vintern våren hösten under i förra året föregående".split())  # noqa: SIM905 - one line
_AGAINST = re.compile(r"\b(?:mot|jämfört med|från|till)\s*$", re.IGNORECASE)  # "7 personer ..., mot 11 förra sommaren"
_SPANS = ("dag", "dagar", "vecka", "veckor", "månad", "månader", "år", "timmar", "minuter")
_CLAUSES = re.compile(r",(?!\d)|;|\b(?:och|samt)\b")
_NAMES = 2  # words by which a clause is named; one with more of the question's words says what it is about
_NEAR = 5  # words before (or after) a number among which its name stands: "... öka Nordost kommunbidrag med 3 820 tkr"
_PERCENT_POINTS = "procentenheter"
_TENTH = Decimal("0.1")
_MOST_RATIO = 1000  # two numbers further apart than that are of different things


@dataclass(frozen=True, slots=True)
class Computed:
    """A number computed from sentences.

    Attributes:
        units: indexes of the units it is computed from.
        told: as a sentence, with the formula.
    """

    units: tuple[int, ...]
    value: Decimal
    unit: str
    formula: str
    told: str


@dataclass(frozen=True, slots=True)
class _Quantity:
    value: Decimal
    unit: str


def computed_from(question: str, texts: Sequence[str], counted: str = "") -> list[Computed]:
    """Return what a question asks to have computed from the sentences that answer it, best first; none where it is not sure.

    Args:
        question: as understood.
        texts: the sentences told.
        counted: the word for what is counted, or "".
    """
    folded = plain(question)
    if _ASKS_SHARE.search(folded) and (shares := _shares(texts)):
        return shares
    if _ASKS_REST.search(folded) and (rest := _rest(texts, counted)) is not None:
        return [rest]
    if not _ASKS_DIFFERENCE.search(folded):
        return []
    found = _difference(question, texts, counted)
    of_counts = _OF_COUNTS.search(folded) is not None and not _OF_MONEY.search(folded)
    return [found] if found is not None and not (of_counts and found.unit in MONEY_UNITS) else []


def _shares(texts: Sequence[str]) -> list[Computed]:
    found: list[Computed] = []
    for at, text in enumerate(texts):
        if "%" in text or "procent" in text:
            continue
        for match in _OF_WHOLE.finditer(" ".join(text.split())):
            part, whole = parsed(match["part"] or match["some"]), parsed(match["whole"] or match["all"])
            if 0 < part <= whole:
                value = (part / whole * 100).quantize(_TENTH, ROUND_HALF_UP)
                value = value.to_integral() if value == value.to_integral() else value
                formula = f"{number(part)} / {number(whole)} = {number(value)} %"
                found.append(Computed((at,), value, "%", formula, f"Andelen är {number(value)} % ({formula})"))
    return found


def _rest(texts: Sequence[str], counted: str) -> Computed | None:
    """Return what is left of a whole without its only part, in the only sentence that tells both: "1 350 tkr, varav 240 tkr"."""
    found = [(at, _quantities(text, counted)) for at, text in enumerate(texts) if _OF_WHICH.search(text)]
    if len(found) != 1 or len(found[0][1]) != 2:
        return None
    at, (whole, part) = found[0]
    return _told(whole, part, (at,)) if part.value <= whole.value else None


def _two_items(question: str, text: str, counted: str) -> tuple[_Quantity, _Quantity] | None:
    """Return the quantities of the two points of a list, or clauses of a sentence, that a question names; None for others."""
    items = [ITEM_MARK.sub("", line) for line in text.split("\n") if ITEM_MARK.match(line)]
    items = items if len(items) > 1 else _CLAUSES.split(" ".join(text.split()))
    asked = _stems(question) - {stem(counted)}
    quantities = [_quantities(item, counted) for item in items]
    words = [
        asked & _named_by(item) if len(found) == 1 else asked & _stems(item) for item, found in zip(items, quantities, strict=True)
    ]
    common = {word for word in asked if sum(word in own for own in words) * 2 > len(items)}
    named = [at for at, own in enumerate(words) if 0 < len(own - common) <= _NAMES and len(quantities[at]) == 1]
    if len(named) > 2:
        names = {stem(word.casefold()) for word in re.findall(r"(?<=[^.?!] )[A-ZÅÄÖ][^\W\d_]{2,}", question)}
        named = [at for at in named if names & words[at] - common]
    if len(named) != 2 or words[named[0]] - common == words[named[1]] - common:
        return None
    return quantities[named[0]][0], quantities[named[1]][0]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}


def _named_by(item: str) -> set[str]:
    """Return the words that stand near the only number of a clause: before it, or after it where it comes first."""
    plain_item = without_references(" ".join(item.split()))
    match = _QUANTITY.search(plain_item)
    if match is None:
        return _stems(item)
    before = plain_item[: match.start()].split()
    near = before[-_NEAR:] if before else plain_item[match.end() :].split()[:_NEAR]
    return _stems(" ".join(near))


def _difference(question: str, texts: Sequence[str], counted: str) -> Computed | None:
    first_text = " ".join(texts[0].split()) if texts else ""
    if not texts or _NEGATIVE.search(first_text):
        return None
    if _LEFT.search(plain(question)) and _LEFT.search(plain(first_text)):
        return None  # it tells what is left itself
    if (sides := _two_items(question, texts[0], counted)) is not None:
        return _told(*sides, (0,))
    if _CHANGE_TOLD.search(first_text):
        return None
    found = [_quantities(text, counted) for text in texts]
    at = next(
        (at for at, quantities in enumerate(found) if quantities), len(found)
    )  # a sentence without a number tells none of them
    if at < len(found) and len(found[at]) == 2:
        return _told(found[at][0], found[at][1], (at,))
    if at + 1 < len(found) and len(found[at]) == len(found[at + 1]) == 1:
        return _told(found[at][0], found[at + 1][0], (at, at + 1))
    return _two_sentences(question, texts, found)


def _two_sentences(question: str, texts: Sequence[str], found: Sequence[Sequence[_Quantity]]) -> Computed | None:
    """Return the difference of the only two sentences that tell one number each, where each names a side of its own."""
    single = [at for at, quantities in enumerate(found) if len(quantities) == 1]
    if len(single) != 2:
        return None
    first, second = (_stems(question) & _stems(texts[at]) for at in single)
    if not first - second or not second - first:
        return None
    return _told(found[single[0]][0], found[single[1]][0], (single[0], single[1]))


def _told(one: _Quantity, other: _Quantity, units: tuple[int, ...]) -> Computed | None:
    larger, smaller = (one, other) if one.value >= other.value else (other, one)
    if one.unit != other.unit or not smaller.value or larger.value > _MOST_RATIO * smaller.value:
        return None
    value = larger.value - smaller.value
    unit = _PERCENT_POINTS if one.unit == "%" else one.unit
    formula = f"{number(larger.value)} − {number(smaller.value)} = {number(value)}"
    shown = with_unit(value, unit) if unit in (_PERCENT_POINTS, "kr", "tkr", "mkr") else number(value)
    return Computed(units, value, unit, formula, f"Skillnaden är {shown} ({formula})")


def _quantities(text: str, counted: str) -> list[_Quantity]:
    """Return the quantities of a sentence, each with what it counts."""
    found: list[_Quantity] = []
    text_read = without_references(" ".join(text.split()))
    for match in _QUANTITY.finditer(text_read):
        value = parsed(match["number"])
        word = (match["unit"] or "").casefold()
        unit = "%" if word in ("%", "procent") else money_unit(f"({word})") if word else ""
        bare = not unit and found and (not word or word in _WHEN) and _AGAINST.search(text_read[: match.start()])
        found.append(_Quantity(value, found[-1].unit if bare else unit or _count(word, text, counted)))
    return found


def _count(word: str, text: str, counted: str) -> str:
    """Return what a number counts: "" for what is asked to be counted or pieces of it, else the word that follows it."""
    if word in _NO_UNITS or (counted and stem(word) == stem(counted)):
        return ""
    tells_of_it = bool(counted) and stem(counted) in {stem(other) for other in re.findall(r"[^\W\d_]+", text.casefold())}
    return "" if tells_of_it and not word.endswith(_SPANS) else stem(word)
