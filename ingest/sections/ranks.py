"""How high headings stand, so that a passage can be told with the headings above it. Pure.

A § and what the file marks or numbers say it themselves. Of the other short lines only their order tells: one right over
another stands higher, and words that have headed a part before keep their rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ingest.sections.headings import Heading, HeadingSource

#: Levels: an attachment and a § stand highest, then what the file marks or numbers, then known parts, then other lines.
_ATTACHMENT, PARAGRAPH, _MARK, _CONTENTS, _KNOWN, _PLAIN = 9, 10, 10, 18, 20, 30
_LOWEST = _PLAIN + 2  # three ranks of unmarked headings: more would be guessed


def ranked(headings: Sequence[Heading], chapters: AbstractSet[int] = frozenset()) -> list[Heading]:
    """Return the headings with their levels.

    Args:
        headings: of one paper, as `find_headings` gives them.
        chapters: indexes of the lines that begin a page where the page before was left half empty: a heading there begins
            a chapter, and those after it are its parts.
    """
    done: list[Heading] = []
    before: dict[str, int] = {}
    last = 0
    inner = False
    for index, heading in enumerate(headings):
        if heading.source is not HeadingSource.PLAIN:
            done.append(replace(heading, level=_sure(heading)))
            last, inner = 0, False
            continue
        following = headings[index + 1] if index + 1 < len(headings) else None
        over = following is not None and following.source is HeadingSource.PLAIN and following.first == heading.last + 1
        if heading.depth:
            level, inner = _PLAIN, True
        elif done and done[-1].source is HeadingSource.PLAIN and done[-1].last == heading.first - 1:
            level = min(done[-1].level + 1, _LOWEST)
        elif heading.key in before:
            level = max(before[heading.key], _PLAIN + inner)
        elif over and following is not None and following.key in before:
            level = max(before[following.key] - 1, _PLAIN)
        elif heading.first in chapters:
            level, inner = _PLAIN, True
        elif not last:
            level = _PLAIN
        else:
            level = max(last, _PLAIN + 1) if inner else min(last, _LOWEST - over)
        before.setdefault(heading.key, level)
        last = level
        done.append(replace(heading, level=level))
    return done


def _sure(heading: Heading) -> int:
    if heading.source is HeadingSource.PARAGRAPH:
        return PARAGRAPH
    if heading.source is HeadingSource.MARK:
        return _MARK + heading.depth if heading.depth else _ATTACHMENT
    if heading.source is HeadingSource.NUMBER:
        return _MARK + heading.depth
    return _CONTENTS if heading.source is HeadingSource.CONTENTS else _KNOWN
