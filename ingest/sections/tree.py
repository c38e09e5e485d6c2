"""The parts of a paper under their headings, with the path of headings above each. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Section, SectionKind
from ingest.profile import Profile
from ingest.sections.headings import Heading, HeadingSource
from ingest.sections.ranks import PARAGRAPH
from ingest.text.lines import Line

_PROPOSES = re.compile(
    r"förslag till beslut|förslag till kommun|föreslås (?:att )?(?:kommun|besluta|\w*nämnd|fullmäktige)"
    r"|föreslår (?:att )?(?:kommun|\w*nämnd|fullmäktige|regeringen)",
    re.IGNORECASE,
)
_PROPOSAL_HEAD = 260  # characters at the start of a Beslut in which it says that it is only a proposal
_EMPTY_BODY = 25  # characters: a Beslut with no more of its own is told by the heading under it
_VERDICTS = (SectionKind.DECISION, SectionKind.PROPOSAL)
_POINT = re.compile(r"\s*(\d{1,2})[.)]\s")
_A_POINT = re.compile(r"(?m)^\s*\d{1,2}[.)]\s+\S")
_GOES_ON = re.compile(r"\s*(?:[•–*-]\s|[a-zåäö]\)|(?:att|dels|samt|och)\b)")  # what a point goes on with
_POINTS_BEGIN = 200  # characters under the heading within which the first point stands
_MUCH_TEXT = 240  # characters below the points that are no short remark on them
_WITHHELD_LINES = 3  # after the start of a § in which it says that it is withheld


@dataclass(frozen=True, slots=True)
class Span:
    """A paper's lines: [first, last)."""

    first: int
    last: int


def paper_spans(starts: Sequence[int], count: int) -> list[Span]:
    """Return the spans between the starts of papers among `count` lines."""
    return [Span(a, b) for a, b in pairwise([*starts, count])]


def find_sections(
    text: str, lines: Sequence[Line], spans: Sequence[Span], headings: Sequence[Heading], profile: Profile
) -> list[Section]:
    """Return the sections of all papers, in order; each character from a paper's first line to its last is in one.

    Args:
        text: the text.
        lines: its filled lines.
        spans: the papers.
        headings: with their levels (see `ingest.sections.ranks`).
        profile: the municipality's.
    """
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
        items = [heading for heading in headings if heading.source is HeadingSource.PARAGRAPH]
        own = items[0] if len(items) == 1 and items[0] is headings[0] else None  # an extract: its letterhead is the §'s
        told = (own.paragraph, own.diary_number) if own is not None else ("", "")
        sections.append(Section(offset, paper, SectionKind.PAPER, "", 0, (), start, bounds[0], *told))
    stack: list[Heading] = []
    paragraph = diary = ""
    for at, (heading, start, stop) in enumerate(zip(headings, bounds, bounds[1:], strict=False)):
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        stack.append(heading)
        if heading.level <= PARAGRAPH:
            paragraph, diary = heading.paragraph, heading.diary_number
        body = text[lines[heading.last].end : stop]
        kind = _kind(heading, body, profile)
        following = headings[at + 1] if at + 1 < len(headings) else None
        if kind is SectionKind.DECISION and following is not None and len(body.strip()) <= _EMPTY_BODY:
            kind = SectionKind.PROPOSAL if _proposes(following, profile) else kind
        path = tuple(shown(one) for one in stack)
        cut = lines[heading.last].end + _points_end(body) if kind in _VERDICTS else stop
        sections.append(
            Section(offset + len(sections), paper, kind, heading.title, heading.level, path, start, cut, paragraph, diary)
        )
        if cut < stop:  # what stands below the points without a heading of its own is told under the heading above
            above = stack[-2] if len(stack) > 1 else None
            title, level = (above.title, above.level) if above is not None else ("", 0)
            sections.append(
                Section(offset + len(sections), paper, SectionKind.HEADING, title, level, path[:-1], cut, stop, paragraph, diary)
            )
    return sections


def _points_end(body: str) -> int:
    """Return where the numbered points of a decision end in the text under its heading, or its length where all of it may decide.

    Only where much text follows them after a blank line: a table, or what the matter is about.
    """
    at, point, blank = 0, 0, True
    for line in body.splitlines(keepends=True):
        match = _POINT.match(line)
        if match is not None and int(match[1]) == point + 1:
            point += 1
        elif blank and line.strip() and point and not _GOES_ON.match(line):
            rest = body[at:]
            return at if len(rest) > _MUCH_TEXT and not _A_POINT.search(rest) else len(body)
        elif line.strip() and not point and at > _POINTS_BEGIN:
            return len(body)
        blank = not line.strip()
        at += len(line)
    return len(body)


def shown(heading: Heading) -> str:
    """Return a heading as a person reads it in a path."""
    return f"{heading.paragraph} {heading.title}".strip() if heading.paragraph else heading.title


def _kind(heading: Heading, body: str, profile: Profile) -> SectionKind:
    if heading.source is HeadingSource.PARAGRAPH:
        first = [line.strip() for line in body.split("\n") if line.strip()][:_WITHHELD_LINES]
        withheld = any(pattern.fullmatch(line) for pattern in profile.withheld for line in first)
        return SectionKind.WITHHELD if withheld else SectionKind.PARAGRAPH
    if _proposes(heading, profile):
        return SectionKind.PROPOSAL
    if heading.key in profile.decision:
        head = " ".join(body[:_PROPOSAL_HEAD].split())
        return SectionKind.PROPOSAL if _PROPOSES.search(head) else SectionKind.DECISION
    return SectionKind.HEADING


def _proposes(heading: Heading, profile: Profile) -> bool:
    return heading.key in profile.proposal or "förslag till beslut" in heading.key
