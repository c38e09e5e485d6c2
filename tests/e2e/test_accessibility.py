"""axe-core on every view, light and dark: no violation of WCAG 2.1 A or AA."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.e2e.conftest import Server
from tests.e2e.visit import DESKTOP, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.real

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
MOTION = """Motion om avgiftsfria trygghetslarm

Många äldre tvekar att skaffa trygghetslarm eftersom det kostar pengar varje månad.

Vi yrkar

att trygghetslarm blir avgiftsfria för personer över 80 år.

Ronja Ekestubbe (GL)
"""
RULES = "axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}})"


def violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(RULES)
    return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
def test_no_view_has_a_barrier(browser: Browser, server: Server, scheme: Literal["light", "dark"], size: Any) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core saknas: npm ci --prefix tests/e2e")
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="sv-SE", reduced_motion="reduce", bypass_csp=True)
    visit = Visit(context.new_page(), server.address)
    page = visit.page
    page.locator("#vy-fraga button.exempel:visible").first.wait_for()
    page.click("#filter > button")
    assert violations(page) == []
    page.click("#filter-namnd input")
    page.locator("[role=option]:visible").first.wait_for()
    page.wait_for_timeout(600)  # the list fades in, and half faded nothing has its contrast
    assert violations(page) == [], "an open list"
    page.keyboard.press("Escape")
    visit.ask("Vad beslutade socialnämnden i Ale om trygghetslarm?")
    page.locator("#tur-1 .fel-svar").click()
    assert violations(page) == [], "an answer"
    page.locator("#tur-1 a[data-handling]").first.click()
    page.locator("#visare[open] :is(img, iframe)").wait_for()
    assert violations(page) == [], "a paper"
    page.keyboard.press("Escape")
    visit.ask("Hur många kamelhårsborstar köpte Stockholm in 1987?", 2)
    assert violations(page) == [], "a refusal"
    ready = {
        "ekonomi": "#ekonomi-staplar .js-plotly-plot .bars",
        "arenden": "#vy-arenden button.exempel:visible",
        "motionssvar": "#gor-utkast",
        "dokument": "#handlingar tbody tr",
        "om": "#om-modeller dl",
    }
    for view, part in ready.items():
        page.goto(f"{server.address}/#{view}")
        page.locator(part).first.wait_for()
        assert violations(page) == [], view
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
    page.goto(f"{server.address}/#arenden")
    page.fill("#arende :is(input, textarea)", "trygghetslarm")
    page.press("#arende :is(input, textarea)", "Enter")
    page.locator("#tidslinjen .handelse").first.wait_for()
    assert violations(page) == [], "a matter"
    page.goto(f"{server.address}/#motionssvar")
    page.click("#motion-annan > button")
    page.fill("#motion-text textarea", MOTION)
    page.click("#gor-utkast")
    page.locator(".motion .krav li").first.wait_for(timeout=60_000)
    assert violations(page) == [], "a draft"
    context.close()
    assert visit.wrong == []
