"""A table of one row with numbers above rows without any: there two groups of digits may be one number, and a cell blank. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.tables.model import Table
from ingest.text.line_kinds import LineKind, TextLine, read_lines

_FIRST_DIGITS = re.compile(r"[-\u2212\u2013]?\d{1,3}")
_THOUSANDS = re.compile(r"\d{3}")


def is_unsure(text: str, body: Sequence[TextLine], tables: Sequence[Table]) -> bool:
    """Tell whether the only row read has numbers that may join, where words as short as a label stand right below it.

    Args:
        text: the document's text.
        body: the table's lines below its header.
        tables: as they are read.
    """
    rows = [row for table in tables for row in table.rows]
    if len(rows) != 1 or any(cell.identity for cell in rows[0].cells):
        return False
    after = body[-1].end + 1
    end = text.find("\n", after)
    below = text[after : len(text) if end < 0 else end]
    if read_lines(below)[0].kind is not LineKind.SHORT or any(character.isdigit() for character in below):
        return False
    printed = [cell.printed for cell in rows[0].cells]
    return any(_FIRST_DIGITS.fullmatch(one) and _THOUSANDS.fullmatch(other) for one, other in pairwise(printed))
