"""Footnotes at the foot of a page go before the paragraph that they cut in two; anything else stays where it is."""

from __future__ import annotations

import pytest

from ingest.model import SourcePage, SourceText
from ingest.profile import load
from ingest.text.clean import CleanText, clean

FIRST = "Nämnden arbetar med IBIC1 och ICF2 i alla enheter.\n\nUnder hösten hävdes avtalet om larm. Det med anledning"
NOTES = "1 Individens behov i centrum är ett\narbetssätt.\n2 En klassifikation."
LAST = "av att larmen inte kom fram."


def _cleaned(*pages: str) -> CleanText:
    read = SourceText(tuple(SourcePage(number, text) for number, text in enumerate(pages, 1)), paged=True, media_type="text/plain")
    return clean(read, load().furniture)


def _clean(*pages: str) -> str:
    return _cleaned(*pages).text


def test_a_sentence_that_footnotes_cut_in_two_is_whole_again() -> None:
    text = _clean(f"{FIRST}\n\n{NOTES}", LAST)
    assert "Det med anledning\nav att larmen inte kom fram." in text
    assert text.index("Individens behov") < text.index("Under hösten")
    assert "arbetssätt.\n2 En klassifikation." in text


def test_no_quote_runs_over_where_footnotes_stood_or_stand_now() -> None:
    found = _cleaned(f"{FIRST}\n\n{NOTES}", LAST)
    stood = found.text.index("anledning") + len("anledning")
    stand = found.text.index("1 Individens"), found.text.index("Under hösten")
    assert any(stood <= seam <= stood + 1 for seam in found.seams)
    assert set(stand) <= set(found.seams)


@pytest.mark.parametrize(
    ("page", "after"),
    [
        (f"{FIRST} av brist.\n\n{NOTES}", LAST),  # the sentence has ended
        (f"{FIRST}\n\n{NOTES}", "Larmen kom inte fram."),  # no sentence goes on
        (f"{FIRST.replace('IBIC1', 'IBIC')}\n\n{NOTES}", LAST),  # the lines are no footnotes: nothing marks them
        (f"{FIRST}\n\n1 240 besök\n1 310 besök", LAST),
    ],
)
def test_what_cuts_no_sentence_in_two_stays(page: str, after: str) -> None:
    text = _clean(page, after)
    assert text.index("Under hösten") < text.index(page.splitlines()[-1])
