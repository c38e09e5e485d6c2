"""What stands beside a passage found and answers better than it: the decision of its §, the rest of its list. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.extract.units import ITEM_MARK, LIST_GOES_ON
from app.model import Question, QuestionKind
from ingest.model import Chunk, ChunkKind
from vectorstore.model import Hit

_FROM = 6  # of the best passages are looked around from
_REACH = 8  # passages before and after: a § is seldom longer
_BESIDE = 0.97  # times the hit's score: the decision of its §
_NEXT = 0.9  # times the hit's score: the passage that its list goes on in
_VERDICTS = frozenset({ChunkKind.DECISION, ChunkKind.PROPOSAL})

Around = Callable[[Hit, int, int], Sequence[Hit]]


def widened(question: Question, hits: Sequence[Hit], around: Around) -> list[Hit]:
    """Return the passages with those beside them that the question calls for, best first.

    A question about a decision brings the decision (or proposal) of each § or paper that is found; one for a list, the
    passage after.

    Args:
        question: as understood.
        hits: passages, best first.
        around: gives the passages beside a hit, so many before and so many after it.
    """
    found = {hit.chunk.id: hit for hit in hits}
    for hit in hits[:_FROM]:
        for beside, share in _beside(question, hit, around):
            known = found.get(beside.chunk.id)
            score = share * hit.score
            if known is None or known.score < score:
                found[beside.chunk.id] = Hit(beside.chunk, score, beside.source, beside.title, beside.legs)
    return sorted(found.values(), key=lambda hit: -hit.score)


def _beside(question: Question, hit: Hit, around: Around) -> list[tuple[Hit, float]]:
    chunk = hit.chunk
    if question.kind is QuestionKind.DECISION and chunk.kind not in _VERDICTS:
        near = around(hit, _REACH, _REACH)
        return [(one, _BESIDE) for one in near if one.chunk.kind in _VERDICTS and _one_matter(one.chunk, chunk)]
    if question.kind is QuestionKind.LIST and LIST_GOES_ON.search(chunk.text):
        return [(one, _NEXT) for one in around(hit, 0, 1) if one.chunk.paper == chunk.paper and ITEM_MARK.match(one.chunk.text)]
    return []


def _one_matter(one: Chunk, other: Chunk) -> bool:
    return one.paper == other.paper and one.paragraph == other.paragraph
