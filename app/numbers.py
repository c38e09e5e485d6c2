"""Answers from figures: which cells a question asks for, and what is computed from them. Pure.

A figure answers only when the words asked for are met by its label, its group, its table and its paper, and its measure and
period are those asked for: a wrong number that looks right is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Question, QuestionKind
from app.number_words import TIME_WORD, Measure, asked_part, of_part
from ingest.model import Metadata
from ingest.table_model import Figure, FigureStatus, PeriodKind
from vectorstore.compounds import frequency
from vectorstore.coverage import Asked, meets, told
from vectorstore.tokens import stem

_AROUND = 0.85  # that the table's caption, group and paper count for, against the row's own label
LEAST_MET = 0.6  # of the names asked for must be met
_WEAKEST = 0.2  # rarity of a word that stands in every paper: it names no row
_ABBREVIATED = 0.75  # that an abbreviation in the row ("Boendeserv") meets the word
_SHORTLY = 0.6  # one of three letters ("ass")
_LEAST_PREFIX = 4  # letters
_CUT_SHORT = re.compile(r"\b([^\W\d_]{3,})\.")
_RARE_WORD = 1e-5  # frequency under which a short token may be a word cut short ("pers", "ass", "boendeserv")
_OTHER_GROUP = 0.12  # lost by a row of a group that is not asked about
_SAYS_MORE = 0.05  # lost by a row for words that nobody asked for
_OFFICE = re.compile(r"(?:\w+-\s+och\s+)?\w*(?:förvaltning|nämnd|kontor|styrelse|fullmäktige)\w*", re.IGNORECASE)
_LINE_WORD = re.compile(r"kostnad|intäkt|resultat|netto|personalkostnad|hyr", re.IGNORECASE)
_LINE = 0.12  # gained by the line asked for (costs, income, result), lost by another
_MEASURE = 0.25  # gained by the measure asked for
_OTHER_MEASURE = 0.3  # lost by a figure of another known measure
_PERIOD = 0.2  # gained by the period asked for
_WHOLE_YEAR = 0.05  # gained by a whole year when none, or a year, is asked for
_UNIT = 0.06
_PROVEN = 0.03


_OUTCOMES = frozenset({"", "utfall", "bokslut", "antal", "andel", "index", "värde"})
#: Words that say which measure, line or form is asked for: they name no row.
_FORM_WORDS = frozenset(
    stem(word)
    for word in """
    minus plus mot budget budgeten utfall utfallet resultat resultatet avvikelse avvek avviker underskott överskott kostnad
    kostnader kostade kostar intäkter intäkt mål målet prognos prognosen back sprack andel antal procent tkr mkr kronor totalt
    totala sammanlagt helår året skillnad skillnaden jämfört ökade minskade ökat minskat fler färre mer mindre större högre
    lägre flest minst mest bäst sämst sämre bättre drog mellan stort netto nettokostnad bokslut bokslutet blev hamnade landade
    """.split()  # noqa: SIM905 - a list of sixty quoted words reads worse
)
_LINES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\bintäkt|\binkomst|\bdrog\b.*\bin\b|\bfick in\b"), re.compile(r"intäkt", re.IGNORECASE)),
    (re.compile(r"\bpersonalkostnad|\blönekostnad|\bpersonal\b"), re.compile(r"personal|lön", re.IGNORECASE)),
    (re.compile(r"\bkosta|\bkostnad|\butgift"), re.compile(r"kostnad|utgift|netto", re.IGNORECASE)),
    (re.compile(r"\bresultat"), re.compile(r"resultat|netto", re.IGNORECASE)),
)
_RESULT_LINE = re.compile(r"resultat|netto", re.IGNORECASE)
_ANY_LINE = re.compile(
    r"^(?:verksamhetens |summa |totala? )?(?:intäkter|kostnader|resultat|netto\w*|personalkostnader)\b", re.IGNORECASE
)
_MONEY = frozenset({"kr", "tkr", "mkr", "mnkr"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with what stands around it.

    Attributes:
        heading: the path of headings over its table.
        metadata: of its paper.
        found: how well its passage was found, 0 to 1.
    """

    figure: Figure
    heading: str
    metadata: Metadata
    found: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A figure and how well it is what is asked; `met` tells for each name how well it meets it, 0 to 1."""

    placed: Placed
    score: float
    met: tuple[float, ...]

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.placed.figure


def subject(question: Question, asked: Sequence[Asked]) -> list[Asked]:
    """Return the words that name a row: those of measure and form, and the names of boards and offices, left out.

    Where nothing else is named, the line asked for (costs, income, result) is the row.
    """
    offices = {stem(word) for phrase in _OFFICE.findall(question.standalone) for word in re.findall(r"[^\W_]+", phrase.casefold())}
    offices |= {stem(word) for body in question.bodies for word in re.findall(r"[^\W_]+", body)}
    left = [one for one in asked if one.weight > _WEAKEST and not _is_office(one, offices) and not TIME_WORD.fullmatch(one.word)]
    named = [one for one in left if stem(one.word) not in _FORM_WORDS]
    return named or [one for one in left if _LINE_WORD.match(one.word)]


def _is_office(one: Asked, offices: set[str]) -> bool:
    return any(
        token in offices or token.endswith(("nämnd", "förvaltning", "kontor"))
        for token, share in one.tokens.items()
        if share >= 0.9
    )


def rank(question: Question, names: Sequence[Asked], placed: Sequence[Placed], measure: Measure) -> list[Scored]:
    """Return the figures of tables by how well they are the one asked for, best first.

    Args:
        question: as understood.
        names: the words that name the row (`subject`).
        placed: the figures of the passages found.
        measure: the measure asked for.
    """
    scored = [_score(question, names, one, measure) for one in placed if one.figure.status is not FigureStatus.PROSE]
    return sorted(scored, key=lambda one: (-one.score, one.figure.start))


def share_met(names: Sequence[Asked], figures: Sequence[Scored]) -> float:
    """Return the share of the names that figures meet together, from 0 to 1."""
    total = sum(one.weight for one in names)
    met = sum(one.weight * max((figure.met[at] for figure in figures), default=0.0) for at, one in enumerate(names))
    return met / total if total else 0.0


def _score(question: Question, names: Sequence[Asked], placed: Placed, measure: Measure) -> Scored:
    figure = placed.figure
    own = told(f"{figure.label} {figure.key_figure}")
    group = told(" ".join(figure.group))
    around = told(" ".join((figure.caption, figure.column, placed.heading, placed.metadata.title, placed.metadata.body)))
    short = frozenset(stem(word) for word in _CUT_SHORT.findall(figure.label.casefold()))
    met = tuple(_meets(one, own | group, around, short) for one in names)
    if question.key_figures:
        met = tuple(1.0 if figure.key_figure in question.key_figures else 0.0 for _ in names)
    total = sum(one.weight for one in names)
    score = sum(one.weight * value for one, value in zip(names, met, strict=True)) / total if total else 0.0
    score += 0.15 * placed.found + _fits_measure(figure, measure) + _fits_line(question, figure, measure)
    score += _fits_period(question, placed) + _fits_unit(question, figure)
    score += _PROVEN if figure.status is FigureStatus.CONFIRMED else 0.0
    score -= _OTHER_GROUP if figure.group and not any(_meets(one, group, frozenset()) for one in names) else 0.0
    score -= _SAYS_MORE * _unasked(names, own)
    return Scored(placed, score, met)


def _meets(one: Asked, own: frozenset[str], around: frozenset[str], short: frozenset[str] = frozenset()) -> float:
    """Return how well a row meets a word: by its own words, by an abbreviation in them, or by what stands over it.

    Args:
        one: the word.
        own: the row's tokens.
        around: those over it.
        short: the row's words that are printed as cut short, with a full stop.
    """
    value = meets(one, own, around, _AROUND)
    if value >= _ABBREVIATED or len(one.word) < _LEAST_PREFIX:
        return value
    for wanted in one.tokens:
        for token in own:
            cut = wanted.startswith(token) and (token in short or _is_abbreviation(token))
            if (cut or (token.startswith(wanted) and _is_abbreviation(wanted))) and abs(len(wanted) - len(token)) > 1:
                value = max(value, _ABBREVIATED if len(token) >= _LEAST_PREFIX else _SHORTLY)
    return value


def _is_abbreviation(token: str) -> bool:
    """Tell whether a row's token is a word cut short: no word of its own in Swedish, as far as frequencies tell."""
    return len(token) >= 3 and frequency(token) < _RARE_WORD


def _unasked(names: Sequence[Asked], own: frozenset[str]) -> float:
    """Return the share of a row's own words that nobody asked for."""
    asked = {token for one in names for token in one.tokens}
    return sum(token not in asked for token in own) / len(own) if own else 0.0


def _fits_measure(figure: Figure, measure: Measure) -> float:
    if measure is Measure.OUTCOME:
        return _MEASURE if figure.measure in _OUTCOMES else -_OTHER_MEASURE
    if figure.measure == measure.value:
        return _MEASURE
    return -_OTHER_MEASURE if figure.measure else -_OTHER_MEASURE / 2


def _fits_line(question: Question, figure: Figure, measure: Measure) -> float:
    folded = question.standalone.casefold()
    for asks, line in _LINES:
        if asks.search(folded):
            if line.search(figure.label):
                return _LINE
            return -_LINE if _ANY_LINE.search(figure.label) else 0.0
    if measure is Measure.DEVIATION and figure.unit in (*_MONEY, ""):
        return _LINE if _RESULT_LINE.search(figure.label) else -_LINE if _ANY_LINE.search(figure.label) else 0.0
    return 0.0


def _fits_period(question: Question, placed: Placed) -> float:
    period = placed.figure.period
    if (part := asked_part(question.standalone)) is not None:
        return _PERIOD if of_part(placed.figure, part) else -2 * _PERIOD
    year = period.end.year if period.end else next(iter(placed.metadata.years), None)
    whole = period.kind in (PeriodKind.YEAR, PeriodKind.NONE) or bool(
        period.start and period.end and (period.end - period.start).days > 360
    )
    gain = _WHOLE_YEAR if whole else -_WHOLE_YEAR
    if not question.years:
        return gain
    if year is None:
        return gain - _PERIOD / 2
    return gain + (_PERIOD if year in question.years else -2 * _PERIOD)


def _fits_unit(question: Question, figure: Figure) -> float:
    folded = question.standalone.casefold()
    if re.search(r"\bandel|\bprocent|\bhur hög", folded):
        return _UNIT if figure.unit == "%" else 0.0
    if re.search(r"\bhur många\b", folded):
        return _UNIT if figure.unit not in (*_MONEY, "%") else -_UNIT
    if re.search(r"\bkosta|\bkronor|\bkr\b|\bbudget", folded):
        return _UNIT if figure.unit in _MONEY else 0.0
    return 0.0


def asks_for_number(question: Question) -> bool:
    """Tell whether a question may be answered by a cell of a table."""
    return question.kind in (QuestionKind.NUMBER, QuestionKind.COMPARISON) or bool(question.key_figures)


def weights(names: Sequence[Asked]) -> dict[str, float]:
    """Return the tokens that meet the names, each with how much it weighs: what rows are looked up by."""
    tokens: dict[str, float] = {}
    for one in names:
        for token, share in one.tokens.items():
            tokens[token] = max(tokens.get(token, 0.0), one.weight * share)
    return tokens
