"""Answers from figures: which cells a question asks for, and what is computed from them. Pure.

A figure answers only when the words asked for are met by its label, its group, its table and its paper, and its measure and
period are those asked for: a wrong number that looks right is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.figure_fit import (
    PAPER_KINDS,
    fits_forecast,
    fits_line,
    fits_measure,
    fits_paper,
    fits_period,
    fits_ratio,
    fits_unit,
    fits_years_of_project,
)
from app.model import Question, QuestionKind
from app.number_words import TIME_WORD, Measure, Wanted, is_form, wanted
from app.phrases import is_verb
from app.row_words import ABBREVIATION, STRONGLY_MET, row_meets
from ingest.measures import MEASURES
from ingest.model import Metadata
from ingest.table_model import Figure, FigureStatus
from vectorstore.coverage import Asked, told
from vectorstore.tokens import stem

LEAST_MET = 0.6  # of the names asked for must be met
_WEAKEST = 0.2  # rarity of a word that stands in every paper: it names no row
_PARTICIPLE = re.compile(
    r"(?!.*(?:grad|blad|stad|nad|plats)$)[^\W\d_]{3,}(?:ad|ats|erat)"
)  # "tilldelad": a verb, where no row is called so
_CUT_SHORT = re.compile(r"\b([^\W\d_]{3,})\.")
_OTHER_GROUP = 0.12  # lost by a row of a group that is not asked about
_SAYS_MORE = 0.05  # lost by a row for words that nobody asked for
_OFFICE = re.compile(r"(?:\w+-\s+och\s+)?\w*(?:förvaltning|nämnd|kontor|styrelse|fullmäktige)\w*", re.IGNORECASE)
_LINE_WORD = re.compile(r"kostnad|intäkt|resultat|netto|personalkostnad|hyr", re.IGNORECASE)
_OFFICES = ("nämnd", "förvaltning", "kontor")
_PROVEN = 0.03
_WHOLLY_NAMED = 0.06  # gained by a row all of whose words are asked for
_OTHER_COLUMN = 0.2  # lost by a column called by words of its own that nobody asked for
_FOUND = 0.15  # of how well its passage was found
_UNMET = 0.3  # of a common word's weight is kept where no row at all meets it: it is everyday talk, and names none
STRONG = 0.75  # weight from which a word is a name or a rare word, which must be met
_SAYS = 0.74  # weight of a word that is no verb from which it must be met too
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{4})\d{1,2}\b")
#: Words that part one row or column from another, common as they are: they must be met.
_DECISIVE = frozenset(
    stem(word) for word in ("kvinnor", "kvinnorna", "män", "männen", "flickor", "flickorna", "pojkar", "pojkarna")
)
_NO_UNIT_WORD = frozenset(
    told("totalt summa summan netto resultat intäkter kostnader antal andel procent per år tkr kr mkr äldreboende inkl")
)
_WHOLE = re.compile(
    r"\bnämnden\b|\bnämndens\b|\bförvaltningen\b|\bkommunen(?:s)? (?:resultat|totalt|som helhet)|\bvi\b|\bbokslutet\b"
)
_OPEN_KINDS = (QuestionKind.FACT, QuestionKind.YES_NO, QuestionKind.LIST)
_GATE = re.compile(
    r"\b(?:dyrare|billigare|bäst|sämst|mest|minst|flest|högst|lägst|störst|dyrast|billigast)\b|\bstämmer\b.*\b(?:siffr|antal|belopp)|"
    r"\bpris(?:et)?\b|\bintäkt|\butgift|\bdrog\b.*\bin\b|\btaxa|\bavgift|\bbudget|\bresultat|\butfall|\bunderskott|\böverskott|\bkosta"
    r"|\w*kostnad|\bindex\b|^vad (?:låg|ligger|hamnade|landade|uppgick|slutade)\b|\bnetto\b|\bback\b|\bplus\b|\bminus\b|"
    r"\bhur (?:var|är|såg|ser|gick|går)\b|\bök(?:ade|at|ar)\b|\bminsk(?:ade|at|ar)\b|\bhöj(?:ts|des)\b|\bsänk(?:ts|tes)\b"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with what stands around it.

    Attributes:
        heading: the path of headings over its table.
        metadata: of its paper.
        found: how well its passage was found, 0 to 1.
        row: the words of its row.
    """

    figure: Figure
    heading: str
    metadata: Metadata
    found: float
    row: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A figure and how well it is what is asked.

    Attributes:
        met: for each name how well the figure meets it, 0 to 1.
        extra: share of the words that name it which nobody asked for.
    """

    placed: Placed
    score: float
    met: tuple[float, ...]
    extra: float = 0.0

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
    named = [one for one in left if not is_form(one.word) and len(one.word) > 1]
    named = [replace(one, weight=STRONG) if one.weight < STRONG and stem(one.word) in _DECISIVE else one for one in named]
    return named or [one for one in left if _LINE_WORD.match(one.word)]


def _is_office(one: Asked, offices: set[str]) -> bool:
    return any(
        (token in offices and share >= 0.9) or (token.endswith(_OFFICES) and (share >= 0.9 or len(one.word) <= ABBREVIATION))
        for token, share in one.tokens.items()
    )


def rank(question: Question, names: Sequence[Asked], placed: Sequence[Placed], measure: Measure) -> list[Scored]:
    """Return the figures of tables by how well they are the one asked for, best first.

    Args:
        question: as understood.
        names: the words that name the row (`subject`).
        placed: the figures of the passages found.
        measure: the measure asked for.
    """
    want = wanted(question)
    tables = [one for one in placed if one.figure.status is not FigureStatus.PROSE]
    forecasts = frozenset(_cell(one.figure) for one in tables if one.figure.measure == Measure.FORECAST.value)
    scored = []
    for one in tables:
        found = _score(question, names, one, (measure, want))
        gain = fits_forecast(one.figure, forecasts) if want.forecast and measure is Measure.DEVIATION else 0.0
        scored.append(replace(found, score=found.score + gain))
    return sorted(scored, key=lambda one: (-one.score, one.figure.start))


def _cell(figure: Figure) -> tuple[str, int, str]:
    return figure.document_id, figure.quote_start, figure.period.text


def subject_is_board(question: Question) -> bool:
    """Tell whether a question asks of a board or the municipality as a whole: it names one, and nothing else."""
    return bool(question.bodies) or _WHOLE.search(question.standalone.casefold()) is not None


def grounded(names: Sequence[Asked], placed: Sequence[Placed]) -> list[Asked]:
    """Return the names that say anything of rows: kinds of papers left out, verbs that no row meets given little weight."""
    rows = {(one.figure.document_id, one.figure.quote_start): one for one in placed}.values()
    own = frozenset[str]().union(*(_own(one) for one in rows))
    names = [one for one in names if stem(one.word) not in PAPER_KINDS or row_meets(one, own, frozenset()) >= STRONGLY_MET]
    return [
        replace(one, weight=one.weight * _UNMET)
        if (is_verb(one.word) or _PARTICIPLE.fullmatch(one.word)) and row_meets(one, own, frozenset()) < STRONGLY_MET
        else one
        for one in names
    ]


def with_boards(question: Question, names: Sequence[Asked], placed: Sequence[Placed]) -> list[Asked]:
    """Return the names, with the boards asked about where they are rows of another board's table."""
    rows = [one for one in placed if one.figure.status is not FigureStatus.PROSE and one.metadata.body not in question.bodies]
    labels = {one.figure.label.casefold() for one in rows}
    boards = [body for body in question.bodies if body.casefold() in labels]
    return [*names, *(Asked(body, 1.0, {f"={body.casefold()}": 1.0}) for body in boards)]


def surely(names: Sequence[Asked], figures: Sequence[Scored]) -> bool:
    """Tell whether figures together meet enough of what is asked, and every name in it."""
    if share_met(names, figures) < LEAST_MET:
        return False
    strong = [at for at, one in enumerate(names) if one.weight >= STRONG or (one.weight >= _SAYS and not is_verb(one.word))]
    return all(max(figure.met[at] for figure in figures) >= STRONGLY_MET for at in strong)


def share_met(names: Sequence[Asked], figures: Sequence[Scored]) -> float:
    """Return the share of the names that figures meet together, from 0 to 1."""
    total = sum(one.weight for one in names)
    met = sum(one.weight * max((figure.met[at] for figure in figures), default=0.0) for at, one in enumerate(names))
    return met / total if total else 0.0


def _words(text: str) -> frozenset[str]:
    """Return the tokens of printed words, footnote digits glued to them left out."""
    return told(_FOOTNOTE.sub("", text))


def _own(placed: Placed) -> frozenset[str]:
    figure = placed.figure
    column = _words(figure.column) if figure.measure not in MEASURES else frozenset()  # called by words of its own
    return _words(f"{figure.label} {figure.key_figure}") | _words(" ".join(figure.group)) | {f"={figure.label.casefold()}"} | column


def _around(placed: Placed) -> frozenset[str]:
    """Return the tokens of what stands around a figure; piece by piece, as most pieces are shared and remembered."""
    figure, metadata = placed.figure, placed.metadata
    pieces = (figure.caption, figure.column, placed.heading, metadata.title, metadata.body, placed.row)
    return frozenset().union(*(told(piece) for piece in pieces if piece))


def _score(question: Question, names: Sequence[Asked], placed: Placed, wants: tuple[Measure, Wanted]) -> Scored:
    measure, want = wants
    figure = placed.figure
    own, group = _own(placed), _words(" ".join(figure.group))
    short = frozenset(stem(word) for word in _CUT_SHORT.findall(figure.label.casefold()))
    met = tuple(row_meets(one, own, _around(placed), short) for one in names)
    if question.key_figures:
        met = tuple(1.0 if figure.key_figure in question.key_figures else 0.0 for _ in names)
    total = sum(one.weight for one in names)
    score = sum(one.weight * value for one, value in zip(names, met, strict=True)) / total if total else 0.0
    folded = question.standalone.casefold()
    score += _FOUND * placed.found + fits_measure(figure, measure) + fits_line(folded, figure, measure)
    score += fits_years_of_project(folded, figure) + fits_ratio(folded, figure)
    score += fits_period(question, figure, placed.metadata, want) + fits_unit(folded, figure)
    score += fits_paper(question, figure, placed.metadata) + (_PROVEN if figure.status is FigureStatus.CONFIRMED else 0.0)
    score -= _group_lost(question, names, figure, group)
    extra = _unasked(names, own - _NO_UNIT_WORD)
    score += _WHOLLY_NAMED if extra == 0 and max(met, default=0.0) >= STRONG else 0.0
    if figure.measure not in MEASURES and not any(row_meets(one, _words(figure.column), frozenset()) for one in names):
        score -= _OTHER_COLUMN
    return Scored(placed, score - _SAYS_MORE * extra, met, extra)


def _group_lost(question: Question, names: Sequence[Asked], figure: Figure, group: frozenset[str]) -> float:
    """Return what a row loses by standing in a group that is not asked about; a municipality's own group is."""
    if not figure.group or any(row_meets(one, group, frozenset()) for one in names):
        return 0.0
    own = [place for place in question.municipalities if place in figure.group]
    return -_OTHER_GROUP / 2 if own else _OTHER_GROUP


def _unasked(names: Sequence[Asked], own: frozenset[str]) -> float:
    """Return the share of a row's own words, figures left out, that nobody asked for."""
    asked = {token for one in names for token in one.tokens}
    words = [token for token in own if not token.isdigit() and not token.startswith("=")]
    return sum(token not in asked for token in words) / len(words) if words else 0.0


def asks_for_number(question: Question) -> bool:
    """Tell whether a question may be answered by a cell of a table."""
    if question.kind in (QuestionKind.NUMBER, QuestionKind.COMPARISON) or question.key_figures:
        return True
    return question.kind in _OPEN_KINDS and _GATE.search(question.standalone.casefold()) is not None


def weights(names: Sequence[Asked]) -> dict[str, float]:
    """Return the tokens that meet the names, each with how much it weighs: what rows are looked up by."""
    tokens: dict[str, float] = {}
    for one in names:
        for token, share in one.tokens.items():
            tokens[token] = max(tokens.get(token, 0.0), one.weight * share)
    return tokens
