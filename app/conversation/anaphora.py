"""Words that stand for something in the question before: "den", "det", "de", "där". Pure rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.conversation.substitution import BOARD
from app.conversation.topics import counted, topic
from app.question.kind import plain
from app.question.phrases import Parsed, definite, is_article, is_verb, leaning, parse, said_in

THERE = frozenset({"dar", "dit"})
_PERSONS = frozenset("han hon hen honom henne de dem dom".split())  # noqa: SIM905
_MANY = frozenset("de dem dom dessa".split())  # noqa: SIM905
_ALWAYS = frozenset("han hon hen honom henne dem dessa denna detta".split())  # noqa: SIM905
_OWNERS = frozenset("hans hennes deras dess".split())  # noqa: SIM905
_ARTICLES = frozenset("den det de".split())  # noqa: SIM905
#: Verbs after or before which "det" stands for nothing: "finns det", "är det", "hur långt är det till".
_EMPTY_BEFORE = frozenset("finns fanns ar var blir blev gar gick galler handlar kommer hander".split())  # noqa: SIM905
_CLAUSE = frozenset("att om som nar dar ifall".split())  # noqa: SIM905
_BOUNDARY = frozenset("och samt eller om att som men nar ifall".split())  # noqa: SIM905
_LOCATIVE = re.compile(r"(?:i|på|hos|vid|inom) (?!(?:19|20)\d\d)(?:[\wåäö]+-,? och )?[\wåäöÅÄÖ-]+(?: [A-ZÅÄÖ][\w-]+| kommun)?")
_DECIDING = re.compile(r"beslut|bestam|rosta")
_PLURAL_PEOPLE = re.compile(r"\w{3,}(?:erna|arna|orna)$")


def found(words: Sequence[str]) -> int | None:
    """Return the number of the first word of a question that stands for something before it, or None."""
    for at, word in enumerate(words):
        folded = plain(word.strip(",.;:"))
        if (_points(words, at) and not _opens_clause(words, at)) or (folded in _OWNERS and not _said_in_clause_before(words, at)):
            return at
        if folded in _ALWAYS and "som" not in words[at + 1 : at + 4] and not _said_in_clause_before(words, at):
            return at
        if folded in _ARTICLES and not is_article(list(words), at) and not _said_in_clause_before(words, at):
            if folded == "det" and _stands_for_nothing(words, at):
                continue
            return at
    return None


def _points(words: Sequence[str], at: int) -> bool:
    """Tell whether a word points at a place; "dar" without its marks may be days."""
    return words[at].casefold() in ("där", "dit") or (plain(words[at]) in THERE and at == len(words) - 1)


def _opens_clause(words: Sequence[str], at: int) -> bool:
    """Tell whether "där" joins a clause ("boenden där larmet saknas") and points at a word of its own question."""
    return at + 1 < len(words) and any(not leaning(word) for word in words[:at])


def _said_in_clause_before(words: Sequence[str], at: int) -> bool:
    """Tell whether a clause before the word says what is meant: "Vem ansvarar för X, och när ska det vara klart"."""
    boundary = next((n for n in range(at - 1, 0, -1) if plain(words[n]) in _BOUNDARY or words[n - 1].endswith(",")), None)
    return boundary is not None and any(not leaning(word.strip(",")) for word in words[:boundary])


def _stands_for_nothing(words: Sequence[str], at: int) -> bool:
    """Tell whether "det" is only a formal subject."""
    after = [plain(word) for word in words[at + 1 :]]
    if any(word in _CLAUSE for word in after):
        return True
    beside = {plain(words[at - 1])} if at else set()
    beside |= set(after[:1])
    return bool(beside & _EMPTY_BEFORE) and bool(said_in([word for n, word in enumerate(words) if n != at]))


def resolved(words: Sequence[str], at: int, earlier: str) -> str:
    """Return a question with the word that stands for something replaced by what it stands for.

    Args:
        words: of the question.
        at: the number of that word.
        earlier: the question before, without its question mark.
    """
    before, after = list(words[:at]), list(words[at + 1 :])
    folded = plain(words[at])
    parsed = parse(earlier)
    if folded in THERE:
        return " ".join((*before, _place(earlier), *after))
    noun = after[0] if after and folded not in _PERSONS - {"de"} and definite(after[0]) and not is_verb(after[0]) else ""
    about = _referent(folded, parsed, earlier)
    if folded in _OWNERS or noun:
        kept = [*before, *([words[at]] if folded in _OWNERS else []), *after]
        return f"{' '.join(kept)} i fråga om {about}"
    if about.startswith(("om ", "när ")):
        return f"{' '.join((*before, words[at], *after))} {about}"
    if before and _DECIDING.match(plain(before[-1])):
        about = f"om {about}"
    text = " ".join((*before, about, *after))
    matter = topic(earlier)
    if folded in _MANY and about != matter:
        another = next((n for n, word in enumerate(after) if plain(word) == "det"), None)
        if another is not None:
            return " ".join((*before, about, *after[:another], matter, *after[another + 1 :]))
    if folded in _MANY and matter and about not in (matter, counted(parsed)) and matter not in about:
        return f"{text} i fråga om {_of_matter(matter)}"
    return text


def _of_matter(matter: str) -> str:
    """Return what comes after "om" in a topic, or all of it."""
    return matter.rpartition(" om ")[2] or matter


def _place(earlier: str) -> str:
    found_places = _LOCATIVE.findall(earlier)
    return found_places[-1] if found_places else f"i fråga om {topic(earlier)}"


def _referent(folded: str, parsed: Parsed, earlier: str) -> str:
    """Return what a pronoun stands for."""
    asking = plain(parsed.asking)
    if folded in _PERSONS and asking.endswith(("vem", "vilka", "manga")) and not parsed.noun and parsed.verb:
        return f"{'den' if asking.endswith('vem') else 'de'} som {parsed.verb} {parsed.rest}".strip()
    if folded in _MANY and parsed.noun and not all(leaning(word) for word in parsed.noun.split()):
        return counted(parsed)
    if folded in _MANY:
        people = next((word for word in parsed.rest.split() if _PLURAL_PEOPLE.fullmatch(plain(word))), "")
        acting = people or next((match.group() for match in BOARD.finditer(earlier)), "")
        if acting:
            return acting
    if folded in ("den", "det") and parsed.noun and " om " in f" {parsed.rest}":
        return _of_matter(f" {parsed.rest}")
    return topic(earlier, measured=True)
