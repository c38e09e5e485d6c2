"""Fragments: "och året innan?", "i Ale då?", "bland kvinnor?". What one is, and what the question before becomes by it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.conversation import substitution
from app.conversation.relative_periods import Relative
from app.conversation.topics import of_topic
from app.question.phrases import is_measure, is_verb, leaning, parse
from app.question.understanding import Coverage, places

#: "Hur var det 2024", "hur gick det för X", "hur ser det ut i Y": only what follows is asked.
_ONLY_ASKS = re.compile(
    r"(?:hur|vad) (?:var|är|ar|blev|blir|gick|går|gar|såg|ser|sag) det(?: ut)?(?: (?:för|for|med|hos))?(?= |$)", re.IGNORECASE
)
_PREPOSITIONS = frozenset("i på bland hos för vid inom under om till".split())  # noqa: SIM905
_MOST_FRAGMENT = 7  # words: a longer one says itself what it asks
_MOST_REMAINDER = 3  # words after "hur gick det för": more are a question of their own
_MOST_BARE_WORDS = 1  # of a fragment without "och" or "då"; two are a search of its own ("simhallens öppettider")


def fragment_of(core: str, cued: bool) -> str | None:
    """Return the words of a fragment, or None for a question with a clause of its own."""
    only = _ONLY_ASKS.match(core)
    if only:
        remainder = core[only.end() :].strip()
        return remainder if len(remainder.split()) <= _MOST_REMAINDER else None
    words = core.split()
    if not words:
        return ""
    parsed = parse(core)
    condition = re.match(r"(?:om|ifall) (?:jag|man|vi|du|det|den|någon)\b", core, re.IGNORECASE)
    if parsed.asking or len(words) > _MOST_FRAGMENT:
        return None
    if not condition and (parsed.verb or any(is_verb(word) for word in words)):
        return None
    prepositional = len(words) > 1 and words[0].casefold() in _PREPOSITIONS
    others = substitution.PARAGRAPH.sub(" ", substitution.MONTH.sub(" ", substitution.YEARS.sub(" ", core))).split()
    if cued or condition or prepositional or len(others) <= _MOST_BARE_WORDS:
        return core
    return None


def in_place(fragment: str, relative: Relative | None, earlier: str, focus: str, coverage: Coverage) -> tuple[str, str]:
    """Return the question before with what a fragment names in the place of what it replaces, and what was put in.

    Args:
        fragment: as `fragment_of` gives it.
        relative: the period that it tells by the one before, if any.
        earlier: the question before, without its question mark.
        focus: what the fragment before put in; other words are put in its place first.
        coverage: what is indexed.
    """
    text = earlier
    slots = substitution.slots_of(fragment, coverage)
    words = slots.rest.split()
    if len(words) == 1 and is_measure(words[0]):
        return of_topic(f"Vad var {words[0]}", text), focus
    if slots.paragraph:
        text = substitution.PARAGRAPH.sub(slots.paragraph, text, count=1)
    for place in slots.places[:1]:
        text = _in_one_place(text, place, places(text, coverage))
    if slots.board:
        text = substitution.with_board(text, slots.board, coverage)
    if not all(leaning(word) for word in words):
        text, focus = substitution.with_words(text, slots.rest, focus, places(text, coverage))
    wanted = slots.years or (relative.years if relative else ())
    if wanted:
        text = substitution.with_years(text, wanted)
    if slots.month:
        text = substitution.with_month(text, slots.month)
    return text, focus


def _in_one_place(text: str, place: str, named: Sequence[str]) -> str:
    """Return a question as one about a municipality: also one that named several."""
    if len(named) < 2:
        return substitution.with_place(text, place, named)
    kept = place if place in named else named[0]
    for other in named:
        if other != kept:
            name = re.escape(other)
            text = re.sub(rf"(?:\s*(?:och|eller|,)\s+{name}\b|\b{name}\s*(?:och|eller|,)\s+)", "", text)
    return text if place in named else substitution.with_place(text, place, [kept])
