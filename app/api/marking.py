"""Finding a quote among a page's characters. Pure.

Only letters and digits are compared, without case and accents: white space, hyphens at line ends, bullets and quotation
marks differ between a page and the text made of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

_LEAST_WORDS = 3  # in a row that fit, where the whole quote does not stand on the page as it should
_SIGNS_WITHIN = 8  # characters on the page: signs further off belong to other words
_LINE_OVERLAP = 0.5  # of the lower of two boxes' heights, for them to stand on one line
_WIDEST_GAP = 3.0  # line heights between two boxes marked as one; wider, and another column or cell may stand between


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to find on a page, with the words before and after them there to tell repeats apart."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle in pixels, origin in the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def folded(characters: Sequence[str]) -> tuple[str, list[int]]:
    """Return the letters and digits, without case and accents, and for each the index of the character it is from."""
    letters: list[str] = []
    indexes: list[int] = []
    for index, character in enumerate(characters):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if part.isalnum():
                letters.append(part)
                indexes.append(index)
    return "".join(letters), indexes


def find(quote: Quote, page: Sequence[str]) -> list[tuple[int, int]]:
    """Return where a quote stands among a page's characters, as spans [start, end); none when it does not stand there.

    Args:
        quote: the words.
        page: the page's characters, in reading order.
    """
    letters, indexes = folded(page)
    wanted = folded(quote.text)[0]
    if not wanted:
        return []
    places = _occurrences(wanted, letters)
    if places:
        at = _best_place(places, len(wanted), letters, quote)
        return [_with_signs(quote.text, page, indexes[at], indexes[at + len(wanted) - 1] + 1)]
    return _pieces(quote.text, page)


def _with_signs(quote: str, page: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return a span with the signs at the quote's ends that were not compared ("§", a full stop)."""
    before = page[max(0, start - _SIGNS_WITHIN) : start][::-1]
    return start - _reach(before, _leading_signs(quote)), end + _reach(page[end : end + _SIGNS_WITHIN], _leading_signs(quote[::-1]))


def _leading_signs(text: str) -> int:
    head = takewhile(lambda character: not folded(character)[0], text)
    return sum(not character.isspace() for character in head)


def _reach(beside: Sequence[str], signs: int) -> int:
    """Return how many characters to go over to take in that many signs, as far as signs stand there."""
    reach = 0
    for at, character in enumerate(beside, 1):
        if not signs or folded(character)[0]:
            break
        if not character.isspace():
            signs, reach = signs - 1, at
    return reach


def _occurrences(wanted: str, letters: str) -> list[int]:
    found = []
    at = letters.find(wanted)
    while at >= 0:
        found.append(at)
        at = letters.find(wanted, at + 1)
    return found


def _best_place(places: Sequence[int], length: int, letters: str, quote: Quote) -> int:
    """Return the place whose surroundings fit best."""
    before, after = folded(quote.before)[0], folded(quote.after)[0]

    def fits(at: int) -> int:
        left = _common(letters[:at][::-1], before[::-1])
        return left + _common(letters[at + length :], after)

    return max(places, key=fits)


def _common(one: str, other: str) -> int:
    """Return the length of the start that two texts share."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _pieces(text: str, page: Sequence[str]) -> list[tuple[int, int]]:
    """Return the parts of a quote that stand on the page in order, each of some words at least."""
    there, spans = _words(page)
    wanted, _ = _words(text)
    blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    least = min(_LEAST_WORDS, len(wanted))
    return [(spans[b.b][0], spans[b.b + b.size - 1][1]) for b in blocks if b.size >= max(1, least)]


def _words(characters: Sequence[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the words, folded, and where each stands."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    start = 0
    for index in range(len(characters) + 1):
        if index == len(characters) or characters[index].isspace():
            word = folded(characters[start:index])[0]
            if word:
                words.append(word)
                spans.append((start, index))
            start = index + 1
    return words, spans


def lines_of(boxes: Sequence[Rectangle]) -> list[Rectangle]:
    """Return one rectangle for each run of boxes that stand next to each other on a line.

    Args:
        boxes: of characters, in reading order.
    """
    if not boxes:
        return []
    breaks = [0, *(at + 1 for at, pair in enumerate(pairwise(boxes)) if not _adjoin(*pair)), len(boxes)]
    return [_around(boxes[first:last]) for first, last in pairwise(breaks)]


def _adjoin(one: Rectangle, other: Rectangle) -> bool:
    height = min(one.bottom - one.top, other.bottom - other.top)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return shared >= _LINE_OVERLAP * height and gap <= _WIDEST_GAP * max(height, 1.0)


def _around(boxes: Sequence[Rectangle]) -> Rectangle:
    return Rectangle(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
