"""When a forecast was made, as a header, a row or a question tells it: "Prognos mars", "oktoberprognosen", "Prognos T2". Pure.

A forecast for a year is made several times in it. What it is called by ("oktober", "tertial 2", "delår 1", "prognos 2",
"föregående") is its occasion; what it is of is a period, kept apart from that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.tables.measures import PLANS
from ingest.tables.model import NO_PERIOD, Column, Period, PeriodKind
from ingest.tables.periods import MONTH, MONTH_NAMES, MONTHS, YEAR, month_number, months_of, year_period

_FORECAST = re.compile(r"prognos", re.IGNORECASE)
_ANY_MONTH = "|".join(sorted((name for names in MONTHS.values() for name in names), key=len, reverse=True))
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_ORDINAL = "|".join(_ORDINALS)
#: A month in one word with the forecast: "Oktoberprognos".
COMPOUND = re.compile(rf"(?<![^\W\d_])(?P<month>{_ANY_MONTH})-?(?:helårs|års)?prognos", re.IGNORECASE)
_SPAN = re.compile(  # what a forecast is of, or how far it counts: "jan–dec", "T1–T3"
    rf"(?:{MONTH}|\b[TQ]\d)(?:\s+{YEAR})?\s*(?:[-\u2212\u2013\u2014]|t\.?o\.?m\.?|till)\s*(?:{MONTH}|[TQ]\d)", re.IGNORECASE
)
_SPAN_START = re.compile(rf"{MONTH}(?:\s+{YEAR})?(?=\s*(?:[-\u2212\u2013\u2014]|t\.?o\.?m\.?|till)\s*{MONTH})", re.IGNORECASE)
_YEAR_END = re.compile(rf"{YEAR}-12-31|\b31\s+dec(?:ember)?\b", re.IGNORECASE)  # a forecast of what there is then
_PARTS = (  # of a year, by which a forecast is called
    (
        "tertial",
        re.compile(rf"\bT\s?(?P<n>[1-3])(?!\d)|tertial\w*\s*(?P<n2>[1-3])(?!\d)|(?P<n3>{_ORDINAL})\s+tertial", re.IGNORECASE),
    ),
    ("kvartal", re.compile(rf"\b(?:kvartal|kv|q)\.?\s?(?P<n>[1-4])(?!\d)|(?P<n3>{_ORDINAL})\s+kvartal", re.IGNORECASE)),
    ("delår", re.compile(rf"delår\w*(?:\s*(?P<n>[1-3])(?!\d))?|(?P<n3>{_ORDINAL})\s+delår", re.IGNORECASE)),
)
_NUMBERED = re.compile(
    rf"prognos(?:en)?\s*(?:nr\.?\s*)?(?P<n>[1-4])(?![\d/:\u2013-]|\s*%)|\b(?P<n2>[1-4])\s?:?[ae]\s+prognos|\b(?P<n3>{_ORDINAL})\s+prognos",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:fg|föreg|föregående|förra|förr|tidigare)\b\.?\s+(?:helårs)?prognos", re.IGNORECASE)
_ISO = re.compile(rf"(?<!\d){YEAR}-(?P<month>0[1-9]|1[0-2])(?:-\d\d)?(?!\d)")
_NAMED = re.compile(rf"(?<![^\W\d_]){MONTH}", re.IGNORECASE)
#: Words by which a month is surely when a forecast was made, and not what it is of: "Prognos per augusti".
_MADE = re.compile(
    rf"prognos\w*\s+(?:helår\w*\s+)?(?:per|i|efter|från|gjord\s+i|vid)\s+(?:den\s+)?(?:\d+\s+)?{MONTH}", re.IGNORECASE
)
#: What heads or is written over rows that are the occasions of forecasts.
_OCCASIONS = re.compile(r"tillfälle|tidpunkt|prognossäkerhet|prognosprecision", re.IGNORECASE)
PREVIOUS = "föregående"
_FROM = re.compile(r"\b(?:mot|från|jämfört\s+med|gentemot)\s+\w*prognos", re.IGNORECASE)  # "Avvikelse mot prognos mars"
_THIRD = "tertial"
_KINDS = (PeriodKind.MONTH.value, PeriodKind.QUARTER.value, _THIRD)
_ALL_THIRDS = 3  # … of a year: forecasts of all of them, or of three quarters, may be of the parts


def occasion(text: str) -> str:
    """Return when a forecast was made by the words that name it, or "": "oktober", "tertial 2", "delår", "prognos 2", "föregående".

    Args:
        text: a column's header, a row's label or the words of a question. What it is of ("Prognos jan–dec", "Prognos 2026",
            "Prognos 31 dec 2026") is no occasion; nor is a month where several are named.
    """
    if match := COMPOUND.search(text):
        return _month(match["month"])
    if _BEFORE.search(text):
        return PREVIOUS
    rest = _YEAR_END.sub(" ", _SPAN.sub(" ", text))
    for name, pattern in _PARTS:
        if match := pattern.search(rest):
            number = _number(match)
            return f"{name} {number}" if number else name
    named = {_month(match.group()) for match in _NAMED.finditer(rest)} | {_month(m["month"]) for m in _ISO.finditer(rest)}
    if len(named) == 1:
        return named.pop()
    match = _NUMBERED.search(rest)
    return f"prognos {_number(match)}" if match and not named else ""


def occasions_named(text: str) -> frozenset[str]:
    """Return all that a forecast may be called by in a text that is about the time it was made: "Uppföljning januari–augusti 2025".

    Args:
        text: the title of a paper or a heading; of a span of months the last counts.
    """
    months = {_month(match.group()) for match in _NAMED.finditer(_SPAN_START.sub(" ", text))}
    months |= {_month(match["month"]) for match in _ISO.finditer(text)}
    parts = {f"{name} {number}" if (number := _number(m)) else name for name, pattern in _PARTS for m in pattern.finditer(text)}
    return frozenset(months | parts)


def _month(name: str) -> str:
    """Return a month in full, by its name, an abbreviation or its number in two digits."""
    number = int(name) if name.isdecimal() else month_number(name)
    return MONTH_NAMES.split("|")[number - 1]


def _number(match: re.Match[str]) -> int | None:
    told = next((found for name, found in match.groupdict().items() if name.startswith("n") and found), None)
    return None if told is None else _ORDINALS.get(told.casefold()) or int(told)


def is_forecast(words: str) -> bool:
    """Tell whether words speak of a forecast."""
    return _FORECAST.search(words) is not None


def are_occasions(about: str) -> bool:
    """Tell whether what heads the labels of a table, or is written over it, says that its rows are when forecasts were made."""
    return _OCCASIONS.search(about) is not None


def with_occasions(columns: Sequence[Column]) -> list[Column]:
    """Return the columns of forecasts with when they were made, each as of its year; of no period where it may be of that part.

    A forecast called by a month, a quarter or a third of the year was made then unless another column is of such a part too
    ("Utfall mars", "Prognos april"), or several follow on one another month by month: those may be of the months.
    """
    told = [_called(column) for column in columns]
    for kind in _KINDS:
        parts = [column for column in told if _part_of(column.period) == kind]
        made = [column for column in parts if column.made]
        if len(parts) > 1 and not all(_says_made(column) for column in made) and not _stand_apart(made, parts):
            told = [replace(column, made="", period=NO_PERIOD) if column in made else column for column in told]
    return [_of_its_year(column, told) if column.made else column for column in told]


def _called(column: Column) -> Column:
    """Return a column with when its forecast was made; the deviation from one is of the year."""
    if column.measure == "avvikelse" and _FROM.search(column.header):
        return replace(column, period=_year_of(column.period)) if _part_of(column.period) else column
    foreseen = column.measure == "prognos" or (column.measure == "avvikelse" and is_forecast(column.header))
    return replace(column, made=occasion(column.header)) if foreseen else column


def _year_of(period: Period) -> Period:
    return year_period(period.start.year) if period.start else NO_PERIOD


def _says_made(column: Column) -> bool:
    """Tell whether a header says that the forecast was made then, and is not of that part of the year."""
    return bool(COMPOUND.search(column.header) or _MADE.search(column.header))


def _part_of(period: Period) -> str:
    """Return what part of a year a period is: a month, a quarter, a third; "" for another."""
    if period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        return period.kind.value
    return _THIRD if _THIRD in period.text else ""


def _stand_apart(made: Sequence[Column], parts: Sequence[Column]) -> bool:
    """Tell whether forecasts alone are called by parts of the year, two of its three thirds or months not one after the other."""
    if len(made) < len(parts):
        return False
    if _part_of(parts[0].period) != PeriodKind.MONTH.value:
        return len(parts) < _ALL_THIRDS
    years = {column.period.start.year if column.period.start else None for column in made}
    if None in years and len(years) > 1:
        return False
    months = [(12 * c.period.start.year if c.period.start else 0) + (months_of(c.period) or (0, 0))[0] for c in made]
    return all(later - before > 1 for before, later in pairwise(sorted(months)))


def _of_its_year(column: Column, columns: Sequence[Column]) -> Column:
    """Return a forecast as of the year it is printed with; else of the only year that the table has a plan for."""
    part = bool(_part_of(column.period))
    if part and column.period.start:
        return replace(column, period=_year_of(column.period))
    if column.period.known and not part:
        return column
    plans = {
        other.period for other in columns if other.measure in PLANS and other.period.kind is PeriodKind.YEAR and not other.made
    }
    return replace(column, period=plans.pop() if len(plans) == 1 else NO_PERIOD)
