"""The measures: pure functions over questions with known answers, and hits and answers as JSON.

They agree with the judge outside the repository (`docs/evaluation.md`): text is compared without white space, hyphens and
letter case, so that neither a mended hyphenation nor a table's columns decide; numbers without their sign, in kr, tkr or mkr alike.
"""

from __future__ import annotations

import math
import random
import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.dataset import Case

_DROPPED = re.compile(r"[\s\-\u2010\u2011\u00ad\u2013\u2014\u2212|]+")
_NUMBER = re.compile(r"(?<![\w,.])[-\u2212\u2013]?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?")
_MARKER = re.compile(r"\[\d+\]")
_COUNTED = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_WORDS = {word: float(value) for value, word in enumerate(_COUNTED)} | {"ett": 1.0, "tredje": 3.0}
_SCALES = (1.0, 1e3, 1e-3, 1e6, 1e-6)
_EXACT = 0.0005  # share of the value that rounding may take
_YEARS = range(2015, 2036)  # numbers that are years: they do not count as read out
_MOST_BESIDE = 8  # numbers beside those asked for: more is a table read out
_SHORT = 1200  # characters of an answer that reads in ten seconds or so
_LEAST_INSIDE = 12  # characters of a quote that may lie inside the evidence
_RESAMPLES = 1000
_SEED = 20261122  # the same interval for the same figures


def squash(text: str) -> str:
    """Return a text without white space, hyphens, bars and case."""
    return _DROPPED.sub("", text).casefold()


def numbers_in(text: str) -> list[float]:
    """Return the numbers a text prints, in figures or in words up to twelve; markers like [1] are none."""
    text = _MARKER.sub(" ", text)
    found = [_WORDS[word] for word in re.findall(r"[a-zåäö]+", text.casefold()) if word in _WORDS]
    for match in _NUMBER.finditer(text):
        digits = match.group().replace(" ", "").lstrip("-\u2212\u2013")
        found.append(float(digits.replace(",", ".")))
    return found


def has_number(value: float, text: str) -> bool:
    """Tell whether a text prints a value, its sign aside, in kr, tkr or mkr."""
    wanted = abs(value)
    near = max(1e-9, _EXACT * wanted)
    return any(abs(printed * scale - wanted) <= near for printed in numbers_in(text) for scale in _SCALES)


def found_at(evidence: Sequence[str], texts: Sequence[str]) -> int:
    """Return how many leading texts hold all the evidence; 0 where they never do."""
    missing = {squash(piece) for piece in evidence}
    for rank, text in enumerate(texts, 1):
        flat = squash(text)
        missing = {piece for piece in missing if piece not in flat}
        if not missing:
            return rank
    return 0


def found_within(evidence: Sequence[str], texts: Sequence[str], budget: int) -> bool:
    """Tell whether all the evidence stands in the first `budget` characters of texts read in order."""
    kept: list[str] = []
    for text in texts:
        if budget <= 0:
            break
        kept.append(squash(text[:budget]))
        budget -= len(text)
    return all(any(squash(piece) in text for text in kept) for piece in evidence)


def ndcg(evidence: Sequence[str], texts: Sequence[str], k: int = 10) -> float:
    """Return the normalised discounted cumulative gain at k.

    A text gains as many pieces of evidence as it is the first to hold, divided by log2(rank + 1) (Järvelin & Kekäläinen 2002);
    the ideal order holds all of them first.
    """
    missing = {squash(piece) for piece in evidence}
    total, gained = len(missing), 0.0
    for rank, text in enumerate(texts[:k], 1):
        flat = squash(text)
        here = {piece for piece in missing if piece in flat}
        gained += len(here) / math.log2(rank + 1)
        missing -= here
    return gained / total if total else 0.0


def touches(pieces: Sequence[str], quote: str) -> bool:
    """Tell whether a quote holds a piece of evidence, or lies in one."""
    flat = squash(quote)
    return any(squash(piece) in flat or (len(flat) >= _LEAST_INSIDE and flat in squash(piece)) for piece in pieces)


def retrieval(case: Case, hits: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return the measures of the passages found for a question that has evidence; {} for one without."""
    if not case.evidence:
        return {}
    texts = [str(hit["text"]) for hit in hits]
    rank = found_at(case.evidence, texts)
    measured = {f"recall@{k}": float(0 < rank <= k) for k in (1, 3, 5, 10)}
    measured.update({f"recall@{size}chars": float(found_within(case.evidence, texts, size)) for size in (2000, 4000, 8000)})
    return {**measured, "mrr": 1 / rank if rank else 0.0, "ndcg@10": ndcg(case.evidence, texts)}


def answer_measures(case: Case, answer: Mapping[str, Any]) -> dict[str, float]:
    """Return the verdicts on an answer, each 1.0 or 0.0; those that do not apply are absent."""
    outcome = answer.get("outcome", "missing")
    citations = answer.get("citations", [])
    refused = outcome == "unsupported"
    text = str(answer.get("text", ""))
    if not case.evidence:
        return {"refused_rightly": float(refused and not citations)}
    quotes = [str(citation["quote"]) for citation in citations]
    joined = "\0".join(squash(quote) for quote in quotes)
    verdicts: dict[str, bool] = {
        "not_refused": outcome in ("answered", "partial"),
        "evidence_touched": any(touches(case.evidence, quote) for quote in quotes),
        "evidence_quoted": all(squash(piece) in joined for piece in case.evidence),
        "cited": bool(citations),
        "short": len(text) <= _SHORT,
    }
    if case.numbers:
        verdicts["numbers_right"] = not refused and all(has_number(number.value, text) for number in case.numbers)
        beside = set(numbers_in(text)) - {float(year) for year in _YEARS}
        verdicts["focused"] = len(beside) <= _MOST_BESIDE + 2 * len(case.numbers)
    measured = {name: float(held) for name, held in verdicts.items()}
    if quotes:
        measured["citation_precision"] = sum(touches(case.evidence, quote) for quote in quotes) / len(quotes)
    return measured


def refusals(rows: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    """Return how many refusals were right, and how many unanswerable questions were refused.

    Args:
        rows: (the papers hold no answer, it was refused), one a question.
    """
    right = sum(empty and refused for empty, refused in rows)
    said_no = sum(refused for _, refused in rows)
    empty_ones = sum(empty for empty, _ in rows)
    found = {}
    if said_no:
        found["refusal_precision"] = right / said_no
    if empty_ones:
        found["refusal_recall"] = right / empty_ones
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values lies below or at (nearest rank); 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def interval(values: Sequence[Any], measure: Callable[[Sequence[Any]], float] = statistics.fmean) -> tuple[float, float]:
    """Return the 95 % interval of a measure by the percentile bootstrap (Efron 1979), 1,000 resamples, the same every time."""
    if len(values) < 2:
        return (measure(values), measure(values)) if values else (0.0, 0.0)
    draw = random.Random(_SEED)
    found = sorted(measure(draw.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return found[int(0.025 * _RESAMPLES)], found[int(0.975 * _RESAMPLES) - 1]
