"""Rows of one table that tell what was sought, granted, done, planned or closed of one thing: one is none of the others. Pure.

"Beviljade" and "Utförda" under "Hemtjänsttimmar" both meet a question for hours. Which of them is meant only the question's own
words say; where they do not, all are told, and where they say what no row tells, none is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from app.numbers.belonging import of_one_column, of_one_table
from app.numbers.number_words import is_form
from app.numbers.ranking import Placed, Scored, row_of
from ingest.tables.model import Figure
from ingest.tables.periods import PERIOD_ALONE, YEAR
from vectorstore.words.tokens import stem


class Standing(StrEnum):
    """How far what is told has come."""

    SOUGHT = "sökt"
    GRANTED = "beviljat"
    REFUSED = "avslaget"
    DONE = "utfört"
    PLANNED = "planerat"
    CLOSED = "avslutat"
    OPEN = "pågående"


_NAMELESS = re.compile(  # a row called by its time or its measure alone is of what its table is about
    rf"{PERIOD_ALONE.pattern}|(?:budget|utfall|bokslut|prognos)(?:\s+{YEAR})?", re.IGNORECASE
)
#: What a row is called by, and a question asks with, of each; a row's are words of its label.
_CALLED = {
    Standing.SOUGHT: r"sökt\w*|ansökt\w*|ansökningar|begärd\w*|äskad\w*|äskande\w*|ink[oö]m(?:na|men|met)|inlämnad\w*|inskickad\w*",
    Standing.GRANTED: r"bevilja(?:d|t|de|ts|des|s)|tilldela(?:d|t|de|ts|des|s)|bifall\w*|bif[aö]ll\w*|godkän(?:d|t|da|ts|des|ns)",
    Standing.REFUSED: r"avslag(?:en|it|na|its)?|avslog\w*|avslås|neka(?:d|t|de|ts|des|s)",
    Standing.DONE: r"utför(?:d|da|t|ts|des|de|s)|genomför(?:d|da|t|ts|des|de|s)|verkställ(?:d|da|t|ts|des|de|s)|levererad?\w*",
    Standing.PLANNED: r"planera(?:d|t|de|ts|des|s)|budgetera(?:d|t|de|ts|des|s)",
    Standing.CLOSED: r"avsluta(?:d|t|de|ts|des|s)|avgjor(?:d|da|t|ts|des)|beslutad(?:e|es)?",
    Standing.OPEN: r"pågående|pågår|öppna|oavslutad\w*",
}
#: What only a question asks with.
_ASKED = {
    Standing.SOUGHT: r"sök(?:a|er|te)|k(?:om|ommit|ommer) (?:det )?in|(?:lämna|skicka)\w* in|anmäl(?:des|ts|de)",
    Standing.GRANTED: r"f(?:ick|ått|år) (?:ja|bifall)|sade? ja|sagt ja|dela(?:de|t|des|ts|s)? ut|bevilja",
    Standing.REFUSED: r"f(?:ick|ått|år) (?:nej|avslag)|sade? nej|sagt nej|avsl(?:å|år|ogs|agits)",
    Standing.DONE: r"gjor(?:d|da|t|ts|des|de)|utför(?:a|de)|genomför(?:a|de)|blev(?: det)? av|verkligen|i verkligheten|faktiskt",
    Standing.PLANNED: r"räkna\w* med|pengar till|skulle (?:göras|utföras|ges)|i budget(?:en)?",
    Standing.CLOSED: r"stäng\w+|klara?|bli(?:vit)? klar\w*",
    Standing.OPEN: r"kvar|väntar",
}
_OF_ROW = {standing: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for standing, words in _CALLED.items()}
_OF_QUESTION = {
    standing: re.compile(rf"\b(?:{_CALLED[standing]}|{words})(?!\w)", re.IGNORECASE) for standing, words in _ASKED.items()
}
_NO_MORE_THAN_NOUN = re.compile(r"\bansökningar\w*")  # "Hur många ansökningar beviljades?"
_LABELS = 4096  # of which is remembered what they say: those of some thirty papers' tables
_LEAST_ALIKE = 5  # letters by which two rows of one thing begin a word alike: "bygglovsansökningar", "bygglov"


@lru_cache(maxsize=_LABELS)
def standing_of(label: str) -> frozenset[Standing]:
    """Return what a row says of how far what it tells has come, most often nothing."""
    return frozenset(standing for standing, pattern in _OF_ROW.items() if pattern.search(label))


@lru_cache(maxsize=_LABELS)
def is_nameless(label: str) -> bool:
    """Tell whether a row is called by its time, its measure or its standing alone: it is of what its table is about."""
    return _NAMELESS.fullmatch(label) is not None or is_standing_alone(label)


def is_standing_alone(label: str) -> bool:
    """Tell whether a row is called by nothing else ("Beviljade"): it is of what its table is about."""
    return bool(standing_of(label)) and not _thing(label)


def opposites_of(figure: Figure, others: Sequence[Placed]) -> list[Placed]:
    """Return the cells that stand for another standing of the same thing in a figure's column, one a row."""
    own = standing_of(figure.label)
    if len(own) != 1:
        return []
    found: dict[tuple[str, int], Placed] = {}
    for one in others:
        standing = standing_of(one.figure.label)
        apart = len(standing) == 1 and standing != own and row_of(one.figure) != row_of(figure)
        if apart and of_one_column(one.figure, figure) and one.figure.group == figure.group and _of_one_thing(one.figure, figure):
            found.setdefault(row_of(one.figure), one)
    return list(found.values())


def meant_of(question: str, figure: Figure, others: Sequence[Placed]) -> tuple[bool, list[Placed]]:
    """Return whether a row is the one meant among its opposites, and which of these are, where it is not.

    Args:
        question: in lower case.
        figure: that would answer.
        others: its opposites (`opposites_of`).
    """
    asked = _asked(question)
    if not others or standing_of(figure.label) & asked:
        return True, []
    meant = [one for one in others if standing_of(one.figure.label) & asked]
    if not meant and Standing.GRANTED in asked:  # "Beslutade bygglov" of those granted, where no row is called so
        asked |= {Standing.CLOSED}
        if Standing.CLOSED in standing_of(figure.label):
            return True, []
        meant = [one for one in others if Standing.CLOSED in standing_of(one.figure.label)]
    return False, meant if asked else list(others)


def is_meant(question: str, figure: Figure, read: Sequence[Placed]) -> bool:
    """Tell whether a row is not one of several opposites of which the question does not say that it is meant."""
    table = [one for one in read if of_one_table(one.figure, figure)]
    return meant_of(question, figure, opposites_of(figure, table))[0]


def of_those_meant(question: str, best: Scored, near: Sequence[Scored]) -> list[Scored]:
    """Return the cell that is meant, the best or one of its opposites; several where that is not said, none where none is told.

    Args:
        question: in lower case.
        best: the figure that would answer.
        near: the figures of the time asked for.
    """
    others = opposites_of(best.figure, [one.placed for one in near])
    itself, meant = meant_of(question, best.figure, others)
    if itself:
        return [best]
    starts = {one.figure.start for one in meant}
    found = [one for one in near if one.figure.document_id == best.figure.document_id and one.figure.start in starts]
    return [best, *found] if len(meant) == len(others) and not _asked(question) else found


def without_opposites(best: Scored, timely: Sequence[Scored]) -> list[Scored]:
    """Return figures without the opposites of the one that is meant.

    Args:
        best: the one.
        timely: the figures it was chosen among.
    """
    rows = {row_of(one.figure) for one in opposites_of(best.figure, [one.placed for one in timely])}
    return [one for one in timely if row_of(one.figure) not in rows]


def _asked(question: str) -> frozenset[Standing]:
    """Return the standings that a question in lower case asks for; what is applied for says nothing beside another: "fick ja"."""
    found = frozenset(standing for standing, pattern in _OF_QUESTION.items() if pattern.search(question))
    return found - {Standing.SOUGHT} if len(found) > 1 and _NO_MORE_THAN_NOUN.search(question) else found


def _thing(label: str) -> list[str]:
    """Return the words of a label that say of what it tells, in lower case."""
    rest = label.casefold()
    for pattern in _OF_ROW.values():
        rest = pattern.sub(" ", rest)
    return [word for word in re.findall(r"[^\W\d_]{3,}", rest) if not is_form(word)]


def _of_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether two rows are of one thing: either is called by its standing alone, or they share the beginning of a word."""
    words = [[stem(word)[:_LEAST_ALIKE] for word in _thing(figure.label)] for figure in (one, other)]
    return not words[0] or not words[1] or bool(set(words[0]) & set(words[1]))
