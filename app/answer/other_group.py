"""Numbers told of another group of people, or of another service, than the one that is asked about. Pure.

"Hur stor andel av lärarna ...?" is not answered by "6 av 10 elever", nor what is asked of the home care by what is told of
the homes. These words stand beside each other in papers, and seldom for each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_fit import Picked
from app.extract.unit_forms import holds
from app.extract.unit_model import UnitKind
from app.extract.unit_signs import said_before
from app.model import Question, QuestionKind
from app.question.answer_forms import AnswerForm, forms_asked
from vectorstore.coverage import Asked

_NUMBERS = (AnswerForm.MONEY, AnswerForm.SHARE, AnswerForm.COUNT, AnswerForm.NUMBER, AnswerForm.SPAN)
#: Groups of people, each by what its words begin with.
_PEOPLE = (
    r"elev",
    r"lärar|pedagog",
    r"förtroendevald|politiker|ledam[öo]t",
    r"anställd|medarbetar|årsarbetar",
    r"chef",
    r"anhörig",
    r"invånar",
    r"undersköters",
    r"sjuksköters",
    r"vårdbiträd",
)
#: Services and kinds of schools.
_SERVICES = (
    r"hemtjänst",
    r"särskil[dt]\w* boende|\w*äldreboende|säbo",
    r"daglig\w* verksamhet",
    r"boendestöd",
    r"korttids",
    r"hemsjukvård",
    r"personlig\w* assistans",
    r"färdtjänst",
    r"förskol(?!eklass)",
    r"grundskol",
    r"gymnasi",
    r"fritidshem",
    r"kulturskol",
    r"vuxenutbildning|komvux",
)
_NAMED_PEOPLE, _NAMED_SERVICES = (
    tuple(re.compile(rf"\b(?:{words})", re.IGNORECASE) for words in group) for group in (_PEOPLE, _SERVICES)
)
_COUNTED_PEOPLE = tuple(
    re.compile(
        rf"\d[ \u00a0]?(?:(?:procent|%|stycken|st) )?(?:av (?:de |alla |kommunens )?)?(?:\d[\d \u00a0]* )?(?:{words})",
        re.IGNORECASE,
    )
    for words in _PEOPLE
)


def of_another_group(question: Question, asked: Sequence[Asked], picked: Sequence[Picked]) -> str:
    """Return what is missing where a number is asked of one group or service, and all that is told is told of others; or "".

    Args:
        question: as understood.
        asked: the words that say what is asked.
        picked: what was picked to answer, best first.
    """
    forms = [form for form in forms_asked(question) if form in _NUMBERS]
    if not forms or question.kind is QuestionKind.DECISION:
        return ""
    telling = [one for one in picked if any(holds(form, one.unit, question, asked, counted=False) for form in forms)]
    said = "\n".join(f"{one.unit.lead} {one.unit.text}" for one in telling)
    return _of_others(question, said, said, (_NAMED_PEOPLE, _COUNTED_PEOPLE)) or _of_others(
        question, said, f"{said}\n{_around(telling)}", (_NAMED_SERVICES, _NAMED_SERVICES)
    )


def _of_others(question: Question, said: str, read: str, words: tuple[Sequence[re.Pattern[str]], Sequence[re.Pattern[str]]]) -> str:
    """Return what is missing where one of some groups is asked about, and others are told of.

    Args:
        question: as understood.
        said: what is told.
        read: what is told with what is read with it: there the one asked about may be named.
        words: what names each group, and what tells something of it.
    """
    named, telling = words
    asked = [(group, match) for group in named if (match := re.search(rf"{group.pattern}\w*", question.standalone, re.IGNORECASE))]
    if not asked or any(group.search(read) for group, _ in asked):
        return ""
    return (
        f"det som ligger närmast frågan gäller inte {asked[0][1].group().casefold()}"
        if any(group.search(said) for group in telling)
        else ""
    )


def _around(picked: Sequence[Picked]) -> str:
    """Return the headings over some units, the sentences before them, and a row's table."""
    units = [one.unit for one in picked]
    tables = [unit.chunk.text for unit in units if unit.kind is UnitKind.ROW]
    titles = [f"{one.hit.title} {one.unit.chunk.context}" for one in picked]
    return "\n".join((*said_before(units), *tables, *titles))
