"""What came of looking for figures: those that answer, and what is computed from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.numbers.computed import Derived
from app.numbers.number_words import Extreme
from app.numbers.ranking import Placed


class Verdict(StrEnum):
    """What came of looking for figures."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    OTHER_PERIOD = "other period"
    OTHER_BOARD = "other board"


class Sign(StrEnum):
    """Which rows are asked for: those that did better than their budget, or worse."""

    PLUS = "överskott"
    MINUS = "underskott"


class Across(StrEnum):
    """What the most or the least was chosen among."""

    ROWS = "rader"
    MONTHS = "månader"
    YEARS = "år"


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """The figures that answer.

    Attributes:
        figures: in the order they are told.
        derived: what is computed from them.
        contradicting: another source's figure of the same thing with another value, or None.
        met: share of the names asked for that the figures meet.
        of_rows: of how many rows (months, years) the figure is the most or the least; 0 where that is not asked.
        extremes: which of them each figure is.
        across: what those are.
        sign: by which the rows told were chosen, of the `of_rows` of their table; None where they were not.
        asked_of: the board or office asked about, where the figures are of another.
    """

    verdict: Verdict
    figures: tuple[Placed, ...]
    derived: tuple[Derived, ...]
    contradicting: Placed | None
    met: float
    of_rows: int = 0
    extremes: tuple[Extreme, ...] = ()
    across: Across = Across.ROWS
    asked_of: str = ""
    sign: Sign | None = None
