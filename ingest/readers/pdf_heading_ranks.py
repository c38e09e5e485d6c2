"""How high the headings of a PDF stand, and which of those found stand over nothing. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from ingest.readers.pdf_layer import Style
from ingest.readers.pdf_rows import LaidPage

_LETTERHEAD = 0.22  # of the page's height from its top: a line here over a higher heading is no heading,
_LETTERHEAD_CHARACTERS = 100  # where not more than this stands between the two
_STACK = 4  # headings right under each other; more are a list
_SAME_SIZE = 0.05  # by which sizes may differ and count as one: 28 and 27 points do, 13 and 12 do not
_TOP_LEVEL, _LOW_LEVEL = 1, 6
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+(?=[^\W\d_\"”“(])")


Rank = tuple[float, int]


class Kind(Enum):
    """What tells a heading."""

    LARGE = auto()
    BOLD = auto()
    FACE = auto()  # italic, a colour or a font of its own
    SMALL = auto()  # bold and smaller than the text: over the text of a box


@dataclass(frozen=True, slots=True)
class Group:
    """A heading on the rows [first, last) of a page. Level 1 is the highest."""

    first: int
    last: int
    level: int = _TOP_LEVEL


@dataclass(frozen=True, slots=True)
class Found:
    """A heading before its level is known."""

    page: int
    group: Group
    kind: Kind
    style: Style
    text: str

    @property
    def rank(self) -> Rank:
        """Its place among the document's headings: by size, then what is bold before what is told by its face."""
        return -self.style.size, int(not self.style.bold and self.kind is not Kind.LARGE)

    @property
    def depth(self) -> int:
        """How deep its number is, 0 where it has none."""
        match = NUMBERED.match(self.text)
        return match[1].count(".") + 1 if match else 0


def without_letterheads(found: Sequence[Found], pages: Sequence[LaidPage]) -> list[Found]:
    """Return the headings without those at the top of a page that a few words part from a higher one."""
    kept = list(found)
    for upper, lower in pairwise(found):
        if upper.page != lower.page or upper.rank <= lower.rank or upper.text.startswith("§"):
            continue
        page = pages[upper.page]
        between = sum(len(row.text) for row in page.rows[upper.group.last : lower.group.first])
        if page.rows[upper.group.first].top < _LETTERHEAD * page.height and between < _LETTERHEAD_CHARACTERS:
            kept.remove(upper)
    return kept


def without_lists(found: Sequence[Found]) -> list[Found]:
    """Return the headings without those of long runs that stand over nothing but each other."""
    runs: list[list[Found]] = []
    for heading in found:
        before = runs[-1][-1] if runs else None
        if before is not None and before.page == heading.page and before.group.last == heading.group.first:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    kept: list[Found] = []
    for run in runs:
        alike = Counter(heading.rank for heading in run)
        kept += [heading for heading in run if alike[heading.rank] < _STACK]
    return kept


def levels_of(found: Sequence[Found]) -> list[int]:
    """Return the level of each heading: by the rank of its style, by its number where most of its style are numbered."""
    alike = _alike({heading.rank for heading in found})
    ranks = [alike[heading.rank] for heading in found]
    by_rank: dict[Rank, int] = {}
    numbered: set[Rank] = set()
    for rank in sorted(set(ranks)):
        depths = [heading.depth for heading, own in zip(found, ranks, strict=True) if own == rank]
        if 2 * sum(depth > 0 for depth in depths) > len(depths):
            numbered.add(rank)
            by_rank[rank] = Counter(depth for depth in depths if depth).most_common(1)[0][0]
        else:
            by_rank[rank] = max(by_rank.values(), default=0) + 1
    levels = [
        heading.depth if rank in numbered and heading.depth else by_rank[rank] for heading, rank in zip(found, ranks, strict=True)
    ]
    return [max(_TOP_LEVEL, min(level, _LOW_LEVEL)) for level in levels]


def _alike(ranks: set[Rank]) -> dict[Rank, Rank]:
    """Return for each rank the one it counts as: sizes that the eye takes for one are one."""
    alike: dict[Rank, Rank] = {}
    largest = 0.0
    for size, face in sorted(ranks):
        if not largest or -size < largest * (1 - _SAME_SIZE):
            largest = -size
        alike[size, face] = (-largest, face)
    return alike
