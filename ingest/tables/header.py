"""Reading a table's header: a run of words into columns, each with measure, period and unit. Pure.

The words have lost their columns as the rows have. So every way to part them is tried, the count of columns in the rows
decides, and where two ways that fit differ, the columns they differ on get no measure and no period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import inf
from operator import itemgetter

from ingest.tables.header_steps import Part, Step, Where, steps_of
from ingest.tables.header_words import LINKS, Token, TokenKind, column_of, is_dash, tokens_of
from ingest.tables.measures import COMPARISONS, money_unit
from ingest.tables.model import NO_PERIOD, Column, PeriodKind
from ingest.tables.month_header import month_columns
from ingest.tables.periods import MONTH, YEAR, years_period

_KEPT = 12  # ways kept at each word for each count of columns so far, cheapest first; the right one was never below the tenth
_CLOSE = 0.4  # penalty: two ways this close are both kept in mind
COSTLY = 2.5  # penalty: a header read at this cost or more is not taken to be one

_DAY_OF_ALL = re.compile(  # "Per den 31 december Kvinnor Män": when all columns are of, unless these are years
    rf"\A\s*(?:per|den)\s+(?:den\s+)?\d{{1,2}}\s+{MONTH}(?:\s+{YEAR}(?=\s+[^\W\d_]))?(?=\s)"
    rf"|\A[^\d\n]{{1,60}}\sden\s+\d{{1,2}}\s+{MONTH}(?=\s+{YEAR}\s+{YEAR})",
    re.IGNORECASE,
)
_AIMS = frozenset({"mål", "prognos"})  # a bare year beside them may be of what was reached

_WORD_COST = 0.02  # of each word that a header of months leaves over: the one with fewer lines is the better


@dataclass(frozen=True, slots=True)
class Header:
    """A header read.

    Attributes:
        columns: of the numbers, in order.
        label: the words that head the label column.
        unit: stated for the whole table, or "".
        codes: how many columns of codes (account, project) stand before the first number.
        text_before: whether a column of text stands between the label and the numbers.
        text_after: whether a column of text follows the numbers.
        cost: what is strange in reading it so; 0 for a plain header.
        doubted: its first word may head the labels: it is believed only where the arithmetic bears it out.
    """

    columns: tuple[Column, ...]
    label: str = ""
    unit: str = ""
    codes: int = 0
    text_before: bool = False
    text_after: bool = False
    cost: float = 0.0
    doubted: bool = False


_Option = tuple[float, tuple[str, ...], tuple[Part, ...]]


def read_header(text: str, count: int, year: int | None = None) -> Header | None:
    """Return a header read as `count` columns of numbers, or None where it cannot be.

    Args:
        text: the header's lines.
        count: of columns.
        year: the paper's year, for months and quarters without one.
    """
    return read_headers(text, count, count, year).get(count)


@lru_cache(maxsize=256)  # a header is tried with several lines above it, and stands again on the next page
def read_headers(text: str, least: int, most: int, year: int | None = None) -> dict[int, Header]:
    """Return a header read as each count of columns, `least` to `most`, that it can be read as."""
    tokens = tokens_of(_DAY_OF_ALL.sub("", text))
    months = _of_months(tokens, year)
    if months is not None:
        return {len(months.columns): months} if least <= len(months.columns) <= most else {}
    ways = _ways(tokens, most)
    return {count: _best(found, year) for count, found in ways.items() if count >= max(least, 1)}


def _best(found: Sequence[_Option], year: int | None) -> Header:
    """Return the cheapest way; where another is close, columns they differ on are left unnamed."""
    ranked: list[tuple[float, int]] = []
    least = inf
    for number, way in enumerate(found):  # the cheapest first, before what is odd in them
        if way[0] > least + _CLOSE:
            break
        ranked.append((way[0] + _oddity(way[2]), number))
        least = min(least, ranked[-1][0])
    ranked.sort()
    best = replace(_header(found[ranked[0][1]], year), cost=ranked[0][0])
    for penalty, number in ranked[1:]:
        if penalty > ranked[0][0] + _CLOSE:
            break
        other = _header(found[number], year)
        best = replace(best, columns=tuple(_agreed(a, b) for a, b in zip(best.columns, other.columns, strict=True)))
    return best


def _agreed(one: Column, other: Column) -> Column:
    """Return what two readings of a column share: its measure only where both date it alike, its period either way."""
    if one.period != other.period:
        return replace(one, measure="", period=NO_PERIOD)
    return one if one.measure == other.measure else replace(one, measure="")


def _ways(tokens: Sequence[Token], most: int) -> dict[int, list[_Option]]:
    """Return the cheapest ways to part the tokens, by the count of columns of numbers they make."""
    ways: dict[int, list[_Option]] = {0: [(0.0, (), ())]}
    dearest = COSTLY + _CLOSE
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        steps: dict[tuple[Part | None, bool], list[Step]] = {}  # what may follow depends on the last column alone
        following: dict[int, list[tuple[float, _Option, Step]]] = {}
        for count, same in ways.items():
            for way in same:
                parts = way[2]
                last = (parts[-1] if parts else None, count > 0)
                if last not in steps:
                    steps[last] = steps_of(token, after, *last)
                for step in steps[last]:
                    penalty = way[0] + step[0]
                    grown = count + (step[1] is Where.NEW and step[2].numeric)
                    if grown <= most and penalty <= dearest:
                        following.setdefault(grown, []).append((penalty, way, step))
        ways = {
            count: [_taken(token, *chosen) for chosen in sorted(same, key=itemgetter(0))[:_KEPT]]
            for count, same in following.items()
        }
    return ways


def _taken(token: Token, penalty: float, way: _Option, step: Step) -> _Option:
    """Return a way one token longer."""
    _, label, parts = way
    if step[1] is Where.LABEL:
        return penalty, (*label, token.text), parts
    return penalty, label, (*(parts[:-1] if step[1] is Where.LAST else parts), step[2])


def _oddity(parts: Sequence[Part]) -> float:
    """Return what is strange in a way to part a header: columns that say nothing, or the same twice."""
    numeric = [part for part in parts if part.numeric]
    shown = [" ".join(part.words).casefold() for part in numeric if not part.compares]
    empty = sum(not (part.measured or part.dated) for part in numeric)
    even = len({(part.measured, part.dated) for part in numeric}) - 1
    return 2.0 * (len(shown) - len(set(shown))) + 0.6 * empty + 0.15 * max(even, 0)


def _header(found: tuple[float, tuple[str, ...], tuple[Part, ...]], year: int | None) -> Header:
    _, label, parts = found
    numeric = [at for at, part in enumerate(parts) if part.numeric]
    before = any(not p.numeric and not p.code for p in parts[: numeric[0]]) if numeric else False
    after = any(not p.numeric for p in parts[numeric[-1] :]) if numeric else False
    told = " ".join(label)
    columns = _inherited([_column(parts[at], year) for at in numeric])
    return Header(tuple(columns), told, money_unit(told), sum(p.code for p in parts), before, after)


def _column(part: Part, year: int | None) -> Column:
    return column_of(" ".join(part.words), year)


def _inherited(columns: Sequence[Column]) -> list[Column]:
    """Give a bare year the measure of the dated column before it ("Utfall 2025 2024"), no aim's, and none after a bare year."""
    told = list(columns)
    if columns and _is_bare(columns[0]):
        return told
    for at, (before, now) in enumerate(pairwise(columns), start=1):
        measure = told[at - 1].measure
        if _is_bare(now) and before.period.known:
            if not measure or measure in COMPARISONS | _AIMS:
                break
            told[at] = replace(now, measure=measure)
    return told


def _is_bare(column: Column) -> bool:
    return not column.measure and column.period.known


def _of_months(tokens: Sequence[Token], year: int | None) -> Header | None:
    columns = month_columns(tokens, year)
    if columns is None:
        return None
    heads = {column.header for column in columns}
    words = [
        t.text
        for t in tokens
        if t.kind == TokenKind.WORD and t.text not in heads and not LINKS.fullmatch(t.text) and not is_dash(t.text)
    ]
    return Header(tuple(columns), " ".join(words), money_unit(" ".join(t.text for t in tokens)), cost=_WORD_COST * len(words))


def spans_between(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with the span of years told on difference columns that name no period themselves."""
    years = sorted(
        {
            c.period.start.year
            for c in columns
            if c.measure not in COMPARISONS and c.period.kind is PeriodKind.YEAR and c.period.start
        }
    )
    if len(years) != 2:
        return tuple(columns)
    span = years_period(years[0], years[1])
    return tuple(replace(c, period=span) if c.measure == "differens" and not c.period.known else c for c in columns)
