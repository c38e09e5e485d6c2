"""What Markdown marks in a text: headings and tables. The text itself is left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Cell, Grid, HeadingMark

_ATX = re.compile(r"(?m)^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>[^\n]*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r"(?m)^(?P<words>[^\s#>|`~*+-][^\n]*?)[ \t]*\n(?P<marks>=+|-+)[ \t]*$")
_FENCE = re.compile(r"(?ms)^(?P<fence>```+|~~~+).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)")
#: A line with a bar, the line of dashes under it, and the lines with bars that follow.
_TABLE = re.compile(
    r"(?m)^(?P<head>[^\n|]*\|[^\n]*)\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$"
    r"(?P<body>(?:\n[^\n|]*\|[^\n]*)*)"
)
_CELL = re.compile(r"(?:^|(?<=\|))(?<!\\\|)(?:[^|\\]|\\.)*")


def headings(text: str) -> tuple[HeadingMark, ...]:
    """Return the headings; a mark covers the words, not the # signs."""
    plain = _without_code(text)
    marks = [(match, len(match["marks"])) for match in _ATX.finditer(plain)]
    marks += [(match, 1 if match["marks"][0] == "=" else 2) for match in _SETEXT.finditer(plain)]
    found = [HeadingMark(match.start("words"), match.end("words"), level) for match, level in marks if match["words"]]
    return tuple(sorted(found, key=lambda mark: mark.start))


def tables(text: str) -> tuple[Grid, ...]:
    """Return the tables; the line of dashes lies in a table's text and is no row of it."""
    found: list[Grid] = []
    for match in _TABLE.finditer(_without_code(text)):
        cells = list(_cells(match["head"], match.start("head"), 0))
        start = match.start("body") + 1
        for row, line in enumerate(match["body"].split("\n")[1:], 1):
            cells += _cells(line, start, row)
            start += len(line) + 1
        found.append(Grid(match.start(), match.end(), tuple(cells)))
    return tuple(found)


def _cells(line: str, start: int, row: int) -> Iterator[Cell]:
    """Yield a row's cells; bars at the line's ends part nothing."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    start += line.index(inner)
    for column, match in enumerate(_CELL.finditer(inner)):
        text = match.group()
        first = start + match.start() + len(text) - len(text.lstrip())
        yield Cell(row, column, first, first + len(text.strip()), header=row == 0)


def _without_code(text: str) -> str:
    """Return the text with code blocks blanked out, as long as before."""
    return _FENCE.sub(lambda match: "\n".join(" " * len(line) for line in match.group().split("\n")), text)
