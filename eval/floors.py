"""Floors kept in the repository: a figure below its floor, or a latency above its ceiling, fails a run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.errors import FloorsError

FILE = Path(__file__).with_name("floors.toml")
_CEILINGS = frozenset({"p50_ms", "p95_ms"})  # lower is better


def floors_for(name: str, file: Path = FILE) -> dict[str, float]:
    """Return the floors of a set of questions; none where the file has none for it.

    Args:
        name: the set's: its file's name without the ending, or what was measured ("conversations").
        file: the floors.

    Raises:
        FloorsError: the file cannot be read, or a floor is no number.
    """
    try:
        sections = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FloorsError(f"{file.name} går inte att läsa: {error}.") from error
    section = sections.get(name, {})
    if not isinstance(section, dict) or not all(isinstance(one, int | float) for one in section.values()):
        raise FloorsError(f"Avsnittet {name} i {file.name} ska vara en tabell med tal.")
    return {measure: float(value) for measure, value in section.items()}


def below(figures: Mapping[str, Any], floors: Mapping[str, float]) -> list[str]:
    """Return what fails, told in Swedish; a figure that was not measured fails too.

    Args:
        figures: measure → {"value": …}.
        floors: measure → least value (most, for a latency).
    """
    told = []
    for name, floor in floors.items():
        if name not in figures:
            told.append(f"{name} är inte mätt; golvet är {floor:g}.")
            continue
        value = float(figures[name]["value"])
        if value > floor if name in _CEILINGS else value < floor:
            told.append(f"{name} är {value:g}; {'taket' if name in _CEILINGS else 'golvet'} är {floor:g}.")
    return told
