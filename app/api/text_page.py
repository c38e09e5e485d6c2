"""A document's text as a plain, safe page with a quote marked. Pure: text in, HTML out, all of it escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from ingest.model import DocType, Page, Section
from vectorstore.model import StoredDocument

_SHOWN = 200_000  # characters on one page: the longest routine has half of that; browsers slow down over it
_ID = ' id="quote"'
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_STYLE = """
:root{color-scheme:light dark;--ink:#1c2733;--soft:#55636f;--paper:#fffdf8;--edge:#d9d4c7;--link:#0b4f6c}
:root{--mark:#ffe666;--line:#b05400}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--soft:#a9b4bd;--paper:#14191e;--edge:#36414b;--link:#8ecbe6}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif}
header,main{max-width:46rem;margin:0 auto;padding:1.25rem 1rem}
header{border-bottom:1px solid var(--edge)}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:.9375rem;color:var(--soft);margin:2rem 0 .5rem;border-top:1px solid var(--edge);padding-top:.75rem}
p{margin:.25rem 0;color:var(--soft)}
a{color:var(--link)}
a:focus-visible{outline:3px solid var(--line);outline-offset:2px}
div{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:var(--mark);color:#1c2733;border-bottom:2px solid var(--line);scroll-margin:30vh 0 0}
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Shown:
    """A document's text with what is needed to show it."""

    stored: StoredDocument
    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]


def text_page(shown: Shown, start: int, end: int) -> str:
    """Return the page.

    Args:
        shown: the document.
        start: of the quote, in its text.
        end: of the quote; start == end marks nothing.
    """
    end = min(end, len(shown.text))
    first, last = window(len(shown.text), min(start, end), end)
    stored = shown.stored
    title = _safe(stored.metadata.title or stored.name)
    cut = "" if (first, last) == (0, len(shown.text)) else "<p>Här visas en del av en lång handling; filen har allt.</p>"
    body = "".join(_parts(shown, (first, last), (min(start, end), end)))
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f"<header><h1>{title}</h1><p>{_safe(_about(stored))}</p>"
        f'<p><a href="/api/documents/{_safe(stored.id)}/file">Öppna filen {_safe(stored.name)}</a></p>{cut}</header>'
        f"<main>{body}</main></body></html>"
    )


def window(length: int, start: int, end: int) -> tuple[int, int]:
    """Return the part of a text to show: all of it, or what lies around the quote."""
    if length <= _SHOWN:
        return 0, length
    first = max(0, min((start + end - _SHOWN) // 2, length - _SHOWN))
    return first, first + _SHOWN


def _about(stored: StoredDocument) -> str:
    metadata = stored.metadata
    kind = "" if metadata.doc_type is DocType.OKAND else metadata.doc_type.value
    day = metadata.day.isoformat() if metadata.day else ""
    parts = (metadata.municipality, metadata.body, day, kind, *metadata.diary_numbers[:2])
    return " · ".join(part[:1].upper() + part[1:] for part in parts if part)


def _parts(shown: Shown, span: tuple[int, int], quote: tuple[int, int]) -> Iterable[str]:
    """Yield each page's text, under its name where it has one."""
    named = len(shown.pages) > 1
    anchored = False
    for page in shown.pages or (Page(1, 0, len(shown.text)),):
        first, last = max(span[0], page.start), min(span[1], page.end)
        if first >= last and not (named and span[0] <= page.start < span[1]):
            continue
        if named:
            yield f"<h2>{_safe(f'Blad: {page.label}' if page.label else f'Sida {page.number}')}</h2>"
        text = marked(shown.text, (first, last), quote, _headings(shown, first, last), anchor=not anchored)
        anchored = anchored or max(first, quote[0]) < min(last, quote[1])
        yield f"<div>{text}</div>"


def _headings(shown: Shown, first: int, last: int) -> list[tuple[int, int]]:
    """Return where the headings stand, as far as they stand in the text as they are told."""
    spans = [(section.start, section.start + len(section.heading)) for section in shown.sections if section.heading]
    told = {section.start: section.heading for section in shown.sections}
    return [(a, b) for a, b in spans if first <= a and b <= last and shown.text[a:b] == told[a]]


def marked(
    text: str,
    span: tuple[int, int],
    quote: tuple[int, int],
    headings: Sequence[tuple[int, int]] = (),
    *,
    anchor: bool = True,
) -> str:
    """Return text[span] escaped, with the quote in <mark> and headings in <strong>.

    Args:
        text: the whole text.
        span: [start, end) of what to show.
        quote: [start, end) of what to mark.
        headings: [start, end) of each heading.
        anchor: give the first part marked the id "quote".
    """
    edges = {*span, *quote, *(edge for heading in headings for edge in heading)}
    cuts = sorted(edge for edge in edges if span[0] <= edge <= span[1])
    parts = []
    for start, end in pairwise(cuts):
        part = _safe(text[start:end])
        if any(a <= start and end <= b for a, b in headings):
            part = f"<strong>{part}</strong>"
        if quote[0] <= start and end <= quote[1]:
            part = f"<mark{_ID if anchor else ''}>{part}</mark>"
            anchor = False
        parts.append(part)
    return "".join(parts)


def _safe(text: str) -> str:
    return escape(_CONTROL.sub(" ", text))
