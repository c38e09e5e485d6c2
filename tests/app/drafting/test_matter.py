"""A matter over time, from the papers of Tunadal."""

from __future__ import annotations

from app.bootstrap import Services
from app.matters.standing import Standing


def test_by_diary_number(tunadal: Services) -> None:
    matter = tunadal.matters.about("KF 2025/77")
    assert [(one.date, one.body, one.paragraph, one.standing) for one in matter.events] == [
        ("2025-03-24", "kommunfullmäktige", "§ 31", Standing.DECISION)
    ]
    assert "remitteras" in matter.events[0].what
    assert matter.diary_numbers == ("KF 2025/77",)
    assert matter.events[0].citation.number == 1


def test_by_subject_the_paper_that_only_tells_of_it_counts_too(tunadal: Services) -> None:
    events = tunadal.matters.about("nyckelgömmor i hemtjänsten").events
    assert ("2025-03-24", Standing.DECISION) in {(one.date, one.standing) for one in events}
    assert ("2025-05", Standing.TOLD) in {(one.date, one.standing) for one in events}
    assert not any("torgplatser" in one.what for one in events)
    for one in events:
        text = tunadal.index.catalogue.text(one.citation.document_id)
        assert text[one.citation.start : one.citation.end] == one.citation.quote


def test_an_unknown_matter_has_no_events(tunadal: Services) -> None:
    assert tunadal.matters.about("KF 1999/1").events == ()
