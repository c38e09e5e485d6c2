"""A page that is open in a browser, with all that goes wrong on it."""

from __future__ import annotations

import time
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request, ViewportSize

YELLOW = (255, 230, 102)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
STARTS = 60_000  # milliseconds, on a busy machine


def marked(page: Page) -> int:
    """Return how many pixels of what is shown are marked."""
    image = np.asarray(Image.open(BytesIO(page.screenshot())).convert("RGB")).astype(int)
    return int((np.abs(image - YELLOW).max(axis=2) < 12).sum())


class Visit:
    """A page that is open, with all that went wrong on it."""

    def __init__(self, page: Page, address: str, view: str = "fraga") -> None:
        self.page = page
        self.wrong: list[str] = []
        self.elsewhere: list[str] = []
        self._address = address
        page.on("dialog", self._dialog)
        page.on("pageerror", self._error)
        page.on("console", self._console)
        page.context.on("request", self._request)
        page.goto(f"{address}/#{view}")
        page.wait_for_selector(f"#vy-{view}:not([hidden]) h1", timeout=STARTS)

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _error(self, error: Error) -> None:
        self.wrong.append(f"error: {error}")

    def _console(self, told: ConsoleMessage) -> None:
        if told.type == "error":
            self.wrong.append(told.text)

    def _request(self, asked: Request) -> None:
        if not asked.url.startswith((self._address, "data:")):
            self.elsewhere.append(asked.url)

    def ask(self, question: str, number: int = 1) -> str:
        """Ask by the keyboard, and return what is shown."""
        self.page.fill("#fraga textarea", question)
        self.page.press("#fraga textarea", "Enter")
        self.page.wait_for_selector(f"#tur-{number} .svar")
        return self.page.inner_text(f"#tur-{number}")

    def tab_to(self, selector: str, most: int = 60) -> None:
        """Go to a part of the page by the tab key alone."""
        for _ in range(most):
            if self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by the keyboard")

    def until(self, told: str, argument: object = None, seconds: float = 30.0) -> None:
        """Wait until an expression holds. Playwright's own way is stopped by the page's content policy."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(told, argument):
            if time.monotonic() > end:
                raise AssertionError(f"never: {told}")
            self.page.wait_for_timeout(100)
