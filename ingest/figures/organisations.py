"""Whose a figure is: the municipality, area or group that its column or row is called by, beside the paper's own. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ingest.profile import municipalities
from ingest.tables.header_words import TokenKind, tokens_of
from ingest.tables.measures import measure_of
from ingest.tables.model import Column, Table, TableRow

_MEAN = r"(?:o?vägt\s+)?(?:snitt(?:et)?|medel(?:värdet?|tal(?:et)?)?|genomsnitt(?:et|liga?)?|median(?:en|värdet?)?)"
_AREA = (  # areas and groups of municipalities
    r"(?:hela\s+)?(?:riket|landet|sverige|länet|regionen)|[^\W\d_-]+(?:\s+[^\W\d_]+)?s?\s+län|region\s+[^\W\d_]+|västra\s+götaland(?:sregionen)?|vgr"
    r"|göteborgsregionen|gr-kommuner(?:na)?|fyrbodal|skaraborg|sjuhärad|r9"
    r"|(?:alla|samtliga|övriga|liknande|jämförbara|andra|grann|krans|jämförelse)\s*kommuner(?:na)?(?:\s*[(,].*)?"
    r"|jämförelsegrupp(?:en)?|kommungrupp(?:en)?|(?:riks|läns)(?:snitt(?:et)?|genomsnitt(?:et)?|medel(?:värdet?)?)"
)
_SURE = re.compile(
    rf"(?:{_MEAN}[\s,]+(?:i\s+|för\s+|av\s+)?)?(?P<area>{_AREA})s?(?:[\s,(-]+{_MEAN}\)?)?|(?:{_MEAN}\s+gr|gr[-\s]{_MEAN})",
    re.IGNORECASE,
)
_WEAK = re.compile(rf"(?i:{_MEAN})|GR|(?:Totalt?|Summa|Alla|Samtliga)")  # beside organisations alone
_TOWN = re.compile(r"(?P<name>.+?)s?\s+(?:kommun|stad)", re.IGNORECASE)
#: Municipalities whose names are words or other things' names too: columns so called are theirs beside other organisations alone.
_WORDS_TOO = frozenset(
    {"Berg", "Boden", "Kil", "Lund", "Mark", "Mora", "Nora", "Sala", "Trosa", "Vara", "Åre", "Ydre", "Salem", "Gnesta"}
)
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose the figures of a table are.

    Attributes:
        columns: the organisation that a column is of, by its number.
        rows: that a row is of, by its label.
        groups: that the rows under a heading are of, by the heading.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def of(self, row: TableRow, column: int) -> str:
        """Return the organisation that a cell is of, or "": its column's, else its row's, else the one its row stands under."""
        under = next((self.groups[name] for name in reversed(row.group) if name in self.groups), "")
        return self.columns.get(column, "") or self.rows.get(row.label, "") or under


def with_organisations(table: Table, own: str) -> tuple[Table, Whose]:
    """Return a table, columns called by an organisation with the measure that their other words name, and whose its figures are.

    Args:
        table: with its columns and rows.
        own: the municipality of the paper, or "".
    """
    columns = _of_columns(table.columns, own)
    labels = {row.label: found for row in table.rows if (found := organisation(row.label, own))}
    if columns or len(set(labels.values())) < _SEVERAL:
        labels = {}
    else:
        labels |= {row.label: row.label for row in table.rows if _WEAK.fullmatch(row.label)}
    heads = {name: found for row in table.rows for name in row.group if (found := organisation(name, own))}
    if len(set(heads.values())) < _SEVERAL:
        heads = {name: found for name, found in heads.items() if _SURE.fullmatch(found)}
    whose = Whose({at: name for at, (name, _) in columns.items()}, labels, heads)
    if not columns:
        return table, whose
    told = [replace(one, measure=columns[at][1]) if at in columns else one for at, one in enumerate(table.columns)]
    return replace(table, columns=tuple(told)), whose


def _of_columns(columns: Sequence[Column], own: str) -> dict[int, tuple[str, str]]:
    """Return the organisation and the measure of the columns that are called by one."""
    words = {at: _words(column.header) for at, column in enumerate(columns)}
    sure = {at: found for at, said in words.items() if (found := organisation(said, own))}
    if len(set(sure.values())) < _SEVERAL:
        shared = _under_one_heading(words, own)
        if shared:
            return shared
        return {at: (found, _measure(columns[at])) for at, found in sure.items() if _is_alone_sure(words[at], own)}
    for at, said in words.items():  # beside organisations these are too: "Snitt", "Mark", "Totalt"
        if at not in sure and measure_of(columns[at].header) in ("", "totalt") and (found := _town(said, own) or _weak(said)):
            sure[at] = found
    return {at: (found, _measure(columns[at])) for at, found in sure.items()}


def _under_one_heading(words: Mapping[int, str], own: str) -> dict[int, tuple[str, str]]:
    """Return the organisations that several columns end in, under the same words: "Skattesats Ale", "Skattesats Lerum"."""
    parted = {at: found for at, said in words.items() if (found := _parted(said, own)) is not None}
    counts = Counter(rest for _, rest in parted.values())
    return {at: (name, rest.casefold()) for at, (name, rest) in parted.items() if counts[rest] >= _SEVERAL}


def _parted(said: str, own: str) -> tuple[str, str] | None:
    tokens = said.split()
    for size in range(1, min(4, len(tokens))):
        if found := organisation(" ".join(tokens[-size:]), own):
            return found, " ".join(tokens[:-size])
    return None


def _measure(column: Column) -> str:
    """Return the measure of a column called by an organisation: that of its other words, not the name itself."""
    said = _words(column.header).casefold()
    return "" if column.measure in ("totalt", "") or column.measure.strip("()*") in said else column.measure


def _words(header: str) -> str:
    """Return the words of a header that are no period, no unit and no measure."""
    told = [token.text for token in tokens_of(header) if token.kind is TokenKind.WORD or token.text.casefold().startswith("total")]
    return " ".join(told).strip(" *,()")


@lru_cache(maxsize=8192)
def organisation(said: str, own: str) -> str:
    """Return the municipality, area or group that words are the name of, as it is told, or "".

    Args:
        said: words of a header or a label.
        own: the municipality of the paper, or "".
    """
    town = _town(said, own)
    if town and (town == own or town not in _WORDS_TOO or _TOWN.fullmatch(said)):
        return town
    return said if _SURE.fullmatch(said) else ""


def _is_alone_sure(said: str, own: str) -> bool:
    """Tell whether a column is an organisation's though no other is: an area's, a mean's, or a municipality called one."""
    return _SURE.fullmatch(said) is not None or _TOWN.fullmatch(said) is not None or _town(said, own) == own


def _weak(said: str) -> str:
    """Return words that are a group's beside organisations alone, or ""."""
    return said if _WEAK.fullmatch(said) else ""


def _town(said: str, own: str) -> str:
    """Return the municipality that words name ("Ale", "ALE", "Ale kommun"), or ""."""
    called = _TOWN.fullmatch(said)
    folded = {said.casefold(), *((called["name"].casefold(), f"{called['name'].casefold()}s") if called else ())}
    names = _towns() | ({own.casefold(): own} if own else {})
    return next((names[one] for one in folded if one in names), "")


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    return {name.casefold(): name for name in municipalities()}
