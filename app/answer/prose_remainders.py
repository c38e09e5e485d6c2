"""What is left of a whole: without the part that a sentence tells of it, or the others of "två av sex". Pure.

Only where one sentence tells both the whole and its part, and it is the part that the question leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from app.answer.prose_times import apart
from app.answer.told_quantities import OF_ORDER, Computed, Quantity, quantities, sentences_of, stems
from app.numbers.figure_wording import number
from app.question.counting import SEVERAL, SOME, count_of
from app.question.kind import plain
from app.question.phrases import is_verb, leaning
from ingest.tables.measures import MONEY_UNITS
from vectorstore.coverage import told
from vectorstore.words.tokens import PARTICLES, stem

_ASKS_REST = re.compile(
    r"\b(?:raknar|raknas|raknats|raknat|drar|dras|dragits|dragit|tar|tas|tagit) (?:\w+ )?(?:av|bort|ifran)\b"
    r"|\bexkl\w*\b|\butom\b|\b(?:bort|fran)raknat\b|\boaknat\b|\butan (?:att rakna|hansyn till)\b"
)
_OF_WHICH = re.compile(r"\b(?:varav|av vilka|av vilket)\b", re.IGNORECASE)  # "1 350 tkr, varav 240 tkr avser kort"
_PART_OF = re.compile(
    rf"(?<![\d,.])(?<!\d ){OF_ORDER}(?P<part>{SOME})(?: st)? av (?:de |totalt |sammanlagt |alla )*(?P<whole>{SEVERAL})"
    r"(?! ?\d|[,.]\d)",
    re.IGNORECASE,
)
_ASKS_MANY = re.compile(r"\bhur m[åa]nga\b(?! (?:fler|färre|procent))(?P<said>.*)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:inte|ej|icke|sakna(?:r|s|de|des|t|ts)?|utan)\b", re.IGNORECASE)
#: Words by which it is not sure whether a sentence says that something is so or that it is not.
_UNSURE = re.compile(
    r"\b(?:aldrig|ing(?:en|et|a)|varken|brist\w*|avvik\w*|otillräcklig\w*|ofullständig\w*|miss(?:a|at|ade|ar)\b|utebli\w+|uteblev"
    r"|delvis|nästan|knappt|underkän\w+|kvarstå\w*|vägra\w*|avslog\w*|avslag\w*)",
    re.IGNORECASE,
)
_LACKS = re.compile(r"\bsakna\w+ (?:de |det |den |ett? |n[åa]g[^\W\d_]+ )?(?P<what>[^\W\d_]{4,})", re.IGNORECASE)
_CLAUSES = re.compile(r",(?!\d)|;|\b(?:men|vilket|medan|då|som|där)\b")
_LEAST_WORD = 4  # letters of a word that says what some of them have or do
_LEAST_SHARED = 2  # such words of the question that the sentence has too


def remainder(question: str, texts: Sequence[str], counted: str = "") -> Computed | None:
    """Return what is left of a whole, where a question leaves out a part of it or asks for the others of it; or None.

    Args:
        question: as understood.
        texts: the sentences told.
        counted: the word for what is counted, or "".
    """
    if (match := _ASKS_REST.search(plain(question))) is not None:
        return _without(question[match.end() :], texts)
    return _others(question, texts, counted)


def _without(named: str, texts: Sequence[str]) -> Computed | None:
    """Return a whole without its only part; of several such sentences the one whose part is called as what is left out."""
    found = [(at, *own) for at, text in enumerate(texts) for own in _wholes(text)]
    if len(found) > 1:
        found = [one for one in found if _calls(named, one[3])]
    return apart(found[0][1], found[0][2], (found[0][0],)) if len(found) == 1 else None


def _wholes(text: str) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Yield each whole with its only part, and what is said of the part: "350 mkr (prisnivå 2024), varav 60 mkr avser kort"."""
    for sentence in sentences_of(text):
        said = _OF_WHICH.split(sentence)
        wholes, parts = (quantities(one, "") for one in said) if len(said) == 2 else ([], [])
        if wholes and len(parts) == 1 and wholes[-1].unit == parts[0].unit and parts[0].value <= wholes[-1].value:
            alike = [one for one in wholes if one.unit == parts[0].unit]
            if len(alike) == 1 or parts[0].unit in MONEY_UNITS:
                yield wholes[-1], parts[0], said[1]


def _calls(named: str, said: str) -> bool:
    """Tell whether words call something what it is called: the same words, or one that begins with another."""
    asked, called = ({word for word in stems(text) if len(word) >= _LEAST_WORD} for text in (named, said))
    return any(one.startswith(other) or other.startswith(one) for one in asked for other in called)


def _others(question: str, texts: Sequence[str], counted: str) -> Computed | None:
    """Return how many the others are, where a question asks for those that do not and one sentence tells how many do, or reverse.

    "Hur många av skolorna saknade rutiner?" of "Två av sex skolor har rutiner": four.
    """
    match = _ASKS_MANY.search(question)
    if match is None or len(_NOT.findall(match["said"])) > 1 or _UNSURE.search(match["said"]):
        return None
    negated = _NOT.search(match["said"]) is not None
    found = [(at, *own) for at, text in enumerate(texts) for own in _parts_of(text) if _is_of(own[2], counted)]
    lacked = _lacked(match["said"])
    of_that = [one for one in found if lacked & stems(one[3])]
    found = of_that or found
    shared = [_shared(question, sentence) for _, _, _, sentence in found]
    best = max(shared, default=0)
    if best < (1 if of_that else _LEAST_SHARED) or shared.count(best) > 1:
        return None
    at, part, whole, sentence = found[shared.index(best)]
    denied = sum(len(_NOT.findall(clause)) for clause in _CLAUSES.split(sentence) if _PART_OF.search(clause))
    if denied > 1 or (denied == 1) == negated or denied != len(_NOT.findall(sentence)) or _UNSURE.search(sentence):
        return None
    value = whole - part
    formula = f"{number(whole)} − {number(part)} = {number(value)}"
    return Computed((at,), value, "", formula, f"De övriga är {number(value)} av {number(whole)} ({formula})")


def _lacked(said: str) -> set[str]:
    """Return the stem of what a question says is lacking ("saknades samtycke"); none where it does not say so right after."""
    match = _LACKS.search(said)
    return {stem(match["what"].casefold())} if match is not None else set()


def _parts_of(text: str) -> Iterator[tuple[Decimal, Decimal, str]]:
    """Yield the part and the whole of each sentence that tells just one "N av M", with the sentence."""
    for sentence in sentences_of(text):
        said = list(_PART_OF.finditer(sentence))
        if len(said) == 1:
            part, whole = (count_of(said[0][name]) for name in ("part", "whole"))
            if 0 < part < whole:
                yield part, whole, sentence


def _is_of(sentence: str, counted: str) -> bool:
    """Tell whether "N av M" counts what is asked to be counted ("skolor" in "två av sex skolenheter"), or does not say what."""
    match = _PART_OF.search(sentence)
    noun = re.match(r"\s*([^\W\d_]+)", sentence[match.end() :]) if match is not None else None
    if noun is None or not counted or is_verb(noun[1]) or leaning(noun[1]) or _NOT.fullmatch(noun[1]):
        return True
    return not told(noun[1]).isdisjoint(told(counted)) or noun[1].casefold()[:_LEAST_WORD] == counted.casefold()[:_LEAST_WORD]


def _shared(question: str, sentence: str) -> int:
    """Return how many of the words that say what a question is about a sentence has.

    A verb and its particle count as two, as they say what was done: "följts upp" is "uppföljda" too.
    """
    asked = re.findall(r"[^\W\d_]+", question)
    there = stems(sentence)
    said = {stem(word) for word in asked if len(word) >= _LEAST_WORD and not leaning(word)}
    joined = {f"{word.casefold()}{stem(before)}" for before, word in pairwise(asked) if word in PARTICLES}
    done = sum(any(own.startswith(word) for own in there) for word in joined)
    return len(said & there) + 2 * done
