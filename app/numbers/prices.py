"""Whether a number without a unit is a price where a number of something is asked for, or the reverse. Pure."""

from __future__ import annotations

import re

from app.numbers.figure_fit import ASKS_COUNT, COUNTS
from ingest.tables.measures import MEASURES
from ingest.tables.model import Figure

_PRICED = re.compile(r"\b\w*(?:avgift|tax[ao]r?|pris)\w*|\bhyr(?:a|an|or)\b|\b(?:kr|kronor|tkr|mkr|mnkr|belopp)\b", re.IGNORECASE)
_COSTS = re.compile(r"kostnad|utgift|ersättning|bidrag|vite", re.IGNORECASE)  # what is told in money, and may stand over counts too

_KNOWN = MEASURES - {""}


def is_of_another_kind(folded: str, placed: str, figure: Figure, *, money: bool = False) -> bool:
    """Tell whether a number without a unit is a price where a number of something is asked for, or the reverse, by its headings.

    Args:
        folded: the question in lower case.
        placed: the words of the figure's row and the headings over it.
        figure: that may answer.
        money: the form of answer asked for is a sum of money.
    """
    if figure.unit:
        return False
    own = " ".join((figure.label, *figure.group, figure.column, figure.measure, figure.caption))
    priced = _PRICED.search(f"{own} {placed}") is not None
    if ASKS_COUNT.search(folded):
        return priced and COUNTS.search(own) is None
    return money and figure.measure not in _KNOWN and not priced and _COSTS.search(f"{own} {placed}") is None
