"""A row asked for within another: "köp av verksamhet inom individ- och familjeomsorgen" is no row of the whole. Pure.

Many tables print the whole and its parts as rows one below another, without a sign of which is which. The part is told by its own
label, all of whose words stand before the preposition; the whole by its, after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.numbers.number_words import is_form
from app.numbers.ranking import Placed
from app.question.part_asked import part_asked
from app.question.phrases import is_verb
from ingest.tables.model import FigureStatus
from vectorstore.coverage import Asked, meets, told
from vectorstore.words.tokens import STOP_WORDS, stem, words

_WITHIN = re.compile(r"\b(?:inom|i|på|hos|under|för)\b", re.IGNORECASE)
_SCOPE_ENDS = re.compile(r"[,?:]|\b(?:i|på|hos|under|år|20\d\d)\b", re.IGNORECASE)
_GLOSS = re.compile(r"\([^()]*\)|\b(?:inkl|exkl)\b.*")  # what a label says beside its name
_MET = 0.8  # how well a label must meet each word before the preposition
_MET_AT_ALL = 0.65  # … and one that says which part is asked for: "äldre" alone is no "äldreomsorg"
_LEAST_WEIGHT = 0.4  # of such a word
_ENDING = 2  # letters by which it may differ in a heading
_STRONG = 0.6  # weight of a word that says which part is asked for


@dataclass(frozen=True, slots=True)
class _Parted:
    """A question's words before and after a preposition: those that name a row, and the stems of all."""

    thing: Sequence[Asked]
    whole: Sequence[Asked]
    before: frozenset[str]
    after: frozenset[str]


def rows_within(text: str, names: Sequence[Asked], placed: Sequence[Placed]) -> tuple[list[Asked], list[Placed]] | None:
    """Return the words that name the part asked for, and the cells of its rows; None where no row is surely that part.

    Args:
        text: the question.
        names: its words that name a row.
        placed: the figures that may answer.
    """
    tables = [one for one in placed if one.figure.status is not FigureStatus.PROSE]
    for parted in _parted(text, names):
        parts = _called(tables, parted.thing, parted.before)
        if parts and (found := _under(parts, _called(tables, parted.whole, parted.after), parted.whole)):
            return list(parted.thing), found
    return None


def tells_the_whole(text: str, names: Sequence[Asked], told_of: Sequence[Placed]) -> bool:
    """Tell whether all cells told are of the whole, where a part of it is asked for that they do not meet."""
    for parted in _parted(text, names):
        strong = [one for one in parted.thing if one.weight >= _STRONG and not is_verb(one.word)]
        if strong and told_of and all(_of_the_whole(one, parted, strong) for one in told_of):
            return True
    return False


def lacks_the_part(text: str, names: Sequence[Asked], one: Placed) -> bool:
    """Tell whether a cell is called by none of the words for the part that a question asks for ("hur många av ... gällde vården").

    What its row says of it beside the numbers is of several parts.

    Args:
        text: the question.
        names: its words that name a row.
        one: the cell, however well it is called what the question counts.
    """
    said = part_asked(text)
    of_part = [name for name in names if name.word in said and name.weight >= _LEAST_WEIGHT and not is_verb(name.word)]
    figure = one.figure
    called = told(" ".join((figure.label, *figure.group, figure.column, figure.caption, figure.organisation)))
    over = tuple(words(one.heading))
    return bool(of_part) and all(
        meets(name, called) < _MET_AT_ALL and not any(word.startswith(name.word[:-_ENDING]) for word in over) for name in of_part
    )


def _of_the_whole(one: Placed, parted: _Parted, strong: Sequence[Asked]) -> bool:
    around = told(f"{one.figure.label} {one.figure.column} {one.figure.caption} {one.heading} {' '.join(one.figure.group)}")
    return _is_called(one.figure.label, parted.whole, parted.after) and not any(meets(word, around) for word in strong)


def _parted(text: str, names: Sequence[Asked]) -> Iterator[_Parted]:
    """Give each way to part a question at a preposition with words that name a row on both sides, the last preposition first."""
    for match in reversed(list(_WITHIN.finditer(text))):
        before, after = text[: match.start()], text[match.end() :]
        here, there = set(words(before)), set(words(after))
        thing = [one for one in names if one.word in here and one.word not in STOP_WORDS]
        whole = [one for one in names if one.word in there and one.word not in here]
        if thing and whole:
            yield _Parted(thing, whole, frozenset(map(stem, here)), frozenset(map(stem, there)))
        scope = set(words(_SCOPE_ENDS.split(after)[0]))  # "inom vården i Vik 2025, den interna hälsan": the part is said after it
        thing, whole = ([one for one in names if (one.word in scope) is within] for within in (False, True))
        thing = [one for one in thing if one.word not in STOP_WORDS and one.word not in words(match.group())]
        if whole and any(one.word in there for one in thing):
            yield _Parted(thing, whole, frozenset(map(stem, (here | there) - scope)), frozenset(map(stem, scope)))


def _called(tables: Sequence[Placed], named: Sequence[Asked], stems: frozenset[str]) -> list[Placed]:
    """Return the cells of the rows that are called just so; a label is looked at once for all its cells."""
    labels = {label for label in {one.figure.label for one in tables} if _is_called(label, named, stems)}
    return [one for one in tables if one.figure.label in labels]


def _is_called(printed: str, named: Sequence[Asked], stems: frozenset[str]) -> bool:
    """Tell whether a row's label meets each word, and has none that is not said."""
    label = told(printed)
    own = [word for word in words(_GLOSS.sub("", printed)) if word not in STOP_WORDS and not word.isdecimal()]
    if len(own) > 1 and len(named) == 1 and all(stem(word) in named[0].tokens for word in own):
        return True  # "IFO" is "Individ- och familjeomsorg"
    said = [stem(word) in stems or any(meets(name, told(word)) >= _MET for name in named) for word in own]
    return bool(own) and all(said) and all(meets(name, label) >= _MET for name in named if not is_form(name.word))


def _under(parts: Sequence[Placed], wholes: Sequence[Placed], whole: Sequence[Asked]) -> list[Placed]:
    """Return the cells of the parts that stand under the whole: in its group, or next below its row in the same table."""
    grouped = [one for one in parts if any(all(meets(w, told(group)) >= _MET for w in whole) for group in one.figure.group)]
    if grouped:
        return grouped
    found: list[Placed] = []
    for head in {(one.figure.document_id, one.figure.caption, one.figure.quote_start) for one in wholes}:
        below = [
            one for one in parts if (one.figure.document_id, one.figure.caption) == head[:2] and one.figure.quote_start > head[2]
        ]
        first = min((one.figure.quote_start for one in below), default=None)
        found += [one for one in below if one.figure.quote_start == first and one not in found]
    return found
