from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.api.marking import Quote, Rectangle, find, folded, lines_of

PAGE = "Protokoll 3 (12)\r\nNämnden beslutar att förvalt\x02ningen ska •  utreda frågan.\r\nNämnden beslutar att avslå."


def _found(quote: Quote, page: str = PAGE) -> list[str]:
    return [page[start:end] for start, end in find(quote, page)]


def test_white_space_hyphens_and_bullets_do_not_matter() -> None:
    assert _found(Quote("beslutar att förvaltningen\nska utreda")) == ["beslutar att förvalt\x02ningen ska •  utreda"]


def test_letters_composed_or_not_are_the_same() -> None:
    assert _found(Quote("Na\u0308mnden beslutar att avslå")) == ["Nämnden beslutar att avslå"]


def test_ligatures_are_their_letters() -> None:
    assert _found(Quote("finansiella"), "De ﬁnansiella målen") == ["ﬁnansiella"]


def test_signs_at_the_ends_are_marked_too() -> None:
    assert _found(Quote("§ 40 Val."), "§ 39 Nej. § 40 Val. § 41") == ["§ 40 Val."]


def test_the_surroundings_tell_repeats_apart() -> None:
    first, second = PAGE.index("Nämnden"), PAGE.rindex("Nämnden")
    assert find(Quote("Nämnden beslutar att", before="3 (12)", after="förvalt"), PAGE)[0][0] == first
    assert find(Quote("Nämnden beslutar att", before="utreda frågan.", after="avslå"), PAGE)[0][0] == second


def test_what_stands_there_of_a_quote_that_does_not_stand_there_whole() -> None:
    found = _found(Quote("Nämnden beslutar att något annat. utreda frågan. Nämnden beslutar att avslå."))
    assert found == ["Nämnden beslutar att", "utreda frågan.\r\nNämnden beslutar att avslå."]


def test_words_that_are_not_there_are_not_marked() -> None:
    assert find(Quote("En helt annan text om något helt annat"), PAGE) == []
    assert find(Quote(" … – "), PAGE) == []
    assert find(Quote("ord"), "") == []


@given(st.text(alphabet="ab å.§-\n", min_size=1, max_size=60), st.data())
def test_any_part_of_a_page_is_found_with_all_its_letters(page: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    quote = Quote(page[start:end], page[:start], page[end:])
    found = find(quote, page)
    if folded(quote.text)[0]:
        assert [folded(page[a:b])[0] for a, b in found] == [folded(quote.text)[0]]
        assert found[0][1] <= len(page)
    else:
        assert found == []


def test_a_rectangle_a_line_and_a_new_one_for_another_column() -> None:
    boxes = [Rectangle(x, 100, x + 8, 112) for x in (10, 18, 30, 300, 308)] + [Rectangle(10, 120, 20, 132)]
    assert lines_of(boxes) == [Rectangle(10, 100, 38, 112), Rectangle(300, 100, 316, 112), Rectangle(10, 120, 20, 132)]
    assert lines_of([]) == []
