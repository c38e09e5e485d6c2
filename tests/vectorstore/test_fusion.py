"""Scores made one: what holds for any scores."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.fusion import best, fused, normalised

_scores = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.floats(-1e6, 1e6), max_size=12)
_shares = st.dictionaries(st.text("abc", min_size=1, max_size=3), st.floats(0, 1), max_size=12)
_weights = st.floats(0, 10)
same = settings(derandomize=True, deadline=None, max_examples=60)


@same
@given(_scores, st.none() | st.floats(-1e6, 1e6))
def test_normalised_scores_lie_between_nothing_and_one(scores: dict[str, float], floor: float | None) -> None:
    result = normalised(scores, floor)
    assert result.keys() == scores.keys()
    assert all(0.0 <= score <= 1.0 for score in result.values())


@same
@given(_scores)
def test_normalising_keeps_the_order_and_makes_the_best_one(scores: dict[str, float]) -> None:
    result = normalised(scores)
    assert not scores or max(result.values()) == 1.0
    order = sorted(scores, key=scores.__getitem__)
    assert [result[key] for key in order] == sorted(result.values())


def test_below_the_floor_is_nothing() -> None:
    assert normalised({"a": 0.9, "b": 0.85, "c": 0.2}, 0.8) == pytest.approx({"a": 1.0, "b": 0.5, "c": 0.0})


def test_equal_scores_are_all_best() -> None:
    assert normalised({"a": 2.0, "b": 2.0}) == {"a": 1.0, "b": 1.0}
    assert normalised({"a": 2.0}, 5.0) == {"a": 1.0}


@same
@given(_shares, _shares, _weights, _weights)
def test_fusing_is_a_weighted_sum(one: dict[str, float], other: dict[str, float], w: float, v: float) -> None:
    result = fused({"one": (one, w), "other": (other, v)})
    assert result.keys() == one.keys() | other.keys()
    for key, score in result.items():
        assert math.isclose(score, w * one.get(key, 0.0) + v * other.get(key, 0.0), abs_tol=1e-9)
    assert result == pytest.approx(fused({"other": (other, v), "one": (one, w)}))


@same
@given(_shares, _shares)
def test_what_both_legs_put_first_stays_first(one: dict[str, float], other: dict[str, float]) -> None:
    result = fused({"one": ({**one, "best": 1.0}, 0.4), "other": ({**other, "best": 1.0}, 0.6)})
    assert result["best"] == pytest.approx(max(result.values()))


@same
@given(_scores, st.integers(0, 20))
def test_the_best_come_in_order_whatever_order_they_are_given_in(scores: dict[str, float], k: int) -> None:
    first = best(scores, k)
    assert first == best(dict(reversed(scores.items())), k)
    assert len(first) == min(k, len(scores))
    assert [scores[key] for key in first] == sorted(scores.values(), reverse=True)[:k]


def test_ties_go_by_key() -> None:
    assert best({"c": 1.0, "a": 1.0, "b": 2.0}, 3) == ["b", "a", "c"]


def test_nothing_gives_nothing() -> None:
    assert normalised({}) == fused({}) == {}
    assert best({}, 5) == []
