"""Sizes that a question names ("25 km", "en femtonåring", "åk 7") held against the spans rows and columns are for. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_UNITS: tuple[tuple[str, str], ...] = (
    ("m²", r"kvadrat(?:meter\w*)?|kvm|m2|m²"),
    ("km", r"kilometer\w*|km"),
    ("mm", r"millimeter\w*|mm"),
    ("cm", r"centimeter\w*|cm"),
    ("m³", r"kubikmeter\w*|kbm|m3|m³"),
    ("m", r"meter\w*|m"),
    ("år", r"åring\w*|årig\w*|år"),
    ("kg", r"kilogram|kilo|kg"),
    ("ton", r"ton"),
    ("liter", r"liter|l"),
    ("timmar", r"tim(?:mar|mes?|me)?|h"),
    ("minuter", r"min(?:uter|ut)?"),
    ("dygn", r"dygn"),
    ("dagar", r"dag(?:ar|en)?"),
    ("veckor", r"vecka|veckor"),
    ("månader", r"månad(?:er)?|mån"),
    ("mil", r"mil"),
)
_UNIT_OF = tuple((unit, re.compile(pattern)) for unit, pattern in _UNITS)
_ANY_UNIT = "|".join(pattern for _, pattern in _UNITS)
_ENDS = r"(?![^\W\d_]|²|³)"
_WORDS = {
    word: at
    for at, words in enumerate(
        ("noll", "en|ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton",
         "femton", "sexton", "sjutton", "arton", "nitton", "tjugo"))
    for word in words.split("|")
}  # fmt: skip
_PUPILS = ("etta", "tvåa", "trea", "fyra", "femma", "sexa", "sjua", "åtta", "nia")
_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde")
_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_NAMED = re.compile(
    rf"(?<![\w,.])(?P<number>{_NUMBER}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:\s|-)?(?P<unit>{_ANY_UNIT}){_ENDS}",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:jag|hon|han|dotter|son|barnet|mamma|pappa|mormor|morfar|farmor|farfar|kompis|elev|flicka|pojke|tjej|kille|som)"
    r" (?:är|fyller|fyllt|har fyllt|blir) (?P<number>\d{1,2})"
    r"(?!\d|[.,:]\d| ?%| (?:[^\W\d_]*(?:kr|kronor|procent|meter|km|timmar|dagar|stycken|st)\b))",
    re.IGNORECASE,
)
_CLASS = re.compile(
    rf"\b(?:åk|årskurs|klass)\.?\s?(?P<number>\d)\b|\b(?:en|i|går i) (?P<pupil>{'|'.join(_PUPILS)})n?\b"
    rf"|\b(?P<pupils>{'|'.join(word[:-1] for word in _PUPILS)})or(?:na)?\b|\b(?P<ordinal>{'|'.join(_ORDINALS)})klass\w*",
    re.IGNORECASE,
)
_DASH = r"\s?(?:[-–—−]|till)\s?"
_SPAN = re.compile(rf"(?<![\w,.])(?P<low>{_NUMBER}){_DASH}(?P<high>{_NUMBER})\s?-?(?P<unit>{_ANY_UNIT}){_ENDS}", re.IGNORECASE)
_OVER = re.compile(
    rf"\b(?P<how>över|överstig(?:ande|er)|mer än|längre än|större än|äldre än|från|fr\.?o\.?m\.?|minst)\s+(?P<low>{_NUMBER})"
    rf"\s?(?P<unit>{_ANY_UNIT}){_ENDS}"
    rf"|(?<![\w,.–-])(?P<least>{_NUMBER})\s?(?P<unit2>{_ANY_UNIT})\s+(?:eller (?:mer|äldre|längre)|och (?:uppåt|äldre|över|mer))",
    re.IGNORECASE,
)
_UNDER = re.compile(
    rf"\b(?P<how>upp till|högst|max(?:imalt)?|t\.?o\.?m\.?|till och med|under|understig(?:ande|er)|mindre än|yngre än|kortare än)"
    rf"\s+(?P<high>{_NUMBER})"
    rf"\s?(?P<unit>{_ANY_UNIT}){_ENDS}",
    re.IGNORECASE,
)
#: Bounds as tables print them in short: "- 29 år", "<29 år", "50 år>", "Ålder 50 -", "Dag 59>", "Dag 15-59".
_SHORT_UNDER = re.compile(
    rf"(?<![\w,.])(?<!\d )(?:[-–—−<≤]|0\s?[-–—−])\s?(?P<high>\d+)\s?-?(?P<unit>{_ANY_UNIT}){_ENDS}", re.IGNORECASE
)
_SHORT_OVER = re.compile(
    rf"(?<![\w,.–—−-])(?P<low>\d+)\s?"
    rf"(?:(?P<unit>{_ANY_UNIT})\s?(?:[>+]|[-–—−]\s*(?=$|[,;)]))|[->+–—−]\s?(?P<unit2>{_ANY_UNIT}){_ENDS})"
    rf"|[>≥]\s?(?P<least>\d+)\s?(?P<unit3>{_ANY_UNIT}){_ENDS}",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(
    r"\b(?P<unit>ålder\w*|dag(?:ar)?)\s(?P<low>\d+)\s?(?:[-–—−]\s?(?P<high>\d+)|(?P<over>[>+]|[-–—−]\s*(?=$|[,;)])))",
    re.IGNORECASE,
)
_OR_UNDER = re.compile(
    rf"(?<![\w,.–-])(?P<high>{_NUMBER})\s?(?P<unit>{_ANY_UNIT})\s+(?:eller (?:mindre|yngre|kortare)|och (?:under|yngre|mindre))",
    re.IGNORECASE,
)
#: Bounds that a question names; of persons the years may be left out: "de under 30".
_BOUND_NAMED = re.compile(
    rf"\b(?P<how>under|yngre än|mindre än|kortare än|upp till|högst|över|äldre än|mer än|längre än|minst)\s+(?P<number>\d+)"
    rf"(?:\s?-?(?P<unit>{_ANY_UNIT}){_ENDS}|(?P<bare>(?!\s?(?:%|kr|tkr|mkr|mnkr|procent|miljon|tusen|\d|,\d|\.\d))))",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\b(?:de|dem|dom|personal\w*|anställda|medarbetare\w*|personer|brukare|kvinnor|män|åldr\w*|ålder\w*|gruppen|invånare"
    r"|ungdomar|vuxna)\b[^.?!]{0,25}$",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"\binom (?P<number>\d+)\s?(?P<unit>{_ANY_UNIT}){_ENDS}", re.IGNORECASE)
_DECIMAL = re.compile(r"[-−–]?\d+,\d+(?: ?%)?")  # a row's value, and no bound
_UPWARDS = frozenset({"över", "äldre än", "mer än", "längre än", "minst"})
_EXACT = re.compile(rf"(?<![\w,.–—−-])(?<!\d )(?P<number>{_NUMBER})\s?-?(?P<unit>{_ANY_UNIT}){_ENDS}", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:över|under|minst|högst|mer än|mindre än|fler än|färre än|äldre än|yngre än|upp till|från|inom|efter|i|cirka|ca)\s*$"
)
_BETWEEN = re.compile(rf"\bmellan (\d+) och (\d+)\s?({_ANY_UNIT}){_ENDS}", re.IGNORECASE)
_BETWEEN_AGES = re.compile(  # "de mellan 30 och 49"
    r"\b(de|dem|dom|personal\w*|anställda|medarbetare\w*|personer|brukare|kvinnor|män|åldrarna|invånare)"
    r" mellan (\d{1,2}) och (\d{2})\b"
    r"(?! ?(?:%|kr|tkr|mkr|procent|år|\d))",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    r"\s+(?:eller (?:mer|mindre|äldre|yngre|längre|kortare)|och (?:uppåt|äldre|över|mer|under|yngre))\b", re.IGNORECASE
)
_CLASSES = re.compile(r"\b(?:åk|årskurs(?:erna)?|klass)\.?\s?(?P<low>[f\d])(?:\s?[-–—]\s?(?P<high>\d))?\b", re.IGNORECASE)
_CLASS_UNIT = "årskurs"
_STRICT = frozenset(
    {
        "över",
        "överstigande",
        "överstiger",
        "understigande",
        "understiger",
        "mer än",
        "längre än",
        "större än",
        "äldre än",
        "under",
        "mindre än",
        "yngre än",
        "kortare än",
    }
)


@dataclass(frozen=True, slots=True)
class Size:
    """A size that a question names.

    Attributes:
        words: its words, as they stand in the question.
    """

    value: float
    unit: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Span:
    """What sizes a row or a column is for; bounds that are not `strict` belong to it."""

    low: float
    high: float
    unit: str
    strict: bool = False

    def is_bound(self, other: Span) -> bool:
        """Tell whether it is the span another one names, give or take one: "under 30" and "- 29 år"."""
        low, high = (-math.inf if span.low <= 1 else span.low for span in (self, other))
        ends = ((low, high), (self.high, other.high))
        return self.unit == other.unit and all(one == two or abs(one - two) <= 1 for one, two in ends)

    def holds(self, size: Size) -> bool:
        """Tell whether a size lies in it."""
        inside = self.low < size.value < self.high if self.strict else self.low <= size.value <= self.high
        return size.unit == self.unit and inside


def sizes_named(text: str) -> list[Size]:
    """Return the sizes a question names; a number without a unit, or a year, is none, nor a bound ("över 65 år")."""
    found = []
    for match in _NAMED.finditer(text):
        if _BOUND.search(text[: match.start()].casefold()) or _OR_MORE.match(text, match.end()):
            continue
        word = match["number"].casefold()
        value = float(_WORDS[word]) if word in _WORDS else _number(word)
        found.append(Size(value, _unit(match["unit"]), frozenset(re.findall(r"[^\W_]+", match[0].casefold()))))
    for match in _AGE.finditer(text):
        if not any(size.unit == "år" for size in found):
            found.append(Size(float(match["number"]), "år", frozenset((match["number"],))))
    for match in _CLASS.finditer(text):
        pupil = (match["pupil"] or f"{match['pupils'] or ''}a").casefold()
        ordinal = (match["ordinal"] or "").casefold()
        year = int(match["number"] or 0) or (_ORDINALS.index(ordinal) if ordinal else _PUPILS.index(pupil)) + 1
        found.append(Size(float(year), _CLASS_UNIT, frozenset(re.findall(r"[^\W_]+", match[0].casefold()))))
    return found


@lru_cache(maxsize=512)
def bounds_named(text: str) -> tuple[tuple[Span, frozenset[str]], ...]:
    """Return the spans a question names ("under 30 år", "60 dagar eller mer", "30–49 år"), each with its words."""
    found = []
    for match in _BOUND_NAMED.finditer(text):
        if match["unit"] is None and not _PERSONS.search(text[: match.start()]):
            continue
        value = float(match["number"])
        unit = _unit(match["unit"]) if match["unit"] else "år"
        low, high = (value, math.inf) if match["how"].casefold() in _UPWARDS else (-math.inf, value)
        found.append((Span(low, high, unit), _words_of(match)))
    text = _BETWEEN.sub(r"\1–\2 \3", _BETWEEN_AGES.sub(r"\1 \2–\3 år", text))
    for pattern in (_SPAN, _OR_UNDER, _OVER, _UNIT_BEFORE):
        for match in pattern.finditer(text):
            spans = spans_of(match[0])
            if spans and not any(_words_of(match) & words for _, words in found):
                found.append((spans[0], _words_of(match)))
    return tuple(found)


def limits_named(text: str) -> list[Size]:
    """Return the limits of time or length within which a question asks for something ("inom 60 dagar")."""
    return [Size(float(match["number"]), _unit(match["unit"]), _words_of(match)) for match in _WITHIN.finditer(text)]


def _words_of(match: re.Match[str]) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", match[0].casefold()))


def other_bound(text: str, printed: str) -> bool:
    """Tell whether something printed is for another span than a question names: "30–49 år" where those under 30 are asked about."""
    asked = bounds_named(text)
    spans = spans_of(_DECIMAL.sub(",", printed)) if asked else ()
    alike = [[span for span in spans if span.unit == bound.unit] for bound, _ in asked]
    return any(own and not any(span.is_bound(bound) for span in own) for own, (bound, _) in zip(alike, asked, strict=True))


@lru_cache(maxsize=50_000)
def spans_of(printed: str) -> tuple[Span, ...]:
    """Return the spans that a label or a heading prints: "21–30 km", "båt över 10 m", "åk 7–9"."""
    found = [Span(_number(m["low"]), _number(m["high"]), _unit(m["unit"])) for m in _SPAN.finditer(printed)]
    for m in _OVER.finditer(printed):
        strict = (m["how"] or "").casefold() in _STRICT
        found.append(Span(_number(m["low"] or m["least"]), math.inf, _unit(m["unit"] or m["unit2"]), strict))
    found += _short_spans(printed, taken=bool(found))
    for m in _UNDER.finditer(printed):
        found.append(Span(-math.inf, _number(m["high"]), _unit(m["unit"]), m["how"].casefold() in _STRICT))
    if not found:
        found = [Span(_number(m["number"]), _number(m["number"]), _unit(m["unit"])) for m in _EXACT.finditer(printed)]
    for m in _CLASSES.finditer(printed):
        low = 0.0 if m["low"].casefold() == "f" else float(m["low"])
        found.append(Span(low, float(m["high"] or low), _CLASS_UNIT))
    return tuple(found)


def _short_spans(printed: str, *, taken: bool) -> list[Span]:
    """Return the spans that are printed in short; `taken` where others are."""
    found = [Span(-math.inf, _number(m["high"]), _unit(m["unit"])) for m in _OR_UNDER.finditer(printed)]
    for m in _UNIT_BEFORE.finditer(printed):
        high = _number(m["high"]) if m["high"] else math.inf
        found.append(Span(_number(m["low"]), high, "dagar" if m["unit"].casefold().startswith("dag") else "år"))
    if taken or found:
        return found
    for m in _SHORT_OVER.finditer(printed):
        found.append(Span(_number(m["low"] or m["least"]), math.inf, _unit(m["unit"] or m["unit2"] or m["unit3"])))
    return found or [Span(-math.inf, _number(m["high"]), _unit(m["unit"])) for m in _SHORT_UNDER.finditer(printed)]


def other_size(sizes: Sequence[Size], printed: str) -> bool:
    """Tell whether something printed is for another size than a question names: for spans of its unit that do not hold it."""
    spans = spans_of(printed) if sizes else ()
    return any(_alike(spans, size) and not any(span.holds(size) for span in spans) for size in sizes)


def _alike(spans: Sequence[Span], size: Size) -> bool:
    return any(span.unit == size.unit for span in spans)


def _number(printed: str) -> float:
    return float(re.sub(r"[ \u00a0]", "", printed).replace(",", "."))


def _unit(printed: str) -> str:
    return next(unit for unit, pattern in _UNIT_OF if pattern.fullmatch(printed.casefold()))
