"""Drafts as the JSON of the contract (DESIGN.md §6), and as Markdown: the same from every door."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from typing import Any

from app.citations import place
from app.drafting.model import Draft, Form, Paragraph
from app.wording import in_one_line

#: Said first in every draft, and in its Word file's header and properties (the AI Act, article 50).
MARK = "Maskinellt framtaget utkast"
MARK_TEXT = (
    f"{MARK}. Texten är sammanställd av ett datorprogram ur de inlästa handlingarna. Ord inom citattecken är källans egna. "
    "Handläggaren granskar, väljer förslag till beslut och ansvarar för innehållet."
)
_MARKER = re.compile(r"\[(\d+)\]")
_LEADS = {Form.SUBHEADING: "### ", Form.BULLET: "- ", Form.NOTE: "> ", Form.NUMBERED: "", Form.TEXT: "", Form.QUOTE: "> "}
_MOST_QUOTE = 300  # characters of a quote in the list of sources


def draft_json(draft: Draft) -> dict[str, Any]:
    """Return a draft as JSON values."""
    motion = draft.motion
    return {
        "title": draft.title,
        "template": draft.template,
        "mode": draft.mode.value,
        "mark": MARK_TEXT,
        "motion": {
            "title": motion.title,
            "party": motion.party,
            "signers": list(motion.signers),
            "demands": [one.text for one in motion.demands],
            "claims": [one.text for one in motion.claims],
            "raised_on": _day(motion.raised_on or motion.dated),
            "diary_number": motion.diary_number or None,
        },
        "decide_by": _day(draft.decide_by),
        "sections": [
            {
                "heading": section.heading,
                "paragraphs": [
                    {"text": one.text, "citations": list(one.citations), "quoted": one.quoted} for one in section.paragraphs
                ],
            }
            for section in draft.sections
        ],
        "proposals": [
            {
                "kind": one.kind.value,
                "text": one.text,
                "reasons": [{"text": reason.text, "citations": list(reason.citations)} for reason in one.reasons],
            }
            for one in draft.proposals
        ],
        "missing": list(draft.missing),
        "timeline": [asdict(one) for one in draft.timeline],
        "citations": [asdict(one) | {"section": list(one.section)} for one in draft.citations],
        "figures": [dict(one) for one in draft.figures],
        "timings": dict(draft.timings),
        "trace_id": draft.trace_id,
    }


def draft_markdown(draft: Draft) -> str:
    """Return a draft as Markdown, its sources as footnotes."""
    lines = [f"# {draft.title}", "", f"> {MARK_TEXT}", ""]
    for section in draft.sections:
        lines += [f"## {section.heading}", ""]
        number = 0
        for one in section.paragraphs:
            number = number + 1 if one.form is Form.NUMBERED else 0
            lead = f"{number}. " if one.form is Form.NUMBERED else _LEADS[one.form]
            lines += [f"{lead}{noted(one)}", ""]
    lines += ["## Källor", ""]
    for citation in draft.citations:
        lines += [f"[^{citation.number}]: {place(citation)}: ”{_short(citation.quote)}”", ""]
    return "\n".join(lines)


def noted(paragraph: Paragraph) -> str:
    """Return a paragraph's text with its markers as Markdown footnotes."""
    return _MARKER.sub(lambda m: f"[^{m[1]}]" if int(m[1]) in paragraph.citations else m.group(), paragraph.text)


def _short(quote: str) -> str:
    told = in_one_line(quote)
    return told if len(told) <= _MOST_QUOTE else told[:_MOST_QUOTE].rsplit(" ", 1)[0] + " …"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
