"""Words that a form repeats for each of its records ("Status", "Avslutad", "Ansvarig chef"): no headings. Pure.

They stand alone on a line like headings do. What tells them is that they come again and again beside one another, or
always right under the name of a record; that name is the heading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.text.lines import Line

_LEAST = 4  # times: a heading seldom comes back so often
_BESIDE = 0.5  # of the times beside another such word, or under a record's name
_LONGEST = 50  # characters of a label or a value ("Uppdrag har getts i budget eller nämndplan 2025" is one of the longest)
_NAME = 110  # characters of a line of a record's name
_NAME_LINES = 3  # lines it may be wrapped over
_OPEN_END = (".", ",", ";", ":")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Labels:
    """What a form repeats, and what its records are called; all as indexes of lines.

    Attributes:
        words: lines that are labels or values of a form.
        names: for the first line of each record's name, its last line.
    """

    words: frozenset[int]
    names: dict[int, int]


def folded(text: str) -> str:
    """Return a line as it is compared: digits alike, lower case, no colon after it."""
    return _DIGITS.sub("0", text.rstrip(" :*")).casefold()


def find_labels(lines: Sequence[Line], known: Callable[[Line], bool]) -> Labels:
    """Return the words of forms among the lines.

    Args:
        lines: the filled lines of a text.
        known: tells headings that come back in every paper and so are no words of a form.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        alone = line.after_blank or line.before_blank
        if alone and len(line.text) <= _LONGEST and not line.bullet and line.text[-1] not in ".,;" and not known(line):
            where[folded(line.text)].append(at)
    often = {at for found in where.values() if len(found) >= _LEAST for at in found}
    words: set[int] = set()
    first: set[int] = set()
    for found in where.values():
        if len(found) < _LEAST:
            continue
        beside = sum(at - 1 in often or at + 1 in often for at in found)
        under = [at for at in found if at - 1 not in often and _may_name(lines, at - 1)]
        if max(beside, len(under)) >= _BESIDE * len(found):
            words.update(found)
        if len(under) >= _BESIDE * len(found):
            first.update(under)
    names = (_name_above(lines, at, words, known) for at in sorted(first))
    return Labels(frozenset(words), dict(name for name in names if name is not None))


def _may_name(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line may end a record's name: it stands between blank lines and is no sentence."""
    if at < 0:
        return False
    line = lines[at]
    apart = line.after_blank and line.before_blank and not line.bullet
    return apart and len(line.text) <= _NAME and not line.text.endswith(_OPEN_END)


def _name_above(lines: Sequence[Line], label: int, words: set[int], known: Callable[[Line], bool]) -> tuple[int, int] | None:
    """Return the first and last line of the record's name above a label, or None where a value stands there."""
    last = label - 1
    first = last
    while first > 0 and last - first < _NAME_LINES and lines[first].text[0].islower() and _may_name(lines, first - 1):
        first -= 1
    named = lines[first].text[0].isupper() or lines[first].text[0] in '”"“'
    taken = any(at in words or lines[at].in_table or known(lines[at]) for at in range(first, label))
    return (first, last) if named and not taken and first - 1 not in words else None
