"""Whose cell is asked for, where columns or rows are municipalities and areas: the one named, else the paper's own. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.model import Question
from app.numbers.number_words import wanted
from app.numbers.ranking import Placed
from ingest.profile import municipalities
from vectorstore.coverage import Asked, told

#: The country as questions and columns call it.
_COUNTRY = re.compile(r"\b(?:riket|landet|sverige)s?\b|\briks(?:snitt|genomsnitt|medel)\w*|\bnationell\w*\b", re.IGNORECASE)
_COUNTY = re.compile(r"\blänets?\b|\bläns(?:snitt|genomsnitt|medel)\w*", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:genom)?snitt\w*\b|\bmedel(?:värde\w*|tal\w*)?\b|\bmedian\w*\b", re.IGNORECASE)
_MEAN_WORDS = frozenset(told("snitt genomsnitt genomsnittet medel medelvärde medeltal median ovägt vägt"))
_ALL = re.compile(r"\b(?:alla|samtliga)\s+kommuner", re.IGNORECASE)
_AMONG = re.compile(r"\bvilk(?:en|et|a)\b.*\b(?:kommun|län)\w*\b|\bvar(?:t|je) kommun\b", re.IGNORECASE)
_HELD_AGAINST = re.compile(r"\b(?:mot|än|jämfört|skil\w+|jämför|gentemot|förhållande|skillnad\w*)\b", re.IGNORECASE)


#: "vård- och omsorgsförvaltningen": the office of the board that is called so.
_OFFICE = re.compile(r"(?<![\w-])((?:[a-zåäö]+- och )?[a-zåäö]{3,}?)förvaltning(?:en)?s?\b")
_OF_ALL = ("", "kommunstyrelsen", "kommunfullmäktige")  # papers of all boards


def of_those_asked(question: Question, placed: Sequence[Placed]) -> list[Placed]:
    """Return the figures that are of what a question asks about, as far as places go.

    A cell of a municipality or an area answers only where the question names that, or where it names none and the cell is of the
    paper's own municipality. What is held against another is kept beside it. Other figures are of their paper's municipality.

    Args:
        question: as understood.
        placed: figures that may answer.
    """
    text = question.standalone
    among = _AMONG.search(text) is not None
    named = {name for name in {one.figure.organisation for one in placed} if name and names_organisation(text, name)}
    against = bool(named) and (wanted(question).compares or _HELD_AGAINST.search(text) is not None)
    found = [one for one in placed if _is_of_those(question, one, named, among=among, against=against)]
    boards = {f"{match[1]}nämnden" for match in _OFFICE.finditer(text.casefold())} - set(question.bodies)
    own = [one for one in found if one.metadata.body in boards]
    return [one for one in found if one.metadata.body in (*boards, *_OF_ALL, *question.bodies)] if own else found


def _is_of_those(question: Question, placed: Placed, named: set[str], *, among: bool, against: bool) -> bool:
    own, organisation = placed.metadata.municipality, placed.figure.organisation
    in_place = not question.municipalities or not own or own in question.municipalities
    if not organisation:
        return in_place
    if organisation in named:
        return in_place or organisation in municipalities()  # what the country's is a paper of another place may tell otherwise
    if among:
        return in_place
    return organisation == own and in_place and (against or not named)


@lru_cache(maxsize=20_000)
def names_organisation(text: str, organisation: str) -> bool:
    """Tell whether a question names a municipality, an area or a group, in whatever form: "Riket" by "rikssnittet".

    Args:
        text: the question.
        organisation: as a figure tells whose it is.
    """
    if organisation in municipalities():
        return re.search(rf"(?<![^\W_]){re.escape(organisation)}s?(?![^\W_])", text, re.IGNORECASE) is not None
    for pattern in (_COUNTRY, _COUNTY):
        if pattern.search(organisation):
            return pattern.search(text) is not None
    words = told(organisation)
    if words <= _MEAN_WORDS:
        return _MEAN.search(text) is not None and not (_COUNTRY.search(text) or _COUNTY.search(text))
    if _ALL.search(organisation):
        return _ALL.search(text) is not None
    return words - _MEAN_WORDS <= told(text)


def without_organisations(names: Sequence[Asked], placed: Sequence[Placed]) -> list[Asked]:
    """Return the names of a question without those that say whose a cell is, by which the figures have been chosen already.

    Args:
        names: the words that name the row.
        placed: the figures that may answer.
    """
    whose = {one.figure.organisation for one in placed} - {""}
    return [one for one in names if not any(names_organisation(one.word, organisation) for organisation in whose)]
