"""Reading a table's header: a run of words into columns, each with measure, period and unit. Pure.

The words have lost their columns as the rows have. So every way to part them is tried, the count of columns in the rows
decides, and where two ways that fit differ, the columns they differ on get no measure and no period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
from operator import itemgetter

from ingest.header_words import CODE, LINKS, TEXT_COLUMN, WHEN, Token, TokenKind, column_of, is_dash, tokens_of
from ingest.measures import COMPARISONS, is_measure, measure_of, money_unit
from ingest.month_header import month_columns
from ingest.periods import years_period
from ingest.table_model import NO_PERIOD, Column, PeriodKind

_KEPT = 12  # ways kept at each word for each count of columns so far, cheapest first; the right one was never below the tenth
_CLOSE = 0.4  # penalty: two ways this close are both kept in mind

_WORD_COST = 0.02  # of each word that a header of months leaves over: the one with fewer lines is the better

_LEAD = re.compile(
    r"total|totalt|ack\.?|ackumulera\w*|fg|föregående|årets|periodens|reviderad|justerad|ursprunglig|ny|senaste|varav",
    re.IGNORECASE,
)
_YEAR_WORDS = frozenset({"år", "året", "års", "period", "perioden"})  # "föregående år" says when; "föregående prognos" is a column
_HEADINGS = frozenset({"avvikelser", "mål", "resultat", "kostnader", "intäkter", "målvärden"})
_COMMENT = re.compile(r"kommentar\w*|beskrivning|motivering\w*|åtgärd\w*|orsak\w*|analys", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A column being put together: its words, and whether a period and a measure are among them."""

    words: tuple[str, ...]
    measured: bool = False
    dated: bool = False
    numeric: bool = True
    code: bool = False

    @property
    def compares(self) -> bool:
        return measure_of(" ".join(self.words)) in COMPARISONS


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
    """

    columns: tuple[Column, ...]
    label: str = ""
    unit: str = ""
    codes: int = 0
    text_before: bool = False
    text_after: bool = False
    cost: float = 0.0


_Option = tuple[float, tuple[str, ...], tuple[_Part, ...]]


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
    tokens = tokens_of(text)
    months = _of_months(tokens, year)
    if months is not None:
        return {len(months.columns): months} if least <= len(months.columns) <= most else {}
    ways = _ways(tokens, most)
    return {count: _best(found, year) for count, found in ways.items() if count >= max(least, 1)}


def _best(found: Sequence[_Option], year: int | None) -> Header:
    """Return the cheapest way; where another is close, columns they differ on are left unnamed."""
    ranked = sorted((way[0] + _oddity(way[2]), number) for number, way in enumerate(found))
    best = replace(_header(found[ranked[0][1]], year), cost=ranked[0][0])
    for penalty, number in ranked[1:]:
        if penalty > ranked[0][0] + _CLOSE:
            break
        other = _header(found[number], year)
        best = replace(best, columns=tuple(_agreed(a, b) for a, b in zip(best.columns, other.columns, strict=True)))
    return best


def _agreed(one: Column, other: Column) -> Column:
    same = one.measure == other.measure and one.period == other.period
    return one if same else replace(one, measure="", period=NO_PERIOD)


def _ways(tokens: Sequence[Token], most: int) -> dict[int, list[_Option]]:
    """Return the cheapest ways to part the tokens, by the count of columns of numbers they make."""
    ways: dict[int, list[_Option]] = {0: [(0.0, (), ())]}
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        following: dict[int, list[_Option]] = {}
        for count, same in ways.items():
            for penalty, label, parts in same:
                for cost, new_label, new_parts in _options(token, after, label, parts):
                    grown = count if len(new_parts) == len(parts) else count + new_parts[-1].numeric
                    if grown <= most:
                        following.setdefault(grown, []).append((penalty + cost, new_label, new_parts))
        ways = {count: nsmallest(_KEPT, same, key=itemgetter(0)) for count, same in following.items()}
    return ways


def _options(token: Token, after: Token | None, label: tuple[str, ...], parts: tuple[_Part, ...]) -> list[_Option]:
    """Return the ways one token may go: on to the column before, into a new one, or to the label's heading."""
    now = parts[-1] if parts else None
    fresh = _Part((token.text,), token.kind == TokenKind.MEASURE, token.kind == TokenKind.PERIOD)
    start: tuple[_Part, ...] = (*parts, fresh)
    heads: _Option = (0.0, (*label, token.text), parts)
    if token.kind == TokenKind.UNIT:
        return [heads] if now is None else [(0.0, label, _grown(parts, token))]
    if token.kind == TokenKind.WORD and TEXT_COLUMN.fullmatch(token.text):
        text_part = replace(fresh, numeric=False)
        if now is None and not _COMMENT.fullmatch(token.text):
            return [heads]
        return [(0.0, label, (*parts, text_part)), *([] if now is None else [(1.5, label, _grown(parts, token))])]
    if token.kind == TokenKind.WORD and CODE.fullmatch(token.text) and not any(p.numeric for p in parts):
        return [(0.0, label, (*parts, replace(fresh, numeric=False, code=True))), (0.6, (*label, token.text), parts)]
    if now is None:
        return _first_options(token, after, heads, start)
    grown: _Option = (0.0, label, _grown(parts, token))
    new: _Option = (0.0, label, start)
    if not now.numeric:
        return _after_text(token, now, grown, new)
    if token.kind == TokenKind.PERIOD:
        return _period_options(token, now, grown, new)
    if token.kind == TokenKind.MEASURE:
        return _measure_options(token, now, grown, new)
    return _word_options(token, after, now, grown, new)


def _grown(parts: tuple[_Part, ...], token: Token) -> tuple[_Part, ...]:
    last = parts[-1]
    measured = last.measured or token.kind == TokenKind.MEASURE
    dated = last.dated or token.kind == TokenKind.PERIOD
    return (*parts[:-1], _Part((*last.words, token.text), measured, dated, last.numeric, last.code))


def _cost(option: _Option, cost: float) -> _Option:
    return cost, option[1], option[2]


def _first_options(token: Token, after: Token | None, heads: _Option, start: tuple[_Part, ...]) -> list[_Option]:
    begin: _Option = (0.0, heads[1][:-1], start)
    if token.kind == TokenKind.PERIOD:
        return [begin]
    if token.kind == TokenKind.MEASURE:
        heading = after is not None and after.kind == TokenKind.MEASURE and after.text[0].isupper()
        return [begin, _cost(heads, 0.05 if heading and token.text.casefold() in _HEADINGS else 1.0)]
    lead = _LEAD.fullmatch(token.text) or WHEN.fullmatch(token.text)
    return [_cost(heads, 0.3 if lead else 0.0), _cost(begin, 0.3 if lead else 1.2)]


def _after_text(token: Token, now: _Part, grown: _Option, new: _Option) -> list[_Option]:
    if token.kind == TokenKind.MEASURE:
        return [new] if token.text[0].isupper() else [_cost(grown, 0.1), _cost(new, 0.4)]
    if token.kind == TokenKind.PERIOD:
        return [_cost(grown, 0.3), _cost(new, 0.5)] if not now.code else [new]
    upper = token.text[0].isupper()
    return [_cost(grown, 0.15 if upper else 0.0), _cost(new, 0.0 if upper else 1.6)]


def _period_options(token: Token, now: _Part, grown: _Option, new: _Option) -> list[_Option]:
    if now.dated:
        return [_cost(new, 0.0)] if not LINKS.fullmatch(now.words[-1]) else [_cost(grown, 0.1), _cost(new, 0.5)]
    if now.compares:
        month = not re.match(r"\d", token.text)
        return [_cost(grown, 0.6 if month else 0.0), _cost(new, 0.2 if month else 0.6)]
    return [_cost(grown, 0.0), _cost(new, 1.5)]


def _measure_options(token: Token, now: _Part, grown: _Option, new: _Option) -> list[_Option]:
    last = now.words[-1]
    if last.endswith(("/", "-")) or LINKS.fullmatch(last):
        return [_cost(grown, 0.0), _cost(new, 1.5)]
    if not now.measured and not now.dated and all(_LEAD.fullmatch(w) or WHEN.fullmatch(w) for w in now.words):
        return [_cost(grown, 0.0), _cost(new, 1.2)]
    if now.compares and not now.dated:
        attached = token.text[0].islower() or (is_measure(last) and measure_of(last) not in COMPARISONS)
        return [_cost(grown, 0.1 if attached else 0.9), _cost(new, 0.5 if attached else 0.05)]
    if not now.measured and not now.dated:
        complete = len(now.words) > 1 and token.text[0].isupper()
        return [_cost(grown, 0.6 if complete else 0.1), _cost(new, 0.1 if complete else 0.3)]
    weak = measure_of(token.text) in {"intäkter", "kostnader", "antal", "andel", "resultat", "index"}
    if weak and not now.dated and token.text[0].islower():
        return [_cost(grown, 0.1), _cost(new, 0.8)]
    return [_cost(new, 0.0), _cost(grown, 1.2)]


def _word_options(token: Token, after: Token | None, now: _Part, grown: _Option, new: _Option) -> list[_Option]:
    if _LEAD.fullmatch(token.text) and (now.measured or now.dated):
        of_year = after is not None and after.text.casefold() in _YEAR_WORDS
        return [_cost(grown, 0.0), _cost(new, 1.0)] if of_year else [_cost(new, 0.1), _cost(grown, 0.6)]
    if WHEN.fullmatch(token.text) or LINKS.fullmatch(token.text) or token.text[0] in "()/-–*&":
        return [_cost(grown, 0.0), _cost(new, 1.0 if now.dated else 1.8)]
    if now.dated:
        starts = token.text[0].isupper()
        return [_cost(grown, 0.7 if starts else 0.2), _cost(new, 0.3 if starts else 0.8)]
    return [_cost(grown, 0.0), _cost(new, 0.9 if token.text[0].isupper() else 1.6)]


def _oddity(parts: Sequence[_Part]) -> float:
    """Return what is strange in a way to part a header: columns that say nothing, or the same twice."""
    numeric = [part for part in parts if part.numeric]
    shown = [" ".join(part.words).casefold() for part in numeric if not part.compares]
    empty = sum(not (part.measured or part.dated) for part in numeric)
    even = len({(part.measured, part.dated) for part in numeric}) - 1
    return 2.0 * (len(shown) - len(set(shown))) + 0.6 * empty + 0.15 * max(even, 0)


def _header(found: tuple[float, tuple[str, ...], tuple[_Part, ...]], year: int | None) -> Header:
    _, label, parts = found
    numeric = [at for at, part in enumerate(parts) if part.numeric]
    before = any(not p.numeric and not p.code for p in parts[: numeric[0]]) if numeric else False
    after = any(not p.numeric for p in parts[numeric[-1] :]) if numeric else False
    told = " ".join(label)
    columns = _inherited([_column(parts[at], year) for at in numeric])
    return Header(tuple(columns), told, money_unit(told), sum(p.code for p in parts), before, after)


def _column(part: _Part, year: int | None) -> Column:
    return column_of(" ".join(part.words), year)


def _inherited(columns: Sequence[Column]) -> list[Column]:
    """Give a bare year the measure of the dated column before it ("Utfall 2025 2024"), and differences their span."""
    told = list(columns)
    for at, (before, now) in enumerate(pairwise(columns), start=1):
        bare = not now.measure and now.period.known and before.period.known
        if bare and told[at - 1].measure and told[at - 1].measure not in COMPARISONS:
            told[at] = replace(now, measure=told[at - 1].measure)
    return told


def _of_months(tokens: Sequence[Token], year: int | None) -> Header | None:
    columns = month_columns(tokens, year)
    if columns is None:
        return None
    words = [t.text for t in tokens if t.kind == TokenKind.WORD and not LINKS.fullmatch(t.text) and not is_dash(t.text)]
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
