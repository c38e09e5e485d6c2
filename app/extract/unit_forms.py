"""Whether a unit has the form of answer that is asked for: a row prints no unit, a decision says how and not why. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.table_units import is_row
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import sentence_before
from app.model import Question, QuestionKind
from app.question.answer_forms import AnswerForm, asks_how_many, has_form
from app.question.counting import AGE, NUMBER_WORDS, OF_THEM, counted_word, counts
from app.question.spans import SPAN_WORDS
from ingest.model import ChunkKind
from ingest.tables.measures import MONEY_WORD
from vectorstore.coverage import Asked, meets, told

VERDICTS = (ChunkKind.DECISION, ChunkKind.PROPOSAL)
_IN_ROWS = frozenset({AnswerForm.MONEY, AnswerForm.SPAN, AnswerForm.LENGTH})
#: What a row says its numbers are, where they cannot be what is asked for.
_OTHER_UNIT = {
    AnswerForm.MONEY: re.compile(r"%|\b(?:andel\w*|procent\w*|\w*dagar|timmar)\b", re.IGNORECASE),
    AnswerForm.SPAN: re.compile(r"%|\b(?:kr|tkr|mkr|mnkr|kronor|andel\w*)\b", re.IGNORECASE),
}
#: What a table says over its rows, or a row of it, where its numbers are times, lengths or money.
_TOLD_OVER = {
    AnswerForm.SPAN: re.compile(rf"\b(?:{SPAN_WORDS})|\b\w*(?:tid|tider|tiden|frist|ålder)\b", re.IGNORECASE),
    AnswerForm.LENGTH: re.compile(
        r"\b(?:k?m|meter|kilometer|mil|cm|kvm|kvadratmeter|m2|hektar|ha)\b|avstånd|\byta|längd", re.IGNORECASE
    ),
    AnswerForm.MONEY: re.compile(
        rf"\b{MONEY_WORD}\b|\d[ \u00a0]\d{{3}}\b|\d{{4}}"
        r"|kostnad|intäkt|budget|utfall|bokslut|belopp|avgift|taxa|pris|hyr|lön|bidrag|resultat",
        re.IGNORECASE,
    ),
}
#: A number that is a part of what is told before it, or a share.
_A_PART = re.compile(
    rf"(?:\d|\b(?:{NUMBER_WORDS}))\s+(?:av|utav)\s+(?:de[mt]?|dessa|totalt|\d)|\b[Aa]v (?:de[mt]?|dessa)\b|\bvarav\b|\b\d+ ?%"
)
#: Numbers of people or pieces of anything: "40 st", "sju påstigande".
_OF_ANY = re.compile(
    rf"(?:\d|\b(?:{NUMBER_WORDS}))"
    r" ?(?:st\b|stycken\b|(?:[^\W\d_]+ )?(?:deltagare|personer|individer|[^\W\d_]{4,}(?:ande|ende))\b)",
    re.IGNORECASE,
)
#: Numbers of money, shares or time, which count nothing else: "6 000 kr", "två månader".
_MEASURED = re.compile(
    rf"(?:\d[\d\s\u00a0]*(?:,\d+)?|\b(?:{NUMBER_WORDS}))\s*(?:%|(?:procent\w*|{MONEY_WORD}|{SPAN_WORDS})\b)", re.IGNORECASE
)
_IS_MEASURE = re.compile(rf"^(?:procent\w*|{SPAN_WORDS})$")
_HEADER_LINES = 5  # lines of a header, or of a caption, right over the rows
_A_SHARE = re.compile(r"%|\b(?:andel\w*|procent\w*)\b", re.IGNORECASE)
#: A reason in what is decided or proposed, where "genom att" and the like say how.
_GIVES_REASON = re.compile(
    r"\b(?:eftersom|därför|på grund av|mot bakgrund av|med hänvisning till|motiver\w+|skäl\w*)\b", re.IGNORECASE
)


def _over(unit: Unit) -> str:
    """Return a row's words with what stands over it: the heading of its passage, and the lines over the table's first row."""
    before = unit.chunk.text[: unit.start - unit.chunk.start].splitlines()
    over = [line for line in before if line.strip() and not line.rstrip().endswith(".") and not is_row(line.replace("|", " "))]
    return " ".join((*unit.chunk.path[-1:], unit.lead, *over[-_HEADER_LINES:], unit.text))


def tells_how_many(word: Asked, unit: Unit) -> bool:
    """Tell whether a unit gives a number of what a word says: by itself, as a part of it ("4 av de 12"), or by its header."""
    said = _over(unit) if unit.kind in (UnitKind.ROW, UnitKind.TABLE) else f"{unit.lead} {unit.text}"
    if _IS_MEASURE.search(word.word) is None:
        said = AGE.sub(" ", _MEASURED.sub(" ", said))
    if counts(word, said) or _OF_ANY.search(said):
        return True
    before = sentence_before(unit)
    return _A_PART.search(unit.text) is not None and meets(word, told(f"{before.text if before else ''} {unit.text}")) > 0


def holds(form: AnswerForm, unit: Unit, question: Question, asked: Sequence[Asked], *, counted: bool = True) -> bool:
    """Tell whether a unit has a form of answer; a row of a table seldom prints its unit beside its number."""
    if form is AnswerForm.NAME and unit.kind is UnitKind.LIST and question.kind is not QuestionKind.LIST:
        return False  # one of its points may: a name in another one is of another thing
    if form is AnswerForm.WHY and unit.kind is not UnitKind.SENTENCE and unit.chunk.kind in VERDICTS:
        return _GIVES_REASON.search(unit.text) is not None
    if unit.kind is UnitKind.ROW and form in _OTHER_UNIT and _OTHER_UNIT[form].search(unit.text):
        return False
    if form is AnswerForm.COUNT and counted and OF_THEM.search(unit.text):
        word = counted_word(question, asked)
        before = sentence_before(unit)
        if word is None or (before is not None and meets(word, told(before.text)) > 0):
            return before is not None
    if unit.kind is UnitKind.ROW and form is AnswerForm.COUNT and _A_SHARE.search(unit.text) and asks_how_many(question):
        return False
    if unit.kind in (UnitKind.ROW, UnitKind.TABLE) and form in _IN_ROWS:
        if form in _TOLD_OVER and _TOLD_OVER[form].search(_over(unit)) is None:
            return has_form(form, unit.text, question, asked, counted=counted)
        form = AnswerForm.NUMBER
    return has_form(form, unit.text, question, asked, counted=counted)
