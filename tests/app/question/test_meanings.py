"""What an abbreviation stands for: which one is asked for, and what tells it."""

from __future__ import annotations

import pytest

from app.question.meanings import explains, term_asked, thing_asked


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Vad står förkortningen LYB för i hamnens plan?", "LYB"),
        ("vad betyder förkortningen lyb", "lyb"),
        ("Vad betyder LYB?", "LYB"),
        ("Vad menas med LYB-märkning?", "LYB"),
        ("VAD BETYDER LYB?", ""),
        ("Vad betyder beslutet för hamnen?", ""),
        ("Vem är LYB?", ""),
        ("Vad står det i planen?", ""),
    ],
)
def test_the_abbreviation_whose_meaning_is_asked_for(text: str, term: str) -> None:
    assert term_asked(text) == term


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lingonby båtklubb (LYB) har tolv båtar.", True),
        ("LYB (Lingonby båtklubb) har tolv båtar.", True),
        ("LYB: Lingonby båtklubb, har tolv båtar.", True),
        ("LYB, Lingonby båtklubb, har tolv båtar.", True),
        ("LYB-klubben (Lingonby båtklubb) har tolv båtar.", True),
        ("LYB står för Lingonby båtklubb.", True),
        ("LYB har tolv båtar.", False),
        ("Båtarna (12) ses över av LYB.", False),
        ("SLYBO (ett bolag) ser över båtarna.", False),
    ],
)
def test_what_tells_what_it_stands_for(text: str, *, told: bool) -> None:
    assert explains("LYB", text) is told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vad är Trygga Vik för något?", "Trygga Vik"),
        ("Vad var Ankaret för system?", "Ankaret"),
        ("Vad är avgiften för en båtplats?", ""),
    ],
)
def test_the_name_of_which_it_is_asked_what_it_is(text: str, name: str) -> None:
    assert thing_asked(text) == name
