"""Answers that leave out a part of what is asked: one of two things, what is excepted, the mean. Pure."""

from __future__ import annotations

import re

from app.calculation.asked import IS_MEAN, asks_for_mean
from app.calculation.things import things_named
from app.model import Question
from app.numbers.computed import Kind
from app.numbers.meant import asks_for_both_sexes
from app.numbers.ranking import Placed
from app.numbers.verdict import FigureAnswer, Verdict
from app.question.happenings import happening_not_told
from ingest.tables.measures import MONEY_UNITS
from vectorstore.coverage import told

_EXCEPTS = re.compile(r"\b(?:utom|förutom|undantaget|bortsett från)\b")
#: Words that ask for several things together, or for one against another.
_HELD_TOGETHER = re.compile(
    r"\b(?:tillsammans|sammanlagt|ihop|sammantaget|summan av|plus)\b"
    r"|\b(?:fler|färre|mer|mindre|högre|lägre|större|dyrare|billigare)\b.*\bän\b"
)
_OF_ALL = re.compile(r"\b(?:riket|landet|länet)s?\b")  # what a municipality is held against
_SAYS_ALL = re.compile(r"rike|land|län|nation|snitt|sverige")
#: The sexes, as they are asked for and told; "man" is anybody.
_SEX = re.compile(
    r"(?<!gode )(?<!goda )\b(?:män(?:nen)?|kvinn(?:an?|or(?:na)?)"
    r"|flick(?:an?|or(?:na)?)|pojk(?:en?|ar(?:na)?)|tjej(?:er(?:na)?)?|kill(?:e|ar(?:na)?))s?\b"
)
_SAYS_SEX = re.compile(r"\bmän(?:nen)?s?\b|kvinn|flick|pojk|\bkön|tjej|\bkill|\bmanlig|\bh[ao]n\b|\bherr|\bdam")
_LEAST_OF_WORD = 4  # letters in common from which a word is taken to be in a row, in whatever form


def drops_a_thing(question: Question, found: FigureAnswer) -> bool:
    """Tell whether figures answer less than what is asked, without a word of it.

    One of the things named side by side is met and another is not, something is to be excepted, a mean is asked for and an
    amount is found, the number is asked of the whole country or county, of one sex, or of those who left and the like.
    """
    folded = question.standalone.casefold()
    said = " ".join(map(_said, found.figures))
    if found.verdict is Verdict.AMBIGUOUS:
        return _is_beside(folded, said)
    if found.verdict is not Verdict.FOUND or found.of_rows:
        return False
    if _EXCEPTS.search(folded) and not any(_EXCEPTS.search(_said(one)) for one in found.figures):
        return True
    if _is_beside(folded, said):
        return True
    means = any(one.kind is Kind.MEAN for one in found.derived) or any(IS_MEAN.search(_said(one)) for one in found.figures)
    if asks_for_mean(question) and not means and found.figures[0].figure.unit in (*MONEY_UNITS, "antal"):
        return True
    if found.derived or not _HELD_TOGETHER.search(folded) or asks_for_both_sexes(folded):
        return False
    things = next(things_named(question.standalone), None)
    if things is None:
        return False
    met = [any(_is_in(one, thing) for one in found.figures) for thing in things.called]
    return any(met) and not all(met)


def _is_beside(folded: str, said: str) -> bool:
    return bool(beyond_told(folded, said) or sex_unsaid(folded, said) or happening_not_told(folded, said))


def sex_unsaid(question: str, said: str) -> str:
    """Return the sex that something is asked of, as the question says it, where nothing told says any; or ""."""
    sex = _SEX.search(question.casefold())
    return "" if sex is None or _SAYS_SEX.search(said.casefold()) else sex.group()


def beyond_told(question: str, said: str) -> str:
    """Return the country or the county that a number is asked of, as the question says it, where nothing told says it; or ""."""
    place = _OF_ALL.search(question.casefold())
    return "" if place is None or _SAYS_ALL.search(said.casefold()) else place.group()


def _is_in(placed: Placed, thing: str) -> bool:
    said = _said(placed)
    tokens = [token for token in told(thing) if len(token) >= _LEAST_OF_WORD] or [thing.casefold()]
    return any(token[: max(_LEAST_OF_WORD, len(token) - 2)] in said for token in tokens)


def _said(placed: Placed) -> str:
    figure, metadata = placed.figure, placed.metadata
    around = (figure.caption, placed.heading, metadata.body, metadata.title, metadata.municipality, placed.row, figure.period.text)
    return " ".join((figure.label, *figure.group, figure.column, figure.measure, *around)).casefold()
