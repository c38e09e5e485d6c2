"""A passage found brings the decision of its §, and the rest of its list."""

from __future__ import annotations

from dataclasses import replace

from app.extract.widening import widened
from app.model import Question, QuestionKind
from ingest.model import Chunk, ChunkKind
from vectorstore.model import Hit


def chunk(number: int, text: str, kind: ChunkKind = ChunkKind.PROSE, paragraph: str = "§ 4", paper: int = 0) -> Chunk:
    return Chunk(f"d:v:{number}", "d", "v", number, kind, text, 0, len(text), "", 1, (), paragraph, "", -1, paper)


def found(kind: QuestionKind, chunks: list[Chunk], hit: int) -> list[tuple[str, float]]:
    def around(one: Hit, before: int, after: int) -> list[Hit]:
        near = range(one.chunk.number - before, one.chunk.number + after + 1)
        return [replace(one, chunk=other) for other in chunks if other.number in near and other.number != one.chunk.number]

    hits = widened(Question("?", "?", kind), [Hit(chunks[hit], 1.0, "papper.pdf", "Papper")], around)
    return [(one.chunk.text, round(one.score, 2)) for one in hits]


PAPERS = [
    chunk(0, "Bryggan är sliten.", paragraph="§ 3"),
    chunk(1, "Bryggan lagas.", ChunkKind.DECISION, paragraph="§ 3"),
    chunk(2, "Badet är stängt."),
    chunk(3, "Badet öppnas.", ChunkKind.DECISION),
    chunk(4, "Badet målas.", ChunkKind.DECISION, paper=1),
]


def test_a_question_about_a_decision_brings_the_decision_of_the_same_paragraph_alone() -> None:
    assert found(QuestionKind.DECISION, PAPERS, 2) == [("Badet är stängt.", 1.0), ("Badet öppnas.", 0.97)]


def test_other_questions_bring_none() -> None:
    assert found(QuestionKind.FACT, PAPERS, 2) == [("Badet är stängt.", 1.0)]


def test_a_list_that_goes_on_brings_the_passage_it_goes_on_in() -> None:
    items = [chunk(0, "Vi ska:\n• laga\n• måla"), chunk(1, "• öppna\n• stänga"), chunk(2, "Sedan är det klart.")]
    assert found(QuestionKind.LIST, items, 0) == [("Vi ska:\n• laga\n• måla", 1.0), ("• öppna\n• stänga", 0.9)]
    assert found(QuestionKind.LIST, items, 1) == [("• öppna\n• stänga", 1.0)]
    assert found(QuestionKind.LIST, items, 2) == [("Sedan är det klart.", 1.0)]
