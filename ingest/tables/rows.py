"""From the lines of a table's body to its rows: wrapped labels joined, group headings above, where the numbers stand. Pure.

A label may stand on its row's line, on the lines above, or start above and end on it; a line above may also be a heading for
the rows that follow, or the rest of a comment. Blank lines, capitals and open brackets tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.tables.measures import MONEY_WORD, counted_unit, money_unit
from ingest.tables.model import TableRow
from ingest.text.line_kinds import DATA, LineKind, TextLine

_HEADING_LENGTH = 80  # characters: a longer line is a remark, no heading of a group
_RUNS_ON = re.compile(
    r"(?:[,/(-]|\b(?:och|eller|samt|för|till|i|av|med|inom|på|per|längs|mellan|från|mot|som|vid|att|är|en|ett|den|de|har|om|vet|sig))\s*$"
)
_GOES_ON = re.compile(r"^[a-zåäöé(%]|^\d+[^\d\s]*\s+[a-zåäö]")
_LIMIT_OF_MONEY = re.compile(rf"\d[\d ]*(?:,\d+)? ?{MONEY_WORD}\b", re.IGNORECASE)  # "under 1 mkr": no unit of the row's
_OPEN_AGE = re.compile("[-\u2013\u2014] ?\\d")  # "- 19 år": up to 19 years
_SUB = re.compile(r"^[\s*]*(?:[-\u2013\u2014•]\s*|(?:där)?varav\b|hälften|därav\b)", re.IGNORECASE)
_REMARK = re.compile(r"^\s*(?:\*|\d{1,2}\s+[A-ZÅÄÖ][^.]{12,}|Källa\b|Not\b|Kommentar)|[.;:]\s*$|\?\s*$", re.IGNORECASE)
_TOTAL = re.compile(
    r"^\s*(?:s:?a\b|summa|sum\b|totalt?a?\b|total\b|\w*netto\w*|resultat\b|(?:årets|periodens|nämndens)\s+resultat)|\btotalt:?\s*$",
    re.IGNORECASE,
)
KEY_FIGURE = re.compile(r"\(?\b([NU]\d{5})\b\)?")
_FOOT = re.compile(r"(?<=[^\W\d_]|[)%])(\d{1,2})$")
_FOOT_TEXT = re.compile(r"(?m)^[ \t]*(\d{1,2})[ \t]+[A-ZÅÄÖ(]")
_FOOT_REACH = 6000  # characters after a row in which the text of its footnote is looked for
_ONE_WORD = re.compile(r"\b([^\W\d_]{3,}) \1\s*$", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[a-zåäö])(?!\s*(?:och|eller|samt|respektive)\b)")


_BLANK_ROW = re.compile(r"[^\W\d_].*(?:\s(?:[-−–—]|IU\.?|\.\.)){2,}\s*$")  # a label whose cells all lack values: no heading


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of words in a table's body."""

    start: int
    end: int
    text: str
    after_blank: bool


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before its numbers are told apart.

    Attributes:
        label: as one line; footnote digits and key figure taken out.
        group: headings above, outermost first.
        start: where its label (or, without one, its numbers) begins.
        run: where its numbers stand.
        spaces: blanks before and after the numbers on their line, the line break not counted.
        followed: words follow the numbers on the line.
        alone: the label stands on other lines than the numbers.
    """

    label: str
    group: tuple[str, ...]
    start: int
    run: tuple[int, int]
    spaces: tuple[int, int] = (0, 0)
    followed: bool = False
    alone: bool = False
    key_figure: str = ""
    line: int = 0

    @property
    def total(self) -> bool:
        """Whether its label says that it sums others."""
        return is_total(self.label)


@dataclass(slots=True)
class _State:
    pending: list[Piece] = field(default_factory=list)
    group: tuple[str, ...] = ()
    parent: str = ""
    subs: bool = True  # all rows of the group so far are sub-rows ("- Ekonomi")
    rows: int = 0  # in the group


def is_total(label: str) -> bool:
    """Tell whether a label says that its row sums others."""
    return _TOTAL.search(label) is not None


def shared_group(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows, totals given the group that all other rows are in: one heading over the whole table."""
    groups = {row.group[:1] for row in rows if not row.total}
    if len(groups) != 1 or groups == {()}:
        return list(rows)
    group = groups.pop()
    return [replace(row, group=group) if row.total and not row.group else row for row in rows]


def is_sub(label: str) -> bool:
    """Tell whether a row is a part of the one above it: "- Ekonomi", "varav kvinnor"."""
    return _SUB.match(label) is not None


def row_unit(label: str) -> str:
    """Return the unit a row's label states ("andel (%)", "Antal dagar", "(kr)"), or ""."""
    label = _LIMIT_OF_MONEY.sub(" ", label)
    return money_unit(label) or counted_unit(label)


def assemble(text: str, lines: Sequence[TextLine], *, columns: int, comments: bool, described: bool) -> list[RawRow]:
    """Return the rows of a table's body.

    Args:
        text: the document's text.
        lines: of the body, blank ones included.
        columns: of numbers; in a table of several, a line with one number is words unless its number stands alone.
        comments: a column of words follows the numbers: lines between rows may belong to it and are no headings.
        described: a column of words stands between label and numbers: the label ends where a second phrase begins.
    """
    state = _State()
    rows: list[RawRow] = []
    blank = True
    for at, line in enumerate(lines):
        if line.kind is LineKind.BLANK:
            blank = True
            continue
        few = line.kind is LineKind.WEAK_ROW and len(text[slice(*line.cells)].split()) < columns
        if line.kind in DATA and not (few and _goes_on_below(text, lines, at)):
            row = _row(text, line, at, state, comments=comments, described=described)
            rows.append(row)
            state.pending = []
        elif not _BLANK_ROW.search(text[line.start : line.end]):
            state.pending.append(Piece(line.start, line.end, text[line.start : line.end].strip(), blank))
        blank = False
    return rows


def _goes_on_below(text: str, lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether a line with one number is words that run on to the next filled line."""
    for line in lines[at + 1 :]:
        if line.kind is not LineKind.BLANK:
            return line.kind is LineKind.VALUES or bool(_GOES_ON.match(text[line.start : line.end].strip()))
    return False


def _row(text: str, line: TextLine, at: int, state: _State, *, comments: bool, described: bool) -> RawRow:
    first, last = line.cells
    before = text[line.start : first]
    after = text[last : line.end]
    own = before.strip()
    pieces, headings = (list(state.pending[:1]), []) if described and not own else _split_pending(state.pending, own)
    own_piece = [Piece(line.start + len(before) - len(before.lstrip()), first, own, after_blank=False)] if own else []
    label_pieces = [*pieces, *own_piece]
    label = _joined([piece.text for piece in label_pieces])
    if described:
        label = _first_phrase(label)
    _regroup(state, [] if comments else headings, label)
    start = label_pieces[0].start if label_pieces else first
    key = KEY_FIGURE.search(label)
    shown = clean_label(label, text[last : last + _FOOT_REACH])
    group = state.group
    if _SUB.match(label):
        group = (*group, state.parent) if state.parent else group
    else:
        state.parent = shown
    return RawRow(
        shown,
        group,
        start,
        (first, last),
        (len(before) if not own else 0, len(after) if not after.strip() else 0),
        bool(after.strip()),
        not own,
        key.group(1) if key else "",
        at,
    )


def _split_pending(pending: Sequence[Piece], own: str) -> tuple[list[Piece], list[Piece]]:
    """Return which of the lines above a row are its label's beginning, and which are headings or remarks."""
    if own:
        at = len(pending)
        following = own
        while at > 0 and goes_on(pending[at - 1].text, following) and not _ends(pending[at - 1]):
            at -= 1
            following = pending[at].text
        return list(pending[at:]), list(pending[:at])
    if not pending:
        return [], []
    at = len(pending) - 1
    while at > 0 and not _starts_label(pending, at):
        at -= 1
    return list(pending[at:]), list(pending[:at])


def goes_on(above: str, words: str) -> bool:
    """Tell whether a line's words go on with those of the line above."""
    return bool(_GOES_ON.match(words) or _RUNS_ON.search(above)) or (_open_bracket([above]) and ")" in words)


def begun(text: str, above: Sequence[TextLine], row: TextLine) -> int:
    """Return how many of the lines right above a row with words are the beginning of its label: those it goes on with."""
    words = text[row.start : row.cells[0]].strip()
    count = 0
    for line in reversed(above):
        shown = text[line.start : line.end].strip()
        if (
            line.kind not in (LineKind.SHORT, LineKind.PROSE)
            or not words
            or not goes_on(shown, words)
            or shown.endswith((".", ":", ";"))
        ):
            break
        count, words = count + 1, shown
    return count


def _ends(piece: Piece) -> bool:
    return bool(re.search(r"[.:;]$", piece.text))


def _starts_label(pending: Sequence[Piece], at: int) -> bool:
    piece, before = pending[at], pending[at - 1]
    if _GOES_ON.match(piece.text) or _RUNS_ON.search(before.text):
        return False
    if _open_bracket([p.text for p in pending[:at]]):
        return False
    return piece.after_blank or _ends(before)


def _open_bracket(texts: Sequence[str]) -> bool:
    """Tell whether the last lines leave a bracket open."""
    tail = " ".join(texts[-8:])
    return tail.rfind("(") > tail.rfind(")")


def _regroup(state: _State, pieces: Sequence[Piece], label: str) -> None:
    """Let the headings above a row begin a new group, and end a group of sub-rows at the first row that is none."""
    headings = _headings(pieces)
    if headings:
        state.group, state.parent, state.subs, state.rows = tuple(headings), "", True, 0
    elif is_total(label) or (state.subs and state.rows and not _SUB.match(label)):
        state.group = ()
    state.subs = state.subs and bool(_SUB.match(label))
    state.rows += 1


def _headings(pieces: Sequence[Piece]) -> list[str]:
    found: list[str] = []
    if pieces and not pieces[0].after_blank and pieces[0].text[:1].islower():
        pieces = pieces[1:]  # the rest of the label above
    for piece in pieces:
        goes_on = found and (_GOES_ON.match(piece.text) or _RUNS_ON.search(found[-1])) and not piece.text.startswith("*")
        if goes_on:
            found[-1] = _joined([found[-1], piece.text])
        elif not _REMARK.search(piece.text) or (piece.text.endswith(":") and len(piece.text) < _HEADING_LENGTH / 2):
            found.append(piece.text)
    told = [text for text in found if len(text) <= _HEADING_LENGTH and re.search(r"[^\W\d_]", text) and not is_row_of_words(text)]
    return [clean_label(text, "") for text in told]


def is_row_of_words(text: str) -> bool:
    """Tell whether a line is a row whose cells hold one word each, the same: "Simhallen Stängt Stängt Stängt"."""
    return _ONE_WORD.search(text) is not None


def _joined(texts: Sequence[str]) -> str:
    return _HYPHEN.sub("", re.sub(r"\s+", " ", " ".join(texts))).strip()


def _first_phrase(label: str) -> str:
    """Return a label without the description after it: it ends before the second word with a capital."""
    words = label.split(" ")
    for at in range(1, len(words)):
        if re.match(r"[A-ZÅÄÖ][a-zåäö]", words[at]):
            return " ".join(words[:at])
    return label


def clean_label(label: str, below: str) -> str:
    """Return a label as it is told: no key-figure id, no footnote mark, no colon at its end.

    Args:
        label: joined to one line.
        below: the text below the row: a digit glued to the label's end goes only where a footnote of that number stands there.
    """
    shown = KEY_FIGURE.sub(" ", label)
    shown = re.sub(r"\s+", " ", shown).strip()
    foot = _FOOT.search(shown)
    if foot and foot.group(1) in {match.group(1) for match in _FOOT_TEXT.finditer(below)}:
        shown = shown[: foot.start()]
    shown = re.sub(r"\s+([,)])", r"\1", shown)
    shown = shown.strip(" :*")
    return (shown if _OPEN_AGE.match(shown) else shown.lstrip("-\u2013\u2014 ").strip()) or label.strip()
