"""Making documents out of small made-up texts, for the tests of ingest's structure. Tunadal does not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ingest.config import Limits
from ingest.discover import describe
from ingest.model import Chunk, Document, SourceFile, SourcePage, SourceText
from ingest.profile import load
from ingest.readers import read
from ingest.sections.headings import Heading, find_headings
from ingest.structure import Stated, make_document
from ingest.text.lines import Line, part_lines, split_lines

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
TUNADAL = Stated(municipality="Tunadal")


def source(name: str = "paper.txt", content: str = "") -> SourceFile:
    """A file that is not on disk."""
    return SourceFile(Path(name), f"/papers/{name}", name, len(content), 0, hashlib.sha256(content.encode()).hexdigest())


def made(
    text: str | Sequence[str], name: str = "paper.txt", title: str = "", stated: Stated = TUNADAL
) -> tuple[Document, list[Chunk]]:
    """The document of a text, or of a file with these pages."""
    paged = not isinstance(text, str)
    pages = [text] if isinstance(text, str) else list(text)
    content = "\f".join(pages)
    told = tuple(SourcePage(number, page) for number, page in enumerate(pages, 1))
    return make_document(source(name, content), SourceText(told, paged, "text/plain", title), stated)


def lines_of(text: str) -> list[Line]:
    """The lines of a text, parted where they are run together, as every step after them has them."""
    return part_lines(split_lines(text), load().run_in)


def headings_of(text: str, tops: frozenset[int] = frozenset()) -> list[Heading]:
    """The headings of a text, with the generic profile."""
    return find_headings(lines_of(text), (), load(), tops)


def titles_of(text: str) -> list[str]:
    """The titles of a text's headings."""
    return [heading.title for heading in headings_of(text)]


@cache
def real(name: str) -> tuple[Document, list[Chunk]]:
    """The document of a real paper (see SOURCES.md there); ask `SHARED.exists()` first."""
    path = next(iter(sorted(SHARED.glob(name))))
    found = describe(path, Limits())
    return make_document(found, read(found, Limits()), Stated())
