"""Which of a table's first lines are its header, and how it reads: what fits the rows below it best. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.tables.header import COSTLY, Header, read_headers
from ingest.tables.header_words import FRAGMENTS, HEADS_LABELS, TokenKind, column_of, heads_words, own_words, tokens_of
from ingest.tables.measures import COMPARISONS, MONEY_WORD, WEAK, measure_of, money_unit
from ingest.tables.paired_header import told_columns
from ingest.tables.periods import YEAR, YEAR_ALONE
from ingest.tables.segments import STRAY, LineCells, Segment, is_strong, line_cells, shown_lines
from ingest.text.line_kinds import DATA, LineKind, TextLine

_QUANTITY = re.compile(r"\d,\d|\d\s?%")  # no header line holds one
_MOST_COLUMNS = 20
_RIVAL = 1.2  # of its cost a header of another count may have more, and still be tried on the rows
_NEVER_FILLED = 2  # columns of a header that no row may fill
_TORN = 0.8  # against a header that leaves the rest of a phrase to the rows
_TITLE = 0.4  # against leaving out a first line that could be a header by itself: the paper's title may, "Årsbokslut 2025"
_TITLE_WORDS = 2
_OVER_LABELS = re.compile(  # a measure with more words than head a column, or with when it is of, before bare years
    rf"\s*(?P<label>(?:antal|andel)(?:(?:\s+[^\W\d_]+){{6,}}|\s+(?:vid|under)(?:\s+[^\W\d_]+)+)),?\s+(?={YEAR}\s+{YEAR})",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile(rf"\s*\(?(?:(?:alla\s+)?belopp(?:en)?\s+i\s+)?{MONEY_WORD}\)?:?\s*", re.IGNORECASE)
_UNIT_FIRST = re.compile(rf"{MONEY_WORD}\s", re.IGNORECASE)  # "Tkr Bokslut" over "2024", a word a line
_NEARLY = 0.7  # of a line that lacks one or two cells: blank ones


def fit_headers(text: str, segment: Segment, year: int | None) -> list[tuple[Header, tuple[TextLine, ...]]]:
    """Return the headers that fit the rows, one for each count of cells, best first, and the body below each.

    Words below the header line may still be its own.
    """
    counts = line_cells(text, segment.body)
    if not counts:
        return []
    least = least_cells(counts)
    most = min(max(line.most for line in counts), _MOST_COLUMNS)
    best: dict[int, tuple[float, int, Header, int]] = {}
    tried = 0
    reach = _header_reach(text, segment.body) if segment.header else []
    title = _title_lines(text, segment.header)
    for skip, extra, odd in [
        *((title, extra, _oddness(text, segment.body, extra)) for extra in reach),
        *(() if title else _trimmed(text, segment.header)),
    ]:
        shown = shown_lines(text, _lines(segment, skip, extra))
        if FRAGMENTS.search(shown):
            continue  # the words go on below one another
        heading = _OVER_LABELS.match(shown)
        read = read_headers(shown[heading.end() if heading else 0 :], max(1, least - 1), max(most, least) + _NEVER_FILLED, year)
        for count, header in read.items():
            cells = count + header.codes
            if cells < least:
                continue
            fits = sum(1.0 if line.fewest <= cells <= line.most else _NEARLY * (cells - 2 <= line.most < cells) for line in counts)
            if header.cost >= COSTLY or not (fits or any(line.fewest <= count for line in counts)):
                continue
            cost = header.cost + 1.5 * (1 - fits / len(counts)) + odd + 0.3 * max(0, count - most)
            tried += 1
            if cells not in best or cost < best[cells][0] - 1e-9:
                label = " ".join(heading["label"].split()) if heading else header.label
                best[cells] = (cost, tried, replace(header, label=label), extra)
    ranked = sorted(best.values(), key=lambda entry: (round(entry[0], 6), entry[1]))  # of two alike the whole header is the better
    own = [line for one in segment.header[title:] if (line := text[one.start : one.end].strip())]
    told = told_columns(own)
    ranked = [entry for entry in ranked if not told or len(entry[2].columns) == told]
    over = shown_lines(text, segment.header[:title])
    upper = "" if title or not segment.header else text[: segment.header[0].start].removesuffix("\n").rpartition("\n")[2].strip()
    return [
        (_with_first_word(_titled(header, over), upper, year), _rest(text, segment, extra))
        for cost, _, header, extra in ranked
        if cost <= ranked[0][0] + _RIVAL
    ]


def _titled(header: Header, title: str) -> Header:
    """Return a header with the unit that the table's title states, and the difference it says the columns are of."""
    told = measure_of(title)
    columns = header.columns
    if told in COMPARISONS and not any(column.measure for column in columns):
        columns = tuple(replace(column, measure=told) for column in columns)
    return replace(header, columns=columns, unit=header.unit or money_unit(title))


def _with_first_word(header: Header, upper: str, year: int | None) -> Header:
    """Return a header whose first column has its word back from the labels' heading: "Skola Elever 2024 Elever 2023".

    So has one that is a year by itself where all others have words of their own: "Förening Sökt 2026 Beviljat 2026 Beviljat 2025".

    Args:
        header: as read.
        upper: the line above it, which may be that heading where the header has none.
        year: the paper's year.
    """
    *words, last = (header.label or upper).split() or [""]
    first, *rest = header.columns
    again = any(column.header.split()[:1] == [last] for column in rest)
    alone = bool(header.label) and bool(rest) and not own_words(first.header) and not HEADS_LABELS.match(last)
    dated = [column for column in rest if YEAR_ALONE.search(column.header)]
    alone = alone and bool(dated) and all(own_words(column.header) for column in rest)
    if not words or not last[:1].isupper() or not (again or alone):
        return header
    return replace(header, label=" ".join(words), columns=(column_of(f"{last} {first.header}", year), *rest))


def _title_lines(text: str, header: Sequence[TextLine]) -> int:
    """Return how many of a header's first lines are the table's title.

    Those over one that begins with the labels' heading, that follows a line which states the unit alone, or that tells the years
    of a span the line above ends with.
    """
    for at, line in enumerate(header):
        shown = text[line.start : line.end].strip()
        if (
            at
            and (
                HEADS_LABELS.match(shown)
                or _UNIT_LINE.fullmatch(text, header[at - 1].start, header[at - 1].end)
                or _years_below_title(text[header[at - 1].start : header[at - 1].end], shown)
            )
            and _heads_columns(text[line.start : header[-1].end] if _UNIT_FIRST.match(shown) else shown)
            and any(one.kind is not LineKind.BLANK for one in header[:at])
        ):
            return at
    return 0


def _years_below_title(title: str, shown: str) -> bool:
    """Tell whether a line of years alone stands below one that says of which all are: "Insatser 2021–2025"."""
    if any(token.kind is not TokenKind.PERIOD for token in tokens_of(shown)):
        return False
    return re.search(rf"[^\W\d_].*{YEAR}\s?[-\u2013]\s?{YEAR}\s*$", title) is not None


def _heads_columns(shown: str) -> bool:
    """Tell whether a line heads columns by itself: two periods or measures stand behind its first word, or it is periods alone."""
    tokens = tokens_of(shown)
    if any(token.kind is not TokenKind.PERIOD for token in tokens):
        tokens = tokens[1:]
    return sum(token.kind in (TokenKind.PERIOD, TokenKind.MEASURE) for token in tokens) > 1


def _lines(segment: Segment, skip: int, extra: int) -> tuple[TextLine, ...]:
    """Return the header's lines without its first `skip`, with `extra` lines of the body or, below nought, fewer of its own."""
    if extra < 0:
        return segment.header[skip:extra]
    return (*segment.header[skip:], *segment.body[:extra])


def _rest(text: str, segment: Segment, extra: int) -> tuple[TextLine, ...]:
    """Return the body without the header: also without lines that head columns of words, right below it."""
    rest = (*segment.header[extra:], *segment.body) if extra < 0 else segment.body[extra:]
    last = 0
    for at, line in enumerate(rest):
        if line.kind in DATA or (line.kind is LineKind.BLANK and last):
            break
        if line.kind is not LineKind.BLANK and (last or heads_words(text[line.start : line.end])):
            last = at + 1
    return rest[last:]


def _trimmed(text: str, header: Sequence[TextLine]) -> list[tuple[int, int, float]]:
    """Return the ways to leave lines out of a header: a heading above it or below it may look like a part of it."""
    filled = [at for at, line in enumerate(header) if line.kind is not LineKind.BLANK]
    shown = {at: text[header[at].start : header[at].end].strip() for at in filled}
    starts = []
    for at in filled[1:3]:
        strong = is_strong(shown[filled[0]])
        titled = len(tokens_of(shown[filled[0]])) <= _TITLE_WORDS and is_strong(" ".join(shown[i] for i in filled if i >= at))
        if header[at - 1].kind is LineKind.BLANK and (not strong or titled):
            starts.append((at, 0, _TITLE if strong else 0.1))
    ends = []
    for at in filled[-2:]:
        rest = [shown[i] for i in filled if i >= at]
        if at > 0 and not any(is_strong(line) for line in rest):
            tokens = tokens_of(rest[0])
            dated = any(token.kind is TokenKind.PERIOD for token in tokens)
            measured = any(measure_of(token.text) not in WEAK | {""} for token in tokens)
            torn = rest[0][:1].islower() or dated or measured
            ends.append((0, at - len(header), 0.1 + _TORN * torn))
    return starts + ends


def least_cells(counts: Sequence[LineCells]) -> int:
    """Return the fewest columns the rows allow, a few lines with numbers in their labels left out of account."""
    fewest = sorted((line.fewest for line in counts), reverse=True)
    return fewest[max(int(len(fewest) * STRAY), 1 if len(fewest) > 2 else 0)]


def _oddness(text: str, body: Sequence[TextLine], extra: int) -> float:
    """Return what speaks against a header that takes `extra` of the lines below it: one that leaves half a phrase behind."""
    after = next((line for line in body[extra:] if line.kind is not LineKind.BLANK), None)
    torn = after is not None and after.kind is LineKind.SHORT and text[after.start : after.end].strip()[:1].islower()
    return 0.05 * (extra > 0) + _TORN * torn


def _header_reach(text: str, body: Sequence[TextLine]) -> list[int]:
    """Return how many of the body's first lines may still belong to the header: none, or words up to the first row."""
    reach = [0]
    for at, line in enumerate(body):
        if line.kind in DATA or len(reach) > 8 or _QUANTITY.search(text[line.start : line.end]):
            break
        if line.kind is not LineKind.BLANK:
            reach.append(at + 1)
            shown = text[line.start : line.end].strip()
            if HEADS_LABELS.match(shown) and _heads_columns(shown):
                reach = [at + 1]  # the header goes on to where the labels' heading stands
    return reach
