"""The parts of a paper under their headings, with the path of headings above each. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.headings import Heading, HeadingSource
from ingest.lines import Line
from ingest.model import Section, SectionKind
from ingest.profile import Profile
from ingest.ranks import PARAGRAPH

_PROPOSES = re.compile(
    r"förslag till beslut|förslag till kommun|föreslås (?:att )?(?:kommun|besluta|\w*nämnd|fullmäktige)"
    r"|föreslår (?:att )?(?:kommun|\w*nämnd|fullmäktige|regeringen)",
    re.IGNORECASE,
)
_PROPOSAL_HEAD = 260  # characters at the start of a Beslut in which it says that it is only a proposal
_EMPTY_BODY = 25  # characters: a Beslut with no more of its own is told by the heading under it
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
        headings: with their levels (see `ingest.ranks`).
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
        sections.append(
            Section(offset + len(sections), paper, kind, heading.title, heading.level, path, start, stop, paragraph, diary)
        )
    return sections


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
