"""A draft as a Word file: the template's look, real headings, numbered points, footnotes and a table of sources."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docxtpl import DocxTemplate, RichText
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from app.citations import place
from app.drafting.errors import BrokenTemplateError
from app.drafting.footnotes import add_footnotes, reference
from app.drafting.layout import word_file
from app.drafting.model import Draft, Paragraph
from app.drafting.serialise import MARK, MARK_TEXT
from app.model import Citation
from app.wording import in_one_line

_MARKER = re.compile(r"\s?\[(\d+)\]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no place for these
_LISTED = 700  # characters of a quote in the table of sources
_NUMBERED = "List Number"
_KEYWORDS = "maskinellt framtaget utkast; AI-förordningen artikel 50"


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph as the template takes it: its form, and its text with footnotes."""

    form: str
    text: RichText


def word_draft(draft: Draft, own: Path | None = None) -> bytes:
    """Return a draft as a Word file.

    Args:
        draft: the draft.
        own: a municipality's own folder of templates, or None.

    Raises:
        UnknownTemplateError: the template has no Word file.
        BrokenTemplateError: the Word file cannot be read, or has a mistake in its marks.
    """
    path = word_file(draft.template, own)
    notes: list[str] = []
    numbers = count(1)
    try:
        template = DocxTemplate(path)
        template.render(_context(draft, notes, numbers), SandboxedEnvironment(autoescape=True), autoescape=True)
    except (TemplateError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BrokenTemplateError(f"Wordmallen {path.name} går inte att använda: {error}.") from error
    document = template.docx
    add_footnotes(document, notes)
    _number_anew(document)
    _mark(document, draft)
    content = BytesIO()
    template.save(content)
    return content.getvalue()


def _context(draft: Draft, notes: list[str], numbers: Iterator[int]) -> dict[str, Any]:
    by_number = {citation.number: citation for citation in draft.citations}
    motion = draft.motion
    return {
        "title": _clean(draft.title),
        "mark": MARK,
        "mark_text": MARK_TEXT,
        "diary_number": _clean(motion.diary_number),
        "municipality": _clean(motion.municipality),
        "decide_by": draft.decide_by.isoformat() if draft.decide_by else "",
        "sections": [
            {
                "heading": _clean(section.heading),
                "paragraphs": [_Set(one.form.value, _rich(one, by_number, notes, numbers)) for one in section.paragraphs],
            }
            for section in draft.sections
        ],
        "sources": [
            {"number": one.number, "place": _clean(place(one)), "quote": _clean(_cut(one.quote, _LISTED))}
            for one in draft.citations
        ],
    }


def _rich(paragraph: Paragraph, citations: dict[int, Citation], notes: list[str], numbers: Iterator[int]) -> RichText:
    """Return a paragraph's text with a footnote for each of its markers."""
    rich = RichText()
    at = 0
    for match in _MARKER.finditer(paragraph.text):
        citation = citations.get(int(match[1]))
        if citation is None or citation.number not in paragraph.citations:
            continue
        between = paragraph.text[at : match.start()]
        rich.add(_clean(between) if between or not at else ", ", superscript=not between and at > 0)
        rich.xml += reference(next(numbers))
        notes.append(_clean(f"{_in_short(citation)} (källa {citation.number})."))
        at = match.end()
    rich.add(_clean(paragraph.text[at:]))
    return rich


def _in_short(citation: Citation) -> str:
    """Return where a citation stands, short enough for a footnote: the table of sources tells all."""
    title = citation.title
    parts = (
        citation.body,
        citation.date,
        citation.paragraph,
        citation.diary_number,
        f"s. {citation.page}" if citation.page else "",
    )
    return ", ".join((title, *(part for part in parts if part and part.casefold() not in title.casefold())))


def _number_anew(document: Any) -> None:
    """Let each run of numbered points begin at 1."""
    numbering = document.part.numbering_part.element
    style = next((one for one in document.styles if one.name == _NUMBERED), None)
    linked = style.element.find(f".//{qn('w:numId')}") if style is not None else None
    if linked is None:
        return
    own = next(one for one in numbering.num_lst if str(one.numId) == linked.get(qn("w:val")))
    before = False
    number = None
    for paragraph in document.paragraphs:
        here = paragraph.style.name == _NUMBERED
        if here and not before:
            number = numbering.add_num(own.abstractNumId.val)
            number.add_lvlOverride(0).add_startOverride(1)
        if here and number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number.numId
        before = here


def _mark(document: Any, draft: Draft) -> None:
    """Say in the file's properties what it is, so that programs can tell it too."""
    properties = document.core_properties
    properties.title = _clean(draft.title)
    properties.author = "Kommunsvar"
    properties.keywords = _KEYWORDS
    properties.comments = MARK_TEXT
    properties.content_status = "Utkast"
    properties.language = "sv-SE"


def _cut(text: str, most: int) -> str:
    told = in_one_line(text)
    return told if len(told) <= most else told[:most].rsplit(" ", 1)[0] + " …"


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
