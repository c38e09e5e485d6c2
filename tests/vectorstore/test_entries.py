"""What the indexes take for a passage."""

from __future__ import annotations

import numpy as np

from tests.fakes import FakeEmbedder
from tests.passages import chunk
from vectorstore.entries import embed, embedded_text, entries_for
from vectorstore.model import LexicalField
from vectorstore.words.tokens import stem


def test_where_a_passage_stands_is_embedded_with_its_words() -> None:
    assert embedded_text(chunk("Simhallen stängs.", context="Protokoll · § 4")) == "Protokoll · § 4\nSimhallen stängs."
    assert embedded_text(chunk("Simhallen stängs.", context="")) == "Simhallen stängs."


def test_each_passage_gets_its_own_vector_in_order() -> None:
    passages = [chunk(f"Stycke nummer {number} om något.", start=number * 100) for number in range(150)]
    told: list[int] = []
    model = FakeEmbedder()
    rows = embed(passages, model, told.append)
    assert rows.shape == (150, model.dimension)
    assert rows.dtype == np.float32
    assert sum(told) == 150
    assert len(told) > 1
    for number in (0, 63, 64, 149):
        np.testing.assert_allclose(rows[number], model.query(embedded_text(passages[number])), atol=1e-6)


def test_no_passages_give_no_rows() -> None:
    assert embed([], FakeEmbedder(8), lambda _: None).shape == (0, 8)
    assert entries_for([], FakeEmbedder()) == []


def test_an_entry_holds_passage_vector_and_tokens() -> None:
    passages = [chunk("Simhallen stängs."), chunk("Budgeten höjs.")]
    for entry, passage in zip(entries_for(passages, FakeEmbedder()), passages, strict=True):
        assert entry.chunk is passage
        assert stem(passage.text.split()[0].casefold()) in entry.tokens[LexicalField.STEMS]
