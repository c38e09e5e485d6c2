"""Patterns that are looked for in the same few texts again and again: what they find is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

QUESTIONS = 256  # one question is held against hundreds of figures; a server answers some forty at once, each with parts
_PRINTED = 4096  # labels and columns: those of some thirty papers' tables


class Remembered:
    """A pattern, looked for in each of the latest texts once. May be used from any thread."""

    def __init__(self, pattern: str, flags: int = 0, texts: int = QUESTIONS) -> None:
        """Compile the pattern.

        Args:
            pattern: as `re` takes it.
            flags: of `re`.
            texts: how many are remembered.
        """
        compiled = re.compile(pattern, flags)
        self.search: Callable[[str], re.Match[str] | None] = lru_cache(maxsize=texts)(compiled.search)


def in_question(pattern: str) -> Remembered:
    """Return a pattern that is looked for in questions."""
    return Remembered(pattern)


def in_table(pattern: str) -> Remembered:
    """Return a pattern that is looked for in what tables print, in any case of letters."""
    return Remembered(pattern, re.IGNORECASE, _PRINTED)
