"""Swedish compounds cut into their parts, and words as they are usually spelled. Pure, from word frequencies.

A compound is cut where every part is a common word of its own, as in Koehn & Knight, Empirical Methods for Compound
Splitting (2003), with Swedish joining letters. The frequencies are those of the package `wordfreq`.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import product

import wordfreq

_LEAST_PART = 4  # letters: shorter parts cut words that are none ("kom-mun")
_SHORT_PARTS = frozenset({"lss", "sol", "ans", "vuxen", "eko", "vård", "råd", "tid", "dag", "sms", "bil", "tal", "lag", "kök"})
_COMMON_PART = 3e-7  # frequency that makes a word a part: some four thousand words' worth of text apart
_KNOWN = 1e-8  # frequency that makes a spelling known: rarer ones are mostly slips of the pen
_SURELY_KNOWN = 3e-7  # a word so common is not respelled
_COMMON = 1e-5  # … of both words of a compound that is spelled as it should
_SHORTEST_HEAD = 3  # letters of either
_MUCH_MORE = 30  # times: a rarer word is taken for a slip of one so much more common
_LONGEST_SPELLED = 40  # letters: longer ones are no words, and have thousands of spellings one slip away
_LONGEST_CUT = 20  # letters: looking for compounds among the spellings of a longer word takes too long
#: Endings that happen to be words: "kostnaderna" and "eleverna" have no part in common.
_NO_PARTS = frozenset(
    """
    ande ende ring ringar mater skott lighet ning erna arna orna dens lens alen aten else heter erat ella nader gare rare
    """.split()  # noqa: SIM905 - a list of words
)
_WHOLE = 6e-5  # a word so common is not cut unless it is long: its parts say nothing of it
_LONG = 10  # letters
_JOINTS = ("s", "e", "a", "o", "u")
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäöé"
_BARE = {"a": "aåä", "o": "oö", "e": "eé"}
_MOST_BARE = 6  # letters of a word that may lack their marks: 3 ** 6 spellings are looked up


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    return dict(wordfreq.get_frequency_dict("sv", "best"))


def frequency(word: str) -> float:
    """Return how common a word is in Swedish text: occurrences a word; 0.0 for an unknown one."""
    return _frequencies().get(word, 0.0)


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """Return the parts of a compound, in order; the word alone where it is none.

    "sjukfrånvaro" → ("sjuk", "frånvaro"); "hemtjänsttimmar" → ("hemtjänst", "timmar").
    """
    if len(word) < 2 * _LEAST_PART - 1 or (frequency(word) >= _WHOLE and len(word) < _LONG):
        return (word,)
    best = _best_cut(word, 3)
    return best[1] if best is not None else (word,)


@lru_cache(maxsize=1)
def _parts_known() -> frozenset[str]:
    """Return the words that compounds are made of: gathered once, as each word is cut at each of its letters."""
    common = {word for word, often in _frequencies().items() if often >= _COMMON_PART and len(word) >= _LEAST_PART}
    return frozenset(common - _NO_PARTS) | {word for word in _SHORT_PARTS if frequency(word) >= _COMMON_PART}


def _best_cut(word: str, most: int) -> tuple[float, tuple[str, ...]] | None:
    """Return the cut into at most `most` parts with the highest mean log frequency, and that mean."""
    known = _parts_known()
    best: tuple[float, tuple[str, ...]] | None = None
    for at in range(len(word) - 3, 2, -1):
        first = word[:at]
        if first not in known:
            if at <= _LEAST_PART or not first.endswith(_JOINTS) or first[:-1] not in known:
                continue
            first = first[:-1]  # as a word of its own, without the letter that joins
        tail = word[at:]
        options: list[tuple[str, ...]] = [(first, tail)] if tail in known else []
        if most > 2 and len(tail) >= 2 * _LEAST_PART - 1:
            deeper = _best_cut(tail, most - 1)
            options += [(first, *deeper[1])] if deeper is not None else []
        for option in options:
            mean = sum(math.log(frequency(part)) for part in option) / len(option)
            if best is None or mean > best[0]:
                best = (mean, option)
    return best


_PARTICIPLES = ("erad", "erat")


@lru_cache(maxsize=20_000)
def respelled(word: str) -> tuple[str, ...]:
    """Return spellings a word may stand for: with å, ä, ö put back, or one slip of the pen mended; at most three.

    Best first; empty for a word that is common as it is, or that nothing much more common is like.
    """
    own = frequency(word)
    if not 3 <= len(word) <= _LONGEST_SPELLED or not word.isalpha() or own >= _SURELY_KNOWN or len(parts(word)) > 1:
        return ()
    if word.endswith(_PARTICIPLES) and frequency(word[:-1]) >= _KNOWN:
        return ()  # "budgeterad" of "budgetera"
    least = max(_KNOWN, own * _MUCH_MORE)
    slips = len(word) >= _LEAST_PART and not _is_of_common_words(word)
    for spellings in (with_marks(word), one_slip_away(word) if slips else set()):
        found = {w: frequency(w) for w in spellings if w != word and frequency(w) >= least}
        if not found and len(word) <= _LONGEST_CUT:
            found = {w: _of_parts(w) for w in spellings if w != word and _of_parts(w) >= least}
        if found:
            return tuple(sorted(found, key=lambda w: (-found[w], w))[:3])
    return ()


def _is_of_common_words(word: str) -> bool:
    """Tell whether a word is two common ones, the shorter too short to be cut by: "målvärde" is no slip of "målavärde"."""
    cuts = range(_SHORTEST_HEAD, len(word) - _SHORTEST_HEAD + 1)
    return any(frequency(word[:at]) >= _COMMON and frequency(word[at:]) >= _COMMON for at in cuts)


def _of_parts(word: str) -> float:
    """Return the frequency of a compound's rarest part, made comparable with a whole word's; 0.0 for no compound."""
    cut = parts(word)
    return min(frequency(part) for part in cut) / 10 if len(cut) > 1 else 0.0


def with_marks(word: str) -> set[str]:
    """Return the spellings of a word with å, ä, ö or é for a, o and e; none for a word with too many of them."""
    places = [i for i, letter in enumerate(word) if letter in _BARE]
    if len(places) > _MOST_BARE:
        return set()
    spellings = set()
    for letters in product(*(_BARE[word[i]] for i in places)):
        spelled = list(word)
        for place, letter in zip(places, letters, strict=True):
            spelled[place] = letter
        spellings.add("".join(spelled))
    return spellings


def one_slip_away(word: str) -> set[str]:
    """Return the spellings one letter dropped, swapped, replaced or added away."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    dropped = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    replaced = {a + c + b[1:] for a, b in cuts if b for c in _ALPHABET}
    added = {a + c + b for a, b in cuts for c in _ALPHABET}
    return dropped | swapped | replaced | added
