"""Which lines are headings, and how high they stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.lines import Line
from ingest.model import HeadingMark
from ingest.profile import Profile, heading_key

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})(?P<dot>\.?) +(?P<title>[A-ZÅÄÖ”\"“][^|]*)")
_ENDS_OPEN = re.compile(r"[.,;:!–-]$|\b(?:och|eller|samt|i|på|för|av|med|till|att|som|den|det|en|ett|om|från|vid)$")
_NUMBERS = re.compile(r"\d[\d  ]*(?:,\d+)?\s*%?")
_LETTER = re.compile(r"[^\W\d_]")
_RUNNING = re.compile(r"[.!?] [A-ZÅÄÖ]")
_MAX_PLAIN = 80  # characters: the longest unnumbered one-line heading seen on real papers has 74
_MAX_NUMBERED = 120  # numbered headings wrap over two lines
_MAX_WORDS = 11  # longer lines that start a block are sentences
_MAX_TITLE_LINES = 5  # of the title under a §


class HeadingSource(StrEnum):
    """What told that a line is a heading, surest first."""

    PARAGRAPH = "§"
    MARK = "mark"
    NUMBER = "number"
    KNOWN = "known"
    PLAIN = "plain"


#: Levels: a § stands highest in its paper, then what the file marks or numbers, then known parts, then other lines.
_PARAGRAPH_LEVEL, _MARK_LEVEL, _KNOWN_LEVEL, _PLAIN_LEVEL = 10, 10, 20, 30


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, on lines[first:last + 1].

    Attributes:
        title: its words, without the § and the diary number.
        paragraph: "§ 51" for the start of a §, else "".
    """

    first: int
    last: int
    title: str
    level: int
    source: HeadingSource
    paragraph: str = ""
    diary_number: str = ""

    @property
    def key(self) -> str:
        """The heading as it is compared with a profile's."""
        return heading_key(self.title)


def find_headings(lines: Sequence[Line], marks: Sequence[HeadingMark], profile: Profile) -> list[Heading]:
    """Return the headings among the lines, in order, none overlapping.

    Args:
        lines: the filled lines of a text.
        marks: headings that the file itself marks; where there are any, unmarked short lines are not taken for some.
        profile: the headings known to the municipality.
    """
    marked = {mark.start: mark for mark in marks}
    found: list[Heading] = []
    tops: set[int] = set()
    at = 0
    while at < len(lines):
        below = bool(found) and found[-1].last == at - 1
        heading = _heading_at(lines, at, marked, profile, below)
        if heading is None or not _in_sequence(heading, tops):
            at += 1
            continue
        found.append(heading)
        if heading.source is HeadingSource.NUMBER:
            tops.add(_top(heading))
        at = heading.last + 1
    return found


def _heading_at(
    lines: Sequence[Line], at: int, marked: dict[int, HeadingMark], profile: Profile, below: bool
) -> Heading | None:
    line = lines[at]
    if (paragraph := _paragraph_at(lines, at, profile)) is not None:
        return paragraph
    mark = next((marked[i] for i in range(line.start, line.end) if i in marked), None)
    if mark is not None:
        return Heading(at, at, line.text.lstrip("# "), _MARK_LEVEL + mark.level, HeadingSource.MARK)
    if line.in_table and heading_key(line.text) not in profile.headings:
        return None
    if (numbered := _numbered_at(lines, at)) is not None:
        return numbered
    if _known(line, profile):
        return Heading(at, at, line.text.rstrip(" :"), _KNOWN_LEVEL, HeadingSource.KNOWN)
    if not marked and _plain(lines, at, below):
        return Heading(at, at, line.text, _PLAIN_LEVEL, HeadingSource.PLAIN)
    return None


def _top(heading: Heading) -> int:
    return int(heading.title.split(".")[0].split()[0])


def _in_sequence(heading: Heading, tops: set[int]) -> bool:
    """Tell whether a numbered heading can follow those before it: "12 Avser Q4 2023" is a footnote."""
    if heading.source is not HeadingSource.NUMBER:
        return True
    top = _top(heading)
    return top == 1 or top in tops or top - 1 in tops or heading.level > _MARK_LEVEL + 1


def _known(line: Line, profile: Profile) -> bool:
    key = heading_key(line.text)
    if key not in profile.headings or (not line.text[:1].isupper() and not line.text[:1].isdigit()):
        return False
    return line.after_blank or line.before_blank or not line.text.endswith((".", ","))


def _paragraph_at(lines: Sequence[Line], at: int, profile: Profile) -> Heading | None:
    """Return the start of a §: its number, diary number and title, which may follow on the next lines."""
    line = lines[at]
    match = profile.paragraph.fullmatch(line.text)
    if match is None:
        return None
    rest = match["rest"].strip()
    diary = profile.diary.search(rest)
    before = lines[at - 1].text if at else ""
    if not (diary or line.after_blank or before.endswith((".", ":"))) or rest[:1].islower() or len(rest) > _MAX_NUMBERED:
        return None
    number = diary.group() if diary else ""
    title = re.sub(r"(?i)^(?:ärendenummer|diarienummer|dnr|ärende):?\s*", "", rest)
    title = title.replace(number, "").strip(" .:") if number else title
    title = re.sub(r"(?i)\b(?:ärendenummer|diarienummer|dnr)\s*$", "", title).strip()
    last = at
    while last + 1 < len(lines) and last - at < _MAX_TITLE_LINES and not _ends_title(lines[last + 1], title, profile):
        last += 1
        text = lines[last].text
        if not number and (only := profile.diary.fullmatch(text)):
            number = only.group()
            continue
        title = f"{title} {text}".strip()
        if lines[last].before_blank and title:
            break
    return Heading(at, last, title, _PARAGRAPH_LEVEL, HeadingSource.PARAGRAPH, f"§ {match['number']}", number)


def _ends_title(line: Line, title: str, profile: Profile) -> bool:
    """Tell whether a line under a § is no longer its title."""
    if _known(line, profile) or line.bullet or line.in_table or profile.paragraph.fullmatch(line.text):
        return True
    if any(pattern.fullmatch(line.text) for pattern in profile.withheld):
        return True
    return bool(title) and (line.text.endswith(".") or (line.after_blank and line.text[:1].isupper()))


def _numbered_at(lines: Sequence[Line], at: int) -> Heading | None:
    line = lines[at]
    match = _NUMBERED.fullmatch(line.text)
    if match is None or not line.after_blank or len(line.text) > _MAX_NUMBERED:
        return None
    depth = match["number"].count(".") + 1
    if depth == 1 and match["dot"] and (not line.before_blank or _is_list(lines, at)):
        return None
    if len(_NUMBERS.findall(match["title"])) > 2 or _RUNNING.search(match["title"]):
        return None
    title, last = line.text, at
    if at + 1 < len(lines):
        following = lines[at + 1]
        if following.text[0].islower() and following.before_blank and len(following.text) < _MAX_PLAIN:
            title, last = f"{title} {following.text}", at + 1
    if title.endswith((".", ",", ";")):
        return None
    return Heading(at, last, title, _MARK_LEVEL + depth, HeadingSource.NUMBER)


def _is_list(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line "2. Text" is an item beside others, rather than a heading over text."""
    near = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return any(_NUMBERED.fullmatch(line.text) and line.bullet for line in near)


def _plain(lines: Sequence[Line], at: int, below: bool) -> bool:
    """Tell whether a short line over a block of text is its heading; `below`: another heading stands right above."""
    line = lines[at]
    text = line.text
    if not (line.after_blank or below) or line.bullet or line.columns or len(text) > _MAX_PLAIN or at + 1 == len(lines):
        return False
    if not text[0].isupper() or _ENDS_OPEN.search(text) or len(text.split()) > _MAX_WORDS or not _LETTER.search(text):
        return False
    if _RUNNING.search(text) or len(_NUMBERS.findall(text)) > 2 or "|" in text:
        return False
    following = lines[at + 1]
    if following.in_table:
        return True
    if not (following.text[0].isupper() or following.bullet or following.text[0] in '”"“('):
        return False
    return len(following.text) > len(text) or following.bullet or not following.before_blank
