"""Patterns whose findings are remembered: as if they were not."""

from __future__ import annotations

import re

from app.question.patterns import Remembered, in_question, in_table


def test_what_is_found_is_what_is_there_the_second_time_too() -> None:
    pattern = Remembered(r"\bkost(?P<end>\w*)", texts=2)
    for text in ("vad kostade det", "hur många", "vad kostar det", "vad kostade det", "hur många"):
        found, there = pattern.search(text), re.search(r"\bkost(?P<end>\w*)", text)
        assert (found and (found.span(), found["end"])) == (there and (there.span(), there["end"]))


def test_a_text_is_looked_through_once() -> None:
    pattern = in_question("mål")
    assert pattern.search("nåddes målet") is pattern.search("nåddes målet")


def test_tables_print_in_any_case_and_questions_are_in_lower() -> None:
    assert in_table("utfall").search("UTFALL 2025")
    assert not in_question("utfall").search("UTFALL 2025")
