"""Which share one of several is of a whole that a sentence or a point shares out among them: a sum, or things counted. Pure.

"... om totalt 900 tkr, där 300 tkr går till Norr, 400 tkr till Söder och 200 tkr till Väster": the whole stands first, and the
parts come to it, or to less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from app.answer.prose_sums import points_of
from app.answer.told_quantities import Computed, Quantity, named_by, names_it, quantities, share_told, stems
from app.number_check import SCALES, amounts_in_kronor
from app.question.counting import SUM
from ingest.tables.measures import MONEY_UNITS

_CLAUSES = re.compile(r",(?!\d)|;|\b(?:och|samt)\b")
_WHOLE = re.compile(
    r"\b(?:om|på|totalt|sammanlagt|summa)\s+(?:(?:totalt|sammanlagt|ca|cirka|är|var|har|hade|finns|fanns) )?\d", re.IGNORECASE
)
_OF_WHOLE = re.compile(
    r"\bav (?P<whole>.+?) (?:gick|går|fick|får|tilldelades|lades|var|är|utgjorde|stod|handlade|rörde|gällde|avsåg)\b", re.IGNORECASE
)
_USED_OF_WHOLE = re.compile(rf"{SUM} av (?P<whole>(?:[^\W\d_]+ ){{1,6}}?)(?:på|om) {SUM}", re.IGNORECASE)
_LEAST_PARTS = 2
_LEAST_NAME = 4  # letters of a word that names a part
_LEAST_THING = 6  # letters of a word that says what is shared out


def shared_part(question: str, texts: Sequence[str]) -> list[Computed]:
    """Return the share of a sum that the one a question names is given; none where it is not told just once.

    Args:
        question: as understood, asking for a share.
        texts: what is told.
    """
    points = [(at, point) for at, text in enumerate(texts) for point in points_of(text)]
    used = [(at, own) for at, point in points if (own := _used_of_whole(question, point)) is not None]
    if len(used) == 1:
        return [share_told(used[0][0], *(one.value for one in used[0][1]))]
    found = [(at, own) for at, point in points if (own := _part_and_whole(question, point)) is not None]
    if len({own for _, own in found}) != 1:
        return []
    at, own = found[0]
    return [share_told(at, *(one.value for one in own))]


def _used_of_whole(question: str, point: str) -> tuple[Quantity, Quantity] | None:
    """Return a sum and the whole it is said to be of ("5,4 mnkr av budgeten på 10,5 mnkr"), where that is asked about."""
    match = _USED_OF_WHOLE.search(" ".join(point.split()))
    if match is None or stems(match["whole"]).isdisjoint(stems(question)):
        return None
    told = quantities(match.group(), "")
    part, whole = (told[0], told[-1]) if len(told) == 2 else (None, None)
    if (
        part is None
        or whole is None
        or part.unit != whole.unit
        or part.unit not in MONEY_UNITS
        or not 0 < part.value <= whole.value
    ):
        return None
    return part, whole


def _part_and_whole(question: str, point: str) -> tuple[Quantity, Quantity] | None:
    """Return the part that a question names and the whole it is a part of, where a point tells both; else None."""
    told = [(clause, of) for clause in _CLAUSES.split(point) if (of := quantities(clause, ""))]
    if len(told) <= _LEAST_PARTS or any(len(of) != 1 or not _is_shared(of[0]) for _, of in told):
        return None
    (lead, (whole,)), *rest = told
    parts = [of[0] for _, of in rest]
    if _WHOLE.search(lead) is None or {part.unit for part in parts} != {whole.unit}:
        return None
    if sum((part.value for part in parts), Decimal(0)) > whole.value or not _is_asked(
        question, whole, point[: point.find(rest[0][0])]
    ):
        return None
    after = 2 * sum(re.match(r"\s*(?:[^\W\d_]+ ){0,3}(?:med )?\d[^,]*\btill\b", clause) is not None for clause, _ in rest) > len(
        rest
    )
    names = [named_by(clause, after=after) for clause, _ in rest]
    asked = {word for word in stems(question) if len(word) >= _LEAST_NAME}
    named = {at for word in asked if len(own := [at for at, of in enumerate(names) if names_it(word, of)]) == 1 for at in own}
    return (parts[named.pop()], whole) if len(named) == 1 else None


def _is_shared(one: Quantity) -> bool:
    """Tell whether a quantity is of what may be shared out: money, or things counted ("6 beslut för boende")."""
    return one.unit in MONEY_UNITS or (len(one.unit) >= _LEAST_NAME and one.value == one.value.to_integral())


def _is_asked(question: str, whole: Quantity, lead: str) -> bool:
    """Tell whether a whole is the one a question asks for a share of: its amount, or else a word of what it is for."""
    if amounts := amounts_in_kronor(question):
        return whole.value * SCALES[whole.unit] in amounts
    match = _OF_WHOLE.search(question)
    return match is not None and any(len(word) >= _LEAST_THING for word in stems(match["whole"]) & stems(lead))
