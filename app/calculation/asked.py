"""Which calculation a question asks for, over which time, and what is left of the question without it. Pure.

What is left ("Hur mycket kostade hemtjänsten 2025?" of "… i snitt 2023–2025?") is a question for one cell: it is found as any
other, and the rest of the calculation's cells from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.model import Question
from app.numbers.months_asked import asked_part
from app.numbers.number_words import Extreme, wanted
from app.numbers.ranking import Placed
from app.numbers.verdict import FigureAnswer, Sign


class Operation(StrEnum):
    """What is to be computed."""

    SUM = "summa"
    MEAN = "medelvärde"
    RATIO = "kvot"
    DIFFERENCE = "skillnad"
    EXTREME = "ytterlighet"
    EACH = "vart och ett"
    COUNT = "antal"


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking for one cell: the answer, the figures it was chosen among, and the years it was asked of."""

    answer: FigureAnswer | None
    placed: tuple[Placed, ...]
    years: tuple[int, ...] = ()


Look = Callable[[str], Looked]  # answers a question for one cell

_TWO = 2
_MOST_YEARS = 12
_YEARS = re.compile(
    r"(?:\b(?:de|dom) \w+ åren\b,? ?)?(?:\b(?:mellan|från|under|åren|perioden) ){0,2}"
    r"\b(?P<first>20\d\d)(?P<rest>(?:\s*(?:,|och|o|samt|plus|till och med|till|t\.?\s?o\.?\s?m\.?|[-–])\s*(?:20)?\d\d\b)+)"
)
_LISTED = re.compile(r"(?P<join>,|och|o|samt|plus|till och med|till|t\.?\s?o\.?\s?m\.?|[-–])\s*(?P<year>(?:20)?\d\d)\b")
_SINCE = re.compile(r"\bse(?:da)?n (?P<first>20\d\d)\b")
_SPANNING = re.compile(r"till|t\.?\s?o|[-–]")
_MEANS = re.compile(
    r"\bi (?:snitt|genomsnitt|medeltal|medel)\b|\b(?:snittet|genomsnittet|medeltalet|medelvärdet)(?: (?:för|av|på))?\b"
    r"|\bgenomsnittlig[at]?\b"
)
IS_MEAN = re.compile(r"snitt|medel(?:tal|värde|ålder|tid)|\bper (?:månad|år)\b|/(?:månad|mån|år)\b", re.IGNORECASE)
_PER_TIME = re.compile(r"\bper (?:månad|år)\b|\bom året\b|\bi månaden\b|\bvarje (?:månad|år)\b")
_SUMS = re.compile(
    r"\b(?:tillsammans|sammanlagt|ihop|sammantaget|summerat|totalt(?: sett)?)\b|\bsumm(?:an|era) (?:av|för)\b|\bsammanlagda\b"
    r"|\bom man (?:lägger|slår|räknar) (?:ihop|samman)\b|\blägger ihop\b|\bplus\b(?= )"
)
_EACH = re.compile(r"\brespektive\b|\bresp\b")  # "till utbildning respektive till inköp": neither is held against the other
_DIFFERS = re.compile(r"\bskillnad|\bskil(?:jer|de|jde)\b")
_RATIOS = re.compile(r"\bhur m[åa]nga gånger (?:så )?(?:\w+are|fler|mer|mycket|många|större|stor[at]?|sin|sitt|sina)?\b")
_TIMES = re.compile(
    r"\b(?:(?:under |i )?vilken (?P<month>månad)\w*|(?:under )?vilket (?P<year>år)\b|"
    r"(?P<way>bästa|sämsta|dyraste|billigaste|högsta|lägsta|största|minsta) (?P<time>månad|år)(?:en|et)?)\b"
)
_MINUS = re.compile(r"\b(?:minus|back|underskott|förlust)\b")
_SIGNED = re.compile(r"\b(?:med )?(?:minus|back|underskott|förlust|plus|överskott|vinst)\b", re.IGNORECASE)
_MONTHS_COUNTED = re.compile(rf"\bhur m[aå]nga månader\b(?=.*\b(?:gick|går|hade|har|visa\w*|redovisa\w*)\b.*{_SIGNED.pattern})")
_WAYS = {
    "bästa": Extreme.BEST, "sämsta": Extreme.WORST, "dyraste": Extreme.MOST, "billigaste": Extreme.LEAST,
    "högsta": Extreme.MOST, "lägsta": Extreme.LEAST, "största": Extreme.MOST, "minsta": Extreme.LEAST,
}  # fmt: skip
_AND_HOW_MUCH = re.compile(r",? och (?:med )?hur (?:mycket|många|stor[at]?|hög[at]?|låg[at]?)\b.*", re.IGNORECASE)  # told as it is
_EXTREME_WORDS = re.compile(
    r"\b(?:allra )?(?:bäst|sämst|mest|minst|flest|färst|högst|lägst|störst|dyrast|billigast|kortast|längst)a?e?\b"
)


@dataclass(frozen=True, slots=True)
class OverTime:
    """A calculation over the years or months of one row.

    Attributes:
        rest: the question for one of its cells.
        years: those named, oldest first; none where the months of a year are asked for.
        since: all years from the first of them on.
        part: first and last month, or None for a whole year.
        sign: of the months that are to be counted.
    """

    operation: Operation
    rest: str
    years: tuple[int, ...] = ()
    since: bool = False
    part: tuple[int, int] | None = None
    extreme: Extreme | None = None
    sign: Sign | None = None


def over_time(question: Question) -> OverTime | None:
    """Return the calculation over years or months that a question asks for, or None."""
    text = question.standalone
    folded = text.casefold()
    if (best := _best_time(question, text)) is not None:
        return best
    if (counted := _MONTHS_COUNTED.search(folded)) is not None:
        sign = Sign.MINUS if _MINUS.search(folded) else Sign.PLUS
        return OverTime(Operation.COUNT, without_operation(_SIGNED.sub(" ", _cut(text, *counted.span()))), sign=sign)
    span = _YEARS.search(folded)
    years = _years_of(span) if span else ()
    means = _MEANS.search(folded) is not None
    sums = _SUMS.search(folded) is not None or re.search(r"\bde (?:två|tre|fyra|fem|sex) åren\b", folded) is not None
    if span is not None and len(years) > 1 and (means or sums):
        rest = without_operation(f"{text[: span.start()]} {years[-1]} {text[span.end() :]}")
        return OverTime(Operation.MEAN if means else Operation.SUM, rest, years)
    if span is not None and len(years) > _TWO and not wanted(question).compares and not wanted(question).extremes:
        return OverTime(Operation.EACH, f"{text[: span.start()]} {years[-1]} {text[span.end() :]}", years)
    if means and _PER_TIME.search(folded) and "månad" in folded:
        return OverTime(Operation.MEAN, without_operation(text), part=asked_part(folded))
    return None


def _best_time(question: Question, text: str) -> OverTime | None:
    """Return which month or year is asked for, as the one with most or least of something."""
    folded = text.casefold()
    match = _TIMES.search(folded)
    if match is None:
        return None
    extremes = (_WAYS[match["way"]],) if match["way"] else wanted(question).extremes
    if len(extremes) != 1:
        return None
    rest = _AND_HOW_MUCH.sub("", _cut(text, match.start(), match.end()))
    if re.search(r"\b(?:dyr|billig)(?:ast|aste|aste?)\b", folded):
        rest = f"{rest} kostnad"
    years: tuple[int, ...] = ()
    since = False
    if match["year"] or match["time"] == "år":
        span, start = _YEARS.search(rest.casefold()), _SINCE.search(rest.casefold())
        if span is not None:
            named = _years_of(span)
            if not named:
                return None
            years = tuple(range(named[0], named[-1] + 1))
            rest = f"{rest[: span.start()]} {years[-1]} {rest[span.end() :]}"
        elif start is not None:
            years, since = (int(start["first"]),), True
            rest = _cut(rest, start.start(), start.end())
        else:
            since = True
    part = asked_part(rest.casefold())
    return OverTime(Operation.EXTREME, without_operation(_EXTREME_WORDS.sub(" ", rest)), years, since, part, extremes[0])


def _years_of(span: re.Match[str]) -> tuple[int, ...]:
    """Return the years of a span ("2023 till 2025", "2020, 2021 och 2022"), oldest first; none where they are too many."""
    years = [int(span["first"])]
    for match in _LISTED.finditer(span["rest"]):
        year = int(match["year"]) if len(match["year"]) == 4 else years[0] // 100 * 100 + int(match["year"])
        if _SPANNING.match(match["join"]) and year > years[-1]:
            years += range(years[-1] + 1, year)
        years.append(year)
    return tuple(sorted(set(years))) if max(years) - min(years) <= _MOST_YEARS else ()


def operation_of(question: Question) -> tuple[Operation, Extreme | None] | None:
    """Return what is to be computed of several things that a question names, or None where it asks for no calculation."""
    folded = question.standalone.casefold()
    want = wanted(question)
    if _RATIOS.search(folded):
        return Operation.RATIO, None
    if _MEANS.search(folded):
        return None
    if len(want.extremes) == 1:
        return Operation.EXTREME, want.extremes[0]
    if _EACH.search(folded) and not want.compares:
        return Operation.EACH, None
    if _SUMS.search(folded) and not (want.compares and _DIFFERS.search(folded)):  # "skillnaden … totalt": between totals
        return Operation.SUM, None
    return (Operation.DIFFERENCE, None) if want.compares else None


_FOR_EACH = re.compile(
    r"\bhur m[aå]nga (?P<one>[^\W\d_]+) (?:går|gick|finns|fanns|kommer|kom|var|är|blir|blev) (?:det )?"
    r"(?:på|per|för) (?:varje|en|ett)?\s*(?P<other>[^\W\d_]+)(?P<rest>.*)",
    re.IGNORECASE,
)


def asks_for_times(question: Question) -> bool:
    """Tell whether a question asks how many times one thing is another."""
    return _RATIOS.search(question.standalone.casefold()) is not None


def asks_for_mean(question: Question) -> bool:
    """Tell whether a question asks for a mean."""
    return _MEANS.search(question.standalone.casefold()) is not None


def for_each(question: Question) -> tuple[str, ...]:
    """Return the questions for the two things of "Hur många elever går det på varje lärare?", or none."""
    match = _FOR_EACH.search(question.standalone)
    if match is None:
        return ()
    return tuple(f"Hur många {match[one]}{match['rest']}" for one in ("one", "other"))


_COMPARED = re.compile(
    r"\b(?:fler|färre|mer|mindre|högre|lägre|större|bättre|sämre|längre|kortare)\b|\b(?:och |eller )?hur mycket skil\w+(?: det)?\b"
    r"|\bskil(?:jer|de|jde)\b(?: det| sig)?|\bskillnad(?:en)?\b(?: mellan)?|\bi jämförelse\b|\bjämfört\b"
)
_DEARER = re.compile(r"\b(?:dyrare|billigare|dyrast|billigast)(?: eller (?:dyrare|billigare))?\b")
_EITHER = re.compile(r"\b(?:fler|färre|mer|mindre|högre|lägre|större|bättre|sämre|längre|kortare) eller (?:\w+re|fler|mer)\b")


def without_operation(text: str) -> str:
    """Return a question without the words that ask for a calculation: one for a single cell."""
    found = text
    for pattern in (_RATIOS, _MEANS, _PER_TIME, _SUMS, _EITHER, _COMPARED):
        found = re.sub(pattern.pattern, " ", found, flags=re.IGNORECASE)
    found = re.sub(_DEARER.pattern, " kostnad ", found, flags=re.IGNORECASE)
    return " ".join(found.split())


def without_extremes(text: str) -> str:
    """Return a question without the words that ask for the most or the least of several."""
    return " ".join(re.sub(_EXTREME_WORDS.pattern, " ", text, flags=re.IGNORECASE).split())


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"
