"""A draft as the secretary edits it: each section as plain text, and back. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace

from app.drafting.model import Draft, DraftSection, Form, Paragraph, Proposal, ProposalKind

_MARKER = re.compile(r"\[(\d+)\]")
_BREAK = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"^[-•*]\s+")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")


def section_text(section: DraftSection) -> str:
    """Return a section as text to edit, an empty line between its paragraphs."""
    lines = []
    number = 0
    for one in section.paragraphs:
        number = number + 1 if one.form is Form.NUMBERED else 0
        lead = {Form.BULLET: "- ", Form.NUMBERED: f"{number}. "}.get(one.form, "")
        lines.append(f"{lead}{one.text}")
    return "\n\n".join(lines)


def edited(draft: Draft, texts: Sequence[str]) -> Draft:
    """Return a draft with its sections' texts as edited, under an id of its own.

    A paragraph that is as it was keeps its form and says so when it is quoted; a changed one is the secretary's own words.

    Args:
        draft: as made.
        texts: one a section, as `section_text` gives them.
    """
    known = {one.number for one in draft.citations}
    sections = tuple(_section(section, text, known) for section, text in zip(draft.sections, texts, strict=False))
    return replace(draft, sections=sections, trace_id=uuid.uuid4().hex)


def with_proposal(draft: Draft, kind: str) -> tuple[int, str]:
    """Return which section holds the proposed decisions, and its text with one of them chosen; (-1, "") where none does.

    Args:
        draft: as made.
        kind: of the proposal chosen; "" leaves the choice open.
    """
    at = next((n for n, section in enumerate(draft.sections) if _proposes(section, draft.proposals)), -1)
    if at < 0:
        return -1, ""
    chosen = next((one for one in draft.proposals if one.kind.value == kind), None)
    return at, chosen.text if chosen else section_text(draft.sections[at])


def kind_in_words(kind: ProposalKind) -> str:
    """Return a kind of proposal as it is chosen."""
    return {
        ProposalKind.BIFALL: "Bifall",
        ProposalKind.AVSLAG: "Avslag",
        ProposalKind.BESVARAD: "Besvarad",
        ProposalKind.DELVIS: "Delvis bifall",
    }[kind]


def _proposes(section: DraftSection, proposals: Sequence[Proposal]) -> bool:
    told = " ".join(one.text for one in section.paragraphs)
    return bool(proposals) and any(one.text.rstrip(".") in told for one in proposals)


def _section(section: DraftSection, text: str, known: set[int]) -> DraftSection:
    before = {_plain(one.text): one for one in section.paragraphs}
    parts = [part.strip() for part in _BREAK.split(text) if part.strip()]
    return replace(section, paragraphs=tuple(_paragraph(part, before, known) for part in parts))


def _paragraph(part: str, before: dict[str, Paragraph], known: set[int]) -> Paragraph:
    form = Form.BULLET if _BULLET.match(part) else Form.NUMBERED if _NUMBERED.match(part) else Form.TEXT
    bare = _NUMBERED.sub("", _BULLET.sub("", part))
    same = before.get(_plain(bare)) or before.get(_plain(part))
    if same is not None:
        return same
    cited = dict.fromkeys(number for found in _MARKER.findall(bare) if (number := int(found)) in known)
    return Paragraph(" ".join(bare.split("\n")), tuple(cited), quoted=False, form=form)


def _plain(text: str) -> str:
    return " ".join(text.split())
