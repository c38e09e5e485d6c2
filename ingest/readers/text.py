"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ingest.config import Limits
from ingest.errors import EmptyFileError, TooLargeError
from ingest.model import SourcePage, SourceText
from ingest.readers import markdown
from ingest.readers.base import Progress, silent
from ingest.readers.encoding import decode
from ingest.readers.files import load
from ingest.tables.laid_out import laid_out_grids


class TextReader:
    """Reads .txt and .md; the text is kept letter for letter but for its line ends."""

    media_types: ClassVar[tuple[str, ...]] = ("text/plain", "text/markdown")
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".md")

    def read(self, path: Path, limits: Limits, progress: Progress = silent) -> SourceText:  # noqa: ARG002 one step
        """See `Reader.read`.

        Raises:
            EmptyFileError, WrongFormatError, TooLargeError: with the reason.
        """
        text = decode(load(path, limits.max_text_bytes, "limits.max_text_mb"))
        if not text.strip():
            raise EmptyFileError("filen innehåller bara blanksteg")
        pages, paged = split_pages(text)
        if len(pages) > limits.max_pages:
            raise TooLargeError(f"{len(pages)} sidor, gränsen är {limits.max_pages} (inställningen limits.max_pages)")
        marked = path.suffix.lower() == ".md"
        return SourceText(
            pages=tuple(_page(number, page, marked=marked) for number, page in enumerate(pages, 1)),
            paged=paged,
            media_type=self.media_types[marked],
        )


def _page(number: int, text: str, *, marked: bool) -> SourcePage:
    if not marked:
        return SourcePage(number, text, grids=laid_out_grids(text))
    return SourcePage(number, text, grids=markdown.tables(text), headings=markdown.headings(text))


def split_pages(text: str) -> tuple[list[str], bool]:
    """Return the pages of a text, parted by form feeds, and whether there are any to count.

    The one space that some systems leave at a page's start is no page number: it is also an icon's label or a table's
    cell, and pages that start with a picture lack it. `ingest.text.clean.soft_pages` makes what can be made of it.
    """
    if "\f" not in text:
        return [text], False
    pages = text.removeprefix("\f").split("\f")
    return (pages if pages[-1].strip() else pages[:-1]), True
