"""Web pages: the main content, without menus, scripts and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from bs4 import BeautifulSoup
from bs4.element import PageElement, PreformattedString, Tag

from ingest.config import Limits
from ingest.errors import NoTextError
from ingest.model import SourceText
from ingest.readers.base import Progress, silent
from ingest.readers.blocks import Block, Heading, Item, Paragraph, Table, TableCell, write
from ingest.readers.builder import PageBuilder, one_line
from ingest.readers.docx_styles import BULLET, spelled
from ingest.readers.encoding import decode
from ingest.readers.files import load
from ingest.tables.raised import raised

_DROPPED = re.compile("script|style|noscript|template|nav|svg|canvas|iframe|object|embed|button|select|input|textarea|dialog|head")
_PAGE_FRAME = ("header", "footer", "aside")  # around the content; inside an article they belong to it
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|header|"
    "hgroup|hr|html|li|main|ol|p|pre|section|summary|table|ul|h[1-6]|legend|caption"
)
_HEADING = re.compile(r"h([1-6])$")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\u200b]+")
_HEAD_BYTES = 4096  # browsers look for the encoding in the first 1,024; some portals put comments before it
_MAX_SPAN = 200  # the widest table seen has 40 columns; a larger span is a slip and would cost memory
_MAX_DEPTH = 150  # deeper than any page is written; kept below Python's own limit
_MIN_MAIN_SHARE = 0.1  # a <main> with less of the page's text holds something else
_LIST_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class HtmlReader:
    """Reads .html and .htm as one page."""

    media_types: ClassVar[tuple[str, ...]] = ("text/html",)
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def read(self, path: Path, limits: Limits, progress: Progress = silent) -> SourceText:  # noqa: ARG002 one step
        """See `Reader.read`.

        Raises:
            TooLargeError, WrongFormatError, NoTextError: with the reason.
        """
        content = load(path, limits.max_text_bytes, "limits.max_text_mb")
        stated = _CHARSET.search(content[:_HEAD_BYTES])
        soup = BeautifulSoup(decode(content, stated[1].decode("ascii") if stated else ""), "lxml")
        title = one_line(soup.title.get_text()) if soup.title else ""
        builder = PageBuilder()
        write(_blocks(_main_content(soup), 0), builder)
        if builder.empty:
            raise NoTextError("webbsidan innehåller ingen text: spara den från webbläsaren som .pdf")
        return SourceText((builder.build(1),), paged=False, media_type=self.media_types[0], title=title)


def _main_content(soup: BeautifulSoup) -> Tag:
    """Return the element that holds the page's content: <main>, the only <article>, or the body without its frame."""
    body = soup.body or soup
    for tag in [tag for tag in _tags(body) if _is_dropped(tag)]:
        tag.decompose()
    tags = list(_tags(body))
    articles = [tag for tag in tags if tag.name == "article"]
    mains = [tag for tag in tags if tag.name == "main" or tag.get("role") == "main"]
    named = mains[:1] or (articles if len(articles) == 1 else [])
    if named and len(named[0].get_text()) > _MIN_MAIN_SHARE * len(body.get_text()):
        return named[0]
    for tag in tags:
        if tag.name in _PAGE_FRAME and not tag.find_parent(["article", "main"]) and not tag.find("h1"):
            tag.decompose()
    return body


def _tags(parent: Tag) -> Iterator[Tag]:
    return (tag for tag in parent.descendants if isinstance(tag, Tag))


def _is_dropped(tag: Tag) -> bool:
    if _DROPPED.fullmatch(tag.name):
        return True
    stated = tag.attrs
    hidden = "hidden" in stated or str(stated.get("aria-hidden", "")).lower() == "true"
    return hidden or stated.get("role") == "navigation" or bool(_HIDDEN_STYLE.search(str(stated.get("style", ""))))


def _blocks(parent: Tag, depth: int) -> Iterator[Block]:
    """Yield the blocks in an element; text between block elements makes paragraphs of its own."""
    running: list[str] = []
    for child in parent.children:
        if isinstance(child, Tag) and depth < _MAX_DEPTH and _is_block(child):
            yield from _paragraph(running)
            running = []
            yield from _block(child, depth + 1)
        else:
            running.append(_inline(child))
    yield from _paragraph(running)


def _block(tag: Tag, depth: int) -> Iterator[Block]:
    heading = _HEADING.match(tag.name)
    if heading:
        yield Heading(_inline(tag), int(heading[1]))
    elif tag.name == "table":
        table = _table(tag, depth)
        yield Paragraph(table.caption)
        yield table
    elif tag.name in ("ul", "ol"):
        yield from _list(tag, depth)
    elif tag.name == "pre":
        yield Paragraph(tag.get_text())
    else:
        yield from _blocks(tag, depth)


def _list(tag: Tag, depth: int) -> Iterator[Block]:
    number = _number(tag, "start", 1)
    for child in _children(tag):
        if child.name != "li":
            yield from _block(child, depth + 1) if depth < _MAX_DEPTH else ()
            continue
        mark = BULLET
        if tag.name == "ol":
            number = _number(child, "value", number)
            mark = f"{spelled(number, _LIST_KINDS.get(str(tag.get('type', '')), 'decimal'))}."
            number += 1
        for block in _blocks(child, depth + 1) if depth < _MAX_DEPTH else [Paragraph(_inline(child))]:
            if mark and isinstance(block, Paragraph):
                yield Item(f"{mark} {block.text}")
                mark = ""
            else:
                yield block


def _table(tag: Tag, depth: int) -> Table:
    cells: list[TableCell] = []
    covered: dict[int, int] = {}  # column → the last row that a cell from above covers there
    for row, line in enumerate(_rows(tag)):
        in_head = line.parent is not None and line.parent.name == "thead"
        column = 0
        for cell in _children(line, "td", "th"):
            while covered.get(column, -1) >= row:
                column += 1
            across, down = _number(cell, "colspan", 1), _number(cell, "rowspan", 1)
            for under in range(column, column + across):
                covered[under] = row + down - 1
            header = cell.name == "th" or in_head
            cells.append(TableCell(row, column, tuple(_blocks(cell, depth + 1)), down, across, header))
            column += across
    shown = one_line("".join(_inline(caption) for caption in _children(tag, "caption")))
    return Table(tuple(cells), shown)


def _rows(part: Tag) -> Iterator[Tag]:
    """Yield the rows of a table, not those of a table inside it."""
    for child in _children(part):
        if child.name == "tr":
            yield child
        elif child.name != "table":
            yield from _rows(child)


def _children(parent: Tag, *names: str) -> Iterator[Tag]:
    return (tag for tag in parent.children if isinstance(tag, Tag) and (not names or tag.name in names))


def _is_block(tag: Tag) -> bool:
    """Say whether an element is one that starts a line, or holds one."""
    if _BLOCK.fullmatch(tag.name):
        return True
    return any(_BLOCK.fullmatch(part.name) for part in _tags(tag))


def _inline(node: PageElement) -> str:
    """Return text as a browser shows it: white space is one space, <br> a line break."""
    parts = node.descendants if isinstance(node, Tag) and node.name != "br" else [node]
    return "".join(map(_shown, parts))


def _shown(node: PageElement) -> str:
    if isinstance(node, Tag):
        return "\n" if node.name == "br" else ""
    if isinstance(node, PreformattedString):
        return ""
    shown = _SPACES.sub(" ", str(node))
    return raised(shown) if node.find_parent("sup") else shown


def _paragraph(running: list[str]) -> Iterator[Block]:
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(running).split("\n"))
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield Paragraph(text)


def _number(tag: Tag, name: str, default: int) -> int:
    stated = str(tag.get(name, ""))
    return min(int(stated), _MAX_SPAN) if stated.isdigit() and (int(stated) or name == "start") else default
