"""How well what a column says beside measure and time fits: when a forecast was made, what is carried over. Pure."""

from __future__ import annotations

import re

from app.numbers.months_asked import MONTHS
from app.question.patterns import in_question, in_table
from ingest.tables.model import Figure

_MADE = in_table(r"prognos\w*\s+(?:per|i|efter|från)?\s*(?P<month>[^\W\d_]{3,})")  # "Prognos per augusti"
_MADE_THEN = 0.3  # gained by the forecast made in the month that the question names, lost by one made in another,
_FORECAST = 0.15  # … and lost by a deviation of a forecast where no month and no forecast is asked for
_ASKS_FORECAST = in_question(r"\w*prognos\w*|\bväntas\b|\bförväntas\b|\btro(?:r|dde|tt)\b|\bspå(?:r|dde)\b|\bräknar\b")
_ASKS_CARRIED = in_question(
    r"\bombudgeter|\böverför|\bför(?:s|a|as|t|ts|de|des)? över\b|\bflytta\w*\b.*\b(?:nästa|kommande|till 20\d\d)\b"
    r"|\bta(?:r|s)? med (?:sig )?.*\bnästa år"
)
_IS_CARRIED = in_table(r"ombudgeter|överför|\bförs över|\bflyttas")
_CARRIED = 0.5  # gained by a column of what is carried over to the next year, where that is asked for


def is_carried_unasked(folded: str, figure: Figure) -> bool:
    """Tell whether a column is of what is carried over to the next year, which is no budget, and that is not asked for."""
    return _IS_CARRIED.search(figure.column) is not None and _ASKS_CARRIED.search(folded) is None


def fits_column(folded: str, figure: Figure) -> float:
    """Return what a figure gains or loses by its column's own words.

    Args:
        folded: the question in lower case.
        figure: that may answer.
    """
    if _ASKS_CARRIED.search(folded):
        return _CARRIED if _IS_CARRIED.search(figure.column) else 0.0
    match = _MADE.search(figure.column)
    made = _month(match["month"].casefold()) if match is not None else ""
    if not made or figure.measure != "avvikelse":
        return 0.0
    if named := [name for name in MONTHS if re.search(rf"\b(?:{name})(?!\w)|\b(?:{name})prognos", folded)]:
        return _MADE_THEN if made in named else -_MADE_THEN
    return 0.0 if _ASKS_FORECAST.search(folded) else -_FORECAST


def _month(word: str) -> str:
    """Return the names of a month of which a word is one, or ""."""
    return next((names for names in MONTHS if re.fullmatch(names, word)), "")
