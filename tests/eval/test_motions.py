"""The judge of drafts: what is not cited, not mentioned, not verbatim or not sourced is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.errors import DatasetError
from eval.motions import MotionCase, judge, mentioned, read_motions, shares, told

TEXT = "Avgiften är 120 kronor i månaden. Kön är lång."
CASE = MotionCase(
    id="m",
    text="Motion",
    must_cite=("Avgiften är 120 kronor", "Kön är kort"),
    must_mention=("avgiften är 120 kr", "kön är 99 personer"),
)


def draft(text: str = "Handlingen säger: ”Avgiften är 120 kronor i månaden.” [1]", end: int = 33) -> dict[str, Any]:
    citation = {"number": 1, "document_id": "d", "title": "T", "date": "", "paragraph": None, "diary_number": None,
                "quote": "Avgiften är 120 kronor i månaden.", "start": 0, "end": end}  # fmt: skip
    return {
        "citations": [citation],
        "sections": [{"heading": "H", "paragraphs": [{"text": text, "citations": [1], "quoted": True}]}],
        "figures": [],
        "motion": {"demands": []},
        "timings": {"total_ms": 1500.0},
    }


def test_what_is_missing_is_named() -> None:
    row = judge(CASE, draft(), lambda _: TEXT)
    assert row.not_cited == ("Kön är kort",)
    assert row.not_mentioned == ("kön är 99 personer",)
    assert (row.cited, row.mentioned, row.not_verbatim, row.unsourced) == (50.0, 50.0, (), ())
    assert any("Kön är kort" in line for line in told(row))
    assert shares([row])["must_cite_least"]["value"] == 50.0


def test_a_quote_that_is_not_there_and_a_number_from_nowhere() -> None:
    row = judge(CASE, draft("Avgiften är 121 kronor. [1]", end=30), lambda _: TEXT)
    assert row.not_verbatim
    assert row.unsourced == ("121",)


def test_a_fact_in_a_readers_own_words() -> None:
    assert mentioned("avgiften i månaden är 120 kr", ["Avgiften är 120 kronor varje månad."])
    assert not mentioned("avgiften i månaden är 120 kr", ["Taxan är 120 kronor för torghandlare."])


def test_a_bad_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "motioner.jsonl"
    path.write_text('{"id": 1}\n', "utf-8")
    with pytest.raises(DatasetError, match="är inte en uppsättning motioner"):
        read_motions(path)
