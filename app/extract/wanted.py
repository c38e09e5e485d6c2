"""What a question wants of a unit beside words and forms: a rule, papers, what is not, what is recommended. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.extract.unit_forms import VERDICTS
from app.extract.unit_model import Unit, UnitKind
from app.model import Question, QuestionKind
from app.question.answer_forms import STRICT, AnswerForm
from app.question.kind import asks_for_several
from app.question.meanings import term_asked, thing_asked
from app.question.part_asked import kind_asked
from app.question.phrases import is_verb
from app.question.sizes import Size, sizes_named
from vectorstore.coverage import Asked

#: What a motion asks for ("Vad yrkar motionärerna?", "Vad vill V i sin motion?"), and what leads it in or says it.
_ASKS_DEMANDS = re.compile(
    r"\bvad\b.*\b(?:yrka\w*|vill|ville|kräver|krävde|begär|begärde|föreslår|föreslog)\b.*\b(?:motion(?:en)?|motionär\w*)\b"
    r"|\bmotionär\w*\b.*\b(?:yrka\w*|vill|ville|kräver|föreslår|föreslog)\b|\bmotionens (?:yrkanden?|krav|förslag|att-satser)\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(r"\b(?:yrkar|yrkas|yrkande\w*|föreslår|hemställer|kräver)\b.{0,80}(?::|\batt\b)", re.IGNORECASE | re.DOTALL)
_MOVES = re.compile(r"\byrkar\b", re.IGNORECASE)  # as no board's proposal says
_HEAD = 200  # characters of a list in which its first line stands
_LEAST_WEIGHT = 0.4  # of a word that says which part of what is counted is asked for
_ASKS_RULE = re.compile(r"\b(?:ska|skall|måste|bör|får|behöver|gör) (?:jag|man|vi|du|chefen)\b")
_SAID = re.compile(r"\bvilka (?:\w+ ){0,2}(?:saker|krav|villkor|skäl|orsaker|frågor)\b", re.IGNORECASE)
_ASKS_REFERENCES = re.compile(
    r"underlag|handling|bilag|dokument|papper|nummer|\bd?nr\b|\bvilk\w+ (?:\w+ )?paragraf|skicka|expedier|\bfår (?:del|beslut)",
    re.IGNORECASE,
)
#: A question of what is not: "Vad får man inte ta med?"; and what says so, itself or in the line that leads it in.
_ASKS_WHAT_NOT = re.compile(
    r"\b(?:får|fick|kan|ska|skall|bör|behöver|gäller|ingår|omfattas|beviljas|betalas|ersätts|rätt)\b(?: \w+){0,2}? (?:inte|ej)\b",
    re.IGNORECASE,
)
_SAYS_NOT = re.compile(r"\b(?:inte|ej|aldrig|inga?|inget|utan|undant\w+|utom|förbjud\w+|avslås|otillåt\w+)\b", re.IGNORECASE)
#: What those who have looked into something want done: they recommend it.
_REVIEWERS = r"(?:revisor\w*|\w*revisionen|revisionskontoret|granskarna|granskningen)"
_WANT = r"(?:vill|ville|tyck(?:er|te)|anser|ansåg|rekommendera[rd]e?|föreslår|föreslog)"
_ASKS_ADVICE = re.compile(rf"\b{_WANT} {_REVIEWERS}\b|\b{_REVIEWERS} (?:\w+ ){{0,3}}?{_WANT}\b|\brekommendation", re.IGNORECASE)
_ADVICE = re.compile(r"\brekommender\w+", re.IGNORECASE)
_OF_ADVICE = re.compile(r"\brekommendation", re.IGNORECASE)  # a heading, or a line that leads a list in
#: What asks for the parts of something ("Vad ingår i ...?"), and a sentence that tells several of them.
_ASKS_CONTENTS = re.compile(r"\bvad (?:\w+ ){0,2}?(?:ingår|ingick|omfattas|omfattar|innehåller|innefattar|består)\b", re.IGNORECASE)
_CONSISTS = re.compile(r"\b(?:består av|bestod av|omfattar|innehåller|innefattar|ingår)\b[^.]*(?:, | och | samt )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants of a unit; see `wanted_of`."""

    question: Question
    asked: Sequence[Asked]
    forms: Sequence[AnswerForm]
    needed: Sequence[AnswerForm]
    words: Set[str]
    months: Set[int]
    sizes: Sequence[Size]
    references: bool
    rule: bool
    said: bool
    several: bool
    negated: bool
    advice: bool
    contents: bool
    part: Sequence[Asked]
    demands: bool
    term: str


def wanted_of(question: Question, asked: Sequence[Asked], forms: Sequence[AnswerForm]) -> Wanted:
    """Return what a question wants of a unit: forms, words, months, sizes, and of which sort what is asked for is."""
    needed = [form for form in forms if form in STRICT]
    of_part = kind_asked(question.standalone)
    is_list = question.kind is QuestionKind.LIST
    return Wanted(
        question,
        asked,
        forms,
        needed,
        words={token for one in asked for token in one.tokens},
        months=set(question.months) if question.kind is not QuestionKind.DECISION else set(),
        sizes=sizes_named(question.standalone),
        references=asks_references(question),
        rule=_ASKS_RULE.search(question.standalone.casefold()) is not None,
        said=is_list and _SAID.search(question.standalone) is not None,
        several=not needed and not is_list and asks_for_several(question.standalone),
        negated=question.kind is not QuestionKind.WHY and _ASKS_WHAT_NOT.search(question.standalone) is not None,
        advice=_ASKS_ADVICE.search(question.standalone) is not None,
        contents=_ASKS_CONTENTS.search(question.standalone) is not None,
        part=[one for one in asked if one.word in of_part and one.weight >= _LEAST_WEIGHT and not is_verb(one.word)],
        demands=_ASKS_DEMANDS.search(question.standalone) is not None,
        term=term_asked(question.standalone) or thing_asked(question.standalone),
    )


def advises(unit: Unit) -> bool:
    """Tell whether a unit says what is recommended: itself, or by its heading or the line that leads it in."""
    over = " ".join((*unit.chunk.path[-1:], unit.lead))
    return _ADVICE.search(unit.text) is not None or _OF_ADVICE.search(over) is not None


def demands(unit: Unit) -> bool:
    """Tell whether a unit says what a motion asks for: a list by what leads it in, a sentence itself; no board's proposal."""
    head = f"{unit.lead} {unit.text[:_HEAD]}"
    return (unit.chunk.kind not in VERDICTS or _MOVES.search(head) is not None) and _DEMANDS.search(head) is not None


def consists(unit: Unit) -> bool:
    """Tell whether a sentence tells of what something consists."""
    return unit.kind is UnitKind.SENTENCE and _CONSISTS.search(unit.text) is not None


def denies(unit: Unit) -> bool:
    """Tell whether a unit says what is not: itself, or by what leads it in.

    Of a list its heading and first line alone: its points may say anything.
    """
    if unit.kind is not UnitKind.LIST:
        return _SAYS_NOT.search(f"{unit.lead} {unit.text}") is not None
    head = " ".join((*unit.chunk.path[-1:], unit.lead, *unit.text.split("\n\n")[:1], *unit.text.splitlines()[:1]))
    return _SAYS_NOT.search(head) is not None


def asks_references(question: Question) -> bool:
    """Tell whether a question asks for papers, their numbers, or who gets a decision."""
    return _ASKS_REFERENCES.search(question.standalone) is not None
