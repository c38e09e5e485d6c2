"""Words of a question as the index spells them: with å, ä, ö put back, or a slip of the pen mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from vectorstore.words.compounds import frequency, one_slip_away, respelled, with_marks
from vectorstore.words.tokens import stem

_MOST = 3  # spellings a word may stand for
_LONGEST = 40  # letters: longer ones are no words, and have thousands of spellings one slip away
_MOST_KNOWN = 20_000  # words remembered
_LEAST_SLIP = 6  # letters: a shorter word is one slip away from too many others
_MOST_ENDING = 3  # letters that an ending cuts off a word that no list of words holds: "budgaster" is no form of "budget",
_LONG_STEM = 12  # … but what is left of a long one is no other word: "brandskyddsamordn"

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]


class Speller:
    """Finds what a question's words are spelled like in the papers.

    Args:
        frequencies: how many passages hold each of some stems.
    """

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._generation = -1
        self._known: dict[str, tuple[str, ...]] = {}

    def renew(self, generation: int) -> None:
        """Forget what was found in an index that has changed since.

        Args:
            generation: a number that grows with each change of the index.
        """
        if generation != self._generation or len(self._known) > _MOST_KNOWN:
            self._generation, self._known = generation, {}

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return spellings the word may stand for, best first; none for a word that the papers hold as it is."""
        known = self._known
        if word not in known:
            known[word] = self._spellings(word)
        return known[word]

    def _spellings(self, word: str) -> tuple[str, ...]:
        if not word.isalpha() or not 3 <= len(word) <= _LONGEST or self._held([word]):
            return ()
        found = self._in_index(with_marks(word))
        if not found and len(word) >= _LEAST_SLIP:
            found = self._in_index(one for one in one_slip_away(word) if _may_be_a_word(one))
        return found or respelled(word)

    def _in_index(self, spellings: Iterable[str]) -> tuple[str, ...]:
        held = self._held(spellings)
        return tuple(sorted(held, key=lambda spelling: (-held[spelling], spelling))[:_MOST])

    def _held(self, spellings: Iterable[str]) -> dict[str, int]:
        """Return how many passages hold each of the words, those that none holds left out."""
        stems = {spelling: stem(spelling) for spelling in spellings}
        counts = self._frequencies([*{*stems.values()}]) if stems else {}
        return {spelling: counts[token] for spelling, token in stems.items() if counts.get(token)}


def _may_be_a_word(spelling: str) -> bool:
    left = len(stem(spelling))
    return frequency(spelling) > 0 or len(spelling) - left <= _MOST_ENDING or left >= _LONG_STEM
