"""The parts of a paper under their headings, with the path of headings above each. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.headings import Heading, HeadingSource
from ingest.lines import Line
from ingest.model import Section, SectionKind
from ingest.papers import is_board
from ingest.profile import Profile

_PROPOSES = re.compile(
    r"förslag till beslut|förslag till kommun|föreslås|föreslår (?:att )?(?:kommun|\w*nämnd|fullmäktige|regeringen)",
    re.IGNORECASE,
)
_PROPOSAL_HEAD = 220  # characters at the start of a Beslut in which it says that it is only a proposal
_MAX_TITLE = 3  # lines at the start of a paper that may be its title
_MAX_TITLE_CHARACTERS = 200
_TITLE_WITHIN = 8  # lines from the start of a paper: what comes later is text
_SHORT_TITLE_LINE = 45  # characters: a title's line shorter than this is its last
_RUNS_ON = re.compile(r"(?:\b(?:och|eller|samt|i|på|för|av|med|till|över|om|från|vid|den|det)|[-–,])$")
_LABEL = re.compile(r"(?i)^(?:datum|diarienummer|ärendenummer|handläggare|dnr|telefon|e-post|sida?)\b|^\d|@|\bkommun$")


@dataclass(frozen=True, slots=True)
class Span:
    """A paper's lines: [first, last)."""

    first: int
    last: int


def paper_spans(starts: Sequence[int], count: int) -> list[Span]:
    """Return the spans between the starts of papers among `count` lines."""
    return [Span(a, b) for a, b in pairwise([*starts, count])]


def paper_title(lines: Sequence[Line], span: Span, headings: Sequence[Heading], marked: str = "") -> str:
    """Return the title of a paper: the lines before its first known heading, a letterhead and labels left out; or "".

    Args:
        lines: all the lines.
        span: the paper's.
        headings: all the headings.
        marked: a title the file itself gives, used when the paper shows none.
    """
    inside = [heading for heading in headings if span.first <= heading.first < span.last]
    stop = span.last
    for heading in inside:
        if heading.source is HeadingSource.PARAGRAPH and heading.first <= span.first + 1:
            return heading.title if span.first > 0 else marked
        if heading.source is HeadingSource.MARK and not is_board(lines[heading.first]):
            return " ".join(heading.title.split())
        if heading.source in (HeadingSource.PARAGRAPH, HeadingSource.KNOWN, HeadingSource.NUMBER):
            stop = heading.first
            break
    title: list[str] = []
    for line in lines[span.first : min(stop, span.first + _TITLE_WITHIN)]:
        if line.columns or line.in_table or line.bullet or (not title and (is_board(line) or _LABEL.search(line.text))):
            continue
        title.append(line.text)
        short = line.end - line.start < _SHORT_TITLE_LINE and not _RUNS_ON.search(line.text)
        if line.before_blank or len(title) == _MAX_TITLE or short:
            break
    text = " ".join(title)
    return text if 0 < len(text) <= _MAX_TITLE_CHARACTERS and not text.endswith((".", ":", ",")) else marked


def find_sections(
    text: str, lines: Sequence[Line], spans: Sequence[Span], headings: Sequence[Heading], profile: Profile
) -> list[Section]:
    """Return the sections of all papers, in order; each character from a paper's first line to its last is in one."""
    sections: list[Section] = []
    for number, span in enumerate(spans):
        inside = [heading for heading in headings if span.first <= heading.first < span.last]
        end = lines[span.last].start if span.last < len(lines) else len(text)
        sections += _of_paper(text, lines, span, inside, (number, end, len(sections)), profile)
    return sections


def _of_paper(
    text: str,
    lines: Sequence[Line],
    span: Span,
    headings: Sequence[Heading],
    place: tuple[int, int, int],
    profile: Profile,
) -> list[Section]:
    paper, end, offset = place
    bounds = [*(lines[heading.first].start for heading in headings), end]
    sections: list[Section] = []
    if lines[span.first].start < bounds[0]:
        start = lines[span.first].start
        sections.append(Section(offset, paper, SectionKind.PAPER, "", 0, (), start, bounds[0]))
    stack: list[Heading] = []
    paragraph = diary = ""
    for heading, start, stop in zip(headings, bounds, bounds[1:], strict=False):
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        stack.append(heading)
        if heading.source is HeadingSource.PARAGRAPH:
            paragraph, diary = heading.paragraph, heading.diary_number
        body = text[lines[heading.last].end : stop]
        path = tuple(shown(h) for h in stack)
        kind = _kind(heading, body, profile)
        sections.append(
            Section(offset + len(sections), paper, kind, heading.title, heading.level, path, start, stop, paragraph, diary)
        )
    return sections


def shown(heading: Heading) -> str:
    """Return a heading as a person reads it in a path."""
    return f"{heading.paragraph} {heading.title}".strip() if heading.paragraph else heading.title


def _kind(heading: Heading, body: str, profile: Profile) -> SectionKind:
    if heading.source is HeadingSource.PARAGRAPH:
        withheld = any(pattern.fullmatch(line.strip()) for pattern in profile.withheld for line in body.split("\n")[:3])
        return SectionKind.WITHHELD if withheld else SectionKind.PARAGRAPH
    if heading.key in profile.proposal or heading.key.startswith("förslag till beslut"):
        return SectionKind.PROPOSAL
    if heading.key in profile.decision:
        return SectionKind.PROPOSAL if _PROPOSES.search(body[:_PROPOSAL_HEAD]) else SectionKind.DECISION
    return SectionKind.HEADING
