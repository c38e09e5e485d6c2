"""Answers told: from the source's words, from figures, or as a refusal; what has no verified citation is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app import wording
from app.answer.refusal import Refusal
from app.answer.row_arithmetic import computed_of, supported, with_other_row
from app.citations import DocumentText, Place, cite, cite_pieces, place_of
from app.extract.choice import Extract
from app.extract.unit_fit import Picked
from app.extract.unit_model import UnitKind
from app.model import Answer, Citation, Mode, Outcome, Question, Reason
from app.number_check import unsupported_numbers
from app.numbers import figure_telling, figure_wording
from app.numbers.computed import Kind
from app.numbers.figure_wording import when
from app.numbers.ranking import Placed
from app.numbers.row_cells import RowCells
from app.numbers.verdict import FigureAnswer, Verdict
from app.proceedings.standings import standing
from app.question.understanding import Coverage, asks_for_matter, asks_which_matter
from ingest.tables.model import Figure
from vectorstore.coverage import told as tokens_of
from vectorstore.errors import UnknownDocumentError

_GROUP_ABOVE = 200  # characters from the heading of a group of rows to the row that is quoted with it
_REST_OF_LINE = 12  # characters after a row's last number that are quoted too: "IU."
_MARKER = re.compile(r"\[(\d{1,3})\]")
_MARKED_TWICE = re.compile(r"(\[\d{1,3}\])(?: \1)+")
_NO_ROWS: Mapping[tuple[str, int], RowCells] = {}
Documents = Callable[[str], DocumentText]


def refused(question: Question, said_no: Refusal) -> Answer:
    """Return an answer that says no: without citations, with the reason."""
    return _answer(question, said_no.text, (), Mode.EXTRACTIVE, Outcome.UNSUPPORTED, said_no.reason)


def told_extract(
    question: Question,
    picked: Extract,
    coverage: Coverage,
    documents: Documents,
    counted: str = "",
    rows: Mapping[tuple[str, int], RowCells] = _NO_ROWS,
) -> Answer:
    """Return the answer in the source's words, with what is computed from them where that is asked for.

    Args:
        question: as understood.
        picked: what answers.
        coverage: what is indexed.
        documents: gives a document's text.
        counted: the word for what is counted, or "".
        rows: the cells of the rows picked that were read as figures (`app.numbers.row_cells.rows_told`).
    """
    sentences: list[str] = []
    citations: list[Citation] = []
    figures: list[Mapping[str, object]] = []
    cautions: dict[str, None] = {}
    cells: list[tuple[int, RowCells]] = []
    around: list[frozenset[str]] = []
    told: list[tuple[str, int]] = []  # text, "" for a row whose cells may be one number or more, and number of its citation
    labelled = bool(picked.picked and picked.picked[0].label) and not asks_which_matter(question)
    heading = _matter(picked, documents) if asks_for_matter(question) and not labelled else None
    if heading is not None:
        sentences.append(heading[0])
        citations.append(heading[1])
    units = with_other_row(question, picked, rows)
    for one in (*units, *(rest := [one for one in picked.rest if one not in units])):
        if told and one in rest:
            break
        if heading is not None and wording.in_one_line(one.unit.text) in wording.in_one_line(heading[1].quote):
            continue
        row = rows.get((one.unit.chunk.document_id, one.unit.start))
        found = _told_unit(one, len(citations) + 1, documents, row)
        if found is None:
            continue
        if row is not None:
            cells.append((len(told), row))
        citations += found.citations
        sentences.append(found.sentence + wording.of_how_many(one.unit))
        figures += found.figures
        around.append(tokens_of(one.unit.chunk.context) | tokens_of(one.unit.chunk.text))
        told.append(("" if one.unit.kind is UnitKind.ROW else one.unit.text, found.citations[0].number))
        if note := wording.caution(one.unit.chunk.metadata):
            cautions[note] = None
    if not citations:
        return refused(question, Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage)))
    computed = computed_of(question, ([text for text, _ in told], around), cells, counted)
    for line, figure in supported(computed, told, [citation.quote for citation in citations], figures, cells):
        sentences.append(f"{line.told} {' '.join(f'[{told[at][1]}]' for at in line.units)}.")
        figures.append(figure)
    return _answer(question, "\n".join([*sentences, *cautions]), citations, Mode.EXTRACTIVE, figures=figures)


@dataclass(frozen=True, slots=True)
class _ToldUnit:
    """A unit as it is told, its citation (several where it runs over page headers), and the figures told of it."""

    sentence: str
    citations: list[Citation]
    figures: list[Mapping[str, object]]


def _told_unit(one: Picked, number: int, documents: Documents, cells: RowCells | None) -> _ToldUnit | None:
    """Return a unit told and cited; None where it cannot be cited any more, or a number told has no ground."""
    unit = one.unit
    try:
        document = documents(unit.chunk.document_id)
    except UnknownDocumentError:
        return None  # the document was deleted while the question was answered
    if document.text[unit.chunk.start : unit.chunk.end] != unit.chunk.text:
        return None  # the document was replaced while the question was answered
    citations = cite_pieces(number, place_of(one.hit), (unit.start, unit.end), (unit.block_start, unit.block_end), document)
    if not citations:
        return None
    markers = " ".join(f"[{citation.number}]" for citation in citations)
    if cells is not None:
        given = [f"{cell.figure.column} {cell.figure.label} {cell.figure.caption} {when(cell)}" for cell in cells.cells]
        told = _ToldUnit(f"{cells.text} {markers}", citations, [told_figure(cell, number) for cell in cells.cells])
    else:
        before = one.label if one.label is not None else standing(unit, document)
        given = [before]
        told = _ToldUnit(before + wording.tell(unit, markers), citations, [])
    quotes = [citation.quote for citation in citations]
    return None if unsupported_numbers(told.sentence, quotes, told.figures, _given(citations[0], *given)) else told


def told_proceedings(question: Question, picked: Extract, coverage: Coverage, documents: Documents) -> Answer:
    """Return what a matter's § tells of how it was handled, or the refusal that says what it does not tell."""
    if picked.unsaid:
        return refused(question, Refusal(Reason.NO_EVIDENCE, wording.outside(picked.unsaid, coverage)))
    return told_extract(question, picked, coverage, documents)


def _matter(picked: Extract, documents: Documents) -> tuple[str, Citation] | None:
    """Return the heading of the § that the best of what is picked stands in, told and cited; None where it is told, or is none."""
    best = picked.picked[0]
    chunk = best.unit.chunk
    try:
        document = documents(chunk.document_id)
    except UnknownDocumentError:
        return None  # deleted while the question was answered
    found = document.item_heading(chunk.start)
    if found is None:
        return None
    citation = cite(1, place_of(best.hit), found, found, document)
    if citation is None:
        return None
    where = ", ".join(part for part in (citation.body, citation.date) if part)
    return f"{wording.in_one_line(citation.quote)}{f' ({where})' if where else ''} [1]", citation


def told_figures(question: Question, found: FigureAnswer, coverage: Coverage, documents: Documents) -> Answer | None:
    """Return the answer from figures; None when a figure's citation fails: then the words have to do."""
    if found.verdict is Verdict.OTHER_PERIOD:
        return of_other_time(question, found.figures, coverage)
    if found.verdict is Verdict.OTHER_BOARD:
        nearest = f"det närmaste gäller {found.figures[0].metadata.body}, inte {found.asked_of}"
        return refused(question, Refusal(Reason.NO_EVIDENCE, wording.outside(nearest, coverage)))
    everything = [*found.figures, *([found.contradicting] if found.contradicting else [])]
    citations: list[Citation] = []
    for one in everything:
        citation = _cited(len(citations) + 1, one, documents(one.figure.document_id))
        if citation is None:
            return None
        citations.append(citation)
    told = figure_telling.sentences(found)
    figures = [told_figure(one, at) for at, one in enumerate(everything, 1)]
    for derived in found.derived:
        left = derived.parts[0]
        figures.append({**told_figure(found.figures[left], left + 1), "label": derived.kind.value, "value": str(derived.value),
                        "unit": derived.unit, "measure": "differens" if derived.kind is Kind.DIFFERENCE else derived.kind.value,
                        "derived": True, "formula": derived.formula})  # fmt: skip
    if found.contradicting is not None:
        told.append(figure_telling.contradiction(found.contradicting, f"[{len(everything)}]"))
    told += [note for note in dict.fromkeys(wording.caution(one.metadata) for one in everything) if note]
    quotes = [citation.quote for citation in citations]
    printed = [f"{one.figure.column} {one.figure.label} {one.figure.caption}" for one in everything]
    given = [question.standalone, *(text for citation in citations for text in _given(citation)), *printed]
    given.append(f"{len(everything)} {found.of_rows}")
    if unsupported_numbers("\n".join(told), quotes, figures, given):
        return None
    text, citations, shown = _each_place_once("\n".join(told), citations, figures)
    if found.verdict is Verdict.AMBIGUOUS:
        text = f"Frågan kan gälla flera rader i tabellerna:\n{text}"
        return _answer(question, text, citations, Mode.FIGURES, Outcome.PARTIAL, Reason.AMBIGUOUS, shown)
    return _answer(question, text, citations, Mode.FIGURES, figures=shown)


def _each_place_once(
    text: str, citations: Sequence[Citation], figures: Sequence[Mapping[str, object]]
) -> tuple[str, list[Citation], list[Mapping[str, object]]]:
    """Return an answer with one citation for the cells of one row, which are quoted alike: its text, citations and figures."""
    numbers: dict[int, int] = {}
    kept: dict[tuple[str, int, int], Citation] = {}
    for citation in citations:
        place = citation.document_id, citation.start, citation.end
        kept.setdefault(place, replace(citation, number=len(kept) + 1))
        numbers[citation.number] = kept[place].number
    renumbered = _MARKER.sub(lambda match: f"[{numbers.get(int(match[1]), int(match[1]))}]", text)
    told = [{**figure, "citation": numbers[int(str(figure["citation"]))]} for figure in figures]
    return _MARKED_TWICE.sub(r"\1", renumbered), list(kept.values()), list(told)


def of_other_time(question: Question, figures: Sequence[Placed], coverage: Coverage) -> Answer | None:
    """Return the refusal that tells of which periods there are figures; None where none is told, or it is the one asked for."""
    periods = sorted({one.figure.period.text for one in figures if one.figure.period.text})
    ends = {one.figure.period.end.year for one in figures if one.figure.period.end is not None}
    if not periods or ends.intersection(question.years) or {str(year) for year in question.years} >= set(periods):
        return None
    asked = ", ".join(str(year) for year in question.years) or "den period som efterfrågas"
    missing = f"{figure_wording.name(figures[0].figure)} finns för {', '.join(periods)} men inte för {asked}"
    return refused(question, Refusal(Reason.OUTSIDE_COVERAGE, wording.outside(missing, coverage)))


def _cited(number: int, placed: Placed, document: DocumentText) -> Citation | None:
    figure = placed.figure
    if document.text[figure.start : figure.end] != figure.printed:
        return None
    section = document.section_at(figure.start)
    where = Place(
        figure.document_id,
        placed.metadata.title or document.name,
        document.name,
        placed.metadata,
        section.path if section else (),
        section.paragraph if section else "",
        section.diary_number if section else "",
    )
    return cite(number, where, (figure.start, figure.end), _row_span(figure, document.text), document)


def _row_span(figure: Figure, text: str) -> tuple[int, int]:
    """Return what is quoted for a figure: its row, from the heading of its group where that stands near, to the end of its line."""
    start, end = figure.quote_start, figure.quote_end
    if figure.group and (head := text.rfind(figure.group[-1], max(0, start - _GROUP_ABOVE), start)) >= 0:
        start = head
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return start, stop if stop - end <= _REST_OF_LINE else end


def told_figure(placed: Placed, citation: int) -> dict[str, object]:
    """Return a figure as an answer has it (DESIGN.md §6), with the number of its citation."""
    figure = placed.figure
    return {
        "label": figure_wording.name(figure),
        "value": str(figure.value),
        "unit": figure.unit,
        "period": figure.period.text,
        "measure": figure.measure,
        "citation": citation,
        "derived": False,
        "formula": None,
    }


def _given(citation: Citation, *more: str) -> list[str]:
    """Return what is told of a place beside its quote: its numbers are known from there."""
    return [citation.title, citation.date, citation.paragraph or "", citation.diary_number or "", *more]


def _answer(
    question: Question,
    text: str,
    citations: Sequence[Citation],
    mode: Mode,
    outcome: Outcome = Outcome.ANSWERED,
    reason: Reason | None = None,
    figures: Sequence[Mapping[str, object]] = (),
) -> Answer:
    return Answer(question.text, question.standalone, outcome, reason, text, tuple(citations), tuple(figures), mode)
