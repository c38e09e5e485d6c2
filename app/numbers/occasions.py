"""Which forecast of several is asked for: the one made in a month, at a report, before the last. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.numbers.ranking import Placed, Scored, row_of
from app.question.forecast_asked import occasions_asked, words_of_occasions
from ingest.tables.forecasts import PREVIOUS, is_forecast, occasion, occasions_named
from ingest.tables.measures import OUTCOMES, PLANS
from vectorstore.coverage import Asked

_COMPARES = re.compile(
    r"\b(?:jämför\w*|skil\w+|skillnad\w*|mellan|än|(?:för)?ändra\w*|ändring\w*|justera\w*|ök(?:at|ade|ar)|minska\w*|höj\w+|sänk\w+|sedan)\b"
)
_FORECASTS = frozenset({"prognos"})
_DEVIATIONS = frozenset({"avvikelse", "differens"})


def forecast_named(text: str, names: Sequence[Asked], placed: Sequence[Placed]) -> tuple[list[Asked], list[Placed]]:
    """Return the names that a row is called by, without the words for when a forecast was made, and the figures of those asked for.

    Args:
        text: the question.
        names: the words that name the row.
        placed: figures that may answer.
    """
    kept = of_the_forecast_asked(text, placed)
    made = [one.figure for one in kept if one.figure.made]
    by_column = bool(made) and not any(occasion(figure.label) for figure in made)
    when = words_of_occasions(text) if by_column else frozenset()
    return [one for one in names if one.word not in when], kept


def lacks_the_forecast(text: str, placed: Sequence[Placed]) -> bool:
    """Tell whether a forecast made at some time is asked for, and none of some figures is that."""
    asked = occasions_asked(text)
    return bool(asked) and not any(one.figure.measure in _FORECASTS and one.figure.made in asked for one in placed)


def of_the_forecast_asked(text: str, placed: Sequence[Placed]) -> list[Placed]:
    """Return the figures without forecasts made at other times than a question asks for.

    A forecast that does not say when it was made may be the one asked for only where its paper, its table or the headings over it
    are called by that time. Without a time asked for, the one before the last is left out, unless one is held against another.

    Args:
        text: the question.
        placed: figures that may answer.
    """
    asked = occasions_asked(text)
    compares = _COMPARES.search(text.casefold()) is not None
    if not asked:
        return [one for one in placed if compares or one.figure.made != PREVIOUS]
    return [one for one in placed if _may_be_made(one, asked) or (compares and PREVIOUS in asked and not one.figure.made)]


def several_made(best: Scored, near: Sequence[Scored]) -> list[Placed]:
    """Return the forecasts of a row made at different times, where the best is one of them and its question does not say which.

    One that says no time, beside others that do, is the one of the paper itself.
    """
    if not best.figure.made or best.figure.measure not in _FORECASTS:
        return []
    row = [one.placed for one in near if row_of(one.figure) == row_of(best.figure) and one.figure.measure in _FORECASTS]
    same = [one for one in row if (one.figure.period, one.figure.organisation) == (best.figure.period, best.figure.organisation)]
    return sorted(same, key=lambda one: one.figure.start) if len({one.figure.made for one in same}) > 1 else []


def _may_be_made(placed: Placed, asked: Sequence[str]) -> bool:
    figure = placed.figure
    if figure.measure not in _FORECASTS | _DEVIATIONS:  # held beside it; what says no measure is no forecast
        return figure.measure in OUTCOMES | PLANS or is_forecast(f"{figure.label} {figure.column} {figure.caption}")
    if figure.made or figure.measure in _DEVIATIONS:
        return figure.made in (*asked, "")
    around = (placed.metadata.title, placed.heading, figure.caption)
    return any(not occasions_named(words).isdisjoint(asked) for words in around)
