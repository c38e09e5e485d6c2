"""CSV and TSV: a table in text, whatever parts its columns."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import ClassVar

from ingest.config import Limits
from ingest.errors import EmptyFileError
from ingest.model import SourceText
from ingest.readers.base import Progress, silent
from ingest.readers.builder import PageBuilder, one_line
from ingest.readers.encoding import decode
from ingest.readers.files import load
from ingest.readers.sheet_tables import SheetCell, SheetRow, write_rows

_DELIMITERS = (";", "\t", ",", "|")  # in this order where several fit: Swedish CSV has ";", for "," parts decimals
_SAMPLE_ROWS = 50  # enough for the columns to show, with titles and notes around them
_AGREEING_SHARE = 0.5  # of the rows must have the same number of columns
_STATED = "sep="  # Excel's own first line


class DelimitedReader:
    """Reads .csv and .tsv as one page with its table; numbers stay as printed."""

    media_types: ClassVar[tuple[str, ...]] = ("text/csv", "text/tab-separated-values")
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv")

    def read(self, path: Path, limits: Limits, progress: Progress = silent) -> SourceText:  # noqa: ARG002 one step
        """See `Reader.read`.

        Raises:
            EmptyFileError, TooLargeError, WrongFormatError: with the reason.
        """
        text = decode(load(path, limits.max_text_bytes, "limits.max_text_mb"))
        first, _, rest = text.partition("\n")
        stated = first.strip().lower().removeprefix(_STATED) if first.lower().startswith(_STATED) else ""
        delimiter = stated or delimiter_of(text, tab_first=path.suffix.lower() == ".tsv")
        rows: list[SheetRow] = []
        left, warnings = limits.max_cells, []
        for number, cells in enumerate(_cells(rest if stated else text, delimiter), 1):
            left -= len(cells)
            if left < 0:
                warnings.append(f"avkortad: de första {limits.max_cells} cellerna läses")
                break
            if cells:
                rows.append(SheetRow(number, cells))
        builder = PageBuilder()
        write_rows(rows, builder)
        if builder.empty:
            raise EmptyFileError("filen innehåller inga celler med text")
        media_type = self.media_types[delimiter == "\t"]
        return SourceText((builder.build(1),), paged=False, media_type=media_type, warnings=tuple(warnings))


def delimiter_of(text: str, *, tab_first: bool = False) -> str:
    """Return the sign that parts the columns: the one that gives most rows the same number of them, more than one."""
    order = ("\t", *_DELIMITERS) if tab_first else _DELIMITERS
    best, most = order[0], _AGREEING_SHARE
    for delimiter in dict.fromkeys(order):
        sample = [len(row) for row in islice(_records(text, delimiter), _SAMPLE_ROWS) if any(map(str.strip, row))]
        columns, count = Counter(sample).most_common(1)[0] if sample else (1, 0)
        if columns > 1 and count / len(sample) > most:
            best, most = delimiter, count / len(sample)
    return best


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the records; a quotation mark that is never closed does not swallow the file, lines are then taken alone."""
    csv.field_size_limit(len(text) + 1)
    lines = text.split("\n")
    quoted = text.count('"') % 2 == 0
    return csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)


def _cells(text: str, delimiter: str) -> Iterator[tuple[SheetCell, ...]]:
    for record in _records(text, delimiter):
        yield tuple(SheetCell(at, one_line(value)) for at, value in enumerate(record, 1) if value.strip())
