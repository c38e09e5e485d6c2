"""Which numbered lines are a text's headings: those whose numbers go on from one another. Pure.

"12 Avser kvartal 4" is a footnote, "2. Bättre samverkan" inside section 3.1 a point of a list: numbers tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Number = tuple[int, ...]

_MOST_SKIPPED = 3  # numbers a heading that was not seen may leave out ("2.4" after "2.2")


@dataclass(slots=True)
class _Run:
    """Numbers that go on from one another.

    Attributes:
        members: indexes of the candidates in it.
        deep: it holds numbers such as 2.1: headings of a text, never points of a list.
    """

    last: Number
    members: list[int] = field(default_factory=list)
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """What became of the candidates, by their index.

    Attributes:
        headings: they number the text.
        points: they number a list within it, or alone.
    """

    headings: frozenset[int]
    points: frozenset[int]


def follows(last: Number, number: Number, most: int = _MOST_SKIPPED) -> bool:
    """Tell whether a number can be the next after `last`: 2.2 or 3 or 2.1.1 after 2.1; `most` numbers further on."""
    if number <= last:
        return False
    at = next((i for i, (a, b) in enumerate(zip(last, number, strict=False)) if a != b), len(last))
    step = number[at] - (last[at] if at < len(last) else 0)
    return step <= most and all(part == 1 for part in number[at + 1 :])


def read_numbering(numbers: Sequence[Number]) -> Numbering:
    """Return which of the numbers, in the order of the text, are those of headings and which are points of lists.

    A number that follows none before it and starts nothing is neither; nor is a 1 that nothing follows.
    """
    open_runs: list[_Run] = []
    points: set[int] = set()
    kept: set[int] = set()
    for index, number in enumerate(numbers):
        inwards = range(len(open_runs) - 1, -1, -1)
        goes_on = (at for most in (1, _MOST_SKIPPED) for at in inwards if follows(open_runs[at].last, number, most))
        place = next(goes_on, None)
        if place is None and number[0] != 1 and len(number) == 1:
            continue
        if place is None:
            open_runs.append(_Run(number))
            place = len(open_runs) - 1
        for inner in open_runs[place + 1 :]:
            points.update(inner.members)
        del open_runs[place + 1 :]
        run = open_runs[place]
        run.last = number
        run.members.append(index)
        kept.add(index)
        if len(number) > 1:
            run.deep = True
            del open_runs[:place]  # a text that numbers its parts has begun: what came before is another text
    lone = {run.members[0] for run in open_runs if len(run.members) == 1 and not run.deep}
    return Numbering(frozenset(kept - points - lone), frozenset(points))
