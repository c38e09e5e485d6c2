"""Rows of a table told with what each of their numbers is, from the figures that were read from them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.extract.choice import Extract
from app.extract.unit_model import Unit
from app.model import Question
from app.numbers.elsewhen import in_period
from app.numbers.figure_fit import fits_measure, is_of, may_answer
from app.numbers.figure_wording import name, of_table, own_words, when, with_unit
from app.numbers.months_asked import named_part
from app.numbers.number_words import Measure, Wanted, is_form, wanted
from app.numbers.occasions import of_the_forecast_asked
from app.numbers.opposites import is_meant
from app.numbers.prices import is_of_another_kind
from app.numbers.ranking import STRONG, Placed, Scored, missed, own_tokens, rank, surely
from app.numbers.row_names import decides, grounded, with_sizes
from app.numbers.row_words import PART_ALONE, STRONGLY_MET, row_meets, scopes
from app.numbers.whose import of_those_asked
from app.question.answer_forms import AnswerForm, forms_asked
from app.question.number_asked import asks_for_number
from app.question.phrases import is_verb
from ingest.tables.model import FigureStatus, PeriodKind
from ingest.tables.periods import YEAR_ALONE
from vectorstore.coverage import Asked, told

_MOST_CELLS = 8  # of a row told; of more, those of the measure asked for
_TITLE = re.compile(r"^(?:tabell|diagram) \d+.*$", re.IGNORECASE | re.MULTILINE)
_SAYS = 0.5  # weight of a word that says what is asked
_APPOSED = re.compile(r"(?P<kind>[^\W\d_]+) (?P<name>[A-ZÅÄÖ][^\W\d_]*(?:[- ][^\W\d_]+)?)")
_NAMED = 0.6  # that another row meets a word by what it is called itself
_JOINED = re.compile(
    r"\b(?:och|samt|eller|respektive|mellan|varje|per|än|mot|jämfört)\b|,"
)  # of a question that may ask for several rows
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class RowCells:
    """A row's cells that are told, those of the time asked for where they are known to be of it.

    Attributes:
        cells: in the order they stand; those of other times where `elsewhen`, none where the row is of something else.
        elsewhen: none of the row's cells is of the time, the measure or those asked for.
        met: the words of the question that name the row.
        fits: it is what is asked for: every name that must be met is, or the row is called by no word that is not asked for.
        alone: it is called by no word that is not asked for.
        unmet: the words of the question that say what is asked and that no part of what the row is called meets.
    """

    cells: tuple[Placed, ...]
    elsewhen: bool = False
    met: frozenset[str] = frozenset()
    fits: bool = False
    alone: bool = False
    unmet: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The row as it is told: "Lokaler – Budget 2023: 350 tkr; Utfall 2023: 765 tkr"."""
        first = self.cells[0]
        same = len(self.cells) > 1 and len({when(one) for one in self.cells}) == 1
        shown = [
            ": ".join(filter(None, (_heading(one, said=same), with_unit(one.figure.value, one.figure.unit)))) for one in self.cells
        ]
        return f"{name(first.figure)}{of_table(first.figure)}{when(first) if same else ''} – {'; '.join(shown)}"


def _heading(placed: Placed, *, said: bool) -> str:
    """Return what a cell is: its column as printed, with the period where the column does not say it, nor anything before it."""
    figure = placed.figure
    column = " ".join(figure.column.split())
    if YEAR_ALONE.search(column):
        return own_words(column) if said else column
    period = "" if said or (own_words(column) and not figure.period.text) else when(placed).strip().removeprefix("i ")
    return " ".join(filter(None, (column if own_words(column) else figure.measure, period)))


def rows_told(
    question: Question, names: Sequence[Asked], picked: Extract, figures: Iterable[Placed]
) -> dict[tuple[str, int], RowCells]:
    """Return the cells of each row picked whose numbers were all read as figures, by its document and start.

    Args:
        question: as understood.
        names: the words that name the row (`app.numbers.row_names.subject`).
        picked: what was picked to answer.
        figures: of the passages picked from.
    """
    if not asks_for_number(question):
        return {}
    want = wanted(question)
    read = [one for one in figures if one.figure.status is not FigureStatus.PROSE]
    names = with_sizes(question.standalone, grounded(names, read), read) if names else ()
    calling = _naming_rows(question, want, names, read)
    found = {}
    for one in picked.rows:
        if (cells := _cells(question, want, names, (one.unit, read), calling)) is not None:
            found[one.unit.chunk.document_id, one.unit.start] = cells
    return found


def of_its_time(picked: Extract, rows: dict[tuple[str, int], RowCells]) -> Extract:
    """Return what was picked without the rows that hold nothing of the time asked for."""
    left = [tuple(one for one in some if not _elsewhen(one.unit, rows)) for some in (picked.picked, picked.rest)]
    return replace(picked, picked=left[0], rest=left[1])


def _elsewhen(unit: Unit, rows: dict[tuple[str, int], RowCells]) -> bool:
    found = rows.get((unit.chunk.document_id, unit.start))
    return found is not None and found.elsewhen


def _naming_rows(question: Question, want: Wanted, names: Sequence[Asked], read: Sequence[Placed]) -> frozenset[str]:
    """Return the rare words and names of a question for one row that some row is called by: a row that lacks one is another."""
    if want.compares or want.extremes or want.sums or want.shares or _JOINED.search(question.standalone):
        return frozenset()
    rows = {own_tokens(one) for one in read}
    rare = [one for one in names if one.weight >= STRONG and not is_verb(one.word)]
    return frozenset(one.word for one in rare if any(row_meets(one, own, frozenset()) >= _NAMED for own in rows))


def _cells(
    question: Question, want: Wanted, names: Sequence[Asked], of: tuple[Unit, Sequence[Placed]], calling: frozenset[str]
) -> RowCells | None:
    """Return the cells of a row to be told; None where some of its numbers were left as text, or there are too many."""
    unit, read = of
    document = unit.chunk.document_id
    own = [one for one in read if one.figure.document_id == document and unit.start <= one.figure.start < unit.end]
    own.sort(key=lambda one: one.figure.start)
    if not own or len({one.figure.quote_start for one in own}) > 1 or _left_as_text(unit, own):
        return None
    ranked = rank(question, names, own, want.measures[0])
    if not want.compares and (_of_others(question, names, ranked) or _is_another(want, names, ranked, calling)):
        return RowCells((), elsewhen=True)
    if not _in_place(question, unit, own):
        return RowCells((), elsewhen=True)
    kept = of_those_asked(question, of_the_forecast_asked(question.standalone, own))
    if _loses_what_is_asked(want, own, kept):
        return RowCells((), elsewhen=True)
    own = kept
    folded, money = question.standalone.casefold(), set(forms_asked(question)) == {AnswerForm.MONEY}
    if not want.compares and not is_meant(folded, own[0].figure, read):
        return RowCells((), elsewhen=True)
    fit = [one for one in own if may_answer(folded, one.figure, money=money)]
    if not want.shares and all(is_of_another_kind(folded, f"{one.row} {one.heading}", one.figure, money=money) for one in fit):
        return RowCells((), elsewhen=True)
    if want.part is not None and _title_names(unit, own[0], want.part):
        want = replace(want, part=None)  # all that the table tells is of then
    timely = [one for one in own if in_period(question, one, want)]
    if any(_dated(one) for one in timely):  # what says no year is of the one that the row has beside it
        timely = [one for one in own if one in timely or not _dated(one)]
    if not timely:
        return RowCells(tuple(own), elsewhen=True)
    measure = want.measures[0]
    named = measure is not Measure.OUTCOME and any(is_of(one.figure, measure) for one in own)
    if named and not any(is_of(one.figure, measure) for one in timely):
        return RowCells(tuple(one for one in own if is_of(one.figure, measure)), elsewhen=True)
    if len(timely) > _MOST_CELLS:
        timely = [one for one in timely if fits_measure(one.figure, measure) > 0]
    alike = len({_heading(one, said=False) for one in timely}) < len(timely)  # what told two columns apart is lost
    return _named(question, names, tuple(timely), ranked) if 0 < len(timely) <= _MOST_CELLS and not alike else None


def _loses_what_is_asked(want: Wanted, own: Sequence[Placed], kept: Sequence[Placed]) -> bool:
    """Tell whether what is left of a row without the cells of other forecasts and organisations is not what is asked."""
    forecasts = [any(is_of(one.figure, Measure.FORECAST) for one in cells) for cells in (own, kept)]
    return not kept or (want.measures[0] is Measure.FORECAST and forecasts == [True, False])


def _named(question: Question, names: Sequence[Asked], cells: tuple[Placed, ...], ranked: Sequence[Scored]) -> RowCells:
    """Return a row's cells that are told, with how well the row is the one that is asked for."""
    best = {one.word: max(cell.met[at] for cell in ranked) for at, one in enumerate(names)}
    met = frozenset(word for word, value in best.items() if value >= STRONGLY_MET)
    lacking = frozenset(one.word for one in missed(names, ranked))
    only = any(one.extra == 0 for one in ranked) and (not lacking or _apposed(question.standalone, met, lacking))
    fits = bool(met) and (only or (surely(names, ranked) and any(one.own for one in ranked)))
    tokens = {token for one in names for token in one.tokens}
    words = [word for word in re.findall(r"[^\W\d_]{3,}", cells[0].figure.label.casefold()) if not is_form(word)]
    alone = all(tokens & told(word) for word in words)
    said = (one.word for one in names if one.weight >= _SAYS and not is_verb(one.word))
    return RowCells(cells, met=met, fits=fits, alone=alone, unmet=frozenset(word for word in said if best[word] < PART_ALONE))


def _apposed(text: str, met: frozenset[str], lacking: frozenset[str]) -> bool:
    """Tell whether all that a row lacks is the name of what it is called by its kind: "ungdomens hus Måsen"."""
    return any(
        match["kind"].casefold() in met and lacking <= frozenset(re.findall(r"[^\W_]+", match["name"].casefold()))
        for match in _APPOSED.finditer(text)
    )


def _title_names(unit: Unit, first: Placed, part: tuple[int, int]) -> bool:
    """Tell whether a table's title, printed over it and no part of its header, names the months asked for."""
    over = _TITLE.findall(unit.chunk.text[: unit.start - unit.chunk.start])
    return first.figure.period.kind is PeriodKind.NONE and bool(over) and named_part(over[-1], part)


def _in_place(question: Question, unit: Unit, own: Sequence[Placed]) -> bool:
    """Tell whether a row is of a municipality asked about: its paper's, one that it names ("Kommun | Kostnad") or has a cell of."""
    whose = own[0].metadata.municipality
    if any(one.figure.organisation in question.municipalities for one in own):
        return True
    named = any(town.casefold() in unit.text.casefold() for town in question.municipalities)
    return not question.municipalities or not whose or whose in question.municipalities or named


def _dated(placed: Placed) -> bool:
    return placed.figure.period.text != "" or YEAR_ALONE.search(placed.figure.column) is not None


def _of_others(question: Question, names: Sequence[Asked], own: Sequence[Scored]) -> bool:
    """Tell whether nothing of a row says that it is of those a number is asked of: "för sjuksköterskor", "män"."""
    within = scopes(question.standalone)
    return any(one.word in within or decides(one) for one in missed(names, own))


def _is_another(want: Wanted, names: Sequence[Asked], own: Sequence[Scored], calling: frozenset[str]) -> bool:
    """Tell whether a row lacks a word that other rows are called by, or all that says of what the most or the least is asked."""
    best = [max(cell.met[at] for cell in own) for at in range(len(names))]
    if want.extremes and max(best, default=0.0) < PART_ALONE:
        return True
    return any(value < PART_ALONE and one.word in calling for one, value in zip(names, best, strict=True))


def _left_as_text(unit: Unit, own: Sequence[Placed]) -> bool:
    """Tell whether a row holds numbers that are neither figures nor of its name."""
    first = own[0].figure
    named = " ".join((first.label, *first.group, first.key_figure))
    before = unit.text[: first.start - unit.start]
    if any(number not in named for number in _DIGITS.findall(before)):
        return True
    ends = [one.figure.end - unit.start for one in own]
    starts = [*(one.figure.start - unit.start for one in own[1:]), len(unit.text)]
    return any(_DIGITS.search(unit.text[end:start]) for end, start in zip(ends, starts, strict=True))
