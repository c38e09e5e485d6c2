"""Whether what is picked is of another thing than the one asked about: the name, the rarest word, the scope are not met. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app import wording
from app.answer.refusal import Refusal
from app.extract.choice import Extract, beside
from app.extract.unit_forms import holds
from app.extract.unit_model import Unit, UnitKind
from app.extract.unit_signs import tells_value
from app.extract.units import one_matter
from app.model import Question, QuestionKind, Reason
from app.numbers.number_words import TIME_WORD, is_form
from app.question.answer_forms import STRICT, AnswerForm, forms_asked
from app.question.contacts import CONTACT_WORD
from app.question.counting import counted_word
from app.question.phrases import is_verb
from app.question.told_in import papers_named
from app.question.understanding import Coverage, quarters
from ingest.model import Chunk
from vectorstore.coverage import Asked, begun, meets, told
from vectorstore.coverage import coverage as share_said
from vectorstore.model import Hit
from vectorstore.words.compounds import parts
from vectorstore.words.tokens import stem

_NAMED = re.compile(r"(?<=[^.!?:] )[A-ZÅÄÖ][a-zåäöé]{3,}")  # a name: a capital letter inside a sentence
_A_NAME = 0.9  # rarity of a word with a capital letter that is a name, and not "Budget"
_MET = 0.5
_UNMET = 0.3
_COUNTED = frozenset({AnswerForm.COUNT, AnswerForm.MONEY, AnswerForm.SHARE, AnswerForm.NAME})
_LEAST_THING = 0.3  # rarity of a word for a thing
_LEAST_SAID = 0.15  # of the things asked about, by what has the form that is asked for
_A_THING = 0.85  # rarity of a word for a thing that a row which answers says
_RIGHT_ABOVE = 350  # characters above a row that may say what it is of
_RARE = 0.75  # rarity of a word that says what a question is about
_WHOLLY = 0.9  # met by the word itself, not by a part of it or another word for it
_NEAR = 2_500  # characters between passages of one thing
_WITHIN = re.compile(
    r"\b(?:i|inom|på|för|hos|vid|enligt) ((?:[^\W\d_][\w-]+ ?){1,2})", re.IGNORECASE
)  # what a number is asked within


def of_another_thing(
    question: Question, asked: Sequence[Asked], extract: Extract, hits: Sequence[Hit], coverage: Coverage
) -> Refusal | None:
    """Return the refusal when a number is asked of something named, and nothing picked tells it of just that; or None.

    "Hur hög var sjukfrånvaron på Solgläntan?" is answered neither by the sick leave of all nor by another number of
    Solgläntan; "Vad kostade inhyrd personal i skolan?" not by what it cost in all.
    """
    if not extract.picked:
        return None
    papers = papers_named(question.standalone)
    asked = [one for one in asked if one.word not in papers]
    if AnswerForm.CONTACT in forms_asked(question):
        asked = [one for one in asked if not CONTACT_WORD.fullmatch(one.word)]
    strict = not STRICT.isdisjoint(forms_asked(question))
    counted = question.kind is not QuestionKind.COMPARISON  # of two sides the one may be called otherwise
    if strict and (_misses_the_rarest(asked, extract, hits, in_rows=counted) or _says_nothing_of_it(question, asked, extract)):
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    if (strict and counted and _row_of_another(asked, extract)) or _of_another_quarter(question, extract):
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    if question.kind is not QuestionKind.NUMBER:
        return None
    if _misses_named_thing(question, asked, extract) or _misses_its_scope(question, asked, extract, hits):
        return Refusal(Reason.NO_EVIDENCE, wording.not_found(coverage))
    return None


def _row_of_another(asked: Sequence[Asked], extract: Extract) -> bool:
    """Tell whether what is picked first is a row, and no row nor what stands above it says a rare thing asked about; nor its paper.

    "Hur många ärenden hade socialjouren?" is not answered by how many "stora ärenden i hemtjänsten" there were.
    """
    first = extract.picked[0]
    if first.unit.kind is not UnitKind.ROW:
        return False
    said = told("\n".join(map(_with_what_is_above, (one.unit for one in extract.picked))))
    metadata = first.unit.chunk.metadata
    paper = told(f"{first.hit.title} {metadata.title} {metadata.body} {metadata.municipality}")
    things = [one for one in asked if one.weight >= _A_THING and not is_verb(one.word) and not is_form(one.word)]
    things = [one for one in things if not one.word.isdecimal() and not TIME_WORD.fullmatch(one.word)]
    return any(not tells_apart(one, said) and meets(one, paper) < _WHOLLY for one in things)


def _with_what_is_above(unit: Unit) -> str:
    """Return a unit with its heading and what stands right above it but sentences: a header, the row that it is a part of."""
    chunk = unit.chunk
    at = unit.start - chunk.start
    above = [line for line in chunk.text[max(0, at - _RIGHT_ABOVE) : at].splitlines() if not line.rstrip().endswith(".")]
    return " ".join((*chunk.path[-1:], unit.lead, *above, unit.text))


def tells_apart(one: Asked, tokens: frozenset[str]) -> bool:
    """Tell whether a text says more of a compound than its last part: "avdelning" is any, and no "hemtjänstavdelning"."""
    cut = parts(one.word)
    sort = stem(cut[-1]) if len(cut) > 1 else ""
    return any(share >= _UNMET and token in tokens and token != sort for token, share in one.tokens.items())


def _of_another_quarter(question: Question, extract: Extract) -> bool:
    """Tell whether what is picked is told of other quarters than the one asked about."""
    asked = quarters(question.standalone)
    told_of = quarters(" ".join(one.hit.chunk.text for one in extract.picked))
    return bool(asked and told_of) and asked.isdisjoint(told_of)


def _misses_named_thing(question: Question, asked: Sequence[Asked], extract: Extract) -> bool:
    """Tell whether no passage picked names both the thing a number is asked of and what is asked of it."""
    named = {word.casefold() for word in _NAMED.findall(question.standalone)}
    names = [one for one in asked if one.word in named and one.weight >= _A_NAME]
    things = [one for one in asked if one.word not in named and not is_verb(one.word)]
    if not names or not things:
        return False
    thing = max(things, key=lambda one: one.weight)
    passages = [_tokens(one.hit) | told(f"{one.hit.title} {one.unit.chunk.metadata.title}") for one in extract.picked]
    if any(meets(thing, tokens) >= _MET and any(_is_named(name, tokens) for name in names) for tokens in passages):
        return False
    first = extract.picked[0].unit
    own = told(first.text)  # what is said of just that name, with what is asked for in it, may call the thing otherwise
    says = any(holds(form, first, question, asked) for form in forms_asked(question) if form in STRICT)
    if first.kind is UnitKind.LIST and len(names) > 1:  # "Norrvallen: 120,5 timmar" and the others that are asked for
        lines = [line for one in extract.picked for line in one.unit.text.split("\n") if tells_value(line)]
        return not (says and all(_is_named(name, told("\n".join(lines))) for name in names))
    return not (says and first.kind is not UnitKind.ROW and any(_is_named(name, own) for name in names))


def _is_named(name: Asked, tokens: frozenset[str]) -> bool:
    """Tell whether a name stands in a text: itself, or the part that tells it from others of its sort."""
    return meets(name, tokens) >= _WHOLLY or stem(parts(name.word)[0]) in tokens


def _says_nothing_of_it(question: Question, asked: Sequence[Asked], extract: Extract) -> bool:
    """Tell whether what is picked first has the form asked for but not the thing: another sum, a count of something else."""
    if _COUNTED.isdisjoint(forms_asked(question)):
        return False
    near = beside(extract.picked[0].unit, after=False)
    if AnswerForm.NAME in forms_asked(question):  # what has the name may be told of in the sentence after
        near = near.union(*(told(one.unit.text) for one in extract.picked if one.unit.chunk == extract.picked[0].unit.chunk))
    things = [one for one in asked if not is_verb(one.word) and not is_form(one.word) and one.weight > _LEAST_THING]
    if things and share_said(things, near) < _LEAST_SAID:
        return True
    counted = counted_word(question, asked)
    in_a_row = extract.picked[0].unit.kind is UnitKind.ROW  # a sentence may call it otherwise, and be understood
    return in_a_row and counted is not None and counted in things and meets(counted, near) < _UNMET


def _misses_the_rarest(asked: Sequence[Asked], extract: Extract, hits: Sequence[Hit], *, in_rows: bool) -> bool:
    """Tell whether the papers tell of the rarest thing asked about, but what is picked first stands where it is not told of.

    The passages of one § are of one thing: its vote stands apart from the words that say what it is about. A row of a table
    (`in_rows`) says so little by itself that the thing must stand in its passage whatever the others say.
    """
    rarest = max((one for one in asked if not one.word.isdecimal()), key=lambda one: one.weight, default=None)
    first = extract.picked[0].hit
    if rarest is None or rarest.weight < _RARE or meets(rarest, _tokens(first)) >= _UNMET or begun(rarest.word, _tokens(first)):
        return False
    others = [one for one in asked if one is not rarest]
    if extract.picked[0].unit.kind is UnitKind.SENTENCE and rarest.weight < _A_NAME:
        near = beside(extract.picked[0].unit, after=False)
        if share_said(others, near) >= _MET:
            return False  # it says most of the rest, and may call that one thing otherwise
    in_a_row = in_rows and extract.picked[0].unit.kind is UnitKind.ROW and rarest.weight >= _A_NAME
    telling = [hit for hit in hits if meets(rarest, _tokens(hit)) >= _WHOLLY]
    return (bool(telling) or in_a_row) and not any(_of_one_thing(hit.chunk, first.chunk) for hit in telling)


def _of_one_thing(one: Chunk, other: Chunk) -> bool:
    """Tell whether two passages are of one thing: of one §, or near each other under one heading, each with one of its own."""
    if other.paragraph and one_matter(one, other):
        return True
    under = len(other.path) > 1 and one.path[: len(other.path) - 1] == other.path[:-1]
    return one.document_id == other.document_id and under and abs(one.start - other.start) < _NEAR


def _misses_its_scope(question: Question, asked: Sequence[Asked], extract: Extract, hits: Sequence[Hit]) -> bool:
    """Tell whether the papers tell of what a number is asked within ("i funktionsstöd"), but what is picked does not."""
    scopes = asked_within(question, asked, _A_NAME)
    here = _tokens(extract.picked[0].hit)
    elsewhere = [_tokens(hit) for hit in hits]
    return any(meets(one, here) < _UNMET and any(meets(one, tokens) >= _MET for tokens in elsewhere) for one in scopes)


def asked_within(question: Question, asked: Sequence[Asked], least: float) -> list[Asked]:
    """Return the words that say within what something is asked ("i funktionsstöd", "på skolan"), as rare as `least` at least."""
    within = {word.casefold() for words in _WITHIN.findall(question.standalone) for word in words.split()}
    return [one for one in asked if one.word in within and one.weight >= least]


def _tokens(hit: Hit) -> frozenset[str]:
    return told(hit.chunk.context) | told(hit.chunk.text)
