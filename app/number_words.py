"""What of a thing a question asks for: its measure, and the months it is of. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from ingest.table_model import Figure


class Measure(StrEnum):
    """What of a thing is asked for."""

    OUTCOME = "utfall"
    BUDGET = "budget"
    DEVIATION = "avvikelse"
    FORECAST = "prognos"
    GOAL = "mål"
    CHANGE = "differens"


_ASKS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    (
        Measure.DEVIATION,
        re.compile(
            r"avv[ie]k|mot (?:sin )?budget|(?:över|under|än) (?:sin )?budget|underskott|överskott|minus|\bplus\b|"
            r"gick (?:back|plus)|jämfört med (?:sin )?budget|"
            r"\bback\b|sprack|spräck|drog över|dra(?:git)? över|budgetavvik|från budget"
        ),
    ),
    (Measure.GOAL, re.compile(r"\bmål(?:et|värde\w*|nivå\w*)?\b")),
    (Measure.FORECAST, re.compile(r"\bprognos\w*|\bväntas\b|\bförväntas\b|\bräknar\b.*\bmed\b")),
    (Measure.BUDGET, re.compile(r"\bbudget(?:en|erat|erade|erad|eras)?\b|\binvesteringsbudget\w*|\banslag|\bram(?:en)?\b")),
)
_MONTHS = ("januari|jan", "februari|feb", "mars", "april", "maj", "juni", "juli", "augusti|aug", "september|sep", "oktober|okt",
           "november|nov", "december|dec")  # fmt: skip
_QUARTER = re.compile(
    r"\b(?:kvartal|q|kv\.?) ?([1-4])\b|\b(första) kvartalet|\b(andra) kvartalet|\b(tredje) kvartalet|\b(fjärde) kvartalet"
)
TIME_WORD = re.compile(rf"(?:{'|'.join(_MONTHS)}|kvartal\w*|första|andra|tredje|fjärde|halvår\w*)")


def asked_measures(text: str) -> tuple[Measure, ...]:
    """Return the measures a question asks for, in the order of its words; outcome where it names none."""
    folded = text.casefold()
    found = [(match.start(), measure) for measure, pattern in _ASKS if (match := pattern.search(folded))]
    measures = [measure for _, measure in sorted(found)]
    if Measure.DEVIATION in measures and Measure.BUDGET in measures:
        measures.remove(Measure.BUDGET)
    if Measure.GOAL in measures:
        return (
            (Measure.OUTCOME, *measures) if re.search(r"\bhade\b|\bblev\b|\butfall|\bvar\b.*\boch\b", folded) else tuple(measures)
        )
    return tuple(measures) or (Measure.OUTCOME,)


def asked_part(text: str) -> tuple[int, int] | None:
    """Return the months a question asks for, first and last, when it names a month or a quarter."""
    folded = text.casefold()
    if (quarter := _QUARTER.search(folded)) is not None:
        at = next(i for i, group in enumerate(quarter.groups()) if group)
        number = int(quarter[at + 1]) if at == 0 else at
        return 3 * number - 2, 3 * number
    months = [at for at, name in enumerate(_MONTHS, 1) if re.search(rf"\b(?:{name})\b", folded)]
    return (months[0], months[0]) if len(months) == 1 else None


def of_part(figure: Figure, part: tuple[int, int]) -> bool:
    """Tell whether a figure is of exactly these months."""
    start, end = figure.period.start, figure.period.end
    return start is not None and end is not None and (start.month, end.month) == part and start.day == 1
