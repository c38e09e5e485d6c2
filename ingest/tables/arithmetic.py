"""The identities that a table's columns obey, found in its rows and checked on each: what decides how a row is read. Pure.

A sum of rounded numbers is off by at most half a unit a term, so that is the tolerance. An identity counts for a row only
where it says something: between numbers well above the tolerance, or exactly. Whole numbers are used throughout: an amount
is a value and its rounding error in the table's smallest half unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from ingest.tables.measures import AGAINST_BUDGET, COMPARISONS, OUTCOMES
from ingest.tables.model import Column, PeriodKind
from ingest.tables.summed_columns import summed_columns

_WELL_ABOVE = 3  # times the tolerance: a number this far above it does not fit an identity by chance
_MOST_COLUMNS = 12  # columns between which unnamed identities are looked for
_SHARE = 0.6  # of the rows it speaks of must obey an identity that the header speaks for
_SHARE_UNNAMED = 0.8  # … and one that nothing but the numbers speaks for,
_ROWS_UNNAMED = 3  # in at least so many rows
_LONG = 6  # terms of a sum that no row obeys by chance,
_LONG_WEIGHT = 2.0  # … so that one that does makes up for some rows of averages, or of another kind
_FEW = 4  # readings of a row that obeys an identity in one, and hardly by chance
_LARGE = 200  # … where all its numbers are as large, in half units: the least of three digits

Amount = tuple[int, int]
Amounts = Sequence[Amount | None]


class Verdict(StrEnum):
    """What an identity says of a row."""

    HOLDS = "holds"
    FAILS = "fails"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Identity:
    """target = sum of sign × term, between columns.

    Attributes:
        terms: (column, sign) pairs.
        named: the header speaks for it (a deviation, a difference, a total of months).
        text: told in Swedish, "utfall − budget = avvikelse".
    """

    target: int
    terms: tuple[tuple[int, int], ...]
    named: bool
    text: str
    sums: bool = False  # parts to a total: says nothing of rows of percentages

    @property
    def columns(self) -> frozenset[int]:
        """The columns it speaks of."""
        return frozenset({self.target, *(column for column, _ in self.terms)})

    def check(self, amounts: Amounts) -> Verdict:
        """Say whether the row obeys it; a blank term counts as nought, a blank target or only blanks say nothing."""
        target = amounts[self.target]
        if target is None:
            return Verdict.SILENT
        total, slack = -target[0], target[1]
        least = abs(target[0])
        filled = int(least > 0)
        told = False
        for column, sign in self.terms:
            amount = amounts[column]
            if amount is not None:
                told = True
                size = amount[0]
                total += sign * size
                slack += amount[1]
                if size:
                    filled += 1
                    size = abs(size)
                    if size < least or not least:
                        least = size
        if not told:
            return Verdict.SILENT
        if abs(total) > slack:
            return Verdict.FAILS
        if filled < 2:
            return Verdict.SILENT
        return Verdict.HOLDS if total == 0 or least > _WELL_ABOVE * slack else Verdict.SILENT


def amount_of(value: Decimal | None, places: int) -> Amount | None:
    """Return a value as an amount of a table whose numbers have at most `places` decimals.

    The half unit of "12,3" in a table with two decimals is 10 half units of 0.01.
    """
    if value is None:
        return None
    own = max(0, -int(value.as_tuple().exponent))
    return int(value.scaleb(places)) * 2, 10 ** (places - own)


def possible_identities(columns: Sequence[Column]) -> list[Identity]:
    """Return the identities that the columns may obey, those the header speaks for first."""
    found = [Identity(*one, sums=True) for one in summed_columns(columns)]
    names = _names(columns)
    spent = {identity.target for identity in found}
    for target, column in enumerate(columns):
        if target in spent:
            continue
        named = column.measure in COMPARISONS
        if not named and len(columns) > _MOST_COLUMNS:
            continue
        others = [at for at in range(len(columns)) if at != target and _may_be_term(columns[at], columns)]
        for one, other in combinations(others, 2):
            speaks = named and not _disagree(column, columns[one], columns[other])
            if named and not speaks:
                continue
            for signs in ((1, -1), (-1, 1), (1, 1)):
                terms = ((one, signs[0]), (other, signs[1]))
                found.append(Identity(target, terms, speaks, _told(names, target, terms)))
    return found


def _may_be_term(column: Column, columns: Sequence[Column]) -> bool:
    months = len({c.period.text for c in columns if c.period.kind is PeriodKind.MONTH})
    return column.measure not in COMPARISONS and not (months > 2 and column.period.kind is PeriodKind.MONTH)


def _disagree(target: Column, one: Column, other: Column) -> bool:
    """Tell whether a difference column's own words speak against these two as its terms."""
    if target.measure == "differens":
        of = {one.measure, other.measure}
        if of in AGAINST_BUDGET and one.period == other.period == target.period:
            return False  # "Utfall Budget Diff"
        return one.measure != other.measure and of - OUTCOMES - {""} != set()
    years = {c.period.text for c in (one, other) if c.period.kind is PeriodKind.YEAR}
    if target.measure == "avvikelse":
        return (
            one.measure == other.measure != ""
            or len(years) > 1
            or (target.period.kind is PeriodKind.YEAR and bool(years) and target.period.text not in years)
        )
    return False


def _names(columns: Sequence[Column]) -> list[str]:
    """Return what each column is called in an identity: by its measure, by its header where several have that measure."""
    count = Counter(column.measure for column in columns)
    names = []
    for number, column in enumerate(columns, start=1):
        header = column.header.casefold()
        names.append((header if count[column.measure] > 1 else column.measure or header) or f"kolumn {number}")
    return names


def _told(names: Sequence[str], target: int, terms: Sequence[tuple[int, int]]) -> str:
    (first, _), *rest = sorted(terms, key=lambda term: -term[1])
    return "".join((names[first], *(f" {'+' if sign > 0 else '−'} {names[at]}" for at, sign in rest), f" = {names[target]}"))


def accepted(identities: Sequence[Identity], rows: Sequence[Sequence[Amounts]]) -> list[Identity]:
    """Return the identities the table obeys.

    Args:
        identities: those that may hold.
        rows: for each row, its possible readings as amounts by column; a row speaks for an identity when one of them obeys it
            (with a number in each of its columns, where some reading fills the row), and against it when all break it.
    """
    filled = [sum(None not in amounts for amounts in readings) for readings in rows]
    counted = [(identity, *_votes(identity, rows, filled)) for identity in identities]
    kept: list[Identity] = []
    for target in {identity.target for identity in identities}:
        kept += _kept([entry for entry in counted if entry[0].target == target])
    return [identity for identity in identities if identity in kept]


def _votes(identity: Identity, rows: Sequence[Sequence[Amounts]], filled: Sequence[int]) -> tuple[float, float]:
    """Return how many rows obey an identity and how many do not; a row with many readings counts for less.

    One that too many rows have broken for the rest to make up for it is given up: few of the possible ones hold.
    """
    holds = fails = 0.0
    share = _SHARE if identity.named else _SHARE_UNNAMED
    most = (1 - share) * len(rows)  # of `share` obeyed among those it speaks of, so many may fail at the most
    for readings, full in zip(rows, filled, strict=True):
        failed = bool(readings)
        for amounts in readings:
            verdict = identity.check(amounts)
            failed = failed and verdict is Verdict.FAILS
            if verdict is Verdict.HOLDS and (not full or _fills(identity, amounts)):
                holds += _weight(identity, readings, full)
                break
        fails += failed
        if fails > most and not identity.named:
            return 0.0, fails
    return holds, fails


def _weight(identity: Identity, readings: Sequence[Amounts], full: int) -> float:
    """Return what a row counts for that obeys an identity in one of its readings, `full` of which fill all columns."""
    if len(identity.terms) >= _LONG:
        return _LONG_WEIGHT
    return 1.0 if 1 in (len(readings), full) or _tells(identity, readings) else 0.5


def _tells(identity: Identity, readings: Sequence[Amounts]) -> bool:
    """Tell whether a row obeys an identity hardly by chance: it has few readings, and the numbers of the one are large."""
    whole = [amounts for amounts in readings if _fills(identity, amounts)]
    obeying = [amounts for amounts in whole if identity.check(amounts) is Verdict.HOLDS]
    sizes = [abs(amount[0]) for amounts in obeying for column in identity.columns if (amount := amounts[column]) is not None]
    return len(whole) <= _FEW and len(obeying) == 1 and min(sizes) >= _LARGE


def _fills(identity: Identity, amounts: Amounts) -> bool:
    return all(amounts[column] is not None for column in identity.columns)


_Counted = tuple[Identity, float, float]


def _kept(counted: Sequence[_Counted]) -> list[Identity]:
    """Return which of the identities for one target column are obeyed; two of them only as signs of the same terms.

    In a table with costs printed without sign, the deviation is outcome − budget for income, budget − outcome for costs.
    """
    by_terms: dict[frozenset[int], list[_Counted]] = {}
    for entry in counted:
        by_terms.setdefault(entry[0].columns, []).append(entry)
    best: tuple[float, list[Identity]] = (0.0, [])
    for same in by_terms.values():
        single = max(same, key=lambda entry: entry[1])
        identity, holds, fails = single
        if identity.named:
            told = [entry for entry in same if entry[1] >= max(2.0, holds / 3)] or [single]
            together = sum(entry[1] for entry in told)
            against = max(0.0, fails - (together - holds))
            good = together >= 1 and together >= _SHARE * (together + against)
        else:
            told, together = [single], holds
            good = holds >= _ROWS_UNNAMED and holds >= _SHARE_UNNAMED * (holds + fails)
        if good and together > best[0]:
            best = (together, [entry[0] for entry in told])
    return best[1]


def judge(identities: Sequence[Identity], amounts: Amounts) -> tuple[list[Identity], list[Identity]]:
    """Return the identities a row obeys, and those it breaks; of two for the same target one is enough."""
    verdicts = [(identity, identity.check(amounts)) for identity in identities]
    obeyed = [identity for identity, verdict in verdicts if verdict is Verdict.HOLDS]
    done = {identity.target for identity, verdict in verdicts if verdict is not Verdict.FAILS}
    return obeyed, [identity for identity, verdict in verdicts if verdict is Verdict.FAILS and identity.target not in done]
