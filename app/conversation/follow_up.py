"""Follow-ups rewritten to stand alone, from the conversation's earlier questions. Pure rules, no model.

Three sorts are told apart: a fragment ("och året innan?", "i Ale då?") puts something in the place of a part of the question
before it; a bare asking word ("varför?") is asked of that question's clause; a question that leans on it ("vem utreder den?",
"hur mycket var budgeten?") gets what it is about. A question that says itself what it is about is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.conversation import anaphora, substitution
from app.conversation.fragments import fragment_of, in_place
from app.conversation.relative_periods import Relative, relative_period
from app.conversation.topics import of_topic, sentence
from app.question.kind import plain
from app.question.phrases import bare, connector, leaning, parse, said_in
from app.question.understanding import Coverage, places, years

REMEMBERED = 20  # earlier questions looked at: a topic older than that is not what anyone means
_GREETING = re.compile(r"(?:tack(?: så mycket)?|ok(?:ej)?|jaha|aha|bra|fint|hmm?|nej|ja)\s*[,.!…]*\s+(?=\S)", re.IGNORECASE)
_CUE_FIRST = re.compile(r"(?:och|men|eller|samt|sen|sedan|bara|endast|även) (?!när\b|nar\b)", re.IGNORECASE)
_CUE_LAST = re.compile(r",? (?:då|också|istället|i stället)$", re.IGNORECASE)
_BARE_ASKING = re.compile(
    r"(?:av vilken anledning|varför|varfor|när|nar|var|vem|vad|vilka|vilken|vilket|(?:från|till|sedan|fran) (?:när|nar)|"
    r"på vilket sätt|"
    r"hur(?: (?:då|da|många|manga|mycket|mkt|stort?|länge|lange|ofta|långt|langt|snabbt|mycket pengar))?)(?: då| da)?",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"(?:vad beror det på|hur kommer det sig|vad (?:är|var) (?:orsaken|anledningen|skälet|skälen)(?: till det)?|"
    r"hur så|förklara(?: varför)?)",
    re.IGNORECASE,
)
_COMPARE = re.compile(r"(?:kan du )?jämför(?:a)? (?:det |den |de |detta )?med (?=\S)", re.IGNORECASE)
_SAYS = re.compile(r"(?:tyck|sa$|sade|sager|rosta|svara|yrka|forsl|foresl|ville|vill$|anser|ansag|tror|trodde)")
_OWN_HOLDER = re.compile(r"\b(?:nämnden|nämndens|kommunen|kommunens|förvaltningen|förvaltningens)\b", re.IGNORECASE)
_WHOSE = "för"  # the preposition of measures that a board or a municipality has: its budget, its result
_MOST_SHORT = 6  # words of a question in which "kommunen" is the one spoken of
_THE_MUNICIPALITY = re.compile(r"\b(?:i )?(?:den )?(?:kommunen|stan|staden)(s?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that stands alone.

    Attributes:
        text: as it is understood; just as asked where it stood alone already.
        choices: whole questions it may be, when it can be two; then `text` is as asked.
        focus: what a fragment put in.
    """

    text: str
    choices: tuple[str, ...] = ()
    focus: str = ""


def stand_alone(text: str, history: Sequence[str], coverage: Coverage) -> FollowUp:
    """Return a question as it is understood after the questions before it.

    Args:
        text: the question.
        history: the conversation's earlier questions, oldest first.
        coverage: what is indexed.
    """
    before = FollowUp("")
    for earlier in history[-REMEMBERED:]:
        found = _resolved(earlier, before, coverage)
        if not found.choices and any(letter.isalpha() for letter in found.text):
            before = replace(found, text=_unthanked(found.text))
    return _resolved(text, before, coverage)


def told_choice(choices: Sequence[str]) -> str:
    """Return what is said when a follow-up can be several questions."""
    return "\n".join(("Frågan kan betyda olika saker. Menar du någon av de här?", *(f"• {choice}" for choice in choices)))


def _resolved(text: str, before: FollowUp, coverage: Coverage) -> FollowUp:
    asked = " ".join(text.split())
    if not before.text:
        return FollowUp(asked)
    core, cued = _core(asked)
    earlier = bare(before.text)
    relative = relative_period(core, years(earlier), coverage.years)
    if relative is not None and not cued and (relative.of_today or not years(earlier)) and _complete(core, coverage):
        relative = None
    if relative is not None and relative.choices:
        each = (FollowUp(substitution.with_years(earlier, (year,))) for year in relative.choices)
        return FollowUp(asked, tuple(_resolved(text, one, coverage).text for one in each))
    if relative is not None:
        core = relative.rest
    fragment = fragment_of(core, cued or relative is not None)
    if fragment is not None:
        became, focus = in_place(fragment, relative, earlier, before.focus, coverage)
        return FollowUp(sentence(became) if became != earlier else asked, focus=focus)
    compared = _COMPARE.match(core)
    if compared is not None:
        return FollowUp(sentence(f"{earlier} jämfört med {core[compared.end() :]}"))
    if _WHY.fullmatch(core):
        core = "varför"
    if _BARE_ASKING.fullmatch(core):
        return FollowUp(sentence(_asked_anew(core, earlier)))
    found = _leaning(asked, core, earlier, coverage)
    if found is None:
        if relative is not None or cued:
            return _continued(asked, core, relative, earlier, coverage)
        return _of_the_municipality(asked, earlier, coverage)
    return found if found.choices else replace(found, text=sentence(_with_period(found.text, relative, earlier)))


def _unthanked(text: str) -> str:
    """Return a question without the thanks before it."""
    greeting = _GREETING.match(text)
    return text[greeting.end() :] if greeting else text


def _core(text: str) -> tuple[str, bool]:
    """Return a question without thanks, "och" and "då", and whether it had any of the latter."""
    core = _unthanked(bare(text))
    cue = _CUE_FIRST.match(core)
    if cue:
        core = core[cue.end() :]
    shorter = _CUE_LAST.sub("", core)
    return shorter, bool(cue) or (shorter != core)


def _asked_anew(asking: str, earlier: str) -> str:
    """Return the question before with other asking words: "Varför kostade simhallen 4 mkr" of "Vad kostade simhallen"."""
    asking = re.sub(r" (?:då|da)$", "", asking, flags=re.IGNORECASE)
    parsed = parse(earlier)
    if not parsed.verb:
        return f"{asking}, i fråga om {earlier[:1].lower()}{earlier[1:]}"
    if parsed.asking and parsed.noun:
        words = parsed.rest.split()
        subject = 1 if words and words[0][:1].isupper() else 0
        rest = " ".join((*words[:subject], parsed.noun, *words[subject:]))
        return f"{asking} {parsed.verb} {rest}"
    verb = parsed.verb if parsed.asking else parsed.verb.lower()
    return f"{asking} {verb} {parsed.rest}"


def _leaning(asked: str, core: str, earlier: str, coverage: Coverage) -> FollowUp | None:
    """Return a question that leans on the one before with what it is about put in; None where it stands alone."""
    words = core.split()
    at = anaphora.found(words)
    if at is not None:
        named = places(earlier, coverage)
        if plain(words[at]) in anaphora.THERE and len(named) > 1:
            return FollowUp(asked, tuple(sentence(_replaced(core, at, f"i {place}")) for place in named))
        return FollowUp(_carried(anaphora.resolved(words, at, earlier), earlier, coverage))
    if not words or _complete(core, coverage):
        return None
    return FollowUp(_carried(of_topic(core, earlier), earlier, coverage))


def _complete(core: str, coverage: Coverage) -> bool:
    """Tell whether a question says itself what it is about."""
    parsed = parse(core)
    if parsed.asking and parsed.verb and not parsed.rest and not parsed.noun:
        return False  # "vem utreder?"
    if _SAYS.match(plain(parsed.verb)) and all(word[:1].isupper() or leaning(word) for word in parsed.rest.split()):
        return False  # "vad tyckte Naturpartiet?"
    slots = substitution.slots_of(f"{parsed.noun} {parsed.verb} {parsed.rest}", coverage)
    if slots.paragraph or said_in(slots.rest.split()):
        return True
    held = slots.board or slots.places or _OWN_HOLDER.search(core)
    return bool(held) and any(connector(word) == _WHOSE for word in core.split())


def _carried(text: str, earlier: str, coverage: Coverage) -> str:
    """Return a question with the municipality and the years of the one before, where it has none of its own."""
    if not places(text, coverage):
        for place in places(earlier, coverage):
            text = f"{text} i {place}"
    if not years(text) and years(earlier):
        text = substitution.with_years(text, years(earlier))
    return text


def _with_period(text: str, relative: Relative | None, earlier: str) -> str:
    """Return a question with the period that it names by the one before: beside it in a comparison, else in its place."""
    if relative is None or not relative.years:
        return text
    if relative.compared:
        had = years(earlier)
        text = text if set(had) <= set(years(text)) else substitution.with_years(text, had)
        return f"{text} jämfört med {relative.years[0]}"
    return substitution.with_years(text, relative.years)


def _continued(asked: str, core: str, relative: Relative | None, earlier: str, coverage: Coverage) -> FollowUp:
    """Return a whole question that goes on ("och hur hög var avgiften?") with the place and the years before."""
    if relative is None and (years(core) or places(core, coverage) or _GREETING.match(asked)):
        return FollowUp(asked)
    named = places(earlier, coverage)
    if len(named) > 1 or parse(core).verb == "":
        return FollowUp(asked)
    text = _carried(core, earlier, coverage) if relative is None else _with_period(core, relative, earlier)
    return FollowUp(sentence(text) if text != core else asked)


def _of_the_municipality(asked: str, earlier: str, coverage: Coverage) -> FollowUp:
    """Return a question that says "kommunen" with the one spoken of; the choice where two were."""
    named = places(earlier, coverage)
    if len(coverage.municipalities) < 2 or not named or places(asked, coverage) or not _THE_MUNICIPALITY.search(asked):
        return FollowUp(asked)
    if len(asked.split()) > _MOST_SHORT:
        return FollowUp(asked)

    def told(place: str) -> str:
        return _THE_MUNICIPALITY.sub(lambda match: f"{place} kommun{match[1]}", asked, count=1)

    if len(named) > 1:
        return FollowUp(asked, tuple(sentence(told(place)) for place in named))
    return FollowUp(sentence(told(named[0])))


def _replaced(core: str, at: int, words: str) -> str:
    split = core.split()
    return " ".join((*split[:at], words, *split[at + 1 :]))
