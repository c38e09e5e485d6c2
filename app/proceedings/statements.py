"""The sentences of a passage of minutes, each with the heading over it: who moved, voted and reserved themselves. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.extract.unit_model import Unit, UnitKind
from app.question.kind import plain
from ingest.model import Chunk
from ingest.profile import heading_key, load

_QUOTES = '"”“'
_END = re.compile(r"[.!?][\"”]?\s+(?=[\"”“]?[A-ZÅÄÖ•–-])")
_ABBREVIATED = re.compile(r"\b(?:m\.fl|bl\.a|t\.ex|dnr|nr|kap|ca|s\.k|m\.m)\.$", re.IGNORECASE)
_OWN_LINE = re.compile(r"\s*(?:[•–-]\s|\d{1,2}[.)]\s|[a-zåäö]\)\s|(?:Ja|Nej|Avstår|Frånvarande)(?:[ -]röst\w*)?(?: röstar)?\s*:)")
_VOTERS = re.compile(r"(?:Ja|Nej|Avstår|Frånvarande)(?:[ -]röst\w*)?(?: röstar)?\s*:")
_PARTY_SOON = re.compile(r"[^.]{0,40}\([A-ZÅÄÖ]{1,4}\)")
_GOES_ON = re.compile(r"[,–-]\s*$|[^.:!?\"”]\s*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a passage, with the heading it stands under, in lower case without å, ä and ö, and its paragraph's end."""

    unit: Unit
    heading: str

    @property
    def text(self) -> str:
        """Its words in one line."""
        return " ".join(self.unit.text.split())


def statements(chunk: Chunk) -> list[Statement]:
    """Return the sentences of a passage in order, without its headings."""
    found: list[Statement] = []
    heading = plain(chunk.path[-1]) if chunk.path else ""
    for start, end, over in _paragraphs(chunk):
        heading = over or heading
        for a, b in _sentences(chunk.text, start, end):
            unit = Unit(chunk, UnitKind.SENTENCE, chunk.start + a, chunk.start + b, chunk.start + start, chunk.start + end)
            found.append(Statement(unit, heading))
    return found


def _paragraphs(chunk: Chunk) -> Iterator[tuple[int, int, str]]:
    """Yield where each paragraph begins and ends, and the heading right over it, or ""."""
    headings = load(chunk.metadata.municipality).headings
    heading, start, end, at, blank = "", -1, -1, 0, False
    for line in chunk.text.splitlines(keepends=True):
        words = line.strip()
        begins = at + len(line) - len(line.lstrip())
        ends, at = at + len(line.rstrip()), at + len(line)
        if not words:
            blank = True
            continue
        key = heading_key(words)
        heads = words[0].isupper() and not words.endswith((".", ",")) and (key in headings or words in chunk.path)
        led = next((head for head in chunk.path[-1:] if words.startswith(f"{head} ") and heading_key(head) in headings), "")
        before = chunk.text[start:end]
        parts = heads or led or (blank and not _joins(before, words)) or _OWN_LINE.match(line) or _ends_list(before, words)
        if start >= 0 and parts:
            yield start, end, heading
            heading, start = "", -1
        blank = False
        if heads:
            heading = plain(key)
            continue
        if led:
            heading, begins = plain(led), begins + len(led) + 1
        start, end = (begins if start < 0 else start), ends
    if start >= 0:
        yield start, end, heading


def _ends_list(before: str, line: str) -> bool:
    """Tell whether a list of those who voted so ("Nej: Siv Lund (S), Bo Ek (V)") ends, without a full stop, before a line."""
    return _VOTERS.match(before) is not None and before.endswith(")") and not _PARTY_SOON.match(line)


def _joins(before: str, line: str) -> bool:
    """Tell whether a line after an empty one goes on with the sentence before: a page ended in it."""
    return bool(before) and _GOES_ON.search(before) is not None and (line[0].islower() or before.rstrip().endswith(","))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and ends; what is quoted in one stays in it."""
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip())
        quoted = sum(text.count(mark, at, stop) for mark in _QUOTES)
        if quoted % 2 or _ABBREVIATED.search(text[at:stop]):
            continue
        yield at, stop
        at = match.end()
    if at < end:
        yield at, end
