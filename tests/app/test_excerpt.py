"""A long quote is cut around what it bears: every number and name told that it holds is seen."""

from __future__ import annotations

import pytest

from app.excerpt import excerpt, told_of

BEFORE = "Nämnden har under hösten fört samtal med föreningarna om hur anläggningarna används och vad de behöver framöver. " * 4
AFTER = "Förvaltningen återkommer med en plan för underhåll av omklädningsrum, läktare och parkering under kommande år. " * 4
TOLD = "Avgiften för Mården är 1 250 kronor per säsong."


def test_a_short_quote_is_whole_and_in_one_line() -> None:
    assert excerpt("Badet öppnar\n  klockan  sex.", "klockan sex", 400) == "Badet öppnar klockan sex."


def test_a_long_quote_is_cut_around_what_is_told() -> None:
    cut = excerpt(f"{BEFORE}{TOLD} {AFTER}", f"{TOLD} [1]", 200)
    assert TOLD in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 210


def test_one_that_begins_with_what_is_told_is_cut_at_its_end_alone() -> None:
    cut = excerpt(f"{TOLD} {BEFORE}", TOLD, 200)
    assert cut.startswith("Avgiften för Mården")
    assert cut.endswith(" …")


@pytest.mark.parametrize("told", ["Kostnaden är 1250 kronor", "Det gäller Mården", "Kostnaden är 1 250"])
def test_a_number_or_name_far_from_the_rest_is_seen_too(told: str) -> None:
    quote = f"Föreningarna betalar en gemensam kostnad för alla lokaler. {BEFORE}{TOLD} {AFTER}Kvällstider tillkommer."
    cut = excerpt(quote, f"Föreningarna betalar en gemensam kostnad för alla lokaler. {told}", 120)
    assert cut.startswith("Föreningarna betalar")
    assert ("Mården" if "Mården" in told else "1 250") in cut
    assert " … " in cut


def test_numbers_of_many_kinds_are_found() -> None:
    quote = f"{BEFORE}Utfallet blev -3,5 mkr, 40,25 procent av 12 500 000, och tolv tjänster. {AFTER}"
    cut = excerpt(quote, "Utfallet är 3,5 mkr, eller 40,25 procent av 12 500 000. Det är tolv tjänster.", 60)
    assert all(number in cut for number in ("3,5", "40,25", "12 500 000", "tolv"))


def test_of_a_number_that_stands_twice_the_one_by_the_rest_is_seen() -> None:
    quote = f"År 2025 började arbetet. {BEFORE}Under 2025 såldes 318 årskort till Tranhallen. {AFTER}"
    cut = excerpt(quote, "Under 2025 såldes 318 årskort till Tranhallen.", 120)
    assert "Under 2025 såldes 318 årskort till Tranhallen." in cut
    assert "började" not in cut


def test_a_quote_with_nothing_of_what_is_told_is_shown_from_its_start() -> None:
    cut = excerpt(BEFORE, "xyz", 100)
    assert cut.startswith("Nämnden har under hösten")
    assert cut.endswith(" …")


def test_what_is_told_with_a_marker() -> None:
    text = "Ett sägs här. [1] Två sägs här. [2][3]\nTre sägs här. [1]"
    assert told_of(text, 1).split() == ["Ett", "sägs", "här.", "Tre", "sägs", "här."]
    assert told_of(text, 3).strip() == "Två sägs här."
    assert "Två" in told_of(text, 4)
    assert "[" not in told_of(text, 4)
