"""Of which time a unit is told, and whether it is the one asked about: its own years, or those told last before it. Pure."""

from __future__ import annotations

import re

from app.extract.unit_model import Unit, UnitKind
from app.model import Question, QuestionKind
from app.question.answer_forms import AnswerForm
from app.question.understanding import years

_OTHER_YEAR = 0.8  # times: a sentence that says it is of another year than the one asked about
_UNDER_OTHER_YEAR = 0.88  # times: one without a year, where the last year told before it in its passage is another
_OF_THE_PART = 1.1  # times: one of the part of the year asked about
_LINES_OVER = 2  # lines that say of which time what follows is
_TELLS = (UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.LIST)
#: Forms of what is measured, and is of a time.
TIMED = frozenset({AnswerForm.MONEY, AnswerForm.SHARE, AnswerForm.COUNT, AnswerForm.SPAN, AnswerForm.NUMBER, AnswerForm.LENGTH})
_YEAR = re.compile(r"(?<![\d/.:-])(?:19|20)\d\d(?![\d/-])")
#: What stands before a year that is held against another, or from or to which something holds: it may be told of another one.
_COMPARED = re.compile(
    r"\b(?:sedan|än|jämför(?:t|a|else)|från|efter|mot|före|innan|tidigare|tom|till och med|inför|till)\b(?:\s+[^\s.;:]+){0,3}\s*$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s*(?:[-–/]|till)\s*(?:19|20)\d\d")  # "2023–2025" is of the years between as well
#: A year told without its number: what is told beside it may be of the year before or after.
OTHERWISE_TOLD = re.compile(
    r"\b(?:jämfört|jämförelse|föregående|förra|tidigare|fjolår\w*|året (?:innan|före))\b"
    r"|\bän (?:(?:under|för|i|år|hela) )*(?:året|fjol\w*|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: The halves of a year, as they are asked for and told.
_TO = r"\w*\.?(?: \d{4})?\s*(?:[-–]|till(?: och med)?|t\.?o\.?m\.?)\s*(?:3[01] )?"
_HALVES = (
    re.compile(rf"\bförsta halvåret\b|\bhalvår 1\b|\bjan{_TO}jun", re.IGNORECASE),
    re.compile(rf"\bandra halvåret\b|\bhalvår 2\b|\bjul{_TO}dec", re.IGNORECASE),
)
_SEASON = re.compile(r"\b(vår|sommar|höst|vinter)(?:e?n\b|terminen\b|(?= (?:19|20)\d\d))", re.IGNORECASE)  # "vår" is ours too


def stated_years(text: str) -> frozenset[int]:
    """Return the years that a text says it is of, without those they are held against: "under 2024 jämfört med 2023".

    None where one of them begins a span.
    """
    found = set()
    for match in _YEAR.finditer(text):
        if _SPAN.match(text, match.end()):
            return frozenset()
        if not _COMPARED.search(text[: match.start()]):
            found.add(int(match.group()))
    return frozenset(found)


def time_fit(question: Question, unit: Unit) -> float:
    """Return what a unit's score is multiplied by for being of the year, or the part of it, that a number is asked of."""
    if not question.years or unit.kind not in _TELLS or question.kind in (QuestionKind.DECISION, QuestionKind.COMPARISON):
        return 1.0
    own = set(years(unit.text))
    asked = set(question.years)
    if own:
        if own & asked:
            return _OF_THE_PART if _of_part(question.standalone, unit.text) else 1.0
        other = stated_years(unit.text) and OTHERWISE_TOLD.search(unit.text) is None
        return _OTHER_YEAR if other else 1.0
    over = _lines_with_years(unit)
    if OTHERWISE_TOLD.search(unit.text) or not over or not (above := stated_years(over[0])):
        return 1.0
    if above.isdisjoint(asked):
        return _UNDER_OTHER_YEAR
    return _OF_THE_PART if _of_part(question.standalone, " ".join(over)) else 1.0


def _lines_with_years(unit: Unit) -> list[str]:
    """Return the lines before a unit in its passage that name a year, the nearest first, and at most two: a heading, a period."""
    before = unit.chunk.text[: unit.start - unit.chunk.start].splitlines()
    return [line for line in reversed(before) if _YEAR.search(line)][:_LINES_OVER]


def asks_part(text: str) -> bool:
    """Tell whether a question asks of a half or a season of a year: "första halvåret 2025", "hösten 2025"."""
    return any(half.search(text) for half in _HALVES) or _SEASON.search(text) is not None


def _of_part(asked: str, told: str) -> bool:
    """Tell whether a text is told of the half or the season of a year that a question asks of."""
    if any(half.search(asked) and half.search(told) for half in _HALVES):
        return True
    seasons = {one.casefold() for one in _SEASON.findall(asked)}
    return bool(seasons & {one.casefold() for one in _SEASON.findall(told)})
