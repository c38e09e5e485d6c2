"""Lists and decisions that a passage cuts off: the points that the next passage begins with are told too."""

from __future__ import annotations

from dataclasses import replace

from app.extract.choice import extract
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import Chunk, ChunkKind
from tests.passages import chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


def _told(question: str, *passages: Chunk) -> list[str]:
    understood = understand(question, Coverage(("Lingonby",), ("omsorgsnämnden",), (2025,)), Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)
    return [one.unit.text for one in extract(understood, asked, [hit(passage) for passage in passages]).picked]


def _passages(first: str, second: str, kind: ChunkKind = ChunkKind.LIST) -> tuple[Chunk, Chunk]:
    after = replace(chunk(second, start=len(first) + 1, kind=kind, document="d"), number=1)
    return chunk(first, kind=kind, document="d"), after


def test_a_numbered_list_goes_on_with_its_next_points_and_no_further() -> None:
    first, second = _passages(
        "Simhallens regler är följande:\n1. Duscha före badet.\n2. Spring inte.",
        "3. Dyk inte på grunt vatten.\n\nCaféet sköts av Bia.",
    )
    told = _told("Vilka regler har simhallen?", first, second)
    assert told[0] == first.text
    assert told[1] == "3. Dyk inte på grunt vatten."
    assert "Bia" not in " ".join(told)


def test_letters_go_on_and_the_points_of_another_list_do_not() -> None:
    lead = "Simhallens regler är följande:\na) duscha före badet\nb) spring inte"
    assert _told("Vilka regler har simhallen?", *_passages(lead, "c) dyk inte"))[1] == "c) dyk inte"
    assert len(_told("Vilka regler har simhallen?", *_passages(lead, "a) kaffe\nb) kaka"))) == 1


def test_sentences_that_begin_alike_go_on_in_the_next_passage() -> None:
    first, second = _passages(
        "Nämnden rekommenderas att laga bryggan.\n\nNämnden rekommenderas att måla badhuset.",
        "Nämnden rekommenderas att städa stranden.\n\nRevisorerna väntar svar.",
        ChunkKind.PROSE,
    )
    assert "Nämnden rekommenderas att städa stranden." in _told("Vilka rekommendationer får nämnden om badhuset?", first, second)


def test_a_list_that_ends_before_its_passage_does_is_told_alone() -> None:
    first, second = _passages(
        "Simhallens regler är följande:\n1. Duscha.\n2. Spring inte.\n\nHallen är öppen i juli.", "3. Dyk inte."
    )
    assert "3. Dyk inte." not in _told("Vilka regler har simhallen?", first, second)
