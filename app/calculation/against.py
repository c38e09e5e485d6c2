"""An outcome held against its goal or its budget, where no column tells the difference. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.calculation.asked import without_operation
from app.calculation.cells import DEVIATIONS, LEAST_MET
from app.model import Question
from app.numbers.by_sign import sign_asked
from app.numbers.comparisons import year_of
from app.numbers.computed import Derived, Kind, change_in_percent, difference, ratio, share
from app.numbers.figure_fit import RESULTS, is_of
from app.numbers.number_words import Measure, wanted
from app.numbers.ranking import Placed, row_of
from app.numbers.verdict import FigureAnswer, Verdict
from ingest.tables.model import Figure

_OUTCOMES = frozenset({"utfall", "bokslut", ""})
_PLANNED = ("budget", "uppskattad", "beräknad", "plan")
_GOAL = re.compile(
    r"\b(?:nådde?s?|når|nått|klara(?:de|r|t|des)|uppfyll\w+|lev(?:de|er) upp till|fatta(?:s|des)|sakna(?:s|des))\b.*\bmål"
    r"|\bmål\w*\b.*\b(?:nådde?s?|nått|klara(?:de|r|t|des)|uppfyll\w+)\b"
    r"|\bhur (?:långt|nära|mycket|många|stor\w*)\b.*\b(?:från|under|över|till|kvar|ifrån|bättre|sämre|marginal)\b.*\bmål"
    r"|\bför att (?:\w+ ){0,2}?(?:nå|klara|uppfylla)\b.*\bmål|\bmåste\b.*\btill målet\b|\bmål\w*\b.*\bmarginal"
    r"|\b(?:mot|än|över|under) (?:sitt )?mål(?:et)?\b"
)
_AS_PLANNED = (
    r"\b(?:jämfört med|mot|än) (?:(?:vad|det) (?:som )?)?(?:var |hade |blev )?"
    r"(?:budgetera|planera|tänk|beräkna|uppskatta)(?:t|ts|d|de|des)\b"
)
_THAN_RECKONED = (  # "än vad kulturnämnden hade räknat med i budgeten"
    r"\b(?:än|över|under) (?:vad |det )(?:\S+ ){1,6}?(?:hade |har )?"
    r"(?:räkna|tänk|budgetera|planera|uppskatta|beräkna)(?:t|ts|de|des|r)\b(?: med)?(?: i (?:sin )?budget(?:en)?)?"
)
_BUDGETED = re.compile(
    rf"{_THAN_RECKONED}|"
    r"\b(?:än|över|under) (?:vad )?(?:man|vi|nämnden|kommunen|det) (?:hade |var )?"
    r"(?:räkna|tänk|budgetera|planera|uppskatta|beräkna)\w*"
    rf"|{_AS_PLANNED}"
    r"|\b(?:över|under) det (?:man|som) (?:\w+ )?(?:räkna|tänk|budgetera|planera|uppskatta)\w*"
    r"|\banvändes\b.*\b(?:alla|hela)\b|\bblev\b.*\böver\b|\bsin budget\b|\bbudget(?:en|erat)?\b.*\b(?:över|under|höll|sprack)\b"
    r"|\b(?:höll|sprack|spräckte)\b"
)
_SHARE_OF = re.compile(r"\b(?:procent|andel(?:en)?|del) av (?P<what>mål(?:et|värdet)|budget(?:en)?)\b(?: (?:för|till|med))?")
#: "Hur stor del av sin investeringsbudget hade nämnden gjort av med?": of the outcome of what the budget is for.
_USED_OF = re.compile(
    r"\b(?:procent|andel(?:en)?|del) av (?:sin |den |hela |årets |nämndens )*(?P<thing>[a-zåäö]+?)s?budget(?:en)?\b(?P<rest>.*?)"
    r"\b(?:använ\w+|förbruka\w+|u?t?nyttja\w+|gjor(?:t|de|des)\b(?P<between>.*?)\bav med|gått åt|gick åt|spendera\w+|brukades)\b"
)
#: What is held against, as it is said after the outcome.
_REFERENCE = re.compile(
    rf"{_THAN_RECKONED}|"
    r"\b(?:än|över|under) (?:vad )?(?:det )?(?:man|vi|nämnden|kommunen|som) (?:hade |var )?"
    r"(?:räkna|tänk|budgetera|planera|uppskatta|beräkna)\w*(?: med)?|\bhur långt\b"
    rf"|{_AS_PLANNED}"
    r"|\b(?:än|över|under|mot|från|ifrån) (?:sin )?(?:budget(?:en)?|mål(?:et)?)\b(?! (?:för|till)\b)"
    r"|\b(?:(?:över|under)st(?:eg|iger|igit)|överträffa\w*|(?:över|under)skr[ei]d\w*)\b"
    r"|\bbudget(?:en)?\b(?=(?: (?:för|under|i))?(?: 20\d\d)?\s*\?)"
    rf"|{_SHARE_OF.pattern.replace('?P<what>', '?:')}"
    r"|,? ?(?:eller|och) (?:med )?hur (?:mycket|många|stor\w*)\b.*|\banvändes (?:alla|hela)\b"
    r"|\b(?:alla )?pengar(?:na)? (?=till|för)"
)
_RESULT = re.compile(r"resultat|netto|skott", re.IGNORECASE)
_TIMES_BUDGET = re.compile(r"\bhur m[aå]nga gånger\b")


def held_against(question: Question, found: FigureAnswer, placed: Sequence[Placed]) -> FigureAnswer | None:
    """Return the outcome of the row found and its goal, or budget, with how far apart they are; None where that is not asked.

    Args:
        question: as understood.
        found: the row's cell that answers.
        placed: the figures it was chosen among.
    """
    if found.verdict is not Verdict.FOUND or found.met < LEAST_MET or found.derived or found.of_rows or found.contradicting:
        return None
    against = _asked(question)
    told = {one.figure.measure for one in found.figures}
    if not against or told & DEVIATIONS:
        return None
    first = found.figures[0].figure
    row = [one for one in placed if row_of(one.figure) == row_of(first) and one.figure.unit == first.unit]
    used = asks_used(question)
    pairs = [
        (outcome, other)
        for outcome in row
        for other in row
        if outcome.figure.measure in _OUTCOMES
        and _is(other.figure, against)
        and (_same_time(outcome.figure, other.figure) or (used and year_of(outcome.figure) in (None, year_of(other.figure))))
    ]
    pairs = [pair for pair in pairs if any(one.figure.start == first.start for one in pair)] or [
        pair for pair in pairs if any(_same_time(one.figure, first) for one in pair)
    ]
    if not pairs and against == "mål" and len(question.years) == 2:
        pairs = _of_two_years(question, row)
    if len(pairs) != 1:
        return None
    derived = _derived(question, pairs[0])
    return FigureAnswer(Verdict.FOUND, pairs[0], derived, None, found.met) if derived else None


def _of_two_years(question: Question, row: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """Return the outcome of one year that a question names and the goal of the other, where the row has just these."""
    years = set(question.years)
    outcomes = [one for one in row if one.figure.measure in _OUTCOMES and year_of(one.figure) in years]
    goals = [one for one in row if _is(one.figure, "mål") and year_of(one.figure) in years]
    both = len(outcomes) == len(goals) == 1 and year_of(outcomes[0].figure) != year_of(goals[0].figure)
    return [(outcomes[0], goals[0])] if both else []


def asks_against(question: Question) -> bool:
    """Tell whether a question asks how an outcome is to its goal or its budget, and not which of several is over or under it."""
    return bool(_asked(question)) and not wanted(question).extremes and sign_asked(question.standalone) is None


def lacks_deviation(question: Question, found: FigureAnswer) -> bool:
    """Tell whether a question asks for nothing but by how much something is over or under its budget, and no cell told is that.

    A result is by itself what is left, or lacking.
    """
    if wanted(question).measures != (Measure.DEVIATION,) or found.verdict is not Verdict.FOUND or found.derived:
        return False
    told = [one.figure for one in found.figures]
    return not any(is_of(one, Measure.DEVIATION) or one.measure in RESULTS or _RESULT.search(one.label) for one in told)


def asks_used(question: Question) -> bool:
    """Tell whether a question asks which share of a budget is used."""
    return _USED_OF.search(question.standalone.casefold()) is not None


def tells_deviation(found: FigureAnswer) -> bool:
    """Tell whether a cell told is itself how far one thing is from another."""
    return any(one.figure.measure in DEVIATIONS for one in found.figures)


def for_outcome(question: Question) -> str:
    """Return a question without what its outcome is to be held against: one for the outcome alone."""
    if (used := _USED_OF.search(question.standalone.casefold())) is not None:
        text, between = question.standalone, used.span("between") if used["between"] else (0, 0)
        kept = f"{text[slice(*used.span('rest'))]} {text[slice(*between)]} {text[used.end() :]}"
        return " ".join(f"Hur mycket var utfallet för {_things_of(used['thing'])} {kept}".split())
    return without_operation(re.sub(_REFERENCE.pattern, " ", question.standalone, flags=re.IGNORECASE))


def _things_of(thing: str) -> str:
    """Return what a budget is for as a table's row calls it: "investering" is "investeringar"."""
    return f"{thing}ar" if thing.endswith("ing") else thing


def _asked(question: Question) -> str:
    """Return what an outcome is to be held against: "mål", "budget", or "" for nothing."""
    folded = question.standalone.casefold()
    if asks_used(question):
        return "budget"
    if (of := _SHARE_OF.search(folded)) is not None:
        return "budget" if of["what"].startswith("budget") else "mål"
    if _GOAL.search(folded):
        return "mål"
    want = wanted(question)
    both = want.compares and {Measure.BUDGET, Measure.OUTCOME} <= set(want.measures)  # "jämfört med vad som var budgeterat"
    return "budget" if both or Measure.DEVIATION in want.measures or _BUDGETED.search(folded) else ""


def _is(figure: Figure, against: str) -> bool:
    return figure.measure.startswith(_PLANNED if against == "budget" else against)


def _same_time(outcome: Figure, other: Figure) -> bool:
    """Tell whether two cells are of one time; a goal of a year is one of a part of it too."""
    if outcome.period == other.period or other.period.end is None:
        return True
    return other.measure.startswith("mål") and outcome.period.end is not None and outcome.period.end.year == other.period.end.year


def _derived(question: Question, pair: tuple[Placed, Placed]) -> tuple[Derived, ...]:
    outcome, other = (one.figure for one in pair)
    if _TIMES_BUDGET.search(question.standalone.casefold()):
        times = ratio((0, 1), outcome, other)
        return (times,) if times is not None else ()
    folded = question.standalone.casefold()
    if _SHARE_OF.search(folded) or asks_used(question):
        part = share((0, 1), outcome, other)
        return (part,) if part is not None else ()
    found = difference(Kind.DIFFERENCE, (0, 1), outcome, other)
    percent = change_in_percent((0, 1), outcome, other) if wanted(question).shares and outcome.unit != "%" else None
    return (found, percent) if percent is not None else (found,)
