"""Which lines are headings. Pure; how high they stand is told by `ingest.sections.ranks`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.model import HeadingMark
from ingest.profile import Profile, heading_key
from ingest.sections.contents import Contents, find_contents
from ingest.sections.labels import Labels, find_labels
from ingest.sections.numbering import read_numbering
from ingest.sections.paragraphs import item_at
from ingest.text.lines import Line, full_width
from ingest.text.wording import closed, many_numbers, may_head, names, role, runs_on

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<dot>\.?) +(?P<title>[A-ZÅÄÖ”\"“][^|]*)")
_ATTACHMENT = re.compile(r"(?:Bilaga|Bilagor|Appendix)(?: ?(?:nr )?\d{1,2}| [A-ZÅÄÖ])?(?:[.:]| ?[–-] .*| [A-ZÅÄÖ].*)?")
_LISTS = re.compile(
    r"(?:beslute?t?|protokollsutdrag)(?: ska)? skickas till|expedieras till|sändlista|beslut sänds till|kopia till|delges"
    r"|handling(?:ar)?|beslutsunderlag|underlag för beslut|bilag(?:a|or)(?: som utgör beslutsunderlag)?|för kännedom"
)
_MAX_NUMBERED = 190  # of a line of a numbered heading, its hyphenated words joined
_NUMBERED_LINES = 4  # that a numbered heading may be wrapped over
_WRAPPED = 85  # characters: the second line of a heading is not longer
_SHORT_SHARE = 0.68  # of a full line: a longer line among text is text itself
_APART_SHARE = 0.76  # of a full line, where a blank line stands before it
_LONG_SHARE = 0.6  # of a full line: text under a heading fills its line, cells and names do not
_TITLE_SHARE = 0.8  # of a full line: a title's line is not longer
_TITLE_LINES = 4  # of a title over the first heading of a page
_TEXT_WITHIN = 3  # lines under a heading in which its text must begin
_NAME_WORDS, _NAME_TIMES = 2, 2  # of a heading most of whose words have capitals: more words, or times, head a table


class HeadingSource(StrEnum):
    """What told that a line is a heading, surest first."""

    PARAGRAPH = "§"
    MARK = "mark"
    NUMBER = "number"
    CONTENTS = "contents"
    KNOWN = "known"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, on lines[first:last + 1].

    Attributes:
        title: its words, without the § and the diary number.
        level: how high it stands, 1 the highest; 0 before `ingest.sections.ranks` has told.
        depth: the level its mark or its number states, 1 for the name of a form's record, or 0.
        paragraph: "§ 51" for the start of a §, else "".
    """

    first: int
    last: int
    title: str
    level: int
    source: HeadingSource
    paragraph: str = ""
    diary_number: str = ""
    depth: int = 0

    @property
    def key(self) -> str:
        """The heading as it is compared with a profile's."""
        return heading_key(self.title)


@dataclass(frozen=True, slots=True)
class _Page:
    """What all the lines tell, to judge each of them by."""

    lines: Sequence[Line]
    profile: Profile
    marked: dict[int, HeadingMark]
    contents: Contents
    labels: Labels
    often: Counter[str]
    width: int
    tops: AbstractSet[int]


def find_headings(
    lines: Sequence[Line], marks: Sequence[HeadingMark], profile: Profile, tops: AbstractSet[int] = frozenset()
) -> list[Heading]:
    """Return the headings among the lines, in order, none overlapping; their levels are not told yet.

    Args:
        lines: the filled lines of a text.
        marks: headings that the file itself marks; where there are any, unmarked short lines are not taken for some.
        profile: the headings known to the municipality.
        tops: indexes of the lines that begin a page.
    """

    def known(line: Line) -> bool:
        return heading_key(line.text) in profile.headings

    marked = {mark.start: mark for mark in marks}
    often = Counter(line.text for line in lines if len(line.text) <= _WRAPPED)
    page = _Page(lines, profile, marked, find_contents(lines), find_labels(lines, known), often, full_width(lines), tops)
    found: list[Heading] = []
    at = 0
    while at < len(lines):
        heading = _heading_at(page, at, found)
        if heading is None:
            at += 1
            continue
        while found and found[-1].last >= heading.first:
            found.pop()
        if found and heading.paragraph and _again(found[-1], heading):
            heading = replace(heading, first=found.pop().first)
        found.append(heading)
        at = heading.last + 1
    return _numbered_in_order(page, found)


def _again(before: Heading, heading: Heading) -> bool:
    """Tell whether a § only repeats the one right before it, whose title had to wait for the next page."""
    return before.paragraph == heading.paragraph and not before.title and heading.first - before.last <= 1


def _heading_at(page: _Page, at: int, found: Sequence[Heading]) -> Heading | None:
    line = page.lines[at]
    item = item_at(page.lines, at, page.profile)
    if item is not None:
        return Heading(item.first, item.last, item.title, 0, HeadingSource.PARAGRAPH, item.paragraph, item.diary_number)
    mark = next((page.marked[i] for i in range(line.start, line.end) if i in page.marked), None)
    if mark is not None:
        return Heading(at, at, line.text.lstrip("# "), 0, HeadingSource.MARK, depth=mark.level)
    if at in page.contents.lines or at in page.labels.words:
        return None
    if line.in_table and not line.text[0].isdigit() and heading_key(line.text) not in page.profile.headings:
        return None
    promised = None if page.marked else _contents_at(page, at)
    return promised or _numbered_at(page, at) or _worded_at(page, at, found)


def _worded_at(page: _Page, at: int, found: Sequence[Heading]) -> Heading | None:
    line = page.lines[at]
    if at in page.labels.names:
        last = page.labels.names[at]
        name = " ".join(one.text for one in page.lines[at : last + 1])
        return Heading(at, last, name, 0, HeadingSource.PLAIN, depth=1)
    if _known(line, page.profile):
        return Heading(at, at, line.text.rstrip(" :"), 0, HeadingSource.KNOWN)
    if not line.in_table and _ATTACHMENT.fullmatch(line.text) and len(line.text) <= _MAX_NUMBERED and line.after_blank:
        listed = found and found[-1].last >= at - 2 and _LISTS.fullmatch(found[-1].key)
        return None if listed and at not in page.tops else Heading(at, at, line.text, 0, HeadingSource.MARK, depth=0)
    if not page.marked and _plain(page, at, found):
        return Heading(at, at, line.text, 0, HeadingSource.PLAIN)
    return None


def _known(line: Line, profile: Profile) -> bool:
    if heading_key(line.text) not in profile.headings or not (line.text[0].isupper() or line.text[0].isdigit()):
        return False
    return line.after_blank or line.before_blank or not line.text.endswith((".", ","))


def _contents_at(page: _Page, at: int) -> Heading | None:
    """Return the heading on a line, or on it and the next ones, that the table of contents names."""
    words = ""
    for last in range(at, min(at + _NUMBERED_LINES, len(page.lines))):
        words = f"{words} {page.lines[last].text}".strip()
        entry = page.contents.entries.get(heading_key(words))
        numbered = _NUMBERED.fullmatch(words)
        depth = numbered["number"].count(".") + 1 if numbered else 0
        if entry is not None and (depth == entry.depth if words[0].isdigit() else words[0].isupper()):
            return Heading(at, last, words, 0, HeadingSource.NUMBER if depth else HeadingSource.CONTENTS, depth=entry.depth)
    return None


def _numbered_at(page: _Page, at: int) -> Heading | None:
    line = page.lines[at]
    match = _NUMBERED.fullmatch(line.text)
    if match is None or len(line.text) > _MAX_NUMBERED:
        return None
    depth = match["number"].count(".") + 1
    before = page.lines[at - 1].text if at else ""
    if not line.after_blank and not (depth > 1 and (closed(before) or _NUMBERED.fullmatch(before))):
        return None
    if depth == 1 and (line.in_table or (match["dot"] and (not line.before_blank or _is_list(page.lines, at)))):
        return None
    if many_numbers(match["title"]) or runs_on(match["title"]):
        return None
    last = _last_of_numbered(page, at)
    title = " ".join(one.text for one in page.lines[at : last + 1])
    if title.endswith((",", ";", ":")) or (title.endswith(".") and depth == 1):
        return None
    return Heading(at, last, title, 0, HeadingSource.NUMBER, depth=depth)


def _last_of_numbered(page: _Page, at: int) -> int:
    """Return the last line of a numbered heading: those that go on in lower case, where the text is not that of a line."""
    last = at
    while last + 1 < len(page.lines) and last - at + 1 < _NUMBERED_LINES:
        line, following = page.lines[last], page.lines[last + 1]
        goes_on = following.text[0].islower() and len(following.text) < _WRAPPED and not _NUMBERED.fullmatch(following.text)
        if not goes_on or not (following.before_blank or following.after_blank or len(line.text) < _SHORT_SHARE * page.width):
            break
        last += 1
    return last


def _is_list(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line "2. Text" is an item beside others, rather than a heading over text."""
    near = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return any(_NUMBERED.fullmatch(line.text) and line.bullet for line in near)


def _plain(page: _Page, at: int, found: Sequence[Heading]) -> bool:
    """Tell whether a short line over a block of text is its heading."""
    line = page.lines[at]
    if at + 1 == len(page.lines) or line.bullet or line.columns or not may_head(line.text):
        return False
    following = page.lines[at + 1]
    below = bool(found) and found[-1].last == at - 1
    filled = len(following.text) >= _LONG_SHARE * page.width
    listed = bool(found) and _LISTS.fullmatch(found[-1].key) is not None
    if listed and not filled and page.tops.isdisjoint(range(found[-1].last + 1, at + 1)):
        return False
    apart = line.after_blank or below or _under_title(page, at) or _after_text(page, at, filled or following.bullet)
    if not apart:
        return False
    share = _APART_SHARE if line.after_blank else _SHORT_SHARE
    if not line.before_blank and len(line.text) > share * page.width and not following.bullet:
        return False
    if role(line.text) or role(following.text):
        return False
    if below and not line.after_blank and _is_one_text(line, following):
        return False
    if names(line.text) and (not filled or len(line.text.split()) > _NAME_WORDS or page.often[line.text] > _NAME_TIMES):
        return False
    if following.in_table:
        return True
    ahead = range(at + 1, min(at + 1 + _TEXT_WITHIN, len(page.lines)))
    if not any(_is_text(page, i, filled=" " not in line.text) for i in ahead):
        return False
    if at + 1 in page.labels.words or not (following.text[0].isupper() or following.bullet or following.text[0] in '”"“'):
        return False
    return len(following.text) > len(line.text) or following.bullet or not following.before_blank


def _is_one_text(line: Line, following: Line) -> bool:
    """Tell whether two lines right under a heading are of one text, where a name begins the second: "dotterbolaget / Din El AB"."""
    apart = line.before_blank or following.before_blank or following.bullet or following.in_table
    return not apart and len(line.text) > _APART_SHARE * len(following.text)


def _is_text(page: _Page, at: int, *, filled: bool) -> bool:
    """Tell whether a line is running text or a list: what a heading heads, and cells read one by one do not have.

    Args:
        page: the lines.
        at: of the line.
        filled: only a filled line is text enough: under a single word, which may be a cell itself.
    """
    line = page.lines[at]
    ended = line.text.endswith((".", ":")) and not filled
    return line.bullet or line.in_table or ended or len(line.text) >= _LONG_SHARE * page.width


def _under_title(page: _Page, at: int) -> bool:
    """Tell whether only the lines of a title stand between a line and the top of its page."""
    for above in range(at - 1, max(at - 1 - _TITLE_LINES, -1), -1):
        line = page.lines[above]
        if len(line.text) > _TITLE_SHARE * page.width or line.text.endswith((".", ":", ",")):
            return False
        if above in page.tops:
            return len(page.lines[at + 1].text) >= _LONG_SHARE * page.width
    return False


def _after_text(page: _Page, at: int, filled: bool) -> bool:
    """Tell whether a line without a blank one before it may be a heading: text ended above it, and text begins below."""
    line, before = page.lines[at], page.lines[at - 1]
    ended = closed(before.text) and not before.text.endswith(":")
    short = len(line.text) <= _SHORT_SHARE * page.width or page.lines[at + 1].bullet
    return ended and filled and short and not before.in_table


def _numbered_in_order(page: _Page, found: Sequence[Heading]) -> list[Heading]:
    """Return the headings without the numbered ones that follow from none; points of a list become plain headings."""
    numbered = [(at, heading) for at, heading in enumerate(found) if heading.source is HeadingSource.NUMBER]
    numbers = [tuple(int(part) for part in heading.title.split()[0].strip(".").split(".")) for _, heading in numbered]
    order = read_numbering(numbers)
    kept = dict(enumerate(found))
    for index, (at, heading) in enumerate(numbered):
        if index in order.points:
            kept[at] = replace(heading, source=HeadingSource.PLAIN, depth=0)
        elif index not in order.headings and heading_key(heading.title) not in page.contents.entries:
            del kept[at]
    return list(kept.values())
