"""What a party moved is never told before what the board decided or proposed, unless it is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.extract.choice import extract
from app.extract.unit_model import UnitKind
from app.extract.units import proposing_board, units_of
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import Chunk, ChunkKind, DocType, Metadata
from tests.passages import chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

MOVED = Metadata(
    title="Yrkande angående motion om bokbussen", doc_type=DocType.YRKANDE, municipality="Lingonby", body="kommunstyrelsen",
    day=date(2026, 3, 4),
)  # fmt: skip
FILE = replace(
    MOVED, title="Yttrande över motion om bokbussen", doc_type=DocType.YTTRANDE, body="kommunfullmäktige", day=date(2026, 3, 9)
)
TOP = "Kommunstyrelsen\n\nYrkande 2026-03-04\n\nYrkande angående motion av Bo Al (M) om bokbussen Förslag till beslut I kommunstyrelsen:\n\n"
PARTY = chunk(
    f"{TOP}Motionen om bokbussen anses besvarad.",
    MOVED,
    document="file",
    start=400,
    kind=ChunkKind.PROPOSAL,
    path=("Förslag till beslut",),
)
BOARD = chunk(
    "Kommunstyrelsens förslag Kommunstyrelsen föreslår att kommunfullmäktige beslutar:\n\nDen av Bo Al väckta motionen om bokbussen avslås."
    "\n\n----\n\nVid behandlingen yrkade Ada Lind (V) avslag.\n\nKommunstyrelsen beslutade enhälligt att avstyrka motionen.",
    FILE, document="file", kind=ChunkKind.PROPOSAL, path=("Kommunstyrelsens förslag",),
)  # fmt: skip


def told(question: str, *passages: Chunk) -> list[str]:
    known = Coverage(("Lingonby",), ("kommunstyrelsen", "kommunfullmäktige"), (2026,))
    understood = understand(question, known, Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), Speller(lambda tokens: dict.fromkeys(tokens, 1)))
    picked = extract(understood, asked, [hit(one, 1 - at / 10) for at, one in enumerate(passages)]).picked
    return [one.unit.chunk.metadata.doc_type.value for one in picked]


@pytest.mark.parametrize("question", ["Vad beslutade kommunstyrelsen om bokbussen?", "Vad beslutades om bokbussen?"])
def test_a_decision_asked_for_is_the_boards(question: str) -> None:
    assert set(told(question, PARTY, BOARD)) == {"yttrande"}


def test_what_a_party_moved_answers_where_that_is_asked_for_or_is_all_there_is() -> None:
    assert told("Vilket beslut yrkade V om bokbussen?", PARTY, BOARD)[0] == "yrkande"
    assert told("Vad beslutade kommunstyrelsen om bokbussen?", PARTY)[0] == "yrkande"


def test_a_proposal_ends_at_the_rule_and_begins_after_a_heading_within_its_line() -> None:
    whole = [next(one.text for one in units_of(part) if one.kind is UnitKind.DECISION) for part in (BOARD, PARTY)]
    assert whole[0].endswith("väckta motionen om bokbussen avslås.")
    assert whole[1] == "I kommunstyrelsen:\n\nMotionen om bokbussen anses besvarad."


def test_whose_proposal_it_is() -> None:
    assert proposing_board(BOARD) == "kommunstyrelsen"
    assert not proposing_board(PARTY)
