"""Words of a question as the index spells them: with å, ä, ö put back, or a slip of the pen mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vectorstore.compounds import one_slip_away, respelled, with_marks
from vectorstore.tokens import stem

_MOST = 3  # spellings a word may stand for
_LEAST_SLIP = 6  # letters: a shorter word is one slip away from too many others

Frequency = Callable[[str], int]


class Speller:
    """Finds what a question's words are spelled like in the papers.

    Args:
        frequency: how many passages hold a stem.
    """

    def __init__(self, frequency: Frequency) -> None:
        self._frequency = frequency

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return spellings the word may stand for, best first; none for a word that the papers hold as it is."""
        if not word.isalpha() or len(word) < 3 or self._frequency(stem(word)):
            return ()
        found = self._in_index(with_marks(word))
        if not found and len(word) >= _LEAST_SLIP:
            found = self._in_index(one_slip_away(word))
        return found or respelled(word)

    def _in_index(self, spellings: Iterable[str]) -> tuple[str, ...]:
        counts = {spelling: self._frequency(stem(spelling)) for spelling in spellings}
        held = [spelling for spelling, count in counts.items() if count]
        return tuple(sorted(held, key=lambda spelling: (-counts[spelling], spelling))[:_MOST])
