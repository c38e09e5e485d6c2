"""Headers of plain words, where no measure or period tells the columns: "Behov Klara Saknas", "Grundbelopp Tillägg Summa". Pure.

A phrase begins with a capital letter. As many phrases as the rows have cells, or one more that heads the labels, are the
columns; so are the words of one line with those of the next below each, "Kvinnor Män" over "2024 2025 2024 2025".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.tables.header import Header
from ingest.tables.header_words import FRAGMENTS, HEADS_LABELS, LINKS, TokenKind, column_of, is_hyphened, tokens_of
from ingest.tables.measures import COMPARISONS, OUTCOMES, PLANS, measure_of, money_unit
from ingest.tables.paired_header import (
    lettered,
    parts_under_words,
    times_over_words,
    units_under_words,
    word_over_word,
    words_one_by_one,
    years_over_words,
    years_under_levels,
)
from ingest.tables.periods import MONTH, YEAR
from ingest.tables.segments import is_strong
from ingest.text.line_kinds import DATA, LineKind, TextLine

_COST = 0.5  # of such a header: under that from which the arithmetic must bear a header out
_MOST_LINES = 24  # of the lines above the first row that may be its header: a word a line
_MOST_WORDS = 6  # of a phrase that heads a column
_YEAR = re.compile(YEAR)
_MONTHS = re.compile(rf"{MONTH}\s?[-\u2013]\s?{MONTH}", re.IGNORECASE)
_NAMES = re.compile(r"[^\W\d_]{2}|%|\d\s?[-\u2013]\s?\d")  # what can head a column
_STARTS = re.compile(r"[A-ZÅÄÖ]|\d+\s?[-\u2013]\s?\d+(?!\d)|\d+-[^\W\d_]{3}|(?:var|där)av$")  # "Utfall", "7–19 år", "10-kort"
_LETTER = re.compile(r"[A-ZÅÄÖ](?:\.|$)|I{2,3}$")  # goes on with a word: "Alternativ A", "Fas II"
_WORD = re.compile(r"[^\s,;:|]+")
_SENTENCE = re.compile(r"[.;:]$")
_CUT_SHORT = re.compile(r"(?<![^\W\d_])(?:[a-zåäö]{1,5}|\w\.\w(?:\.\w)?)\.$", re.IGNORECASE)  # "Budget inkl.", "Fr.o.m."
_SPAN = re.compile(r"\d{4}\s?[-\u2013]\s?\d{4}")
_LEAST_HEADS = 2  # headings over columns: one alone is a title
_LEAST_PARTED = 3  # columns of a header whose words stand apart, a line each
_SHORT_NAME = 3  # words that head a column there
_GROUPS = re.compile(r"(?m)^[A-ZÅÄÖ]{5,}(?: [A-ZÅÄÖ]{2,})*$")  # a line of capitals below others heads a group of rows
_SHORTENED = re.compile(r"(?<![^\W\d_])[a-zåäö]{1,4}\.(?= )")  # "per 1 000 inv. Nöjda": no sentence ends there
_NUMBERS_ROWS = re.compile(r"(?:Nr\.?|Nummer|#|Id)\s+(?=[A-ZÅÄÖ])")
_WIDEST = 130  # characters of a header in one line


def plain_header(
    text: str,
    above: Sequence[TextLine],
    count: int,
    year: int | None,
    printed: int = 0,
    *,
    followed: bool = False,
    numbered: bool = False,
) -> Header | None:
    """Return the header of `count` columns that the lines right above a table's first row make, or None.

    Args:
        text: the document's text.
        above: the lines above the first row, in order.
        count: of columns.
        year: the paper's year, for months without one.
        printed: groups of digits that most rows print at the least; where there are as many as phrases, or more, none of these
            heads the labels unless it says so.
        followed: words follow the numbers of most rows ("43 Ja"): the last phrase heads these.
        numbered: the rows begin with numbers, which a word of the header heads ("Nr").
    """
    shown: list[str] = []
    parted = False
    lines = [line for line in reversed(above[-_MOST_LINES:]) if text[line.start : line.end].strip()]
    for at, line in enumerate(lines):
        parted = parted or "\n\n" in text[line.end : lines[at - 1].start if at else line.end]
        words = text[line.start : line.end].strip()
        words = _NUMBERS_ROWS.sub("", words) if numbered else words
        wide = line.kind is LineKind.PROSE and (shown or len(words) > _WIDEST or ". " in _SHORTENED.sub("", words))
        if wide or FRAGMENTS.search(words) or line.kind in DATA or (_SENTENCE.search(words) and not _CUT_SHORT.search(words)):
            break
        if shown and is_hyphened(words.split()[-1], shown[0]):
            words = words.removesuffix("-") + shown.pop(0)
        shown.insert(0, words)
        if not _STARTS.match(words) and not _YEAR.match(words) and not _MONTHS.match(words):
            continue  # it goes on with the line above
        found = _phrases(shown, count + 1, printed) if followed else _columns(shown, count, printed)
        if found is not None and parted and (count < _LEAST_PARTED or any(len(name.split()) > _SHORT_NAME for name in found[1])):
            return None  # lines set apart are titles, unless they are a header printed a word a line
        if found is not None and not _GROUPS.search("\n".join(shown[1:])):
            over = text[lines[at + 1].start : lines[at + 1].end] if at + 1 < len(lines) else ""
            its_row = is_strong(over) and not is_strong("\n".join(shown))  # under a header: the first row of that
            label, names = found[0], found[1][:-1] if followed else found[1]
            header = None if its_row else _header(label, names, year)
            if header is not None:
                return replace(header, text_after=followed)
        if len(phrases_of("\n".join(shown))) > 2 * count + followed:
            break
    return None


def _columns(shown: Sequence[str], count: int, printed: int) -> tuple[str, list[str]] | None:
    """Return the heading of the labels and those of the columns, each way to read them tried."""
    told = _two_levels(shown, count) or word_over_word(shown, count) or years_over_words(shown, count)
    told = told or units_under_words(shown, count) or years_under_levels(shown, count) or parts_under_words(shown, count)
    told = told or times_over_words(shown, count) or lettered(shown, count)
    return told or _years_last(shown, count) or _phrases(shown, count, printed) or words_one_by_one(shown, count)


def _header(label: str, names: Sequence[str], year: int | None) -> Header | None:
    """Return the header of columns so called; None where two are called alike."""
    if (over := measure_of(label)) in COMPARISONS | OUTCOMES | PLANS:  # it says what all columns tell
        names = [name if measure_of(name) else f"{over.capitalize()} {name}" for name in names]
    columns = tuple(column_of(name, year) for name in names)
    alike = len({column.header.casefold() for column in columns}) < len(columns)
    return None if alike else Header(columns, label, money_unit(label), cost=_COST)


def _phrases(shown: Sequence[str], count: int, printed: int) -> tuple[str, list[str]] | None:
    """Return the heading of the labels and those of the columns, where there are as many as there must be."""
    found = phrases_of("\n".join(shown))
    if len(found) == count + 1 and (printed < count + 1 or _heads_labels(found[0])):
        label, names = found[0], found[1:]
    elif len(found) == count and not HEADS_LABELS.match(found[0]) and not _states_the_unit(found):
        label, names = "", found
    else:
        return None
    if _YEAR.search(label) or any(
        len(name.split()) > _MOST_WORDS or not _NAMES.search(name) or len(_YEAR.findall(_SPAN.sub("", name))) > 1 for name in names
    ):
        return None
    return label, names


def _years_last(shown: Sequence[str], count: int) -> tuple[str, list[str]] | None:
    """Return the headings where only the last ones are years, a line each: parts, and what they come to."""
    first = next((at for at, line in enumerate(shown) if all(_YEAR.fullmatch(one.strip()) for one in shown[at:])), len(shown))
    years = [line.strip() for line in shown[first:]]
    words = phrases_of("\n".join(shown[:first]))
    if len(years) < _LEAST_HEADS or len(set(years)) < len(years) or _YEAR.search(" ".join(words)) or len(words) < _LEAST_HEADS:
        return None
    found = [*words, *years]
    if len(found) == count + 1 and HEADS_LABELS.match(words[0]):
        return found[0], found[1:]
    return ("", found) if len(found) == count and not HEADS_LABELS.match(words[0]) else None


def _heads_labels(phrase: str) -> bool:
    """Tell whether a phrase heads the labels: by its word, or because it states the unit of all columns."""
    return HEADS_LABELS.match(phrase) is not None or bool(money_unit(phrase))


def _states_the_unit(phrases: Sequence[str]) -> bool:
    """Tell whether the first phrase alone states a unit, and is no measure: "Statsbidrag, tkr" over the labels."""
    first = bool(money_unit(phrases[0])) and not measure_of(phrases[0])
    return first and not any(money_unit(other) for other in phrases[1:])


def phrases_of(text: str) -> list[str]:
    """Return the phrases of a header: each begins with a capital letter or a span of numbers, or is a year of its own."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        dated = bool(found) and _YEAR.search(found[-1]) is not None
        linked = bool(found) and (LINKS.fullmatch(found[-1].split()[-1]) is not None or found[-1].endswith(("-", "/")))
        starts = _YEAR.fullmatch(word) is not None and dated if _YEAR.match(word) else _STARTS.match(word) is not None
        if not found or (starts and not linked and not (_LETTER.fullmatch(word) and len(found[-1].split()) == 1)):
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}"
    return found


def _two_levels(shown: Sequence[str], count: int) -> tuple[str, list[str]] | None:
    """Return headings over columns that come back under each: measures over years, or years over measures."""
    if len(shown) < 2:
        return None
    below = [token.text for token in tokens_of(shown[-1]) if token.kind is not TokenKind.UNIT]
    own = below[:1] if below and HEADS_LABELS.fullmatch(below[0]) else []  # it heads the labels
    below = below[len(own) :]
    if len(below) != count:
        return None
    over = phrases_of("\n".join(shown[:-1]))
    for heads, label in ((over, "".join(own)), (over[1:], over[0])):
        each = count // len(heads) if heads else 0
        if len(heads) < _LEAST_HEADS or each * len(heads) != count or (each < 2 and len(set(below)) == count):
            continue
        if each > 1 and (below != below[:each] * len(heads) or len(set(below[:each])) < each):
            continue
        return label, [f"{heads[at // each]} {word}" for at, word in enumerate(below)]
    return None
