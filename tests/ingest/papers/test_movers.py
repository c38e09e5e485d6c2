"""Whose a party's own paper is, by its top and by what others call it."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.papers.movers import Own, own_paper, referred


@pytest.mark.parametrize(
    ("top", "own"),
    [
        ("Kommunstyrelsen\n\nYrkande            M, D, KD\n\n2026-03-04\n", Own("Yrkande", "M, D, KD")),
        ("Yttrande       (V, S) 2026-03-04\n\nYttrande angående motion av Bo Al (M)", Own("Yttrande", "V, S")),
        ("Yttrande    Moderaterna, Liberalerna, 2026-03-04      Kristdemokraterna\n", Own("Yttrande", "Moderaterna, Liberalerna, Kristdemokraterna")),
        ("Yrkande     (M, L) Särskilt yttrande     (D) 2026-03-04", Own("Yrkande", "M, L")),
        ("Yrkande från S och V\n\nFörslag till beslut", Own("Yrkande", "S och V")),
        ("Reviderat yrkande      Gröna Listan\n", Own("Reviderat yrkande", "Gröna Listan")),
        ("Kommunstyrelsen\n\nTilläggsyrkande 2026-03-04\n\nMotion av Bo Al (M) om bad", Own("Tilläggsyrkande", "")),
        ("Yttrande över motion av Bo Al (M) om bad\n", Own("Yttrande", "")),
    ],
)  # fmt: skip
def test_what_its_top_says(top: str, own: Own) -> None:
    assert own_paper(top) == own


def test_what_others_call_it() -> None:
    text = "Bo Al (M) yrkade bifall till yrkande från M och KD den 4 mars 2026. 3. Yrkande från V, daterat 2026-02-03. Yrkande SD den 5 maj 2026"
    assert list(referred(text)) == [("M och KD", date(2026, 3, 4)), ("V", date(2026, 2, 3)), ("SD", date(2026, 5, 5))]
