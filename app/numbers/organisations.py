"""Whose a figure is: of the board or office that a question names, or of another. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model import Question
from app.numbers.ranking import Placed

#: Boards and offices, as questions name them; "nämnden" alone is any.
_ORGANISATION = re.compile(
    r"(?:[^\W\d_]+-,? (?:och|&) )?[^\W\d_]{3,}(?:nämnd|förvaltning|kontor|styrelse|revision)(?:n|en|et)?s?\b", re.IGNORECASE
)
_ENDING = re.compile(r"s?(?:nämnd|förvaltning|kontor)(?:en|et)?s?$")  # "socialnämnden" and "socialförvaltningen" are one
_DEFINITE = re.compile(r"(?:n|en|et)?s?$")
_DECIDES = re.compile(r"\benligt\b|\bbesl(?:ut|öt)\w*|\bgodkänd\w*|\bantog\w*|\bföresl\w+|\bskickade?\w*")
#: Ends of words that look like a board's name and are none.
_NO_OFFICE = re.compile(r"(?:över|fastighets|egen)förvaltning|\bkommunförvaltning")


def of_another(question: Question, figures: Sequence[Placed]) -> str:
    """Return the board or office that a question names, where figures are of another; "" where they may be of it.

    A figure is of a board where its paper is, or where its row, its table or the headings over it name that.
    """
    folded = question.standalone.casefold()
    named = [one.strip() for one in _ORGANISATION.findall(folded) if not _NO_OFFICE.search(one)]
    if not named or _DECIDES.search(folded):
        return ""
    for one in figures:
        if not one.metadata.body or one.metadata.body in question.bodies:
            return ""
        said = _said(one)
        if any(_core(name) in said for name in named):
            return ""
    return named[0].removesuffix("s") if figures else ""


def _core(name: str) -> str:
    """Return what tells a board from others: "barn- och utbildning" of its board and of its office."""
    core = _ENDING.sub("", name)
    return core if core != name else _DEFINITE.sub("", name)


def _said(placed: Placed) -> str:
    figure, metadata = placed.figure, placed.metadata
    return " ".join(
        (metadata.body, metadata.title, placed.heading, figure.caption, figure.label, *figure.group, figure.column, placed.row)
    ).casefold()
