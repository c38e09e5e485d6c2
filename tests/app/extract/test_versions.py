"""Rules with a newer version beside them are told as replaced, after it."""

from __future__ import annotations

from app.extract.versions import newest_first
from app.model import Question, QuestionKind
from ingest.model import Chunk, ChunkKind, DocType, Metadata, Status
from vectorstore.model import Hit


def hit(document: str, title: str, year: int, kind: DocType = DocType.RUTIN, score: float = 1.0) -> Hit:
    metadata = Metadata(municipality="Ljungsätra", doc_type=kind, title=title, years=(year,))
    chunk = Chunk(f"{document}:v:0", document, "v", 0, ChunkKind.PROSE, title, 0, len(title), "", 1, (), "", "", -1, 0, metadata)
    return Hit(chunk, score, f"{document}.docx", title)


OLD = hit("a", "Rutin för läkemedelshantering", 2021)
NEW = hit("b", "Rutin för läkemedel, delegering och signering", 2025, score=0.9)


def order(text: str, hits: list[Hit], years: tuple[int, ...] = ()) -> list[tuple[str, bool]]:
    told = newest_first(Question(text, text, QuestionKind.ROUTINE, years=years), hits)
    return [(one.chunk.document_id, one.chunk.metadata.status is Status.SUPERSEDED) for one in told]


def test_the_newer_version_goes_first_and_the_older_is_marked() -> None:
    assert order("Hur ofta ses bryggan över?", [OLD, NEW]) == [("b", False), ("a", True)]


def test_a_question_about_the_old_rules_leaves_them() -> None:
    assert order("Vad sa den gamla rutinen?", [OLD, NEW]) == [("a", False), ("b", False)]
    assert order("Hur ofta sågs bryggan över 2021?", [OLD, NEW], (2021,)) == [("a", False), ("b", False)]


def test_rules_on_other_matters_of_other_kinds_or_years_do_not_replace() -> None:
    for other in (
        hit("b", "Rutin för simhallar", 2025),
        hit("b", "Riktlinje för bryggor", 2025, DocType.RIKTLINJE),
        hit("b", "Rutin för bryggor", 2021),
        hit("b", "Rutin för bryggor i simhallar på vintern", 2025),
    ):
        hits = [hit("a", "Rutin för simhallar" if "vintern" not in other.title else "Rutin för bryggor vid kajer", 2021), other]
        expected = other.title == "Rutin för simhallar"
        assert order("Vad gäller?", hits)[-1] == ("a" if expected else "b", expected)
