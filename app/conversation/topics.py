"""What a question is about, as words that can be put into the question after it. Pure rules, no model."""

from __future__ import annotations

import re

from app.conversation.substitution import YEARS
from app.question.kind import plain
from app.question.phrases import (
    ABOUT,
    CONNECTOR_OF,
    HELPING,
    Parsed,
    bare,
    connector,
    definite,
    is_article,
    is_infinitive,
    is_measure,
    leaning,
    parse,
)
from app.question.understanding import years
from vectorstore.words.tokens import stem

_LIGHT = frozenset("jag du man vi ni det de den han hon hen dem sig sin sitt sina folk".split())  # noqa: SIM905
_SAYING = re.compile(
    r"(?:har |hade |blev |blir )?(?:beslut\w*|bestam\w*|sa|sade|sager|foresl\w*|tyck\w*|rost\w*|"
    r"handla\w*|skrev|skriver|klubba\w*|antog|gjorde)$"
)
_ACTING = re.compile(r"\w{3,}(?:erna|arna|orna|namnden|styrelsen|forvaltningen|kommunen)$")
_ABOUT = re.compile(r"(?:(?<= )|^)(?:om|angaende|gallande|kring) ", re.IGNORECASE)
_ASIDE = re.compile(
    r",? (?:enligt|jamfort med|jmf med|mot (?:sin )?budget\w*|plus eller minus|over budget\w*|"
    r"under budget\w*)(?: .*?)?(?= (?:i|for|under|hos) |"
    r" (?:19|20)\d\d|$)"
)
_HANGING = re.compile(r" (?:om|på|för|av|med|till|i|åt|mot)$")  # "Vad handlar rutinen om"
_LEADING = re.compile(r"^(?:för|med|om|av) (?!att |man |jag |vi )")  # "det för simhallen"
_WANTING = re.compile(r"foresl|begar|yrkar|vill|krav")  # what a motion does: "motionen om bussar" is its name
_YEAR_AT_END = re.compile(r"\b(?:19|20)\d\d$")


def topic(text: str, *, measured: bool = False) -> str:
    """Return what a question is about, as a phrase that can stand in another one; "" where nothing is left of it.

    "Vad beslutade nämnden om riktlinjen för hemtjänst?" is about "riktlinjen för hemtjänst".

    Args:
        text: the question.
        measured: with the measure: "budgeten för simhallen" rather than "simhallen".
    """
    text = bare(text)
    if ABOUT in text:  # it leaned on the one before it
        return text.rpartition(ABOUT)[2]
    parsed = parse(text)
    rest = _HANGING.sub("", _without_asides(parsed.rest))
    purpose = re.search(r"\bför att (?:få |kunna (?:få )?)?", rest)
    if purpose is not None:
        return rest[purpose.end() :]
    said = _ABOUT.search(rest)
    if said is not None and (
        _SAYING.match(plain(parsed.verb)) or _SAYING.match(plain(f"{parsed.verb} {rest[: said.start()]}").strip())
    ):
        named = rest[: said.start()].split()[-1:]
        if named and _WANTING.match(plain(parsed.verb)) and _is_matter(named[0]):
            return f"{named[0]} {rest[said.start() :]}"
        return rest[said.end() :]
    about = _LEADING.sub("", _object(parsed.verb, rest.split()).strip(" ,"))
    about = about if measured else unmeasured(about)
    if parsed.noun and not all(leaning(word) for word in parsed.noun.split()):
        return counted(parsed)
    if about and not all(leaning(word) for word in about.split()):
        return about
    return " ".join(part for part in (parsed.noun, about) if part)


def _object(verb: str, words: list[str]) -> str:
    """Return the words after a verb that say what it is about: without "jag", "hade lagt", "ska ... ligga"."""
    while words and plain(words[0]) in _LIGHT and not is_article(words, 0):
        words = words[1:]
    if plain(verb) not in HELPING:
        return " ".join(words)
    if (
        plain(verb) in ("har", "hade")
        and len(words) > 1
        and words[0].endswith("t")
        and plain(words[0]) not in _LIGHT
        and not definite(words[0])
    ):
        return " ".join(words[1:])  # "hade lagt motionen"
    at = next((n for n, word in enumerate(words) if is_infinitive(word)), None)
    if at is None:
        return " ".join(words)
    acting = all(leaning(word) or _ACTING.fullmatch(plain(word)) for word in words[:at])
    return " ".join((*(words[:at] if not acting or at > 1 else ()), *(words[at + 1 :] if acting else ())))


def counted(parsed: Parsed) -> str:
    """Return what a question counts or chooses, with what is said of it: "elever som går i anpassad grundskola"."""
    noun = re.sub(r"^av | som$", "", parsed.noun)
    words = parsed.rest.split()
    if not parsed.verb or plain(parsed.verb) in ("ar", "var", "blir", "blev", "finns", "fanns"):
        return f"{noun} {_without_asides(parsed.rest)}".strip()
    acting = 0
    while acting < len(words) and not words[acting].isdigit() and (words[acting][:1].isupper() or definite(words[acting])):
        acting += 1
    subject = " ".join(words[:acting])
    return " ".join(part for part in (noun, "som", subject, parsed.verb, " ".join(words[acting:])) if part)


def unmeasured(text: str) -> str:
    """Return a phrase without the measures that stand first in it: "budgeten för simhallen 2025" is about "simhallen 2025"."""
    match = re.match(r"(?:(?:den|det|de) )?(\w+) (?:för|av|om|till|mot|i fråga om) (?=\S)", text, re.IGNORECASE)
    if match is not None and stem(match[1].casefold()) in CONNECTOR_OF and not _is_matter(match[1]):
        return text[match.end() :]
    return text


def _is_matter(word: str) -> bool:
    """Tell whether a word is a thing of its own that has a name: a motion is spoken of as one, a budget as somebody's."""
    return stem(word.casefold()) in {stem(one) for one in ("motion", "riktlinje", "rutin", "utredning", "taxa", "antal", "andel")}


def _without_asides(text: str) -> str:
    folded = plain(f" {text}")
    kept = f" {text}"
    for match in reversed(list(_ASIDE.finditer(folded))):
        kept = kept[: match.start()] + kept[match.end() :]
    return kept.strip()


def of_topic(core: str, earlier: str) -> str:
    """Return a question with what the one before is about, by the preposition that its last noun takes."""
    about = topic(earlier)
    words = core.split()
    last = words[-1] if words else ""
    measures = [word for word in words if is_measure(word)]
    about = unmeasured(about) if measures else about
    own = {plain(word) for word in measures}
    kept = " ".join(word for word in about.split() if plain(word) not in own)
    if not kept:
        return core
    if re.match(r"(?:om|när|ifall|som) ", kept):
        return f"{core} {kept}"
    named_year = _YEAR_AT_END.search(core)
    if named_year is not None and years(kept):
        kept = YEARS.sub("", kept).strip()
    parsed = parse(core)
    if parsed.asking and not parsed.rest and not parsed.noun and not leaning(parsed.verb):
        return f"{core} {kept}"  # "vem utreder" wants its object
    return f"{core} {connector(last) if is_measure(last) else 'i fråga om'} {kept}"


def sentence(text: str) -> str:
    """Return a question as a sentence: a capital first, a question mark last."""
    text = bare(text)
    return f"{text[:1].upper()}{text[1:]}?"
