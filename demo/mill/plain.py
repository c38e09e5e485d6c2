"""Blocks into text files: Markdown, and plain text as it comes out of a PDF, with the page's header and footer left in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mill import lettering
from mill.markup import Block
from mill.tables import Table

COLUMNS = 88  # letters a line in a text file
PAGE_LINES = 49  # lines a page in a text that comes from a PDF; here the breaks fall inside sentences


def markdown(blocks: Iterable[Block], named: dict[str, Callable[[], Table]]) -> bytes:
    """Return the blocks as Markdown in UTF-8."""
    out: list[str] = []
    for block in blocks:
        if block.kind in ("title", "head", "part"):
            out += ["", "#" * (1 + ("title", "head", "part").index(block.kind)) + f" {block.text}", ""]
        elif block.kind == "bullet":
            out.append(f"- {block.text}")
        elif block.kind == "table":
            rows = [" | ".join(row) for row in named[block.text]().rows]
            rule = " | ".join("---" for _ in named[block.text]().rows[0])
            out += ["", *(f"| {row} |" for row in (rows[0], rule, *rows[1:])), ""]
        else:
            out += ["", block.text]
    return ("\n".join(out).strip() + "\n").encode()


def _fill(text: str, hyphen: bool, indent: str = "") -> list[str]:
    """Break a text at COLUMNS letters; words may be broken with a hyphen."""
    lines: list[str] = []
    line = indent
    for word in text.split(" "):
        trial = f"{line} {word}" if line.strip() else indent + word
        if len(trial) <= COLUMNS:
            line = trial
            continue
        points = [p for p in lettering.break_points(word) if len(line) + 2 + p <= COLUMNS] if hyphen else []
        if points:
            lines.append(f"{line} {word[: points[-1]]}-")
            line = indent + word[points[-1] :]
        else:
            lines.append(line)
            line = indent + word
    return [*lines, line]


def text(
    blocks: Iterable[Block],
    named: dict[str, Callable[[], Table]],
    encoding: str = "utf-8",
    between_pages: tuple[str, ...] = (),
    hyphen: bool = False,
) -> bytes:
    """Return the blocks as plain text; after every PAGE_LINES lines come `between_pages`, whatever they interrupt.

    A table's columns collapse: one space between cells.
    """
    lines: list[str] = []
    for block in blocks:
        if block.kind == "clause":
            lines += [f" § {block.label}  {block.extra}   ".replace("  " + " " * 3, " ")]
            lines += _fill(block.text, hyphen) if block.text else []
        elif block.kind == "bullet":
            lines += _fill(f"• {block.text}", hyphen)
        elif block.kind == "number":
            lines += _fill(f"{block.label}. {block.text}", hyphen)
        elif block.kind == "table":
            lines += [" ".join(cell for cell in row if cell) for row in named[block.text]().rows]
        elif block.kind in ("line", "title", "head", "part"):
            lines.append(block.text)
        else:
            lines += [*_fill(block.text, hyphen), ""]
    paged: list[str] = []
    for n, line in enumerate(lines):
        if between_pages and n and n % PAGE_LINES == 0:
            paged += between_pages
        paged.append(line)
    return ("\n".join(paged).strip("\n") + "\n").encode(encoding)
