"""Figures in Swedish sentences: numbers as Swedish prints them, outcome and deviation said plainly. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from app.numbers import Placed
from ingest.table_model import Figure

_CODE = re.compile(r"^\d{2,6}\s+(?=\D)")
_MEASURE_WORDS = {
    "utfall": "utfallet",
    "bokslut": "bokslutet",
    "budget": "budgeten",
    "avvikelse": "avvikelsen mot budget",
    "prognos": "prognosen",
    "mål": "målet",
    "differens": "förändringen",
    "antal": "antalet",
    "andel": "andelen",
}
_UNIT_WORDS = {"antal": "", "index": "", "%": " %"}


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
    label = _CODE.sub("", figure.label)
    group = _CODE.sub("", figure.group[-1]) if figure.group else ""
    if group and group.casefold() not in label.casefold():
        return f"{group}, {label[:1].lower()}{label[1:]}"
    return label


def sentence(placed: Placed, marker: str) -> str:
    """Return a figure as a sentence with its marker."""
    figure = placed.figure
    measure = _MEASURE_WORDS.get(figure.measure, "värdet")
    period = figure.period.text or next((str(year) for year in placed.metadata.years[:1]), "")
    when = f" {period}" if period else ""
    told = f"{name(figure)}: {measure}{when} var {with_unit(figure.value, figure.unit)}"
    if figure.measure == "avvikelse" and figure.unit != "%" and figure.value:
        plainly = "bättre" if figure.value > 0 else "sämre"
        told += f", alltså {with_unit(abs(figure.value), figure.unit)} {plainly} än budget"
    return f"{told} {marker}."


def difference_formula(left: Decimal, right: Decimal) -> str:
    """Return "left − right = difference" as Swedish prints it."""
    return f"{number(left)} − {number(right)} = {number(left - right)}".replace("− −", "+ ")


def difference(left: Placed, right: Placed, value: Decimal, markers: str) -> tuple[str, str]:
    """Return a difference as a sentence, and its formula."""
    one, other = left.figure, right.figure
    unit = "procentenheter" if one.unit == "%" else one.unit
    formula = difference_formula(one.value, other.value)
    if (one.document_id, one.quote_start) == (other.document_id, other.quote_start):
        way = "ökade" if value > 0 else "minskade" if value < 0 else "ändrades inte"
        amount = f" med {with_unit(abs(value), unit)}" if value else ""
        return f"{name(one)} {way}{amount} mellan {other.period.text} och {one.period.text} ({formula}) {markers}.", formula
    return f"Skillnaden är {with_unit(abs(value), unit)} ({formula}) {markers}.", formula
