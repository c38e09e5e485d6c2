"""What a line of text looks like by itself: a row of numbers, values alone, a header, a few words, running text. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_MINUS = "-\u2212\u2013\u2014"
_GAP = "[ \u00a0\u2009\u202f\u2007]"
#: One printed cell: a number with thousands, decimals, percent sign and footnote mark, or a mark for "missing".
_NUMBER = (
    rf"[{_MINUS}+]?{_GAP}?(?:\d{{1,3}}(?:{_GAP}\d{{3}}(?!\d))+|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+)(?:[.,]\d+)?"
    rf"(?:{_GAP}?%\d{{0,2}})?"
)
_MISSING = rf"(?:IU\.?|[{_MINUS}]|\.\.|e\.?/?t\.?|n/a|Ej aktuellt|Stängt|Saknas)"
_CELL = rf"(?:{_NUMBER}|{_MISSING})\*{{0,2}}"
#: "12 450 450-". What was read as a cell is not tried in parts again: there are no others, and the time doubles with each cell.
_TAIL = re.compile(rf"(?:^|(?<=\s))(?P<cells>{_CELL}(?:\s+{_CELL}(?:(?<=\d)-)?)*+)\s*$", re.IGNORECASE)
_HEAD = re.compile(rf"^\s*(?P<cells>{_CELL}(?:\s+{_CELL})+)(?=\s+\S)", re.IGNORECASE)
_INNER = re.compile(rf"(?<=\s)(?P<cells>{_CELL}(?:\s+{_CELL})+)(?=\s+\S)", re.IGNORECASE)
_ONE_CELL = re.compile(_CELL, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\*?")
#: Signs of a trend behind the numbers of a row.
ARROWS = tuple("↑↓→←↗↘↔↕⬆⬇➔▲▼")
_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
#: Words parted as cells are: by three spaces or more.
WIDE_GAP = re.compile(r"\S(?: {3,}|\t)\s*\S")
_DOT_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_MONTH = (
    r"jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|jun[i]?|jul[i]?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?"
)
#: Words that name a column.
_COLUMN_WORD = re.compile(
    rf"(?<![^\W\d_])(?:\w*utfall(?:et)?|budget(?:en|erat)?|\w*budget|\w*avvik\w*|avv|\w*prognos|bokslut|årsbokslut|målvärden?|mål|diff(?:erens)?"
    rf"|skillnad|förändring|helår|återstår|period(?:en)?|ack|acku\w*|föregående|totalt?|summa|kv|kvartal|tertial|delår|resultat"
    rf"|(?:jan|feb|mars|april|maj|juni|juli)\w*[-–]\w+|{_MONTH})(?![^\W\d_])",
    re.IGNORECASE,
)
#: Words that go with them, or head the label column.
_SIDE_WORD = re.compile(
    r"(?<![^\W\d_])(?:belopp|tkr|mkr|mnkr|kr|procent|antal|andel|nyckeltal|mått|verksamhet\w*|statistik|indikator|projekt|index"
    r"|bidrag|konto|investering\w*|\w*statistik|avvikelser|kommentar|mot|från|jämfört|med|samma|fg|år|års|årets|början|nämnd"
    r"|kostnad(?:er)?|intäkt(?:er)?|kön|kvinnor|män|i|och|per|inkl|exkl|tom|t\.?o\.?m|aktuell|kod|namn|total)(?![^\W\d_])",
    re.IGNORECASE,
)
_UNIT_MARK = re.compile(r"\((?:tkr|mkr|mnkr|kr|%|antal|st|procent)\)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?;]\s+[A-ZÅÄÖ]|[^\W\d_]{2,}[.!?:]$")

#: Words that take the number after them: it is part of the text, no cell.
_OWNS_NUMBER = re.compile(
    r"(?<![^\W\d_])(?:kvartal|kv\.?|tertial|§§?|nr|kap\.?|sid(?:an)?|punkt(?:en)?|bilaga|vecka|årskurs|åk|kl\.?|den|ärende|klass|alternativ|etapp|fas|steg|avsnitt"
    r"|dnr|handling|tabell|diagram|figur|paragraf|kod|konto)\s*$",
    re.IGNORECASE,
)
_ENDS_IN_MONTH = re.compile(rf"(?<![^\W\d_]){_MONTH}\s*$", re.IGNORECASE)  # a year after it is its own

#: A forecast called by a number, alone on its line: a word of a header and no row.
_NUMBERED = re.compile(r"[^\d]*(?<![^\W\d_])(?:prognos|delår)\s+[1-4]\s*", re.IGNORECASE)

_YEARS_OLD = re.compile(r"\d år\s*$", re.IGNORECASE)  # "50 år - 7,6": a span that is open, and no minus
_OPEN_SPAN = re.compile(rf"[{_MINUS}]\s+(?=\d)")
_OWN_NUMBER = re.compile(r"\d{1,2}\s+(?=\S)")
_OWN_YEAR = re.compile(rf"{_YEAR.pattern}\s+(?=\S)")  # "April 2023 120 97": the month's
_LEAST_LEFT = 2  # cells that must be left in the row

#: Measures that are printed with the two last digits of their year ("Utfall 24", "Budget –25"), and these digits.
SHORTLY_DATED = ("utfall", "budget", "bokslut", "prognos")
SHORT_YEAR = r"[-'\u2212\u2013\u2019]?[1-4]\d(?![\d.,])"
_SHORT_YEARS = re.compile(rf"(?:(?<![^\W\d_])(?:{'|'.join(SHORTLY_DATED)})\s+{SHORT_YEAR}(?:\s|$).*?){{2}}", re.IGNORECASE)
_AMOUNT = re.compile(rf"(?<![\w.,])(?:\d{{1,3}}(?:{_GAP}\d{{3}}(?!\d))+|\d+[.,]\d+)(?![\w.,])")
_LEAST_AMOUNTS = 2  # printed on a line that is no header
_LEAST_CELLS = 3  # before a few words in small letters: "21 340 38 000 1 500 löpande"
_FEW_WORDS = 3

#: "1 180 34 500 4 200 2027": where thousands are parted four digits in one are no amount but a year, when a thing is done.
_DONE_IN = re.compile(rf"(?<={_GAP}\d{{3}})\s+20[1-5]\d$")

_BALANCE_DATES = re.compile(rf"^(?:[^\d]*\s)?{_DATE.pattern}\s+{_DATE.pattern}\s*$")  # the header of a balance sheet

_PROSE_LENGTH = 88  # characters: a line this long without values at its end is running text, never a label of the tables seen
NARROW = 52  # characters: lines of a comment column are not longer


class LineKind(StrEnum):
    """What a line looks like by itself."""

    BLANK = "blank"
    VALUES = "values"  # cells alone
    ROW = "row"  # a label and two cells or more
    WEAK_ROW = "weak_row"  # a label and one cell: a row only beside others
    HEADER = "header"
    SHORT = "short"  # a few words: part of a label, a header or a group heading
    PROSE = "prose"


#: Kinds of lines that hold cells.
DATA = (LineKind.VALUES, LineKind.ROW, LineKind.WEAK_ROW)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text: [start, end) without its line break, and what it looks like.

    Attributes:
        cells: offsets in the text of the run of cells on it; start == end where there is none.
    """

    start: int
    end: int
    kind: LineKind
    cells: tuple[int, int] = (0, 0)


def read_lines(text: str) -> list[TextLine]:
    """Return every line of a text with what it looks like."""
    lines = []
    at = 0
    for row in text.split("\n"):
        kind, cells = _looks(row)
        lines.append(TextLine(at, at + len(row), kind, (at + cells[0], at + cells[1]) if cells else (0, 0)))
        at += len(row) + 1
    return lines


@lru_cache(maxsize=16_384)  # the lines of a table are read with the paper's and again as the table's
def _looks(row: str) -> tuple[LineKind, tuple[int, int] | None]:
    """Return what a line looks like, and where in it its cells stand."""
    if not row.strip():
        return LineKind.BLANK, None
    if _BALANCE_DATES.search(row) or _SHORT_YEARS.search(row):
        return LineKind.HEADER, None
    has_digit = any(character.isdigit() for character in row)
    if (has_digit or len(row) < 40) and not _DOT_LEADERS.search(row):
        tail = _TAIL.search(row)
        head = _HEAD.match(row) if tail is not None and cell_count(tail["cells"]) == 1 else None
        if tail is not None and not (head and len(head["cells"].split()) > 1 and _looks_tabular(row, head)):
            first = tail.start("cells") + _labels_own(row[: tail.start("cells")], tail["cells"])
            last = first + len(_DONE_IN.sub("", row[first : tail.end("cells")]))
            kind = _tail_kind(row, first, last)
            if kind is not None:
                return kind, (first, last)
    if _is_header(row):
        return LineKind.HEADER, None
    if has_digit and len(row) < 2 * _PROSE_LENGTH:
        inner = _HEAD.match(row) or _INNER.search(row)
        if inner is not None and len(inner["cells"].split()) >= 2 and _looks_tabular(row, inner):
            return LineKind.ROW, inner.span("cells")
    stripped = row.strip()
    prose = len(stripped) >= _PROSE_LENGTH or (len(stripped) > NARROW and _SENTENCE.search(stripped))
    return (LineKind.PROSE if prose else LineKind.SHORT), None


def cell_count(cells: str) -> int:
    """Return how many cells a run of cells prints, a number with spaces between its thousands as one."""
    return len(_ONE_CELL.findall(cells))


def _labels_own(before: str, cells: str) -> int:
    """Return how many characters of a row's cells are its label's: the dash of "50 år -", the number of "Etapp 2"."""
    signs = ((_YEARS_OLD, _OPEN_SPAN), (_OWNS_NUMBER, _OWN_NUMBER), (_ENDS_IN_MONTH, _OWN_YEAR))
    own = next((own.match(cells) for sign, own in signs if sign.search(before)), None)
    return own.end() if own is not None and cell_count(cells[own.end() :]) >= _LEAST_LEFT else 0


def _tail_kind(row: str, first: int, last: int) -> LineKind | None:
    cells = row[first:last]
    label = row[:first].strip()
    numbers = [cell for cell in _ONE_CELL.findall(cells) if any(c.isdigit() for c in cell)]
    years = all(_YEAR.fullmatch(number.strip()) for number in numbers)
    if not numbers:
        return LineKind.VALUES if not label else None
    if not label:
        return None if years and _is_header(row) else LineKind.VALUES
    if years and (_is_header(row) or len(numbers) >= 2):
        return LineKind.HEADER
    if (_SENTENCE.search(label) and len(label) > NARROW) or _OWNS_NUMBER.search(label):
        return None
    if _NUMBERED.fullmatch(row):
        return None
    if _ENDS_IN_MONTH.search(label) and len(numbers) == 1 and (_YEAR.fullmatch(numbers[0].strip()) or len(numbers[0]) <= 2):
        return None
    if cell_count(cells) >= 2:
        return LineKind.ROW if len(label) < 1.6 * _PROSE_LENGTH else None
    if years and not WIDE_GAP.search(row):
        return None
    return LineKind.WEAK_ROW if len(label) < _PROSE_LENGTH else None


def _looks_tabular(row: str, cells: re.Match[str]) -> bool:
    """Tell whether cells before or within words are a row with a comment, not a sentence with numbers."""
    before, after = row[: cells.start("cells")].strip(), row[cells.end("cells") :].strip()
    if after[:1] in ARROWS:
        return True
    if before.endswith((",", "(", "§")) or (before and len(before.split()) > 6):
        return False
    if cell_count(cells["cells"]) >= _LEAST_CELLS and len(after.split()) <= _FEW_WORDS and not after.endswith((".", ",")):
        return True
    return after[:1].isupper() or after[:1] in "(-–" or _DATE.match(after) is not None


def _is_header(row: str) -> bool:
    stripped = row.strip()
    if len(stripped) > 1.6 * _PROSE_LENGTH or _SENTENCE.search(stripped.rstrip(":.")) or stripped.endswith(("?", "!")):
        return False
    words = _WORD.findall(stripped)
    if len(_AMOUNT.findall(stripped)) >= _LEAST_AMOUNTS or not words or (stripped.endswith(".") and len(words) > 2):
        return False
    years = len(_YEAR.findall(stripped))
    columns, marks = len(_COLUMN_WORD.findall(stripped)), len(_UNIT_MARK.findall(stripped))
    columns += marks if columns + years or marks > 1 else 0
    if columns + years == 0:
        return False
    plain = len(words) - columns - years - len(_SIDE_WORD.findall(stripped))
    if columns + years == 1:
        return plain <= 0 and len(words) <= 5
    return plain <= 2 * (columns + years)
