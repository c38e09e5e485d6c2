"""What is stated of papers taken in: a municipality by its name alone."""

from __future__ import annotations

import pytest

from ingest.structure import Stated


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tunadals kommun", "Tunadals"),  # no municipality that is known: the s may be its own
        ("Lunds kommun", "Lund"),
        ("Alingsås kommun", "Alingsås"),
        ("Göteborgs Stad", "Göteborg"),
        (" Ale ", "Ale"),
        ("", ""),
    ],
)
def test_a_municipality_is_kept_by_its_name(typed: str, name: str) -> None:
    assert Stated(typed).municipality == name
