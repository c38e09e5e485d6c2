"""Types of a table read into rows and columns, and of the figures made from it.

Offsets are in characters of the document's text, half open. A value is a Decimal exactly as printed (no unit applied): a
cell "-3 131" under "Belopp i tkr" is Decimal("-3131") with unit "tkr".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ingest.model import Box


class FigureStatus(StrEnum):
    """How sure a figure is."""

    CONFIRMED = "confirmed"  # an identity in the table holds with it
    READ = "read"  # one reading only
    PROSE = "prose"  # stated in a sentence


class PeriodKind(StrEnum):
    """What a period is."""

    NONE = ""
    YEAR = "year"
    MONTH = "month"
    QUARTER = "quarter"
    RANGE = "range"
    DATE = "date"


_UNIT_ALONE = re.compile(r"\W*(?:belopp\W+)?(?:i\W+)?(?:[tm]n?kr|kr|kronor|procent|%)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """The time a figure is about.

    Attributes:
        text: "2025", "2025-03", "2025 kv 1", "jan–mars 2025", "2022–2023", "2025-08-31", or "" where it is not known.
        start, end: first and last day, or None.
    """

    kind: PeriodKind = PeriodKind.NONE
    text: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.kind is not PeriodKind.NONE


NO_PERIOD = Period()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers.

    Attributes:
        header: as printed, line breaks as spaces; "" for a table without a readable header.
        measure: utfall, budget, avvikelse, prognos, mål, bokslut, differens, antal, andel, index … or "".
        unit: stated in the header, or "".
        inferred: True when measure and period come from another table of the document with the same rows and values.
        made: when a forecast was made, by the words it is called by: "oktober", "tertial 2" (`ingest.tables.forecasts`), or "".
    """

    header: str = ""
    measure: str = ""
    period: Period = NO_PERIOD
    unit: str = ""
    inferred: bool = False
    made: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A number in a table.

    Attributes:
        column: index into the table's columns.
        printed: text[start:end].
        unit: printed with the number ("%"), or "".
        status: confirmed or read.
        identity: what confirmed it, in Swedish ("utfall − budget = avvikelse"), or "".
        source_error: the source's own sum or difference does not hold here.
    """

    column: int
    printed: str
    value: Decimal
    start: int
    end: int
    unit: str = ""
    status: FigureStatus = FigureStatus.READ
    identity: str = ""
    source_error: bool = False
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its numbers; blank and missing cells are left out.

    Attributes:
        label: wrapped lines joined, footnote digits and key-figure ids left out.
        group: headings above it within the table, outermost first.
        start, end: from the label's first character to the row's last number: readable as a quote.
        key_figure: Kolada id or "".
        unit: stated in the label ("andel (%)"), or "".
        total: whether it sums rows above.
        in_unit: a column of its own states its unit, `unit`; "" is then that of none.
    """

    label: str
    group: tuple[str, ...]
    cells: tuple[TableCell, ...]
    start: int
    end: int
    key_figure: str = ""
    unit: str = ""
    total: bool = False
    in_unit: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table read.

    Attributes:
        unit: stated in the header or caption, or "".
        undecided: lines with numbers that could be split or placed in several ways, or fit no column: kept as text.
        label_heading: what heads its labels; it often says what is counted ("Utförda hemtjänsttimmar").
        facts: it is a list of labels, each with a value (`ingest.tables.facts`): one column, which needs no header.
    """

    start: int
    end: int
    caption: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    undecided: int = 0
    label_heading: str = ""
    facts: bool = False

    @property
    def about(self) -> str:
        """Its caption, with what heads its labels where that says more than the caption, and than a unit."""
        said = " ".join(self.label_heading.split())
        more = said.casefold() not in self.caption.casefold() and not _UNIT_ALONE.fullmatch(said)
        return ", ".join(filter(None, (self.caption, said))) if more else self.caption


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a document, with what it measures.

    Attributes:
        label: what is measured; for prose the subject.
        group: headings above the row within its table, outermost first.
        column: the column's header as printed, or "".
        unit: kr, tkr, mkr, %, dagar, antal … or "" where the document does not say.
        status: confirmed, read or prose.
        identity: what confirmed it, or "".
        paper: index into the document's papers.
        page: as the document counts, or None where it has no pages.
        start, end: exactly the printed number.
        quote_start, quote_end: words around it that are readable as a quote (the whole row, the sentence).
        made: when a forecast was made: "oktober", "tertial 2", "delår 1", "prognos 2", "föregående"; "" where it is not told.
        organisation: whose it is where its column or row says so: a municipality's name, "Riket", "Snitt GR"; "" for the paper's.
    """

    label: str
    group: tuple[str, ...]
    column: str
    caption: str
    measure: str
    period: Period
    value: Decimal
    unit: str
    status: FigureStatus
    document_id: str
    paper: int
    page: int | None
    start: int
    end: int
    quote_start: int
    quote_end: int
    printed: str
    key_figure: str = ""
    identity: str = ""
    source_error: bool = False
    box: Box | None = None
    made: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class TableReport:
    """What reading a document's tables came to.

    Attributes:
        tables: how many were read.
        undecided: lines with numbers that were left as text.
    """

    tables: int = 0
    undecided: int = 0
    notes: tuple[str, ...] = field(default=())
