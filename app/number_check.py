"""Numbers told, held against what is cited: each stands in a quote, or follows from cited figures by the stated formula. Pure.

Signs are left aside ("1 702 tkr sämre" of "−1 702"), and a figure may be told in another unit of money where nothing is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from ingest.text.blocks import sentences

_GAPS = " \u00a0\u2009\u202f"
_MARKER = re.compile(r"\[\d+\]")
_ITEM_NUMBER = re.compile(r"(?m)^\s*\d{1,2}[.)]\s")
_NUMBER = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{_GAPS}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_BREAK = re.compile(r"(?<=\d)[^\S\n]*\n[^\S\n]*(?=\d{3}(?!\d))")  # a number that goes on in the next line: "250" and "000 kr"
_GROUPS = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{_GAPS}]\d{{3}}(?!\d))+(?:[.,]\d+)?")
_ALONE = re.compile(r"\d+(?:[.,]\d+)?")
#: Numbers by their words.
WORD_NUMBERS = {"noll": 0, "ingen": 0, "inga": 0, "inget": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6,
                "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
#: Kronor in each unit of money, and the units by what they are called.
SCALES = {"kr": Decimal(1), "tkr": Decimal(1000), "mkr": Decimal(1_000_000), "mdkr": Decimal(1_000_000_000)}
_UNIT_AFTER = re.compile(
    rf"[{_GAPS}]?(?P<unit>kr(?:onor)?|tkr|mkr|mnkr|mdkr|miljon(?:er)?|miljard(?:er)?|tusen)(?!\w)", re.IGNORECASE
)
MONEY_NAMES = {"kronor": "kr", "mnkr": "mkr", "miljon": "mkr", "miljoner": "mkr", "miljard": "mdkr", "miljarder": "mdkr",
               "tusen": "tkr"}  # fmt: skip
_MOST_GROUPS = 6  # groups of three digits in one number, and more than any paper prints
_TOKEN = re.compile(rf"\s*(?:(?P<number>\d[\d{_GAPS}]*(?:[.,]\d+)?)|(?P<sign>[-+−–·×*/÷()]))")


def unsupported_numbers(
    text: str, quotes: Iterable[str], figures: Sequence[Mapping[str, object]] = (), given: Iterable[str] = ()
) -> list[str]:
    """Return the numbers of a text that nothing cited supports, as printed, in order.

    Args:
        text: what is told, with markers "[1]".
        quotes: of the citations, to the letter.
        figures: of the answer, as its JSON has them: value, unit, period, label, derived, formula.
        given: other words that numbers may be taken from: the question, titles, dates and §§ of the citations.
    """
    quoted, supplied = [text for quote in quotes for text in dict.fromkeys((quote, _BREAK.sub(" ", quote)))], list(given)
    known = _readings(quoted)
    cited = [one for one in figures if not one.get("derived") and _value(one.get("value")) in known]
    for figure in cited:
        supplied += [str(figure.get("period") or ""), str(figure.get("label") or "")]
    operands = known | _readings(supplied)
    derived = []
    proved = set(operands)
    for one in figures:  # what one formula gives, the next may start from
        if one.get("derived") and holds(str(one.get("formula") or ""), proved):
            derived.append(one)
            proved |= {value for value in (_value(one.get("value")),) if value is not None}
    values = [(value, str(one.get("unit") or "")) for one in (*cited, *derived) if (value := _value(one.get("value"))) is not None]
    known = operands | {value for value, _ in values}
    sums = [(*_priced(match, quote),) for quote in quoted for match in _NUMBER.finditer(quote)]
    money = {value * SCALES[unit] for value, unit in (*values, *sums) if unit in SCALES}
    clean = _ITEM_NUMBER.sub(lambda m: " " * len(m.group()), _MARKER.sub(lambda m: " " * len(m.group()), text))
    missing = []
    for match in _NUMBER.finditer(clean):
        value, unit = _priced(match, clean)
        if value not in known and value * SCALES.get(unit, Decimal(0)) not in money:
            missing.append(match.group())
    return missing


def without_unsupported(
    text: str, quotes: Iterable[str], figures: Sequence[Mapping[str, object]] = (), given: Iterable[str] = ()
) -> tuple[str, list[str]]:
    """Return a text without the sentences that hold a number nothing cited supports, and the sentences left out.

    Args:
        text: see `unsupported_numbers`, as the rest.
        quotes: of the citations.
        figures: of the answer.
        given: other words that numbers may be taken from.
    """
    quoted, supplied = [text for quote in quotes for text in dict.fromkeys((quote, _BREAK.sub(" ", quote)))], list(given)
    kept: list[str] = []
    dropped: list[str] = []
    for line in text.split("\n"):
        told: list[str] = []
        for start, end in sentences(line, 0, len(line)):
            sentence = line[start:end]
            (dropped if unsupported_numbers(sentence, quoted, figures, supplied) else told).append(sentence)
        if told or not line.strip():
            kept.append(" ".join(told))
    return "\n".join(kept).strip("\n"), dropped


def amounts_in_kronor(text: str) -> frozenset[Decimal]:
    """Return the sums of money of a text, in kronor."""
    found = (_priced(match, text) for match in _NUMBER.finditer(text))
    return frozenset(value * SCALES[unit] for value, unit in found if unit in SCALES)


def holds(formula: str, operands: set[Decimal]) -> bool:
    """Tell whether a formula "a − b = c" is right as printed, each number left of "=" being one of the operands (signs aside).

    A result may be rounded to the decimals it is printed with; one in percent is a hundred times the left side's. Whole
    numbers up to 100 may stand for themselves: months, a hundred percent.
    """
    left, equals, right = formula.rpartition("=")
    if not equals:
        return False
    result = _NUMBER.search(right)
    if result is None:
        return False
    terms = [parsed(match.group()) for match in _NUMBER.finditer(left)]
    if not terms or any(term not in operands and not (term == term.to_integral() and term <= 100) for term in terms):
        return False
    computed = evaluate(left)
    if computed is None:
        return False
    told = parsed(result.group())
    exact = abs(computed * 100) if re.match(r"\s*(?:%|procent\b)", right[result.end() :]) and "/" in left else abs(computed)
    return exact.quantize(Decimal(1).scaleb(min(0, int(told.as_tuple().exponent))), ROUND_HALF_UP) == told


def evaluate(expression: str) -> Decimal | None:
    """Return the value of a formula's left side (+, −, ·, / and brackets, numbers as Swedish prints them), or None for another."""
    tokens: list[str] = []
    at = 0
    while at < len(expression.rstrip()):
        match = _TOKEN.match(expression, at)
        if match is None:
            return None
        tokens.append(match["number"] or match["sign"].translate(str.maketrans("−–·×÷", "--**/")))
        at = match.end()
    try:
        value = _sum(tokens)
    except (InvalidOperation, DivisionByZero, IndexError):
        return None
    return value if not tokens else None


def _sum(tokens: list[str]) -> Decimal:
    value = _product(tokens)
    while tokens and tokens[0] in "+-":
        sign = tokens.pop(0)
        term = _product(tokens)
        value = value + term if sign == "+" else value - term
    return value


def _product(tokens: list[str]) -> Decimal:
    value = _factor(tokens)
    while tokens and tokens[0] in "*/":
        sign = tokens.pop(0)
        factor = _factor(tokens)
        value = value * factor if sign == "*" else value / factor
    return value


def _factor(tokens: list[str]) -> Decimal:
    token = tokens.pop(0)
    if token in "+-":
        return _factor(tokens) if token == "+" else -_factor(tokens)
    if token == "(":
        value = _sum(tokens)
        if tokens.pop(0) != ")":
            raise InvalidOperation
        return value
    return parsed(token)


def parsed(printed: str) -> Decimal:
    """Return a number as it is printed, with blanks between its thousands and a decimal comma."""
    return Decimal(re.sub(r"\s", "", printed).replace(",", "."))


def _value(printed: object) -> Decimal | None:
    try:
        return abs(Decimal(str(printed)))
    except InvalidOperation:
        return None


def _priced(match: re.Match[str], text: str) -> tuple[Decimal, str]:
    """Return a printed number and the unit of money that follows it, or ""."""
    unit = _UNIT_AFTER.match(text, match.end())
    name = unit["unit"].casefold() if unit else ""
    return parsed(match.group()), MONEY_NAMES.get(name, name)


def _readings(texts: Iterable[str]) -> set[Decimal]:
    """Return every number that texts may be read to print: "8 390 364" is also 8, 390 and 364, as columns may have collapsed."""
    found: set[Decimal] = set()
    for text in texts:
        for match in _GROUPS.finditer(text):
            groups = re.split(rf"[{_GAPS}]", match.group())
            for first in range(len(groups)):
                for last in range(first + 1, min(len(groups), first + _MOST_GROUPS) + 1):
                    found.add(parsed("".join(groups[first:last])))
        found |= {parsed(alone) for alone in _ALONE.findall(text)}
        folded = text.casefold()
        found |= {Decimal(WORD_NUMBERS[word]) for word in re.findall(r"[a-zåäö]+", folded) if word in WORD_NUMBERS}
        found |= {Decimal(number) for number, month in enumerate(_MONTHS, 1) if month in folded}
        # "12.5" may be a number or a date; "2,000" and "4,000.00" may be printed the English way.
        found |= {Decimal(re.sub(r",", "", english)) for english in re.findall(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text)}
        found |= {Decimal(part) for part in re.findall(r"\d+", text)}
    return found
