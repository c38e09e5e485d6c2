"""Rows of a table that is printed as text, a row a line: words and values that no grid keeps apart. Pure.

A table of words ("Riksfärdtjänst, kostnad över 15 000 kr Enhetschef") has no numbers to be told by, and its lines read as
one long sentence. What tells it is that its lines begin with capitals though none before them ends a sentence: running text
that is wrapped goes on in small letters.
"""

from __future__ import annotations

import re
from itertools import pairwise

_LEAST_LINES = 4  # lines: fewer may be a title
_LEAST_BEGUN = 0.6  # of the lines begin a row; in running text about a fifth begin with a capital
_LEAST_ROWS = 3
_GOES_ON = re.compile(r"(?:[,;:–/-]|\b(?:och|eller|samt|i|på|för|av|med|till|från|om|vid|den|det|de|att|en|ett|som))$")
_BEGINS = re.compile(r"[A-ZÅÄÖ\d”\"(]")
_CELLS = re.compile(r"\s\|\s")
_VALUE = re.compile(r"[-−–]?\d[\d\u00a0\u2009\u202f ]*(?:[.,]\d+)?\s?%?$")


def row_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the rows in text[start:end], a wrapped row as one; none where it is running text.

    Args:
        text: the text.
        start: of a run of lines without a sentence's end.
        end: of the run.
    """
    lines = [(start + match.start(), start + match.end()) for match in re.finditer(r"\S[^\n]*", text[start:end])]
    if len(lines) < _LEAST_LINES:
        return []
    begun = [True, *(_begins_row(text[a:b].rstrip(), text[c:d]) for (a, b), (c, d) in pairwise(lines))]
    if sum(begun[1:]) < _LEAST_BEGUN * (len(lines) - 1):
        return []
    firsts = [at for at, new in enumerate(begun) if new]
    spans = [(lines[a][0], lines[b - 1][1]) for a, b in pairwise([*firsts, len(lines)])]
    return [(a, a + len(text[a:b].rstrip())) for a, b in spans] if len(spans) >= _LEAST_ROWS else []


def ends_in_value(text: str) -> bool:
    """Tell whether a row ends in a number alone, after its words."""
    return _VALUE.search(text) is not None


def has_values(text: str) -> bool:
    """Tell whether a row has a cell that is a number: its last, or where cells are kept apart any but the first."""
    return ends_in_value(text) or any(_VALUE.match(cell.strip()) for cell in _CELLS.split(text)[1:])


def _begins_row(before: str, line: str) -> bool:
    """Tell whether a line begins a row of its own, and does not go on from the one before."""
    return _BEGINS.match(line) is not None and not (_GOES_ON.search(before) and not ends_in_value(before))
