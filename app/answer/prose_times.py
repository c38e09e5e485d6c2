"""How much more a sentence tells that there was at one time than at another: of both years, or of now and the time before. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer.told_quantities import Computed, Quantity, quantities
from app.numbers.figure_wording import number, with_unit
from app.numbers.number_words import is_form
from app.question.kind import plain
from app.question.phrases import is_verb
from app.question.understanding import years
from vectorstore.coverage import told as told_words
from vectorstore.words.compounds import parts

CHANGE_TOLD = re.compile(
    r"\b(?:ök|minsk|höj|sänk|utök|sjunk|sjönk|stig|steg|fler|färre|mer|mindre|högre|lägre)\w*\b[^.\d]{0,30}"
    r"\b(?:med|på)\s+(?:ca |cirka )?\d"
    r"|\d[\d ,]*(?:(?:%|procent\w*|tkr|mkr|mnkr|kr|kronor|st) )?"
    r"(?:fler|färre|högre|lägre|mer|mindre|bättre|sämre|större|dyrare|billigare) än\b",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    r"\b(?:samma|motsvarande) (?:tid|period|kvartal|manad\w*)\b|\b(?:aret|ar) (?:innan|fore)\b|\b(?:forra|foregaende) ar(?:et)?\b"
    r"|\bi fjol\b"
)
_AGAINST_BEFORE = re.compile(  # "93 anmälningar under första kvartalet, jämfört med 78 under första kvartalet 2025"
    r"\d (?P<thing>[^\W\d_]+)[^.\d]{0,60}?,? (?:jämfört med|att jämföra med|i jämförelse med|mot) \d[\d ,]*(?P<when>.*)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\bhur m[åa]nga (?:fler |färre )?(?P<things>[^\W\d_]+(?:- och [^\W\d_]+)?)", re.IGNORECASE)
_BEGINNING = 5  # letters of a compound's first part by which what stands around tells of it
_SHORT = 3  # letters of words that say nothing
_JOINING = frozenset("från till mellan under inom jämfört".split())  # noqa: SIM905 - one line
_THINGS = 2  # words of a question, its first, that say of what it asks
_PERCENT_POINTS = "procentenheter"
_MOST_RATIO = 1000  # two numbers further apart than that are of different things


def of_both_years(question: str, texts: Sequence[str], counted: str) -> Computed | None:
    """Return the difference that the only sentence tells which names both years asked about, with one number for each."""
    asked = set(years(question))
    if len(asked) != 2:
        return None
    there = [at for at, text in enumerate(texts) if asked <= set(years(text)) and len(quantities(text, counted)) == 2]
    if len(there) != 1 or CHANGE_TOLD.search(" ".join(texts[there[0]].split())) or not says_most(question, texts, there[0]):
        return None
    first, second = quantities(texts[there[0]], counted)
    return apart(first, second, (there[0],))


def told_against(question: str, texts: Sequence[str], counted: str, around: Sequence[frozenset[str]]) -> Computed | None:
    """Return the difference of the only sentence that tells what a question counts, and what it was the time before."""
    named = sorted(set(years(question)))
    if len(named) > 2 or (len(named) < 2 and _TIME_BEFORE.search(plain(question)) is None):
        return None
    before = named[0] if len(named) == 2 else named[0] - 1 if named else None
    found = []
    for at, text in enumerate(texts):
        match = _AGAINST_BEFORE.search(" ".join(text.split()))
        numbers = quantities(text, counted)
        if match is None or len(numbers) != 2 or numbers[0].unit != numbers[1].unit:
            continue
        if set(years(match["when"])) - {before} or set(years(text)) - {before, *named}:
            continue
        if told_words(match["thing"]) & told_words(question) and _is_of_kind(question, around[at] if around else frozenset()):
            found.append((at, numbers[0], numbers[1]))
    return apart(found[0][1], found[0][2], (found[0][0],)) if len(found) == 1 and says_most(question, texts, found[0][0]) else None


def says_most(question: str, texts: Sequence[str], at: int) -> bool:
    """Tell whether a sentence says as much of what is asked as any other with a number, and something of it."""
    asked = {
        token
        for token in told_words(question)
        if len(token) > _SHORT and token.isalpha() and token not in _JOINING and not is_form(token)
    }
    said = [len(asked & told_words(text)) if quantities(text, "") else 0 for text in texts]
    nouns = [word for word in re.findall(r"[^\W\d_]{6,}", question) if word.islower() and not is_form(word) and not is_verb(word)]
    things = frozenset().union(*(told_words(word) for word in nouns[:_THINGS]))
    return 0 < said[at] == max(said) and (not things or bool(things & told_words(texts[at])))


def _is_of_kind(question: str, around: frozenset[str]) -> bool:
    """Tell whether what stands around a sentence says of the kind that a question counts: "olycksfallsanmälningar"."""
    match = _COUNTS.search(question)
    kinds = [parts(word) for word in re.findall(r"[^\W\d_]{5,}", match["things"].casefold())] if match else []
    compounds = [one for one in kinds if len(one) > 1]
    begun = {one[0][:_BEGINNING] for one in compounds}
    return not around or not compounds or any(token.startswith(tuple(begun)) for token in around)


def apart(one: Quantity, other: Quantity, units: tuple[int, ...]) -> Computed | None:
    """Return how much one quantity is more than another; None of two units, of nothing, or where they are alike or far apart."""
    larger, smaller = (one, other) if one.value >= other.value else (other, one)
    if larger.value == smaller.value or one.unit != other.unit or not smaller.value or larger.value > _MOST_RATIO * smaller.value:
        return None
    value = larger.value - smaller.value
    unit = _PERCENT_POINTS if one.unit == "%" else one.unit
    formula = f"{number(larger.value)} − {number(smaller.value)} = {number(value)}"
    shown = with_unit(value, unit) if unit in (_PERCENT_POINTS, "kr", "tkr", "mkr") else number(value)
    return Computed(units, value, unit, formula, f"Skillnaden är {shown} ({formula})")
