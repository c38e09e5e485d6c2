"""Rows called by a measure alone belong to the line above them, where arithmetic proves it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.figures.cells import figures_of
from tests.ingest.documents import document

TABLE = """Ekonomi

Ekonomi (tkr) 2024 2025
Intäkter 1 100 1 250
Kostnader -9 700 -9 900
Nettokostnader -8 600 -8 650
Budget -8 690 -9 900
Budgetavvikelse {first} 1 250
Nettoinvesteringar 2 300 5 400
Budget 4 200 6 000
Budgetavvikelse -1 900 -600
"""


def _groups(text: str) -> dict[tuple[tuple[str, ...], str], list[Decimal]]:
    told: dict[tuple[tuple[str, ...], str], list[Decimal]] = {}
    for figure in figures_of(document(text)):
        told.setdefault((figure.group, figure.label), []).append(figure.value)
    return told


def test_a_budget_and_a_deviation_are_of_the_line_they_are_proved_by() -> None:
    told = _groups(TABLE.format(first="90"))
    assert told[("Nettokostnader",), "Budgetavvikelse"] == [Decimal(90), Decimal(1250)]
    assert told[("Nettokostnader",), "Budget"] == [Decimal(-8690), Decimal(-9900)]
    assert told[("Nettoinvesteringar",), "Budgetavvikelse"] == [Decimal(-1900), Decimal(-600)]


@pytest.mark.parametrize("first", ["-90", "190"])
def test_where_the_line_does_not_prove_them_they_stay_alone(first: str) -> None:
    told = _groups(TABLE.format(first=first))
    assert (("Nettokostnader",), "Budgetavvikelse") not in told
