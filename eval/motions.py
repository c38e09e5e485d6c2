"""The judge of drafts: does the reply to a motion cite and state what a good one rests on, and nothing without a source?

A motion is one JSON object a line: `id`, `title`, `text`, `must_cite` (verbatim words of the papers) and `must_mention` (facts in
a reader's words). What is cited is counted to the letter; what is mentioned by its numbers and words, so it is a measure, not a
verdict: the missing facts are printed to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.number_check import unsupported_numbers
from eval.errors import DatasetError
from eval.metrics import has_number, numbers_in, squash
from vectorstore.words.tokens import STOP_WORDS, stem, words

_WORDS_MET = 0.5  # share of a fact's words that a stretch of the draft must hold: the fact is told in a reader's own words
_STRETCH = 3  # paragraphs read together
_MARKER = re.compile(r"\s*\[\d+\]")

Text = Annotated[str, Field(min_length=1)]


class MotionCase(BaseModel):
    """A motion with what a good reply rests on."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Text
    title: str = ""
    text: Text
    must_cite: tuple[Text, ...] = ()
    must_mention: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class MotionRow:
    """How a draft did: what it does not cite or mention, and what is wrong in it."""

    id: str
    cites: int
    mentions: int
    not_cited: tuple[str, ...]
    not_mentioned: tuple[str, ...]
    not_verbatim: tuple[str, ...]
    unsourced: tuple[str, ...]
    seconds: float

    @property
    def cited(self) -> float:
        """Percent of must_cite that is cited."""
        return _percent(self.cites - len(self.not_cited), self.cites)

    @property
    def mentioned(self) -> float:
        """Percent of must_mention that is mentioned."""
        return _percent(self.mentions - len(self.not_mentioned), self.mentions)


def read_motions(path: Path) -> list[MotionCase]:
    """Return the motions of a file.

    Raises:
        DatasetError: it is not as it should be.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
        one = TypeAdapter(MotionCase)
        return [one.validate_json(line) for line in lines if line.strip()]
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} är inte en uppsättning motioner: {str(error).splitlines()[0]}.") from error


def judge(case: MotionCase, draft: Mapping[str, Any], text_of: Callable[[str], str]) -> MotionRow:
    """Return how a draft did.

    Args:
        case: the motion.
        draft: as JSON (`app.drafting.serialise.draft_json`).
        text_of: gives an indexed document's text by its id, "" where it is not indexed (the motion itself).
    """
    citations: Sequence[Mapping[str, Any]] = draft["citations"]
    quotes = [squash(one["quote"]) for one in citations]
    paragraphs = [one["text"] for section in draft["sections"] for one in section["paragraphs"]]
    not_cited = tuple(one for one in case.must_cite if not any(squash(one) in quote for quote in quotes))
    not_mentioned = tuple(one for one in case.must_mention if not mentioned(one, paragraphs))
    broken = tuple(
        one["quote"]
        for one in citations
        if (text := text_of(one["document_id"])) and text[one["start"] : one["end"]] != one["quote"]
    )
    return MotionRow(
        id=case.id,
        cites=len(case.must_cite),
        mentions=len(case.must_mention),
        not_cited=not_cited,
        not_mentioned=not_mentioned,
        not_verbatim=broken,
        unsourced=tuple(_unsourced(draft, case)),
        seconds=float(draft["timings"]["total_ms"]) / 1000,
    )


def mentioned(fact: str, paragraphs: Sequence[str]) -> bool:
    """Tell whether paragraphs state a fact: all its numbers, and half of its words within a few paragraphs."""
    wanted = {stem(word) for word in words(fact) if word not in STOP_WORDS and not word.isdigit()}
    numbers = numbers_in(fact)
    whole = " ".join(paragraphs)
    if not all(has_number(number, whole) for number in numbers):
        return False
    for first in range(len(paragraphs)):
        told = {stem(word) for word in words(" ".join(paragraphs[first : first + _STRETCH]))}
        met = sum(any(token.startswith(one) or one.startswith(token) for token in told if len(token) > 2) for one in wanted)
        if met >= _WORDS_MET * len(wanted):
            return True
    return False


def _unsourced(draft: Mapping[str, Any], case: MotionCase) -> list[str]:
    """Return the numbers of the draft that stand in nothing it cites and not in the motion."""
    by_number = {one["number"]: one for one in draft["citations"]}
    found: list[str] = []
    for section in draft["sections"]:
        for paragraph in section["paragraphs"]:
            cited = [by_number[number] for number in paragraph["citations"] if number in by_number]
            if not cited:
                continue
            places = [
                str(part) for one in cited for part in (one["title"], one["date"], one["paragraph"], one["diary_number"]) if part
            ]
            places += [
                str(one["formula"]) for one in draft["figures"] if one["derived"] and one["citation"] in paragraph["citations"]
            ]
            counted = [str(number) for number in range(1, len(draft["motion"]["demands"]) + 1)]
            given = [case.title, case.text, *places, *counted]
            found += unsupported_numbers(
                _MARKER.sub("", paragraph["text"]), [one["quote"] for one in cited], draft["figures"], given
            )
    return found


def told(row: MotionRow) -> list[str]:
    """Return a row in lines for a person."""
    lines = [f"{row.id}: must_cite {row.cited:g} %, must_mention {row.mentioned:g} %, {row.seconds:.1f} s"]
    lines += [f"  saknas bland källorna: {one}" for one in row.not_cited]
    lines += [f"  saknas i texten: {one}" for one in row.not_mentioned]
    lines += [f"  inte ordagrant: {one[:100]}" for one in row.not_verbatim]
    lines += [f"  tal utan källa: {one}" for one in row.unsourced]
    return lines


def shares(rows: Sequence[MotionRow]) -> dict[str, dict[str, float]]:
    """Return the measures over all motions; the least of each, so that no motion hides behind another."""
    return {
        "must_cite_least": {"value": min(row.cited for row in rows)},
        "must_mention_least": {"value": min(row.mentioned for row in rows)},
        "verbatim": {"value": _percent(sum(not row.not_verbatim for row in rows), len(rows))},
        "sourced": {"value": _percent(sum(not row.unsourced for row in rows), len(rows))},
        "slowest_s": {"value": round(max(row.seconds for row in rows), 2)},
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 100.0
