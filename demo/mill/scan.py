"""A page as a scanner gives it: no text layer, a little askew, specks, one bit a pixel."""

from __future__ import annotations

import io
import random

import pypdfium2
from PIL import Image

DOTS_PER_INCH = 120  # legible for a person and for tesseract, and about 25 kB a page
ASKEW = 0.5  # degrees
SPECKS = 260
SEED = 1931
INK = 150  # grey values below this are black


def scanned(pdf: bytes, page: int = 0) -> bytes:
    """Return one page of a PDF as a PNG in black and white.

    The specks are drawn with a fixed seed, so that the same page gives the same picture.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
    finally:
        document.close()
    turned = picture.rotate(ASKEW, resample=Image.Resampling.BICUBIC, fillcolor=255)
    dust = random.Random(SEED)
    for _ in range(SPECKS):
        spot = (dust.randrange(turned.width), dust.randrange(turned.height))
        turned.putpixel(spot, dust.randrange(90))
    black = turned.point(lambda grey: 255 if grey > INK else 0).convert("1", dither=Image.Dither.NONE)
    out = io.BytesIO()
    black.save(out, "PNG", optimize=True)
    return out.getvalue()
