"""A party's paper is told as the party's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.answer.telling import told_extract
from app.citations import DocumentText
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.units import units_of
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, understand
from ingest.model import ChunkKind, DocType, Metadata, Page, Paper
from tests.passages import chunk, hit

KNOWN = Coverage(("Lingonby",), ("kommunstyrelsen",), (2026,))
BOARDS = "Ada Lind (V) yrkade bifall till yrkande från V och S den 4 mars 2026.\n\n"


@pytest.mark.parametrize(
    ("top", "label"),
    [
        ("Yrkande       M, KD\n\n", "Yrkande från M, KD (kommunstyrelsen, 2026-03-04): "),
        ("Yrkande 2026-03-04\n\n", "Yrkande från V och S (kommunstyrelsen, 2026-03-04): "),
    ],
)
def test_its_words_are_told_as_the_partys(top: str, label: str) -> None:
    words = "Motionen om bokbussen anses besvarad."
    text = f"{BOARDS}{top}{words}"
    paper = Metadata(doc_type=DocType.YRKANDE, municipality="Lingonby", body="kommunstyrelsen", day=date(2026, 3, 4))
    papers = (Paper(0, 0, len(BOARDS), Metadata()), Paper(1, len(BOARDS), len(text), paper))
    document = DocumentText(text, (), (Page(1, 0, len(text)),), paged=True, name="p.pdf", papers=papers)
    passage = replace(chunk(words, paper, start=len(text) - len(words), kind=ChunkKind.PROPOSAL), paper=1)
    picked = Extract((Picked(units_of(passage)[-1], hit(passage), 1.0),), 1.0)
    answer = told_extract(understand("Vad gäller?", KNOWN, Synonyms(())), picked, KNOWN, lambda _: document)
    assert answer.text == f"{label}{words} [1]"
