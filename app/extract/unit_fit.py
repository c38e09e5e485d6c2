"""How well a unit of a passage answers a question: a linear model, and what it is multiplied by. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.extract.unit_forms import VERDICTS, holds
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import is_reference, leans_on, says_nothing
from app.extract.unit_time import TIMED, time_fit
from app.extract.units import ITEM_MARK, proposing_board, units_of
from app.extract.versions import RULES
from app.extract.wanted import Wanted, advises, consists, demands, denies, wanted_of
from app.model import Question, QuestionKind
from app.question.answer_forms import STRICT, AnswerForm
from app.question.counting import enumerated, listed
from app.question.meanings import explains
from app.question.sizes import Size, other_bound, other_size
from app.question.understanding import months, years
from ingest.model import ChunkKind
from vectorstore.coverage import Asked, coverage, meets, told
from vectorstore.model import Hit
from vectorstore.words.tokens import stem

# Weights of a linear model, fitted by `listwise softmax` on 358 questions on seeds, PDFs, minutes and demo papers, and
# tested on the papers left out of each fit (docs/evaluation.md).
_PASSAGE = 0.33  # of how well its passage was found
_FIT = 0.31  # of having the form that is asked for
_UNDER = 0.24  # of the share of what is asked that it says together with the headings over it
_AFTER = 0.12  # of the share that it says together with what stands right before it
_KIND = {UnitKind.ROW: 0.077, UnitKind.DECISION: 0.079, UnitKind.ITEM: -0.048}  # added: rows and decisions say much in few words
_HEADING = 0.55  # times: a heading answers nothing by itself
LONG_UNIT = 600  # characters from which a unit is too long to be the answer itself
_WITHOUT_FORM = 0.55  # times: a unit without the form of the answer that is asked for
_OF_RULES = 1.12  # times: what a routine or guideline says, where somebody asks what to do
_ROW_NO_RULE = 0.75  # times: a row of a table, where somebody asks what to do, and for no number, or why
_OF_ADVICE = 1.12  # times: what says that it is recommended, where that is asked for
_OF_CONTENTS = 1.12  # times: what says of what something consists, where that is asked for
_OF_WHAT_NOT = 1.12  # times: what says so, where what is not is asked for
_EXPLAINS = 1.5  # times: what says what an abbreviation stands for, where that is asked
_OF_DEMANDS, _NO_DEMAND = 1.3, 0.7  # times: what a motion asks for, where that is asked for; what a board decides on it
_NO_REASON, _FORMAL = 0.95, 0.85  # times: what gives no reason where one is asked for: a sentence; a decision, a list
_ONE_OF_FORMS = 0.85  # times: a unit with one of two forms that are asked for
_LACKS_FORM = 0.8  # times: a unit without a form that the answer cannot do without
_OTHERWISE_CALLED = 0.85  # times: a number, but what it counts is not called what the question calls it
_A_TABLE = 0.85  # times: a whole table, where things are asked for and not their numbers
_NOT_A_LIST = 0.7
_ALL_ASKED = 1.08  # times: a list, where several things are asked for by a word for one
_AS_MANY = 1.3  # times: a list of as many things as are asked for
_AS_MANY_SAID = 1.15  # times: a sentence that lists as many, which it may do by chance
_NOT_AS_MANY = 0.85  # times: a list of more or fewer
_CALLED = (AnswerForm.PLACE, AnswerForm.BODY, AnswerForm.NAME)  # what is listed by name: what holds no such name lists others
_OF_SHARES = re.compile(r"\bfördela\w*|\bolika (?:stor|mycket|många)|\bkosta|\bbelopp", re.IGNORECASE)
_NO_ROWS = 0.75  # times: a table, where things are asked for that are said and not counted
_COMMA = re.compile(r",\s")
#: Three things or more, each of a word or three: "i Norrby, Östby och Söderby".
_THREE_NAMED = re.compile(r"\b[^\W\d_][\w&/-]*, (?:[^\W\d_][\w&/-]* ){1,3}(?:och|samt) [^\W\d_]")
_VARAV = re.compile(r"\bvarav\b.*\b(?:och|samt)\b", re.DOTALL)  # a sum with its parts is a list
_REFERENCES = 0.6  # times: a list of the papers that a decision rests on, or of who gets it, where neither is asked for
_NAMES_ONLY = 0.5  # times: a line that only names a paper, a § or a diary number, where none is asked for
_FORM_WORDS = 0.3  # times: words of a form ("Antagen av ...", "Handläggare") where they are not asked for
_OF_A_FORM = re.compile(
    r"\s*(?:Antagen|Fastställd|Beslutad|Reviderad|Datum|Dnr|Diarienummer|Diarienr|Senast ändrad|Dokumenttyp|Dokumentansvarig"
    r"|Gäller(?= (?:från|fr|för|till|tills|t\.)\b|:| \d)"
    r"|Handläggare|Ersätter|Version|Sida|Utskrift|Beslutsinstans|Utskriven|Kontakt)\b"
)
_OF_WHOLE, _MET = 0.75, 0.55  # times: what tells of the whole, where a part is asked for of whose words it meets none
_OTHER_STANDING = 0.85  # times: a proposal where a decision is asked about, or the reverse
_OTHER_BODY = 0.8  # times: another board's decision than the one asked about
_OTHER_MONTH = 0.85  # times: a decision of another month, or words about others
_ALL_YEARS = 1.1  # times: a sentence that names each of the years that are held against each other
_OTHER_SIZE = 0.5  # times: a row that is for other sizes than the one named: "0–10 km" where 25 km is asked about
_OF_ONE_SIZE = (UnitKind.ROW, UnitKind.ITEM, UnitKind.SENTENCE)
_PROPOSED = re.compile(
    r"\bförslag|\bföreslå|\bföreslog|\byrka|\bvad (?:tyck(?:er|te)|anser|ansåg|vill|ville|rekommendera[rd]e?)\b", re.IGNORECASE
)
#: What a decision came of is no proposal asked about: "Blir det gratis efter motionen?"
_CAME_OF = re.compile(r"\b(?:efter|genom|på grund av|med anledning av) (?:\w+ ){1,3}?(?:förslag|motion|yrkande)\w*", re.IGNORECASE)
_DECISION_TOLD_OF = 0.88  # a sentence about a decision, or one point of it
_NO_DECISION = 0.7
_WHOLE_LIST = 0.85  # a whole list where a day, a span or a sum is asked for: one item of it may do
_MEASURED = (STRICT | {AnswerForm.DAY, AnswerForm.DEADLINE}) - {AnswerForm.NAME, AnswerForm.NUMBER}
_PART_OF_DECISION = 0.95  # a whole decision, for another kind of question: one sentence of it may do
DECIDES = re.compile(r"\bbeslut\w*|\bförslag|\bföreslå\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picked:
    """A unit picked for an answer, with its score and the hit it is from; `label`: what is told before it, where that is known."""

    unit: Unit
    hit: Hit
    score: float
    label: str | None = None


def scored_units(question: Question, asked: Sequence[Asked], hits: Sequence[Hit], forms: Sequence[AnswerForm]) -> list[Picked]:
    """Return every unit of the passages with its score, in the order they stand.

    Args:
        question: as understood.
        asked: the words that say what is asked.
        hits: the passages, best first.
        forms: of answer that are asked for.
    """
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    wanted = wanted_of(question, asked, forms)
    scored = []
    for hit in hits:
        units = units_of(hit.chunk)
        context = told(hit.chunk.context)
        for at, unit in enumerate(units):
            if unit.kind is UnitKind.TABLE and question.kind is not QuestionKind.LIST:
                continue
            if unit.leads and not any(holds(form, unit, question, asked) for form in wanted.needed):
                continue  # the list answers, with its lead
            last = units[at - 1] if at and len(units[at - 1].text) < LONG_UNIT else None
            score = _PASSAGE * hit.score / best + _likeness(wanted, unit, last, context)
            scored.append(Picked(unit, hit, score * _sort_fit(wanted, unit) * _word_fit(wanted, unit)))
    return scored


def _likeness(wanted: Wanted, unit: Unit, last: Unit | None, context: Set[str]) -> float:
    """Return how well a unit's form and words answer, without its passage.

    Args:
        wanted: by the question.
        unit: to be scored.
        last: the unit right before it: a sentence that leans on it is read with its words.
        context: tokens of the headings over it.
    """
    tokens, lead = told(unit.text), told(unit.lead)
    before = told(last.text) if last is not None else frozenset()
    held = not wanted.forms or any(holds(form, unit, wanted.question, wanted.asked) for form in wanted.forms)
    leans = wanted.question.kind is not QuestionKind.LIST and held and leans_on(unit, last)
    return (
        _FIT * _fit(wanted.question, unit, wanted.asked, wanted.forms)
        + _UNDER * coverage(wanted.asked, tokens, lead.union(context, before if leans else ()), 1.0)
        + _AFTER * coverage(wanted.asked, tokens, before.union(lead), 1.0)
        + _KIND.get(unit.kind, 0.0)
    )


def _sort_fit(wanted: Wanted, unit: Unit) -> float:
    """Return what a unit's score is multiplied by for being a heading, a list, a row of a table, or of rules."""
    fits = _HEADING if unit.kind is UnitKind.HEADING else 1.0
    if wanted.several and unit.kind is UnitKind.LIST:
        fits *= _ALL_ASKED
    if wanted.rule and unit.chunk.metadata.doc_type in RULES:
        fits *= _OF_RULES
    if wanted.said and unit.kind in (UnitKind.ROW, UnitKind.TABLE):
        fits *= _NO_ROWS
    if wanted.advice and advises(unit):
        fits *= _OF_ADVICE
    if wanted.contents and consists(unit):
        fits *= _OF_CONTENTS
    if wanted.negated and denies(unit):
        fits *= _OF_WHAT_NOT
    if wanted.demands:
        fits *= _OF_DEMANDS if demands(unit) else _NO_DEMAND if unit.kind is UnitKind.DECISION else 1.0
    if wanted.term and explains(wanted.term, unit.text):
        fits *= _EXPLAINS
    no_row = (wanted.rule or wanted.question.kind in (QuestionKind.YES_NO, QuestionKind.WHO)) and not wanted.needed
    if unit.kind is UnitKind.ROW and (no_row or AnswerForm.WHY in wanted.forms):
        fits *= _ROW_NO_RULE
    return fits


def _word_fit(wanted: Wanted, unit: Unit) -> float:
    """Return what a unit's score is multiplied by for lacking what is asked for, or being of something else."""
    fits = _of_another(unit, wanted.months, wanted.sizes, wanted.question.standalone)
    if AnswerForm.WHY in wanted.forms:
        fits *= _reason_fit(unit, wanted.question, wanted.asked)
    if wanted.needed and not any(holds(form, unit, wanted.question, wanted.asked, counted=False) for form in wanted.needed):
        fits *= _LACKS_FORM
    if not TIMED.isdisjoint(wanted.forms):
        fits *= time_fit(wanted.question, unit)
    held_against = len(wanted.question.years) > 1 and bool(wanted.forms) and unit.kind in (UnitKind.SENTENCE, UnitKind.ITEM)
    if held_against and set(wanted.question.years) <= set(years(unit.text)):
        fits *= _ALL_YEARS
    if not wanted.references and is_reference(unit):
        fits *= _REFERENCES
    if not wanted.references and says_nothing(unit.text):
        fits *= _NAMES_ONLY
    if wanted.part and not any(meets(one, told(unit.text).union(told(unit.lead))) >= _MET for one in wanted.part):
        fits *= _OF_WHOLE
    form = _OF_A_FORM.match(unit.text)
    if form is not None and stem(form.group().strip().casefold()) not in wanted.words:
        fits *= _FORM_WORDS
    return fits


def _reason_fit(unit: Unit, question: Question, asked: Sequence[Asked]) -> float:
    """Return what a unit's score is multiplied by where a reason is asked for: a decision says what was decided, seldom why."""
    if unit.kind is UnitKind.DECISION or not holds(AnswerForm.WHY, unit, question, asked):
        return _NO_REASON if unit.kind is UnitKind.SENTENCE else _FORMAL
    return 1.0


def _of_another(unit: Unit, monthly: Set[int], sizes: Sequence[Size], text: str) -> float:
    """Return what a unit's score is multiplied by where it is of another month than is asked about, or for another size."""
    month = monthly and (named := months(unit.text)) and monthly.isdisjoint(named)
    size = unit.kind in _OF_ONE_SIZE and (other_size(sizes, unit.text) or other_bound(text, unit.text))
    return (_OTHER_MONTH if month else 1.0) * (_OTHER_SIZE if size else 1.0)


def _form_fit(unit: Unit, question: Question, asked: Sequence[Asked], forms: Sequence[AnswerForm]) -> float:
    """Return what a unit's score is multiplied by for having a form of answer, or a number of something called otherwise."""
    held = [form for form in forms if holds(form, unit, question, asked)]
    if not forms or held:
        return 1.0 if len(held) == len(forms) else _ONE_OF_FORMS
    if not any(holds(form, unit, question, asked, counted=False) for form in forms):
        return _WITHOUT_FORM
    return _OTHERWISE_CALLED * (_ONE_OF_FORMS if len(forms) > 1 else 1.0)


def _fit(question: Question, unit: Unit, asked: Sequence[Asked], forms: Sequence[AnswerForm]) -> float:
    """Return what a unit's score is multiplied by for its form: 1 where it has the form of answer that is asked for."""
    kind = question.kind
    if kind is QuestionKind.LIST:
        wanted = listed(question)
        there = unit.points or (len(ITEM_MARK.findall(unit.text)) if unit.kind is UnitKind.LIST else enumerated(unit.text))
        if wanted and unit.kind in (UnitKind.LIST, UnitKind.SENTENCE) and there == wanted:
            return _AS_MANY if unit.kind is UnitKind.LIST else _AS_MANY_SAID
        if wanted and unit.kind is UnitKind.LIST:
            return _NOT_AS_MANY
        said = unit.kind is not UnitKind.ROW and (
            len(_COMMA.findall(unit.text)) > 1 or _THREE_NAMED.search(unit.text) or _VARAV.search(unit.text)
        )
        fits = 1.0 if unit.kind in (UnitKind.LIST, UnitKind.TABLE) or said else _NOT_A_LIST
        if unit.kind is UnitKind.TABLE and _OF_SHARES.search(question.standalone) is None:
            fits = _A_TABLE
        needed = [form for form in forms if form in _CALLED]
        return fits * _WITHOUT_FORM if needed and not any(holds(form, unit, question, asked) for form in needed) else fits
    if kind is QuestionKind.DECISION:
        if unit.kind is UnitKind.DECISION:
            return _standing_fit(question, unit)
        told_of = unit.chunk.kind in VERDICTS or DECIDES.search(unit.text)
        return _DECISION_TOLD_OF if told_of else _NO_DECISION
    fits = _form_fit(unit, question, asked, forms)
    if unit.kind is UnitKind.LIST and not _MEASURED.isdisjoint(forms):
        return fits * _WHOLE_LIST
    return fits * _PART_OF_DECISION if unit.kind is UnitKind.DECISION else fits


def _standing_fit(question: Question, unit: Unit) -> float:
    """Return what a decision or proposal is multiplied by: 1 for the standing, board and month asked about."""
    fits = (
        1.0
        if (_PROPOSED.search(_CAME_OF.sub("", question.standalone)) is not None) == (unit.chunk.kind is ChunkKind.PROPOSAL)
        else _OTHER_STANDING
    )
    metadata = unit.chunk.metadata
    if question.bodies and metadata.body and {metadata.body, proposing_board(unit.chunk)}.isdisjoint(question.bodies):
        fits *= _OTHER_BODY
    if question.months and metadata.day is not None and metadata.day.month not in question.months:
        fits *= _OTHER_MONTH
    return fits
