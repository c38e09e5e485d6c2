"""A difference whose second side says only what is other about it: "än utfallet 2025", "än i marsprognosen". Pure.

That side is a question of its own: the first side's, with the measure and time of the second. Both cells must be of one row, or
of rows that are called alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.calculation.asked import Look, without_operation
from app.calculation.cells import DEVIATIONS, only_cell
from app.model import Question
from app.numbers.belonging import of_one_column
from app.numbers.comparisons import sides_compared
from app.numbers.number_words import TIME_WORD, Measure, asked_measures, asks_outcome, is_form, wanted
from app.numbers.ranking import row_of
from app.numbers.verdict import FigureAnswer, Verdict
from app.question.phrases import is_verb
from ingest.tables.model import Figure
from ingest.tables.periods import MONTH, find_period
from vectorstore.words.tokens import STOP_WORDS

_THAN = re.compile(r"\b(?:än|jämfört med|gentemot|i förhållande till|och)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:(?:år|under|i) )?(?:19|20)\d\d\b")
_MEASURE = re.compile(
    r"\b(?:(?:i|enligt|mot|av|på) )?(?:\w*(?:utfall|bokslut|prognos|budget|målvärde|mål)(?:et|en|erat|erades)?|utfallit)\b"
    r"|\b(?:som )?(?:räknar|räknade|räknat|väntar|väntas|väntades|beräknas|beräknades|förväntas|bedöms)\b(?: \S+){0,2}? med\b"
    r"|\b(?:väntas|väntades|beräknas|beräknades|förväntas|bedöms)\b(?: bli)?",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\b20\d\d\b")
_TIME = re.compile(rf"\b(?:i |under |per |för )?{TIME_WORD.pattern}\b", re.IGNORECASE)
_GREW = re.compile(r"\b(?:ökade|minskade|sjönk|steg|föll|ökat|minskat|sjunkit|stigit)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:samma (?:tid|period|månad(?:er)?|kvartal|datum|tidpunkt) )?(?:(?:som )?(?:förra|föregående) år(?:et)?|i fjol"
    r"|(?:året|ett år|året dess) (?:innan|före|tidigare|dessförinnan))",
    re.IGNORECASE,
)
_SAME_OF_YEAR = re.compile(
    r"(?:samma|motsvarande) (?:tid|period|månader|kvartal) (?:år |under |i )?(?P<year>20\d\d)", re.IGNORECASE
)
_AND_HOW_MUCH = re.compile(r",? (?:och|samt) (?:med )?hur (?:mycket|många|stor\w*)\b.*$", re.IGNORECASE)
_WHEN = rf"(?:första|andra|tredje|fjärde|{MONTH})"
#: "från första till tredje kvartalet 2025", "från mars till juni".
_FROM_TO = re.compile(
    rf"\b(?:från|mellan) (?P<first>{_WHEN})(?: kvartalet)?(?P<year> 20\d\d)? (?:till|och) (?P<last>{_WHEN})(?P<unit> kvartalet)?"
    r"(?P<of> 20\d\d)?",
    re.IGNORECASE,
)
_LEAST_MET = 0.5  # of the names each cell must meet: that both are found in rows called alike makes them surer
_SAYS_NOTHING = frozenset("vad det den som blev var är i på för med enligt hela året år".split())  # noqa: SIM905 - one line


def differing_side(question: Question, look: Look) -> FigureAnswer | None:
    """Return a cell and the one that a question holds it against by measure or time alone; None where it does not, or not surely.

    Args:
        question: as understood.
        look: answers a question for one cell.
    """
    if not wanted(question).compares and _GREW.search(question.standalone) is None:
        return None
    for first, second in _sides(question.standalone):
        looked = [look(one) for one in (first, second)]
        cells = [cell for one in looked if (cell := only_cell(one, _LEAST_MET)) is not None]
        if len(cells) != 2:
            continue
        one, other = (cell.figure for cell in cells)
        if not _may_be_held(one, other):
            continue
        met = min(each.answer.met for each in looked if each.answer is not None)
        return FigureAnswer(Verdict.FOUND, tuple(cells), (sides_compared(wanted(question), one, other),), None, met)
    return None


def _may_be_held(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one thing and kind: of one row, of rows called alike, or of times that are rows."""
    alike = row_of(one) == row_of(other) or (one.label.casefold(), one.group) == (other.label.casefold(), other.group)
    times = of_one_column(one, other) and _is_time(one.label) and _is_time(other.label)
    kind = one.unit == other.unit and (one.measure in DEVIATIONS) == (other.measure in DEVIATIONS)
    signs = one.value * other.value >= 0 or one.document_id == other.document_id
    return (alike or times) and kind and signs and (one.document_id, one.start) != (other.document_id, other.start)


def _is_time(label: str) -> bool:
    """Tell whether a row is called by a time and nothing more: "Kvartal 1"."""
    return find_period(label).known and not re.search(r"[^\W\d_]{3,}", _TIME.sub(" ", label.casefold().replace("kvartal", " ")))


def _sides(text: str) -> Iterator[tuple[str, str]]:
    """Yield the questions for both sides, where the second says a measure or time and no thing of its own."""
    text = _AND_HOW_MUCH.sub("?", text)
    if (span := _FROM_TO.search(text)) is not None:
        before, after = _GREW.sub("var", text[: span.start()]), text[span.end() :]
        of = f"{span['unit'] or ''}{span['of'] or span['year'] or ''}"
        yield without_operation(f"{before} {span['last']}{of}{after}"), without_operation(f"{before} {span['first']}{of}{after}")
    for match in _THAN.finditer(text):
        left, right = without_operation(text[: match.start()]), text[match.end() :].rstrip(" ?.")
        if (year := _other_year(left, right)) is not None:
            yield f"{left}?", f"{_A_YEAR.sub(year, left)}?"
        elif _says_only_which(right):
            yield f"{left}?", f"{_without_what_differs(left, right)} {right}?"


def _other_year(left: str, right: str) -> str | None:
    """Return the year that the second side is of, where it is that of the first but for the year ("samma tid året innan")."""
    named = set(_A_YEAR.findall(left))
    if len(named) != 1:
        return None
    same = _SAME_OF_YEAR.fullmatch(right)
    return same["year"] if same is not None else str(int(named.pop()) - 1) if _YEAR_BEFORE.fullmatch(right) else None


def _without_what_differs(left: str, right: str) -> str:
    """Return the first side without the measure, the year and the time that the second says otherwise."""
    base = left
    if asked_measures(right)[0] is not Measure.OUTCOME or asks_outcome(right.casefold()):
        base = _MEASURE.sub(" ", base)
    for pattern in (_YEAR, _TIME):
        base = pattern.sub(" ", base) if pattern.search(right) else base
    return " ".join(base.split())


def _says_only_which(right: str) -> bool:
    """Tell whether words say a measure or a time, and name no thing."""
    rest = _TIME.sub(" ", _YEAR.sub(" ", _MEASURE.sub(" ", right)))
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", rest)]
    said = [word for word in words if word not in STOP_WORDS | _SAYS_NOTHING and not is_verb(word) and not is_form(word)]
    return not said and " ".join(rest.split()) != " ".join(right.split())
