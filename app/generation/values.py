"""Are a sentence's numbers those of its quotes, in the same unit, and from the right cell? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from app.extract.table_units import is_row
from app.generation.parts_told import misplaced
from app.generation.supports import share_said
from app.number_check import MONEY_NAMES, SCALES, parsed, unsupported_numbers
from app.numbers import figure_wording
from app.numbers.number_words import Measure, asked_measures
from app.numbers.ranking import Placed
from ingest.tables.model import PeriodKind

_WORDS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
    "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19, "tjugo": 20,
    "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90, "hundra": 100,
    "tusen": 1000,
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
#: Words that tell how many without a number: they must stand in the quote themselves.
_SHARES = re.compile(
    r"\b(?:hälften|halver\w+|dubbl\w+|fördubbl\w+|tredubbl\w+|tredjedel\w*|fjärdedel\w*|dussin\w*|samtliga|alla|bägge|båda)\b",
    re.IGNORECASE,
)
_GAP = "[ \u00a0\u2009\u202f]?"
_VALUE = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_UNIT = re.compile(
    rf"{_GAP}(?P<unit>%|procentenhet\w*|procent|kr(?:onor)?\b|tkr\b|mkr\b|mnkr\b|mdkr\b|miljon\w*|miljard\w*|tusen\b"
    r"|dag(?:ar|en)?\b|dygn\b|veck\w+|månad\w*|år\b|timm\w+|minut\w*|kvartal\w*|person\w*|plats\w*|elev\w*|barn\b|årsarbet\w*|meter\b|km\b)",
    re.IGNORECASE,
)
_SAME = {"procent": "%", **MONEY_NAMES}
_STEM = 4  # letters of a unit that tell it from another: "dagar" and "dagen" are one
_LABEL_MET = 0.5  # share of a cell's name that its sentence must say


def wrong_values(text: str, rest: str, quotes: Sequence[str], cells: Sequence[Placed]) -> list[str]:
    """Return what of a sentence's numbers does not hold, as told; nothing where all do.

    Args:
        text: the sentence, without markers.
        rest: the same without what only says where the quotes stand: the paper's title, date, year and §.
        quotes: what it rests on.
        cells: the figures within the quotes. A number that only rows of a table hold must be one of them.
    """
    digits = _WORD.sub(lambda match: str(_WORDS[match.group().casefold()]), rest)
    quoted = [_WORD.sub(lambda match: f"{match.group()} {_WORDS[match.group().casefold()]}", quote) for quote in quotes]
    wrong = unsupported_numbers(digits, quoted)
    held = " ".join(quotes).casefold()
    wrong += [word for word in _SHARES.findall(text) if word.casefold()[:5] not in held]
    wrong += [told for told, value, unit in _values(digits) if unit and not _in_that_unit(value, unit, quoted)]
    prose = [quote for quote in quoted if not any(is_row(line) for line in quote.split("\n"))]
    wrong += misplaced(_WORD.sub(lambda match: str(_WORDS[match.group().casefold()]), text), prose)
    return wrong or _wrong_cells(text, digits, quoted, cells)


def _values(text: str) -> Iterable[tuple[str, Decimal, str]]:
    """Give each number of a text, with the unit after it."""
    for match in _VALUE.finditer(text):
        unit = _UNIT.match(text, match.end())
        name = unit["unit"].casefold() if unit else ""
        try:
            value = parsed(match.group())
        except InvalidOperation:
            continue
        yield match.group(), value, _SAME.get(name, name if name in SCALES or len(name) < _STEM else name[:_STEM])


def _in_that_unit(value: Decimal, unit: str, quotes: Sequence[str]) -> bool:
    """Tell whether a quote holds a value in a unit; without one beside it, a unit may stand in a column's head."""
    found = [(other, other_unit) for quote in quotes for _, other, other_unit in _values(quote)]
    same = [other_unit for other, other_unit in found if other == value]
    if unit in SCALES:
        sums = {other * SCALES[other_unit] for other, other_unit in found if other_unit in SCALES}
        if value * SCALES[unit] in sums:
            return True
        return any(not other_unit for other_unit in same) and not any(other_unit in SCALES for other_unit in same)
    return any(other_unit in (unit, "") for other_unit in same)


def _wrong_cells(text: str, digits: str, quotes: Sequence[str], cells: Sequence[Placed]) -> list[str]:
    """Return the numbers that only a table's row holds, and that are not of the cell the sentence tells of."""
    prose = [line for quote in quotes for line in quote.split("\n") if not is_row(line)]
    loose = unsupported_numbers(digits, prose)
    return [number for number in loose if not any(_is_told(number, text, digits, one) for one in cells)]


def _is_told(number: str, text: str, digits: str, placed: Placed) -> bool:
    """Tell whether a number is a figure's, and the sentence tells of that figure: its name, its measure, its period."""
    figure = placed.figure
    unit = next((unit for told, _, unit in _values(digits) if told == number), "")
    value = parsed(number)
    scaled = value * SCALES.get(unit, 1) == abs(figure.value) * SCALES.get(figure.unit, 1)
    if not (value == abs(figure.value) and unit in ("", figure.unit)) and not (unit in SCALES and figure.unit in SCALES and scaled):
        return False
    if figure.measure in {measure.value for measure in Measure} and figure.measure not in asked_measures(text):
        return False
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
    if years and figure.period.kind is not PeriodKind.NONE and not any(year in figure.period.text for year in years):
        return False
    return share_said(figure_wording.name(figure), text) >= _LABEL_MET
