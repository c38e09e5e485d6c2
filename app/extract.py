"""Answers in the source's own words: the fewest sentences, list items or the Beslut block that answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.answer_forms import STRICT, AnswerForm, forms_asked, has_form, listed
from app.model import Question, QuestionKind
from app.question import asks_for_matter, months
from app.units import ITEM_MARK, Unit, UnitKind, units_of
from app.versions import RULES
from ingest.model import ChunkKind
from vectorstore.coverage import Asked, coverage, told
from vectorstore.model import Hit
from vectorstore.tokens import stem

_CONSIDERED = 8  # passages: the answer stood in the first eight in nine questions of ten
_CONSIDERED_FOR_LISTS = 12  # a list says little of what it is a list of, and is found later
# Weights of a linear model, fitted by `listwise softmax` on 358 questions on seeds, PDFs, minutes and demo papers, and
# tested on the papers left out of each fit (docs/evaluation.md).
_PASSAGE = 0.33  # of how well its passage was found
_FIT = 0.31  # of having the form that is asked for
_UNDER = 0.24  # of the share of what is asked that it says together with the headings over it
_AFTER = 0.12  # of the share that it says together with what stands right before it
_KIND = {UnitKind.ROW: 0.077, UnitKind.DECISION: 0.079, UnitKind.ITEM: -0.048}  # added: rows and decisions say much in few words
_NEAR = 0.86  # times the best: a second unit is told too when it is this good and says something asked that the first does not
_AS_GOOD = 0.90  # times the best: a unit this good is told too, whatever it says
_NEAR_OF_TWO = 0.65  # the same for a question in two parts: the second part's answer says little of what the first asks
_TWO_PARTS = re.compile(r"\b(?:och|samt|eller)\b.*\b(?:vem|vad|vilk\w+|när|var|varför|hur)\b|\?.+\?", re.IGNORECASE)
_MOST_UNITS = 3
_LONG_LIST, _LONG_DECISION = 300, 600  # characters of a list or a decision of which one point may do
_LED_IN = 3  # units told with the line that leads them in
_SAYS_HALF = 0.5  # … for the only point that has the form of answer asked for
_SAYS_ALL = 0.8  # of what the whole says of what is asked, for one point to be told instead
_MOST_NUMBERS = 6  # of a row that is told beside another
_MOST_IN_ROWS = 8  # of all rows told
_NUMBERS = re.compile(r"(?<![\w,.])\d+(?:[ \u00a0]\d{3})*")
_MOST_TEXT = 900  # characters of an answer: it reads in ten seconds or so
_HEADING = 0.55  # times: a heading answers nothing by itself
_LONG_UNIT = 600  # characters from which a unit is too long to be the answer itself

_WITHOUT_FORM = 0.55  # times: a unit without the form of the answer that is asked for
_ASKS_RULE = re.compile(r"\b(?:ska|skall|måste|bör|får|behöver|gör) (?:jag|man|vi|du|chefen)\b")
_OF_RULES = 1.12  # times: what a routine or guideline says, where somebody asks what to do
_LACKS_FORM = 0.8  # times: a unit without a form that the answer cannot do without
_OTHERWISE_CALLED = 0.85  # times: a number, but what it counts is not called what the question calls it
_NOT_A_LIST = 0.7
_AS_MANY = 1.3  # times: a list of as many things as are asked for
_REFERENCES = 0.6  # times: a list of the papers that a decision rests on, or of who gets it, where neither is asked for
_OF_REFERENCES = re.compile(
    r"(?:besluts)?underlag\b|handlingar\b|bilag(?:a|or)\b|expediering"
    r"|(?:beslutet |protokolls\w+ )?(?:ska )?(?:skickas|expedieras) till",
    re.IGNORECASE,
)
_ASKS_REFERENCES = re.compile(r"underlag|handling|bilag|dokument|papper|skicka|expedier|\bfår (?:del|beslut)", re.IGNORECASE)
_FORM_WORDS = 0.3  # times: words of a form ("Antagen av ...", "Handläggare") where they are not asked for
_OF_A_FORM = re.compile(
    r"\s*(?:Antagen|Fastställd|Beslutad|Reviderad|Gäller|Datum|Dnr|Diarienummer|Diarienr|Senast ändrad|Dokumenttyp|Dokumentansvarig"
    r"|Handläggare|Ersätter|Version|Sida|Utskrift|Beslutsinstans|Utskriven|Kontakt)\b"
)
_OTHER_STANDING = 0.85  # times: a proposal where a decision is asked about, or the reverse
_OTHER_BODY = 0.8  # times: another board's decision than the one asked about
_OTHER_MONTH = 0.85  # times: a decision of another month, or words about others
_SECOND_PART = 0.5  # times the best: the unit that has the second form of answer asked for is told when it is this good
_IN_ROWS = frozenset({AnswerForm.MONEY, AnswerForm.SPAN, AnswerForm.LENGTH})
_VERDICTS = (ChunkKind.DECISION, ChunkKind.PROPOSAL)
_PROPOSED = re.compile(r"\bförslag|\bföreslå|\bföreslog|\byrka", re.IGNORECASE)
_DECISION_TOLD_OF = 0.88  # a sentence about a decision, or one point of it
_NO_DECISION = 0.7
_WHOLE_LIST = 0.85  # a whole list where a day, a span or a sum is asked for: one item of it may do
_MEASURED = (STRICT | {AnswerForm.DAY, AnswerForm.DEADLINE}) - {AnswerForm.NAME, AnswerForm.NUMBER}
_PART_OF_DECISION = 0.95  # a whole decision, for another kind of question: one sentence of it may do
_DECIDES = re.compile(r"\bbeslut\w*|\bförslag|\bföreslå\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picked:
    """A unit picked for an answer, with its score and the hit it is from."""

    unit: Unit
    hit: Hit
    score: float


@dataclass(frozen=True, slots=True)
class Extract:
    """What was picked to answer a question, best first.

    Attributes:
        support: share of what is asked that the picked units, with what stands around them, meet: 0 to 1.
        best_sentence: share that the best picked sentence meets by its own words.
        formed: what is picked has a form of answer that is asked for, and decides where a decision is asked for.
    """

    picked: tuple[Picked, ...]
    support: float
    best_sentence: float = 0.0
    formed: bool = True


def extract(question: Question, asked: Sequence[Asked], hits: Sequence[Hit]) -> Extract:
    """Return the units that answer a question, from the passages found.

    Args:
        question: as understood.
        asked: the words that say what is asked (`vectorstore.coverage.asked_words`).
        hits: the passages, best first.
    """
    forms = forms_asked(question)
    most = _CONSIDERED_FOR_LISTS if question.kind is QuestionKind.LIST else _CONSIDERED
    scored = sorted(_scored(question, asked, hits[:most], forms), key=lambda one: -one.score)
    if not scored:
        return Extract((), 0.0)
    near = _NEAR_OF_TWO if _TWO_PARTS.search(question.standalone) else _NEAR
    if any(one.unit.kind is not UnitKind.HEADING for one in scored):
        scored = [one for one in scored if one.unit.kind is not UnitKind.HEADING]
    picked = _enough(asked, scored, near)
    if len(forms) > 1 or (forms and question.kind is QuestionKind.DECISION):
        picked = _with_second(picked, scored, lambda unit, form: _holds(form, unit, question, asked), forms)
    picked = [_narrowed(question, asked, one, (scored, forms)) for one in picked]
    picked = [_with_what_follows(one) for one in picked]
    sentences = [coverage(asked, told(one.unit.text)) for one in picked if one.unit.kind is not UnitKind.ROW]
    formed = _formed(question, asked, picked, forms)
    needs = any(form in STRICT for form in forms)
    return Extract(tuple(picked), _support(asked, picked[:1] if needs else picked), max(sentences, default=0.0), formed)


def _formed(question: Question, asked: Sequence[Asked], picked: Sequence[Picked], forms: Sequence[AnswerForm]) -> bool:
    """Tell whether what is picked can be an answer at all: see `Extract.formed`."""
    if question.kind is QuestionKind.DECISION and (question.diary_numbers or question.paragraphs):
        return any(one.unit.chunk.kind in _VERDICTS or _DECIDES.search(one.unit.text) for one in picked)
    strict = [form for form in forms if form in STRICT and not (form is AnswerForm.DATE and _tells_its_day(question))]
    if not strict or len(strict) < len(forms):
        return True
    told_first = picked if len(strict) > 1 or question.kind is QuestionKind.DECISION else picked[:1]
    return any(_holds(form, one.unit, question, asked, counted=False) for form in strict for one in told_first)


def _tells_its_day(question: Question) -> bool:
    """Tell whether a date asked for is told with the answer whatever the unit says: the day of a decision, or of a matter."""
    return question.kind is QuestionKind.DECISION or asks_for_matter(question)


def _scored(question: Question, asked: Sequence[Asked], hits: Sequence[Hit], forms: Sequence[AnswerForm]) -> list[Picked]:
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    words_asked = {token for one in asked for token in one.tokens}
    monthly = set(question.months) if question.kind is not QuestionKind.DECISION else set()
    references = _ASKS_REFERENCES.search(question.standalone) is not None
    rule = _ASKS_RULE.search(question.standalone.casefold()) is not None
    needed = [form for form in forms if form in STRICT]
    scored = []
    for hit in hits:
        units = units_of(hit.chunk)
        context = told(hit.chunk.context)
        for at, unit in enumerate(units):
            if unit.kind is UnitKind.TABLE and question.kind is not QuestionKind.LIST:
                continue
            tokens = told(unit.text)
            before = units[at - 1].text if at and len(units[at - 1].text) < _LONG_UNIT else ""
            score = (
                _PASSAGE * hit.score / best
                + _FIT * _fit(question, unit, asked, forms)
                + _UNDER * coverage(asked, tokens, context.union(told(unit.lead)), 1.0)
                + _AFTER * coverage(asked, tokens, told(before).union(told(unit.lead)), 1.0)
                + _KIND.get(unit.kind, 0.0)
            )
            if unit.kind is UnitKind.HEADING:
                score *= _HEADING
            if rule and hit.chunk.metadata.doc_type in RULES:
                score *= _OF_RULES
            if needed and not any(_holds(form, unit, question, asked, counted=False) for form in needed):
                score *= _LACKS_FORM
            if monthly and (named := months(unit.text)) and monthly.isdisjoint(named):
                score *= _OTHER_MONTH
            if not references and _is_reference(unit):
                score *= _REFERENCES
            form = _OF_A_FORM.match(unit.text)
            if form is not None and stem(form.group().strip().casefold()) not in words_asked:
                score *= _FORM_WORDS
            scored.append(Picked(unit, hit, score))
    return scored


def _is_reference(unit: Unit) -> bool:
    """Tell whether a unit is of the papers a decision rests on, or of those who get it."""
    if unit.kind not in (UnitKind.LIST, UnitKind.ITEM):
        return False
    over = unit.chunk.path[-1] if unit.chunk.path else ""
    return any(_OF_REFERENCES.match(text) is not None for text in (over, unit.lead.strip(), unit.text.lstrip()) if text)


def _holds(form: AnswerForm, unit: Unit, question: Question, asked: Sequence[Asked], *, counted: bool = True) -> bool:
    """Tell whether a unit has a form of answer; a row of a table seldom prints its unit beside its number."""
    if unit.kind in (UnitKind.ROW, UnitKind.TABLE) and form in _IN_ROWS:
        form = AnswerForm.NUMBER
    return has_form(form, unit.text, question, asked, counted=counted)


def _form_fit(unit: Unit, question: Question, asked: Sequence[Asked], forms: Sequence[AnswerForm]) -> float:
    """Return what a unit's score is multiplied by for having a form of answer, or a number of something called otherwise."""
    if not forms or any(_holds(form, unit, question, asked) for form in forms):
        return 1.0
    return _OTHERWISE_CALLED if any(_holds(form, unit, question, asked, counted=False) for form in forms) else _WITHOUT_FORM


def _fit(question: Question, unit: Unit, asked: Sequence[Asked], forms: Sequence[AnswerForm]) -> float:
    """Return what a unit's score is multiplied by for its form: 1 where it has the form of answer that is asked for."""
    kind = question.kind
    if kind is QuestionKind.LIST:
        wanted = listed(question)
        if wanted and unit.kind is UnitKind.LIST and len(ITEM_MARK.findall(unit.text)) == wanted:
            return _AS_MANY
        return 1.0 if unit.kind in (UnitKind.LIST, UnitKind.TABLE) or unit.text.count(",") >= 2 else _NOT_A_LIST
    if kind is QuestionKind.DECISION:
        if unit.kind is UnitKind.DECISION:
            return _standing_fit(question, unit)
        told_of = unit.chunk.kind in _VERDICTS or _DECIDES.search(unit.text)
        return _DECISION_TOLD_OF if told_of else _NO_DECISION
    fits = _form_fit(unit, question, asked, forms)
    if unit.kind is UnitKind.LIST and not _MEASURED.isdisjoint(forms):
        return fits * _WHOLE_LIST
    return fits * _PART_OF_DECISION if unit.kind is UnitKind.DECISION else fits


def _standing_fit(question: Question, unit: Unit) -> float:
    """Return what a decision or proposal is multiplied by: 1 for the standing, board and month asked about."""
    fits = (
        1.0 if (_PROPOSED.search(question.standalone) is not None) == (unit.chunk.kind is ChunkKind.PROPOSAL) else _OTHER_STANDING
    )
    metadata = unit.chunk.metadata
    if question.bodies and metadata.body and metadata.body not in question.bodies:
        fits *= _OTHER_BODY
    if question.months and metadata.day is not None and metadata.day.month not in question.months:
        fits *= _OTHER_MONTH
    return fits


def _enough(asked: Sequence[Asked], scored: Sequence[Picked], near: float) -> list[Picked]:
    """Return the best unit and those near it (`near` times its score) that say something asked which those before do not."""
    picked = [scored[0]]
    said = told(scored[0].unit.text)
    for one in scored[1:12]:
        if len(picked) == _MOST_UNITS or one.score < near * scored[0].score:
            break
        if any(_overlap(one.unit, other.unit) for other in picked) or _reads_out(one.unit, picked):
            continue
        tokens = told(one.unit.text)
        more = coverage(asked, said | tokens) - coverage(asked, said)
        length = sum(len(p.unit.text) for p in picked) + len(one.unit.text)
        if (more > 0 or one.score >= _AS_GOOD * scored[0].score) and length <= _MOST_TEXT and tokens - said:
            picked.append(one)
            said |= tokens
    return picked


def _with_what_follows(picked: Picked) -> Picked:
    """Return a line that leads something in ("Följande har kommit in:") with what stands right below it."""
    unit = picked.unit
    if unit.kind is not UnitKind.SENTENCE or not unit.text.rstrip().endswith(":"):
        return picked
    below = [one for one in units_of(unit.chunk) if one.start >= unit.end and one.end - unit.start <= _LONG_LIST]
    if not below:
        return picked
    end = max(one.end for one in below[:_LED_IN])
    return replace(picked, unit=replace(unit, kind=UnitKind.LIST, end=end, block_end=max(end, unit.block_end)))


def _narrowed(
    question: Question, asked: Sequence[Asked], picked: Picked, others: tuple[Sequence[Picked], Sequence[AnswerForm]]
) -> Picked:
    """Return the one point of a long list or decision that says what is asked, where one does; the whole is still quoted."""
    scored, forms = others
    unit = picked.unit
    most = _LONG_DECISION if question.kind is QuestionKind.DECISION else _LONG_LIST
    if question.kind is QuestionKind.LIST or unit.kind not in (UnitKind.LIST, UnitKind.DECISION) or len(unit.text) <= most:
        return picked
    context = told(unit.chunk.context)
    points = [one for one in scored if one.unit.kind is UnitKind.ITEM and _overlap(one.unit, unit)]
    said = [coverage(asked, told(one.unit.text), context | told(one.unit.lead), 1.0) for one in points]
    best = max(range(len(points)), key=lambda at: said[at], default=None)
    needed = [form for form in forms if form in STRICT]
    alone = bool(needed) and sum(any(_holds(form, one.unit, question, asked) for form in needed) for one in points) == 1
    least = _SAYS_HALF if alone else _SAYS_ALL
    if alone:
        best = next(at for at, one in enumerate(points) if any(_holds(form, one.unit, question, asked) for form in needed))
    if best is None or said[best] < least * coverage(asked, told(unit.text), context, 1.0) or said.count(said[best]) > 1:
        return picked
    return replace(points[best], unit=replace(points[best].unit, block_start=unit.start, block_end=unit.end))


def _reads_out(unit: Unit, picked: Sequence[Picked]) -> bool:
    """Tell whether a row holds so many numbers that telling it too would be to read the table out."""
    if unit.kind is not UnitKind.ROW:
        return False
    told_already = sum(len(_NUMBERS.findall(one.unit.text)) for one in picked if one.unit.kind is UnitKind.ROW)
    own = len(_NUMBERS.findall(unit.text))
    return own > _MOST_NUMBERS or told_already + own > _MOST_IN_ROWS


def _with_second(
    picked: list[Picked], scored: Sequence[Picked], holds: Callable[[Unit, AnswerForm], bool], forms: Sequence[AnswerForm]
) -> list[Picked]:
    """Return the units picked, with the best for each form of answer asked for that none of them has."""
    for form in forms:
        if len(picked) == _MOST_UNITS or any(holds(one.unit, form) for one in picked):
            continue
        good = (one for one in scored if one.score >= _SECOND_PART * scored[0].score and holds(one.unit, form))
        more = next((one for one in good if not any(_overlap(one.unit, other.unit) for other in picked)), None)
        if form is AnswerForm.VOTES and more is not None:
            picked = [*picked[: _MOST_UNITS - 2], more, *_other_votes(more, scored, holds)]
        elif more is not None and sum(len(one.unit.text) for one in (*picked, more)) <= _MOST_TEXT:
            picked = [*picked, more]
    return picked


def _other_votes(votes: Picked, scored: Sequence[Picked], holds: Callable[[Unit, AnswerForm], bool]) -> list[Picked]:
    """Return the other side of a vote that is told a side a sentence: "... röstar Ja (8)." and "... röstar Nej (5)."."""
    chunk = votes.unit.chunk.id
    others = (one for one in scored if one.unit.chunk.id == chunk and not _overlap(one.unit, votes.unit))
    return [one for one in others if one.unit.kind is UnitKind.SENTENCE and holds(one.unit, AnswerForm.VOTES)][:1]


def _overlap(one: Unit, other: Unit) -> bool:
    same = one.chunk.document_id == other.chunk.document_id
    return same and one.start < other.end and other.start < one.end


def _support(asked: Sequence[Asked], picked: Sequence[Picked]) -> float:
    return max((coverage(asked, told(one.unit.text).union(beside(one.unit)), frozenset()) for one in picked), default=0.0)


def beside(unit: Unit, *, after: bool = True) -> frozenset[str]:
    """Return the tokens of what stands around a unit: the headings over it, what leads it in, the units before and after.

    Args:
        unit: the sentence, item or row.
        after: with the unit after it, and its paper's title and board; else only what is read before it, and its own words.
    """
    units = units_of(unit.chunk)
    at = next((at for at, one in enumerate(units) if (one.start, one.end) == (unit.start, unit.end)), 0)
    around = [one.text for one in units[max(0, at - 1) : at + (2 if after else 1)] if len(one.text) < _LONG_UNIT]
    over = unit.chunk.context if after else " ".join(unit.chunk.path[-2:])
    return told(over).union(told(unit.lead), told(unit.text), *map(told, around))
