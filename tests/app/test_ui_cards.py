from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from app.model import Answer, Citation, Mode, Outcome, Reason
from app.ui import cards, places
from app.ui.cards import Turn
from app.ui.places import Standing
from ingest.model import SectionKind, Status

EVIL = "<script>alert(1)</script>\n\n<img src=x onerror='alert(2)'>\" onmouseover=\"alert(3)"


def _citation(**changes: object) -> Citation:
    values: dict[str, object] = {
        "number": 1,
        "document_id": "abc",
        "title": "Protokoll",
        "source": "protokoll.pdf",
        "municipality": "Ale",
        "body": "socialnämnden",
        "date": "2025-03-12",
        "doc_type": "protokoll",
        "section": ("§ 51 Avgift", "Beslut"),
        "paragraph": "§ 51",
        "diary_number": "SN 2025/97",
        "page": 3,
        "quote": "Nämnden beslutar.",
        "start": 10,
        "end": 27,
        "url": "/api/documents/abc/pages/3.png?start=10&end=27",
    }
    return Citation(**{**values, **changes})  # type: ignore[arg-type]


def _answer(text: str, *citations: Citation, outcome: Outcome = Outcome.ANSWERED, reason: Reason | None = None) -> Answer:
    return Answer("Fråga?", "Fråga?", outcome, reason, text, citations, (), Mode.EXTRACTIVE)


def _nowhere(_citation: Citation) -> Standing:
    return Standing()


class _Tags(HTMLParser):
    """Gathers every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _is_harmless(html: str) -> bool:
    tags = _Tags(html).found
    allowed = {"section", "h2", "h3", "h4", "div", "p", "a", "span", "article", "ul", "li", "blockquote", "br", "button"}
    return all(
        tag in allowed and not any(name.startswith("on") or name in ("style", "srcdoc") for name in attributes)
        for tag, attributes in tags
    ) and all(str(attributes["href"]).startswith(("/api/", "#")) for tag, attributes in tags if tag == "a")


def test_a_card_tells_where_the_quote_stands_and_opens_it_in_a_new_tab() -> None:
    html = cards.reply(_answer("Beslut: Nämnden beslutar. [1]", _citation()), 2, lambda _: Standing(SectionKind.DECISION, pages=9))
    for told in ("Protokoll", "Socialnämnden", "12 mars 2025", "§ 51", "Dnr SN 2025/97", "s. 3", "Nämnden beslutar.", "Ale"):
        assert told in html
    assert '<span class="marke beslut">Beslut</span>' in html
    assert 'href="/api/documents/abc/pages/3.png?start=10&amp;end=27" target="_blank" rel="noopener noreferrer"' in html
    assert "Visa sidan 3 med citatet utmärkt" in html
    assert 'data-handling="abc" data-namn="protokoll.pdf" data-sida="3" data-sidor="9" data-start="10" data-slut="27"' in html
    assert '<a class="hamta" href="/api/documents/abc/file" download>' in html
    assert 'href="#kalla-2-1"' in html
    assert 'id="kalla-2-1"' in html


def test_a_proposal_is_not_taken_for_a_decision() -> None:
    html = cards.reply(_answer("Förslag. [1]", _citation()), 1, lambda _: Standing(SectionKind.PROPOSAL))
    assert "Förslag – inte beslutat" in html
    assert "marke beslut" not in html


def test_a_source_without_pages_opens_its_text() -> None:
    citation = _citation(page=None, url="/api/documents/abc/text?start=10&end=27#quote")
    assert "Visa texten med citatet utmärkt" in cards.reply(_answer("Svar. [1]", citation), 1, _nowhere)


def test_a_refusal_looks_like_one() -> None:
    refused = _answer("Det framgår inte av handlingarna.", outcome=Outcome.UNSUPPORTED, reason=Reason.NO_EVIDENCE)
    html = cards.reply(refused, 1, _nowhere)
    assert 'class="svar nej"' in html
    assert "kallor" not in html
    withheld = _answer("§ 3 är borttagen.", outcome=Outcome.UNSUPPORTED, reason=Reason.WITHHELD)
    assert "sekretess" in cards.reply(withheld, 1, _nowhere)


def test_a_caution_and_the_points_of_a_list_are_told_apart() -> None:
    html = cards.reply(_answer("1. Ett\n2. Två [1]\nObs: handlingen är ett utkast.", _citation()), 1, _nowhere)
    assert html.count('class="punkt"') == 2
    assert '<p class="obs">Obs: handlingen är ett utkast.</p>' in html


def test_the_lines_of_a_quoted_list_stay_and_a_long_quote_is_cut() -> None:
    listed = cards.reply(_answer("Svar [1]", _citation(quote="1. Ett\nsom går vidare\n2. Två")), 1, _nowhere)
    assert "<blockquote>1. Ett som går vidare<br>2. Två</blockquote>" in listed
    borne = cards.reply(_answer("Bron kostar 482 tkr [1]", _citation(quote=f"{'ord ' * 300}Bron kostar 482 tkr.")), 1, _nowhere)
    assert "kostar 482 tkr" in borne.split("<blockquote>")[1]
    long = cards.reply(_answer("Svar [1]", _citation(quote="ord " * 400)), 1, _nowhere)
    assert len(re.findall("ord", long)) < 150
    assert "…" in long


def test_markup_from_outside_is_shown_and_not_run() -> None:
    citation = _citation(title=EVIL, source=EVIL, body=EVIL, quote=EVIL, section=(EVIL,), paragraph=EVIL, municipality=EVIL)
    html = cards.thread([Turn(1, EVIL, cards.reply(_answer(EVIL + "[1]", citation), 1, _nowhere))])
    assert _is_harmless(html)
    assert "&lt;script&gt;" in html
    assert _is_harmless(cards.failure(EVIL, EVIL, EVIL))


@given(st.text(max_size=80))
def test_nothing_written_gets_out_of_its_place(text: str) -> None:
    citation = _citation(title=text, quote=text or "x", url="/api/documents/abc/file")
    html = cards.thread([Turn(1, text, cards.reply(_answer(f"{text} [1]", citation), 1, _nowhere))])
    assert _is_harmless(html)
    assert "\n" not in html  # a blank line would end the HTML for Gradio's Markdown


def test_a_question_waits_for_its_answer() -> None:
    assert "Söker i handlingarna" in cards.thread([Turn(1, "Vad?")])
    assert "(tom fråga)" in cards.thread([Turn(1, " ")])


def test_a_paper_that_does_not_count_says_so() -> None:
    for status, told in ((Status.DRAFT, "Utkast – gäller inte än"), (Status.SUPERSEDED, "Ersatt av en nyare")):
        assert told in cards.reply(_answer("Svar. [1]", _citation()), 1, lambda _, status=status: Standing(status=status))  # type: ignore[misc]
    assert "marke forslag" not in cards.reply(_answer("Svar. [1]", _citation()), 1, lambda _: Standing(status=Status.FINAL))


def test_an_answer_is_copied_with_its_references_and_judged_by_its_trace() -> None:
    html = cards.reply(_answer("Ja. [1]\nOch nej.", _citation()), 1, _nowhere)
    copied = re.search(r'data-text="([^"]*)"', html)
    assert copied is not None
    assert copied[1].startswith(
        "Ja. [1]&#10;Och nej.&#10;&#10;[1] Protokoll, Ale, socialnämnden, 2025-03-12, § 51, SN 2025/97, s. 3"
    )
    assert "en maskin" in copied[1]
    assert "&quot;document_id&quot;: &quot;abc&quot;, &quot;start&quot;: 10, &quot;end&quot;: 27" in html


def test_a_question_understood_otherwise_is_told() -> None:
    answer = Answer(
        "och 2024?",
        "Vad kostade hemtjänsten 2024?",
        Outcome.ANSWERED,
        None,
        "5 kr [1]",
        (_citation(),),
        (),
        Mode.EXTRACTIVE,
        ("Och 2023?",),
    )
    html = cards.reply(answer, 1, _nowhere)
    assert "Frågan förstods som: Vad kostade hemtjänsten 2024?" in html
    assert '<button type="button" class="knapp folj">Och 2023?</button>' in html
    assert "förstods" not in cards.reply(_answer("Ja [1]", _citation()), 1, _nowhere)


def test_words_on_their_way_are_told_apart_until_they_are_verified() -> None:
    assert "inte prövat mot källorna än" in cards.under_way("Kanske", 1, verified=False)
    assert "inte prövat" not in cards.under_way("Säkert [1]", 1, verified=True)


def test_dates_and_ages_in_words() -> None:
    assert places.in_words("2026-01-07") == "7 januari 2026"
    assert places.in_words("2026-01") == "januari 2026"
    assert places.in_words("2026-13-07") == "2026-13-07"
    assert places.in_words("") == ""
    today = date(2026, 11, 22)
    told = {
        day: places.age(day, today)
        for day in ("2026-11-22", "2026-11-21", "2026-10-01", "2025-03-12", "2022-01-01", "2027-01-01", "x")
    }
    assert list(told.values()) == ["i dag", "1 dag sedan", "1 månad sedan", "20 månader sedan", "4 år sedan", "", ""]


def test_no_line_breaks_within_a_number_before_its_unit_or_after_a_paragraph_sign() -> None:
    told = cards.under_way("Enligt § 51 blev det 1 702 tkr eller 12,5 % av 2 rum.", 1, True)
    assert "§\u00a051 blev det 1\u00a0702\u00a0tkr eller 12,5\u00a0% av 2 rum." in told
