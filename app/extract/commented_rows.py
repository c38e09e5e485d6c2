"""Rows of a printed table whose last column is a long comment: label and numbers as a row, the comment's sentences apart. Pure.

Such a table is read a line at a time: "39 75 Felen fördelar sig med 31" and, below it, "inom kansliet, 43 inom köket." What
stands behind the numbers goes on to the last line that ends a sentence; the lines below that are the label of the next row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.extract.unit_model import Unit, UnitKind
from ingest.model import Chunk
from ingest.text.blocks import sentences
from ingest.text.line_kinds import LineKind, read_lines
from ingest.text.lines import Line

_CELLS = r"(?P<cells>[-−–]?\d(?:[\d\s.,%−–-]*[\d%])?)"  # numbers with spaces within and between them: not parted here
_LABEL = r"(?P<label>|[A-ZÅÄÖ]\D*\s)"
_ROW = re.compile(rf"{_LABEL}{_CELLS}\s+(?P<comment>[A-ZÅÄÖ”\"][^\W\d]*\s.{{6,}})")
_BARE = re.compile(rf"{_LABEL}{_CELLS}(?P<comment>)\s*$")
_HEADS = re.compile(r"\b(?:kommentar|19\d\d|20\d\d)", re.IGNORECASE)  # a header's words, and no label's
_LEAST_OWN = 2  # numbers on a line with words before them: a sentence may hold one before a name
_ENDS = re.compile(r"[.!?][”\")]?$")
_LEAST_ROWS = 2  # with a comment that goes on below: one may be text that follows the table
_MOST_LABEL = 5  # lines of a row's label


@dataclass(slots=True)
class _Row:
    """A row being read: its label's lines, where its numbers end, and the lines of its comment."""

    label: list[Line]
    start: int
    cells_end: int
    comment_start: int
    comment: list[Line] = field(default_factory=list)
    wrapped: bool = False


def commented_units(chunk: Chunk, inside: Sequence[Line]) -> list[Unit] | None:
    """Return the rows of a table with long comments, each followed by the sentences of its comment; None for any other table.

    Args:
        chunk: the passage.
        inside: the table's lines.
    """
    rows, before = _rows(inside)
    if sum(row.wrapped and row.comment_start < row.comment[0].end for row in rows) < _LEAST_ROWS:
        return None
    units = [
        Unit(chunk, UnitKind.SENTENCE, chunk.start + a, chunk.start + b, chunk.start + a, chunk.start + b)
        for first, last in before
        for a, b in sentences(chunk.text, first, last)
    ]
    for row in rows:
        span = (chunk.start + row.start, chunk.start + row.cells_end)
        units.append(Unit(chunk, UnitKind.ROW, *span, *span))
        end = row.comment[-1].end
        lead = " ".join(chunk.text[row.start : row.cells_end].split())
        whole = (chunk.start + row.comment_start, chunk.start + end)
        units += [
            Unit(chunk, UnitKind.SENTENCE, chunk.start + a, chunk.start + b, *whole, lead)
            for a, b in sentences(chunk.text, row.comment_start, end)
        ]
    return units


def _rows(inside: Sequence[Line]) -> tuple[list[_Row], list[tuple[int, int]]]:
    """Return the rows with their comments, and the span of the comment that goes on from above the first of them."""
    rows: list[_Row] = []
    pending: list[Line] = []
    before: list[tuple[int, int]] = []
    for line in inside:
        match = _ROW.match(line.text) or _BARE.match(line.text)
        label = _label(pending)
        cut = not (rows or pending or before)  # the passage begins with the numbers: their label stands above it
        if match is not None and (label or cut if not match["label"] else len(match["cells"].split()) >= _LEAST_OWN):
            comment = pending[: len(pending) - len(label)]
            _close(rows, before, comment if not match["label"] else pending)
            own = [] if match["label"] else label
            start = own[0].start if own else line.start
            rows.append(_Row(own, start, line.start + match.end("cells"), line.start + match.start("comment"), [line]))
            pending = []
        elif _HEADS.search(line.text) and read_lines(line.text)[0].kind is LineKind.HEADER:
            _close(rows, before, pending)
            pending = []
        else:
            pending.append(line)
    _close(rows, before, pending)
    return rows, before


def _label(pending: Sequence[Line]) -> list[Line]:
    """Return the lines below the last that ends a sentence: the label of a row whose numbers stand below it."""
    ends = [at for at, line in enumerate(pending) if _ENDS.search(line.text.rstrip())]
    label = list(pending[ends[-1] + 1 if ends else 0 :])
    return label if label and label[0].text[:1].isupper() and len(label) <= _MOST_LABEL else []


def _close(rows: Sequence[_Row], before: list[tuple[int, int]], comment: Sequence[Line]) -> None:
    """Give the lines below a row to its comment; those above the first row are the rest of one that stands before."""
    if not comment:
        return
    if rows:
        rows[-1].wrapped = rows[-1].wrapped or any(line.text[:1].islower() for line in comment)
        rows[-1].comment += comment
    else:
        before.append((comment[0].start, comment[-1].end))
