"""Compare a paper on disk with a paper just made: byte for byte, and by content where compression may differ.

Another version of zlib packs the same content into other bytes; a PDF and a zip file are then compared unpacked.
"""

from __future__ import annotations

import io
import zipfile

import pypdfium2


def difference(name: str, kept: bytes, made: bytes) -> str:
    """Return "" when the two are the same paper, else what differs, in Swedish."""
    if kept == made:
        return ""
    if name.endswith((".docx", ".xlsx")):
        return _zip_difference(kept, made)
    if name.endswith(".pdf"):
        return _pdf_difference(kept, made)
    return "innehållet skiljer sig"


def _zip_difference(kept: bytes, made: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(kept)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        if old.namelist() != new.namelist():
            return "delarna i filen är andra"
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    return f"skiljer sig i {', '.join(changed)}" if changed else ""


def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [document[n].get_textpage().get_text_range() for n in range(len(document))]
    finally:
        document.close()


def _pdf_difference(kept: bytes, made: bytes) -> str:
    old, new = _pages(kept), _pages(made)
    if len(old) != len(new):
        return f"{len(old)} sidor i mappen, {len(new)} från skriptet"
    changed = [str(n) for n, (a, b) in enumerate(zip(old, new, strict=True), 1) if a != b]
    return f"texten skiljer sig på sidan {', '.join(changed)}" if changed else ""
