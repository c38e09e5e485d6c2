"""The motion's own arithmetic, done again."""

from __future__ import annotations

from app.drafting.arithmetic import amounts_in, changed, products

LEVELS = "Habiliteringsersättningen är 56,25 kronor för heltid och 36,50 kronor för deltid per dag."


def test_a_doubled_amount() -> None:
    results = changed("att fördubbla habiliteringsersättningen", 1, amounts_in(LEVELS, 2))
    assert [one.text for one in results] == [
        "Fördubbling av 56,25 kr blir 112,50 kr (56,25 × 2 = 112,50) [2] [1].",
        "Fördubbling av 36,50 kr blir 73,00 kr (36,50 × 2 = 73,00) [2] [1].",
    ]
    assert results[0].figure["derived"] is True
    assert results[0].figure["value"] == "112.50"


def test_an_index_after_a_raise() -> None:
    results = changed("att höja habiliteringsersättningen med 10 procent och indexera den med 2 procent", 1, amounts_in(LEVELS, 2))
    assert [one.figure["value"] for one in results[:2]] == ["61.88", "63.12"]


def test_amounts_of_something_else_stay() -> None:
    assert changed("att fördubbla antalet parkbänkar", 1, amounts_in(LEVELS, 2)) == []
    assert changed("att habiliteringsersättningen utreds", 1, amounts_in(LEVELS, 2)) == []


def test_a_price_times_a_number() -> None:
    right = [("Ett kort kostar 1 000 kronor per person och år.", 1), ("Med 2 500 invånare blir det 2,5 miljoner kronor.", 2)]
    results = products(right)
    assert len(results) == 1
    assert "1 000 × 2 500 = 2 500 000" in results[0].text
    assert products([("Ett kort kostar 1 000 kronor.", 1), ("Med 2 500 invånare blir det 3,5 miljoner kronor.", 2)]) == []
    assert products([("År 2024 kostade kortet 10 kronor och allt 20 240 kronor.", 1)]) == []
