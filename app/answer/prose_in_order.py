"""Numbers that a sentence tells in the order of what it names: "A, B och C med 14,0, 12,5 respektive 9,5 procent". Pure.

Only where as many things are named as numbers are told, right before the numbers or right after them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer.prose_times import apart
from app.answer.told_quantities import NUMBER, Computed, Quantity, quantities, sentences_of, stems
from app.number_check import parsed
from app.question.phrases import is_verb
from app.question.understanding import years

_UNIT = r"(?: ?(?:%|procent|kr|kronor|tkr|mkr|mnkr|miljoner(?: kronor)?|st))?"
_ALSO = r"(?:respektive|resp\.?)"
_NUMBERS = re.compile(
    rf"(?<![\w,.:/–-])(?<!\d )(?:{NUMBER}){_UNIT}(?:, (?:{NUMBER}){_UNIT})*,? {_ALSO} (?:till |på |med )?(?:{NUMBER})(?![\d:/])"
    r"(?: ?(?:%|[^\W\d_]+))?",
    re.IGNORECASE,
)
_EACH = re.compile(NUMBER)
_JOINS = re.compile(rf",(?!\d)|;|\b(?:och|samt|{_ALSO})(?!\w)")
_BEFORE_NAMES = re.compile(r"\s*(?:för|i|på|hos|inom|bland|av|under|vid|till|år) ")
_NO_NAME = frozenset(  # prepositions, articles, and verbs that `is_verb` does not tell
    """
    med på till om för i hos inom bland av under från vid varit blivit fått haft uppgick uppgår uppgått utgör utgjorde ett en den
    det de som år åren
    """.split()  # noqa: SIM905 - a list of words reads better
)
_MOST_WORDS = 4  # of what one is called


def in_order(text: str) -> list[tuple[str, Quantity]]:
    """Return the things a text names, each with the number told of it in the same order; none where their counts differ."""
    found: list[tuple[str, Quantity]] = []
    for sentence in sentences_of(text):
        for match in _NUMBERS.finditer(sentence):
            told = _numbers(match[0])
            names = _names_before(sentence[: match.start()], len(told)) or _names_after(sentence[match.end() :], len(told))
            found += zip(names, told, strict=False)
    return found


def difference_in_order(question: str, texts: Sequence[str]) -> Computed | None:
    """Return the difference of the two things that a question names, of those that one sentence tells in order; or None.

    Args:
        question: as understood, asking for a difference.
        texts: the sentences told.
    """
    asked = stems(question) | {str(year) for year in years(question)}
    for at, text in enumerate(texts):
        told = in_order(text)
        words = [stems(name) | set(re.findall(r"\d{4}", name)) for name, _ in told]
        own = [mine - set().union(*(other for to, other in enumerate(words) if to != this)) for this, mine in enumerate(words)]
        named = [number for mine, (_, number) in zip(own, told, strict=True) if mine & asked]
        if len(named) == 2:
            return apart(named[0], named[1], (at,))
    return None


def _numbers(printed: str) -> list[Quantity]:
    """Return the numbers of a list in order, all of the unit that is told last; none where they are years."""
    told = [parsed(match[0]) for match in _EACH.finditer(printed)]
    unit = last[-1].unit if (last := quantities(printed, "")) else ""
    return [] if not last or any(years(str(value)) for value in told) else [Quantity(value, unit) for value in told]


def _names_before(before: str, count: int) -> list[str]:
    """Return what the last things listed before the numbers are called, where there are that many."""
    parts = [part.strip() for part in _JOINS.split(before)]
    if len(parts) < count:
        return []
    first, *others = parts[-count:]
    name = _beginning_backwards(first)
    if len(parts) > count and name == first:
        return []  # more is listed than numbers are told: "vård och omsorg samt skola med 3 respektive 5 tkr"
    names = [name, *(_beginning(part) for part in others)]
    return names if all(names) else []


def _names_after(after: str, count: int) -> list[str]:
    """Return what the things listed right after the numbers are called, where there are that many."""
    lead = _BEFORE_NAMES.match(after)
    parts = [part.strip() for part in _JOINS.split(after[lead.end() :].rstrip(" ."))] if lead is not None else []
    names = [_beginning(_BEFORE_NAMES.sub("", f" {part}", count=1).strip()) for part in parts]
    return names if len(names) == count and all(names) else []


def _beginning(part: str) -> str:
    """Return the words that a thing begins with, up to a verb or a preposition; "" where it begins with one."""
    words = part.split()
    stop = next((at for at, word in enumerate(words) if word.casefold() in _NO_NAME or is_verb(word)), len(words))
    return " ".join(words[: min(stop, _MOST_WORDS)])


def _beginning_backwards(part: str) -> str:
    """Return the words that a part ends with, back to a verb or a preposition: "har varit stödbiträden" names the last."""
    words = part.split()
    start = next((at + 1 for at in range(len(words) - 1, -1, -1) if words[at].casefold() in _NO_NAME or is_verb(words[at])), 0)
    return " ".join(words[max(start, len(words) - _MOST_WORDS) :])
