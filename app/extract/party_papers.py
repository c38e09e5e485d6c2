"""Papers of a party's own (yrkande, reservation, särskilt yttrande) beside those of the board they were put to. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_fit import Picked
from app.extract.unit_model import UnitKind
from app.extract.units import proposing_board
from app.model import Question, QuestionKind
from app.question.kind import folded
from ingest.model import Chunk, DocType

_NEAR_ENOUGH = 0.5  # times the best, a party's: a board's decision or proposal in the same document this good is told instead
#: What asks for what a party moved or said, in lower case: then its own paper answers.
_ASKS_FOR_PARTIES = re.compile(
    r"\byrka|\breserv|\bsarskil\w+ yttrande|\bparti|\w(?:demokraterna|partiet)\b|\b(?:liberalerna|moderaterna)\b"
)
_SHORT = re.compile(r"(?<![\w§])(?:S|M|C|L|V|D|MP|KD|SD)(?!\w)")


def of_party(chunk: Chunk) -> bool:
    """Tell whether a passage stands in a party's own paper."""
    return chunk.metadata.doc_type is DocType.YRKANDE


def boards_first(question: Question, scored: Sequence[Picked]) -> list[Picked]:
    """Return units with what a board decided or proposed before what parties moved, where the same document has both.

    Args:
        question: as understood.
        scored: the units, best first.
    """
    text = question.standalone
    asks_for_parties = _ASKS_FOR_PARTIES.search(folded(text)) or _SHORT.search(text)
    if question.kind is not QuestionKind.DECISION or asks_for_parties:
        return list(scored)
    moved = next((one for one in scored if of_party(one.unit.chunk)), None)
    least = _NEAR_ENOUGH * scored[0].score
    if moved is None or moved.score < least:
        return list(scored)
    document = moved.unit.chunk.document_id
    boards = [one for one in scored if one.unit.chunk.document_id != document or not of_party(one.unit.chunk)]
    decided = [one for one in boards if one.unit.kind is UnitKind.DECISION and one.unit.chunk.document_id == document]
    decided = [one for one in decided if one.score >= least]
    if not decided:
        return list(scored)
    own = next((one for one in decided if _is_of(one.unit.chunk, question.bodies)), None)
    return boards if own is None else [own, *(one for one in boards if one is not own)]


def _is_of(chunk: Chunk, boards: Sequence[str]) -> bool:
    """Tell whether a passage is what one of some boards decided, or proposed to the board above it."""
    return (proposing_board(chunk) or chunk.metadata.body) in boards
