"""Answers, hits and documents as the JSON of the contract."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from app.citations import DocumentText, cite, place_of
from app.model import Answer, Mode, Outcome, Reason
from app.serialise import answer_json, document_json, hit_json
from ingest.model import DocType, Page
from tests.passages import LINGONBY, chunk, hit
from vectorstore.model import StoredDocument

TEXT = "Simhallen öppnar i maj."
FOUND = hit(chunk(TEXT, paragraph="§ 4", diary_number="ON 2026/14", path=("§ 4 Simhallen", "Beslut")), 0.5)


def _answer() -> Answer:
    document = DocumentText(TEXT, (), (Page(1, 0, len(TEXT)),), paged=True)
    citation = cite(1, place_of(FOUND), (0, len(TEXT)), (0, len(TEXT)), document)
    assert citation is not None
    figure = {"label": "Simhall", "value": "4", "citation": 1}
    return Answer("När?", "När öppnar simhallen?", Outcome.ANSWERED, None, f"{TEXT} [1]", (citation,), (figure,), Mode.EXTRACTIVE,
                  ("Och ishallen?",), {"total_ms": 1.5}, "abc")  # fmt: skip


def test_an_answer_has_the_keys_of_the_contract() -> None:
    values = answer_json(_answer())
    assert list(values) == [
        "question", "standalone", "outcome", "reason", "text", "citations", "figures", "mode", "follow_ups", "timings", "trace_id",
    ]  # fmt: skip
    assert list(values["citations"][0]) == [
        "number", "document_id", "title", "source", "municipality", "body", "date", "doc_type", "section", "paragraph",
        "diary_number", "page", "quote", "start", "end", "url",
    ]  # fmt: skip


def test_an_answer_goes_through_json_unchanged() -> None:
    values = answer_json(_answer())
    assert json.loads(json.dumps(values)) == values
    assert (values["outcome"], values["reason"], values["mode"]) == ("answered", None, "extractive")
    assert values["citations"][0]["section"] == ["§ 4 Simhallen", "Beslut"]
    assert values["figures"] == [{"label": "Simhall", "value": "4", "citation": 1}]


def test_a_refusal_has_its_reason() -> None:
    refused = Answer("?", "?", Outcome.UNSUPPORTED, Reason.OUTSIDE_COVERAGE, "Nej.", (), (), Mode.EXTRACTIVE)
    values = answer_json(refused)
    assert (values["outcome"], values["reason"], values["citations"]) == ("unsupported", "outside_coverage", [])


def test_a_hit_has_the_keys_of_the_contract() -> None:
    values = hit_json(FOUND, 3)
    contract = ["rank", "score", "text", "document_id", "source", "title", "page", "section", "paragraph", "start", "end"]
    assert [key for key in values if key in contract] == contract
    assert (values["rank"], values["score"], values["text"], values["paragraph"]) == (3, 0.5, TEXT, "§ 4")
    assert json.loads(json.dumps(values)) == values
    assert hit_json(hit(chunk(TEXT)), 1)["paragraph"] is None


def test_a_document_tells_nothing_of_where_it_lies() -> None:
    stored = StoredDocument(
        id="d1", key="/hemlig/mapp/p.pdf", version="v", name="p.pdf", path="/hemlig/mapp/p.pdf", media_type="application/pdf",
        size=1, modified_ns=2, added=datetime(2026, 3, 1, 12, tzinfo=UTC), metadata=LINGONBY, paged=True, pages=1, papers=1,
        chunks=1, characters=9, warnings=("1 sida behöver OCR",), duplicate_keys=("/hemlig/kopia.pdf",),
    )  # fmt: skip
    values = document_json(stored)
    assert "hemlig" not in json.dumps(values)
    assert values["metadata"]["doc_type"] == DocType.ARSREDOVISNING.value
    assert values["metadata"]["day"] == "2026-02-10"
    assert values["added"].startswith("2026-03-01T12:00")
    assert values["warnings"] == ["1 sida behöver OCR"]
