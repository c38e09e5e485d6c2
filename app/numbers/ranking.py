"""Answers from figures: which cells a question asks for, and what is computed from them. Pure.

A figure answers only when the words asked for are met by its label, its group, its table and its paper, and its measure and
period are those asked for: a wrong number that looks right is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.model import Question
from app.numbers.column_fit import fits_column
from app.numbers.figure_fit import (
    fits_forecast,
    fits_line,
    fits_measure,
    fits_period,
    fits_ratio,
    fits_unit,
    fits_years_of_project,
)
from app.numbers.number_words import Measure, Wanted, wanted
from app.numbers.paper_fit import fits_paper
from app.numbers.row_words import (
    PART_ALONE,
    STRONGLY_MET,
    called_exactly,
    cut_short,
    is_said,
    printed_tokens,
    row_tokens,
    scopes,
)
from app.numbers.rows_met import RowsMet
from app.question.counting import in_the_present
from app.question.phrases import is_verb
from ingest.model import Metadata
from ingest.tables.measures import COMMON_MEASURES
from ingest.tables.model import Figure, FigureStatus
from vectorstore.coverage import Asked, told

LEAST_MET = 0.6  # of the names asked for must be met
_LEAST_CLEARLY = 0.5  # … by a row that no other comes near
FOUND_WELL = 0.65  # … in a passage found that well
_NEAR, _FAR = 0.1, 0.3  # by which a row must be ahead of all others, all names met or one not
_OTHER_GROUP = 0.12  # lost by a row of a group that is not asked about
_OF_ITS_GROUP = 0.12  # gained by the row that is itself what its group is called by too: "Övertid" of "Fyllnad och övertid"
_SAYS_MORE = 0.05  # lost by a row for words that nobody asked for
_PROVEN = 0.03
_WHOLLY_NAMED = 0.06  # gained by a row all of whose words are asked for
_SAID_OUTRIGHT = 0.15  # gained by a row whose label the question says as it is
_OTHER_COLUMN = 0.2  # lost by a column called by words of its own that nobody asked for
_COLUMN_SAID = 0.08  # gained by a column all of whose words the question says
_FOUND = 0.15  # of how well its passage was found
STRONG = 0.75  # weight from which a word is a name or a rare word, which must be met
_SAYS = 0.74  # weight of a word that is no verb from which it must be met too
_COUNTED = re.compile(r"\bhur m[aå]nga (?:olika |fler |färre |nya )?([^\W\d_]{3,})", re.IGNORECASE)
_NO_UNIT_WORD = frozenset(
    told("totalt summa summan netto resultat intäkter kostnader antal andel procent per år tkr kr mkr äldreboende inkl")
)
_WHOLE = re.compile(
    r"\bnämnden\b|\bnämndens\b|\bförvaltningen\b|\bkommunen(?:s)? (?:resultat|totalt|som helhet)|\bvi\b|\bbokslutet\b"
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
        own: its own words meet a part of some name at least, and not only what stands around it.
    """

    placed: Placed
    score: float
    met: tuple[float, ...]
    extra: float = 0.0
    own: bool = True

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.placed.figure


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked of each figure: the question, its text in lower case, and what is remembered of rows while it is answered."""

    question: Question
    names: Sequence[Asked]
    measure: Measure
    want: Wanted
    folded: str
    rows: RowsMet


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
    asking = _Asking(question, names, measure, want, question.standalone.casefold(), RowsMet(names))
    scored = [_score(asking, one) for one in tables]
    if want.forecast and measure is Measure.DEVIATION:
        forecasts = frozenset(_cell(one.figure) for one in tables if one.figure.measure == Measure.FORECAST.value)
        scored = [replace(one, score=one.score + fits_forecast(one.figure, forecasts)) for one in scored]
    return sorted(scored, key=lambda one: (-one.score, one.figure.start))


def _cell(figure: Figure) -> tuple[str, int, str]:
    return figure.document_id, figure.quote_start, figure.period.text


def subject_is_board(question: Question) -> bool:
    """Tell whether a question asks of a board or the municipality as a whole: it names one, and nothing else."""
    return bool(question.bodies) or _WHOLE.search(question.standalone.casefold()) is not None


def lacks_a_name(text: str, names: Sequence[Asked], one: Scored) -> bool:
    """Tell whether a figure meets no part of a word that is written as a name ("Kulturens hus"), rare as it is."""
    return any(
        met < STRONGLY_MET and name.weight >= STRONG and _is_name(text, name.word) for name, met in zip(names, one.met, strict=True)
    )


def surely(names: Sequence[Asked], figures: Sequence[Scored]) -> bool:
    """Tell whether figures together meet enough of what is asked, and every name in it."""
    return share_met(names, figures) >= LEAST_MET and not missed(names, figures)


def clearly(text: str, names: Sequence[Asked], ranked: Sequence[Scored]) -> Scored | None:
    """Return the figure that is what is asked though it does not meet enough, or a name in it: no other row comes near it.

    That is the first that meets every name that must be met, or the best of all where one such name is met by no row at all: what
    another row is called is another thing. A word that is written as a name ("Surte"), or a size, must be met all the same, and the
    passage be one that the question found.

    Args:
        text: the question.
        names: the words that name the row.
        ranked: the figures of the period asked for, best first.
    """
    whole = [one for one in ranked if not missed(names, [one])]
    for among, least in ((whole, _NEAR), (ranked, _FAR)):
        best = next(iter(among), None)
        if best is None or share_met(names, [best]) < _LEAST_CLEARLY or best.placed.found < FOUND_WELL:
            continue
        if any(not met and name.word in counted_words(text) for met, name in zip(best.met, names, strict=True)):
            continue  # a row of visits is none of loans
        lacking = missed(names, [best])
        margin = best.score - max((one.score for one in among[1:] if another_row(best.figure, one.figure)), default=0.0)
        if margin >= least and len(lacking) < 2 and not any(_must_be_met(text, names, one, ranked) for one in lacking):
            return best
    return None


def _must_be_met(text: str, names: Sequence[Asked], missed: Asked, ranked: Sequence[Scored]) -> bool:
    at = list(names).index(missed)
    named = missed.word[:1].isdigit() or _is_name(text, missed.word) or missed.word in scopes(text)
    return named or any(one.met[at] >= STRONGLY_MET for one in ranked)


def counted_words(text: str) -> frozenset[str]:
    """Return the word of what a question asks to have counted: "Hur många lån ...?"."""
    return frozenset(word for found in _COUNTED.findall(text) if not in_the_present(word := found.casefold()))


def missed(names: Sequence[Asked], figures: Sequence[Scored]) -> list[Asked]:
    """Return the names that must be met and are not, by any of some figures."""
    must = [at for at, one in enumerate(names) if one.weight >= STRONG or (one.weight >= _SAYS and not is_verb(one.word))]
    return [names[at] for at in must if max(figure.met[at] for figure in figures) < STRONGLY_MET]


def _is_name(text: str, word: str) -> bool:
    """Tell whether a word of a question is written as a name: with a capital letter within a sentence."""
    return re.search(rf"(?<![.?!] )(?<!^){re.escape(word.capitalize())}\b", text) is not None


def another_row(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of different things: not the same row told twice, nor the same value."""
    if one.value == other.value or row_of(one) == row_of(other):
        return False
    return (one.label.casefold(), one.group) != (other.label.casefold(), other.group)


def row_of(figure: Figure) -> tuple[str, int]:
    """Return the row a figure stands in."""
    return figure.document_id, figure.quote_start


def share_met(names: Sequence[Asked], figures: Sequence[Scored]) -> float:
    """Return the share of the names that figures meet together, from 0 to 1."""
    total = sum(one.weight for one in names)
    met = sum(one.weight * max((figure.met[at] for figure in figures), default=0.0) for at, one in enumerate(names))
    return met / total if total else 0.0


def own_tokens(placed: Placed) -> frozenset[str]:
    """Return the tokens a row is called by: its label, key figure and group, and its column where that has words of its own."""
    return frozenset().union(*_own(placed.figure))


def _own(figure: Figure) -> tuple[frozenset[str], ...]:
    row, called = row_tokens(figure.label, figure.key_figure, figure.group), called_exactly(figure.column)
    own = (row, called) if figure.measure in COMMON_MEASURES else (row, called, printed_tokens(figure.column))
    return (*own, printed_tokens(figure.organisation)) if figure.organisation else own


def _over(placed: Placed) -> tuple[str, ...]:
    """Return the texts that stand around a figure; piece by piece, as most pieces are shared and remembered."""
    figure, metadata = placed.figure, placed.metadata
    return figure.caption, figure.column, placed.heading, metadata.title, metadata.body, placed.row


def _score(asking: _Asking, placed: Placed) -> Scored:
    question, names, measure, folded, rows = asking.question, asking.names, asking.measure, asking.folded, asking.rows
    figure = placed.figure
    own, short = _own(figure), cut_short(figure.label)
    met = rows.of_row(figure.label, own, _over(placed), short)
    if question.key_figures:
        met = tuple(1.0 if figure.key_figure in question.key_figures else 0.0 for _ in names)
    total = sum(one.weight for one in names)
    score = sum(one.weight * value for one, value in zip(names, met, strict=True)) / total if total else 0.0
    score += _FOUND * placed.found + fits_measure(figure, measure) + fits_line(folded, figure, measure)
    score += fits_years_of_project(folded, figure) + fits_ratio(folded, figure) + fits_column(folded, figure)
    score += fits_period(question, figure, placed.metadata, asking.want) + fits_unit(folded, figure)
    score += fits_paper(question, figure, placed.metadata) + (_PROVEN if figure.status is FigureStatus.CONFIRMED else 0.0)
    score -= _group_lost(asking, figure)
    score += _COLUMN_SAID * _column_said(question.standalone, figure)
    score += _SAID_OUTRIGHT if is_said(figure.label, folded) else 0.0
    extra = rows.unasked(own, _NO_UNIT_WORD | printed_tokens(figure.organisation))
    score += _WHOLLY_NAMED if extra == 0 and max(met, default=0.0) >= STRONG else 0.0
    column = printed_tokens(figure.column)
    if figure.measure not in COMMON_MEASURES and not any(rows.met((column, called_exactly(figure.column)))):
        score -= _OTHER_COLUMN
    by_itself = rows.by_itself((*own, column), short) >= PART_ALONE
    own_met = by_itself or bool(rows.joined(figure.label)) or bool(question.key_figures)
    return Scored(placed, score - _SAYS_MORE * extra, met, extra, own_met)


def _column_said(text: str, figure: Figure) -> float:
    """Return the share of a column's words, numbers left out, that a question says in any form: "Planerade kontroller"."""
    words = [token for token in printed_tokens(figure.column) - _NO_UNIT_WORD if not token.isdigit()]
    said = told(text)
    return sum(token in said for token in words) / len(words) if words else 0.0


def _group_lost(asking: _Asking, figure: Figure) -> float:
    """Return what a row loses by standing in a group that is not asked about, or gains; a municipality's own group is."""
    if not figure.group:
        return 0.0
    met = [at for at, value in enumerate(asking.rows.met((printed_tokens(" ".join(figure.group)),))) if value]
    if met:
        label = (printed_tokens(figure.label),)
        of_label = asking.rows.met(label)
        itself = not asking.rows.unasked(label) and any(of_label[at] >= STRONG for at in met)
        return -_OF_ITS_GROUP if itself else 0.0
    own = [place for place in asking.question.municipalities if place in figure.group]
    return -_OTHER_GROUP / 2 if own else _OTHER_GROUP


def weights(names: Sequence[Asked]) -> dict[str, float]:
    """Return the tokens that meet the names, each with how much it weighs: what rows are looked up by."""
    tokens: dict[str, float] = {}
    for one in names:
        for token, share in one.tokens.items():
            tokens[token] = max(tokens.get(token, 0.0), one.weight * share)
    return tokens
