"""The unit of a figure: printed with it, in its row or its column, else the table's where the row is of that kind. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Paper
from ingest.tables.measures import COMPARISONS, MONEY_UNITS, OUTCOMES, PLANS, counted_unit
from ingest.tables.model import Column, Table, TableCell, TableRow
from ingest.tables.rows import row_unit

_MONEY_ROW = re.compile(
    r"intäkt|kostnad|netto|resultat|bidrag|anslag|avgift|hyr(?:a|or)|(?<!av)lön|ersättning|investering|budget", re.IGNORECASE
)
#: Other words of money: they keep a unit that the table states, but do not by themselves take one stated far above.
_MONEY_WORD = re.compile(
    r"skatt(?!esats|ekraft)|kapital|skuld|tillgång|fordr|låne|ränt|avskriv|köp|försälj|utgift|inkomst|belopp|pris|taxa|omsättning\b|ekonomi"
    r"|likvid|kassa|utjämning|anläggning|moms|pension|medel\b|finans|borgen|åtagande",
    re.IGNORECASE,
)
_NO_MONEY = re.compile(  # words of what is counted or rated
    r"folkmängd|befolkning(?:en)?\b|invånarantal|soliditet|skattesats|utdebitering|skattekraft|\w{3}grad(?:en)?\b|\w*index\b|frisktal|frånvaro\b"
    r"|sjukfrånvaro|timmar\b|dagar\b|dygn\b|poäng\b|meritvärde|\bbetyg|behörig|besök(?:are)?\b|utlån\b|deltagare\b|årsarbetare|anställda\b"
    r"|medarbetare\b|\bandel(?:en)?\b|\bantal|procent|%|kvot\b|ålder\b|nöjd|frekvens|personalomsättning|\b[mk]wh\b|\bkvm\b|\böre\b|\bton\b"
    r"|elever per|barn per|\bper (?:lärare|heltidstjänst|årsarbetare)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(  # "Kostnad per elev": seldom in the thousands or millions that the rest of the table is in
    r"(?:\bper\s+|/)(?:inv|elev|barn|brukare|plats|timme|tim\b|månad|dygn|dag\b|årsarbetare|heltid|hushåll|person|anställd|styck|st\b|m[23²³]|kvm|kwh)",
    re.IGNORECASE,
)
_OF_PAY = re.compile(r"\blön\w*.*\bper (?:årsarbetare|anställd|heltid)", re.IGNORECASE)  # in thousands like the rest
_PHYSICAL = re.compile(r"\b(?:[km]wh|gwh|ton|kg|kubikmeter|m[²³]|kvm|km|liter)\b", re.IGNORECASE)  # the whole table is in it
_COUNTS = re.compile(r"\b(?:anställda|årsarbetare|personer|medarbetare|besök|elever|barn|svar(?:ande)?|antal)\b", re.IGNORECASE)
_MONEY_MEASURES = OUTCOMES | PLANS | COMPARISONS | {"", "resultat", "intäkter", "kostnader", "totalt"}
_MONEY_SHARE = 0.3  # of a table's rows must speak of money for a unit stated far above to be theirs
_MIXED_SHARE = 0.2  # of a table's rows count or rate: its other rows have its money unit only where they speak of money
_SECOND = re.compile(r"^(?P<first>[^()]*)\boch\b(?P<second>[^()]*)\(", re.IGNORECASE)  # "Hushåll per månad och bistånd (tkr)"
_OWN_WORD = re.compile(r"[^\W\d_]{4,}")
_WHOLE = 100  # percent: a share is no more
_ANY_SHARE = 1000  # percent: not even a change is more
_FEES = re.compile(r"\btax(?:a|an|or|orna)\b|\bavgift(?:en|er|erna)?\b|\bprislista\b|\bpriser\b", re.IGNORECASE)  # told in kronor
_PERCENT = re.compile(r"%|procent", re.IGNORECASE)
_COUNTED = re.compile(r"antal|statistik|besök|personal|andel|procent|nyckeltal|timmar|årsarbetare", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Units:
    """What a table's figures may have their unit from, beside their own rows and columns.

    Attributes:
        far: stated above a table of money that states none itself, or "".
        mixed: the table tells of other things than money too.
        whole: some row tells of money not for each of something.
        varied: the columns state units of different kinds.
    """

    table: Table
    far: str
    mixed: bool
    whole: bool
    varied: bool


def units_of(table: Table, paper: Paper, stated: Sequence[tuple[int, str]]) -> Units:
    """Return what the units of a table's figures are told from.

    Args:
        table: with its rows.
        paper: that it stands in.
        stated: where the document states the unit of what follows, and which.
    """
    other = sum(_is_other(row) for row in table.rows)
    whole = any(_is_money(_name(row)) and not _RATIO.search(row.label) and not _is_other(row) for row in table.rows)
    kinds = {column.unit in MONEY_UNITS for column in table.columns if column.unit}
    return Units(
        table, _far_unit(table, paper, stated), other > 0 and other >= _MIXED_SHARE * len(table.rows), whole, len(kinds) > 1
    )


def unit_of(units: Units, row: TableRow, cell: TableCell) -> str:
    """Return the unit of a cell, or "" where it is not sure."""
    column = units.table.columns[cell.column]
    own = cell.unit or ("%" if column.unit == "%" else "")
    if own or row.in_unit:
        return own or row.unit
    labelled = row_unit(row.label)
    if labelled == "%" and abs(cell.value) > (_ANY_SHARE if _PERCENT.search(row.label) else _WHOLE):
        labelled = ""  # "Minska andelen vikarier 11 930" is no share, nor "60 % av kostnaden 3 300 000"
    grouped = row.unit if not labelled and row.unit != row_unit(row.label) else ""
    told = labelled or grouped
    if column.unit and told and (column.unit in MONEY_UNITS) != (told in MONEY_UNITS):
        # Where the columns tell of different things they say which; else the row is of another kind than the heading.
        return column.unit if units.varied or told in MONEY_UNITS else told
    if labelled or (column.unit and column.unit not in MONEY_UNITS):
        return labelled or column.unit
    if grouped:
        return "" if grouped not in MONEY_UNITS and _MONEY_ROW.search(row.label) else grouped
    if not column.unit and column.measure not in _MONEY_MEASURES and any(other.unit for other in units.table.columns):
        return _counted(column)  # the columns say theirs, and this one says none
    unit = column.unit or _counted(column) or units.table.unit or units.far
    if unit == "%" and _COUNTS.search(column.header):
        return ""
    return unit if unit not in MONEY_UNITS or _takes_money(units, row, column, unit) else ""


def _takes_money(units: Units, row: TableRow, column: Column, unit: str) -> bool:
    """Tell whether a row that states no unit is in the money unit that its table or its column states."""
    if (unit != "kr" and units.whole and _RATIO.search(row.label) and not _OF_PAY.search(row.label)) or _PHYSICAL.search(
        units.table.caption
    ):
        return False
    if _is_other(row) or (not column.unit and _NO_MONEY.search(column.header) and not _MONEY_ROW.search(column.header)):
        return False
    if not column.unit and _is_of_first_thing(units.table.caption, column.header):
        return False
    name = f"{_name(row)} {column.header if units.varied else ''}"
    return not units.mixed or _is_money(name)


def _is_of_first_thing(caption: str, header: str) -> bool:
    """Tell whether a column is of the first of two things in a caption, the unit of which is said of the second."""
    match = _SECOND.match(caption)
    if match is None:
        return False
    words = {word.casefold() for word in _OWN_WORD.findall(header)}
    first, second = (set(_OWN_WORD.findall(match[side].casefold())) for side in ("first", "second"))
    return bool(words & first) and not words & second


def _is_other(row: TableRow) -> bool:
    """Tell whether a row counts or rates something: by its unit, or by words that are not of money too."""
    if row.unit:
        return row.unit not in MONEY_UNITS
    return _NO_MONEY.search(row.label) is not None and _MONEY_ROW.search(row.label) is None


def _is_money(name: str) -> bool:
    return _MONEY_ROW.search(name) is not None or _MONEY_WORD.search(name) is not None


def _name(row: TableRow) -> str:
    return f"{row.label} {' '.join(row.group)}"


def _counted(column: Column) -> str:
    return counted_unit(column.header) if column.measure in {"antal", "andel", "index"} else ""


def _far_unit(table: Table, paper: Paper, stated: Sequence[tuple[int, str]]) -> str:
    """Return the unit last stated above a table of money that states none itself, within its paper."""
    names = [_name(row) for row in table.rows]
    money = sum(bool(_MONEY_ROW.search(name)) for name in names)
    counted = _COUNTED.search(table.caption) or any(row.unit for row in table.rows)
    measures = {column.measure for column in table.columns}
    budgeted = {"budget", "avvikelse"} <= measures and bool(measures & OUTCOMES)
    if not names or counted or not (budgeted or money >= _MONEY_SHARE * len(names)):
        return ""
    unit = next((unit for at, unit in reversed(stated) if paper.start <= at <= table.start), "")
    return unit if unit == "kr" or not _FEES.search(table.about) else ""
