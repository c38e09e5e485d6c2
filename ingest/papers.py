"""Where one paper ends and the next begins in a file that holds many of them with no mark between. Pure.

A package of meeting papers is one file; to cite a passage rightly, the paper it stands in must be known. Four signs tell
a new paper, each seen in real packages: a letterhead (a board's name alone on a line, a title, then a first heading such
as "Förslag till beslut"), an attachment after the list of receivers, the § of minutes among other papers, and a page
header with another date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.headings import Heading, HeadingSource
from ingest.lines import Line
from ingest.profile import Profile, heading_key

_BOARD = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]*(?:,? (?:och |samt |för )?[\w-]+){0,4}?)?"
    r"(?:nämnden?|styrelsen?|fullmäktige|kontoret|förvaltningen|utskottet|revisionen)(?: [\w ]{0,30})?",
    re.IGNORECASE,
)
_TYPE_LINE = re.compile(
    r"(?:tjänsteutlåtande|tjänsteskrivelse|protokollsutdrag|sammanträdesprotokoll|protokoll|kallelse|föredragningslista|"
    r"interpellation|medborgarförslag|motion|yttrande|handling \d{4} nr \d+|remissvar|revisionsrapport|delegationsbeslut)"
    r"\b.{0,110}",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_FIRST_HEADINGS = frozenset(
    map(
        heading_key,
        ("Förslag till beslut", "Beslut", "Sammanfattning", "Sammanfattning av ärendet", "Ärendet", "Ärendebeskrivning",
         "Förvaltningens förslag till beslut", "Kommunstyrelsens förslag", "Bakgrund", "Inledning", "Syfte"),
    )
)  # fmt: skip
_RECEIVERS = re.compile(
    r"(?:beslute?t?|protokollsutdrag)(?: ska)? skickas till|expedieras till|sändlista|beslut sänds till"
)
_MAX_TITLE_LINES = 5  # between a letterhead and the first heading
_MAX_BOARD = 60  # characters of a letterhead line
_MANY_PARAGRAPHS = 4  # a file with so many §§ is minutes: a title under a § starts no paper of its own
_RECEIVER_LINES = 12  # the list of receivers is no longer


def paper_starts(
    lines: Sequence[Line], headings: Sequence[Heading], removed: Sequence[tuple[int, str]], profile: Profile
) -> list[int]:
    """Return the indexes of the lines that start a paper, the first line included.

    Args:
        lines: the filled lines of the whole text.
        headings: the headings among them.
        removed: page headers taken out, with the offset each stood at.
        profile: the municipality's.
    """
    if not lines:
        return []
    by_line = {heading.first: heading for heading in headings}
    minutes = _minutes(headings)
    starts = {0}
    starts |= {start for start in _letterheads(lines, by_line) if start not in minutes}
    starts |= {start for start in _attachments(lines, headings, by_line) if start not in minutes}
    starts |= _extracts(lines, headings)
    starts |= _other_dates(lines, removed)
    return _apart(sorted(starts), lines, profile)


def _minutes(headings: Sequence[Heading]) -> range:
    """Return the lines from the first to the last § where there are so many that they are whole minutes."""
    paragraphs = [heading.first for heading in headings if heading.source is HeadingSource.PARAGRAPH]
    many = len(paragraphs) >= _MANY_PARAGRAPHS
    return range(paragraphs[0] + 1, paragraphs[-1] + 1) if many else range(0)


def is_board(line: Line) -> bool:
    """Tell whether a line is a board's or an office's name and nothing more."""
    return len(line.text) <= _MAX_BOARD and not line.bullet and _BOARD.fullmatch(line.text) is not None


def _letterheads(lines: Sequence[Line], by_line: dict[int, Heading]) -> set[int]:
    starts = set()
    for at, line in enumerate(lines):
        if not is_board(line) or line.in_table:
            continue
        for ahead in range(at + 1, min(at + 2 + _MAX_TITLE_LINES, len(lines))):
            if is_board(lines[ahead]) or lines[ahead].bullet:
                break
            heading = by_line.get(ahead)
            if heading is not None and heading.source is HeadingSource.PARAGRAPH:
                break
            if heading is not None and heading.key in _FIRST_HEADINGS:
                if ahead - at >= 2:
                    starts.add(at)
                break
            if _TYPE_LINE.fullmatch(lines[ahead].text) and ahead == at + 1 and line.after_blank:
                starts.add(at)
                break
    return starts


def _attachments(lines: Sequence[Line], headings: Sequence[Heading], by_line: dict[int, Heading]) -> set[int]:
    """Return the lines after a list of receivers that begin something else, and those where the numbering begins anew."""
    starts = set()
    for heading in headings:
        if _RECEIVERS.fullmatch(heading.key):
            for ahead in range(heading.last + 1, min(heading.last + _RECEIVER_LINES, len(lines))):
                found = by_line.get(ahead)
                typed = _TYPE_LINE.fullmatch(lines[ahead].text) and lines[ahead].after_blank
                if found is not None and found.source is HeadingSource.PARAGRAPH:
                    break
                if typed or (found is not None and found.source is HeadingSource.NUMBER and found.title.startswith("1")):
                    starts.add(ahead)
                    break
    last_top = 0
    for heading in headings:
        if heading.source is not HeadingSource.NUMBER or "." in heading.title.split()[0]:
            continue
        top = int(heading.title.split()[0])
        if top == 1 and last_top > 1 and lines[heading.first].after_blank:
            starts.add(_title_above(lines, heading.first, by_line))
        last_top = top
    return starts


def _title_above(lines: Sequence[Line], at: int, by_line: dict[int, Heading]) -> int:
    """Return the line where the title over a first numbered heading begins, or that heading's own line."""
    above = at - 1
    received = any(_RECEIVERS.fullmatch(by_line[i].key) for i in range(at - _RECEIVER_LINES, at) if i in by_line)
    if above > 0 and not received and lines[above].after_blank and above in by_line and not lines[above].in_table:
        return above
    return at


def _extracts(lines: Sequence[Line], headings: Sequence[Heading]) -> set[int]:
    """Return the §§ of minutes that stand alone among other papers."""
    paragraphs = [heading for heading in headings if heading.source is HeadingSource.PARAGRAPH]
    if len(paragraphs) >= _MANY_PARAGRAPHS:
        return set()
    return {heading.first for heading in paragraphs if lines[heading.first].after_blank}


def _other_dates(lines: Sequence[Line], removed: Sequence[tuple[int, str]]) -> set[int]:
    """Return the lines after a page header whose date is not that of the page headers before."""
    starts = set()
    last = ""
    for offset, text in removed:
        dates = _DATE.findall(text)
        if not dates:
            continue
        if last and dates[-1] != last:
            following = next((i for i, line in enumerate(lines) if line.start >= offset), None)
            if following is not None:
                starts.add(following)
        last = dates[-1]
    return starts


def _apart(starts: Sequence[int], lines: Sequence[Line], profile: Profile) -> list[int]:
    """Return the starts without those that only repeat the one right before (letterhead, then its type line)."""
    kept: list[int] = []
    for start in starts:
        near = kept and start - kept[-1] <= 2 and profile.paragraph.fullmatch(lines[start].text) is None
        if not near:
            kept.append(start)
    return kept
