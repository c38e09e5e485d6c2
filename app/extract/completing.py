"""What completes a unit that is told: the lines it leads in, the reason, a rule's second half, what "av dem" counts. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extract.unit_fit import Picked
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import leans_on, sentence_before, values_end
from app.extract.units import units_of
from app.model import Question, QuestionKind
from app.question.answer_forms import AnswerForm, has_form
from app.question.counting import OF_THEM
from vectorstore.coverage import Asked

_CUT = (UnitKind.SENTENCE, UnitKind.HEADING)  # kinds that the beginning of a cut sentence may be read as
_LONG_LIST = 300  # characters of the lines that one leads in
_LED_IN = 3  # units told with the line that leads them in
_MOST_OF_VALUES = 400  # characters of the lines that each tell a number of something named: "Norrvallen: 120,5 timmar"
_MOST_TOLD = 1000  # characters of all that is told
_MOST_COMPLETED = 600  # characters of a sentence with the one that completes it
#: A sentence that tells what follows from the one before it.
_FOLLOWS = re.compile(
    r"\b(?:därför|därmed|därav|följaktligen|mot bakgrund av (?:detta|det|den)|av (?:detta|det|den) (?:skäl\w*|anledning\w*))\b"
    r"|\b(?:detta|det) med anledning\b",
    re.IGNORECASE,
)
#: A sentence without which the one before it says something else: the rule has changed, or has exceptions.
_TURNS = re.compile(
    r"\s*(?:Detta|Det|Den|Dessa) (?:(?:har )?ändra\w+|upphör\w*|gäller (?:dock )?(?:inte|endast|bara)|\w+ dock)\b"
    r"|\s*(?:Dock|Undantag\w*|Annars)\b"
)
#: A sentence that a paper's lines cut in two: what it begins with, and what stands before that.
_GOES_ON_WITH = re.compile(r"\s*(?:[a-zåäö]|\d+ ?(?:st|%|\())")
_GOES_ON_AFTER = re.compile(r"(?:[\w)%],|\b(?:och|samt|eller|varav))\s*\Z")
#: What happens to who does not: it stands after what is to be done.
_ASKS_OTHERWISE = re.compile(
    r"\bvad (?:händer|gäller|blir det) (?:\w+ ){0,2}?om\b.*\b(?:inte|glöm\w+|missa\w*|för sent)\b", re.IGNORECASE
)
_OTHERWISE = re.compile(r"\s*(?:Den som|Om |Annars|I annat fall|Utan )")
_LABEL = re.compile(r"\s*[^\s:]+(?: [^\s:]+)?:")  # words of a form: "Ansvarig: ..."
_RULED = (QuestionKind.ROUTINE, QuestionKind.YES_NO, QuestionKind.WHO)  # what is asked of a rule: its second half is told too


def completed(picked: list[Picked], question: Question, asked: Sequence[Asked], forms: Sequence[AnswerForm]) -> list[Picked]:
    """Return the units picked, each with what it says nothing without, and none that another now holds.

    Args:
        picked: the units that answer, best first.
        question: as understood.
        asked: the words that say what is asked.
        forms: of answer that are asked for.
    """
    whole = [with_what_it_counts(with_what_follows(_from_its_beginning(one))) for one in picked]
    why = AnswerForm.WHY in forms
    otherwise = _ASKS_OTHERWISE.search(question.standalone) is not None
    done: list[Picked] = []
    for at, one in enumerate(whole):
        more = _with_its_reason(one, question, asked, always=at == 0) if why else one
        more = _with_its_second_half(more, always=at == 0 and question.kind in _RULED, otherwise=otherwise)
        if not any(_holds(other.unit, more.unit) for other in done):
            done = [other for other in done if not _holds(more.unit, other.unit)]
            lacking = [form for form in forms if not any(has_form(form, other.unit.text, question, asked) for other in done)]
            needed = any(has_form(form, more.unit.text, question, asked) for form in lacking)
            if not done or needed or sum(_length(other.unit) for other in (*done, more)) <= _MOST_TOLD:
                done.append(more)
    return done


def _length(unit: Unit) -> int:
    return unit.end - unit.start + len(unit.lead)


def _holds(one: Unit, other: Unit) -> bool:
    return one.chunk.document_id == other.chunk.document_id and one.start <= other.start and other.end <= one.end


def _with_its_reason(picked: Picked, question: Question, asked: Sequence[Asked], *, always: bool) -> Picked:
    """Return a sentence with the one before it that it follows from, or, where it gives no reason, with the one after.

    Args:
        picked: the sentence.
        question: as understood.
        asked: the words that say what is asked.
        always: with the one after whatever its words; else only where that gives a reason.
    """
    unit = picked.unit
    if unit.kind is not UnitKind.SENTENCE:
        return picked
    if _FOLLOWS.search(unit.text):
        return _widened(picked, sentence_before(unit))
    after = None if has_form(AnswerForm.WHY, unit.text, question, asked) else _sentence_after(unit)
    if after is None or _LABEL.match(after.text) or not (always or has_form(AnswerForm.WHY, after.text, question, asked)):
        return picked
    return _widened(picked, after)


def _with_its_second_half(picked: Picked, *, always: bool, otherwise: bool) -> Picked:
    """Return a sentence with the one after it that completes it.

    Args:
        picked: the sentence.
        always: with what goes on about the same; else only with what changes what it says.
        otherwise: with what happens otherwise.
    """
    unit = picked.unit
    after = _sentence_after(unit) if unit.kind is UnitKind.SENTENCE else None
    if after is None:
        return picked
    goes_on = (always and leans_on(after, unit)) or (otherwise and _OTHERWISE.match(after.text) is not None)
    return _widened(picked, after) if goes_on or _TURNS.match(after.text) else picked


def _widened(picked: Picked, other: Unit | None) -> Picked:
    """Return a sentence as one with its neighbour, where the two are short enough."""
    unit = picked.unit
    if other is None:
        return picked
    start, end = min(unit.start, other.start), max(unit.end, other.end)
    return picked if end - start > _MOST_COMPLETED else replace(picked, unit=replace(unit, start=start, end=end))


def _from_its_beginning(picked: Picked) -> Picked:
    """Return the end of a sentence that lines cut in two ("... är avslutade, | 21 st utreds och | 42 st är kvar.") with the rest.

    What leads it in ("Totalt antal:") is told with it.
    """
    unit = picked.unit
    before = [one for one in units_of(unit.chunk) if one.end <= unit.start and one.kind in _CUT]
    found = picked
    while before and unit.kind is UnitKind.SENTENCE and _GOES_ON_WITH.match(found.unit.text):
        last = before.pop()
        between = unit.chunk.text[last.end - unit.chunk.start : found.unit.start - unit.chunk.start]
        if between.strip() or not (_GOES_ON_AFTER.search(last.text) or last.text.rstrip().endswith(":")):
            break
        if (found := _widened(found, last)).unit.start != last.start:
            break
    return found


def _sentence_after(unit: Unit) -> Unit | None:
    """Return the sentence right after a unit in its paragraph."""
    after = next((one for one in units_of(unit.chunk) if one.kind is UnitKind.SENTENCE and one.start >= unit.end), None)
    return after if after is not None and after.block_start == unit.block_start else None


def with_what_follows(picked: Picked) -> Picked:
    """Return a line that leads something in ("Följande har kommit in:") with what stands right below it."""
    unit = picked.unit
    if unit.kind is not UnitKind.SENTENCE or not unit.text.rstrip().endswith(":"):
        return picked
    below = [one for one in units_of(unit.chunk) if one.start >= unit.end and one.end - unit.start <= _LONG_LIST]
    values = values_end(unit.chunk.text[unit.end - unit.chunk.start :])
    if not below and not 0 < values <= _MOST_OF_VALUES:
        return picked
    end = unit.end + values if 0 < values <= _MOST_OF_VALUES else max(one.end for one in below[:_LED_IN])
    return replace(picked, unit=replace(unit, kind=UnitKind.LIST, end=end, block_end=max(end, unit.block_end)))


def with_what_it_counts(picked: Picked) -> Picked:
    """Return a sentence that counts some "av dem" together with the one before, which says of how many and of what."""
    unit = picked.unit
    before = sentence_before(unit) if unit.kind is UnitKind.SENTENCE and OF_THEM.search(unit.text) else None
    return picked if before is None else replace(picked, unit=replace(unit, start=before.start))
