"""The header of a table of months with totals after them, whatever order its lines come in. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.tables.header_words import LINKS, Token, TokenKind
from ingest.tables.measures import WEAK, measure_of
from ingest.tables.model import Column
from ingest.tables.periods import MONTH, YEAR, find_period, month_number, month_range

#: In a header of months.
LEAST_MONTHS = 3
_WHOLE = re.compile(r"helår(?:et)?", re.IGNORECASE)  # a column of all months, behind them


def month_columns(tokens: Sequence[Token], year: int | None) -> list[Column] | None:
    """Return the columns of a header of months in a row, then those of the whole period; None for another header.

    Args:
        tokens: of the header's lines.
        year: the paper's year, where the header names none.
    """
    months = [t for t in tokens if is_month(t)]
    numbers = [month_number(t.text) for t in months]
    if len(numbers) < LEAST_MONTHS or any(b - a not in (1, -11) for a, b in pairwise(numbers)):
        return None
    years = [t.text for t in tokens if t.kind == TokenKind.PERIOD and re.fullmatch(YEAR, t.text)]
    told = int(years[0]) if len(set(years)) == 1 else year if not years else None
    whole = month_range(told, numbers[0], numbers[-1])
    if numbers == list(range(1, 13)) and told is not None:
        whole = find_period(str(told))
    columns = [Column(t.text, "", find_period(t.text, told)) for t in months]
    last = tokens.index(months[-1])
    after = [
        t
        for t in _without_titles(tokens)
        if (t.kind == TokenKind.MEASURE and measure_of(t.text)) or (_WHOLE.fullmatch(t.text) and t in tokens[last:])
    ]
    return [*columns, *(Column(t.text, measure_of(t.text), whole) for t in after)]


def is_month(token: Token) -> bool:
    """Tell whether a word of a header is a month by its name alone."""
    return token.kind == TokenKind.PERIOD and re.fullmatch(MONTH, token.text, re.IGNORECASE) is not None


def _without_titles(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without the lines that say more than columns: a title above a header names a measure of none."""
    lines: list[list[Token]] = []
    for token in tokens:
        if token.newline or not lines:
            lines.append([])
        lines[-1].append(token)
    kept = []
    for line in lines:
        words = sum(token.kind is TokenKind.WORD and not LINKS.fullmatch(token.text) for token in line)
        named = sum(token.kind in (TokenKind.MEASURE, TokenKind.PERIOD) for token in line)
        # "TOTALT" by itself heads the rows below, where the months' own line names the columns after them.
        heads_rows = len(line) == 1 and len(lines) > 1 and measure_of(line[0].text) in WEAK
        if sum(map(is_month, line)) > 1 or (words <= named and not heads_rows):
            kept += line
    return kept
