"""A chat model's words as they come: cut into sentences with their markers, and made harmless to show meanwhile. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.text.blocks import sentences

_SQUARE = re.compile(r"[\[【](?:källa |källor )?(\d{1,3}(?:\s?(?:,|;|och|&)\s?(?:källa )?\d{1,3})*)[\]】]", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")
_MARKS_AFTER = re.compile(rf"([.!?:;…])[\"”]?[ \u00a0]*((?:{_SQUARE.pattern}[ ,]*)+)([.]?)", re.IGNORECASE)
_STARTS_MARKER = re.compile(r"[.!?…:;)\]\"”]\s*[\[【][^\]】]{0,12}$|[\[【][^\]】]{0,12}$")
_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_THOUGHT = ("<think>", "</think>")
_UNSHOWN = re.compile(r"[\[\]【】#*`_<>|]")
_DIGITS = re.compile(r"\d+(?:[\u00a0\u202f .,:]\d+)*")
_SHOWN_MARKER = re.compile(rf"[ \u00a0]*{_SQUARE.pattern}", re.IGNORECASE)
_OPENED = re.compile(r"(?:[ \u00a0]+|[ \u00a0]*[\[【][^\]】]{0,20})$")  # a marker under way, or the space before one
HIDDEN = "…"  # stands for a number that is not verified yet


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the model wrote it.

    Attributes:
        text: without markers and marks of emphasis.
        markers: the numbers it points at, in order.
        starts_line, is_item: how it stood.
    """

    text: str
    markers: tuple[int, ...]
    starts_line: bool = False
    is_item: bool = False


class Splitter:
    """Cuts words into sentences as they come; what a model thinks aloud first is left out."""

    def __init__(self) -> None:
        self._line = ""
        self._fresh = True  # at the start of a line
        self._item = False
        self._thinking: bool | None = None  # None until it is known
        self._ahead = ""
        self._held = ""

    def feed(self, words: str) -> tuple[str, list[Sentence]]:
        """Take some words; return what of them may be shown, unverified, and the sentences that are whole now."""
        words = self._said(words)
        found: list[Sentence] = []
        self._line += words
        while "\n" in self._line:
            line, _, rest = self._line.partition("\n")
            found += self._cut(line, whole=True)
            self._line, self._fresh, self._item = rest, True, False
        found += self._cut(self._line, whole=False)
        return self._shown(words), found

    def _shown(self, words: str) -> str:
        """Return words as they may be shown; a marker is held back until it is whole, and then left out."""
        words = _SHOWN_MARKER.sub("", self._held + words)
        opened = _OPENED.search(words)
        self._held = words[opened.start() :] if opened else ""
        return shown(words[: opened.start()] if opened else words)

    def end(self) -> list[Sentence]:
        """Return the sentences left when no more words come."""
        return self._cut(self._line, whole=True)

    @property
    def pending(self) -> str:
        """What is not a whole sentence yet."""
        return self._line

    def _said(self, words: str) -> str:
        """Return the words that are not thoughts."""
        opening, closing = _THOUGHT
        if self._thinking is None:
            self._ahead += words
            start = self._ahead.lstrip()
            if start and start != opening and opening.startswith(start):
                return ""
            self._thinking = start.startswith(opening)
            words, self._ahead = self._ahead, ""
        if not self._thinking:
            return words
        self._ahead += words
        if closing not in self._ahead:
            return ""
        words = self._ahead.partition(closing)[2].lstrip()
        self._thinking, self._ahead = False, ""
        return words

    def _cut(self, line: str, *, whole: bool) -> list[Sentence]:
        """Return the whole sentences of a line, and keep the rest."""
        if not whole and _STARTS_MARKER.search(line):
            return []
        text = _MARKS_AFTER.sub(r" \2\1 ", line)
        spans = sentences(text, 0, len(text))
        done = spans if whole else spans[:-1]
        found = []
        for start, end in done:
            found.append(self._sentence(text[start:end]))
            self._fresh = False
        if not whole and done:
            self._line = text[spans[-1][0] :]
        elif whole:
            self._line = ""
        return found

    def _sentence(self, text: str) -> Sentence:
        if self._fresh and (bullet := _BULLET.match(text)):
            text, self._item = text[bullet.end() :], True
        text = _HEADING.sub("", _EMPHASIS.sub("", text))
        markers = tuple(int(number) for match in _SQUARE.finditer(text) for number in _NUMBER.findall(match.group()))
        bare = re.sub(r"\s+([.,;:!?])", r"\1", _SQUARE.sub("", text))
        return Sentence(" ".join(bare.split()), tuple(dict.fromkeys(markers)), self._fresh, self._item)


def shown(words: str) -> str:
    """Return words as they may be shown before they are verified: without numbers, markers and marks of emphasis."""
    return _DIGITS.sub(HIDDEN, _UNSHOWN.sub("", words))
