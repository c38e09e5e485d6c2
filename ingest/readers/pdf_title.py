"""The title of a PDF: what its properties state, or the largest words of its first page. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.pdf_headings import body_style
from ingest.readers.pdf_rows import LaidPage, Row

_FILE_NAME = re.compile(r"(?:^microsoft \w+ - )|(?:\.(?:pdf|docx?|dotx?|odt|rtf|xlsx?|pptx?|indd|txt)$)", re.IGNORECASE)
_JUNK = re.compile(
    r"(?:untitled|namnlös|utan titel|(?:dokument|document|presentation|bok|book|blad|sheet|layout|sida|page)[\s_-]*\d*"
    r"|powerpoint-presentation|skannat dokument|scan.*|mall\b.*|.*\bmall|template.*|tom sida|blank|titel|title|rubrik)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_LARGER = 1.15  # times the size of the text
_EDGE = 0.04  # of the page's height at its top and foot
_PITCH = 1.6  # of the font size: the lines of a title stand no further apart
_MOST = 200  # characters


def choose_title(stated: str, pages: Sequence[LaidPage]) -> str:
    """Return the title of a document.

    Args:
        stated: what the file's properties say: "" and a program's default count for nothing, a file's name for little.
        pages: the document's, laid out.
    """
    stated = " ".join(stated.split())
    named = bool(_FILE_NAME.search(stated)) or "_" in stated
    junk = not _LETTERS.search(stated) or _JUNK.fullmatch(stated) is not None
    if stated and not named and not junk:
        return stated
    shown = _shown(pages)
    if shown or junk:
        return shown
    return _FILE_NAME.sub("", _FILE_NAME.sub("", stated)).replace("_", " ").strip()


def _shown(pages: Sequence[LaidPage]) -> str:
    """Return the largest words on the first page that has any, where they are larger than the document's text."""
    body = body_style([row for page in pages for row in page.rows])
    page = next((page for page in pages if any(_LETTERS.search(row.text) for row in page.rows)), None)
    if page is None or body is None:
        return ""
    rows = [row for row in page.rows if _may_be_title(row, page)]
    size = max((row.size for row in rows), default=0.0)
    if size < _LARGER * body.size:
        return ""
    first = next(at for at, row in enumerate(rows) if row.size == size)
    last = first + 1
    while last < len(rows) and rows[last].size == size and 0 < rows[last].top - rows[last - 1].floor <= _PITCH * size:
        last += 1
    lines = [line for row in rows[first:last] for line in row.lines]
    text = "".join(line.text.strip()[:-1] if line.cut else f"{line.text.strip()} " for line in lines)
    title = " ".join(text.split())
    return title if len(title) <= _MOST else ""


def _may_be_title(row: Row, page: LaidPage) -> bool:
    edge = _EDGE * page.height
    return not row.aside and edge < row.top < page.height - edge and _LETTERS.search(row.text) is not None
