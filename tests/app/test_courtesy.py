"""Questions go before papers, but papers get on."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import numpy as np

from app.courtesy import CourteousEmbedder, Courtesy
from vectorstore.model import Vector


class _Counting:
    name, dimension = "counting", 2

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def passages(self, texts: Sequence[str]) -> Vector:
        self.sizes.append(len(texts))
        return np.ones((len(texts), 2), np.float32)

    def query(self, text: str) -> Vector:
        assert text
        return np.ones(2, np.float32)


def test_nothing_waits_where_nobody_asks() -> None:
    started = time.monotonic()
    Courtesy(patience=5).give_way()
    assert time.monotonic() - started < 1


def test_the_other_work_waits_for_an_answer() -> None:
    courtesy = Courtesy(patience=30)
    done: list[str] = []
    with courtesy.answering():

        def put_in() -> None:
            courtesy.give_way()
            done.append("paper")

        other = threading.Thread(target=put_in)
        other.start()
        time.sleep(0.1)
        done.append("answer")
    other.join(10)
    assert done == ["answer", "paper"]


def test_the_other_work_does_not_wait_for_ever() -> None:
    courtesy = Courtesy(patience=0.05)
    started = time.monotonic()
    with courtesy.answering():
        courtesy.give_way()
    assert 0.04 < time.monotonic() - started < 5


def test_an_answer_that_fails_is_over() -> None:
    courtesy = Courtesy(patience=5)
    try:
        with courtesy.answering():
            raise ValueError
    except ValueError:
        pass
    started = time.monotonic()
    courtesy.give_way()
    assert time.monotonic() - started < 1


def test_passages_are_embedded_a_few_at_a_time_and_come_back_whole() -> None:
    counting = _Counting()
    courteous = CourteousEmbedder(counting, Courtesy(patience=0.01))
    assert courteous.passages([str(n) for n in range(20)]).shape == (20, 2)
    assert counting.sizes == [8, 8, 4]
    assert courteous.passages([]).shape == (0, 2)
    assert (courteous.name, courteous.dimension, courteous.query("x").shape) == ("counting", 2, (2,))
