"""Periods as Swedish papers print them: years, months, quarters, ranges of months and years, dates. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date

from ingest.tables.model import NO_PERIOD, Period, PeriodKind
from ingest.text.line_kinds import SHORT_YEAR, SHORTLY_DATED

#: Month names and their abbreviations, by number; the first is how a period is told.
MONTHS = {
    1: ("jan", "januari"),
    2: ("feb", "februari"),
    3: ("mars", "mar"),
    4: ("april", "apr"),
    5: ("maj",),
    6: ("juni", "jun"),
    7: ("juli", "jul"),
    8: ("aug", "augusti"),
    9: ("sep", "sept", "september"),
    10: ("okt", "oktober"),
    11: ("nov", "november"),
    12: ("dec", "december"),
}
_NUMBER_OF = {name: number for number, names in MONTHS.items() for name in names}
#: The months in full, as alternatives of a pattern.
MONTH_NAMES = "|".join(max(names, key=len) for names in MONTHS.values())
MONTH = "(?:" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
YEAR = r"(?:19[5-9]\d|20[0-6]\d)(?!\d)"
#: A year by its two last digits behind a measure, in a header.
SHORT_YEAR_BEHIND = rf"(?:{'|'.join(rf'(?<={measure}.)' for measure in SHORTLY_DATED)}){SHORT_YEAR}"
_SHORT_YEAR = re.compile(SHORT_YEAR_BEHIND, re.IGNORECASE)
_CENTURY = 2000
_ANY_YEAR = 2001
_DASH = "[-\u2212\u2013\u2014]"
_QUARTERS = {"q": 3, "kv": 3, "kvartal": 3, "t": 4, "tertial": 4, "h": 6, "halvår": 6}

_RANGE = re.compile(
    rf"(?P<first>{MONTH})(?:\s+(?P<y1>{YEAR}))?\s*(?:{_DASH}|t\.?o\.?m\.?|till)\s*(?P<last>{MONTH})(?:\s+(?P<y2>{YEAR}))?",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    rf"(?:t\.?o\.?m\.?|till och med|per|(?<![^\W\d_])ack(?:umulera[^\W\d_]+)?\.?)\s+(?P<last>{MONTH})(?:\s+(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
_UP_TO_ISO = re.compile(
    rf"(?:t\.?\s?o\.?\s?m\.?|till och med)\s+(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?:-\d\d)?(?!\d)", re.IGNORECASE
)
_UP_TO_YEAR = re.compile(  # of all years up to it: no period that is known
    rf"(?<![^\W\d_])(?:t\.?\s?o\.?\s?m\.?|till och med|fram till|före|tidigare än|sedan|från)\s+(?:år\s+)?{YEAR}(?!-\d)",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(rf"(?<!\d)(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_ISO_MONTH = re.compile(rf"(?<!\d)(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\d-])")
_PART = re.compile(
    rf"(?<![^\W\d_])(?P<kind>kvartal|kv|q|tertial|t|halvår|h)\.?\s?(?P<n>[1-4])(?!\d)(?:[\s,]+(?P<year>{YEAR}))?", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"(?<![^\W\d_])(?P<month>{MONTH})(?:\s+(?P<year>{YEAR}))?", re.IGNORECASE)
_YEAR_PAIR = re.compile(rf"(?<!\d)(?P<y1>{YEAR})\s?(?:(?:[/\u2013\u2014-]|mot)\s?(?P<y2>{YEAR})|/(?P<short>\d\d)(?!\d))")
#: A year by itself.
YEAR_ALONE = re.compile(rf"(?<![\d-])(?P<year>{YEAR})(?!-\d)")
#: A row's label that is a period and nothing else.
PERIOD_ALONE = re.compile(
    rf"(?:(?:{MONTH})\s+)?{YEAR}|(?:kvartal|kv|q|tertial)\.?\s?[1-4]\s+{YEAR}|{YEAR}-\d\d(?:-\d\d)?", re.IGNORECASE
)


def month_number(name: str) -> int:
    """Return the number of a month by its name or abbreviation (KeyError for another word)."""
    return _NUMBER_OF[name.casefold().rstrip(".")]


def year_period(year: int) -> Period:
    """Return a whole year."""
    return Period(PeriodKind.YEAR, str(year), date(year, 1, 1), date(year, 12, 31))


def month_period(year: int | None, month: int) -> Period:
    """Return a month; without a year its name alone."""
    if year is None:
        return Period(PeriodKind.MONTH, MONTHS[month][0])
    last = calendar.monthrange(year, month)[1]
    return Period(PeriodKind.MONTH, f"{year}-{month:02d}", date(year, month, 1), date(year, month, last))


def month_range(year: int | None, first: int, last: int, last_year: int | None = None) -> Period:
    """Return the months first–last of a year (or up to a month of a later year)."""
    names = f"{MONTHS[first][0]}–{MONTHS[last][0]}"
    if year is None:
        return Period(PeriodKind.RANGE, names)
    until = last_year or year
    shown = f"{names} {year}" if until == year else f"{MONTHS[first][0]} {year}–{MONTHS[last][0]} {until}"
    return Period(PeriodKind.RANGE, shown, date(year, first, 1), date(until, last, calendar.monthrange(until, last)[1]))


def years_period(first: int, last: int) -> Period:
    """Return a span of years, earliest first."""
    first, last = min(first, last), max(first, last)
    return Period(PeriodKind.RANGE, f"{first}–{last}", date(first, 1, 1), date(last, 12, 31))


def part_period(year: int | None, months: int, number: int) -> Period:
    """Return the number-th quarter (3 months), third (4) or half (6) of a year."""
    name = {3: "kv", 4: "tertial", 6: "halvår"}[months]
    kind = PeriodKind.QUARTER if months == 3 else PeriodKind.RANGE
    if year is None:
        return Period(kind, f"{name} {number}")
    first = (number - 1) * months + 1
    last = first + months - 1
    return Period(kind, f"{year} {name} {number}", date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def months_of(period: Period) -> tuple[int, int] | None:
    """Return the first and last month of a period within one year, also where its year is not known; None where it is of days."""
    if period.start is None or period.end is None:
        parts = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.RANGE)
        period = find_period(period.text, _ANY_YEAR) if period.kind in parts else NO_PERIOD
    if period.start is None or period.end is None or period.start.day != 1:
        return None
    return period.start.month, period.end.month


def find_period(text: str, year: int | None = None) -> Period:
    """Return the period a header or a phrase names, or NO_PERIOD.

    Args:
        text: such as "Utfall 2025", "jan–dec 2025", "Q4 2023", "31 dec" (a month) or "2025-08-31".
        year: the year meant where the text names a month or a quarter alone.
    """
    for reader in (_read_range, _read_date, _read_part, _read_month, _read_years):
        period = reader(text, year)
        if period.known:
            return period
    return NO_PERIOD


def header_period(text: str, year: int | None = None) -> Period:
    """Return the period a column's header names; two digits behind its measure are a year there ("Utfall 24")."""
    period = find_period(text, year)
    short = _SHORT_YEAR.search(text) if not period.known else None
    return year_period(_CENTURY + int(short.group()[-2:])) if short else period


def _read_range(text: str, year: int | None) -> Period:
    if match := _RANGE.search(text):
        first_year = match["y1"] or match["y2"]
        last_year = match["y2"] or match["y1"]
        rest = YEAR_ALONE.search(text[: match.start()] + " " + text[match.end() :])
        told = int(first_year) if first_year else int(rest["year"]) if rest else year
        return month_range(told, month_number(match["first"]), month_number(match["last"]), int(last_year) if last_year else told)
    if match := _UP_TO.search(text):
        rest = YEAR_ALONE.search(text)
        told = int(match["year"]) if match["year"] else int(rest["year"]) if rest else year
        return month_range(told, 1, month_number(match["last"]))
    if match := _UP_TO_ISO.search(text):
        return month_range(int(match["year"]), 1, int(match["month"]))
    return NO_PERIOD


def _read_date(text: str, _year: int | None) -> Period:
    if match := _ISO_DATE.search(text):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return NO_PERIOD
        return Period(PeriodKind.DATE, day.isoformat(), day, day)
    if match := _ISO_MONTH.search(text):
        return month_period(int(match["year"]), int(match["month"]))
    return NO_PERIOD


def _read_part(text: str, year: int | None) -> Period:
    match = _PART.search(text)
    if match is None:
        return NO_PERIOD
    months = _QUARTERS[match["kind"].casefold()]
    number = int(match["n"])
    if number * months > 12:
        return NO_PERIOD
    rest = YEAR_ALONE.search(text)
    told = int(match["year"]) if match["year"] else int(rest["year"]) if rest else year
    return part_period(told, months, number)


def _read_month(text: str, year: int | None) -> Period:
    match = _MONTH_YEAR.search(text)
    if match is None:
        return NO_PERIOD
    rest = YEAR_ALONE.search(text)
    told = int(match["year"]) if match["year"] else int(rest["year"]) if rest else year
    return month_period(told, month_number(match["month"]))


def _read_years(text: str, _year: int | None) -> Period:
    if match := _YEAR_PAIR.search(text):
        last = int(match["y2"] or match["y1"][:2] + match["short"])
        return years_period(int(match["y1"]), last)
    if _UP_TO_YEAR.search(text):
        return NO_PERIOD
    if match := YEAR_ALONE.search(text):
        return year_period(int(match["year"]))
    return NO_PERIOD


_REPORT = re.compile(
    rf"(?:delårs\w*|månads\w*|tertial\w*|uppföljning\w*|prognos\w*|rapport\w*)\W+(?:[^\W\d]+\W+){{0,3}}?(?P<last>{MONTH})(?:\s+(?P<year>{YEAR}))?",
    re.IGNORECASE,
)


def reporting_period(title: str, year: int, years_back: int = 0) -> Period:
    """Return the months that a report on a part of the year covers by its title, or NO_PERIOD.

    Args:
        title: such as "Delårsrapport mars 2026" (January–March), "Delårsrapport januari–augusti 2025", "Tertialrapport 2 2025".
        year: the year it reports on.
        years_back: 1 for the same months of the year before.
    """
    told = _read_range(title, year)
    if not told.known and (match := _REPORT.search(title)):
        told = month_range(int(match["year"] or year), 1, month_number(match["last"]))
    if not told.known:
        dated = _ISO_DATE.search(title)
        if dated and int(dated["day"]) >= 28:
            told = month_range(int(dated["year"]), 1, int(dated["month"]))
    if not told.known or told.start is None or told.end is None:
        return NO_PERIOD
    return month_range(told.start.year - years_back, told.start.month, told.end.month)
