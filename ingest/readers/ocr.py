"""Reading the text in an image of a page with tesseract, where it is installed with Swedish."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from functools import cache
from typing import Protocol

from PIL.Image import Image

LANGUAGE = "swe"
INSTALL = "installera tesseract-ocr och tesseract-ocr-swe"
_ASK_SECONDS = 20  # what `tesseract --list-langs` may take on a busy machine; usually 0.05


class Ocr(Protocol):
    """Reads text in images."""

    def read(self, image: Image, seconds: float) -> str:
        """Return the text in the image, "" where there is none or it could not be read within the time."""
        ...


class Tesseract:
    """Tesseract with its Swedish model."""

    def read(self, image: Image, seconds: float) -> str:
        """See `Ocr.read`."""
        # Imported here: it brings pandas along, a second that only scanned papers should cost.
        pytesseract = importlib.import_module("pytesseract")
        try:
            text = str(pytesseract.image_to_string(image, lang=LANGUAGE, timeout=seconds))
        except RuntimeError:  # its own error and its timeout are both of this kind
            return ""
        return text.replace("\f", "").strip()


@cache
def find_tesseract() -> Tesseract | None:
    """Return tesseract, or None where it or its Swedish model is not installed; looked for once a process."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=_ASK_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Tesseract() if LANGUAGE in listed.stdout.decode(errors="replace").split() else None
