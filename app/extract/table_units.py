"""The rows of a table that is printed as lines, as units: each with the label lines and the group heading above it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_model import Unit, UnitKind
from ingest.model import Chunk
from ingest.text.lines import Line

_NUMBER = re.compile(r"(?<!\w)[-−–]?(?:\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?\s?%?(?!\w)")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_OF_A_PARAGRAPH = re.compile(r"\s*(?:[A-ZÅÄÖ][\w ,-]{0,40} )?§")  # "§ 76 Dnr KS 2024/518", "KS § 76 ..."
_SECTION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+(?=[A-ZÅÄÖ])")  # "2.3.3 Prognos" is a heading
_YEARS_ALONE = re.compile(r"[^\d]*(?:(?:19|20)\d\d[^\d]*)+")  # "Budget 2025": of a header
_GRID = re.compile(r"(?:^|\s)\|(?:\s|$)")
_MOST_HEADER_WORDS = 4  # of a line of a header that ends in a year
_ROW_SHARE = 0.3  # of a line's characters are numbers in a row of a table
_MOST_LABEL_LINES = 5  # lines of a wrapped label above its numbers
_MOST_ROW_QUOTE = 700  # characters from a group's heading to the row quoted with it
_MOST_ROWS = 12  # of a table told whole
ENDS_IN_VALUE = re.compile(r"(?:^|\s)[-−–]?\d[\d\u00a0\u2009\u202f ]*(?:[.,]\d+)?\s?%?$")


def is_row(text: str) -> bool:
    """Tell whether a line is a row of a table: two numbers or more, making up much of it."""
    if _OF_A_PARAGRAPH.match(text):
        return False
    text = _SECTION.sub("", text)
    numbers = _NUMBER.findall(_DAY.sub(lambda day: day.group().replace("-", "0"), text))
    return len(numbers) >= 2 and sum(len(n.strip()) for n in numbers) >= _ROW_SHARE * len(text)


def row_units(chunk: Chunk, inside: Sequence[Line], lines: Sequence[Line]) -> list[Unit]:
    """Return the rows of a table's lines, each with the label lines and the group heading above it.

    A line of numbers without words takes the lines of words above it as its label; above a line with a label of its own
    they are the heading of a group of rows.
    """
    base = chunk.start
    units: list[Unit] = []
    words: list[Line] = []
    group: list[Line] = []
    headed = False
    if inside and not _has_label(inside[0].text):
        at = lines.index(inside[0])
        words = _label_above(lines[max(0, at - _MOST_LABEL_LINES) : at])
    for line in inside:
        if (cells := _cells(line.text)) is not None:  # a row a line, whatever its last column says
            if any(map(_NUMBER.search, cells)):
                lead = group[0].text.strip(" |") if group else ""
                units.append(
                    Unit(chunk, UnitKind.ROW, base + line.start, base + line.end, base + line.start, base + line.end, lead)
                )
            elif sum(map(bool, cells)) == 1:
                group = [line]
            words = []
            continue
        if not units and len(line.text.split()) <= _MOST_HEADER_WORDS and _YEARS_ALONE.fullmatch(line.text.strip()):
            words, headed = [], True  # of a header: what stands above it is no label of the rows below
            continue
        if not _is_values(line.text):
            words.append(line)
            continue
        own = _has_label(line.text)
        wrapped = own and words and (line.text[0].islower() or not (headed or words[-1].before_blank))
        headed = False
        label = words[-_MOST_LABEL_LINES:] if not own or wrapped else []
        if own and words and not wrapped:
            group = words[-_MOST_LABEL_LINES:]
        start = label[0].start if label else line.start
        block = group[0].start if group and line.end - group[0].start <= _MOST_ROW_QUOTE else start
        lead = " ".join(one.text for one in group)
        units.append(Unit(chunk, UnitKind.ROW, base + start, base + line.end, base + min(block, start), base + line.end, lead))
        words = []
    return units


def _cells(text: str) -> list[str] | None:
    """Return the cells of a line of a grid ("Bad | 120 | 115 | pågår"), or None for another line."""
    return [cell.strip() for cell in text.split("|")] if _GRID.search(text) else None


def _label_above(lines: Sequence[Line]) -> list[Line]:
    """Return the lines right above a table's first numbers that may be its header or label: none above the end of a sentence."""
    ends = [at for at, line in enumerate(lines) if line.text.rstrip().endswith((".", "!", "?", ":"))]
    return [line for line in lines[ends[-1] + 1 if ends else 0 :] if not is_row(line.text)]


def whole_table(chunk: Chunk, rows: Sequence[Unit]) -> list[Unit]:
    """Return a small table as one unit: the rows that are listed when they are asked for."""
    if not 2 <= len(rows) <= _MOST_ROWS or rows[-1].end - rows[0].start > _MOST_ROW_QUOTE:
        return []
    start, end = rows[0].start, rows[-1].end
    return [Unit(chunk, UnitKind.TABLE, start, end, start, end)]


def _is_values(text: str) -> bool:
    """Tell whether a line of a table ends in a value: it is a row, or a label's numbers on a line of their own."""
    return is_row(text) or ENDS_IN_VALUE.search(text) is not None


def _has_label(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None
