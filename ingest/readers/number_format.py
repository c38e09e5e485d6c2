"""A cell's value as Excel shows it, written the Swedish way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"
_GENERAL_DIGITS = 11  # Excel's own General format shows no more
_MOST_DIGITS = 20  # a larger number is no sum of a municipality's; written out it would only be long
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_PLACES = re.compile(r"[0#?][0#?,. ]*")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_SPACED_PERCENT = re.compile(r"[ \u00a0]*%")
_HOLE = "\x00"  # stands for a literal text while the rest of a format is looked at
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a section of a number format does to a number.

    Attributes:
        decimals: digits after the comma; -1 for as many as the number has.
        grouped: thousands are parted by a no-break space.
        digits: before the comma, at least: shorter numbers get zeros in front.
        scale: powers of ten that the number is multiplied with before it is shown (2 for percent, -3 for thousands).
        before, after: text around the number, such as " kr" or " %".
    """

    decimals: int
    grouped: bool
    digits: int
    scale: int
    before: str
    after: str


def shown(value: object, number_format: str) -> str:
    """Return a cell's value as text: numbers by their format with decimal comma, dates ISO, booleans SANT and FALSKT."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return shown_number(value, number_format)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return shown_day(value, number_format) if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return shown_day(value, number_format)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def shown_day(day: date, number_format: str) -> str:
    """Return a date as ISO, with no more of it than its format shows: 2025-01-31, 2025-01, 2025 or jan."""
    signs = set(_LITERAL.sub("", number_format.split(";", maxsplit=1)[0]).lower()) & set("ymd")
    if signs == {"m"}:
        return _MONTHS[day.month - 1]
    return day.strftime({frozenset("y"): "%Y", frozenset("ym"): "%Y-%m"}.get(frozenset(signs), "%Y-%m-%d"))


def shown_number(value: float, number_format: str) -> str:
    """Return a number as its format shows it; without a format, with the digits it has."""
    number = Decimal(repr(value))
    if not number.is_finite():
        return ""
    if number.adjusted() > _MOST_DIGITS:
        return str(value).replace(".", ",")
    section = _section(number_format, number)
    if section.decimals < 0:
        digits = _general(number)
    else:
        scaled = number.scaleb(section.scale)
        rounded = scaled.quantize(Decimal(1).scaleb(-section.decimals), rounding=ROUND_HALF_UP)
        width = section.digits + (section.decimals + 1 if section.decimals else 0)
        digits = f"{abs(rounded):,f}" if section.grouped else f"{abs(rounded):f}".zfill(width)
        digits = ("-" if rounded < 0 else "") + digits
    swedish = digits.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{section.before}{swedish}{section.after}".strip()


def _general(number: Decimal) -> str:
    """Return the number in full, rounded to what Excel shows: 0.1 + 0.2 is 0.3."""
    if number == 0:
        return "0"
    places = max(0, _GENERAL_DIGITS - 1 - number.adjusted())
    rounded = number if number == number.to_integral_value() else round(number, min(places, 20))
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section(number_format: str, number: Decimal) -> NumberFormat:
    """Pick the part of the format for the number's sign; the minus is always written, whatever colour or brackets."""
    sections = _sections(number_format)
    if number == 0 and len(sections) > 2:
        # A section for zero without places shows a dash or nothing: the zero itself is kept, it is data.
        return sections[2] if sections[2].decimals >= 0 else sections[0]
    return sections[0]


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[NumberFormat, ...]:
    return tuple(_parsed(part) for part in _split(number_format or "General"))


def _split(number_format: str) -> list[str]:
    """Return the parts between semicolons that stand outside quotation marks."""
    parts, quoted = [""], False
    for sign in number_format:
        quoted ^= sign == '"'
        if sign == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _parsed(section: str) -> NumberFormat:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        text = match[1] or match[2] or match[3] or ""
        if not text.strip():
            return " "
        literals.append(text)
        return _HOLE

    plain = _LITERAL.sub(keep, section)
    places = _PLACES.search(plain)
    if places is None or "E+" in section.upper() or "/" in plain or _DATE_SIGNS.search(plain.replace("General", "")):
        return NumberFormat(-1, False, 1, 0, "", "")
    digits = places.group().rstrip()
    whole, _, fraction = digits.partition(".")
    before = plain[: places.start()]
    inside = before.count(_HOLE)
    return NumberFormat(
        decimals=sum(fraction.count(sign) for sign in "0#?"),
        grouped="," in whole.rstrip(",") or " " in whole,
        digits=whole.count("0"),
        scale=(2 if "%" in plain else 0) - 3 * (len(digits) - len(digits.rstrip(","))),
        before=_filled(before, literals[:inside]).lstrip(),
        after=_filled(plain[places.start() + len(digits) :], literals[inside:]).rstrip(),
    )


def _filled(plain: str, literals: list[str]) -> str:
    """Return the text around a number; the format's own brackets and signs are left out, the sign is written anyway."""
    waiting = iter(literals)
    text = "".join(next(waiting) if sign == _HOLE else sign for sign in plain if sign not in "()+-")
    return _SPACED_PERCENT.sub(f"{NO_BREAK_SPACE}%", text)
