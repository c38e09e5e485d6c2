"""Keeps the texts that were asked for last, so that a page turned or a quote verified does not read them again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from vectorstore.config import TEXT_CACHE_CHARACTERS


class TextCache:
    """The most recently used texts, by version number, up to a number of characters in all."""

    def __init__(self, characters: int = TEXT_CACHE_CHARACTERS) -> None:
        """Make an empty cache for so many characters; the latest text is kept whatever its length."""
        self._limit = characters
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._characters = 0
        self._lock = Lock()

    def get(self, number: int) -> str | None:
        """Return a text, or None when it is not here."""
        with self._lock:
            text = self._texts.get(number)
            if text is not None:
                self._texts.move_to_end(number)
            return text

    def put(self, number: int, text: str) -> None:
        """Keep a text, and let the least recently used ones go."""
        with self._lock:
            if number not in self._texts:
                self._texts[number] = text
                self._characters += len(text)
            while self._characters > self._limit and len(self._texts) > 1:
                self._characters -= len(self._texts.popitem(last=False)[1])
