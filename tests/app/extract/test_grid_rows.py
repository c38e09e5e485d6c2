"""The lines of a grid are rows of their own, whatever their last cell says."""

from __future__ import annotations

from app.extract.printed_rows import has_values
from app.extract.unit_model import UnitKind
from app.extract.units import units_of
from tests.passages import LINGONBY, chunk

GRID = (
    "Projekt | Budget | Utfall | Läge\n"
    "Hamnen | |\n"
    "Brygga norr | 7 200 | -7 645 | Avslutat\n"
    "Brygga söder | 2 400 | -1 180 | Pågår\n"
    "Kran | 900 | -884 | Avslutat\n"
    "Ramp | 1 100 | -1 062 | Löpande"
)


def test_each_line_of_a_grid_is_a_row() -> None:
    rows = [unit.text for unit in units_of(chunk(GRID, LINGONBY)) if unit.kind is UnitKind.ROW]
    assert "Brygga norr | 7 200 | -7 645 | Avslutat" in rows
    assert "Ramp | 1 100 | -1 062 | Löpande" in rows
    assert not any("\n" in row for row in rows)


def test_a_row_has_a_value_in_any_cell_but_its_first() -> None:
    assert has_values("Brygga | 7 200 | Avslutat")
    assert has_values("Brygga 7 200")
    assert not has_values("2 bryggor | Avslutat")
