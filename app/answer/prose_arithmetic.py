"""What is computed from numbers told in sentences: the difference of two, a share of a whole, each with its formula. Pure.

Only where the question asks for it and there is no choice: two numbers of one unit in the sentence that answers, or one in each
of the two that do. A sentence that tells the change itself ("ökade med 95") is left to say it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer.prose_complements import complement
from app.answer.prose_counts import priced, spanned
from app.answer.prose_in_order import difference_in_order
from app.answer.prose_remainders import remainder
from app.answer.prose_shares import shared_part
from app.answer.prose_sums import majority, points_of, summed
from app.answer.prose_times import CHANGE_TOLD, apart, of_both_years, says_most, told_against
from app.answer.told_quantities import OF_ORDER, Computed, Quantity, named_by, names_it, quantities, share_told, stems
from app.calculation.things import things_named
from app.extract.units import ITEM_MARK
from app.question.counting import SEVERAL, SOME, count_of
from app.question.kind import plain
from app.question.understanding import years
from ingest.tables.measures import MONEY_UNITS
from vectorstore.words.tokens import stem

_MORE = r"(?:fler|farre|mer|mindre|hogre|lagre|storre|dyrare|billigare|battre|samre|yngre|aldre|langre|kortare|tidigare|senare)"
_LEFT_WORDS = r"(?:inte|saknas|saknades|fattas|fattades|aterstar|aterstod)"
_ASKS_DIFFERENCE = re.compile(
    rf"\bhur (?:manga|mycket|mkt|stor)\b.*\b{_MORE}\b|\bmed hur (?:manga|mycket|mkt)\b"
    r"|\bhur (?:manga|mycket|stor\w*)\b.*\bskil(?:de|jer|lnad\w*)\b"
    r"|\b(?:hur (?:mycket|mkt|stor)|vad)\b.*\b(?:miste om|gick forlora\w+)|\bvad (?:skilde|skiljer|skiljde)\b"
    rf"|\bovervikt\w*\b|\bhur manga procentenheter\b|\bhur (?:manga|mycket)\b.*\b{_LEFT_WORDS}\b"
    r"|\bhur mycket (?:har |hade )?(?:\S+(?: \S+){0,5}? ?)?(?:okat|minskat|sjunkit|stigit|okade|minskade|sjonk|steg)\b"
    r"|\bhur manga\b.*\b(?:okat|minskat|sjunkit|stigit|okade|minskade) med\b"
    r"|\bhur (?:langt|nara|mycket|manga)\b.*\b(?:over|under|fran|ifran)\b.*\bmal(?:et|en|varde\w*)?\b"
    r"|\bhur mycket (?:gick|har|hade)\b.*\b(?:upp|ner|ned)\b|\bhur stor (?:okning|minskning)\w*\b"
)
_OF_WHICH = re.compile(r"\bvarav\b", re.IGNORECASE)  # "1 350 tkr, varav 240 tkr avser kort"
_ASKS_SHARE = re.compile(r"\bandel(?:en|ar|arna)?\b|\bhur (?:stor|hog) (?:andel|del)\b|\bprocent\b")
_SHARE_OF = re.compile(r"\b[Aa]ndel(?:en)? av (?:de |alla |just )?([^\W\d_]{4,})")
_ALL = rf"av (?:de |totalt |sammanlagt |alla )?(?P<whole>{SEVERAL})(?! ?\d|,\d)"
_OF_WHOLE = re.compile(
    rf"(?<![\d,.])(?<!\d ){OF_ORDER}(?P<part>{SOME}) {_ALL}"
    rf"|\b{_ALL.replace('whole', 'all')}(?: [^\W\d_]+){{0,3}}? (?:har|är|hade|var) (?P<some>{SOME})(?! ?\d|,\d)",
    re.IGNORECASE,
)
_WITH_PART = re.compile(  # "totalt 16 rapporter har inkommit, varav 4 har anmälts"
    rf"(?<![\d,.–-])(?<!\d ){OF_ORDER}(?P<whole>{SEVERAL})(?! ?\d|[,.:/–-]\d)(?: [^\W\d_]+(?:-[^\W\d_]*)*){{1,6}}?,? "
    rf"varav (?P<part>{SOME})"
    r"(?! ?\d|,\d| (?:kr|tkr|mkr|mnkr|procent)\b)",
    re.IGNORECASE,
)
_LEFT = re.compile(rf"\b{_LEFT_WORDS}\b")
_NEGATIVE = re.compile(r"(?<![\w,.])[−–-]\d")
_OF_COUNTS = re.compile(r"\b\w*(?:timmar|timmarna|dagar|dygn|besok|besoken|personer|platser|tjanster|arsarbetare|elever|roster)\b")
_OF_MONEY = re.compile(r"kost|kron|\bkr\b|tkr|mkr|mnkr|pengar|dyr|billig|avgift|pris|budget|bidrag|belopp")
_CLAUSES = re.compile(r",(?!\d)|;|\b(?:och|samt)\b")
_NAMES = 2  # words by which a clause is named; one with more of the question's words says what it is about
_SAYING_NOTHING = frozenset("för och att som med den det till från var har hur".split())  # noqa: SIM905 - one line
_PARTS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n\n")  # sentences of a list's points
_LEAST_BEGINNING = 6  # letters of a word that a name begins with: "Leasing AB" is "Leasingbolaget"
_SAYS = 3  # words of the question in a sentence that is about what it asks
_SIDES = 2  # of a difference


def computed_from(question: str, texts: Sequence[str], counted: str = "", around: Sequence[frozenset[str]] = ()) -> list[Computed]:
    """Return what a question asks to have computed from the sentences that answer it, best first; none where it is not sure.

    Args:
        question: as understood.
        texts: the sentences told.
        counted: the word for what is counted, or "".
        around: the tokens of the passage of each, where they are known.
    """
    folded = plain(question)
    if _ASKS_SHARE.search(folded) and (shares := _shares(question, texts) or shared_part(question, texts)):
        return shares
    if (rest := remainder(question, texts, counted) or complement(question, texts, counted)) is not None:
        return [rest]
    whole = priced(question, texts) or spanned(question, texts, counted) or summed(question, texts, counted)
    if whole is not None:
        return [whole]
    if not _ASKS_DIFFERENCE.search(folded):
        return []
    if (votes := majority(question, texts)) is not None:
        return votes
    found = _difference(question, texts, counted, around)
    used = [texts[at] for at in found.units] if found is not None else []
    if used and (_leaves_out_a_name(question, used) or _of_other_years(question, used)):
        return []
    of_counts = _OF_COUNTS.search(folded) is not None and not _OF_MONEY.search(folded)
    return [found] if found is not None and not (of_counts and found.unit in MONEY_UNITS) else []


def _of_other_years(question: str, texts: Sequence[str]) -> bool:
    """Tell whether sentences tell of years, and of one at most of the two that a question holds against each other."""
    asked, told = set(years(question)), set(years(" ".join(texts)))
    return len(asked) == 2 and len(told) > 1 and not asked <= told


def _leaves_out_a_name(question: str, texts: Sequence[str]) -> bool:
    """Tell whether one of the names that a question holds against each other stands in none of the sentences computed from."""
    said = " ".join(texts).casefold()
    for things in things_named(question):
        names = [one.casefold().split()[0].removesuffix("s") for one in things.called if one[:1].isupper()]
        if len(names) > 1:
            begins = tuple(word for word in re.findall(r"[^\W\d_]+", said) if len(word) >= _LEAST_BEGINNING)
            return any(name not in said and not name.startswith(begins) for name in names)
    return False


def _shares(question: str, texts: Sequence[str]) -> list[Computed]:
    found: list[Computed] = []
    whose = _SHARE_OF.search(question)
    for at, text in enumerate(texts):
        if "%" in text or "procent" in text:
            continue
        flat = " ".join(text.split())
        for match in (*_OF_WHOLE.finditer(flat), *_WITH_PART.finditer(flat)):
            said = {name: words for name, words in match.groupdict().items() if words}
            part, whole = (count_of(said.get(one) or said[other]) for one, other in (("part", "some"), ("whole", "all")))
            noun = re.match(r" ([^\W\d_]{4,})", flat[match.end() :])
            if (
                whose is not None
                and noun is not None
                and stems(whose[1]).isdisjoint(stems(text))
                and not stems(noun[1]) & stems(question)
            ):
                continue  # "6 av 10 elever" where the share of the teachers is asked for
            if 0 < part <= whole:
                found.append(share_told(at, part, whole))
    return found


def _two_items(question: str, text: str, counted: str) -> tuple[Quantity, Quantity] | None:
    """Return the quantities of the two points of a list, or clauses of a sentence, that a question names; None for others."""
    points = [ITEM_MARK.sub("", line) for line in text.split("\n") if ITEM_MARK.match(line)]
    if len(points) > 1 and (found := _two_named(question, points, counted)) is not None:
        return found
    sentences = points_of(text) if len(points) > 1 else [" ".join(text.split())]
    told = {found for one in sentences if (found := _two_named(question, _CLAUSES.split(one), counted)) is not None}
    return told.pop() if len(told) == 1 else None


def _two_named(question: str, items: Sequence[str], counted: str) -> tuple[Quantity, Quantity] | None:
    """Return the quantities of the two of some points or clauses that a question names; None where it is not just two."""
    asked = stems(question) - {stem(counted)} - _SAYING_NOTHING
    counts = [quantities(item, counted) for item in items]
    by = [named_by(item) if len(found) == 1 else stems(item) for item, found in zip(items, counts, strict=True)]
    words = [{word for word in asked if names_it(word, own)} for own in by]
    common = {word for word in asked if sum(word in own for own in words) * 2 > len(items)}
    named = [at for at, own in enumerate(words) if 0 < len(own - common) <= _NAMES and len(counts[at]) == 1]
    if len(named) > 2:
        names = {stem(word.casefold()) for word in re.findall(r"(?<=[^.?!] )[A-ZÅÄÖ][^\W\d_]{2,}", question)}
        named = [at for at in named if names & words[at] - common]
    if len(named) != 2 or words[named[0]] - common == words[named[1]] - common:
        return None
    return counts[named[0]][0], counts[named[1]][0]


def _difference(question: str, texts: Sequence[str], counted: str, around: Sequence[frozenset[str]] = ()) -> Computed | None:
    first_text = " ".join(texts[0].split()) if texts else ""
    if not texts or _NEGATIVE.search(first_text):
        return None
    if _OF_WHICH.search(first_text) and not _LEFT.search(plain(question)):
        return None  # a part of the other
    if _LEFT.search(plain(question)) and _LEFT.search(plain(first_text)):
        return None  # it tells what is left itself
    if (of_years := of_both_years(question, texts, counted) or told_against(question, texts, counted, around)) is not None:
        return of_years
    if not first_text:
        return None  # a row answers
    if (ordered := difference_in_order(question, texts)) is not None:
        return ordered
    if (sides := _two_items(question, texts[0], counted)) is not None:
        return apart(*sides, (0,))
    if (point := _in_one_point(question, texts[0], counted)) is not None:
        return apart(*point, (0,))
    if CHANGE_TOLD.search(first_text):
        return None
    found = [quantities(text, counted) for text in texts]
    at = next((at for at, of in enumerate(found) if of), len(found))  # a sentence without a number tells none of them
    two = _of_one_unit(found[at]) if at < len(found) else None
    if two is not None and (not at or says_most(question, texts, at)):
        return apart(*two, (at,))
    if at + 1 < len(found) and len(found[at]) == len(found[at + 1]) == 1 and not _LEFT.search(plain(question)):
        return apart(found[at][0], found[at + 1][0], (at, at + 1))
    return _two_sentences(question, texts, found)


def _of_one_unit(told: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return the only two quantities of a sentence, or the only two of one unit: "(över 15 dagar) till 1,5 från 4,2 procent"."""
    if len(told) == _SIDES:
        return told[0], told[1]
    units = [one.unit for one in told]
    pairs = [[one for one in told if one.unit == unit] for unit in dict.fromkeys(units) if units.count(unit) == _SIDES]
    return (pairs[0][0], pairs[0][1]) if len(pairs) == 1 else None


def _in_one_point(question: str, text: str, counted: str) -> tuple[Quantity, Quantity] | None:
    """Return the two numbers of the sentence in a list that says most of what is asked, where no other says as much."""
    if len(ITEM_MARK.findall(text)) < 2:
        return None
    parts = [part for part in _PARTS.split(ITEM_MARK.sub("\n\n", text)) if part.strip()]
    said = [len(stems(question) & stems(part)) for part in parts]
    best = said.index(max(said))
    found = quantities(parts[best], counted)
    return (found[0], found[1]) if len(found) == 2 and said[best] >= _SAYS and said.count(said[best]) == 1 else None


def _two_sentences(question: str, texts: Sequence[str], found: Sequence[Sequence[Quantity]]) -> Computed | None:
    """Return the difference of the only two sentences that tell one number each, where each names a side of its own."""
    single = [at for at, of in enumerate(found) if len(of) == 1]
    if len(single) != 2:
        return None
    first, second = (stems(question) & stems(texts[at]) for at in single)
    if not first - second or not second - first:
        return None
    return apart(found[single[0]][0], found[single[1]][0], (single[0], single[1]))
