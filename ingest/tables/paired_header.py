"""Headers whose words stand over the columns one by one, and headings over columns of which each has its own word below. Pure.

"Nyckeltal 2025 2024 2023 Riket" heads four columns, "Mål Utfall Utfall Riket" over "2025 2025 2024 2025" four more, and "2024
2023" over "Kvinnor Män Totalt Totalt" three and one: a word comes back only under the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from ingest.tables.header_words import HEADS_LABELS, LINKS, Token, TokenKind, tokens_of
from ingest.tables.measures import COMPARISONS, measure_of
from ingest.tables.periods import MONTH, YEAR

_YEAR = re.compile(YEAR)
_MONTH = re.compile(rf"{MONTH}\s+(?={YEAR}$)", re.IGNORECASE)
_UNIT = r"(?:[tm]n?kr|kr|kronor|%|procent|st|antal|dagar|timmar)"
_TO_UNIT = re.compile(rf"[^()]*?(?:\((?:{_UNIT})[^()]*\)|,\s*{_UNIT})(?=\s|$)\s*", re.IGNORECASE)
_TIME = re.compile(  # over columns: what part of a year they are of
    rf"{MONTH}\s?[-\u2013]\s?{MONTH}(?:\s+{YEAR})?|(?:ack(?:umulerat)?\.?|t\.?o\.?m\.?|till och med)\s+{MONTH}(?:\s+{YEAR})?"
    rf"|(?:ack(?:umulerat)?\.?\s+)?period(?:en)?(?:\s+{YEAR})?|helår(?:et)?(?:\s+{YEAR})?"
    rf"|ack(?:umulerat)?\.?(?:\s+{YEAR})?|(?:kv|kvartal|tertial)\.?\s?[1-4](?:\s+{YEAR})?|{MONTH}(?:\s+{YEAR})?",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"[A-ZÅÄÖ][^A-ZÅÄÖ]*")
_LEAST = 2  # columns
_LEAST_ALONE = 3  # … of a header whose words say nothing else of where they stand

Named = tuple[str, list[str]]


def words_one_by_one(shown: Sequence[str], count: int) -> Named | None:
    """Return the heading of the labels and the columns' where a line has one word for the labels and one for each column.

    Args:
        shown: the lines of the header.
        count: of columns.
    """
    tokens = tokens_of(shown[0]) if len(shown) == 1 else []
    if count < _LEAST_ALONE or len(tokens) != count + 1:
        return None
    first, *rest = tokens
    if not (first.kind is TokenKind.WORD and HEADS_LABELS.fullmatch(first.text)):
        return None
    return (first.text, [token.text for token in rest]) if all(map(_heads, rest)) and _dated(rest) else None


def word_over_word(shown: Sequence[str], count: int) -> Named | None:
    """Return the columns' headings where each has a word of its own in the upper line and a year in the lower."""
    if len(shown) != 2 or count < _LEAST:
        return None
    upper, lower = tokens_of(shown[0]), tokens_of(shown[1])
    own, heads = upper[:-count], upper[-count:]
    if len(lower) != count or len(heads) != count or not all(_YEAR.fullmatch(token.text) for token in lower):
        return None
    if not own or not HEADS_LABELS.match(own[0].text) or not all(map(_heads, heads)) or any(map(_dates, heads)):
        return None
    if any(token.kind is TokenKind.MEASURE for token in own):
        return None
    return " ".join(token.text for token in own), [f"{a.text} {b.text}" for a, b in zip(heads, lower, strict=True)]


def years_over_words(shown: Sequence[str], count: int) -> Named | None:
    """Return the columns' headings where years stand over words, as many as there are columns, that come back under each."""
    if len(shown) != 2 or count < _LEAST_ALONE:
        return None
    lower = tokens_of(shown[1])
    upper = tokens_of(shown[0])
    at = next((at for at, token in enumerate(upper) if _dates(token)), len(upper))
    heads, label = [token.text for token in upper[at:]], [token.text for token in upper[:at]]
    if len(lower) != count or not all(map(_heads, lower)) or any(map(_dates, lower)) or not all(map(_dates, upper[at:])):
        return None
    if heads and (day := _MONTH.match(heads[0])) and label and label[-1].isdigit():  # "31 december 2024 2023"
        label, heads[0] = [*label, day.group().strip()], heads[0][day.end() :]
    if len(heads) < _LEAST or len(set(heads)) < len(heads) or not all(_YEAR.fullmatch(head) for head in heads):
        return None
    ways = list(_parted([token.text.casefold() for token in lower], len(heads)))
    if len(ways) != 1:
        return None
    names = [f"{lower[i].text} {head}" for head, part in zip(heads, ways[0], strict=True) for i in part]
    return " ".join(label), names


def times_over_words(shown: Sequence[str], count: int) -> Named | None:
    """Return the columns' headings where two times stand over as many words each, most of which come back under the second.

    "Period Helår" or "jan-aug 2025 Helår 2025" over "Utfall Budget Avvikelse Prognos Budget Avvikelse".
    """
    if len(shown) != 2 or count < 2 * _LEAST or count % 2:
        return None
    heads = [" ".join(match.group().split()) for match in _TIME.finditer(shown[0])]
    lower = tokens_of(shown[1])
    own, words = lower[:-count], lower[-count:]
    if len(heads) != _LEAST or _TIME.sub("", shown[0]).strip() or heads[0].casefold() == heads[1].casefold():
        return None
    if len(words) != count or not all(token.kind is TokenKind.MEASURE for token in words) or not all(map(_heads_labels, own[:1])):
        return None
    names = [token.text for token in words]
    first, second = ([name.casefold() for name in half] for half in (names[: count // 2], names[count // 2 :]))
    back = sum(a == b for a, b in zip(first, second, strict=True))
    if back * 2 < len(first) or len(set(first)) < len(first) or len(set(second)) < len(second):
        return None
    return " ".join(token.text for token in own), [f"{name} {heads[at >= count // 2]}" for at, name in enumerate(names)]


def _heads_labels(token: Token) -> bool:
    return HEADS_LABELS.match(token.text) is not None


def units_under_words(shown: Sequence[str], count: int) -> Named | None:
    """Return the columns' headings where each ends in its unit in the lower line: "(tkr) (%)", "i kassan, kr per gång, kr"."""
    if len(shown) != 2 or count < _LEAST:
        return None
    lower = [match.group().strip() for match in _TO_UNIT.finditer(shown[1])]
    upper = [match.group().strip() for match in _PHRASE.finditer(shown[0])]
    if len(lower) != count or len(upper) != count + 1 or " ".join(lower) != " ".join(shown[1].split()):
        return None
    return upper[0], [f"{a} {b}" for a, b in zip(upper[1:], lower, strict=True)]


def lettered(shown: Sequence[str], count: int) -> Named | None:
    """Return the columns' headings where a word is told apart by letters or numbers alone: "Alternativ A B C"."""
    first, *rest = shown[0].split() if len(shown) == 1 else [""]
    orders = ([chr(ord("A") + at) for at in range(count)], [str(at + 1) for at in range(count)])
    if count < _LEAST or not first[:1].isupper() or len(first) < _LEAST_ALONE or rest not in orders:
        return None
    return first, [f"{first} {one}" for one in rest]


def years_under_levels(shown: Sequence[str], count: int) -> Named | None:
    """Return the columns' headings where a year stands under each level and none under a deviation, and words under the last.

    "Projekt Budget Utfall Avvikelse Föreslås" over "2024 2024 ombudgeteras"; a word that the upper line breaks off goes on below
    it: "Total- Budget Utfall Avvikelse Överförs" over "budget 2025 2025 till 2026".
    """
    if len(shown) != 2 or count < _LEAST_ALONE:
        return None
    upper, lower = tokens_of(shown[0]), tokens_of(shown[1])
    heads, own = upper[-count:], upper[:-count]
    if len(heads) < count or any(map(_dates, upper)) or not all(map(_heads, heads)):
        return None
    if any(token.kind is TokenKind.MEASURE for token in own) or (own and not HEADS_LABELS.match(own[0].text)):
        return None
    names = [token.text for token in heads]
    broken = names[0].endswith("-")
    if broken and lower and lower[0].text[:1].islower():
        names[0], lower = f"{names[0][:-1]}{lower[0].text}", lower[1:]
    if any(name.endswith("-") for name in names) or not (own or (broken and measure_of(names[0]))):
        return None
    years = [token.text for token in takewhile(lambda token: _YEAR.fullmatch(token.text), lower)]
    rest = [token.text for token in lower[len(years) :]]
    dates = [word for word in rest if _YEAR.fullmatch(word)]
    if not (all(word[:1].islower() for word in rest if word not in dates) and len(dates) <= 1 and (not dates or rest[1:] == dates)):
        return None  # "till 2026", "ombudgeteras"
    dated = range(broken, count - bool(rest))
    levels = [at for at in dated if measure_of(names[at]) not in COMPARISONS]
    if not years or len(levels) != len(years) or len(levels) == count:
        return None
    for at, year in zip(levels, years, strict=True):
        names[at] = f"{names[at]} {year}"
    names[-1] = " ".join([names[-1], *rest])
    return " ".join(token.text for token in own), names


def parts_under_words(shown: Sequence[str], count: int) -> Named | None:
    """Return the columns' headings where each has a measure in the upper line and a time in the lower, with the word before it.

    "Prognos Prognos Bokslut" over "per mars per augusti 2025".
    """
    if len(shown) != 2 or count < _LEAST_ALONE:
        return None
    upper, parts = tokens_of(shown[0]), _times(tokens_of(shown[1]))
    if len(parts) == count - 1 and (month := _MONTH.search(parts[-1])):  # "per oktober 2025": the year is of the last column
        parts[-1:] = [parts[-1][: month.end()].strip(), parts[-1][month.end() :]]
    own, heads = upper[:-count], upper[-count:]
    if len(parts) != count or len(heads) != count or not all(token.kind is TokenKind.MEASURE for token in heads):
        return None
    if own and (not HEADS_LABELS.match(own[0].text) or any(token.kind is not TokenKind.WORD for token in own)):
        return None
    names = [f"{head.text} {part}" for head, part in zip(heads, parts, strict=True)]
    return (" ".join(token.text for token in own), names) if len(set(names)) == count else None


def _times(tokens: Sequence[Token]) -> list[str]:
    """Return the times that words are, each with the small word before it ("per mars", "2025"); none where there are others."""
    found: list[str] = []
    small = ""
    for token in tokens:
        if _dates(token):
            found.append(f"{small} {token.text}".strip())
            small = ""
        elif LINKS.fullmatch(token.text) and not small:
            small = token.text
        else:
            return []
    return [] if small else found


def told_columns(shown: Sequence[str]) -> int:
    """Return how many columns a header of two lines surely has: words stand under its years, or years under its words; or 0."""
    if len(shown) != 2:
        return 0
    count = len(tokens_of(shown[1]))
    if word_over_word(shown, count) or years_over_words(shown, count):
        return count
    if times_over_words(shown, count):
        return count
    if times_over_words(shown, count - 1):
        return count - 1
    most = len(tokens_of(shown[0]))
    ways = (parts_under_words, years_under_levels)
    return next((count for count in range(most, _LEAST_ALONE - 1, -1) if any(way(shown, count) for way in ways)), 0)


def _parted(words: Sequence[str], count: int) -> Iterator[list[range]]:
    """Yield the ways to part words into runs, none of which says a word twice."""
    if count == 1:
        if words and len(set(words)) == len(words):
            yield [range(len(words))]
        return
    for last in range(1, len(words) - count + 2):
        if len(set(words[:last])) < last:
            return
        for rest in _parted(words[last:], count - 1):
            yield [range(last), *(range(part.start + last, part.stop + last) for part in rest)]


def _heads(token: Token) -> bool:
    """Tell whether a word may head a column by itself: a measure, a year, or one with a capital letter."""
    return token.kind in (TokenKind.MEASURE, TokenKind.PERIOD) or (token.kind is TokenKind.WORD and token.text[:1].isupper())


def _dates(token: Token) -> bool:
    return token.kind is TokenKind.PERIOD


def _dated(tokens: Sequence[Token]) -> bool:
    """Tell whether the words are years with others beside them, none of which may be of the year after it but a goal."""
    if sum(map(_dates, tokens)) < _LEAST or any(_dates(token) and not _YEAR.fullmatch(token.text) for token in tokens):
        return False
    return all(a.text.casefold() not in COMPARISONS for a, b in pairwise(tokens) if _dates(b)) and len(
        {token.text for token in tokens}
    ) == len(tokens)
