"""A long quote cut down to the words that bear what is told, with … where something is left out. Pure.

Every number and name that is told and that the quote holds is in what is left, also where that makes it longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.number_check import WORD_NUMBERS

CUT = "…"
_MARKERS = re.compile(r"(?:\s*\[\d+\])+")
_ITEM = re.compile(r"(?m)^\s*\d{1,2}[.)]\s")  # the number of a list's item is not told
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE = re.compile(r"(?:^|[.!?:;•–-]\s+|\n\s*)$")  # what stands before a sentence's first word
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_LEAST_WORD = 4  # letters: shorter ones stand everywhere
_COUNTED = frozenset(WORD_NUMBERS) - {"en", "ett"}
_AROUND = 50  # characters shown on each side of a number or name that stands far from the rest
_NEAR = 40  # characters: less than this is not worth leaving out


@dataclass(frozen=True, slots=True)
class _Found:
    """A told word where it stands in the quote; `needed` where it has to be seen."""

    key: str
    start: int
    end: int
    needed: bool


def told_of(answer: str, number: int) -> str:
    """Return what an answer tells with a marker: the text before each "[number]", up to the marker before it.

    The whole answer where it has no such marker.
    """
    parts, at = [], 0
    for match in _MARKERS.finditer(answer):
        if f"[{number}]" in match.group():
            parts.append(answer[at : match.start()])
        at = match.end()
    return "\n".join(parts) or _MARKERS.sub("", answer)


def excerpt(quote: str, told: str, most: int) -> str:
    """Return a quote in one line; of one that is longer than `most` characters the parts that bear what is told.

    Args:
        quote: to the letter.
        told: what rests on it.
        most: characters, as a rule.
    """
    line = " ".join(quote.split())
    if len(line) <= most:
        return line
    found = sorted(_standing(line, _ITEM.sub("\n", told)), key=lambda one: one.start)
    spans = [_widest(line, _densest(found, most), most)]
    for key in dict.fromkeys(one.key for one in found if one.needed):
        places = [one for one in found if one.key == key]
        if not any(start <= one.start and one.end <= end for one in places for start, end in spans):
            near = min(places, key=lambda one: min(abs(one.start - spans[0][0]), abs(one.end - spans[0][1])))
            spans.append((max(0, near.start - _AROUND), min(len(line), near.end + _AROUND)))
    return _shown(line, spans)


def _standing(line: str, told: str) -> Iterator[_Found]:
    """Return the told words and numbers that stand in a line, each at every place it stands."""
    for printed in dict.fromkeys(_NUMBER.findall(told)):
        for match in _printed(printed).finditer(line):
            yield _Found(printed, *match.span(), True)
    names = _names(told) | _names(line)
    words = {match.group().casefold() for match in _WORD.finditer(told)}
    for match in _WORD.finditer(line):
        word = match.group()
        folded = word.casefold()
        if folded not in words:
            continue
        needed = folded in _COUNTED or (word in names and word in told)
        if needed or len(word) >= _LEAST_WORD:
            yield _Found(folded, *match.span(), needed)


def _printed(number: str) -> re.Pattern[str]:
    """Return what finds a number whether or not there are blanks between its thousands, and by either decimal mark."""
    whole, *decimals = re.split(r"[.,]", re.sub(r"\s", "", number))
    first = len(whole) % 3
    groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
    pattern = r"\s?".join(group for group in groups if group)
    return re.compile(rf"(?<!\d){pattern}{''.join(f'[.,]{part}' for part in decimals)}(?!\d)")


def _names(text: str) -> set[str]:
    """Return the words with a capital that do not owe it to a sentence that begins there."""
    return {
        match.group()
        for match in _WORD.finditer(text)
        if match.group()[0].isupper() and not _SENTENCE.search(text[: match.start()])
    }


def _densest(found: Sequence[_Found], most: int) -> tuple[int, int]:
    """Return the span of at most so many characters that holds the most of what is told; the first of several."""
    best, span = 0, (0, 0)
    for at, first in enumerate(found):
        inside = [one for one in found[at:] if one.end - first.start <= most]
        weight = sum(3 if needed else 1 for _, needed in {(one.key, one.needed) for one in inside})
        if weight > best:
            best, span = weight, (first.start, max((one.end for one in inside), default=first.end))
    return span


def _widest(line: str, span: tuple[int, int], most: int) -> tuple[int, int]:
    """Return a span with what stands around it, as far as there is room: first to where its sentence begins, then onwards."""
    start, end = span
    room = most - (end - start)
    begins = max((match.end() + 1 for match in _SENTENCE_END.finditer(line, 0, start)), default=0)
    start = begins if start - begins <= room else start - room // 2
    return max(0, start), min(len(line), max(end, start + most))


def _shown(line: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the spans of a line, widened to whole words, those near each other as one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(_words(line, *span) for span in spans):
        if whole and start - whole[-1][1] < _NEAR:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    first, last = whole[0], whole[-1]
    whole[0] = (0 if first[0] < _NEAR else first[0], first[1])
    whole[-1] = (whole[-1][0], len(line) if len(line) - last[1] < _NEAR else last[1])
    before = f"{CUT} " if whole[0][0] else ""
    after = f" {CUT}" if whole[-1][1] < len(line) else ""
    return before + f" {CUT} ".join(line[start:end].strip() for start, end in whole) + after


def _words(line: str, start: int, end: int) -> tuple[int, int]:
    """Return a span that begins and ends with whole words."""
    begins = line.rfind(" ", 0, start + 1) + 1 if start else 0
    ends = line.find(" ", end - 1 if end else 0)
    return begins, len(line) if ends < 0 else ends
