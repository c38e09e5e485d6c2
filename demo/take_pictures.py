"""Takes the pictures of every view for docs/bilder, of a running Kommunsvar over the demo papers: `make pictures`."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SIZES: dict[str, ViewportSize] = {"dator": {"width": 1280, "height": 900}, "mobil": {"width": 390, "height": 844}}
SCHEMES: dict[Literal["light", "dark"], str] = {"light": "", "dark": "-morkt"}
QUESTION = "Hur snabbt ska jag skriva en avvikelse?"
REFUSED = "Hur många kamelhårsborstar köpte Stockholm in 1987?"
MATTER = "avgiftsfria trygghetslarm"
IN_THE_DARK = ("svar", "ekonomi")  # in the light every view: the guide shows those
WAIT = 30_000  # milliseconds


def browser_here() -> str | None:
    """Return the path of the machine's Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def fraga(page: Page) -> None:
    """Wait for the examples."""
    page.wait_for_selector("button.exempel:visible", timeout=WAIT)


def svar(page: Page) -> None:
    """Ask, and wait for the answer with its source."""
    page.fill("#fraga textarea", QUESTION)
    page.press("#fraga textarea", "Enter")
    page.wait_for_selector("#tur-1 .kalla", timeout=WAIT)
    page.wait_for_timeout(900)


def kalla(page: Page) -> None:
    """Ask, and open a source that has pages."""
    svar(page)
    page.fill("#fraga textarea", "Vad beslutade vård- och omsorgsnämnden om årsbokslutet 2025?")
    page.press("#fraga textarea", "Enter")
    page.wait_for_selector("#tur-2 .kalla a[data-handling]", timeout=WAIT)
    pictured = page.locator("#tur-2 .kalla a[data-handling]:not([data-sidor='0'])")
    (pictured if pictured.count() else page.locator("#tur-2 .kalla a[data-handling]")).first.click()
    page.wait_for_selector("#visare[open] img, #visare[open] iframe", timeout=WAIT)
    page.wait_for_timeout(1200)


def nej(page: Page) -> None:
    """Ask what the papers do not hold."""
    page.fill("#fraga textarea", REFUSED)
    page.press("#fraga textarea", "Enter")
    page.wait_for_selector("#tur-1 .svar.nej", timeout=WAIT)
    page.wait_for_timeout(600)


def ekonomi(page: Page) -> None:
    """Wait for table and chart."""
    page.wait_for_selector("#ekonomi-tabell table", timeout=WAIT)
    page.wait_for_selector("#ekonomi-staplar .js-plotly-plot .bars", timeout=WAIT)
    page.wait_for_timeout(800)


def arenden(page: Page) -> None:
    """Look a matter up."""
    page.fill("#arende :is(input, textarea)", MATTER)
    page.press("#arende :is(input, textarea)", "Enter")
    page.wait_for_selector("#tidslinjen .handelse", timeout=WAIT)


def motionssvar(page: Page) -> None:
    """Draft the reply to a motion that is indexed."""
    page.click("#motion-inlast input")
    page.locator("[role=option]:visible").filter(has_text="trygghetslarm").first.click()
    page.click("#gor-utkast")
    page.wait_for_selector(".motion .krav li", timeout=WAIT)
    page.wait_for_timeout(600)


def dokument(page: Page) -> None:
    """Wait for the list."""
    page.wait_for_selector("#handlingar tbody tr", timeout=WAIT)


def om(page: Page) -> None:
    """Wait for the models in use."""
    page.wait_for_selector("#om-modeller dl", timeout=WAIT)


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "fraga": ("fraga", fraga),
    "svar": ("fraga", svar),
    "kalla": ("fraga", kalla),
    "nej": ("fraga", nej),
    "ekonomi": ("ekonomi", ekonomi),
    "arenden": ("arenden", arenden),
    "motionssvar": ("motionssvar", motionssvar),
    "dokument": ("dokument", dokument),
    "om": ("om", om),
}


def take(address: str, folder: Path, wanted: list[str]) -> None:
    """Take the pictures wanted, on desktop and phone, light and dark."""
    program = browser_here()
    if program is None:
        raise SystemExit("Chromium saknas: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        for size, viewport in SIZES.items():
            for scheme, mark in SCHEMES.items():
                for name in wanted if not mark else [one for one in wanted if one in IN_THE_DARK]:
                    view, make = PICTURES[name]
                    context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="sv-SE", reduced_motion="reduce")
                    page = context.new_page()
                    page.goto(f"{address}/#{view}")
                    page.wait_for_selector(f"#vy-{view}:not([hidden]) h1", timeout=WAIT)
                    make(page)
                    page.screenshot(path=folder / f"{name}-{size}{mark}.png")
                    context.close()
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parents[1] / "docs" / "bilder")
    parser.add_argument("names", nargs="*", default=list(PICTURES))
    given = parser.parse_args()
    take(given.address, given.folder, given.names)
