"""How well rows meet the words of a question, each kind of row looked at once. Pure.

A question is held against hundreds of cells, and most of their words bear on none of its own. Rows are told apart by the words that
do; those that differ in others meet it alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from app.numbers.row_words import ANY_ROW, ITSELF, JOINED, heads_of, joined_by, letters_of, parts_of, row_meets
from vectorstore.coverage import Asked, told
from vectorstore.words.tokens import stem

_ANY = (frozenset((ANY_ROW,)),)
_OTHERS = "·"  # stands for all words of a row that bear on nothing asked: that there are some may matter, and not which
_SHORT = 4  # letters: a shorter word may be the end of a compound that is not cut
_NOTHING = frozenset[str]()
_ROWS = 8192  # of which the words are remembered: those of some fifty papers' tables

Own = Sequence[frozenset[str]]  # a row's tokens, in parts that many rows have in common


class RowsMet:
    """How well rows meet some words, remembered for one question."""

    def __init__(self, names: Sequence[Asked]) -> None:
        """Take the words that name the row asked for."""
        self._names = tuple(names)
        self._asked = frozenset(token for one in names for token in one.tokens)
        self._tokens = self._asked.union(*(parts_of(one.word) for one in names))
        self._of_any = frozenset(at for at, one in enumerate(names) if ANY_ROW in one.tokens)
        self._heads = tuple(head for one in names for head in heads_of(one))
        wholes = {token for one in names for token, share in one.tokens.items() if share >= ITSELF}
        self._letters = frozenset(word[:1] for one in names for word in (one.word, stem(one.word))) | {one[:1] for one in wholes}
        self._short = tuple(short for one in names if len(short := stem(one.word)) < _SHORT)
        self._bearing: dict[frozenset[str], frozenset[str]] = {}
        self._over: dict[str, frozenset[str]] = {}
        self._joined: dict[str, frozenset[int]] = {}
        self._met: dict[tuple[frozenset[str], frozenset[str], frozenset[str]], tuple[float, ...]] = {}

    def met(self, own: Own, over: Sequence[str] = (), short: frozenset[str] = _NOTHING) -> tuple[float, ...]:
        """Return how well a row meets each word, by itself or by what stands over it, as `row_meets` tells it.

        Args:
            own: the row's tokens.
            over: the texts over it.
            short: the row's words that are printed as cut short.
        """
        bearing, around = _NOTHING, _NOTHING
        for part in own:
            bearing = bearing | bear if (bear := self._that_bear_of(part)) else bearing
        for text in over:
            around = around | bear if (bear := self._that_bear(text)) else around
        key = bearing, around, short & bearing if short else short
        found = self._met.get(key)
        if found is None:
            found = self._met[key] = tuple(row_meets(one, *key) for one in self._names)
        return found

    def of_row(self, label: str, own: Own, over: Sequence[str], short: frozenset[str]) -> tuple[float, ...]:
        """Return the same, words for what any row is met by each, and those met that are joined into one word of its label."""
        met = self.met(own, over, short)
        if self._of_any:
            as_any = self.met(_ANY, over, short)
            met = tuple(as_any[at] if at in self._of_any else value for at, value in enumerate(met))
        joined = self.joined(label)
        return tuple(max(value, JOINED) if at in joined else value for at, value in enumerate(met)) if joined else met

    def by_itself(self, own: Own, short: frozenset[str]) -> float:
        """Return how well a row meets the word that it meets best, by its own words alone; wholly where any row meets one."""
        return 1.0 if self._of_any else max(self.met(own, (), short), default=0.0)

    def joined(self, label: str) -> frozenset[int]:
        """Return which words a row meets as the two parts of one of its own (`row_words.joined_by`)."""
        found = self._joined.get(label)
        if found is None:
            found = self._joined[label] = joined_by(self._names, letters_of(label))
        return found

    def unasked(self, own: Own, besides: frozenset[str] = _NOTHING) -> float:
        """Return the share of a row's own words, figures and some others left out, that nobody asked for."""
        said = _NOTHING.union(*(_saying(part) for part in own)) - besides
        return len(said - self._asked) / len(said) if said else 0.0

    def _that_bear(self, text: str) -> frozenset[str]:
        """Return the tokens of what stands over a row that a word may be met by."""
        found = self._over.get(text)
        if found is None:
            tokens = told(text)
            begun = frozenset(token for token in tokens if token.startswith(self._heads)) if self._heads else _NOTHING
            found = self._over[text] = tokens & self._tokens | begun
        return found

    def _that_bear_of(self, own: frozenset[str]) -> frozenset[str]:
        """Return a row's tokens that a word may be met by, whole or in part, and one for all others.

        What it is called just so ("=") is met by a word for just that, and is no word beside others.
        """
        found = self._bearing.get(own)
        if found is None:
            bear = {token for token in own if token in self._tokens or token[:1] in self._letters or token.endswith(self._short)}
            others = any(token not in bear and not token.startswith("=") for token in own)
            found = self._bearing[own] = frozenset(bear | {_OTHERS} if others else bear)
        return found


@lru_cache(maxsize=_ROWS)
def _saying(own: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in own if not token.isdigit() and not token.startswith("="))
