"""What is computed from figures: differences, changes in percent, sums and shares, each with its formula. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from app.numbers.figure_wording import number
from ingest.tables.model import Figure

_NO_SUM = frozenset({"%", "index", "år", "procentenheter"})
_IS_MEAN = re.compile(
    r"snitt|medel(?:tal|värde|ålder|tid)|\bindex\b|\bandel|procent|sjukfrånvaro|sysselsättningsgrad|\bålder|\bpersonalomsättning",
    re.IGNORECASE,
)
_IS_STOCK = re.compile(  # what there is at a time, and the same next year
    r"anställda|årsarbetare|medarbetare|invånare|befolkning|\belever\b|\bplatser\b|ombud\b|lägenheter|boende\b", re.IGNORECASE
)
_TENTH = Decimal("0.1")


class Kind(StrEnum):
    """What was computed."""

    DIFFERENCE = "skillnad"
    CHANGE = "förändring"
    PERCENT = "förändring i procent"
    SUM = "summa"
    SHARE = "andel"
    MEAN = "medelvärde"
    RATIO = "kvot"


@dataclass(frozen=True, slots=True)
class Derived:
    """A number computed from figures.

    Attributes:
        parts: the figures' indexes in the answer, in the order of the formula.
        formula: as told, "a − b = c".
    """

    kind: Kind
    parts: tuple[int, ...]
    value: Decimal
    unit: str
    formula: str


def may_be_summed(figures: Sequence[Figure], *, over_time: bool) -> bool:
    """Tell whether a sum of figures says anything: not of shares, means, ages and indexes, nor of a stock year after year."""
    for one in figures:
        said = " ".join((one.label, *one.group, one.column, one.caption))
        if one.unit in _NO_SUM or _IS_MEAN.search(said) or (over_time and _IS_STOCK.search(f"{one.label} {' '.join(one.group)}")):
            return False
    return True


def difference(kind: Kind, at: tuple[int, int], left: Figure, right: Figure) -> Derived:
    """Return left − right; of two percentages in percentage points."""
    value = left.value - right.value
    unit = "procentenheter" if left.unit == "%" else left.unit
    return Derived(kind, at, value, unit, f"{number(left.value)} − {_inner(right.value)} = {number(value)}")


def change_in_percent(at: tuple[int, int], later: Figure, earlier: Figure) -> Derived | None:
    """Return by how many percent a size grew; None from nought, or where the sign changes."""
    if not earlier.value or (later.value < 0) != (earlier.value < 0):
        return None
    new, old = abs(later.value), abs(earlier.value)
    value = ((new - old) / old * 100).quantize(_TENTH, ROUND_HALF_UP)
    return Derived(Kind.PERCENT, at, value, "%", f"({number(new)} − {number(old)}) / {number(old)} = {number(value)} %")


def total(at: Sequence[int], figures: Sequence[Figure]) -> Derived:
    """Return the sum of figures of one unit."""
    value = sum((one.value for one in figures), Decimal(0))
    formula = " + ".join([number(figures[0].value), *(_inner(one.value) for one in figures[1:])])
    return Derived(Kind.SUM, tuple(at), value, figures[0].unit, f"{formula} = {number(value)}")


def sums_held_together(later: Sequence[Figure], earlier: Sequence[Figure]) -> tuple[Derived, Derived, Derived]:
    """Return the sums of two lots of figures, and how much the first is more than the second.

    The figures stand in an answer as the first lot, then the second.
    """
    first = total(range(len(later)), later)
    second = total(range(len(later), len(later) + len(earlier)), earlier)
    value = first.value - second.value
    formula = f"{number(first.value)} − {_inner(second.value)} = {number(value)}"
    return first, second, Derived(Kind.DIFFERENCE, (*first.parts, *second.parts), value, first.unit, formula)


def result(at: tuple[int, int], income: Figure, costs: Figure) -> Derived:
    """Return what is left of an income when the costs are paid, which papers print with a minus."""
    whole = total(at, (income, costs))
    return Derived(Kind.DIFFERENCE, whole.parts, whole.value, whole.unit, whole.formula)


def mean(at: Sequence[int], figures: Sequence[Figure], count: int) -> Derived:
    """Return the mean of figures of one unit, or of their sum over that many months; with one decimal where it is not whole."""
    value = sum((one.value for one in figures), Decimal(0)) / count
    value = value.quantize(_TENTH, ROUND_HALF_UP) if value != value.to_integral() else value.quantize(Decimal(1))
    terms = " + ".join([number(figures[0].value), *(_inner(one.value) for one in figures[1:])])
    left = f"({terms})" if len(figures) > 1 else terms
    return Derived(Kind.MEAN, tuple(at), value, figures[0].unit, f"{left} / {count} = {number(value)}")


def ratio(at: tuple[int, int], one: Figure, other: Figure) -> Derived | None:
    """Return how many times the one is the other, the larger first; None of nothing, or of different signs."""
    if not one.value or not other.value or (one.value < 0) != (other.value < 0):
        return None
    if abs(one.value) < abs(other.value):
        at, one, other = (at[1], at[0]), other, one
    value = (abs(one.value) / abs(other.value)).quantize(_TENTH, ROUND_HALF_UP)
    return Derived(Kind.RATIO, at, value, "gånger", f"{number(abs(one.value))} / {number(abs(other.value))} = {number(value)}")


def share(at: tuple[int, int], part: Figure, whole: Figure) -> Derived | None:
    """Return part / whole in percent; None where there is no whole, or the part is larger."""
    if not whole.value or abs(part.value) > abs(whole.value):
        return None
    value = (abs(part.value) / abs(whole.value) * 100).quantize(_TENTH, ROUND_HALF_UP)
    return Derived(Kind.SHARE, at, value, "%", f"{number(abs(part.value))} / {number(abs(whole.value))} = {number(value)} %")


def _inner(value: Decimal) -> str:
    return f"({number(value)})" if value < 0 else number(value)
