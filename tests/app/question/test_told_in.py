"""Which words of a question say in which paper it is told, and not what is asked."""

from __future__ import annotations

import pytest

from app.question.told_in import papers_named


@pytest.mark.parametrize(
    ("question", "papers"),
    [
        ("Hur många föll enligt kvalitetsberättelsen för 2025?", {"kvalitetsberättelsen"}),
        ("Vad kostar en plats enligt nämndens egen budget, delåret 2025?", {"delåret"}),
        ("Hur stort var underskottet i årsredovisningen?", {"årsredovisningen"}),
        ("Hur många var nöjda enligt den senaste enkäten?", set()),  # a word between: left as it is
        ("Vad kostade delårsrapporten att trycka?", set()),  # it is asked about
        ("Hur ofta följs rutinen upp?", set()),
    ],
)
def test_papers_are_named_by_what_stands_before_them(question: str, papers: set[str]) -> None:
    assert papers_named(question) == papers
