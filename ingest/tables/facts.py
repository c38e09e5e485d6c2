"""Lists of facts: a label and its value on each line ("Antal invånare: 42 500", "Årets resultat ..... 12,4 mkr"). Pure.

Three lines or more of one form make a list, where most of them tell their unit. A list of contents, of numbers by which things are
called (telephone, file, page), and of votes is none: their lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.tables.measures import MONEY_WORD, printed_unit
from ingest.tables.model import Column, Table, TableCell, TableRow
from ingest.tables.number_readings import parse_number
from ingest.tables.periods import YEAR
from ingest.tables.rows import row_unit

_GAP = "[ \u00a0\u2009\u202f]"
_COUNTED = (
    "st|personer|invånare|anställda|medarbetare|årsarbetare|elever|barn|platser|lägenheter|bostäder|hushåll"
    "|dagar|dygn|timmar|år|procent|%"
)
_VALUE = (
    rf"(?P<value>[-\u2212\u2013]?(?:\d{{1,3}}(?:{_GAP}\d{{3}})+|\d+)(?:,\d{{1,2}})?)"
    rf"(?:{_GAP}?(?P<unit>(?i:{MONEY_WORD}|{_COUNTED}))\.?)?[ \t]*$"
)
_UNITS = {"%": "%"}
_LABEL = r"^[ \t]*(?:[-–•*·][ \t]+)?(?P<label>[A-ZÅÄÖ][^\n|:]{2,70}?)"
_FORMS = tuple(
    re.compile(f"{_LABEL}{between}{_VALUE}")
    for between in (r":[ \t]+", r"[ \t]*(?:\.{4,}|(?:\. ){4,}|…{2,})[ \t]*", r"(?:[ \t]{3,}|\t[ \t]*)")
)
_PARTED_BY = (":", "....", ". . ", "…", "   ", "\t")  # one of them stands in each line: looked for first, as it is quick
_NEAR_ITS_END = re.compile(r"\d\D{0,24}$")
_BY_LABEL = 1  # forms (of the first alone) whose unit may be told by the label: "Antal anställda ..... 12" may be a page
_LONGEST = 160  # characters of a line
_LEAST = 3  # lines of a list
_TELLING = 0.5  # of them tell their unit
#: What is called by a number, or told as one: no amount of anything.
_CALLED_BY = re.compile(
    r"\b(?:nr|dnr|tel|telefon|fax|mobil|växel|sid(?:a|an|or)?|version|utgåva|kod|konto|ansvar|id|ärende|paragraf|punkt|post|org|datum|tid|kl|klockan"
    r"|rum|våning|bilaga|kapitel|kap|artikel|ref|objekt|projekt|fastighet|avsnitt|vecka|period|år|giltig\w*)\b|§|(?:nummer|datum|kod|nr)\b",
    re.IGNORECASE,
)
_VOTES = re.compile(r"\b(?:ja|nej|avst(?:år|od|ående)|frånv\w*|kvittad\w*)\b", re.IGNORECASE)
_IS_YEAR = re.compile(YEAR)


def find_facts(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Table]:
    """Return the lists of facts of a text, in order, each as a table of one column without a header.

    Args:
        text: the clean text of a document.
        taken: where numbers have been read, or may not be: no list has a line of these.
    """
    found = []
    for form, lines in _lists(text):
        rows = [row for at, match in lines if (row := _row(match, at)).cells]
        clear = not any(start < at + match.end() and at < end for at, match in lines for start, end in taken)
        if clear and _is_list(rows, by_label=form < _BY_LABEL):
            first, last = rows[0], rows[-1]
            found.append(Table(first.start, last.end, "", "", (Column(),), tuple(rows), facts=True))
    return found


def with_facts(table: Table) -> Table:
    """Return a table, told to be a list of facts where it is one: a column without a header, most rows of which tell their unit."""
    bare = len(table.columns) == 1 and not table.columns[0].header and not table.unit
    return replace(table, facts=True) if bare and _is_list([row for row in table.rows if row.cells], by_label=True) else table


def is_fact(row: TableRow) -> bool:
    """Tell whether a row of a list of facts is an amount: not the number that something is called by, a year or a vote."""
    year = all(_IS_YEAR.fullmatch(cell.printed) for cell in row.cells)
    return bool(row.cells) and not year and _CALLED_BY.search(row.label) is None


def _is_list(rows: Sequence[TableRow], *, by_label: bool) -> bool:
    telling = [row for row in rows if row.cells[0].unit or (by_label and row.unit)]
    votes = any(_VOTES.search(row.label) for row in rows)
    return len(rows) >= _LEAST and len(telling) >= _TELLING * len(rows) and not votes


def _lists(text: str) -> Iterator[tuple[int, list[tuple[int, re.Match[str]]]]]:
    """Yield the runs of lines of one form: its number, and where each line begins with what it says."""
    at = 0
    form, run = -1, list[tuple[int, re.Match[str]]]()
    for line in [*text.split("\n"), ""]:
        matched = _matched(line)
        if matched is None or matched[0] != form:
            if run:
                yield form, run
            form, run = (matched[0], []) if matched is not None else (-1, [])
        if matched is not None:
            run.append((at, matched[1]))
        at += len(line) + 1


def _matched(line: str) -> tuple[int, re.Match[str]] | None:
    """Return the form of a line of a list, by its number, and what it says; None for any other line."""
    if len(line) > _LONGEST or not any(sign in line for sign in _PARTED_BY) or not _NEAR_ITS_END.search(line):
        return None
    return next(((number, match) for number, one in enumerate(_FORMS) if (match := one.match(line))), None)


def _row(match: re.Match[str], at: int) -> TableRow:
    """Return a line as a row; without a cell where its value is no number that is sure."""
    label = " ".join(match["label"].split())
    start, end = at + match.start("value"), at + match.end("value")
    value = parse_number(match["value"])
    unit = (printed_unit(f"1 {match['unit']}")[1] or _UNITS.get(match["unit"].casefold(), "antal")) if match["unit"] else ""
    cells = () if value is None else (TableCell(0, match["value"], value, start, end, unit),)
    return TableRow(label, (), cells, at + match.start("label"), at + len(match.group().rstrip()), unit=row_unit(label))
