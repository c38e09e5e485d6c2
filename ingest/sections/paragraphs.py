"""The §§ of minutes: where one begins, its diary number and its title, in the styles of different municipalities. Pure.

Seen: "§ 45" with the title below; "§ 46  2025.218 VON"; "§ 22 00123/20212.6." with a register's code glued to the
number; "UBN § 11", its diary number lines further down; "§§ 3-5"; "§ 7/24"; and a title over "§ 257, Dnr N161-2239/23".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.profile import Profile, heading_key
from ingest.text.lines import Line

_LABEL = re.compile(r"(?i)(?<!\w)(?:ärendenummer|diarienummer|diarienr|ärendenr|dnr|ärende)\b[.:]?\s*")
_CODED = re.compile(r"\d{5}/\d{4}(?=\d(?:\.\d{1,2})+\.?)")  # with a register's code glued to it
_BARE = re.compile(r"\d{2,5}/\d{2,5}(?:[.-]\d{1,4})*(?!\w)")  # a diary number without a label, on the line of a § alone
_GLUED = re.compile(r"\d?(?:\.\d{1,2})+\.?$|^\s*[\d.]+\s*$")  # a register's code left over when the number is taken out
_OPEN = re.compile(r"(?:\b(?:och|eller|samt|i|på|för|av|med|till|över|om|från|vid|den|det|de|att|en|ett|som|ny|nytt|nya)|[-–,/])$")
_LONGEST_REST = 160  # characters after the number: more is running text that refers to a §
_SHORT_TEXT = 75  # characters: where a title stands above, a longer line below is text
_LONGEST_TITLE = 330  # characters: the longest title of an item seen has 260
_TITLE_LINES = 6  # over which it may run
_WIDER = 1.25  # times the title's own lines: a longer line is text under it
_SHORT_LINE = 42  # characters: a title's line this short is its last, unless it ends in a word that goes on


@dataclass(frozen=True, slots=True)
class Item:
    """The start of a §, on lines[first:last + 1].

    Attributes:
        paragraph: "§ 51", or "§§ 3-5" for several told as one.
        diary_number: as printed, or "".
    """

    first: int
    last: int
    paragraph: str
    diary_number: str
    title: str


def item_at(lines: Sequence[Line], at: int, profile: Profile) -> Item | None:
    """Return the § that begins on a line, or None."""
    line = lines[at]
    if "§" not in line.text:
        return None
    match = profile.paragraph.fullmatch(line.text)
    if match is None:
        return None
    rest = match["rest"].strip(" ,–-")
    number, title = _diary(rest, profile)
    before = lines[at - 1].text if at else ""
    placed = bool(number) or line.after_blank or before.endswith((".", ":"))
    if not placed or (rest and not (rest[0].isupper() or rest[0].isdigit() or _LABEL.match(rest))):
        return None
    if len(rest) > _LONGEST_REST and not number:
        return None
    paragraph = f"§§ {match['number']}-{match['through']}" if match["through"] else f"§ {match['number']}"
    runs_on = len(title) > _LONGEST_REST or title.endswith(".")
    below = Item(at, at, paragraph, number, "") if runs_on else _with_title(lines, at, profile, (paragraph, number, title))
    above = _title_above(lines, at, profile)
    if above is None or (below.title and len(below.title) <= _SHORT_TEXT):
        return below
    return Item(above, at, paragraph, number, " ".join(one.text for one in lines[above:at]))


def _diary(rest: str, profile: Profile) -> tuple[str, str]:
    """Return the diary number in what follows a §, and what is left."""
    label = _LABEL.search(rest)
    bare = _BARE.match(rest) or (_BARE.match(rest, label.end()) if label else None)
    match = _CODED.search(rest) or profile.diary.search(rest) or bare
    if match is None or match.start() > _SHORT_LINE:
        return "", rest
    left = f"{_LABEL.sub('', rest[: match.start()])} {rest[match.end() :]}".lstrip(" .:,;–-").rstrip(" :,;–-")
    return match.group(), _GLUED.sub("", left).strip()


def _with_title(lines: Sequence[Line], at: int, profile: Profile, told: tuple[str, str, str]) -> Item:
    """Return the item with the title that follows its number, on the same line or on those below."""
    paragraph, number, title = told
    own = [title] if title else []
    last = at
    while last + 1 < len(lines) and last - at < _TITLE_LINES and not _ends_title(lines, last + 1, own, profile):
        last += 1
        text = lines[last].text
        if alone := _number_alone(text, profile):
            number = number or alone
            continue
        own.append(text)
    if not number and last + 1 < len(lines):  # "§ 7 Simhallens tider" over "Dnr KFN 2026/14"
        below = lines[last + 1].text
        if _LABEL.match(below) and (alone := _number_alone(below, profile)):
            number, last = alone, last + 1
    return Item(at, last, paragraph, number, " ".join(own))


def _number_alone(text: str, profile: Profile) -> str:
    """Return the diary number that a line holds and nothing else but its label, or ""."""
    match = profile.diary.fullmatch(_LABEL.sub("", text))
    return "" if match is None else match.group()


def _ends_title(lines: Sequence[Line], at: int, own: Sequence[str], profile: Profile) -> bool:
    """Tell whether a line under a § is no longer its title, of which `own` lines are known."""
    line = lines[at]
    if heading_key(line.text) in profile.headings or line.bullet or line.in_table or profile.paragraph.fullmatch(line.text):
        return True
    if any(pattern.fullmatch(line.text) for pattern in profile.withheld):
        return True
    if not own:
        return len(line.text) > _LONGEST_REST
    last = own[-1]
    if _OPEN.search(last):
        return False
    if line.text[0].islower():
        return line.after_blank and last.endswith(".")
    if line.after_blank or line.text.endswith(".") or sum(map(len, own)) > _LONGEST_TITLE:
        return True
    return len(last) < _SHORT_LINE or len(line.text) > _WIDER * max(map(len, own))


def _title_above(lines: Sequence[Line], at: int, profile: Profile) -> int | None:
    """Return the first line of a title that stands right over a §'s number, or None."""
    first = at
    while first > 0 and at - first < _TITLE_LINES // 2 and not lines[first].after_blank:
        first -= 1
    if first == at or lines[first].bullet or lines[first].in_table:
        return None
    above = lines[first:at]
    keys = [heading_key(one.text) for one in above]
    titled = above[0].text[0].isupper() and not above[-1].text.endswith((".", ":")) and not any("§" in one.text for one in above)
    return first if titled and not any(key in profile.headings for key in keys) else None
