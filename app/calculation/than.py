"""A difference whose second side says only what is other about it: "än utfallet 2025", "än i marsprognosen", "än Vik". Pure.

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
from app.numbers.number_words import TIME_WORD, asked_measures, asks_outcome, is_form, wanted
from app.numbers.ranking import row_of
from app.numbers.verdict import FigureAnswer, Verdict
from app.question.phrases import is_verb
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
        apart = (one.document_id, one.start) != (other.document_id, other.start)
        alike = row_of(one) == row_of(other) or (one.label.casefold(), one.group) == (other.label.casefold(), other.group)
        alike = alike or (of_one_column(one, other) and _is_time(one.label) and _is_time(other.label))
        signs = one.value * other.value >= 0 or one.document_id == other.document_id
        if (
            not (apart and alike and signs)
            or one.unit != other.unit
            or (one.measure in DEVIATIONS) != (other.measure in DEVIATIONS)
        ):
            continue
        met = min(each.answer.met for each in looked if each.answer is not None)
        return FigureAnswer(Verdict.FOUND, tuple(cells), (sides_compared(wanted(question), one, other),), None, met)
    return None


def _is_time(label: str) -> bool:
    return find_period(label).known and not re.search(r"[^\W\d_]{3,}", _TIME.sub(" ", label.casefold().replace("kvartal", " ")))


def _sides(text: str) -> Iterator[tuple[str, str]]:
    """Yield the questions for both sides, where the second says a measure or time and no thing of its own."""
    text = _AND_HOW_MUCH.sub("?", text)
    if (span := _FROM_TO.search(text)) is not None:
        of = span["of"] or span["year"] or ""
        for_each = [
            f"{text[: span.start()]} {when}{span['unit'] or ''}{of}{text[span.end() :]}" for when in (span["last"], span["first"])
        ]
        yield without_operation(_GREW.sub("var", for_each[0])), without_operation(_GREW.sub("var", for_each[1]))
    for match in _THAN.finditer(text):
        left, right = text[: match.start()], text[match.end() :].rstrip(" ?.")
        bare = without_operation(left)
        if _YEAR_BEFORE.fullmatch(right) and len(years := set(re.findall(r"\b20\d\d\b", left))) == 1:
            year = years.pop()
            yield f"{bare}?", f"{bare.replace(year, str(int(year) - 1))}?"
            continue
        same = _SAME_OF_YEAR.fullmatch(right)
        if same is not None and len(set(re.findall(r"\b20\d\d\b", left))) == 1:
            yield f"{bare}?", f"{re.sub(r'20[0-9]{2}', same['year'], bare)}?"
            continue
        if not _says_only_which(right):
            continue
        base = bare
        if asked_measures(right)[0] != asked_measures("")[0] or asks_outcome(right.casefold()):
            base = _MEASURE.sub(" ", base)
        if _YEAR.search(right):
            base = _YEAR.sub(" ", base)
        if _TIME.search(right):
            base = _TIME.sub(" ", base)
        yield f"{' '.join(bare.split())}?", f"{' '.join(base.split())} {right}?"


def _says_only_which(right: str) -> bool:
    """Tell whether words say a measure or a time, and name no thing."""
    rest = _TIME.sub(" ", _YEAR.sub(" ", _MEASURE.sub(" ", right)))
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", rest)]
    said = [word for word in words if word not in STOP_WORDS | _SAYS_NOTHING and not is_verb(word) and not is_form(word)]
    return not said and " ".join(rest.split()) != " ".join(right.split())
