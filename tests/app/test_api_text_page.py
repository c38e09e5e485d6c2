from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from app.api.text_page import POLICY, Shown, marked, text_page, window
from ingest.model import Metadata, Page, Section, SectionKind
from vectorstore.model import StoredDocument

STORED = StoredDocument(
    id="abc",
    key="/k",
    version="0" * 64,
    name='<i>"namn"</i>.txt',
    path="/k",
    media_type="text/plain",
    size=1,
    modified_ns=1,
    added=datetime(2026, 1, 1, tzinfo=UTC),
    metadata=Metadata(title="Rutin <script>alert(1)</script>", body="socialnämnden"),
    paged=False,
    pages=1,
    papers=1,
    chunks=1,
    characters=10,
)


def _shown(text: str, *pages: Page, sections: tuple[Section, ...] = ()) -> Shown:
    return Shown(STORED, text, pages or (Page(1, 0, len(text)),), sections)


def test_everything_is_escaped() -> None:
    page = text_page(_shown("Före <script>alert(2)</script> & efter"), 0, 4)
    assert "<script" not in page
    assert "<i>" not in page
    assert '<mark id="quote">Före</mark> &lt;script&gt;alert(2)&lt;/script&gt; &amp; efter' in page


def test_it_is_swedish_and_its_style_is_the_only_thing_let_in() -> None:
    page = text_page(_shown("text"), 0, 0)
    assert page.startswith('<!doctype html><html lang="sv">')
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert POLICY.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "<mark" not in page


@given(st.text(max_size=80), st.data())
def test_what_is_shown_is_the_text_and_what_is_marked_is_the_quote(text: str, data: st.DataObject) -> None:
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    html = marked(text, (0, len(text)), (edges[1], edges[3]), [(edges[0], edges[2])])
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    assert (
        unescape("".join(re.sub(r"<[^>]*>", "", part) for part in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)))
        == (text[edges[1] : edges[3]])
    )
    assert html.count('id="quote"') == (edges[1] < edges[3])


def test_a_quote_over_two_sheets_has_one_anchor() -> None:
    text = "Ett blad\n\nAndra bladet"
    page = text_page(_shown(text, Page(1, 0, 8, label="Ett"), Page(2, 10, len(text), label="Två")), 4, 16)
    assert page.count('id="quote"') == 1
    assert page.count("<mark") == 2
    assert "Blad: Två" in page


def test_headings_are_seen() -> None:
    section = Section(0, 0, SectionKind.HEADING, "Rubrik", 1, ("Rubrik",), 0, 20)
    assert "<strong>Rubrik</strong>" in text_page(_shown("Rubrik\n\nText.", sections=(section,)), 0, 0)
    other = replace(section, heading="Annat")
    assert "<strong>" not in text_page(_shown("Rubrik\n\nText.", sections=(other,)), 0, 0)


def test_of_a_long_text_what_lies_around_the_quote_is_shown() -> None:
    text = "".join(f"{n:07d}\n" for n in range(60_000))
    start = text.index("0040000")
    page = text_page(_shown(text), start, start + 7)
    assert '<mark id="quote">0040000</mark>' in page
    assert "en del av en lång handling" in page
    assert len(page) < 250_000
    assert window(10, 3, 5) == (0, 10)
    assert window(1_000_000, 999_990, 1_000_000)[1] == 1_000_000


def test_a_quote_past_the_end_marks_what_is_there() -> None:
    assert '<mark id="quote">xt</mark>' in text_page(_shown("text"), 2, 900)
    assert "<mark" not in text_page(_shown("text"), 800, 900)
