"""Whether a unit has the form of answer that is asked for: a row prints no unit, a decision says how and not why. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import sentence_before
from app.model import Question, QuestionKind
from app.question.answer_forms import AnswerForm, asks_how_many, has_form
from app.question.counting import OF_THEM, counted_word
from ingest.model import ChunkKind
from vectorstore.coverage import Asked, meets, told

VERDICTS = (ChunkKind.DECISION, ChunkKind.PROPOSAL)
_IN_ROWS = frozenset({AnswerForm.MONEY, AnswerForm.SPAN, AnswerForm.LENGTH})
#: What a row says its numbers are, where they cannot be what is asked for.
_OTHER_UNIT = {
    AnswerForm.MONEY: re.compile(r"%|\b(?:andel\w*|procent\w*|\w*dagar|timmar)\b", re.IGNORECASE),
    AnswerForm.SPAN: re.compile(r"%|\b(?:kr|tkr|mkr|mnkr|kronor|andel\w*)\b", re.IGNORECASE),
}
_A_SHARE = re.compile(r"%|\b(?:andel\w*|procent\w*)\b", re.IGNORECASE)
#: A reason in what is decided or proposed, where "genom att" and the like say how.
_GIVES_REASON = re.compile(
    r"\b(?:eftersom|därför|på grund av|mot bakgrund av|med hänvisning till|motiver\w+|skäl\w*)\b", re.IGNORECASE
)


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
        return before is not None and (word is None or meets(word, told(before.text)) > 0)
    if unit.kind is UnitKind.ROW and form is AnswerForm.COUNT and _A_SHARE.search(unit.text) and asks_how_many(question):
        return False
    if unit.kind in (UnitKind.ROW, UnitKind.TABLE) and form in _IN_ROWS:
        form = AnswerForm.NUMBER
    return has_form(form, unit.text, question, asked, counted=counted)
