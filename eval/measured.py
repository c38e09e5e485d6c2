"""A figure of speed or size, and how long a piece of work takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure.

    Attributes:
        target: what DESIGN.md asks for; "" for nothing.
    """

    name: str
    value: float
    unit: str
    target: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds a piece of work takes."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)
