"""Which of the rules found have a newer version beside them: the newer is told first, the older as replaced. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.model import Question
from ingest.model import Chunk, DocType, Status
from vectorstore.model import Hit
from vectorstore.words.compounds import parts
from vectorstore.words.tokens import STOP_WORDS, stem, words

RULES = frozenset({DocType.RUTIN, DocType.RIKTLINJE, DocType.POLICY, DocType.REGLEMENTE, DocType.TAXA})
_OLDER = 0.7  # times: a passage of rules that newer ones replace
_SAME_TITLE = 0.5  # more of the shorter title's words than this must be in the longer
_ASKS_FOR_OLD = re.compile(
    r"\b(?:gaml\w+|tidigare|förra|förut|äldre|ändra\w*|ny[ta]? jämfört|jämfört|skillnad\w*|version)\b", re.IGNORECASE
)


def newest_first(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Return the passages, best first, those of rules with a newer version found marked as replaced and moved back.

    Args:
        question: as understood; one about the old rules, or their year, leaves all as they are.
        hits: passages, best first.
    """
    rules = {(hit.chunk.document_id, hit.chunk.paper): hit.chunk for hit in hits if hit.chunk.metadata.doc_type in RULES}
    if len(rules) < 2 or _ASKS_FOR_OLD.search(question.standalone):
        return list(hits)
    old = {key for key, chunk in rules.items() if any(_replaces(other, chunk) for other in rules.values())}
    old = {key for key in old if _year(rules[key]) not in question.years}
    told = [_replaced(hit) if (hit.chunk.document_id, hit.chunk.paper) in old else hit for hit in hits]
    return sorted(told, key=lambda hit: -hit.score)


def _replaced(hit: Hit) -> Hit:
    metadata = replace(hit.chunk.metadata, status=Status.SUPERSEDED)
    return replace(hit, chunk=replace(hit.chunk, metadata=metadata), score=_OLDER * hit.score)


def _replaces(newer: Chunk, older: Chunk) -> bool:
    """Tell whether one paper's rules are a newer version of another's: of one kind and place, on the same matter."""
    one, other = newer.metadata, older.metadata
    if newer.document_id == older.document_id or (one.doc_type, one.municipality) != (other.doc_type, other.municipality):
        return False
    return _year(newer) > _year(older) > 0 and _same_matter(one.title, other.title)


def _year(chunk: Chunk) -> int:
    """Return the year of a paper, or 0 where none is known."""
    metadata = chunk.metadata
    return metadata.day.year if metadata.day else max(metadata.years, default=0)


def _same_matter(one: str, other: str) -> bool:
    first, second = sorted((_told(one), _told(other)), key=len)
    shared = sum(any(word & more for more in second) for word in first)
    return bool(first) and shared > _SAME_TITLE * len(first)


def _told(title: str) -> list[frozenset[str]]:
    """Return the words of a title that say what it is about, each as its stem and those of its parts."""
    kinds = {stem(kind.value) for kind in RULES}
    kept = [word for word in words(title) if word.isalpha() and word not in STOP_WORDS and stem(word) not in kinds]
    return [frozenset({stem(word), *(stem(part) for part in parts(word))}) for word in kept]
