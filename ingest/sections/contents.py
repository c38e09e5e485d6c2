"""The table of contents of a text: its lines, and the headings it promises. Pure.

In a PDF a heading is told from its text by size alone, which plain text has lost; its table of contents still names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.profile import heading_key
from ingest.text.lines import Line

_TITLE = re.compile(r"(?:Innehåll(?:sförteckning|sföreteckning)?|Innehåll och läsanvisning)\.?:?", re.IGNORECASE)
_DOTTED = re.compile(r"(?P<title>\S.*?)\s?(?:\.{4,}|(?:\. ){4,}|…{2,})[.\s…]*(?P<page>\d{1,4})?")
_PLAIN = re.compile(r"(?P<title>[A-ZÅÄÖ0-9].*?\D)\s+(?P<page>\d{1,3})")
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+")
_PAGE_ALONE = re.compile(r"\d{1,4}")
_LEAST = 3  # entries: fewer lines that end in a number are no table of contents
_MISSES = 3  # lines in a row that are no entries end it; a wrapped entry has two


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the table of contents has it, and how deep its number is (0: it has none)."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A text's tables of contents.

    Attributes:
        lines: indexes of their lines.
        entries: by heading key (see `heading_key`).
    """

    lines: frozenset[int]
    entries: dict[str, Entry]


def find_contents(lines: Sequence[Line]) -> Contents:
    """Return the tables of contents among the lines."""
    inside: set[int] = set()
    entries: dict[str, Entry] = {}
    for at, line in enumerate(lines):
        if at in inside:
            continue
        titled = _TITLE.fullmatch(line.text) is not None
        if titled or _DOTTED.fullmatch(line.text):
            found, last = _entries(lines, at + 1 if titled else at, dotted=not titled)
            if len(found) >= _LEAST:
                inside.update(range(at, last + 1))
                entries.update((heading_key(entry.title), entry) for entry in found)
    return Contents(frozenset(inside), entries)


def _entries(lines: Sequence[Line], first: int, *, dotted: bool) -> tuple[list[Entry], int]:
    """Return the entries from a line on, and the index of the last line that belongs to them."""
    found: list[Entry] = []
    last, at, pages = first - 1, first, 0
    begun: list[str] = []
    while at < len(lines) and at - last <= _MISSES:
        text = lines[at].text
        match = _DOTTED.fullmatch(text) or (None if dotted else _PLAIN.fullmatch(text))
        page = int(match["page"] or 0) if match else 0
        if match is not None and not (page and page < pages):
            title = " ".join([*begun, match["title"]]) if begun else match["title"]
            found.append(_entry(title))
            pages = page or pages
            last, begun = at, []
        elif _PAGE_ALONE.fullmatch(text) and found and at == last + 1:
            last = at
        elif _NUMBER.match(text) or begun:
            begun.append(text)
        at += 1
    return found, last


def _entry(title: str) -> Entry:
    number = _NUMBER.match(title)
    return Entry(" ".join(title.split()).rstrip(" ."), number["number"].count(".") + 1 if number else 0)
