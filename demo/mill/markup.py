"""The papers' source texts: a light markup, read into blocks that every writer (PDF, DOCX, HTML, text) understands.

A line's first characters tell what it is:

    = title                    == heading               === part heading
    § 20 | diary | title       the § of minutes         * bullet
    1. numbered point          | a line kept as it is   : small print (a footnote)
    @table NAME                @page (a new page)       @sign NAMES | ROLES (parted by semicolons)
    // a remark for the reader of the source            [blank line: the paragraph ends]

Inside text, ~ is a no-break space, ¦ a thin space, ¬ a soft hyphen, and ^8^ a raised footnote mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "source"
MARKS = str.maketrans({"~": "\u00a0", "¦": "\u2009", "¬": "\u00ad"})
HEADS = {"=": "title", "==": "head", "===": "part"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a paper.

    Attributes:
        kind: title, head, part, clause (§), text, bullet, number, line, small, table, page or sign.
        text: what is printed; for a table its name, for a clause its heading.
        label: the number of a point or a clause.
        extra: a clause's diary number, or the roles below the names of a signature.
    """

    kind: str
    text: str = ""
    label: str = ""
    extra: str = ""


def read(name: str) -> list[Block]:
    """Read a source text.

    Raises:
        FileNotFoundError: there is no such text in `source/`.
    """
    return parse((SOURCES / f"{name}.txt").read_text("utf-8"))


def parse(text: str) -> list[Block]:
    """Return the blocks of a source text, in order."""
    blocks: list[Block] = []
    open_text: list[str] = []

    def close() -> None:
        if open_text:
            blocks.append(Block("text", " ".join(open_text)))
            open_text.clear()

    for raw in text.translate(MARKS).splitlines():
        line = raw.rstrip(" ")
        if line.startswith("//"):
            continue
        block = _marked(line)
        if block is not None:
            close()
            blocks.append(block)
        elif not line:
            close()
        else:
            close()  # one source line is one paragraph
            open_text.append(line)
    close()
    return blocks


def _marked(line: str) -> Block | None:
    """Return the block that a marked line is, or nothing for running text."""
    if heading := re.fullmatch(r"(={1,3}) (.+)", line):
        return Block(HEADS[heading[1]], heading[2])
    if clause := re.fullmatch(r"§ (\d+) \|(.*)\|(.*)", line):
        return Block("clause", clause[3].strip(), clause[1], clause[2].strip())
    if point := re.fullmatch(r"(\d+)\. (.+)", line):
        return Block("number", point[2], point[1])
    if order := re.fullmatch(r"@(table|sign|page) ?(.*)", line):
        names, _, roles = order[2].partition(" | ")
        return Block(order[1], names.strip(), extra=roles.strip())
    if line.startswith("* "):
        return Block("bullet", line[2:])
    if line == "|" or line.startswith("| "):
        return Block("line", line[2:])
    if line.startswith(": "):
        return Block("small", line[2:])
    return None
