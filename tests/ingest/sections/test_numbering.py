"""Numbers of headings, told from those of footnotes and lists."""

from __future__ import annotations

import pytest

from ingest.sections.numbering import Number, follows, read_numbering


@pytest.mark.parametrize(
    ("last", "number", "goes_on"),
    [
        ((1,), (2,), True),
        ((2,), (2, 1), True),
        ((2, 1), (2, 1, 1), True),
        ((2, 1, 3), (2, 2), True),
        ((2, 1, 3), (3,), True),
        ((2, 2), (2, 4), True),
        ((2,), (2,), False),
        ((3,), (2,), False),
        ((2,), (7,), False),
        ((2, 1), (3, 2), False),
        ((1,), (12,), False),
    ],
)
def test_which_number_can_be_the_next(last: Number, number: Number, goes_on: bool) -> None:
    assert follows(last, number) is goes_on


def test_headings_in_order() -> None:
    assert read_numbering([(1,), (2,), (2, 1), (2, 2), (3,)]).headings == frozenset(range(5))


def test_a_footnote_number_follows_nothing() -> None:
    read = read_numbering([(1,), (12,), (2,)])
    assert read.headings == {0, 2}
    assert read.points == frozenset()


def test_a_list_inside_a_section_is_points_when_the_sections_go_on() -> None:
    read = read_numbering([(3,), (3, 1), (1,), (2,), (3,), (3, 2)])
    assert read.points == {2, 3, 4}
    assert 5 in read.headings


def test_a_new_paper_numbers_anew_and_the_old_one_never_goes_on() -> None:
    read = read_numbering([(1,), (1, 1), (2,), (2, 1), (1,), (1, 1), (2,), (3,)])
    assert read.headings == frozenset(range(8))


def test_a_one_that_nothing_follows_numbers_nothing() -> None:
    assert read_numbering([(1,)]).headings == frozenset()


def test_a_text_may_begin_inside_a_chapter() -> None:
    assert read_numbering([(4, 2), (4, 3), (5,)]).headings == {0, 1, 2}
