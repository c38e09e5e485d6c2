"""Personal identity numbers masked: they are in no log, and are not sent to a chat model. Pure."""

from __future__ import annotations

import re

from personnummer import personnummer

MASK = "[personnummer]"
_LIKE_ONE = re.compile(
    r"(?<![\w-])(?:(?:18|19|20)?\d{2})[ ]?(?P<month>\d{2})[ ]?(?P<day>\d{2})(?P<mark>[ ]?[-+–][ ]?|[ ]?)\d{4}(?![\w-]|,\d)"
)
_COORDINATION = 60  # added to the day of a coordination number (samordningsnummer)


def masked(text: str) -> str:
    """Return a text with its personal identity numbers masked, coordination numbers too.

    A number whose check digit is right is one, however it is printed; with the mark before its last four digits it is
    taken for one with a slip of the pen, too.
    """
    return _LIKE_ONE.sub(lambda match: MASK if _is_one(match) else match.group(), text)


def _is_one(match: re.Match[str]) -> bool:
    digits = re.sub(r"[^\d+]", "", match.group().replace("–", "-"))
    if personnummer.valid(digits):
        return True
    month, day = int(match["month"]), int(match["day"])
    return bool(match["mark"].strip()) and 1 <= month <= 12 and 1 <= (day - _COORDINATION if day > _COORDINATION else day) <= 31
