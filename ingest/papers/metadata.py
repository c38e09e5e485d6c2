"""What a paper is: its kind, municipality, board, date, years, diary numbers and status, read from its own text.

Pure: everything is told from the text, the page headers, the file's name and the profile; what the user states on the
command line wins (see `ingest.structure`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import DocType, Metadata, Status
from ingest.papers.boards import board, municipality
from ingest.papers.dates import day, years
from ingest.papers.kinds import Kind, kind_of
from ingest.papers.paper_text import PaperText
from ingest.profile import Profile
from ingest.text.lines import Line

_TOP_LINES = 14  # of a paper in which its own diary number and status stand
_LONGEST = 400  # characters of a line of labels, an official's address among them
_LABEL = re.compile(r"(?:ärendenummer|ärende ?nr|diarienummer|diarienr|dnr)\b[.:]?\s*", re.IGNORECASE)
_BARE = re.compile(r"\d{2,5}/\d{2,5}(?!\w)")  # a diary number that only its label tells from a year or a fraction


def read_metadata(paper: PaperText, profile: Profile, base: Metadata) -> tuple[Metadata, Kind]:
    """Return what a paper tells of itself, and how sure its kind is.

    Args:
        paper: the paper.
        profile: of the file's municipality.
        base: what is known beforehand; fills in what the paper does not tell.
    """
    kind = kind_of(paper, profile)
    when = day(paper.lines, paper.header, paper.furniture)
    minutes = kind.doc_type in (DocType.PROTOKOLL, DocType.PROTOKOLLSUTDRAG)
    metadata = Metadata(
        title=paper.title,
        doc_type=kind.doc_type,
        municipality=base.municipality or profile.name or municipality(paper.text),
        body=board(paper, profile) or base.body,
        day=when or base.day,
        years=years(paper.title, paper.text, when, minutes) or base.years,
        diary_numbers=diary_numbers(paper, profile),
        status=status(paper.lines, paper.around, profile),
        access=base.access,
    )
    return metadata, kind


def diary_numbers(paper: PaperText, profile: Profile) -> tuple[str, ...]:
    """Return a paper's own diary numbers, as printed, each once: those of its letterhead, page headers or only §.

    Numbers it mentions in its text are other matters'.
    """
    if paper.items > 1:
        return ()
    found = [paper.diary] if paper.diary else []
    for text in (paper.header, *paper.furniture, *(line.text for line in paper.lines[:_TOP_LINES] if len(line.text) <= _LONGEST)):
        label = _LABEL.search(text)
        if label is None:
            only = profile.diary.fullmatch(text.strip(" ()"))
            found += [only.group()] if only is not None else []
            continue
        number = profile.diary.search(text, label.end()) or _BARE.match(text, label.end())
        found += [number.group()] if number is not None else []
    return tuple(dict.fromkeys(found))


def status(lines: Sequence[Line], furniture: str, profile: Profile) -> Status:
    """Return how far a paper has come, by the words at its top and in its page headers."""
    top = [line.text for line in lines[:_TOP_LINES] if len(line.text) <= _LONGEST]
    told = [*furniture.split("\n"), *top]
    kinds = ((Status.SUPERSEDED, profile.superseded), (Status.DRAFT, profile.draft), (Status.FINAL, profile.final))
    for found, patterns in kinds:
        if any(pattern.match(line) for pattern in patterns for line in told if len(line) <= _LONGEST):
            return found
    return Status.UNKNOWN
