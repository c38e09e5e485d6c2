"""A follow-up as a chat model rewrote it, held against what was asked: it may add nothing of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.generation.supports import is_swedish, words_of
from vectorstore.coverage import meets, told

_MOST = 400  # characters of a question rewritten
_LABEL = re.compile(r"^(?:omskriven fråga|fråga|följdfråga)\s*:\s*", re.IGNORECASE)
_MET = 0.5
_YEARS_AWAY = 5  # "året innan" and the like: so far from a year named another one may lie
_NUMBER = re.compile(r"\d+")
_FREE = 0.5  # weight of a word from which it must have been said; lighter ones ("gällde", "året") join the sentence


def rewritten(said: str, text: str, history: Sequence[str]) -> str:
    """Return the rewritten question, or "" where it is none, or says what nobody asked.

    Args:
        said: the model's words.
        text: the follow-up as asked.
        history: the earlier questions, oldest first.
    """
    lines = [line.strip() for line in re.sub(r"<think>.*?</think>", "", said, flags=re.DOTALL).splitlines() if line.strip()]
    if len(lines) != 1:
        return ""
    question = _LABEL.sub("", lines[0]).strip("\"”“' ")
    if not 0 < len(question) <= _MOST or question.count("?") > 2 or not is_swedish(question):
        return ""
    asked = " ".join((*history, text))
    tokens = told(asked)
    if any(word.weight >= _FREE and meets(word, tokens) < _MET for word in words_of(question)):
        return ""
    known = {int(number) for number in _NUMBER.findall(asked)}
    years = {number + away for number in known if 1900 <= number < 2100 for away in range(-_YEARS_AWAY, _YEARS_AWAY + 1)}
    if any(int(number) not in known | years for number in _NUMBER.findall(question)):
        return ""
    if set(_NUMBER.findall(text)) - set(_NUMBER.findall(question)):
        return ""
    return question
