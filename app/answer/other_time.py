"""Answers that are told of another time than the one asked about: another year, other months, a part of it, or of none. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.answer.refusal import MEASURED
from app.extract.unit_fit import Picked
from app.extract.unit_forms import VERDICTS
from app.extract.unit_model import UnitKind
from app.extract.unit_time import OTHERWISE_TOLD, TIMED, asks_part, stated_years, time_fit
from app.model import Question, QuestionKind
from app.question.answer_forms import forms_asked
from app.question.forecast_asked import occasions_asked
from app.question.number_asked import asks_for_number
from app.question.understanding import months, quarters, years
from ingest.tables.forecasts import is_forecast, occasions_named

_SAID = (UnitKind.SENTENCE, UnitKind.ITEM)
_ASKS_STATE = re.compile(r"(?:hur|vad (?:var|är|blev|låg))\b", re.IGNORECASE)  # "Vad var avgiften 2022?", "Hur nöjda var de?"
_SCHOOL_YEAR = re.compile(r"\b((?:19|20)\d\d)/((?:19|20)?\d\d)\b")
_RECORD = r"(?:utfall|uppgift(?:er)?|statistik|mätning(?:ar)?|siffror|jämförelse\w*|resultat|(?:mät)?värden?|data)\b"
_IS_LACKING = r"\b(?:saknas|finns (?:inte|ej|ingen|inga)|redovisas (?:inte|ej))\b"
#: "Utfall för 2024 saknas": a sentence that says of which year nothing is known.
_LACKS = re.compile(
    rf"\b{_RECORD}[^.]{{0,60}}{_IS_LACKING}[^.]{{0,20}}|{_IS_LACKING} (?:[^\W\d_]+ ){{0,3}}{_RECORD}[^.]{{0,40}}", re.IGNORECASE
)


def of_another_time(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where a number of a time is asked for, and what is picked is of another one, or says there is none."""
    found = _of_another_year(question, picked) or _of_other_months(question, picked)
    return found or _of_another_forecast(question, picked) or _said_to_lack(question, picked)


def _of_another_year(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where a number of a year is asked for, and what is picked says that it is of another one.

    What is told "jämfört med föregående år" may be of the year before those it names, but of no later one.
    """
    first = picked[0].unit
    if not question.years or question.kind is QuestionKind.DECISION or not _asks_measured(question, first.text):
        return ""
    if first.kind not in _SAID or first.chunk.kind in VERDICTS:
        return ""
    asked = ", ".join(str(year) for year in question.years)
    terms = set(_SCHOOL_YEAR.findall(first.text))
    if (asked_terms := set(_SCHOOL_YEAR.findall(question.standalone))) and terms and terms.isdisjoint(asked_terms):
        return f"uppgiften finns för {_spelled('/'.join(one) for one in sorted(terms))}, inte för {'/'.join(min(asked_terms))}"
    said = [set(years(f"{one.unit.lead} {one.unit.text}")) for one in picked]
    if any(named & set(question.years) for named in said):
        return ""
    later = bool(said[0]) and min(question.years) > max(said[0])
    if said[0] and stated_years(first.text) and (later or OTHERWISE_TOLD.search(first.text) is None):
        return f"uppgiften finns för {_spelled(map(str, sorted(said[0])))}, inte för {asked}"
    if not said[0] and asks_part(question.standalone) and time_fit(question, first) < 1:
        return f"det som ligger närmast frågan gäller inte den del av {asked} som efterfrågas"
    papers = {year for one in picked for year in (*one.unit.chunk.metadata.years, *years(" ".join(one.unit.chunk.path)))}
    if not said[0] and papers and max(question.years) < min(papers) and OTHERWISE_TOLD.search(first.text) is None:
        return f"det närmaste är ur en handling för {_spelled(map(str, sorted(papers)))}, inte för {asked}"
    return ""


def _of_other_months(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where a number of some months is asked for, and neither what is picked nor its paper is of them.

    A sentence that names other months, and not those, is of these, whatever its passage says.
    """
    if not question.months or question.dates or not _asks_measured(question, picked[0].unit.text):
        return ""
    asked = set(question.months)
    said = [set(months(f"{one.unit.lead} {one.unit.text}")) for one in picked]
    if any(named & asked for named in said):
        return ""
    if all(said) or not any(named or asked & _months_around(one) for named, one in zip(said, picked, strict=True)):
        return "det som ligger närmast frågan gäller inte den månad som efterfrågas"
    return ""


def _of_another_forecast(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where a forecast made at some time is asked for, and no passage picked from has one and names that."""
    asked = {one for one in occasions_asked(question.standalone) if one in occasions_named(one)}
    if not asked or not asks_for_number(question):
        return ""
    around = (f"{one.hit.title} {one.unit.chunk.context} {one.unit.chunk.text}" for one in picked)
    return (
        ""
        if any(is_forecast(words) and asked & occasions_named(words) for words in around)
        else "det som ligger närmast frågan gäller inte den prognos som efterfrågas"
    )


def _months_around(one: Picked) -> set[int]:
    """Return the months that a unit's passage, its headings or its paper are of."""
    chunk = one.unit.chunk
    day = chunk.metadata.day
    named = months(f"{one.hit.title} {chunk.context} {chunk.text}")
    return {*named, *(month for quarter in quarters(chunk.text) for month in range(3 * quarter - 2, 3 * quarter + 1))} | (
        {day.month} if day is not None else set()
    )


def _said_to_lack(question: Question, picked: Sequence[Picked]) -> str:
    """Return what is missing where what is picked says itself that there is no outcome, statistic or the like of that time."""
    if TIMED.isdisjoint(forms_asked(question)) or not question.years:
        return ""
    lacking = (match.group() for one in picked for match in _LACKS.finditer(one.unit.text))
    if any(set(years(said)) & set(question.years) for said in lacking):
        return f"enligt handlingarna saknas uppgiften för {_spelled(map(str, question.years))}"
    return ""


def _asks_measured(question: Question, told: str) -> bool:
    """Tell whether something measured is asked for: by its form, or as what something was, where a number is told."""
    forms = forms_asked(question)
    if forms or question.kind is not QuestionKind.FACT:
        return not TIMED.isdisjoint(forms)
    return _ASKS_STATE.match(question.standalone) is not None and MEASURED.search(told) is not None


def _spelled(items: Iterable[str]) -> str:
    listed = list(items)
    return f"{', '.join(listed[:-1])} och {listed[-1]}" if len(listed) > 1 else listed[0]
