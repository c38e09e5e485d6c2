"""Where a header's word may go: on to the column before, into a new one, or to the words that head the labels. Pure.

Each way has a penalty for what is strange in it; `ingest.tables.header` looks for the cheapest ways through all words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from ingest.tables.header_words import CODE, LINKS, NOTES, TEXT_COLUMN, WHEN, Token, TokenKind
from ingest.tables.measures import COMPARISONS, is_measure, measure_of

_LEAD = re.compile(
    r"total|totalt|ack\.?|ackumulera\w*|fg|föregående|årets|periodens|reviderad|justerad|ursprunglig|ny|senaste|varav",
    re.IGNORECASE,
)
_YEAR_WORDS = frozenset({"år", "året", "års", "period", "perioden"})  # "föregående år" says when; "föregående prognos" is a column
_HEADINGS = frozenset({"avvikelser", "mål", "resultat", "kostnader", "intäkter", "målvärden"})
_NUMBER_OF_NOTE = re.compile(r"\d{1,2}")  # "Not 2 Verksamhetens intäkter": a title
_COUNTS = frozenset({"antal", "andel"})  # "Antal barn och elever" may head the labels
_GROUPS_OF_ALL = frozenset({"Kvinnor", "Män", "Kvinna", "Man", "Flickor", "Pojkar", "Alla", "Samtliga", "Tjejer", "Killar"})
_COMMENT = re.compile(r"kommentar\w*|beskrivning|motivering\w*|åtgärd\w*|orsak\w*|analys", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A column being put together: its words, and whether a period and a measure are among them."""

    words: tuple[str, ...]
    measured: bool = False
    dated: bool = False
    numeric: bool = True
    code: bool = False

    @property
    def compares(self) -> bool:
        """Whether it tells a difference of two other columns."""
        return _compare(self.words)


@lru_cache(maxsize=4096)
def _compare(words: tuple[str, ...]) -> bool:
    return measure_of(" ".join(words)) in COMPARISONS


class Where(Enum):
    """Where a token goes."""

    LABEL = auto()  # to the words that head the labels
    LAST = auto()  # into the column before, which becomes the step's part
    NEW = auto()  # into a new column, the step's part


Step = tuple[float, Where, Part]


def steps_of(token: Token, after: Token | None, now: Part | None, numeric: bool) -> list[Step]:
    """Return the ways one token may go: on to the column before, into a new one, or to the label's heading.

    Args:
        token: to place.
        after: the one that follows it.
        now: the last column so far.
        numeric: whether there is a column of numbers already.
    """
    fresh = Part((token.text,), token.kind == TokenKind.MEASURE, token.kind == TokenKind.PERIOD)
    heads: Step = (0.0, Where.LABEL, fresh)
    new: Step = (0.0, Where.NEW, fresh)
    if (
        token.kind == TokenKind.WORD
        and NOTES.fullmatch(token.text)
        and not (now is None and after is not None and _NUMBER_OF_NOTE.fullmatch(after.text))
    ):
        return [(0.0, Where.NEW, replace(fresh, measured=True, dated=True))]
    text_column = token.kind == TokenKind.WORD and TEXT_COLUMN.fullmatch(token.text)
    if token.kind == TokenKind.WORD and not text_column and CODE.fullmatch(token.text) and not numeric:
        return [(0.0, Where.NEW, replace(fresh, numeric=False, code=True)), _cost(heads, 0.6)]
    if now is None:
        if text_column and _COMMENT.fullmatch(token.text):
            return [(0.0, Where.NEW, replace(fresh, numeric=False))]
        return [heads] if token.kind == TokenKind.UNIT or text_column else _first_steps(token, after, heads, new)
    grown: Step = (0.0, Where.LAST, _grown(now, token))
    if token.kind == TokenKind.UNIT:
        return [grown]
    if text_column:
        return [(0.0, Where.NEW, replace(fresh, numeric=False)), _cost(grown, 1.5)]
    if not now.numeric:
        return _after_text(token, now, grown, new)
    if token.kind == TokenKind.PERIOD:
        return _period_options(token, now, grown, new)
    if token.kind == TokenKind.MEASURE:
        return _measure_options(token, now, grown, new)
    return _word_options(token, after, now, grown, new)


def _grown(last: Part, token: Token) -> Part:
    measured = last.measured or token.kind == TokenKind.MEASURE
    dated = last.dated or token.kind == TokenKind.PERIOD
    return Part((*last.words, token.text), measured, dated, last.numeric, last.code)


def _cost(step: Step, cost: float) -> Step:
    return cost, step[1], step[2]


def _first_steps(token: Token, after: Token | None, heads: Step, begin: Step) -> list[Step]:
    if token.kind == TokenKind.PERIOD:
        return [begin]
    if token.kind == TokenKind.MEASURE:
        heading = after is not None and after.kind == TokenKind.MEASURE and after.text[0].isupper()
        counts = token.text.casefold() in _COUNTS and after is not None and after.kind == TokenKind.WORD and after.text[0].islower()
        return [begin, _cost(heads, 0.05 if heading and token.text.casefold() in _HEADINGS else 0.3 if counts else 1.0)]
    lead = _LEAD.fullmatch(token.text) or WHEN.fullmatch(token.text)
    return [_cost(heads, 0.3 if lead else 0.0), _cost(begin, 0.3 if lead else 1.2)]


def _after_text(token: Token, now: Part, grown: Step, new: Step) -> list[Step]:
    if token.kind == TokenKind.MEASURE:
        return [new] if token.text[0].isupper() else [_cost(grown, 0.1), _cost(new, 0.4)]
    if token.kind == TokenKind.PERIOD:
        return [_cost(grown, 0.3), _cost(new, 0.5)] if not now.code else [new]
    upper = token.text[0].isupper()
    return [_cost(grown, 0.15 if upper else 0.0), _cost(new, 0.0 if upper else 1.6)]


def _period_options(token: Token, now: Part, grown: Step, new: Step) -> list[Step]:
    if now.dated:
        return [_cost(new, 0.0)] if not LINKS.fullmatch(now.words[-1]) else [_cost(grown, 0.1), _cost(new, 0.5)]
    if now.compares:
        month = not re.match(r"\d", token.text) and not token.repeated
        return [_cost(grown, 0.6 if month else 0.0), _cost(new, 0.2 if month else 0.6)]
    return [_cost(grown, 0.0), _cost(new, 1.5)]


def _measure_options(token: Token, now: Part, grown: Step, new: Step) -> list[Step]:
    last = now.words[-1]
    if last.endswith(("/", "-")) or LINKS.fullmatch(last):
        return [_cost(grown, 0.0), _cost(new, 1.5)]
    leads = all(_LEAD.fullmatch(w) for w in now.words) and token.text[0].islower()  # "Total projektbudget"
    if leads or (not now.measured and not now.dated and all(_LEAD.fullmatch(w) or WHEN.fullmatch(w) for w in now.words)):
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


def _word_options(token: Token, after: Token | None, now: Part, grown: Step, new: Step) -> list[Step]:
    if _LEAD.fullmatch(token.text) and (now.measured or now.dated):
        of_year = after is not None and after.text.casefold() in _YEAR_WORDS
        return [_cost(grown, 0.0), _cost(new, 1.0)] if of_year else [_cost(new, 0.1), _cost(grown, 0.6)]
    if WHEN.fullmatch(token.text) or LINKS.fullmatch(token.text) or token.text[0] in "()/-–*&":
        return [_cost(grown, 0.0), _cost(new, 1.0 if now.dated else 1.8)]
    if LINKS.fullmatch(now.words[-1]) and token.text[0].islower():
        return [_cost(grown, 0.0), _cost(new, 2.0)]  # "Kostnad per" + "elev"
    if token.text in _GROUPS_OF_ALL and now.words[-1] in _GROUPS_OF_ALL:
        return [new, _cost(grown, 1.5)]
    if now.dated:
        starts = token.text[0].isupper()
        return [_cost(grown, 0.7 if starts else 0.2), _cost(new, 0.3 if starts else 0.8)]
    return [_cost(grown, 0.0), _cost(new, 0.9 if token.text[0].isupper() else 1.6)]
