"""Figures in Swedish sentences: numbers as Swedish prints them, outcome and deviation said plainly. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from app.numbers.figure_fit import of_all_years
from app.numbers.ranking import Placed
from ingest.tables.forecasts import occasion
from ingest.tables.measures import is_measure, measure_of
from ingest.tables.model import Figure, PeriodKind
from ingest.tables.periods import MONTH, YEAR, months_of
from ingest.tables.rows import is_total
from vectorstore.words.compounds import frequency

_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{4})\d{1,2}$")
_CODE = re.compile(r"^\d{2,6}\s+(?=\D)(?!(?:år|dag|kr|tim|mån|veck|km|m²|kvm|procent|%|[-–—<>+]))")  # an account's, and no "50 år"
_MEASURE_WORDS = {
    "utfall": "utfallet",
    "bokslut": "bokslutet",
    "budget": "budgeten",
    "avvikelse": "avvikelsen mot budget",
    "återstår": "det som återstår av budgeten",
    "prognos": "prognosen",
    "mål": "målet",
    "differens": "förändringen",
    "antal": "antalet",
    "andel": "andelen",
}
_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december")
_AGAINST = re.compile(r"\b(?:från|mot|jämfört med)\s+(?!budget|period|helår)[^\W\d_]+", re.IGNORECASE)
_MADE_IN = re.compile(r"\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|\b(?:del|tertial)\w*", re.IGNORECASE)
_FORECAST_OF = re.compile(r"prognos\w*\s+(?:per|i|efter|från)\b", re.IGNORECASE)
_UNIT_WORDS = {"antal": "", "index": "", "%": " %"}
_YEAR_ALONE = re.compile(rf"(?<!\d){YEAR}(?!-\d)")
_WHEN = re.compile(rf"(?<!\d){YEAR}(?!-\d)|(?<![^\W\d_]){MONTH}", re.IGNORECASE)
_INVESTED = re.compile(r"invester", re.IGNORECASE)
_SAYS_ITSELF = 4  # words of a label that says what is counted
_LONGEST_CAPTION = 60  # characters of what a table is about, for it to be told with a row


def number(value: Decimal) -> str:
    """Return a number as Swedish prints it: "−1 702", "8,3"."""
    plain = format(abs(value), "f")
    whole, _, decimals = plain.partition(".")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", " ", whole)
    return f"{'−' if value < 0 else ''}{grouped}{f',{decimals}' if decimals else ''}"


def with_unit(value: Decimal, unit: str) -> str:
    """Return a number with its unit: "−1 702 tkr", "8,3 %"."""
    return number(value) + _UNIT_WORDS.get(unit, f" {unit}" if unit else "")


def name(figure: Figure) -> str:
    """Return what a figure is of, as it is told: the group's name before a row that does not tell it itself."""
    label = _FOOTNOTE.sub("", _CODE.sub("", figure.label))
    group = _CODE.sub("", figure.group[-1]) if figure.group else ""
    if group and _is_its_measure(figure):
        return group
    if group and is_total(group) and figure.caption and len(figure.caption) <= _LONGEST_CAPTION:
        return f"{_CODE.sub('', figure.caption)}, totalt, {_within(label)}"
    if group and group.casefold() not in label.casefold():
        return f"{group}, {_within(label)}"
    return label


def _is_its_measure(figure: Figure) -> bool:
    """Tell whether a row is called by its measure alone: "Budgetavvikelse" under "Nettokostnader"."""
    return bool(figure.measure) and measure_of(figure.label) == figure.measure and all(map(is_measure, figure.label.split()))


def _within(label: str) -> str:
    """Return a label as it stands within a sentence: a name ("Hammenhögsbadet") or an abbreviation ("HR") keeps its letters."""
    first = re.match(r"[^\W\d_]+", label)
    ordinary = first is not None and (len(first[0]) == 1 or first[0][1:].islower()) and frequency(first[0].casefold()) > 0
    return f"{label[:1].lower()}{label[1:]}" if ordinary else label


def when(placed: Placed) -> str:
    """Return a figure's period as a sentence tells it: " 2025", " i mars 2025", " kvartal 3 2025", or ""."""
    period = placed.figure.period
    if period.kind is PeriodKind.MONTH and period.start:
        return f" i {_MONTHS[period.start.month - 1]} {period.start.year}"
    if period.kind is PeriodKind.MONTH and (months := months_of(period)) is not None:
        return f" i {_MONTHS[months[0] - 1]}"
    if period.kind is PeriodKind.QUARTER and period.start:
        return f" kvartal {(period.start.month + 2) // 3} {period.start.year}"
    if period.kind is PeriodKind.DATE:
        return f" den {period.text}"
    printed = _YEAR_ALONE.search(placed.figure.column)  # of the year or a part of it: what the column says
    years = placed.metadata.years
    told = period.text or (printed[0] if printed else "")
    if not told and len(years) == 1 and not of_all_years(placed.figure):
        told = str(years[0])
    return f" {told}" if told else ""


def told_measure(figure: Figure) -> str:
    """Return what of a thing a figure is, in the definite form ("utfallet"), or "" where its column says no more than when."""
    other = _held_against(figure)
    if other:
        return f"avvikelsen {other}"
    if figure.measure == "prognos" and figure.made and not occasion(figure.column):  # by its row
        return "prognosen" if occasion(figure.label) else f"prognosen ({figure.made})"
    if figure.measure == "prognos" and (figure.made or _MADE_IN.search(figure.column)):
        return f"prognosen (”{figure.column}”)"
    if figure.measure == "avvikelse" and _FORECAST_OF.search(figure.column):
        return f"avvikelsen mot budget (”{figure.column}”)"
    return _MEASURE_WORDS.get(figure.measure, "")


def _held_against(figure: Figure) -> str:
    """Return what a deviation is from where its column names something else than the budget ("från bokslut"), or ""."""
    match = _AGAINST.search(figure.column) if figure.measure == "avvikelse" else None
    return match.group().casefold() if match else ""


def stated(placed: Placed) -> str:
    """Return what a figure is of, and of when, up to its value: "Hemtjänst: utfallet 2025 var"."""
    figure = placed.figure
    measure = told_measure(figure)
    if measure:
        return f"{name(figure)}{of_table(figure)}: {measure}{when(placed)} var"
    told = figure.measure or own_words(figure.column)
    own = f", {told}" if told and told.casefold() not in name(figure).casefold() else ""
    return f"{name(figure)}{of_table(figure)}{own}{when(placed)}:"


def own_words(column: str) -> str:
    """Return what a column's heading says beside when: "7–19 år" of "7–19 år 2026"."""
    rest = " ".join(_WHEN.sub(" ", column).strip(" -–—,").split())
    rest = rest.replace("( ", "(").replace(" )", ")").replace("()", "").strip()
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    return rest if re.search(r"[^\W\d_]{2}", rest) else ""


def of_table(figure: Figure) -> str:
    """Return what a figure's table is about, where nothing else says what is counted: " (Statistik simskola)"."""
    said = bool(figure.unit or figure.group or figure.key_figure) or len(figure.label.split()) >= _SAYS_ITSELF
    caption = _FOOTNOTE.sub("", figure.caption)
    return f" ({caption})" if caption and not said and len(caption) <= _LONGEST_CAPTION else ""


def sentence(placed: Placed, marker: str) -> str:
    """Return a figure as a sentence with its marker."""
    figure = placed.figure
    return f"{stated(placed)} {with_unit(figure.value, figure.unit)}{plainly(figure)} {marker}."


def plainly(figure: Figure) -> str:
    """Return what a deviation means: ", alltså 1 702 tkr sämre än budget"; "" for other figures."""
    if figure.measure not in ("avvikelse", "återstår") or figure.unit == "%" or _held_against(figure):
        return ""
    if not figure.value:
        return ", alltså enligt budget"
    if any(_INVESTED.search(told) for told in (figure.label, *figure.group, figure.caption)):
        return ""  # more invested than planned is neither better nor worse, and tables sign it either way
    return f", alltså {with_unit(abs(figure.value), figure.unit)} {'bättre' if figure.value > 0 else 'sämre'} än budget"


def difference_formula(left: Decimal, right: Decimal) -> str:
    """Return "left − right = difference" as Swedish prints it."""
    return f"{number(left)} − {number(right)} = {number(left - right)}".replace("− −", "+ ")
