"""The web page in a real browser: question, answer, source, and the place marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.app.rig import EVIL_NAME
from tests.e2e.conftest import Server
from tests.e2e.visit import DESKTOP, PHONE, Visit, marked

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.real

_NEAR_TOP = 160  # pixels
QUESTION = "Vad beslutade socialnämnden i Ale om trygghetslarm?"


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    context = browser.new_context(viewport=DESKTOP, locale="en-US")
    made = Visit(context.new_page(), server.address)
    yield made
    context.close()
    assert made.wrong == []
    assert made.elsewhere == []


def test_a_question_gets_its_answer_and_a_click_shows_the_page_with_the_quote_marked(visit: Visit) -> None:
    shown = visit.ask(QUESTION)
    assert "trygghetslarm" in shown
    card = visit.page.locator("#tur-1 .kalla").first
    for told in ("Protokoll på svenska.pdf", "Socialnämnden", "§ 51", "s. 1"):
        assert told in card.inner_text()
    link = card.locator("a[data-handling]")
    link.click()
    viewer = visit.page.locator("#visare[open]")
    viewer.locator("img").wait_for()
    visit.until("document.querySelector('#visare img').naturalWidth > 0")
    assert marked(visit.page) > 200
    assert "Sida 1 av 2" in viewer.inner_text()
    viewer.get_by_role("button", name="Nästa sida").click()
    visit.until(
        "document.querySelector('#visare img')?.src.includes('/pages/2.png') && document.querySelector('#visare img').naturalWidth > 0"
    )
    assert marked(visit.page) == 0
    assert viewer.get_by_role("button", name="Nästa sida").is_disabled()
    visit.page.keyboard.press("ArrowLeft")
    visit.until("document.querySelector('#visare img')?.src.includes('/pages/1.png')")
    with visit.page.expect_download() as saved:
        viewer.get_by_role("link", name="Hämta filen").click()
    assert saved.value.suggested_filename == "Protokoll på svenska.pdf"
    visit.page.keyboard.press("Escape")
    viewer.wait_for(state="hidden")
    assert link.evaluate("one => one === document.activeElement")


def test_a_source_without_pages_opens_as_text_scrolled_to_the_quote(visit: Visit) -> None:
    visit.ask("Vem ska skriva en avvikelse i Ale?")
    visit.page.locator("#tur-1 .kalla a[data-handling]").first.click()
    frame = visit.page.frame_locator("#visare iframe")
    mark = frame.locator("mark#quote")
    mark.wait_for()
    assert "avvikelse" in mark.inner_text()
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < DESKTOP["height"]
    assert not visit.page.locator("#visare").get_by_role("button", name="Nästa sida").is_visible()
    assert frame.locator("html").get_attribute("lang") == "sv"


def test_the_page_says_that_it_is_a_machine_and_is_in_swedish_for_all(visit: Visit) -> None:
    page = visit.page
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert page.title() == "Kommunsvar"
    page.wait_for_selector("#inlast .inlast")
    told = page.inner_text("body")
    assert "Du talar med en maskin" in told
    assert "handlingar inlästa" in told
    for english in ("Loading", "Submit", "Textbox", "gradio", "Gradio", "Use via API", "Settings"):
        assert english not in told
    assert page.get_by_label("Din fråga").is_visible()
    assert page.get_attribute("#samtal", "aria-live") == "polite"


def test_a_refusal_looks_like_one(visit: Visit) -> None:
    shown = visit.ask("Hur många kamelhårsborstar köpte Stockholm in 1987?")
    assert visit.page.locator("#tur-1 .svar.nej").count() == 1
    assert visit.page.locator("#tur-1 .kalla").count() == 0
    assert "framgår inte" in shown


def test_a_question_that_cannot_be_taken_is_told_in_swedish(visit: Visit) -> None:
    assert "Frågan är tom" in visit.ask(" ")
    page = visit.page
    page.fill("#fraga textarea", "å" * 50_000)
    page.click("#skicka")
    page.get_by_text("Frågan är för lång").wait_for()
    assert len(page.input_value("#fraga textarea")) == 50_000
    page.fill("#fraga textarea", "Vad kostar en kamel i Sala?")
    page.click("#skicka")
    page.wait_for_selector("#tur-1 .svar.nej")


def test_markup_in_questions_names_and_documents_is_shown_and_not_run(visit: Visit) -> None:
    evil = "<img src=x onerror=alert(4)> **fet** ${alert(5)} Vad gäller för giraffer?"
    assert evil in visit.ask(evil)
    shown = visit.ask("När ska giraffer matas?", 2)
    assert EVIL_NAME in shown
    assert "${alert(3)}" in shown
    assert visit.page.locator("#samtal img, #samtal script, #samtal b, #samtal strong").count() == 0
    visit.page.wait_for_timeout(500)  # time for anything to run that should not


def test_the_examples_can_be_asked_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    first = page.locator("button.exempel:visible").first
    first.wait_for()
    question = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#tur-1 .kalla")
    assert question in page.inner_text("#tur-1 h2")
    assert page.locator("#vy-fraga button.exempel:visible").count() == 0
    page.wait_for_selector("#fraga textarea:focus")


def test_a_conversation_follows_its_newest_question(visit: Visit) -> None:
    visit.ask("Vem ska skriva en avvikelse i Ale?")
    visit.ask(QUESTION, 2)
    for _ in range(50):  # the page scrolls smoothly
        top = visit.page.evaluate("document.querySelector('#tur-2').getBoundingClientRect().top")
        if abs(top) < _NEAR_TOP:
            break
        visit.page.wait_for_timeout(100)
    assert abs(top) < _NEAR_TOP
    assert visit.page.locator("#samtal .tur").count() == 2


def test_a_lost_connection_is_told_in_swedish_and_the_question_stays(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="en-US")
    page = Visit(context.new_page(), server.address).page
    context.set_offline(True)
    page.fill("#fraga textarea", QUESTION)
    page.press("#fraga textarea", "Enter")
    page.get_by_text("Kontakten med tjänsten bröts").first.wait_for()
    assert page.input_value("#fraga textarea") == QUESTION
    context.close()


@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_a_phone(browser: Browser, server: Server, dark: bool) -> None:
    scheme = "dark" if dark else "light"
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, has_touch=True)  # type: ignore[arg-type]
    visit = Visit(context.new_page(), server.address)
    visit.ask(QUESTION)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for part in ("#fraga textarea", "#skicka", "#tur-1 .svar"):
        box = visit.page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    context.close()
    assert visit.wrong == []
