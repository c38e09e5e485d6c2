"""Scores of several ways of searching made one. Pure.

Normalised scores with fixed weights: rank fusion with a weak leg buries exact matches (docs/evaluation.md).
"""

from __future__ import annotations

from collections.abc import Mapping

Scores = Mapping[str, float]


def normalised(scores: Scores, floor: float | None = None) -> dict[str, float]:
    """Return scores moved to [0, 1]: the best is 1, `floor` (or the lowest score) is 0."""
    if not scores:
        return {}
    low = min(scores.values()) if floor is None else floor
    span = max(scores.values()) - low
    return {key: max(0.0, (score - low) / span) if span > 0 else 1.0 for key, score in scores.items()}


def fused(legs: Mapping[str, tuple[Scores, float]]) -> dict[str, float]:
    """Return the weighted sum of normalised scores; a leg that did not find a key gives it nothing.

    Args:
        legs: name → (normalised scores, weight).
    """
    total: dict[str, float] = {}
    for scores, weight in legs.values():
        for key, score in scores.items():
            total[key] = total.get(key, 0.0) + weight * score
    return total


def best(scores: Scores, k: int) -> list[str]:
    """Return the k keys with the highest scores, best first; ties by key, so that an order never wanders."""
    return sorted(scores, key=lambda key: (-scores[key], key))[:k]
